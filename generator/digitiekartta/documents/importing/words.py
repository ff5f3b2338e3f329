"""Words compared as people compare them: case, spaces, dashes and small misspellings aside."""

import functools
import re
import unicodedata

from digitiekartta.basics.text import one_line
from digitiekartta.markup.escaping import clean

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SPACES = re.compile(r"\s+")


def readable(text: str) -> str:
    """Return a cell's text with ordinary spaces, its lines kept, nothing invisible."""
    if not text:
        return ""
    shown = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    lines = re.split(r"[\n\r\v\f\u2028\u2029]+", shown)
    return "\n".join(line for line in (_SPACES.sub(" ", one).strip() for one in lines) if line)


def line(text: str) -> str:
    """Return a text on one line, as pages show it."""
    return one_line(clean(text))


def folded(text: str) -> str:
    """Return the text for comparing: one line, small letters, plain dashes."""
    shown = _DASHES.sub("-", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return one_line(shown).casefold()


def letters(text: str) -> str:
    """Return only letters and figures, small: what is left of a text when layout is taken away."""
    return "".join(c for c in folded(text) if c.isalnum())


# Each row of a list is compared with the title of each measure.
@functools.lru_cache(maxsize=10_000)
def title_key(title: str) -> str:
    """Return a title by which two spellings of it are the same: letters and digits only."""
    return letters(title) or title.strip()


def joined_label(text: str) -> str:
    """Return a label on one line, a word that was broken by a hyphen at a line's end joined.

    "käyttöön-\\notto" is "käyttöönotto"; a hyphen before a capital or a space stays.
    """
    mended = re.sub(r"(?<=[a-zåäö])[-\u00ad\u2010]\s*\n\s*(?=[a-zåäö])", "", text)
    mended = re.sub(r"([-/])\s*\n\s*", r"\1", mended)
    return one_line(mended)


def distance(one: str, other: str, most: int) -> int:
    """Return the number of letters to change (Levenshtein), ``most`` + 1 when it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b)))
        if min(row) > most:
            return most + 1
        before = row
    return min(before[-1], most + 1)


@functools.lru_cache(maxsize=10_000)
def near(word: str, name: str) -> bool:
    """Whether a word is a misspelling of a name: the same first letter, one or two letters off."""
    if not word or word[0] != name[0]:
        return False
    allowed = 2 if len(name) >= 5 else 1
    return len(word) >= len(name) - 2 and distance(word, name, allowed) <= allowed
