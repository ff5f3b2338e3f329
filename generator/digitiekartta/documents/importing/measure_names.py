"""The name of a measure and what is written below it in the same cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digitiekartta.documents.importing.words import line

_LONGEST = 80
_GOES_ON = re.compile(r"(?:[,;/(&–-]|\b(?:ja|sekä|tai|eli|för|och))$")


@dataclass(frozen=True, slots=True)
class Named:
    """A measure's name, and its description, "" without one.

    ``sure`` is False where the cell may hold a description, too, but all of it became the name.
    """

    name: str
    description: str = ""
    sure: bool = True


def named(text: str, lead: str) -> Named:
    """Return the name and the description that a cell holds.

    The first line is a name when only it is bold (``lead``), or when it is short and sentences
    stand below it.
    """
    whole = Named(line(text))
    first, _, rest = text.partition("\n")
    if lead and text.startswith(lead) and (below := text[len(lead) :].strip()):
        return Named(line(lead).rstrip(" :.–-"), _described(below))
    if not rest or not first[:1].isupper() or len(first) > _LONGEST or _GOES_ON.search(first):
        return whole
    lines = rest.split("\n")
    if first.endswith((".", "!", "?")) or not (lines[0][:1].isupper() or _is_item(lines[0])):
        return whole
    if rest.endswith((".", "!", "?")) and not any(_is_item(one) for one in lines):
        return Named(line(first).rstrip(" :"), _described(rest))
    return Named(whole.name, sure=False)


def _described(text: str) -> str:
    return "\n\n".join(filter(None, map(line, text.split("\n"))))


def _is_item(text: str) -> bool:
    return text[:1] in "-–•*·●▪"
