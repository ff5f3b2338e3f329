"""What was imported the last time, kept beside the content: content/<name>/.tuonti.json.

With it a later import tells what an editor has changed from what the document has changed,
and asks nothing again. Nobody needs to edit the file; without it the import still works.
"""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from digitiekartta.documents.importing.proposal.merging import Tree

MEMORY = ".tuonti.json"


class Memory(BaseModel):
    """What the documents said when they were last imported, by the ids of content.

    Args:
        measures: id → the measure's fields.
        goals: id → the goal's title.
        groups: goal's id → group's id → the group's title and schedule.
    """

    model_config = ConfigDict(frozen=True, serialize_by_alias=True, validate_by_name=True)

    measures: dict[str, Tree] = Field({}, alias="toimenpiteet")
    goals: dict[str, Tree] = Field({}, alias="tavoitteet")
    groups: dict[str, dict[str, Tree]] = Field({}, alias="ryhmat")

    def text(self) -> str:
        """Return the memory as its file holds it, in an order of its own."""
        written = self.model_dump()
        return json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_memory(folder: Path) -> Memory:
    """Return the memory of a roadmap's folder; an empty one when there is none that can be read."""
    try:
        return Memory.model_validate_json((folder / MEMORY).read_bytes())
    except (OSError, ValueError):
        return Memory()
