"""Tables on paper without upright lines: columns by their head words, rows by what parts them.

Where a column begins is told by the edges of fills and lines between two heads, else by the gap
that runs down between the words. Where a row begins is told by lines and by the edges of painted
cells, else by the gaps between the lines of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from digitiekartta.documents.importing.readers.pdf_across import merged_across, unsure_marks
from digitiekartta.documents.importing.readers.pdf_cells import Area
from digitiekartta.documents.importing.readers.pdf_columns import (
    Body,
    Frame,
    column_at,
    columns_of,
    doubt_about,
    spans,
)
from digitiekartta.documents.importing.readers.pdf_ends import without_end
from digitiekartta.documents.importing.readers.pdf_heads import (
    Head,
    HeadCell,
    chunk_lines,
    heads_of,
)
from digitiekartta.documents.importing.readers.pdf_marks import Fill, painted
from digitiekartta.documents.importing.readers.pdf_middle import (
    Held,
    held_rows,
    in_the_middle,
    unsure_cells,
    without,
)
from digitiekartta.documents.importing.readers.pdf_rows import (
    Row,
    merged_down,
    rows_of,
    separators,
    with_empty_rows,
)
from digitiekartta.documents.importing.readers.pdf_words import (
    Chunk,
    Word,
)
from digitiekartta.documents.importing.readers.rect import Rect, around
from digitiekartta.documents.importing.roles import Role, role_of

# How near the left edges of words stand that begin one column.
_ALIGNED = 2.0
# How far below the last words the middle of a bar may stand, in parts of the size of letters.
_BELOW = 1.5


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table without lines.

    Args:
        frame: Its columns.
        doubt: Why its columns cannot be trusted, in Finnish; "" when they can.
        unsure: What nobody can say for certain, in sentences.
    """

    box: Rect
    frame: Frame
    areas: tuple[Area, ...]
    doubt: str = ""
    unsure: tuple[str, ...] = ()


Lines = list[list[Chunk]]


def open_tables(
    words: Sequence[Word],
    rules: Sequence[Rect],
    fills: Sequence[Fill],
    before: OpenTable | None,
) -> list[OpenTable]:
    """Return the tables of a page that no upright lines part, from the top.

    Args:
        words, rules, fills: What stands in no ruled table.
        before: The last such table of the page before, which may go on here without a head.
    """
    shown = painted(fills)
    lines = chunk_lines(words)
    heads = heads_of(lines, shown)
    tables = []
    if before is not None:
        above = [line for line in lines if not heads or _middle(line) < heads[0].box.top]
        if _goes_on(before.frame.xs, above):
            frame = before.frame
            body = _body(without_end(above, shown, frame, False), rules, shown, frame)
            tables.append(_table(None, frame, body))
    for head, following in zip(heads, [*heads, None][1:], strict=True):
        below = [
            line
            for line in lines
            if head.box.bottom < _middle(line)
            and (following is None or _middle(line) < following.box.top)
        ]
        xs = columns_of(head, _body(below, rules, shown))
        frame = Frame(xs, _moments(head, xs), _title(head, xs))
        body = _body(without_end(below, shown, frame, following is not None), rules, shown, frame)
        tables.append(_table(head, frame, body))
    return tables


def _middle(line: Sequence[Chunk]) -> float:
    return line[0].box.middle


def _body(
    lines: Lines, rules: Sequence[Rect], fills: Sequence[Fill], frame: Frame | None = None
) -> Body:
    """Return the body of a table: the lines and fills beside its lines of words.

    In half-years a bar may also stand a little below the last words.
    """
    if not lines:
        return Body((), (), ())
    box = around(*(chunk.box for line in lines for chunk in line))
    low = box.bottom + _BELOW * lines[-1][0].size
    here = [
        fill
        for fill in fills
        if box.top - 2 <= fill.box.middle <= box.bottom + 2
        or (frame and frame.in_moments(fill.box) and box.bottom < fill.box.middle < low)
    ]
    reach = around(box, *(fill.box for fill in here))
    return Body(
        tuple(tuple(line) for line in lines),
        tuple(rule for rule in rules if reach.top - 15 <= rule.middle <= reach.bottom + 15),
        tuple(here),
    )


def _goes_on(xs: Sequence[float], lines: Lines) -> bool:
    """Whether lines at the top of a page stand in the columns of the table before."""
    chunks = [chunk for line in lines for chunk in line]
    if not chunks:
        return False
    several = [line for line in lines if len({column_at(c.box, xs) for c in line}) >= 2]
    inside = [c for c in chunks if len(list(spans(c.box, xs))) == 1]
    return bool(several) and len(inside) * 10 >= len(chunks) * 7


