"""Schedules in words: a row for each half-year of a measure, or a column for each phase.

"Ajankohta | Vaihe" tells one phase a row where a measure has several; "kevät 2026" below the head
"Selvitys" is when that phase is. A single column of times tells no phase, so it is none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.blocks import Block, WordColumns
from digitiekartta.documents.importing.cell_times import (
    Span,
    is_head_of_bounds,
    is_head_of_times,
    read_span,
    span_of,
    through,
)
from digitiekartta.documents.importing.grid import Line
from digitiekartta.documents.importing.phases import USUAL
from digitiekartta.documents.importing.words import folded, letters

_PHASE_HEADS = {"vaihe", "työvaihe", "toteutusvaihe", "projektin vaihe", "hankkeen vaihe", "fas"}


@dataclass(frozen=True, slots=True)
class InWords:
    """A phase that a row tells in words: in which columns, for which half-years, and its name."""

    columns: WordColumns
    moments: tuple[HalfYear, ...]
    text: str


def columns_in_words(block: Block) -> tuple[WordColumns, ...]:
    """Return the columns that tell times with their phases, none where half-years are columns."""
    if block.columns.periods:
        return ()
    heads = {column: one_line(head) for column, head in block.columns.extras.items()}
    times = [at for at, head in heads.items() if is_head_of_times(head) or is_head_of_bounds(head)]
    phases = [at for at, head in heads.items() if folded(head).strip(" .:") in _PHASE_HEADS]
    if times and len(phases) == 1:
        together = WordColumns(tuple(times), phases[0])
        if _tells_times(block, together) and _has_several_rows(block, together):
            return (together,)
    known = {letters(name) for name in USUAL}
    known |= {letters(entry.label) for entry in block.legend.entries}
    named = (at for at, head in heads.items() if letters(head).removesuffix("vaihe") in known)
    columns = (WordColumns((at,), at) for at in named if not is_head_of_bounds(heads[at]))
    own = tuple(one for one in columns if _tells_times(block, one))
    return own if len(own) > 1 else ()


def in_words(block: Block, line: Line) -> Iterator[InWords]:
    """Yield what a row tells in such columns, as far as its times are sure."""
    for columns in block.in_words:
        if found := _told(block, line, columns):
            yield found


def columns_told(block: Block, line: Line) -> frozenset[int]:
    """Return the columns of a row of which all is in its schedule."""
    told = (one.columns for one in in_words(block, line))
    return frozenset(at for columns in told for at in (*columns.times, columns.phase))


def unsure_times(block: Block, line: Line) -> Iterator[str]:
    """Yield the times of a row that are not sure."""
    told = columns_told(block, line)
    for columns in block.in_words:
        text = _time(line, columns)
        if text and columns.phase not in told:
            yield text


def _told(block: Block, line: Line, columns: WordColumns) -> InWords | None:
    span = _span(block, line, columns)
    own = line.cell(columns.phase).text
    text = own if columns.by_rows else block.columns.extras[columns.phase]
    return InWords(columns, tuple(through(span)), one_line(text)) if span and text else None


def _span(block: Block, line: Line, columns: WordColumns) -> Span | None:
    """Return from when to when a phase lasts: in one text, or from its start to its end."""
    heads = block.columns.extras
    if len(columns.times) == 2 and all(is_head_of_bounds(heads[at]) for at in columns.times):
        found = span_of({heads[at]: line.cell(at).text for at in columns.times})
        return found[0] if found else None
    texts = [line.cell(at).text for at in columns.times]
    # A year and its half may stand in two columns, whichever comes first.
    return read_span(one_line(" ".join(texts))) or read_span(one_line(" ".join(texts[::-1])))


def _time(line: Line, columns: WordColumns) -> str:
    return one_line(" ".join(line.cell(at).text for at in columns.times))


def _tells_times(block: Block, columns: WordColumns) -> bool:
    """Whether most times are told for certain."""
    lines = [line for line in block.lines if _time(line, columns)]
    sure = [line for line in lines if _span(block, line, columns)]
    return 2 * len(sure) >= max(len(lines), 1)


def _has_several_rows(block: Block, columns: WordColumns) -> bool:
    """Whether a measure has more than one row with a time and a phase, no heading between."""
    titles: set[str] = set()
    for line in block.lines:
        title = folded(line.cell(block.columns.title).text)
        if len(line.filled()) == 1:
            titles = set()
        elif _told(block, line, columns):
            if title in titles or (titles and not title):
                return True
            titles.add(title)
    return False
