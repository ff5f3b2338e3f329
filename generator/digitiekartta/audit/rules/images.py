"""Pictures: what they tell is told in words, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digitiekartta.audit.rules.base import Finding, Rule

if TYPE_CHECKING:
    from digitiekartta.audit.document import HtmlPage

IMAGE_NO_ALT = Rule(
    "a11y-image-no-alt",
    "Kuvalla ”{source}” ei ole tekstivastinetta (alt).",
    'Kerro kuvan sisältö määritteessä alt. Pelkästään koristavan kuvan määrite on tyhjä: alt="".',
    "1.1.1",
)

RULES = (IMAGE_NO_ALT,)


def images(page: HtmlPage) -> Iterator[Finding]:
    """A picture has an alternative text, or says by an empty one that it only decorates."""
    for image in page.all("img"):
        if image.get("alt") is None and not image.get("aria-label"):
            yield IMAGE_NO_ALT.broken(source=image.get("src", ""), line=image.sourceline)
