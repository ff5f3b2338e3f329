"""The rows of a table without upright lines: which lines of words belong to one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pdfplumber.utils.clustering import cluster_list

from digitiekartta.documents.importing.readers.pdf_marks import Fill
from digitiekartta.documents.importing.readers.pdf_words import Chunk
from digitiekartta.documents.importing.readers.rect import Rect, around

# The part of a table's width that a line covers at least to part its rows.
_COVERED = 0.5
_NEAR = 1.5
# In parts of a line's height: how far it may reach out of a fill that is its cell, and how much
# of it lies in one.
_OUT = 0.25
_IN = 0.3
# In parts of the size of letters: by how much gaps between rows are wider than gaps inside them,
# and how far lines of one row stand over each other that are set beside one another.
_WIDER = 0.08
_JUMP = 0.15
_OVERLAP = -0.3
# The most lines of words that a row has on an average.
_MOST_LINES = 4

Lines = Sequence[Sequence[Chunk]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where it stands, and its lines of words."""

    top: float
    bottom: float
    lines: tuple[tuple[Chunk, ...], ...]

    @property
    def chunks(self) -> list[Chunk]:
        """All of its chunks of words."""
        return [chunk for line in self.lines for chunk in line]


@dataclass(frozen=True, slots=True)
class _Step:
    """From one line to the next: the gap in parts of their size, and whether a row begins.

    ``new`` is None where neither a line nor a fill tells.
    """

    gap: float
    new: bool | None
    ruled: bool = False


def separators(rules: Iterable[Rect], box: Rect) -> list[float]:
    """Return the heights at which lines part the rows of a table."""
    across = [
        rule
        for rule in rules
        if rule.width > 2 * rule.height and rule.right > box.left and rule.left < box.right
    ]
    heights = cluster_list(sorted(rule.middle for rule in across), _NEAR)
    found = []
    for near in heights:
        here = [rule for rule in across if near[0] - 0.01 <= rule.middle <= near[-1] + 0.01]
        if sum(rule.width for rule in here) >= _COVERED * box.width:
            found.append(sum(near) / len(near))
    return found


def rows_of(lines: Lines, parting: Sequence[float], fills: Sequence[Fill], box: Rect) -> list[Row]:
    """Return the rows that lines of words make.

    Args:
        lines: Lines of chunks from the top.
        parting: The heights of lines between rows.
        fills: Painted cells.
        box: The table.
    """
    if not lines:
        return []
    boxes = [around(*(chunk.box for chunk in line)) for line in lines]
    cells = [fill.box for fill in fills if not _is_bar(fill, boxes)]
    narrow = [one for one in cells if one.width < _COVERED * box.width]
    bars = [fill.box for fill in fills if fill.box.width < _COVERED * box.width]
    steps = _steps(lines, boxes, _Edges(parting, cells, narrow + bars))
    threshold = _threshold(steps)
    groups: list[list[int]] = [[0]]
    ruled = _is_ruled(steps)
    for at, step in enumerate(steps, 1):
        if ruled:
            begins = bool(step.ruled) or _is_bare(lines[at - 1], lines[at])
        else:
            begins = _begins(step, threshold, lines[at])
        if begins:
            groups.append([at])
        else:
            groups[-1].append(at)
    return _with_edges(groups, lines, boxes, parting, cells, box)


@dataclass(frozen=True, slots=True)
class _Edges:
    parting: Sequence[float]
    cells: Sequence[Rect]
    joining: Sequence[Rect]


def _is_bar(fill: Fill, lines: Sequence[Rect]) -> bool:
    """Whether a fill is lower than its row: the words of the row stand out of it."""
    if fill.drawn:
        return True
    box = fill.box
    for line in lines:
        inside = min(line.bottom, box.bottom) - max(line.top, box.top)
        out = max(box.top - line.top, line.bottom - box.bottom)
        if inside >= _IN * line.height and out > _OUT * line.height:
            return True
    return False


