"""Which goal, group and measure of a document is which in content, and ids for the new ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digitiekartta.documents.importing.neutral import Goal
from digitiekartta.documents.importing.proposal.fields import Row
from digitiekartta.documents.importing.proposal.matching import Look, match
from digitiekartta.documents.importing.proposal.memory import Memory
from digitiekartta.documents.importing.proposal.merging import Tree
from digitiekartta.documents.importing.proposal.names import short_id
from digitiekartta.documents.importing.words import line
from digitiekartta.roadmap import model
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.roadmap import Roadmap

_TITLE = KEYS["title"]
UNTITLED = "Toimenpiteet"


@dataclass(frozen=True, slots=True)
class Identities:
    """The ids of what documents hold: of rows and goals by index, of groups by both indexes.

    The id of a group without a title is None: its measures belong to none.
    """

    measures: Sequence[str]
    goals: Sequence[str]
    groups: Mapping[tuple[int, int], str | None]


def identify(
    goals: Sequence[Goal], rows: Sequence[Row], roadmap: Roadmap, memory: Memory
) -> Identities:
    """Return the id of everything: that of content where it is known there, else a new one."""
    known = _match_measures(goals, rows, roadmap, memory)
    goal_ids = _goals(goals, rows, roadmap, memory, known)
    taken = {*roadmap.measures_by_id, *former_ids(roadmap), *known.values()}
    measures = []
    for index, row in enumerate(rows):
        measures.append(known.get(index) or short_id(row.fields.tree[_TITLE], taken))
        taken.add(measures[-1])
    groups: dict[tuple[int, int], str | None] = {}
    for index, goal in enumerate(goals):
        groups |= _groups(index, goal, rows, roadmap, memory, goal_ids[index], known)
    return Identities(measures, goal_ids, groups)


def _match_measures(
    goals: Sequence[Goal], rows: Sequence[Row], roadmap: Roadmap, memory: Memory
) -> Mapping[int, str]:
    former = former_ids(roadmap)
    wanted = []
    for row in rows:
        goal = goals[row.goal]
        told = row.fields.id
        wanted.append(
            Look(
                (row.fields.tree[_TITLE],),
                (goal.title, goal.groups[row.group].title or ""),
                tuple(row.source.values()),
                former.get(told, told) if told else None,
            )
        )
    everybody = [*roadmap.measures_in_order, *roadmap.measures]  # some may belong to no goal
    return match(wanted, {one.id: _look(one, roadmap, memory) for one in everybody})


def former_ids(roadmap: Roadmap) -> Mapping[str, str]:
    """Return the present id of each former id of a measure."""
    return {old: measure.id for measure in roadmap.measures for old in measure.former_ids}


def _look(measure: model.Measure, roadmap: Roadmap, memory: Memory) -> Look:
    goal, group = roadmap.goals_by_id.get(measure.goal), roadmap.group_of(measure)
    source = measure.source
    return Look(
        _titles(measure.title, memory.measures.get(measure.id)),
        (goal.title if goal else "", group.title if group else ""),
        (source.document or "", source.table or "", source.row or "") if source else (),
    )


def _titles(title: str, remembered: Tree | None) -> tuple[str, ...]:
    before = remembered.get(_TITLE) if remembered else None
    return (title, str(before)) if before else (title,)


def _goals(
    goals: Sequence[Goal],
    rows: Sequence[Row],
    roadmap: Roadmap,
    memory: Memory,
    measures: Mapping[int, str],
) -> Sequence[str]:
    known = {
        goal.id: Look(_titles(goal.title, memory.goals.get(goal.id))) for goal in roadmap.goals
    }
    titled = {index: goal for index, goal in enumerate(goals) if goal.title.strip()}
    order = list(titled)
    found = {
        order[index]: key
        for index, key in match(
            [Look((line(goal.title),)) for goal in titled.values()], known
        ).items()
    }
    by_number = {goal.number: goal.id for goal in roadmap.goals}
    for index, goal in enumerate(goals):
        inside = [row for row in enumerate(rows) if row[1].goal == index]
        homes = (roadmap.measures_by_id[measures[at]].goal for at, _ in inside if at in measures)
        for candidate in (_commonest(homes), by_number.get(goal.number or 0)):
            if index not in found and candidate in known and candidate not in found.values():
                found[index] = str(candidate)
    taken = {*known, *found.values()}
    ids = []
    for index, goal in enumerate(goals):
        ids.append(found.get(index) or short_id(line(goal.title) or UNTITLED, taken))
        taken.add(ids[-1])
    return ids


def _groups(
    at: int,
    goal: Goal,
    rows: Sequence[Row],
    roadmap: Roadmap,
    memory: Memory,
    goal_id: str,
    measures: Mapping[int, str],
) -> Mapping[tuple[int, int], str | None]:
    there = roadmap.goals_by_id.get(goal_id)
    known = {
        group.id: Look(_titles(group.title, memory.groups.get((goal_id, group.id))))
        for group in (there.groups if there else ())
    }
    titled = [index for index, group in enumerate(goal.groups) if group.title]
    looks = [Look((line(goal.groups[index].title or ""),)) for index in titled]
    found = {titled[index]: key for index, key in match(looks, known).items()}
    for index in titled:
        homes = (
            roadmap.measures_by_id[measures[i]].group or ""
            for i, row in enumerate(rows)
            if i in measures
            and (row.goal, row.group) == (at, index)
            and roadmap.measures_by_id[measures[i]].goal == goal_id
        )
        candidate = _commonest(homes)
        if index not in found and candidate in known and candidate not in found.values():
            found[index] = str(candidate)
    taken = {*known, *found.values()}
    ids: dict[tuple[int, int], str | None] = {}
    for index, group in enumerate(goal.groups):
        if not group.title:
            ids[at, index] = None
            continue
        key = found.get(index) or short_id(line(group.title), taken)
        taken.add(key)
        ids[at, index] = key
    return ids


def _commonest(names: Iterable[str]) -> str | None:
    """Return the name that more than half of them are."""
    counts = Counter(names)
    if not counts:
        return None
    [(name, number)] = counts.most_common(1)
    return name if 2 * number > sum(counts.values()) else None
