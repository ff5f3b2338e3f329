"""The commands ``check``, ``format`` and ``schemas``: content and its files put right."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from digitiekartta.basics.files import write_whole
from digitiekartta.basics.problems import Problem, errors_in, in_order
from digitiekartta.commands import problem_guide
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
from digitiekartta.roadmap import schemas as schema_files
from digitiekartta.roadmap.checking.acknowledging import (
    ACKNOWLEDGED,
    acknowledging,
    counted_in,
)
from digitiekartta.roadmap.checking.words import unexplained_abbreviations
from digitiekartta.roadmap.formatting import format_entry, format_roadmap
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.reading.folder import read_roadmap
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
        heard += filter(None, [counted_in(name, known)])
        problems += found
        if abbreviations and (roadmap := read_roadmap(project.content, name).roadmap):
            problems += unexplained_abbreviations(roadmap)
    problems = in_order(problems)
    tell(problems, form)
    if form == "text":
        for line in heard:
            click.echo(line)
    return PROBLEMS if errors_in(problems) or (strict and problems) else OK


def _acknowledge(project: Project, checked: Checked, code: str, reason: str) -> None:
    """Write the acknowledgement of each warning of a code.

    Raises:
        UsageError: There is none.
    """
    warnings = [one for one in checked.problems if one.code == code and not one.is_error]
    if checked.roadmap is None or not warnings:
        raise click.UsageError(f"Tiekartassa ei ole varoitusta ”{code}”, jonka voisi kuitata.")
    path = project.content / checked.roadmap.id / ACKNOWLEDGED
    present = path.read_text("utf-8") if path.exists() else ""
    entry = acknowledging(checked.roadmap, warnings, reason)
    write_whole(path, format_entry(entry, present).encode())


@click.command("format")
@names_argument
@click.option(
    "--check", "only_check", is_flag=True, help="Kerro vain, mitkä tiedostot muuttuisivat."
)
@pass_project
def format_(project: Project, names: Sequence[str], only_check: bool) -> int:
    """Kirjoittaa sisältötiedostot yhtenäiseen muotoon.

    Sanat ja kommentit (#) säilyvät; muuttua voivat kenttien järjestys, sisennykset ja
    lainausmerkit. Tiedosto, jossa on virheitä, jää ennalleen, ja siitä kerrotaan.
    """
    problems: list[Problem] = []
    changed: list[str] = []
    for name in project.choose(names):
        result = format_roadmap(project.content, name, write=not only_check)
        problems += result.problems
        changed += result.changed
    for file in changed:
        click.echo(f"{'Muuttuisi' if only_check else 'Muotoiltu'}: {file}")
    if not changed and not problems:
        click.echo("Kaikki tiedostot ovat jo yhtenäisessä muodossa.")
    if problems:
        tell(in_order(problems))
    return PROBLEMS if errors_in(problems) or (only_check and changed) else OK


@click.command
@click.option("--check", "only_check", is_flag=True, help="Kerro vain, onko jotakin vanhentunut.")
@pass_project
def schemas(project: Project, only_check: bool) -> int:
    """Kirjoittaa JSON-skeemat, ohjeen OHJE.md taulukot ja luettelon VIRHEET.md."""
    root = project.root
    try:
        texts = schema_files.files(root) | problem_guide.files(root)
    except ModuleNotFoundError as missing:  # some kinds are those of an extra
        reason = f"Kirjastoa {missing.name} ei ole asennettu, joten ohjetta ei voi tulostaa."
        raise click.ClickException(reason) from missing
    stale = [file for file, text in texts.items() if not _says(root / file, text)]
    for file in stale:
        if not only_check:
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_bytes(texts[file].encode())
        click.echo(f"{'Vanhentunut' if only_check else 'Kirjoitettu'}: {file}")
    if not stale:
        click.echo("Skeemat ja ohjeet ovat ajan tasalla.")
    return PROBLEMS if only_check and stale else OK


def _says(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
