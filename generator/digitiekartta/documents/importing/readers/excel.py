"""Excel workbooks (.xlsx, .xlsm): texts as they show, fills from colours, themes and palettes."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils import get_column_letter

from digitiekartta.basics.colours import RGB, with_lightness
from digitiekartta.documents.importing.grid import Cell, Label, Left, Part, Section, Source, Table
from digitiekartta.documents.importing.readers.matrix import (
    MAX_COLUMNS,
    MAX_ROWS,
    Placed,
    lines_of,
    places_of,
)
from digitiekartta.documents.importing.readers.package import RELATION, Package
from digitiekartta.documents.importing.readers.shapes import labels_on, shapes_of
from digitiekartta.documents.importing.readers.theme import theme_colours
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
    indexed: tuple[str, ...]
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
            shown = openpyxl.load_workbook(BytesIO(data), data_only=True)
            written = openpyxl.load_workbook(BytesIO(data)) if _has_formulas(data) else shown
        except Exception as error:  # openpyxl raises what its many parsers raise
            raise damaged(path, "sen osat eivät ole ehjiä") from error
    palette = _Palette(theme_colours(shown.loaded_theme), _indexed(shown))
    sections: list[Section] = []
    hidden: list[Left] = []
    notes: list[str] = []
    shapes = _shapes_by_sheet(data, palette.theme)
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(Left("välilehti", 1, f"”{sheet.title}”"))
            continue
        reading = _Sheet(sheet, written[sheet.title], palette, path.name)
        hidden += reading.hidden()
        notes += reading.patterned()
        parts: list[Part] = [*shapes.get(sheet.title, ())]
        parts.append(Table(sheet.title, reading.lines(), bool(sheet.conditional_formatting)))
        sections.append(Section(sheet.title, tuple(parts), named=True))
    return Source(path.name, tuple(sections), tuple(hidden), tuple(notes))


class _Sheet:
    """One sheet while it is read."""

    def __init__(self, sheet: Any, written: Any, palette: _Palette, name: str) -> None:
        self.sheet, self.written, self.palette = sheet, written, palette
        self.merged = [area for area in sheet.merged_cells.ranges if area.max_row <= 10 * MAX_ROWS]
        self.column_fill: dict[int, RGB] = {}
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
            fill = self.palette.fill(dimension) if dimension.has_style else None
            for column in range(max(first, 1), last + 1):
                if dimension.hidden or dimension.width == 0:
                    self.hidden_columns.add(column)
                if fill is not None:
                    self.column_fill[column] = fill

    def _used(self, name: str) -> tuple[int, int]:
        """Return the last row and column that hold a text or a fill."""
        last_text_row = height = width = 0
        for (row, column), cell in self.sheet._cells.items():
            has_text = self._value(cell) not in (None, "")
            if has_text:
                last_text_row = max(last_text_row, row)
            if has_text or not is_white(self.palette.fill(cell)):
                height, width = max(height, row), max(width, column)
        for area in self.merged:
            if area.min_row <= height and area.min_col <= width:
                height, width = max(height, area.max_row), max(width, area.max_col)
        if last_text_row > MAX_ROWS:
            raise Refused(TOO_MANY_CELLS, name)
        if width > MAX_COLUMNS:
            width = self._last_column_with_text(name)
        return min(height, MAX_ROWS), width

    def _last_column_with_text(self, name: str) -> int:
        columns = [
            column
            for (_, column), cell in self.sheet._cells.items()
            if self._value(cell) not in (None, "")
        ]
        if max(columns, default=0) > MAX_COLUMNS:
            raise Refused(TOO_MANY_CELLS, name)
        return max(columns, default=0)

    def _value(self, cell: Any) -> Any:
        """Return the value that shows; a formula that was never counted is text."""
        if cell.value is not None or self.written is self.sheet:
            return cell.value
        other = self.written._cells.get((cell.row, cell.column))
        return getattr(other.value, "text", other.value) if other is not None else None

    def lines(self) -> Any:
        """Return the visible rows."""
        return lines_of(
            self._cells(),
            {row - 1 for row in self.hidden_rows},
            {column - 1 for column in self.hidden_columns},
        )

    def _cells(self) -> Iterator[Placed]:
        spans = {
            (area.min_row, area.min_col): (
                min(area.max_row, self.height) - area.min_row + 1,
                min(area.max_col, self.width) - area.min_col + 1,
            )
            for area in self.merged
        }
        area = range(1, self.height + 1), range(1, self.width + 1)
        for row, column, rows, columns in places_of(*area, spans):
            cell = self.sheet._cells.get((row, column))
            # A cell that the file does not hold looks like its row, else like its column.
            fill = (
                self.palette.fill(cell)
                if cell is not None
                else self._row_fill(row) or self.column_fill.get(column)
            )
            text = readable(_shown(self._value(cell), cell)) if cell is not None else ""
            yield Placed(
                row - 1,
                column - 1,
                Cell(
                    text,
                    fill,
                    f"{get_column_letter(column)}{row}",
                    max(rows, 1),
                    max(columns, 1),
                    bold=bool(text and cell is not None and cell.font.b),
                ),
            )

    def _row_fill(self, row: int) -> RGB | None:
        style = self.sheet.row_dimensions.get(row)
        return self.palette.fill(style) if style and style.customFormat else None

    def hidden(self) -> list[Left]:
        """Return what of the used area is hidden."""
        columns = len([column for column in self.hidden_columns if column <= self.width])
        where = f"välilehti ”{self.sheet.title}”"
        hidden = [Left("rivi", len(self.hidden_rows), where), Left("sarake", columns, where)]
        return [left for left in hidden if left.number]

    def patterned(self) -> list[str]:
        """Return a sentence when cells have patterns or gradients, which are no plain colour."""
        places = sorted(
            (row, column)
            for (row, column), cell in self.sheet._cells.items()
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


def _indexed(workbook: Any) -> tuple[str, ...]:
    own = tuple(getattr(workbook, "_colors", ()) or ())
    return own or tuple(COLOR_INDEX)


def _tinted(colour: RGB, tint: float) -> RGB:
    """Return a colour made lighter (tint > 0) or darker. Source: ECMA-376, 18.8.19."""
    if tint < 0:
        return with_lightness(colour, 1 + tint)
    return with_lightness(colour, 1 - tint, tint) if tint else colour


def _shown(value: object, cell: Any) -> str:
    """Return a value as the sheet shows it to a Finnish reader."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TOSI" if value else "EPÄTOSI"
    if isinstance(value, datetime):
        return date_text(value.date()) if value.time() == value.min.time() else str(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, float):
        number = value * 100 if "%" in cell.number_format else value
        text = f"{number:.10g}".replace(".", ",")
        return text + (" %" if "%" in cell.number_format else "")
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
    sheets = package.targets("xl/workbook.xml")
    labels = {}
    for sheet in workbook.iter("{*}sheet") if workbook is not None else ():
        part = sheets.get(sheet.get(RELATION + "id", ""), "")
        drawing = package.xml(package.target(part, "drawing") or "") if part else None
        if drawing is not None:
            labels[sheet.get("name", "")] = tuple(labels_on(shapes_of(drawing, theme)))
    return labels
