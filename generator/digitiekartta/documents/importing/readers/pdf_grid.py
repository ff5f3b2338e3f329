"""Ruled tables on paper: which lines and fills of a page make a grid, and where its cells are.

Coordinates are points (1/72 inch), y downwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from statistics import fmean

from pdfplumber.utils.clustering import cluster_list

from digitiekartta.documents.importing.readers.pdf_cells import Area, under
from digitiekartta.documents.importing.readers.pdf_heads import chunk_lines, tells_columns
from digitiekartta.documents.importing.readers.pdf_marks import Fill, painted
from digitiekartta.documents.importing.readers.pdf_words import Word
from digitiekartta.documents.importing.readers.rect import Rect, around
from digitiekartta.documents.importing.shades import same

# Lines nearer than this are one; marks that touch belong together.
_NEAR = 2.5
_TOUCH = 3.0
# A table has at least three upright lines; of two the rest is told by words.
_FEWEST_DOWN = 3
# The widest space between the left line of a cell and its words.
_PADDING = 8.0
# The fewest lines of words in a table whose rows no lines part.
_MANY_LINES = 5


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's place: its row and column lines, and the segments that are really drawn."""

    box: Rect
    ys: tuple[float, ...]
    xs: tuple[float, ...]
    across: tuple[Rect, ...]
    down: tuple[Rect, ...]

    def fits(self, other: Grid) -> bool:
        """Whether its columns stand where those of another grid do, though it may have fewer."""
        return (
            abs(self.xs[0] - other.xs[0]) < _TOUCH
            and len(self.xs) >= 3
            and all(any(abs(x - one) < _TOUCH for one in other.xs) for x in self.xs)
        )


def grids_of(
    rules: Sequence[Rect], fills: Sequence[Fill], words: Sequence[Word], before: Grid | None
) -> list[Grid]:
    """Return the ruled tables of a page from the top: lines and fills that touch one another.

    ``before`` is the last one of the pages before, which may go on here.
    """
    groups = [_Group(rule, [rule], []) for rule in rules]
    shown = painted(fills)
    groups += [_Group(fill.box, [], [fill]) for fill in shown if not fill.drawn]
    grids = []
    for group in _touching(groups):
        grid = _grid(group, words, shown)
        if grid is not None:
            goes_on = before is not None and grid.fits(before)
            grids += [grid] if goes_on or _is_whole(grid, words) else []
    return sorted(grids, key=lambda grid: (grid.box.top, grid.box.left))


@dataclass(slots=True)
class _Group:
    box: Rect
    rules: list[Rect]
    fills: list[Fill]

    def absorb(self, other: _Group) -> None:
        self.box = around(self.box, other.box)
        self.rules += other.rules
        self.fills += other.fills


def _touching(groups: Sequence[_Group]) -> list[_Group]:
    """Return the groups, those that touch one another made one."""
    done: list[_Group] = []
    open_: list[_Group] = []
    for group in sorted(groups, key=lambda one: (one.box.top, one.box.left)):
        done += [one for one in open_ if one.box.bottom + _TOUCH < group.box.top]
        open_ = [one for one in open_ if one.box.bottom + _TOUCH >= group.box.top]
        while other := next((one for one in open_ if one.box.touches(group.box, _TOUCH)), None):
            open_.remove(other)
            other.absorb(group)
            group = other
        open_.append(group)
    return done + open_


def _grid(group: _Group, words: Sequence[Word], fills: Sequence[Fill]) -> Grid | None:
    """Return the grid of a group of lines and fills, None when it is no ruled table.

    Its last column may be open to the right, unless a legend stands there.
    """
    across = [r for r in group.rules if r.height <= _NEAR and r.width > 2 * _NEAR]
    down = [r for r in group.rules if r.width <= _NEAR and r.height > 2 * _NEAR]
    boxes = [fill.box for fill in group.fills]
    xs = _places([r.centre[0] for r in down])
    ys = _places([r.middle for r in across])
    if len(xs) < _FEWEST_DOWN or len(ys) < 2:
        return None
    ys = _with_edges(ys, [(box.top, box.bottom) for box in boxes])
    xs = _with_edges(xs, [(box.left, box.right) for box in boxes])
    inside = [w for w in words if ys[0] <= w.box.middle <= ys[-1]]
    right = [w for w in inside if w.box.left >= xs[-1] - 1]
    legend = any(f.box.left > xs[-1] and ys[0] <= f.box.middle <= ys[-1] for f in fills)
    if right and not legend:
        xs = (*xs, max(w.box.right for w in right) + 1)
    box = Rect(xs[0], ys[0], xs[-1], ys[-1])
    return Grid(box, ys, xs, tuple(across), tuple(down))


def _places(values: Iterable[float]) -> tuple[float, ...]:
    """Return the places of lines, near ones made one."""
    return tuple(fmean(near) for near in cluster_list(sorted(values), _NEAR))


def _with_edges(
    lines: tuple[float, ...], edges: Sequence[tuple[float, float]]
) -> tuple[float, ...]:
    """Return lines with the edges of fills where lines lack: outside, and between fills that abut.

    A fill that ends inside a cell is a bar, or ends a little inside the lines of its cell.
    """
    found = list(lines)
    for pair in edges:
        for value in pair:
            if all(abs(value - one) > 3 * _NEAR for one in found) and (
                not lines[0] < value < lines[-1] or _abut(value, edges)
            ):
                found.append(value)
    return tuple(sorted(found))


