"""Spelling: whether two texts say the same and differ only in how it is written.

Only what cannot change the meaning counts as spelling: letter case, quotation marks, commas and
the like, spaces and hyphens within words. Signs beside digits and question marks are kept, and
a single changed letter is another word ("päätetään", "päästetään").
"""

from __future__ import annotations

import re
import unicodedata

_DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
_QUOTES = re.compile(r"[\"'”“„»«’‘´`]")
# A run of marks with a digit on both sides, or a minus before one, belongs to a number.
_LOOSE = re.compile(
    r"(?<![\d.,;:!()\s])[.,;:!()\s]++ | (?<![.,;:!()\s])[.,;:!()\s]++(?!\d) | -(?!\d)",
    re.VERBOSE,
)
_SPACES = re.compile(r"\s+")


def same_but_spelling(first: str, second: str) -> bool:
    """Whether two different texts differ in spelling only."""
    return first != second and _core(first) == _core(second)


def _core(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = _SPACES.sub(" ", _QUOTES.sub("", _DASHES.sub("-", folded)))
    return _LOOSE.sub("", plain)
