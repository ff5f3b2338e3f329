"""Blocks of the forms that pages hold most of, written as HTML at once.

Python-Markdown walks through the tree of a page some ten times: to read what is inline, to break
lines, to find headings, to escape, to write. Nearly all of our pages is tables, lists and
paragraphs of words, links and spans (``plain_inline``), and the same cells stand on many pages.
Such a block is written here, each text of it once in a build, and a paragraph with a mark keeps
its place in the tree until the page is written. Whatever holds anything else stays in the tree,
and of it the blocks that do not.

What engines look for in a tree stands in it meanwhile once more, in a frame at its end: the
links, so that they can be told and turned to addresses, and the ids.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.serializers import RE_AMP
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from digitiekartta.markup import abbreviations, hyphens
from digitiekartta.markup.known_links import KnownLinks
from digitiekartta.markup.plain_inline import read

NAME = "digitiekartta-finished"
"""What Python-Markdown knows it by."""

_LISTS = ("ul", "ol", "li", "dl", "dt", "dd")
_TABLES = ("table", "caption", "thead", "tbody", "tr", "th", "td")
_BLOCKS = frozenset(("p", "div", "blockquote", "figure", "figcaption", *_LISTS, *_TABLES))
_DRAWN = ("svg", "title", "desc", "text", "path", "circle")
_WRITTEN = _BLOCKS.union(("a", "b", "i", "span"), _DRAWN)

# What Python-Markdown puts by and writes as it is, and what stands for it meanwhile.
_RAW = re.compile(r"&\#\d+;|<br>")
_PUT_BY = "\x1a"

# Shorter than any word that is parted.
_MARK = "\x02valmis:{}\x03"
_PLACE = re.compile(f"<p>{_MARK.format('([0-9]+)')}</p>")
_LINK = re.compile("\x02([^\x03]*)\x03")

# How many texts and tags are remembered; a page of a thousand rows has some five thousand.
_REMEMBERED = 1 << 14


def register(md: Markdown) -> None:
    """Add it to a Python-Markdown."""
    blocks = _FinishedBlocks(md)
    # Before inline Markdown (20), after the components (25), which copy texts that are still raw.
    md.treeprocessors.register(blocks, NAME, 21)
    # Around all that looks for links in the tree; MkDocs does so at 0.
    md.treeprocessors.register(_LinksShown(blocks), f"{NAME}-links", 1)
    md.treeprocessors.register(_LinksTaken(blocks), f"{NAME}-taken", -5)
    # After all that looks for something in the text of a page.
    md.postprocessors.register(_Places(blocks), f"{NAME}-places", -5)


class _Other(Exception):
    """A block holds what is not written here."""


class _FinishedBlocks(Treeprocessor):
    """Writes the blocks that it can, and reads the plain texts of the others."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.written: list[str] = []
        self.links: dict[str, Element | dict[str, str]] = {}
        self.known_links = KnownLinks(md)
        self.frame = Element("div")

    def run(self, root: Element) -> None:
        """Put marks into the places of the blocks that are written."""
        writer = _Writer(abbreviations.of_page(self.md))
        self.written, self.frame = [], Element("div")
        if self.md.output_format == "xhtml":
            self._finish(root, writer, parted=hyphens.NAME in self.md.treeprocessors)
        for id_ in writer.ids:
            SubElement(self.frame, "i", id=id_)
        root.append(self.frame)

    def _finish(self, parent: Element, writer: _Writer, *, parted: bool) -> None:
        for child in [*parent]:
            if child.tag in _BLOCKS and (html := writer.html(child, parted=parted)) is not None:
                place = Element("p")
                place.text = AtomicString(_MARK.format(len(self.written)))
                place.tail = child.tail
                parent[[*parent].index(child)] = child = place
                self.written.append(html)
            else:
                self._finish(child, writer, parted=parted and hyphens.are_in(child))
            if child.tail and (plain := read(child.tail)) is not None:
                child.tail = plain.text
                after = [*parent].index(child) + 1
                parent[after:after] = plain
        # What is atomic is done already.
        raw = None if isinstance(parent.text, AtomicString) else parent.text
        if raw and (plain := read(raw)) is not None:
            parent.text = plain.text
            parent[0:0] = plain


class _LinksShown(Treeprocessor):
    """Puts the links of what is written into the frame, each of them once."""

    def __init__(self, blocks: _FinishedBlocks) -> None:
        super().__init__(blocks.md)
        self._blocks = blocks

    def run(self, root: Element) -> None:
        """Put them in, but for those that are known."""
        blocks = self._blocks
        blocks.known_links = KnownLinks(self.md)
        blocks.links = {}
        for link in dict.fromkeys(link for html in blocks.written for link in _LINK.findall(html)):
            known = blocks.known_links.get(link)
            made = SubElement(blocks.frame, "a", href=link) if known is None else {"href": known}
            blocks.links[link] = made


