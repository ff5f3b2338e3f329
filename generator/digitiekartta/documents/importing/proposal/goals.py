"""The goals of a proposal, with their groups."""

from collections.abc import Iterator

from digitiekartta.documents.importing.neutral import Goal
from digitiekartta.documents.importing.proposal.fields import heading
from digitiekartta.documents.importing.proposal.identities import UNTITLED
from digitiekartta.documents.importing.proposal.material import Material, tree_of
from digitiekartta.documents.importing.proposal.merging import Change, Merged, Tree, merge
from digitiekartta.documents.importing.words import line
from digitiekartta.roadmap.model import KEYS

_TITLE, _NUMBER, _GROUPS, _ID = (KEYS[name] for name in ("title", "number", "groups", "id"))


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
