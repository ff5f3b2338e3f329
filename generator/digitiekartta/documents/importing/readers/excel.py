"""Excel workbooks (.xlsx, .xlsm): texts as they show, fills from colours, themes and palettes."""

import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils import get_column_letter

from digitiekartta.basics.colours import RGB, with_lightness
from digitiekartta.documents.importing.grid import (
    Cell,
    Label,
    Left,
    Section,
    Source,
    Table,
    left_out,
)
from digitiekartta.documents.importing.readers.matrix import (
    MAX_COLUMNS,
    MAX_ROWS,
    Placed,
    lines_of,
)
from digitiekartta.documents.importing.readers.shapes import labels_on, shapes_of
from digitiekartta.documents.importing.readers.theme import theme_colours
from digitiekartta.documents.importing.readers.xml import RELATION, Package
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused, damaged
from digitiekartta.documents.importing.shades import from_hex, is_white
from digitiekartta.documents.importing.words import readable
from digitiekartta.roadmap.values import date_text

# The index of a theme colour is not the order of the theme's XML: light and dark change places.
_THEME_ORDER = (
    *("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3"),
    *("accent4", "accent5", "accent6", "hlink", "folHlink"),
)


@dataclass(frozen=True, slots=True)
class _Palette:
    """The workbook's own meaning of theme and indexed colours."""

    theme: Mapping[str, RGB]
    indexed: Sequence[str]
    known: dict[int, RGB | None] = field(default_factory=dict)

    def colour(self, colour: Any) -> RGB | None:
        """Return what an openpyxl colour means, None for an automatic one."""
        if colour is None:
            return None
        if colour.type == "rgb":
            base = from_hex(colour.rgb)
        elif colour.type == "theme":
            known = 0 <= colour.theme < len(_THEME_ORDER)
            base = self.theme.get(_THEME_ORDER[colour.theme]) if known else None
        elif colour.type == "indexed" and 0 <= colour.indexed < len(self.indexed):
            base = from_hex(self.indexed[colour.indexed])
        else:
            base = None
        return _tinted(base, colour.tint or 0.0) if base else None

    def fill(self, styled: Any) -> RGB | None:
        """Return the colour of a solid fill; patterns and gradients are none."""
        number = styled._style.fillId  # looking the fill itself up is slow
        if number not in self.known:
            fill = styled.fill
            solid = getattr(fill, "fill_type", None) == "solid"
            self.known[number] = self.colour(fill.fgColor) if solid else None
        return self.known[number]


