"""Rows that a page break cuts: what stands above and below it is one row again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.grid import Cell, Line
from digitiekartta.documents.importing.readers.pdf_text import joined_over_page
from digitiekartta.documents.importing.shades import is_white, same

Lines = tuple[Line, ...]
# The part of the rows above that have words where the row below the break has none.
_MOSTLY = 0.8


def joined_over_pages(
    tables: Sequence[Sequence[Lines]], numbers: Sequence[int]
) -> tuple[list[list[Lines]], list[str]]:
    """Return the tables of each page, and what to tell; rows and cells that go on are whole.

    The last table of a page may go on as the first of the next; its head may be repeated.
    ``numbers`` are those of the pages.
    """
    pages = [list(page) for page in tables]
    notes: list[str] = []
    before = pages[0] if pages else []
    for number, after in zip(numbers[1:], pages[1:], strict=True):
        is_whole_page = False
        if before and after and before[-1] and after[0]:
            above, below = before[-1], after[0]
            at = _repeated(above, below)
            if len(below) > at and _fits(above[-1], below[at]):
                after[0] = below = _carried(above[-1], below, at)
            goes_on = len(below) > at and _goes_on(above, above[-1], below[at])
            notes += _told(number, above, below[at], goes_on) if len(below) > at else ()
            if goes_on:
                before[-1] = (*above[:-1], _joined(above[-1], below[at]))
                after[0] = (*below[:at], *below[at + 1 :])
                is_whole_page = len(after) == 1 and len(below) == at + 1
        # A row that fills a whole page goes on on the one after it.
        before = before if is_whole_page else after
    return pages, notes


def _fits(above: Line, below: Line) -> bool:
    """Whether two rows have the same columns, none of them merged with another."""
    return len(above.cells) == len(below.cells) and not any(
        cell.columns > 1 for line in (above, below) for cell in line.cells
    )


def _carried(above: Line, below: Lines, at: int) -> Lines:
    """Return rows with what stands in cells that are merged downwards over the page break."""
    own = {
        id(cell): replace(cell, text=over.text, bold=over.bold, seams=over.seams)
        for over, cell in zip(above.cells, below[at].cells, strict=True)
        if over.rows > 1 and cell.rows > 1 and not cell.text and same(over.colour, cell.colour)
    }
    return tuple(
        replace(line, cells=tuple(own.get(id(cell), cell) for cell in line.cells)) for line in below
    )


def _told(number: int, table: Lines, below: Line, goes_on: bool) -> Iterator[str]:
    """Yield what to tell of a row at the top of a page that may be a new one or go on."""
    text = next((cell.text for cell in below.cells if cell.text), "")
    title = next((column for column, cell in enumerate(table[-1].cells) if cell.text), None)
    if not text or _is_rest(text) or title is None:
        return
    row = f"edellisen sivun rivin ”{one_line(table[-1].cells[title].text)}”"
    if goes_on:
        yield f"Sivun {number} alussa oleva ”{one_line(text)}” luettiin {row} jatkoksi."
    elif _fits(table[-1], below) and _lacks_words(table, table[-1], below, title):
        yield f"Sivun {number} alussa oleva ”{one_line(text)}” voi olla {row} jatkoa."


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
    if not _fits(above, below):
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
        words = any(cell.text for cell in below.cells)
        # A goal or a group stands alone in its row: nothing of it goes on in another column.
        is_heading = sum(bool(cell.text) for cell in above.cells) == 1
        return (painted or words) and not (words and is_heading)
    if _is_rest(text):
        return True
    return painted and _lacks_words(table, above, below, title)


def _is_rest(text: str) -> bool:
    """Whether a text goes on in the middle of a sentence."""
    return text[0].islower() or text[0] == "("


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
        return replace(one, text=other.text, bold=other.bold, seams=other.seams, lost=other.lost)
    text, seams = joined_over_page(one.text, other.text)
    seams = (*one.seams, *seams, *other.seams)
    return replace(one, text=text, seams=seams, lost=one.lost or other.lost)
