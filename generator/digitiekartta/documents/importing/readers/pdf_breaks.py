"""Rows that a page break cuts: what stands above and below it is one row again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from digitiekartta.documents.importing.grid import Cell, Line
from digitiekartta.documents.importing.readers.pdf_text import joined_over_page
from digitiekartta.documents.importing.shades import is_white, same

Lines = tuple[Line, ...]
# The part of the rows above that have words where the row below the break has none.
_MOSTLY = 0.8


def joined_over_pages(tables: Sequence[Sequence[Lines]]) -> list[list[Lines]]:
    """Return the tables of each page; a row that goes on at the top of the next page is whole.

    The last table of a page may go on as the first of the next; its head may be repeated.
    """
    pages = [list(page) for page in tables]
    for before, after in pairwise(pages):
        if before and after and before[-1] and after[0]:
            above, below = before[-1], after[0]
            at = _repeated(above, below)
            if len(below) > at and _goes_on(above, above[-1], below[at]):
                before[-1] = (*above[:-1], _joined(above[-1], below[at]))
                after[0] = (*below[:at], *below[at + 1 :])
    return pages


def _repeated(above: Lines, below: Lines) -> int:
    """Return how many rows at the top of a table repeat the head of the one before."""
    number = 0
    for one, other in zip(above, below, strict=False):
        if not one.text or one.text != other.text:
            break
        number += 1
    return number


def _goes_on(table: Lines, above: Line, below: Line) -> bool:
    """Whether a row at the top of a page is the rest of the last row of the page before."""
    if len(above.cells) != len(below.cells) or any(
        cell.columns > 1 for line in (above, below) for cell in line.cells
    ):
        return False
    pairs = list(zip(above.cells, below.cells, strict=True))
    painted = any(not is_white(cell.colour) for cell in below.cells)
    if painted and not all(same(one.colour, other.colour) for one, other in pairs):
        return False
    title = next((column for column, cell in enumerate(above.cells) if cell.text), None)
    if title is None:
        return False
    text = below.cell(title).text
    if not text:
        return painted or any(cell.text for cell in below.cells)
    if text[0].islower() or text[0] == "(":
        return True
    return painted and _lacks_words(table, above, below, title)


def _lacks_words(table: Lines, above: Line, below: Line, title: int) -> bool:
    """Whether a row has no words in the columns where nearly all rows have some."""
    full = [
        column
        for column, cell in enumerate(above.cells)
        if column != title and cell.text and _share(table, column) >= _MOSTLY
    ]
    return bool(full) and not any(below.cell(column).text for column in full)


def _share(table: Lines, column: int) -> float:
    rows = [line for line in table if not any(cell.columns > 1 for cell in line.cells)]
    return sum(bool(line.cell(column).text) for line in rows) / max(len(rows), 1)


def _joined(above: Line, below: Line) -> Line:
    pairs = zip(above.cells, below.cells, strict=True)
    return replace(above, cells=tuple(_one_cell(one, other) for one, other in pairs))


def _one_cell(one: Cell, other: Cell) -> Cell:
    if not other.text or one is other:
        return one
    if not one.text:
        return replace(one, text=other.text, bold=other.bold)
    return replace(one, text=joined_over_page(one.text, other.text))
