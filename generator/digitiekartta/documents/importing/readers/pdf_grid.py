"""Grids on paper: which lines and fills of a page make a table, and what stands in its cells.

Coordinates are points (1/72 inch), y downwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from statistics import fmean

from pdfplumber.utils.clustering import cluster_list

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import Cell, Table
from digitiekartta.documents.importing.readers.matrix import Placed, lines_of
from digitiekartta.documents.importing.readers.rect import Rect, around
from digitiekartta.documents.importing.shades import is_white, same
from digitiekartta.documents.importing.words import readable

# Lines nearer than this are one; a mark thinner than this is a line; marks that touch belong
# together.
_NEAR = 2.5
_TOUCH = 3.0
# Rows that no upright line joins: how wide a table of them is at least, how much of the wider row
# the narrower one covers, and the widest gap between two.
_NARROWEST_TABLE = 150.0
_COVERED = 0.6
_WIDEST_GAP = 60.0
# In parts of the size of letters: the widest gap between words of one cell, between a row and a
# head or last row without a line of its own, and between the middles of words of one line.
_WORD_GAP = 0.45
_ROW_GAP = 0.8
_SAME_LINE = 0.4
_SMALLEST_SIZE = 4.0
# The narrowest gap that parts columns; how far the edge of a fill lies from other column lines,
# to be one; and the part of the lines that may cross a gap (headings do).
_COLUMN_GAP = 3
_EDGE_GAP = 6.0
_CROSSING = 8
# Space left of the words beyond which a cell's text does not fill it; letters in the shortest
# word that is broken at its end without a hyphen.
_PADDING = 8.0
_LONG_WORD = 8


@dataclass(frozen=True, slots=True)
class Fill:
    """A painted rectangle."""

    box: Rect
    colour: RGB


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its size in points; ``turned`` when it is not written from left to right."""

    box: Rect
    text: str
    size: float
    bold: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's place: its row and column lines, and the segments that are really drawn.

    ``ruled`` says whether lines part the columns; if none do, columns come from the words, and
    ``chunks`` are the runs of words that no column line may cut.
    """

    box: Rect
    ys: tuple[float, ...]
    xs: tuple[float, ...]
    across: tuple[Rect, ...]
    down: tuple[Rect, ...]
    ruled: bool
    chunks: tuple[Rect, ...] = ()

    def fits(self, other: Grid) -> bool:
        """Whether its columns stand where those of another grid do, though it may have fewer."""
        return (
            self.ruled == other.ruled
            and abs(self.xs[0] - other.xs[0]) < _TOUCH
            and len(self.xs) >= 3
            and all(any(abs(x - one) < _TOUCH for one in other.xs) for x in self.xs)
        )


def grids_of(rules: Sequence[Rect], fills: Sequence[Fill], words: Sequence[Word]) -> list[Grid]:
    """Return the grids of a page from the top: lines and fills that touch one another."""
    painted = [fill for fill in fills if not is_white(fill.colour)]
    groups = [_Group(rule, [rule], []) for rule in rules]
    groups += [_Group(fill.box, [], [fill]) for fill in painted]
    touching = _merged(groups, lambda one, other: one.box.touches(other.box, _TOUCH))
    rows = [group for group in touching if not group.has_down]
    groups = [group for group in touching if group.has_down] + _merged(rows, _one_table)
    grids = [grid for group in groups if (grid := _grid(group, words)) is not None]
    return sorted(grids, key=lambda grid: (grid.box.top, grid.box.left))


@dataclass(slots=True)
class _Group:
    box: Rect
    rules: list[Rect]
    fills: list[Fill]

    @property
    def has_down(self) -> bool:
        return any(rule.height > 3 * _NEAR and rule.width <= _NEAR for rule in self.rules)

    def absorb(self, other: _Group) -> None:
        self.box = around(self.box, other.box)
        self.rules += other.rules
        self.fills += other.fills


def _one_table(one: _Group, other: _Group) -> bool:
    """Whether two groups without upright lines are rows of one table: one above the other."""
    share = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    gap = max(one.box.top, other.box.top) - min(one.box.bottom, other.box.bottom)
    widest = max(one.box.width, other.box.width)
    return widest > _NARROWEST_TABLE and share > _COVERED * widest and gap < _WIDEST_GAP


def _merged(groups: list[_Group], together: Callable[[_Group, _Group], bool]) -> list[_Group]:
    """Return the groups, those that belong together made one."""
    done: list[_Group] = []
    for group in sorted(groups, key=lambda one: (one.box.top, one.box.left)):
        while other := next((one for one in done if together(group, one)), None):
            done.remove(other)
            other.absorb(group)
            group = other
        done.append(group)
    return done


def _grid(group: _Group, words: Sequence[Word]) -> Grid | None:
    """Return the grid of a group of lines and fills, None when it makes no cells."""
    across = [r for r in group.rules if r.height <= _NEAR and r.width > 2 * _NEAR]
    down = [r for r in group.rules if r.width <= _NEAR and r.height > 2 * _NEAR]
    boxes = [fill.box for fill in group.fills]
    ys = _lines([r.middle for r in across], [y for b in boxes for y in (b.top, b.bottom)])
    xs = _lines([r.centre[0] for r in down], [x for b in boxes for x in (b.left, b.right)])
    if len(ys) < 2:
        return None
    inner = Rect(group.box.left, ys[0], group.box.right, ys[-1])
    inside = [w for w in words if inner.top <= w.box.middle <= inner.bottom]
    ruled = len(down) >= 2
    chunks: tuple[Rect, ...] = ()
    if not ruled:
        ys, inside = _with_open_rows(ys, words, group.box)
        chunks = tuple(chunk for line in lines_of_words(inside) for chunk in _chunks(line))
        xs = _ends_of(across) or _columns_by_words(inside, boxes, group.box)
    if len(xs) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    right = [w for w in inside if w.box.left >= xs[-1] - 1]
    if right:
        xs = (*xs, max(w.box.right for w in right) + 1)
    box = Rect(xs[0], ys[0], xs[-1], ys[-1])
    return Grid(box, ys, xs, tuple(across), tuple(down), ruled, chunks)


def _with_open_rows(
    ys: tuple[float, ...], words: Sequence[Word], box: Rect
) -> tuple[tuple[float, ...], list[Word]]:
    """Return the row lines with one above a head, and one below a last row, that have none.

    Also returns the words of all rows. What belongs to the table stands close to its first or
    last line, in several columns.
    """
    beside = [w for w in words if box.left - 5 <= w.box.centre[0] <= box.right + 5]
    lines = lines_of_words(beside)
    top, bottom = ys[0], ys[-1]
    for line in reversed([one for one in lines if one[0].box.middle < ys[0]]):
        if not _is_row(line, top - max(w.box.bottom for w in line)):
            break
        top = min(w.box.top for w in line) - 1
    for line in [one for one in lines if one[0].box.middle > ys[-1]]:
        if not _is_row(line, min(w.box.top for w in line) - bottom):
            break
        bottom = max(w.box.bottom for w in line) + 1
    rows = tuple(sorted({top, *ys, bottom}))
    return rows, [w for w in beside if top <= w.box.middle <= bottom]


def _is_row(line: Sequence[Word], gap: float) -> bool:
    return gap <= _ROW_GAP * line[0].size and len(_chunks(line)) >= 2


def _ends_of(across: Sequence[Rect]) -> tuple[float, ...]:
    """Return where the lines of many rows end, when each cell has a line of its own."""
    ends = _lines([end for rule in across for end in (rule.left, rule.right)], [])
    rows = len(_lines([rule.middle for rule in across], []))
    columns = tuple(
        x
        for x in ends
        if sum(min(abs(r.left - x), abs(r.right - x)) <= _NEAR for r in across) >= max(rows / 2, 2)
    )
    return columns if len(columns) >= 4 else ()


def _lines(sure: Iterable[float], edges: Iterable[float]) -> tuple[float, ...]:
    """Return the places of lines, near ones made one; edges of fills count where no line is."""
    lines = [fmean(places) for places in cluster_list(list(sure), _NEAR)]
    for value in sorted(edges):
        # A fill may end a little inside the lines of its cell.
        if all(abs(value - one) > 3 * _NEAR for one in lines):
            lines.append(value)
    return tuple(sorted(lines))


def _columns_by_words(words: Sequence[Word], fills: Sequence[Rect], box: Rect) -> tuple[float, ...]:
    """Return column lines where no line is drawn: gaps that run down between the words.

    Lines that go over several columns (headings) would close the gaps, so a gap may be crossed
    by a few of them.
    """
    lines = [chunks for line in lines_of_words(words) if len(chunks := _chunks(line)) > 1]
    if len(lines) < 2:
        return ()
    chunks = [chunk for line in lines for chunk in line]
    left = min(chunk.left for chunk in chunks)
    right = max([chunk.right for chunk in chunks] + [fill.right for fill in fills])
    crossed = [0] * (int(right - left) + 2)
    for chunk in chunks:
        for step in range(int(chunk.left - left), int(chunk.right - left) + 1):
            crossed[step] += 1
    xs = [left - 2, *(left + step for step in _gaps(crossed, len(lines) // _CROSSING))]
    # Edges of fills tell columns that hold no words.
    for edge in (edge for fill in fills for edge in (fill.left, fill.right)):
        if all(abs(edge - x) > _EDGE_GAP for x in xs):
            xs.append(edge)
    xs.append(max(right, box.right) + 2)
    return tuple(sorted(set(xs)))


def _gaps(crossed: Sequence[int], allowed: int) -> Iterator[int]:
    """Yield where each gap between columns ends: places that no more lines cross than allowed."""
    for is_gap, run in groupby(range(len(crossed)), key=lambda place: crossed[place] <= allowed):
        places = list(run)
        inside = places[0] > 0 and places[-1] + 1 < len(crossed)
        if is_gap and inside and len(places) >= _COLUMN_GAP:
            yield places[-1]


def _chunks(line: Sequence[Word]) -> list[Rect]:
    """Return the runs of words of a line that follow one another without a wide gap."""
    chunks: list[Rect] = []
    for word in line:
        if chunks and word.box.left - chunks[-1].right <= _WORD_GAP * word.size:
            chunks[-1] = around(chunks[-1], word.box)
        else:
            chunks.append(word.box)
    return chunks


def table_of(
    grid: Grid, fills: Sequence[Fill], words: Sequence[Word], name: str
) -> tuple[Table, set[Word]]:
    """Return the table of a grid, and the words that it holds."""
    inside = [word for word in words if grid.box.holds(word.box.centre)]
    cells = []
    taken: set[Word] = set()
    for area in _areas(grid, fills):
        here = [w for w in inside if w not in taken and area.box.holds(w.box.centre)]
        taken |= set(here)
        fill = _under(area.box, fills)
        cell = Cell(
            readable(joined_lines(here, _limit(here, area.box, grid))),
            fill.colour if fill else None,
            rows=area.rows,
            columns=area.columns,
            bold=bool(here) and all(word.bold for word in here),
        )
        cells.append(Placed(area.row, area.column, cell))
    return Table(name, lines_of(cells)), taken


def _limit(words: Sequence[Word], box: Rect, grid: Grid) -> float | None:
    """Return where the lines of a cell end, None when its right side is not drawn."""
    padding = min((word.box.left for word in words), default=box.left) - box.left
    drawn = grid.ruled and box.right <= max(rule.right for rule in grid.down) + _NEAR
    return box.right - padding if drawn and padding <= _PADDING else None


@dataclass(frozen=True, slots=True)
class _Area:
    row: int
    column: int
    rows: int
    columns: int
    box: Rect


def _areas(grid: Grid, fills: Sequence[Fill]) -> Iterator[_Area]:
    """Yield the cells of a grid; places that no line parts are one cell."""
    height, width = len(grid.ys) - 1, len(grid.xs) - 1
    boxes = [
        [Rect(grid.xs[c], grid.ys[r], grid.xs[c + 1], grid.ys[r + 1]) for c in range(width)]
        for r in range(height)
    ]
    under = [[_under(box, fills) for box in row] for row in boxes]

    def goes_on_down(row: int, columns: range) -> bool:
        return all(
            (row, c) not in taken and _open_down(grid, under, row, c) for c in columns
        ) and all(_open_right(grid, under, row, c) for c in columns[1:])

    taken: set[tuple[int, int]] = set()
    for row, left in product(range(height), range(width)):
        if (row, left) in taken:
            continue
        after = range(left + 1, width)
        closed = (c for c in after if (row, c) in taken or not _open_right(grid, under, row, c))
        columns = range(left, next(closed, width))
        below = (r for r in range(row + 1, height) if not goes_on_down(r, columns))
        rows = range(row, next(below, height))
        taken |= set(product(rows, columns))
        box = around(boxes[row][left], boxes[rows[-1]][columns[-1]])
        yield _Area(row, left, len(rows), len(columns), box)


def _open_right(grid: Grid, under: list[list[Fill | None]], row: int, column: int) -> bool:
    """Whether nothing parts the place at ``column`` from the one to its left."""
    if not _same_fill(under[row][column - 1], under[row][column]):
        return False
    x, y = grid.xs[column], (grid.ys[row] + grid.ys[row + 1]) / 2
    if not grid.ruled:
        here = [chunk for chunk in grid.chunks if grid.ys[row] <= chunk.middle <= grid.ys[row + 1]]
        crossed = any(chunk.left + 1 < x < chunk.right - 1 for chunk in here)
        return crossed or (
            under[row][column] is not None
            and under[row][column] is under[row][column - 1]
            and not any(grid.xs[column] <= c.left <= grid.xs[column + 1] for c in here)
        )
    outside = x > max((rule.right for rule in grid.down), default=x) + _NEAR
    return not outside and not any(
        abs(rule.centre[0] - x) <= 2 * _NEAR and rule.top - 1 <= y <= rule.bottom + 1
        for rule in grid.down
    )


def _open_down(grid: Grid, under: list[list[Fill | None]], row: int, column: int) -> bool:
    """Whether nothing parts the place at ``row`` from the one above it."""
    if not _same_fill(under[row - 1][column], under[row][column]):
        return False
    x, y = (grid.xs[column] + grid.xs[column + 1]) / 2, grid.ys[row]
    if x > max((rule.right for rule in grid.across), default=0) + _NEAR:
        return False
    return bool(grid.across) and not any(
        abs(rule.middle - y) <= 2 * _NEAR and rule.left - 1 <= x <= rule.right + 1
        for rule in grid.across
    )


def _same_fill(one: Fill | None, other: Fill | None) -> bool:
    return same(one.colour if one else None, other.colour if other else None)


def _under(box: Rect, fills: Sequence[Fill]) -> Fill | None:
    """Return the fill under the middle of a place: what is painted last there."""
    return next((fill for fill in reversed(fills) if fill.box.holds(box.centre)), None)


def lines_of_words(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words in lines from the top, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.box.middle, one.box.left)):
        if lines and abs(word.box.middle - lines[-1][0].box.middle) <= _SAME_LINE * max(
            word.size, _SMALLEST_SIZE
        ):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.box.left) for line in lines]


def joined_lines(words: Sequence[Word], limit: float | None = None) -> str:
    """Return the text of words that stand in one place, its lines joined.

    After a hyphen or slash at a line's end no space comes. A line of one word that fills its
    cell to ``limit`` and goes on in small letters was broken inside the word.
    """
    turned = [word for word in words if word.turned]
    if turned:
        upward = sorted(turned, key=lambda one: (round(one.box.left / 3), -one.box.bottom))
        return " ".join(word.text for word in upward)
    text = ""
    before: list[Word] = []
    for line in lines_of_words(words):
        line_text = " ".join(word.text for word in line)
        if not text:
            text = line_text
        elif re.search(r"[^\W\d_][-\u00ad\u2010/]$|/$", text) and not re.match(
            r"(ja|tai|sekä|eli)\b", line_text
        ):
            text = text.removesuffix("\u00ad") + line_text
        elif (
            limit is not None
            and len(before) == 1
            and line_text[:1].islower()
            and before[0].box.right > limit - 0.5 * before[0].size
            and len(before[0].text) > _LONG_WORD
        ):
            text += line_text
        else:
            text += " " + line_text
        before = line
    return text