def read_excel(data: bytes, path: Path) -> Source:
    """Return what a workbook shows: its visible sheets, rows and columns.

    Raises:
        Refused: The workbook is damaged or too large.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of extensions that it leaves out
        try:
            book = openpyxl.load_workbook(BytesIO(data), data_only=True)
            written = openpyxl.load_workbook(BytesIO(data)) if _has_formulas(data) else book
        except Exception as error:  # openpyxl raises what its many parsers raise
            raise damaged(path, "sen osat eivät ole ehjiä") from error
    indexed = getattr(book, "_colors", None) or COLOR_INDEX
    palette = _Palette(theme_colours(book.loaded_theme), indexed)
    sections: list[Section] = []
    hidden: list[Left] = []
    notes: list[str] = []
    shapes = _shapes_by_sheet(data, palette.theme)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(Left("välilehti", 1, f"”{sheet.title}”"))
            continue
        reading = _Sheet(sheet, written[sheet.title], palette, path.name)
        hidden += reading.hidden()
        notes += reading.patterned()
        labels = shapes.get(sheet.title, ())
        sections.append(Section(sheet.title, (*labels, reading.table()), named=True))
    return Source(path.name, tuple(sections), tuple(hidden), tuple(notes))


class _Sheet:
    """One sheet while it is read."""

    def __init__(self, sheet: Any, written: Any, palette: _Palette, name: str) -> None:
        self.sheet, self.written, self.palette = sheet, written, palette
        # A comment makes a cell without a look, where the file holds none.
        self.cells = {place: cell for place, cell in sheet._cells.items() if cell._style}
        self.merged = [area for area in sheet.merged_cells.ranges if area.max_row <= 10 * MAX_ROWS]
        self.column_fill: dict[int, RGB | None] = {}
        self.hidden_columns: set[int] = set()
        self._columns()
        self.height, self.width = self._used(name)
        self.hidden_rows = {
            number
            for number, row in sheet.row_dimensions.items()
            if number <= self.height and (row.hidden or row.height == 0)
        }

    def _columns(self) -> None:
        for dimension in self.sheet.column_dimensions.values():
            first, last = dimension.min or 0, min(dimension.max or 0, MAX_COLUMNS)
            columns = range(max(first, 1), last + 1)
            if dimension.hidden or dimension.width == 0:
                self.hidden_columns |= set(columns)
            if dimension.has_style:
                self.column_fill |= dict.fromkeys(columns, self.palette.fill(dimension))

    def _used(self, name: str) -> tuple[int, int]:
        """Return the last row and column that hold a text or a fill."""
        texts = {place for place, cell in self.cells.items() if self._value(cell) not in (None, "")}
        last_row = max((row for row, _ in texts), default=0)
        last_column = max((column for _, column in texts), default=0)
        if last_row > MAX_ROWS or last_column > MAX_COLUMNS:
            raise Refused(TOO_MANY_CELLS, name)
        filled = {
            place for place, cell in self.cells.items() if not is_white(self.palette.fill(cell))
        }
        height = max((row for row, _ in texts | filled), default=0)
        width = max((column for _, column in texts | filled), default=0)
        for area in self.merged:
            if area.min_row <= height and area.min_col <= width:
                height, width = max(height, area.max_row), max(width, area.max_col)
        return min(height, MAX_ROWS), width if width <= MAX_COLUMNS else last_column

    def _value(self, cell: Any) -> Any:
        """Return the value that shows; a formula that was never counted is text."""
        if cell.value is not None or self.written is self.sheet:
            return cell.value
        other = self.written._cells.get((cell.row, cell.column))
        return getattr(other.value, "text", other.value) if other is not None else None

    def table(self) -> Table:
        """Return the visible rows and columns."""
        spans = {
            (area.min_row, area.min_col): (
                min(area.max_row, self.height) - area.min_row + 1,
                min(area.max_col, self.width) - area.min_col + 1,
            )
            for area in self.merged
        }
        area = product(range(1, self.height + 1), range(1, self.width + 1))
        lines = lines_of(
            (self._placed(row, column, spans.get((row, column), (1, 1))) for row, column in area),
            {row - 1 for row in self.hidden_rows},
            {column - 1 for column in self.hidden_columns},
        )
        return Table(self.sheet.title, lines, bool(self.sheet.conditional_formatting))

    def _placed(self, row: int, column: int, span: tuple[int, int]) -> Placed:
        place = f"{get_column_letter(column)}{row}"
        cell = self.cells.get((row, column))
        text, bold = "", False
        if cell is not None:
            fill = self.palette.fill(cell)
            text = readable(shown(self._value(cell), "%" in cell.number_format))
            bold = bool(text and cell.font.b)
        else:  # a cell that the file does not hold looks like its row, else like its column
            fill = self._row_fill(row) or self.column_fill.get(column)
        return Placed(row - 1, column - 1, Cell(text, fill, place, *span, bold))

    def _row_fill(self, row: int) -> RGB | None:
        style = self.sheet.row_dimensions.get(row)
        return self.palette.fill(style) if style and style.customFormat else None

    def hidden(self) -> tuple[Left, ...]:
        """Return what of the used area is hidden."""
        columns = sum(column <= self.width for column in self.hidden_columns)
        where = f"välilehti ”{self.sheet.title}”"
        return left_out(where, {"rivi": len(self.hidden_rows), "sarake": columns})

    def patterned(self) -> list[str]:
        """Return a sentence when cells have patterns or gradients, which are no plain colour."""
        places = sorted(
            (row, column)
            for (row, column), cell in self.cells.items()
            if row <= self.height
            and column <= self.width
            and getattr(cell.fill, "fill_type", None) not in (None, "none", "solid")
        )
        if not places:
            return []
        row, column = places[0]
        return [
            f"Välilehden ”{self.sheet.title}” {len(places)} solussa on kuviotäyttö tai liukuväri"
            f" (ensimmäinen {get_column_letter(column)}{row}); niiden väriä ei tulkittu."
        ]


def _tinted(colour: RGB, tint: float) -> RGB:
    """Return a colour made lighter (tint > 0) or darker. Source: ECMA-376, 18.8.19."""
    if tint < 0:
        return with_lightness(colour, 1 + tint)
    return with_lightness(colour, 1 - tint, tint) if tint else colour


def shown(value: object, percent: bool = False) -> str:
    """Return a value as a sheet shows it to a Finnish reader, a number as per cent or not."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TOSI" if value else "EPÄTOSI"
    if isinstance(value, datetime):
        return date_text(value.date()) if value.time() == time.min else str(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, float):
        number = f"{value * 100 if percent else value:.10g}".replace(".", ",")
        return f"{number} %" if percent else number
    return str(value)


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return any(
            b"<f>" in (xml := packed.read(name)) or b"<f " in xml
            for name in packed.namelist()
            if name.startswith("xl/worksheets/") and name.endswith(".xml")
        )


def _shapes_by_sheet(data: bytes, theme: Mapping[str, RGB]) -> dict[str, tuple[Label, ...]]:
    """Return the labels that are drawn on each sheet, which openpyxl leaves out."""
    package = Package(data)
    workbook = package.xml("xl/workbook.xml")
    parts = package.targets("xl/workbook.xml")
    labels = {}
    for sheet in workbook.iter("{*}sheet") if workbook is not None else ():
        _, part = parts.get(sheet.get(RELATION + "id"), ("", ""))
        drawing = package.xml(package.target(part, "drawing"))
        if drawing is not None:
            labels[sheet.get("name", "")] = tuple(labels_on(shapes_of(drawing, theme)))
    return labels
