"""What an audit found, told once for each fault however many pages have it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digitiekartta.audit.rules.base import Finding, Rule
from digitiekartta.basics.problems import Place, Problem, Severity, errors_in, in_order

#: How many pages of a fault are named.
_PLACES = 3
_NAMED_STATES = 3


@dataclass(frozen=True, slots=True)
class Sighting:
    """A finding on a page, in a state; "" when it was read from the file."""

    finding: Finding
    file: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """The same finding wherever it was seen.

    Attributes:
        rule: The rule that is broken.
        message: What is wrong, by the example of the first place.
        places: The pages, each once, with the line where it is known.
        states: The Finnish names of the states.
        alike: How many elements of the first page have the fault.
    """

    rule: Rule
    message: str
    places: tuple[tuple[str, int], ...]
    states: tuple[str, ...]
    alike: int = 1

    def problem(self, site: Path) -> Problem:
        """Return the fault as a Problem of a file of the site."""
        text = self.message
        if self.alike > 1:
            text += f" Samanlaisia kohtia on sivulla {self.alike}."
        others = len(self.places) - 1
        if others:
            text += f" Sama on myös {others} muulla sivulla."
        if self.states:
            text += f" Tila: {_listed(self.states)}."
        first, *related = [
            Place((site / file).as_posix(), line, 1 if line else 0)
            for file, line in self.places[:_PLACES]
        ]
        return Problem(
            self.rule.code, first, text, self.rule.remedy, self.rule.severity, tuple(related)
        )


def _listed(states: Sequence[str]) -> str:
    if len(states) <= _NAMED_STATES + 1:
        return "; ".join(states)
    return "; ".join(states[:_NAMED_STATES]) + f" ja {len(states) - _NAMED_STATES} muuta"


def faults_in(sightings: Iterable[Sighting]) -> list[Fault]:
    """Return the faults that were seen, in the order in which each was first seen."""
    groups: dict[tuple[str, str], list[Sighting]] = {}
    for sighting in sightings:
        key = (sighting.finding.rule.code, sighting.finding.subject)
        groups.setdefault(key, []).append(sighting)
    return [_fault(group) for group in groups.values()]


def _fault(group: Sequence[Sighting]) -> Fault:
    first = group[0]
    lines = {one.file: one.finding.line for one in reversed(group)}
    files = list(dict.fromkeys(one.file for one in group))
    alike = Counter(one.state for one in group if one.file == first.file)
    return Fault(
        first.finding.rule,
        first.finding.message,
        tuple((file, lines[file]) for file in files),
        tuple(dict.fromkeys(one.state for one in group if one.state)),
        max(alike.values()),
    )


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of an audit.

    Attributes:
        site: The folder.
        base_path: The path under which it was served.
        all_pages: How many pages the site has; what is read from files was read on all.
        pages: The pages visited in the browser, in order.
        states: The states, by name.
        faults: What was found by the rules of the audit.
        other_problems: Links, anchors and ids that are wrong, or what prevented the audit.
        reviews: What axe-core leaves to a person: its rule and the number of elements.
        browser: The name and version of the browser, "" when none was used.
        seconds: How long it took.
        ran: Whether the audit could be made.
    """

    site: Path
    base_path: str
    all_pages: int = 0
    pages: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    other_problems: tuple[Problem, ...] = ()
    reviews: Mapping[str, int] | None = None
    browser: str = ""
    seconds: float = 0.0
    ran: bool = True

    @property
    def problems(self) -> list[Problem]:
        """All that a person must mend, in order of place."""
        return in_order(
            [*(fault.problem(self.site) for fault in self.faults), *self.other_problems]
        )

    @property
    def passed(self) -> bool:
        """Whether the site may be published: the audit was made and found no error."""
        return self.ran and not errors_in(self.problems)

    def counts(self) -> dict[str, int]:
        """Return how many faults each rule has, by code."""
        found = Counter(fault.rule.code for fault in self.faults)
        found.update(problem.code for problem in self.other_problems)
        return dict(sorted(found.items()))

    def to_json(self, day: date) -> str:
        """Return the report for programs, such as the maker of the accessibility statement.

        Args:
            day: The day of the audit.
        """
        errors = len(errors_in(self.problems))
        report = {
            "date": day.isoformat(),
            "site": self.site.name,
            "base_path": self.base_path,
            "passed": self.passed,
            "errors": errors,
            "warnings": len(self.problems) - errors,
            "counts": self.counts(),
            "problems": [self._fault(fault) for fault in self.faults]
            + [self._other(problem) for problem in self.other_problems],
            "needs_review": dict(sorted((self.reviews or {}).items())),
            "pages_in_site": self.all_pages,
            "pages": list(self.pages),
            "states": list(self.states),
            "browser": self.browser,
            "seconds": round(self.seconds, 1),
        }
        return json.dumps(report, ensure_ascii=False, indent=2) + "\n"

    def _fault(self, fault: Fault) -> dict[str, object]:
        return {
            "code": fault.rule.code,
            "severity": "error" if fault.rule.severity is Severity.ERROR else "warning",
            "criterion": fault.rule.criterion or None,
            "message": fault.message,
            "remedy": fault.rule.remedy,
            "states": list(fault.states),
            "pages": len(fault.places),
            "places": [file for file, _ in fault.places[:_PLACES]],
        }

    def _other(self, problem: Problem) -> dict[str, object]:
        places = (problem.place, *problem.related)[:_PLACES]
        return {
            "code": problem.code,
            "severity": "error" if problem.is_error else "warning",
            "criterion": None,
            "message": problem.message,
            "remedy": problem.remedy,
            "states": [],
            "pages": len({place.file for place in places}),
            "places": [place.file.removeprefix(f"{self.site.as_posix()}/") for place in places],
        }
