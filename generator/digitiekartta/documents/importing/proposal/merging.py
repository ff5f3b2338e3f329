"""A measure of a document is put over the one in content, so that nobody's work is lost.

Three states are compared, field by field and half-year by half-year: what the document says
now, what was imported from it the last time (if it was), and what stands in content. What has
changed in the document only is taken; what has changed in content only stays; where both have
changed, content stays and the report tells it. What a document does not tell removes nothing.

What was imported the last time is kept beside the content, in content/<name>/.tuonti.json.
Nobody needs to edit the file; without it the import still works.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.annex_form import FIELDS
from digitiekartta.documents.importing.proposal.answers import Answers
from digitiekartta.documents.importing.words import title_key
from digitiekartta.roadmap.checking.persons import personal_in
from digitiekartta.roadmap.model import KEYS, Cost, Entry, Measure, Schedule, ScheduleEntry
from digitiekartta.roadmap.unfinished import is_phase_open
from digitiekartta.roadmap.values import decimal_text

MEMORY = ".tuonti.json"
NAMED = {"parties": "parties_in_source", "sector": "sector_in_source"}
"""Fields that were split from a cell, and the fields that keep the cell's own text."""
_PLAIN = (*(name for name in FIELDS if name not in NAMED), "costs")
Told = dict[str, Any]
"""What an entry says: its fields by their names in code, without those that say nothing."""
Either = TypeVar("Either", bound=Entry)


class Heading(BaseModel):
    """What documents say of a goal or a group: title, a goal's text, a group's schedule."""

    model_config = ConfigDict(
        frozen=True,
        alias_generator=KEYS.__getitem__,
        serialize_by_alias=True,
        validate_by_name=True,
    )

    title: str
    description: str | None = None
    schedule: Schedule | None = None


class Open(BaseModel):
    """What a person has been asked and has not answered.

    Args:
        cells: Texts of which nobody has said how many parties they name.
        parties: Pairs of parties that may be one.
        phases: Phases whose common meaning was written for lack of a better one.
    """

    model_config = ConfigDict(frozen=True, serialize_by_alias=True, validate_by_name=True)

    cells: tuple[str, ...] = Field((), alias="solut")
    parties: tuple[tuple[str, str], ...] = Field((), alias="tahot")
    phases: tuple[str, ...] = Field((), alias="vaiheet")

    def __or__(self, other: Open) -> Open:
        """Return both together; what nobody was asked is left out."""
        both = {
            name: tuple(dict.fromkeys([*getattr(self, name), *getattr(other, name)]))
            for name in type(self).model_fields
        }
        return Open(**{name: asked for name, asked in both.items() if asked})


class Memory(BaseModel):
    """What the documents said when they were last imported, by the ids of content.

    Args:
        measures: By id.
        goals: By id.
        groups: By the goal's id and its own.
        answers: What people have told of the documents.
        open: What they have been asked.
        told: Marks of what was told and need not be told in full again.
    """

    model_config = ConfigDict(frozen=True, serialize_by_alias=True, validate_by_name=True)

    measures: dict[str, Measure] = Field({}, alias="toimenpiteet")
    goals: dict[str, Heading] = Field({}, alias="tavoitteet")
    groups: dict[str, dict[str, Heading]] = Field({}, alias="ryhmat")
    answers: Answers = Field(Answers(), alias="vastaukset")
    open: Open = Field(Open(), alias="avoimet")
    told: tuple[str, ...] = Field((), alias="kerrottu")

    def text(self) -> str:
        """Return the memory as its file holds it, in an order of its own."""
        written = self.model_dump(mode="json", exclude_unset=True, exclude_none=True)
        return json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_memory(folder: Path) -> Memory:
    """Return the memory of a roadmap's folder; an empty one when there is none that can be read."""
    try:
        return Memory.model_validate_json((folder / MEMORY).read_bytes())
    except (OSError, ValueError):
        return Memory()


@dataclass(frozen=True, slots=True)
class Change:
    """A field (or one half-year, or one extra column) before and after; "" when it was empty."""

    field: str
    before: str
    after: str


