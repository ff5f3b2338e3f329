"""The goals and measures of a proposal: what documents say, put over what stands in content."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from digitiekartta.basics.kinds import PROPOSALS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.neutral import Goal, SourceRow
from digitiekartta.documents.importing.proposal.fields import heading
from digitiekartta.documents.importing.proposal.identities import UNTITLED
from digitiekartta.documents.importing.proposal.material import STEP, Incoming, Material, tree_of
from digitiekartta.documents.importing.proposal.merging import (
    NAMED,
    Change,
    Merged,
    Tree,
    merge,
    raw_to_keep,
    same,
)
from digitiekartta.documents.importing.proposal.settings import why_unknown
from digitiekartta.documents.importing.words import line
from digitiekartta.roadmap.model import KEYS

_GOAL, _GROUP, _ORDER, _SOURCE = (KEYS[name] for name in ("goal", "group", "order", "source"))
_TITLE, _NUMBER, _GROUPS, _ID = (KEYS[name] for name in ("title", "number", "groups", "id"))

CHANGED_ON_BOTH_SIDES = PROPOSALS.warning(
    "changed-on-both-sides",
    "Toimenpiteen ”{id}” kohtaa ”{field}” on muutettu sekä lähteessä että sisällössä. Sisällössä"
    " on ”{content}”, lähteessä ”{document}”.",
    "Sisältö jätettiin ennalleen. Korjaa se tarvittaessa käsin.",
    example="Lähteessä aikataulu on siirtynyt, ja sisältöön on kirjoitettu toinen puolivuosi.",
)
GONE_FROM_SOURCE = PROPOSALS.warning(
    "gone-from-source",
    "Toimenpiteen ”{id}” kohtaa ”{field}” ei enää ole lähteessä.",
    "Kohta jätettiin sisältöön. Poista se käsin, jos se on vanhentunut.",
    example="Lähteen uudesta versiosta on poistettu toimenpiteen lisätiedot.",
)
UNSURE_CELL = PROPOSALS.warning(
    "unsure-cell",
    "Solua ”{cell}” ({field}) ei jaettu, koska ei ole varmaa, montako nimeä siinä on.",
    "Jos nimiä on monta, jaa ne toimenpiteen tiedostossa omille riveilleen ja lisää ne luetteloon."
    " Seuraava tuonti muistaa jaon.",
    example="Vastuutahon solussa on ”Rehtorit ja esihenkilöt”.",
)
MISSING_IN_SOURCE = PROPOSALS.warning(
    "missing-in-source",
    "Toimenpidettä ”{title}” ei ole lähteessä.",
    "Toimenpide jätettiin sisältöön. Jos se on päättynyt, kerro se kentässä paattyi.",
    example="Lähteen uudesta versiosta on poistettu rivi.",
)


def merged_goals(material: Material) -> Iterator[tuple[str, Merged]]:
    """Yield each goal of the documents by its id, over the one in content; with what changes."""
    numbers = {goal.number for goal in material.roadmap.goals}
    for index, goal in enumerate(material.goals):
        id_ = material.ids.goals[index]
        present = material.roadmap.goals_by_id.get(id_)
        tree = tree_of(present) if present else _new_goal(goal, numbers)
        numbers.add(int(tree[_NUMBER]))
        changes: list[Change] = []
        if present and goal.title.strip():
            merged = merge({_TITLE: line(goal.title)}, material.memory.goals.get(id_), tree)
            tree = merged.tree
            changes += _named(f"tavoite {id_}", merged)
        groups = list(tree.get(_GROUPS, ()))
        for at in range(len(goal.groups)):
            if key := material.ids.groups[index, at]:
                changes += _put_group(material, groups, id_, key)
        if groups:
            tree[_GROUPS] = groups
        if present is None:
            changes.append(Change("tavoitteet", "", tree[_TITLE]))
        yield id_, Merged(tree, changes)


def _new_goal(goal: Goal, numbers: set[int]) -> Tree:
    number = goal.number
    if number is None or number in numbers:
        number = max(numbers, default=0) + 1
    source = next(group.measures[0].source for group in goal.groups if group.measures)
    tree: Tree = {_NUMBER: str(number), _TITLE: line(goal.title) or UNTITLED}
    if not goal.title.strip():
        tree[KEYS["notice"]] = "Lähteessä tavoitteella ei ole otsikkoa."
    tree[KEYS["source"]] = {
        KEYS["document"]: source.document,
        KEYS["table"]: heading(goal) or source.table,
    }
    return tree


def _put_group(material: Material, groups: list[Tree], goal: str, key: str) -> list[Change]:
    """Put a group into its goal's list, over the one that is there or at the end."""
    new = material.groups[goal, key]
    for at, present in enumerate(groups):
        if present[_ID] == key:
            merged = merge(new, material.memory.groups.get(goal, {}).get(key), present)
            groups[at] = merged.tree
            return _named(f"ryhmä {key}", merged)
    groups.append({_ID: key, **new})
    return [] if material.is_new else [Change("ryhmät", "", new[_TITLE])]


def _named(what: str, merged: Merged) -> list[Change]:
    return [Change(f"{what}: {one.field}", one.before, one.after) for one in merged.changes]


def merged_measures(material: Material) -> Sequence[Merged]:
    """Return what comes of each measure: as the documents say it, over what stands in content."""
    all_merged = []
    for measure in material.measures:
        bare = {key: value for key, value in measure.tree.items() if key != _ORDER}
        all_merged.append(
            merge(bare, measure.before, tree_of(measure.present))
            if measure.present
            else Merged(_new_measure(material, bare))
        )
    numbers = _numbers(material, all_merged)
    for measure, merged in zip(material.measures, all_merged, strict=True):
        if number := numbers.get(measure.id):
            merged.tree[_ORDER] = str(number)
        _set_source(measure, merged)
    return all_merged


