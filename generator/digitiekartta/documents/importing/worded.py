"""Schedules in words: a row for each half-year of a measure, or a column for each phase.

"Ajankohta | Vaihe" tells one phase a row where a measure has several; "kevät 2026" below the head
"Selvitys" is when that phase is. A single column of times tells no phase, so it is none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.cell_times import (
    is_head_of_bounds,
    is_head_of_times,
    read_span,
    through,
)
from digitiekartta.documents.importing.grid import Line
from digitiekartta.documents.importing.phases import USUAL
from digitiekartta.documents.importing.words import folded, letters

_PHASE_HEADS = {"vaihe", "työvaihe", "toteutusvaihe", "projektin vaihe", "hankkeen vaihe", "fas"}


@dataclass(frozen=True, slots=True)
class InWords:
    """A phase that a row tells in words: in which columns, for which half-years, and its name."""

    time: int
    phase: int
    moments: tuple[HalfYear, ...]
    text: str


def columns_in_words(block: Block) -> Mapping[int, int]:
    """Return the columns that tell times, each with the column that tells the phase.

    It is the same one where its head does.
    """
    if block.columns.periods:
        return {}
    heads = {column: one_line(head) for column, head in block.columns.extras.items()}
    timed = [column for column in heads if _tells_times(block, column)]
    times = [column for column in timed if is_head_of_times(heads[column])]
    phases = [column for column in heads if folded(heads[column]).strip(" .:") in _PHASE_HEADS]
    if len(times) == len(phases) == 1 and _has_several_rows(block, times[0], phases[0]):
        return {times[0]: phases[0]}
    known = {letters(name) for name in USUAL}
    known |= {letters(entry.label) for entry in block.legend.entries}
    timed = [column for column in timed if not is_head_of_bounds(heads[column])]
    own = [column for column in timed if letters(heads[column]).removesuffix("vaihe") in known]
    return {column: column for column in own} if len(own) > 1 else {}


def in_words(block: Block, line: Line) -> Iterator[InWords]:
    """Yield what a row tells in such columns, as far as its times are sure."""
    for time, phase in block.in_words.items():
        if found := _told(block, line, time, phase):
            yield found


def tells_by_rows(block: Block) -> bool:
    """Whether each row of a block tells some of a measure's half-years."""
    return any(time != phase for time, phase in block.in_words.items())


def unsure_times(block: Block, line: Line) -> Iterator[str]:
    """Yield the times of a row that are not sure."""
    told = {one.time for one in in_words(block, line)}
    texts = (line.cell(column).text for column in block.in_words if column not in told)
    yield from (one_line(text) for text in texts if text)


def _told(block: Block, line: Line, time: int, phase: int) -> InWords | None:
    span = read_span(one_line(line.cell(time).text))
    text = block.columns.extras[phase] if time == phase else line.cell(phase).text
    return InWords(time, phase, tuple(through(span)), one_line(text)) if span and text else None


def _tells_times(block: Block, column: int) -> bool:
    """Whether most texts of a column are times for certain."""
    texts = [text for line in block.lines if (text := one_line(line.cell(column).text))]
    return 2 * sum(read_span(text) is not None for text in texts) >= max(len(texts), 1)


def _has_several_rows(block: Block, time: int, phase: int) -> bool:
    """Whether a measure has more than one row with a time and a phase."""
    titles = [
        folded(line.cell(block.columns.title).text)
        for line in block.lines
        if _told(block, line, time, phase)
    ]
    return "" in titles[1:] or len(set(titles)) < len(titles)
