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


CAPTION_LINE = rf"(?P<kind>{'|'.join(Kind)}):"
"""The beginning of a caption line, as a regular expression."""

EMPTY = "–"
"""A cell that says nothing."""

NOW = "[nyt]{.nyt}"
"""Stands after the half-year that is now."""

COLON = "[:]{.piilo}"
"""Stands after a phase's mark, whose frame parts it from what follows, for those who hear it."""

OVERVIEW = "[Aikajana]{.yleiskuva}"
"""Stands alone in a paragraph where the measures of the page's schedules are drawn together."""
