"""Comparisons of what the content of roadmaps says, and of what finished sites tell of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from digitiekartta.basics.files import read_whole
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.problems import Problem, errors_in
from digitiekartta.pages.numbers.compared import FILE, SHAPE, compared
from digitiekartta.pages.numbers.comparing import Comparison, named
from digitiekartta.pages.search.lexicon import Lexicon
from digitiekartta.pages.search.subjects import Finder, subjects_of
from digitiekartta.pages.site import Options, Site
from digitiekartta.pages.summary import summary
from digitiekartta.roadmap.project import Project
from digitiekartta.versions.check import check_roadmap, pass_gate


def comparison_of_content(
    project: Project, names: Sequence[str], options: Options
) -> tuple[Comparison | None, tuple[Problem, ...]]:
    """Compare roadmaps as their content says: the working one, or what was approved.

    A roadmap of which that can't be read stays out, and its Problems tell why.

    Args:
        project, names: The roadmaps, in order.
        options: The day, and whether drafts are compared.

    Returns:
        The comparison, None where there is nothing to compare; and what is wrong.
    """
    subjects, problems = subjects_of(project.content)
    if errors_in(problems):
        return None, problems
    told = []
    for name in names:
        site, found = _site(project, name, options)
        problems += found
        if site is None:
            continue
        lexicon = Lexicon(project.build(".sanasto") / f"{name}.vertailu")
        told.append((name, summary(site), compared(site, Finder(subjects, lexicon))))
        lexicon.save()
    if not told:
        return None, problems
    return Comparison(tuple(named(told)), subjects, HalfYear.of(options.today)), problems


def _site(project: Project, name: str, options: Options) -> tuple[Site | None, tuple[Problem, ...]]:
    if not options.draft:
        passed = pass_gate(project.content, name)
        if isinstance(passed, tuple):
            return None, passed
        return Site(passed.all[-1].roadmap(), replace(options, approval_status=passed.status)), ()
    checked = check_roadmap(project.content, name, options.today, project.memory(name))
    if checked.sound is None:
        return None, tuple(errors_in(checked.problems))
    if (newest := checked.versions.newest) and newest.approval.is_transcription:
        status = checked.versions.status_of(checked.sound)
        options = replace(options, approval_status=status)
    return Site(checked.sound, options), ()


def told_by_site(project: Project, name: str) -> Mapping[str, Any] | None:
    """Return what a finished site tells for comparing; None where it tells nothing of use."""
    try:
        told = json.loads(read_whole(project.site(name) / FILE))
    except (OSError, ValueError, RecursionError):
        return None
    whole = isinstance(told, dict) and all(
        isinstance(told.get(key), kind) for key, kind in SHAPE.items()
    )
    return told if whole else None
