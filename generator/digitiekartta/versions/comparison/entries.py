"""Entries: what has changed in a goal or another part of the content, as Lines in order."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any

from pydantic import BaseModel

from digitiekartta.basics.text import counted, ended, sentence_case
from digitiekartta.markup.prose import title as prose_title
from digitiekartta.roadmap import canonical as parts
from digitiekartta.roadmap.canonical import Canonical
from digitiekartta.roadmap.fields import Declared, declared
from digitiekartta.roadmap.labels import many, one
from digitiekartta.roadmap.model import KEYS, Goal, Levels, Measure, Settings
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.sentence import quoted
from digitiekartta.roadmap.statement.report import AuditReport
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.comparison.names import Renaming, renamed
from digitiekartta.versions.comparison.schedules import schedule_changes
from digitiekartta.versions.comparison.spearheads import with_names
from digitiekartta.versions.comparison.wording import (
    Line,
    Weight,
    about,
    details,
    differing,
    entry_lines,
    field_lines,
    prose_lines,
    shown,
    weighed,
)

TITLES = {
    parts.SETTINGS: "Digitiekartan tiedot",
    parts.LEVELS: "Lähtö- ja tavoitetasot",
    parts.PARTIES: "Vastuutahojen luettelo",
    parts.ABBREVIATIONS: "Lyhenteet",
    parts.LOGO: "Logo",
    parts.AUDIT: "Saavutettavuuden tarkastus",
    parts.FORMAT_TAG: "Sisällön muoto",
    parts.ID: "Digitiekartan tunnus",
}
NEVER_DECIDED = (parts.AUDIT, parts.FORMAT_TAG, parts.ID)
"""The parts that no body decides on."""
_ID, _SCHEDULE, _TEXT = KEYS["id"], KEYS["schedule"], KEYS["text"]


class What(StrEnum):
    """What has happened to an entry."""

    NEW = "uusi"
    CHANGED = "muutettu"
    REPORTED = "raportoitu"  # only told once more how it is going
    ENDED = "päättynyt"
    MERGED = "yhdistetty"
    REPLACED = "korvattu"
    REMOVED = "poistettu"


@dataclass(frozen=True)
class Entry:
    """Something that has changed: a measure, a goal, or another part of the content.

    ``part`` and ``id`` are its place in the canonical form ("toimenpiteet", "intra"); parts that
    are one thing have no id. ``reason`` is why, as the proposal tells it.
    """

    what: What
    part: str
    id: str
    title: str
    lines: tuple[Line, ...] = ()
    reason: str | None = None

    @property
    def lacks_reason(self) -> bool:
        """Whether nobody has told why it is changed; addresses alone need no reason."""
        whole = self.part in (parts.MEASURES, parts.GOALS)  # else all that belongs to the part
        asked = (self.id or not whole) and not self.only_spelling
        # What ends tells why, and what is replaced tells by what.
        told = self.reason or self.what in (What.ENDED, What.MERGED, What.REPLACED)
        return bool(asked and not told)

    @property
    def is_measure(self) -> bool:
        """Whether it is about a measure."""
        return self.part == parts.MEASURES

    @property
    def happened(self) -> str:
        """What has happened, in words."""
        return "uusi tilannetieto" if self.what is What.REPORTED else str(self.what)

    @property
    def only_spelling(self) -> bool:
        """Whether nothing but the spelling has changed."""
        return bool(self.lines) and all(line.only_spelling for line in self.lines)


@dataclass(frozen=True)
class Pair:
    """The two roadmaps of a comparison, each also in its canonical form.

    The names in them are those of the new registers, as far as they are only other names:
    ``renamings`` tells which. ``renames`` is former id → present id of measures.
    """

    old: Roadmap
    new: Roadmap
    old_form: Canonical
    new_form: Canonical
    renames: Mapping[str, str]
    renamings: Sequence[Renaming] = ()

    def reason_of(self, file: str) -> str | None:
        """Return the reason that is given for this change in the settings, by file."""
        was, now = (one.settings.change_reasons.get(file) for one in (self.old, self.new))
        return now if now != was else None

    def renaming_lines(self, part: str, *, addresses: bool) -> list[Line]:
        """Return what goes by another name in a part; by another address if so wished."""
        return [
            one.line()
            for one in self.renamings
            if one.register.part == part and one.register.is_address == addresses
        ]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the model that differs: its name in code, its key, and what it says."""

    name: str
    key: str
    before: Any
    after: Any
    weight: Weight = Weight.DECISION

    def lines(self) -> Iterator[Line]:
        """Yield what is to be said of it as of any field."""
        return self.of(field_lines(self.key, self.before, self.after))

    def of(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Yield lines as those of this field."""
        lines = about(self.key, lines)
        return lines if self.weight is Weight.DECISION else weighed(self.weight, lines)


def goal_title(roadmap: Roadmap, id: str) -> str:
    """Return "Tavoite 1: …" by a goal's id; the id where there is no such goal."""
    goal = roadmap.goals_by_id.get(id)
    return f"Tavoite {goal.number}: {goal.title}" if goal else id


def goal_entries(pair: Pair) -> Iterator[Entry]:
    """Yield the goals that differ."""
    before, after = pair.old_form.get(parts.GOALS, {}), pair.new_form.get(parts.GOALS, {})
    for goal in pair.new.goals:
        title = goal_title(pair.new, goal.id)
        if goal.id not in before:
            lines = tuple(new_lines(after[goal.id], Goal, ["change_reason"]))
            yield Entry(What.NEW, parts.GOALS, goal.id, title, lines, goal.change_reason)
        elif before[goal.id] != after[goal.id]:
            changes = changed_fields(Goal, before[goal.id], after[goal.id])
            old = pair.old.goals_by_id[goal.id]
            by_field = (one.of(_goal_lines(pair, old, goal, one)) for one in changes)
            lines = tuple(chain(*by_field))
            reason = fresh_reason(old, goal)
            yield Entry(What.CHANGED, parts.GOALS, goal.id, title, lines, reason)
    for goal in pair.old.goals:
        if goal.id not in after:
            reason = pair.reason_of(f"tavoitteet/{goal.id}.yml")
            title = goal_title(pair.old, goal.id)
            yield Entry(What.REMOVED, parts.GOALS, goal.id, title, reason=reason)


def respelt_entries(pair: Pair, old: Canonical, new: Canonical) -> Iterator[Entry]:
    """Yield where a name is written otherwise and means the same, by forms as they are written."""
    written = renamed(old, pair.renamings)
    for part in (parts.MEASURES, parts.GOALS, parts.PARTIES):
        former = {present: id for id, present in pair.renames.items()}
        for id, now in new.get(part, {}).items():
            before = former.get(id, id)
            was, as_new = (form.get(part, {}).get(before, {}) for form in (old, written))
            same = pair.old_form.get(part, {}).get(before, {})
            lines = [
                Line(
                    f"{sentence_case(many(key))}: nimi kirjoitetaan toisin, merkitys on sama.",
                    field=key,
                    only_spelling=True,
                    weight=Weight.UPKEEP,
                )
                for key, said in now.items()
                if said not in (was.get(key), as_new.get(key))
                and same.get(key) == pair.new_form[part][id].get(key)
            ]
            if lines:
                title = _title_of(pair.new, part, id)
                yield Entry(What.CHANGED, part, id, title, tuple(lines))


def _title_of(roadmap: Roadmap, part: str, id: str) -> str:
    if part == parts.MEASURES:
        return roadmap.measures_by_id[id].title
    return goal_title(roadmap, id) if part == parts.GOALS else id


def other_entries(pair: Pair) -> Iterator[Entry]:
    """Yield what differs outside goals and measures: settings, registers, levels, texts."""
    old, new = pair.old_form, pair.new_form
    first = (parts.SETTINGS, parts.LEVELS, parts.TEXTS, parts.PARTIES, parts.ABBREVIATIONS)
    rest = sorted({*old, *new} - {*first, parts.GOALS, parts.MEASURES})
    for part in (*first, *rest):
        before, after = old.get(part), new.get(part)
        if part == parts.TEXTS:
            yield from _texts(pair, before or {}, after or {})
            continue
        lines = pair.renaming_lines(part, addresses=False)
        lines += pair.renaming_lines(part, addresses=True)
        if part == parts.AUDIT and before != after:
            lines.append(_audit_line(pair.new.audit))
        elif before != after:
            lines += _other_lines(pair, part, before, after)
        if lines:
            what = What.CHANGED if before == after else _what(before, after)
            reason = pair.reason_of(parts.FILE_OF[part]) if part in parts.FILE_OF else None
            yield Entry(what, part, "", TITLES.get(part, part), tuple(lines), reason)
    if addresses := pair.renaming_lines(parts.GOALS, addresses=True):
        title = "Tavoitteiden ja ryhmien tunnukset"
        yield Entry(What.CHANGED, parts.GOALS, "", title, tuple(addresses))


# --- goals ---------------------------------------------------------------------------------


def _goal_lines(pair: Pair, old: Goal, new: Goal, change: FieldChange) -> Iterator[Line]:
    if change.name == "change_reason":
        yield reason_line(new.change_reason)
        return
    if change.name != "groups":
        yield from change.lines()
        return
    before = {group.id: group for group in old.groups}
    # Of groups that stay, a schedule is told as moves; of others, everything is told at once.
    kept = before.keys() & {group.id for group in new.groups}
    was, now = _unscheduled(change.before or (), kept), _unscheduled(change.after or (), kept)
    if was != now:
        yield from field_lines(change.key, was, now)
    written = {form[_ID]: form.get(_SCHEDULE) for form in change.before or ()}
    for group, form in zip(new.groups, change.after or (), strict=True):
        if group.id in kept and written[group.id] != form.get(_SCHEDULE):
            old_schedule = before[group.id].schedule
            sentences = schedule_changes(pair.old, old_schedule, pair.new, group.schedule)
            for sentence in sentences or ["aikataulun kirjoitusasu muuttuu."]:
                lowered = sentence[:1].lower() + sentence[1:]
                yield Line(f"Ryhmä {quoted(group.title)}: {lowered}")


def _unscheduled(groups: Sequence[Canonical], ids: Collection[str]) -> list[Canonical]:
    """Return groups in canonical form, those of the ids without their schedules."""
    return [
        {key: said for key, said in group.items() if key != _SCHEDULE or group[_ID] not in ids}
        for group in groups
    ]


def fresh_reason(old: Goal | Measure | None, new: Goal | Measure) -> str | None:
    """Return the reason that is given for this change: that of an earlier one is none."""
    if old is None:
        return new.change_reason
    return new.change_reason if new.change_reason != old.change_reason else None


def reason_line(reason: str | None) -> Line:
    """Return that a reason was written, where nothing else has changed."""
    text = f"Muutoksen syy: {ended(reason)}" if reason else "Aiemman muutoksen syy poistetaan."
    return Line(text, weight=Weight.REASON)


# --- the rest ------------------------------------------------------------------------------


_MODELS: Mapping[str, type[BaseModel]] = {parts.SETTINGS: Settings, parts.LEVELS: Levels}
_WHOLE = {
    parts.LOGO: Line("Kuva vaihtuu."),
    parts.FORMAT_TAG: Line("Sisällön tallennusmuoto vaihtuu.", weight=Weight.UPKEEP),
}


def _other_lines(pair: Pair, part: str, old: Any, new: Any) -> Iterator[Line]:
    if part in _WHOLE:
        yield _WHOLE[part]
    elif model := _MODELS.get(part):
        if model is Levels:
            forms = (pair.old_form, pair.new_form)
            old, new = (with_names(one or {}, forms, pair.renames) for one in (old, new))
        for change in changed_fields(model, old or {}, new or {}):
            lines = change.lines()
            # With the changes that they explain they stand as reasons.
            is_why = change.name == "change_reasons"
            yield from weighed(Weight.REASON, lines) if is_why else lines
    elif isinstance(old or new, dict):
        for key, was, now in sorted(differing(old or {}, new or {})):
            lines_of = _party_lines if part == parts.PARTIES else field_lines
            yield from about(key, lines_of(key, was, now))
    else:
        yield from about(part, field_lines(part, old, new))


def _audit_line(audit: AuditReport | None) -> Line:
    if audit is None:
        return Line("Tarkastuksen raportti poistetaan.", weight=Weight.UPKEEP)
    found = counted(audit.violations, "löydös") if audit.violations else "ei löydöksiä"
    pages = counted(audit.pages, "sivu")
    text = f"Tarkastettu {date_text(audit.day)}: {pages}, {found}."
    return Line(text, weight=Weight.UPKEEP)


def _party_lines(name: str, old: Canonical | None, new: Canonical | None) -> Iterator[Line]:
    if old is not None and new is not None:
        yield from entry_lines(old, new, quoted(name))
        return
    verb = "Lisätään" if old is None else "Poistetaan"
    its_fields = f" ({said})" if (said := details(old or new or {})) else ""
    yield Line(f"{verb} vastuutaho {quoted(name)}{its_fields}.")


def _texts(pair: Pair, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Entry]:
    for file, before, after in sorted(differing(old, new)):
        title = f"{prose_title(after or before or '') or file} ({file})"
        lines = prose_lines(before, after) if before and after else ()
        told = tuple(about(_TEXT, lines))
        reason = pair.reason_of(file)
        yield Entry(_what(before, after), parts.TEXTS, file, title, told, reason)


def _what(before: object, after: object) -> What:
    return What.NEW if before is None else What.REMOVED if after is None else What.CHANGED


# --- fields --------------------------------------------------------------------------------


def changed_fields(model: type[BaseModel], old: Canonical, new: Canonical) -> list[FieldChange]:
    """Return the fields in which two entries of a class differ, in the model's order."""
    return [
        FieldChange(name, field.key, old.get(field.key), new.get(field.key), _weight(field))
        for name, field in declared(model).items()
        if old.get(field.key) != new.get(field.key)
    ]


def _weight(field: Declared) -> Weight:
    return Weight.UPKEEP if field.upkeep else Weight.DECISION


def new_lines(
    form: Canonical, model: type[BaseModel], told_apart: Collection[str] = ()
) -> Iterator[Line]:
    """Yield what a new entry says, field by field, but its title and what is ``told_apart``."""
    for name, field in declared(model).items():
        if field.key not in form or name in ("title", *told_apart):
            continue
        value = form[field.key]
        said = [group[KEYS["title"]] for group in value] if name == "groups" else value
        label = many(field.key) if isinstance(said, list) and len(said) > 1 else one(field.key)
        text = f"{sentence_case(label)}: {ended(shown(said))}"
        yield Line(text, field=field.key, weight=_weight(field))
