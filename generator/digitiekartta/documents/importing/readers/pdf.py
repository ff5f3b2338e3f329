"""PDF files with text: words, ruled lines and filled rectangles of each page become tables.

A PDF holds no tables, only marks on paper. What belongs together is found by position: the grid
by lines and the edges of fills (``pdf_grid``), a cell's colour by what is painted last under its
middle, its text by the words that stand in it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from digitiekartta.basics.colours import RGB
from digitiekartta.basics.kinds import DOCUMENTS
from digitiekartta.documents.importing.grid import Label, Part, Section, Source, Text
from digitiekartta.documents.importing.readers.pdf_grid import (
    Fill,
    Grid,
    Word,
    grids_of,
    joined_lines,
    lines_of_words,
    table_of,
)
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
_THIN = 2.5
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
        with pdfplumber.open(BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise Refused(_TOO_MANY_PAGES, path.name, pages=len(document.pages), most=MAX_PAGES)
            pages = []
            for page in document.pages:
                pages.append(_Page.of(page, path.name))
                page.close()
    except Refused:
        raise
    except Exception as error:  # pdfminer raises what its many parsers raise
        if any(isinstance(one, PDFPasswordIncorrect) for one in (error, *error.args)):
            raise Refused(LOCKED, path.name) from error
        raise damaged(path, "sen rakenne on rikki") from error
    if not any(page.words for page in pages):
        raise Refused(SCANNED, path.name)
    return Source(path.name, tuple(_sections(pages)))


@dataclass(slots=True)
class _Page:
    """A page's marks: words, lines and fills in the order in which they are painted."""

    number: int
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rect] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)

    @classmethod
    def of(cls, page: Any, name: str) -> _Page:
        marks = cls(page.page_number, float(page.height))
        if sum(len(objects) for objects in page.objects.values()) > MAX_MARKS:
            raise Refused(TOO_MANY_CELLS, name)
        area = float(page.width) * float(page.height)
        for shape in [*page.rects, *page.curves, *page.lines]:
            box = _box(shape)
            if box.width < _THIN or box.height < _THIN:
                marks.rules.append(box)
            elif shape["object_type"] != "line" and _is_rectangle(shape):
                colour = _colour(shape.get("non_stroking_color")) if shape.get("fill") else None
                if colour is not None and box.width * box.height < 0.8 * area:
                    marks.fills.append(Fill(box, colour))
                if shape.get("stroke") and not is_white(_colour(shape.get("stroking_color"))):
                    marks.rules += box.edges()
        marks.words = list(_words(page))
        return marks


def _words(page: Any) -> Iterator[Word]:
    """Yield the words of a page, those that are written upwards or downwards too."""
    upright = page.filter(
        lambda one: one["object_type"] != "char" or one.get("upright", True)
    ).dedupe_chars()
    for word in upright.extract_words(
        x_tolerance=1.5, y_tolerance=2, extra_attrs=["fontname", "size"]
    ):
        yield Word(
            _box(word),
            word["text"],
            round(float(word["size"]), 1),
            "bold" in word["fontname"].casefold() or "black" in word["fontname"].casefold(),
        )
    for upwards, direction in ((True, "btt"), (False, "ttb")):
        turned = page.filter(
            lambda one, upwards=upwards: (
                not one.get("upright", True) and (one["matrix"][1] > 0) == upwards
            )
        )
        for word in turned.extract_words(
            x_tolerance=2,
            y_tolerance=1.5,
            line_dir_rotated="ltr",
            char_dir_rotated=direction,
            return_chars=True,
        ):
            size = max(char["size"] for char in word["chars"])
            yield Word(_box(word), word["text"], round(size, 1), turned=True)


def _box(mark: Any) -> Rect:
    return Rect(mark["x0"], mark["top"], mark["x1"], mark["bottom"])


def _sections(pages: Sequence[_Page]) -> Iterator[Section]:
    """Yield each page as a section; what stands again at its edge on further pages is left out."""
    read = list(_tables(pages))
    sizes = [word.size for _, _, loose in read for word in loose]
    usual = median(sizes) if sizes else 10.0
    seen: set[str] = set()
    for page, placed, loose in read:
        for text, box in _texts(loose, usual):
            edge = box.top < 0.08 * page.height or box.bottom > 0.92 * page.height
            key = re.sub(r"\d+", "0", folded(text.text))
            if edge and (key in seen or _PAGE_NUMBER.fullmatch(folded(text.text))):
                continue
            seen.add(key)
            placed.append((box.top, text))
        parts = tuple(part for _, part in sorted(placed, key=lambda one: one[0]))
        yield Section(f"Sivu {page.number}", parts)


