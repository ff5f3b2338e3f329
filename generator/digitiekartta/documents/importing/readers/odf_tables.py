"""Tables of OpenDocument: cells written once and counted many times, fills of many levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from digitiekartta.documents.importing.exported import HIDDEN_READ
from digitiekartta.documents.importing.grid import (
    EMPTY,
    Cell,
    Label,
    Left,
    Table,
)
from digitiekartta.documents.importing.readers.bars import Places, painted, spans_of, untold
from digitiekartta.documents.importing.readers.fills import DRAWN_PICTURE, Fill
from digitiekartta.documents.importing.readers.matrix import (
    MAX_COLUMNS,
    MAX_ROWS,
    Placed,
    hidden_in,
    lines_of,
)
from digitiekartta.documents.importing.readers.odf_drawn import (
    drawn_at,
    drawn_in,
    shape_of,
    style_of,
)
from digitiekartta.documents.importing.readers.odf_styles import OFFICE, TABLE, TEXT, Named, length
from digitiekartta.documents.importing.readers.odf_text import Paragraph, Texts
from digitiekartta.documents.importing.readers.paragraphs import of_cell, told_of_inner_table
from digitiekartta.documents.importing.readers.pieces import behind_all, in_force, text_of
from digitiekartta.documents.importing.readers.shapes import Shape, labels_on
from digitiekartta.documents.importing.readers.xml import Element, local, whole
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused
from digitiekartta.documents.importing.words import joined_label, readable

_GROUPS = {
    *("table-rows", "table-header-rows", "table-row-group"),
    *("table-columns", "table-header-columns", "table-column-group"),
}
# Points; what LibreOffice takes where a file does not say.
_WIDTH, _HEIGHT = 64.0, 12.8
_FARTHER = 50
_MOST_ALIKE = 50
"""More rows that are painted but empty are the rest of a sheet."""


@dataclass
class Grid:
    """The cells of a table with the sizes of its columns and rows, hidden ones too.

    Args:
        drawn: The shapes that are fixed to a cell.
        inner: Whether a cell holds another table.
    """

    placed: list[Placed] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    drawn: list[Shape] = field(default_factory=list)
    conditional: bool = False
    inner: bool = False


@dataclass
class Tables:
    """Reads tables; remembers what is left out and what should be told.

    With ``show_all`` hidden rows and columns are not left out, and that is told.
    """

    texts: Texts
    file: str
    show_all: bool = False
    hidden: list[Left] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def table(self, element: Element, name: str) -> tuple[Table, list[Label]]:
        """Return a table and the labels that are drawn on it.

        Hidden rows and columns are left out, repeated ones counted once each.
        """
        grid = self.grid(element)
        labels = self._with_drawn(grid, element, name)
        placed = _cut(grid.placed)
        if self.show_all and (grid.hidden_rows or grid.hidden_columns):
            grid.hidden_rows, grid.hidden_columns = set(), set()
            self.notes.append(HIDDEN_READ)
        rows = grid.hidden_rows & {one.row for one in placed}
        columns = grid.hidden_columns & {one.column for one in placed}
        self.hidden += hidden_in(name, (at + 1 for at in rows), (at + 1 for at in columns))
        if grid.inner:
            self.notes.append(told_of_inner_table(name))
        lines = lines_of(placed, grid.hidden_rows, grid.hidden_columns)
        return Table(name, lines, grid.conditional), labels

    def grid(self, element: Element) -> Grid:
        """Return the cells of a table in their places."""
        grid = Grid()
        defaults = self._columns(element, grid)
        behind = self._fill_of("table", element)
        for line in inside(element, "table-row"):
            row, times = len(grid.heights), _times(line, "rows-repeated")
            of_row = self._fill_of("table-row", line) or behind
            cells = list(self._cells(line, defaults, of_row, grid))
            filled = any(cell.text for _, cell in cells)
            is_painted = any(cell.colour or cell.unclear for _, cell in cells)
            if filled and row + times > MAX_ROWS:
                raise Refused(TOO_MANY_CELLS, self.file)
            # The last row of a sheet is repeated to its end: empty rows are not drawn out.
            repeated = filled or (is_painted and times <= _MOST_ALIKE)
            numbers = range(row, row + (times if repeated else 1))
            is_hidden = _is_hidden(line)
            if is_hidden:
                grid.hidden_rows |= set(numbers)
            height = self._size("table-row", line, "table-row.row-height", _HEIGHT)
            grid.heights += [0.0 if is_hidden else height] * len(numbers)
            grid.placed += [
                Placed(number, column, cell) for number in numbers for column, cell in cells
            ]
        grid.conditional |= next(element.iter("{*}conditional-format"), None) is not None
        return grid

    def _columns(self, element: Element, grid: Grid) -> list[str]:
        """Read which columns are hidden and how wide; return the style of the cells of each."""
        defaults: list[str] = []
        for column in inside(element, "table-column"):
            first = len(defaults)
            times = min(_times(column, "columns-repeated"), MAX_COLUMNS - first)
            defaults += [column.get(f"{TABLE}default-cell-style-name", "")] * times
            is_hidden = _is_hidden(column)
            if is_hidden:
                grid.hidden_columns |= set(range(first, len(defaults)))
            width = self._size("table-column", column, "table-column.column-width", _WIDTH)
            grid.widths += [0.0 if is_hidden else width] * times
        return defaults

    def _cells(
        self, line: Element, defaults: Sequence[str], behind: Fill, grid: Grid
    ) -> Iterator[tuple[int, Cell]]:
        column = 0
        row_style = line.get(f"{TABLE}default-cell-style-name", "")
        for element in line.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            end = column + _times(element, "columns-repeated")
            if local(element) == "table-cell":
                known: dict[str, Cell] = {}
                for number in range(column, min(end, MAX_COLUMNS)):
                    default = defaults[number] if number < len(defaults) else ""
                    style = element.get(f"{TABLE}style-name") or row_style or default
                    if style not in known:
                        known[style] = self._cell(element, style, behind)
                    yield number, known[style]
                grid.conditional |= any(
                    self.texts.styles.is_by_rule(("table-cell", style)) for style in known
                )
                grid.inner |= element.find(f"{TABLE}table") is not None
                grid.drawn += [
                    shape_of(one, self.texts, sum(grid.widths[:column]), sum(grid.heights))
                    for one in drawn_in(element)
                ]
                if end > MAX_COLUMNS and any(cell.text for cell in known.values()):
                    raise Refused(TOO_MANY_CELLS, self.file)
            column = end

    def _cell(self, element: Element, style: str, behind: Fill) -> Cell:
        named = ("table-cell", style)
        styles = self.texts.styles
        labels: list[Label] = []
        paragraphs = list(self.paragraphs(element, (named,), labels))
        pieces = [paragraph.pieces for paragraph in paragraphs]
        numbers = [paragraph.number for paragraph in paragraphs]
        fills = [
            styles.behind(("paragraph", one.element.get(f"{TEXT}style-name", "")))
            for one in paragraphs
        ]
        fill = styles.fill(named) or behind_all(fills, in_force(pieces)) or behind
        cell = of_cell(pieces, numbers, fill, labels)
        return replace(
            cell,
            text=cell.text if paragraphs else _value(element),
            rows=_times(element, "rows-spanned"),
            columns=_times(element, "columns-spanned"),
            comment="\n".join(filter(None, map(_remark, element.iter(f"{OFFICE}annotation")))),
        )

    def paragraphs(
        self, container: Element, around: Sequence[Named], labels: list[Label]
    ) -> Iterator[Paragraph]:
        """Yield the paragraphs of a cell, those of tables and text boxes in it too.

        A box with a fill is a label.
        """
        for element, number in self.texts.blocks(container):
            kind = local(element)
            if kind in ("p", "h"):
                yield self.texts.paragraph(element, number, around)
                for box in drawn_at(element):
                    inner = list(self.paragraphs(box, around, labels))
                    colour = self.texts.styles.fill(style_of(box)).colour
                    text = "\n".join(text_of(one.pieces) for one in inner).strip()
                    if colour is None:
                        yield from inner
                    elif text:
                        labels.append(Label(joined_label(text), colour))
            elif kind in ("section", "text-box"):
                yield from self.paragraphs(element, around, labels)
            elif kind == "table":
                for line in inside(element, "table-row"):
                    for cell in line.iterchildren(f"{TABLE}table-cell"):
                        yield from self.paragraphs(cell, around, labels)

    def _with_drawn(self, grid: Grid, element: Element, name: str) -> list[Label]:
        """Put what is drawn over a sheet on its cells; return the labels among it."""
        on_page = drawn_in(element.iterfind(f"{TABLE}shapes/*"))
        shapes = [*grid.drawn, *(shape_of(one, self.texts) for one in on_page)]
        places = Places(spans_of(grid.widths), spans_of(grid.heights))
        bars = [
            shape
            for shape in shapes
            if shape.is_filled and (_is_plain(shape) or _beside_text(shape, grid, places))
        ]
        grid.placed, lost = painted(grid.placed, bars, places)
        self.notes += untold(name, bars, lost, places)
        return labels_on([shape for shape in shapes if shape not in bars])

    def _fill_of(self, family: str, element: Element) -> Fill:
        name = element.get(f"{TABLE}style-name", "")
        return Fill(self.texts.styles.behind((family, name)))

    def _size(self, family: str, element: Element, what: str, usual: float) -> float:
        said = self.texts.styles.value((family, element.get(f"{TABLE}style-name", "")), what)
        return length(said) or usual


def inside(element: Element, name: str) -> Iterator[Element]:
    """Yield rows or columns of a table, those in groups and headers too."""
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) in _GROUPS:
            yield from inside(one, name)


def _is_plain(shape: Shape) -> bool:
    """Whether a shape is neither a label nor a picture, which may be the town's own arms."""
    return not shape.text and shape.unclear != DRAWN_PICTURE


