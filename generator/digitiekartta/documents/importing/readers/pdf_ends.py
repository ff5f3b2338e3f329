"""Where a table without lines ends: below it stand a legend, a heading, or running text."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from digitiekartta.documents.importing.legend import is_caption
from digitiekartta.documents.importing.readers.pdf_columns import ONE_EDGE, Frame, column_at, spans
from digitiekartta.documents.importing.readers.pdf_marks import Fill
from digitiekartta.documents.importing.readers.pdf_words import Chunk
from digitiekartta.documents.importing.readers.rect import Rect, around

# In parts of the size of letters: the gap below a row that may end a table.
_END_GAP = 1.6
# In parts of the size of letters: from which overlap on lines stand beside one another.
_OVERLAP = 0.2
# Letters of the shortest line that can be running text.
_PARAGRAPH = 70

Lines = list[list[Chunk]]


def without_end(lines: Lines, fills: Sequence[Fill], frame: Frame, another: bool) -> Lines:
    """Return the lines of a table's body without what stands below it.

    Args:
        lines: All lines between its head and the next one.
        fills: The painted shapes of the page.
        frame: Its columns.
        another: Whether another table follows, so that the last line may be its heading.
    """
    kept: Lines = []
    bottom: float | None = None
    for at, line in enumerate(lines):
        box = _box(line)
        wide = bottom is not None and box.top - bottom > _END_GAP * line[0].size
        if (wide or _is_paragraph(line, frame)) and not _has_rows(lines[at:], fills, frame):
            break
        kept.append(line)
        bottom = max(bottom or 0, box.bottom)
    while kept and (_is_legend(kept[-1], fills, frame) or _is_heading(kept, another)):
        kept.pop()
    return kept[: _begin_of_legend(kept, fills, frame)]


def _box(line: Sequence[Chunk]) -> Rect:
    return around(*(chunk.box for chunk in line))


def _has_rows(lines: Lines, fills: Sequence[Fill], frame: Frame) -> bool:
    """Whether some of the lines still look like rows of the table."""
    box = around(*(chunk.box for line in lines for chunk in line))
    if any(
        box.top <= fill.box.middle <= box.bottom and frame.in_moments(fill.box) for fill in fills
    ):
        return True
    columns = [{column_at(chunk.box, frame.xs) for chunk in line} for line in lines]
    return any(len(own) >= 2 for own in columns)


def _is_paragraph(line: Sequence[Chunk], frame: Frame) -> bool:
    return (
        len(line) == 1
        and len(line[0].text) >= _PARAGRAPH
        and len(list(spans(line[0].box, frame.xs))) >= 3
    )


def _begin_of_legend(lines: Lines, fills: Sequence[Fill], frame: Frame) -> int:
    """Return at which line a legend begins that ends a table, after all lines when none does.

    What it tells stands on the line that announces it, or below, each on a line of its own.
    """
    for at in reversed(range(len(lines))):
        if _announces(lines[at], fills, frame):
            while at and _overlap(*lines[at - 1 : at + 1]):
                at -= 1
            return at
        if not (_tells_phase(lines[at], fills) or (at and _overlap(*lines[at - 1 : at + 1]))):
            break
    return len(lines)


def _overlap(above: Sequence[Chunk], line: Sequence[Chunk]) -> bool:
    """Whether two lines are those of cells of different heights beside one another."""
    return _box(above).bottom > _box(line).top + _OVERLAP * line[0].size


def _announces(line: Sequence[Chunk], fills: Sequence[Fill], frame: Frame) -> bool:
    """Whether a line announces a legend by its first words, and tells nothing but one."""
    first, *others = line
    if not is_caption(first.text):
        return is_caption(first.words[0].text) and "=" in first.text
    return all("=" in one.text for one in others) or _is_painted(others, fills, frame)


def _tells_phase(line: Sequence[Chunk], fills: Sequence[Fill]) -> bool:
    """Whether the only words of a line are painted, or tell a sign's meaning."""
    return len(line) == 1 and ("=" in line[0].text or bool(_behind(line[0], fills)))


def _behind(chunk: Chunk, fills: Sequence[Fill]) -> list[Rect]:
    return [fill.box for fill in fills if fill.box.holds(chunk.box.centre)]


def _is_legend(line: Sequence[Chunk], fills: Sequence[Fill], frame: Frame) -> bool:
    """Whether a line explains colours: small fills stand before words, or others behind them."""
    box = _box(line)
    here = [
        fill.box
        for fill in fills
        if box.top - 2 <= fill.box.middle <= box.bottom + 2
        or fill.box.top <= box.middle <= fill.box.bottom
    ]
    small = [one for one in here if one.width < 0.6 * (frame.xs[1] - frame.xs[0])]
    if small and small == here and not any(map(frame.in_moments, small)):
        return True
    return len(line) > 1 and _is_painted(line, fills, frame)


def _is_painted(chunks: Sequence[Chunk], fills: Sequence[Fill], frame: Frame) -> bool:
    """Whether fills are behind all words, and end elsewhere than the columns of the table."""
    behind = [_behind(chunk, fills) for chunk in chunks]
    return all(behind) and not all(_fits(box, frame) for boxes in behind for box in boxes)


def _fits(box: Rect, frame: Frame) -> bool:
    """Whether a fill begins and ends where columns do."""
    return all(
        x <= frame.xs[0] or x >= frame.xs[-1] or any(abs(x - one) < ONE_EDGE for one in frame.xs)
        for x in (box.left, box.right)
    )


def _is_heading(lines: Lines, another: bool) -> bool:
    """Whether the last line looks like a heading of the table that follows, not like a row."""
    if not another or len(lines[-1]) > 1:
        return False
    last = lines[-1][0]
    usual = median(chunk.size for line in lines for chunk in line)
    return last.bold or last.size > 1.1 * usual
