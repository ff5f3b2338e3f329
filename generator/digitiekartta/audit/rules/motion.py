"""Motion: a reader who has asked for less of it gets less."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Finding, rule

MOTION_ENDLESS = rule(
    "a11y-motion-endless",
    "Liike ei lopu, vaikka lukija on pyytänyt vähemmän liikettä: {element}",
    "Poista animaatio kyselyssä @media (prefers-reduced-motion: reduce).",
    "2.2.2",
)
MOTION_KEPT = rule(
    "a11y-motion-kept",
    "Elementti liikkuu, vaikka lukija on pyytänyt vähemmän liikettä: {element}",
    "Poista siirtymä kyselyssä @media (prefers-reduced-motion: reduce).",
    warning=True,
)


def reduced_motion(visit: Visit) -> Iterator[Finding]:
    """Nothing moves for long, and little moves at all."""
    moving = visit.ask("motion.moving")
    yield from MOTION_ENDLESS.broken_by(moving["endless"])
    yield from MOTION_KEPT.broken_by(moving["kept"])
