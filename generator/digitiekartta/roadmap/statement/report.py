"""What the last audit found, as far as the statement needs it.

``digitiekartta audit --report`` writes it beside ``tiekartta.yml`` as
``saavutettavuus-raportti.json``, so that the statement says the same on every machine. It is
evidence only when the whole site of that roadmap was looked at.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from digitiekartta.basics.kinds import STATEMENT
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import counted, listed
from digitiekartta.roadmap.values import read_date

_REMEDY = "Tarkasta sivusto komennolla {command} tai poista tiedosto."
BAD_REPORT = STATEMENT.error(
    "bad-audit-report",
    "Tiedosto ei ole saavutettavuustarkastuksen raportti.",
    _REMEDY,
    example='saavutettavuus-raportti.json: {"date": "2026-01-01"}',
)
FOREIGN_REPORT = STATEMENT.error(
    "foreign-audit-report",
    "Raportti on kansiosta ”{site}”, ei tiekartan {roadmap} sivustosta.",
    _REMEDY,
    example="(Raportti on kopioitu toisen tiekartan kansiosta.)",
)
PARTIAL_REPORT = STATEMENT.error(
    "partial-audit-report",
    "Tarkastuksessa käytiin läpi {pages}, mutta sivustossa on {in_site}.",
    _REMEDY,
    example="(Tarkastus tehtiin valinnalla --max-pages 10.)",
)
AUDIT_REPORT = "saavutettavuus-raportti.json"

# In which states a site must have been looked at. States that an audit gets later are not
# asked for: a report does not lose its worth by them.
_STATES = (
    *("desktop", "dark", "forced", "motion", "spacing", "print", "search", "mobile", "zoom"),
    *("menu", "noscript", "keyboard", "keyboard-mobile", "keyboard-noscript"),
)
_CRITERION = re.compile(r"\b[1-4]\.[1-5]\.\d{1,2}\b")


@dataclass(frozen=True, slots=True)
class AuditReport:
    """When the site was audited, how many of its pages, and what was found.

    ``criteria`` counts the violations of each success criterion; what breaks no criterion
    of its own (best practice) is in ``violations`` only. The keys are those of an approved
    version's content.
    """

    day: Annotated[date, Field(alias="paivays")]
    pages: Annotated[int, Field(alias="sivuja")]
    violations: Annotated[int, Field(alias="loydoksia")]
    criteria: Annotated[Mapping[str, int], Field(alias="kriteerit")] = field(default_factory=dict)


def parse_report(text: str, name: str, roadmap: str) -> AuditReport | Problem:
    """Return the report that a JSON text holds, or the Problem that it holds none.

    Args:
        text: An object with ``date``, ``site`` (the folder), ``pages_in_site``, ``pages`` and
            ``states`` (what was looked at), and ``problems``, whose messages name criteria as
            ``(WCAG 1.4.3)``.
        name: How Problems call the file.
        roadmap: Whose site must have been looked at.
    """
    place, command = Place(name, 1, 1), audit_command(roadmap)
    try:
        data: Any = json.loads(text)
        day = read_date(str(data["date"])[:10])
        violations = [v for v in data["problems"] if v.get("severity") not in _NOT_VIOLATIONS]
        site, in_site = str(data["site"]), int(data["pages_in_site"])
        pages, states = set(data["pages"]), set(data["states"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        day = None
    if day is None:
        return BAD_REPORT.at(place, command=command)
    if site != roadmap:
        return FOREIGN_REPORT.at(place, site=site, roadmap=roadmap, command=command)
    if len(pages) < in_site:
        number = counted(len(pages), "sivu")
        return PARTIAL_REPORT.at(place, pages=number, in_site=in_site, command=command)
    if missing := [state for state in _STATES if state not in states]:
        lacking = "puuttuu" if len(missing) == 1 else "puuttuvat"
        return PARTIAL_REPORT.worded(
            "Sivustoa ei tarkastettu kaikissa tiloissa: {states} {lacking}."
        ).at(place, states=listed(missing), lacking=lacking, command=command)
    criteria = Counter(criterion for v in violations for criterion in _criteria_of(v))
    in_order = dict(sorted(criteria.items(), key=_in_order))
    return AuditReport(day, len(pages), len(violations), in_order)


def audit_command(roadmap: str) -> str:
    """Return the command that makes the report on a roadmap's site in its place."""
    return (
        f"digitiekartta audit site/{roadmap} --max-pages 0 --deep 0"
        f" --report content/{roadmap}/{AUDIT_REPORT}"
    )


_NOT_VIOLATIONS = ("warning", "varoitus")


def _criteria_of(problem: Mapping[str, object]) -> set[str]:
    text = f"{problem.get('criterion', '')} {problem.get('message', '')}"
    return set(_CRITERION.findall(text))


def _in_order(pair: tuple[str, int]) -> list[int]:
    return [int(number) for number in pair[0].split(".")]
