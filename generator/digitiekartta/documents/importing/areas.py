"""A sheet cut at its empty columns: what stands beside a table of measures is no part of it.

A legend, a budget or notes to the right of an empty column would otherwise stand on the rows of
goals and measures. Columns that are set apart only by eye, half-years behind a narrow empty
column, stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.documents.importing.columns import Columns, Head, find_heads
from digitiekartta.documents.importing.grid import EMPTY, Cell, Line, Table
from digitiekartta.documents.importing.legend import is_caption
from digitiekartta.documents.importing.roles import Role, role_of
from digitiekartta.documents.importing.shades import is_white


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a table; ``beside`` when it stands beside the table of measures."""

    table: Table
    beside: bool = False


def areas(table: Table, exported: bool = False) -> list[Area]:
    """Return a table without what stands beside it, then that, as areas of their own.

    All keep their numbers of rows and columns; what is another area's is empty.
    """
    lines = list(table.lines)
    apart: list[Area] = []
    heads = find_heads(table, exported)
    for head, following in zip(heads, [*heads, None][1:], strict=True):
        end = following.first if following else len(lines)
        for columns, rows in _beside(table, head, end):
            apart.append(Area(replace(table, lines=_only(table.lines, rows, columns)), True))
            for row in rows:
                lines[row] = _without(lines[row], columns)
    return [Area(replace(table, lines=tuple(lines)) if apart else table), *apart]


def _beside(table: Table, head: Head, end: int) -> Iterator[tuple[range, range]]:
    """Yield the columns and rows of what stands beside the rows under a head."""
    first = max(head.first, 0)
    last = next((row for row in range(head.last + 1, end) if not table.lines[row].filled()), end)
    parts = _parts(table.lines[first:last], table.width)
    for part in parts:
        if head.columns.title in part or _belongs(table, head, part, last):
            continue
        gap = part.start - 1 if part.start > head.columns.title else part.stop
        yield part, range(_top(table, head, part, gap), _end(table.lines, gap, last, end))


def _top(table: Table, head: Head, part: range, gap: int) -> int:
    """Return the first row of what stands beside: above a head of its own, what it announces."""
    lines, first = table.lines, max(head.first, 0)
    heads = (line.cell(column).text for line in lines[first : head.last + 1] for column in part)
    if any((role := role_of(text)) and role[0] is Role.TITLE for text in heads):
        while (
            first > 0
            and any(lines[first - 1].cell(column).text for column in part)
            and not lines[first - 1].cell(gap).shows
        ):
            first -= 1
    return first


def _parts(lines: Sequence[Line], width: int) -> list[range]:
    """Return the runs of columns that hold something; a row with a single cell tells nothing."""
    used: set[int] = set()
    for line in lines:
        if len(line.filled()) > 1:
            used |= {column for column, cell in enumerate(line.cells) if cell.shows}
    parts: list[range] = []
    for column in sorted(used & set(range(width))):
        if parts and parts[-1].stop == column:
            parts[-1] = range(parts[-1].start, column + 1)
        else:
            parts.append(range(column, column + 1))
    return parts


def _belongs(table: Table, head: Head, part: range, last: int) -> bool:
    """Whether columns behind an empty one are further columns of the same table.

    They are when each has a head that tells half-years or another known column, and no second
    table begins: with measures of its own, or with half-years that the first has, too.
    """
    columns = head.columns
    lines = table.lines[max(head.first, 0) : head.last + 1]
    texts = {
        column: [line.cell(column).text for line in lines if line.cell(column).text]
        for column in part
    }
    used = [
        column
        for column in part
        if texts[column]
        or any(line.cell(column).text for line in table.lines[head.last + 1 : last])
    ]
    if _is_legend(table.lines[max(head.first, 0) : last], part):
        return False
    roles = {column: [role_of(text) for text in texts[column]] for column in used}
    if not used or any(not texts[column] for column in used):
        return False
    if any(role and role[0] is Role.TITLE for known in roles.values() for role in known):
        return False
    known = [column in columns.periods or any(roles[column]) for column in used]
    return not _has_own_time(columns, part, known[0]) and (any(known) or len(used) == 1)


def _is_legend(lines: Sequence[Line], part: range) -> bool:
    """Whether columns hold a caption of a legend, or mostly words in or beside colours."""
    words = [(line, at) for line in lines for at in part if line.cell(at).text]
    coloured = [
        not is_white(cell.colour) or (at > part.start and _is_sample(line.cell(at - 1)))
        for line, at in words
        for cell in [line.cell(at)]
    ]
    captioned = any(is_caption(line.cell(at).text) for line, at in words)
    return captioned or sum(coloured) * 2 > len(words)


def _is_sample(cell: Cell) -> bool:
    """Whether a cell shows a colour alone."""
    return not cell.text and not is_white(cell.colour)


def _has_own_time(columns: Columns, part: range, known_first: bool) -> bool:
    """Whether columns tell a time of their own beside that of the table."""
    inside: set[HalfYear] = set()
    others: set[HalfYear] = set()
    for column, moments in columns.periods.items():
        (inside if column in part else others).update(moments)
    return bool(inside & others) or (bool(inside) and bool(others) and not known_first)


def _end(lines: Sequence[Line], gap: int, last: int, end: int) -> int:
    """Return the row before which the column that parts two areas ends being empty."""
    crossing = (
        row
        for row in range(last, end)
        if len(lines[row].filled()) > 1 and lines[row].cell(gap).shows
    )
    return next(crossing, end)


def _only(lines: Sequence[Line], rows: range, columns: range) -> tuple[Line, ...]:
    """Return the rows with the cells of these columns alone."""
    return tuple(
        Line(
            lines[row].number,
            tuple(
                cell if column in columns else EMPTY for column, cell in enumerate(lines[row].cells)
            ),
        )
        for row in rows
    )


def _without(line: Line, columns: range) -> Line:
    """Return a row without the cells that stand in these columns alone."""
    cells = list(line.cells)
    for column in columns:
        cell = line.cell(column)
        if column < len(cells) and not any(
            cell is other and number not in columns for number, other in enumerate(line.cells)
        ):
            cells[column] = EMPTY
    return Line(line.number, tuple(cells))
