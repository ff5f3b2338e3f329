"""A measure of a document is put over the one in content, so that nobody's work is lost.

Three states are compared, field by field and half-year by half-year: what the document says
now, what was imported from it the last time (if it was), and what stands in content. What has
changed in the document only is taken; what has changed in content only stays; where both have
changed, content stays and the report tells it. What a document does not tell removes nothing.

What was imported the last time is kept beside the content, in content/<name>/.tuonti.json.
Nobody needs to edit the file; without it the import still works.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.annex_form import FIELDS
from digitiekartta.documents.importing.proposal.matching import title_key
from digitiekartta.roadmap.model import KEYS

Tree = dict[str, Any]
"""A measure as its file holds it: Finnish keys, all values texts."""

MEMORY = ".tuonti.json"
NO_MEANING = "vaihe ei selviä lähteestä"
"""The words of a half-year whose colour or mark nothing explains."""

_SCHEDULE, _SCHEDULE_WORDS = KEYS["schedule"], KEYS["schedule_words"]
_MISSING, _EXTRA = KEYS["schedule_missing"], KEYS["extra_fields"]
_GOAL, _GROUP = KEYS["goal"], KEYS["group"]
_PHASE, _WORDS = KEYS["phase"], KEYS["words"]
NAMED = {
    KEYS["parties"]: KEYS["parties_in_source"],
    KEYS["sector"]: KEYS["sector_in_source"],
}
"""Fields that were split from a cell, and the fields that keep the cell's own text."""
_PLAIN = tuple(field.key for field in FIELDS.values() if field.key not in NAMED)


class Memory(BaseModel):
    """What the documents said when they were last imported, by the ids of content.

    Args:
        measures: id → the measure's fields.
        goals: id → the goal's title.
        groups: goal's id → group's id → the group's title and schedule.
    """

    model_config = ConfigDict(frozen=True, serialize_by_alias=True, validate_by_name=True)

    measures: dict[str, Tree] = Field({}, alias="toimenpiteet")
    goals: dict[str, Tree] = Field({}, alias="tavoitteet")
    groups: dict[str, dict[str, Tree]] = Field({}, alias="ryhmat")

    def text(self) -> str:
        """Return the memory as its file holds it, in an order of its own."""
        written = self.model_dump()
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
class Merged:
    """What comes of one measure, goal or group.

    Args:
        tree: The measure as its file should be, without order and source.
        changes: What differs from content.
        clashes: What both the document and an editor have changed; content was kept.
        gone: Fields that the document told before and tells no more; content was kept.
    """

    tree: Tree
    changes: list[Change] = field(default_factory=list)
    clashes: list[Change] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def merge(new: Tree, base: Tree | None, current: Tree) -> Merged:
    """Return what stands in content with what the document brings.

    The base is what it said when it was last imported, None when that is not known.
    """
    merging = _Merging(dict(current), new=new, base=base)
    merging.belonging()
    for key in _PLAIN:
        merging.plain(key)
    for key, raw in NAMED.items():
        merging.named(key, raw)
    merging.schedule()
    merging.mapping(_EXTRA)
    return merging


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: white space aside, in lists of names also punctuation."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return title_key("".join(one)) == title_key("".join(other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return bool(one == other)


def shown(value: Any) -> str:
    """Return a value of a tree in one line, for a report."""
    if not value:
        return ""
    if isinstance(value, Mapping):
        if value.keys() <= {_PHASE, _WORDS}:
            return ", ".join(str(part) for part in value.values())
        return "; ".join(f"{key}: {shown(item)}" for key, item in value.items())
    return "; ".join(filter(None, value)) if isinstance(value, list | tuple) else str(value)


