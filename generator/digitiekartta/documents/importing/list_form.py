"""Lists of an annex: reports, costs and links of all measures, each on a sheet of its own.

The export writes the sheets and the import reads them back: a row for each report, with the
measure's title first and its id last. What a sheet is called and holds is told here once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from digitiekartta.documents.importing.annex_form import FIELDS, ID
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.formatting import entry_tree
from digitiekartta.roadmap.model import Cost, Entry, Link, Measure, Report

TITLE = str(FIELDS["title"].column)
_RELATED = "Liittyvän tunnus"


@dataclass(frozen=True)
class ListForm:
    """One of the sheets.

    Args:
        name: What the sheet is called.
        field: The field of a measure that it holds.
        entry: The class of what is listed; None for the ids of other measures.
        key: The fields by which a row is known again, when others of it have been edited.
        advice: What stands above the table.
    """

    name: str
    field: str
    entry: type[Entry] | None
    key: tuple[str, ...]
    advice: str

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """The heads of its own columns, by the names of the fields in code."""
        if self.entry is None:
            return {"id": _RELATED}
        return {name: field.heading for name, field in declared(self.entry).items()}

    @cached_property
    def all_heads(self) -> tuple[str, ...]:
        """The heads of all columns in their order."""
        return (TITLE, *self.heads.values(), *((RELATED_TITLE,) if not self.entry else ()), ID)

    def choices(self, name: str) -> tuple[str, ...]:
        """Return the values that a field may have, () where it may have any."""
        if self.entry is None:
            return ()
        found = _literals(self.entry.model_fields[name].annotation)
        return tuple(one for one in found if isinstance(one, str))

    def texts(self, item: Any) -> Mapping[str, str]:
        """Return what is listed as the texts of its columns, by the names of the fields."""
        if self.entry is None:
            return {"id": str(item)}
        tree: Any = entry_tree(item)
        fields = declared(self.entry).items()
        return {name: str(tree.get(field.key, "")) for name, field in fields}

    def as_line(self, item: Any) -> str:
        """Return what is listed in one line, for comparing and for reports."""
        return "; ".join(filter(None, self.texts(item).values()))

    def listed(self, measure: Measure) -> tuple[Any, ...]:
        """Return what a measure lists."""
        return tuple(getattr(measure, self.field))


RELATED_TITLE = "Liittyvä toimenpide"
LISTS = (
    ListForm(
        "Tilannetiedot",
        "reports",
        Report,
        ("half_year",),
        "Täytä tila ja teksti. Rivi, jolla on vain puolivuosi, ei tuo mitään. Uuden rivin voi"
        " lisätä loppuun.",
    ),
    ListForm(
        "Kustannusarviot",
        "costs",
        Cost,
        ("year", "kind"),
        "Kirjoita eurot pelkkänä lukuna. Uuden rivin voi lisätä loppuun: kirjoita toimenpiteen nimi"
        " tai tunnus.",
    ),
    ListForm(
        "Linkit",
        "links",
        Link,
        ("address",),
        "Linkin teksti kertoo, minne linkki vie. Osoite alkaa https:// tai mailto:.",
    ),
    ListForm(
        "Liittyvät toimenpiteet",
        "related",
        None,
        ("id",),
        "Kirjoita toimenpiteen ja liittyvän toimenpiteen nimi tai tunnus.",
    ),
)


def _literals(annotation: Any) -> tuple[Any, ...]:
    """Return the values of a Literal, in whatever it stands."""
    inner = get_args(annotation)
    if inner and all(isinstance(one, str) for one in inner):
        return inner
    return next(filter(None, map(_literals, inner)), ())
