"""Excel workbooks (.xlsx, .xlsm): the visible sheets with their texts, colours and drawings.

The XML is read here and not by openpyxl, which makes an object of every cell of a merged area
and of every formatted cell, fails on comments and drawings that it does not understand, and
knows no Strict workbooks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from openpyxl.utils import get_column_letter

from digitiekartta.basics.text import listed
from digitiekartta.documents.importing.bounds import MAX_PLACES
from digitiekartta.documents.importing.exported import HIDDEN_READ
from digitiekartta.documents.importing.grid import (
    Cell,
    Left,
    Part,
    Section,
    Source,
    Table,
    Text,
)
from digitiekartta.documents.importing.readers.bars import painted, untold
from digitiekartta.documents.importing.readers.called import called
from digitiekartta.documents.importing.readers.excel_drawings import Drawn, drawn_on
from digitiekartta.documents.importing.readers.excel_sheet import SheetXml, read_sheet_xml
from digitiekartta.documents.importing.readers.excel_styles import Look, Looks
from digitiekartta.documents.importing.readers.excel_values import Value, Values, cell_of, value_of
from digitiekartta.documents.importing.readers.matrix import (
    MAX_COLUMNS,
    MAX_ROWS,
    Placed,
    hidden_in,
    lines_of,
)
from digitiekartta.documents.importing.readers.shapes import labels_on
from digitiekartta.documents.importing.readers.symbols import as_shown
from digitiekartta.documents.importing.readers.theme import theme_colours
from digitiekartta.documents.importing.readers.xml import Element, Package, elements
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused, damaged
from digitiekartta.documents.importing.words import readable

_MARGIN = 20
"""Fills farther than this below or right of all texts are the sheet's background."""
_MOST_AREAS, _MOST_TEXTS = 20_000, 200_000
_SHOWN = 8
_THREAD = re.compile(r"\A\[.*?(?:Comment|Kommentti):\s*", re.DOTALL)


def read_excel(data: bytes, path: Path) -> Source:
    """Return what a workbook shows: its visible sheets, rows and columns.

    Raises:
        Refused: The workbook is damaged or too large.
    """
    package = Package(data)
    main = package.main
    workbook = package.xml(main)
    if main is None or workbook is None:
        raise damaged(path, "siitä puuttuu työkirjan sisällys")
    reading = _Workbook(package, workbook, main, path.name)
    sections = tuple(reading.sections())
    names = called(package, reading.headers, package.target("", "core-properties"))
    told = tuple(reading.hidden), tuple(reading.notes)
    return Source(path.name, sections, *told, called=names, exported=package.exported)


class _Workbook:
    """A workbook while it is read."""

    def __init__(self, package: Package, workbook: Element, main: str, name: str) -> None:
        self.package, self.workbook, self.name = package, workbook, name
        self.parts = package.targets(main)
        self.theme = theme_colours(package.bytes(package.target(main, "theme")))
        looks = Looks(package.xml(package.target(main, "styles")), self.theme)
        properties = workbook.find("{*}workbookPr")
        old = properties is not None and properties.get("date1904") in ("1", "true")
        shared = package.bytes(package.target(main, "sharedStrings"))
        self.looks, self.values = looks, Values(looks, _shared(shared, looks, name), old)
        self.hidden: list[Left] = []
        self.notes: list[str] = []
        self.headers: list[str] = []

    def sections(self) -> Iterator[Section]:
        """Yield the visible sheets."""
        places = 0
        for entry in self.workbook.iterfind("{*}sheets/{*}sheet"):
            name = entry.get("name", "")
            kind, part = self.parts.get(_relation(entry), ("", ""))
            xml = self.package.bytes(part) if kind == "worksheet" else None
            if xml is None:
                continue
            if entry.get("state", "visible") != "visible":
                self.hidden.append(Left("välilehti", 1, f"”{name}”"))
                continue
            sheet = _Sheet(name, read_sheet_xml(xml, self.looks, self.values), self.name)
            places += sheet.height * sheet.width
            if places > MAX_PLACES:
                raise Refused(TOO_MANY_CELLS, self.name)
            sheet.comments = _comments(self.package, part)
            drawing = self.package.xml(self.package.target(part, "drawing"))
            if drawing is not None:
                sheet.drawn = drawn_on(sheet.xml, (sheet.height, sheet.width), drawing, self.theme)
            if self.package.exported and sheet.hidden():
                sheet.hidden_rows, sheet.hidden_columns = set(), set()
                self.notes.append(HIDDEN_READ)
            yield Section(name, tuple(sheet.parts()), named=True)
            self.hidden += sheet.hidden()
            self.notes += sheet.notes
            self.headers += sheet.xml.headers
        if self.values.formulas and self.values.zeros == self.values.formulas:
            self.notes.append(
                f"Työkirjan kaikkien kaavojen ({self.values.formulas}) tulos on 0: niitä ei ehkä"
                " ole laskettu. Jos niin on, avaa ja tallenna työkirja Excelissä ennen tuontia."
            )


