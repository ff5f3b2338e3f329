"""What a document calls itself: the name that its first texts, or the heads of its pages, tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.blocks import Block, Outside
from digitiekartta.documents.importing.goals import goal_in
from digitiekartta.documents.importing.grid import Source, Text
from digitiekartta.documents.importing.preceding import text_of
from digitiekartta.documents.importing.words import folded

_LONGEST = 120
# What roadmaps and their like are called; "digitiekartan sisällöt" is a chapter of one.
_KIND = re.compile(
    r"(?:tiekartta|ohjelma|toimeenpano|strategia|suunnitelma|agenda|salkku|visio|polku"
    r"|färdplan|vägkarta|program|strategi|handlingsplan|roadmap)\b"
)
_OF_TOWN = re.compile(
    r"\b(?:kunnan|kaupungin|kuntayhtymän|seutukunnan|seudun|kunta|kaupunki|kommuns?|stads?)\b"
)
_YEAR = re.compile(r"\b20\d\d\b")


def title_of(source: Source, blocks: Sequence[Block]) -> str:
    """Return what a document calls itself, "" when it does not.

    What is written in it goes before what its properties say: these are often another's.
    """
    names = [text for block in blocks for text in _names(block.before)]
    first = _names(blocks[0].before) if blocks else ()
    full = (text for text in first if _OF_TOWN.search(folded(text)) or _YEAR.search(text))
    return next(iter((*full, *names, *filter(_is_name, source.called))), "")


def _names(parts: Sequence[Text | Outside]) -> Iterator[str]:
    for part in parts:
        text = one_line(text_of(part)[0])
        if _is_name(text):
            yield text


def _is_name(text: str) -> bool:
    """Whether a text names a roadmap: no goal, no sentence."""
    words = folded(text)
    return (
        len(words) <= _LONGEST
        and not words.endswith((".", "?", ":", ","))
        and _KIND.search(words) is not None
        and goal_in(text) is None
    )
