"""Regions: what a page is made of, as a screen reader lists it and leads to it."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.built_site import BuiltPage, element_of
from digitiekartta.audit.findings import Finding, rule

SCROLL_UNNAMED = rule(
    "a11y-scroll-unnamed",
    "Vieritettävällä alueella ei ole roolia tai nimeä: {element}",
    'Anna alueelle role="region" ja nimi: aria-labelledby taulukon otsikkoon tai aria-label.',
    "4.1.2",
)
H1_HIDDEN = rule(
    "a11y-h1-hidden",
    "Sivun pääotsikko (h1) ei näy: {element}",
    "Poista tyyleistä tai sivupohjasta kohta, joka piilottaa otsikon.",
)
NAV_UNNAMED = rule(
    "a11y-nav-unnamed",
    "Sivulla on {count} navigointialuetta (nav), eikä kaikilla ole nimeä: {element}",
    "Anna jokaiselle navigointialueelle nimi määritteellä aria-label.",
    warning=True,
)


def unnamed_frames(visit: Visit) -> Iterator[Finding]:
    """A frame that scrolls has a role and a name: the keyboard stops at it."""
    yield from SCROLL_UNNAMED.broken_by(visit.ask("regions.unnamed"))


def hidden_heading(visit: Visit) -> Iterator[Finding]:
    """The main heading is in sight."""
    yield from H1_HIDDEN.broken_by(visit.ask("regions.hiddenHeadings"))


def unnamed_navigation(page: BuiltPage) -> Iterator[Finding]:
    """Where there are several navigation landmarks, each has a name."""
    landmarks = page.root.xpath("//nav[not(@role)] | //*[@role='navigation']")
    if len(landmarks) > 1:
        for nav in landmarks:
            if not any((nav.get(name) or "").strip() for name in ("aria-label", "aria-labelledby")):
                place = page.place(nav)
                yield NAV_UNNAMED.broken(element_of(nav), count=len(landmarks), place=place)
