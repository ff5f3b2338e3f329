"""The heads of a table on paper that has no upright lines: its columns are told by their words.

A head may take several lines ("Kevät" over "2026"), and years may stand over their half-years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from digitiekartta.documents.importing.periods import Moment, read_moment
from digitiekartta.documents.importing.readers.pdf_marks import Fill
from digitiekartta.documents.importing.readers.pdf_words import (
    CellWords,
    Chunk,
    Word,
    chunks_of,
    lines_of_words,
)
from digitiekartta.documents.importing.readers.rect import Rect, around
from digitiekartta.documents.importing.roles import Role, is_name_of_column, role_of

# In parts of the size of letters: the widest gap between the lines of a head, and between years
# and their half-years.
_LINE_GAP = 0.9
_YEAR_GAP = 2.5
# How far the lines of one head are set in, and the most lines that one has.
_ALIGNED = 3.0
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class HeadCell(CellWords):
    """What a column says at its head, or a year over several columns."""

    @property
    def moment(self) -> Moment | None:
        """The time that it tells."""
        return read_moment(self.text)


@dataclass(frozen=True, slots=True)
class Head:
    """A head: its columns from left to right, and the years that stand over several of them."""

    box: Rect
    columns: tuple[HeadCell, ...]
    years: tuple[HeadCell, ...]


def heads_of(lines: Sequence[Sequence[Chunk]], fills: Sequence[Fill]) -> list[Head]:
    """Return the heads among the lines of a page from the top."""
    heads: list[Head] = []
    taken = -1
    for at, line in enumerate(lines):
        if at <= taken or not tells_columns(line):
            continue
        first, last = _extent(lines, at, fills, taken)
        head = _head(lines[first : last + 1])
        if head is not None:
            heads.append(head)
            taken = last
    return heads


def chunk_lines(words: Iterable[Word]) -> list[list[Chunk]]:
    """Return the lines of the words that are not turned, from the top.

    Half-years that stand close together are chunks of their own.
    """
    lines = lines_of_words(word for word in words if not word.turned)
    return [[part for chunk in chunks_of(line) for part in _parted(chunk)] for line in lines]


def _parted(chunk: Chunk) -> Iterator[Chunk]:
    if len(chunk.words) < 2 or read_moment(chunk.text) is not None:
        yield chunk
        return
    words = chunk.words
    sizes = (
        (2, 1)
        if any(_tells(" ".join(w.text for w in words[at : at + 2])) for at in range(len(words) - 1))
        else (1,)
    )
    parts: list[Chunk] = []
    at = 0
    while at < len(words):
        for size in sizes:
            part = Chunk(words[at : at + size])
            if _tells(part.text):
                break
        else:
            yield chunk
            return
        parts.append(part)
        at += len(part.words)
    yield from parts


def _tells(text: str) -> bool:
    return read_moment(text) is not None


def tells_columns(line: Sequence[Chunk]) -> bool:
    """Whether a line is (a part of) a head: half-years, or names of at least two columns."""
    moments = [moment for chunk in line if (moment := read_moment(chunk.text))]
    roles = [role[0] for chunk in line if (role := role_of(chunk.text))]
    told = len(moments) + len(roles)
    if told < 2 or told * 10 < len(line) * 6:
        return False
    different = {(moment.year, moment.half) for moment in moments}
    return Role.TITLE in roles or len(different) >= 2


def _extent(
    lines: Sequence[Sequence[Chunk]], core: int, fills: Sequence[Fill], taken: int
) -> tuple[int, int]:
    """Return the first and the last line of the head around one of its lines."""
    band = _band(lines[core], fills)
    first = last = core
    while first - 1 > taken and _belongs(lines[first - 1], lines[first : last + 1], band):
        first -= 1
    while last + 1 < len(lines) and _belongs(lines[last + 1], lines[first : last + 1], band):
        last += 1
    return first, last


def _band(line: Sequence[Chunk], fills: Sequence[Fill]) -> Rect | None:
    """Return the painted band in which a head stands, None when there is none."""
    under = [
        fill.box
        for fill in fills
        if sum(fill.box.holds(chunk.box.centre) for chunk in line) >= 2 or len(line) == 1
    ]
    return min(under, key=lambda box: box.height, default=None)


def _belongs(line: Sequence[Chunk], head: Sequence[Sequence[Chunk]], band: Rect | None) -> bool:
    """Whether a line that stands next to the lines of a head is one of them."""
    box = around(*(chunk.box for chunk in line))
    whole = around(*(chunk.box for one in head for chunk in one))
    gap = max(box.top - whole.bottom, whole.top - box.bottom)
    years = all(_is_year(chunk) for chunk in (line if box.top < whole.top else head[0]))
    allowed = _YEAR_GAP if years else _LINE_GAP
    if gap > allowed * line[0].size or len(head) >= _MOST_LINES:
        return False
    if band is not None and band.top <= box.middle <= band.bottom:
        return True
    return all(_is_headish(chunk, head) for chunk in line)


def _is_year(chunk: Chunk) -> bool:
    return re.fullmatch(r"20\d\d", chunk.text) is not None


def _is_headish(chunk: Chunk, head: Sequence[Sequence[Chunk]]) -> bool:
    """Whether words tell a column by themselves, or together with those above or below them."""
    if read_moment(chunk.text) or _is_year(chunk):
        return True
    over = [other for line in head for other in line if _aligned(chunk, other)]
    if not over:
        return role_of(chunk.text) is not None
    if len(chunk.words) > 3:
        return False
    return any(_tell_together(chunk, other) for other in over)


def _tell_together(chunk: Chunk, other: Chunk) -> bool:
    """Whether words over one another tell what neither tells alone, or are one broken word."""
    pair = sorted((chunk, other), key=lambda one: one.box.middle)
    upper, lower = (one.text for one in pair)
    spaced, glued = f"{upper} {lower}", f"{upper}{lower}"
    if read_moment(spaced) or read_moment(glued):
        return True
    if is_name_of_column(spaced) or is_name_of_column(glued):
        return True
    return role_of(other.text) is None and role_of(spaced) is not None


def _aligned(one: Chunk, other: Chunk) -> bool:
    return (
        abs(one.box.left - other.box.left) < _ALIGNED
        or abs(one.box.right - other.box.right) < _ALIGNED
        or abs(one.box.centre[0] - other.box.centre[0]) < _ALIGNED
    )


def _head(lines: Sequence[Sequence[Chunk]]) -> Head | None:
    chunks = [chunk for line in lines for chunk in line]
    years = _years_over(lines)
    columns: list[list[Chunk]] = []
    for chunk in sorted((one for one in chunks if one not in years), key=lambda one: one.box.left):
        if columns and chunk.box.left < max(one.box.right for one in columns[-1]) - 1:
            columns[-1].append(chunk)
        else:
            columns.append([chunk])
    cells = [HeadCell(tuple(sorted(column, key=lambda one: one.box.middle))) for column in columns]
    if len(cells) < 2 or not _tells_table(cells, bool(years)):
        return None
    box = around(*(chunk.box for chunk in chunks))
    same = [tuple(one) for _, one in groupby(years, key=lambda year: year.text)]
    return Head(box, tuple(cells), tuple(HeadCell(one) for one in same))


def _tells_table(cells: Sequence[HeadCell], years: bool) -> bool:
    """Whether columns are those of a table: half-years in full, or a measure and more."""
    moments = [moment for cell in cells if (moment := cell.moment)]
    full = {m.halfyears for m in moments if m.full or (years and m.half)}
    bare = {m.year for m in moments if m.year and m.half is None}
    roles = {role[0] for cell in cells if (role := role_of(cell.text))}
    return len(full) >= 2 or years or (Role.TITLE in roles and (len(roles) >= 2 or bool(bare)))


def _years_over(lines: Sequence[Sequence[Chunk]]) -> list[Chunk]:
    """Return the bare years that stand over several half-years each.

    Names of columns beside both may stand in the middle, on a line between them.
    """
    for line, below in combinations(lines, 2):
        years = [chunk for chunk in line if _is_year(chunk)]
        halves = [
            chunk
            for chunk in below
            if (moment := read_moment(chunk.text)) and moment.year is None and moment.half
        ]
        if years and len(halves) > len(years):
            return years
    return []
