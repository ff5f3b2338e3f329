"""Schedules: how a schedule has changed, told as moves rather than as cells.

"Käyttöönotto siirtyy syksystä 2025 kevääseen 2026." Each phase is told by its runs of
half-years; runs that stayed are not mentioned, and what is said covers every cell that differs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.text import in_sentence, sentence_case
from digitiekartta.roadmap.model import Phase, ScheduleEntry
from digitiekartta.roadmap.roadmap import Cell, Roadmap, Schedule
from digitiekartta.roadmap.sentence import quoted, schedule_sentence, when
from digitiekartta.roadmap.unfinished import without_colour
from digitiekartta.versions.comparison.wording import SINCE

MOVES = re.compile(r"^[^:”]* (siirtyy|alkaa|päättyy)\b|^Aikataulu")
"""Finds a sentence that tells that something moves, begins or ends, or of the whole schedule."""

ScheduleEntries = Mapping[HalfYear, ScheduleEntry] | None
"""A schedule as it is written; None when it is not known."""


def resolved(roadmap: Roadmap, entries: ScheduleEntries) -> Schedule | None:
    """Return entries as cells; a phase that the legend lacks is one of that name."""
    if entries is None:
        return None
    return {
        moment: Cell(
            _phase(roadmap, entry.phase) if entry.phase else None, without_colour(entry.words)
        )
        for moment, entry in sorted(entries.items())
    }


def _phase(roadmap: Roadmap, name: str) -> Phase:
    known = roadmap.phases.get(name.casefold())
    return known or Phase.model_construct(name=name, common="toteutus")


def schedule_changes(
    old: Roadmap, old_entries: ScheduleEntries, new: Roadmap, new_entries: ScheduleEntries
) -> list[str]:
    """Return sentences that tell how a schedule has changed; none when both say the same.

    The entries are as they are written in the old and in the new roadmap.
    """
    was, now = resolved(old, old_entries), resolved(new, new_entries)
    before = schedule_sentence(was, old.settings.period)
    after = schedule_sentence(now, new.settings.period)
    if was is None and now is not None:
        return [f"Aikataulu ei ennen ollut tiedossa. {sentence_case(SINCE)}: {after}"]
    if was is not None and now is None:
        return [f"Aikataulu ei ole enää tiedossa. Ennen: {before}"]
    if was and not now:
        return [f"Aikataulua ei enää ole. Ennen: {before}"]
    if now and not was:
        return [f"Aikataulu on uusi. {after}"]
    return _moves(was or {}, now or {})


def _moves(old: Schedule, new: Schedule) -> list[str]:
    before, after = _moments(old), _moments(new)
    moves: list[tuple[HalfYear, str]] = []
    gone: list[tuple[str, Period]] = []
    fresh: list[tuple[str, Period]] = []
    shifts: dict[HalfYear, HalfYear] = {}
    for what in dict.fromkeys([*before, *after]):
        was, now = _differing(before.get(what, []), after.get(what, []))
        if len(was) != len(now):
            gone += ((what, run) for run in was)
            fresh += ((what, run) for run in now)
            continue
        for first, second in zip(was, now, strict=True):
            moves.append((second.first, _move(what, first, second)))
            if len(first) == len(second):
                shifts.update(zip(first, second, strict=True))
    moves += _replaced(gone, fresh)
    moves += _words(old, new, shifts)
    return [
        sentence_case(f"{sentence}.") for _, sentence in sorted(moves, key=lambda move: move[0])
    ]


def _moments(schedule: Schedule) -> dict[str, list[HalfYear]]:
    """Return of each thing the half-years in which it is said, in order."""
    moments: dict[str, list[HalfYear]] = {}
    for moment in sorted(schedule):
        moments.setdefault(_what(schedule[moment]), []).append(moment)
    return moments


def _differing(
    old: Sequence[HalfYear], new: Sequence[HalfYear]
) -> tuple[list[Period], list[Period]]:
    """Return the runs in which a thing was said and is said, without those that are the same.

    Where a run was split or runs grew together, only the half-years that differ are told.
    """
    was, now = list(unbroken(old)), list(unbroken(new))
    if len(was) != len(now):
        was = list(unbroken([moment for moment in old if moment not in new]))
        now = list(unbroken([moment for moment in new if moment not in old]))
    same = [run for run in was if run in now]
    return [run for run in was if run not in same], [run for run in now if run not in same]


def _what(cell: Cell) -> str:
    """Return what a cell is about: a phase by its name, or words alone."""
    return in_sentence(cell.phase.name) if cell.phase else f"merkintä {quoted(cell.words or '')}"


def unbroken(moments: Sequence[HalfYear]) -> Iterator[Period]:
    """Yield the runs of half-years, which are in order of time, that follow one another."""
    # Half-years that follow one another differ by as much as their positions do.
    numbered = enumerate(moments)
    for _, run in groupby(numbered, key=lambda one: one[1].year * 2 + one[1].half - one[0]):
        some = [moment for _, moment in run]
        yield Period(some[0], some[-1])


def _move(name: str, old: Period, new: Period) -> str:
    if len(old) == len(new) == 1:
        return f"{name} siirtyy {old.first.since} {new.first.until}"
    if len(old) == len(new):
        return f"{name} siirtyy: {when(new)} (ennen: {when(old)})"
    if old.last == new.last:
        comes = "myöhemmin" if new.first > old.first else "aiemmin"
        return f"{name} alkaa {comes}, {new.first.during} (ennen: {old.first.during})"
    if old.first == new.first:
        ends = "myöhemmin" if new.last > old.last else "aiemmin"
        return f"{name} päättyy {ends}, {new.last.during} (ennen: {old.last.during})"
    length = "pitenee" if len(new) > len(old) else "lyhenee"
    return f"{name} siirtyy ja {length}: {when(new)} (ennen: {when(old)})"


def _replaced(
    gone: list[tuple[str, Period]], fresh: list[tuple[str, Period]]
) -> Iterator[tuple[HalfYear, str]]:
    """Tell what is left: one thing in another's place, then what came and what went."""
    came = {run: what for what, run in fresh}
    went = {run: what for what, run in gone}
    for run, what in went.items():
        if run in came:
            yield run.first, f"{when(run)} on {came[run]}, ennen oli {what}"
    for run, what in came.items():
        if run not in went:
            yield run.first, f"lisätään: {what} {when(run)}"
    for run, what in went.items():
        if run not in came:
            yield run.first, f"jää pois: {what} {when(run)}"


def _words(
    old: Schedule, new: Schedule, shifts: Mapping[HalfYear, HalfYear]
) -> Iterator[tuple[HalfYear, str]]:
    """Tell how the words beside phases have changed, but for those that moved with their phase."""
    actual = {moment: cell.words for moment, cell in new.items() if cell.phase and cell.words}
    expected: dict[HalfYear, str] = {}
    for moment, cell in old.items():
        if cell.phase and cell.words:
            target = shifts.get(moment, moment)
            expected[target if actual.get(target) == cell.words else moment] = cell.words
    for moment in sorted({*expected, *actual}):
        was, now = expected.get(moment), actual.get(moment)
        if was == now:
            continue
        if now is None:
            yield moment, f"{moment.during} ei ole enää merkintää {quoted(was or '')}"
        elif was is None:
            yield moment, f"{moment.during} on uusi merkintä {quoted(now)}"
        else:
            yield moment, f"{moment.during} on merkintä {quoted(now)}, ennen oli {quoted(was)}"
