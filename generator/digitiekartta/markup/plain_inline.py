"""Inline Markdown of the forms that pages hold most of, read at once.

Python-Markdown tries some twenty patterns on every text, which takes most of a build. Nearly all
texts of our pages are words, links and spans with classes, as the generator writes them. These
are read here, with the same result; whatever holds anything else is left to it.
"""

import re
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from digitiekartta.markup.components.kinds import ENGLISH
from digitiekartta.markup.components.phases import symbol
from digitiekartta.markup.components.variants import since_attributes

_TOKEN = re.compile(
    r"""
    (?P<words>(?: [^\\`*_\[\]{}<&!\n\x02\x03] | !(?!\[) | &(?!\#|\w+;) )+)
  | (?P<opening>\[)
  | \]\((?P<address>[^\s()<>"'\\`\[\]\x02\x03\x1a]+)\)
  | \]\{(?P<classes>\.[a-z0-9-]+(?:[ ]\.[a-z0-9-]+)*)\}
    """,
    re.VERBOSE,
)


def read(text: str) -> Element | None:
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
                as_span(closed, token["classes"].replace(".", "").split())
            within[-1].append(closed)
    return within[0] if len(within) == 1 else None


def as_span(span: Element, names: list[str]) -> None:
    """Give a span what its classes mean: them, when it holds, its language, or a symbol."""
    if names == [ENGLISH]:
        span.set("lang", "en")
        return
    for name, value in (since_attributes(names) or {"class": " ".join(names)}).items():
        span.set(name, value)
    if (shape := symbol(names)) is not None:
        text = span.text or ""
        # Of the same kind: what is done already stays so.
        span.text, shape.tail = None, type(text)(f"\u00a0{text}")
        span.insert(0, shape)


def _add(element: Element, words: AtomicString) -> None:
    if len(element):
        element[-1].tail = words
    else:
        element.text = words
