"""What is drawn on an Excel sheet: bars over the half-years, and shapes of a legend.

A bar becomes the colour of the cells that it covers. Anchors tell at which cells a shape begins
and ends, with distances in EMU (914,400 an inch).

Source: ECMA-376 part 1, 20.5 (SpreadsheetML drawing).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.readers.excel_sheet import SheetXml
from digitiekartta.documents.importing.readers.excel_styles import GRADIENT, PATTERN
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS, MAX_ROWS
from digitiekartta.documents.importing.readers.rect import Rect
from digitiekartta.documents.importing.readers.shapes import Shape, shapes_of
from digitiekartta.documents.importing.readers.theme import A
from digitiekartta.documents.importing.readers.xml import Element, local

_PIXEL, _POINT = 9_525, 12_700
_LETTER = 7 * _PIXEL  # the width of a letter of Excel's usual font
_USUAL_WIDTH = 64 * _PIXEL
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_MOST_SHAPES, _MOST_PAINTED = 2_000, 20_000
_PARTLY = 0.2
"""A bar that covers at least this share of a cell, but not its middle, may be meant for it."""


@dataclass(frozen=True, slots=True)
class Paint:
    """What a bar gives to a cell: the text only to the first that it covers."""

    colour: RGB | None
    unclear: str
    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The shapes of a sheet, parted.

    Args:
        bars: What they give to the cells (row and column from 1) that they cover.
        partly: Cells of which a bar covers a part, but not the middle.
        others: Shapes that stand over no row of a table.
    """

    bars: Mapping[tuple[int, int], Paint]
    partly: tuple[tuple[int, int], ...]
    others: tuple[Shape, ...]


NOTHING = Drawn({}, (), ())


class _Edges:
    """Where the rows or columns of a sheet begin, from its upper left corner."""

    def __init__(self, sizes: Iterable[float]) -> None:
        self.at = [0.0, *accumulate(sizes)]

    def place(self, number: int, offset: float) -> float:
        """Return a place so far from the beginning of a row or column (from 0), but in it."""
        number = max(0, min(number, len(self.at) - 2))
        return min(self.at[number] + max(offset, 0.0), self.at[number + 1])

    def covered(self, start: float, end: float) -> list[int]:
        """Return the rows or columns (from 1) whose middles are covered, else that of the middle.

        Hidden ones have no size and are not covered.
        """
        middle = bisect_right(self.at, (start + end) / 2)
        near = range(
            bisect_right(self.at, start), min(bisect_right(self.at, end), len(self.at) - 1)
        )
        found = [
            number
            for number in (*near, near.stop)
            if 0 < number < len(self.at)
            and self.at[number] > self.at[number - 1]
            and start <= (self.at[number - 1] + self.at[number]) / 2 <= end
        ]
        return found or ([middle] if 0 < middle < len(self.at) else [])

    def share(self, number: int, start: float, end: float) -> float:
        """Return which part of a row or column lies between two places."""
        if not 0 < number < len(self.at):
            return 0.0
        first, last = self.at[number - 1], self.at[number]
        return max(0.0, min(end, last) - max(start, first)) / (last - first) if last > first else 0


def drawn_on(sheet: SheetXml, drawing: Element, theme: Mapping[str, RGB]) -> Drawn:
    """Return the shapes of a sheet's drawing, the bars among them as paint of its cells."""
    columns = _Edges(
        0.0
        if number in sheet.hidden_columns
        else sheet.widths.get(number, sheet.default_width) * _LETTER or _USUAL_WIDTH
        for number in range(1, MAX_COLUMNS + 1)
    )
    rows = _Edges(
        0.0
        if number in sheet.hidden_rows
        else sheet.heights.get(number, sheet.default_height) * _POINT
        for number in range(1, MAX_ROWS + 1)
    )
    heads = _Heads(sheet)
    bars: dict[tuple[int, int], Paint] = {}
    partly: set[tuple[int, int]] = set()
    others = []
    for _, shape in zip(range(_MOST_SHAPES), _shapes(drawing, theme, rows, columns), strict=False):
        across = columns.covered(shape.box.left, shape.box.right)
        down = rows.covered(shape.box.top, shape.box.bottom)
        unclear = "" if shape.colour is not None else _unclear_fill(shape.element)
        over = [row for row in down if across and heads.stand_over(row, across[0])]
        if not over or (shape.colour is None and not unclear) or len(bars) > _MOST_PAINTED:
            others.append(shape)
            continue
        for row in over:
            for column in across:
                text = shape.text if (row, column) == (over[0], across[0]) else ""
                bars[row, column] = Paint(shape.colour, unclear, text)
            partly |= {
                (row, column)
                for column in (across[0] - 1, across[-1] + 1)
                if columns.share(column, shape.box.left, shape.box.right) >= _PARTLY
            }
    return Drawn(bars, tuple(sorted(partly - set(bars))), tuple(others))