def _abut(value: float, edges: Sequence[tuple[float, float]]) -> bool:
    """Whether one fill ends where another begins."""
    ends = any(abs(end - value) < _NEAR for _, end in edges)
    return ends and any(abs(start - value) < _NEAR for start, _ in edges)


def _is_whole(grid: Grid, words: Sequence[Word]) -> bool:
    """Whether lines part all columns and rows of a table: else words must tell them."""
    lines = chunk_lines(word for word in words if grid.box.holds(word.box.centre))
    for line in lines:
        columns = [bisect_right(grid.xs, chunk.box.centre[0]) for chunk in line]
        if len(set(columns)) < len(columns) and tells_columns(line):
            return False
    several = sum(len(line) > 1 for line in lines)
    return len(grid.ys) > 3 or several < _MANY_LINES


def areas_of(grid: Grid, fills: Sequence[Fill], words: Sequence[Word]) -> list[Area]:
    """Return the cells of a grid; places that no line parts are one cell."""
    areas = list(_merged(grid, fills))
    at = {
        place: number
        for number, area in enumerate(areas)
        for place in product(
            range(area.row, area.row + area.rows), range(area.column, area.column + area.columns)
        )
    }
    held: dict[int, list[Word]] = {}
    for word in words:
        if grid.box.holds(word.box.centre):
            row = bisect_right(grid.ys, word.box.middle) - 1
            column = bisect_right(grid.xs, word.box.centre[0]) - 1
            number = at.get((min(row, len(grid.ys) - 2), min(column, len(grid.xs) - 2)))
            if number is not None:
                held.setdefault(number, []).append(word)
    filled = [replace(area, words=tuple(held.get(n, ()))) for n, area in enumerate(areas)]
    return _with_limits(grid, filled)


def _with_limits(grid: Grid, areas: Sequence[Area]) -> list[Area]:
    """Return the cells with the ends of their lines: as far from the right as from the left."""
    spaces = [
        min(word.box.left for word in area.words) - area.box.left for area in areas if area.words
    ]
    padding = min((space for space in spaces if space > 0), default=_PADDING)
    drawn = max(rule.right for rule in grid.down) + _NEAR
    if padding >= _PADDING:
        return list(areas)
    return [
        replace(area, limit=area.box.right - padding) if area.box.right <= drawn else area
        for area in areas
    ]


def _merged(grid: Grid, fills: Sequence[Fill]) -> Iterator[Area]:
    height, width = len(grid.ys) - 1, len(grid.xs) - 1
    boxes = [
        [Rect(left, top, right, bottom) for left, right in pairwise(grid.xs)]
        for top, bottom in pairwise(grid.ys)
    ]
    near = [fill for fill in fills if fill.box.touches(grid.box, 0)]
    below = [[under(box, near) for box in row] for row in boxes]
    lines = _Drawn(grid, below)

    def goes_on_down(row: int, columns: range) -> bool:
        return all((row, c) not in taken and lines.open_down(row, c) for c in columns) and all(
            lines.open_right(row, c) for c in columns[1:]
        )

    taken: set[tuple[int, int]] = set()
    for row, left in product(range(height), range(width)):
        if (row, left) in taken:
            continue
        after = range(left + 1, width)
        closed = (c for c in after if (row, c) in taken or not lines.open_right(row, c))
        columns = range(left, next(closed, width))
        further = (r for r in range(row + 1, height) if not goes_on_down(r, columns))
        rows = range(row, next(further, height))
        taken |= set(product(rows, columns))
        box = around(boxes[row][left], boxes[rows[-1]][columns[-1]])
        yield Area(row, left, len(rows), len(columns), box, ())


class _Drawn:
    """Which places of a grid lines or fills part."""

    def __init__(self, grid: Grid, below: list[list[Fill | None]]) -> None:
        self.grid, self.below = grid, below
        self.last_down = max(rule.right for rule in grid.down) + _NEAR
        self.last_across = max(rule.right for rule in grid.across) + _NEAR
        self._down = [[r for r in grid.down if abs(r.centre[0] - x) <= 2 * _NEAR] for x in grid.xs]
        self._across = [[r for r in grid.across if abs(r.middle - y) <= 2 * _NEAR] for y in grid.ys]

    def open_right(self, row: int, column: int) -> bool:
        """Whether nothing parts the place at ``column`` from the one to its left."""
        if not _same_fill(self.below[row][column - 1], self.below[row][column]):
            return False
        y = (self.grid.ys[row] + self.grid.ys[row + 1]) / 2
        return self.grid.xs[column] <= self.last_down and not any(
            rule.top - 1 <= y <= rule.bottom + 1 for rule in self._down[column]
        )

    def open_down(self, row: int, column: int) -> bool:
        """Whether nothing parts the place at ``row`` from the one above it."""
        if not _same_fill(self.below[row - 1][column], self.below[row][column]):
            return False
        x = (self.grid.xs[column] + self.grid.xs[column + 1]) / 2
        return x <= self.last_across and not any(
            rule.left - 1 <= x <= rule.right + 1 for rule in self._across[row]
        )


def _same_fill(one: Fill | None, other: Fill | None) -> bool:
    return same(one.colour if one else None, other.colour if other else None)
