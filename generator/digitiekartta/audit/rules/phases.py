"""Phases: the marks of a schedule can be told apart where there are no colours."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Finding, rule

PHASE_BORDER = rule(
    "a11y-phase-border",
    "Vaiheen merkillä ei ole omaa reunaviivaa, josta vaiheen erottaisi ilman värejä: {element}",
    "Anna jokaiselle vaiheelle tyylitiedostossa oma border-style tai border-width.",
    warning=True,
)


def phase_borders(visit: Visit) -> Iterator[Finding]:
    """Each kind of phase has a border of its own."""
    yield from PHASE_BORDER.broken_by(visit.ask("phases.alike"))
