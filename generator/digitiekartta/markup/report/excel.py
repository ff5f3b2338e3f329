"""A report as an Excel workbook: its words on the first sheet, each table on one of its own."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from digitiekartta.basics.office import cut_for_cell, property_text, put_text, without_clock
from digitiekartta.markup.escaping import clean
from digitiekartta.markup.report.blocks import Block, Heading, Item, Table, Value, title_of

_WORDS = "Yhteenveto"
_WIDE, _NUMBER, _TEXT, _HEAD_ROW = 100, 14, 44, 3
_EPOCH = date(1980, 1, 1)


def as_xlsx(blocks: Iterable[Block], author: str = "", day: date | None = None) -> bytes:
    """Return a report as the bytes of a workbook, the same for the same report.

    A table's heads stand still and have a filter; numbers are numbers, amounts are euros.

    Args:
        blocks: The report, whose tables have names that differ.
        author: For the workbook's properties.
        day: The day of which the workbook says that it is.
    """
    from openpyxl import Workbook

    blocks = tuple(blocks)
    book: Any = Workbook()
    book.properties.title, book.properties.creator = map(property_text, (title_of(blocks), author))
    book.properties.language = "fi-FI"
    book.active.title = _WORDS
    _summary(book.active, [block for block in blocks if not isinstance(block, Table)])
    for number, table in enumerate((b for b in blocks if isinstance(b, Table)), start=1):
        _sheet(book.create_sheet(_sheet_name(table.name or table.caption)), table, number)
    file = io.BytesIO()
    book.save(file)
    return without_clock(file.getvalue(), day or _EPOCH)


def _summary(sheet: Any, blocks: Sequence[Any]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = _WIDE
    for row, block in enumerate(blocks, start=1):
        label = getattr(block, "label", "")
        dash = "– " if isinstance(block, Item) else ""
        put = _put(sheet, row, 1, f"{dash}{label}{': ' if label else ''}{block.text}")
        put.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(block, Heading):
            put.font = Font(bold=True, size=16 - 2 * block.level)
    _on_paper(sheet, "portrait")


def _sheet(sheet: Any, table: Table, number: int) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table as Marked
    from openpyxl.worksheet.table import TableStyleInfo

    _put(sheet, 1, 1, table.caption or table.name).font = Font(bold=True, size=14)
    for column, head in enumerate(_told_apart(table.header), start=1):
        put = _put(sheet, _HEAD_ROW, column, head)
        put.font, put.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        width = _NUMBER if column - 1 in table.numbers else _TEXT
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, values in enumerate(table.rows, start=_HEAD_ROW + 1):
        for column, value in enumerate(values, start=1):
            put = _put(sheet, row, column, value)
            words = isinstance(value, str)
            right = words and column - 1 in table.numbers
            put.alignment = Alignment(
                wrap_text=words, vertical="top", horizontal="right" if right else None
            )
    last = f"{get_column_letter(len(table.header))}{_HEAD_ROW + max(len(table.rows), 1)}"
    sheet.add_table(
        Marked(
            displayName=f"Taulukko_{number}",
            ref=f"A{_HEAD_ROW}:{last}",
            tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=True),
        )
    )
    sheet.freeze_panes = f"B{_HEAD_ROW + 1}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    _on_paper(sheet, "landscape")


def _told_apart(heads: Iterable[str]) -> Iterator[str]:
    """Yield heads with a number where one has come before, whatever the letter case."""
    seen: set[str] = set()
    for head in heads:
        names = (f"{head} ({number})" if number > 1 else head for number in count(1))
        told = next(name for name in names if name.casefold() not in seen)
        seen.add(told.casefold())
        yield told


def _on_paper(sheet: Any, orientation: str) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put(sheet: Any, row: int, column: int, value: Value) -> Any:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        put_text(cell, cut_for_cell(clean(value)))
    else:
        cell.value = value
        cell.number_format = '#,##0.00\\ "€"' if isinstance(value, Decimal) else "0"
    return cell


def _sheet_name(name: str) -> str:
    """Return a name as a sheet may have it: Excel takes 31 characters and not all of them."""
    return "".join(" " if letter in r"[]:*?/\'" else letter for letter in name)[:31].strip()
