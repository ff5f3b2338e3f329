"""The command ``export``: a roadmap's content as files for papers and for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from digitiekartta.basics.problems import as_text, errors_in
from digitiekartta.commands.command import OK, PROBLEMS, FinnishCommand, choose_one, write_output
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.roadmap import Roadmap

_file = click.Path(path_type=Path)


@click.command(cls=FinnishCommand)
@click.argument("name", metavar="NIMI")
@click.option(
    "--annex",
    "annexes",
    metavar="TIEDOSTO",
    type=_file,
    multiple=True,
    help="Toimenpidetaulukot Excel- tai Word-tiedostoksi (.xlsx tai .docx), esimerkiksi"
    " esityslistan liitteeksi. Valinnan voi antaa monta kertaa.",
)
@click.option(
    "--csv",
    "table",
    metavar="TIEDOSTO",
    type=_file,
    help="Toimenpiteet puolivuosittain CSV-tiedostoksi taulukkolaskentaa varten: rivi kutakin"
    " toimenpidettä ja puolivuotta kohti.",
)
@click.pass_obj
def export(project: Project, name: str, annexes: tuple[Path, ...], table: Path | None) -> int:
    """Kirjoittaa tiekartan taulukot tiedostoiksi.

    Liitteen aikataulusoluissa on vaiheen väri, merkki ja nimi. Liitettä voi muokata ja tuoda
    takaisin komennolla import: toimenpide tunnistetaan viimeisen sarakkeen tunnuksesta.
    """
    from digitiekartta.roadmap.checking.rules import read_and_check

    if not annexes and table is None:
        raise click.UsageError(
            "Kerro, mitä kirjoitetaan: --annex liite.xlsx, --annex liite.docx tai --csv rivit.csv."
        )
    for path in annexes:
        if path.suffix.lower() not in (".xlsx", ".docx"):
            raise click.UsageError(
                f"Liitteen {path} pääte ei kelpaa. Anna nimi, jonka lopussa on .xlsx tai .docx."
            )
    reading = read_and_check(project.content, choose_one(project, name))
    if reading.roadmap is None or errors_in(reading.problems):
        click.echo(as_text(errors_in(reading.problems)), nl=False, err=True)
        return PROBLEMS
    files = {path: _annex(reading.roadmap, path) for path in annexes}
    if table is not None:
        from digitiekartta.documents.exporting.rows import csv

        files[table] = csv(reading.roadmap)
    for path, data in files.items():
        write_output(path, data)
        click.echo(f"Kirjoitettu: {path}")
    return OK


def _annex(roadmap: Roadmap, path: Path) -> bytes:
    from digitiekartta.documents.exporting import docx, xlsx
    from digitiekartta.documents.exporting.annex import annex

    made = annex(roadmap)
    if not made.tables:
        raise click.UsageError(
            f"Tiekartassa {roadmap.id} ei ole yhtään tavoitetta, joten liitteeseen ei tule mitään."
        )
    if path.suffix.lower() == ".docx":
        return docx.document(made)
    try:
        return xlsx.workbook(made)
    except xlsx.TooLong as error:
        raise click.UsageError(
            f"Teksti ”{error}…” on liian pitkä Excelin soluun ({xlsx.LONGEST_TEXT} merkkiä)."
            " Tee liite Word-tiedostoksi (.docx)."
        ) from error
