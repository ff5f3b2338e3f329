"""The check as commands ask for it: of content and approvals, and of what prose links to.

What knows the pages of a site is loaded only for the few roadmaps whose prose links to them, and
what checks only where something has changed since the last check.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from digitiekartta.basics.interrupts import end_at_once, end_tidily
from digitiekartta.basics.keeping import keep, kept, line_of
from digitiekartta.basics.problems import Problem, problem_from
from digitiekartta.basics.sameness import digest_of, digest_of_programs
from digitiekartta.roadmap.project import Project
from digitiekartta.versions.signing import can_verify

if TYPE_CHECKING:
    from digitiekartta.versions.check import Checked

Found = tuple[Sequence[Problem], Sequence[Problem]]
"""The problems, and those that the roadmap acknowledges."""
_FOUND = ("problems", "acknowledged")


def check_content(content: Path, name: str, today: date, memory: Path | None = None) -> Checked:
    """Return what ``check_roadmap`` does, and the links of prose that lead nowhere."""
    from digitiekartta.versions.check import check_roadmap, links_to_itself

    checked = check_roadmap(content, name, today, memory)
    if checked.roadmap is None or not links_to_itself(checked.roadmap):
        return checked
    from digitiekartta.pages.prose_links import with_dead_links

    return with_dead_links(checked, today)


def found_in(project: Project, name: str, today: date) -> Found:
    """Return what a check finds; what the last one found where nothing has changed since.

    It is noted in the roadmap's build folder, where it can be thrown away at any time.
    """
    file = project.build(name) / "tarkistus.jsonl"
    checked_of = _all_that_counts(project, name, today)
    if checked_of and (noted := kept(file, checked_of)):
        found, heard = ([*map(problem_from, json.loads(noted[what]))] for what in _FOUND)
        return found, heard
    end_at_once()  # if at all, as nothing has been begun
    import_module("digitiekartta.versions.check")
    end_tidily()
    checked = check_content(project.content, name, today, project.memory(name))
    # What was edited meanwhile is checked the next time.
    if checked_of and checked_of == _all_that_counts(project, name, today):
        told = ([*map(asdict, some)] for some in (checked.problems, checked.acknowledged))
        keep(file, checked_of, dict(zip(_FOUND, map(line_of, told), strict=True)))
    return checked.problems, checked.acknowledged


def _all_that_counts(project: Project, name: str, today: date) -> str | None:
    """Return a digest of all that a check depends on; None where something can't be read."""
    folder = project.content / name
    if folder.is_symlink():  # nothing behind it is read: it may lead to the whole disk
        return None
    try:
        content = digest_of(folder)
    except OSError:
        return None
    verifies = can_verify()  # what it lacked may have been installed meanwhile
    return f"{digest_of_programs()} {verifies} {content} {today} {project.content.name}/{name}"
