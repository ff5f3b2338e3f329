"""Titles and main headings: how people know which page they are on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .base import Finding, Rule

if TYPE_CHECKING:
    from digitiekartta.audit.document import HtmlPage

TITLE_MISSING = Rule(
    "a11y-title-missing",
    "Sivulla ei ole nimeä (title).",
    "Anna sivulle nimi.",
    "2.4.2",
)
TITLE_REPEATED = Rule(
    "a11y-title-repeated",
    "Sivun nimi ”{title}” on myös toisella sivulla.",
    "Anna jokaiselle sivulle oma nimi.",
    "2.4.2",
)
H1_MISSING = Rule(
    "a11y-h1-missing",
    "Sivulla ei ole pääotsikkoa (h1).",
    "Lisää sivun alkuun yksi pääotsikko.",
)
H1_MANY = Rule(
    "a11y-h1-many",
    "Sivulla on {count} pääotsikkoa (h1).",
    "Jätä yksi pääotsikko, ja tee muista alempia otsikoita.",
)

RULES = (TITLE_MISSING, TITLE_REPEATED, H1_MISSING, H1_MANY)


def titles(page: HtmlPage) -> Iterator[Finding]:
    """A page has a title and one main heading."""
    if not page.title:
        yield TITLE_MISSING.broken()
    headings = list(page.all("h1"))
    if not headings:
        yield H1_MISSING.broken()
    elif len(headings) > 1:
        yield H1_MANY.broken(count=len(headings), line=headings[1].sourceline)


class Repeated:
    """Remembers the titles of a site's pages: no two pages have the same."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, page: HtmlPage) -> Iterator[Finding]:
        """Return a finding when an earlier page has the title of this one."""
        if page.title and page.title in self._seen:
            yield TITLE_REPEATED.broken(title=page.title)
        self._seen.add(page.title)
