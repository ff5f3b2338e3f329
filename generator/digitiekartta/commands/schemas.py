"""The command ``schemas``: what is printed from declarations: JSON Schemas, and the guides."""

from __future__ import annotations

import click

from digitiekartta.commands import problem_guide
from digitiekartta.commands.options import pass_project
from digitiekartta.commands.program import OK, PROBLEMS
from digitiekartta.roadmap import schemas as schema_files
from digitiekartta.roadmap.project import Project


@click.command
@click.option("--check", "only_check", is_flag=True, help="Kerro vain, onko jotakin vanhentunut.")
@pass_project
def schemas(project: Project, only_check: bool) -> int:
    """Kirjoittaa JSON-skeemat, ohjeen OHJE.md taulukot ja luettelon VIRHEET.md."""
    root = project.root
    try:
        stale = [*schema_files.stale(root), *problem_guide.stale(root)]
    except ModuleNotFoundError as missing:  # some kinds are those of an extra
        reason = f"Kirjastoa {missing.name} ei ole asennettu, joten ohjetta ei voi tulostaa."
        raise click.ClickException(reason) from missing
    if not only_check:
        schema_files.write(root)
        problem_guide.write(root)
    for file in stale:
        click.echo(f"{'Vanhentunut' if only_check else 'Kirjoitettu'}: {file}")
    if not stale:
        click.echo("Skeemat ja ohjeet ovat ajan tasalla.")
    return PROBLEMS if only_check and stale else OK
