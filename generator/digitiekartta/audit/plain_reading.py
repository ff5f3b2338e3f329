"""Pages read plainly: what the check of a site has to know of a page, without a tree of it.

A tree takes many times as long. A page is read here only where every reading of it is the same:
each ``<`` begins a tag, each tag has quoted attributes, and nothing holds what is no markup there.
Any other page, and any with something wrong, is left to be read as a tree.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from digitiekartta.audit.site_check import (
    Addresses,
    Facts,
    is_code,
    is_code_in,
    is_foreign,
    references,
)

_TAG = re.compile(r"<[^<>]*>")
_PLAIN = re.compile(
    r"</[a-z][a-z0-9]*\s*>|<!doctype html>"
    r'|<(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[a-z][-:\w]*(?:="[^"]*")?)*)\s*/?>',
    re.IGNORECASE | re.ASCII,
)
_ATTRIBUTE = re.compile(r'\s+([^\s="]+)(?:="([^"]*)")?')
_UNSURE = re.compile(r"&(?!(?:amp|lt|gt|quot|#39);)")
# In these, what looks like a tag is none.
_TEXTS = ("script", "title")
_ONLY_TEXT = re.compile(r"<(?:script|title)[\s>][^<]*</(?:script|title)\s*>", re.IGNORECASE)
# Parsers do not agree on what these hold, or on what is in it.
_ODD = frozenset(
    (
        *("base", "iframe", "math", "noembed", "noframes", "noscript", "plaintext", "select"),
        *("style", "template", "textarea", "xmp"),
    )
)

#: How many tags and addresses are remembered: those of the menu stand on every page.
_REMEMBERED = 1 << 14


class _Unsure(Exception):
    """A page has to be read as a tree."""


class Gatherer:
    """Gathers facts of page after page; where their links lead is told of each target once."""

    def __init__(self, base_path: str) -> None:
        """See ``check_site``."""
        self._base_path = base_path
        self._addresses = Addresses(base_path)
        self._told: set[str] = set()
        self._target = lru_cache(_REMEMBERED)(self._found_target)

    def of(self, pages: Iterable[tuple[str, str]]) -> Facts:
        """Return the facts of pages, each a file and its text."""
        facts = Facts(self._base_path)
        for file, text in pages:
            try:
                ids, targets = self._read(file, text)
            except (_Unsure, ValueError):
                continue
            facts.ids[file] = "\n".join(ids)
            facts.targets |= targets
        facts.targets -= self._told
        self._told |= facts.targets
        return facts

    def _read(self, file: str, text: str) -> tuple[frozenset[str], set[str]]:
        """Return what a link to a place on a page may name, and where its own links lead.

        Raises:
            _Unsure, ValueError: Something is wrong, or might be.
        """
        tags = Counter(_TAG.findall(text))
        ids, places, targets, texts = list[str](), list[str](), set[str](), 0
        for tag, count in tags.items():
            name, own_ids, addresses = _read(tag)
            ids += own_ids * count
            texts += count * (name in _TEXTS)
            for address in addresses:
                if address.startswith("#"):
                    places.append(self._addresses.anchor(address))
                elif target := self._target(*_place(file, address)):
                    targets.add(target)
        there = frozenset(ids)
        if (
            tags.total() != text.count("<")
            or "\0" in text
            or len(there) != len(ids)
            or texts != len(_ONLY_TEXT.findall(text))
            or not there.issuperset(filter(None, places))
        ):
            raise _Unsure
        return there, targets

    def _found_target(self, file: str, address: str) -> str | None:
        target = self._addresses.target(address, file)
        return target and "\n".join(target)


def _place(file: str, address: str) -> tuple[str, str]:
    """Return an address, and a file of which it leads to the same.

    The menu of pages that stand in the same folder has the same links.
    """
    folder, _, name = file.rpartition("/")
    above, _, own = folder.rpartition("/")
    if own and name and address.startswith("../"):
        return f"{above}/x/x" if above else "x/x", address
    return file, address


@lru_cache(_REMEMBERED)
def _read(tag: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the name of a tag, what a link to its place may name, and its addresses.

    Raises:
        _Unsure: Something is wrong with it, or might be.
    """
    read = _PLAIN.fullmatch(tag)
    if not read:
        raise _Unsure
    if not read["tag"]:
        return "", (), ()
    found = [(name.lower(), value) for name, value in _ATTRIBUTE.findall(read["attributes"])]
    element = _Element(read["tag"].lower(), dict(found))
    if (
        element.tag in _ODD
        or is_code(element)
        or any(map(is_code_in, element.attributes))
        or len(element.attributes) != len(found)
    ):
        raise _Unsure
    addresses = []
    for address, is_fetched in references(element):
        if not is_foreign(address):
            addresses.append(address)
        elif is_fetched:
            raise _Unsure
    names = (element.get("id"), element.get("name") if element.tag == "a" else None)
    ids = tuple(name for name in names if name)
    if any("\n" in text or "%0" in text for text in (*ids, *addresses)):
        raise _Unsure
    return element.tag, ids, tuple(addresses)


class _Element:
    """A start tag, as what is asked of elements of a tree wants it."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes

    def get(self, name: str, default: str | None = None) -> str | None:
        value = self.attributes.get(name, default)
        if value and "&" in value:
            if _UNSURE.search(value):
                raise _Unsure
            return unescape(value)
        return value
