"""What an import has to go on: what documents tell, what stands in content, and which is which."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.documents.importing.neutral import Document, Goal
from digitiekartta.documents.importing.proposal import settings, splitting
from digitiekartta.documents.importing.proposal.fields import (
    Registers,
    Row,
    combined,
    group_heading,
    rows_of,
)
from digitiekartta.documents.importing.proposal.identities import Identities, former_ids, identify
from digitiekartta.documents.importing.proposal.merging import Heading, Memory
from digitiekartta.documents.importing.proposal.phase_names import legend
from digitiekartta.documents.importing.words import line
from digitiekartta.roadmap.model import Measure, Schedule
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

    @classmethod
    def of(
        cls,
        documents: Sequence[Document],
        name: str,
        existing: Existing | None,
        organisation: str | None,
    ) -> Material:
        """Return the material of an import; see ``propose``."""
        labels = legend(documents)
        if existing is None:
            roadmap = settings.empty_roadmap(documents, labels, name, organisation)
            memory = Memory()
        else:
            roadmap, memory = existing.roadmap, existing.memory
            former = former_ids(roadmap)
            by_present_id = {former.get(key, key): said for key, said in memory.measures.items()}
            memory = memory.model_copy(update={"measures": by_present_id})
        alike = _alike(roadmap, labels)
        goals = combined(documents)
        registers = _registers(documents, roadmap, labels, alike)
        rows = list(rows_of(goals, registers))
        ids = identify(goals, rows, roadmap, memory)
        covered = {document.name: set(document.periods) for document in documents}
        measures = []
        for at, (id_, row) in enumerate(zip(ids.measures, rows, strict=True), start=1):
            home = {"goal": ids.goals[row.goal], "group": ids.groups[row.goal, row.group]}
            said = row.said.model_copy(update={**home, "order": STEP * at})
            earlier = memory.measures.get(id_) or roadmap.measures_by_id.get(id_)
            if row.said.schedule is not None and earlier:
                schedule = _with_others(row, earlier, covered[row.source.document])
                said = said.model_copy(update={"schedule": schedule})
            said._id = id_
            measures.append(replace(row, id=id_, said=said))
        groups = {
            (ids.goals[goal], key): group_heading(goals[goal].groups[group], registers)
            for (goal, group), key in ids.groups.items()
            if key
        }
        return cls(
            *(documents, existing is None, roadmap, memory, labels, alike),
            *(goals, ids, measures, groups),
        )

    def before(self, row: Row) -> Measure | None:
        """Return what was imported of a measure the last time."""
        return self.memory.measures.get(row.id)

    def present(self, row: Row) -> Measure | None:
        """Return the measure in content."""
        return self.roadmap.measures_by_id.get(row.id)


def _with_others(row: Row, earlier: Measure, covered: Collection[HalfYear]) -> Schedule:
    """Return a measure's schedule with the half-years for which its document has no column."""
    others = {
        moment: entry for moment, entry in (earlier.schedule or {}).items() if moment not in covered
    }
    return dict(sorted({**others, **(row.said.schedule or {})}.items()))


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
) -> Registers:
    cells = (one.responsible for document in documents for one in document.measures())
    learnt = splitting.learn(cells, roadmap.party_name)

    def party(written: str) -> str | None:
        return roadmap.party_name(written) or learnt.get(written.casefold())

    names = {name.casefold(): name for name in labels}

    def phase(label: str) -> str:
        written = line(label)
        known = roadmap.phases.get(written.casefold())
        name = names.get(written.casefold(), written)
        return known.name if known else alike.get(name, name)

    return Registers(party, roadmap.sector_name, roadmap.audience_name, phase)
