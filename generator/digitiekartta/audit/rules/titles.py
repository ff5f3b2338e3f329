"""Titles and headings: how people know which page they are on, and of what it is made."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.built_site import BuiltPage, text_of
from digitiekartta.audit.findings import Finding, rule

TITLE_MISSING = rule(
    "a11y-title-missing",
    "Sivulla ei ole nimeä (title).",
    "Anna sivulle nimi.",
    "2.4.2",
)
TITLE_REPEATED = rule(
    "a11y-title-repeated",
    "Sivun nimi ”{title}” on myös toisella sivulla.",
    "Anna jokaiselle sivulle oma nimi.",
    "2.4.2",
)
H1_MISSING = rule(
    "a11y-h1-missing",
    "Sivulla ei ole pääotsikkoa (h1).",
    "Lisää sivun alkuun yksi pääotsikko.",
)
H1_MANY = rule(
    "a11y-h1-many",
    "Sivulla on {count} pääotsikkoa (h1).",
    "Jätä yksi pääotsikko, ja tee muista alempia otsikoita.",
)
HEADING_SKIPPED = rule(
    "a11y-heading-skipped",
    "Otsikkotaso hyppää: tason {before} jälkeen tulee taso {level}, ”{text}”.",
    "Käytä otsikkotasoja järjestyksessä: tason 2 alla taso 3, ei suoraan taso 4.",
)

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def titles(page: BuiltPage) -> Iterator[Finding]:
    """A page has a title and one main heading."""
    if not page.title:
        yield TITLE_MISSING.broken()
    headings = list(page.all("h1"))
    if not headings:
        yield H1_MISSING.broken()
    elif len(headings) > 1:
        yield H1_MANY.broken(count=len(headings), place=page.place(headings[1]))


def heading_levels(page: BuiltPage) -> Iterator[Finding]:
    """Headings go one level deeper at a time."""
    before = 0
    for heading in page.all(*_LEVELS):
        level = _LEVELS[heading.tag]
        if before and level > before + 1:
            text = text_of(heading)[:40]
            yield HEADING_SKIPPED.broken(
                before=before, level=level, text=text, place=page.place(heading)
            )
        before = level


class Repeated:
    """Remembers the titles of a site's pages: no two pages have the same."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, page: BuiltPage) -> Iterator[Finding]:
        """Return a finding when an earlier page has the title of this one."""
        if page.title and page.title in self._seen:
            yield TITLE_REPEATED.broken(title=page.title)
        self._seen.add(page.title)