def _moments(head: Head, xs: Sequence[float]) -> frozenset[int]:
    return frozenset(
        column_at(cell.box, xs)
        for cell in head.columns
        if cell.moment is not None and (cell.moment.half or cell.moment.year)
    )


def _title(head: Head, xs: Sequence[float]) -> int:
    """Return the column of measures, 0 when the head does not tell it."""
    roles = [(role_of(cell.text), cell) for cell in head.columns]
    own = [column_at(cell.box, xs) for role, cell in roles if role and role[0] is Role.TITLE]
    return min(own, default=0)


def _table(head: Head | None, frame: Frame, body: Body) -> OpenTable:
    xs, moments = frame.xs, frame.moments
    boxes = [*body.boxes, *(fill.box for fill in body.fills)]
    if head is not None:
        boxes.append(head.box)
    box = _as_wide(around(*boxes), xs)
    inner = _as_wide(around(*(body.boxes or boxes)), xs)
    inner = around(inner, *(fill.box for fill in body.fills))
    parting = separators(body.rules, box)
    beside = [fill for fill in body.fills if fill.box.left >= xs[0] - 3]

    def rows_by(lines: Sequence[Sequence[Chunk]]) -> list[Row]:
        return rows_of(lines, parting, beside, inner)

    middle = in_the_middle(body.lines, frame, rows_by) if not parting else []
    rows = rows_by(without(body.lines, middle))
    lefts = _lefts(rows, xs)
    rows = with_empty_rows(rows, beside)
    held = list(held_rows(middle, rows, frame))
    top = list(_head_areas(head, xs)) if head is not None else []
    first = max((area.row + area.rows for area in top), default=0)
    areas: list[Area] = []
    for number, row in enumerate(rows):
        own = [one for one in held if one.first <= number <= one.last]
        taken = {one.cell.column for one in own}
        areas += [
            area
            for area in _row_areas(first + number, row, frame, beside, lefts)
            if area.column not in taken
        ]
        areas += [_held_area(one, first, rows, xs) for one in own if one.first == number]
    unsure = (*unsure_cells(held), *unsure_marks(areas, frame, beside))
    areas = _with_limits(merged_down([*top, *areas], body.rules, parting))
    return OpenTable(box, frame, tuple(areas), doubt_about(xs, moments, beside), unsure)


def _held_area(held: Held, first: int, rows: Sequence[Row], xs: Sequence[float]) -> Area:
    column = held.cell.column
    top, bottom = rows[held.first].top, rows[held.last].bottom
    box = Rect(xs[column], top, xs[column + 1], bottom)
    rows_held = held.last - held.first + 1
    return Area(first + held.first, column, rows_held, 1, box, held.cell.words)


def _with_limits(areas: Sequence[Area]) -> list[Area]:
    """Return the cells with the ends of their lines: as far as any words of the column reach."""
    ends: dict[int, float] = {}
    for area in areas:
        if area.columns == 1 and area.words:
            end = max(word.box.right for word in area.words)
            ends[area.column] = max(ends.get(area.column, 0.0), end)
    return [
        replace(area, limit=ends.get(area.column), closed=False) if area.columns == 1 else area
        for area in areas
    ]


def _as_wide(box: Rect, xs: Sequence[float]) -> Rect:
    """Return a box as wide as the columns."""
    return Rect(xs[0], box.top, xs[-1], box.bottom)


def _head_areas(head: Head, xs: Sequence[float]) -> Iterator[Area]:
    """Yield the cells of a head; what stands beside years and half-years is as high as both."""
    top, low = head.box.top, head.box.bottom
    middle = head.years[0].box.bottom if head.years else top
    shares = _shares(head, xs) if head.years else []
    under = {column for own in shares for column in own}
    for cell in head.columns:
        column = column_at(cell.box, xs)
        leaf = 1 if column in under else 0
        box = Rect(xs[column], middle if leaf else top, xs[column + 1], low)
        yield Area(leaf, column, 1 if leaf or not head.years else 2, 1, box, _words(cell))
    for cell, own in zip(head.years, shares, strict=True):
        if own:
            box = Rect(xs[own[0]], top, xs[own[-1] + 1], middle)
            yield Area(0, own[0], 1, len(own), box, _words(cell))


def _words(cell: HeadCell) -> tuple[Word, ...]:
    return tuple(word for chunk in cell.chunks for word in chunk.words)


