"""The columns of a table without upright lines: where each begins that has a head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import fmean

from pdfplumber.utils.clustering import cluster_list

from digitiekartta.documents.importing.readers.pdf_heads import Head
from digitiekartta.documents.importing.readers.pdf_marks import Fill
from digitiekartta.documents.importing.readers.pdf_words import Chunk
from digitiekartta.documents.importing.readers.rect import Rect

# Edges nearer than this are one column line: fills of neighbours may leave a gap between them.
ONE_EDGE = 4.0
_MARGIN = 2.0
# How much an edge that fills and lines share weighs against words that cross it.
_EDGE_WEIGHT = 0.7
_MOST_EDGES = 5
# Two fills of one column that share less than this part of the narrower one cannot both be it.
_SHARED = 0.3
_NARROW = 0.25
OUT_OF_COLUMNS = "värilliset kohdat eivät osu puolivuosien otsikoiden alle"


@dataclass(frozen=True, slots=True)
class Body:
    """What stands under a head: lines of words, ruled lines and fills."""

    lines: tuple[tuple[Chunk, ...], ...]
    rules: tuple[Rect, ...]
    fills: tuple[Fill, ...]

    @property
    def boxes(self) -> list[Rect]:
        """Where its chunks of words stand."""
        return [chunk.box for line in self.lines for chunk in line]


@dataclass(frozen=True, slots=True)
class Frame:
    """The column lines of a table, which columns are half-years, and which the measures'."""

    xs: tuple[float, ...]
    moments: frozenset[int]
    title: int = 0

    def in_moments(self, box: Rect) -> bool:
        """Whether the middle of a box stands in a column of half-years."""
        return column_at(Rect(box.centre[0], 0, box.right, 0), self.xs) in self.moments


def column_at(box: Rect, xs: Sequence[float]) -> int:
    """Return the column in which a box begins."""
    x = min(box.left + 1, box.centre[0])
    return sum(x >= one for one in xs[1:-1])


def columns_of(head: Head, body: Body) -> tuple[float, ...]:
    """Return the column lines of a table, one more than it has columns."""
    heads = [cell.box for cell in head.columns]
    edges = _edges(body)
    boxes = body.boxes
    left = min([heads[0].left, *(box.left for box in boxes)])
    xs = [left - _MARGIN]
    if sum(box.right < heads[0].left - 1 for box in boxes) >= 2:
        xs.append(_column_line(left + 1, heads[0].left, edges, boxes))
    xs += [_column_line(one.right, other.left, edges, boxes) for one, other in pairwise(heads)]
    right = max(box.right for box in [*heads, *boxes, *(fill.box for fill in body.fills)])
    last = [fill.box.right for fill in body.fills if xs[-1] < fill.box.centre[0]]
    if last and head.columns[-1].moment is not None:
        end = max(last)
        if any(box.left > end - 1 for box in boxes) and end > heads[-1].right:
            xs.append(end)
    return (*xs, max(right, xs[-1]) + _MARGIN)


def _edges(body: Body) -> list[tuple[float, int]]:
    """Return where fills and pieces of ruled lines begin and end, and how many of them."""
    places = [edge for fill in body.fills for edge in (fill.box.left, fill.box.right)]
    places += [end for rule in body.rules for end in (rule.left, rule.right)]
    return [(fmean(near), len(near)) for near in cluster_list(sorted(places), ONE_EDGE)]


def _column_line(
    left: float, right: float, edges: Sequence[tuple[float, int]], boxes: Sequence[Rect]
) -> float:
    """Return the place between two heads that best parts their columns."""
    if right - left < 1:
        return (left + right) / 2
    near = [box for box in boxes if box.left < right and box.right > left]

    def crossing(x: float) -> int:
        return sum(box.left + 1 < x < box.right - 1 for box in near)

    steps = [left + step / 2 for step in range(int((right - left) * 2) + 1)]
    runs = [
        (number, [x for _, x in run])
        for number, run in groupby(((crossing(x), x) for x in steps), key=lambda one: one[0])
    ]
    fewest = min(number for number, _ in runs)
    widest = max((run for number, run in runs if number == fewest), key=len)
    choices = [(float(fewest), (widest[0] + widest[-1]) / 2)]
    choices += [
        (crossing(x) - _EDGE_WEIGHT * min(number, _MOST_EDGES), x)
        for x, number in edges
        if left - 0.5 <= x <= right + 0.5
    ]
    return min(choices)[1]


def doubt_about(xs: Sequence[float], moments: frozenset[int], fills: Sequence[Fill]) -> str:
    """Return why the columns of half-years cannot be trusted, "" when they can.

    The fills of one column stand one below the other. Where two of them stand beside one another
    under one head, a column has no head that could be read.
    """
    for column in moments:
        left, right = xs[column], xs[column + 1]
        own = [
            fill.box
            for fill in fills
            if not fill.drawn
            and left - ONE_EDGE <= fill.box.left
            and fill.box.right <= right + ONE_EDGE
            and fill.box.width >= _NARROW * (right - left)
        ]
        if own and _stand_beside(own):
            return OUT_OF_COLUMNS
    return ""


def _stand_beside(boxes: Sequence[Rect]) -> bool:
    first = min(boxes, key=lambda box: box.right)
    last = max(boxes, key=lambda box: box.left)
    shared = min(first.right, last.right) - max(first.left, last.left)
    return shared < _SHARED * min(first.width, last.width)


def spans(box: Rect, xs: Sequence[float]) -> Iterator[int]:
    """Yield the columns that a box touches."""
    for column, (left, right) in enumerate(pairwise(xs)):
        if box.left < right - 1 and box.right > left + 1:
            yield column
