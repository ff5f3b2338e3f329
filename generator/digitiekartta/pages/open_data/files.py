"""The files of open data, each declared once, in the order of the page that tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from digitiekartta.pages import paths
from digitiekartta.pages.calendars.meetings import has_meetings, meetings_calendar
from digitiekartta.pages.calendars.schedule import has_calendar, schedule_calendar
from digitiekartta.pages.open_data import catalogue, content
from digitiekartta.pages.open_data.declared import DataFile
from digitiekartta.pages.open_data.schema import schema_file
from digitiekartta.pages.open_data.tables import table_files
from digitiekartta.pages.open_data.workbook import workbook
from digitiekartta.pages.site import Site

CATALOGUE, WORKBOOK = "catalog.ttl", "digitiekartta.xlsx"


def data_files(site: Site, *, with_workbook: bool = False) -> Sequence[DataFile]:
    """Return the files that a site has; what exists only of some is asked for there.

    Args:
        site: The site, or its outline.
        with_workbook: Whether a draft has the workbook, too: it takes longer than all others.
    """
    files = [*_data_files(site, with_workbook=with_workbook or not site.options.draft)]
    if catalogue.may_be_listed(site):
        files.append(_catalogue(tuple(files)))
    return files


def _data_files(site: Site, *, with_workbook: bool) -> Iterator[DataFile]:
    if with_workbook:
        yield _WORKBOOK
    yield from table_files(site)
    yield from _WHOLE
    if has_calendar(site, site.roadmap.measures_in_order):
        yield _SCHEDULE
    if has_meetings(site):
        yield _MEETINGS


def files_of(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield all files, also those of single measures: where each stands in a folder, and its text.

    They stand together there, without the pages of a site.
    """
    for file in data_files(site, with_workbook=True):
        yield file.name, file.write(site)
    for measure in site.roadmap.measures_in_order:
        yield paths.measure_data(measure.id), content.one_measure(site, measure)


_WORKBOOK = DataFile(
    name=WORKBOOK,
    title="Taulukot työkirjana (Excel)",
    about="Samat taulukot omilla välilehdillään ja selitykset välilehdellä Tietoa. Sopii"
    " taulukkolaskentaan.",
    form="XLSX",
    media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write=workbook,
    tells_details=True,
)
_WHOLE = (
    DataFile(
        name=content.WHOLE,
        title="Koko tiekartta (JSON)",
        about="Kaikki, mitä tiekartassa kerrotaan: vaiheet, tavoitteet, ryhmät, toimenpiteet,"
        " vastuutahot, toimialat, raportit, kustannusarviot ja hyväksytyt versiot.",
        form="JSON",
        media="application/json",
        write=content.whole,
        described_by=content.SCHEMA,
        tells_details=True,
    ),
    DataFile(
        name=content.SCHEMA,
        title="Koko tiekartta: rakenne (JSON Schema)",
        about="Tiedoston tiekartta.json ja toimenpiteiden omien tiedostojen kentät ja tietotyypit"
        " ohjelmille.",
        form="JSON",
        media="application/schema+json",
        write=schema_file,
        is_data=False,
    ),
)

_SCHEDULE = DataFile(
    name="aikataulu.ics",
    title="Aikataulu kalenteriin (iCalendar)",
    about="Toimenpiteiden vaiheet kalenterin merkintöinä. Vastuutahon omat toimenpiteet saa"
    " kalenteriin sen sivulta.",
    form="ICS",
    media="text/calendar",
    write=schedule_calendar,
)
_MEETINGS = DataFile(
    name="kokoukset.ics",
    title="Kokoukset kalenteriin (iCalendar)",
    about="Milloin toimielimet käsittelevät tiekarttaa.",
    form="ICS",
    media="text/calendar",
    write=meetings_calendar,
)


def _catalogue(files: Sequence[DataFile]) -> DataFile:
    return DataFile(
        name=CATALOGUE,
        title="Aineiston kuvaus luetteloille (DCAT-AP)",
        about="Kuvaus, jonka avoimen datan palvelut, kuten avoindata.fi, osaavat lukea.",
        form="RDF_TURTLE",
        media="text/turtle",
        write=partial(catalogue.record, files=files),
        is_data=False,
    )
