"""Measures: what has changed in each, field by field, and what that makes of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from digitiekartta.basics.text import ended, grouped, listed, sentence_case
from digitiekartta.roadmap.canonical import MEASURES
from digitiekartta.roadmap.labels import many, one
from digitiekartta.roadmap.model import KEYS, Cost, Ending, Measure, Report
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.sentence import quoted, schedule_sentence
from digitiekartta.roadmap.values import decimal_text
from digitiekartta.versions.comparison.entries import (
    Entry,
    FieldChange,
    Pair,
    What,
    changed_fields,
    goal_title,
    new_lines,
)
from digitiekartta.versions.comparison.schedules import schedule_changes, schedule_of
from digitiekartta.versions.comparison.wording import (
    SINCE,
    Line,
    field_lines,
    names_lines,
    text_lines,
)

_T = TypeVar("_T")


def measure_entries(pair: Pair) -> Iterator[Entry]:
    """Yield the measures that differ, in no particular order."""
    former = {present: id for id, present in pair.renames.items()}
    for new in pair.new.measures:
        old = pair.old.measures_by_id.get(former.get(new.id, new.id))
        if old is None:
            lines = tuple(_new_measure(pair, new))
            yield Entry(What.NEW, MEASURES, new.id, new.title, lines)
            continue
        change = _MeasureChange(pair, old, new)
        if change.fields or change.is_renamed:
            lines = tuple(_lines(change))
            yield Entry(change.what, MEASURES, new.id, new.title, lines, former.get(new.id))
    for old in pair.old.measures:
        if old.id not in pair.new.measures_by_id and old.id not in pair.renames:
            lines = tuple(_removed(pair, old))
            yield Entry(What.REMOVED, MEASURES, old.id, old.title, lines)


@dataclass(frozen=True)
class _MeasureChange:
    """A measure as it was and as it is, perhaps under another id."""

    pair: Pair
    old: Measure
    new: Measure

    @property
    def is_renamed(self) -> bool:
        return self.old.id != self.new.id

    @cached_property
    def fields(self) -> Mapping[str, FieldChange]:
        """The fields that differ, by name."""
        before = self.pair.old_form[MEASURES][self.old.id]
        after = self.pair.new_form[MEASURES][self.new.id]
        return {change.name: change for change in changed_fields(Measure, before, after)}

    @cached_property
    def replaced_by(self) -> list[Measure]:
        """The measures that replace it now, unless it was replaced before."""
        if _replacing(self.pair.old, self.old.id):
            return []
        return _replacing(self.pair.new, self.new.id)

    @property
    def what(self) -> What:
        """What has happened to it."""
        if self.new.merged_into and not self.old.merged_into:
            return What.MERGED
        if self.replaced_by:
            return What.REPLACED
        if self.new.ended and not self.old.ended:
            return What.ENDED
        reported = [*self.fields] == ["reports"] and not self.is_renamed and self._only_reported
        return What.REPORTED if reported else What.CHANGED

    @property
    def _only_reported(self) -> bool:
        """Whether all earlier reports are still there as they were."""
        change = self.fields["reports"]
        was, now = change.before or [], change.after or []
        return bool(was == [report for report in now if report in was])

    @property
    def has_own_schedule(self) -> bool:
        """Whether the measure carries its own schedule on either side."""
        return self.old.schedule is not None or self.new.schedule is not None

    def schedule_sentences(self) -> Iterator[Line]:
        """Yield how its schedule, perhaps that of its group, has changed."""
        old, new = self.pair.old, self.pair.new
        sentences = schedule_changes(
            schedule_of(old, self.old),
            schedule_of(new, self.new),
            old.settings.period,
            new.settings.period,
        )
        yield from map(Line, sentences)


def _replacing(roadmap: Roadmap, id: str) -> list[Measure]:
    return [measure for measure in roadmap.measures if id in measure.replaces]


def _lines(change: _MeasureChange) -> Iterator[Line]:
    if change.is_renamed:
        yield Line(
            f"Tunnus vaihtuu: ennen {change.old.id}, {SINCE} {change.new.id}."
            " Aiempi osoite ohjaa uuteen.",
            field=KEYS["former_ids"],
        )
    yield from _taken_over(change.replaced_by)
    first = [name for name in ("title", "ended", "merged_into") if name in change.fields]
    for name in dict.fromkeys([*first, *change.fields]):
        field = change.fields[name]
        teller = _TELLERS.get(name)
        lines = [*(teller(change, field) if teller else field.lines())]
        yield from (replace(line, field=field.key) for line in lines)
        if not lines and not (name == "former_ids" and change.is_renamed):
            text = f"{sentence_case(one(field.key))}: kirjoitusasu muuttuu."
            yield Line(text, only_spelling=True, field=field.key)


def _taken_over(later: Iterable[Measure]) -> Iterator[Line]:
    for measure in later:
        yield Line(f"Tilalle tulee toimenpide {quoted(measure.title)}.")


# --- schedule, goal and group --------------------------------------------------------------


def _own_schedule(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    if change.old.schedule is None and schedule_of(change.pair.old, change.old) is not None:
        yield Line("Saa oman aikataulun ryhmän aikataulun sijaan.")
    elif change.new.schedule is None and schedule_of(change.pair.new, change.new) is not None:
        yield Line("Noudattaa tästä lähtien ryhmänsä aikataulua.")
    yield from change.schedule_sentences()


def _schedule_missing(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    yield from field.lines()
    if not change.has_own_schedule:
        yield from change.schedule_sentences()


def _goal(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    was = goal_title(change.pair.old, change.old.goal)
    now = goal_title(change.pair.new, change.new.goal)
    yield Line(f"Siirtyy tavoitteesta toiseen: ennen {was}, {SINCE} {now}.")


def _group(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    groups = change.pair.old.group_of(change.old), change.pair.new.group_of(change.new)
    was, now = (quoted(group.title) if group else "ei ryhmää" for group in groups)
    yield Line(f"Ryhmä vaihtuu: ennen {was}, {SINCE} {now}.")
    why_unknown = change.old.schedule_missing or change.new.schedule_missing
    if not why_unknown and not change.has_own_schedule:
        yield from change.schedule_sentences()


def _order(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    yield Line("Paikka tavoitteen luettelossa vaihtuu.")


# --- costs, reports and the end ------------------------------------------------------------


def _told_apart(
    old: Sequence[_T], new: Sequence[_T], *keys: Callable[[_T], Hashable]
) -> tuple[dict[Hashable, _T], dict[Hashable, _T]] | None:
    """Return the items of two lists by the first key that tells all of them apart, if any."""
    for key in keys:
        before, after = ({key(item): item for item in items} for items in (old, new))
        if len(before) == len(old) and len(after) == len(new) and None not in {*before, *after}:
            return before, after
    return None


def _costs(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    items = _told_apart(
        change.old.costs,
        change.new.costs,
        lambda cost: (cost.year, cost.kind) if cost.kind else None,
        lambda cost: cost.year,
    )
    if items is None:
        yield from field.lines()
        return
    before, after = items
    for item in sorted({*before, *after}, key=str):
        was, now = before.get(item), after.get(item)
        if was and now:
            yield from _changed_cost(was, now)
        elif now:
            yield Line(f"Vuodelle {now.year} lisätään kustannusarvio {_cost(now)}.")
        elif was:
            yield Line(f"Vuoden {was.year} kustannusarvio {_cost(was)} poistetaan.")
    if [*before] != [*after] and {*before} == {*after}:
        yield Line("Kustannusarviot ovat uudessa järjestyksessä.")


def _changed_cost(old: Cost, new: Cost) -> Iterator[Line]:
    kind = f" ({new.kind})" if new.kind else ""
    was, now = grouped(decimal_text(old.euros)), grouped(decimal_text(new.euros))
    if old.euros != new.euros:
        verb = "nousee" if new.euros > old.euros else "laskee"
        yield Line(f"Vuoden {new.year} kustannusarvio{kind} {verb} {was} eurosta {now} euroon.")
    elif was != now:
        yield Line(
            f"Vuoden {new.year} kustannusarvion{kind} kirjoitusasu muuttuu:"
            f" ennen {was} euroa, {SINCE} {now} euroa."
        )
    prefix = f"Vuoden {new.year} kustannusarvio{kind}"
    if old.kind != new.kind:
        yield from text_lines("laji", old.kind, new.kind, prefix)
    if old.source != new.source:
        yield from text_lines("peruste", old.source, new.source, prefix)


def _cost(cost: Cost) -> str:
    more = ", ".join(filter(None, (cost.kind, cost.source)))
    return f"{grouped(decimal_text(cost.euros))} euroa{f' ({more})' if more else ''}"


def _reports(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    items = _told_apart(change.old.reports, change.new.reports, lambda report: report.half_year)
    if items is None:
        yield from field.lines()
        return
    before, after = items
    for moment, now in after.items():
        if was := before.get(moment):
            prefix = f"{sentence_case(now.half_year.genitive)} tilannetieto"
            if was.state != now.state:
                yield from field_lines(KEYS["state"], was.state, now.state, prefix)
            if was.text != now.text:
                yield from field_lines(KEYS["text"], was.text, now.text, prefix)
        else:
            yield Line(_report(now))
    for moment, was in before.items():
        if moment not in after:
            yield Line(f"Poistetaan {was.half_year.genitive} tilannetieto: {_state(was)}")
    if [item for item in before if item in after] != [item for item in after if item in before]:
        yield Line("Tilannetiedot ovat uudessa järjestyksessä.")


def _report(report: Report) -> str:
    return f"Tilanne {report.half_year.during}: {_state(report)}"


def _state(report: Report) -> str:
    return f"{report.state}.{f' {report.text}' if report.text else ''}"


def _ended(change: _MeasureChange, field: FieldChange) -> Iterable[Line]:
    if change.new.ended is None:
        return [Line("Merkintä päättymisestä poistetaan: toimenpide jatkuu.")]
    return field.lines() if change.old.ended else [_ending(change.new.ended)]


def _ending(ending: Ending) -> Line:
    when = f" {ending.half_year.during}" if ending.half_year else ""
    decision = f" Päätös: {ended(ending.decision)}" if ending.decision else ""
    return Line(f"Päättyy{when}. Syy: {ended(ending.reason)}{decision}")


# --- other measures ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pointing:
    """How a field that points to other measures is told: to one of them, or to several."""

    points: tuple[str, str]
    points_no_more: tuple[str, str]


_POINTING: Mapping[str, _Pointing] = {
    "related": _Pointing(
        ("Liittyy toimenpiteeseen", "Liittyy toimenpiteisiin"),
        ("Ei enää liity toimenpiteeseen", "Ei enää liity toimenpiteisiin"),
    ),
    "replaces": _Pointing(
        ("Korvaa toimenpiteen", "Korvaa toimenpiteet"),
        ("Ei enää korvaa toimenpidettä", "Ei enää korvaa toimenpiteitä"),
    ),
    "merged_into": _Pointing(
        ("Yhdistetään toimenpiteeseen", "Yhdistetään toimenpiteisiin"),
        ("Ei enää yhdistetä toimenpiteeseen", "Ei enää yhdistetä toimenpiteisiin"),
    ),
}


def _pointers(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    return _pointed(change.pair, field.name, _ids(change.old, field.name), change.new)


def _pointed(pair: Pair, name: str, before: Sequence[str], measure: Measure) -> Iterator[Line]:
    key, words = KEYS[name], _POINTING[name]
    old, new = [pair.renames.get(id, id) for id in before], _ids(measure, name)
    if old == new:
        yield Line(f"{sentence_case(one(key))}: viittaus vaihtuu, koska tunnus vaihtuu.")
        return
    fresh = [_quoted_title(pair.new, id) for id in new if id not in old]
    gone = [_quoted_title(pair.old, id) for id in before if pair.renames.get(id, id) not in new]
    if fresh:
        yield Line(f"{words.points[len(fresh) > 1]} {listed(fresh)}.")
    if gone:
        yield Line(f"{words.points_no_more[len(gone) > 1]} {listed(gone)}.")
    if not fresh and not gone:
        titles = [_quoted_title(pair.new, id) for id in new]
        yield from names_lines(one(key), many(key), titles, titles)


def _ids(measure: Measure, name: str) -> list[str]:
    ids = getattr(measure, name)
    return [] if ids is None else [ids] if isinstance(ids, str) else list(ids)


def _quoted_title(roadmap: Roadmap, id: str) -> str:
    measure = roadmap.measures_by_id.get(id)
    return quoted(measure.title if measure else id)


def _former_ids(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    renamed = change.old.id if change.is_renamed else None
    old, new = change.old.former_ids, [id for id in change.new.former_ids if id != renamed]
    if list(old) != new:
        yield from names_lines(one(field.key), many(field.key), old, new)
    elif renamed is None:
        yield Line("Aiemmat tunnukset muuttuvat.")


_TELLERS: Mapping[str, Callable[[_MeasureChange, FieldChange], Iterable[Line]]] = {
    "goal": _goal,
    "group": _group,
    "order": _order,
    "schedule": _own_schedule,
    "schedule_missing": _schedule_missing,
    "costs": _costs,
    "reports": _reports,
    "ended": _ended,
    "former_ids": _former_ids,
    **dict.fromkeys(_POINTING, _pointers),
}
"""The fields whose changes are told in words of their own; all others are told alike."""


# --- new and gone --------------------------------------------------------------------------


def _new_measure(pair: Pair, measure: Measure) -> Iterator[Line]:
    form = pair.new_form[MEASURES][measure.id]
    # Former ids are told like any other field: of a new measure they are none of ours.
    told_apart = {*_TELLERS} - {"former_ids"}
    yield from new_lines(form, Measure, told_apart)
    its_schedule = schedule_of(pair.new, measure)
    sentence = schedule_sentence(its_schedule, pair.new.settings.period, measure.schedule_missing)
    yield _at("schedule", f"Aikataulu: {sentence}" if its_schedule else sentence)
    for cost in measure.costs:
        yield _at("costs", f"Kustannusarvio {cost.year}: {_cost(cost)}.")
    for report in measure.reports:
        yield _at("reports", _report(report))
    for name in _POINTING:
        if _ids(measure, name):
            for line in _pointed(pair, name, (), measure):
                yield replace(line, field=KEYS[name])
    if measure.ended:
        yield replace(_ending(measure.ended), field=KEYS["ended"])


def _at(name: str, text: str) -> Line:
    return Line(text, field=KEYS[name])


def _removed(pair: Pair, measure: Measure) -> Iterator[Line]:
    if measure.ended:
        yield Line(f"Oli jo päättynyt. Syy: {ended(measure.ended.reason)}")
    later = _replacing(pair.new, measure.id)
    yield from _taken_over(later)
    if not measure.ended and not later:
        yield Line("Poistumisen syytä ei ole kerrottu.")
