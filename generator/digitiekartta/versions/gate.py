"""The gate: what may be published is the newest approved version of a roadmap, or nothing.

The working content is not read here at all, so no edit of it, not even a broken one,
reaches the public site.
"""

from dataclasses import dataclass
from pathlib import Path

from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problems import Place, Problem, errors_in
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.approval_status import ApprovalStatus, status_of
from digitiekartta.versions.records import Version, read_versions

NOT_APPROVED = APPROVALS.error(
    "not-approved",
    "Tiekarttaa ei ole hyväksytty, joten siitä ei tehdä julkista sivustoa.",
    "Kun päätös on tehty, hyväksy tiekartta komennolla digitiekartta approve {name}."
    " Luonnoksen näet komennolla digitiekartta build --draft.",
    "build esimerkkila --public, kun kansiota hyvaksytyt ei ole.",
)


@dataclass(frozen=True, slots=True)
class Passed:
    """The roadmap that may be published, its approval status, and all versions up to it."""

    roadmap: Roadmap
    approval_status: ApprovalStatus
    versions: tuple[Version, ...]


def pass_gate(content: Path, name: str) -> Passed | tuple[Problem, ...]:
    """Return the newest approved version of content/<name>/, or why there is none to publish."""
    versions = read_versions(content, name)
    if not versions.intact:
        return tuple(errors_in(versions.problems))
    if versions.newest is None:
        return (NOT_APPROVED.at(Place(f"{content.name}/{name}"), name=name),)
    status = status_of([version.approval for version in versions.all])
    return Passed(versions.newest.roadmap(), status, versions.all)
