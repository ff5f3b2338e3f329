"""The sentence of a measure page that tells its schedule, for those who hear it rather than see it.

"Selvittely keväällä 2025, käyttöönotto syksyllä 2025 ja keväällä 2026, sen jälkeen
jatkuvaa toimintaa." It says all that the schedule table says and nothing more: the
table can be read back from it (so the tests do), given the legend and the period.
Plain text; escaping belongs to the page.

    text      sentence (" " sentence)*                 in order of time, gaps included
    sentence  part (", " part)* "."                    at most four parts
              when ": " words "."                      words alone
              part ": " words " " when (", " …)* "."   a continuous phase whose words change
    part      what " " when                            "selvitys keväällä 2025"
              continuous " " since " alkaen"           to the end of the period, after nothing
              "sen jälkeen " continuous                to the end of the period, after a run
              ended " " during                         an ending lasts: only its beginning is told
    what      name | name " (" words ")"               a phase; in its partitive if continuous
              "ei merkintää"                           a gap
    words     as they are, in brackets with [ ] for their own; or quoted where that is not clear;
              without the quotation marks that the source has around the whole
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.text import ended, in_sentence, partitive_of, sentence_case
from digitiekartta.roadmap.model import Phase
from digitiekartta.roadmap.roadmap import Cell, Schedule

_UNKNOWN = "Aikataulu ei ole tiedossa."
_NONE = "Aikataulua ei ole."
_PARTS_IN_SENTENCE = 4
_PLAIN_IN_BRACKETS = re.compile(r"[^\[\]”»\n][^\[\]\n]*")
_PLAIN_ALONE = re.compile(r"[^.,:;”»()\n]+")
_PLAIN_BEFORE_TIME = re.compile(r"(?!.*(kevä|syksy))[^,:;”»()\n]+", re.IGNORECASE)
_OWN_BRACKETS = str.maketrans("()", "[]")
_IN_QUOTES = re.compile(r"[”“\"»]([^”“\"»«]+)[”“\"»«]")


def schedule_sentence(
    schedule: Schedule | None, period: Period | None, why_unknown: str | None = None
) -> str:
    """Return a schedule as one sentence, or a few when it has many turns.

    Args:
        schedule: None when it is not known, empty when there is known to be none.
        period: The roadmap's own; a continuous phase that reaches its end goes on.
        why_unknown: Whole sentences, said after the schedule was said to be unknown.
    """
    if schedule is None:
        return f"{_UNKNOWN} {ended(why_unknown)}" if why_unknown else _UNKNOWN
    if not schedule:
        return _NONE
    sentences = _sentences(_parts(schedule, period.last if period else None))
    return " ".join(_stopped(sentence_case(text)) for text in sentences)


def stretches(schedule: Schedule) -> Iterator[tuple[Cell | None, Period]]:
    """Yield runs of half-years of which the same is said, in order of time; None of gaps."""
    if schedule:
        for cell, moments in groupby(Period(min(schedule), max(schedule)), schedule.get):
            first, *others = moments
            yield cell, Period(first, others[-1] if others else first)


def spoken(phase: Phase) -> str:
    """Return what a phase is called inside a sentence; one that goes on, in its partitive."""
    name = in_sentence(phase.name)
    if not phase.is_continuous:
        return name
    return in_sentence(phase.partitive) if phase.partitive else partitive_of(name) or name


def _parts(schedule: Schedule, end: HalfYear | None) -> Iterator[tuple[str, bool]]:
    """Yield the parts, and whether each is a sentence of its own."""
    before: Cell | None = None
    last = max(schedule)
    for cell, time, beside in _at_once(schedule):
        if cell and cell.phase is None:
            yield f"{when(time)}: {_alone(cell.words or '')}", True
        elif cell and cell.phase and cell.phase.is_ending and time.last == last:
            yield f"{_what(cell)} {time.first.during}", False
        elif not (time.last == end and cell and cell.phase and cell.phase.is_continuous):
            yield f"{_what(cell)} {when(time)}{beside}", bool(beside)
        elif before:
            yield f"sen jälkeen {_what(cell)}{beside}", bool(beside)
        else:
            yield f"{_what(cell)} {time.first.since} alkaen{beside}", bool(beside)
        before = cell


def _at_once(schedule: Schedule) -> Iterator[tuple[Cell | None, Period, str]]:
    """Yield the runs, those of a continuous phase with changing words as one run.

    Of such a run the third tells the words of each time: ": koulut keväällä 2026, …"; else "".
    """

    def told_together(run: tuple[Cell | None, Period]) -> object:
        phase = run[0].phase if run[0] else None
        return phase.name if phase and phase.is_continuous else run

    for _, group in groupby(stretches(schedule), key=told_together):
        (cell, time), *others = runs = [*group]
        if others and cell:
            words = (f"{_timed(one.words)} {when(own)}" for one, own in runs if one and one.words)
            whole = Period(time.first, others[-1][1].last)
            yield Cell(cell.phase), whole, f": {', '.join(words)}"
        else:
            yield cell, time, ""


def _what(cell: Cell | None) -> str:
    if cell is None or cell.phase is None:
        # Not "tauko": an empty cell tells nothing about what is done meanwhile.
        return "ei merkintää"
    name = spoken(cell.phase)
    if not cell.words:
        return name
    words = unquoted(cell.words)
    plain = _PLAIN_IN_BRACKETS.fullmatch(words)
    return f"{name} ({words.translate(_OWN_BRACKETS) if plain else quoted(words)})"


def _alone(words: str) -> str:
    words = unquoted(words)
    return words if _PLAIN_ALONE.fullmatch(words) else quoted(words)


def _timed(words: str) -> str:
    words = unquoted(words)
    return words if _PLAIN_BEFORE_TIME.fullmatch(words) else quoted(words)


def when(time: Period) -> str:
    """Return when something is: "keväällä ja syksyllä 2025", "keväästä 2025 kevääseen 2026"."""
    if time.first == time.last:
        return time.first.during
    if time.first.year == time.last.year:
        return f"keväällä ja {time.last.during}"
    if len(time) == 2:
        return f"{time.first.during} ja {time.last.during}"
    return f"{time.first.since} {time.last.until}"


def quoted(words: str) -> str:
    """Return words in quotation marks, from which they can be read back letter for letter."""
    # Finnish has two quotation marks: the one that the words don't use keeps them letter
    # for letter. Should they use both, the outer one is doubled inside.
    mark = "»" if "”" in words and "»" not in words else "”"
    return f"{mark}{words.replace(mark, mark * 2)}{mark}"


def unquoted(words: str) -> str:
    """Return words without the quotation marks that the source has around all of them."""
    whole = _IN_QUOTES.fullmatch(words.strip())
    return whole[1].strip() or words if whole else words


def _sentences(parts: Iterator[tuple[str, bool]]) -> Iterator[str]:
    for alone, some in groupby(parts, key=lambda part: part[1]):
        texts = [text for text, _ in some]
        yield from texts if alone else map(", ".join, _evenly(texts))


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith((".”", ".»")) else ended(sentence)


def _evenly(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    sentences = -(-len(parts) // _PARTS_IN_SENTENCE)
    size = -(-len(parts) // sentences)
    for start in range(0, len(parts), size):
        yield parts[start : start + size]
