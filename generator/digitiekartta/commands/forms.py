"""The commands ``forms`` and ``propose``: forms of the host, and what is filled in becomes content.

What is filled in comes from anybody. It is read as text alone: no name of a file, of a branch or of
a command is made of it, and it is written only into the file of the measure that it names.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from digitiekartta.basics.files import write_whole
from digitiekartta.basics.problem_formats import summary
from digitiekartta.basics.problems import Problem, errors_in, in_order
from digitiekartta.commands.checking import check_content
from digitiekartta.commands.options import file_option, pass_project, run_day
from digitiekartta.commands.program import OK, PROBLEMS
from digitiekartta.commands.terminal import ended, tell, write_outputs
from digitiekartta.documents.forms.issue import LONGEST, decoded
from digitiekartta.documents.forms.proposal import Change
from digitiekartta.documents.forms.proposal import propose as change_of
from digitiekartta.documents.forms.templates import FOLDERS, MADE, files
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph
from digitiekartta.markup.report.comment import as_comment, cut
from digitiekartta.markup.report.text import as_text
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.reading.folder import MEASURES, read_roadmap
from digitiekartta.roadmap.rewriting import rewritten
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.check import Checked
from digitiekartta.versions.comparison.change_list import changes
from digitiekartta.versions.comparison.changes import compare

_MOST_PROBLEMS = 20
_LONGEST_LABEL = 60
_CUT = "*Kaikki ei mahdu tähän. Muutospyynnön tiedostoista näkee loput.*"
_SIGNS = {"github": (".github",), "gitlab": (".gitlab-ci.yml", ".gitlab")}


@click.command
@click.option("--check", "only_check", is_flag=True, help="Kerro vain, onko jokin vanhentunut.")
@click.option(
    "--host",
    "hosts",
    type=click.Choice(list(FOLDERS)),
    multiple=True,
    help="Palvelu, jonka lomakkeet kirjoitetaan. Oletus on se, jonka tiedostoja projektissa on.",
)
@pass_project
def forms(project: Project, only_check: bool, hosts: Sequence[str]) -> int:
    """Kirjoittaa lomakkeet, joilla muutosta ehdotetaan selaimessa.

    Jokainen tiekartta saa lomakkeen, jossa sen toimenpiteet, puolivuodet ja vaiheet ovat
    vaihtoehtoina. GitHub näyttää lomakkeet kansiosta .github/ISSUE_TEMPLATE ja GitLab kansiosta
    .gitlab/issue_templates. Täytetystä lomakkeesta tekee muutoksen komento propose.
    """
    root = project.root
    present = [host for host, signs in _SIGNS.items() if any((root / s).exists() for s in signs)]
    chosen = hosts or present
    if not chosen:
        raise click.UsageError(
            "Projektissa ei ole GitHubin eikä GitLabin tiedostoja, joten ei tiedetä, kumman"
            " lomakkeet kirjoitetaan. Kerro se valinnalla --host."
        )
    readings = [read_roadmap(project.content, name) for name in project.choose([])]
    broken = [one for reading in readings for one in errors_in(reading.problems)]
    if broken:
        return ended(broken, "Lomakkeita ei kirjoitettu.")
    texts = files([one.roadmap for one in readings if one.roadmap], chosen)
    stale = [name for name, text in texts.items() if _bytes_of(root / name) != text.encode()]
    gone = [name for name in _made_before(root, chosen) if name not in texts]
    for name in stale:
        if not only_check:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(root / name, texts[name].encode())
        click.echo(f"{'Vanhentunut' if only_check else 'Kirjoitettu'}: {name}")
    for name in gone:
        if not only_check:
            (root / name).unlink()
        click.echo(f"{'Tarpeeton' if only_check else 'Poistettu'}: {name}")
    if not stale and not gone:
        click.echo("Lomakkeet ovat ajan tasalla.")
    return PROBLEMS if only_check and (stale or gone) else OK


def _made_before(root: Path, hosts: Iterable[str]) -> Iterator[str]:
    """Yield the forms that this command has written."""
    for host in hosts:
        for path in sorted((root / FOLDERS[host]).glob("muutos-*")):
            if MADE.encode() in _bytes_of(path).partition(b"\n")[0]:
                yield path.relative_to(root).as_posix()


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


@click.command
@file_option(
    "--from",
    "issue",
    or_input=True,
    help="Tiedosto, jossa on täytetyn lomakkeen teksti. Ilman sitä teksti luetaan syötteestä.",
)
@file_option(
    "--output",
    help="Tiedosto, johon kirjoitetaan Markdownina, mitä muuttuu tai mitä on korjattava. Palvelu"
    " voi liittää sen kommentiksi.",
)
@click.option("--dry-run", is_flag=True, help="Kerro, mitä muuttuisi, mutta älä muuta mitään.")
@pass_project
def propose(project: Project, issue: Path | None, output: Path | None, dry_run: bool) -> int:
    """Tekee täytetystä lomakkeesta muutoksen sisältöön.

    Lomakkeen tekstistä luetaan toimenpide ja se, mikä siitä muuttuu ja miksi. Toimenpiteen
    tiedostossa muuttuvat vain ne kentät. Tulos tarkistetaan ennen kuin mitään kirjoitetaan, eikä
    epäselvästä lomakkeesta tehdä mitään.
    """
    outcome = _outcome(project, _bytes_given(issue), run_day())
    blocks = tuple(outcome.blocks)
    if output:
        write_outputs({output: cut(as_comment(blocks), _CUT).encode()})
    if outcome.file is None:
        tell(in_order(outcome.problems), err=True)
        click.echo("Mitään ei muutettu.", err=True)
        return PROBLEMS
    click.echo(as_text(blocks), nl=False)
    if dry_run:
        click.echo("\nMitään ei muutettu, koska tämä oli koe (--dry-run).")
        return OK
    write_whole(outcome.file, outcome.data)
    click.echo(f"\nMuutettu: {outcome.file.relative_to(project.root).as_posix()}")
    return OK


def _bytes_given(issue: Path | None) -> bytes:
    """Return no more of a form than tells that there is too much of it."""
    if issue is None or str(issue) == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise click.UsageError("Lomaketta ei tullut. Anna sen tiedosto valinnalla --from.")
        return sys.stdin.buffer.read(LONGEST + 1)
    if not issue.is_file():
        raise click.UsageError(f"Tiedostoa {issue} ei ole.")
    with issue.open("rb") as stream:
        return stream.read(LONGEST + 1)


@dataclass(frozen=True)
class _Outcome:
    """What came of a form: a file to be written, or the problems that forbid it."""

    blocks: Iterable[Block]
    problems: Sequence[Problem] = ()
    file: Path | None = None
    data: bytes = b""


def _refused(problems: Sequence[Problem], why: str) -> _Outcome:
    return _Outcome(_told_refusal(problems, why), problems)


def _told_refusal(problems: Sequence[Problem], why: str) -> Iterator[Block]:
    yield Heading(1, "Ehdotuksesta ei voitu tehdä muutosta")
    yield Paragraph(why)
    told = in_order(problems)
    for problem in told[:_MOST_PROBLEMS]:
        where = problem.place.field or str(problem.place)
        yield Item(f"{problem.message} {problem.remedy}".strip(), label=where[:_LONGEST_LABEL])
    if more := len(told[_MOST_PROBLEMS:]):
        yield Paragraph(f"Lisäksi {more} muuta.")


def _outcome(project: Project, given: bytes, today: date) -> _Outcome:
    mend = "Korjaa lomakkeen tekstiä ja pyydä muutosta uudelleen. Korjattavaa on tässä:"
    text = decoded(given)
    if isinstance(text, Problem):
        return _refused([text], mend)
    readings = [read_roadmap(project.content, name) for name in project.choose([])]
    change = change_of([one.roadmap for one in readings if one.roadmap], text)
    if not isinstance(change, Change):
        return _refused(change, mend)
    name = change.roadmap.id
    now = check_content(project.content, name, today)
    if now.sound is None:
        broken = "Sisällössä on virheitä, jotka pitää korjata ensin:"
        return _refused(errors_in(now.problems), broken)
    file = project.content / name / MEASURES / f"{change.before.id}.yml"
    data = rewritten(file.read_bytes().decode(), change.before, change.after).encode()
    then = _checked_with(project.content, name, file, data, today)
    if then.sound is None:
        return _refused(errors_in(then.problems), "Sisältöön tulisi näin virheitä:")
    fresh = [one for one in then.problems if _said(one) not in set(map(_said, now.problems))]
    return _Outcome(_told(change, now.sound, then.sound, fresh), (), file, data)


def _checked_with(content: Path, name: str, file: Path, data: bytes, today: date) -> Checked:
    """Return what the check finds where a file holds something else."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, content.name)
        shutil.copytree(content / name, copy / name, symlinks=True)
        (copy / name / file.relative_to(content / name)).write_bytes(data)
        return check_content(copy, name, today)


def _said(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.place.file, problem.message


def _told(
    change: Change, before: Roadmap, after: Roadmap, fresh: Sequence[Problem]
) -> Iterator[Block]:
    comparison = compare(before, after)
    yield Heading(1, "Ehdotettu muutos")
    yield Paragraph(comparison.summary)
    yield from changes(comparison, level=2)
    yield from map(Paragraph, change.notes)
    if fresh:
        yield Paragraph(summary(fresh), "Tarkistus")
        yield from (Item(f"{one.message} {one.remedy}".strip(), label="Varoitus") for one in fresh)
