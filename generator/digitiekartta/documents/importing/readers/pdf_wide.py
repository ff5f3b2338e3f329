"""Sheets wider than a page: pages that belong beside one another become one wide page.

A spreadsheet prints the columns that do not fit on further pages, either after all rows of the
first ones or page by page to the right. What tells it is a head at the same height that goes on
with half-years, without a column of measures or with the same one again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import combinations
from math import comb

from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.readers.pdf_heads import chunk_lines
from digitiekartta.documents.importing.readers.pdf_marks import Fill, Page, painted
from digitiekartta.documents.importing.readers.pdf_words import Chunk
from digitiekartta.documents.importing.readers.rect import Rect, around
from digitiekartta.documents.importing.roles import Role, is_name_of_column, role_of
from digitiekartta.documents.importing.words import folded

# How far the heads of two pages may lie apart in height that are one.
_NEAR = 4.0
# Space between the columns of two pages where no line closes them.
_SPACE = 12.0
# The widest gap between two lines of heads, in parts of the size of letters.
_LINE_GAP = 2.5
# Letters of a line of running text, which no page of bare columns has.
_PARAGRAPH = 70
# How much better the best way to lay pages beside one another is than the next.
_CLEARLY = 0.05
# More ways than this are not weighed.
_MOST_WAYS = 100_000
NOT_JOINED = "osa sarakkeista on muilla sivuilla, eikä niiden rivejä voitu yhdistää"
NOT_THERE = "sivu, jolla sen loput sarakkeet olisivat, puuttuu tiedostosta"


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a page: its chunks, and whether a column of measures is among them."""

    chunks: tuple[Chunk, ...]
    has_title: bool

    @property
    def box(self) -> Rect:
        return around(*(chunk.box for chunk in self.chunks))

    @property
    def moments(self) -> set[str]:
        return {folded(one.text) for one in self.chunks if read_moment(one.text) is not None}


@dataclass(slots=True)
class _Run:
    """Pages of one sheet: those with its first columns, then those with further ones."""

    lefts: list[Page]
    rights: list[Page]
    head: _Head


def with_wide_pages(pages: Sequence[Page]) -> list[Page]:
    """Return the pages, those of a sheet wider than a page put beside one another."""
    done: list[Page] = []
    run: _Run | None = None
    for page in pages:
        head = _head_of(page)
        if run is not None and _is_right(page, head, run):
            run.rights.append(page)
        elif run is not None and not run.rights and head is None and _has_rows(page):
            run.lefts.append(page)
        else:
            done += _laid_out(run)
            run = None
            if head is not None and head.has_title:
                run = _Run([page], [], head)
            else:
                done.append(page)
    return done + _laid_out(run)


def _head_of(page: Page) -> _Head | None:
    """Return the first lines of a page that hold nothing but heads of columns."""
    head: list[list[Chunk]] = []
    for line in chunk_lines(page.words):
        if all(read_moment(one.text) is not None or is_name_of_column(one.text) for one in line):
            if head and line[0].box.top - head[-1][0].box.bottom > _LINE_GAP * line[0].size:
                break
            head.append(line)
        elif head:
            break
    if not head:
        return None
    chunks = tuple(chunk for line in head for chunk in line)
    roles = (role_of(chunk.text) for chunk in chunks)
    return _Head(chunks, any(role and role[0] is Role.TITLE for role in roles))


def _is_right(page: Page, head: _Head | None, run: _Run) -> bool:
    """Whether a page holds further columns of the rows of a run."""
    if head is None:
        return bool(run.rights) and not _has_text(page) and bool(painted(page.fills) or page.words)
    if abs(head.box.bottom - run.head.box.bottom) > _NEAR:
        return False
    if head.has_title:
        return bool(head.moments) and not head.moments & run.head.moments
    return bool(head.moments) or not run.head.moments


def _has_rows(page: Page) -> bool:
    return any(len(line) >= 2 for line in chunk_lines(page.words)) or not _has_text(page)


def _has_text(page: Page) -> bool:
    """Whether a page holds running text."""
    return any(len(chunk.text) >= _PARAGRAPH for line in chunk_lines(page.words) for chunk in line)


def _laid_out(run: _Run | None) -> list[Page]:
    """Return the pages of a run, each as wide as its sheet."""
    if run is None:
        return []
    if not run.rights:
        return run.lefts
    lefts, strips = _strips(run)
    for strip in strips:
        places = _places(lefts, strip)
        if places is None:
            return [replace(page, doubt=NOT_JOINED) for page in (*run.lefts, *run.rights)]
        first = _head_of(strip[0])
        cut = _cut(strip[0], first, run.head)
        move = _move(lefts[0], strip[0], cut)
        for place, right in zip(places, strip, strict=True):
            lefts[place] = _beside(lefts[place], right, cut, move)
        for place in set(range(len(lefts))) - set(places):
            lefts[place] = replace(lefts[place], doubt=NOT_THERE)
    return lefts


