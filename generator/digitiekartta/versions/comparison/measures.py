"""Measures: what has changed in each, field by field, and what that makes of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from digitiekartta.basics.text import ended, grouped, listed, sentence_case
from digitiekartta.roadmap.canonical import MEASURES
from digitiekartta.roadmap.labels import one
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
    fresh_reason,
    goal_title,
    new_lines,
    reason_line,
)
from digitiekartta.versions.comparison.operations import Item, told_apart
from digitiekartta.versions.comparison.schedules import resolved, schedule_changes
from digitiekartta.versions.comparison.wording import (
    SINCE,
    Line,
    Weight,
    about,
    differing,
    field_lines,
    names_lines,
    reordered,
    text_lines,
)


def measure_entries(pair: Pair) -> Iterator[Entry]:
    """Yield the measures that differ, in no particular order."""
    former = {present: id for id, present in pair.renames.items()}
    for new in pair.new.measures:
        old = pair.old.measures_by_id.get(former.get(new.id, new.id))
        if old is None:
            lines = tuple(_new_measure(pair, new))
            yield Entry(What.NEW, MEASURES, new.id, new.title, lines, new.change_reason)
            continue
        change = _MeasureChange(pair, old, new)
        if change.fields or change.is_renamed:
            lines = tuple(_lines(change))
            reason = fresh_reason(old, new)
            yield Entry(change.what, MEASURES, new.id, new.title, lines, reason)
    for old in pair.old.measures:
        if old.id not in pair.new.measures_by_id and old.id not in pair.renames:
            reason = pair.reason_of(f"toimenpiteet/{old.id}.yml")
            lines = tuple(_removed(pair, old, reason))
            yield Entry(What.REMOVED, MEASURES, old.id, old.title, lines, reason)


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
        return What.CHANGED

    @property
    def has_own_schedule(self) -> bool:
        """Whether the measure carries its own schedule on either side."""
        return self.old.schedule is not None or self.new.schedule is not None

    def schedule_lines(self) -> Iterator[Line]:
        """Yield how its schedule, perhaps that of its group, has changed."""
        old, new = self.pair.old, self.pair.new
        was, now = old.schedule_entries_of(self.old), new.schedule_entries_of(self.new)
        yield from map(Line, schedule_changes(old, was, new, now))


def _replacing(roadmap: Roadmap, id: str) -> list[Measure]:
    return [measure for measure in roadmap.measures if id in measure.replaces]


def _lines(change: _MeasureChange) -> Iterator[Line]:
    if change.is_renamed:
        yield Line(
            f"Tunnus vaihtuu: ennen {change.old.id}, {SINCE} {change.new.id}."
            " Aiempi osoite ohjaa uuteen.",
            field=KEYS["former_ids"],
            weight=Weight.UPKEEP,
        )
    yield from _taken_over(change.replaced_by)
    first = [name for name in ("title", "ended", "merged_into") if name in change.fields]
    for name in dict.fromkeys([*first, *change.fields]):
        field = change.fields[name]
        teller = _TELLERS.get(name)
        lines = [*(teller(change, field) if teller else field.lines())]
        if not lines and not (name == "former_ids" and change.is_renamed):
            text = f"{sentence_case(one(field.key))}: kirjoitusasu muuttuu."
            lines = [Line(text, only_spelling=True)]
        yield from field.of(lines)


def _taken_over(later: Iterable[Measure]) -> Iterator[Line]:
    for measure in later:
        yield Line(f"Tilalle tulee toimenpide {quoted(measure.title)}.")


# --- schedule, goal and group --------------------------------------------------------------


def _own_schedule(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    old, new = change.old, change.new
    if old.schedule is None and change.pair.old.schedule_entries_of(old) is not None:
        yield Line("Saa oman aikataulun ryhmän aikataulun sijaan.")
    elif new.schedule is None and change.pair.new.schedule_entries_of(new) is not None:
        yield Line("Noudattaa tästä lähtien ryhmänsä aikataulua.")
    yield from change.schedule_lines()


def _schedule_missing(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    yield from field.lines()
    if not change.has_own_schedule:
        yield from change.schedule_lines()


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
        yield from change.schedule_lines()


def _order(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    if _neighbours(change.pair, change.pair.old, change.old) == _neighbours(
        change.pair, change.pair.new, change.new
    ):
        text = "Järjestysnumero vaihtuu, paikka luettelossa ei."
        yield Line(text, weight=Weight.UPKEEP)
    else:
        yield Line("Paikka tavoitteen luettelossa vaihtuu.")


def _neighbours(pair: Pair, roadmap: Roadmap, measure: Measure) -> list[str]:
    """Return the measures of its group that both roadmaps have, in order, by present id."""
    goal = roadmap.goals_by_id.get(measure.goal)
    row = roadmap.measures_in(goal, roadmap.group_of(measure)) if goal else ()
    before = {pair.renames.get(id, id) for id in pair.old.measures_by_id}
    both = before & pair.new.measures_by_id.keys()
    return [id for id in (pair.renames.get(one.id, one.id) for one in row) if id in both]


# --- costs, reports and the end ------------------------------------------------------------


def _by_item(change: _MeasureChange, field: FieldChange) -> Iterable[Line]:
    """Tell costs or reports by what tells them apart, if anything does."""
    items = told_apart(field.before or [], field.after or [])
    if items is None:
        return field.lines()
    was, now = (getattr(measure, field.name) for measure in (change.old, change.new))
    tell = _costs if field.name == "costs" else _reports
    return tell(dict(zip(items[0], was, strict=True)), dict(zip(items[1], now, strict=True)))


def _costs(old: Mapping[Item, Cost], new: Mapping[Item, Cost]) -> Iterator[Line]:
    for _, was, now in sorted(differing(old, new), key=lambda cost: str(cost[0])):
        if was is None:
            yield Line(f"Vuodelle {now.year} lisätään kustannusarvio {_cost(now)}.")
        elif now is None:
            yield Line(f"Vuoden {was.year} kustannusarvio {_cost(was)} poistetaan.")
        else:
            yield from _changed_cost(was, now)
    if old.keys() == new.keys() and reordered(old, new):
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


def _reports(old: Mapping[Item, Report], new: Mapping[Item, Report]) -> Iterator[Line]:
    for _, was, now in differing(old, new):
        if was is None:
            yield Line(_report(now), weight=Weight.REPORT)
        elif now is None:
            yield Line(f"Poistetaan {was.half_year.genitive} tilannetieto: {_state(was)}")
        else:
            prefix = f"{sentence_case(now.half_year.genitive)} tilannetieto"
            for name in ("state", "text"):
                if (before := getattr(was, name)) != (after := getattr(now, name)):
                    yield from field_lines(KEYS[name], before, after, prefix)
    if reordered(old, new):
        yield Line("Tilannetiedot ovat uudessa järjestyksessä.")


def _report(report: Report) -> str:
    return f"Tilanne {report.half_year.during}: {_state(report)}"


def _state(report: Report) -> str:
    return f"{report.state}.{f' {report.text}' if report.text else ''}"


def _ended(change: _MeasureChange, field: FieldChange) -> Iterable[Line]:
    if change.new.ended is None:
        return [Line("Merkintä päättymisestä poistetaan: toimenpide jatkuu.")]
    return field.lines() if change.old.ended else [_ending(change.new.ended)]


def _reason(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    yield reason_line(change.new.change_reason)


def _ending(ending: Ending) -> Line:
    when = f" {ending.half_year.during}" if ending.half_year else ""
    decision = f" Päätös: {ended(ending.decision)}" if ending.decision else ""
    return Line(f"Päättyy{when}. Syy: {ended(ending.reason)}{decision}")


# --- other measures ------------------------------------------------------------------------

# How a field that points to other measures is told: now to one or to several of them, no more
# to one or to several.
_POINTING: Mapping[str, Sequence[tuple[str, str]]] = {
    "related": (
        ("Liittyy toimenpiteeseen", "Liittyy toimenpiteisiin"),
        ("Ei enää liity toimenpiteeseen", "Ei enää liity toimenpiteisiin"),
    ),
    "replaces": (
        ("Korvaa toimenpiteen", "Korvaa toimenpiteet"),
        ("Ei enää korvaa toimenpidettä", "Ei enää korvaa toimenpiteitä"),
    ),
    "merged_into": (
        ("Yhdistetään toimenpiteeseen", "Yhdistetään toimenpiteisiin"),
        ("Ei enää yhdistetä toimenpiteeseen", "Ei enää yhdistetä toimenpiteisiin"),
    ),
}


def _pointers(change: _MeasureChange, field: FieldChange) -> Iterator[Line]:
    return _pointed(change.pair, field.name, _ids(change.old, field.name), change.new)


def _pointed(pair: Pair, name: str, before: Sequence[str], measure: Measure) -> Iterator[Line]:
    key = KEYS[name]
    old, new = [pair.renames.get(id, id) for id in before], _ids(measure, name)
    if old == new:
        text = f"{sentence_case(one(key))}: viittaus vaihtuu, koska tunnus vaihtuu."
        yield Line(text, weight=Weight.UPKEEP)
        return
    fresh = [_quoted_title(pair.new, id) for id in new if id not in old]
    gone = [_quoted_title(pair.old, id) for id in before if pair.renames.get(id, id) not in new]
    for words, titles in zip(_POINTING[name], (fresh, gone), strict=True):
        if titles:
            yield Line(f"{words[len(titles) > 1]} {listed(titles)}.")
    if not fresh and not gone:
        titles = [_quoted_title(pair.new, id) for id in new]
        yield from names_lines(key, titles, titles)


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
        yield from names_lines(field.key, old, new)
    elif renamed is None:
        yield Line("Aiemmat tunnukset muuttuvat.")


_TELLERS: Mapping[str, Callable[[_MeasureChange, FieldChange], Iterable[Line]]] = {
    "goal": _goal,
    "group": _group,
    "order": _order,
    "schedule": _own_schedule,
    "schedule_missing": _schedule_missing,
    "costs": _by_item,
    "reports": _by_item,
    "ended": _ended,
    "change_reason": _reason,
    "former_ids": _former_ids,
    **dict.fromkeys(_POINTING, _pointers),
}
"""The fields whose changes are told in words of their own; all others are told alike."""


# --- new and gone --------------------------------------------------------------------------


def _new_measure(pair: Pair, measure: Measure) -> Iterator[Line]:
    # Former ids are told like any other field: of a new measure they are none of ours.
    told_apart = {*_TELLERS} - {"former_ids"}
    yield from new_lines(pair.new_form[MEASURES][measure.id], Measure, told_apart)
    schedule = resolved(pair.new, pair.new.schedule_entries_of(measure))
    sentence = schedule_sentence(schedule, pair.new.settings.period, measure.schedule_missing)
    lines: dict[str, Iterable[Line]] = {
        "schedule": [Line(f"Aikataulu: {sentence}" if schedule else sentence)],
        "costs": [Line(f"Kustannusarvio {one.year}: {_cost(one)}.") for one in measure.costs],
        "reports": [Line(_report(one), weight=Weight.REPORT) for one in measure.reports],
        **{n: _pointed(pair, n, (), measure) for n in _POINTING if _ids(measure, n)},
        "ended": [_ending(measure.ended)] if measure.ended else [],
    }
    for name, its_lines in lines.items():
        yield from about(KEYS[name], its_lines)


def _removed(pair: Pair, measure: Measure, reason: str | None) -> Iterator[Line]:
    if measure.ended:
        yield Line(f"Oli jo päättynyt. Syy: {ended(measure.ended.reason)}")
    later = _replacing(pair.new, measure.id)
    yield from _taken_over(later)
    if not measure.ended and not later and not reason:
        yield Line("Poistumisen syytä ei ole kerrottu.")
