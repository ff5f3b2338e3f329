"""Printing: on A4 paper nothing is cut off and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Finding, rule
from digitiekartta.audit.rules.words import Words

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


def on_paper(visit: Visit) -> Iterator[Finding]:
    """What can be read on the screen can be read on A4 paper."""
    words = Words(visit)
    visit.page.emulate_media(media="print")
    visit.settle()
    names = visit.ask("printing.landscapes")
    for size, inside in ((PORTRAIT, False), (LANDSCAPE, True)):
        if inside and not names:
            continue
        visit.page.set_viewport_size({"width": size[0], "height": size[1]})
        clipped = visit.ask("printing.clipped", {"names": names, "inside": inside})
        yield from PRINT_CLIPPED.broken_by(clipped)
    for element in words.lost_in(Words(visit)):
        yield PRINT_LOST.broken(element)


def table_headers(visit: Visit) -> Iterator[Finding]:
    """A printed table has its headers on each sheet."""
    yield from PRINT_HEADER.broken_by(visit.ask("printing.notRepeated"))
