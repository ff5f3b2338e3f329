"""The command review: what a pull request does, as a comment for its reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from digitiekartta.basics.problems import errors_in
from digitiekartta.basics.text import listed
from digitiekartta.commands.command import (
    OK,
    PROBLEMS,
    FinnishCommand,
    day_if_given,
    today,
    write_output,
)
from digitiekartta.roadmap.project import Project


@click.command(cls=FinnishCommand)
@click.argument("names", metavar="[NIMI]...", nargs=-1)
@click.option(
    "--base",
    metavar="KANSIO",
    type=click.Path(file_okay=False, path_type=Path),
    help="Projektin kansio sellaisena kuin se on haarassa, johon muutospyyntö liitetään.",
)
@click.option(
    "--output",
    metavar="TIEDOSTO",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tiedosto, johon yhteenveto kirjoitetaan. Ilman sitä yhteenveto tulostetaan.",
)
@click.option(
    "--date",
    "given_day",
    metavar="PÄIVÄ",
    callback=day_if_given,
    help="Päivä, josta saavutettavuusselosteen ikä lasketaan. Oletus on tämä päivä.",
)
@click.pass_obj
def review(
    project: Project,
    names: Sequence[str],
    base: Path | None,
    output: Path | None,
    given_day: date | None,
) -> int:
    """Kertoo, mitä muutospyyntö muuttaa ja mitä siinä on korjattavaa.

    Yhteenveto on Markdownia, ja palvelu voi liittää sen muutospyynnön kommentiksi. Myös se
    huomataan, jos hyväksyttyä versiota on muutettu tai se on poistettu.
    """
    from digitiekartta.versions.reviewing.comment import comment
    from digitiekartta.versions.reviewing.review import review as reviewed

    if base is None:
        raise click.UsageError("Komennosta puuttuu verrattava kansio: --base, esimerkiksi ../main.")
    other = Project(base.resolve())
    if not other.content.is_dir():
        raise click.UsageError(f"Kansiossa {base} ei ole kansiota content, johon verrata.")
    # Also a roadmap that the proposal takes away.
    known = sorted({*project.names(), *other.names()})
    if unknown := [name for name in names if name not in known]:
        raise click.UsageError(f"Tiekarttaa ”{unknown[0]}” ei ole. Tiekartat ovat {listed(known)}.")
    chosen = names or known
    day = given_day or today()
    reviews = [reviewed(project.content, name, other.content, day) for name in chosen]
    told = comment(reviews)
    if output is None:
        click.echo(told, nl=False)
    else:
        write_output(output, told.encode())
        click.echo(f"Kirjoitettu: {output}")
    return PROBLEMS if any(errors_in(one.problems) for one in reviews) else OK
