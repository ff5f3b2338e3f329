"""Which pages the documentation has: those that its menu names, and what else lies in docs/.

A page has one source, wherever in the repository people read and edit it. On the site it has an
address of its own: docs/paattajalle.md is /paattajalle/, content/OHJE.md is /ohje/.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from digitiekartta.markup.extension import slugify

DOCS = "docs"
FRONT = "index.md"
#: How the program is installed and used, a README tells in a project; the site tells it elsewhere.
STANDS_FOR = {"README.md": f"{DOCS}/tietohallinnolle/index.md"}
#: What the menu says of a section whose pages are in English.
IN_ENGLISH = "(englanniksi)"

_FENCED = re.compile(r"^ *(```+|~~~+).*?^ *\1 *$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) +(.+?) *$", re.MULTILINE)
_MARKED = re.compile(r"\[([^\]]*)\]\([^)]*\)|[`*]|<!--.*?-->")
_LONGEST = 160  # characters of a description that a search engine shows


@dataclass(frozen=True)
class Page:
    """A page of the documentation.

    Args:
        source: The file from the root of the repository, as the hosts show it.
        label: What the menu calls it; empty where the menu has it not.
        english: Whether it is in English.
        text: What stands in the file.
    """

    source: str
    label: str
    english: bool
    text: str

    @property
    def file(self) -> str:
        """The page's file among the pages of the site."""
        inside = self.source.removeprefix(f"{DOCS}/")
        if inside == self.source:  # from elsewhere in the repository
            inside = posixpath.basename(inside).lower()
        return inside.replace("README.md", FRONT)

    @property
    def address(self) -> str:
        """The page's address from the root of the site."""
        way = self.file.removesuffix(".md").removesuffix("index").rstrip("/")
        return f"{way}/" if way else ""

    @property
    def title(self) -> str:
        """The first heading."""
        return next(words for _, words in self._headings)

    @property
    def description(self) -> str:
        """The first sentences, as many as a search engine shows."""
        rest = self.text.partition("\n")[2]
        blocks = (block.strip() for block in _FENCED.sub("", rest).split("\n\n"))
        first = next(block for block in blocks if block and block[0] not in "#|!<-")
        words = plain(first)
        if len(words) <= _LONGEST:
            return words
        whole = re.match(rf".{{40,{_LONGEST}}}(?<=[.!?])(?= )", words)
        return whole[0] if whole else words[: _LONGEST - 1].rpartition(" ")[0] + " …"

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The anchors of the headings: those of the hosts, and what the site has instead."""
        made: dict[str, str] = {}
        taken: set[str] = set()
        for _, words in self._headings:
            host, ours = _host_anchor(words), slugify(words, "-")
            made[_free(host, made, "-")] = one = _free(ours, taken, "_")
            taken.add(one)
        return made

    @property
    def _headings(self) -> list[tuple[str, str]]:
        return [(marks, plain(words)) for marks, words in _HEADING.findall(without_code(self.text))]


def without_code(text: str) -> str:
    """Return a document without its blocks of code."""
    return _FENCED.sub("", text)


def plain(text: str) -> str:
    """Return the words of a piece of Markdown on one line."""
    return " ".join(_MARKED.sub(lambda found: found[1] or "", text).split())


def _host_anchor(words: str) -> str:
    """Return the anchor that GitHub and GitLab give to a heading."""
    return re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-")


def _free(name: str, taken: dict[str, str] | set[str], mark: str) -> str:
    """Return the name, with a number where it is taken already."""
    number, free = 0, name
    while free in taken:
        number += 1
        free = f"{name}{mark}{number}"
    return free


def pages(root: Path, nav: Sequence[dict[str, Any]]) -> list[Page]:
    """Return the pages that a menu names, in its order, and after them the others of docs/."""
    named = {source: (label, english) for label, source, english in _items(nav)}
    in_docs = sorted(path.relative_to(root).as_posix() for path in (root / DOCS).rglob("*.md"))
    for source in in_docs:
        if source not in named:
            # What the menu leaves out lies beside what it names: decisions beside their list.
            if (beside := f"{posixpath.dirname(source)}/README.md") not in named:
                sys.exit(f"{DOCS}/mkdocs.yml: {source} is in no menu. Add it to nav.")
            _, english = named[beside]
            named[source] = ("", english)
    return [
        Page(source, label, english, (root / source).read_text(encoding="utf-8"))
        for source, (label, english) in named.items()
    ]


def _items(nav: Sequence[dict[str, Any]], *, english: bool = False) -> Iterator[tuple[Any, ...]]:
    """Yield the label and the source of each page of a menu, and whether it is in English."""
    for item in nav:
        for label, inside in item.items():
            if isinstance(inside, str):
                yield label, posixpath.normpath(f"{DOCS}/{inside}"), english
            else:
                yield from _items(inside, english=label.endswith(IN_ENGLISH))
