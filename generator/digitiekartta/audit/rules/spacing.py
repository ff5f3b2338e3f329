"""Text spacing: readers may set lines, letters and words further apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digitiekartta.audit.findings import Finding, rule
from digitiekartta.audit.rules.reflow import wide_elements

if TYPE_CHECKING:
    from digitiekartta.audit.browser import Visit

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

# Elements whose own text is cut off, by themselves or by what holds them.
_CLIPPED = """dom => dom.rendered().filter(element => {
  const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  if (!own || !dom.seen(element)) return false;
  const inner = dom.box(element);
  let holder = element;
  for (let level = 0; level < 4 && holder && holder !== document.body; level++) {
    const {overflowX, overflowY} = getComputedStyle(holder);
    if (dom.scrolls(overflowX) || dom.scrolls(overflowY)) return false;
    const outer = dom.box(holder);
    if (outer.width < 2 || outer.height < 2) return false;
    const {scrollWidth, clientWidth, scrollHeight, clientHeight} = element;
    const self = holder === element;
    const across = inner.right > outer.right + 2 || self && scrollWidth > clientWidth + 1;
    const down = inner.bottom > outer.bottom + 3 || self && scrollHeight > clientHeight + 3;
    if (dom.clips(overflowX) && across || dom.clips(overflowY) && down) return true;
    holder = holder.parentElement;
  }
  return false;
})"""
_MARK = f"dom => {{ window.__auditClipped = new Set(({_CLIPPED})(dom)); }}"
_NEW = f"dom => ({_CLIPPED})(dom).filter(e => !window.__auditClipped.has(e)).map(dom.tell)"


def text_spacing(visit: Visit) -> Iterator[Finding]:
    """With the spacing of WCAG 1.4.12 no text is cut off, in a wide and in a narrow window."""
    for width, height in ((visit.view.width, visit.view.height), (320, 640)):
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.ask(_MARK)
        was_wide = visit.ask("dom => dom.overflow()")["excess"]
        visit.ask("(dom, css) => dom.style(css)", _SPACED)
        yield from SPACING_CLIPPED.broken_by(visit.ask(_NEW))
        if not was_wide:
            yield from wide_elements(visit, SPACING_WIDE)
        visit.ask("dom => dom.unstyle()")
