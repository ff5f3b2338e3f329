"""The rows of a table without upright lines: which lines of words belong to one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import fmean, median

from pdfplumber.utils.clustering import cluster_list

from digitiekartta.documents.importing.readers.pdf_cells import Area
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
# How near a line runs to the edge of the row that it closes.
_LINE = 5.0
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

    ``new`` is None where neither a line nor a fill tells, and False where a fill goes over both:
    programs also paint two rows at once. ``begins`` tells that cells begin in both lines.
    """

    gap: float
    new: bool | None
    ruled: bool = False
    begins: bool = True


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
    gaps = _Gaps.of(steps)
    groups: list[list[int]] = [[0]]
    ruled = _is_ruled(steps)
    for at, step in enumerate(steps, 1):
        if ruled:
            begins = bool(step.ruled) or _is_bare(lines[at - 1], lines[at])
        else:
            begins = _begins(step, gaps, lines[at])
        if begins:
            groups.append([at])
        else:
            groups[-1].append(at)
    edges = sorted([*parting, *(y for cell in cells for y in (cell.top, cell.bottom))])
    drawn = [fill.box for fill in fills if fill.drawn]
    cuts = _cuts([around(*(boxes[at] for at in group)) for group in groups], edges, drawn)
    return [
        Row(top, bottom, tuple(tuple(lines[at]) for at in group))
        for group, (top, bottom) in zip(groups, pairwise((box.top, *cuts, box.bottom)), strict=True)
    ]


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
        told = ruled or _told(one, other, gap, edges)
        begins = all(map(_begins_cells, lines[at : at + 2]))
        steps.append(_Step(gap, told, ruled, begins))
        bottom = max(bottom, other.bottom)
    return steps


def _begins_cells(line: Sequence[Chunk]) -> bool:
    """Whether several cells begin in a line."""
    return sum(chunk.text[:1].isupper() for chunk in line[:2]) == 2


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


@dataclass(frozen=True, slots=True)
class _Gaps:
    """From which gap on a row begins, and up to which none does; between them words tell."""

    inside: float
    between: float

    @classmethod
    def of(cls, steps: Sequence[_Step]) -> _Gaps:
        """Return what the gaps of a table tell."""
        inside = [step.gap for step in steps if step.new is False and step.gap >= _OVERLAP]
        between = [step.gap for step in steps if step.new]
        if inside:
            # Lines of one cell stand evenly.
            usual = median(inside)
            tight = bool(between) and min(between) <= usual + _WIDER
            return cls(usual - _WIDER if tight else usual + _WIDER, usual + _WIDER)
        gaps = sorted(step.gap for step in steps if step.gap >= _OVERLAP)
        jumps = [(after - gap, (after + gap) / 2) for gap, after in pairwise(gaps) if gap < 1]
        widest, middle = max(jumps, default=(0.0, 0.0))
        return cls(middle, middle) if widest >= _JUMP else cls(_OVERLAP, float("inf"))


def _is_ruled(steps: Sequence[_Step]) -> bool:
    """Whether lines part the rows, so that nothing else has to tell where one begins."""
    ruled = sum(step.ruled for step in steps)
    return ruled >= 3 and ruled * _MOST_LINES >= len(steps)


def _is_bare(above: Sequence[Chunk], line: Sequence[Chunk]) -> bool:
    """Whether a row of a single bold text, as of a group, stands above a row without a line."""
    alone = len(above) == 1 and above[0].bold
    return alone and not (len(line) == 1 and line[0].bold and line[0].text[:1].islower())


def _begins(step: _Step, gaps: _Gaps, line: Sequence[Chunk]) -> bool:
    first = line[0].text[:1]
    is_start = first.isupper() or first.isdigit()
    if step.new or step.gap < _OVERLAP:
        return bool(step.new)
    if step.gap > gaps.between:
        return step.new is None or is_start
    if step.gap < gaps.inside or (step.new is False and not step.begins):
        return False
    # All gaps are alike: a line that goes on in small letters goes on with the row above.
    return is_start


def _cuts(places: Sequence[Rect], edges: Sequence[float], bars: Sequence[Rect]) -> Iterator[float]:
    """Yield the heights at which rows begin, by the places of their words."""
    for one, other in pairwise(places):
        between = [y for y in edges if one.bottom - 2 <= y <= other.top + 2]
        yield fmean(between) if between else _middle_without(bars, one, other)


def _middle_without(bars: Sequence[Rect], one: Rect, other: Rect) -> float:
    """Return the middle between two rows; a bar there belongs to the nearer one."""
    middle = (one.bottom + other.top) / 2
    for bar in bars:
        if bar.top < middle < bar.bottom and one.bottom - 2 <= bar.top and bar.bottom <= other.top:
            above, below = bar.top - one.bottom, other.top - bar.bottom
            if above != below:
                middle = bar.bottom if above < below else bar.top
    return middle


def with_empty_rows(rows: Sequence[Row], fills: Sequence[Fill]) -> list[Row]:
    """Return the rows with an empty one wherever a row could stand between two of them."""
    if len(rows) < 2:
        return list(rows)
    pitches = [two.lines[0][0].box.top - one.lines[0][0].box.top for one, two in pairwise(rows)]
    lowest = max(min(pitches), rows[0].chunks[0].size)
    full: list[Row] = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        full.append(row)
        if after and _content(after, fills).top - _content(row, fills).bottom >= lowest:
            full.append(Row(row.bottom, row.bottom, ()))
    return full


def _content(row: Row, fills: Sequence[Fill]) -> Rect:
    """Return where words and painted cells of a row stand."""
    boxes = [chunk.box for chunk in row.chunks]
    boxes += [fill.box for fill in fills if row.top <= fill.box.middle <= row.bottom]
    return around(*boxes)


def merged_down(
    areas: Sequence[Area], rules: Sequence[Rect], parting: Sequence[float]
) -> list[Area]:
    """Return the cells, those made one between which no line runs that parts the rows beside.

    A column that no line parts anywhere tells nothing.
    """
    merged: list[Area] = []
    for _, group in groupby(sorted(areas, key=_by_column), key=lambda one: one.column):
        own = list(group)
        edges = [_edge(area, rules, parting) for area in own]
        if True not in edges or False not in edges:
            merged += own
            continue
        done = own[:1]
        for area, is_parted in zip(own[1:], edges, strict=False):
            above = done[-1]
            if is_parted is False and area.columns == above.columns == 1:
                done[-1] = replace(
                    above,
                    rows=above.rows + area.rows,
                    box=around(above.box, area.box),
                    words=(*above.words, *area.words),
                )
            else:
                done.append(area)
        merged += done
    return merged


def _by_column(area: Area) -> tuple[int, int]:
    return area.column, area.row


def _edge(area: Area, rules: Sequence[Rect], parting: Sequence[float]) -> bool | None:
    """Return whether a line runs below a cell, None where none runs below its row either."""
    low = area.box.bottom
    if not any(abs(y - low) < _LINE for y in parting):
        return None
    return any(
        abs(rule.middle - low) < _LINE and rule.shared(area.box)[0] > area.box.width / 2
        for rule in rules
    )
