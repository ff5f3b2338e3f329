"""PowerPoint presentations (.pptx): tables, shapes and titles of the slides that are shown."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import (
    Cell,
    Part,
    Section,
    Source,
    Table,
    Text,
    labels_of,
    left_out,
)
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS, MAX_ROWS, Placed, lines_of
from digitiekartta.documents.importing.readers.rect import Rect
from digitiekartta.documents.importing.readers.shapes import (
    Shape,
    all_bold,
    body_runs,
    frames_of,
    labels_on,
    paragraph_text,
    shapes_of,
)
from digitiekartta.documents.importing.readers.theme import ALIASES, A, solid_fill, theme_colours
from digitiekartta.documents.importing.readers.xml import Element
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused, damaged
from digitiekartta.documents.importing.words import readable

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FOOTERS = {"dt", "ftr", "sldNum", "hdr"}


def read_powerpoint(data: bytes, path: Path) -> Source:
    """Return what the shown slides hold.

    Raises:
        Refused: The presentation is damaged or its tables are too large.
    """
    try:
        slides = list(Presentation(BytesIO(data)).slides)
    except AttributeError as error:  # python-pptx met a part of another kind
        raise damaged(path, "sen osat eivät ole ehjiä") from error
    sections: list[Section] = []
    notes: list[str] = []
    hidden = 0
    for number, slide in enumerate(slides, 1):
        root = slide.part._element
        if root.get("show") == "0":
            hidden += 1
            continue
        reading = _Slide(f"Dia {number}", root, _theme(slide), path.name)
        sections.append(Section(reading.name, tuple(reading.parts())))
        notes += reading.notes
    return Source(path.name, tuple(sections), left_out("", {"dia": hidden}), tuple(notes))


class _Slide:
    """One slide while it is read."""

    def __init__(self, name: str, root: Element, theme: Mapping[str, RGB], file: str) -> None:
        self.name, self.file, self.theme = name, file, theme
        tree = root.find(f"{_P}cSld/{_P}spTree")
        self.shapes = [
            shape
            for shape in shapes_of(tree, theme)
            if _placeholder(shape) not in _FOOTERS and not _is_hidden(shape.element)
        ]
        self.frames = [
            (box, frame)
            for box, frame in frames_of(tree)
            if frame.find(f".//{A}tbl") is not None and not _is_hidden(frame)
        ]
        self.notes: list[str] = []

    def parts(self) -> Iterator[Part]:
        """Yield the title, the coloured labels, then texts and tables from the top."""
        titles = [shape for shape in self.shapes if _placeholder(shape) in ("title", "ctrTitle")]
        yield from (Text(shape.text, 2) for shape in titles if shape.text)
        bars = {shape for box, _ in self.frames for shape in self._over(box)}
        others = [shape for shape in self.shapes if shape not in titles and shape not in bars]
        yield from labels_on(others)
        placed: list[tuple[Rect, Part]] = [
            (shape.box, Text(shape.text)) for shape in others if shape.text and shape.colour is None
        ]
        for number, (box, frame) in enumerate(self.frames, 1):
            name = self.name if len(self.frames) == 1 else f"{self.name}, taulukko {number}"
            placed.append((box, self.table(name, box, frame)))
        yield from (part for _, part in sorted(placed, key=lambda one: (one[0].top, one[0].left)))

    def _over(self, box: Rect) -> list[Shape]:
        """Return the coloured shapes that are drawn over a table."""
        return [
            shape
            for shape in self.shapes
            if shape.colour is not None and box.holds(shape.box.centre)
        ]

    def table(self, name: str, box: Rect, frame: Element) -> Table:
        """Return a table with the fills of its cells and of the bars that are drawn over it."""
        element = frame.find(f".//{A}tbl")
        rows = element.findall(f"{A}tr")
        widths = [_size(column, "w") for column in element.findall(f"{A}tblGrid/{A}gridCol")]
        if len(rows) > MAX_ROWS or len(widths) > MAX_COLUMNS:
            raise Refused(TOO_MANY_CELLS, self.file)
        cells = [
            Placed(row, column, self.cell(cell))
            for row, line in enumerate(rows)
            for column, cell in enumerate(line.findall(f"{A}tc"))
        ]
        if bars := self._over(box):
            heights = [_size(row, "h") for row in rows]
            if not 0.9 <= (sum(heights) or 1) / (box.height or 1) <= 1.1:
                self.notes.append(
                    f"{self.name}: taulukon päälle on piirretty {len(bars)} palkkia, mutta rivien"
                    " korkeuksia ei tiedetä, joten palkkeja ei osata sijoittaa riveille."
                    " Väritä solut palkkien sijaan, tai avaa ja tallenna esitys PowerPointissa."
                )
            else:
                cells = _painted(cells, bars, box, widths, heights)
        return Table(name, lines_of(cells))

    def cell(self, element: Element) -> Cell:
        """Return one cell; the colours of the table's style are not its own."""
        body = element.find(f"{A}txBody")
        return Cell(
            readable(paragraph_text(body)),
            solid_fill(element.find(f"{A}tcPr"), self.theme),
            rows=_size(element, "rowSpan") or 1,
            columns=_size(element, "gridSpan") or 1,
            bold=all_bold(body),
            labels=labels_of(body_runs(body, self.theme)),
        )


def _painted(
    cells: list[Placed], bars: list[Shape], box: Rect, widths: list[int], heights: list[int]
) -> list[Placed]:
    """Return the cells with the colours of the bars that cover their middles."""
    lefts = [box.left + sum(widths[:column]) for column in range(len(widths))]
    tops = [box.top + sum(heights[:row]) for row in range(len(heights))]

    def painted(placed: Placed) -> Placed:
        cell = placed.cell
        if cell.colour is not None or cell.rows > 1 or cell.columns > 1:
            return placed
        width, top = widths[placed.column], tops[placed.row]
        x, bottom = lefts[placed.column] + width / 2, top + heights[placed.row]
        for bar in bars:
            if bar.box.left <= x <= bar.box.right and top <= bar.box.middle <= bottom:
                first = bar.box.left > x - width
                text = cell.text or (bar.text if first else "")
                return replace(placed, cell=replace(cell, colour=bar.colour, text=text))
        return placed

    return [painted(placed) for placed in cells]


def _theme(slide: Any) -> Mapping[str, RGB]:
    """Return the slide's scheme colours; tx1, bg1, … as its master, or itself, maps them."""
    layout = slide.slide_layout
    master = layout.slide_master
    relations = master.part.rels.values()
    themes = (one.target_part.blob for one in relations if one.reltype.endswith("/theme"))
    colours = theme_colours(next(themes, None))
    mapping = dict(ALIASES)
    for owner in (master, layout, slide):
        for path in (f"{_P}clrMap", f"{_P}clrMapOvr/{A}overrideClrMapping"):
            for own in owner.part._element.iterfind(path):
                mapping |= own.items()
    named = {name: colours[scheme] for name, scheme in mapping.items() if scheme in colours}
    return {**colours, **named}


def _placeholder(shape: Shape) -> str:
    placeholder = shape.element.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return placeholder.get("type", "body") if placeholder is not None else ""


def _is_hidden(element: Element) -> bool:
    return any(
        properties.get("hidden") in ("1", "true")
        for kind in ("nvSpPr", "nvGraphicFramePr")
        for properties in element.iterfind(f"{{*}}{kind}/{{*}}cNvPr")
    )


def _size(element: Element, name: str) -> int:
    value = element.get(name, "0")
    return int(value) if value.isdecimal() else 0
