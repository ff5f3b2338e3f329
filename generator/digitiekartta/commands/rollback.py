"""The command ``rollback``: an earlier release is live again."""

from __future__ import annotations

import click

from digitiekartta.commands.options import name_argument, pass_project
from digitiekartta.commands.terminal import ended
from digitiekartta.publishing.destination import with_history
from digitiekartta.publishing.publish import roll_back
from digitiekartta.roadmap.project import Project


@click.command
@name_argument
@click.argument("target", metavar="KOHDE")
@click.argument("version", metavar="[VERSIO]", required=False)
@pass_project
def rollback(project: Project, name: str, target: str, version: str | None) -> int:
    """Ottaa aiemman julkaisun takaisin käyttöön sellaisena kuin se oli.

    Ilman versiota otetaan se, joka oli käytössä ennen nykyistä. Komento status kertoo versiot.
    Se, mikä on hyväksytty, ei muutu: seuraava publish julkaisee uusimman hyväksytyn version.
    """
    project.choose([name])
    place = with_history(project, name, target)
    problems = roll_back(place, version, said=lambda done: click.echo(f"… {done}"))
    return ended(problems, "Mitään ei julkaistu.")
