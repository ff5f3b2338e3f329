"""The change list: what differs between two contents, counted, and grouped by goal in order."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from digitiekartta.basics.text import counted, listed
from digitiekartta.roadmap.canonical import Canonical, canonical, canonical_bytes
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparison.entries import (
    Entry,
    Pair,
    What,
    goal_entries,
    goal_title,
    other_entries,
)
from digitiekartta.versions.comparison.measures import measure_entries
from digitiekartta.versions.comparison.operations import Operation, difference, renamed

OTHERS = "Muu sisältö"


@dataclass(frozen=True)
class Section:
    """The changes of one goal, or of what belongs to none."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def one_by_one(self) -> tuple[Entry, ...]:
        """The entries that are told one by one."""
        return tuple(entry for entry in self.entries if entry.what is not What.REPORTED)

    @property
    def reported(self) -> tuple[Entry, ...]:
        """The measures of which there is only a new report: told together, as there are many."""
        return tuple(entry for entry in self.entries if entry.what is What.REPORTED)


@dataclass(frozen=True)
class CostEffect:
    """What the measures of a roadmap are estimated to cost in a year, before and after."""

    year: int
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Comparison:
    """What differs between two contents: in words by section, and exactly as operations.

    ``first`` says that there was nothing to compare with; then there are no sections.
    """

    summary: str
    sections: tuple[Section, ...] = ()
    operations: tuple[Operation, ...] = ()
    costs: tuple[CostEffect, ...] = ()
    first: bool = False
    without_estimate: int = 0

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in order."""
        return tuple(entry for section in self.sections for entry in section.entries)


def compare(old: Roadmap | None, new: Roadmap) -> Comparison:
    """Return what has changed from an old roadmap, None when there is none, to a new one."""
    new_form = _form(new)
    if old is None:
        operations = tuple(difference({}, new_form))
        return Comparison(_first_summary(new), operations=operations, first=True)
    pair = Pair(old, new, _form(old), new_form, renamed_measures(old, new))
    sections = tuple(_sections(pair))
    entries = [entry for section in sections for entry in section.entries]
    return Comparison(
        summary(entries),
        sections,
        tuple(difference(pair.old_form, new_form)),
        tuple(_costs(old, new)),
        without_estimate=sum(
            not new.measures_by_id[entry.id].costs
            for entry in entries
            if entry.is_measure and entry.what in (What.NEW, What.CHANGED)
        ),
    )


def renamed_measures(old: Roadmap, new: Roadmap) -> dict[str, str]:
    """Return the ids of measures that have changed: former id → present id."""
    return renamed(old.measures_by_id, {one.id: one.former_ids for one in new.measures})


def summary(entries: Sequence[Entry]) -> str:
    """Return "7 muutosta: 2 uutta toimenpidettä, 4 muutettua, 1 päättynyt." """
    if not entries:
        return "Ei muutoksia."
    kinds = Counter(entry.what for entry in entries if entry.is_measure)
    others = len(entries) - kinds.total()
    total = counted(len(entries), "muutos")
    if not kinds:
        return f"{total}, toimenpiteet ennallaan."
    reported = kinds.pop(What.REPORTED, 0)
    parts: list[str] = []
    for what in What:
        if number := kinds[what]:
            noun = "" if parts else " toimenpide" if number == 1 else " toimenpidettä"
            parts.append(counted(number, what) + noun)
    if reported:
        parts.append(f"{reported} toimenpiteestä uusi tilannetieto")
    if others:
        parts.append(counted(others, "muu muutos"))
    return f"{total}: {', '.join(parts)}."


# --- grouping ------------------------------------------------------------------------------


def _sections(pair: Pair) -> Iterator[Section]:
    measures: dict[str, list[Entry]] = {}
    for entry in sorted(measure_entries(pair), key=_rank_in(pair)):
        roadmap = pair.old if entry.what is What.REMOVED else pair.new
        measures.setdefault(roadmap.measures_by_id[entry.id].goal, []).append(entry)
    goals = {entry.id: entry for entry in goal_entries(pair)}
    in_order = dict.fromkeys(goal.id for goal in (*pair.new.goals, *pair.old.goals))
    for goal in (*in_order, *sorted(measures.keys() - in_order.keys())):
        entries = [*([goals[goal]] if goal in goals else []), *measures.get(goal, ())]
        if entries:
            roadmap = pair.new if goal in pair.new.goals_by_id else pair.old
            yield Section(goal_title(roadmap, goal), tuple(entries))
    if others := tuple(other_entries(pair)):
        yield Section(OTHERS, others)


def _rank_in(pair: Pair) -> Callable[[Entry], int]:
    """Return the order of measures: as on the site, those that are gone last."""
    in_order = (*pair.new.measures_in_order, *pair.old.measures_in_order)
    ranks = {id: rank for rank, id in enumerate(dict.fromkeys(one.id for one in in_order))}
    return lambda entry: ranks.get(entry.id, len(ranks))


# --- costs ---------------------------------------------------------------------------------


def _costs(old: Roadmap, new: Roadmap) -> Iterator[CostEffect]:
    before, after = _by_year(old), _by_year(new)
    for year in sorted({*before, *after}):
        if before[year] != after[year]:
            yield CostEffect(year, before[year], after[year])


def _by_year(roadmap: Roadmap) -> defaultdict[int, Decimal]:
    sums: defaultdict[int, Decimal] = defaultdict(Decimal)
    for measure in roadmap.measures:
        for cost in measure.costs:
            sums[cost.year] += cost.euros
    return sums


# --- the first version ---------------------------------------------------------------------


def _first_summary(new: Roadmap) -> str:
    unknown = sum(new.schedule_of(measure) is None for measure in new.measures)
    counts = [
        counted(number, noun)
        for number, noun in (
            (len(new.goals), "tavoite"),
            (len(new.measures), "toimenpide"),
            (len(new.parties), "vastuutaho"),
            (len(new.texts), "tekstisivu"),
        )
        if number
    ]
    if unknown == len(new.measures):
        known = "Yhdenkään toimenpiteen aikataulu ei ole tiedossa"
    elif unknown:
        known = f"{unknown} toimenpiteen aikataulu ei ole tiedossa"
    else:
        known = "Kaikkien toimenpiteiden aikataulu on tiedossa"
    return f"Koko sisältö on uutta: {listed(counts)}. {known}."


def _form(roadmap: Roadmap) -> Canonical:
    """Return a roadmap's canonical form with its mappings in one order, however it was read."""
    form: Canonical = json.loads(canonical_bytes(canonical(roadmap)))
    return form
