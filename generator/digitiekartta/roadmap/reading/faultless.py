"""The short way through a YAML text in which nothing is odd: straight to what it says.

Nearly all files are so nearly all the time. What is a fault, or only looks like one, is left to
``nodes``, which tells it with its place: this way need not find faults, and never passes one over.
"""

import re
from typing import Any

import yaml

from digitiekartta.roadmap.reading.nodes import ITEM_BELOW, LOADER, MAX_DEPTH, Plain
from digitiekartta.roadmap.reading.syntax import ODD_LINE

# Where a tag may begin: libyaml does not tell of the tag "!".
_TAG = re.compile(r"[\s\[{,:-]!")


def plain_of(text: str) -> dict[str, Plain] | None:
    """Return the fields of a file's text; None where a closer look is needed, or there are none."""
    lines = f"\n{text}"
    if (
        "\t" in text
        or " #" in text
        or ODD_LINE.search(lines)
        or ("!" in text and _TAG.search(lines))
    ):
        return None
    try:
        return _composed(text)
    except (yaml.YAMLError, _OddError):
        return None


class _OddError(Exception):
    """A closer look is needed."""


def _composed(text: str) -> dict[str, Plain] | None:
    tree = _Tree()
    event: Any
    for event in yaml.parse(text, Loader=LOADER):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            tree.put(_said(event, text))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor:
                raise _OddError
            tree.open({} if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            tree.close()
        elif kind is yaml.AliasEvent:
            raise _OddError
    return tree.root


def _said(event: Any, text: str) -> str:
    style = event.style
    if event.anchor or style == '"':  # in which escapes may stand for anything
        raise _OddError
    start, end = event.start_mark, event.end_mark
    goes_on = start.line != end.line and style not in ("|", ">")
    if goes_on and ITEM_BELOW.search(text, start.index, end.index):
        raise _OddError
    return str(event.value)


class _Tree:
    """What is put together of what comes one after another."""

    def __init__(self) -> None:
        self.root: dict[str, Plain] | None = None
        # The innermost open mapping or list, in a mapping the key that waits, and those around.
        self._inside: dict[str, Plain] | list[Plain] | None = None
        self._key: str | None = None
        self._around: list[tuple[dict[str, Plain] | list[Plain] | None, str | None]] = []

    def put(self, value: Plain) -> None:
        inside, key = self._inside, self._key
        if isinstance(inside, list):
            inside.append(value)
        elif inside is None:
            if self.root is not None or not isinstance(value, dict):
                raise _OddError
            self.root = value
        elif key is not None:
            inside[key], self._key = value, None
        elif isinstance(value, str) and (name := value.strip()) not in inside:
            self._key = name
        else:
            raise _OddError

    def open(self, value: dict[str, Plain] | list[Plain]) -> None:
        if len(self._around) >= MAX_DEPTH:
            raise _OddError
        self.put(value)
        self._around.append((self._inside, self._key))
        self._inside, self._key = value, None

    def close(self) -> None:
        self._inside, self._key = self._around.pop()
