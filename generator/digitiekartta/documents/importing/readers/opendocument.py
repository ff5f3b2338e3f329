"""OpenDocument files (.ods, .odt, .odp): one XML part with tables, fills by automatic styles.

Colours are always plain RGB here; cells and rows may be written once and counted many times.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import (
    Cell,
    Label,
    Left,
    Part,
    Run,
    Section,
    Source,
    Table,
    Text,
    labels_of,
)
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS, MAX_ROWS, Placed, lines_of
from digitiekartta.documents.importing.readers.package import Package
from digitiekartta.documents.importing.readers.xml import BrokenXml, Element, local
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused, damaged
from digitiekartta.documents.importing.shades import from_hex
from digitiekartta.documents.importing.words import joined_label, readable

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TABLE, _TEXT, _STYLE, _DRAW = (
    _NS % name for name in ("office", "table", "text", "style", "drawing")
)
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_PROPERTIES = {"background-color", "fill", "fill-color", "display", "visibility", "font-weight"}
_GROUPS = {
    _TABLE + name
    for name in ("table-rows", "table-header-rows", "table-row-group", "table-columns")
} | {_TABLE + "table-header-columns", _TABLE + "table-column-group"}


def read_opendocument(data: bytes, path: Path) -> Source:
    """Return what an OpenDocument sheet, text or presentation shows.

    Raises:
        Refused: The document is damaged or its tables are too large.
    """
    try:
        package = Package(data)
        content = package.xml("content.xml")
        if content is None:
            raise damaged(path, "siitä puuttuu itse sisältö")
        reading = _Reading(_Styles.of(content, package.xml("styles.xml")), path.name)
        body = content.find(f"{_OFFICE}body")
        sections = tuple(reading.sections(body[0])) if body is not None and len(body) else ()
    except (BrokenXml, zipfile.BadZipFile, KeyError, ValueError, RecursionError) as error:
        raise damaged(path, "sen osat eivät ole ehjiä") from error
    return Source(path.name, sections, tuple(reading.hidden))


@dataclass(frozen=True, slots=True)
class _Styles:
    """Fills, visibility and weight by style name, inherited ones too."""

    fills: Mapping[str, RGB]
    hidden: frozenset[str]
    bold: frozenset[str]

    @classmethod
    def of(cls, content: Element, styles: Element | None) -> _Styles:
        known = {
            one.get(f"{_STYLE}name", ""): one
            for root in (styles, content)
            if root is not None
            for one in root.iter(f"{_STYLE}style")
        }
        fills: dict[str, RGB] = {}
        hidden, bold = set(), set()
        for name in known:
            values = _inherited(known, name)
            colour = from_hex(values.get("background-color"))
            if colour is None and values.get("fill") != "none":
                colour = from_hex(values.get("fill-color"))
            if colour is not None:
                fills[name] = colour
            if values.get("visibility") == "hidden" or values.get("display") == "false":
                hidden.add(name)
            if values.get("font-weight") == "bold":
                bold.add(name)
        return cls(fills, frozenset(hidden), frozenset(bold))


def _inherited(known: Mapping[str, Element], name: str) -> dict[str, str]:
    """Return what a style and those above it say, its own word last."""
    values: dict[str, str] = {}
    chain: list[Element] = []
    while name in known and len(chain) < 20:
        chain.append(known[name])
        name = known[name].get(f"{_STYLE}parent-style-name", "")
    for style in reversed(chain):
        for properties in style:
            for key, value in properties.items():
                word = key.rpartition("}")[2]
                if word in _PROPERTIES:
                    values[word] = value
    return values


@dataclass
class _Reading:
    """A document while it is read."""

    styles: _Styles
    name: str
    hidden: list[Left] = field(default_factory=list)
    tables: int = 0

    def sections(self, body: Element) -> Iterator[Section]:
        """Yield sheets, slides, or the whole text."""
        kind = local(body)
        if kind == "spreadsheet":
            for table in body.iter(f"{_TABLE}table"):
                name = table.get(f"{_TABLE}name", "")
                if table.get(f"{_TABLE}style-name") in self.styles.hidden:
                    self.hidden.append(Left("välilehti", 1, f"”{name}”"))
                    continue
                shapes = table.find(f"{_TABLE}shapes")
                labels = list(self.shapes(shapes)) if shapes is not None else []
                yield Section(name, (*labels, self.table(table, name)), named=True)
        elif kind == "presentation":
            for number, page in enumerate(body.iter(f"{_DRAW}page"), 1):
                if page.get(f"{_DRAW}style-name") in self.styles.hidden:
                    self.hidden.append(Left("dia", 1, ""))
                    continue
                yield Section(f"Dia {number}", tuple(self.slide(page, f"Dia {number}")))
        else:
            yield Section("", tuple(self.parts(body)))

    def slide(self, page: Element, name: str) -> Iterator[Part]:
        """Yield titles, labels and tables of a slide."""
        tables: list[Part] = []
        for frame in page:
            table = frame.find(f"{_TABLE}table")
            if table is not None:
                tables.append(self.table(table, name))
            elif local(frame) != "notes":
                yield from self.shapes([frame])
        yield from tables

    def shapes(self, elements: Element | list[Element]) -> Iterator[Part]:
        """Yield shapes: those with a fill as labels, others as text."""
        for element in elements:
            if local(element) == "g":
                yield from self.shapes(element)
                continue
            text = readable("\n".join(_plain(line) for line in element.iter(f"{_TEXT}p")))
            colour = self.styles.fills.get(element.get(f"{_DRAW}style-name", ""))
            if text and colour is not None:
                yield Label(joined_label(text), colour)
            elif text:
                title = any(
                    key.endswith("}class") and value == "title" for key, value in element.items()
                )
                yield Text(text, 2 if title else 0)

    def parts(self, container: Element) -> Iterator[Part]:
        """Yield paragraphs and tables of a text in their order."""
        for element in container:
            kind = local(element)
            if kind in ("p", "h"):
                text = readable(_plain(element))
                level = element.get(f"{_TEXT}outline-level", "0") if kind == "h" else "0"
                if text:
                    yield Text(text, min(int(level), 9))
                fill = self.styles.fills.get(element.get(f"{_TEXT}style-name", ""))
                if fill is not None and text:
                    yield Label(text, fill)
                else:
                    yield from labels_of(self.runs(element))
            elif kind == "table":
                self.tables += 1
                yield self.table(element, f"Taulukko {self.tables}")
            elif kind in ("section", "list", "list-item", "index-body", "text-box", "frame"):
                yield from self.parts(element)

    def runs(self, paragraph: Element) -> Iterator[Run]:
        """Yield the pieces of a paragraph with their background."""
        if paragraph.text:
            yield Run(paragraph.text)
        for piece in paragraph:
            fill = self.styles.fills.get(piece.get(f"{_TEXT}style-name", ""))
            yield Run(_plain(piece), fill)
            if piece.tail:
                yield Run(piece.tail)

    def table(self, element: Element, name: str) -> Table:
        """Return a table: hidden rows and columns left out, repeated ones counted once each."""
        hidden_columns, defaults = self._columns(element)
        placed: list[Placed] = []
        hidden_rows: set[int] = set()
        row = 0
        for line in _inside(element, "table-row"):
            times = _times(line, "rows")
            cells = list(self._cells(line, defaults))
            filled = any(cell.text for _, cell in cells)
            painted = any(cell.colour for _, cell in cells)
            if filled and row + times > MAX_ROWS:
                raise Refused(TOO_MANY_CELLS, self.name)
            # The last row of a sheet is repeated to its end: empty rows are not drawn out.
            shown = times if filled or (painted and times <= 50) else min(times, 1)
            for number in range(row, row + shown):
                if line.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                    hidden_rows.add(number)
                placed += [Placed(number, column, cell) for column, cell in cells]
            row += shown
        placed = _cut(placed)
        used_rows = {one.row for one in placed}
        used_columns = {one.column for one in placed}
        for what, number in (
            ("rivi", len(hidden_rows & used_rows)),
            ("sarake", len(hidden_columns & used_columns)),
        ):
            if number:
                self.hidden.append(Left(what, number, name))
        conditional = any(True for _ in element.iter("{*}conditional-format"))
        return Table(name, lines_of(placed, hidden_rows, hidden_columns), conditional)

    def _columns(self, element: Element) -> tuple[set[int], dict[int, str]]:
        hidden: set[int] = set()
        defaults: dict[int, str] = {}
        column = 0
        for one in _inside(element, "table-column"):
            times = _times(one, "columns")
            for number in range(column, min(column + times, MAX_COLUMNS)):
                if one.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                    hidden.add(number)
                defaults[number] = one.get(f"{_TABLE}default-cell-style-name", "")
            column += times
        return hidden, defaults

    def _cells(self, line: Element, defaults: Mapping[int, str]) -> Iterator[tuple[int, Cell]]:
        column = 0
        row_style = line.get(f"{_TABLE}default-cell-style-name", "")
        for element in line:
            if local(element) not in ("table-cell", "covered-table-cell"):
                continue
            times = _times(element, "columns")
            if local(element) == "table-cell":
                paragraphs = list(element.iter(f"{_TEXT}p"))
                text = readable("\n".join(_plain(one) for one in paragraphs))
                if text and column + times > MAX_COLUMNS:
                    raise Refused(TOO_MANY_CELLS, self.name)
                for number in range(column, min(column + times, MAX_COLUMNS)):
                    style = element.get(f"{_TABLE}style-name") or row_style or defaults.get(number)
                    yield (
                        number,
                        Cell(
                            text,
                            self._fill(style or "", paragraphs),
                            rows=_span(element, "rows"),
                            columns=_span(element, "columns"),
                            bold=bool(text) and style in self.styles.bold,
                            labels=tuple(
                                label for one in paragraphs for label in labels_of(self.runs(one))
                            ),
                        ),
                    )
            column += times

    def _fill(self, style: str, paragraphs: list[Element]) -> RGB | None:
        own = self.styles.fills.get(style)
        if own is not None or not paragraphs:
            return own
        behind = {self.styles.fills.get(one.get(f"{_TEXT}style-name", "")) for one in paragraphs}
        return behind.pop() if len(behind) == 1 else None


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Yield rows or columns of a table, those in groups and headers too."""
    for one in element:
        if one.tag == _TABLE + name:
            yield one
        elif one.tag in _GROUPS:
            yield from _inside(one, name)


def _cut(placed: list[Placed]) -> list[Placed]:
    """Return the cells up to the last row and column that hold something."""
    full = [one for one in placed if one.cell.text or one.cell.colour]
    rows = max((one.row + one.cell.rows for one in full), default=0)
    columns = max((one.column + one.cell.columns for one in full), default=0)
    return [one for one in placed if one.row < rows and one.column < columns]


def _plain(element: Element) -> str:
    """Return the text of a paragraph; tabs, spaces and line breaks are elements of their own."""
    pieces = [element.text or ""]
    for piece in element:
        kind = local(piece)
        if kind == "s":
            pieces.append(" ")
        elif kind == "tab":
            pieces.append("\t")
        elif kind == "line-break":
            pieces.append("\n")
        elif kind not in ("annotation", "note", "deletion"):
            pieces.append(_plain(piece))
        pieces.append(piece.tail or "")
    return "".join(pieces)


def _times(element: Element, what: str) -> int:
    return max(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), 1)


def _span(element: Element, what: str) -> int:
    return min(max(int(element.get(f"{_TABLE}number-{what}-spanned", "1")), 1), MAX_ROWS)
