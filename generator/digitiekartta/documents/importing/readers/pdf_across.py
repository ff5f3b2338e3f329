"""Cells merged across half-years where no upright line parts them: a fill may show how wide one is.

What no fill shows is told: a mark at the left edge of a merged cell stands as one in its first
half-year does, and the rest of the cell looks empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from digitiekartta.basics.text import listed
from digitiekartta.documents.importing.readers.pdf_cells import Area, under
from digitiekartta.documents.importing.readers.pdf_columns import ONE_EDGE, Frame
from digitiekartta.documents.importing.readers.pdf_marks import Fill
from digitiekartta.documents.importing.readers.rect import Rect


def columns_painted(fill: Rect, frame: Frame) -> range:
    """Return the half-years that a fill covers from edge to edge, none when it does not."""
    ends = [
        min(range(len(frame.xs)), key=lambda at: abs(frame.xs[at] - x))
        for x in (fill.left, fill.right)
    ]
    near = all(
        abs(frame.xs[at] - x) <= ONE_EDGE
        for at, x in zip(ends, (fill.left, fill.right), strict=True)
    )
    columns = range(*ends)
    return columns if near and frame.moments.issuperset(columns) else range(0)


def merged_across(
    column: int, full: Iterable[int], here: Sequence[Fill], fills: Sequence[Fill], frame: Frame
) -> int:
    """Return how many half-years the cell covers that begins in a column, by what is painted.

    Args:
        full: The columns of its row in which words stand.
        here: What is painted in its row.
        fills: What is painted in the table: where single half-years are, each cell has its own.
    """
    if column not in frame.moments or column not in full:
        return 1
    if not any(len(columns_painted(fill.box, frame)) == 1 for fill in fills):
        return 1
    for fill in here:
        columns = columns_painted(fill.box, frame)
        if column in columns[:1] and not set(columns[1:]).intersection(full):
            return len(columns)
    return 1


def unsure_marks(areas: Iterable[Area], frame: Frame, fills: Sequence[Fill]) -> Iterator[str]:
    """Yield a sentence when marks in words may hold for the empty half-years behind them."""
    rows = [
        number + 1
        for number, row in groupby(sorted(areas, key=_place), key=lambda area: area.row)
        if _has_gap([area for area in row if area.column in frame.moments], frame, fills)
    ]
    if rows:
        where = f"{'rivi' if len(rows) == 1 else 'rivit'} {listed([str(row) for row in rows])}"
        yield (
            "taulukossa ei ole pystyviivoja, joten siitä ei näe, jatkuuko merkki sitä seuraaviin"
            f" tyhjiin puolivuosiin ({where}). Merkki luettiin vain yhteen puolivuoteen."
        )


def _place(area: Area) -> tuple[int, int]:
    return area.row, area.column


def _has_gap(row: Sequence[Area], frame: Frame, fills: Sequence[Fill]) -> bool:
    """Whether half-years without words or a fill of their own stand between others with words."""
    full = [at for at, area in enumerate(row) if area.words]
    if not full:
        return False
    between = [area for area in row[full[0] : full[-1]] if not area.words]
    return any(not _is_shown(area, frame, fills) for area in between)


def _is_shown(area: Area, frame: Frame, fills: Sequence[Fill]) -> bool:
    """Whether what is painted shows that a half-year is a cell of its own."""
    fill = under(area.box, fills)
    return fill is not None and len(columns_painted(fill.box, frame)) == 1
