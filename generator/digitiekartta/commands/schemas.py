"""The command ``schemas``: JSON Schemas by which a text editor helps, and the guide's tables."""

from __future__ import annotations

import click

from digitiekartta.commands.options import pass_project
from digitiekartta.commands.program import OK, PROBLEMS
from digitiekartta.roadmap import schemas as schema_files
from digitiekartta.roadmap.project import Project


@click.command
@click.option("--check", "only_check", is_flag=True, help="Kerro vain, onko jotakin vanhentunut.")
@pass_project
def schemas(project: Project, only_check: bool) -> int:
    """Kirjoittaa tekstieditoria neuvovat JSON-skeemat ja ohjeen OHJE.md taulukot kentistä."""
    stale = schema_files.stale(project.root)
    if not only_check:
        schema_files.write(project.root)
    for file in stale:
        click.echo(f"{'Vanhentunut' if only_check else 'Kirjoitettu'}: {file}")
    if not stale:
        click.echo("Skeemat ja taulukot ovat ajan tasalla.")
    return PROBLEMS if only_check and stale else OK