def _shares(head: Head, xs: Sequence[float]) -> list[list[int]]:
    """Return which columns of half-years stand under each year.

    A spring after an autumn begins the next year; where halves do not tell, years have equal
    shares, else each column belongs to the nearest.
    """
    years = head.years
    cells = [(column_at(c.box, xs), c.moment.half or 0) for c in head.columns if c.moment]
    columns = [column for column, _ in cells]
    cuts = [at for at, ((_, one), (_, two)) in enumerate(pairwise(cells), 1) if two < one]
    if len(cuts) + 1 == len(years):
        return [columns[one:two] for one, two in pairwise([0, *cuts, len(columns)])]
    if len(columns) % len(years) == 0:
        size = len(columns) // len(years)
        return [columns[at * size : (at + 1) * size] for at in range(len(years))]
    shares: list[list[int]] = [[] for _ in years]
    for column in columns:
        middle = (xs[column] + xs[column + 1]) / 2
        distances = [abs(year.box.centre[0] - middle) for year in years]
        shares[distances.index(min(distances))].append(column)
    return shares


def _lefts(rows: Sequence[Row], xs: Sequence[float]) -> list[float | None]:
    """Return where the words of each column begin, None for one that is not set to the left."""
    lefts: list[float | None] = []
    for column in range(len(xs) - 1):
        places = [c.box.left for row in rows for c in row.chunks if column_at(c.box, xs) == column]
        usual = min(places, default=None)
        near = sum(abs(place - usual) <= _ALIGNED for place in places) if usual is not None else 0
        lefts.append(usual if near * 2 >= len(places) and near >= 2 else None)
    return lefts


def _row_areas(
    number: int,
    row: Row,
    frame: Frame,
    fills: Sequence[Fill],
    lefts: Sequence[float | None],
) -> Iterator[Area]:
    """Yield the cells of a row; words that cross columns by themselves are one wide cell."""
    xs = frame.xs
    under = [fill for fill in fills if row.top < fill.box.middle < row.bottom]
    chunks = [part for chunk in row.chunks for part in _parted(chunk, frame, under, lefts)]
    by_column: dict[int, list[Word]] = {}
    for chunk in chunks:
        by_column.setdefault(column_at(chunk.box, xs), []).extend(chunk.words)
    wide = _width_of_alone(chunks, xs, under)
    column = 0
    while column < len(xs) - 1:
        if wide and column == wide[0]:
            span = wide[1]
        else:
            span = merged_across(column, by_column, under, fills, frame)
        box = Rect(xs[column], row.top, xs[column + span], row.bottom)
        yield Area(number, column, 1, span, box, tuple(by_column.get(column, ())))
        column += span


def _parted(
    chunk: Chunk, frame: Frame, fills: Sequence[Fill], lefts: Sequence[float | None]
) -> Iterator[Chunk]:
    """Yield a chunk, parted where a word begins another column though the gap is narrow."""
    cuts = [0]
    for at, (before, word) in enumerate(pairwise(chunk.words), 1):
        if _begins_column(before, word, frame, lefts) and not any(
            fill.box.left < before.box.left and word.box.right < fill.box.right for fill in fills
        ):
            cuts.append(at)
    for one, two in pairwise([*cuts, len(chunk.words)]):
        yield Chunk(chunk.words[one:two])


def _begins_column(before: Word, word: Word, frame: Frame, lefts: Sequence[float | None]) -> bool:
    """Whether a word begins another column: where others begin there, or in a half-year."""
    column = column_at(word.box, frame.xs)
    if column <= column_at(before.box, frame.xs):
        return False
    usual, line = lefts[column], frame.xs[column]
    between = before.box.right <= line + 1 and word.box.left >= line - 1
    return (usual is not None and abs(word.box.left - usual) <= _ALIGNED) or (
        column in frame.moments and between
    )


def _width_of_alone(
    chunks: Sequence[Chunk], xs: Sequence[float], fills: Sequence[Fill]
) -> tuple[int, int] | None:
    """Return the first column and the number of columns of words that stand alone in a row.

    They are a group's or a goal's when they go over columns, or are painted over several.
    """
    columns = {column_at(chunk.box, xs) for chunk in chunks}
    under = [fill.box for fill in fills]
    if len(columns) != 1:
        return None
    own = min(columns)
    wide = around(*(chunk.box for chunk in chunks))
    here = [box for box in under if box.holds((wide.left + 1, wide.middle))]
    if any(box not in here for box in under):
        return None
    touched = list(spans(around(wide, *here), xs))
    touched = [column for column in touched if column >= own]
    return (own, len(touched)) if len(touched) > 1 else None
