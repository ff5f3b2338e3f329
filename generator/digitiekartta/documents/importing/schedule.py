"""The half-years of a measure: what colour, mark, word or text stands in each."""

import re
from collections import Counter
from dataclasses import dataclass, field

from digitiekartta.basics.colours import RGB, difference, hexadecimal
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.grid import Cell, Line
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import UNKNOWN
from digitiekartta.documents.importing.shades import is_white, same
from digitiekartta.documents.importing.words import folded

_MARK = re.compile(r"[A-ZÅÄÖa-zåäö0-9]{1,2}|[^\w\s]{1,3}")
_ONE_COLOUR = 5.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A colour ("#rrggbb") or mark that nothing explains: its table, and its cell's place there."""

    sign: str
    table: str
    place: str


@dataclass
class Schedules:
    """Reads schedule cells, by a person's word first; collects what it does not understand."""

    told: Legend
    words: frozenset[str]
    doubts: list[Doubt] = field(default_factory=list)
    words_seen: list[str] = field(default_factory=list)
    _unnamed: list[RGB] = field(default_factory=list)

    def read(
        self, block: Block, line: Line, background: frozenset[int]
    ) -> tuple[dict[HalfYear, str], dict[HalfYear, str]]:
        """Return the phase of each half-year of a measure's row, and the texts in half-years.

        In the columns of the background an unexplained colour only decorates the table.
        """
        phases: dict[HalfYear, str] = {}
        texts: dict[HalfYear, str] = {}
        seen: set[int] = set()
        for column, cell in block.schedule_cells(line):
            moments = block.columns.periods[column]
            phase, text = self._cell(block, line, cell, column in background)
            for moment in moments:
                if phase is not None:
                    phases[moment] = phase
            if text and id(cell) not in seen:
                texts[moments[0]] = text
            seen.add(id(cell))
        return dict(sorted(phases.items())), dict(sorted(texts.items()))

    def _cell(
        self, block: Block, line: Line, cell: Cell, decorated: bool
    ) -> tuple[str | None, str]:
        by_colour = self._by_colour(block, line, cell, decorated)
        text = cell.text
        if not text:
            return by_colour, ""
        first, _, rest = text.partition("\n")
        phase = self._by_text(block, first)
        if phase is not None:
            return (by_colour if by_colour and not by_colour.startswith(UNKNOWN) else phase), rest
        whole = self._by_text(block, one_line(text))
        if whole is not None:
            return whole, ""
        if folded(text) in self.words and not by_colour:
            return self._word(one_line(text)), ""
        if _MARK.fullmatch(text.strip()):
            if by_colour is not None:
                return by_colour, ""
            return self._doubt(text.strip().casefold(), block, line, cell), ""
        return by_colour, text

    def _by_text(self, block: Block, text: str) -> str | None:
        """Return the phase that a mark, a label, or both ("S selvittely") mean."""
        phase = self.told.marks.get(folded(text)) or block.legend.of_text(text)
        if phase is not None:
            return phase
        mark, _, label = text.partition(" ")
        return block.legend.of_text(label) if label and len(mark) <= 2 else None

    def _word(self, word: str) -> str:
        """Return a phase's word as it was first written."""
        known = next((one for one in self.words_seen if folded(one) == folded(word)), None)
        if known is None:
            self.words_seen.append(word)
        return known or word

    def _by_colour(self, block: Block, line: Line, cell: Cell, decorated: bool) -> str | None:
        colour = cell.colour
        if colour is None or is_white(colour):
            return None
        phase = self.told.of_colour(colour) or block.legend.of_colour(colour)
        if phase is not None:
            return phase
        own = block.own_colour(line)
        if decorated or (own is not None and same(colour, own)):
            return None
        return self._doubt(hexadecimal(self._first_like(colour)), block, line, cell)

    def _doubt(self, sign: str, block: Block, line: Line, cell: Cell) -> str:
        self.doubts.append(Doubt(sign, block.table.name, cell.place or f"rivi {line.number}"))
        return f"{UNKNOWN}{sign}"

    def _first_like(self, colour: RGB) -> RGB:
        """Return the first colour seen that is a shade of the same, this one when it is new."""
        for known in self._unnamed:
            if difference(known, colour) <= _ONE_COLOUR:
                return known
        self._unnamed.append(colour)
        return colour


def decorated_columns(block: Block, lines: list[Line]) -> frozenset[int]:
    """Return the half-year columns that are painted from top to bottom in an unexplained colour.

    Such a colour marks the year, not a phase: every cell of the column that has no phase has it.
    """
    decorated = set()
    for column in block.columns.periods:
        cells = [line.cell(column) for line in lines]
        rest = [
            cell for cell in cells if not cell.colour or not block.legend.of_colour(cell.colour)
        ]
        colours = {cell.colour for cell in rest if not is_white(cell.colour)}
        if len(rest) >= 3 and len(colours) == 1 and not any(is_white(c.colour) for c in rest):
            decorated.add(column)
    every_column = len(decorated) == len(block.columns.periods)
    return frozenset() if every_column and not block.legend else frozenset(decorated)


def phase_words(blocks: list[Block]) -> frozenset[str]:
    """Return the words that stand for phases where no legend tells any: short ones that recur."""
    if any(block.legend for block in blocks):
        return frozenset()
    counts: Counter[str] = Counter()
    for block in blocks:
        for line in block.lines:
            if not line.cell(block.columns.title).text:
                continue
            for _, cell in block.schedule_cells(line):
                word = folded(cell.text)
                if is_white(cell.colour) and _is_word(word):
                    counts[word] += 1
    return frozenset(word for word, number in counts.items() if number >= 2)


def _is_word(word: str) -> bool:
    return len(word) >= 4 and len(word.split()) <= 3 and not re.search(r"[\d.:;]", word)
