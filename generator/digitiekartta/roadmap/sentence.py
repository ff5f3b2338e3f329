"""The sentence of a measure page that tells its schedule, for those who hear it rather than see it.

"Selvittely keväällä 2025, käyttöönotto syksystä 2025 kevääseen 2026, sen jälkeen
jatkuvaa toimintaa." It says all that the schedule table says and nothing more: the
table can be read back from it (so the tests do), given the legend and the period.
Plain text; escaping belongs to the page.

    text      sentence (" " sentence)*                 at most four parts in a sentence
    sentence  part (", " part)* "."                    parts in order of time, gaps included
    part      what " " when                            "selvitys keväällä 2025"
              continuous " " since " alkaen"           to the end of the period, after nothing
              "sen jälkeen " continuous                to the end of the period, after a run
    what      name | name " (" words ")"               a phase; in its partitive if continuous
              "merkintä " quoted | "ei merkintää"      words alone; a gap
    words     as they are, or quoted where they hold brackets or begin with a quotation mark
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.text import ended, sentence_case
from digitiekartta.roadmap.roadmap import Cell, Schedule

_UNKNOWN = "Aikataulu ei ole tiedossa."
_NONE = "Aikataulua ei ole."
_PARTS_IN_SENTENCE = 4
_PLAIN_IN_BRACKETS = re.compile(r"[^()”»][^()]*")


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
    parts = list(_parts(schedule, period.last if period else None))
    return " ".join(ended(sentence_case(", ".join(some))) for some in _evenly(parts))


def stretches(schedule: Schedule) -> Iterator[tuple[Cell | None, Period]]:
    """Yield runs of half-years of which the same is said, in order of time; None of gaps."""
    if schedule:
        for cell, moments in groupby(Period(min(schedule), max(schedule)), schedule.get):
            first, *others = moments
            yield cell, Period(first, others[-1] if others else first)


def _parts(schedule: Schedule, end: HalfYear | None) -> Iterator[str]:
    before: Cell | None = None
    for cell, time in stretches(schedule):
        if not (time.last == end and cell and cell.phase and cell.phase.is_continuous):
            yield f"{_what(cell)} {when(time)}"
        elif before:
            yield f"sen jälkeen {_what(cell)}"
        else:
            yield f"{_what(cell)} {time.first.since} alkaen"
        before = cell


def _what(cell: Cell | None) -> str:
    if cell is None:
        # Not "tauko": an empty cell tells nothing about what is done meanwhile.
        return "ei merkintää"
    words = cell.words or ""
    if cell.phase is None:
        return f"merkintä {quoted(words)}"
    name = cell.phase.partitive if cell.phase.is_continuous else None
    name = name or cell.phase.name
    if not words:
        return name
    return f"{name} ({words if _PLAIN_IN_BRACKETS.fullmatch(words) else quoted(words)})"


def when(time: Period) -> str:
    """Return when something is: "keväällä ja syksyllä 2025", "keväästä 2025 kevääseen 2026"."""
    if time.first == time.last:
        return time.first.during
    if time.first.year == time.last.year:
        return f"keväällä ja {time.last.during}"
    return f"{time.first.since} {time.last.until}"


def quoted(words: str) -> str:
    """Return words in quotation marks, from which they can be read back letter for letter."""
    # Finnish has two quotation marks: the one that the words don't use keeps them letter
    # for letter. Should they use both, the outer one is doubled inside.
    mark = "»" if "”" in words and "»" not in words else "”"
    return f"{mark}{words.replace(mark, mark * 2)}{mark}"


def _evenly(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    sentences = -(-len(parts) // _PARTS_IN_SENTENCE)
    size = -(-len(parts) // sentences)
    for start in range(0, len(parts), size):
        yield parts[start : start + size]
