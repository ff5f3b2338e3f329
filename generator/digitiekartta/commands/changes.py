"""The command changes: what has changed between two contents, for the meeting that decides."""

from __future__ import annotations

from pathlib import Path

import click

from digitiekartta.basics.problems import as_text, in_order
from digitiekartta.commands.command import OK, PROBLEMS, FinnishCommand, choose_one, write_output
from digitiekartta.roadmap.project import Project

FORMATS = ("text", "markdown", "html", "docx", "json")


@click.command(cls=FinnishCommand)
@click.argument("name", metavar="NIMI")
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
@click.option(
    "--output",
    metavar="TIEDOSTO",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tiedosto, johon luettelo kirjoitetaan. Ilman sitä luettelo tulostetaan.",
)
@click.pass_obj
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
    from digitiekartta.versions.comparing.formats import written
    from digitiekartta.versions.comparing.reporting import Unreadable, report

    chosen = choose_one(project, name)
    try:
        comparison, frame = report(project.content, chosen, since, until)
    except Unreadable as error:
        click.echo(as_text(in_order(error.problems)), nl=False, err=True)
        click.echo("Muutoksia ei voi kertoa, ennen kuin nämä on korjattu.", err=True)
        return PROBLEMS
    except LookupError as error:
        raise click.UsageError(str(error)) from error
    data = written(comparison, frame, form)
    if output is None:
        click.echo(data.decode(), nl=False)
    else:
        write_output(output, data)
        click.echo(f"Kirjoitettu: {output}")
    return OK
