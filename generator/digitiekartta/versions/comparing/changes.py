"""The change list: what differs between two contents, counted, and grouped by goal in order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from digitiekartta.basics.text import counted, listed
from digitiekartta.versions.comparing.entries import Entry, Pair, What, goal_entries, other_entries
from digitiekartta.versions.comparing.measures import euros, measure_entries
from digitiekartta.versions.comparing.operations import Content, Operation, difference, renamed
from digitiekartta.versions.comparing.sides import Side

OTHERS = "Muu sisältö"
_WORDS: Mapping[What, str] = {
    What.NEW: "uusi",
    What.CHANGED: "muutettu",
    What.ENDED: "päättynyt",
    What.MERGED: "yhdistetty",
    What.REPLACED: "korvattu",
    What.REMOVED: "poistettu",
}


@dataclass(frozen=True)
class Section:
    """The changes of one goal, or of what belongs to none."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def told(self) -> tuple[Entry, ...]:
        """The entries that are told one by one."""
        return tuple(entry for entry in self.entries if entry.what is not What.REPORTED)

    @property
    def reported(self) -> tuple[Entry, ...]:
        """The measures of which there is only a new report: told together, as there are many."""
        return tuple(entry for entry in self.entries if entry.what is What.REPORTED)


@dataclass(frozen=True)
class CostEffect:
    """What the measures of a roadmap are estimated to cost in a year, before and after."""

    year: str
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
    without_estimate: int = field(default=0)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in order."""
        return tuple(entry for section in self.sections for entry in section.entries)


def compare(old: Content | None, new: Content) -> Comparison:
    """Return what has changed from an old content, None when there is none, to a new one."""
    after = Side(_in_order(new))
    if old is None:
        operations = tuple(difference({}, after.content))
        return Comparison(_first_summary(after), operations=operations, first=True)
    before = Side(_in_order(old))
    operations = tuple(difference(before.content, after.content))
    pair = Pair(before, after, renamed(before.content, after.content))
    sections = tuple(_sections(pair))
    entries = [entry for section in sections for entry in section.entries]
    return Comparison(
        summary(entries),
        sections,
        operations,
        tuple(_costs(before, after)),
        without_estimate=sum(_lacks_estimate(entry, after) for entry in entries),
    )


def summary(entries: Sequence[Entry]) -> str:
    """Return "7 muutosta: 2 uutta toimenpidettä, 4 muutettua, 1 päättynyt." """
    if not entries:
        return "Ei muutoksia."
    kinds = Counter(entry.what for entry in entries if entry.part == "toimenpiteet")
    others = len(entries) - kinds.total()
    total = counted(len(entries), "muutos")
    if not kinds:
        return f"{total}, toimenpiteet ennallaan."
    parts: list[str] = []
    for what, word in _WORDS.items():
        if number := kinds[what]:
            noun = "" if parts else " toimenpide" if number == 1 else " toimenpidettä"
            parts.append(counted(number, word) + noun)
    if number := kinds[What.REPORTED]:
        parts.append(f"{number} toimenpiteestä uusi tilannetieto")
    if others:
        parts.append(counted(others, "muu muutos"))
    return f"{total}: {', '.join(parts)}."


# --- grouping ------------------------------------------------------------------------------


def _sections(pair: Pair) -> Iterable[Section]:
    measures: dict[str, list[Entry]] = {}
    for entry in sorted(measure_entries(pair), key=_rank_in(pair)):
        side = pair.old if entry.what is What.REMOVED else pair.new
        measures.setdefault(side.measures[entry.id].get("tavoite", ""), []).append(entry)
    goals = {entry.id: entry for entry in goal_entries(pair)}
    in_order = [
        *pair.new.goals_in_order,
        *(g for g in pair.old.goals_in_order if g not in pair.new.goals),
    ]
    for goal in (*in_order, *sorted(measures.keys() - set(in_order))):
        entries = [*([goals[goal]] if goal in goals else []), *measures.get(goal, ())]
        if entries:
            side = pair.new if goal in pair.new.goals else pair.old
            yield Section(side.goal_title(goal), tuple(entries))
    if others := tuple(other_entries(pair)):
        yield Section(OTHERS, others)


def _rank_in(pair: Pair) -> Callable[[Entry], int]:
    """Return the order of measures: as on the site, those that are gone last."""
    place = {id: index for index, id in enumerate(pair.new.measures_in_order)}
    gone = {id: len(place) + index for index, id in enumerate(pair.old.measures_in_order)}
    return lambda entry: place.get(entry.id, gone.get(entry.id, 0))


# --- costs ---------------------------------------------------------------------------------


def _costs(old: Side, new: Side) -> Iterable[CostEffect]:
    before, after = _by_year(old), _by_year(new)
    for year in sorted({*before, *after}):
        effect = CostEffect(year, before.get(year, Decimal(0)), after.get(year, Decimal(0)))
        if effect.before != effect.after:
            yield effect


def _by_year(side: Side) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for measure in side.measures.values():
        for cost in measure.get("kustannusarvio", ()):
            found[cost["vuosi"]] = found.get(cost["vuosi"], Decimal(0)) + euros(cost)
    return found


def _lacks_estimate(entry: Entry, new: Side) -> bool:
    if entry.part != "toimenpiteet" or entry.what not in (What.NEW, What.CHANGED):
        return False
    return "kustannusarvio" not in new.measures[entry.id]


# --- the first version ---------------------------------------------------------------------


def _first_summary(new: Side) -> str:
    unknown = sum(new.schedule(id) is None for id in new.measures)
    counts = [
        counted(number, noun)
        for number, noun in (
            (len(new.goals), "tavoite"),
            (len(new.measures), "toimenpide"),
            (len(new.part("tahot")), "vastuutaho"),
            (len(new.part("sivut")), "tekstisivu"),
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


def _in_order(content: Content) -> Content:
    """Return a content whose mappings are in one order, wherever it came from."""
    found: Content = json.loads(json.dumps(content, sort_keys=True))
    return found
