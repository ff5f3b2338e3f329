"""What an import has to go on: what documents tell, what stands in content, and which is which."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import groupby

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.documents.importing.exported import HOME, Exported, phase_of, words_of
from digitiekartta.documents.importing.neutral import Document, Goal
from digitiekartta.documents.importing.proposal import settings, splitting
from digitiekartta.documents.importing.proposal.answers import Answers
from digitiekartta.documents.importing.proposal.edited import Edited, are_sorted, moved
from digitiekartta.documents.importing.proposal.fields import (
    Registers,
    Row,
    combined,
    group_heading,
    id_told,
    rows_of,
)
from digitiekartta.documents.importing.proposal.identities import (
    Identities,
    former_ids,
    identify,
    removed_measures,
)
from digitiekartta.documents.importing.proposal.listed import Listed
from digitiekartta.documents.importing.proposal.merging import NAMED, Heading, Memory
from digitiekartta.documents.importing.proposal.phase_names import legend
from digitiekartta.documents.importing.words import folded, line, title_key
from digitiekartta.roadmap.model import Group, Measure, Schedule
from digitiekartta.roadmap.roadmap import Roadmap

STEP = 10
"""What is between the order numbers (jarjestys) of new measures."""
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Existing:
    """What stands in content: the roadmap, the text of each file, and what was imported before."""

    roadmap: Roadmap
    texts: Mapping[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)


@dataclass(frozen=True, slots=True)
class Material:
    """What documents and content hold, read once for all steps of a proposal.

    Args:
        is_new: Whether there was no such roadmap.
        roadmap: What stands in content; for a new one, what the documents tell of it as a whole.
        memory: What was imported the last time, under the ids that measures have now.
        alike: Labels of the documents that the roadmap has in another spelling.
        goals: What the documents hold, the same goal once.
        ids: Which of it is which in content.
        measures: The measures of all goals, in the documents' order.
        groups: What is said of each group with a title, by the ids of its goal and its own.
        answers: What people have told of the documents, in this run and before.
        removed: The measures that somebody has removed from content and that stay away, under the
            ids that they had.
        restored: The ids of those that come back.
    """

    documents: Sequence[Document]
    is_new: bool
    roadmap: Roadmap
    memory: Memory
    legend: Mapping[str, str]
    alike: Mapping[str, str]
    goals: Sequence[Goal]
    ids: Identities
    measures: Sequence[Row]
    groups: Mapping[tuple[str, str], Heading]
    answers: Answers
    removed: Sequence[Row] = ()
    restored: Collection[str] = ()

    @classmethod
    def of(
        cls,
        documents: Sequence[Document],
        name: str,
        existing: Existing | None,
        organisation: str | None,
        given: Answers,
        short_name: str | None,
    ) -> Material:
        """Return the material of an import; see ``propose``."""
        labels = legend(documents)
        if existing is None:
            roadmap = settings.empty_roadmap(documents, labels, name, organisation, short_name)
            memory = Memory()
        else:
            roadmap, memory = existing.roadmap, existing.memory
            former = former_ids(roadmap)
            by_present_id = {former.get(key, key): said for key, said in memory.measures.items()}
            memory = memory.model_copy(update={"measures": by_present_id})
        alike = _alike(roadmap, labels)
        goals = combined(documents)
        exported = {one.name: one.exported for one in documents if one.exported and existing}
        answers = memory.answers | given
        registers = _registers(documents, roadmap, labels, alike, exported, answers.names)
        rows = list(rows_of(goals, registers))
        removed = [] if existing is None else _removed(goals, rows, roadmap, memory)
        restored = {row.id for row in removed}.intersection(given.restored)
        removed = [row for row in removed if row.id not in restored]
        if removed:
            goals = list(_without(goals, removed))
            rows = list(rows_of(goals, registers))
        ids = identify(goals, rows, roadmap, memory)
        covered = {document.name: set(document.periods) for document in documents}
        measures = []
        for at, (id_, row) in enumerate(zip(ids.measures, rows, strict=True), start=1):
            home = {"goal": ids.goals[row.goal], "group": ids.groups[row.goal, row.group]}
            said = row.said.model_copy(update={**home, "order": STEP * at})
            earlier = memory.measures.get(id_) or roadmap.measures_by_id.get(id_)
            if row.exported:
                # An annex is no source, but content in another form.
                said = said.model_copy(update=dict.fromkeys(("source", *NAMED.values())))
            elif row.said.schedule is not None and earlier:
                told = row.said.schedule
                schedule = _with_others(told, earlier.schedule, covered[row.source.document])
                said = said.model_copy(update={"schedule": schedule})
            said._id = id_
            measures.append(replace(row, id=id_, said=said))
        measures = list(_with_moves(measures))
        in_sorted = {row.goal for row in measures if row.is_sorted}
        groups = {
            (ids.goals[goal], key): group_heading(
                goals[goal].groups[group], registers, title_only=goal in in_sorted
            )
            for (goal, group), key in ids.groups.items()
            if key
        }
        for row in measures:
            place = row.said.goal, row.said.group or ""
            heading = groups.get(place)
            known = memory.groups.get(place[0], {}).get(place[1]) or _group_in(roadmap, *place)
            if heading and heading.schedule is not None and known and not row.exported:
                periods = covered[row.source.document]
                schedule = _with_others(heading.schedule, known.schedule, periods)
                groups[place] = heading.model_copy(update={"schedule": schedule})
        return cls(
            *(documents, existing is None, roadmap, memory, labels, alike),
            *(goals, ids, measures, groups, answers),
            removed=removed,
            restored=restored,
        )

    def lists(self, present: Mapping[str, Measure]) -> Listed:
        """Return what the documents' lists bring; the measures are as they would be."""
        told = {id_told(row.read): row.id for row in self.measures}
        former = former_ids(self.roadmap)
        measures = {**self.roadmap.measures_by_id, **present}
        listed = Listed(measures, {**former, **{key: told[key] for key in told if key}})
        for document in self.documents:
            for table in document.lists:
                exported = None if self.is_new else document.exported
                listed.take(document.name, table, exported)
        return listed

    def before(self, row: Row) -> Measure | None:
        """Return what was imported of a measure the last time; of an annex, what it said."""
        present = self.present(row)
        if row.exported is None:
            return self.memory.measures.get(row.id)
        if present is None or not row.exported.knows(row.id):
            return None
        untold = {what for one in row.read.untold for what in (phase_of(one), words_of(one))}
        if row.is_sorted and row.said.goal == present.goal:
            untold.add(HOME)
        columns = {*row.read.columns, HOME} - untold
        edited = Edited(row.exported, row.id, frozenset(columns))
        return edited.measure(row.said, present, self.roadmap)

    def exported_in(self, goal: int) -> Exported | None:
        """Return what the annex said that a goal (by its place) comes from, if it is of one."""
        exported = next(row.exported for row in self.measures if row.goal == goal)
        return exported if exported and exported.knows(self.ids.goals[goal]) else None

    def is_annex(self, goal: int) -> bool:
        """Whether a goal (by its place) comes from an annex."""
        return any(row.exported for row in self.measures if row.goal == goal)

    def present(self, row: Row) -> Measure | None:
        """Return the measure in content."""
        return self.roadmap.measures_by_id.get(row.id)


