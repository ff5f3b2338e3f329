"""What the generator writes into its tables and the Markdown extension reads back."""

from enum import StrEnum


class Kind(StrEnum):
    """What stands before the colon in a table's caption line."""

    PLAIN = "Taulukko"
    SCHEDULE = "Aikataulutaulukko"
    TIMELINE = "Aikajanataulukko"
    LEVELS = "Tasotaulukko"
    FACTS = "Tietotaulukko"
    STATUS = "Tilataulukko"
    NUMBERS = "Lukutaulukko"
    CARD = "Kortti"


CAPTION_LINE = rf"(?P<kind>{'|'.join(Kind)}):"
"""The beginning of a caption line, as a regular expression."""

EMPTY = "–"
"""A cell that says nothing."""

UNSAID = "ei merkintää"
"""What a schedule says of a half-year of which it says nothing."""

ENDED = "päättynyt"
"""What a schedule says of a half-year in which the measure is over."""

OVER = f"[{ENDED}]{{.tyhja}}"
"""The same in a schedule's cell, so that no drawing takes it for words of the schedule."""

NOW = "[nyt]{.nyt}"
"""Stands after the half-year that is now."""

COLON = "[:]{.piilo}"
"""Stands after a phase's mark, whose frame parts it from what follows, for those who hear it."""

COMMA = "[,]{.piilo} "
"""Stands between links whose frames part them, for those who hear them."""

OVERVIEW = "[Aikajana]{.yleiskuva}"
"""Stands alone in a paragraph where the measures of the page's schedules are drawn together."""

SINCE_LINE = r"\[(?P<since>\d{4}-(?:kevat|syksy))\]\{\.kun(?P<shown> \.nyt)?\}"
"""The paragraph of ``since``, as a regular expression."""
END_OF_VARIANTS = "[loppu]{.kun}"
"""Stands alone in a paragraph after the last of them."""


def since(half_year: str, *, shown: bool) -> str:
    """Return the paragraph after which a page tells what holds from a half-year on.

    Of such parts a page shows the one in which its reader is; ``shown`` marks the one that those
    without scripts see.

    Args:
        half_year: As in addresses: "2026-syksy".
        shown: Whether it is the half-year in which the page is made.
    """
    return f"[{half_year}]{{.kun{' .nyt' if shown else ''}}}"


ENGLISH = "englanniksi"
"""Class of a span whose words are English: ``[words]{.englanniksi}``."""

SINCE = "alkaen"
"""Class of a span that holds from a half-year on: ``[words]{.alkaen .a2026-syksy .nyt}``."""