def _steps(lines: Lines, boxes: Sequence[Rect], edges: _Edges) -> list[_Step]:
    steps = []
    bottom = boxes[0].bottom
    for at, (one, other) in enumerate(pairwise(boxes)):
        size = max(lines[at][0].size, lines[at + 1][0].size)
        gap = (other.top - bottom) / size
        ruled = any(one.middle < y < other.middle for y in edges.parting)
        steps.append(_Step(gap, ruled or _told(one, other, gap, edges), ruled))
        bottom = max(bottom, other.bottom)
    return steps


def _told(one: Rect, other: Rect, gap: float, edges: _Edges) -> bool | None:
    """Return whether lines or fills tell that a row begins between two lines of words."""
    if any(
        one.middle < y < other.middle and _tells(y, cell, one, other)
        for cell in edges.cells
        for y in (cell.top, cell.bottom)
    ):
        return True
    if gap < _OVERLAP:
        return False
    if any(
        cell.top < one.middle
        and other.middle < cell.bottom
        and not any(cell.top + 1 < y < cell.bottom - 1 for y in edges.parting)
        for cell in edges.joining
    ):
        return False
    return None


def _tells(edge: float, cell: Rect, one: Rect, other: Rect) -> bool:
    """Whether an edge of a cell runs between two lines, not through one of them."""
    return edge > one.middle + 0.2 * one.height and edge < other.middle - 0.2 * other.height


def _threshold(steps: Sequence[_Step]) -> float | None:
    """Return the gap from which on a row begins, None when gaps do not tell."""
    inside = [step.gap for step in steps if step.new is False and step.gap >= _OVERLAP]
    between = [step.gap for step in steps if step.new]
    if inside and between and min(between) - max(inside) > _WIDER:
        return (min(between) + max(inside)) / 2
    gaps = sorted(step.gap for step in steps if step.gap >= _OVERLAP)
    jumps = [(after - gap, (after + gap) / 2) for gap, after in pairwise(gaps) if gap < 1]
    widest, middle = max(jumps, default=(0.0, 0.0))
    if widest < _JUMP:
        return None
    if inside and middle < max(inside):
        return None
    return middle


def _is_ruled(steps: Sequence[_Step]) -> bool:
    """Whether lines part the rows, so that nothing else has to tell where one begins."""
    ruled = sum(step.ruled for step in steps)
    return ruled >= 3 and ruled * _MOST_LINES >= len(steps)


def _is_bare(above: Sequence[Chunk], line: Sequence[Chunk]) -> bool:
    """Whether a row of a single bold text, as of a group, stands above a row without a line."""
    alone = len(above) == 1 and above[0].bold
    return alone and not (len(line) == 1 and line[0].bold and line[0].text[:1].islower())


def _begins(step: _Step, threshold: float | None, line: Sequence[Chunk]) -> bool:
    if step.new is not None:
        return step.new
    if threshold is not None:
        return step.gap > threshold
    # All gaps are alike: a line that goes on in small letters, or has no words in the first
    # column, goes on with the row above.
    first = line[0]
    return first.text[:1].isupper() or first.text[:1].isdigit()


def _with_edges(
    groups: Sequence[Sequence[int]],
    lines: Lines,
    boxes: Sequence[Rect],
    parting: Sequence[float],
    cells: Sequence[Rect],
    box: Rect,
) -> list[Row]:
    """Return the rows with the heights at which they begin and end."""
    places = [around(*(boxes[at] for at in group)) for group in groups]
    edges = sorted([*parting, *(y for cell in cells for y in (cell.top, cell.bottom))])
    cuts = [box.top]
    for one, other in pairwise(places):
        between = [y for y in edges if one.bottom - 2 <= y <= other.top + 2]
        cuts.append(sum(between) / len(between) if between else (one.bottom + other.top) / 2)
    cuts.append(box.bottom)
    return [
        Row(top, bottom, tuple(tuple(lines[at]) for at in group))
        for group, (top, bottom) in zip(groups, pairwise(cuts), strict=True)
    ]
