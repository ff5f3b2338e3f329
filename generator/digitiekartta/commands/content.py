"""The commands ``format`` and ``schemas``: the files of content put right, and their guides."""

from collections.abc import Sequence
from pathlib import Path

import click

from digitiekartta.basics.problems import Problem, errors_in, in_order
from digitiekartta.commands import problem_guide
from digitiekartta.commands.options import names_argument, pass_project
from digitiekartta.commands.program import OK, PROBLEMS
from digitiekartta.commands.terminal import tell
from digitiekartta.roadmap import schemas as schema_files
from digitiekartta.roadmap.formatting import format_roadmap
from digitiekartta.roadmap.project import Project


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
