"""Which pages the browser visits: some of every kind, the largest first."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import PurePosixPath
from urllib.parse import quote

from digitiekartta.audit.built_site import BuiltPage, BuiltSite
from digitiekartta.basics.links import address_of

_WORD = re.compile(r"[^\W\d_]{6,}")


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page that can be visited.

    Attributes:
        file: Its file from the site's root, with slashes.
        kind: What pages like it share: first folder, list or single page, with tables or not.
        size: Bytes of HTML.
        word: The longest word of its heading, for trying the search; "" when there is none, or
            when no search need find it.
    """

    file: str
    kind: str
    size: int
    word: str

    @classmethod
    def of(cls, page: BuiltPage) -> SitePage:
        """Return what is needed of a page that was read."""
        words = [] if page.file == "404.html" else _WORD.findall(page.heading)
        word = max(words, key=len, default="").lower()
        return cls(page.file, _kind(page), len(page.content), word)

    @property
    def address(self) -> str:
        """The page's address from the site's root."""
        return quote(address_of(self.file))


def _kind(page: BuiltPage) -> str:
    path = PurePosixPath(page.file)
    folders = path.parts[:-1]
    if not folders:
        name = "etusivu" if path.name == "index.html" else path.stem
    else:
        is_list = len(folders) == 1 and path.name == "index.html"
        name = f"{folders[0]}, {'luettelo' if is_list else 'sivu'}"
    return f"{name}, taulukko" if page.tables else name


def pages_to_visit(site: BuiltSite) -> list[SitePage]:
    """Return the pages that do more than send the reader on.

    Those without a word for the search have that of another page.
    """
    pages = [SitePage.of(page) for page in site.pages if not page.sends_on]
    other = next((page.word for page in pages if page.word), "")
    return [replace(page, word=page.word or other) for page in pages]


def choose(pages: Iterable[SitePage], limit: int) -> list[SitePage]:
    """Return the pages to visit, in the order of what they promise to show.

    The front page comes first and 404.html second: all readers may meet them. One of each kind
    comes before a second of any. Within a kind the largest and the smallest come first, then
    the middle of what lies between.

    Args:
        pages: All pages.
        limit: How many at most; 0 means all.
    """
    kinds: dict[str, list[SitePage]] = {}
    first = ("index.html", "404.html")
    for page in sorted(pages, key=lambda page: (page.file not in first, -page.size, page.file)):
        kinds.setdefault(page.kind, []).append(page)
    rounds = zip_longest(*(_spread(alike) for alike in kinds.values()))
    order = [page for each in rounds for page in each if page is not None]
    return order[:limit] if limit else order


def _spread(alike: list[SitePage]) -> list[SitePage]:
    """Return pages of one kind: first, last, and then always the middle of the widest gap."""
    if len(alike) < 3:
        return alike
    order = [alike[0], alike[-1]]
    gaps = deque([(0, len(alike) - 1)])
    while gaps:
        low, high = gaps.popleft()
        middle = (low + high) // 2
        if middle > low:
            order.append(alike[middle])
            gaps += [(low, middle), (middle, high)]
    return order
