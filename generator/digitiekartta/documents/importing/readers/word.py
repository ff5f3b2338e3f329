"""Word documents (.docx): paragraphs, tables and shading, walked in the XML itself.

The usual libraries leave out inserted text, content controls and whole rows in them, and repeat
merged cells; here every text that shows is taken, deleted and hidden text is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from digitiekartta.documents.importing.grid import (
    Cell,
    Label,
    Left,
    Part,
    Section,
    Source,
    Table,
    left_out,
)
from digitiekartta.documents.importing.readers.bars import not_placed
from digitiekartta.documents.importing.readers.called import in_package
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS, MAX_ROWS, Placed, lines_of
from digitiekartta.documents.importing.readers.paragraphs import (
    MOST_LAID_OUT,
    of_box,
    of_cell,
    of_paragraph,
    told_of_inner_table,
)
from digitiekartta.documents.importing.readers.pieces import behind_all, in_force, text_of
from digitiekartta.documents.importing.readers.word_look import Look
from digitiekartta.documents.importing.readers.word_numbering import Numbering
from digitiekartta.documents.importing.readers.word_shapes import (
    boxes_of,
    is_fallback,
    number_drawn,
)
from digitiekartta.documents.importing.readers.word_text import Texts
from digitiekartta.documents.importing.readers.word_xml import W, find, is_on, number, value
from digitiekartta.documents.importing.readers.xml import Element, Package, embedded, local
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused, damaged
from digitiekartta.documents.importing.words import joined_label, readable


def read_word(data: bytes, path: Path) -> Source:
    """Return what a document shows.

    Raises:
        Refused: The document is damaged or its tables are too large.
    """
    package = Package(data)
    main = package.main or ""
    body = find(package.xml(main), "body")
    if body is None:
        raise damaged(path, "siitä puuttuu itse teksti")
    if find(body, "altChunk") is not None and find(body, "tbl") is None:
        raise damaged(path, "sen sisältö on vain liitetty siihen toisena tiedostona")
    look = Look.of(package, main)
    numbering = Numbering.of(package.xml(package.target(main, "numbering")), look.styles)
    numbers = {
        one: written
        for one in (body.iter(f"{W}p") if numbering.lists else ())
        if numbering.named(one)[0] and _is_counted(one) and (written := numbering.number(one))
    }
    comments = _comments(package.xml(package.target(main, "comments")))
    reading = _Reading(Texts(look, numbering), numbers, path.name, comments)
    parts = tuple(reading.parts(body))
    notes = (*reading.told(body), *embedded("Asiakirjaan", package.targets(main).values()))
    sections, names = (Section("", parts),), in_package(package, main)
    told = reading.left, notes
    return Source(path.name, sections, *told, called=names, exported=package.exported)


def _comments(root: Element | None) -> dict[str, str]:
    """Return what people remark on the text, by the ids of comments."""
    found = {}
    for comment in root.iterfind(f"{W}comment") if root is not None else ():
        texts = (text.text or "" for text in comment.iter(f"{W}t"))
        found[comment.get(f"{W}id", "")] = readable("".join(texts))
    return found


def _is_counted(paragraph: Element) -> bool:
    """Whether Word counts a paragraph: it is neither deleted nor hidden."""
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    return (
        find(paragraph, "pPr/rPr/del") is None
        and find(row, "trPr/del") is None
        and not is_on(paragraph, "pPr/rPr/vanish")
        and not is_fallback(paragraph)
    )


@dataclass
class _Reading:
    """A document while it is read."""

    texts: Texts
    numbers: Mapping[Element, str]
    name: str
    comments: Mapping[str, str]
    tables: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def left(self) -> tuple[Left, ...]:
        """What was left out so far."""
        return left_out(
            "",
            {
                "poistetuksi merkitty kohta": len(self.texts.deleted),
                "piilotettu kohta": len(self.texts.hidden),
                "yliviivattu kohta": self.texts.struck,
            },
        )

    def told(self, body: Element) -> Iterator[str]:
        """Yield what a person should know of the document besides."""
        yield from self.notes
        yield from not_placed(number_drawn(body, self.texts.look.theme))
        if find(body, "altChunk") is not None:
            yield (
                "Osa asiakirjasta on vain liitetty siihen toisena tiedostona, eikä sitä luettu."
                " Avaa asiakirja Wordissa ja tallenna se uudelleen."
            )

    def parts(self, container: Element) -> Iterator[Part]:
        """Yield paragraphs, labels and tables in their order."""
        for element in self.texts.shown(container, "p", "tbl"):
            yield from self.paragraph(element) if local(element) == "p" else self.table(element)

    def paragraph(self, element: Element) -> Iterator[Part]:
        """Yield a paragraph's text and coloured words, and what is in its text boxes."""
        look = self.texts.look
        if look.is_contents(element):
            return
        [pieces] = self.texts.in_force([self.texts.pieces(element)])
        behind = look.of_paragraph(element).colour
        number = self.numbers.get(element, "")
        yield from of_paragraph(pieces, number, look.level(element), behind)
        yield from self.boxes(element)

    def boxes(self, element: Element) -> Iterator[Part]:
        """Yield what stands in text boxes of a paragraph; a box with a fill is a label."""
        for content, fill in boxes_of(element, self.texts.look.theme):
            yield from of_box(list(self.parts(content)), fill)

    def table(self, element: Element) -> Iterator[Part]:
        """Yield a table; one that only lays out others gives what stands in its cells."""
        rows = list(self.rows(element))
        if len(rows) > MAX_ROWS:
            raise Refused(TOO_MANY_CELLS, self.name)
        cells = [cell for row in rows for cell in self.texts.shown(row, "tc")]
        inner = any(find(cell, "tbl") is not None for cell in cells)
        if inner and len(cells) <= MOST_LAID_OUT:
            for cell in cells:
                yield from self.parts(cell)
            return
        self.tables += 1
        name = f"Taulukko {self.tables}"
        if inner:
            self.notes.append(told_of_inner_table(name))
        yield Table(name, lines_of(self.placed(rows)))

    def rows(self, element: Element) -> Iterator[Element]:
        """Yield the rows of a table, not deleted or hidden ones."""
        for row in self.texts.shown(element, "tr"):
            if find(row, "trPr/del") is not None:
                self.texts.deleted.add(row)
            elif is_on(row, "trPr/hidden"):
                self.texts.hidden.add(row)
            else:
                yield row

    def placed(self, rows: list[Element]) -> list[Placed]:
        """Return the cells of a table, merged ones once."""
        placed: list[Placed] = []
        open_: dict[int, int] = {}  # the cell that may go on downwards in each column
        for at, row in enumerate(rows):
            column = number(row, "trPr/gridBefore")
            for element in self.texts.shown(row, "tc"):
                span = max(number(element, "tcPr/gridSpan"), 1)
                if column + span > MAX_COLUMNS:
                    raise Refused(TOO_MANY_CELLS, self.name)
                goes_down = find(element, "tcPr/vMerge") is not None
                if _goes_on(element, "tcPr/vMerge") and column in open_:
                    above = placed[open_[column]]
                    cell = replace(above.cell, rows=at - above.row + 1)
                    placed[open_[column]] = replace(above, cell=cell)
                elif _goes_on(element, "tcPr/hMerge") and placed:
                    left = placed[-1]
                    cell = replace(left.cell, columns=column - left.column + 1)
                    placed[-1] = replace(left, cell=cell)
                else:
                    open_.pop(column, None)
                    if goes_down:
                        open_[column] = len(placed)
                    placed.append(Placed(at, column, replace(self.cell(element), columns=span)))
                column += span
        return placed

    def cell(self, element: Element) -> Cell:
        """Return one cell: its text, and its own shading or that of all of its text."""
        if find(element, "tcPr/cellDel") is not None:
            self.texts.deleted.add(element)
            return Cell()
        labels: list[Label] = []
        paragraphs = list(self.paragraphs(element, labels))
        pieces = [self.texts.pieces(one) for one in paragraphs]
        numbers = [self.numbers.get(paragraph, "") for paragraph in paragraphs]
        look = self.texts.look
        fill = look.shading(element, "tcPr") or behind_all(
            [look.of_paragraph(paragraph).colour for paragraph in paragraphs], in_force(pieces)
        )
        ids = (one.get(f"{W}id", "") for one in element.iter(f"{W}commentReference"))
        remarks = filter(None, (self.comments.get(id_) for id_ in ids))
        return replace(of_cell(pieces, numbers, fill, labels), comment="\n".join(remarks))

    def paragraphs(self, container: Element, labels: list[Label]) -> Iterator[Element]:
        """Yield the paragraphs of a cell, those of tables and text boxes in it too.

        A box with a fill is a label.
        """
        for element in self.texts.shown(container, "p", "tbl"):
            if local(element) == "tbl":
                for row in self.rows(element):
                    for cell in self.texts.shown(row, "tc"):
                        yield from self.paragraphs(cell, labels)
                continue
            yield element
            for content, fill in boxes_of(element, self.texts.look.theme):
                inner = list(self.paragraphs(content, labels))
                if fill is None:
                    yield from inner
                else:
                    text = "\n".join(text_of(self.texts.pieces(one)) for one in inner)
                    labels.append(Label(joined_label(text), fill))


def _goes_on(cell: Element, merge: str) -> bool:
    """Whether a cell is merged with the one before it, above or in the old way to its left."""
    return value(cell, merge) not in (None, "restart")
