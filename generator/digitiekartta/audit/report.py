"""The outcome of an audit, for people and for programs."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digitiekartta.audit.findings import Fault, criterion_of
from digitiekartta.basics.problems import Problem, Severity, errors_in, in_order


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of an audit.

    Attributes:
        site: The folder.
        base_path: The path under which it was served.
        all_pages: How many pages the site has; what is read from files was read on all.
        pages: The pages visited in the browser, in order.
        states: The states, by name.
        faults: What is wrong on the pages.
        obstacles: What prevented the audit.
        reviews: What axe-core leaves to a person: its rule and the number of elements.
        browser: The name and version of the browser, "" when none was used.
        seconds: How long it took.
    """

    site: Path
    base_path: str
    all_pages: int = 0
    pages: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    obstacles: tuple[Problem, ...] = ()
    reviews: Mapping[str, int] | None = None
    browser: str = ""
    seconds: float = 0.0

    @property
    def problems(self) -> list[Problem]:
        """All that a person must mend, in order of place."""
        return in_order([*(fault.problem(self.site) for fault in self.faults), *self.obstacles])

    @property
    def passed(self) -> bool:
        """Whether the site may be published: the audit was made and found no error."""
        return not errors_in(self.problems)

    def counts(self) -> dict[str, int]:
        """Return how many faults each rule has, by code."""
        return dict(sorted(Counter(fault.kind.code for fault in self.faults).items()))

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
            "problems": [
                {
                    "code": fault.kind.code,
                    "severity": "error" if fault.kind.severity is Severity.ERROR else "warning",
                    "criterion": criterion_of(fault.kind) or None,
                    "message": fault.message,
                    "remedy": fault.kind.remedy,
                    "states": list(fault.states),
                    "pages": len(fault.places),
                    "places": fault.named_files,
                }
                for fault in self.faults
            ],
            "needs_review": dict(sorted((self.reviews or {}).items())),
            "pages_in_site": self.all_pages,
            "pages": list(self.pages),
            "states": list(self.states),
            "browser": self.browser,
            "seconds": round(self.seconds, 1),
        }
        return json.dumps(report, ensure_ascii=False, indent=2) + "\n"
