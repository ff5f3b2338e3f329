"""Text in pieces of one look, and what the pieces of a cell have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digitiekartta.basics.colours import BLACK, RGB
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.grid import Run
from digitiekartta.documents.importing.readers.fills import Fill
from digitiekartta.documents.importing.shades import same
from digitiekartta.documents.importing.words import readable

CHECKED, UNCHECKED = "☒", "☐"
"""The signs of check boxes, whichever way the program draws them."""


@dataclass(frozen=True, slots=True)
class Piece(Run):
    """A piece of text; ``colour`` is what lies behind it, or else that of its letters.

    Args:
        behind: Its shading or the highlighter.
        ink: The colour of its letters, None when they are black.
    """

    behind: RGB | None = None
    ink: RGB | None = None
    bold: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Letters:
    """How all letters of a text look: bold, struck through, their one colour if not black."""

    bold: bool = False
    struck: bool = False
    ink: RGB | None = None

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Letters:
        """Return the look that all pieces with text share."""
        said = written([pieces])
        if not said:
            return cls()
        return cls(
            all(piece.bold for piece in said),
            all(piece.struck for piece in said),
            only({piece.ink for piece in said}),
        )


PLAIN = Letters()


def ink_of(colour: RGB | None) -> RGB | None:
    """Return the colour of letters, None when they are black or automatic."""
    return None if same(colour, BLACK) else colour


def written(paragraphs: Iterable[Iterable[Piece]]) -> list[Piece]:
    """Return the pieces of paragraphs that say something."""
    return [piece for pieces in paragraphs for piece in pieces if piece.text.strip()]


def text_of(pieces: Iterable[Run]) -> str:
    """Return what pieces say together, as people read it."""
    return readable("".join(piece.text for piece in pieces))


def lead_of(paragraphs: Iterable[Iterable[Piece]]) -> str:
    """Return the first words of a text, where only these are bold and end a line or a sentence."""
    pieces = [
        piece for pieces in paragraphs for piece in (*pieces, Piece("\n", bold=True)) if piece.text
    ]
    plain = next((at for at, one in enumerate(pieces) if not one.bold and one.text.strip()), 0)
    later = any(one.bold and one.text.strip() for one in pieces[plain:])
    lead = "".join(piece.text for piece in pieces[:plain])
    after = "".join(piece.text for piece in pieces[plain:])
    ends = lead.endswith("\n") or after.startswith("\n") or lead.rstrip().endswith((".", ":"))
    return readable(lead) if ends and not later else ""


def in_force(paragraphs: Sequence[Sequence[Piece]]) -> Sequence[Sequence[Piece]]:
    """Return paragraphs without what is struck through in them, unless all of it is."""
    said = written(paragraphs)
    if len({piece.struck for piece in said}) < 2:
        return paragraphs
    return [[piece for piece in pieces if not piece.struck] for pieces in paragraphs]


def dropped(paragraphs: Sequence[Sequence[Piece]]) -> str:
    """Return the words that ``in_force`` leaves out."""
    if in_force(paragraphs) is paragraphs:
        return ""
    return one_line(" ".join(piece.text for piece in written(paragraphs) if piece.struck))


def behind_all(fills: Sequence[RGB | None], paragraphs: Sequence[Sequence[Piece]]) -> Fill:
    """Return the fill that all paragraphs share, or that lies behind all of their text."""
    if (shared := only(set(fills))) is not None:
        return Fill(shared)
    # Without text: spaces that somebody has marked with the highlighter.
    said = written(paragraphs) or [one for pieces in paragraphs for one in pieces if one.text]
    return Fill(only({piece.behind for piece in said}))


def only(colours: set[RGB | None]) -> RGB | None:
    """Return the one colour of a set, None when there are several."""
    return next(iter(colours)) if len(colours) == 1 else None
