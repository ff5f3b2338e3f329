"""Tables written in a test as they look, and the documents that hold them.

A row is a line, cells are parted by "|". "[Y]" before a text paints the cell ("[%]" with a colour
that nobody can name), "{Y}" colours its letters, "*" makes it bold, "~" strikes it through, "<"
joins a cell to the one on its left, "^" to the one above. A line "---" parts two tables, a line
"= text" is a heading outside tables, "- text" a paragraph, "~ [Y] text" a coloured word outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from textwrap import dedent

from digitiekartta.documents.importing.grid import Cell, Label, Section, Source, Table, Text
from digitiekartta.documents.importing.interpreter import interpret
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document, in_parts
from digitiekartta.documents.importing.readers.matrix import Placed, lines_of

COLOURS = {
    "Y": (255, 230, 153),
    "y": (255, 224, 140),  # a hand-picked shade of Y
    "B": (157, 195, 230),
    "G": (169, 209, 142),
    "R": (244, 120, 120),
    "X": (128, 96, 160),
    "W": (255, 255, 255),
    "g": (217, 217, 217),
    "N": (31, 56, 100),
}


@dataclass(frozen=True)
class Written:
    """A table as cells in their places."""

    cells: tuple[Placed, ...]

    @property
    def height(self) -> int:
        return max(one.row + one.cell.rows for one in self.cells)

    @property
    def width(self) -> int:
        return max(one.column + one.cell.columns for one in self.cells)

    def table(self, name: str) -> Table:
        return Table(name, lines_of(self.cells))


Piece = Written | Text | Label


@dataclass
class _Open:
    rows: list[list[str]] = field(default_factory=list)


def pieces(text: str) -> list[Piece]:
    """Return what a text describes, in order."""
    found: list[Piece] = []
    rows: list[list[str]] = []

    def close() -> None:
        if rows:
            found.append(_written(rows))
            rows.clear()

    for line in dedent(text).strip("\n").split("\n"):
        if line.startswith("= "):
            close()
            found.append(Text(line[2:], 1))
        elif line.startswith("- "):
            close()
            found.append(Text(line[2:]))
        elif line.startswith("~ "):
            close()
            cell = _cell(line[2:])
            assert cell.colour is not None
            found.append(Label(cell.text, cell.colour))
        elif line.strip() == "---":
            close()
        else:
            rows.append([one.strip() for one in line.split("|")])
    close()
    return found


def _written(rows: list[list[str]]) -> Written:
    placed: dict[tuple[int, int], Placed] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(rows):
        for column, told in enumerate(line):
            if told == "<":
                owner[row, column] = owner[row, column - 1]
            elif told == "^":
                owner[row, column] = owner[row - 1, column]
            else:
                owner[row, column] = (row, column)
                placed[row, column] = Placed(row, column, _cell(told))
    for corner, one in placed.items():
        covered = [place for place, mine in owner.items() if mine == corner]
        rows_ = max(row for row, _ in covered) - corner[0] + 1
        columns = max(column for _, column in covered) - corner[1] + 1
        placed[corner] = replace(one, cell=replace(one.cell, rows=rows_, columns=columns))
    return Written(tuple(placed.values()))


def _cell(told: str) -> Cell:
    found = re.fullmatch(r"(?:\[([\w%])\])?\s*(?:\{(\w)\})?(\*)?(~)?(.*)", told)
    assert found is not None
    fill, ink, bold, struck, rest = found.groups()
    text = rest.strip().replace("\\n", "\n")
    return Cell(
        text,
        COLOURS.get(fill),
        bold=bool(bold and text),
        unclear="liukuväri" if fill == "%" else "",
        struck=bool(struck and text),
        ink=COLOURS[ink] if ink else None,
    )


def source(*sections: str, names: tuple[str, ...] = ()) -> Source:
    """Return what a reader would give for these sheets, slides or pages."""
    made = []
    number = 0
    for at, text in enumerate(sections):
        parts = []
        for piece in pieces(text):
            if isinstance(piece, Written):
                number += 1
                parts.append(piece.table(f"Taulukko {number}"))
            else:
                parts.append(piece)
        made.append(Section(names[at] if names else "", tuple(parts), named=bool(names)))
    return Source("koe.xlsx", tuple(made))


def read(*sections: str, names: tuple[str, ...] = (), meanings: Legend | None = None) -> Document:
    """Return what the interpreter makes of these sheets, slides or pages."""
    document = interpret(source(*sections, names=names), meanings or Legend())
    assert isinstance(document, Document), document
    return document


def outline(document: Document) -> str:
    """Return goals, groups and measures with their schedules, one a line."""
    lines = []
    for goal in document.goals:
        lines.append(f"T{goal.number if goal.number is not None else ''} {goal.title}".strip())
        for group in goal.groups:
            if group.title is not None:
                lines.append(f"  R {group.title}")
            for measure in group.measures:
                schedule = " ".join(
                    f"{'ks'[moment.half - 1]}{moment.year % 100}={phase}"
                    for moment, phase in measure.schedule.items()
                )
                who = (
                    f" ({', '.join(in_parts(measure.responsible))})" if measure.responsible else ""
                )
                lines.append(f"    {measure.title}{who}: {schedule}".rstrip())
    return "\n".join(lines)


def codes(document: Document) -> set[str]:
    """Return the codes of what was reported."""
    return {problem.code for problem in document.reported}
