"""PowerPoint presentations (.pptx): tables, shapes and titles of the slides that are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

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
from digitiekartta.documents.importing.readers.bars import Bar, Places, painted, untold
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS, MAX_ROWS, Placed, lines_of
from digitiekartta.documents.importing.readers.rect import Rect
from digitiekartta.documents.importing.readers.shapes import (
    Letters,
    Shape,
    arrows_of,
    body_runs,
    frames_of,
    labels_on,
    paragraph_text,
    shapes_of,
)
from digitiekartta.documents.importing.readers.theme import (
    ALIASES,
    A,
    solid_fill,
    theme_colours,
    unclear_fill,
)
from digitiekartta.documents.importing.readers.xml import RELATION, Element, Package
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused, damaged
from digitiekartta.documents.importing.words import readable

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FOOTERS = {"dt", "ftr", "sldNum", "hdr"}
_TITLES = {"title", "ctrTitle"}


def read_powerpoint(data: bytes, path: Path) -> Source:
    """Return what the shown slides hold.

    Raises:
        Refused: The presentation is damaged or its tables are too large.
    """
    package = Package(data)
    main = package.main or ""
    deck = package.xml(main)
    if deck is None:
        raise damaged(path, "siitä puuttuu itse sisältö")
    targets = package.targets(main)
    sections: list[Section] = []
    notes: list[str] = []
    hidden = 0
    for number, entry in enumerate(deck.iterfind(f"{_P}sldIdLst/{_P}sldId"), 1):
        _, part = targets.get(entry.get(f"{RELATION}id", ""), ("", ""))
        root = package.xml(part)
        if root is None:
            raise damaged(path, f"siitä puuttuu dia {number}")
        if root.get("show") in ("0", "false"):
            hidden += 1
            continue
        reading = _Slide(f"Dia {number}", root, _theme(package, main, part), path.name)
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
        self.arrows = list(arrows_of(tree, theme))
        self.frames = [
            (box, frame)
            for box, frame in frames_of(tree)
            if frame.find(f".//{A}tbl") is not None and not _is_hidden(frame)
        ]
        self.notes: list[str] = []

    def parts(self) -> Iterator[Part]:
        """Yield the title, the coloured labels, then texts and tables from the top."""
        titles = [shape for shape in self.shapes if _placeholder(shape) in _TITLES]
        yield from (Text(shape.text, 2) for shape in titles if shape.text)
        placed: list[tuple[Rect, Part]] = []
        used = set(titles)
        for number, (box, frame) in enumerate(self.frames, 1):
            name = self.name if len(self.frames) == 1 else f"{self.name}, taulukko {number}"
            table, on_it = self.table(name, box, frame)
            placed.append((box, table))
            used |= on_it
        others = [shape for shape in self.shapes if shape not in used]
        yield from labels_on(others)
        placed += [
            (shape.box, Text(shape.text, 0, Letters.of(_body(shape), self.theme).bold))
            for shape in others
            if shape.text and shape.colour is None
        ]
        yield from (part for _, part in sorted(placed, key=lambda one: (one[0].top, one[0].left)))

    def _over(self, box: Rect) -> dict[Bar, Shape]:
        """Return the shapes that are drawn over a table, as what they put on its cells."""
        return {
            Bar.of(shape.box, shape.colour, shape.text): shape
            for shape in (*self.shapes, *self.arrows)
            if (shape.colour is not None or shape.text)
            and box.holds(shape.box.centre)
            and _placeholder(shape) not in _TITLES
        }

    def table(self, name: str, box: Rect, frame: Element) -> tuple[Table, set[Shape]]:
        """Return a table with what is drawn over it, and the shapes that it took."""
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
        over = self._over(box)
        if not over:
            return Table(name, lines_of(cells)), set()
        places = Places.of(box, widths, [_size(row, "h") for row in rows])
        cells, lost = painted(cells, tuple(over), places) if places else (cells, list(over))
        self.notes += untold(name, lost, places)
        # A text that found no cell is an ordinary one.
        taken = {shape for bar, shape in over.items() if bar.colour or bar not in lost}
        return Table(name, lines_of(cells)), taken

    def cell(self, element: Element) -> Cell:
        """Return one cell; the colours of the table's style are not its own."""
        body, properties = element.find(f"{A}txBody"), element.find(f"{A}tcPr")
        letters = Letters.of(body, self.theme)
        return Cell(
            readable(paragraph_text(body)),
            solid_fill(properties, self.theme),
            rows=_size(element, "rowSpan") or 1,
            columns=_size(element, "gridSpan") or 1,
            bold=letters.bold,
            labels=labels_of(body_runs(body, self.theme)),
            unclear=unclear_fill(properties),
            struck=letters.struck,
            ink=letters.ink,
        )


def _theme(package: Package, main: str, slide: str) -> Mapping[str, RGB]:
    """Return the slide's scheme colours; tx1, bg1, … as its master, or itself, maps them.

    Some programs leave out layouts; then the first master is that of all slides.
    """
    layout = package.target(slide, "slideLayout") or ""
    master = package.target(layout, "slideMaster") if layout else None
    master = master or package.target(main, "slideMaster") or main
    colours = theme_colours(package.bytes(package.target(master, "theme")))
    mapping = dict(ALIASES)
    for part in (master, layout, slide):
        root = package.xml(part)
        for path in (f"{_P}clrMap", f"{_P}clrMapOvr/{A}overrideClrMapping"):
            for own in root.iterfind(path) if root is not None else ():
                mapping |= own.items()
    named = {name: colours[scheme] for name, scheme in mapping.items() if scheme in colours}
    return {**colours, **named}


def _placeholder(shape: Shape) -> str:
    placeholder = shape.element.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return placeholder.get("type", "body") if placeholder is not None else ""


def _body(shape: Shape) -> Element | None:
    return shape.element.find("{*}txBody")


def _is_hidden(element: Element) -> bool:
    return any(
        properties.get("hidden") in ("1", "true")
        for kind in ("nvSpPr", "nvGraphicFramePr", "nvCxnSpPr")
        for properties in element.iterfind(f"{{*}}{kind}/{{*}}cNvPr")
    )


def _size(element: Element, name: str) -> int:
    text = element.get(name, "0")
    return int(text) if text.isdecimal() else 0
