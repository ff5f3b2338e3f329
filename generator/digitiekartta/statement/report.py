"""What the last audit found, as far as the statement needs it.

``digitiekartta audit`` writes the report; a person puts it beside ``tiekartta.yml`` as
``saavutettavuus-raportti.json``, so that the statement says the same on every machine.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from digitiekartta.problems import Place, Problem
from digitiekartta.values import read_date

AUDIT_REPORT = "saavutettavuus-raportti.json"
_CRITERION = re.compile(r"\b[1-4]\.[1-5]\.\d{1,2}\b")


@dataclass(frozen=True, slots=True)
class AuditReport:
    """When the site was audited, how many of its pages, and what was found.

    ``criteria`` counts the violations of each success criterion; what breaks no criterion
    of its own (best practice) is in ``violations`` only.
    """

    day: date
    pages: int
    violations: int
    criteria: Mapping[str, int] = field(default_factory=dict)


def parse_report(text: str, name: str) -> AuditReport | Problem:
    """Return the report that a JSON text holds, or the Problem that it holds none.

    Args:
        text: An object with ``date``, ``pages`` (a number, or a list of pages) and
            ``problems``, whose messages name criteria as ``(WCAG 1.4.3)``.
        name: How Problems call the file.
    """
    try:
        data: Any = json.loads(text)
        day = read_date(str(data["date"])[:10])
        pages = data["pages"]
        found = [one for one in data["problems"] if one.get("severity") not in _NOT_VIOLATIONS]
        number = len(pages) if isinstance(pages, list | dict) else int(pages)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        day, number, found = None, 0, []
    if day is None:
        return Problem(
            "bad-audit-report",
            Place(name, 1, 1),
            "Tiedosto ei ole saavutettavuustarkastuksen raportti.",
            "Tee tarkastus uudelleen komennolla digitiekartta audit tai poista tiedosto.",
        )
    criteria = Counter(criterion for one in found for criterion in _criteria_of(one))
    return AuditReport(day, number, len(found), dict(sorted(criteria.items(), key=_in_order)))


_NOT_VIOLATIONS = ("warning", "varoitus")


def _criteria_of(problem: Mapping[str, object]) -> set[str]:
    said = f"{problem.get('criterion', '')} {problem.get('message', '')}"
    return set(_CRITERION.findall(said))


def _in_order(pair: tuple[str, int]) -> list[int]:
    return [int(number) for number in pair[0].split(".")]
