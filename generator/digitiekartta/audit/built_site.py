"""A built site as all checks read it: each page once, as a tree of elements that know their place.

libxml2 mends what is malformed, and not always as browsers do. So a page is read plainly as
well, by an expression that mends nothing. It tells where each element begins, and where the two
readings part, for whoever must be sure to have seen all that a browser would.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

from lxml import etree, html  # type: ignore[import-untyped]

from digitiekartta.audit.findings import Element, Finding
from digitiekartta.basics.text import one_line

_REFRESH = re.compile(r"\s*\d+\s*;\s*url\s*=\s*[\"']?(.*?)[\"']?\s*", re.IGNORECASE)
_AT_ONCE = re.compile(r"\s*0\s*;")
_LONGEST_NOTE = 300  # letters
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

#: Text, a tag that begins or ends an element, a comment, the doctype. What holds a "<" anywhere
#: else might be read in another way: attributes, scripts, what a browser skips (``noscript``).
TOKEN = re.compile(
    rb"""
    [^<\0]+
    | <(?P<tag>[a-z][-\w:]*)
      (?P<attributes>(?:\s+[a-z_:][-\w:.]*(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>=`]+))?)*)
      \s*/?>
    | </[a-z][-\w:]*\s*>
    | <!--(?!-?>)(?:(?!--!?>|<!--|</).)*-->
    | <!doctype\ html>
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
#: What the tree has even where the file does not.
_IMPLIED = ("html", "head", "body")


class BuiltPage:
    """A page: its file and its elements. What it holds is read when it is first asked for.

    Attributes:
        file: Its name with slashes, from the site's root.
        content: Its bytes.
    """

    def __init__(self, file: str, content: bytes) -> None:
        self.file, self.content = file, content

    @cached_property
    def root(self) -> Any:
        """The element ``html``, with all that the file lacked."""
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        try:
            return html.document_fromstring(self.content, parser)
        except etree.ParserError:  # there is no element
            return html.Element("html")

    @cached_property
    def elements(self) -> list[Any]:
        """All elements, in order."""
        return list(self.root.iter("*"))

    def all(self, *tags: str) -> Iterator[Any]:
        """Return the elements of some tags, in order."""
        yield from self.root.iter(*tags)

    def place(self, element: Any) -> tuple[int, int]:
        """Return the line and the column in which an element begins."""
        offset = self._plainly[0].get(element)
        if offset is None:
            return element.sourceline or 1, 1
        return self._line_and_column(offset)

    @property
    def unclear(self) -> tuple[int, int] | None:
        """The line and column from which a browser may see other elements, None for nowhere."""
        offset = self._plainly[1]
        return None if offset is None else self._line_and_column(offset)

    @cached_property
    def _plainly(self) -> tuple[dict[Any, int], int | None]:
        """Where elements begin, and where the plain reading is not that of the tree any more."""
        tags: list[tuple[str, bool, int]] = []  # its name, whether it has attributes, where it is
        end = 0
        while token := TOKEN.match(self.content, end):
            if token["tag"]:
                tags.append((token["tag"].decode().lower(), bool(token["attributes"]), end))
            end = token.end()
        tags.append(("", False, end))
        offsets: dict[Any, int] = {}
        for element in self.elements:
            tag, has_attributes, offset = tags[len(offsets)]
            # The parser may leave out the attributes of a body that comes after its text.
            if element.tag == tag and bool(element.attrib) == has_attributes:
                offsets[element] = offset
            elif element.tag not in _IMPLIED:
                return offsets, offset
        end = tags[len(offsets)][2]
        return offsets, end if end < len(self.content) else None

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        before = self.content[:offset].decode("utf-8", "replace")
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    @cached_property
    def ids(self) -> frozenset[str]:
        """What a link to a place on the page may name."""
        # Plain strings: those of lxml hold on to the whole tree.
        return frozenset(map(str, self.root.xpath("//@id | //a/@name")))

    @cached_property
    def title(self) -> str:
        """The page's title, "" when there is none."""
        return next(map(text_of, self.root.iterfind("head/title")), "")

    @cached_property
    def heading(self) -> str:
        """The text of the main heading, "" when there is none."""
        return next(map(text_of, self.all("h1")), "")

    @cached_property
    def sends_on(self) -> bool:
        """Whether the page only sends the reader to another address, at once."""
        contents = [meta.get("content", "") for meta in self.refreshes]
        targets = [refresh_target(content) for content in contents if _AT_ONCE.match(content)]
        elsewhere = [target for target in targets if target and not self._is_own(target)]
        return bool(elsewhere) and not self._has_more_than_a_link

    def _is_own(self, address: str) -> bool:
        own = f"/{self.file}"
        return urljoin(own, urldefrag(address).url).removesuffix("index.html") == (
            own.removesuffix("index.html")
        )

    @cached_property
    def refreshes(self) -> list[Any]:
        """What makes a browser load another page, or this one again, by itself."""
        metas = self.all("meta")
        return [meta for meta in metas if meta.get("http-equiv", "").strip().lower() == "refresh"]

    @cached_property
    def _has_more_than_a_link(self) -> bool:
        """Whether there is more to read than a sentence that says where the page went."""
        held = ("nav", "table", "form", "img", "iframe", "h2")
        text = next(map(text_of, self.root.iterfind("body")), "")
        return len(text) > _LONGEST_NOTE or next(self.all(*held), None) is not None

    @cached_property
    def tables(self) -> list[Any]:
        """The tables that hold data."""
        layout = ("presentation", "none")
        return [table for table in self.all("table") if table.get("role") not in layout]


class BuiltSite:
    """A folder of pages and other files as it is now; who changes it makes another of these."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def files(self) -> frozenset[str]:
        """The names of all files with slashes, from the site's root."""
        start = len(os.path.join(self.folder, ""))
        found = (os.path.join(up, name) for up, _, names in os.walk(self.folder) for name in names)
        return frozenset(
            path[start:].replace(os.sep, "/") for path in found if os.path.isfile(path)
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the pages, in order."""
        return tuple(sorted(name for name in self.files if name.endswith(".html")))

    @property
    def pages(self) -> Iterator[BuiltPage]:
        """The pages in order, each read when it is come to: all trees at once fill memory."""
        return map(self.page, self.names)

    def page(self, name: str) -> BuiltPage:
        """Return a page by its name."""
        return BuiltPage(name, (self.folder / name).read_bytes())


def seen_on(
    pages: Iterable[BuiltPage], *checks: Callable[[BuiltPage], Iterator[Finding]]
) -> Iterator[Finding]:
    """Return what checks find on pages, page by page."""
    for page in pages:
        for check in checks:
            yield from (replace(finding, file=page.file) for finding in check(page))


def refresh_target(content: str) -> str | None:
    """Return the address to which ``<meta http-equiv="refresh" content="0; url=…">`` sends on."""
    target = _REFRESH.fullmatch(content)
    return target and target[1]


def text_of(element: Any) -> str:
    """Return an element's text, with runs of space as one."""
    return one_line(element.text_content())


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
    return Element(name=f"{start}> ”{text}”" if text else f"{start}>", shape=f"{start}>")
