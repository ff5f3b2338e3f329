"""The change list: what differs between two contents, counted, and grouped by goal in order.

What a body decides on stands apart from status reports, and both from mere upkeep.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from digitiekartta.basics.text import counted, listed, partitive
from digitiekartta.roadmap.canonical import (
    Canonical,
    canonical,
    canonical_bytes,
    roadmap_from,
)
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparison.entries import (
    NEVER_DECIDED,
    Entry,
    Pair,
    What,
    goal_entries,
    goal_title,
    other_entries,
    respelt_entries,
)
from digitiekartta.versions.comparison.measures import measure_entries
from digitiekartta.versions.comparison.names import Renaming, by_register, with_new_names
from digitiekartta.versions.comparison.operations import Operation, difference, renamed
from digitiekartta.versions.comparison.wording import Weight

OTHERS = "Muu sisältö"


@dataclass(frozen=True)
class Section:
    """The changes of one goal, or of what belongs to none."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class CostEffect:
    """What the measures of a roadmap are estimated to cost in a year, before and after."""

    year: int
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Comparison:
    """What differs between two contents: in words by section, and exactly as operations.

    ``sections`` hold what a body decides on, ``reported`` the status reports that came, and
    ``upkeep`` what nobody decides on: sources, spellings, audits. ``first`` says that there was
    nothing to compare with; then there are none of them. ``without_estimate`` are the titles of
    new and changed measures whose cost nobody has estimated.
    """

    summary: str
    sections: tuple[Section, ...] = ()
    operations: tuple[Operation, ...] = ()
    costs: tuple[CostEffect, ...] = ()
    first: bool = False
    without_estimate: tuple[str, ...] = ()
    reported: tuple[Section, ...] = ()
    upkeep: tuple[Entry, ...] = ()

    @property
    def decided(self) -> tuple[Entry, ...]:
        """What a body decides on, in order."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def without_reason(self) -> tuple[Entry, ...]:
        """The measures and goals of which nobody has told why they are changed."""
        return tuple(entry for entry in self.decided if entry.lacks_reason)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries but those of upkeep, what is decided on first."""
        sections = (*self.sections, *self.reported)
        return tuple(entry for section in sections for entry in section.entries)


def compare(old: Roadmap | None, new: Roadmap) -> Comparison:
    """Return what has changed from an old roadmap, None when there is none, to a new one."""
    new_form = _form(new)
    if old is None:
        operations = tuple(difference({}, new_form))
        return Comparison(_first_summary(new), operations=operations, first=True)
    old_form = _form(old)
    pair = _pair(old, new, old_form, new_form)
    sections = [*_sections(pair), *_respelt(pair, old_form, new_form)]
    kinds = (Weight.DECISION, Weight.REPORT, Weight.UPKEEP)
    decided, reported, upkeep = (tuple(_weighing(sections, weight)) for weight in kinds)
    entries = [entry for section in decided for entry in section.entries]
    return Comparison(
        summary(entries, sum(len(section.entries) for section in reported), bool(upkeep)),
        decided,
        tuple(difference(old_form, new_form)),
        tuple(_costs(old, new)),
        without_estimate=tuple(_without_estimate(entries, new)),
        reported=reported,
        upkeep=tuple(entry for section in upkeep for entry in section.entries),
    )


def _pair(old: Roadmap, new: Roadmap, old_form: Canonical, new_form: Canonical) -> Pair:
    renames = renamed_measures(old, new)
    was, now = by_register(old, old_form), by_register(new, new_form)
    was, renamings = with_new_names(was, now, renames)
    return Pair(roadmap_from(was) if renamings else old, new, was, now, renames, renamings)


def renamings(old: Roadmap, new: Roadmap) -> Sequence[Renaming]:
    """Return the names of registers (phases, parties …) that have become others."""
    was, now = by_register(old, _form(old)), by_register(new, _form(new))
    return with_new_names(was, now, renamed_measures(old, new))[1]


def renamed_measures(old: Roadmap, new: Roadmap) -> dict[str, str]:
    """Return the ids of measures that have changed: former id → present id."""
    return renamed(old.measures_by_id, {one.id: one.former_ids for one in new.measures})


def summary(entries: Sequence[Entry], reported: int = 0, upkeep: bool = False) -> str:
    """Return "3 muutosta: 2 uutta toimenpidettä ja 1 muu muutos." and what is besides.

    Args:
        entries: What is decided on.
        reported: The number of measures with a new status report.
        upkeep: Whether anything else differs.
    """
    also = [f"tilannetietoja {reported} toimenpiteestä"] if reported else []
    also += ["ylläpitotietoja"] if upkeep else []
    if not entries:
        return f"Vain {listed(also)}: ei päätettävää." if also else "Ei muutoksia."
    besides = f" Lisäksi {listed(also)}." if also else ""
    return f"{_counts(entries)}.{besides}"


def _counts(entries: Sequence[Entry]) -> str:
    kinds = Counter(entry.what for entry in entries if entry.is_measure)
    others = len(entries) - kinds.total()
    total = counted(len(entries), "muutos")
    if not kinds:
        return f"{total}, toimenpiteet ennallaan"
    parts = []
    for what in What:
        if number := kinds[what]:
            noun = "toimenpide" if number == 1 else partitive("toimenpide")
            parts.append(f"{counted(number, what)} {noun}")
    if others:
        parts.append(counted(others, "muu muutos"))
    return f"{total}: {listed(parts)}"


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


def _respelt(pair: Pair, old_form: Canonical, new_form: Canonical) -> Iterator[Section]:
    if entries := tuple(respelt_entries(pair, old_form, new_form)):
        yield Section(OTHERS, entries)


def _weighing(sections: Iterable[Section], weight: Weight) -> Iterator[Section]:
    """Yield the part of each section that has a weight."""
    for section in sections:
        entries = (_part_of(entry, weight) for entry in section.entries)
        if kept := tuple(entry for entry in entries if entry is not None):
            yield Section(section.title, kept)


def _part_of(entry: Entry, weight: Weight) -> Entry | None:
    """Return what of an entry has a weight; that something came or went is decided on."""
    lines = tuple(line for line in entry.lines if line.weight is weight)
    if weight is Weight.UPKEEP and not any(one.weight is Weight.DECISION for one in entry.lines):
        lines += tuple(line for line in entry.lines if line.weight is Weight.REASON)
    if weight is Weight.DECISION:
        whole = entry.what is not What.CHANGED and entry.part not in NEVER_DECIDED
        return replace(entry, lines=lines) if lines or whole or not entry.lines else None
    what = What.REPORTED if weight is Weight.REPORT else What.CHANGED
    return replace(entry, what=what, lines=lines) if lines else None


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


def _without_estimate(entries: Iterable[Entry], new: Roadmap) -> Iterator[str]:
    for entry in entries:
        planned = any(line.field != KEYS["reports"] for line in entry.lines)
        changed = entry.what is What.CHANGED and not entry.only_spelling and planned
        touched = entry.what is What.NEW or changed
        if entry.is_measure and touched and not new.measures_by_id[entry.id].costs:
            yield entry.title


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
