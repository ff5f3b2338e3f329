"""What describes a CSV file to programs: CSV on the Web (W3C), made of the declared columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from digitiekartta.markup.escaping import clean
from digitiekartta.pages.numbers.columns import BETWEEN, Column
from digitiekartta.pages.open_data.about import about
from digitiekartta.pages.search.script import json_lines
from digitiekartta.pages.site import Site

_DATATYPES: Mapping[str, str] = {
    "whole": "integer",
    "euros": "decimal",
    "day": "date",
    "address": "anyURI",
}


def metadata(
    site: Site,
    url: str,
    columns: Sequence[Column[Any]],
    *,
    title: str,
    description: str,
    key: Sequence[str] = (),
) -> bytes:
    """Return the metadata of a table, for a file beside it.

    Args:
        site: Whose table it is.
        url: The CSV file's name.
        columns: Those of the table.
        title, description: What it is called and tells, in Finnish.
        key: The columns that tell its rows apart.
    """
    told = about(site)
    terms: Mapping[str, object] = {"dc:rights": clean(told.terms)}
    if told.licence and told.licence.address:
        terms = {"dc:license": {"@id": told.licence.address}}
    data = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "fi"}],
        "url": url,
        "dc:title": clean(f"{title}: {told.title}"),
        "dc:description": description,
        "dc:language": "fi",
        **({"dc:publisher": clean(told.publisher)} if told.publisher else {}),
        **terms,
        "dc:source": clean(told.source),
        "dc:provenance": clean(told.decision),
        "schema:creativeWorkStatus": told.standing,
        **({"schema:version": told.version} if told.version else {}),
        **(
            {"dc:modified": {"@value": told.updated.isoformat(), "@type": "xsd:date"}}
            if told.updated
            else {}
        ),
        "schema:url": told.address,
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
        "tableSchema": {
            "columns": [_column(column) for column in columns],
            **({"primaryKey": [*key]} if key else {}),
        },
    }
    return json_lines(data).encode()


def _column(column: Column[Any]) -> dict[str, Any]:
    about, english = column.about, column.english
    if column.empty:
        about = f"{about} Tyhjä: {column.empty}"
        english = f"{english} Empty: {column.empty_english}"
    described = {
        # The file's own heads are keys.
        "name": column.key,
        "titles": [column.key, column.head],
        "dc:description": [
            {"@value": about, "@language": "fi"},
            {"@value": english, "@language": "en"},
        ],
        "datatype": _datatype(column),
        "null": "",
        "required": not column.empty,
    }
    if column.kind == "texts":
        described["separator"] = BETWEEN
    if column.unit:
        described["schema:unitCode"] = column.unit
    return described


def _datatype(column: Column[Any]) -> str | dict[str, str]:
    if column.values:
        return {"base": "string", "format": "|".join(map(_escaped, column.values))}
    return _DATATYPES.get(column.kind, "string")


def _escaped(text: str) -> str:
    """Return a text as a regular expression of any dialect: Python's own escapes spaces, too."""
    return re.sub(r"([\\^$.|?*+()\[\]{}])", r"\\\1", text)
