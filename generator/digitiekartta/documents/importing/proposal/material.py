"""What an import has to go on: what documents tell, what stands in content, and which is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from pydantic import BaseModel

from digitiekartta.documents.importing.neutral import Document, Goal, Phase, SourceRow
from digitiekartta.documents.importing.proposal import settings, splitting
from digitiekartta.documents.importing.proposal.fields import (
    Registers,
    combined,
    group_fields,
    legend,
    rows_of,
)
from digitiekartta.documents.importing.proposal.identities import Identities, former_ids, identify
from digitiekartta.documents.importing.proposal.merging import Memory, Tree
from digitiekartta.documents.importing.words import line
from digitiekartta.roadmap.formatting import entry_tree
from digitiekartta.roadmap.model import KEYS, Measure
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
class Incoming:
    """A measure of the documents, and what is known of it already.

    Args:
        id: Its id in content, a new one for a new measure.
        unsure: Its cells that may name several, by the field's key.
        tree: What the documents say of it, as the memory keeps it.
        before: What was imported of it the last time.
    """

    id: str
    source: SourceRow
    unsure: Mapping[str, str]
    tree: Tree
    before: Tree | None
    present: Measure | None


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
        groups: The fields of each group with a title, by the ids of its goal and its own.
    """

    documents: Sequence[Document]
    is_new: bool
    roadmap: Roadmap
    memory: Memory
    legend: Sequence[Phase]
    alike: Mapping[str, str]
    goals: Sequence[Goal]
    ids: Identities
    measures: Sequence[Incoming]
    groups: Mapping[tuple[str, str], Tree]

    @classmethod
    def of(
        cls,
        documents: Sequence[Document],
        name: str,
        existing: Existing | None,
        organisation: str | None,
    ) -> Material:
        """Return the material of an import; see ``propose``."""
        phases = legend(documents)
        if existing is None:
            roadmap = settings.empty_roadmap(documents, phases, name, organisation)
            memory = Memory()
        else:
            roadmap, memory = existing.roadmap, existing.memory
            former = former_ids(roadmap)
            by_present_id = {former.get(key, key): tree for key, tree in memory.measures.items()}
            memory = memory.model_copy(update={"measures": by_present_id})
        alike = _alike(roadmap, phases)
        goals = combined(documents)
        registers = _registers(documents, roadmap, alike)
        rows = list(rows_of(goals, registers))
        ids = identify(goals, rows, roadmap, memory)
        measures = []
        for at, (id_, row) in enumerate(zip(ids.measures, rows, strict=True), start=1):
            home = {KEYS["goal"]: ids.goals[row.goal], KEYS["order"]: str(STEP * at)}
            if group := ids.groups[row.goal, row.group]:
                home[KEYS["group"]] = group
            before, present = memory.measures.get(id_), roadmap.measures_by_id.get(id_)
            tree = {**row.tree, **home}
            measures.append(Incoming(id_, row.source, row.unsure, tree, before, present))
        groups = {
            (ids.goals[goal], key): group_fields(goals[goal].groups[group], registers)
            for (goal, group), key in ids.groups.items()
            if key
        }
        return cls(
            *(documents, existing is None, roadmap, memory, phases, alike),
            *(goals, ids, measures, groups),
        )


def tree_of(entry: BaseModel | None) -> Tree:
    """Return an entry as its file holds it; empty for none."""
    tree = entry_tree(entry) if entry else {}
    assert isinstance(tree, dict)
    return dict(tree)


def _alike(roadmap: Roadmap, phases: Sequence[Phase]) -> Mapping[str, str]:
    """Return the labels that the roadmap has in another spelling: selvitys → selvittely."""
    labels = [line(phase.label) for phase in phases]
    folded = {label.casefold() for label in labels}
    names = [one.name for one in roadmap.settings.phases if one.name.casefold() not in folded]
    return {
        label: nearest[0]
        for label in labels
        if label.casefold() not in roadmap.phases
        and (nearest := get_close_matches(label, names, n=1, cutoff=_ALIKE))
    }


def _registers(
    documents: Sequence[Document], roadmap: Roadmap, alike: Mapping[str, str]
) -> Registers:
    cells = (one.responsible for document in documents for one in document.measures())
    learnt = splitting.learn(cells, roadmap.party_name)

    def party(written: str) -> str | None:
        return roadmap.party_name(written) or learnt.get(written.casefold())

    def phase(label: str) -> str:
        written = line(label)
        known = roadmap.phases.get(written.casefold())
        return known.name if known else alike.get(written, written)

    return Registers(party, roadmap.sector_name, roadmap.audience_name, phase)
