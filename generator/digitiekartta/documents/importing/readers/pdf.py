"""PDF files with text: words, ruled lines and filled rectangles of each page become tables.

A PDF holds no tables, only marks on paper. What belongs together is found by position: the grid
by lines and the edges of fills (``pdf_grid``), a cell's colour by what is painted last under its
middle, its text by the words that stand in it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from math import inf
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from digitiekartta.basics.colours import BLACK
from digitiekartta.basics.kinds import DOCUMENTS
from digitiekartta.documents.importing.grid import (
    SIGNS,
    Label,
    Line,
    Lost,
    Part,
    Run,
    Section,
    Source,
    Table,
    Text,
    labels_of,
)
from digitiekartta.documents.importing.legend import is_caption
from digitiekartta.documents.importing.readers.bars import only_partly
from digitiekartta.documents.importing.readers.pdf_breaks import joined_over_pages
from digitiekartta.documents.importing.readers.pdf_cells import words_beside
from digitiekartta.documents.importing.readers.pdf_losses import losses, told_of
from digitiekartta.documents.importing.readers.pdf_marks import Page
from digitiekartta.documents.importing.readers.pdf_tables import PageRead, read_tables
from digitiekartta.documents.importing.readers.pdf_text import joined
from digitiekartta.documents.importing.readers.pdf_texts import Sizes, texts_of
from digitiekartta.documents.importing.readers.pdf_wide import with_wide_pages
from digitiekartta.documents.importing.readers.pdf_words import Word, chunks_of, lines_of_words
from digitiekartta.documents.importing.readers.rect import Rect, around
from digitiekartta.documents.importing.readers.unread import unread
from digitiekartta.documents.importing.safety import (
    LOCKED,
    TOO_LARGE,
    TOO_MANY_CELLS,
    Refused,
    damaged,
)
from digitiekartta.documents.importing.shades import is_white

MAX_PAGES = 120
MAX_MARKS = 60_000
MAX_STREAM = 50_000_000
_STREAM = re.compile(rb"<<(?P<about>(?:[^<>]|<(?!<)|>(?!>)|<<[^<>]*>>){0,2000})>>\s*stream\r?\n")
SCANNED = DOCUMENTS.error(
    "scanned-document",
    "Tiedostossa ”{name}” ei ole tekstiä, vain kuvia. Se lienee skannattu paperista.",
    "Pyydä alkuperäinen Word-, Excel- tai PowerPoint-tiedosto, tai tunnista teksti ensin (OCR).",
    example="Pöytäkirjan liite on kuvattu paperilta PDF-tiedostoksi.",
)
_TOO_MANY_PAGES = TOO_LARGE.worded(
    "Tiedostossa ”{name}” on {pages} sivua, mutta niitä luetaan enintään {most}.",
    "Tallenna toimenpidetaulukoiden sivut omaksi PDF-tiedostokseen.",
)


def read_pdf(data: bytes, path: Path) -> Source:
    """Return the tables and texts of a PDF's pages.

    Raises:
        Refused: The file is damaged, locked, scanned or too large.
    """
    if _unpacks_to_too_much(data):
        raise Refused(TOO_MANY_CELLS, path.name)
    try:
        with losses() as broken:
            pages = _pages(data, path.name)
    except Refused:
        raise
    except Exception as error:  # pdfminer raises what its many parsers raise
        if any(isinstance(one, PDFPasswordIncorrect) for one in (error, *error.args)):
            raise Refused(LOCKED, path.name) from error
        raise damaged(path, "sen rakenne on rikki") from error
    if not any(page.words for page in pages):
        raise Refused(SCANNED, path.name)
    read = read_tables(with_wide_pages(pages))
    lost = tuple(_lost_texts(read))
    tables, notes = joined_over_pages(
        [[table.lines for table in one.tables] for one in read], [one.page.number for one in read]
    )
    sections = tuple(_sections(read, tables))
    return Source(path.name, sections, notes=(*told_of(broken), *_notes(read), *notes), lost=lost)


def _pages(data: bytes, name: str) -> list[Page]:
    """Return the marks of all pages."""
    pages = []
    with pdfplumber.open(BytesIO(data)) as document:
        if len(document.pages) > MAX_PAGES:
            raise Refused(_TOO_MANY_PAGES, name, pages=len(document.pages), most=MAX_PAGES)
        for page in document.pages:
            marks = Page.of(page, MAX_MARKS)
            if marks is None:
                raise Refused(TOO_MANY_CELLS, name)
            pages.append(marks)
            page.close()
    return pages


def _notes(read: Iterable[PageRead]) -> Iterator[str]:
    """Yield what may have been lost, as sentences."""
    for one in read:
        for name, table in zip(one.names, one.tables, strict=True):
            yield from only_partly(name, table.partly)
            yield from (f"{name}: {sentence}" for sentence in table.unsure)
        yield from unread(f"Sivu {one.page.number}", {"kuvaa": one.page.pictures})
        if one.page.goes_on:
            yield (
                f"Sivu {one.page.number}: Taulukko tai teksti on sivua leveämpi. Sivun reunan yli"
                " menevää osaa ei luettu: tallenna PDF leveämmälle sivulle."
            )


def _lost_texts(read: Iterable[PageRead]) -> Iterator[Lost]:
    """Yield the texts outside tables that are not whole."""
    for one in read:
        for line in lines_of_words(one.loose):
            for chunk in chunks_of(line):
                if why := next((word.lost for word in chunk.words if word.lost), ""):
                    yield Lost(why, chunk.text, f"sivu {one.page.number}")


def _sections(
    read: Sequence[PageRead], tables: Sequence[Sequence[tuple[Line, ...]]]
) -> Iterator[Section]:
    """Yield each page as a section."""
    found = [list(_placed(one, lines)) for one, lines in zip(read, tables, strict=True)]
    for one, placed in zip(read, found, strict=True):
        used: set[Word] = set()
        for label, box, words in _labels(one.page, one.loose):
            placed.append((box, label))
            used.update(words)
        one.loose = [word for word in one.loose if word not in used]
    words = [word for one in read for word in one.page.words]
    sizes = Sizes.of(words, [word for one in read for word in one.loose])
    for one, placed in zip(read, found, strict=True):
        placed += [(box, text) for text, box in texts_of(one.loose, sizes)]
        yield Section(f"Sivu {one.page.number}", tuple(_in_order(placed)))


def _in_order(placed: Sequence[tuple[Rect, Part]]) -> list[Part]:
    """Return parts from the top; what announces a legend stands before what is right below it."""

    def height(one: tuple[Rect, Part]) -> tuple[float, bool]:
        box, part = one
        if not isinstance(part, Text) or not is_caption(part.text):
            return box.top, True
        below = [
            other.top
            for other, of in placed
            if not isinstance(of, Text) and other.top >= box.top and other.shared(box)[0] > 0
        ]
        return min(below, default=box.top), False

    return [part for _, part in sorted(placed, key=height)]


def _placed(read: PageRead, lines: Sequence[tuple[Line, ...]]) -> Iterator[tuple[Rect, Part]]:
    """Yield the tables of a page with their places."""
    for name, table, own in zip(read.names, read.tables, lines, strict=True):
        yield table.box, Table(name, own, doubt=table.doubt)


def _labels(page: Page, loose: Sequence[Word]) -> Iterator[tuple[Label, Rect, list[Word]]]:
    """Yield fills that stand by themselves with the words in them, or right beside them.

    Words in colours of their own are labels, too, and stay words; with a sign before them they
    are nothing else.
    """
    used: set[Word] = set()
    for fill in page.fills:
        if is_white(fill.colour) or fill.colour == BLACK:
            continue
        inside = [word for word in loose if fill.box.holds(word.box.centre)]
        if words := inside or words_beside(fill.box, loose):
            yield Label(joined(words), fill.colour), around(*(word.box for word in words)), words
            used.update(words)
    for line in lines_of_words(word for word in loose if word not in used):
        for words in _segments(line):
            signs = any(not word.text.strip(SIGNS) for word in words)
            for label in labels_of(Run(f"{word.text} ", word.ink_shown) for word in words):
                yield label, around(*(word.box for word in words)), words if signs else []


def _segments(line: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words of a line that stand together: a sign with the nearer of its neighbours."""
    chunks = chunks_of(line)
    gaps = [after.box.left - chunk.box.right for chunk, after in pairwise(chunks)]
    signs = [len(chunk.text.strip(SIGNS)) < 2 for chunk in chunks]
    segment = list(chunks[0].words)
    for at, (before, gap, after) in enumerate(
        zip([inf, *gaps], gaps, [*gaps[1:], inf], strict=False)
    ):
        if not (signs[at] and gap <= before) and not (signs[at + 1] and gap < after):
            yield segment
            segment = []
        segment += chunks[at + 1].words
    yield segment


def _unpacks_to_too_much(data: bytes) -> bool:
    """Whether the packed streams, images aside, unpack to more than any page needs."""
    total = 0
    for stream in _STREAM.finditer(data):
        about = stream["about"]
        if b"FlateDecode" not in about or b"/Image" in about:
            continue
        unpack = zlib.decompressobj()
        left = data[stream.end() : stream.end() + MAX_STREAM]
        try:
            while left and not unpack.eof:
                total += len(unpack.decompress(left, 1 << 20))
                left = unpack.unconsumed_tail
                if total > MAX_STREAM:
                    return True
        except zlib.error:
            continue
    return False
