"""The command ``export``: a roadmap's content as files for papers and for other programs."""

from pathlib import Path

import click

from digitiekartta.basics.files import reason
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.machine import fault_of
from digitiekartta.basics.office import LONGEST_TEXT
from digitiekartta.basics.text import counted
from digitiekartta.commands.options import file_option, name_argument, pass_project, run_day
from digitiekartta.commands.program import OK
from digitiekartta.commands.terminal import ended, write_outputs
from digitiekartta.documents.exporting import docx, xlsx
from digitiekartta.documents.exporting.annex import annex
from digitiekartta.pages.numbers.files import as_excel_csv
from digitiekartta.pages.numbers.tables import LONG, long_rows
from digitiekartta.pages.open_data.content import is_measure_file
from digitiekartta.pages.open_data.files import files_of
from digitiekartta.pages.site import Options, Site
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.check import check_roadmap
from digitiekartta.versions.comparison.history import history_of
from digitiekartta.versions.record import DRAFT


@click.command
@name_argument
@file_option(
    "--annex",
    "annexes",
    multiple=True,
    help="Toimenpidetaulukot Excel- tai Word-tiedostoksi (.xlsx tai .docx), esimerkiksi"
    " esityslistan liitteeksi. Valinnan voi antaa monta kertaa.",
)
@file_option(
    "--csv",
    "table",
    help="Toimenpiteet puolivuosittain CSV-tiedostoksi taulukkolaskentaa varten: rivi kutakin"
    " toimenpidettä ja puolivuotta kohti, myös kun puolivuodesta ei ole merkintää.",
)
@click.option(
    "--open-data",
    "folder",
    metavar="KANSIO",
    type=click.Path(file_okay=False, path_type=Path),
    help="Avoimen datan tiedostot kansioon: taulukot (CSV, Excel), koko tiekartta ja jokainen"
    " toimenpide (JSON) sekä niiden kuvaukset. Samat tiedostot ovat sivustolla.",
)
@click.option(
    "--half-year",
    metavar="PUOLIVUOSI",
    help="Puolivuosi, jonka tilannetiedot kerätään Excel-liitteeseen, esimerkiksi ”syksy 2026”."
    " Oletus on ajopäivän puolivuosi.",
)
@pass_project
def export(
    project: Project,
    name: str,
    annexes: tuple[Path, ...],
    table: Path | None,
    folder: Path | None,
    half_year: str | None,
) -> int:
    """Kirjoittaa tiekartan taulukot tiedostoiksi.

    Liitteen aikataulusoluissa on vaiheen väri, merkki ja nimi. Liitettä voi muokata ja tuoda
    takaisin komennolla import: toimenpide tunnistetaan viimeisen sarakkeen tunnuksesta.
    """
    if not annexes and table is None and folder is None:
        raise click.UsageError(
            "Kerro, mitä kirjoitetaan: --annex liite.xlsx, --annex liite.docx, --csv rivit.csv tai"
            " --open-data kansio."
        )
    for path in annexes:
        if path.suffix.lower() not in (".xlsx", ".docx"):
            raise click.UsageError(
                f"Liitteen {path} pääte ei kelpaa. Anna nimi, jonka lopussa on .xlsx tai .docx."
            )
    moment = _half_year(half_year)
    project.choose([name])
    if folder is not None and folder.resolve().is_relative_to(project.content.resolve()):
        raise click.UsageError(
            f"Kansio {folder} on sisällön kansiossa, jossa saa olla vain muokattavia tiedostoja."
            " Valitse muu kansio, esimerkiksi --open-data avoin-data."
        )
    checked = check_roadmap(project.content, name, run_day())
    roadmap = checked.sound
    if roadmap is None:
        return ended(checked.problems)
    status = checked.versions.status_of(roadmap)
    standing = status.line if status else f"{DRAFT}."
    files = {path: _annex(roadmap, path, moment, standing) for path in annexes}
    options = Options(run_day(), draft=status is None, approval_status=status)
    if table is not None:
        files[table] = as_excel_csv(LONG, long_rows(Site(roadmap, options)))
    write_outputs(files)
    for path in files:
        click.echo(f"Kirjoitettu: {path}")
    if folder is not None:
        history = history_of(checked.versions.all, roadmap, draft=options.draft)
        _write_open_data(Site(roadmap, options, history), folder)
    return OK


def _write_open_data(site: Site, folder: Path) -> None:
    """Write the files; what a former run wrote of measures that are gone is removed."""
    files = {folder / name: data for name, data in files_of(site)}
    parents = sorted({path.parent for path in files})
    for parent in parents:
        _make_folder(parent)
    write_outputs(files)
    click.echo(f"Kirjoitettu kansioon {folder}: {counted(len(files), 'tiedosto')}.")
    for parent in parents:
        for stale in sorted({*parent.glob("*.json")} - files.keys()):
            if is_measure_file(stale.read_bytes()):
                stale.unlink()
                click.echo(f"Poistettu: {stale} (toimenpidettä ei enää ole)")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if fault_of(error):
            raise
        raise click.UsageError(
            f"Kansiota {folder} ei voi tehdä: {reason(error)}. Valitse toinen paikka."
        ) from error


def _half_year(text: str | None) -> HalfYear:
    try:
        return HalfYear.parse(text) if text else HalfYear.of(run_day())
    except ValueError as error:
        raise click.UsageError(
            f"”{text}” ei ole puolivuosi. Kirjoita se muodossa ”kevät 2026” tai ”syksy 2026”."
        ) from error


def _annex(roadmap: Roadmap, path: Path, half_year: HalfYear, standing: str) -> bytes:
    tables = annex(roadmap, half_year, standing)
    if not tables.tables:
        raise click.UsageError(
            f"Tiekartassa {roadmap.id} ei ole yhtään tavoitetta, joten liitteeseen ei tule mitään."
        )
    if path.suffix.lower() == ".docx":
        return docx.document(tables)
    try:
        return xlsx.workbook(tables)
    except xlsx.TooLong as error:
        raise click.UsageError(
            f"Teksti ”{error}…” on liian pitkä Excelin soluun ({LONGEST_TEXT} merkkiä)."
            " Tee liite Word-tiedostoksi (.docx)."
        ) from error
