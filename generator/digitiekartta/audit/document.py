"""A built page as the rules read it from its file: an element tree with line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import html  # type: ignore[import-untyped]

from digitiekartta.audit.rules.base import Element

_SPACE = re.compile(r"\s+")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class HtmlPage:
    """A page of the site: its file with slashes, from the site's root, and its elements."""

    file: str
    root: Any

    @classmethod
    def read(cls, site: Path, file: str) -> HtmlPage:
        """Read a page of a site."""
        return cls.parse(file, (site / file).read_bytes())

    @classmethod
    def parse(cls, file: str, content: bytes) -> HtmlPage:
        """Return the page that a file's content is."""
        parser = html.HTMLParser(encoding="utf-8")
        return cls(file, html.document_fromstring(content.strip() or b"<html></html>", parser))

    def all(self, tag: str) -> Iterator[Any]:
        """Return the elements of a tag, in order."""
        yield from self.root.iter(tag)

    def first(self, tag: str) -> Any | None:
        """Return the first element of a tag."""
        return next(self.all(tag), None)

    @cached_property
    def title(self) -> str:
        """The page's title, "" when there is none."""
        head = self.root.find("head")
        title = None if head is None else head.find("title")
        return "" if title is None else text_of(title)

    @cached_property
    def sends_on(self) -> bool:
        """Whether the page only sends the reader to another address."""
        return any(m.get("http-equiv", "").lower() == "refresh" for m in self.all("meta"))

    @cached_property
    def tables(self) -> list[Any]:
        """The tables that hold data."""
        layout = ("presentation", "none")
        return [table for table in self.all("table") if table.get("role") not in layout]

    @cached_property
    def heading(self) -> str:
        """The text of the main heading, "" when there is none."""
        first = self.first("h1")
        return "" if first is None else text_of(first)


def text_of(element: Any) -> str:
    """Return an element's text, with runs of space as one."""
    return _SPACE.sub(" ", str(element.text_content())).strip()


def element_of(node: Any) -> Element:
    """Return how a person is told of an element (as ``dom.tell`` does in the browser)."""
    tag, id, classes = str(node.tag), node.get("id"), (node.get("class") or "").split()
    start = f"<{tag}"
    if id and tag not in _HEADINGS:
        start += f' id="{id}"'
    elif classes:
        start += f' class="{" ".join(classes[:2])}"'
    text = text_of(node)
    if len(text) > 40:
        text = text[:39].rstrip() + "…"
    return Element(f"{start}> ”{text}”" if text else f"{start}>", f"{start}>")
