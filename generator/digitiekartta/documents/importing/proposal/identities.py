"""Which goal, group and measure of a document is which in content, and ids for the new ones."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from digitiekartta.basics.text import slug
from digitiekartta.documents.importing.neutral import Goal
from digitiekartta.documents.importing.proposal.fields import Row
from digitiekartta.documents.importing.proposal.merging import Heading, Memory
from digitiekartta.documents.importing.proposal.nearness import Nearness, likeness
from digitiekartta.documents.importing.words import line, title_key
from digitiekartta.roadmap import model
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.unfinished import UNTITLED

LONGEST = 40
# Words that tell nothing at the end of an address.
_JOINING = frozenset("ja seka tai eli etta kun jos mm esim jne ym yms n".split())  # noqa: SIM905
_ALIKE = 0.75
_ALIKE_IN_SAME_ROW = 0.5


@dataclass(frozen=True, slots=True)
class Look:
    """What a measure, or a goal or a group, is known by.

    Args:
        titles: Its title, and others that it has had; the first is the present one.
        within: The titles of what it belongs to, from the goal on.
        place: Document, table and row of its source.
        id: Its id where it tells one, else "".
    """

    titles: tuple[str, ...]
    within: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    id: str = ""


Way = Callable[[Mapping[int, Look], Mapping[str, Look]], list[tuple[int, str]]]
"""Finds the pairs of wanted and known entries, the likeliest first."""


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
    present = {at: roadmap.measures_by_id[id_] for at, id_ in known.items()}
    goal_ids = _goal_ids(goals, rows, roadmap, memory, present)
    taken = {*roadmap.measures_by_id, *former_ids(roadmap), *known.values()}
    measures = []
    for index, row in enumerate(rows):
        measures.append(known.get(index) or short_id(row.said.title, taken))
        taken.add(measures[-1])
    groups: dict[tuple[int, int], str | None] = {}
    for index, goal in enumerate(goals):
        inside = [
            (row.group, measure)
            for at, measure in present.items()
            if (row := rows[at]).goal == index and measure.goal == goal_ids[index]
        ]
        ids = _group_ids(goal, goal_ids[index], roadmap, memory, inside)
        groups |= {(index, at): ids.get(at) for at in range(len(goal.groups))}
    return Identities(measures, goal_ids, groups)


def _match_measures(
    goals: Sequence[Goal], rows: Sequence[Row], roadmap: Roadmap, memory: Memory
) -> Mapping[int, str]:
    former = former_ids(roadmap)
    wanted = []
    for row in rows:
        goal = goals[row.goal]
        within = goal.title, goal.groups[row.group].title or ""
        id_ = former.get(row.id, row.id)
        wanted.append(Look((row.said.title,), within, _place(row.said), id_))
    everybody = [*roadmap.measures_in_order, *roadmap.measures]  # some may belong to no goal
    return match(wanted, {one.id: _look(one, roadmap, memory) for one in everybody})


def removed_measures(
    goals: Sequence[Goal], rows: Sequence[Row], roadmap: Roadmap, memory: Memory
) -> Mapping[int, str]:
    """Return the rows of measures that somebody has removed from content: index → id.

    They were imported from a document, or stood in the annex that comes back, and content has
    neither them nor what they might have become.
    """
    known = _match_measures(goals, rows, roadmap, memory)
    there = {*roadmap.measures_by_id, *former_ids(roadmap)}
    new = [index for index in range(len(rows)) if index not in known]
    gone = {
        id_: Look((said.title,), place=_place(said))
        for id_, said in memory.measures.items()
        if id_ not in there
    }
    looks = [Look((rows[index].said.title,), place=_place(rows[index].said)) for index in new]
    # A title that is only alike may be that of a new measure.
    found = match(looks, gone, ways=(_by_title,))
    removed = {new[at]: id_ for at, id_ in found.items()}
    is_own = any(row.exported and row.id in there for row in rows)  # and no other roadmap's annex
    for index in new if is_own else ():
        row = rows[index]
        if row.exported and row.exported.knows(row.id) and row.id not in there:
            removed[index] = row.id
    return removed


def former_ids(roadmap: Roadmap) -> Mapping[str, str]:
    """Return the present id of each former id of a measure."""
    return {old: measure.id for measure in roadmap.measures for old in measure.former_ids}


def _look(measure: model.Measure, roadmap: Roadmap, memory: Memory) -> Look:
    goal, group = roadmap.goals_by_id.get(measure.goal), roadmap.group_of(measure)
    return Look(
        _titles(measure, memory.measures.get(measure.id)),
        (goal.title if goal else "", group.title if group else ""),
        _place(measure),
    )


def _place(measure: model.Measure) -> tuple[str, ...]:
    source = measure.source
    return (source.document or "", source.table or "", source.row or "") if source else ()


def _titles(
    *known: model.Measure | model.Goal | model.Group | Heading | None,
) -> tuple[str, ...]:
    return tuple(one.title for one in known if one is not None)


def _goal_ids(
    goals: Sequence[Goal],
    rows: Sequence[Row],
    roadmap: Roadmap,
    memory: Memory,
    present: Mapping[int, model.Measure],
) -> Sequence[str]:
    known = {goal.id: Look(_titles(goal, memory.goals.get(goal.id))) for goal in roadmap.goals}
    by_number = {goal.number: goal.id for goal in roadmap.goals}
    titles, homes = {}, {}
    for index, goal in enumerate(goals):
        titles[index] = line(goal.title)
        inside = (measure.goal for at, measure in present.items() if rows[at].goal == index)
        homes[index] = _commonest(inside), by_number.get(goal.number or 0)
    ids = _ids(titles, known, homes)
    return [ids[index] for index in titles]


def _group_ids(
    goal: Goal,
    goal_id: str,
    roadmap: Roadmap,
    memory: Memory,
    inside: Sequence[tuple[int, model.Measure]],
) -> Mapping[int, str]:
    """Return the id of each group with a title; ``inside`` tells which measures stood in which."""
    there = roadmap.goals_by_id.get(goal_id)
    known = {
        group.id: Look(_titles(group, memory.groups.get(goal_id, {}).get(group.id)))
        for group in (there.groups if there else ())
    }
    titles = {at: line(group.title) for at, group in enumerate(goal.groups) if group.title}
    homes = {
        at: (_commonest(measure.group or "" for group, measure in inside if group == at),)
        for at in titles
    }
    return _ids(titles, known, homes)


def _ids(
    titles: Mapping[int, str],
    known: Mapping[str, Look],
    homes: Mapping[int, Sequence[str | None]],
) -> Mapping[int, str]:
    """Return the ids of goals or groups: by title, else by what they hold, else new ones.

    Titles are by index, "" for none; homes are the ids in content that each may be, likeliest
    first.
    """
    titled = [index for index, title in titles.items() if title]
    matched = match([Look((titles[index],)) for index in titled], known)
    ids = {titled[at]: id_ for at, id_ in matched.items()}
    for index in titles:
        for home in homes[index]:
            if index not in ids and home in known and home not in ids.values():
                ids[index] = str(home)
    taken = {*known, *ids.values()}
    for index, title in titles.items():
        if index not in ids:
            ids[index] = short_id(title or UNTITLED, taken)
            taken.add(ids[index])
    return ids


def _commonest(names: Iterable[str]) -> str | None:
    """Return the name that more than half of them are."""
    counts = Counter(names)
    return next((name for name in counts if 2 * counts[name] > counts.total()), None)


def short_id(title: str, taken: Collection[str]) -> str:
    """Return an id made of a title's first words; a number parts it from those that are taken."""
    words = slug(title).split("-")
    chosen = [words[0][:LONGEST]]
    for word in words[1:]:
        if len("-".join([*chosen, word])) > LONGEST:
            break
        chosen.append(word)
    while len(chosen) > 1 and chosen[-1] in _JOINING:
        chosen.pop()
    name = "-".join(chosen)
    if name not in taken:
        return name
    last, free = 1, 2
    while f"{name}-{free}" in taken:
        last, free = free, 2 * free
    while free - last > 1:
        middle = (last + free) // 2
        last, free = (middle, free) if f"{name}-{middle}" in taken else (last, middle)
    return f"{name}-{free}"


