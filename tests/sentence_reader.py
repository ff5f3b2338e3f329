"""Reads back the sentences that tell a schedule, without asking the program that wrote them.

How a phase is called and what words are without their outer marks is tested by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from digitiekartta.basics.halfyears import AUTUMN, SPRING, HalfYear, Period
from digitiekartta.roadmap.model import Phase
from digitiekartta.roadmap.roadmap import Cell, Schedule
from digitiekartta.roadmap.sentence import spoken, unquoted

YEAR = r"(\d{4})"
DURING = f"(kevääl|syksyl)lä {YEAR}"
OWN_BRACKETS = str.maketrans("[]", "()")


def told(written: Schedule) -> Schedule:
    """Return what sentences tell of a schedule: an ending once, words without outer marks."""
    cells = {
        moment: Cell(cell.phase, cell.words and unquoted(cell.words))
        for moment, cell in sorted(written.items())
    }
    *before, last = sorted(cells) or [HalfYear(2025, SPRING)]
    while before and before[-1].next() == last and cells[before[-1]] == cells[last]:
        phase = cells[last].phase
        if phase is None or phase.common != "päättynyt":
            break
        del cells[last]
        last = before.pop()
    return cells


class Reader:
    """Reads from left to right; knows the legend and the period."""

    def __init__(self, text: str, legend: Iterable[Phase], period: Period | None) -> None:
        self.text, self.period, self.at = text, period, 0
        names = {spoken(phase): phase for phase in legend}
        # The longest name first: "selvitys ja suunnittelu" is not "selvitys".
        self.phases = dict(sorted(names.items(), key=lambda item: -len(item[0])))
        self.starts_sentence = True

    def take(self, pattern: str) -> re.Match[str] | None:
        flags = re.DOTALL | (re.IGNORECASE if self.starts_sentence else 0)
        found = re.compile(pattern, flags).match(self.text, self.at)
        if found:
            self.at = found.end()
            self.starts_sentence = False
        return found

    def word(self, word: str) -> bool:
        """Take a word of the grammar; the first one of a sentence has an upper-case letter."""
        if self.starts_sentence:
            word = word[:1].upper() + word[1:]
        taken = self.text.startswith(word, self.at)
        if taken:
            self.at += len(word)
            self.starts_sentence = False
        return taken

    def schedule(self) -> dict[HalfYear, Cell]:
        cells: dict[HalfYear, Cell] = {}
        at_last: HalfYear | None = None  # where the previous part ended
        before: Cell | None = None
        while self.at < len(self.text):
            if self.starts_sentence and (alone := self.words_alone()):
                cell, time = alone
            else:
                cell, time = self.part(at_last)
            assert at_last is None or time.first == at_last.next(), "no time is passed over"
            assert cell != before, "runs are not broken up"
            if cell:
                cells.update(dict.fromkeys(time, cell))
            if cell and self.take(": "):
                cells.update(self.words_beside(cell))
            before, at_last = cell, time.last
            if not self.take(", "):
                assert self.take(r"\.?( (?!$)|$)"), self.text[self.at :]
                self.starts_sentence = True
        return cells

    def words_alone(self) -> tuple[Cell, Period] | None:
        """Take words without a phase up to the stop: "Keväällä 2025: kysely"."""
        start = self.at
        time = self.span()
        if time and self.take(": "):
            plain = self.take(r"[^.,:;”»()\n]+(?=\.)")
            return Cell(None, plain[0] if plain else self.quoted()), time
        self.at, self.starts_sentence = start, True
        return None

    def words_beside(self, cell: Cell) -> Iterator[tuple[HalfYear, Cell]]:
        """Take the words that stand beside a phase, each with their time."""
        more = True
        while more:
            plain = self.take(r"(?![”»])[^,:;”»()\n]+?(?= (kevää|syksy))")
            words = plain[0] if plain else self.quoted()
            assert self.take(" ")
            time = self.span()
            assert time, self.text[self.at :]
            yield from ((moment, Cell(cell.phase, words)) for moment in time)
            more = bool(self.take(", "))

    def part(self, at_last: HalfYear | None) -> tuple[Cell | None, Period]:
        then = self.word("sen jälkeen ")
        cell = self.cell()
        if then:
            assert at_last, "”sen jälkeen” follows a run"
            assert self.period
            return cell, Period(at_last.next(), self.period.last)
        assert self.take(" ")
        if (found := self.take(f"(kevääs|syksys)tä {YEAR} alkaen")) and self.period:
            return cell, Period(self.moment(found[1], found[2]), self.period.last)
        time = self.span()
        assert time, self.text[self.at :]
        return cell, time

    def cell(self) -> Cell | None:
        if self.word("ei merkintää"):
            return None
        found = next(phase for name, phase in self.phases.items() if self.word(name))
        if not self.take(r" \("):
            return Cell(found)
        plain = self.take(r"(?![”»])[^()\n]+")
        words = plain[0].translate(OWN_BRACKETS) if plain else self.quoted()
        assert self.take(r"\)")
        return Cell(found, words)

    def quoted(self) -> str:
        words = self.take("”((?:[^”]|””)*)”|»([^»]*)»")
        assert words
        return words[1].replace("””", "”") if words[2] is None else words[2]

    def span(self) -> Period | None:
        """Take when something is."""
        if found := self.take(f"{DURING} ja {DURING}"):
            return Period(self.moment(found[1], found[2]), self.moment(found[3], found[4]))
        if found := self.take(f"keväällä ja syksyllä {YEAR}"):
            return Period(self.moment("k", found[1]), self.moment("s", found[1]))
        if found := self.take(DURING):
            return Period(self.moment(found[1], found[2]), self.moment(found[1], found[2]))
        if found := self.take(f"(kevääs|syksys)tä {YEAR} (kevääseen|syksyyn) {YEAR}"):
            return Period(self.moment(found[1], found[2]), self.moment(found[3], found[4]))
        return None

    @staticmethod
    def moment(season: str, year: str) -> HalfYear:
        return HalfYear(int(year), SPRING if season.lower().startswith("k") else AUTUMN)
