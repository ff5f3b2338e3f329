"""Escaping: editors' text is text, in every target one function.

Whatever stands in a field appears on the page letter for letter and never becomes
markup. ``html.escape`` and backslashes were both tried in Markdown and both let some
strings through; a numeric character reference stops every extension of Python-Markdown
alike. Only what is active where it stands is referenced, so that an ordinary sentence
can still be read in ``build/`` as it was written.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from digitiekartta.basics.characters import LINE_BREAKS, UNWANTED, with_line_feeds
from digitiekartta.markup.components.kinds import Kind

_UNWANTED = re.compile(f"[{UNWANTED}]")
_UNCLEAN = re.compile(f"[\n\t{LINE_BREAKS}{UNWANTED}]")  # what more than spaces is changed for

_ACTIVE = re.compile(
    r"""
    [\\`*\[\]{}<|~^$@\#]                # wherever they stand
  | (?<![^\W_])_ | _(?![^\W_])         # emphasis; not inside a word: tiedoston_nimi
  | &(?=\w+;)                          # an entity
  | -{2,} | \+{2,} | ={2,}             # rules, key caps, marked text
  | :(?=//) | (?<=[wW]{3})\.           # addresses that would become links
  | :(?=[\w+-]+:)                      # :emoji:
  # pymdownx.magiclink: merge requests (!1) and commits
  | [!?](?=[1-9]) | (?<![^\W_])[a-f\d](?=[a-f\d]{39}(?![^\W_]))
  # pymdownx.smartsymbols: (c), +/-, =/=, c/o, 1/2, 1st
  | \((?=(?:c|r|tm)\)) | \+(?=/-) | =(?=/=) | (?<=(?<![^\W_])c)/(?=o(?![^\W_]))
  | (?<=(?<!\d)[1-57])/(?=[2-68](?!\d)) | (?<=\d)[snrt](?=[tdh](?![^\W_]))
  # the start of a block, and the caption of our own tables
  | ^(?: [>:] | [-+=](?=\s|$) | [!?/]{3} ) | (?:"""
    + "|".join(f"(?<=^{kind})" for kind in Kind)
    + """):
    """,
    re.VERBOSE | re.MULTILINE,
)
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)", re.MULTILINE)

_SCHEMES = ("http", "https", "mailto")
# Browsers skip some of these inside an address, and read a backslash as a slash.
_NOT_IN_URL = re.compile(r"[^\S ]|\\|[\u00ad\u061c\u200b-\u200f\u2060-\u206f]")


def clean(text: str) -> str:
    """Return text as all pages show it: NFC, "\\n" between lines, no spaces around a line.

    Control characters and bidi overrides are removed, a tab becomes a space, and whatever
    breaks a line (Word's vertical tab, U+2028) becomes "\\n".
    """
    if not _UNCLEAN.search(text) and unicodedata.is_normalized("NFC", text):
        return text.strip()
    return "\n".join(line.strip() for line in _plain(text).split("\n")).strip()


def cleaned(value: Any) -> Any:
    """Return texts inside lists and mappings, for a program to read, as ``clean`` does."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: cleaned(item) for key, item in value.items()}
    return [cleaned(item) for item in value] if isinstance(value, list | tuple) else value


def one_line(text: str) -> str:
    """Return text as ``clean`` does, with a space where a line or a paragraph ended."""
    return re.sub(r"\n+", " ", clean(text))


@lru_cache(maxsize=1 << 14)
def markdown(text: str) -> str:
    """Return text as one line of inline Markdown that shows it letter for letter.

    Fits a paragraph, heading, list item, table cell, link text and bracketed span. A newline
    becomes ``<br>``. Text that is empty when cleaned gives "", which the caller must expect.
    """
    return _referenced(clean(text))


def unescaped(markdown: str) -> str:
    """Return the text of which ``markdown`` made a line, or a part of one without ``<br>``."""
    return re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), markdown)


def code_span(text: str) -> str:
    """Return text as a code span, in which it stands letter for letter, on one line."""
    text = one_line(text)
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence, space = "`" * (longest + 1), " " if "`" in (text[:1], text[-1:]) else ""
    return f"{fence}{space}{text}{space}{fence}" if text else ""


def fragment(text: str) -> str:
    """Return text as ``markdown`` does, but as a part of a line: spaces at its ends stay."""
    return _referenced(_plain(text))


def paragraphs(text: str) -> str:
    """Return text as Markdown paragraphs: a blank line parts them, a single newline is ``<br>``."""
    return "\n\n".join(markdown(part) for part in re.split(r"\n\n+", clean(text)))


def html(text: str) -> str:
    """Return text on one line as HTML text or a quoted attribute value.

    Also for the title and description in front matter, which themes print as they are.
    """
    return escape(one_line(text))


def url(text: str) -> str | None:
    """Return an address that may stand in ``](…)`` and in a quoted attribute, or None.

    Allowed are http, https, mailto and addresses relative to the page or the site; an address
    that borrows the page's scheme (``//host``) is not. The result is percent-encoded and its
    ``&`` is written ``&amp;``.
    """
    address = unicodedata.normalize("NFC", text).strip(" ")
    if not address or _UNWANTED.search(address) or _NOT_IN_URL.search(address):
        return None
    scheme, colon, rest = address.partition(":")
    if colon and not re.search(r"[/?#]", scheme):
        web = scheme.lower() in ("http", "https")
        if scheme.lower() not in _SCHEMES or (web and not re.match(r"//[^/?#]", rest)):
            return None
    elif address.startswith("//"):
        return None
    # An editor may have encoded some of it already: a sound %E4 stays, a lone % does not.
    address = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address)
    return quote(address, safe="/:?#@!&*+,;=%").replace("&", "&amp;")


def _plain(text: str) -> str:
    text = _UNWANTED.sub("", with_line_feeds(text.replace("\t", " ")))
    # Last, as what stood between a letter and its accent may just have been removed.
    return unicodedata.normalize("NFC", text)


def _referenced(text: str) -> str:
    text = _ACTIVE.sub(lambda match: _references(match[0]), text)
    text = _NUMBERED.sub(lambda match: match[1] + _references(match[2]), text)
    return text.replace("\n", "<br>")


def _references(characters: str) -> str:
    return "".join(f"&#{ord(character)};" for character in characters)
