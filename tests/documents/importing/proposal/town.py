"""A checkout in a temporary folder into which tests import documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from digitiekartta.basics.problems import Problem
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.proposal.answers import NO_ANSWERS, Answers
from digitiekartta.documents.importing.proposal.prepare import Prepared, apply, prepare
from digitiekartta.documents.importing.proposal.proposal import Proposal
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.formatting import entry_tree, format_entry
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.roadmap import Roadmap


class Town:
    """The roadmap content/kunta/ of a checkout; empty until something is imported."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root)
        self.folder = root / "content" / "kunta"
        (root / "content").mkdir(parents=True)

    def prepared(self, *documents: Document, given: Answers = NO_ANSWERS) -> Prepared:
        """Return what an import would do."""
        made = prepare(self.project, documents, "kunta", None, date(2026, 11, 22), given)
        assert isinstance(made, Prepared), made
        return made

    def imported(self, *documents: Document, given: Answers = NO_ANSWERS) -> Proposal:
        """Import documents, and return what that was."""
        proposal = self.prepared(*documents, given=given).proposal
        apply(self.folder, proposal.files)
        return proposal

    def files(self) -> dict[str, bytes]:
        """Return every file of the roadmap."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def roadmap(self) -> Roadmap:
        """Return the roadmap as it stands."""
        roadmap = read_and_check(self.project.content, "kunta").roadmap
        assert roadmap, self.problems()
        return roadmap

    def problems(self) -> tuple[Problem, ...]:
        """Return what the check says of the roadmap."""
        return read_and_check(self.project.content, "kunta").problems

    def measure(self, id_: str) -> dict[str, Any]:
        """Return a measure as its file holds it."""
        tree = entry_tree(self.roadmap().measures_by_id[id_])
        assert isinstance(tree, dict)
        return tree

    def edit(self, id_: str, **fields: Any) -> None:
        """Set fields of a measure as an editor would; None takes a field away."""
        tree = {**self.measure(id_), **fields}
        entry = Measure.model_validate({k: v for k, v in tree.items() if v is not None})
        path = self.folder / "toimenpiteet" / f"{id_}.yml"
        path.write_text(format_entry(entry), encoding="utf-8")
