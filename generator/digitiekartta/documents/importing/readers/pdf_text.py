"""The text of a place on paper: its lines joined as their writer wrote them.

Lines end where the paper does. Whether a word goes on in the next line is told by a hyphen that
the program put there, or by a line that is full to its end; a word list decides where both are
possible.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import simplemma

from digitiekartta.documents.importing.readers.pdf_words import Word, lines_of_words

# The second is the soft hyphen, the third what browsers break words with. Some fonts (Typst's)
# call every hyphen a soft one.
_HYPHENS = "-\u00ad\u2010"
_TYPED = "-"
_AND = re.compile(r"(ja|tai|sekä|eli|och|eller)\b")
_VOWELS = "aeiouyäöå"
_SLACK = 0.05


@dataclass
class Writing:
    """Joins the lines of a document, and remembers the words that it put together."""

    mended: list[str] = field(default_factory=list)

    def joined(self, words: Sequence[Word], limit: float | None = None) -> str:
        """Return the text of words that stand in one place, its lines joined.

        Args:
            words: Those of the place.
            limit: Where its lines end at the latest, None when it is not known.
        """
        turned = [word for word in words if word.turned]
        if turned:
            upward = sorted(turned, key=lambda one: (round(one.box.left / 3), -one.box.bottom))
            return " ".join(word.text for word in upward)
        text = ""
        before: list[Word] = []
        for line in lines_of_words(words):
            line_text = " ".join(word.text for word in line)
            if not text:
                text = line_text
            elif text[-1] in _HYPHENS and re.search(r"[^\W_].$", text):
                text = _over_hyphen(text, line_text)
            elif (text.endswith("/") and not text.endswith(" /")) or (
                limit is not None and self._is_broken(before, line, limit)
            ):
                text += line_text
            else:
                text += " " + line_text
            before = line
        return re.sub(r"[\u00ad\u2010]", "-", text)

    def _is_broken(self, before: Sequence[Word], line: Sequence[Word], limit: float) -> bool:
        """Whether a line ends inside a word: one that fills it, without room for one letter more.

        The next word may also just begin there, so the parts must not be words of their own.
        """
        word, following = before[-1], line[0]
        if (
            len(before) > 1
            or not word.text[-1].isalpha()
            or not following.text[0].islower()
            or word.box.right + following.first < limit - _SLACK * word.size
        ):
            return False
        one, two = _bare(word.text), _bare(following.text)
        broken = _is_word(one + two) or not (_is_word(one) or _is_word(two))
        if broken:
            self.mended.append(one + two)
        return broken


def _over_hyphen(text: str, following: str) -> str:
    """Return two lines joined, the first of which ends with a hyphen."""
    if _AND.match(following):
        return f"{text[:-1]}- {following}"
    start = re.split(r"[\s/(]", text)[-1][:-1]
    if _is_written(start, following, text[-1]):
        return f"{text[:-1]}-{following}"
    return text[:-1] + following


def _is_written(start: str, following: str, sign: str) -> bool:
    """Whether a hyphen at a line's end is one that a person wrote.

    Finnish needs one between equal vowels ("vapaa-aika"), and after a capital, a figure or a
    single letter ("IT-tuki", "e-palvelu"); no program breaks words there.
    """
    if not following[:1].islower() or len(start) < 2 or not start[-1].islower():
        return True
    if start[-1] == following[0] and start[-1] in _VOWELS:
        return True
    end = _bare(re.split(r"[\s/]", following)[0])
    last = _bare(start.rpartition("-")[2])
    return sign == _TYPED and not _is_word(last + end) and _is_word(end)


def _bare(text: str) -> str:
    return text.strip("()[],.;:!?\"'”“").casefold()


@functools.lru_cache(maxsize=10_000)
def _is_word(text: str) -> bool:
    return simplemma.is_known(text, lang="fi")
