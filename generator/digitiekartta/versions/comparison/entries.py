"""Entries: what has changed in a goal or another part of the content, as Lines in order."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any

from pydantic import BaseModel

from digitiekartta.basics.text import ended, sentence_case
from digitiekartta.markup.prose import title as prose_title
from digitiekartta.roadmap import canonical as parts
from digitiekartta.roadmap.canonical import Canonical
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.labels import many, one
from digitiekartta.roadmap.model import KEYS, Goal, Levels, Settings
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.sentence import quoted
from digitiekartta.versions.comparison.schedules import schedule_changes
from digitiekartta.versions.comparison.wording import (
    Line,
    about,
    details,
    differing,
    entry_lines,
    field_lines,
    shown,
)

_TITLES = {
    parts.SETTINGS: "Digitiekartan tiedot",
    parts.LEVELS: "Lähtö- ja tavoitetasot",
    parts.PARTIES: "Vastuutahojen luettelo",
    parts.ABBREVIATIONS: "Lyhenteet",
    parts.LOGO: "Logo",
    parts.AUDIT: "Saavutettavuuden tarkastus",
    parts.FORMAT_TAG: "Sisällön muoto",
    parts.ID: "Digitiekartan tunnus",
}
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
    are one thing have no id.
    """

    what: What
    part: str
    id: str
    title: str
    lines: tuple[Line, ...] = ()

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

    ``renames`` is former id → present id of measures.
    """

    old: Roadmap
    new: Roadmap
    old_form: Canonical
    new_form: Canonical
    renames: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the model that differs: its name in code, its key, and what it says."""

    name: str
    key: str
    before: Any
    after: Any

    def lines(self) -> Iterator[Line]:
        """Yield what is to be said of it as of any field."""
        return field_lines(self.key, self.before, self.after)


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
            lines = tuple(new_lines(after[goal.id], Goal))
            yield Entry(What.NEW, parts.GOALS, goal.id, title, lines)
        elif before[goal.id] != after[goal.id]:
            changes = changed_fields(Goal, before[goal.id], after[goal.id])
            old = pair.old.goals_by_id[goal.id]
            by_field = (about(one.key, _goal_lines(pair, old, goal, one)) for one in changes)
            yield Entry(What.CHANGED, parts.GOALS, goal.id, title, tuple(chain(*by_field)))
    for goal in pair.old.goals:
        if goal.id not in after:
            yield Entry(What.REMOVED, parts.GOALS, goal.id, goal_title(pair.old, goal.id))


def other_entries(pair: Pair) -> Iterator[Entry]:
    """Yield what differs outside goals and measures: settings, registers, levels, texts."""
    old, new = pair.old_form, pair.new_form
    first = (parts.SETTINGS, parts.LEVELS, parts.TEXTS, parts.PARTIES, parts.ABBREVIATIONS)
    rest = sorted({*old, *new} - {*first, parts.GOALS, parts.MEASURES})
    for part in (*first, *rest):
        before, after = old.get(part), new.get(part)
        if part == parts.TEXTS:
            yield from _texts(before or {}, after or {})
        elif before != after:
            title = _TITLES.get(part, part)
            lines = tuple(_other_lines(part, before, after))
            yield Entry(_what(before, after), part, "", title, lines)


# --- goals ---------------------------------------------------------------------------------


def _goal_lines(pair: Pair, old: Goal, new: Goal, change: FieldChange) -> Iterator[Line]:
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


# --- the rest ------------------------------------------------------------------------------


_MODELS: Mapping[str, type[BaseModel]] = {parts.SETTINGS: Settings, parts.LEVELS: Levels}
_WHOLE = {parts.LOGO: "Kuva vaihtuu.", parts.FORMAT_TAG: "Sisällön tallennusmuoto vaihtuu."}


def _other_lines(part: str, old: Any, new: Any) -> Iterator[Line]:
    if part in _WHOLE:
        yield Line(_WHOLE[part])
    elif model := _MODELS.get(part):
        for change in changed_fields(model, old or {}, new or {}):
            yield from about(change.key, change.lines())
    elif isinstance(old or new, dict):
        for key, was, now in sorted(differing(old or {}, new or {})):
            lines_of = _party_lines if part == parts.PARTIES else field_lines
            yield from about(key, lines_of(key, was, now))
    else:
        yield from about(part, field_lines(part, old, new))


def _party_lines(name: str, old: Canonical | None, new: Canonical | None) -> Iterator[Line]:
    if old is not None and new is not None:
        yield from entry_lines(old, new, quoted(name))
        return
    verb = "Lisätään" if old is None else "Poistetaan"
    its_fields = f" ({said})" if (said := details(old or new or {})) else ""
    yield Line(f"{verb} vastuutaho {quoted(name)}{its_fields}.")


def _texts(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Entry]:
    for file, before, after in sorted(differing(old, new)):
        title = f"{prose_title(after or before or '') or file} ({file})"
        lines = field_lines(_TEXT, before, after) if before and after else ()
        yield Entry(_what(before, after), parts.TEXTS, file, title, tuple(about(_TEXT, lines)))


def _what(before: object, after: object) -> What:
    return What.NEW if before is None else What.REMOVED if after is None else What.CHANGED


# --- fields --------------------------------------------------------------------------------


def changed_fields(model: type[BaseModel], old: Canonical, new: Canonical) -> list[FieldChange]:
    """Return the fields in which two entries of a class differ, in the model's order."""
    return [
        FieldChange(name, field.key, old.get(field.key), new.get(field.key))
        for name, field in declared(model).items()
        if old.get(field.key) != new.get(field.key)
    ]


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
        yield Line(f"{sentence_case(label)}: {ended(shown(said))}", field=field.key)
