"""XML parts of documents, read without entities, network or giant trees."""

from __future__ import annotations

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

Element = Any
BrokenXml = etree.XMLSyntaxError


def parsed(xml: bytes) -> Element:
    """Return the root of an XML part.

    Raises:
        BrokenXml: The part is no well-formed XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    return etree.fromstring(xml, parser)


def local(element: Element) -> str:
    """Return an element's name without its namespace, "" of what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
