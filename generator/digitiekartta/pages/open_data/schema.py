"""The JSON Schema of the open data files, made of the same declarations as what they hold.

It is the same for every roadmap: words and phases are data.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.occasions import Occasion
from digitiekartta.basics.text import slug
from digitiekartta.pages import paths
from digitiekartta.pages.numbers.columns import Column
from digitiekartta.pages.numbers.tables import APPROVED, DRAFT, TRANSCRIPTION
from digitiekartta.pages.open_data import content
from digitiekartta.pages.open_data.content import ABOUT, FORMAT, FORMAT_TAG, ID, MEASURE, NAME
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
from digitiekartta.roadmap.model import (
    KEYS,
    CommonPhase,
    Entry,
    Goal,
    Levels,
    Measure,
    Party,
    ScheduleEntry,
    Settings,
)
from digitiekartta.roadmap.schemas import ABOUT as CLASSES
from digitiekartta.roadmap.schemas import DIALECT
from digitiekartta.versions.record import DECIDED

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_DAY: Schema = {"type": "string", "format": "date"}
_HALF_YEAR: Schema = {"type": "string", "pattern": "^[0-9]{4}-(kevat|syksy)$"}
_NAMES: Schema = {"type": "array", "items": _TEXT}
_NULL: Schema = {"type": "null"}
_CELLS, _ABOUT, _VERSION, _FILE = "aikataulu", "tiedot", "versio", "toimenpiteen-tiedosto"


def schema_file(site: Site) -> bytes:
    """Return the schema of the whole roadmap; that of a measure's own file is in it."""
    address = content.address_of(site, paths.data(content.SCHEMA))
    return json_lines({"$schema": DIALECT, "$id": address, **schema()}).encode()


def schema() -> Schema:
    """Return the same without its address."""
    defs: dict[str, Schema] = {}
    parts = {
        "$schema": _TEXT,
        FORMAT_TAG: {"const": FORMAT},
        ID: {**_TEXT, "description": "Tiekartan tunnus."},
        ABOUT: _ref(_ABOUT),
        content.VERSIONS: {
            "type": "array",
            "items": _ref(_VERSION),
            "description": "Hyväksytyt versiot, vanhin ensin.",
        },
        SETTINGS: _class(Settings, defs),
        GOALS: {"type": "array", "items": _with(_class(Goal, defs), ID)},
        MEASURES: {"type": "array", "items": _class(Measure, defs)},
        PARTIES: {"type": "array", "items": _with(_class(Party, defs), NAME)},
        LEVELS: {"anyOf": [_class(Levels, defs), _NULL]},
        ABBREVIATIONS: {
            "type": "object",
            "additionalProperties": _TEXT,
            "description": "Lyhenne ja sen merkitys.",
        },
        TEXTS: {
            "type": "array",
            "items": _object({ID: _TEXT, content.TEXT: {**_TEXT, "description": "Markdown."}}),
            "description": "Tekstisivut.",
        },
    }
    defs |= {
        _ABOUT: _object(_ABOUT_FIELDS, "Mitä aineistosta kerrotaan."),
        _VERSION: _object(_VERSION_FIELDS, "Hyväksytty versio."),
        _CELLS: {
            "type": "array",
            "items": _object(_CELL_FIELDS),
            "description": "Mitä puolivuosista kerrotaan, aikajärjestyksessä.",
        },
        _FILE: _object(
            {
                "$schema": _TEXT,
                FORMAT_TAG: {"const": FORMAT},
                ABOUT: _ref(_ABOUT),
                MEASURE: _class(Measure, defs),
            },
            "Yhden toimenpiteen oma tiedosto.",
        ),
    }
    title = {"title": "Digitiekartta", "description": "Koko digitiekartta avoimena datana."}
    return {**title, **_object(parts), "$defs": dict(sorted(defs.items()))}


def of_column(column: Column[Any]) -> Schema:
    """Return the schema of a value that a column of a table has, too."""
    kinds: Mapping[str, Schema] = {
        "whole": {"type": "integer"},
        "euros": {"type": "number"},
        "day": _DAY,
        "texts": _NAMES,
    }
    value = {"enum": [*column.values]} if column.values else kinds.get(column.kind, _TEXT)
    return {**_or_null(value, bool(column.empty)), "description": column.about}


def _class(of: type[Entry], defs: dict[str, Schema]) -> Schema:
    """Return a reference to a class of the model, and describe it and all that it holds."""
    title, about = CLASSES[of.__name__]
    name = slug(title)
    if name not in defs:
        defs[name] = {}  # so that a class may hold itself
        fields = {
            field.key: {
                **_of_type(of.model_fields[code].annotation, defs),
                "title": field.heading,
                "description": field.about,
            }
            for code, field in declared(of).items()
        }
        if of is Measure:
            fields = {ID: {**_TEXT, "description": "Pysyvä tunnus."}, **fields, **_MEASURE_FIELDS}
            fields |= {key: of_column(column) for key, column in content.TOLD.items()}
        defs[name] = {"title": title, **_object(fields, about)}
    return _ref(name)


