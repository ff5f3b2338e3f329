"""Links that MkDocs has turned to addresses on another page of the same folder.

MkDocs looks at each link of each page anew, though lists in one folder lead to the same pages.
What it made of a link is remembered for the other pages of the folder, where it is the same:
unless the link has an anchor, which MkDocs notes for each page, or leads to the page itself or
below it. Links that MkDocs complains of stay as they are, and are not remembered. An engine that
turns no links to addresses, or does so in another way, has nothing to be remembered.
"""

import posixpath
from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from markdown import Markdown

_MKDOCS = "relpath"
"""What MkDocs registers what looks at links as."""

# The files of a build → folder → link as it is written → address.
_KNOWN: WeakKeyDictionary[Any, dict[tuple[str, str], dict[str, str]]] = WeakKeyDictionary()


class KnownLinks:
    """The links that are known when a page is made."""

    def __init__(self, md: Markdown) -> None:
        self._links: dict[str, str] = {}
        self._own = ""
        if _MKDOCS not in md.treeprocessors:
            return
        resolver = md.treeprocessors[_MKDOCS]
        file, files = getattr(resolver, "file", None), getattr(resolver, "files", None)
        if file is not None and files is not None:
            folder, self._own = posixpath.split(file.url.rstrip("/"))
            place = (posixpath.dirname(file.src_uri), folder)
            self._links = _KNOWN.setdefault(files, {}).setdefault(place, {})

    def get(self, link: str) -> str | None:
        """Return the address of a link, None when it is not known."""
        address = self._links.get(link)
        return None if address is None or address.startswith(f"../{self._own}/") else address

    def note(self, link: str, made: Mapping[str, str]) -> None:
        """Remember what became of a link, by the attributes that it has now."""
        address = made.get("href", "")
        if address.startswith("../") and address != link and "#" not in link and len(made) == 1:
            self._links[link] = address
