"""What the page of open data tells: its files, its terms, and each column in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from digitiekartta.markup.components.kinds import ENGLISH, Kind
from digitiekartta.markup.markdown import Markdown, link, md, span, table
from digitiekartta.pages import paths
from digitiekartta.pages.numbers.columns import BETWEEN, INSTEAD, Column
from digitiekartta.pages.open_data import catalogue, content
from digitiekartta.pages.open_data.about import About, about
from digitiekartta.pages.open_data.files import CATALOGUE, data_files
from digitiekartta.pages.open_data.tables import DataTable, tables
from digitiekartta.pages.sharing.facts import ForPrograms
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.values import date_text


def needs(site: Site) -> Mapping[str, object]:
    """Return what the template asks for."""
    told, given = about(site), [*tables(site)]
    common = _common(given)
    return {
        "about": told,
        "terms": table("Aineiston tiedot", ["Tieto", "Sisältö"], _terms(told), kind=Kind.FACTS),
        "files": _files(site),
        "common": _columns("Sarakkeet, jotka ovat jokaisessa taulukossa", common),
        "tables": [
            (one.sheet, _columns(f"Taulukon {one.csv} muut sarakkeet", _others(one, common)))
            for one in given
        ],
        "between": BETWEEN.strip(),
        "instead": INSTEAD,
    }


def for_programs(site: Site) -> ForPrograms:
    """Return what programs are told of the page: where the data is, and what it is."""
    files = data_files(site)
    return ForPrograms(
        {file.file: file.media for file in files if file.name in (content.WHOLE, CATALOGUE)},
        lambda: [catalogue.dataset(site, files)],
    )


def _terms(told: About) -> Iterator[tuple[str, object]]:
    terms: object = told.terms
    if told.licence and told.licence.address:
        terms = link(told.licence.name, told.licence.address)
    yield "Käyttöehto", terms
    yield "Lähde", told.source
    yield "Julkaisija", told.publisher or "Julkaisijaa ei ole kerrottu"
    yield "Hyväksyntä", told.decision
    yield "Päivitetty", date_text(told.updated) if told.updated else "Päiväystä ei tiedetä"
    yield "Kieli", "suomi"


def _files(site: Site) -> Markdown:
    here = paths.address(paths.OPEN_DATA)
    files = {file.name: file for file in data_files(site)}
    links = {name: link(file.title, file.file.removeprefix(here)) for name, file in files.items()}
    describing = {file.described_by for file in files.values()}
    rows = (
        (links[name], file.about, links.get(file.described_by, ""))
        for name, file in files.items()
        if name not in describing
    )
    return table("Tiedostot", ["Tiedosto", "Mitä siinä on", "Kuvaus ohjelmille"], rows)


def _common(given: Sequence[DataTable]) -> Sequence[Column[Any]]:
    """Return the columns that all tables have."""
    first, *others = given
    shared = set.intersection(*({one.key for one in other.columns} for other in others))
    return [column for column in first.columns if column.key in shared]


def _others(given: DataTable, common: Sequence[Column[Any]]) -> Sequence[Column[Any]]:
    known = {column.key for column in common}
    return [column for column in given.columns if column.key not in known]


def _columns(caption: str, columns: Sequence[Column[Any]]) -> Markdown:
    rows = (
        (
            Markdown(f"{md(column.key)}<br>{md(column.head)}"),
            _told(column.about, column.empty, "Tyhjä"),
            span(_told(column.english, column.empty_english, "Empty"), ENGLISH),
        )
        for column in columns
    )
    return table(caption, ["Sarake", "Mitä siinä on", "Sama englanniksi"], rows)


def _told(about: str, empty: str, word: str) -> str:
    return f"{about} {word}: {empty}" if empty else about
