"""A table built from cells that cover places, as every format with merged cells gives them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from digitiekartta.documents.importing.grid import EMPTY, Cell, Line

MAX_ROWS, MAX_COLUMNS = 5_000, 200


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at the row and column (from 0) of its upper left corner."""

    row: int
    column: int
    cell: Cell


def places_of(
    rows: range, columns: range, merged: Mapping[tuple[int, int], tuple[int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield row, column, and the rows and columns covered, of each cell that no other covers.

    Args:
        rows, columns: The area.
        merged: How many rows and columns a merged cell covers, by its upper left corner.
    """
    covered = {
        (row, column)
        for (top, left), (height, width) in merged.items()
        for row in range(top, top + height)
        for column in range(left, left + width)
        if (row, column) != (top, left)
    }
    for row in rows:
        for column in columns:
            if (row, column) not in covered:
                yield row, column, *merged.get((row, column), (1, 1))


def lines_of(
    cells: Iterable[Placed],
    hidden_rows: Collection[int] = (),
    hidden_columns: Collection[int] = (),
    numbers: Mapping[int, int] | None = None,
) -> tuple[Line, ...]:
    """Return the rows of a table; each merged cell stands at all places that it covers.

    Args:
        cells: Their ``rows`` and ``columns`` count hidden ones too; later ones cover earlier.
        hidden_rows, hidden_columns: Left out. A merged cell that goes over them stays.
        numbers: The number of each row for people, when it is not its place + 1.
    """
    by_place: dict[tuple[int, int], Cell] = {}
    height = width = 0
    for placed in cells:
        if placed.cell.rows == placed.cell.columns == 1:
            by_place[placed.row, placed.column] = placed.cell
            height, width = max(height, placed.row + 1), max(width, placed.column + 1)
            continue
        rows = range(placed.row, placed.row + placed.cell.rows)
        columns = range(placed.column, placed.column + placed.cell.columns)
        shown = replace(
            placed.cell,
            rows=sum(row not in hidden_rows for row in rows),
            columns=sum(column not in hidden_columns for column in columns),
        )
        for row in rows:
            for column in columns:
                by_place[row, column] = shown
        height, width = max(height, rows.stop), max(width, columns.stop)
    shown_columns = [column for column in range(width) if column not in hidden_columns]
    return tuple(
        Line(
            (numbers or {}).get(row, row + 1),
            tuple(by_place.get((row, column), EMPTY) for column in shown_columns),
        )
        for row in range(height)
        if row not in hidden_rows
    )
