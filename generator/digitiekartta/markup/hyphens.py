"""Soft hyphens: where a long Finnish word may be parted at the end of a line.

A browser that knows no Finnish hyphenation tears "Tietohallintokoordinaattori" on a phone at any
letter. Pages get soft hyphens in their text, and only there: ids, addresses, attributes, window
titles and data for programs keep their words whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pyphen import Pyphen

SOFT_HYPHEN = "\u00ad"
NAME = "digitiekartta-hyphens"
"""What Python-Markdown knows them by."""

_PATTERNS = Path(__file__).with_name("tavutus.dic")

_SHORTEST_WORD = 12
# Letters that stay together at each end of a word.
_SHORTEST_END = 3
_LONG_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST_WORD},}}")
_CHUNK = re.compile(rf"\S{{{_SHORTEST_WORD},}}")
# Parts of addresses and file names are copied and typed; the second is a name parted by hand.
_WHOLE = re.compile(rf"//|@|\w[._]\w|\\|{SOFT_HYPHEN}")

# What later parts of compounds begin with. Patterns see syllables, and a vowel goes to the one
# before: hankin-tayk-sikkö. Only after a vowel or an ending of the genitive (n, s), as "kalusta"
# is no "alusta"; never after the same vowel, which is a long one or has a hyphen of its own.
_LATER_PARTS = (
    "aikai|aineis|ainee|aloj|alue|alusta|analy|anomu|anturi|arkist|arvio|arvoi|asetu|asiak|"
    "asian|asioi|asukas|asukk|asunto|asutu|ehdo|ehkäis|eläk|elämä|ennus|erityis|esitte|esity|"
    "etuu|ihmis|ikäi|ilmast|ilmoit|iltap|innovaat|integr|istunto|ohja|ohje|oikeu|omai|omatoim|"
    "omaval|omistaj|omistu|opetu|opinn|opint|opisk|opisto|oppila|oppimi|organis|osaaj|osaami|"
    "osaava|osaavi|osallis|osasto|osoit|osuu|otsik|uhka|urakk|urheil|uudist|yhdisty|yhtei|"
    "yhteyd|yhteys|yhtiö|yksik|yleis|yllä|ympäri|yrity|yrittä|ystäv|ääne|ääni"
)
_BORDER = re.compile(rf"(?<=[aeiouyäöns])(?=(?:{_LATER_PARTS}))")

# Where text is no running text: drawn, for programs, or the choices of a form.
_NEVER_IN = {"code", "pre", "script", "select", "style", "svg", "textarea"}


def hyphenated(text: str) -> str:
    """Return text with soft hyphens in its words of twelve letters and more.

    Each part of a word that is parted by hyphens is a word; addresses stay whole. HTML and
    plain text are both text: tags and references hold no such words.
    """
    return _CHUNK.sub(_chunk, text)


def _chunk(match: re.Match[str]) -> str:
    chunk = match[0]
    return chunk if _WHOLE.search(chunk) else _LONG_WORD.sub(lambda word: _word(word[0]), chunk)


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> str:
    lower = word.lower()
    if len(lower) != len(word):  # İ is two characters in lower case
        return word
    ends = range(_SHORTEST_END, len(word) - _SHORTEST_END + 1)
    places = [
        place
        for match in _BORDER.finditer(lower)
        if (place := match.start()) in ends and lower[place - 1] != lower[place]
    ]
    # No letter is left alone between two places.
    for place in syllables(lower):
        if place in ends and all(abs(place - other) > 1 for other in places):
            places.append(place)
    cuts = [0, *sorted(places), len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(cuts))


def syllables(word: str) -> list[int]:
    """Return where the patterns part a word in lower case, its ends not minded.

    Pyphen does the same in four times the time, as it looks up every part of the word.
    """
    letters = f".{word}."
    levels = [0] * (len(letters) + 1)
    for start in range(len(letters)):
        branch = _patterns()
        for letter in letters[start:]:
            if letter not in branch.next:
                break
            branch = branch.next[letter]
            for place, level in enumerate(branch.levels, start + branch.offset):
                levels[place] = max(levels[place], level)
    return [place - 1 for place, level in enumerate(levels) if level % 2]


@dataclass
class _Branch:
    """What patterns with the same beginning say, and those that go on from it."""

    next: dict[str, _Branch] = field(default_factory=dict)
    offset: int = 0
    levels: Sequence[int] = ()


@cache
def _patterns() -> _Branch:
    root = _Branch()
    for letters, (offset, levels) in Pyphen(filename=_PATTERNS).hd.patterns.items():
        branch = root
        for letter in letters:
            branch = branch.next.setdefault(letter, _Branch())
        branch.offset, branch.levels = offset, levels
    return root


def are_in(element: ElementTree.Element) -> bool:
    """Whether an element's text is running text in Finnish, in which long words are parted."""
    return element.tag not in _NEVER_IN and element.get("lang", "fi") == "fi"


def register(md: Markdown) -> None:
    """Add the soft hyphens to a Python-Markdown."""
    # After all that makes ids, titles and addresses of the text; after ``unescape`` (0).
    md.treeprocessors.register(_SoftHyphens(md), NAME, -1)


class _SoftHyphens(Treeprocessor):
    """Parts the long words of a page's text, and of the list of its headings."""

    def run(self, root: ElementTree.Element) -> None:
        """Part them in place."""
        _within(root)
        for heading in getattr(self.md, "toc_tokens", ()):
            _in_heading(heading)


def _within(element: ElementTree.Element) -> None:
    if are_in(element):
        if element.text:
            element.text = hyphenated(element.text)
        for child in element:
            _within(child)
            if child.tail:
                child.tail = hyphenated(child.tail)


def _in_heading(heading: dict[str, object]) -> None:
    heading["name"] = hyphenated(str(heading["name"]))
    children = heading["children"]
    assert isinstance(children, list)
    for child in children:
        _in_heading(child)
