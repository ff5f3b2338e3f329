"""The command changes: what has changed between two contents, for the meeting that decides."""

from __future__ import annotations

from pathlib import Path

import click

from digitiekartta.commands.options import (
    file_option,
    name_argument,
    pass_project,
    run_day,
)
from digitiekartta.commands.program import OK
from digitiekartta.commands.terminal import ended, give
from digitiekartta.roadmap.canonical import UnreadableForm
from digitiekartta.roadmap.project import Project
from digitiekartta.versions.comparison.change_list import written
from digitiekartta.versions.comparison.report import report

FORMATS = ("text", "markdown", "html", "docx", "json")


@click.command
@name_argument
@click.option(
    "--from",
    "since",
    metavar="VERSIO",
    help="Hyväksytty versio, johon verrataan. Oletus on viimeksi hyväksytty tai, jos annetaan"
    " --to, sitä edeltävä.",
)
@click.option(
    "--to",
    "until",
    metavar="VERSIO",
    default="työversio",
    help="Versio, jonka muutokset kerrotaan. Oletus on työversio eli kansion nykyinen sisältö.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="Muoto: text lukijalle, markdown muutospyyntöön, html tulostettavaksi, docx esityslistan"
    " liitteeksi, json ohjelmille.",
)
@file_option(
    "--output",
    help="Tiedosto, johon luettelo kirjoitetaan. Ilman sitä luettelo tulostetaan.",
)
@pass_project
def changes(
    project: Project, name: str, since: str | None, until: str, form: str, output: Path | None
) -> int:
    """Kertoo virkkeinä, mikä on muuttunut hyväksytyn version jälkeen.

    Luettelossa on sen sisällön tunniste, josta päätetään: se kirjataan pöytäkirjaan, ja
    hyväksyminen (approve) tarkistaa, ettei sisältö ole muuttunut päätöksen jälkeen.
    """
    if form == "docx" and output is None:
        raise click.UsageError(
            "Word-asiakirja tarvitsee tiedoston. Lisää esimerkiksi --output muutokset.docx."
        )
    project.choose([name])
    try:
        comparison, frame = report(project.content, name, run_day(), since, until)
    except UnreadableForm as error:
        return ended(error.problems, "Muutoksia ei voi kertoa, ennen kuin nämä on korjattu.")
    except LookupError as error:
        raise click.UsageError(str(error)) from error
    give(written(comparison, frame, form), output)
    return OK
