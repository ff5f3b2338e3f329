"""Columns of a table beside title, parties, sector, schedule and notes: where each goes.

A column that nobody knows goes into the measure's own extra fields (lisakentat) by its header.
"""

from __future__ import annotations

from collections.abc import Mapping

from digitiekartta.basics.text import one_line
from digitiekartta.roadmap.fields import Declared, declared
from digitiekartta.roadmap.model import Measure

ID = "Tunnus"
STATE = "Aikataulun tila"
STATE_UNKNOWN, STATE_NONE, STATE_GROUP = "ei tiedossa", "ei aikataulua", "ryhmän aikataulu"
THEME = "Teema"

FIELDS: Mapping[str, Declared] = {
    name: field for name, field in declared(Measure).items() if isinstance(field.column, str)
}
"""The fields of a measure that have a column of their own."""
FURTHER: Mapping[str, Declared] = {
    name: field for name, field in FIELDS.items() if name not in ("title", "parties", "notes")
}
"""Those of them that are known by the header alone; the others a table has in any case."""

_HEADERS = {name.casefold(): name for name in (ID, STATE, THEME)} | {
    header.casefold(): name
    for name, field in FURTHER.items()
    for header in (str(field.column), *field.headers)
}


def known_header(header: str) -> str | None:
    """Return the field that a column holds, or ID, STATE or THEME; None where nobody knows it."""
    return _HEADERS.get(one_line(header).casefold().rstrip(":"))
