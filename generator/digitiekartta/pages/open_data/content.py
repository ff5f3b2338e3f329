"""The roadmap as JSON: everything that its fields hold, with schedules and names made plain.

What stands in a file is read from the model's declarations, so that a new field is told of
itself. A key is always there: null says that nothing is told, an empty list that there is none.
Numbers are numbers, days ISO 8601, half-years as in addresses. ``schema`` describes the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast
from urllib.parse import urljoin

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.occasions import Occasion
from digitiekartta.markup.escaping import clean
from digitiekartta.pages import paths
from digitiekartta.pages.numbers.columns import Column
from digitiekartta.pages.numbers.tables import MEASURES as COLUMNS
from digitiekartta.pages.numbers.tables import OfMeasure, first_day, last_day
from digitiekartta.pages.open_data.about import about
from digitiekartta.pages.search.script import json_lines
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.canonical import (
    ABBREVIATIONS,
    GOALS,
    LEVELS,
    MEASURES,
    PARTIES,
    SETTINGS,
    TEXTS,
)
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.model import KEYS, Entry, Measure, ScheduleEntry
from digitiekartta.roadmap.roadmap import Cell, Roadmap

FORMAT = 1
"""The number of the form; it grows when something in it comes to mean something else."""
FORMAT_TAG, ABOUT, VERSIONS, MEASURE, ID, NAME, TEXT = (
    "muoto",
    "tiedot",
    "versiot",
    "toimenpide",
    "tunnus",
    "nimi",
    "teksti",
)
WHOLE, SCHEMA = "tiekartta.json", "tiekartta.schema.json"
STATE = "aikataulun_tila"
_BY_HALF_YEAR = (KEYS["schedule"], KEYS["schedule_words"])
_COLUMNS: Mapping[str, Column[Any]] = {column.key: column for column in COLUMNS}
TOLD: Mapping[str, Column[Any]] = {
    STATE: _COLUMNS["aikataulu"],
    **{
        key: _COLUMNS[key]
        for key in (
            "aikataulu_virkkeena",
            "viimeksi_raportoitu",
            "raportin_puolivuosi",
            "paattynyt",
            "paattymisen_puolivuosi",
            "osoite",
        )
    },
}
"""What is told of a measure besides its fields: key → the column that says the same in tables."""


def address_of(site: Site, file: str) -> str:
    """Return where a file stands: a whole address, or under the root where that is not known."""
    return urljoin(site.options.site_url, file) if site.options.site_url else file


def whole(site: Site) -> bytes:
    """Return the whole roadmap, a measure on each line."""
    roadmap = site.roadmap
    data = {
        "$schema": address_of(site, paths.data(SCHEMA)),
        FORMAT_TAG: FORMAT,
        ID: roadmap.id,
        ABOUT: _about(site),
        VERSIONS: [*map(dict, _versions(site))],
        SETTINGS: plain(roadmap.settings, roadmap),
        GOALS: [{ID: goal.id, **plain(goal, roadmap)} for goal in roadmap.goals],
        MEASURES: [measure_form(site, measure) for measure in roadmap.measures_in_order],
        PARTIES: [
            {NAME: clean(name), **plain(party, roadmap)} for name, party in roadmap.parties.items()
        ],
        LEVELS: plain(roadmap.levels, roadmap),
        ABBREVIATIONS: plain(roadmap.abbreviations, roadmap),
        TEXTS: [{ID: text.stem, TEXT: clean(text.markdown)} for text in roadmap.texts.values()],
    }
    return json_lines(data).encode()


def one_measure(site: Site, measure: Measure) -> bytes:
    """Return a measure as it stands in the whole, with what is said of the data."""
    data = {
        "$schema": f"{address_of(site, paths.data(SCHEMA))}#/$defs/toimenpiteen-tiedosto",
        FORMAT_TAG: FORMAT,
        ABOUT: _about(site),
        MEASURE: measure_form(site, measure),
    }
    return json_lines(data).encode()


def is_measure_file(data: bytes) -> bool:
    """Whether a file is what was once written of a measure by itself."""
    return data.startswith(b'{"$schema":') and f"{SCHEMA}#/$defs/".encode() in data[:1000]


def measure_form(site: Site, measure: Measure) -> dict[str, Any]:
    """Return a measure with its own id, schedule and names as the whole roadmap has them."""
    roadmap, of = site.roadmap, OfMeasure(site, measure)
    schedule = roadmap.schedule_of(measure)
    return {
        ID: measure.id,
        **plain(measure, roadmap),
        KEYS["parties"]: [*map(clean, roadmap.parties_of(measure))],
        KEYS["sector"]: [*map(clean, roadmap.sectors_of(measure))],
        KEYS["audience"]: [*map(clean, roadmap.audiences_of(measure))],
        KEYS["schedule"]: None if schedule is None else _cells(schedule),
        **{key: plain(column.value(of), roadmap) for key, column in TOLD.items()},
    }


def _about(site: Site) -> dict[str, Any]:
    told = about(site)
    return {
        "otsikko": clean(told.title),
        "organisaatio": clean(told.organisation),
        "julkaisija": told.publisher and clean(told.publisher),
        "kayttoehto": clean(told.terms),
        "kayttoehdon_osoite": told.licence and told.licence.address,
        "lahde": clean(told.source),
        "hyvaksynta": told.standing,
        "versio": told.version,
        "paatos": clean(told.decision),
        "paivitetty": told.updated and told.updated.isoformat(),
        "osoite": told.address,
        "koko_tiekartta": address_of(site, paths.data(WHOLE)),
    }


def _versions(site: Site) -> Any:
    for chapter in site.history.chapters:
        approval = chapter.version.approval
        yield {
            "versio": approval.version,
            "laji": approval.kind,
            "paiva": approval.day.isoformat(),
            "paatos": clean(approval.described),
            "osoite": address_of(site, paths.version_content(approval.version)),
        }


def plain(value: object, roadmap: Roadmap) -> Any:
    """Return a value of the model as JSON has it."""
    if value is None:  # most fields hold nothing
        return None
    if form := _FORMS.get(type(value)):
        return form(value)
    if isinstance(value, tuple):
        return [plain(item, roadmap) for item in value]
    if isinstance(value, Entry):
        held = vars(value)
        told = {key: plain(held[name], roadmap) for name, key in _keys(type(value))}
        # Of an empty mapping nobody sees of what it is.
        return told | {key: [] for key in _BY_HALF_YEAR if told.get(key) == {}}
    return _mapping(cast("Mapping[Any, Any]", value), roadmap)


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _period(value: Period) -> dict[str, str]:
    return {"ensimmainen": value.first.slug, "viimeinen": value.last.slug}


_FORMS: Mapping[type, Callable[[Any], Any]] = {
    str: clean,
    int: int,
    bool: bool,
    Decimal: _number,
    HalfYear: lambda value: value.slug,
    date: date.isoformat,
    Occasion: str,
    Period: _period,
}
"""How values of one piece stand in JSON, by their type."""


@cache
def _keys(entry: type[Entry]) -> tuple[tuple[str, str], ...]:
    return tuple((name, field.key) for name, field in declared(entry).items())


def _mapping(value: Mapping[Any, Any], roadmap: Roadmap) -> Any:
    """Return what is told by half-year as a list of cells, and other names with their values."""
    first = next(iter(value.values()), None)
    if isinstance(first, ScheduleEntry):
        return _cells(roadmap.resolve(value) or {})
    if isinstance(next(iter(value), None), HalfYear):
        return _cells({moment: Cell(words=words) for moment, words in value.items()})
    return {clean(key): plain(item, roadmap) for key, item in value.items()}


@cache
def _half_year(moment: HalfYear) -> Mapping[str, str]:
    return {
        "puolivuosi": moment.slug,
        "alkaa": first_day(moment).isoformat(),
        "paattyy": last_day(moment).isoformat(),
    }


def _cells(schedule: Mapping[HalfYear, Cell]) -> list[dict[str, Any]]:
    return [
        {
            **_half_year(moment),
            "vaihe": cell.phase and clean(cell.phase.name),
            "yleinen_vaihe": cell.phase and cell.phase.common,
            "sanat": cell.words and clean(cell.words),
        }
        for moment, cell in sorted(schedule.items())
    ]
