"""Link texts that tell nothing of where they lead: "tästä", "lue lisää" (WCAG 2.4.4).

Who listens to a list of a page's links hears nothing but these texts.
"""

from __future__ import annotations

_VAGUE = frozenset(
    {
        "klikkaa",
        "klikkaa tästä",
        "klikkaa tähän",
        "paina tästä",
        "tästä",
        "tästä linkistä",
        "tämä linkki",
        "täältä",
        "täällä",
        "tänne",
        "linkki",
        "lisää",
        "lue lisää",
        "lisätietoja",
        "katso",
        "katso tästä",
    }
)


def is_vague(text: str) -> bool:
    """Return whether a link's text tells nothing of where the link leads."""
    return " ".join(text.split()).lower().strip(" .…»›→") in _VAGUE