def _strips(run: _Run) -> tuple[list[Page], list[list[Page]]]:
    """Return the pages with the first columns, and those of each further set of columns."""
    headed = [_head_of(page) is not None for page in run.rights]
    if len(run.lefts) == 1 and not all(headed):
        # Page by page to the right: the further rows follow in the same order.
        wide = headed.index(False) + 1
        pages = [*run.lefts, *run.rights]
        return pages[::wide], [pages[at::wide] for at in range(1, wide)]
    if all(headed):
        size = len(run.lefts)
        starts = range(0, len(run.rights), size)
        return list(run.lefts), [run.rights[at : at + size] for at in starts]
    starts_at = [at for at, is_headed in enumerate(headed) if is_headed]
    ends = [*starts_at[1:], len(run.rights)]
    strips = [run.rights[at:end] for at, end in zip(starts_at, ends, strict=True)]
    return list(run.lefts), strips


def _places(lefts: Sequence[Page], strip: Sequence[Page]) -> list[int] | None:
    """Return beside which pages those of a strip stand; None when it cannot be told.

    Programs leave out pages on which nothing stands.
    """
    if len(strip) == len(lefts):
        return list(range(len(lefts)))
    if len(strip) > len(lefts):
        return None
    if comb(len(lefts) - 1, len(strip) - 1) > _MOST_WAYS:
        return None
    lines = [
        [around(*(chunk.box for chunk in line)) for line in chunk_lines(left.words)]
        for left in lefts
    ]
    fits = [[_fit(own, page) for own in lines] for page in strip]
    ways = ((0, *further) for further in combinations(range(1, len(lefts)), len(strip) - 1))
    scores = ((sum(own[at] for own, at in zip(fits, way, strict=True)), way) for way in ways)
    (best, places), *others = nlargest(2, scores)
    return None if any(best - other < _CLEARLY for other, _ in others) else list(places)


def _fit(lines: Sequence[Rect], right: Page) -> float:
    """Return how well the fills of a page stand at the height of lines of words of another."""
    fills = [fill.box for fill in painted(right.fills)]
    fits = [
        any(box.top <= line.middle <= box.bottom for line in lines)
        and not any(
            line.top + 0.25 * line.height < edge < line.bottom - 0.25 * line.height
            for line in lines
            for edge in (box.top, box.bottom)
        )
        for box in fills
    ]
    return sum(fits) / len(fits) if fits else 0.0


def _cut(page: Page, head: _Head | None, first: _Head) -> float:
    """Return where the new columns of a page begin, right of those that it only repeats.

    What begins left of it is also the rest of a text that reaches over from the page before.
    """
    if head is None:
        return 0.0
    known = {folded(chunk.text) for chunk in first.chunks} if head.has_title else set()
    new = [chunk.box.left for chunk in head.chunks if folded(chunk.text) not in known]
    if not new:
        return 0.0
    edges = [rule.centre[0] for rule in page.rules if rule.height > rule.width]
    edges += [fill.box.left for fill in painted(page.fills)]
    near = [edge for edge in edges if min(new) - _SPACE <= edge <= min(new) + 1]
    return max(near, default=min(new) - 2)


def _move(left: Page, right: Page, cut: float) -> float:
    """Return how far a page moves to the right to go on where another one ends."""
    lines_end = [rule.right for rule in left.rules if rule.width > rule.height]
    lines_start = [
        max(rule.left, cut) for rule in right.rules if rule.width > rule.height and rule.right > cut
    ]
    if lines_end and lines_start:
        return max(lines_end) - min(lines_start)
    ends = [box.right for box in _boxes(left)]
    starts = [box.left for box in _boxes(right) if box.left >= cut]
    return max(ends, default=0.0) + _SPACE - min(starts, default=0.0)


def _boxes(page: Page) -> Iterator[Rect]:
    yield from (word.box for word in page.words)
    yield from (rule for rule in page.rules)
    yield from (fill.box for fill in painted(page.fills))


def _beside(left: Page, right: Page, cut: float, move: float) -> Page:
    """Return two pages as one."""
    begin = [
        chunk for line in chunk_lines(right.words) for chunk in line if chunk.box.left >= cut - 1
    ]
    words = [replace(word, box=_moved(word.box, move)) for chunk in begin for word in chunk.words]
    rules = [
        _moved(replace(rule, left=max(rule.left, min(cut, rule.right))), move)
        for rule in right.rules
        if rule.right >= cut - 1
    ]
    fills: list[Fill] = [
        replace(fill, box=_moved(fill.box, move))
        for fill in right.fills
        if fill.box.centre[0] >= cut
    ]
    return replace(
        left,
        width=left.width + right.width,
        words=[*left.words, *words],
        rules=[*left.rules, *rules],
        fills=[*left.fills, *fills],
        beside=(*left.beside, right.number),
    )


def _moved(box: Rect, move: float) -> Rect:
    return replace(box, left=box.left + move, right=box.right + move)
