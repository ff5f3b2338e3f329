"""What a schedule says of now and of what comes next, in a few words.

"Nyt käyttöönotto (kevät 2026 – syksy 2026), jatkuva toiminta keväästä 2027 alkaen". The sentence
of the schedule (``sentence``) tells all of it; this is for who wants to know how it stands.
"""

from collections.abc import Sequence

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.text import in_sentence, sentence_case
from digitiekartta.roadmap.roadmap import Cell, Schedule
from digitiekartta.roadmap.sentence import quoted, stretches, unquoted, when
from digitiekartta.roadmap.unfinished import PHASE_NOT_KNOWN, is_phase_open

NO_SCHEDULE = "Ei aikataulua"
_NO_MARK = "Nyt ei merkintää"
Step = tuple[Cell, Period]


def situation(steps: Sequence[Step], period: Period | None, now: HalfYear) -> str:
    """Return how a measure stands in a half-year whose schedule has these steps, and what comes."""
    end = period.last if period else None
    going_on = next((step for step in steps if step[1].first <= now <= step[1].last), None)
    coming = next((step for step in steps if step[1].first > now), None)
    if going_on and _is_ending(going_on):
        return _over(going_on, end)
    if going_on:
        how = f"Nykyinen {PHASE_NOT_KNOWN}" if _is_open(going_on) else f"Nyt {_name(going_on)}"
        told = f"{how} ({_lasting(going_on, end)})"
        return f"{told}, {_then(coming, end)}" if coming else told
    if not steps:
        return NO_SCHEDULE
    if coming == steps[0] and _is_ending(coming):
        return f"Päättyy {coming[1].first.during}"
    if coming == steps[0]:
        return f"Alkaa {coming[1].first.during}: {_name(coming)}"
    if coming:
        return f"{_NO_MARK}, {_then(coming, end)}"
    return _over(steps[-1], end)


def steps_of(schedule: Schedule) -> Sequence[Step]:
    """Return what a schedule says one after another, each with its time.

    Of phases the words that stand beside them are left out, so that it stays short, and of one
    that is not known its colour or mark.
    """
    short = {moment: _shortened(cell) for moment, cell in schedule.items()}
    return [(cell, time) for cell, time in stretches(short) if cell]


def _shortened(cell: Cell) -> Cell:
    if cell.phase:
        return Cell(cell.phase)
    return Cell(words=PHASE_NOT_KNOWN) if is_phase_open(cell.words) else cell


def _name(step: Step) -> str:
    cell, _ = step
    if _is_open(step):
        return PHASE_NOT_KNOWN
    return in_sentence(cell.phase.name) if cell.phase else quoted(unquoted(cell.words or ""))


def _is_open(step: Step) -> bool:
    cell, _ = step
    return cell.phase is None and cell.words == PHASE_NOT_KNOWN


def _is_ending(step: Step) -> bool:
    phase = step[0].phase
    return phase is not None and phase.is_ending


def _goes_on(step: Step, end: HalfYear | None) -> bool:
    cell, time = step
    return cell.phase is not None and cell.phase.is_continuous and time.last == end


def _lasting(step: Step, end: HalfYear | None) -> str:
    _, time = step
    return f"{time.first.since} alkaen" if _goes_on(step, end) else str(time)


def _then(step: Step, end: HalfYear | None) -> str:
    _, time = step
    if _is_open(step):
        return f"{when(time)} {PHASE_NOT_KNOWN}"
    return f"{_name(step)} {_coming(step, end)}"


def _coming(step: Step, end: HalfYear | None) -> str:
    _, time = step
    return f"{time.first.since} alkaen" if _goes_on(step, end) else when(time)


def _over(step: Step, end: HalfYear | None) -> str:
    """Return what is to be said when all half-years of the schedule are past."""
    _, time = step
    if _goes_on(step, end):
        return f"{sentence_case(_name(step))} {time.first.since} alkaen"
    if _is_ending(step):
        return f"Päättyi {time.first.during}"
    last = f"viimeinen {PHASE_NOT_KNOWN}" if _is_open(step) else f"viimeksi {_name(step)}"
    return f"Aikataulu päättyi {time.last.during}: {last}"
