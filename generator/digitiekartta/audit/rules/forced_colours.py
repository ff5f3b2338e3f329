"""Forced colours: a reader's own few colours replace all of the page's."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Element, Finding, rule

FORCED_CONTROL_LOST = rule(
    "a11y-forced-control-lost",
    "Painikkeen tai linkin ainoa kuvake katoaa, kun laite pakottaa värit: {element}",
    "Anna maskikuvakkeelle väri CanvasText kyselyssä @media (forced-colors: active).",
    "1.4.11",
)
FORCED_ICON_LOST = rule(
    "a11y-forced-icon-lost",
    "Kuvake katoaa, kun laite pakottaa värit: {element}",
    "Anna maskikuvakkeelle väri CanvasText kyselyssä @media (forced-colors: active).",
    warning=True,
)
FORCED_EDGE_LOST = rule(
    "a11y-forced-edge-lost",
    "Paikallaan pysyvä palkki ei erotu alitseen vierivästä tekstistä, kun laite pakottaa värit:"
    " {element}",
    "Anna palkille reunaviiva kyselyssä @media (forced-colors: active).",
    warning=True,
)


def lost_icons(visit: Visit) -> Iterator[Finding]:
    """Icons can be seen in the reader's own colours."""
    for icon in visit.ask("forced_colours.lostIcons"):
        rule = FORCED_CONTROL_LOST if icon["only"] else FORCED_ICON_LOST
        yield rule.broken(Element.of(icon))


def lost_edges(visit: Visit) -> Iterator[Finding]:
    """A bar that stays in place has an edge: its background is that of the text under it."""
    yield from FORCED_EDGE_LOST.broken_by(visit.ask("forced_colours.edgeless"))
