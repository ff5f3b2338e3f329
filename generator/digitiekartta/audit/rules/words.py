"""The words that can be read: none may be lost when a page takes another shape.

A table may become a list, so it is the words that are looked for, not their places. The list
has the words of the cells, and needs no caption or headers of columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Element


class Words:
    """The words of a page's content that can be read in the shape that it has now."""

    def __init__(self, visit: Visit) -> None:
        read: dict[str, Any] = visit.ask("words.read")
        self._holders: dict[str, dict[str, Any]] = dict(read["words"])
        self._tables: tuple[int, ...] = (-1, *read["tables"])

    def lost_in(self, later: Words) -> Iterator[Element]:
        """Return what held the words that can no longer be read, each element once."""
        lost = (
            holder
            for word, holder in self._holders.items()
            if word not in later._holders and holder["table"] in later._tables
        )
        yield from dict.fromkeys(Element.of(holder) for holder in lost)