class _Sheet:
    """One sheet while its table is made.

    Raises:
        Refused: It is larger than any roadmap.
    """

    def __init__(self, name: str, xml: SheetXml, file: str) -> None:
        self.name, self.xml = name, xml
        self.drawn: Drawn | None = None
        self.comments: Mapping[str, str] = {}
        self.notes: list[str] = []
        row, column = self.xml.last_text
        if row > MAX_ROWS or column > MAX_COLUMNS or len(self.xml.merged) > _MOST_AREAS:
            raise Refused(TOO_MANY_CELLS, file)
        most_row, most_column = row + _MARGIN, column + _MARGIN
        near = [
            place for place in self.xml.cells if place[0] <= most_row and place[1] <= most_column
        ]
        height = max((row for row, _ in near), default=0)
        width = max((column for _, column in near), default=0)
        # A merged area may go to the end of the sheet: it ends where the table does.
        self.areas = [area for area in self.xml.merged if area.top <= height and area.left <= width]
        bottoms = [area.bottom for area in self.areas if area.bottom <= height + _MARGIN]
        rights = [area.right for area in self.areas if area.right <= width + _MARGIN]
        self.height = min(max([height, *bottoms]), MAX_ROWS)
        self.width = min(max([width, *rights]), MAX_COLUMNS)
        self.hidden_rows = {row for row in self.xml.hidden_rows if row <= self.height}
        self.hidden_columns = {one for one in self.xml.hidden_columns if one <= self.width}

    def parts(self) -> Iterator[Part]:
        """Yield what is drawn beside the table, then the table with what is drawn over it."""
        cells, beside = list(self._placed()), []
        if self.drawn:
            cells, lost = painted(cells, self.drawn.bars, self.drawn.places)
            where, drawn = f"Välilehti ”{self.name}”", self.drawn
            self.notes += untold(where, drawn.bars, lost, drawn.places, _name_of_cell)
            # A text that found no cell is an ordinary one.
            words = [bar for bar in self.drawn.bars if bar in lost and bar.colour is None]
            beside = [*self.drawn.shapes, *words]
        yield from labels_on(beside)
        yield from (Text(shape.text) for shape in beside if shape.text and shape.colour is None)
        lines = lines_of(
            cells,
            {row - 1 for row in self.hidden_rows},
            {column - 1 for column in self.hidden_columns},
        )
        inside = {cell.place for line in lines for cell in line.cells if cell.comment}
        if outside := [place for place in self.comments if place not in inside]:
            self.notes.append(
                f"Välilehdellä ”{self.name}” on kommentteja näkyvän taulukon ulkopuolella:"
                f" {listed(outside)}. Niitä ei tuotu."
            )
        yield Table(self.name, lines, self.xml.conditional)

    def _placed(self) -> Iterator[Placed]:
        spans = {(area.top, area.left): area for area in self.areas}
        for row in range(1, self.height + 1):
            for column in range(1, self.width + 1):
                area = spans.get((row, column))
                rows = min(area.bottom, self.height) - row + 1 if area else 1
                columns = min(area.right, self.width) - column + 1 if area else 1
                cell = self._cell(row, column, (rows, columns))
                if remark := self.comments.get(cell.place):
                    cell = replace(cell, comment=remark)
                yield Placed(row - 1, column - 1, cell)

    def _cell(self, row: int, column: int, span: tuple[int, int]) -> Cell:
        place = f"{get_column_letter(column)}{row}"
        kept = self.xml.cells.get((row, column))
        if kept is None:  # a cell that the file does not hold looks like its row, or its column
            look = self.xml.row_looks.get(row) or self.xml.column_looks.get(column)
            if look is None or (row, column) in self.xml.bare:
                look = Look()
            return cell_of(Value(), look.fill, look.letters, place, span)
        value, look = kept.value, kept.look
        if value.rich is None:
            value = Value(as_shown(value.text, look.font))
        return cell_of(value, look.fill, look.letters, place, span)

    def hidden(self) -> tuple[Left, ...]:
        """Return what of the used area is hidden."""
        where = f"välilehti ”{self.name}”"
        return hidden_in(where, self.hidden_rows, self.hidden_columns)


def _comments(package: Package, sheet: str) -> dict[str, str]:
    """Return what people remark on the cells of a sheet, by the cells' names."""
    found: dict[str, str] = {}
    root = package.xml(package.target(sheet, "comments"))
    for comment in root.iterfind("{*}commentList/{*}comment") if root is not None else ():
        texts = (element.text or "" for element in comment.iterfind("{*}text//{*}t"))
        # A thread is kept for older programs as a notice, and its words at the end.
        found[comment.get("ref", "")] = readable(_THREAD.sub("", "".join(texts)))
    return found


def _shared(xml: bytes | None, looks: Looks, name: str) -> list[Value]:
    """Return the texts that cells share.

    Raises:
        Refused: There are more of them than any roadmap has.
    """
    if xml is None:
        return []
    texts = []
    for element in elements(xml, "si"):
        texts.append(value_of(looks.rich(element)))
        if len(texts) > _MOST_TEXTS:
            raise Refused(TOO_MANY_CELLS, name)
    return texts


def _relation(entry: Element) -> str:
    """Return the id by which a sheet names its part, in whatever namespace it stands."""
    return next(
        (
            value
            for name, value in entry.attrib.items()
            if name.startswith("{") and name.endswith("}id")
        ),
        "",
    )


def _name_of_cell(row: int, column: int) -> str:
    """Return what people call a cell whose row and column are counted from 0."""
    return f"{get_column_letter(column + 1)}{row + 1}"
