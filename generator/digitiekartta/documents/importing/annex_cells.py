"""What stands in a schedule's cell of an annex: the phase's mark and name, then words.

The export writes it and the import reads it back, so the form is told in one place.
"""

from __future__ import annotations

from digitiekartta.basics.text import one_line


def cell_text(mark: str | None, phase: str, words: str) -> str:
    """Return a cell's text: "S selvitys", then words on a line of their own; any may be ""."""
    named = f"{mark} {phase}" if mark and phase else phase
    return "\n".join(part for part in (named, words) if part)


def words_beside(text: str, phase: str) -> str:
    """Return what a cell says besides its phase, in one line.

    Args:
        text: The cell's text; its first line may name the phase, with or without its mark.
        phase: The phase's name, "" when the cell has none.
    """
    first, _, rest = text.strip().partition("\n")
    named = one_line(first).casefold()
    name = one_line(phase).casefold()
    mark, _, unmarked = named.partition(" ")
    if name and (named == name or (unmarked == name and len(mark) <= 2)):
        return one_line(rest)
    return one_line(text)
