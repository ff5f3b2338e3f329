"""Targets: what is pressed on every page is large enough for any finger."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Finding, rule

#: CSS pixels: level AAA. axe-core sees to the 24 of level AA everywhere.
_LEAST = 44

TARGET_SMALL = rule(
    "a11y-target-small",
    "Yläpalkin tai valikon kohta on pienempi kuin 44 × 44 kuvapistettä: {element}",
    "Anna kohdalle tyylitiedostossa min-height: 44px ja min-width: 44px.",
    "2.5.5",
    warning=True,
)


def small_targets(visit: Visit) -> Iterator[Finding]:
    """What can be pressed in the header and in menus is at least 44 pixels wide and high."""
    yield from TARGET_SMALL.broken_by(visit.ask("targets.small", _LEAST))
