"""Old Excel workbooks (.xls): texts, and fills from the workbook's palette."""

from collections.abc import Iterator
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import xlrd  # type: ignore[import-untyped]

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import Cell, Left, Section, Source, Table, left_out
from digitiekartta.documents.importing.readers.excel import shown
from digitiekartta.documents.importing.readers.matrix import (
    MAX_COLUMNS,
    MAX_ROWS,
    Placed,
    lines_of,
)
from digitiekartta.documents.importing.safety import LOCKED, TOO_MANY_CELLS, Refused, damaged
from digitiekartta.documents.importing.words import readable

_SOLID = 1


def read_old_excel(data: bytes, path: Path) -> Source:
    """Return what a workbook shows: its visible sheets, rows and columns.

    Raises:
        Refused: The workbook is damaged, locked or too large.
    """
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
    except Exception as error:  # xlrd raises what its parser meets in broken files
        if isinstance(error, xlrd.XLRDError) and "encrypted" in str(error):
            raise Refused(LOCKED, path.name) from error
        raise damaged(path, "sen osat eivät ole ehjiä") from error
    sections = []
    hidden = []
    for sheet in book.sheets():
        if sheet.visibility:
            hidden.append(Left("välilehti", 1, f"”{sheet.name}”"))
            continue
        if sheet.nrows > MAX_ROWS or sheet.ncols > MAX_COLUMNS:
            raise Refused(TOO_MANY_CELLS, path.name)
        rows = {number for number, info in sheet.rowinfo_map.items() if info.hidden}
        columns = {number for number, info in sheet.colinfo_map.items() if info.hidden}
        columns &= set(range(sheet.ncols))
        where = f"välilehti ”{sheet.name}”"
        hidden += left_out(where, {"rivi": len(rows), "sarake": len(columns)})
        table = Table(sheet.name, lines_of(_cells(book, sheet), rows, columns))
        sections.append(Section(sheet.name, (table,), named=True))
    return Source(path.name, tuple(sections), tuple(hidden))


def _cells(book: Any, sheet: Any) -> Iterator[Placed]:
    spans = {
        (top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells
    }
    for row, column in product(range(sheet.nrows), range(sheet.ncols)):
        style = book.xf_list[sheet.cell_xf_index(row, column)]
        text = readable(shown(_value(book, sheet.cell(row, column))))
        place = f"{xlrd.colname(column)}{row + 1}"
        bold = bool(text and book.font_list[style.font_index].bold)
        rows, columns = spans.get((row, column), (1, 1))
        yield Placed(row, column, Cell(text, _fill(book, style), place, rows, columns, bold))


def _fill(book: Any, style: Any) -> RGB | None:
    if style.background.fill_pattern != _SOLID:
        return None
    colour: RGB | None = book.colour_map.get(style.background.pattern_colour_index)
    return colour


def _value(book: Any, cell: Any) -> object:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, book.datemode).date()
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return None if cell.ctype == xlrd.XL_CELL_ERROR else cell.value
