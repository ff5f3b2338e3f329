"""What people have edited in an annex: its texts beside those that it said when it was exported.

The base of a merge is made of that, so that what has changed in the annex is taken, what has
changed in content only stays, and where both have changed, it is told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.documents.importing import neutral
from digitiekartta.documents.importing.exported import (
    ABOVE,
    COLUMNS,
    EXTRA,
    HOME,
    TITLE,
    Exported,
    as_text,
    as_told,
    is_phase,
    of_group,
    phase_of,
    words_of,
)
from digitiekartta.documents.importing.proposal.merging import Heading
from digitiekartta.roadmap.model import Group, Measure, ScheduleEntry
from digitiekartta.roadmap.roadmap import Roadmap

_OTHER = "…"
"""What the annex said is neither what stands in it now nor what stands in content."""
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Edited:
    """One of the texts of an annex, or several, beside those of content.

    Args:
        id: Whose they are.
        columns: What the annex has a column for, None for everything; the rest is as it was.
    """

    exported: Exported
    id: str
    columns: frozenset[str] | None = None

    def base(self, what: str, document: Any, content: Any, other: Any) -> Any:
        """Return what the annex said: the one of the two that it was, ``other`` when neither."""
        if self.columns is not None and what not in self.columns:
            return document
        for value in (document, content):
            if self.exported.said(self.id, what, as_text(value)):
                return value
        return other

    def schedule(
        self, document: Measure | Heading, content: Measure | Group
    ) -> dict[HalfYear, ScheduleEntry]:
        """Return what the annex said of half-years, phases and words."""
        entries = {}
        both = [_entries(document), _entries(content)]
        for moment in sorted({*both[0], *both[1]}):
            now, present = (entry.get(moment, ScheduleEntry.model_construct()) for entry in both)
            phase = self.base(phase_of(moment), now.phase, present.phase, _OTHER)
            words = self.base(words_of(moment), now.words, present.words, _OTHER)
            if phase or words:
                entries[moment] = ScheduleEntry.model_construct(phase=phase, words=words)
        return entries

    def measure(self, said: Measure, present: Measure, roadmap: Roadmap) -> Measure:
        """Return a measure as the annex said it."""
        updates: dict[str, Any] = {}
        for name in COLUMNS:
            now, stands = getattr(said, name), getattr(present, name)
            told = getattr(as_told(roadmap, present), name)
            other = (_OTHER,) if isinstance(now, tuple) else _OTHER
            base = self.base(name, now, told, other)
            updates[name] = stands if base is told else base
        keys = {*said.extra_fields, *present.extra_fields}
        extra = {
            key: self.base(
                EXTRA + key.casefold(),
                said.extra_fields.get(key, ""),
                present.extra_fields.get(key, ""),
                _OTHER,
            )
            for key in keys
        }
        entries = self.schedule(said, present)
        if said.schedule is None and present.schedule is None:
            updates["schedule_words"] = {m: one.words for m, one in entries.items() if one.words}
        else:
            updates["schedule"] = entries
        home = self.base(HOME, _home(said), _home(present), _OTHER)
        for one in (said, present):
            if _home(one) == home:
                updates |= {"goal": one.goal, "group": one.group}
        updates["extra_fields"] = {key: text for key, text in extra.items() if text}
        return Measure.model_construct(**{"goal": _OTHER, **updates})

    def heading(self, said: Heading, title: str, present: Group | None = None) -> Heading:
        """Return what the annex said of a goal or a group; content has that title."""
        base = self.base(TITLE, said.title, title, _OTHER)
        if present is None or said.schedule is None:
            return Heading.model_construct(title=base)
        return Heading.model_construct(title=base, schedule=self.schedule(said, present))


def is_edited(exported: Exported | None, id_: str, measure: neutral.Measure) -> bool:
    """Whether something in the half-years of a row is not what the annex said."""
    if exported is None:
        return False
    phases = {phase_of(moment): label for moment, label in measure.schedule.items()}
    columns = filter(is_phase, measure.columns)
    return any(not exported.said(id_, what, phases.get(what, "")) for what in columns)


def moved(exported: Exported, ids: Sequence[str]) -> frozenset[str]:
    """Return which of the measures of a goal, in their order, stand elsewhere than they stood."""
    known = [id_ for id_ in ids if exported.knows(id_)]
    above = zip(known, ["", *known], strict=False)
    return frozenset(id_ for id_, other in above if not exported.said(id_, ABOVE, other))


def are_sorted(found: Collection[str], ids: Sequence[str]) -> bool:
    """Whether so many of the rows have moved that somebody has sorted them to look at them."""
    return len(ids) >= _FEWEST and 2 * len(found) > len(ids)


def _entries(said: Measure | Heading | Group) -> dict[HalfYear, ScheduleEntry]:
    words = getattr(said, "schedule_words", {})
    return {
        **{m: ScheduleEntry.model_construct(words=text) for m, text in words.items()},
        **(said.schedule or {}),
    }


def _home(measure: Measure) -> str:
    return of_group(measure.goal, measure.group)
