"""The command ``check``. What has not changed since the last check is told with little loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from digitiekartta.basics.files import write_whole
from digitiekartta.basics.problems import Problem, errors_in, in_order
from digitiekartta.commands.checking import check_content, found_in
from digitiekartta.commands.options import (
    format_option,
    names_argument,
    pass_project,
    run_day,
    site_date_option,
)
from digitiekartta.commands.program import OK, PROBLEMS
from digitiekartta.commands.terminal import tell
from digitiekartta.roadmap.project import Project

if TYPE_CHECKING:
    from digitiekartta.versions.check import Checked


@click.command
@names_argument
@format_option
@click.option("--strict", is_flag=True, help="Tarkistus epäonnistuu myös varoituksista.")
@click.option(
    "--abbreviations",
    is_flag=True,
    help="Kerro myös lyhenteet, joita tiedosto lyhenteet.yml ei selitä.",
)
@click.option(
    "--acknowledge",
    "acknowledged",
    nargs=2,
    metavar="TUNNUS SYY",
    help="Kuittaa tiekartan varoitukset, joilla on tämä tunnus: ne saavat jäädä tästä syystä.",
)
@site_date_option
@pass_project
def check(
    project: Project,
    names: Sequence[str],
    form: str,
    strict: bool,
    abbreviations: bool,
    acknowledged: tuple[str, str] | None,
    day: date | None,
) -> int:
    """Lukee sisällön ja kertoo kaiken korjattavan.

    Ilman nimeä tarkistetaan kaikki tiekartat. Jokaisesta asiasta kerrotaan tiedosto, rivi,
    sarake, kenttä ja korjausohje. Virhe estää sivuston tekemisen, varoitus ei. Osa varoituksista
    riippuu päivästä (--date). Varoituksen, joka saa jäädä, voi kuitata (--acknowledge).
    """
    problems: list[Problem] = []
    heard: list[str] = []
    if acknowledged and (len(names) != 1 or not acknowledged[1].strip()):
        raise click.UsageError(
            "Kuittaukseen tarvitaan yksi tiekartta ja syy, esimerkiksi: digitiekartta check kunta"
            ' --acknowledge schedule-gap "Kysely tehdään keväisin."'
        )
    for name in project.choose(names):
        today = day or run_day()
        if acknowledged:
            _acknowledge(project, check_content(project.content, name, today), *acknowledged)
        found, known = found_in(project, name, today)
        heard += [_counted(name, known)] if known else []
        problems += found
        problems += _abbreviations(project, name) if abbreviations else ()
    problems = in_order([*problems, *_of_subjects(project)])
    tell(problems, form)
    if form == "text":
        for line in heard:
            click.echo(line)
    return PROBLEMS if errors_in(problems) or (strict and problems) else OK


def _counted(name: str, known: Sequence[Problem]) -> str:
    from digitiekartta.roadmap.checking.acknowledging import counted_in

    return counted_in(name, known)


def _abbreviations(project: Project, name: str) -> Iterator[Problem]:
    from digitiekartta.roadmap.checking.words import unexplained_abbreviations
    from digitiekartta.roadmap.reading.folder import read_roadmap

    if roadmap := read_roadmap(project.content, name).roadmap:
        yield from unexplained_abbreviations(roadmap)


def _of_subjects(project: Project) -> Sequence[Problem]:
    """Return what is wrong with the subjects by which roadmaps are compared; few have any."""
    if not (project.content / "aiheet.yml").exists():
        return ()
    from digitiekartta.roadmap.reading.subjects import read_subjects

    return read_subjects(project.content)[1]


def _acknowledge(project: Project, checked: Checked, code: str, reason: str) -> None:
    """Write the acknowledgement of each warning of a code.

    Raises:
        UsageError: There is none.
    """
    from digitiekartta.roadmap.checking.acknowledging import ACKNOWLEDGED, acknowledging
    from digitiekartta.roadmap.formatting import format_entry

    warnings = [one for one in checked.problems if one.code == code and not one.is_error]
    if checked.roadmap is None or not warnings:
        raise click.UsageError(f"Tiekartassa ei ole varoitusta ”{code}”, jonka voisi kuitata.")
    path = project.content / checked.roadmap.id / ACKNOWLEDGED
    present = path.read_text("utf-8") if path.exists() else ""
    entry = acknowledging(checked.roadmap, warnings, reason)
    write_whole(path, format_entry(entry, present).encode())
