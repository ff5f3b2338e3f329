"""Old Excel workbooks (.xls): texts, letters, and fills from the workbook's palette."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import xlrd  # type: ignore[import-untyped]

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import (
    Cell,
    Left,
    Section,
    Source,
    Table,
)
from digitiekartta.documents.importing.readers.excel_styles import Rich
from digitiekartta.documents.importing.readers.excel_values import Value, cell_of, shown
from digitiekartta.documents.importing.readers.fills import NO_FILL, PATTERN, Fill
from digitiekartta.documents.importing.readers.matrix import (
    MAX_COLUMNS,
    MAX_ROWS,
    Placed,
    hidden_in,
    lines_of,
)
from digitiekartta.documents.importing.readers.pieces import PLAIN, Letters, ink_of
from digitiekartta.documents.importing.safety import LOCKED, TOO_MANY_CELLS, Refused, damaged
from digitiekartta.documents.importing.shades import is_white
from digitiekartta.documents.importing.words import readable

_NONE, _SOLID = 0, 1
_BOLD_WEIGHT = 600
_MARGIN = 20
"""Fills farther than this below or right of all texts are the sheet's background."""
# The record of a line, a rectangle, an oval, a text box, a polygon or another drawn shape.
_DRAWN = re.compile(rb"\x5d\x00..\x15\x00\x12\x00[\x01\x02\x03\x06\x09\x1e]\x00", re.DOTALL)

# The record of a formula: its row and column, its style, and 0 as its result.
_FORMULA_OF_ZERO = re.compile(rb"\x06\x00[\x16-\xff]\x00(..)(..)..\x00{8}", re.DOTALL)


