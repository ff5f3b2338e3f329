"""Delays: what approved versions promised of a measure, and what has become of it.

A promise is when a phase begins and ends, by the common phases of municipalities, so that a phase
that is renamed keeps its promises. A continuous phase promises its beginning only: it ends with
the roadmap's period, if ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.text import sentence_case
from digitiekartta.roadmap.model import Measure, Phase
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.sentence import when
from digitiekartta.versions.comparison.operations import renamed

# The most telling first: taking into use, going on, and what leads there.
_TELLING = ("toteutus", "jatkuva", "päätös", "valmistelu", "selvitys")
_ONCE_TWICE = {1: "kerran", 2: "kahdesti"}


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

    def sentence(self, latest: str) -> str:
        """Return "Käyttöönotto: alun perin keväällä 2025, nyt …"; of what has ended "viimeksi"."""
        name = sentence_case(self.phase)
        times = _ONCE_TWICE.get(self.moves, f"{self.moves} kertaa")
        if self.latest is None:
            also = "" if self.moves == 1 else f" Muutettu {times}."
            return f"{name}: alun perin {when(self.first)}, ei enää aikataulussa.{also}"
        often = f"Siirretty {times}."
        if self.first == self.latest:
            return f"{name}: alun perin ja {latest} {when(self.latest)}. {often}"
        single = len(self.first) == len(self.latest) == 1
        if not single and self.first.last == self.latest.last:
            was, now, verb = self.first.first.during, self.latest.first.during, " alkaa"
        elif not single and self.first.first == self.latest.first:
            was, now, verb = self.first.last.during, self.latest.last.during, " päättyy"
        else:
            was, now, verb = when(self.first), when(self.latest), ""
        return f"{name}{verb}: alun perin {was}, {latest} {now}. {often}"


_Promises = Mapping[str, tuple[Period, str]]


def delays(versions: Sequence[Roadmap]) -> Mapping[str, tuple[Delay, ...]]:
    """Return what versions, oldest first, have moved of each measure, by the id that it has last.

    Of each measure the most telling promise that has moved; if that fell out of the schedule, the
    next one too. Versions in which a measure has ended promise nothing of it and take nothing back.
    """
    promises: dict[str, list[_Promises]] = {}
    before: Roadmap | None = None
    for version in versions:
        former = {one.id: one.former_ids for one in version.measures}
        for was, present in renamed(before.measures_by_id if before else {}, former).items():
            promises[present] = promises.pop(was)
        for measure in version.measures:
            series = promises.setdefault(measure.id, [])
            if not (measure.ended or measure.merged_into):
                series.append(_promised(version, measure))
        before = version
    each = {id: tuple(_moved(series)) for id, series in sorted(promises.items())}
    return {id: found for id, found in each.items() if found}


def _promised(version: Roadmap, measure: Measure) -> _Promises:
    """Return the common phases of a measure's schedule, each with its time and own name."""
    found: dict[str, tuple[Period, str]] = {}
    for moment, cell in (version.schedule_of(measure) or {}).items():
        if cell.phase:
            time, name = found.get(cell.phase.common, (Period(moment, moment), cell.phase.name))
            found[cell.phase.common] = (_until(time, moment, cell.phase), name)
    return found


def _until(time: Period, moment: HalfYear, phase: Phase) -> Period:
    return time if phase.is_continuous else Period(time.first, moment)


def _moved(series: Sequence[_Promises]) -> Iterator[Delay]:
    for common in _TELLING:
        said = [promises.get(common) for promises in series]
        told = [promise for promise in said if promise]
        if not told:
            continue
        times = [promise[0] if promise else None for promise in said[said.index(told[0]) :]]
        moves = sum(one != other for one, other in pairwise(times))
        if moves:
            yield Delay(told[-1][1], told[0][0], times[-1], moves)
        if times[-1] is not None:
            return
