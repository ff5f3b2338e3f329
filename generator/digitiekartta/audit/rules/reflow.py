"""Narrow windows and enlarged pages: nothing to scroll sideways for, and room to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Element, Finding, Rule, rule
from digitiekartta.audit.rules.words import Words

_WIDE = (1280, 900)
#: The share of a window's height that fixed bars may take.
_MOST_COVERED = 0.4

REFLOW = rule(
    "a11y-reflow",
    "Sivu on leveämpi kuin näyttö: {element} ulottuu reunan yli.",
    "Anna sisällön rivittyä, tai laita leveä taulukko omaan vieritettävään alueeseensa.",
    "1.4.10",
)
STICKY_TALL = rule(
    "a11y-sticky-tall",
    "Paikallaan pysyvä {element} peittää suuren osan suurennetusta sivusta.",
    "Anna palkin vierittyä pois, kun ikkuna on matala.",
    "1.4.10",
)
NARROW_LOST = rule(
    "a11y-narrow-lost",
    "Kapealta näytöltä puuttuu sisältöä, joka näkyy leveällä: {element}",
    "Poista tyyleistä kohta, joka piilottaa sisällön kapealla näytöllä, tai näytä sama luettelona.",
    "1.4.10",
)


def reflow(visit: Visit) -> Iterator[Finding]:
    """Nothing reaches beyond a window 320 pixels wide."""
    yield from wide_elements(visit, REFLOW)


def wide_elements(visit: Visit, rule: Rule) -> Iterator[Finding]:
    """Return a finding of a rule for each element that makes the page wider than its window."""
    overflow: dict[str, Any] = visit.ask("dom.overflow")
    if overflow["excess"]:
        yield from rule.broken_by(overflow["causes"] or [{"name": "sivu", "shape": "sivu"}])


def lost_words(visit: Visit) -> Iterator[Finding]:
    """The words that can be read in a wide window can be read in a narrow one."""
    visit.page.set_viewport_size({"width": _WIDE[0], "height": _WIDE[1]})
    words = Words(visit)
    visit.reset()
    for element in words.lost_in(Words(visit)):
        yield NARROW_LOST.broken(element)


def sticky_bars(visit: Visit) -> Iterator[Finding]:
    """On a page enlarged fourfold, bars that stay in place leave room for the text."""
    if bar := visit.ask("reflow.stickyBar", _MOST_COVERED):
        yield STICKY_TALL.broken(Element.of(bar))
