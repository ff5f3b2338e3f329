"""Paragraphs of texts, in Word and OpenDocument alike: by themselves, in cells and in boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import Cell, Label, Part, Table, Text, labels_of
from digitiekartta.documents.importing.readers.fills import Fill
from digitiekartta.documents.importing.readers.numbering import in_cell
from digitiekartta.documents.importing.readers.pieces import (
    Letters,
    Piece,
    dropped,
    in_force,
    lead_of,
    text_of,
)
from digitiekartta.documents.importing.words import joined_label, readable

MOST_LAID_OUT = 4
"""A table of so few cells with another in it only lays out what stands in them."""


def of_paragraph(
    pieces: Sequence[Piece], number: str, level: int, behind: RGB | None
) -> Iterator[Part]:
    """Yield a paragraph's text with its number, and its coloured words."""
    text = text_of(pieces)
    if shown := readable(number + text):
        yield Text(shown, level, Letters.of(pieces).bold, readable(number))
    if behind is not None and text:
        yield Label(joined_label(text), behind)
    else:
        yield from labels_of(pieces)


def of_box(inner: Sequence[Part], fill: RGB | None) -> Iterator[Part]:
    """Yield what stands in a text box; one with a fill and no table is a label."""
    if fill is None or any(isinstance(part, Table) for part in inner):
        yield from inner
    elif text := "\n".join(part.text for part in inner if isinstance(part, Text)):
        yield Label(joined_label(text), fill)


def of_cell(
    paragraphs: Sequence[Sequence[Piece]],
    numbers: Sequence[str],
    fill: Fill,
    labels: Iterable[Label],
) -> Cell:
    """Return a cell of paragraphs with their numbers, and with labels of boxes in it.

    Words that are struck through in a text that is not are left out.
    """
    struck = dropped(paragraphs)
    paragraphs = in_force(paragraphs)
    letters = Letters.of(piece for pieces in paragraphs for piece in pieces)
    return Cell(
        readable(in_cell(numbers, [text_of(pieces) for pieces in paragraphs])),
        fill.colour,
        bold=letters.bold,
        labels=(*(label for pieces in paragraphs for label in labels_of(pieces)), *labels),
        unclear=fill.unclear,
        struck=letters.struck,
        ink=letters.ink,
        number=next(filter(None, numbers), "").strip(),
        lead=lead_of(paragraphs),
        dropped=struck,
    )


def told_of_inner_table(name: str) -> str:
    """Return what to tell of a table with another one in a cell."""
    return f"{name}: solun sisällä on toinen taulukko. Sen teksti luettiin solun tekstiksi."
