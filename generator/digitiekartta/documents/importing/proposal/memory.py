"""What was imported the last time, kept beside the content: content/<name>/.tuonti.json.

With it a later import tells what an editor has changed from what the document has changed,
and asks nothing again. Nobody needs to edit the file; without it the import still works.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from digitiekartta.documents.importing.proposal.merging import Tree

MEMORY = ".tuonti.json"
_GOALS, _GROUPS, _MEASURES = "tavoitteet", "ryhmat", "toimenpiteet"


@dataclass(frozen=True, slots=True)
class Memory:
    """What the documents said when they were last imported, by the ids of content.

    Args:
        measures: id → the measure's fields.
        goals: id → the goal's title.
        groups: (goal's id, group's id) → the group's title and schedule.
    """

    measures: Mapping[str, Tree] = field(default_factory=dict)
    goals: Mapping[str, Tree] = field(default_factory=dict)
    groups: Mapping[tuple[str, str], Tree] = field(default_factory=dict)


def read_memory(folder: Path) -> Memory:
    """Return the memory of a roadmap's folder; an empty one when there is none that can be read."""
    try:
        written = json.loads((folder / MEMORY).read_text(encoding="utf-8"))
        return Memory(
            measures={str(key): dict(tree) for key, tree in written[_MEASURES].items()},
            goals={str(key): dict(tree) for key, tree in written[_GOALS].items()},
            groups={
                (str(goal), str(key)): dict(tree)
                for goal, groups in written[_GROUPS].items()
                for key, tree in groups.items()
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory()


def with_present_ids(memory: Memory, former: Mapping[str, str]) -> Memory:
    """Return the memory of measures under the ids that they have now.

    Args:
        memory: As it was written.
        former: Former id → present id.
    """
    measures = {former.get(key, key): tree for key, tree in memory.measures.items()}
    return Memory(measures, memory.goals, memory.groups)


def memory_text(memory: Memory) -> str:
    """Return the memory as its file holds it, in an order of its own."""
    groups: dict[str, dict[str, Tree]] = {}
    for (goal, key), tree in memory.groups.items():
        groups.setdefault(goal, {})[key] = tree
    written: dict[str, Any] = {
        _GOALS: dict(memory.goals),
        _GROUPS: groups,
        _MEASURES: dict(memory.measures),
    }
    return json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
