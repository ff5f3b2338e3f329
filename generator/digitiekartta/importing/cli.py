"""The command ``digitiekartta import``: documents in, the neutral form out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from digitiekartta.command import FinnishCommand
from digitiekartta.problems import as_text, in_order

OK, UNREADABLE = 0, 2


@click.command(cls=FinnishCommand, name="import")
@click.argument(
    "files", metavar="TIEDOSTO...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--phase",
    "phases",
    metavar="VÄRI=VAIHE",
    multiple=True,
    help='Mitä väri, merkki tai sana tarkoittaa, esimerkiksi "#FFD966=selvittely" tai'
    ' "x=toteutus". Valinnan voi antaa monta kertaa.',
)
@click.option(
    "--phases-file",
    metavar="TIEDOSTO",
    type=click.Path(path_type=Path),
    help="Tiedosto, jonka jokaisella rivillä on yksi valinnan --phase kaltainen merkitys.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Tulosta luettu JSON-muodossa, älä kirjoita mitään."
)
def import_(
    files: Sequence[Path], phases: Sequence[str], phases_file: Path | None, as_json: bool
) -> int:
    """Lukee digitiekartan Word-, Excel-, PowerPoint-, PDF-, OpenDocument- tai CSV-tiedostosta.

    Aikataulun värit luetaan vaiheiksi värien selityksen mukaan. Mitään ei arvata: tuntematon
    väri, piilotettu rivi ja muu epäselvä kerrotaan.
    """
    from digitiekartta.importing.neutral import Document, to_json
    from digitiekartta.importing.phases import read_phases
    from digitiekartta.importing.reading import Options, read_document

    options = read_phases(phases, phases_file)
    if not isinstance(options, Options):
        raise click.UsageError(f"{options.message} {options.remedy}")
    read = [read_document(file, options) for file in files]
    refused = [problem for one in read if isinstance(one, list) for problem in one]
    if refused:
        click.echo(as_text(in_order(refused)), nl=False, err=True)
        return UNREADABLE
    documents = [one for one in read if isinstance(one, Document)]
    if not as_json:
        raise click.UsageError("Anna valinta --json.")
    for document in documents:
        click.echo(to_json(document), nl=False)
    doubts = in_order(problem for document in documents for problem in document.reported)
    if doubts:
        click.echo(as_text(doubts), nl=False, err=True)
    return OK
