"""Where each page stands, relative to the docs folder: the addresses that never change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digitiekartta.halfyears import HalfYear
from digitiekartta.text import slug

FRONT = "index.md"
GOALS = "tavoitteet/index.md"
MEASURES = "toimenpiteet/index.md"
SCHEDULE = "aikataulu/index.md"
PARTIES = "vastuutahot/index.md"
SECTORS = "toimialat/index.md"
AUDIENCES = "kohderyhmat/index.md"
LEVELS = "tasot/index.md"
ABOUT = "tietoa/index.md"
STATEMENT = "saavutettavuusseloste/index.md"


def goal(id: str) -> str:
    """Return the page of a goal."""
    return f"tavoitteet/{id}.md"


def measure(id: str) -> str:
    """Return the page of a measure."""
    return f"toimenpiteet/{id}.md"


def half_year(moment: HalfYear) -> str:
    """Return the page of a half-year."""
    return f"aikataulu/{moment.slug}.md"


def pages_for(folder: str, names: Iterable[str]) -> Mapping[str, str]:
    """Return name → page for names that become addresses; equal addresses get a number."""
    taken: set[str] = {"index"}
    found: dict[str, str] = {}
    for name in names:
        base = candidate = slug(name)
        number = 2
        while candidate in taken:
            candidate, number = f"{base}-{number}", number + 1
        taken.add(candidate)
        found[name] = f"{folder}/{candidate}.md"
    return found
