"""The command ``rollback``: an earlier release is live again."""

from __future__ import annotations

import click

from digitiekartta.commands.options import choose_one, misuse, name_argument, pass_project
from digitiekartta.commands.terminal import ended
from digitiekartta.publishing.destination import Misdirected, with_history
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
    try:
        place = with_history(project, choose_one(project, name), target)
    except Misdirected as error:
        raise misuse([error.problem]) from error
    problems = roll_back(place, version, said=lambda done: click.echo(f"… {done}"))
    return ended(problems, "Mitään ei julkaistu.")
