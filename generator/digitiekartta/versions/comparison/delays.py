"""Delays: how often and how far a measure has been moved, computed from approved versions.

A measure's promise is the half-year in which its most telling phase begins: taking into use
(yleinen: toteutus), else its going on (jatkuva), else the decision, preparation or study.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import sentence_case
from digitiekartta.roadmap.roadmap import Roadmap, Schedule
from digitiekartta.versions.comparison.changes import renamed_measures

_TELLING = ("toteutus", "jatkuva", "päätös", "valmistelu", "selvitys")
_ONCE_TWICE = {1: "kerran", 2: "kahdesti"}


@dataclass(frozen=True, slots=True)
class Delay:
    """What became of a measure's first promised half-year.

    ``phase`` is the roadmap's own name for what was promised; ``moves`` counts the versions in
    which it changed, to either side.
    """

    phase: str
    first: HalfYear
    latest: HalfYear
    moves: int

    def sentence(self, latest: str) -> str:
        """Return the delay in words: "Käyttöönotto: alun perin keväällä 2025, nyt …".

        Args:
            latest: What the latest promise is called: "nyt", or "viimeksi" of what has ended.
        """
        often = _ONCE_TWICE.get(self.moves, f"{self.moves} kertaa")
        when = (
            f"alun perin ja {latest} {self.latest.during}"
            if self.first == self.latest
            else f"alun perin {self.first.during}, {latest} {self.latest.during}"
        )
        return f"{sentence_case(self.phase)}: {when}. Siirretty {often}."


def delays(versions: Sequence[Roadmap]) -> Mapping[str, Delay]:
    """Return the delays of the measures that have been moved, by present id.

    Args:
        versions: What was approved, oldest first.
    """
    promises: dict[str, list[Mapping[str, _Beginning]]] = {}
    before: Roadmap | None = None
    for version in versions:
        renames = renamed_measures(before, version) if before else {}
        for former, present in renames.items():
            promises[present] = promises.pop(former)
        for measure in version.measures:
            beginnings = dict(_beginnings(version.schedule_of(measure)))
            promises.setdefault(measure.id, []).append(beginnings)
        before = version
    each = {id: _delay(series) for id, series in promises.items()}
    return {id: delay for id, delay in sorted(each.items()) if delay is not None}


@dataclass(frozen=True, slots=True)
class _Beginning:
    """When a phase begins, and the roadmap's own name for it."""

    moment: HalfYear
    phase: str


def _beginnings(schedule: Schedule | None) -> Iterator[tuple[str, _Beginning]]:
    """Yield the common phases of a schedule, each with its beginning, which is said last."""
    for moment, cell in sorted((schedule or {}).items(), reverse=True, key=lambda one: one[0]):
        if cell.phase:
            yield cell.phase.common, _Beginning(moment, cell.phase.name)


def _delay(series: Sequence[Mapping[str, _Beginning]]) -> Delay | None:
    scheduled = [promise for promise in series if promise]
    telling = next((phase for phase in _TELLING if scheduled and phase in scheduled[-1]), None)
    if telling is None:
        return None
    moments = [promise[telling].moment for promise in scheduled if telling in promise]
    moves = sum(one != other for one, other in pairwise(moments))
    phase = scheduled[-1][telling].phase
    return Delay(phase, moments[0], moments[-1], moves) if moves else None
