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
STATEMENT_JSON = "saavutettavuusseloste.json"
COLOURS = "assets/varit.css"
SEARCH = "haku/index.md"


_LONGEST = 80  # characters in an address made of a name


def address(file: str) -> str:
    """Return a page's address under the site's root: "toimenpiteet/intra/"; "" for the front."""
    if file == "index.md" or file.endswith("/index.md"):
        return file.removesuffix("index.md")
    return file.removesuffix(".md") + "/"


def goal(id: str) -> str:
    """Return the page of a goal."""
    return f"tavoitteet/{_file(id)}.md"


def measure(id: str) -> str:
    """Return the page of a measure."""
    return f"toimenpiteet/{_file(id)}.md"


def half_year(moment: HalfYear) -> str:
    """Return the page of a half-year."""
    return f"aikataulu/{moment.slug}.md"


def pages_for(folder: str, names: Iterable[str]) -> Mapping[str, str]:
    """Return name → page for names that become addresses; equal addresses get a number."""
    taken: set[str] = {"index"}
    found: dict[str, str] = {}
    for name in names:
        base = candidate = _shortened(slug(name))
        number = 2
        while candidate in taken:
            candidate, number = f"{base}-{number}", number + 1
        taken.add(candidate)
        found[name] = f"{folder}/{candidate}.md"
    return found


def _file(id: str) -> str:
    # The section's own page is index.md, and no id begins with a low line.
    return "_index" if id == "index" else id


def _shortened(name: str) -> str:
    """Return a long address cut between words: file systems take 255 bytes at the most."""
    if len(name) <= _LONGEST:
        return name
    return name[:_LONGEST].rpartition("-")[0] or name[:_LONGEST]
