"""Shades that tell nothing of half-years: those of a row, of a column, and of every second row.

A fill is a phase's only when it is the cell's own. What a row has outside the half-years, too, is
the row's; what fills a column from its head down is the year's; what fills every second row is
the table's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from digitiekartta.basics.colours import RGB, difference
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.grid import Cell, Line
from digitiekartta.documents.importing.shades import among, is_white, same

_EXACT = 1.5
"""Rounding of tints by different programs moves a colour this far and no farther."""
_MANY = 3


class Ground(Enum):
    """What a fill is when it is not the cell's own."""

    NONE = auto()
    ROW = auto()
    PHASE_ROW = auto()
    LIKE_PHASE = auto()
    COLUMN = auto()
    BAND = auto()


@dataclass(frozen=True, slots=True)
class Grounds:
    """The shades of a block's rows and columns.

    Args:
        columns: The half-year columns that are painted from top to bottom, with the shade.
        bands: The numbers of the rows that are painted because every second one is.
        shade: The shade of these rows.
    """

    block: Block
    columns: dict[int, RGB]
    bands: frozenset[int] = frozenset()
    shade: RGB | None = None

    @classmethod
    def of(cls, block: Block, lines: Sequence[Line]) -> Grounds:
        """Return what shades a block with these rows of measures."""
        columns = _shaded_columns(block, lines)
        shade, bands = _bands(block, lines)
        return cls(block, columns, bands, shade)

    def of_cell(self, line: Line, column: int, cell: Cell) -> Ground:
        """Return what the fill of a half-year's cell is, NONE when it is the cell's own."""
        colour = cell.colour
        if colour is None or is_white(colour):
            return Ground.NONE
        if among(colour, self.block.own_shades(line)):
            return self._of_row(line, cell)
        if (shade := self.columns.get(column)) is not None and same(colour, shade):
            return Ground.COLUMN
        if line.number in self.bands and self.shade is not None and same(colour, self.shade):
            return Ground.BAND
        return Ground.NONE

    def _of_row(self, line: Line, cell: Cell) -> Ground:
        """Return what a fill is that the row has outside the half-years, too.

        A phase's very colour that leaves other cells of the row unpainted is the cell's own.
        """
        through = self._is_shaded_through(line)
        exact = cell.colour is not None and _exact(self.block, cell.colour)
        if exact:
            return Ground.PHASE_ROW if through else Ground.NONE
        return Ground.ROW if through or not _means(self.block, cell) else Ground.LIKE_PHASE

    def _is_shaded_through(self, line: Line) -> bool:
        """Whether no cell of the row is without a fill: then its shade lies behind all of it."""
        block = self.block
        columns = {block.columns.title, *block.columns.texts, *block.columns.periods}
        return not any(is_white(line.cell(column).colour) for column in columns)


def _exact(block: Block, colour: RGB) -> bool:
    return any(difference(colour, known) < _EXACT for known in block.legend.colours)


def _means(block: Block, cell: Cell) -> bool:
    return cell.colour is not None and block.legend.of_colour(cell.colour) is not None


def _shaded_columns(block: Block, lines: Sequence[Line]) -> dict[int, RGB]:
    """Return the half-year columns that are painted from top to bottom in one shade.

    It marks the year, not a phase: every cell of the column that has no phase has it. A shade near
    a phase's colour is the column's own only when the column's head has it, too.
    """
    shaded: dict[int, RGB] = {}
    for column in block.columns.periods:
        cells = [line.cell(column) for line in lines]
        heads = [line.cell(column).colour for line in block.heads]
        under = [head for head in heads if head is not None and not is_white(head)]
        rest = [
            cell
            for cell in cells
            if not _means(block, cell) or any(_is_heads(block, cell, head) for head in under)
        ]
        colours = {cell.colour for cell in rest if not is_white(cell.colour)}
        if len(rest) >= _MANY and len(colours) == 1 and not any(is_white(c.colour) for c in rest):
            shaded[column] = next(colour for colour in colours if colour is not None)
    every_column = len(shaded) == len(block.columns.periods)
    return {} if every_column and not block.legend else shaded


def _is_heads(block: Block, cell: Cell, head: RGB) -> bool:
    """Whether a cell has its head's shade, which only lies near a phase's colour."""
    return cell.colour is not None and same(cell.colour, head) and not _exact(block, cell.colour)


def _bands(block: Block, lines: Sequence[Line]) -> tuple[RGB | None, frozenset[int]]:
    """Return the shade that fills every second row of the half-years, and those rows.

    In a row of the table's shade no half-year is left unpainted, and the shade is no phase's
    own colour. Near a phase's colour it takes three such rows: two may be two whole schedules.
    """
    fills = [(line, [cell for _, cell in block.schedule_cells(line)]) for line in lines]
    for shade in _shades(block, fills):
        rows = [line.number for line, cells in fills if _is_band(block, cells, shade)]
        near = block.legend.of_colour(shade) is not None
        if len(rows) >= (_MANY if near else 2) and _every_second(fills, shade, rows):
            return shade, frozenset(rows)
    return None, frozenset()


def _shades(block: Block, fills: Sequence[tuple[Line, Sequence[Cell]]]) -> Iterator[RGB]:
    seen: list[RGB] = []
    for cell in (cell for _, cells in fills for cell in cells):
        colour = cell.colour
        if colour is None or is_white(colour) or _exact(block, colour):
            continue
        if not among(colour, seen):
            seen.append(colour)
            yield colour


def _is_band(block: Block, cells: Sequence[Cell], shade: RGB) -> bool:
    has_shade = among(shade, (cell.colour for cell in cells))
    return has_shade and all(
        not is_white(cell.colour) and (same(cell.colour, shade) or _means(block, cell))
        for cell in cells
    )


def _every_second(
    fills: Sequence[tuple[Line, Sequence[Cell]]], shade: RGB, rows: Sequence[int]
) -> bool:
    """Whether every second row is without an unpainted cell, and none between has the shade."""
    numbers = [line.number for line, _ in fills]
    for count in (numbers, list(range(len(numbers)))):
        odd = {at % 2 for at, number in zip(count, numbers, strict=True) if number in rows}
        if len(odd) == 1 and all(
            all(not is_white(cell.colour) for cell in cells)
            if at % 2 in odd
            else not among(shade, (cell.colour for cell in cells))
            for at, (_, cells) in zip(count, fills, strict=True)
        ):
            return True
    return False
