"""Plain tables as an Excel workbook: a sheet for each, marked as a table, numbers as numbers."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from digitiekartta.basics.office import property_text, put_text, without_clock
from digitiekartta.documents.exporting.xlsx import LONGEST_TEXT, TooLong

_NARROWEST, _WIDEST = 9, 60  # characters


@dataclass(frozen=True)
class PlainTable:
    """A table: the name of its sheet, what it tells, heads, and rows of texts and numbers."""

    name: str
    title: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[str | int]]


def workbook(title: str, tables: Sequence[PlainTable]) -> bytes:
    """Return tables as an .xlsx file, the same for the same tables.

    Raises:
        TooLong: A text has more characters than a cell can hold.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = property_text(title)
    book.properties.language = "fi-FI"
    for table in tables:
        _fill(book.create_sheet(table.name), table)
    file = io.BytesIO()
    book.save(file)
    return without_clock(file.getvalue())


def _fill(sheet: Worksheet, table: PlainTable) -> None:
    _put(sheet, 1, 1, table.title).font = Font(bold=True, size=14)
    for column, head in enumerate(table.header, start=1):
        cell = _put(sheet, 2, column, head)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        texts = [head, *(str(row[column - 1]) for row in table.rows)]
        width = min(max(_NARROWEST, *map(len, texts)), _WIDEST)
        sheet.column_dimensions[get_column_letter(column)].width = width + 2
    for number, row in enumerate(table.rows, start=3):
        for column, value in enumerate(row, start=1):
            cell = _put(sheet, number, column, value)
            cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
    last = f"{get_column_letter(len(table.header))}{2 + len(table.rows)}"
    sheet.auto_filter.ref = f"A2:{last}"
    sheet.freeze_panes = "B3"
    sheet.print_title_rows = "2:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4


def _put(sheet: Worksheet, row: int, column: int, value: str | int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, int):
        cell.value = value
        return cell
    if len(value) > LONGEST_TEXT:
        raise TooLong(value[:80])
    if value:
        put_text(cell, value)
    return cell
