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

from digitiekartta.basics.problems import Place, Problem, in_order
from digitiekartta.roadmap.canonical import Canonical, canonical, canonical_bytes, code
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.reading.folder import APPROVED
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.check import check_whole
from digitiekartta.versions.comparing.changes import Comparison, compare
from digitiekartta.versions.record import Approval
from digitiekartta.versions.records import Version, read_versions


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
    """

    name: str
    problems: tuple[Problem, ...]
    changes: Comparison | None
    pending: Comparison | None
    approved: str | None
    fresh: tuple[Approval, ...]
    code: str | None

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
    found = check_whole(content, name, today)
    versions, before = found.versions.all, read_versions(base, name).all
    new, old = _form(found.roadmap), _form_in(base, name)
    newest = found.versions.newest
    known = {version.name for version in before}
    its_code = code(canonical_bytes(new)) if new else None
    return Review(
        name,
        tuple(in_order([*found.problems, *_rewritten(f"content/{name}", before, versions)])),
        changes=compare(old, new) if new and old is not None else None,
        pending=compare(newest.form(), new) if new and newest else None,
        approved=newest.name if newest else None,
        fresh=tuple(version.approval for version in versions if version.name not in known),
        code=its_code,
    )


def _form(roadmap: Roadmap | None) -> Canonical | None:
    """Return a content to be compared, None when a part of it would be told as removed."""
    return None if roadmap is None or roadmap.unreadable else canonical(roadmap)


def _form_in(base: Path, name: str) -> Canonical | None:
    """Return the content of the branch; an empty one for a roadmap that is new."""
    return _form(read_and_check(base, name).roadmap) if (base / name).is_dir() else {}


def _rewritten(
    folder: str, before: Sequence[Version], after: Sequence[Version]
) -> Iterator[Problem]:
    """Yield the approved versions of the branch that are not as they were."""
    now = {version.name: (version.record, version.content) for version in after}
    for version in before:
        if now.get(version.name) != (version.record, version.content):
            yield Problem(
                "approval-rewritten",
                Place(f"{folder}/{APPROVED}/{version.name}"),
                f"Hyväksyttyä versiota {version.name} on muutettu, tai se on poistettu.",
                "Älä liitä muutospyyntöä. Palauta kansio sellaisena kuin se hyväksyttiin, ja"
                " selvitä, miksi siihen on koskettu.",
            )
