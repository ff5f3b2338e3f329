"""The history of a roadmap: its approved versions, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from digitiekartta.roadmap.canonical import Canonical, canonical
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparing.changes import Comparison, compare
from digitiekartta.versions.comparing.delays import Delay, delays
from digitiekartta.versions.comparing.entries import Entry
from digitiekartta.versions.comparing.operations import FORMER_IDS
from digitiekartta.versions.comparing.sides import Raw
from digitiekartta.versions.record import Approval
from digitiekartta.versions.records import Version


@dataclass(frozen=True)
class Chapter:
    """An approved version, and what has changed since the one before it."""

    version: Version
    comparison: Comparison

    @property
    def name(self) -> str:
        """The version's name."""
        return self.version.name

    @property
    def approval(self) -> Approval:
        """The version's record."""
        return self.version.approval


@dataclass(frozen=True)
class Gone:
    """A measure that was once approved and is no longer in the content: as it was last."""

    id: str
    entry: Raw
    version: str


@dataclass(frozen=True)
class History:
    """The approved versions of a roadmap, oldest first, and what waits for approval.

    ``pending`` is what the working content changes in the newest version: told in drafts only.
    """

    chapters: tuple[Chapter, ...] = ()
    pending: Comparison | None = None
    present: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.chapters)

    @property
    def newest_first(self) -> tuple[Chapter, ...]:
        """The chapters as a reader wants them."""
        return self.chapters[::-1]

    @cached_property
    def _entries(self) -> Mapping[str, tuple[tuple[Chapter, Entry], ...]]:
        found: dict[str, list[tuple[Chapter, Entry]]] = {}
        for chapter in self.newest_first:
            for entry in chapter.comparison.entries:
                if entry.part == "toimenpiteet":
                    found.setdefault(self.id_now(entry.id), []).append((chapter, entry))
        return {id: tuple(entries) for id, entries in found.items()}

    def of(self, measure: str) -> tuple[tuple[Chapter, Entry], ...]:
        """Return the versions in which a measure changed and how, newest first."""
        return self._entries.get(measure, ())

    def pending_of(self, measure: str) -> Entry | None:
        """Return what waits for approval of a measure."""
        entries = self.pending.entries if self.pending else ()
        return next((e for e in entries if (e.part, e.id) == ("toimenpiteet", measure)), None)

    def first_of(self, measure: str) -> Chapter | None:
        """Return the first version that has a measure, under whatever id."""
        for chapter in self.chapters:
            if any(self.id_now(id) == measure for id in self._measures(chapter)):
                return chapter
        return None

    @cached_property
    def delays(self) -> Mapping[str, Delay]:
        """Measures that have been moved, by the id that they have now."""
        found = delays([_form(chapter.version) for chapter in self.chapters])
        return {self.id_now(id): delay for id, delay in found.items()}

    def gone(self, measures: Sequence[str]) -> Iterator[Gone]:
        """Yield the measures that versions have and the present ones do not, in order of id."""
        last: dict[str, Gone] = {}
        for chapter in self.chapters:
            for id, entry in self._measures(chapter).items():
                last[id] = Gone(id, entry, chapter.name)
        for id in sorted(last):
            if self.id_now(id) not in measures:
                yield last[id]

    def id_now(self, id: str) -> str:
        """Return the id that a measure has now, by any that it has had."""
        return self.present.get(id, id)

    @staticmethod
    def _measures(chapter: Chapter) -> Raw:
        found: Raw = _form(chapter.version).get("toimenpiteet", {})
        return found


def history_of(versions: Sequence[Version], roadmap: Roadmap, *, draft: bool) -> History:
    """Return the history that the pages of a roadmap tell.

    Args:
        versions: The approved versions, oldest first.
        roadmap: What the pages are made of: the working content, or the newest version.
        draft: Whether to tell what waits for approval.
    """
    if not versions:
        return History()
    before = [None, *versions[:-1]]
    chapters = [
        Chapter(version, _compared(old, version))
        for old, version in zip(before, versions, strict=True)
    ]
    present = _present_ids(versions, roadmap)
    pending = compare(_form(versions[-1]), canonical(roadmap)) if draft else None
    return History(tuple(chapters), pending, present)


def _present_ids(versions: Sequence[Version], roadmap: Roadmap) -> dict[str, str]:
    """Return former id → the id that the measure has now, also through several renamings."""
    later: dict[str, str] = {}
    for version in versions:
        for id, entry in _form(version).get("toimenpiteet", {}).items():
            later.update(dict.fromkeys(entry.get(FORMER_IDS, ()), id))
    later.update({former: one.id for one in roadmap.measures for former in one.former_ids})
    return {former: _followed(former, later, roadmap.measures_by_id) for former in later}


def _followed(id: str, later: Mapping[str, str], there: Collection[str]) -> str:
    seen = {id}
    while id not in there and id in later and later[id] not in seen:
        id = later[id]
        seen.add(id)
    return id


# Versions never change, and a preview makes its pages again at every edit.
@lru_cache(maxsize=256)
def _compared(old: Version | None, new: Version) -> Comparison:
    return compare(_form(old) if old else None, _form(new))


@lru_cache(maxsize=256)
def _form(version: Version) -> Canonical:
    return version.form()
