"""Inline Markdown of the forms that pages hold most of, read at once.

Python-Markdown tries some twenty patterns on every text, which takes most of a build. Nearly all
texts of our pages are words, links and spans with classes, as the generator writes them. These
are read here before it, with the same result; whatever holds anything else is left to it.
"""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

NAME = "digitiekartta-plain"
"""What Python-Markdown knows it by."""

_TOKEN = re.compile(
    r"""
    (?P<words>[^\\`*_\[\]<&!\n\x02\x03]+)
  | (?P<opening>\[)
  | \]\((?P<address>[^\s()<>"'\\`\[\]\x02\x03]+)\)
  | \]\{(?P<classes>\.[a-z0-9-]+(?:[ ]\.[a-z0-9-]+)*)\}
    """,
    re.VERBOSE,
)


def register(md: Markdown, as_span: Callable[[Element, list[str]], None]) -> None:
    """Add it to a Python-Markdown; ``as_span`` gives an element what its classes mean."""
    # Before inline Markdown (20), after the components (25), which copy texts that are still raw.
    md.treeprocessors.register(_PlainInline(md, as_span), NAME, 21)


class _PlainInline(Treeprocessor):
    """Reads the texts of a page that hold nothing but words, links and spans."""

    def __init__(self, md: Markdown, as_span: Callable[[Element, list[str]], None]) -> None:
        super().__init__(md)
        self._as_span = as_span

    def run(self, root: Element) -> None:
        """Put what is read into its place."""
        for parent in [*root.iter()]:
            for child in [*parent]:
                if child.tail and (read := self._read(child.tail)) is not None:
                    child.tail = read.text
                    place = [*parent].index(child) + 1
                    parent[place:place] = read
            # What is atomic is done already.
            raw = None if isinstance(parent.text, AtomicString) else parent.text
            if raw and (read := self._read(raw)) is not None:
                parent.text = read.text
                parent[0:0] = read

    def _read(self, text: str) -> Element | None:
        """Return an element that holds what a text says; None where that is left to others."""
        within = [Element("")]
        end = 0
        while end < len(text):
            token = _TOKEN.match(text, end)
            if token is None:
                return None
            end = token.end()
            if token["words"]:
                _add(within[-1], AtomicString(token["words"]))
            elif token["opening"]:
                within.append(Element(""))
            elif len(within) == 1:
                return None
            else:
                closed = within.pop()
                if token["address"]:
                    closed.tag = "a"
                    closed.set("href", token["address"])
                else:
                    closed.tag = "span"
                    self._as_span(closed, token["classes"].replace(".", "").split())
                within[-1].append(closed)
        return within[0] if len(within) == 1 else None


def _add(element: Element, words: AtomicString) -> None:
    if len(element):
        element[-1].tail = words
    else:
        element.text = words
