"""OpenDocument files (.ods, .odt, .odp): one XML part with sheets, slides, or a text.

Comments and notes stand among the text there, and are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from digitiekartta.documents.importing.grid import (
    Left,
    Part,
    Section,
    Source,
    left_out,
)
from digitiekartta.documents.importing.readers.bars import not_placed
from digitiekartta.documents.importing.readers.called import in_opendocument
from digitiekartta.documents.importing.readers.odf_drawn import (
    box_of,
    drawn_at,
    drawn_in,
    is_loose,
    shape_of,
    style_of,
)
from digitiekartta.documents.importing.readers.odf_numbering import Numbering
from digitiekartta.documents.importing.readers.odf_styles import (
    DRAW,
    OFFICE,
    PRESENTATION,
    TABLE,
    TEXT,
    Named,
    Styles,
)
from digitiekartta.documents.importing.readers.odf_tables import Tables, inside
from digitiekartta.documents.importing.readers.odf_text import Paragraph, Texts
from digitiekartta.documents.importing.readers.paragraphs import MOST_LAID_OUT, of_box, of_paragraph
from digitiekartta.documents.importing.readers.slides import Slide, SlideTable
from digitiekartta.documents.importing.readers.xml import Element, Package, local, whole
from digitiekartta.documents.importing.safety import damaged

_INSIDE = ("section", "index-body", "text-box")


def read_opendocument(data: bytes, path: Path) -> Source:
    """Return what an OpenDocument sheet, text or presentation shows.

    Raises:
        Refused: The document is damaged or its tables are too large.
    """
    package = Package(data)
    content = package.xml("content.xml")
    if content is None:
        raise damaged(path, "siitä puuttuu itse sisältö")
    roots = [package.xml("styles.xml"), content]
    texts = Texts(Styles(roots), Numbering.of(roots))
    reading = _Reading(texts, Tables(texts, path.name, package.exported is not None))
    body = content.find(f"{OFFICE}body")
    sections = tuple(reading.sections(body[0])) if body is not None and len(body) else ()
    notes = (*reading.tables.notes, *not_placed(reading.loose))
    told, names = (reading.left, notes), in_opendocument(package, roots[0])
    return Source(path.name, sections, *told, called=names, exported=package.exported)


@dataclass
class _Reading:
    """A document while it is read."""

    texts: Texts
    tables: Tables
    hidden: list[Left] = field(default_factory=list)
    number: int = 0
    loose: int = 0

    @property
    def left(self) -> tuple[Left, ...]:
        """What was left out so far."""
        hidden = left_out("", {"piilotettu kohta": self.texts.hidden})
        return (*self.hidden, *self.tables.hidden, *hidden)

    def sections(self, body: Element) -> Iterator[Section]:
        """Yield sheets, slides, or the whole text."""
        kind = local(body)
        if kind == "spreadsheet":
            for table in body.iterfind(f"{TABLE}table"):
                name = table.get(f"{TABLE}name", "")
                if self._is("table", table, TABLE, "table.display", "false"):
                    self.hidden.append(Left("välilehti", 1, f"”{name}”"))
                else:
                    read, labels = self.tables.table(table, name)
                    yield Section(name, (*labels, read), named=True)
        elif kind == "presentation":
            for number, page in enumerate(body.iterfind(f"{DRAW}page"), 1):
                if self._is("drawing-page", page, DRAW, "drawing-page.visibility", "hidden"):
                    self.hidden.append(Left("dia", 1, ""))
                else:
                    slide = self.slide(page, f"Dia {number}")
                    yield Section(slide.name, tuple(slide.parts()))
                    self.tables.notes += slide.notes
        else:
            yield Section("", tuple(self.parts(body)))

    def slide(self, page: Element, name: str) -> Slide:
        """Return what stands on a slide."""
        drawn = list(drawn_in(page))
        tables = [one for one in drawn if one.find(f"{TABLE}table") is not None]
        shapes = [shape_of(one, self.texts) for one in drawn if one not in tables]
        titles = [one for one in shapes if one.element.get(f"{PRESENTATION}class") == "title"]
        return Slide(
            name,
            titles,
            [shape for shape in shapes if shape not in titles],
            [],
            [self._slide_table(frame) for frame in tables],
        )

    def _slide_table(self, frame: Element) -> SlideTable:
        grid = self.tables.grid(frame.find(f"{TABLE}table"))
        return SlideTable(box_of(frame), grid.placed, grid.widths, grid.heights)

    def parts(self, container: Element) -> Iterator[Part]:
        """Yield paragraphs and tables of a text in their order."""
        for element, number in self.texts.blocks(container):
            kind = local(element)
            if kind in ("p", "h"):
                yield from self.paragraph(self.texts.paragraph(element, number))
                for one in drawn_at(element):
                    yield from self.box(one)
            elif kind == "table":
                yield from self.table(element)
            elif kind == "section" and element.get(f"{TEXT}display") in ("none", "condition"):
                self.texts.hidden += 1
            elif kind in _INSIDE:
                yield from self.parts(element)
            else:
                for one in drawn_in([element]):
                    yield from self.box(one)

    def paragraph(self, paragraph: Paragraph) -> Iterator[Part]:
        """Yield a paragraph's text and its coloured words."""
        named: Named = ("paragraph", paragraph.element.get(f"{TEXT}style-name", ""))
        level, behind = self._level(paragraph.element, named), self.texts.styles.behind(named)
        yield from of_paragraph(paragraph.pieces, paragraph.number, level, behind)

    def box(self, element: Element) -> Iterator[Part]:
        """Yield what stands in a text box or shape; one with a fill is a label."""
        if is_loose(element, self.texts.styles):
            self.loose += 1
            return
        fill = self.texts.styles.fill(style_of(element)).colour
        yield from of_box(list(self.parts(element)), fill)

    def table(self, element: Element) -> Iterator[Part]:
        """Yield a table; one that only lays out others gives what stands in its cells."""
        cells = [
            cell
            for line in inside(element, "table-row")
            for cell in line.iterchildren(f"{TABLE}table-cell")
        ]
        if len(cells) <= MOST_LAID_OUT and any(
            next(one.iter(f"{TABLE}table"), None) is not None for one in cells
        ):
            for cell in cells:
                yield from self.parts(cell)
            return
        self.number += 1
        read, labels = self.tables.table(element, f"Taulukko {self.number}")
        yield from labels
        yield read

    def _level(self, element: Element, named: Named) -> int:
        """Return 1–9 for a heading, 0 for other paragraphs."""
        if local(element) == "h":
            return min(whole(element.get(f"{TEXT}outline-level"), 1), 9)
        return int(self.texts.styles.is_based_on(named, "Title"))

    def _is(self, family: str, element: Element, space: str, what: str, value: str) -> bool:
        return (
            self.texts.styles.value((family, element.get(f"{space}style-name", "")), what) == value
        )
