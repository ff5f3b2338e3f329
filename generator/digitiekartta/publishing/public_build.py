"""The public site of a roadmap, built into a folder of its own from what was approved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from digitiekartta.basics.locks import Locked, locked
from digitiekartta.basics.problems import Problem, errors_in, in_order
from digitiekartta.pages.site import Options
from digitiekartta.publishing.release import BuildPublic, PublicSite
from digitiekartta.roadmap.checking.statement import UNPUBLISHABLE
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import Outcome, in_use, lock_of, make_pages, run_engine


def public_builder(
    project: Project, today: date | None = None, run_day: date | None = None
) -> BuildPublic:
    """Return what builds the public sites of a project.

    Args:
        project: The folders.
        today: The day by which pages tell what is done now; None is the day of the approval.
        run_day: The day of the run, on which the accessibility statement must still hold.
    """

    def build(name: str, folder: Path, site_url: str | None) -> PublicSite:
        try:
            with locked(lock_of(project, name)):
                # On the day of the approval any day here would do as well.
                options = Options(today or date.min, draft=False, site_url=site_url)
                on_approval_day = today is None
                made = make_pages(
                    project, name, options, on_approval_day=on_approval_day, run_day=run_day
                )
                return _built(project, made, folder)
        except Locked:
            return PublicSite("", "", (in_use(name),))

    return build


def _built(project: Project, made: Outcome, folder: Path) -> PublicSite:
    refusals = tuple(_as_error(one) for one in made.problems if one.code in UNPUBLISHABLE)
    if made.plan is None or refusals:
        return PublicSite("", "", refusals or made.problems, refused=made.refused)
    options = made.plan.site.options
    found = [*made.problems, *run_engine(project, made.name, options, folder)]
    standing = options.standing
    if standing is None or errors_in(found):
        return PublicSite("", "", tuple(in_order(found)))
    return PublicSite(standing.version, standing.newest.told, tuple(in_order(found)))


def _as_error(problem: Problem) -> Problem:
    return Problem(problem.code, problem.place, problem.message, problem.remedy)