def read_old_excel(data: bytes, path: Path) -> Source:
    """Return what a workbook shows: its visible sheets, rows and columns.

    Raises:
        Refused: The workbook is damaged, locked or too large.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            logfile=StringIO(),
            ignore_workbook_corruption=True,  # some programs share sectors that nobody reads
        )
    except MemoryError:
        raise
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
        reading = _Sheet(book, sheet, path.name)
        hidden += reading.hidden()
        sections.append(Section(sheet.name, (reading.table(),), named=True))
    notes = list(_uncounted(data, book))
    drawn = _DRAWN.search(data) is not None
    if drawn:
        notes.append(
            "Työkirjaan on piirretty kuvioita, joita vanhasta Excel-tiedostosta (.xls) ei osata"
            " lukea. Jos aikataulu tai värien selitys on niissä, tallenna työkirja muotoon .xlsx."
        )
    return Source(path.name, tuple(sections), tuple(hidden), tuple(notes), drawn=drawn)


class _Sheet:
    """One sheet while it is read; rows and columns are counted from 0."""

    def __init__(self, book: Any, sheet: Any, name: str) -> None:
        self.book, self.sheet = book, sheet
        places = list(product(range(sheet.nrows), range(sheet.ncols)))
        kinds = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
        texts = [place for place in places if sheet.cell_type(*place) not in kinds]
        last_row = max((row for row, _ in texts), default=-1)
        last_column = max((column for _, column in texts), default=-1)
        if last_row >= MAX_ROWS or last_column >= MAX_COLUMNS:
            raise Refused(TOO_MANY_CELLS, name)
        fills = [
            (row, column)
            for row, column in places
            if row <= last_row + _MARGIN and column <= last_column + _MARGIN
            if self._fill(row, column)
        ]
        self.height = max([last_row, *(row for row, _ in fills)]) + 1
        self.width = max([last_column, *(column for _, column in fills)]) + 1
        rows, columns = sheet.rowinfo_map.items(), sheet.colinfo_map.items()
        self.hidden_rows = {at for at, info in rows if info.hidden and at < self.height}
        self.hidden_columns = {at for at, info in columns if info.hidden and at < self.width}

    def hidden(self) -> tuple[Left, ...]:
        """Return what of the used area is hidden."""
        where = f"välilehti ”{self.sheet.name}”"
        rows, columns = (
            (at + 1 for at in those) for those in (self.hidden_rows, self.hidden_columns)
        )
        return hidden_in(where, rows, columns)

    def table(self) -> Table:
        """Return the visible rows and columns."""
        lines = lines_of(self._cells(), self.hidden_rows, self.hidden_columns)
        return Table(self.sheet.name, lines)

    def _cells(self) -> Iterator[Placed]:
        spans = {
            (top, left): (min(bottom, self.height) - top, min(right, self.width) - left)
            for top, bottom, left, right in self.sheet.merged_cells
        }
        for row, column in product(range(self.height), range(self.width)):
            yield Placed(row, column, self._cell(row, column, spans.get((row, column), (1, 1))))

    def _cell(self, row: int, column: int, span: tuple[int, int]) -> Cell:
        value = Value()
        if row < self.sheet.nrows and column < self.sheet.ncols:
            text = shown(_value(self.book, self.sheet.cell(row, column)))
            value = Value(readable(text), self._rich(text, row, column))
        place = f"{xlrd.colname(column)}{row + 1}"
        fill, letters = self._fill(row, column), self._letters(row, column)
        note = self.sheet.cell_note_map.get((row, column))
        cell = cell_of(value, fill, letters, place, span)
        return replace(cell, comment=readable(note.text)) if note else cell

    def _rich(self, text: str, row: int, column: int) -> Rich | None:
        """Return the text of a cell in its pieces, None when all of it looks the same."""
        changes = self.sheet.rich_text_runlist_map.get((row, column))
        if not changes:
            return None
        starts = [start for start, _ in changes]
        looks = [self._font_letters(number) for _, number in changes]
        pieces = [text[start:end] for start, end in pairwise([*starts, len(text)])]
        return ((text[: starts[0]], None), *zip(pieces, looks, strict=True))

    def _style(self, row: int, column: int) -> Any:
        """Return the style of a cell, None when the file names one that it does not hold."""
        return _nth(self.book.xf_list, self.sheet.cell_xf_index(row, column))

    def _letters(self, row: int, column: int) -> Letters:
        style = self._style(row, column)
        return self._font_letters(style.font_index) if style else PLAIN

    def _font_letters(self, number: int) -> Letters:
        font = _nth(self.book.font_list, number)
        if font is None:
            return PLAIN
        ink = ink_of(self.book.colour_map.get(font.colour_index))
        bold = bool(font.bold) or font.weight >= _BOLD_WEIGHT
        return Letters(bold, bool(font.struck_out), ink)

    def _fill(self, row: int, column: int) -> Fill:
        style = self._style(row, column)
        if style is None or style.background.fill_pattern == _NONE:
            return NO_FILL
        if style.background.fill_pattern != _SOLID:
            return Fill(None, PATTERN)
        colour: RGB | None = self.book.colour_map.get(style.background.pattern_colour_index)
        return NO_FILL if is_white(colour) else Fill(colour)


def _uncounted(data: bytes, book: Any) -> Iterator[str]:
    """Yield what to tell of formulas whose result is 0 where a text may be meant.

    xlrd gives results only. Some programs write 0 instead of counting.
    """
    told = {(found[1], found[2]) for found in _FORMULA_OF_ZERO.finditer(data)}
    places = [
        (row, column)
        for row, column in (
            (int.from_bytes(row, "little"), int.from_bytes(column, "little"))
            for row, column in told
        )
        if any(
            row < sheet.nrows and column < sheet.ncols and sheet.cell_value(row, column) == 0
            for sheet in book.sheets()
        )
    ]
    if places:
        row, column = min(places)
        yield (
            f"Työkirjassa on kaavoja, joiden tulos on 0 ({len(places)} kpl, ensimmäinen solussa"
            f" {xlrd.colname(column)}{row + 1}): niitä ei ehkä ole laskettu. Jos niin on, avaa ja"
            " tallenna työkirja Excelissä ennen tuontia."
        )


def _nth(things: Any, number: int) -> Any:
    return things[number] if 0 <= number < len(things) else None


def _value(book: Any, cell: Any) -> object:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, book.datemode).date()
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return None if cell.ctype == xlrd.XL_CELL_ERROR else cell.value
