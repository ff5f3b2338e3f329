"""Printing: on A4 paper nothing is cut off and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digitiekartta.audit.findings import Finding, rule
from digitiekartta.audit.rules.words import Words

if TYPE_CHECKING:
    from digitiekartta.audit.browser import Visit

#: A4 less margins of 1 cm, in CSS pixels.
PORTRAIT, LANDSCAPE = (718, 1047), (1047, 718)

PRINT_CLIPPED = rule(
    "a11y-print-clipped",
    "Tulosteesta leikkautuu pois osa: {element}",
    "Anna tulosteen tyyleissä sisällön rivittyä: overflow: visible ja kapeammat sarakkeet.",
)
PRINT_LOST = rule(
    "a11y-print-lost",
    "Tulosteesta puuttuu sisältöä: {element}",
    "Poista tulosteen tyyleistä kohta, joka piilottaa sisällön.",
)
PRINT_HEADER = rule(
    "a11y-print-header",
    "Taulukon otsikkorivi ei toistu tulosteen jokaisella sivulla: {element}",
    "Anna tulosteen tyyleissä otsikkoriville (thead) display: table-header-group.",
    warning=True,
)

# Names of the page boxes that lie on their side; "" stands for all pages.
_LANDSCAPES = """() => [...document.styleSheets, ...document.adoptedStyleSheets].flatMap(sheet => {
  const applies = rule => !rule.media || matchMedia(rule.media.mediaText).matches;
  const rules = group => [...group.cssRules].flatMap(rule =>
    rule instanceof CSSPageRule ? [rule] : rule.cssRules && applies(rule) ? rules(rule) : []);
  try { return rules(sheet); } catch { return []; }
}).filter(rule => /landscape/.test(rule.style.size)).map(rule => rule.selectorText)"""

# What does not fit: blocks that cut off their own content, and blocks wider than the paper.
_CLIPPED = """(dom, {names, inside}) => {
  const edge = document.documentElement.clientWidth;
  const turned = element => names.includes("") || names.includes(getComputedStyle(element).page);
  const cut = dom.rendered().filter(element => {
    const {display, overflowX} = getComputedStyle(element);
    if (turned(element) !== inside || display === "inline") return false;
    const {clientWidth, clientHeight, scrollWidth} = element;
    const cuts = overflowX !== "visible" && clientWidth > 20 && clientHeight > 4
      && scrollWidth > clientWidth + 2;
    const beyond = dom.box(element).right > edge + 2;
    return (cuts || beyond) && dom.seen(element) && element.innerText?.trim();
  });
  return cut.filter(element => !cut.some(other => other !== element && other.contains(element)))
    .map(dom.tell);
}"""

# Chromium repeats a header group that may not break, and that takes its place in the table. A table
# that is a list on upright paper may be a table on paper that lies on its side.
_NOT_REPEATED = """dom => [...document.querySelectorAll("table > thead")].filter(head => {
  const {display, position, breakInside} = getComputedStyle(head);
  const table = getComputedStyle(head.parentElement).display;
  return display !== "none" && table !== "none"
    && (display !== "table-header-group" || table !== "table" || breakInside === "auto"
      || /absolute|fixed/.test(position));
}).map(dom.tell)"""


def on_paper(visit: Visit) -> Iterator[Finding]:
    """What can be read on the screen can be read on A4 paper."""
    words = Words(visit)
    visit.page.emulate_media(media="print")
    visit.settle()
    names = visit.page.evaluate(_LANDSCAPES)
    for size, inside in ((PORTRAIT, False), (LANDSCAPE, True)):
        if inside and not names:
            continue
        visit.page.set_viewport_size({"width": size[0], "height": size[1]})
        yield from PRINT_CLIPPED.broken_by(visit.ask(_CLIPPED, {"names": names, "inside": inside}))
    for element in words.lost_in(Words(visit)):
        yield PRINT_LOST.broken(element)


def table_headers(visit: Visit) -> Iterator[Finding]:
    """A printed table has its headers on each sheet."""
    yield from PRINT_HEADER.broken_by(visit.ask(_NOT_REPEATED))
