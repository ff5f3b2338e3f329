"""Texts outside tables: lines of words become paragraphs and headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from digitiekartta.documents.importing.grid import Text
from digitiekartta.documents.importing.readers.pdf_text import joined
from digitiekartta.documents.importing.readers.pdf_words import (
    Word,
    chunks_of,
    lines_of_words,
)
from digitiekartta.documents.importing.readers.rect import Rect, around
from digitiekartta.documents.importing.words import readable

# How much larger than usual the letters of a heading are; the widest gap between its lines.
_LARGER = 1.15
_LINE_GAP = 0.7
# In parts of the size of letters: from which overlap on lines stand beside one another.
_OVERLAP = 0.3
# The words and the part of all words from which on a size is that of running text.
_RUNNING = 30
_PART = 0.4
_MOST_LEVELS = 8


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of headings in a document, the largest first."""

    larger: tuple[float, ...]

    @classmethod
    def of(cls, words: Sequence[Word], loose: Sequence[Word]) -> Sizes:
        """Return the sizes of headings, by all words of a document and those outside tables."""
        usual = median([word.size for word in words] or [10.0])
        for size, number in Counter(word.size for word in loose).items():
            if number >= _RUNNING and number >= _PART * len(loose):
                usual = max(usual, size)
        larger = {word.size for word in loose if word.size >= _LARGER * usual}
        return cls(tuple(sorted(larger, reverse=True)))

    def level(self, words: Sequence[Word]) -> int:
        """Return the level of words as a heading, 0 when they are none.

        Bold words of the usual size stand below all larger ones.
        """
        if words[0].size in self.larger:
            return min(self.larger.index(words[0].size) + 1, _MOST_LEVELS)
        bold = all(word.bold for word in words)
        return min(len(self.larger) + 1, _MOST_LEVELS) if bold else 0


def texts_of(words: Sequence[Word], sizes: Sizes) -> Iterator[tuple[Text, Rect]]:
    """Yield the lines outside tables with their places; a heading of several lines is one."""
    open_: list[Word] = []
    before: list[Word] = []
    for line in _lines_of_cells(words):
        if open_ and not _goes_on(before, line, sizes):
            yield _text(open_, sizes)
            open_ = []
        open_ += line
        before = line
    if open_:
        yield _text(open_, sizes)


def _lines_of_cells(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield lines of words; lines that overlap are cells side by side, each of which is whole."""
    beside: list[list[Word]] = []
    for line in lines_of_words(words):
        if beside and beside[-1][0].box.bottom - line[0].box.top < _OVERLAP * line[0].size:
            yield from _cells(beside)
            beside = []
        beside.append(line)
    yield from _cells(beside)


def _cells(lines: Sequence[list[Word]]) -> Iterator[list[Word]]:
    """Yield the words of cells from left to right, each with its lines from the top."""
    if len(lines) < 2:
        yield from lines
        return
    cells: list[list[Word]] = []
    for chunk in (chunk for line in lines for chunk in chunks_of(line)):
        over = (one for one in cells if around(*(w.box for w in one)).shared(chunk.box)[0] > 0)
        cell = next(over, None)
        if cell is None:
            cells.append(list(chunk.words))
        else:
            cell += chunk.words
    yield from sorted(cells, key=lambda cell: min(word.box.left for word in cell))


def _goes_on(before: Sequence[Word], line: Sequence[Word], sizes: Sizes) -> bool:
    first, above = line[0], before[0]
    return (
        first.size == above.size
        and first.bold == above.bold
        and first.box.top - above.box.bottom < _LINE_GAP * first.size
        and (first.text[:1].islower() or first.size in sizes.larger)
    )


def _text(words: Sequence[Word], sizes: Sizes) -> tuple[Text, Rect]:
    bold = all(word.bold for word in words)
    text = Text(readable(joined(words)), sizes.level(words), bold)
    return text, around(*(word.box for word in words))
