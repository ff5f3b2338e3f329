"""A table built from cells that cover places, as every format with merged cells gives them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from openpyxl.utils import get_column_letter

from digitiekartta.documents.importing.grid import EMPTY, Cell, Left, Line

MAX_ROWS, MAX_COLUMNS = 5_000, 200
MAX_COVERED = 1_000_000
"""Places under merged cells: more are an attack, and then a merged cell stands at its corner."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at the row and column (from 0) of its upper left corner."""

    row: int
    column: int
    cell: Cell


def lines_of(
    cells: Iterable[Placed],
    hidden_rows: Collection[int] = (),
    hidden_columns: Collection[int] = (),
) -> tuple[Line, ...]:
    """Return the rows of a table; each merged cell stands at all places that it covers.

    Args:
        cells: Their ``rows`` and ``columns`` count hidden ones too. Merged cells cover others,
            and of two that are merged the later one. What goes over the limits is cut.
        hidden_rows, hidden_columns: Left out. A merged cell that goes over them stays.
    """
    by_place: dict[tuple[int, int], Cell] = {}
    room = MAX_COVERED
    for placed in sorted(cells, key=lambda one: one.cell.rows > 1 or one.cell.columns > 1):
        cell = placed.cell
        if cell.rows == cell.columns == 1:
            by_place[placed.row, placed.column] = cell
            continue
        rows = range(placed.row, min(placed.row + cell.rows, MAX_ROWS))
        columns = range(placed.column, min(placed.column + cell.columns, MAX_COLUMNS))
        room -= len(rows) * len(columns)
        if room < 0:
            rows, columns = rows[:1], columns[:1]
        shown = replace(
            cell,
            rows=sum(row not in hidden_rows for row in rows),
            columns=sum(column not in hidden_columns for column in columns),
        )
        by_place |= dict.fromkeys(product(rows, columns), shown)
    height = max((row + 1 for row, _ in by_place), default=0)
    width = max((column + 1 for _, column in by_place), default=0)
    shown_columns = [column for column in range(width) if column not in hidden_columns]
    return tuple(
        Line(row + 1, tuple(by_place.get((row, column), EMPTY) for column in shown_columns))
        for row in range(height)
        if row not in hidden_rows
    )


def hidden_in(where: str, rows: Iterable[int], columns: Iterable[int]) -> tuple[Left, ...]:
    """Return the hidden rows and columns of a sheet, both counted from 1, as what was left out."""
    kinds = (("rivi", str, sorted(rows)), ("sarake", get_column_letter, sorted(columns)))
    return tuple(
        Left(what, len(numbers), where, _runs(numbers, name))
        for what, name, numbers in kinds
        if numbers
    )


def _runs(numbers: Sequence[int], name: Callable[[int], str]) -> str:
    """Return numbers by their names, those that follow one another as one: "3, 5–7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join("–".join(dict.fromkeys((name(run[0]), name(run[-1])))) for run in runs)
