"""What commands print alike: problems, tables, questions, how far a long work is, endings."""

import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import click

from digitiekartta.basics.files import reason, write_whole
from digitiekartta.basics.machine import fault_of
from digitiekartta.basics.problem_formats import FORMATS, as_text
from digitiekartta.basics.problems import Problem, errors_in, in_order
from digitiekartta.commands.outputs import note_written, refuse_foreign
from digitiekartta.commands.program import OK, PROBLEMS

Step = Callable[[int, int, str], None]
"""Called with how many parts of a work are done, of how many, and a line about the newest."""

_YES, _NO = ("kyllä", "k", "joo", "j", "yes", "y"), ("ei", "e", "no", "n")


def tell(problems: Sequence[Problem], form: str = "text", *, err: bool = False) -> None:
    """Print problems in one of FORMATS; at a terminal each begins with a colour."""
    text = as_text(problems, _coloured) if form == "text" else FORMATS[form](problems)
    click.echo(text, nl=False, err=err)


def _coloured(problem: Problem, beginning: str) -> str:
    return click.style(beginning, fg="red" if problem.is_error else "yellow")


def ended(problems: Sequence[Problem], closing: str = "", code: int = PROBLEMS) -> int:
    """Tell the errors in full and mention the warnings; return the exit code.

    Args:
        problems: What a command met.
        closing: What the command did not do because of the errors.
        code: The exit code when there are errors.
    """
    errors = in_order(errors_in(problems))
    if errors:
        tell(errors, err=True)
        if closing:
            click.echo(closing, err=True)
        return code
    if warnings := len(problems):
        click.echo(f"Huomautuksia sisällöstä: {warnings}. Ne näkee komennolla digitiekartta check.")
    return OK


def print_rows(rows: Sequence[tuple[str, str | None]]) -> None:
    """Print labels and what belongs to them in two columns; a row with nothing is left out."""
    width = max(len(label) for label, _ in rows) + 2
    for label, text in rows:
        if text:
            click.echo(f"{label + ':':<{width}}{text}")


def agreed(question: str) -> bool:
    """Ask a person until the answer is yes or no; no answer is no."""
    asked = f"{question} (kyllä/ei)"
    return bool(click.prompt(asked, default="ei", show_default=False, value_proc=_yes_or_no))


def _yes_or_no(answer: str) -> bool:
    word = answer.strip().casefold()
    if word not in (*_YES, *_NO):
        raise click.BadParameter("Vastaa kyllä tai ei.")
    return word in _YES


@contextmanager
def steps(*, err: bool = False) -> Iterator[Step]:
    """Give what tells how far a long work is: a bar at a terminal, a line for each step elsewhere.

    It may be called from several threads.
    """
    stream = sys.stderr if err else sys.stdout
    with ExitStack() as stack:
        lock = threading.Lock()
        bars: list[Any] = []

        def show(done: int, total: int, line: str) -> None:
            if not stream.isatty():
                click.echo(line, err=err)
                return
            with lock:
                if not bars:
                    bar = click.progressbar(
                        length=total, file=stream, item_show_func=lambda line: line
                    )
                    bar.current_item = line  # seen before the first part is done
                    bars.append(stack.enter_context(bar))
                bars[0].update(done - bars[0].pos, line)

        yield show


def write_outputs(files: Mapping[Path, bytes], *, among_content: str = "") -> None:
    """Put what a person asked for into files, each whole or not at all.

    Args:
        files: Where what is written.
        among_content: What a file is called that may stand among the content and gives way there.
    Raises:
        click.UsageError: One of them is somebody else's, so that none is written; or there is no
            place of that name.
        OSError: The machine refuses to write there.
    """
    refuse_foreign(files, files, among_content=among_content)
    for path, data in files.items():
        _write(path, data)
    note_written(files)


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data, lasting=True)
    except OSError as error:
        if fault_of(error):
            raise
        why = "kansiota ei ole" if isinstance(error, FileNotFoundError) else reason(error)
        raise click.UsageError(
            f"Tiedostoa {path} ei voi kirjoittaa: {why}. Valitse toinen paikka."
        ) from error


def give(data: bytes, output: Path | None) -> None:
    """Print a text, or put it into the file that a person named."""
    if output is None:
        click.echo(data.decode(), nl=False)
    else:
        write_outputs({output: data})
        click.echo(f"Kirjoitettu: {output}")
