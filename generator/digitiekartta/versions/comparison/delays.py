"""Delays: what approved versions promised of a measure, and what has become of it.

A promise is when a phase begins and ends, by the common phases of municipalities, so that a phase
that is renamed keeps its promises. A continuous phase promises its beginning only: it ends with
the roadmap's period, if ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.text import sentence_case, times
from digitiekartta.roadmap.model import Measure, Phase
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.sentence import when
from digitiekartta.versions.comparison.operations import renamed
from digitiekartta.versions.comparison.schedules import unbroken

# The most telling first: taking into use, going on, and what leads there.
_TELLING = ("toteutus", "jatkuva", "päätös", "valmistelu", "selvitys")


@dataclass(frozen=True, slots=True)
class Delay:
    """What has become of a promise.

    ``phase`` is the roadmap's own name for what was promised, ``first`` when it was promised
    first, ``latest`` when last; None when it fell out of the schedule. ``moves`` counts the
    versions in which it changed, to either side.
    """

    phase: str
    first: Period
    latest: Period | None
    moves: int

    @property
    def times(self) -> str:
        """How often it has changed: "kerran", "kahdesti", "3 kertaa"."""
        return times(self.moves)

    @property
    def later(self) -> int:
        """By how many half-years it ends later, or begins where the end stands; else 0 or less."""
        if self.latest is None:
            return 0
        return _between(self.first.last, self.latest.last) or _between(
            self.first.first, self.latest.first
        )

    def told(self) -> tuple[str, str, str]:
        """Return what was promised, when at first and when now, by what differs of the two.

        ("Käyttöönotto päättyy", "syksyllä 2025", "keväällä 2026")
        """
        name = sentence_case(self.phase)
        if self.latest is None:
            return name, when(self.first), "ei enää aikataulussa"
        single = len(self.first) == len(self.latest) == 1
        if not single and self.first != self.latest:
            if self.first.last == self.latest.last:
                return f"{name} alkaa", self.first.first.during, self.latest.first.during
            if self.first.first == self.latest.first:
                return f"{name} päättyy", self.first.last.during, self.latest.last.during
        return name, when(self.first), when(self.latest)

    def sentence(self, latest: str) -> str:
        """Return "Käyttöönotto: alun perin keväällä 2025, nyt …"; of what has ended "viimeksi"."""
        what, was, now = self.told()
        if self.latest is None:
            also = "" if self.moves == 1 else f" Muutettu {self.times}."
            return f"{what}: alun perin {was}, {now}.{also}"
        if self.first == self.latest:
            return f"{what}: alun perin ja {latest} {now}. Siirretty {self.times}."
        return f"{what}: alun perin {was}, {latest} {now}. Siirretty {self.times}."


def what_is_later(moved: Sequence[Delay]) -> Delay | None:
    """Return what of a measure comes later than was first promised; None when nothing does.

    Where the most telling promise fell out of the schedule, what is left of it may be late.
    """
    return next((delay for delay in moved if delay.later > 0), None)


_Promises = Mapping[str, tuple[tuple[Period, ...], str]]


def delays(versions: Sequence[Roadmap]) -> Mapping[str, tuple[Delay, ...]]:
    """Return what versions, oldest first, have moved of each measure, by the id that it has last.

    Of each measure the most telling promise that has moved; if that fell out of the schedule, the
    next one that has moved too. Versions in which a measure has ended promise nothing of it and
    take nothing back.
    """
    promises: dict[str, list[_Promises]] = {}
    before: Roadmap | None = None
    for version in versions:
        former = {one.id: one.former_ids for one in version.measures}
        for was, present in renamed(before.measures_by_id if before else {}, former).items():
            promises[present] = promises.pop(was)
        for measure in version.measures:
            series = promises.setdefault(measure.id, [])
            if not measure.is_over:
                series.append(_promised(version, measure))
        before = version
    each = {id: tuple(_moved(series)) for id, series in sorted(promises.items())}
    return {id: found for id, found in each.items() if found}


def _promised(version: Roadmap, measure: Measure) -> _Promises:
    """Return the common phases of a measure's schedule, each with its runs and own name."""
    moments: dict[str, list[HalfYear]] = {}
    phases: dict[str, Phase] = {}
    for moment, cell in (version.schedule_of(measure) or {}).items():
        if cell.phase:
            phases.setdefault(cell.phase.common, cell.phase)
            moments.setdefault(cell.phase.common, []).append(moment)
    return {
        common: (_runs(phases[common], own), phases[common].name) for common, own in moments.items()
    }


def _runs(phase: Phase, moments: Sequence[HalfYear]) -> tuple[Period, ...]:
    first = moments[0]
    return (Period(first, first),) if phase.is_continuous else tuple(unbroken(moments))


def _times(said: Sequence[tuple[tuple[Period, ...], str] | None]) -> list[Period | None]:
    """Return when each version, from the first promise on, promises a phase; None of those not.

    What is added beside runs that stay, such as a survey that is made again, moves nothing.
    """
    times: list[Period | None] = []
    before: frozenset[Period] = frozenset()
    for promise in said:
        runs = frozenset(promise[0]) if promise else frozenset()
        if before and before <= runs:
            times.append(times[-1])
        else:
            times.append(Period(promise[0][0].first, promise[0][-1].last) if promise else None)
        before = runs
    return times


def _moved(series: Sequence[_Promises]) -> Iterator[Delay]:
    stands = False  # whether a more telling promise has never moved
    for common in _TELLING:
        said = [promises.get(common) for promises in series]
        told = [promise for promise in said if promise]
        if not told:
            continue
        times = _times(said[said.index(told[0]) :])
        moves, latest = sum(one != other for one, other in pairwise(times)), times[-1]
        stands = stands or not moves
        # What only led to a promise that stands may be left out once it is done.
        if moves and (latest or not stands):
            yield Delay(told[-1][1], times[0] or told[0][0][0], latest, moves)
            if latest:
                return


def _between(earlier: HalfYear, later: HalfYear) -> int:
    return (later.year - earlier.year) * 2 + later.half - earlier.half