@dataclass(slots=True)
class Merged(Generic[Either]):
    """What comes of one measure, goal or group.

    Args:
        entry: The measure as its file should be, without order and source.
        changes: What differs from content.
        clashes: What both the document and an editor have changed; content was kept.
        gone: Fields that the document told before and tells no more; content was kept.
    """

    entry: Either
    changes: list[Change] = field(default_factory=list)
    clashes: list[Change] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def merge(
    new: BaseModel,
    base: BaseModel | None,
    current: Either,
    whole: bool = False,
    answered: Collection[str] = (),
) -> Merged[Either]:
    """Return what stands in content with what the document brings.

    Args:
        new: What the document says.
        base: What it said when it was last imported, None when that is not known.
        current: What stands in content.
        whole: Whether the document is content's own form, an annex: what is empty in it and was
            not, has been removed; and the texts of cells tell no more than the names in them.
        answered: The fields of whose cell a person has told what it names.
    """
    merging = _Merging(
        *(current,),
        new=_told(new),
        base=_told(base),
        current=_told(current),
        is_first=base is None,
        whole=whole,
        answered=answered,
    )
    merging.belonging()
    merging.plain()
    for name, raw in NAMED.items() if not whole else ():
        merging.named(name, raw)
    merging.schedule()
    merging.mapping("extra_fields")
    merging.entry = current.model_copy(update=merging.updates)
    return merging