@dataclass(slots=True, kw_only=True)
class _Merging(Merged):
    """Fills what it is step by step."""

    new: Tree
    base: Tree | None

    def plain(self, key: str) -> None:
        new, current = self.new.get(key), self.tree.get(key)
        base = self.base.get(key) if self.base else None
        if not new:
            if base and current:
                self.gone.append(key)
        elif self._takes(key, new, base, current):
            self._set(key, new)

    def belonging(self) -> None:
        """Take goal and group together, as a group belongs to one goal."""
        new, current = _home(self.new), _home(self.tree)
        base = _home(self.base) if self.base else None
        stays = not new[1] and new[0] == current[0]
        if new[0] and not stays and self._takes(_GOAL, new, base, current):
            self.changes.append(Change(_GOAL, shown(current), shown(new)))
            self.tree[_GOAL], self.tree[_GROUP] = new
            if not new[1]:
                del self.tree[_GROUP]

    def named(self, key: str, raw_key: str) -> None:
        """Take names and the cell's own text together; the text is what decides."""
        raw, names = self.new.get(raw_key, ""), self.new.get(key, [])
        current = self.tree.get(key, [])
        base = self.base or {}
        if not raw:
            if base.get(raw_key) and current:
                self.gone.append(key)
            return
        written = self.tree.get(raw_key) or "; ".join(current)
        if same(raw, base.get(raw_key)) or same(raw, written) or same(names, current):
            return
        if self.base is not None and current and not same(current, base.get(key, [])):
            self.clashes.append(Change(key, shown(current), shown(names)))
            return
        self._set(key, names)
        self.tree.pop(raw_key, None)
        if kept := raw_to_keep(names, raw):
            self.tree[raw_key] = kept

    def schedule(self) -> None:
        new = self.new.get(_SCHEDULE)
        if new is None:
            if _SCHEDULE not in self.tree:
                self.mapping(_SCHEDULE_WORDS)
            return
        base = self.base.get(_SCHEDULE) if self.base else None
        if base is not None and same(new, base):
            return
        current = self.tree.get(_SCHEDULE)
        words = self.tree.get(_SCHEDULE_WORDS, {})
        merged = self._half_years(new, base or {}, current or {})
        if current is None:
            for moment, text in words.items():
                merged[moment] = _with_words(merged.get(moment), text)
            if not merged:
                self.changes.append(Change(_SCHEDULE, "", "ei aikataulua"))
            self.tree.pop(_MISSING, None)
            self.tree.pop(_SCHEDULE_WORDS, None)
        self.tree[_SCHEDULE] = {key: merged[key] for key in sorted(merged, key=HalfYear.parse)}

    def _half_years(self, new: Tree, base: Tree, current: Tree) -> Tree:
        merged: Tree = {}
        for moment in {**new, **base, **current}:
            taken, stands = new.get(moment), current.get(moment)
            if taken and stands and not _words_of(taken) and _phase_of(taken) == _phase_of(stands):
                taken = stands  # the words beside the phase are an editor's
            if stands and NO_MEANING in _words_of(taken):
                taken = stands  # somebody knew what the document does not tell
            if not taken and _words_of(stands):
                taken = stands
            if self._takes(moment, taken, base.get(moment), stands):
                self.changes.append(Change(moment, shown(stands), shown(taken)))
                stands = taken
            if stands:
                merged[moment] = stands
        return merged

    def mapping(self, key: str) -> None:
        """Take a mapping of texts key by key."""
        base = self.base.get(key, {}) if self.base else {}
        current = dict(self.tree.get(key, {}))
        for name, value in self.new.get(key, {}).items():
            if self._takes(name, value, base.get(name), current.get(name)):
                self.changes.append(Change(name, shown(current.get(name)), value))
                current[name] = value
        self.gone += [
            name for name in base if name not in self.new.get(key, {}) and name in current
        ]
        if current:
            self.tree[key] = current

    def _takes(self, name: str, new: Any, base: Any, current: Any) -> bool:
        """Whether the document's value goes over the one in content; tells where both changed."""
        if same(new, current):
            return False
        if self.base is None:  # nobody knows what editors have done: the document says how it is
            return True
        if same(new, base):
            return False
        if not current or same(base, current):
            return True
        self.clashes.append(Change(name, shown(current), shown(new)))
        return False

    def _set(self, key: str, value: Any) -> None:
        self.changes.append(Change(key, shown(self.tree.get(key)), shown(value)))
        self.tree[key] = value


def raw_to_keep(names: list[str], raw: str) -> str | None:
    """Return a cell's text when its names alone don't tell how it was written, else None."""
    return None if list(names) == [one_line(raw)] else raw


def _home(tree: Tree) -> tuple[str, str]:
    return tree.get(_GOAL, ""), tree.get(_GROUP, "")


def _phase_of(entry: Any) -> str:
    return str(entry.get(_PHASE, "") if isinstance(entry, Mapping) else entry).casefold()


def _words_of(entry: Any) -> str:
    return str(entry.get(_WORDS, "")) if isinstance(entry, Mapping) else ""


def _with_words(entry: Any, words: str) -> Any:
    if _words_of(entry):
        return entry
    return {_PHASE: entry, _WORDS: words} if entry else {_WORDS: words}
