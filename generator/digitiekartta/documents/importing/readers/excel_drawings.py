"""What is drawn on an Excel sheet: bars over the half-years, and shapes of a legend.

Anchors tell at which cells a shape begins and ends, with distances in EMU (914,400 an inch).

Source: ECMA-376 part 1, 20.5 (SpreadsheetML drawing).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.readers.bars import Places, spans_of
from digitiekartta.documents.importing.readers.excel_sheet import SheetXml
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS, MAX_ROWS
from digitiekartta.documents.importing.readers.rect import Rect
from digitiekartta.documents.importing.readers.shapes import Shape, arrows_of, box_of, shapes_of
from digitiekartta.documents.importing.readers.theme import A
from digitiekartta.documents.importing.readers.xml import Element, local

_PIXEL, _POINT = 9_525, 12_700
_LETTER = 7 * _PIXEL  # the width of a letter of Excel's usual font
_USUAL_WIDTH = 64 * _PIXEL
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_Span = tuple[float, float]
_MOST_SHAPES = 1_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """The shapes of a sheet, parted.

    Args:
        places: Where the columns and rows of the sheet stand, in EMU.
        bars: What is drawn over rows of a table, under a head.
        shapes: What stands elsewhere.
    """

    places: Places
    bars: tuple[Shape, ...]
    shapes: tuple[Shape, ...]


def drawn_on(
    sheet: SheetXml, size: tuple[int, int], drawing: Element, theme: Mapping[str, RGB]
) -> Drawn:
    """Return what a sheet's drawing holds.

    Args:
        sheet: The sheet.
        size: The last row and column that the table has.
        drawing: The root of the part in which its shapes are.
        theme: The theme's colours by name.
    """
    columns = spans_of(
        0.0
        if number in sheet.hidden_columns
        else sheet.widths.get(number, sheet.default_width) * _LETTER or _USUAL_WIDTH
        for number in range(1, MAX_COLUMNS + 1)
    )
    rows = spans_of(
        0.0
        if number in sheet.hidden_rows
        else sheet.heights.get(number, sheet.default_height) * _POINT
        for number in range(1, MAX_ROWS + 1)
    )
    heads = _Heads(sheet)
    places = Places(columns[: size[1]], rows[: size[0]])
    bars: list[Shape] = []
    shapes: list[Shape] = []
    for shape in islice(_shapes(drawing, theme, rows, columns), _MOST_SHAPES):
        shows = shape.is_filled or shape.text
        (bars if shows and heads.stand_over(shape, places) else shapes).append(shape)
    return Drawn(places, tuple(bars), tuple(shapes))


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

    def stand_over(self, bar: Shape, places: Places) -> bool:
        """Whether one of the rows of a bar has a text to its left, and a head above."""
        across, down = bar.box.centre
        column = next((at for at, (_, end) in enumerate(places.columns, 1) if across <= end), 0)
        rows = [
            row
            for row, (top, end) in enumerate(places.rows, 1)
            if bar.box.top <= (top + end) / 2 <= bar.box.bottom or top <= down <= end
        ]
        return any(
            self.first_column.get(row, column) < column and self.first_row.get(column, row) < row
            for row in rows
        )


def _shapes(
    drawing: Element, theme: Mapping[str, RGB], rows: list[_Span], columns: list[_Span]
) -> Iterator[Shape]:
    """Yield the shapes of a drawing where their anchors put them."""
    for anchor in _anchors(drawing):
        box = _anchored(anchor, rows, columns)
        if box is None:
            continue
        group = next((part for part in anchor if local(part) == "grpSp"), None)
        frame = box_of(group.find(f"{{*}}grpSpPr/{A}xfrm")) if group is not None else None
        for shape in (*shapes_of(anchor, theme), *arrows_of(anchor, theme)):
            moved = _moved(shape.box, frame, box) if frame is not None and frame.width else box
            yield replace(shape, box=moved)


def _anchors(parent: Element) -> Iterator[Element]:
    """Yield the anchors; of what is drawn in two ways, the way of newer programs."""
    for element in parent:
        if local(element) in _ANCHORS:
            yield element
        elif local(element) == "AlternateContent" and len(element):
            yield from _anchors(element[0])


def _anchored(anchor: Element, rows: list[_Span], columns: list[_Span]) -> Rect | None:
    def corner(name: str) -> tuple[float, float] | None:
        marker = anchor.find("{*}" + name)
        if marker is None:
            return None
        told = {local(part): _number(part.text) for part in marker}
        return (
            _place(columns, int(told.get("col", 0)), told.get("colOff", 0)),
            _place(rows, int(told.get("row", 0)), told.get("rowOff", 0)),
        )

    size, place = anchor.find("{*}ext"), anchor.find("{*}pos")
    start, end = corner("from"), corner("to")
    if start is None and place is not None:
        start = _number(place.get("x")), _number(place.get("y"))
    if start is not None and end is None and size is not None:
        end = start[0] + _number(size.get("cx")), start[1] + _number(size.get("cy"))
    return Rect(*start, *end) if start is not None and end is not None else None


def _moved(box: Rect, frame: Rect, target: Rect) -> Rect:
    """Return a box of a group's frame where the frame's anchor puts it."""
    across = target.width / frame.width if frame.width else 1.0
    down = target.height / frame.height if frame.height else 1.0
    left = target.left + (box.left - frame.left) * across
    top = target.top + (box.top - frame.top) * down
    return Rect(left, top, left + box.width * across, top + box.height * down)


def _place(spans: list[_Span], number: int, offset: float) -> float:
    """Return a place so far from the beginning of a row or column (from 0), but in it."""
    start, end = spans[max(0, min(number, len(spans) - 1))]
    return min(start + max(offset, 0.0), end)


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