def remembered_measures(material: Material) -> Mapping[str, Tree]:
    """Return what to remember of the measures; names of an unchanged cell as first read."""
    remembered = {}
    for measure in material.measures:
        tree, before = measure.tree, measure.before or {}
        same_cells = (
            key for key, raw in NAMED.items() if raw in tree and tree[raw] == before.get(raw)
        )
        remembered[measure.id] = {**tree, **{key: before[key] for key in same_cells}}
    return remembered


def doubts_of_merging(material: Material, all_merged: Sequence[Merged]) -> Iterator[Problem]:
    """Yield what was changed on both sides, and what documents no longer tell."""
    for measure, merged in zip(material.measures, all_merged, strict=True):
        place, id_ = _place(measure.source), measure.id
        for clash in merged.clashes:
            yield CHANGED_ON_BOTH_SIDES.at(
                place, id=id_, field=clash.field, content=clash.before, document=clash.after
            )
        for name in merged.gone:
            yield GONE_FROM_SOURCE.at(place, id=id_, field=name)


def doubts_of_cells(material: Material) -> Iterator[Problem]:
    """Yield the cells that may name several parties, unless somebody has seen them before."""
    for measure in material.measures:
        before, stands = measure.before or {}, tree_of(measure.present)
        for key, cell in measure.unsure.items():
            raw = NAMED[key]
            known = stands.get(raw) or "; ".join(stands.get(key, ()))
            if not same(before.get(raw), cell) and not same(known, cell):
                yield UNSURE_CELL.at(_place(measure.source), cell=one_line(cell), field=key)


def _new_measure(material: Material, said: Tree) -> Tree:
    """Return a new measure; it tells why its schedule is unknown, if nothing else does."""
    tree = {key: value for key, value in said.items() if key != _SOURCE}
    for names_key, raw_key in NAMED.items():
        raw = tree.pop(raw_key, "")
        if raw and (kept := raw_to_keep(tree[names_key], raw)):
            tree[raw_key] = kept
    group = material.groups.get((tree[_GOAL], tree.get(_GROUP, "")), {})
    unknown = KEYS["schedule"] not in tree and KEYS["schedule"] not in group
    if unknown and not material.roadmap.settings.schedule_missing:
        tree[KEYS["schedule_missing"]] = why_unknown(material.documents)
    return tree


def _numbers(material: Material, all_merged: Sequence[Merged]) -> Mapping[str, int]:
    """Return the order numbers that measures get, by id."""
    homes: dict[tuple[str, str | None], list[Incoming]] = {}
    for measure, merged in zip(material.measures, all_merged, strict=True):
        homes.setdefault((merged.tree[_GOAL], merged.tree.get(_GROUP)), []).append(measure)
    last: dict[str, int] = {}
    for present in material.roadmap.measures:
        last[present.goal] = max(last.get(present.goal, 0), present.order or 0)
    numbers: dict[str, int] = {}
    for (goal, group), measures in homes.items():
        there = {
            one.id: one.order
            for one in material.roadmap.measures_in_order
            if (one.goal, one.group) == (goal, group)
        }
        remembered = ((measure.before or {}).get(_ORDER) for measure in measures)
        known = [int(number) for number in remembered if number]
        reordered = not known or known != sorted(known)
        ids = [measure.id for measure in measures]
        inside = numbered(ids, there, reordered, last.get(goal, 0))
        last[goal] = max([last.get(goal, 0), *inside.values()])
        numbers |= {id_: inside[id_] for id_ in ids if id_ in inside}
    return numbers


def numbered(
    wanted: Sequence[str], current: Mapping[str, int | None], reordered: bool, after: int
) -> Mapping[str, int]:
    """Return the numbers that measures of a group get; those left out keep what they have.

    They go by tens, so that something fits between.

    Args:
        wanted: The ids of the document's measures in a group, in the document's order.
        current: The ids that content has in that group, in content's order, with their numbers.
        reordered: Whether the document has changed the order since it was last imported.
        after: The largest number that is used before the group begins.
    """
    new = [key for key in wanted if key not in current]
    in_order = [key for key in wanted if key in current] == [
        key for key in current if key in wanted
    ]
    numbers = [number for number in current.values() if number is not None]
    everybody = [*wanted, *(key for key in current if key not in wanted)]
    if (reordered and not in_order) or (new and len(set(numbers)) < len(current)):
        start = min(numbers, default=after + STEP)
        return {key: start + STEP * place for place, key in enumerate(everybody)}
    new_numbers: dict[str, int] = {}
    before = after if not numbers else 0
    for are_known, keys in groupby(wanted, key=current.__contains__):
        run = list(keys)
        if are_known:
            before = next((number for key in reversed(run) if (number := current[key])), before)
            continue
        later = [number for number in numbers if number > before]
        step = (min(later) - before) // (len(run) + 1) if later else STEP
        if step == 0:
            return {key: STEP * place for place, key in enumerate(everybody, start=1)}
        new_numbers |= {key: before + step * place for place, key in enumerate(run, start=1)}
    return new_numbers


def _set_source(measure: Incoming, merged: Merged) -> None:
    """Give a measure its source when it is new, has changed, or moved."""
    place, source = measure.tree[_SOURCE], merged.tree.get(_SOURCE, {})
    base = (measure.before or {}).get(_SOURCE)
    moved = source.get(KEYS["document"]) == place[KEYS["document"]] and base != place
    if measure.present is None or merged.changes or moved:
        merged.tree[_SOURCE] = {**source, **place}


def _place(source: SourceRow) -> Place:
    return Place(source.document, field=str(source))
