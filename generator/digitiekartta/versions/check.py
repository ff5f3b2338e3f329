"""The check of a roadmap, the same whoever asks: its content, what was approved, and both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digitiekartta.basics.problems import Problem, errors_in, in_order
from digitiekartta.roadmap.checking.rules import check, read_and_check
from digitiekartta.roadmap.checking.statement import statement_problems
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.records import Versions, read_versions
from digitiekartta.versions.removals import undeclared_removals


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read of a roadmap (None: nothing could be), its approved versions, and problems."""

    roadmap: Roadmap | None
    versions: Versions
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> Roadmap | None:
        """The roadmap, None when errors forbid to make anything of it."""
        return None if errors_in(self.problems) else self.roadmap


def check_roadmap(content: Path, name: str, today: date) -> Checked:
    """Return everything that a person must mend in content/<name>/, in order of place.

    Args:
        content, name: The roadmap.
        today: The day from which the age of the accessibility statement is counted.
    """
    reading = read_and_check(content, name)
    versions = read_versions(content, name)
    problems = [*reading.problems, *versions.problems]
    if roadmap := reading.roadmap:
        problems += undeclared_removals(roadmap, versions.approved)
        problems += statement_problems(roadmap, roadmap.audit, today, draft=True)
    return Checked(reading.roadmap, versions, tuple(in_order(problems)))


def check_approved(roadmap: Roadmap, today: date) -> tuple[Problem, ...]:
    """Return what must be mended in what was approved before it may be made public.

    Args:
        roadmap: A version that has passed the gate.
        today: The day on which the accessibility statement must hold.
    """
    statement = statement_problems(roadmap, roadmap.audit, today, draft=False)
    return tuple(in_order([*check(roadmap), *statement]))
