"""The public site of a roadmap, built into a folder of its own from what was approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from digitiekartta.basics.locks import Locked, locked
from digitiekartta.basics.problems import Severity, errors_in, in_order
from digitiekartta.pages.site import Options
from digitiekartta.publishing.release import BuildPublic, PublicSite
from digitiekartta.roadmap.checking.statement import UNPUBLISHABLE
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import Outcome, in_use, lock_of, make_pages, run_engine


def public_builder(project: Project, run_day: date, shown_day: date | None = None) -> BuildPublic:
    """Return what builds the public sites of a project.

    Args:
        project: The folders.
        run_day: The day of the run, on which the accessibility statement must still hold.
        shown_day: The day by which pages tell what is done now; None is that of the approval.
    """

    def build(name: str, folder: Path, site_url: str | None) -> PublicSite:
        try:
            with locked(lock_of(project, name)):
                options = Options(run_day, shown_day, draft=False, site_url=site_url)
                return _built(project, make_pages(project, name, options), folder)
        except Locked:
            return PublicSite("", "", (in_use(name),))

    return build


def _built(project: Project, pages: Outcome, folder: Path) -> PublicSite:
    refusals = tuple(
        replace(problem, severity=Severity.ERROR)
        for problem in pages.problems
        if problem.code in UNPUBLISHABLE
    )
    if pages.plan is None or refusals:
        return PublicSite("", "", refusals or pages.problems, refused=pages.refused)
    options = pages.plan.site.options
    problems = in_order([*pages.problems, *run_engine(project, pages.name, options, folder)])
    standing = options.standing
    if standing is None or errors_in(problems):
        return PublicSite("", "", tuple(problems))
    return PublicSite(standing.version, standing.newest.told, tuple(problems))
