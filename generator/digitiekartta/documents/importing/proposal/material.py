"""What an import has to go on: what documents tell, what stands in content, and which is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from pydantic import BaseModel

from digitiekartta.documents.importing.neutral import Document, Goal, Phase
from digitiekartta.documents.importing.proposal import settings, splitting
from digitiekartta.documents.importing.proposal.fields import (
    Registers,
    Row,
    combined,
    group_fields,
    legend,
    rows_of,
)
from digitiekartta.documents.importing.proposal.identities import Identities, former_ids, identify
from digitiekartta.documents.importing.proposal.memory import Memory, with_present_ids
from digitiekartta.documents.importing.proposal.merging import Tree
from digitiekartta.documents.importing.words import line
from digitiekartta.roadmap.formatting import entry_tree
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.roadmap import Roadmap

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
        legend: The documents' phases.
        alike: Labels of the documents that the roadmap has in another spelling.
        goals, rows: What the documents hold, the same goal once.
        ids: Which of it is which in content.
        groups: The fields of each group with a title, by the ids of its goal and its own.
    """

    documents: Sequence[Document]
    is_new: bool
    roadmap: Roadmap
    memory: Memory
    legend: Sequence[Phase]
    alike: Mapping[str, str]
    goals: Sequence[Goal]
    rows: Sequence[Row]
    ids: Identities
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
            roadmap, memory = (
                settings.empty_roadmap(documents, phases, name, organisation),
                Memory(),
            )
        else:
            roadmap = existing.roadmap
            memory = with_present_ids(existing.memory, former_ids(roadmap))
        alike = _alike(roadmap, phases)
        goals = combined(documents)
        registers = _registers(documents, roadmap, alike)
        rows = rows_of(goals, registers)
        ids = identify(goals, rows, roadmap, memory)
        groups = {
            (ids.goals[goal], key): group_fields(goals[goal].groups[group], registers)
            for (goal, group), key in ids.groups.items()
            if key
        }
        is_new = existing is None
        return cls(*(documents, is_new, roadmap, memory, phases, alike, goals, rows, ids, groups))

    def present(self, index: int) -> Measure | None:
        """Return the measure in content that a row is, None for a new one."""
        return self.roadmap.measures_by_id.get(self.ids.measures[index])

    def remembered(self, index: int) -> Tree | None:
        """Return what was imported of a row the last time."""
        return self.memory.measures.get(self.ids.measures[index])


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
