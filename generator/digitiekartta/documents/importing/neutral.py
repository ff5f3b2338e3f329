"""The neutral form: a roadmap as a document tells it, whatever program the document came from.

What an import gives and a proposal for content is made of. Nothing in it is invented: what a
document does not tell is missing here, and what was not understood is among the findings.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from digitiekartta.basics.colours import RGB
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.problems import Problem
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.cell_fates import CellSums
from digitiekartta.documents.importing.exported import Exported
from digitiekartta.documents.importing.grid import Table
from digitiekartta.documents.importing.lists import ListTable

FORMAT = 1
UNKNOWN = "?"
"""What a schedule says where a colour or a mark stands whose meaning nothing tells."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a row stands: the file's name, the sheet, table or slide, and the row from 1."""

    document: str
    table: str
    row: int

    def __str__(self) -> str:
        return f"{self.table}, rivi {self.row}"


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase in a legend, as far as it is told.

    Args:
        label: Its name.
        colour, ink: The fill, or the colour of the letters, that stands for it.
        mark: The letter or sign that stands for it (S, x).
        colour_name: Its colour as words tell it ("keltainen").
        explanation: What a long label says beside the name.
    """

    label: str
    colour: RGB | None = None
    mark: str | None = None
    ink: RGB | None = None
    colour_name: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure (toimenpide).

    Args:
        title: The cell's text, line feeds kept.
        lead: The first words of it, where only these are bold.
        responsible, sector: The cell's text as it stands.
        schedule: The phase's label for each half-year that has one; "?" or "?1" where the
            meaning of a colour or mark is not known.
        schedule_known: False where the document cannot tell a schedule: then it is unknown,
            not empty.
        cell_texts: Text that stands in a half-year's cell beside or instead of a phase.
        notes: The column "Lisätietoa".
        extra: Other columns by their header, in their order; empty ones are left out.
        untold: Half-years of which nothing is to be taken: their cell contradicts itself.
        columns: What its table has a column for, as ``exported.sayings`` calls it; told of an
            annex only.
    """

    title: str
    source: SourceRow
    responsible: str = ""
    sector: str = ""
    schedule: Mapping[HalfYear, str] = field(default_factory=dict)
    schedule_known: bool = True
    cell_texts: Mapping[HalfYear, str] = field(default_factory=dict)
    notes: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    untold: frozenset[HalfYear] = frozenset()
    columns: frozenset[str] = frozenset()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of measures; without a title those that stand under no group row.

    ``schedule`` is the group row's own one, where a document schedules whole groups.
    """

    title: str | None
    measures: tuple[Measure, ...]
    schedule: Mapping[HalfYear, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal (tavoite): number and title without "Tavoite 1:"; both may be missing.

    ``description`` are the paragraphs between its heading and its table, parted by empty lines.
    """

    number: int | None
    title: str
    groups: tuple[Group, ...]
    description: str = ""


class RowKind(StrEnum):
    """What became of a row of the document."""

    MEASURE = "toimenpide"
    CONTINUED = "toimenpiteen jatko"
    GROUP = "ryhmä"
    GOAL = "tavoite"
    HEADING = "otsikkorivi"
    LEGEND = "värien selitys"
    TEXT = "muu teksti"
    EMPTY = "tyhjä"
    HIDDEN = "piilotettu"
    LEFT_OUT = "jätetty pois"
    TOTAL = "yhteenveto"
    REMARK = "tietoa tavoitteesta"
    OTHER = "muu taulukko"


@dataclass(frozen=True, slots=True)
class RowFate:
    """One row of the document and what became of it."""

    source: SourceRow
    kind: RowKind
    text: str

    @property
    def why(self) -> str:
        """The reason why it was left out, "" when it was not."""
        return "rivillä ei ole toimenpiteen nimeä" if self.kind is RowKind.LEFT_OUT else ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was understood.

    Args:
        name: The file's name without folders.
        title: What the document calls itself, "" when it does not.
        phases: The legend in its order; empty where there is none.
        periods: The half-years of the schedule columns in order of time.
        reported: What a person should know or decide: unknown colours, doubts, what was left out.
        rows: Every row of every table, in order.
        tables: The tables as they were read, with text and colours.
        cells: What became of each cell that shows something in a half-year.
        exported: What it said when this program exported it, None for any other document.
        answered: The colours and marks of what a person told that were met.
        lists: Its sheets of reports, costs and links, if it is an annex.
    """

    name: str
    title: str
    phases: tuple[Phase, ...]
    periods: tuple[HalfYear, ...]
    goals: tuple[Goal, ...]
    reported: tuple[Problem, ...]
    rows: tuple[RowFate, ...]
    tables: tuple[Table, ...]
    cells: CellSums = field(default_factory=CellSums)
    exported: Exported | None = None
    answered: frozenset[str] = frozenset()
    lists: tuple[ListTable, ...] = ()

    @property
    def schedule_known(self) -> bool:
        """Whether the document tells a schedule at all."""
        return any(measure.schedule_known for measure in self.measures())

    @property
    def is_copy(self) -> bool:
        """Whether its colours may be in the file of which it was made: a PDF, or plain text."""
        return self.name.casefold().endswith((".pdf", ".csv", ".tsv", ".txt"))

    def measures(self) -> Iterator[Measure]:
        """Yield all measures in the document's order."""
        for goal in self.goals:
            for group in goal.groups:
                yield from group.measures


def to_json(document: Document) -> str:
    """Return the neutral form (format 1) as JSON; ``reported`` holds the codes of ``findings``."""
    return json.dumps(_document(document), ensure_ascii=False, indent=2) + "\n"


def _document(document: Document) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "file": document.name,
        "schedule_known": document.schedule_known,
        "phases": [phase.label for phase in document.phases],
        "periods": [moment.slug for moment in document.periods],
        "goals": [
            {
                "number": goal.number,
                "title": goal.title,
                "description": goal.description,
                "groups": [
                    {
                        "title": group.title,
                        "measures": [_measure(measure) for measure in group.measures],
                    }
                    for group in goal.groups
                ],
            }
            for goal in document.goals
        ],
        "cells": {
            "all": document.cells.all,
            "used": document.cells.used,
            "by_fate": {fate.value: number for fate, number in document.cells.by_fate.items()},
        },
        "reported": list(dict.fromkeys(problem.code for problem in document.reported)),
        "findings": [
            {
                "code": problem.code,
                "place": problem.place.field,
                "message": problem.message,
                "remedy": problem.remedy,
            }
            for problem in document.reported
        ],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "title": measure.title,
        "responsible": in_parts(measure.responsible),
        "sector": in_parts(measure.sector),
        "schedule": {moment.slug: phase for moment, phase in measure.schedule.items()},
        "cell_texts": {moment.slug: text for moment, text in measure.cell_texts.items()},
        "notes": measure.notes,
        "extra": dict(measure.extra),
    }


def in_parts(text: str) -> list[str]:
    """Return the parts of a cell that plainly holds several: by semicolons, commas and lines.

    A comma in brackets parts nothing, nor does a line that goes on with a small letter.
    """
    if not text.strip():
        return []
    joined = re.sub(r"\n(?=[a-zåäö(])", " ", text)
    joined = re.sub(r"([-/,;])\n", r"\1 ", joined)
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(joined):
        depth += (sign == "(") - (sign == ")" and depth > 0)
        if (sign in ",;" and depth == 0) or sign == "\n":
            parts.append(joined[start:at])
            start = at + 1
    parts.append(joined[start:])
    return [part for one in parts if (part := one_line(one))]
