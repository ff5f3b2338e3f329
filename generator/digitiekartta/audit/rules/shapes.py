"""A page in another shape, narrow, enlarged, spaced out or on paper: nothing is cut off or lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Element, Finding, Rule

#: Windows in CSS pixels; paper is A4 less margins of 1 cm.
WIDE, NARROW = (1280, 900), (320, 640)
PORTRAIT, LANDSCAPE = (718, 1047), (1047, 718)
#: The share of a window's height that fixed bars may take.
_MOST_COVERED = 0.4
#: The values of WCAG 1.4.12.
_SPACED = """
*, *::before, *::after {
  line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important;
}
p { margin-bottom: 2em !important; }
"""

REFLOW = Rule(
    "a11y-reflow",
    "Sivu on leveämpi kuin näyttö: {element} ulottuu reunan yli.",
    "Anna sisällön rivittyä, tai laita leveä taulukko omaan vieritettävään alueeseensa.",
    criterion="1.4.10",
)
STICKY_TALL = Rule(
    "a11y-sticky-tall",
    "Paikallaan pysyvä {element} peittää suuren osan suurennetusta sivusta.",
    "Anna palkin vierittyä pois, kun ikkuna on matala.",
    criterion="1.4.10",
)
NARROW_LOST = Rule(
    "a11y-narrow-lost",
    "Kapealta näytöltä puuttuu sisältöä, joka näkyy leveällä: {element}",
    "Poista tyyleistä kohta, joka piilottaa sisällön kapealla näytöllä, tai näytä sama luettelona.",
    criterion="1.4.10",
)
SPACING_CLIPPED = Rule(
    "a11y-spacing-clipped",
    "Teksti leikkautuu, kun lukija väljentää sitä: {element}",
    "Anna kohdan kasvaa tekstin mukana: ei kiinteää korkeutta eikä overflow: hidden.",
    criterion="1.4.12",
)
SPACING_WIDE = Rule(
    "a11y-spacing-wide",
    "Sivusta tulee näyttöä leveämpi, kun lukija väljentää tekstiä: {element}",
    "Anna tekstin rivittyä.",
    criterion="1.4.12",
)
PRINT_CLIPPED = Rule(
    "a11y-print-clipped",
    "Tulosteesta leikkautuu pois osa: {element}",
    "Anna tulosteen tyyleissä sisällön rivittyä: overflow: visible ja kapeammat sarakkeet.",
)
PRINT_LOST = Rule(
    "a11y-print-lost",
    "Tulosteesta puuttuu sisältöä: {element}",
    "Poista tulosteen tyyleistä kohta, joka piilottaa sisällön.",
)


def reflow(visit: Visit, rule: Rule = REFLOW) -> Iterator[Finding]:
    """Nothing reaches beyond a window 320 pixels wide."""
    overflow = visit.ask("dom.overflow")
    if overflow["excess"]:
        yield from rule.broken_by(overflow["causes"] or [{"name": "sivu", "shape": "sivu"}])


def sticky_bars(visit: Visit) -> Iterator[Finding]:
    """On a page enlarged fourfold, bars that stay in place leave room for the text."""
    if bar := visit.ask("reflow.stickyBar", _MOST_COVERED):
        yield STICKY_TALL.broken(bar)


def narrow_words(visit: Visit) -> Iterator[Finding]:
    """The words that can be read in a wide window can be read in a narrow one."""
    visit.resize(*WIDE)
    words = _Words(visit)
    visit.reset()
    for element in words.lost_in(_Words(visit)):
        yield NARROW_LOST.broken(element)


def text_spacing(visit: Visit) -> Iterator[Finding]:
    """With more space between lines and letters no text is cut off, wherever it is read."""
    for size in (WIDE, NARROW):
        visit.resize(*size)
        visit.ask("spacing.mark")
        was_wide = visit.ask("dom.overflow")["excess"]
        visit.ask("dom.style", _SPACED)
        yield from SPACING_CLIPPED.broken_by(visit.ask("spacing.newlyClipped"))
        if not was_wide:
            yield from reflow(visit, SPACING_WIDE)
        visit.ask("dom.unstyle")


def on_paper(visit: Visit) -> Iterator[Finding]:
    """What can be read on the screen can be read on A4 paper."""
    words = _Words(visit)
    visit.show(media="print")
    names = visit.ask("printing.landscapes")
    for size, inside in ((PORTRAIT, False), (LANDSCAPE, True)):
        if names or not inside:
            visit.resize(*size)
            clipped = visit.ask("printing.clipped", {"names": names, "inside": inside})
            yield from PRINT_CLIPPED.broken_by(clipped)
    for element in words.lost_in(_Words(visit)):
        yield PRINT_LOST.broken(element)


class _Words:
    """The words of a page's content that can be read in the shape that it has now.

    A table may become a list, so it is the words that are looked for, not their places. The
    list has the words of the cells, and needs no caption or headers of columns.
    """

    def __init__(self, visit: Visit) -> None:
        read: dict[str, Any] = visit.ask("words.read")
        self._holders: dict[str, Any] = dict(read["words"])
        self._tables: tuple[int, ...] = (-1, *read["tables"])

    def lost_in(self, later: _Words) -> Iterator[Element]:
        """Return what held the words that can no longer be read, each element once."""
        lost = (
            holder
            for word, holder in self._holders.items()
            if word not in later._holders and holder["table"] in later._tables
        )
        yield from {(holder["name"], holder["shape"]): holder for holder in lost}.values()
