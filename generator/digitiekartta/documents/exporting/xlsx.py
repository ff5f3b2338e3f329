"""An annex as an Excel workbook: a sheet for each goal, its table marked as one."""

import io
import re
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from digitiekartta.basics.colours import hexadecimal
from digitiekartta.basics.office import LONGEST_TEXT, property_text, put_text, without_clock
from digitiekartta.documents.exporting.annex import LEGEND, Annex
from digitiekartta.documents.exporting.tables import Table
from digitiekartta.documents.importing.annex_form import TITLE
from digitiekartta.documents.importing.grid import Cell

_TITLE_ROW, _LEGEND_ROW, _STANDING_ROW, _HEADER_ROW = 1, 2, 3, 4
_WIDTHS = {TITLE: 50, "Teksti": 60, "Osoite": 60, "Liittyvä toimenpide": 50}
_NUMBER = re.compile(r"\d+(,\d+)?")
_ADDED, _LONGEST_LIST = 200, 255
_THIN = Side(style="thin", color="FF808080")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


class TooLong(ValueError):
    """A text does not fit into a cell."""


def workbook(annex: Annex) -> bytes:
    """Return the annex as an .xlsx file.

    Raises:
        TooLong: A text has more characters than a cell can hold.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = property_text(annex.title)
    book.properties.creator = property_text(annex.organisation)
    book.properties.language = "fi-FI"
    properties: Any = book
    for name, value in annex.exported.properties():
        properties.custom_doc_props.append(StringProperty(name=name, value=value))
    # Programs that look a measure up by its id find the row of its goal last, and take that.
    for table in annex.lists:
        _sheet(book.create_sheet(table.name), table.name.replace(" ", "_"), table, ())
    for number, table in enumerate(annex.tables, start=1):
        _sheet(book.create_sheet(table.name), f"Tavoite_{number}", table, annex.legend)
    for sheet in book.worksheets if annex.standing else ():
        told = _put(sheet, _STANDING_ROW, 1, Cell(annex.standing))
        told.alignment = Alignment(wrap_text=False)
    book.active = len(annex.lists)
    file = io.BytesIO()
    book.save(file)
    return without_clock(file.getvalue())


def _sheet(sheet: Worksheet, name: str, table: Table, legend: Sequence[Cell]) -> None:
    _put(sheet, _TITLE_ROW, 1, Cell(table.title)).font = Font(bold=True, size=14)
    if table.advice:
        _put(sheet, _LEGEND_ROW, 1, Cell(table.advice)).alignment = Alignment(wrap_text=False)
    if legend:
        _put(sheet, _LEGEND_ROW, 1, Cell(LEGEND)).font = Font(bold=True)
    for column, cell in enumerate(legend, start=2):
        _put(sheet, _LEGEND_ROW, column, cell).border = _BORDER
    for column, head in enumerate(table.header, start=1):
        header = _put(sheet, _HEADER_ROW, column, Cell(head))
        header.font, header.border = Font(bold=True), _BORDER
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(head, 18)
        _offer(sheet, column, table.choices.get(head, ()), len(table.rows))
    for row, entry in enumerate(table.rows, start=_HEADER_ROW + 1):
        for column, cell in enumerate(entry, start=1):
            put = _put(sheet, row, column, cell)
            put.border = _BORDER
            if cell.bold:
                put.font = Font(bold=True)
            if table.header[column - 1] in table.numbers and _NUMBER.fullmatch(cell.text):
                put.value, put.data_type = float(cell.text.replace(",", ".")), "n"
    last = f"{get_column_letter(len(table.header))}{_HEADER_ROW + max(len(table.rows), 1)}"
    marked = SheetTable(
        displayName=name,
        ref=f"A{_HEADER_ROW}:{last}",
        tableStyleInfo=TableStyleInfo(showFirstColumn=True),
    )
    sheet.add_table(marked)
    sheet.freeze_panes = f"B{_HEADER_ROW + 1}"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _offer(sheet: Worksheet, column: int, choices: Sequence[str], rows: int) -> None:
    """Let a program offer values for a column, the rows that people add included.

    Other texts are allowed too: a half-year may hold words, and an import tells what is wrong.
    """
    listed = ",".join(choices)
    if not choices or len(listed) > _LONGEST_LIST or any(set(one) & set(',"') for one in choices):
        return
    offer = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    offer.showErrorMessage = False
    letter, last = get_column_letter(column), _HEADER_ROW + rows + _ADDED
    offer.add(f"{letter}{_HEADER_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(offer)


def _put(sheet: Worksheet, row: int, column: int, cell: Cell) -> SheetCell:
    if len(cell.text) > LONGEST_TEXT:
        raise TooLong(cell.text[:80])
    put = sheet.cell(row, column)
    assert isinstance(put, SheetCell)
    if cell.text:
        put_text(put, cell.text)
    put.alignment = Alignment(wrap_text=True, vertical="top")
    if cell.colour is not None:
        shade = "FF" + hexadecimal(cell.colour)[1:].upper()
        put.fill = PatternFill("solid", fgColor=shade)
    return put
