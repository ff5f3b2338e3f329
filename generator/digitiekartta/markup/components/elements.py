"""Elements of a page, and texts read back from the Markdown that the generator wrote.

Elements are built, never pasted together as HTML: whatever text goes into them is escaped
when they are written out.
"""

import re
from functools import cache
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from digitiekartta.markup.escaping import unescaped

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
# What would be markup rather than text if it stood in Markdown as it is.
_MARKUP = re.compile(r"[\\`*\[\]<{}~^$]|(?<![^\W_])_|_(?![^\W_])")


def element(tag: str, *content: Element | str, **attributes: str) -> Element:
    """Return an element with its content in order.

    Args:
        tag: Its name.
        content: Elements, and texts that are Markdown still to be read, unless ``shown``.
        attributes: A low line in a name stands for a hyphen, one at its end for nothing.
    """
    root = Element(tag, {_attribute(name): value for name, value in attributes.items()})
    for part in content:
        if isinstance(part, Element):
            root.append(part)
        elif len(root):
            root[-1].tail = root[-1].tail + part if root[-1].tail else part
        else:
            root.text = root.text + part if root.text else part
    return root


@cache
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def shown(text: str) -> AtomicString:
    """Return text that is shown letter for letter, and that nobody has to read as Markdown."""
    return AtomicString(literal(text))


def literal(text: str) -> str:
    """Return text so that it is written letter for letter, in an element or an attribute.

    Python-Markdown leaves "&lt;" as it is when it writes a page, as it might be its own,
    and replaces an element that holds "[TOC]" and nothing else.
    """
    return text.replace("&", "&amp;").replace("[", "&#91;")


def hidden(text: str) -> Element:
    """Return text for those who hear the page."""
    return element("span", shown(text), class_="piilo")


def plain(markdown: str) -> str | None:
    """Return the text that a piece of Markdown shows, None when there is markup in it."""
    lines = markdown.split("<br>")
    if any(_MARKUP.search(line) for line in lines):
        return None
    return "\n".join(map(unescaped, lines))


def unlinked(markdown: str) -> str:
    """Return a piece of Markdown with nothing left of our links but their labels."""
    return _LINK.sub(r"\1", markdown)
