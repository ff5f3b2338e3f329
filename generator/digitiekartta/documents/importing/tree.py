"""The tree of a document while it is built: goals, their groups, and the measures of each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.announcements import Announcement
from digitiekartta.documents.importing.goals import GoalName
from digitiekartta.documents.importing.neutral import Goal, Group, Measure, SourceRow
from digitiekartta.documents.importing.words import folded, letters

_ALIKE = 0.9


@dataclass(slots=True)
class _Group:
    title: str | None
    measures: list[Measure] = field(default_factory=list)
    schedule: Mapping[HalfYear, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Goal:
    name: GoalName
    groups: list[_Group] = field(default_factory=list)
    description: str = ""

    def group(self, title: str | None) -> _Group:
        """Return the group of that title, a new one when there is none."""
        wanted = folded(title or "")
        for group in [*self.groups[-1:], *(self.groups if wanted else [])]:
            if folded(group.title or "") == wanted:
                return group
        self.groups.append(_Group(title))
        return self.groups[-1]


class Tree:
    """Goals in their order; what is added belongs to the goal and group entered last."""

    def __init__(self) -> None:
        self._goals: list[_Goal] = []
        self._goal: _Goal | None = None
        self._group: str | None = None
        self._chapters: set[str] = set()  # groups that have a chapter of their own, folded

    def announce(self, announcement: Announcement) -> None:
        """Go on under what stands before a block."""
        named = announcement.goal
        if named is None and announcement.group is not None:
            named = self._of_chapter(announcement.chapters)
        named = named or announcement.otherwise
        if announcement.upper is not None:
            self.enter_goal(announcement.upper)
        if named is not None:
            self.enter_goal(named)
        elif self._goal is None or announcement.is_new:
            self._begin(GoalName(None, ""))
        if self._goal is not None and not self._goal.description:
            self._goal.description = announcement.description
        if announcement.group is not None:
            self.enter_group(announcement.group)
            self._chapters.add(folded(announcement.group))
        elif announcement.subheading is not None:
            self.enter_group(announcement.subheading)

    def enter_goal(self, name: GoalName) -> None:
        """Go on under a goal; the same goal again starts nothing new.

        One that is a part of another goal ("Tavoite 1.2" of "Painopiste 1") is a group of it.
        """
        upper = next((one for one in self._goals if one.name.number == name.within), None)
        if name.within is not None and upper is not None:
            self._goal, self._group = upper, name.title
            return
        if self._goal is not None and name.same(self._goal.name):
            return
        self._goal = next((goal for goal in self._goals if name.same(goal.name)), None)
        if self._goal is None:
            self._begin(name)
        else:
            self._group = self._goal.groups[-1].title if self._goal.groups else None

    def enter_group(self, title: str) -> None:
        """Go on under a group of the goal."""
        self._group = title

    def add(self, measure: Measure) -> None:
        """Add a measure."""
        self._measures().append(measure)

    def add_to_last(self, more: Measure) -> None:
        """Add a further row of the last measure, whose title is merged over both."""
        measures = self._measures()
        measures[-1] = _with_more(measures[-1], more)

    def make_overview_groups(self) -> frozenset[SourceRow]:
        """Make rows of an overview groups, where later chapters tell their measures; return them.

        Such a row ("Digituki - Seudullisen digituen malli") schedules its whole group.
        """
        rows = set()
        for goal in self._goals:
            chapters = [one for one in goal.groups if folded(one.title or "") in self._chapters]
            for group in goal.groups:
                for measure in list(group.measures) if group not in chapters else ():
                    meant = next((one for one in chapters if _heads(measure, one)), None)
                    if meant is not None:
                        group.measures.remove(measure)
                        meant.schedule = measure.schedule
                        rows.add(measure.source)
        return frozenset(rows)

    def goals(self) -> tuple[Goal, ...]:
        """Return the goals that have measures.

        If no measure has a phase, the document has lost its schedule: none is known.
        """
        all_groups = [group for goal in self._goals for group in goal.groups]
        known = any(measure.schedule for group in all_groups for measure in group.measures)
        goals = (
            Goal(
                goal.name.number,
                goal.name.title,
                tuple(
                    Group(group.title, _known(group.measures, known), group.schedule)
                    for group in goal.groups
                    if group.measures
                ),
                goal.description,
            )
            for goal in self._goals
        )
        return tuple(goal for goal in goals if goal.groups)

    def _begin(self, name: GoalName) -> None:
        self._goal = _Goal(name)
        self._goals.append(self._goal)
        self._group = None

    def _of_chapter(self, numbers: Sequence[int]) -> GoalName | None:
        """Return the goal that the number of a chapter ("2. OSAAMINEN") stands for."""
        names = [goal.name for goal in self._goals]
        return next((name for at in numbers for name in names if name.number == at), None)

    def _measures(self) -> list[Measure]:
        assert self._goal is not None
        return self._goal.group(self._group).measures


def _heads(measure: Measure, group: _Group) -> bool:
    """Whether a row of an overview names a group."""
    name = letters(re.split(r"\s[-–]\s", one_line(measure.title))[0])
    return SequenceMatcher(None, letters(group.title or ""), name).ratio() > _ALIKE


def _known(measures: Sequence[Measure], known: bool) -> tuple[Measure, ...]:
    return tuple(replace(one, schedule_known=one.schedule_known and known) for one in measures)


def _with_more(measure: Measure, more: Measure) -> Measure:
    return replace(
        measure,
        responsible=_together(measure.responsible, more.responsible),
        sector=_together(measure.sector, more.sector),
        schedule=dict(sorted({**more.schedule, **measure.schedule}.items())),
        cell_texts=dict(sorted({**more.cell_texts, **measure.cell_texts}.items())),
        notes=_together(measure.notes, more.notes),
        extra={
            head: _together(measure.extra.get(head, ""), more.extra.get(head, ""))
            for head in {**measure.extra, **more.extra}
        },
    )


def _together(text: str, more: str) -> str:
    if not more or more in text.split("\n"):
        return text
    return f"{text}\n{more}" if text else more