def _tables(
    pages: Sequence[_Page],
) -> Iterator[tuple[_Page, list[tuple[float, Part]], list[Word]]]:
    """Yield each page with its tables and labels, and the words that are in none of them."""
    grid: Grid | None = None
    for page in pages:
        placed: list[tuple[float, Part]] = []
        taken: set[Word] = set()
        grids = grids_of(page.rules, page.fills, page.words)
        for number, one in enumerate(grids, 1):
            # A table that goes on has the columns of the page before, though not all may show.
            grid = replace(one, xs=grid.xs) if grid is not None and one.fits(grid) else one
            name = f"Sivu {page.number}" + (f", taulukko {number}" if len(grids) > 1 else "")
            table, words = table_of(grid, page.fills, page.words, name)
            placed.append((one.box.top, table))
            taken |= words
        for label, words_of_label in _labels(page, [w for w in page.words if w not in taken]):
            placed.append((words_of_label[0].box.top, label))
            taken |= set(words_of_label)
        yield page, placed, [word for word in page.words if word not in taken]


def _labels(page: _Page, loose: Sequence[Word]) -> Iterator[tuple[Label, list[Word]]]:
    """Yield fills that stand by themselves with the words in them, or right beside them."""
    lines = lines_of_words(loose)
    for fill in page.fills:
        if is_white(fill.colour):
            continue
        inside = [word for word in loose if fill.box.holds(word.box.centre)]
        if inside:
            yield Label(joined_lines(inside), fill.colour), inside
            continue
        for line in lines:
            if not fill.box.top - 2 <= line[0].box.middle <= fill.box.bottom + 2:
                continue
            beside = [word for word in line if word.box.left - fill.box.right >= 0]
            chunk = _first_chunk(beside, fill.box.right)
            if chunk:
                yield Label(joined_lines(chunk), fill.colour), chunk
                break


def _first_chunk(words: Sequence[Word], left: float) -> list[Word]:
    """Return the words right of a place that follow one another without a wide gap."""
    chunk: list[Word] = []
    for word in words:
        gap = word.box.left - (chunk[-1].box.right if chunk else left)
        if gap > (0.8 * word.size if chunk else 30):
            break
        chunk.append(word)
    return chunk


def _texts(words: Sequence[Word], usual: float) -> Iterator[tuple[Text, Rect]]:
    """Yield the lines outside tables; a heading that takes several lines is one."""
    open_: list[Word] = []

    def text() -> tuple[Text, Rect]:
        heading = open_[0].size >= 1.15 * usual or all(word.bold for word in open_)
        box = around(*(word.box for word in open_))
        return Text(readable(joined_lines(open_)), 1 if heading else 0), box

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


def _is_rectangle(shape: Any) -> bool:
    """Whether a path is a rectangle (corners may be rounded)."""
    points = shape.get("pts") or ()
    if shape["object_type"] == "rect" or len(points) in (0, 4, 5):
        return True
    box = _box(shape)
    edge = 0.25 * min(box.width, box.height) + 1
    return all(
        min(x - box.left, box.right - x, y - box.top, box.bottom - y) <= edge for x, y in points
    )


def _colour(value: Any) -> RGB | None:
    """Return a colour of DeviceGray, DeviceRGB or DeviceCMYK; None for patterns and the like."""
    if isinstance(value, int | float):
        value = (value,)
    if not isinstance(value, tuple | list) or not all(isinstance(v, int | float) for v in value):
        return None
    if len(value) == 1:
        channels = (value[0],) * 3
    elif len(value) == 3:
        channels = tuple(value)
    elif len(value) == 4:
        cyan, magenta, yellow, key = value
        channels = tuple((1 - ink) * (1 - key) for ink in (cyan, magenta, yellow))
    else:
        return None
    red, green, blue = (round(255 * min(max(channel, 0.0), 1.0)) for channel in channels)
    return red, green, blue


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
