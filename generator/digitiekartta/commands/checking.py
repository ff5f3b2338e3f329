"""The check as commands ask for it: of content and approvals, and of what prose links to.

What knows the pages of a site is loaded only for the few roadmaps whose prose links to them, and
what checks only where something has changed since the last check.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

from digitiekartta.basics.files import write_whole
from digitiekartta.basics.problems import Problem, problem_from
from digitiekartta.basics.sameness import digest_of, digest_of_programs
from digitiekartta.roadmap.project import Project
from digitiekartta.versions.check import Checked, check_roadmap, links_to_itself
from digitiekartta.versions.signing import can_verify

Found = tuple[Sequence[Problem], Sequence[Problem]]
"""The problems, and those that the roadmap acknowledges."""


def check_content(content: Path, name: str, today: date) -> Checked:
    """Return what ``check_roadmap`` does, and the links of prose that lead nowhere."""
    checked = check_roadmap(content, name, today)
    if checked.roadmap is None or not links_to_itself(checked.roadmap):
        return checked
    from digitiekartta.pages.prose_links import with_dead_links

    return with_dead_links(checked, today)


def found_in(project: Project, name: str, today: date) -> Found:
    """Return what a check finds; what the last one found where nothing has changed since.

    It is noted in the roadmap's build folder, where it can be thrown away at any time.
    """
    file = project.build(name) / "tarkistus.json"
    checked_of = _all_that_counts(project, name, today)
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        noted = json.loads(file.read_text(encoding="utf-8"))
        if checked_of and noted["checked"] == checked_of:
            return [*map(problem_from, noted["found"])], [*map(problem_from, noted["heard"])]
    checked = check_content(project.content, name, today)
    # What was edited meanwhile is checked the next time.
    if checked_of and checked_of == _all_that_counts(project, name, today):
        found, heard = ([*map(asdict, some)] for some in (checked.problems, checked.acknowledged))
        text = json.dumps({"checked": checked_of, "found": found, "heard": heard})
        with suppress(OSError):  # it only saves time
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, text.encode())
    return checked.problems, checked.acknowledged


def _all_that_counts(project: Project, name: str, today: date) -> str | None:
    """Return a digest of all that a check depends on; None where something can't be read."""
    try:
        content = digest_of(project.content / name)
    except OSError:
        return None
    verifies = can_verify()  # what it lacked may have been installed meanwhile
    return f"{digest_of_programs()} {verifies} {content} {today} {project.content.name}/{name}"
