"""Documents in the neutral form, as tests write them: no file, only what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.documents.importing.grid import Cell, Line, Table
from digitiekartta.documents.importing.neutral import (
    Document,
    Goal,
    Group,
    Measure,
    Phase,
    RowFate,
    RowKind,
    SourceRow,
)


def measure(title: str, row: int = 1, **fields: Any) -> Measure:
    """Return a measure; half-years of ``schedule`` and ``cell_texts`` as texts."""
    for key in ("schedule", "cell_texts"):
        fields[key] = {HalfYear.parse(k): v for k, v in fields.get(key, {}).items()}
    return Measure(title, SourceRow("tiekartta.docx", "Taulukko 1", row), **fields)


def goal(
    title: str, groups: Mapping[str | None, Sequence[Measure]], number: int | None = 1
) -> Goal:
    """Return a goal with its groups."""
    return Goal(number, title, tuple(Group(name, tuple(inside)) for name, inside in groups.items()))


def document(
    *goals: Goal,
    phases: Sequence[str] = ("selvitys", "käyttöönotto", "jatkuva toiminta"),
    periods: str = "kevät 2025, syksy 2025, kevät 2026, syksy 2026",
    **fields: Any,
) -> Document:
    """Return a document with its rows and table made from its measures."""
    measures = [one for goal in goals for group in goal.groups for one in group.measures]
    table = Table(
        "Taulukko 1",
        tuple(Line(one.source.row, (Cell(one.title, None, ""),)) for one in measures),
    )
    known: dict[str, Any] = {
        "name": "tiekartta.docx",
        "title": "",
        "phases": tuple(Phase(label) for label in phases),
        "periods": tuple(HalfYear.parse(one) for one in periods.split(", ")) if periods else (),
        "goals": goals,
        "reported": (),
        "rows": tuple(RowFate(one.source, RowKind.MEASURE, one.title) for one in measures),
        "tables": (table,),
    }
    return Document(**{**known, **fields})


def from_expected(expected: Mapping[str, Any]) -> Document:
    """Return the document of a result in the neutral form (format 1)."""
    goals, row = [], 0
    known = expected["schedule_known"]
    for one in expected["goals"]:
        groups: dict[str | None, list[Measure]] = {}
        for group in one["groups"]:
            for item in group["measures"]:
                row += 1
                groups.setdefault(group["title"], []).append(
                    measure(
                        item["title"],
                        row,
                        responsible=", ".join(item["responsible"]),
                        sector=", ".join(item["sector"]),
                        schedule=item["schedule"],
                        cell_texts=item["cell_texts"],
                        notes=item["notes"],
                        extra=item.get("extra", {}),
                        schedule_known=known,
                    )
                )
        goals.append(goal(one["title"], groups, one["number"]))
    moments = ", ".join(expected["periods"])
    return document(*goals, phases=expected["phases"], periods=moments)
