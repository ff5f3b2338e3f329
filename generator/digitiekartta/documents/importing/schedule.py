"""The half-years of a measure: what colour, mark, word or text stands in each."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from digitiekartta.basics.colours import RGB, difference, hexadecimal
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.annex_form import ID, known_header
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.cell_fates import CellFate
from digitiekartta.documents.importing.exported import Exported, phase_of, words_of
from digitiekartta.documents.importing.grid import Cell, Line
from digitiekartta.documents.importing.grounds import Ground, Grounds
from digitiekartta.documents.importing.legend import NO_LABELS, NO_PHASE, OPEN, Legend
from digitiekartta.documents.importing.neutral import UNKNOWN
from digitiekartta.documents.importing.phases import USUAL, resembled
from digitiekartta.documents.importing.shades import from_hex, is_white
from digitiekartta.documents.importing.spots import Spot
from digitiekartta.documents.importing.worded import in_words
from digitiekartta.documents.importing.words import folded, letters, near

# Numbers of two digits are words: a sum or a count, of which no two need be the same.
_MARK = re.compile(r"(?!\d\d)[A-ZÅÄÖa-zåäö0-9]{1,2}|[^\w\s]{1,3}")
_NOTHING = re.compile(r"-+|0|[☐□◻▢⬜○◯]|\.+|…|/")
_CHECKED = {"☑": "☒", "🗹": "☒", "🗷": "☒", "⮽": "☒"}
# What a sheet holds where it shows a box that is checked or not.
_BOXES = {"tosi": "☒", "true": "☒", "epätosi": "☐", "false": "☐"}
# Marks that say only "here"; what they mean in a painted cell, its colour tells.
_HERE = re.compile(r"[x•●✓✔☒■▪◼█v]")
# Signs that say something beside a phase: a doubt, a note, money.
_SAID_BESIDE = re.compile(r"[?!*→€%]+")
# A person's answer for one plain word is another name of a phase; longer texts say more.
_ONE_WORD = re.compile(r"[^\W\d_]+\.?")
_ONE_COLOUR = 5.0
# What parts a phase and the words after it on one line.
_BEFORE_WORDS = re.compile(r"\s*[:,;]\s|\s[-–]\s|\s*(?=\()")
COLOUR_HOLDS = "Väri jäi voimaan"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A colour ("#rrggbb"), mark or unclear fill that nothing explains, and where it stands.

    ``told`` is the phase that the rest of the cell, its text or colour, tells all the same.
    """

    sign: str
    spot: Spot
    unclear: bool = False
    told: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two signs that tell different phases of one half-year: the one that holds, and the other.

    In one cell they are its colour and its text, of which one may be missing in an annex that was
    edited, and ``outcome`` tells in Finnish what came of it; else two cells that share the
    half-year.
    """

    holds: str
    holds_at: Spot
    other: str
    other_at: Spot
    moment: HalfYear | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell where it stands, of a half-year's column or one that tells its half-years in words."""

    block: Block
    line: Line
    column: int
    cell: Cell
    in_words: tuple[HalfYear, ...] = ()

    @property
    def spot(self) -> Spot:
        """Where it stands, as a person finds it."""
        return Spot.of(self.block, self.line, self.column)

    @property
    def moments(self) -> tuple[HalfYear, ...]:
        """The half-years of its column, or of which words tell."""
        return self.in_words or self.block.columns.periods[self.column]

    @property
    def is_struck_row(self) -> bool:
        """Whether the measure itself is struck through, and not this cell alone."""
        return self.line.cell(self.block.columns.title).struck

    @property
    def measure(self) -> str:
        """The id that the row tells, "" when it tells none."""
        heads = self.block.columns.extras.items()
        at = next((at for at, head in heads if known_header(head) == ID), -1)
        return one_line(self.line.cell(at).text)

    @property
    def key(self) -> object:
        """What tells a cell from others: a merged one stands at several places."""
        if self.cell.rows > 1 or self.cell.columns > 1:
            return id(self.cell)
        return id(self.block.table), self.line.number, self.column


@dataclass(frozen=True, slots=True)
class _Found:
    """What a cell tells: a phase, a text beside it, and what became of the cell.

    ``untold`` means that content is to be left as it is.
    """

    phase: str | None
    text: str
    fate: CellFate
    untold: bool = False


