"""PowerPoint presentations (.pptx): tables, shapes and titles of the slides that are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import Cell, Section, Source, labels_of, left_out
from digitiekartta.documents.importing.readers.called import in_package
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS, MAX_ROWS, Placed
from digitiekartta.documents.importing.readers.pieces import Letters, text_of
from digitiekartta.documents.importing.readers.rect import Rect
from digitiekartta.documents.importing.readers.shapes import (
    Shape,
    arrows_of,
    frames_of,
    pictures_of,
    pieces_of,
    shapes_of,
)
from digitiekartta.documents.importing.readers.slides import Slide, SlideTable
from digitiekartta.documents.importing.readers.theme import (
    ALIASES,
    A,
    solid_fill,
    theme_colours,
    unclear_fill,
)
from digitiekartta.documents.importing.readers.xml import (
    RELATION,
    Element,
    Package,
    embedded,
    whole,
)
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused, damaged

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FOOTERS = {"dt", "ftr", "sldNum", "hdr"}
_UNREAD = {"diagram": "SmartArt-kuviota", "chart": "kaaviota"}
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
        slide = _Reading(root, _theme(package, main, part, root), path.name).slide(f"Dia {number}")
        sections.append(Section(slide.name, tuple(slide.parts())))
        notes += [
            *slide.notes,
            *embedded(slide.name.replace("Dia", "Dialle"), package.targets(part).values()),
        ]
    left, names = left_out("", {"dia": hidden}), in_package(package, main)
    return Source(path.name, tuple(sections), left, tuple(notes), called=names)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One slide while it is read."""

    root: Element
    theme: Mapping[str, RGB]
    file: str

    def slide(self, name: str) -> Slide:
        """Return what stands on the slide."""
        tree = self.root.find(f"{_P}cSld/{_P}spTree")
        shown = [
            shape
            for shape in shapes_of(tree, self.theme)
            if _placeholder(shape) not in _FOOTERS and not _is_hidden(shape.element)
        ]
        titles = [shape for shape in shown if _placeholder(shape) in _TITLES]
        frames = [frame for _, frame in frames_of(tree) if not _is_hidden(frame)]
        return Slide(
            name,
            titles,
            [shape for shape in shown if shape not in titles],
            [*arrows_of(tree, self.theme), *pictures_of(tree)],
            [
                self.table(box, element)
                for box, frame in frames_of(tree)
                if (element := frame.find(f".//{A}tbl")) is not None and not _is_hidden(frame)
            ],
            {what: sum(_holds(frame, kind) for frame in frames) for kind, what in _UNREAD.items()},
        )

    def table(self, box: Rect, element: Element) -> SlideTable:
        """Return a table and where it stands."""
        rows = element.findall(f"{A}tr")
        widths = [whole(column.get("w")) for column in element.findall(f"{A}tblGrid/{A}gridCol")]
        if len(rows) > MAX_ROWS or len(widths) > MAX_COLUMNS:
            raise Refused(TOO_MANY_CELLS, self.file)
        cells = [
            Placed(row, column, self.cell(cell))
            for row, line in enumerate(rows)
            for column, cell in enumerate(line.findall(f"{A}tc"))
        ]
        return SlideTable(box, cells, widths, [whole(row.get("h")) for row in rows])

    def cell(self, element: Element) -> Cell:
        """Return one cell; the colours of the table's style are not its own."""
        body, properties = element.find(f"{A}txBody"), element.find(f"{A}tcPr")
        pieces = pieces_of(body, self.theme)
        letters = Letters.of(pieces)
        return Cell(
            text_of(pieces),
            solid_fill(properties, self.theme),
            rows=whole(element.get("rowSpan")) or 1,
            columns=whole(element.get("gridSpan")) or 1,
            bold=letters.bold,
            labels=labels_of(pieces),
            unclear=unclear_fill(properties),
            struck=letters.struck,
            ink=letters.ink,
        )


def _theme(package: Package, main: str, slide: str, root: Element) -> Mapping[str, RGB]:
    """Return the slide's scheme colours; tx1, bg1, … as its master, or itself, maps them.

    Some programs leave out layouts; then the first master is that of all slides.
    """
    layout = package.target(slide, "slideLayout") or ""
    master = package.target(layout, "slideMaster") if layout else None
    master = master or package.target(main, "slideMaster") or main
    colours = theme_colours(package.bytes(package.target(master, "theme")))
    mapping = dict(ALIASES)
    for part in (package.xml(master), package.xml(layout), root):
        for path in (f"{_P}clrMap", f"{_P}clrMapOvr/{A}overrideClrMapping"):
            for own in part.iterfind(path) if part is not None else ():
                mapping |= own.items()
    named = {name: colours[scheme] for name, scheme in mapping.items() if scheme in colours}
    return {**colours, **named}


def _placeholder(shape: Shape) -> str:
    placeholder = shape.element.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return placeholder.get("type", "body") if placeholder is not None else ""


def _holds(frame: Element, kind: str) -> bool:
    """Whether a graphic frame holds an object of a kind, by the last word of its address."""
    data = frame.find(f".//{A}graphicData")
    return data is not None and data.get("uri", "").endswith(f"/{kind}")


def _is_hidden(element: Element) -> bool:
    return any(
        properties.get("hidden") in ("1", "true")
        for kind in ("nvSpPr", "nvGraphicFramePr", "nvCxnSpPr")
        for properties in element.iterfind(f"{{*}}{kind}/{{*}}cNvPr")
    )