def _removed(
    goals: Sequence[Goal], rows: Sequence[Row], roadmap: Roadmap, memory: Memory
) -> list[Row]:
    """Return the rows of measures that somebody has removed from content, with their ids."""
    removed = []
    for index, id_ in removed_measures(goals, rows, roadmap, memory).items():
        row = rows[index]
        row.said._id = id_
        removed.append(replace(row, id=id_))
    return removed


def _without(goals: Sequence[Goal], rows: Sequence[Row]) -> Iterator[Goal]:
    """Yield goals without some of their measures, and without what holds no other."""
    gone = {id(row.read) for row in rows}
    for goal in goals:
        groups = []
        for group in goal.groups:
            left = tuple(one for one in group.measures if id(one) not in gone)
            if left or not group.measures:
                groups.append(replace(group, measures=left))
        if any(group.measures for group in groups):
            yield replace(goal, groups=tuple(groups))


def _with_moves(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows; those of an annex with whether they have moved since its export."""
    for _, of_goal in groupby(rows, key=lambda row: (row.goal, row.source.document)):
        inside = list(of_goal)
        ids = [row.id for row in inside]
        exported = inside[0].exported
        found = moved(exported, ids) if exported else frozenset()
        in_sorted = are_sorted(found, ids)
        for row in inside:
            has_moved = row.id in found and not in_sorted
            yield replace(row, moved=has_moved, is_sorted=in_sorted)


def _group_in(roadmap: Roadmap, goal: str, key: str) -> Group | None:
    """Return a group of content by its goal's id and its own, None when there is none."""
    present = roadmap.goals_by_id.get(goal)
    return next((group for group in present.groups if group.id == key), None) if present else None


def _with_others(
    told: Schedule, earlier: Schedule | None, covered: Collection[HalfYear]
) -> Schedule:
    """Return a schedule with the half-years for which its document has no column."""
    others = {moment: entry for moment, entry in (earlier or {}).items() if moment not in covered}
    return dict(sorted({**others, **told}.items()))


def _alike(roadmap: Roadmap, labels: Collection[str]) -> Mapping[str, str]:
    """Return the labels that the roadmap has in another spelling: selvitys → selvittely."""
    folded = {label.casefold() for label in labels}
    names = [one.name for one in roadmap.settings.phases if one.name.casefold() not in folded]
    return {
        label: nearest[0]
        for label in labels
        if label.casefold() not in roadmap.phases
        and (nearest := get_close_matches(label, names, n=1, cutoff=_ALIKE))
    }


def _registers(
    documents: Sequence[Document],
    roadmap: Roadmap,
    labels: Collection[str],
    alike: Mapping[str, str],
    exported: Mapping[str, Exported],
    told: Mapping[str, tuple[str, ...]],
) -> Registers:
    cells = (one.responsible for document in documents for one in document.measures())
    learnt = splitting.learn(cells, roadmap.party_name)

    def party(written: str) -> str | None:
        names = told.get(folded(written), ())
        return (
            names[0]
            if len(names) == 1
            else roadmap.party_name(written) or learnt.get(written.casefold())
        )

    names = {name.casefold(): name for name in labels}

    def phase(label: str) -> str:
        written = line(label)
        known = roadmap.phases.get(written.casefold())
        name = names.get(written.casefold(), written)
        return known.name if known else alike.get(name, name)

    def mark(label: str) -> str | None:
        known = roadmap.phases.get(phase(label).casefold())
        return known.mark if known else None

    def words(id_: str) -> Mapping[HalfYear, str]:
        present = roadmap.measures_by_id.get(id_)
        return present.schedule_words if present else {}

    named = (roadmap.sector_name, roadmap.audience_name)
    titles = frozenset(title_key(one.title) for one in roadmap.measures)
    return Registers(party, *named, phase, mark, words, exported, told, titles)
