"""The cells of a table on paper: their words, and the colour that is painted in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import Cell, Label
from digitiekartta.documents.importing.readers.matrix import Placed
from digitiekartta.documents.importing.readers.pdf_marks import Fill
from digitiekartta.documents.importing.readers.pdf_text import joined_in_cell
from digitiekartta.documents.importing.readers.pdf_words import Word, chunks_of, lines_of_words
from digitiekartta.documents.importing.readers.rect import Rect
from digitiekartta.documents.importing.shades import is_white
from digitiekartta.documents.importing.words import readable

# The part of a cell's width that a bar covers at least to be its colour, and the part that it
# may reach over without a word; the part of a bar's height that lies in the row.
_COVERED = 0.5
_TOUCHED = 0.2
_IN_ROW = 0.5
# The part of a fill that lies in a cell when it is a mark inside it; the widest such mark.
_INSIDE = 0.9
_SMALL = 0.6


@dataclass(frozen=True, slots=True)
class Area:
    """A cell on paper: its upper left place, how many it covers, where it is, and its words.

    ``limit`` is where its lines of words end at the latest, None when it is not known;
    ``closed`` tells that they end there, else they reach so far at least.
    """

    row: int
    column: int
    rows: int
    columns: int
    box: Rect
    words: tuple[Word, ...]
    limit: float | None = None
    closed: bool = True


def cells_of(areas: Iterable[Area], fills: Sequence[Fill]) -> list[Placed]:
    """Return the cells of a table with their texts and colours."""
    placed = []
    for area in areas:
        near = [fill for fill in fills if fill.box.touches(area.box, 0)]
        placed.append(Placed(area.row, area.column, _cell(area, near)))
    return placed


def _cell(area: Area, fills: Sequence[Fill]) -> Cell:
    marks = [fill for fill in fills if is_mark(fill, area)]
    fill = under(area.box, [fill for fill in fills if fill not in marks])
    labels: tuple[Label, ...] = ()
    if marks:
        own = {mark.colour for mark in marks}
        if len(own) == 1 and all(_on(word, marks) for word in area.words):
            fill = marks[-1]
        else:
            labels = tuple(_labels(marks, area.words))
    words = area.words
    text, seams = joined_in_cell(words, area.limit, area.closed)
    return Cell(
        readable(text),
        fill.colour if fill and not fill.unclear else None,
        rows=area.rows,
        columns=area.columns,
        bold=bool(words) and all(word.bold for word in words),
        labels=labels,
        unclear=fill.unclear if fill else "",
        struck=bool(words) and all(word.struck for word in words),
        ink=_ink(words),
        seams=seams,
        lost=next((word.lost for word in words if word.lost), ""),
    )


def under(box: Rect, fills: Sequence[Fill]) -> Fill | None:
    """Return the fill of a place: what is painted last under its middle or over most of it."""
    return next((fill for fill in reversed(fills) if covers(fill.box, box)), None)


def covers(fill: Rect, box: Rect) -> bool:
    """Whether a fill covers a place, as a background or as a bar that is lower than its row."""
    if fill.holds(box.centre):
        return True
    across, down = fill.shared(box)
    return across >= _COVERED * box.width and down > _IN_ROW * fill.height


def reaches_into(fill: Rect, box: Rect) -> bool:
    """Whether a bar covers a part of a place, but not enough to be its colour."""
    across, down = fill.shared(box)
    return across >= _TOUCHED * box.width and down > _IN_ROW * fill.height


def is_mark(fill: Fill, area: Area) -> bool:
    """Whether a fill is a small mark inside a cell: a swatch, a dot, a shaded word."""
    if is_white(fill.colour):
        return False
    box = fill.box
    across, down = box.shared(area.box)
    inside = across >= _INSIDE * box.width and down >= _INSIDE * box.height
    return inside and box.width < _SMALL * area.box.width


def _on(word: Word, marks: Sequence[Fill]) -> bool:
    return any(mark.box.holds(word.box.centre) for mark in marks)


def _labels(marks: Sequence[Fill], words: Sequence[Word]) -> Iterable[Label]:
    """Yield the marks of a cell with the words that stand on them, or right of them."""
    loose = [word for word in words if not _on(word, marks)]
    for mark in marks:
        own = [word for word in words if _on(word, [mark])] or words_beside(mark.box, loose)
        if own:
            yield Label(readable(" ".join(word.text for word in own)), mark.colour)


def words_beside(box: Rect, words: Sequence[Word]) -> list[Word]:
    """Return the words on the line of a swatch that follow it without a wide gap."""
    for line in lines_of_words(words):
        if not box.top - 2 <= line[0].box.middle <= box.bottom + 2:
            continue
        after = [word for word in line if word.box.left >= box.right - 1]
        if after and after[0].box.left - box.right <= 30:
            return list(chunks_of(after)[0].words)
    return []


def _ink(words: Sequence[Word]) -> RGB | None:
    """Return the one colour of words, None when they are black or of several."""
    inks = {word.ink_shown for word in words}
    return inks.pop() if len(inks) == 1 else None
