"""Cells merged down where no line parts the rows: their words stand in the middle of their rows.

Goals and groups beside several measures are written so. Their words may stand between two rows;
which rows they hold for is certain only when all cells of the column fill its rows without a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf

from digitiekartta.basics.text import listed
from digitiekartta.documents.importing.readers.pdf_columns import Frame, column_at, spans
from digitiekartta.documents.importing.readers.pdf_rows import Row
from digitiekartta.documents.importing.readers.pdf_words import CellWords, Chunk, Word
from digitiekartta.documents.importing.readers.rect import Rect, around

# In parts of the size of letters: the widest gap between the lines of one cell, how far words may
# stand from the middle of their rows, and how much room a row of its own has at least.
_LINE_GAP = 0.35
_OFF = 0.33
_ROOM = 0.2

Lines = Sequence[Sequence[Chunk]]


@dataclass(frozen=True, slots=True)
class Middle(CellWords):
    """A cell whose words stand in the middle of its rows, and its column."""

    column: int

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return tuple(word for chunk in self.chunks for word in chunk.words)


@dataclass(frozen=True, slots=True)
class Held:
    """The rows for which a cell holds, from the first to the last; ``sure`` when that is told."""

    cell: Middle
    first: int
    last: int
    sure: bool


def in_the_middle(
    lines: Lines, frame: Frame, rows_of: Callable[[Lines], Sequence[Row]]
) -> list[Middle]:
    """Return the cells of columns before the measures' in which words stand between rows."""
    late = _late(rows_of(lines), frame) if frame.title else set()
    found: list[Middle] = []
    for column in range(frame.title):
        cells = list(_cells(lines, column, frame.xs))
        beside = [cell for cell in cells if _is_beside(cell, lines, frame)]
        loose = [cell for cell in cells if cell not in beside and not _is_row(cell, lines)]
        if loose or column in late:
            found += [cell for cell in cells if cell in beside or cell in loose]
    rows = [_content(row) for row in rows_of(without(lines, found))] if found else []
    between = {
        cell.column
        for cell in found
        if not any(row.top <= cell.box.middle <= row.bottom for row in rows)
    }
    return [cell for cell in found if cell.column in between | late]


def _late(rows: Sequence[Row], frame: Frame) -> set[int]:
    """Return the columns that say something beside measures, but not beside the first of them."""
    found: set[int] = set()
    first: set[int] | None = None
    for row in rows:
        columns = {column_at(chunk.box, frame.xs) for chunk in row.chunks}
        if max(columns, default=0) < frame.title:
            first = None
        elif first is None:
            first = columns
        else:
            found |= columns - first
    return found & set(range(frame.title))


def _is_row(cell: Middle, lines: Lines) -> bool:
    """Whether words have the room that a row of their own has."""
    box, size = cell.box, cell.chunks[0].size
    others = [chunk.box for line in lines for chunk in line if chunk not in cell.chunks]
    above = [other.bottom for other in others if other.middle < box.middle - _OFF * size]
    below = [other.top for other in others if other.middle > box.middle + _OFF * size]
    room = min(below, default=inf) - max(above, default=-inf)
    return room > box.height + _ROOM * size


def _is_beside(cell: Middle, lines: Lines, frame: Frame) -> bool:
    """Whether words stand beside a line of the columns of measures."""
    off = _OFF * cell.chunks[0].size
    return any(
        abs(chunk.box.middle - cell.box.middle) <= off
        for line in lines
        for chunk in line
        if column_at(chunk.box, frame.xs) >= frame.title
    )


def without(lines: Lines, cells: Iterable[Middle]) -> list[list[Chunk]]:
    """Return the lines without the words of cells."""
    taken = {chunk for cell in cells for chunk in cell.chunks}
    left = [[chunk for chunk in line if chunk not in taken] for line in lines]
    return [line for line in left if line]


def held_rows(cells: Iterable[Middle], rows: Sequence[Row], frame: Frame) -> Iterator[Held]:
    """Yield which rows cells hold for; where that is not certain, the row that is nearest."""
    for column, group in groupby(cells, key=lambda cell: cell.column):
        own = list(group)
        runs = list(_runs(rows, column, frame))
        held = [_filled(run, rows, own) for run in runs]
        sure = [one for run in held for one in run or ()]
        if None not in held and len(sure) == len(own):
            yield from sure
            continue
        full = [at for at, row in enumerate(rows) if row.lines]
        for cell in own:
            distances = [abs(_content(rows[at]).middle - cell.box.middle) for at in full]
            nearest = full[distances.index(min(distances))]
            yield Held(cell, nearest, nearest, False)


def unsure_cells(held: Iterable[Held]) -> Iterator[str]:
    """Yield a sentence about the cells of which it is not certain which rows they hold for."""
    texts = [f"”{one.cell.text}”" for one in held if not one.sure]
    if texts:
        yield (
            f"mitkään viivat eivät kerro, mitä rivejä {listed(texts)} koskee. Teksti luettiin"
            " sille riville, joka on lähinnä."
        )


def _cells(lines: Lines, column: int, xs: Sequence[float]) -> Iterator[Middle]:
    """Yield the cells of one column: lines of words that follow one another closely."""
    own: list[Chunk] = []
    for line in lines:
        for chunk in line:
            if list(spans(chunk.box, xs)) != [column]:
                continue
            if own and chunk.box.top - own[-1].box.bottom > _LINE_GAP * chunk.size:
                yield Middle(tuple(own), column)
                own = []
            own.append(chunk)
    if own:
        yield Middle(tuple(own), column)


def _content(row: Row) -> Rect:
    return around(*(chunk.box for chunk in row.chunks))


def _runs(rows: Sequence[Row], column: int, frame: Frame) -> Iterator[list[int]]:
    """Yield the rows of measures that follow one another without a word in a column."""
    run: list[int] = []
    for at, row in enumerate(rows):
        columns = {column_at(chunk.box, frame.xs) for chunk in row.chunks}
        if column not in columns and max(columns, default=0) >= frame.title:
            run.append(at)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _filled(run: Sequence[int], rows: Sequence[Row], cells: Sequence[Middle]) -> list[Held] | None:
    """Return how cells fill a run of rows, None when they do not; no cell is fine, too."""
    boxes = [_content(rows[at]) for at in run]
    here = [cell for cell in cells if boxes[0].top <= cell.box.middle <= boxes[-1].bottom]
    held: list[Held] = []
    first = 0
    for cell in here:
        off = [abs((boxes[first].top + end.bottom) / 2 - cell.box.middle) for end in boxes[first:]]
        if not off or min(off) > _OFF * cell.chunks[0].size:
            return None
        last = first + off.index(min(off))
        held.append(Held(cell, run[first], run[last], True))
        first = last + 1
    return held if not here or first == len(run) else None
