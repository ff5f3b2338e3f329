"""Entries: what has changed in a goal or another part of the content, as Lines in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from digitiekartta.basics.text import ended, sentence_case
from digitiekartta.markup.prose import title as prose_title
from digitiekartta.roadmap.labels import PARTS, many, one
from digitiekartta.roadmap.model import Goal, Levels, Settings
from digitiekartta.roadmap.sentence import quoted
from digitiekartta.versions.comparing.schedules import schedule_changes
from digitiekartta.versions.comparing.sides import Raw, Side
from digitiekartta.versions.comparing.wording import Line, details, field_lines, shown


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
    def happened(self) -> str:
        """What has happened, in words."""
        return "uusi tilannetieto" if self.what is What.REPORTED else str(self.what)

    @property
    def only_spelling(self) -> bool:
        """Whether nothing but the spelling has changed."""
        return bool(self.lines) and all(line.only_spelling for line in self.lines)


@dataclass(frozen=True)
class Pair:
    """The two sides of a comparison; ``renames`` is former id → present id of measures."""

    old: Side
    new: Side
    renames: Mapping[str, str] = field(default_factory=dict)


def goal_entries(pair: Pair) -> Iterator[Entry]:
    """Yield the goals that differ."""
    for id, new in pair.new.goals.items():
        title = pair.new.goal_title(id)
        if id not in pair.old.goals:
            yield Entry(What.NEW, "tavoitteet", id, title, tuple(state_lines(new, Goal)))
        elif pair.old.goals[id] != new:
            lines = tuple(_goal_lines(pair, pair.old.goals[id], new))
            yield Entry(What.CHANGED, "tavoitteet", id, title, lines)
    for id in pair.old.goals:
        if id not in pair.new.goals:
            yield Entry(What.REMOVED, "tavoitteet", id, pair.old.goal_title(id))


def other_entries(pair: Pair) -> Iterator[Entry]:
    """Yield what differs outside goals and measures: settings, registers, levels, texts."""
    old, new = pair.old.content, pair.new.content
    for part in _others(old, new):
        before, after = old.get(part), new.get(part)
        if part == "sivut":
            yield from _texts(before or {}, after or {})
        elif before != after:
            what = What.NEW if before is None else What.REMOVED if after is None else What.CHANGED
            title = PARTS.get(part, part)
            yield Entry(what, part, "", title, tuple(_other_lines(part, before, after)))


# --- goals ---------------------------------------------------------------------------------


def _goal_lines(pair: Pair, old: Raw, new: Raw) -> Iterator[Line]:
    for key in in_model_order(Goal, old, new):
        if old.get(key) == new.get(key):
            continue
        if key == "ryhmat":
            yield from _groups(pair, old.get(key, []), new.get(key, []))
        else:
            yield from field_lines(key, old.get(key), new.get(key))


def _groups(pair: Pair, old: list[Any], new: list[Any]) -> Iterator[Line]:
    """Yield the changes of a goal's groups; their schedules are told as moves."""

    def without(groups: list[Any], schedules: bool) -> list[Any]:
        return [{k: v for k, v in one.items() if schedules or k != "aikataulu"} for one in groups]

    before, after = ({one["tunnus"]: one for one in groups} for groups in (old, new))
    # Of groups that are new or gone, everything is told at once.
    both = before.keys() & after.keys()
    plain_old = [g for one in old for g in without([one], one["tunnus"] not in both)]
    plain_new = [g for one in new for g in without([one], one["tunnus"] not in both)]
    if plain_old != plain_new:
        yield from field_lines("ryhmat", plain_old, plain_new)
    for id, group in after.items():
        if id in both and before[id].get("aikataulu") != group.get("aikataulu"):
            was, now = pair.old.own_schedule(before[id]), pair.new.own_schedule(group)
            name = f"Ryhmä {quoted(group['otsikko'])}"
            sentences = schedule_changes(was, now, pair.old.period, pair.new.period)
            for sentence in sentences or ["aikataulun kirjoitusasu muuttuu."]:
                yield Line(f"{name}: {sentence[:1].lower()}{sentence[1:]}", field="ryhmat")


# --- the rest ------------------------------------------------------------------------------


_MODELS: Mapping[str, type[BaseModel]] = {"asetukset": Settings, "tasot": Levels}


def _others(old: Raw, new: Raw) -> list[str]:
    first = ["asetukset", "tasot", "sivut", "tahot", "lyhenteet"]
    rest = sorted({*old, *new} - {*first, "tavoitteet", "toimenpiteet"})
    return [*first, *rest]


def _other_lines(part: str, old: Any, new: Any) -> Iterator[Line]:
    if part in ("tunnuskuva", "muoto"):
        yield Line("Kuva vaihtuu." if part == "tunnuskuva" else "Sisällön tallennusmuoto vaihtuu.")
        return
    if not isinstance(old or {}, dict) or not isinstance(new or {}, dict):
        yield from field_lines(part, old, new)
        return
    before, after = old or {}, new or {}
    for key in in_model_order(_MODELS.get(part), before, after):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        if part == "tahot":
            yield from _party_lines(key, was, now)
        else:
            yield from field_lines(key, was, now)


def _party_lines(name: str, old: Raw | None, new: Raw | None) -> Iterator[Line]:
    if old is not None and new is not None:
        for key in [*new, *(key for key in old if key not in new)]:
            if old.get(key) != new.get(key):
                for line in field_lines(key, old.get(key), new.get(key), quoted(name)):
                    yield replace(line, field=name)
        return
    verb = "Lisätään" if old is None else "Poistetaan"
    told = details(old or new or {})
    yield Line(f"{verb} vastuutaho {quoted(name)}{f' ({told})' if told else ''}.", field=name)


def _texts(old: Raw, new: Raw) -> Iterator[Entry]:
    for file in sorted({*old, *new}):
        before, after = old.get(file), new.get(file)
        if before == after:
            continue
        title = f"{prose_title(after or before or '') or file} ({file})"
        what = What.NEW if before is None else What.REMOVED if after is None else What.CHANGED
        lines = tuple(field_lines("teksti", before, after)) if before and after else ()
        yield Entry(what, "sivut", file, title, lines)


def state_lines(entry: Raw, model: type[BaseModel], but: Sequence[str] = ()) -> Iterator[Line]:
    """Yield what a new entry says, field by field."""
    for key in in_model_order(model, entry, {}):
        if key in (*but, "otsikko"):
            continue
        said = [one["otsikko"] for one in entry[key]] if key == "ryhmat" else entry[key]
        label = many(key) if isinstance(said, list) and len(said) > 1 else one(key)
        yield Line(f"{sentence_case(label)}: {ended(shown(said))}", field=key)


def in_model_order(model: type[BaseModel] | None, old: Raw, new: Raw) -> list[str]:
    """Return the keys of two entries in the model's order, others in that of the alphabet."""
    fields = model.model_fields if model else {}
    order = [info.alias or name for name, info in fields.items()]
    return sorted(
        {*old, *new}, key=lambda key: (order.index(key) if key in order else len(order), key)
    )
