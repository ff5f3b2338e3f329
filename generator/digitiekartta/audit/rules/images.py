"""Pictures: what they tell is told in words, too."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.built_site import BuiltPage
from digitiekartta.audit.findings import Finding, rule

IMAGE_NO_ALT = rule(
    "a11y-image-no-alt",
    "Kuvalla ”{source}” ei ole tekstivastinetta (alt).",
    'Kerro kuvan sisältö määritteessä alt. Pelkästään koristavan kuvan määrite on tyhjä: alt="".',
    "1.1.1",
)


def images(page: BuiltPage) -> Iterator[Finding]:
    """A picture has an alternative text, or says by an empty one that it only decorates."""
    for image in page.all("img"):
        if image.get("alt") is None and not image.get("aria-label"):
            yield IMAGE_NO_ALT.broken(source=image.get("src", ""), place=page.place(image))