def _of_type(annotation: Any, defs: dict[str, Schema]) -> Schema:
    """Return the schema of what ``content.plain`` makes of a value of a type.

    Raises:
        TypeError: Nobody has said how values of the type are told.
    """
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of_type(inner[0], defs)
    if origin in (Union, UnionType):
        [known] = [one for one in inner if one is not type(None)]
        return _or_null(_of_type(known, defs), len(inner) > 1)
    if origin is Literal:
        return {"enum": [*inner]}
    if origin is tuple:
        return {"type": "array", "items": _of_type(inner[0], defs)}
    if origin is dict:
        key, value = (get_args(one)[0] if get_origin(one) is Annotated else one for one in inner)
        if key is HalfYear:
            return _ref(_CELLS)
        return {"type": "object", "additionalProperties": _of_type(value, defs)}
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return _class(annotation, defs)
    raise TypeError(f"nobody has said how a {annotation} is told")


def _or_null(value: Schema, may_be_null: bool) -> Schema:
    if not may_be_null:
        return value
    if "type" in value:
        return {**value, "type": [value["type"], "null"]}
    return {"anyOf": [value, _NULL]}


def _object(fields: Mapping[str, Schema], about: str = "") -> Schema:
    """Return the schema of an object all of whose keys are always there."""
    described = {"description": about} if about else {}
    return {**described, "type": "object", "properties": dict(fields), "required": [*fields]}


def _with(reference: Schema, key: str) -> Schema:
    return {**reference, "properties": {key: _TEXT}, "required": [key]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


_PLAIN: Mapping[Any, Schema] = {
    str: _TEXT,
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    date: _DAY,
    HalfYear: _HALF_YEAR,
    Occasion: {**_TEXT, "examples": ["9.12.2026", "viikko 6/2027", "helmikuu"]},
    Period: _object({"ensimmainen": _HALF_YEAR, "viimeinen": _HALF_YEAR}),
}
_CELL_FIELDS: Mapping[str, Schema] = {
    "puolivuosi": _HALF_YEAR,
    "alkaa": {**_DAY, "description": "Puolivuoden ensimmäinen päivä."},
    "paattyy": {**_DAY, "description": "Puolivuoden viimeinen päivä."},
    KEYS["phase"]: {
        "type": ["string", "null"],
        "description": declared(ScheduleEntry)["phase"].about,
    },
    "yleinen_vaihe": {
        "enum": [*get_args(CommonPhase), None],
        "description": "Kuntien yhteinen vaihe, jota tiekartan oma vaihe vastaa.",
    },
    KEYS["words"]: {
        "type": ["string", "null"],
        "description": declared(ScheduleEntry)["words"].about,
    },
}
_MEASURE_FIELDS: Mapping[str, Schema] = {
    KEYS["schedule"]: {
        **_or_null(_ref(_CELLS), True),
        "description": "Oma aikataulu, muuten ryhmän. null: aikataulua ei tiedetä. Tyhjä luettelo:"
        " aikataulua ei ole.",
    },
    KEYS["parties"]: {**_NAMES, "description": "Vastuutahot niin kuin luettelo ne nimeää."},
    KEYS["sector"]: {**_NAMES, "description": "Toimialat niin kuin luettelo ne nimeää."},
    KEYS["audience"]: {
        **_NAMES,
        "description": "Omat kohderyhmät, muuten ryhmän tai tavoitteen.",
    },
}
_MAYBE: Schema = {"type": ["string", "null"]}
_ABOUT_FIELDS: Mapping[str, Schema] = {
    "otsikko": _TEXT,
    "organisaatio": {**_TEXT, "description": "Kenen tiekartta on."},
    "julkaisija": {**_MAYBE, "description": "null: julkaisijaa ei ole kerrottu."},
    "kayttoehto": {**_TEXT, "description": "Käyttöehto, tai ettei sitä ole kerrottu."},
    "kayttoehdon_osoite": {**_MAYBE, "description": "Tunnetun käyttöehdon osoite."},
    "lahde": {**_TEXT, "description": "Mitä lähteeksi mainitaan."},
    "hyvaksynta": {"enum": [APPROVED, DRAFT, TRANSCRIPTION]},
    "versio": {**_MAYBE, "description": "null: sisältö on luonnos."},
    "paatos": _TEXT,
    "paivitetty": {
        **_or_null(_DAY, True),
        "description": "Sisällön päiväys. null: päiväystä ei tiedetä.",
    },
    "osoite": {**_TEXT, "description": "Avoimen datan sivu."},
    "koko_tiekartta": {**_TEXT, "description": "Koko tiekartta JSON-tiedostona."},
}
_VERSION_FIELDS: Mapping[str, Schema] = {
    "versio": _TEXT,
    "laji": {"enum": [*DECIDED]},
    "paiva": _DAY,
    "paatos": _TEXT,
    "osoite": {**_TEXT, "description": "Versio sellaisena kuin se hyväksyttiin (JSON)."},
}
