"""Reads back the sentence that tells a schedule, without asking the program that wrote it."""

from __future__ import annotations

import re

from digitiekartta.basics.halfyears import AUTUMN, SPRING, HalfYear, Period
from digitiekartta.roadmap.model import Phase
from digitiekartta.roadmap.roadmap import Cell

YEAR = r"(\d{4})"


class Reader:
    """Reads a sentence from left to right; knows the legend and the period, not the generator."""

    def __init__(self, text: str, legend: tuple[Phase, ...], period: Period | None) -> None:
        self.text, self.period, self.at = text, period, 0
        spoken = {(p.partitive or p.name) if p.is_continuous else p.name: p for p in legend}
        # The longest name first: "selvitys ja suunnittelu" is not "selvitys".
        self.phases = dict(sorted(spoken.items(), key=lambda item: -len(item[0])))
        self.starts_sentence = True

    def take(self, pattern: str) -> re.Match[str] | None:
        found = re.compile(pattern, re.DOTALL).match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def word(self, word: str) -> bool:
        """Take a word of the grammar; the first one of a sentence has an upper-case letter."""
        if self.starts_sentence:
            word = word[:1].upper() + word[1:]
        taken = self.take(re.escape(word)) is not None
        self.starts_sentence = self.starts_sentence and not taken
        return taken

    def schedule(self) -> dict[HalfYear, Cell]:
        cells: dict[HalfYear, Cell] = {}
        at_last: HalfYear | None = None  # where the previous part ended
        before: Cell | None = None
        while self.at < len(self.text):
            then = self.word("sen jälkeen ")
            cell = self.cell()
            if then:
                assert before, "”sen jälkeen” follows a run"
                assert at_last
                assert self.period
                time = Period(at_last.next(), self.period.last)
            else:
                time = self.time()
            assert at_last is None or time.first == at_last.next(), "no time is passed over"
            assert cell != before, "runs are not broken up"
            if cell:
                cells.update(dict.fromkeys(time, cell))
            before, at_last = cell, time.last
            if not self.take(", "):
                assert self.take(r"\.( (?!$)|$)"), self.text[self.at :]
                self.starts_sentence = True
        return cells

    def cell(self) -> Cell | None:
        if self.word("ei merkintää"):
            return None
        if self.word("merkintä »") or self.word("merkintä ”"):
            self.at -= 1
            return Cell(None, self.quoted())
        found = next(phase for name, phase in self.phases.items() if self.word(name))
        if not self.take(r" \("):
            return Cell(found)
        plain = self.take(r"(?![”»])[^()]+")
        words = plain[0] if plain else self.quoted()
        assert self.take(r"\)")
        return Cell(found, words)

    def quoted(self) -> str:
        words = self.take("”((?:[^”]|””)*)”|»([^»]*)»")
        assert words
        return words[1].replace("””", "”") if words[2] is None else words[2]

    def time(self) -> Period:
        if found := self.take(f" (kevääl|syksyl)lä {YEAR}"):
            moment = self.moment(found[1], found[2])
            return Period(moment, moment)
        if found := self.take(f" keväällä ja syksyllä {YEAR}"):
            return Period(self.moment("k", found[1]), self.moment("s", found[1]))
        if (found := self.take(f" (kevääs|syksys)tä {YEAR} alkaen")) and self.period:
            return Period(self.moment(found[1], found[2]), self.period.last)
        found = self.take(f" (kevääs|syksys)tä {YEAR} (kevääseen|syksyyn) {YEAR}")
        assert found, self.text[self.at :]
        return Period(self.moment(found[1], found[2]), self.moment(found[3], found[4]))

    @staticmethod
    def moment(season: str, year: str) -> HalfYear:
        return HalfYear(int(year), SPRING if season.startswith("k") else AUTUMN)
