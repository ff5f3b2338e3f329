"""Entries: what has changed in a goal or another part of the content, as Lines in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from typing import Any

from pydantic import BaseModel

from digitiekartta.basics.text import ended, sentence_case
from digitiekartta.markup.prose import title as prose_title
from digitiekartta.roadmap import canonical as parts
from digitiekartta.roadmap.canonical import Canonical
from digitiekartta.roadmap.labels import many, one
from digitiekartta.roadmap.model import KEYS, Goal, Levels, Settings
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.sentence import quoted
from digitiekartta.versions.comparison.schedules import resolved, schedule_changes
from digitiekartta.versions.comparison.wording import Line, details, field_lines, shown

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
_ID, _SCHEDULE = KEYS["id"], KEYS["schedule"]


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
    are one thing have no id. ``former_id`` is the id that a measure had before.
    """

    what: What
    part: str
    id: str
    title: str
    lines: tuple[Line, ...] = ()
    former_id: str | None = None

    @property
    def is_measure(self) -> bool:
        """Whether it is about a measure."""
        return self.part == parts.MEASURES

    @property
    def is_goal(self) -> bool:
        """Whether it is about a goal."""
        return self.part == parts.GOALS

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
    renames: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the model that differs: its name in code, its key, and what it says."""

    name: str
    key: str
    before: Any
    after: Any

    def lines(self) -> list[Line]:
        """Return what is to be said of it as of any field."""
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
            lines = tuple(chain(*(_goal_lines(pair, old, goal, change) for change in changes)))
            yield Entry(What.CHANGED, parts.GOALS, goal.id, title, lines)
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
    if change.name == "groups":
        yield from _group_lines(change.key, change.before or [], change.after or [])
        yield from _group_schedules(pair, old, new, change)
    else:
        yield from change.lines()


def _group_lines(key: str, old: Sequence[Canonical], new: Sequence[Canonical]) -> list[Line]:
    """Return the changes of a goal's groups but for schedules, which are told as moves."""
    ids = [{group[_ID] for group in groups} for groups in (old, new)]
    both = ids[0] & ids[1]  # of groups that are new or gone, everything is told at once

    def told_at_once(groups: Sequence[Canonical]) -> list[Canonical]:
        return [
            {k: said for k, said in group.items() if k != _SCHEDULE or group[_ID] not in both}
            for group in groups
        ]

    was, now = told_at_once(old), told_at_once(new)
    return field_lines(key, was, now) if was != now else []


def _group_schedules(pair: Pair, old: Goal, new: Goal, change: FieldChange) -> Iterator[Line]:
    written = {group[_ID]: group.get(_SCHEDULE) for group in change.before or ()}
    before = {group.id: group for group in old.groups}
    for group, form in zip(new.groups, change.after or (), strict=True):
        if group.id not in before or written[group.id] == form.get(_SCHEDULE):
            continue
        sentences = schedule_changes(
            resolved(pair.old, before[group.id].schedule),
            resolved(pair.new, group.schedule),
            pair.old.settings.period,
            pair.new.settings.period,
        )
        for sentence in sentences or ["aikataulun kirjoitusasu muuttuu."]:
            text = f"Ryhmä {quoted(group.title)}: {sentence[:1].lower()}{sentence[1:]}"
            yield Line(text, field=change.key)


# --- the rest ------------------------------------------------------------------------------


_MODELS: Mapping[str, type[BaseModel]] = {parts.SETTINGS: Settings, parts.LEVELS: Levels}
_WHOLE = {parts.LOGO: "Kuva vaihtuu.", parts.FORMAT_TAG: "Sisällön tallennusmuoto vaihtuu."}


def _other_lines(part: str, old: Any, new: Any) -> Iterator[Line]:
    if part in _WHOLE:
        yield Line(_WHOLE[part])
    elif model := _MODELS.get(part):
        for change in changed_fields(model, old or {}, new or {}):
            yield from change.lines()
    elif isinstance(old or new, dict):
        for key in sorted({*(old or {}), *(new or {})}):
            was, now = (old or {}).get(key), (new or {}).get(key)
            if was == now:
                continue
            yield from (_party_lines if part == parts.PARTIES else field_lines)(key, was, now)
    else:
        yield from field_lines(part, old, new)


def _party_lines(name: str, old: Canonical | None, new: Canonical | None) -> Iterator[Line]:
    if old is None or new is None:
        verb = "Lisätään" if old is None else "Poistetaan"
        its_fields = f" ({said})" if (said := details(old or new or {})) else ""
        yield Line(f"{verb} vastuutaho {quoted(name)}{its_fields}.", field=name)
        return
    for key in [*new, *(key for key in old if key not in new)]:
        if old.get(key) != new.get(key):
            for line in field_lines(key, old.get(key), new.get(key), quoted(name)):
                yield replace(line, field=name)


def _texts(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Entry]:
    for file in sorted({*old, *new}):
        before, after = old.get(file), new.get(file)
        if before == after:
            continue
        title = f"{prose_title(after or before or '') or file} ({file})"
        lines = tuple(field_lines(KEYS["text"], before, after)) if before and after else ()
        yield Entry(_what(before, after), parts.TEXTS, file, title, lines)


def _what(before: object, after: object) -> What:
    return What.NEW if before is None else What.REMOVED if after is None else What.CHANGED


# --- fields --------------------------------------------------------------------------------


def changed_fields(model: type[BaseModel], old: Canonical, new: Canonical) -> list[FieldChange]:
    """Return the fields in which two entries differ, in the model's order.

    Args:
        model: The class of both.
        old, new: What they say, in canonical form.
    """
    return [
        FieldChange(name, key, old.get(key), new.get(key))
        for name, key in _keys(model)
        if old.get(key) != new.get(key)
    ]


def new_lines(
    form: Canonical, model: type[BaseModel], told_apart: Collection[str] = ()
) -> Iterator[Line]:
    """Yield what a new entry says, field by field.

    Args:
        form: The entry in canonical form.
        model: Its class.
        told_apart: The names of fields that are told elsewhere, the title apart.
    """
    for name, key in _keys(model):
        if key not in form or name in ("title", *told_apart):
            continue
        said = [group[KEYS["title"]] for group in form[key]] if name == "groups" else form[key]
        label = many(key) if isinstance(said, list) and len(said) > 1 else one(key)
        yield Line(f"{sentence_case(label)}: {ended(shown(said))}", field=key)


def _keys(model: type[BaseModel]) -> list[tuple[str, str]]:
    return [(name, field.alias or name) for name, field in model.model_fields.items()]
