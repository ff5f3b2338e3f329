"""The whole check of a roadmap: its content, what was approved of it, and both together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digitiekartta.basics.problems import Problem
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.checking.statement import statement_problems
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparing.removals import undeclared_removals
from digitiekartta.versions.records import Versions, read_versions


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read of a roadmap (None: nothing could be), its approved versions, and problems."""

    roadmap: Roadmap | None
    versions: Versions
    problems: tuple[Problem, ...]


def check_whole(content: Path, name: str, today: date) -> Checked:
    """Return everything that a person must mend in content/<name>/ before it may be merged.

    Args:
        content, name: The roadmap.
        today: The day from which the age of the accessibility statement is counted.
    """
    reading = read_and_check(content, name)
    versions = read_versions(content, name)
    problems = [*reading.problems, *versions.problems]
    if roadmap := reading.roadmap:
        approved = versions.newest.form() if versions.newest else None
        problems += undeclared_removals(roadmap, approved)
        problems += statement_problems(roadmap, roadmap.audit, today, draft=True)
    return Checked(reading.roadmap, versions, tuple(problems))
