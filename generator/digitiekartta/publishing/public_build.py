"""The public site of a roadmap, built into a folder of its own from what was approved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from filelock import Timeout

from digitiekartta.basics.problems import Problem, Severity, errors_in, in_order
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.checking.statement import UNPUBLISHABLE
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import Outcome, in_use, lock_of, make_pages, run_engine


@dataclass(frozen=True)
class PublicSite:
    """The public site of a roadmap as it was built.

    Attributes:
        version: The approved version that it shows; "" when there is none.
        approval: By whom and when the version was approved, in Finnish.
        problems: What was found while it was built; with an error there is no site.
        refused: Whether the reason is that nothing approved is there to be built.
    """

    version: str = ""
    approval: str = ""
    problems: tuple[Problem, ...] = ()
    refused: bool = False


def build_public(project: Project, name: str, folder: Path, options: Options) -> PublicSite:
    """Build what was approved into a folder, and nothing else; what is there is replaced."""
    try:
        with lock_of(project, name):
            pages = make_pages(project, name, replace(options, draft=False))
            return _built(project, pages, folder)
    except Timeout:
        return PublicSite(problems=(in_use(name),))


def _built(project: Project, pages: Outcome, folder: Path) -> PublicSite:
    refusals = tuple(
        replace(problem, severity=Severity.ERROR)
        for problem in pages.problems
        if problem.code in UNPUBLISHABLE
    )
    if pages.plan is None or refusals:
        return PublicSite(problems=refusals or pages.problems, refused=pages.refused)
    options = pages.plan.site.options
    problems = in_order([*pages.problems, *run_engine(project, pages.name, options, folder)])
    status = options.approval_status
    if status is None or errors_in(problems):
        return PublicSite(problems=tuple(problems))
    return PublicSite(status.version, status.newest.decided_in_full, tuple(problems))
