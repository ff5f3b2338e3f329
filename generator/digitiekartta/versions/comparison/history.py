"""The history of a roadmap: its approved versions, and what changed from one to the next."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import combinations

from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparison.changes import Comparison, compare
from digitiekartta.versions.comparison.delays import Delay, delays
from digitiekartta.versions.comparison.entries import Entry
from digitiekartta.versions.records import Version

_MOST_COMPARED = 12


@dataclass(frozen=True)
class Chapter:
    """An approved version, and what has changed since the one before it."""

    version: Version
    comparison: Comparison


@dataclass(frozen=True)
class Gone:
    """A measure that was once approved and is no longer in the content: as it was last."""

    measure: Measure
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
    def is_transcription(self) -> bool:
        """Whether no version was approved word for word: all are transcriptions."""
        return all(chapter.version.approval.is_transcription for chapter in self.chapters)

    @property
    def has_transcription(self) -> bool:
        """Whether some version is a transcription of a document approved elsewhere."""
        return any(chapter.version.approval.is_transcription for chapter in self.chapters)

    @property
    def newest_first(self) -> tuple[Chapter, ...]:
        """The chapters as a reader wants them."""
        return self.chapters[::-1]

    @property
    def pairs(self) -> Iterator[tuple[Version, Version]]:
        """Two versions each that a reader may want to compare, older and newer; newest first.

        Of very many versions only the newest: pages of all would grow with their square.
        """
        newest = [chapter.version for chapter in self.newest_first[:_MOST_COMPARED]]
        yield from ((old, new) for new, old in combinations(newest, 2))

    @cached_property
    def _entries(self) -> Mapping[str, tuple[tuple[Chapter, Entry], ...]]:
        by_measure: dict[str, list[tuple[Chapter, Entry]]] = {}
        for chapter in self.newest_first:
            # What was decided of a measure comes first, and a report beside it is no event.
            told: dict[str, Entry] = {}
            for entry in chapter.comparison.entries:
                if entry.is_measure:
                    told.setdefault(self.id_now(entry.id), entry)
            for id, entry in told.items():
                by_measure.setdefault(id, []).append((chapter, entry))
        return {id: tuple(entries) for id, entries in by_measure.items()}

    def of(self, measure: str) -> tuple[tuple[Chapter, Entry], ...]:
        """Return the versions in which a measure changed and how, newest first."""
        return self._entries.get(measure, ())

    def pending_of(self, measure: str) -> Entry | None:
        """Return what waits for approval of a measure."""
        return self._pending.get(measure)

    @cached_property
    def _pending(self) -> Mapping[str, Entry]:
        entries = self.pending.entries if self.pending else ()
        return {entry.id: entry for entry in reversed(entries) if entry.is_measure}

    def first_of(self, measure: str) -> Chapter | None:
        """Return the first version that has a measure, under whatever id."""
        return self._first.get(measure)

    @cached_property
    def _first(self) -> Mapping[str, Chapter]:
        return {
            self.id_now(measure.id): chapter
            for chapter in self.newest_first
            for measure in chapter.version.roadmap().measures
        }

    @property
    def changed(self) -> date | None:
        """The day on which the newest version was approved, None before the first."""
        return self.chapters[-1].version.approval.day if self.chapters else None

    def measure_changed(self, measure: str) -> date | None:
        """Return the day on which a measure last changed or came; None before that."""
        chapter = next((chapter for chapter, _ in self.of(measure)), self.first_of(measure))
        return chapter.version.approval.day if chapter else None

    def goal_changed(self, goal: str, measures: Iterable[str]) -> date | None:
        """Return the day on which a goal or one of its measures last changed; None before that."""
        days = [
            chapter.version.approval.day
            for chapter in self.chapters
            if any(
                entry.id == goal and not entry.is_measure for entry in chapter.comparison.entries
            )
        ]
        days += filter(None, map(self.measure_changed, measures))
        return max(days, default=None)

    @cached_property
    def delays(self) -> Mapping[str, tuple[Delay, ...]]:
        """What has moved of the measures, and from which promise, by the id that they have now."""
        by_id = delays([chapter.version.roadmap() for chapter in self.chapters])
        return {self.id_now(id): moved for id, moved in by_id.items()}

    def gone(self, measures: Sequence[str]) -> Iterator[Gone]:
        """Yield the measures that versions have and the present ones do not, in order of id."""
        last = {
            measure.id: Gone(measure, chapter.version.name)
            for chapter in self.chapters
            for measure in chapter.version.roadmap().measures
        }
        yield from (last[id] for id in sorted(last) if self.id_now(id) not in measures)

    def id_now(self, id: str) -> str:
        """Return the id that a measure has now, by any that it has had."""
        return self.present.get(id, id)


def history_of(versions: Sequence[Version], roadmap: Roadmap, *, draft: bool) -> History:
    """Return the history that pages tell of a roadmap: the working content or newest version."""
    if not versions:
        return History()
    before = [None, *versions[:-1]]
    chapters = [
        Chapter(version, compared(old, version))
        for old, version in zip(before, versions, strict=True)
    ]
    present = _present_ids(versions, roadmap)
    pending = compare(versions[-1].roadmap(), roadmap) if draft else None
    return History(tuple(chapters), pending, present)


def _present_ids(versions: Sequence[Version], roadmap: Roadmap) -> dict[str, str]:
    """Return former id → the id that the measure has now, also through several renamings."""
    later = {
        former: measure.id
        for content in (*(version.roadmap() for version in versions), roadmap)
        for measure in content.measures
        for former in measure.former_ids
    }
    return {former: _followed(former, later, roadmap.measures_by_id) for former in later}


def _followed(id: str, later: Mapping[str, str], there: Collection[str]) -> str:
    seen = {id}
    while id not in there and id in later and later[id] not in seen:
        id = later[id]
        seen.add(id)
    return id


# Versions never change, and a preview makes its pages again at every edit.
@lru_cache(maxsize=1024)
def compared(old: Version | None, new: Version) -> Comparison:
    """Return what has changed from one version, or from nothing, to a later one."""
    return compare(old.roadmap() if old else None, new.roadmap())
