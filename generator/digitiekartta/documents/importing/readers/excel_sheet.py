"""One sheet of an Excel workbook: its cells, and what is known of its rows and columns.

The XML is read row by row, and what neither says nor shows anything is not kept: people format
thousands of empty rows.

Source: ECMA-376 part 1, 18.3 (worksheets).
"""

import re
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string

from digitiekartta.documents.importing.readers.called import in_header
from digitiekartta.documents.importing.readers.excel_styles import Look, Looks
from digitiekartta.documents.importing.readers.excel_values import Value, Values
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS
from digitiekartta.documents.importing.readers.xml import Element, elements, local, whole

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_ON = ("1", "true")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells: first and last row and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A cell that says or shows something."""

    value: Value
    look: Look


@dataclass
class SheetXml:
    """What the XML of a sheet holds; rows and columns are counted from 1.

    Args:
        cells: What says or shows something.
        bare: Cells that the file holds without a text or a fill: they look like no row or column.
        column_looks, row_looks: How cells look that the file does not hold.
        widths, heights: Of columns in characters and rows in points, where they are told.
        headers: What stands at the heads of its pages when it is printed.
    """

    cells: dict[tuple[int, int], Kept] = field(default_factory=dict)
    bare: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    column_looks: dict[int, Look] = field(default_factory=dict)
    row_looks: dict[int, Look] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    default_width: float = 0.0
    default_height: float = 15.0
    conditional: bool = False
    last_text: tuple[int, int] = (0, 0)
    headers: list[str] = field(default_factory=list)


def read_sheet_xml(xml: bytes, looks: Looks, values: Values) -> SheetXml:
    """Return what the XML of a worksheet holds.

    Raises:
        BrokenXml: The part is no well-formed XML.
    """
    reading = _Reading(SheetXml(), looks, values)
    take = {
        "sheetFormatPr": reading.take_sizes,
        "col": reading.take_columns,
        "row": reading.take_row,
        "mergeCell": reading.take_area,
        "conditionalFormatting": reading.take_rule,
        "oddHeader": reading.take_header,
    }
    for element in elements(xml, *take):
        take[local(element)](element)
    return reading.sheet


class _Reading:
    """A sheet while its elements are read; each method takes elements of one name."""

    def __init__(self, sheet: SheetXml, looks: Looks, values: Values) -> None:
        self.sheet, self.looks, self.values = sheet, looks, values
        self.row_number = 0
        self.columns: dict[str, int] = {}

    def take_sizes(self, element: Element) -> None:
        """Take the sizes of rows and columns that tell none."""
        self.sheet.default_width = _size(element.get("defaultColWidth")) or 0.0
        self.sheet.default_height = _size(element.get("defaultRowHeight")) or 15.0

    def take_columns(self, element: Element) -> None:
        """Take how columns look."""
        first = whole(element.get("min"))
        last = min(whole(element.get("max")), MAX_COLUMNS)
        columns = range(max(first, 1), last + 1)
        width = _size(element.get("width"))
        if element.get("hidden") in _ON or width == 0:
            self.sheet.hidden_columns.update(columns)
        if width is not None:
            self.sheet.widths.update(dict.fromkeys(columns, width))
        if element.get("style"):
            look = self.looks.of(element.get("style"))
            self.sheet.column_looks.update(dict.fromkeys(columns, look))

    def take_row(self, element: Element) -> None:
        """Take a row with its cells; one without a number follows the one before it."""
        self.row_number = whole(element.get("r")) or self.row_number + 1
        height = _size(element.get("ht"))
        if element.get("hidden") in _ON or height == 0:
            self.sheet.hidden_rows.add(self.row_number)
        if height is not None:
            self.sheet.heights[self.row_number] = height
        if element.get("customFormat") in _ON and element.get("s"):
            self.sheet.row_looks[self.row_number] = self.looks.of(element.get("s"))
        column = 0
        for cell in element:
            column = self._column(cell.get("r")) or column + 1
            self._cell(cell, column)

    def _cell(self, cell: Element, column: int) -> None:
        look = self.looks.of(cell.get("s"))
        value = self.values.of(cell, look) if len(cell) else Value()
        place = self.row_number, column
        if value.text:
            row, right = self.sheet.last_text
            self.sheet.last_text = max(row, self.row_number), max(right, column)
        elif not look.shows:
            behind = self.sheet.row_looks.get(place[0]) or self.sheet.column_looks.get(column)
            if behind is not None and behind.shows:
                self.sheet.bare.add(place)
            return
        self.sheet.cells[place] = Kept(value, look)

    def take_area(self, element: Element) -> None:
        """Take an area whose cells are one."""
        if area := _area_of(element.get("ref", "")):
            self.sheet.merged.append(area)

    def take_header(self, element: Element) -> None:
        """Take what stands at the heads of pages."""
        self.sheet.headers += in_header(element.text or "")

    def take_rule(self, _element: Element) -> None:
        """Take that the program colours cells by itself."""
        self.sheet.conditional = True

    def _column(self, place: str | None) -> int:
        letters = (place or "").rstrip("0123456789")
        if letters not in self.columns:
            known = letters.isalpha() and letters.isascii() and len(letters) <= 3
            self.columns[letters] = column_index_from_string(letters.upper()) if known else 0
        return self.columns[letters]


def _area_of(text: str) -> Area | None:
    """Return the cells that "B3:D4" or "B3" names, None of another text."""
    found = _AREA.fullmatch(text)
    if not found:
        return None
    left = column_index_from_string(found[1])
    right = column_index_from_string(found[3]) if found[3] else left
    top, bottom = int(found[2]), int(found[4] or found[2])
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _size(text: str | None) -> float | None:
    try:
        return max(0.0, float(text)) if text else None
    except ValueError:
        return None