def match(
    wanted: Sequence[Look], known: Mapping[str, Look], ways: Sequence[Way] | None = None
) -> Mapping[int, str]:
    """Return which known entry each wanted one is: index → key; new ones are left out.

    Each known entry is given once. Of entries with the same title those are paired that
    belong to the same goal and group, then those in the same row, then in order. An id names
    its entry for certain.

    Args:
        wanted, known: What they are known by.
        ways: The ways of finding pairs, the surest first; without them, all.
    """
    matched: dict[int, str] = {}
    for way in ways or (_by_id, _by_title, _by_likeness):
        new = {index: look for index, look in enumerate(wanted) if index not in matched}
        taken = set(matched.values())
        left = {key: look for key, look in known.items() if key not in taken}
        for index, key in way(new, left):
            if index not in matched and key in left:
                matched[index] = key
                del left[key]
    return matched


def _by_id(wanted: Mapping[int, Look], known: Mapping[str, Look]) -> list[tuple[int, str]]:
    """Return the pairs with the same id; of a row and its copy, that whose title is known first."""
    pairs = [(index, look.id) for index, look in wanted.items() if look.id in known]
    titles = {id_: set(map(title_key, known[id_].titles)) for _, id_ in pairs}
    return sorted(
        pairs, key=lambda pair: title_key(wanted[pair[0]].titles[0]) not in titles[pair[1]]
    )


def _by_title(wanted: Mapping[int, Look], known: Mapping[str, Look]) -> list[tuple[int, str]]:
    keys: dict[str, list[str]] = {}
    for key, look in known.items():
        for title in dict.fromkeys(map(title_key, look.titles)):
            keys.setdefault(title, []).append(key)
    pairs = [
        (_distance(look, known[key]), index, position, key)
        for index, look in wanted.items()
        for position, key in enumerate(keys.get(title_key(look.titles[0]), ()))
    ]
    return [(index, key) for _, index, _, key in sorted(pairs)]


def _by_likeness(wanted: Mapping[int, Look], known: Mapping[str, Look]) -> list[tuple[int, str]]:
    """Return the likest pairs first; in the same row a title may differ more."""
    near = Nearness({key: title_key(look.titles[0]) for key, look in known.items()})
    rows: dict[tuple[str, ...], list[str]] = {}
    for key, look in known.items():
        rows.setdefault(look.place, []).append(key)
    pairs = []
    for index, look in wanted.items():
        title = title_key(look.titles[0])
        same_row = rows.get(look.place, ()) if look.place else ()
        for key in dict.fromkeys([*same_row, *near.likely(title)]):
            least = _ALIKE_IN_SAME_ROW if key in same_row else _ALIKE
            if ratio := likeness(near.texts[key], title, least):
                pairs.append((-ratio, index, key))
    return [(index, key) for _, index, key in sorted(pairs)]


def _distance(one: Look, other: Look) -> tuple[bool, bool]:
    homes = [[title_key(title) for title in look.within] for look in (one, other)]
    return homes[0] != homes[1], one.place != other.place
