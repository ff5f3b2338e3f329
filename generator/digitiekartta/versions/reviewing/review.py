"""A review of one roadmap: what must be mended, what changes, and what was approved anew.

The proposal is compared with another checkout, that of the branch into which it would be
merged. That shows what the files of one checkout can't: an approved version that was
rewritten together with its record, or taken away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problems import Place, Problem, in_order
from digitiekartta.roadmap.canonical import code_of
from digitiekartta.roadmap.reading.folder import APPROVED, read_roadmap
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.check import check_roadmap
from digitiekartta.versions.comparing.changes import Comparison, compare
from digitiekartta.versions.record import Approval
from digitiekartta.versions.records import Version, read_versions

APPROVAL_REWRITTEN = APPROVALS.error(
    "approval-rewritten",
    "Hyväksyttyä versiota {version} on muutettu, tai se on poistettu.",
    "Älä liitä muutospyyntöä. Palauta kansio sellaisena kuin se hyväksyttiin, ja selvitä, miksi"
    " siihen on koskettu.",
    "Muutospyyntö poistaa kansion hyvaksytyt/2025-1.",
)


@dataclass(frozen=True)
class Review:
    """What a proposal does to one roadmap.

    Attributes:
        name: The roadmap's folder.
        problems: What check tells of it, and approved versions that were tampered with.
        changes: What differs from the branch; None when one of the two can't be read.
        pending: What differs from the newest approved version; None when there is none.
        approved: The newest approved version, None when there is none.
        fresh: The records of versions that the proposal adds.
        code: The code of the content, None when it can't be read.
        base_is_readable: Whether the branch has a content to compare with, or none at all.
    """

    name: str
    problems: tuple[Problem, ...]
    changes: Comparison | None
    pending: Comparison | None
    approved: str | None
    fresh: tuple[Approval, ...]
    code: str | None
    base_is_readable: bool = True

    @property
    def is_touched(self) -> bool:
        """Whether the proposal does anything to the roadmap, or something keeps us from knowing."""
        return self.changes is None or bool(self.changes.operations or self.fresh)


def review(content: Path, name: str, base: Path, today: date) -> Review:
    """Return what a proposal does to content/<name>/.

    Args:
        content, name: The roadmap as the proposal would make it.
        base: The folder content/ of the branch into which the proposal would be merged.
        today: The day of the run.
    """
    checked = check_roadmap(content, name, today)
    versions, before = checked.versions, read_versions(base, name).all
    new = _readable(checked.roadmap)
    old = read_roadmap(base, name).roadmap if (base / name).is_dir() else None
    base_is_readable = not (base / name).is_dir() or _readable(old) is not None
    known = {version.name for version in before}
    rewritten = _rewritten(f"content/{name}", before, versions.all)
    return Review(
        name,
        tuple(in_order([*checked.problems, *rewritten])),
        changes=compare(old, new) if new and base_is_readable else None,
        pending=compare(versions.approved, new) if new and versions.approved else None,
        approved=versions.newest.name if versions.newest else None,
        fresh=tuple(version.approval for version in versions.all if version.name not in known),
        code=code_of(new) if new else None,
        base_is_readable=base_is_readable,
    )


def _readable(roadmap: Roadmap | None) -> Roadmap | None:
    """Return a roadmap to be compared, None when a part of it would be told as removed."""
    return None if roadmap is None or roadmap.unreadable else roadmap


def _rewritten(
    folder: str, before: Sequence[Version], after: Sequence[Version]
) -> Iterator[Problem]:
    """Yield the approved versions of the branch that are not as they were."""
    now = {version.name: (version.record, version.content) for version in after}
    for version in before:
        if now.get(version.name) != (version.record, version.content):
            place = Place(f"{folder}/{APPROVED}/{version.name}")
            yield APPROVAL_REWRITTEN.at(place, version=version.name)
