"""What the heads of pages and the properties call a document: its name, never its content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.readers.xml import BrokenXml, Element, Package, local
from digitiekartta.documents.importing.words import readable

_PARTS_OF_HEADER = re.compile(r'&(?:[LCR]|"[^"]*"|K[0-9A-F]{6}|\d+|[A-Za-z])')


def called(package: Package, heads: Iterable[str], properties: str | None) -> tuple[str, ...]:
    """Return the texts at the heads of pages, then the title in the part of properties."""
    return tuple(dict.fromkeys(filter(None, (*heads, *_titles(package, properties)))))


def in_package(package: Package, main: str, heads: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what the heads of a Word document's pages, or these, and its properties call it."""
    parts = [part for kind, part in package.targets(main).values() if kind == "header"]
    own = (text for part in parts for text in _paragraphs(package, part))
    return called(package, (*own, *heads), package.target("", "core-properties"))


def in_opendocument(package: Package, styles: Element | None) -> tuple[str, ...]:
    """Return what the heads of an OpenDocument file's pages and its properties call it."""
    heads = () if styles is None else styles.iterfind(".//{*}master-page/{*}header")
    own = (text for head in heads for text in _texts_of(head))
    return called(package, own, "meta.xml" if package.has("meta.xml") else None)


def in_header(text: str) -> list[str]:
    """Return the texts at the head of a sheet's pages, without their codes ("&C&14")."""
    return [shown for part in _PARTS_OF_HEADER.split(text) if (shown := one_line(part))]


def _titles(package: Package, part: str | None) -> Iterator[str]:
    root = _root(package, part)
    for element in root.iter() if root is not None else ():
        if isinstance(element.tag, str) and local(element) == "title":
            yield readable(element.text or "")


def _paragraphs(package: Package, part: str) -> Iterator[str]:
    root = _root(package, part)
    if root is not None:
        yield from _texts_of(root)


def _texts_of(root: Element) -> Iterator[str]:
    for paragraph in root.iter("{*}p", "{*}h"):
        yield one_line(readable("".join(paragraph.itertext())))


def _root(package: Package, part: str | None) -> Element | None:
    """Return a part; one that cannot be read only tells no name."""
    try:
        return package.xml(part)
    except BrokenXml:
        return None
