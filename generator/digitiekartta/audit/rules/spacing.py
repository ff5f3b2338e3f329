"""Text spacing: readers may set lines, letters and words further apart."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Finding, rule
from digitiekartta.audit.rules.reflow import wide_elements

SPACING_CLIPPED = rule(
    "a11y-spacing-clipped",
    "Teksti leikkautuu, kun lukija väljentää sitä: {element}",
    "Anna kohdan kasvaa tekstin mukana: ei kiinteää korkeutta eikä overflow: hidden.",
    "1.4.12",
)
SPACING_WIDE = rule(
    "a11y-spacing-wide",
    "Sivusta tulee näyttöä leveämpi, kun lukija väljentää tekstiä: {element}",
    "Anna tekstin rivittyä.",
    "1.4.12",
)

#: The values of the success criterion.
_SPACED = """
*, *::before, *::after {
  line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important;
}
p { margin-bottom: 2em !important; }
"""


def text_spacing(visit: Visit) -> Iterator[Finding]:
    """With the spacing of WCAG 1.4.12 no text is cut off, in a wide and in a narrow window."""
    for width, height in ((visit.view.width, visit.view.height), (320, 640)):
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.ask("spacing.mark")
        was_wide = visit.ask("dom.overflow")["excess"]
        visit.ask("dom.style", _SPACED)
        yield from SPACING_CLIPPED.broken_by(visit.ask("spacing.newlyClipped"))
        if not was_wide:
            yield from wide_elements(visit, SPACING_WIDE)
        visit.ask("dom.unstyle")