class _Heads:
    """Tells whether a cell can be a half-year of a measure: a text to its left, another above."""

    def __init__(self, sheet: SheetXml) -> None:
        self.first_column: dict[int, int] = {}
        self.first_row: dict[int, int] = {}
        for (row, column), kept in sheet.cells.items():
            if kept.value.text:
                self.first_column[row] = min(column, self.first_column.get(row, column))
                self.first_row[column] = min(row, self.first_row.get(column, row))
        for area in sheet.merged:
            if (area.top, area.left) in sheet.cells:
                for column in range(area.left + 1, min(area.right, MAX_COLUMNS) + 1):
                    self.first_row.setdefault(column, area.top)

    def stand_over(self, row: int, column: int) -> bool:
        """Whether a cell has a text to its left and a head above."""
        left = self.first_column.get(row, column)
        return left < column and self.first_row.get(column, row) < row


def _shapes(
    drawing: Element, theme: Mapping[str, RGB], rows: _Edges, columns: _Edges
) -> Iterator[Shape]:
    """Yield the shapes of a drawing where their anchors put them."""
    for anchor in _anchors(drawing):
        box = _anchored(anchor, rows, columns)
        if box is None:
            continue
        group = next((part for part in anchor if local(part) == "grpSp"), None)
        frame = _frame(group) if group is not None else None
        for shape in shapes_of(anchor, theme):
            yield replace(shape, box=_moved(shape.box, frame, box) if frame else box)


def _anchors(parent: Element) -> Iterator[Element]:
    """Yield the anchors; of what is drawn in two ways, the way of newer programs."""
    for element in parent:
        if local(element) in _ANCHORS:
            for part in element:
                if local(part) == "AlternateContent" and len(part):
                    element.extend(list(part[0]))
            yield element
        elif local(element) == "AlternateContent" and len(element):
            yield from _anchors(element[0])


def _anchored(anchor: Element, rows: _Edges, columns: _Edges) -> Rect | None:
    def corner(name: str) -> tuple[float, float] | None:
        marker = anchor.find("{*}" + name)
        if marker is None:
            return None
        told = {local(part): _number(part.text) for part in marker}
        return (
            columns.place(int(told.get("col", 0)), told.get("colOff", 0)),
            rows.place(int(told.get("row", 0)), told.get("rowOff", 0)),
        )

    size, place = anchor.find("{*}ext"), anchor.find("{*}pos")
    start, end = corner("from"), corner("to")
    if start is None and place is not None:
        start = _number(place.get("x")), _number(place.get("y"))
    if start is not None and end is None and size is not None:
        end = start[0] + _number(size.get("cx")), start[1] + _number(size.get("cy"))
    return Rect(*start, *end) if start is not None and end is not None else None


def _frame(group: Element) -> Rect | None:
    transform = group.find(f"{{*}}grpSpPr/{A}xfrm")
    place = transform.find(f"{A}off") if transform is not None else None
    size = transform.find(f"{A}ext") if transform is not None else None
    if place is None or size is None:
        return None
    x, y = _number(place.get("x")), _number(place.get("y"))
    return Rect(x, y, x + _number(size.get("cx")), y + _number(size.get("cy")))


def _moved(box: Rect, frame: Rect, target: Rect) -> Rect:
    """Return a box of a group's frame where the frame's anchor puts it."""
    across = target.width / frame.width if frame.width else 1.0
    down = target.height / frame.height if frame.height else 1.0
    left = target.left + (box.left - frame.left) * across
    top = target.top + (box.top - frame.top) * down
    return Rect(left, top, left + box.width * across, top + box.height * down)


def _unclear_fill(shape: Element) -> str:
    """Return what a shape's fill is in Finnish, when it is neither none nor one colour."""
    properties = shape.find("{*}spPr")
    names = {local(part) for part in properties} if properties is not None else set()
    if "gradFill" in names:
        return GRADIENT
    return PATTERN if names & {"pattFill", "blipFill"} else ""


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
