"""PDF files with text: words, ruled lines and filled rectangles of each page become tables.

A PDF holds no tables, only marks on paper. What belongs together is found by position: the grid
by lines and the edges of fills (``pdf_grid``), a cell's colour by what is painted last under its
middle, its text by the words that stand in it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from statistics import median

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from digitiekartta.basics.kinds import DOCUMENTS
from digitiekartta.basics.text import listed
from digitiekartta.documents.importing.grid import (
    Label,
    Line,
    Part,
    Section,
    Source,
    Table,
    Text,
)
from digitiekartta.documents.importing.readers.pdf_cells import cells_of, words_beside
from digitiekartta.documents.importing.readers.pdf_grid import Grid, areas_of, grids_of
from digitiekartta.documents.importing.readers.pdf_marks import Page
from digitiekartta.documents.importing.readers.pdf_open import OpenTable, open_tables
from digitiekartta.documents.importing.readers.pdf_text import Writing
from digitiekartta.documents.importing.readers.pdf_words import Word, lines_of_words
from digitiekartta.documents.importing.readers.rect import Rect, around
from digitiekartta.documents.importing.safety import (
    LOCKED,
    TOO_LARGE,
    TOO_MANY_CELLS,
    Refused,
    damaged,
)
from digitiekartta.documents.importing.shades import is_white
from digitiekartta.documents.importing.words import folded, readable

MAX_PAGES = 120
MAX_MARKS = 60_000
MAX_STREAM = 50_000_000
_STREAM = re.compile(rb"<<(?P<about>(?:[^<>]|<(?!<)|>(?!>)|<<[^<>]*>>){0,2000})>>\s*stream\r?\n")
_PAGE_NUMBER = re.compile(r"(sivu\s*)?\d{1,3}(\s*[/(]\s*\d{1,3}\)?)?|-\s*\d{1,3}\s*-")
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
        pages = _pages(data, path.name)
    except Refused:
        raise
    except Exception as error:  # pdfminer raises what its many parsers raise
        if any(isinstance(one, PDFPasswordIncorrect) for one in (error, *error.args)):
            raise Refused(LOCKED, path.name) from error
        raise damaged(path, "sen rakenne on rikki") from error
    if not any(page.words for page in pages):
        raise Refused(SCANNED, path.name)
    writing = Writing()
    sections = tuple(_sections(pages, writing))
    return Source(path.name, sections, notes=tuple(_notes(writing)))


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


def _notes(writing: Writing) -> Iterator[str]:
    """Yield what was mended, as sentences."""
    if writing.mended:
        words = listed([f"”{word}”" for word in dict.fromkeys(writing.mended)])
        yield f"Kapeissa soluissa katkenneita sanoja yhdistettiin: {words}."


def _sections(pages: Sequence[Page], writing: Writing) -> Iterator[Section]:
    """Yield each page as a section; what stands again at its edge on further pages is left out."""
    read = list(_read(pages, writing))
    sizes = [word.size for one in read for word in one.loose]
    usual = median(sizes) if sizes else 10.0
    seen: set[str] = set()
    for one in read:
        page, placed = one.page, one.placed
        for text, box in _texts(one.loose, usual, writing):
            edge = box.top < 0.08 * page.height or box.bottom > 0.92 * page.height
            key = re.sub(r"\d+", "0", folded(text.text))
            if edge and (key in seen or _PAGE_NUMBER.fullmatch(folded(text.text))):
                continue
            seen.add(key)
            placed.append((box.top, text))
        parts = tuple(part for _, part in sorted(placed, key=lambda pair: pair[0]))
        yield Section(f"Sivu {page.number}", parts)


@dataclass(slots=True)
class _Read:
    """A page while it is read: what stands where, and the words that are in no table."""

    page: Page
    placed: list[tuple[float, Part]]
    loose: list[Word]


def _read(pages: Sequence[Page], writing: Writing) -> Iterator[_Read]:
    """Yield each page with its tables and labels, and the words that are in none of them."""
    grid: Grid | None = None
    open_: OpenTable | None = None
    for page in pages:
        found: list[tuple[float, tuple[Line, ...], str]] = []
        taken: set[Word] = set()
        grids = grids_of(page.rules, page.fills, page.words)
        for one in grids:
            # A table that goes on has the columns of the page before, though not all may show.
            grid = replace(one, xs=grid.xs) if grid is not None and one.fits(grid) else one
            areas = areas_of(grid, page.fills, page.words)
            taken |= {word for area in areas for word in area.words}
            found.append((one.box.top, cells_of(areas, page.fills, writing), ""))
        boxes = [one.box for one in grids]
        tables = open_tables(
            [word for word in page.words if word not in taken],
            _outside(page.rules, boxes),
            [fill for fill in page.fills if not _in_any(fill.box, boxes)],
            open_,
        )
        for table in tables:
            taken |= table.words
            lines = cells_of(table.areas, page.fills, writing)
            found.append((table.box.top, lines, table.doubt))
        open_ = tables[-1] if tables else None
        placed: list[tuple[float, Part]] = []
        for number, (top, lines, doubt) in enumerate(sorted(found, key=lambda one: one[0]), 1):
            name = f"Sivu {page.number}" + (f", taulukko {number}" if len(found) > 1 else "")
            placed.append((top, Table(name, lines, doubt=doubt)))
        loose = [word for word in page.words if word not in taken]
        for label, words in _labels(page, loose, writing):
            placed.append((words[0].box.top, label))
            taken |= set(words)
        yield _Read(page, placed, [word for word in page.words if word not in taken])


def _outside(rules: Sequence[Rect], boxes: Sequence[Rect]) -> list[Rect]:
    return [rule for rule in rules if not _in_any(rule, boxes)]


def _in_any(mark: Rect, boxes: Sequence[Rect]) -> bool:
    x, y = mark.centre
    return any(
        box.left - 3 <= x <= box.right + 3 and box.top - 3 <= y <= box.bottom + 3 for box in boxes
    )


def _labels(
    page: Page, loose: Sequence[Word], writing: Writing
) -> Iterator[tuple[Label, list[Word]]]:
    """Yield fills that stand by themselves with the words in them, or right beside them."""
    for fill in page.fills:
        if is_white(fill.colour):
            continue
        inside = [word for word in loose if fill.box.holds(word.box.centre)]
        if words := inside or words_beside(fill.box, loose):
            yield Label(writing.joined(words), fill.colour), words


def _texts(words: Sequence[Word], usual: float, writing: Writing) -> Iterator[tuple[Text, Rect]]:
    """Yield the lines outside tables; a heading that takes several lines is one."""
    open_: list[Word] = []

    def text() -> tuple[Text, Rect]:
        heading = open_[0].size >= 1.15 * usual or all(word.bold for word in open_)
        box = around(*(word.box for word in open_))
        return Text(readable(writing.joined(open_)), 1 if heading else 0), box

    before: list[Word] = []
    for line in lines_of_words(words):
        goes_on = (
            before
            and line[0].size == before[0].size
            and line[0].bold == before[0].bold
            and line[0].box.top - before[0].box.bottom < 0.7 * line[0].size
            and (line[0].text[:1].islower() or line[0].size >= 1.15 * usual)
        )
        if open_ and not goes_on:
            yield text()
            open_ = []
        open_ += line
        before = line
    if open_:
        yield text()


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
