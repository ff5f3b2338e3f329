"""The commands ``changes`` and ``review``: what is new, for those who decide on it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from digitiekartta.basics.problems import errors_in
from digitiekartta.basics.text import listed
from digitiekartta.commands.options import (
    date_option,
    file_option,
    name_argument,
    names_argument,
    pass_project,
    run_day,
)
from digitiekartta.commands.program import OK, PROBLEMS
from digitiekartta.commands.terminal import ended, give
from digitiekartta.roadmap.canonical import UnreadableForm
from digitiekartta.roadmap.project import Project
from digitiekartta.versions.comparison.change_list import written
from digitiekartta.versions.comparison.report import report
from digitiekartta.versions.review import comment
from digitiekartta.versions.review import review as review_roadmap


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
    type=click.Choice(["text", "markdown", "html", "docx", "json"]),
    default="text",
    help="Muoto: text lukijalle, markdown muutospyyntöön, html tulostettavaksi, docx esityslistan"
    " liitteeksi, json ohjelmille.",
)
@file_option(
    "--output", help="Tiedosto, johon luettelo kirjoitetaan. Ilman sitä luettelo tulostetaan."
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


@click.command
@names_argument
@click.option(
    "--base",
    metavar="KANSIO",
    type=click.Path(file_okay=False, path_type=Path),
    help="Projektin kansio sellaisena kuin se on haarassa, johon muutospyyntö liitetään.",
)
@file_option(
    "--output", help="Tiedosto, johon yhteenveto kirjoitetaan. Ilman sitä yhteenveto tulostetaan."
)
@date_option("Päivä, josta saavutettavuusselosteen ikä lasketaan. Oletus on tämä päivä.")
@pass_project
def review(
    project: Project, names: Sequence[str], base: Path | None, output: Path | None, day: date | None
) -> int:
    """Kertoo, mitä muutospyyntö muuttaa ja mitä siinä on korjattavaa.

    Yhteenveto on Markdownia, ja palvelu voi liittää sen muutospyynnön kommentiksi. Myös se
    huomataan, jos hyväksyttyä versiota on muutettu tai se on poistettu.
    """
    if base is None:
        raise click.UsageError("Komennosta puuttuu verrattava kansio: --base, esimerkiksi ../main.")
    other = Project(base.resolve())
    if not other.content.is_dir():
        raise click.UsageError(f"Kansiossa {base} ei ole kansiota content, johon verrata.")
    # Also a roadmap that the proposal takes away.
    known = sorted({*project.names(), *other.names()})
    if unknown := [name for name in names if name not in known]:
        raise click.UsageError(f"Tiekarttaa ”{unknown[0]}” ei ole. Tiekartat ovat {listed(known)}.")
    reviews = [
        review_roadmap(project.content, name, other.content, day or run_day())
        for name in names or known
    ]
    give(comment(reviews).encode(), output)
    return PROBLEMS if any(errors_in(review.problems) for review in reviews) else OK
