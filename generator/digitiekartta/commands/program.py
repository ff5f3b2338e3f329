"""The program itself: commands that are loaded when they are used, and how a run ends.

Nothing here may take long to load: it is on the way of every command.
"""

import ast
import errno
import io
import os
import re
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from digitiekartta.basics.characters import LINE_BREAKS, UNWANTED
from digitiekartta.basics.files import reason
from digitiekartta.basics.interrupts import INTERRUPTED, end_tidily

OK, PROBLEMS, MISUSE, REFUSED, OUR_MISTAKE = 0, 1, 2, 3, 70
"""Exit codes: fine, problems found, misuse of the command or unreadable input, refused (not
approved), and a fault in the program itself (sysexits' EX_SOFTWARE)."""

_IS_WINDOWS = sys.platform == "win32"
_STEERING = re.compile(f"[\t{UNWANTED}{LINE_BREAKS}]")


class UnloadedCommand(click.Command):
    """A command of which no more is known than its name and the module that holds it.

    Args:
        name: As a person writes it.
        module: A module of this room.
        function: The command in it, where Python cannot call it by the same name.
    """

    def __init__(self, name: str, module: str, function: str = "") -> None:
        super().__init__(name)
        self.module = f"{__package__}.{module}"
        self.function = function or name

    def load(self) -> click.Command:
        """Return the command itself."""
        command: click.Command = getattr(import_module(self.module), self.function)
        command.options_metavar = "[VALINNAT]"
        return command

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help, read from the source: to load it takes longer."""
        spec = find_spec(self.module)
        assert spec is not None
        assert spec.origin is not None
        source = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
        [function] = (
            node
            for node in source.body
            if isinstance(node, ast.FunctionDef) and node.name == self.function
        )
        return (ast.get_docstring(function) or "").partition("\n")[0]


class Program(click.Group):
    """A group of commands, each loaded when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are told, which is the order of use."""
        return list(self.commands)

    def load(self, name: str) -> click.Command:
        """Return the command of a name."""
        command = self.commands[name]
        return command.load() if isinstance(command, UnloadedCommand) else command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for, loaded now."""
        name, _, rest = super().resolve_command(ctx, args)
        command = self.load(name) if name else None
        end_tidily()  # from now on there may be something to take back
        return name, command, rest


def run(group: click.Group) -> int:
    """Run a command line and return its exit code; all that is said of misuse is Finnish."""
    if sys.stdout is None:
        _tell_error("tulosteelle ei ole paikkaa, koska vakiotuloste on suljettu.")
        return MISUSE
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Windows writes into files and pipes in a code page that lacks arrows and half of
            # what names hold; names of files need not be text at all.
            to_file = _IS_WINDOWS and not stream.isatty()
            encoding = "utf-8" if to_file else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    with suppress(OSError):  # where not even that can be told
        try:
            return int(group.main(standalone_mode=False, color=_coloured()) or 0)
        except (Exception, KeyboardInterrupt) as error:
            try:
                return _ending(error)
            except OSError as unheard:
                return _ending(unheard)
    return PROBLEMS


def _coloured() -> bool | None:
    # Where the output is no terminal Click leaves colours out by itself.
    return False if os.environ.get("NO_COLOR") else None


def _tell_error(text: str) -> None:
    click.secho("Virhe: ", fg="red", nl=False, err=True, color=_coloured())
    # What a person has written, or a program, may not steer the terminal.
    click.echo(_STEERING.sub("\ufffd", text), err=True)


def _ending(error: BaseException) -> int:
    """Tell what a run ended with, and return the exit code."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.ctx.get_help() if error.ctx else "")
            return MISUSE
        case click.ClickException():
            # Click quotes as Python does, and sets choices off by tabs.
            _tell_error(error.format_message().replace("'", "”").replace("\n\t", "\n  "))
            if isinstance(error, click.UsageError) and error.ctx:
                click.echo(f"Ohje: {error.ctx.command_path} --help", err=True)
            return MISUSE
        case click.Abort() if isinstance(error.__context__, EOFError):
            click.echo(err=True)  # the question's line is not ended
            _tell_error(
                "kysymykseen ei tullut vastausta. Anna vastaus valinnalla, tai ota oletukset"
                " valinnalla --yes."
            )
            return MISUSE
        case click.Abort() | KeyboardInterrupt():
            click.echo("Keskeytetty.", err=True)
            return INTERRUPTED
        case BrokenPipeError():
            # The reader of our output has left (``| head``): nothing to say to anybody.
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115
            return PROBLEMS
        case OSError():
            return _refused(error)
        case MemoryError():
            return _refused(OSError(errno.ENOMEM, ""))
    if os.environ.get("DIGITIEKARTTA_DEBUG"):
        traceback.print_exception(error)
    click.echo(
        f"Ohjelmassa on vika ({type(error).__name__}: {error}). Vika ei ole sisällössä."
        "\nKerro siitä ohjelman ylläpidolle. Tarkemmat tiedot saat, kun asetat"
        " ympäristömuuttujan DIGITIEKARTTA_DEBUG=1 ja ajat komennon uudelleen.",
        err=True,
    )
    return OUR_MISTAKE


def _refused(error: OSError) -> int:
    """Tell what the operating system refused: a fault of the machine, or what there is not."""
    from digitiekartta.basics.machine import fault_of
    from digitiekartta.commands.terminal import ended

    if fault := fault_of(error):
        return ended([fault])
    file = f" {error.filename}" if error.filename else ""
    _tell_error(f"tiedoston{file} käsittely ei onnistunut: {reason(error)}.")
    return MISUSE