def _beside_text(shape: Shape, grid: Grid, places: Places) -> bool:
    """Whether a shape with text stands in a row whose first cells say something: it is a bar."""
    rows = [at for at, (top, end) in enumerate(places.rows) if top <= shape.box.middle <= end]
    before = [at for at, (_, end) in enumerate(places.columns) if end <= shape.box.left]
    return any(one.cell.text and one.row in rows and one.column in before for one in grid.placed)


def _cut(placed: list[Placed]) -> list[Placed]:
    """Return the cells up to the last row and column that hold something.

    A merged cell may reach a little farther, but not to the end of the sheet.
    """
    full = [one for one in placed if replace(one.cell, rows=1, columns=1, bold=False) != EMPTY]
    rows = max((one.row + min(one.cell.rows, _FARTHER) for one in full), default=0)
    columns = max((one.column + min(one.cell.columns, _FARTHER) for one in full), default=0)
    return [
        replace(
            one,
            cell=replace(
                one.cell,
                rows=min(one.cell.rows, rows - one.row),
                columns=min(one.cell.columns, columns - one.column),
            ),
        )
        for one in placed
        if one.row < rows and one.column < columns
    ]


def _value(cell: Element) -> str:
    """Return the value of a cell that no program has written out as text."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "date":
        year, month, day = (*cell.get(f"{OFFICE}date-value", "")[:10].split("-"), "", "")[:3]
        return f"{int(day)}.{int(month)}.{year}" if day.isdecimal() and month.isdecimal() else ""
    value: str = cell.get(f"{OFFICE}{'string-' if kind == 'string' else ''}value", "")
    return value.removesuffix(".0") if kind in ("string", "float") else ""


def _is_hidden(element: Element) -> bool:
    return element.get(f"{TABLE}visibility") in ("collapse", "filter")


def _times(element: Element, what: str) -> int:
    return max(whole(element.get(f"{TABLE}number-{what}")), 1)


def _remark(annotation: Element) -> str:
    """Return what a comment says, without its writer and day."""
    paragraphs = ("".join(one.itertext()) for one in annotation.iter(f"{TEXT}p"))
    return readable("\n".join(paragraphs))
