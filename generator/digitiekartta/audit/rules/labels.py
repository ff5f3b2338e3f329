"""Labels that stand for buttons: they answer to a mouse only."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Finding, rule

LABEL_BUTTON = rule(
    "a11y-label-button",
    "{element} toimii vain hiirellä: sen valintaruutuun ei pääse näppäimistöllä.",
    "Tee siitä painike (button).",
    "2.1.1",
)


def label_buttons(visit: Visit) -> Iterator[Finding]:
    """What can be clicked can be reached with the keyboard, too."""
    yield from LABEL_BUTTON.broken_by(visit.ask("labels.deadLabels"))
