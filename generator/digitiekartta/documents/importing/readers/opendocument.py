"""OpenDocument files (.ods, .odt, .odp): one XML part with tables, fills by automatic styles.

Colours are always plain RGB here; cells and rows may be written once and counted many times.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
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
    left_out,
)
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS, MAX_ROWS, Placed, lines_of
from digitiekartta.documents.importing.readers.xml import Element, Package, local
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused, damaged
from digitiekartta.documents.importing.shades import from_hex
from digitiekartta.documents.importing.words import joined_label, readable

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TABLE, _TEXT, _STYLE, _DRAW, _PRESENTATION = (
    _NS % name for name in ("office", "table", "text", "style", "drawing", "presentation")
)
_SIGNS = {"s": " ", "tab": "\t", "line-break": "\n"}
_GROUPS = {
    *("table-rows", "table-header-rows", "table-row-group"),
    *("table-columns", "table-header-columns", "table-column-group"),
}


def read_opendocument(data: bytes, path: Path) -> Source:
    """Return what an OpenDocument sheet, text or presentation shows.

    Raises:
        Refused: The document is damaged or its tables are too large.
    """
    package = Package(data)
    content = package.xml("content.xml")
    if content is None:
        raise damaged(path, "siitä puuttuu itse sisältö")
    reading = _Reading(_Styles(package.xml("styles.xml"), content), path.name)
    body = content.find(f"{_OFFICE}body")
    sections = tuple(reading.sections(body[0])) if body is not None and len(body) else ()
    return Source(path.name, sections, tuple(reading.hidden))


class _Styles:
    """Fills, visibility and weight by style name, inherited ones too."""

    def __init__(self, *roots: Element | None) -> None:
        styles = {
            style.get(f"{_STYLE}name", ""): style
            for root in roots
            if root is not None
            for style in root.iter(f"{_STYLE}style")
        }

        @cache
        def properties(name: str, depth: int = 0) -> Mapping[str, str]:
            """Return what a style says, and those above it where it says nothing."""
            if name not in styles or depth > 20:
                return {}
            above = properties(styles[name].get(f"{_STYLE}parent-style-name", ""), depth + 1)
            own = (item for element in styles[name] for item in element.items())
            return {**above, **{key.rpartition("}")[2]: value for key, value in own}}

        self.named = properties

    def of(self, element: Element, kind: str = _TEXT) -> Mapping[str, str]:
        """Return what the style that an element names says."""
        return self.named(element.get(f"{kind}style-name", ""))


def _fill(style: Mapping[str, str]) -> RGB | None:
    colour = from_hex(style.get("background-color"))
    if colour is None and style.get("fill") != "none":
        return from_hex(style.get("fill-color"))
    return colour


def _hides(style: Mapping[str, str]) -> bool:
    return style.get("visibility") == "hidden" or style.get("display") == "false"


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
                if _hides(self.styles.of(table, _TABLE)):
                    self.hidden.append(Left("välilehti", 1, f"”{name}”"))
                else:
                    labels = self.shapes(table.iterfind(f"{_TABLE}shapes/*"))
                    yield Section(name, (*labels, self.table(table, name)), named=True)
        elif kind == "presentation":
            for number, page in enumerate(body.iter(f"{_DRAW}page"), 1):
                if _hides(self.styles.of(page, _DRAW)):
                    self.hidden.append(Left("dia", 1, ""))
                else:
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

    def shapes(self, elements: Iterable[Element]) -> Iterator[Part]:
        """Yield shapes: those with a fill as labels, others as text."""
        for element in elements:
            if local(element) == "g":
                yield from self.shapes(element)
                continue
            text = readable("\n".join(_plain(line) for line in element.iter(f"{_TEXT}p")))
            colour = _fill(self.styles.of(element, _DRAW))
            if text and colour is not None:
                yield Label(joined_label(text), colour)
            elif text:
                yield Text(text, 2 if element.get(f"{_PRESENTATION}class") == "title" else 0)

    def parts(self, container: Element) -> Iterator[Part]:
        """Yield paragraphs and tables of a text in their order."""
        for element in container:
            kind = local(element)
            if kind in ("p", "h"):
                text = readable(_plain(element))
                level = element.get(f"{_TEXT}outline-level", "0") if kind == "h" else "0"
                if text:
                    yield Text(text, min(int(level), 9))
                fill = _fill(self.styles.of(element))
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
            fill = _fill(self.styles.of(piece))
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
            times = _times(line, "rows-repeated")
            cells = list(self._cells(line, defaults))
            filled = any(cell.text for _, cell in cells)
            painted = any(cell.colour for _, cell in cells)
            if filled and row + times > MAX_ROWS:
                raise Refused(TOO_MANY_CELLS, self.name)
            # The last row of a sheet is repeated to its end: empty rows are not drawn out.
            numbers = range(row, row + (times if filled or (painted and times <= 50) else 1))
            if _is_hidden(line):
                hidden_rows |= set(numbers)
            placed += [Placed(number, column, cell) for number in numbers for column, cell in cells]
            row = numbers.stop
        placed = _cut(placed)
        rows = len(hidden_rows & {one.row for one in placed})
        columns = len(hidden_columns & {one.column for one in placed})
        self.hidden += left_out(name, {"rivi": rows, "sarake": columns})
        conditional = next(element.iter("{*}conditional-format"), None) is not None
        return Table(name, lines_of(placed, hidden_rows, hidden_columns), conditional)

    def _columns(self, element: Element) -> tuple[set[int], list[str]]:
        """Return which columns are hidden, and the style of the cells of each."""
        hidden: set[int] = set()
        defaults: list[str] = []
        for column in _inside(element, "table-column"):
            first = len(defaults)
            times = min(_times(column, "columns-repeated"), MAX_COLUMNS - first)
            defaults += [column.get(f"{_TABLE}default-cell-style-name", "")] * times
            if _is_hidden(column):
                hidden |= set(range(first, len(defaults)))
        return hidden, defaults

    def _cells(self, line: Element, defaults: Sequence[str]) -> Iterator[tuple[int, Cell]]:
        column = 0
        row_style = line.get(f"{_TABLE}default-cell-style-name", "")
        for element in line.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            end = column + _times(element, "columns-repeated")
            if local(element) == "table-cell":
                paragraphs = list(element.iter(f"{_TEXT}p"))
                text = readable("\n".join(_plain(one) for one in paragraphs))
                if text and end > MAX_COLUMNS:
                    raise Refused(TOO_MANY_CELLS, self.name)
                labels = tuple(label for one in paragraphs for label in labels_of(self.runs(one)))
                for number in range(column, min(end, MAX_COLUMNS)):
                    default = defaults[number] if number < len(defaults) else ""
                    name = element.get(f"{_TABLE}style-name") or row_style or default
                    style = self.styles.named(name)
                    cell = Cell(
                        text,
                        self._colour(style, paragraphs),
                        rows=_times(element, "rows-spanned"),
                        columns=_times(element, "columns-spanned"),
                        bold=bool(text) and style.get("font-weight") == "bold",
                        labels=labels,
                    )
                    yield number, cell
            column = end

    def _colour(self, style: Mapping[str, str], paragraphs: list[Element]) -> RGB | None:
        own = _fill(style)
        behind = {_fill(self.styles.of(paragraph)) for paragraph in paragraphs}
        return behind.pop() if own is None and len(behind) == 1 else own


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Yield rows or columns of a table, those in groups and headers too."""
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) in _GROUPS:
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
        if kind in _SIGNS:
            pieces.append(_SIGNS[kind])
        elif kind not in ("annotation", "note", "deletion"):
            pieces.append(_plain(piece))
        pieces.append(piece.tail or "")
    return "".join(pieces)


def _is_hidden(element: Element) -> bool:
    return element.get(f"{_TABLE}visibility") in ("collapse", "filter")


def _times(element: Element, what: str) -> int:
    return max(int(element.get(f"{_TABLE}number-{what}", "1")), 1)