@dataclass(frozen=True, slots=True)
class HalfYears:
    """What stands in the half-years of a row.

    Args:
        phases: The phase of each half-year.
        texts: The texts in half-years.
        untold: The half-years of which nothing is to be taken.
    """

    phases: dict[HalfYear, str] = field(default_factory=dict)
    texts: dict[HalfYear, str] = field(default_factory=dict)
    untold: frozenset[HalfYear] = frozenset()


@dataclass
class Schedules:
    """Reads schedule cells; collects what it does not understand, and counts every cell.

    What a person tells of colours and marks holds before any legend; ``NO_PHASE`` says there that
    one tells nothing, ``OPEN`` that nobody knows what it tells. ``worded`` are texts that are no
    phase, with whether content is left as it is; ``answered`` the colours and marks of what a
    person told that were met.
    """

    told: Legend
    words: frozenset[str]
    exported: Exported | None = None
    doubts: list[Doubt] = field(default_factory=list)
    words_seen: list[str] = field(default_factory=list)
    differing: list[Disagreement] = field(default_factory=list)
    colliding: list[Disagreement] = field(default_factory=list)
    struck: list[tuple[Spot, str]] = field(default_factory=list)
    rows_in_phase: list[tuple[Spot, str, bool]] = field(default_factory=list)
    worded: list[tuple[Spot, str, bool]] = field(default_factory=list)
    answered: set[RGB | str] = field(default_factory=set)
    fates: Counter[CellFate] = field(default_factory=Counter)
    _counted: set[object] = field(default_factory=set)
    _unnamed: list[RGB] = field(default_factory=list)
    _above: dict[HalfYear, tuple[str, _Place]] = field(default_factory=dict)

    def read(self, grounds: Grounds, line: Line, continued: bool = False) -> HalfYears:
        """Return what stands in the half-years of a measure's row.

        A row that continues the measure above it leaves that one's half-years as they are. A
        table whose half-years are in doubt tells none.
        """
        block = grounds.block
        if block.table.doubt:
            self.pass_over(block, line, CellFate.REFUSED)
            return HalfYears()
        found = [
            (place, self._cell(place, grounds.of_cell(line, column, cell)))
            for column, cell in block.schedule_cells(line)
            for place in [_Place(block, line, column, cell)]
        ]
        found += self._in_words(block, line)
        phases = self._phases(found, continued)
        texts: dict[HalfYear, str] = {}
        seen: set[object] = set()
        for place, one in found:
            if one.text and place.key not in seen:
                texts[place.moments[0]] = one.text
                if one.fate is CellFate.TEXT and not self._said_words(place, one.text):
                    self.worded.append((place.spot, one.text, False))
            seen.add(place.key)
            holds = any(phases[moment][0] == one.phase for moment in place.moments if one.phase)
            is_under = one.fate is CellFate.PHASE and not holds
            self._count(place, CellFate.OVER if is_under else one.fate)
        self.pass_over(block, line, CellFate.WIDE)
        told = {moment: phase for moment, (phase, place) in phases.items() if place.line is line}
        untold = {moment for place, one in found if one.untold for moment in place.moments}
        return HalfYears(dict(sorted(told.items())), dict(sorted(texts.items())), frozenset(untold))

    def _in_words(self, block: Block, line: Line) -> Iterator[tuple[_Place, _Found]]:
        """Yield the phases that a row tells in words."""
        for told in in_words(block, line):
            at = told.columns.phase
            place = _Place(block, line, at, line.cell(at), told.moments)
            phase = self._of_words(block, told.text)
            if phase is None:
                is_sign = _is_mark(told.text)
                phase = self._doubt(folded(told.text), place) if is_sign else self._word(told.text)
            phase = _phase(phase)
            yield place, _Found(phase, "", _fate(phase, CellFate.DISMISSED))

    def pass_over(self, block: Block, line: Line, fate: CellFate) -> None:
        """Count what stands in the half-years of a row and is not read."""
        for column in block.columns.periods:
            self._count(_Place(block, line, column, line.cell(column)), fate)

    def _count(self, place: _Place, fate: CellFate) -> None:
        if place.cell.shows and place.key not in self._counted:
            self._counted.add(place.key)
            self.fates[fate] += 1

    def _phases(
        self, found: list[tuple[_Place, _Found]], continued: bool
    ) -> dict[HalfYear, tuple[str, _Place]]:
        """Return the phase of each half-year and its cell; where two meet, both are told.

        In one row the later cell's phase holds, over several rows that of the first.
        """
        phases: dict[HalfYear, tuple[str, _Place]] = dict(self._above) if continued else {}
        for place, one in found:
            for moment in place.moments if one.phase is not None else ():
                new = str(one.phase), place
                before = phases.get(moment, new)
                first, second = (before, new) if before[1].line is not place.line else (new, before)
                if before[0] != new[0]:
                    self._collide(moment, first, second)
                phases[moment] = first
        self._above = phases
        return phases

    def _collide(
        self, moment: HalfYear, holds: tuple[str, _Place], other: tuple[str, _Place]
    ) -> None:
        (phase, at), (less, less_at) = holds, other
        found = Disagreement(phase, at.spot, less, less_at.spot, moment)
        if found not in self.colliding:
            self.colliding.append(found)

    def _cell(self, place: _Place, ground: Ground) -> _Found:
        colour, otherwise = self._by_colour(place, ground)
        text = _checked(place.cell.text)
        if not text:
            return self._without_words(place, "", colour, otherwise)
        if place.cell.struck and not place.is_struck_row:
            self.struck.append((place.spot, one_line(text)))
            fate = CellFate.STRUCK if colour is None else _fate(colour)
            return _Found(self._sure(place, colour), "", fate)
        phase, rest = self._by_text(place, text)
        if phase is not None:
            return self._with_both(place, phase, colour, rest)
        if _NOTHING.fullmatch(folded(text)):
            return self._without_words(place, one_line(text), colour, otherwise)
        if folded(text) in self.words:
            return _Found(self._word(one_line(text)), "", CellFate.PHASE)
        if _is_mark(text):
            return self._marked(place, text, colour)
        return self._worded(place, text, colour)

    def _without_words(
        self, place: _Place, text: str, colour: str | None, otherwise: CellFate
    ) -> _Found:
        """Return what a cell tells that is empty or has a sign for nothing; no colour says that."""
        if self._said(place, colour):
            self._tell(place, str(colour), text, "Vaihe poistettiin")
            return _Found(None, "", CellFate.CLEARED)
        known, fate = self._sure(place, colour), _fate(colour, otherwise)
        if text and fate is CellFate.PHASE:
            self._tell(place, str(known), text, COLOUR_HOLDS)
        return _Found(known, "", fate)

    def _worded(self, place: _Place, text: str, colour: str | None) -> _Found:
        """Return what a cell tells whose text is no phase."""
        is_new = self._is_known(place) and not self._said_words(place, text)
        if is_new and self._resembles(text, place.block.legend):
            self.worded.append((place.spot, text, True))
            return _Found(None, "", CellFate.LEFT, untold=True)
        known = self._sure(place, colour)
        if self._said(place, known):
            self._tell(place, str(known), one_line(text), COLOUR_HOLDS)
        return _Found(known, text, CellFate.TEXT if known is None else _fate(known))

    def _with_both(self, place: _Place, phase: str, colour: str | None, rest: str) -> _Found:
        """Return what a cell tells whose text tells a phase, and whose colour may tell another."""
        if phase == NO_PHASE:
            return _Found(self._sure(place, colour), rest, _fate(colour, CellFate.DISMISSED))
        if colour is not None and colour.startswith(UNKNOWN) and place.block.legend.colours:
            self._doubt(colour.removeprefix(UNKNOWN), place, phase)
        known = colour if colour is not None and not colour.startswith(UNKNOWN) else None
        if known is None or letters(known) == letters(phase):
            if colour is None and self._said(place, phase):
                self._tell(place, "", phase, "Teksti jäi voimaan")
            return _Found(known or phase, rest, CellFate.PHASE)
        was = self._said(place, known), self._said(place, phase)
        if was[0] != was[1]:  # of an annex, what has changed holds
            return _Found(phase if was[0] else known, rest, CellFate.PHASE)
        untold = self._is_known(place)
        self._tell(place, known, phase, "Sisältö jäi ennalleen" if untold else COLOUR_HOLDS)
        if untold:
            return _Found(None, "", CellFate.LEFT, untold=True)
        return _Found(known, rest, CellFate.PHASE)

    def _tell(self, place: _Place, colour: str, text: str, outcome: str) -> None:
        """Remember that a cell's colour and text tell different phases."""
        at = place.spot
        self.differing.append(Disagreement(colour, at, text, at, outcome=outcome))

    def _is_known(self, place: _Place) -> bool:
        """Whether the cell's measure stood in the annex that was exported."""
        return self.exported is not None and self.exported.knows(place.measure)

    def _said(self, place: _Place, phase: str | None) -> bool:
        """Whether the annex told a phase in this very cell when it was exported."""
        return (
            phase is not None
            and self.exported is not None
            and any(
                self.exported.said(place.measure, phase_of(moment), phase)
                for moment in place.moments
            )
        )

    def _said_words(self, place: _Place, text: str) -> bool:
        """Whether the annex had those words in this very cell when it was exported."""
        return self.exported is not None and any(
            self.exported.said(place.measure, words_of(moment), one_line(text))
            for moment in place.moments
        )

    def _marked(self, place: _Place, text: str, colour: str | None) -> _Found:
        """Return what a cell tells whose mark nothing explains."""
        sign = folded(text)
        if colour is None:
            if (phase := self._by_ink(place)) is not None:
                return _Found(phase, "", CellFate.PHASE)
            return _Found(self._doubt(sign, place), "", CellFate.UNKNOWN)
        begins = bool(letters(sign)) and letters(colour).startswith(letters(sign))
        if begins or _HERE.fullmatch(sign):
            phase = self._sure(place, colour)
            return _Found(phase, "", _fate(phase))
        if place.block.legend.marks and not self._is_known(place):
            is_known = not colour.startswith(UNKNOWN)
            self._doubt(sign, place, colour if is_known else "")
        return self._worded(place, text, colour)

    def _by_text(self, place: _Place, text: str) -> tuple[str | None, str]:
        """Return the phase that a cell's first line, or all of it, means, and what else it says."""
        first, _, rest = text.partition("\n")
        if (phase := self._of_words(place.block, first)) is not None:
            return phase, "\n".join(filter(None, (self._beside(place.block, first, phase), rest)))
        phase = self._of_words(place.block, whole := one_line(text))
        if phase is not None:
            return phase, self._beside(place.block, whole, phase)
        if self.exported is not None and not self._said_words(place, whole):
            return self._with_words_after(place.block, whole)
        return None, ""

    def _with_words_after(self, block: Block, text: str) -> tuple[str | None, str]:
        """Return the phase with which a line of an annex begins, and the words after it.

        "K käyttöönotto: pilotti" and "käyttöönotto (pilotti)" tell one; where the words tell a
        phase too, nobody knows which is meant.
        """
        for parting in reversed([*_BEFORE_WORDS.finditer(text)]):
            phase, words = self._of_words(block, text[: parting.start()]), text[parting.end() :]
            if phase is not None and words and not self._resembles(words, block.legend):
                return phase, re.sub(r"^\(([^()]*)\)$", r"\1", words)
        return None, ""

    def _beside(self, block: Block, text: str, phase: str) -> str:
        """Return what a text that tells a phase says besides: a doubt ("K ?"), a time, a place."""
        if phase == NO_PHASE or _is_mark(text):
            return ""
        known = {*block.legend.marks, *self.told.marks}
        if folded(text) in self.told.marks and not block.legend.of_text(text):
            name = letters(phase)
            is_name = _ONE_WORD.fullmatch(text) or letters(text) == name
            misspelt = not re.search(r"[\d()]", text) and near(letters(text), name)
            return "" if is_name or misspelt else text
        return " ".join(sign for sign in _SAID_BESIDE.findall(text) if sign not in known)

    def _of_words(self, block: Block, text: str) -> str | None:
        """Return the phase that a mark, a label, or both ("S selvittely") mean."""
        phase = self._told(folded(text)) or block.legend.of_text(text) or self._answered(text)
        if phase is not None:
            return phase
        mark, _, label = text.partition(" ")
        return block.legend.of_text(label) if label and len(mark) <= 2 else None

    def _answered(self, text: str) -> str | None:
        """Return the phase of that name among those by which a person has told of signs."""
        named = (one.label for one in self.told.entries if one.label not in NO_LABELS)
        return next((label for label in named if letters(label) == letters(text)), None)

    def _by_ink(self, place: _Place) -> str | None:
        """Return the phase that the colour of a sign's ink means."""
        ink = place.cell.ink
        if ink is None:
            return None
        return self._told(ink) or place.block.legend.of_ink(ink)

    def _told(self, sign: RGB | str) -> str | None:
        """Return what a person says of a colour or mark."""
        told = self.told
        phase = told.marks.get(sign) if isinstance(sign, str) else told.of_colour(sign)
        if phase is not None:
            self.answered.add(sign)
        return None if phase == OPEN else phase

    def _resembles(self, text: str, legend: Legend) -> bool:
        labels = [phase.label for phase in legend.entries]
        return bool(resembled(text, labels, legend.marks, self.usual))

    @property
    def usual(self) -> tuple[str, ...]:
        """The phases that the document may mean besides its own; an annex has its own alone."""
        return () if self.exported is not None else USUAL

    def _word(self, word: str) -> str:
        """Return a phase's word as it was first written."""
        known = next((one for one in self.words_seen if folded(one) == folded(word)), None)
        if known is None:
            self.words_seen.append(word)
        return known or word

    def _by_colour(self, place: _Place, ground: Ground) -> tuple[str | None, CellFate]:
        """Return the phase of a cell's fill, UNKNOWN where nothing explains it.

        An unknown one is no doubt yet: the cell's text may tell the phase. Second comes what
        the cell is when neither tells one.
        """
        cell, block = place.cell, place.block
        if cell.unclear:
            told = self._told(folded(cell.unclear))
            phase = f"{UNKNOWN}{cell.unclear}" if told is None else _phase(told)
            return phase, CellFate.DISMISSED
        if cell.colour is None or is_white(cell.colour):
            return None, CellFate.NOTHING
        told = self._told(cell.colour)
        if told == NO_PHASE:
            return None, CellFate.DISMISSED
        if ground in (Ground.PHASE_ROW, Ground.LIKE_PHASE):
            label = block.legend.of_colour(cell.colour) or ""
            row = Spot(block.table.name, place.line.number), label, ground is Ground.PHASE_ROW
            if row not in self.rows_in_phase:
                self.rows_in_phase.append(row)
            return None, CellFate.LIKE_ROW
        if ground is not Ground.NONE:
            return None, CellFate.SHADE
        phase = told or block.legend.of_colour(cell.colour)
        unknown = f"{UNKNOWN}{hexadecimal(self._first_like(cell.colour))}"
        return phase or unknown, CellFate.UNKNOWN

    def _sure(self, place: _Place, phase: str | None) -> str | None:
        """Return a phase, its doubt told when it is unknown."""
        if phase is not None and phase.startswith(UNKNOWN):
            return self._doubt(phase.removeprefix(UNKNOWN), place)
        return phase

    def _doubt(self, sign: str, place: _Place, told: str = "") -> str:
        unclear = bool(place.cell.unclear) and sign == place.cell.unclear
        if not self._is_open(sign):
            self.doubts.append(Doubt(sign, place.spot, unclear, told))
        return f"{UNKNOWN}{sign}"

    def _is_open(self, sign: str) -> bool:
        """Whether a person has said of a colour ("#rrggbb") or mark that nobody knows it."""
        colour = from_hex(sign) if sign.startswith("#") else None
        told = self.told.of_colour(colour) if colour else self.told.marks.get(folded(sign))
        return told == OPEN

    def _first_like(self, colour: RGB) -> RGB:
        """Return the first colour seen that is a shade of the same, this one when it is new."""
        for known in self._unnamed:
            if difference(known, colour) <= _ONE_COLOUR:
                return known
        self._unnamed.append(colour)
        return colour


def _fate(phase: str | None, otherwise: CellFate = CellFate.NOTHING) -> CellFate:
    if phase is None:
        return otherwise
    return CellFate.UNKNOWN if phase.startswith(UNKNOWN) else CellFate.PHASE


def _phase(told: str) -> str | None:
    return None if told == NO_PHASE else told


def _is_mark(text: str) -> bool:
    return _MARK.fullmatch(text.strip()) is not None


def _checked(text: str) -> str:
    """Return a text with one sign for a checked box."""
    known = _BOXES.get(folded(text), text)
    return "".join(_CHECKED.get(sign, sign) for sign in known)