class _LinksTaken(Treeprocessor):
    """Takes the frame away, and puts the links as they are by now into what is written."""

    def __init__(self, blocks: _FinishedBlocks) -> None:
        super().__init__(blocks.md)
        self._blocks = blocks

    def run(self, root: Element) -> None:
        """Put them in."""
        blocks = self._blocks
        root.remove(blocks.frame)
        links = {}
        for link, made in blocks.links.items():
            blocks.known_links.note(link, dict(made.items()))
            links[link] = _attributes(made.items())
        blocks.written = [_LINK.sub(lambda match: links[match[1]], html) for html in blocks.written]


class _Places(Postprocessor):
    """Puts what is written into its places."""

    def __init__(self, blocks: _FinishedBlocks) -> None:
        super().__init__(blocks.md)
        self._blocks = blocks

    def run(self, text: str) -> str:
        """Put it in."""
        return _PLACE.sub(lambda match: self._blocks.written[int(match[1])], text)


# --- writing -----------------------------------------------------------------------------------


class _Writer:
    """Writes the blocks of one page, and notes their ids."""

    def __init__(self, abbreviated: re.Pattern[str] | None) -> None:
        self.ids: list[str] = []
        self._abbreviated = abbreviated

    def html(self, block: Element, *, parted: bool) -> str | None:
        """Return a block as HTML with raw links; None when it holds anything else."""
        noted = len(self.ids)
        written: list[str] = []
        try:
            self.write(block, written.append, parted)
        except _Other:
            del self.ids[noted:]
            return None
        return "".join(written)

    def write(self, element: Element, write: Callable[[str], None], parted: bool) -> None:
        """Write an element, and the line breaks that Python-Markdown gives to blocks."""
        tag = element.tag
        opening, closing, own, id_ = _tag(tag, *element.items())
        parted = parted and own
        if id_:
            self.ids.append(id_)
        text = element.text
        if not len(element):
            write(f"{opening}{self._text(text, parted) if text else ''}{closing}")
            return
        write(opening)
        is_block = tag in _BLOCKS
        if is_block and element[0].tag in _BLOCKS and not (text and text.strip()):
            write("\n")
        elif text:
            write(self._text(text, parted))
        for child in element:
            self.write(child, write, parted)
            text = child.tail
            if is_block and child.tag in _BLOCKS and not (text and text.strip()):
                write("\n")
            elif text:
                write(self._text(text, parted))
        write(closing)

    def _text(self, text: str, parted: bool) -> str:
        if self._abbreviated and self._abbreviated.search(text):
            raise _Other
        html = _shown(text, parted) if type(text) is AtomicString else _inline(text, parted)
        if html is None:
            raise _Other
        return html


@lru_cache(maxsize=_REMEMBERED)
def _inline(text: str, parted: bool) -> str | None:
    """Return inline Markdown as HTML with raw links; None when it holds anything else."""
    plain = None if _PUT_BY in text else read(_RAW.sub(_PUT_BY, text))
    if plain is None:
        return None
    written: list[str] = []
    _Writer(None).write(plain, written.append, parted)
    html = "".join(written)
    put_by = iter(_RAW.findall(text))
    return re.sub(_PUT_BY, lambda _: next(put_by), html)


@lru_cache(maxsize=_REMEMBERED)
def _shown(text: str, parted: bool) -> str:
    """Return text that is no Markdown as HTML."""
    return _escaped(hyphens.hyphenated(text) if parted else text)


@lru_cache(maxsize=_REMEMBERED)
def _tag(tag: str, *attributes: tuple[str, str]) -> tuple[str, str, bool, str | None]:
    """Return both tags of an element, whether its long words are parted, and its id."""
    if not tag:
        return "", "", True, None
    if tag not in _WRITTEN:
        raise _Other
    element = Element(tag, dict(attributes))
    shown = f"\x02{element.get('href')}\x03" if tag == "a" else _attributes(attributes)
    return f"<{tag}{shown}>", f"</{tag}>", hyphens.are_in(element), element.get("id")


def _attributes(attributes: Iterable[tuple[str, str]]) -> str:
    """Return attributes as Python-Markdown writes them: in order of their names."""
    shown = ((name, _escaped(value).replace('"', "&quot;")) for name, value in sorted(attributes))
    return "".join(f' {name}="{value}"' for name, value in shown)


def _escaped(text: str) -> str:
    """Return text as Python-Markdown escapes it, which leaves references as they are."""
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")