def _told(entry: BaseModel | None) -> Told:
    # An empty schedule says that there is known to be none.
    pairs = entry or ()
    return {name: said for name, said in pairs if said or (name == "schedule" and said is not None)}


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: white space aside, in lists of names also punctuation."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    if _are_names(one) and _are_names(other):
        return title_key("".join(one)) == title_key("".join(other))
    if isinstance(one, ScheduleEntry) and isinstance(other, ScheduleEntry):
        return same(dict(one), dict(other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return bool(one == other)


def _are_names(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, str) for one in value)


def shown(value: Any) -> str:
    """Return the value of a field in one line, for a report."""
    if not value:
        return ""
    if isinstance(value, ScheduleEntry):
        return ", ".join(filter(None, (value.phase, value.words)))
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {shown(item)}" for key, item in value.items())
    if isinstance(value, Cost):
        return f"{value.year}: {decimal_text(value.euros)} €"
    if isinstance(value, Entry):
        return ", ".join(shown(item) for _, item in value if item)
    return "; ".join(filter(None, map(shown, value))) if isinstance(value, tuple) else str(value)


@dataclass(slots=True, kw_only=True)
class _Merging(Merged[Either]):
    """Fills what it is step by step."""

    new: Told
    base: Told
    current: Told
    is_first: bool
    whole: bool
    answered: Collection[str] = ()
    updates: Told = field(default_factory=dict)

    def belonging(self) -> None:
        """Take goal and group together, as a group belongs to one goal."""
        new, base, current = map(_home, (self.new, self.base, self.current))
        stays = not (new[1] or self.whole) and new[0] == current[0]
        if new[0] and not stays and self._takes(KEYS["goal"], new, base, current):
            self._change(KEYS["goal"], current, new)
            self.updates |= {"goal": new[0], "group": new[1] or None}

    def plain(self) -> None:
        """Take the fields that hold a text, or names that nobody splits."""
        names = (*_PLAIN, *NAMED) if self.whole else _PLAIN
        new, base, current = (
            {name: told[name] for name in names if name in told}
            for told in (self.new, self.base, self.current)
        )
        self.updates |= self._one_by_one(new, base, current, KEYS.__getitem__)

    def mapping(self, name: str) -> None:
        """Take a mapping of texts key by key."""
        new, base, current = (told.get(name, {}) for told in (self.new, self.base, self.current))
        if taken := self._one_by_one(new, base, current, str):
            self.updates[name] = {key: text for key, text in {**current, **taken}.items() if text}

    def _one_by_one(
        self, new: Told, base: Told, current: Told, called: Callable[[Any], str]
    ) -> Told:
        """Return the values to take, and tell what the document does not tell any more."""
        gone = [name for name in base if name not in new and name in current]
        if self.whole:
            new = {**new, **{name: type(current[name])() for name in gone}}
        else:
            self.gone += map(called, gone)
        taken = {
            name: value
            for name, value in new.items()
            if self._takes(called(name), value, base.get(name), current.get(name))
        }
        for name, value in taken.items():
            self._change(called(name), current.get(name), value)
        return taken

    def named(self, name: str, raw_name: str) -> None:
        """Take names and the cell's own text together; the text is what decides."""
        raw, names = self.new.get(raw_name, ""), self.new.get(name, ())
        current, base = self.current.get(name, ()), self.base
        if not raw:
            if base.get(raw_name) and current:
                self.gone.append(KEYS[name])
            return
        written = self.current.get(raw_name) or "; ".join(current)
        if name in self.answered and same(raw, base.get(raw_name)):
            if names != current and current == base.get(name, ()):
                self._change(KEYS[name], current, names)
                self.updates |= {name: names, raw_name: raw_to_keep(names, raw)}
            return
        if same(raw, base.get(raw_name)) or same(raw, written) or same(names, current):
            return
        if not self.is_first and current and not same(current, base.get(name, ())):
            self.clashes.append(Change(KEYS[name], shown(current), shown(names)))
            return
        self._change(KEYS[name], current, names)
        self.updates |= {name: names, raw_name: raw_to_keep(names, raw)}

    def schedule(self) -> None:
        new, base, current = (told.get("schedule") for told in (self.new, self.base, self.current))
        if new is None:
            if current is None:
                self.mapping("schedule_words")
            return
        if base is not None and same(new, base):
            return
        merged = self._half_years(new, base or {}, current or {})
        if current is None:
            for moment, words in self.current.get("schedule_words", {}).items():
                merged[moment] = _with_words(merged.get(moment), words)
            if not merged:
                self.changes.append(Change(KEYS["schedule"], "", "ei aikataulua"))
            unknown: Told = {"schedule_missing": None, "schedule_words": {}}
            self.updates |= {name: unknown[name] for name in unknown if name in self.current}
            if why := self.current.get("schedule_missing"):
                self._change(KEYS["schedule_missing"], why, "")
        self.updates["schedule"] = dict(sorted(merged.items()))

    def _half_years(self, new: Told, base: Told, current: Told) -> Told:
        merged = {}
        for moment in {**new, **base, **current}:
            taken, before, stands = (told.get(moment) for told in (new, base, current))
            if stands and not self.whole:
                if _is_kept(stands, taken):
                    if less := _told_less(taken, before):
                        self.gone.append(f"{moment}: {less}")
                    taken = stands
                elif not (_own_words(taken) or _own_words(before)) and (own := _own_words(stands)):
                    # The document tells the phase alone: the words beside it are content's own.
                    taken, before = _with_words(taken, own), _with_words(before, own)
            if self._takes(str(moment), taken, before, stands):
                self._change(str(moment), stands, taken)
                stands = taken
            if stands:
                merged[moment] = stands
        return merged

    def _takes(self, name: str, new: Any, base: Any, current: Any) -> bool:
        """Whether the document's value goes over the one in content; tells where both changed."""
        if same(new, current):
            return False
        if self.is_first:  # nobody knows what editors have done: the document says how it is
            return True
        if same(new, base):
            return False
        if not current or same(base, current):
            return True
        self.clashes.append(Change(name, shown(current), shown(new)))
        return False

    def _change(self, name: str, before: Any, after: Any) -> None:
        self.changes.append(Change(name, shown(before), shown(after)))


def raw_to_keep(names: tuple[str, ...], raw: str) -> str | None:
    """Return a cell's text when its names alone don't tell how it was written, else None.

    A person whom the names have left out is not kept by the text either.
    """
    names_persons = any(personal_in("; ".join(names)))
    left_out = any(personal_in(raw)) and not names_persons
    return None if left_out or names == (one_line(raw),) else raw


def _home(told: Told) -> tuple[str, str]:
    return told.get("goal", ""), told.get("group", "")


def _is_kept(stands: ScheduleEntry, told: ScheduleEntry | None) -> bool:
    """Whether a half-year in content says more than the document's."""
    if told is None:
        return bool(stands.words)
    if told.words:  # somebody may have known what the document does not tell
        return is_phase_open(told.words)
    return (told.phase or "").casefold() == (stands.phase or "").casefold()


def _own_words(entry: ScheduleEntry | None) -> str:
    """Return the words of a half-year, "" where they only say that its phase is not known."""
    words = (entry.words if entry else None) or ""
    return "" if is_phase_open(words) else words


def _told_less(now: ScheduleEntry | None, before: ScheduleEntry | None) -> str:
    """Return what a document told of a half-year and does not tell any more."""
    if now is None:
        return shown(before)
    return "" if now.words else _own_words(before)


def _with_words(entry: ScheduleEntry | None, words: str) -> ScheduleEntry:
    if entry and entry.words:
        return entry
    return ScheduleEntry.model_construct(phase=entry.phase if entry else None, words=words)
