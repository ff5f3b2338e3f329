"""The command review: what a pull request does, as a comment for its reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from digitiekartta.basics.problems import errors_in
from digitiekartta.basics.text import listed
from digitiekartta.commands.options import (
    date_option,
    file_option,
    names_argument,
    pass_project,
    run_day,
)
from digitiekartta.commands.program import OK, PROBLEMS
from digitiekartta.commands.terminal import give
from digitiekartta.roadmap.project import Project
from digitiekartta.versions.review import comment
from digitiekartta.versions.review import review as review_roadmap


@click.command
@names_argument
@click.option(
    "--base",
    metavar="KANSIO",
    type=click.Path(file_okay=False, path_type=Path),
    help="Projektin kansio sellaisena kuin se on haarassa, johon muutospyyntö liitetään.",
)
@file_option(
    "--output",
    help="Tiedosto, johon yhteenveto kirjoitetaan. Ilman sitä yhteenveto tulostetaan.",
)
@date_option("Päivä, josta saavutettavuusselosteen ikä lasketaan. Oletus on tämä päivä.")
@pass_project
def review(
    project: Project,
    names: Sequence[str],
    base: Path | None,
    output: Path | None,
    day: date | None,
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
