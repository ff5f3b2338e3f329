"""Columns of a table beside title, parties, sector, schedule and notes: where each goes.

A column that nobody knows goes into the measure's own extra fields (lisakentat) by its header.
"""

from __future__ import annotations

from collections.abc import Mapping

from digitiekartta.roadmap.model import KEYS

ID = "Tunnus"
STATE = "Aikataulun tila"
STATE_UNKNOWN, STATE_NONE, STATE_GROUP = "ei tiedossa", "ei aikataulua", "ryhmän aikataulu"
THEME = "Teema"
AUDIENCE, CONTRIBUTORS = "Kohderyhmä", "Muut toimijat"
OWN_MEASURES, FOLLOW_UP, DESCRIPTION = "Omat toimenpiteet", "Seuranta", "Kuvaus"

TEXTS: Mapping[str, str] = {
    OWN_MEASURES: KEYS["own_measures"],
    FOLLOW_UP: KEYS["follow_up"],
    DESCRIPTION: KEYS["description"],
}
"""Columns that are a text of a measure: header → key."""

_OTHER_HEADERS = {
    "kohderyhmät": AUDIENCE,
    "muut toimijat / yhteistyötahot": CONTRIBUTORS,
    "yhteistyötahot": CONTRIBUTORS,
    "tulosalueen/työyksikön omat toimenpiteet": OWN_MEASURES,
    "tulosalueen omat toimenpiteet": OWN_MEASURES,
    "toteutumisen seuranta": FOLLOW_UP,
}
_HEADERS = {
    **{name.casefold(): name for name in (ID, STATE, THEME, AUDIENCE, CONTRIBUTORS, *TEXTS)},
    **_OTHER_HEADERS,
}


def known_header(header: str) -> str | None:
    """Return the name of a column as this module has it, None for one that nobody knows."""
    return _HEADERS.get(" ".join(header.split()).casefold().rstrip(":"))
