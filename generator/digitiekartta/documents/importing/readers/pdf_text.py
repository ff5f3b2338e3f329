"""The text of a place on paper: its lines joined as their writer wrote them.

Lines end where the paper does. Whether a word goes on in the next line is told by a hyphen that
the program put there, or by a line that is full to its end; a word list decides where both are
possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from digitiekartta.documents.importing.grid import Seam
from digitiekartta.documents.importing.readers.pdf_words import Word, lines_of_words
from digitiekartta.documents.importing.readers.spelling import (
    is_known,
    is_sure,
    words_of_parts,
)

# The second is the soft hyphen, the third what browsers break words with. Some fonts (Typst's)
# call every hyphen a soft one.
_HYPHENS = "-\u00ad\u2010"
_TYPED = "-"
_AND = re.compile(r"(ja|tai|sekä|eli|och|eller)\b")
_VOWELS = "aeiouyäöå"
_SLACK = 0.05


def joined(words: Sequence[Word]) -> str:
    """Return the text of words that stand in one place, its lines joined."""
    return joined_in_cell(words, None, False)[0]


def joined_in_cell(
    words: Sequence[Word], limit: float | None, surely: bool
) -> tuple[str, tuple[Seam, ...]]:
    """Return the text of words in a cell, and the ends of lines that may stand inside a word.

    Args:
        words: Those of the cell.
        limit: Where its lines end at the latest, None when it is not known.
        surely: Whether they end there; else they end so far at least.
    """
    turned = [word for word in words if word.turned]
    if turned:
        upward = sorted(turned, key=lambda one: (round(one.box.left / 3), -one.box.bottom))
        return " ".join(word.text for word in upward), ()
    lines = lines_of_words(words)
    seams = [Seam(word.text, sure=False) for word in words if word.gapped]
    broken = _broken(lines, limit, surely, seams) if limit is not None else frozenset()
    text = ""
    for at, line in enumerate(lines):
        line_text = " ".join(word.text for word in line)
        if not text:
            text = line_text
        elif text[-1] in _HYPHENS and re.search(r"[^\W_].$", text):
            text = _over_hyphen(text, line_text)
        elif line_text[0] in ",.;:)" or re.search(r"\S/$", text) or at in broken:
            text += line_text
        else:
            text += " " + line_text
    return re.sub(r"[\u00ad\u2010]", "-", text), tuple(seams)


def _broken(
    lines: Sequence[Sequence[Word]], limit: float, surely: bool, seams: list[Seam]
) -> frozenset[int]:
    """Return the lines that begin inside a word."""
    broken: set[int] = set()
    at = 1
    while at < len(lines):
        end = at
        while end < len(lines) and _may_break(lines[end - 1], lines[end], limit):
            end += 1
            if len(lines[end - 1]) > 1:
                break
        if end > at:
            broken |= _inside(lines[at - 1 : end], at, surely, seams)
        at = max(end, at + 1)
    return frozenset(broken)


def _inside(
    lines: Sequence[Sequence[Word]], first: int, surely: bool, seams: list[Seam]
) -> set[int]:
    """Return which of some lines, each of which may begin inside a word, do."""
    parts = [_last(lines[0][-1].text), *(_first(line[0].text) for line in lines[1:])]
    words = words_of_parts(parts, surely)
    seams += _seams(words)
    ends = set(accumulate(map(len, words)))
    return {first + at for at in range(len(parts)) if at + 1 not in ends}


def _seams(words: Sequence[Sequence[str]]) -> Iterator[Seam]:
    """Yield what was read at the ends of lines: words of several parts, words beside others."""
    for parts in words:
        if len(parts) > 1:
            yield Seam("".join(parts), is_sure(parts, joined=True))
    for pair in pairwise(map("".join, words)):
        if not is_sure(pair, joined=False):
            yield Seam(" ".join(pair), sure=False)


def joined_over_page(one: str, other: str) -> tuple[str, tuple[Seam, ...]]:
    """Return two parts of a text joined that a page break parts, and what it may have broken."""
    start, end = one.split()[-1], other.split()[0]
    if start[-1] in _HYPHENS:
        return _over_hyphen(one, other), ()
    if not (start[-1].isalpha() and end[0].islower()):
        return f"{one} {other}", ()
    words = words_of_parts([_last(start), _first(end)], surely=False)
    seams = tuple(seam for seam in _seams(words) if len(words) == 1)
    return f"{one}{'' if len(words) == 1 else ' '}{other}", seams


def _may_break(before: Sequence[Word], line: Sequence[Word], limit: float) -> bool:
    """Whether a line may end inside a word: one that is full, without room for one letter more.

    Programs only break a word that is wider than its cell, and write no space inside it.
    """
    word, following = before[-1], line[0]
    width = word.box.width + following.box.width
    last, first = word.text[-1], following.text[0]
    return (
        not word.spaced
        and (len(before) == 1 or width >= limit - before[0].box.left)
        and ((last.isalpha() and first.islower()) or (last.isdigit() and first.isdigit()))
        and word.box.right + following.first >= limit - _SLACK * word.size
    )


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
    return sign == _TYPED and not is_known(_last(start) + end) and is_known(end)


def _first(text: str) -> str:
    """Return the first part of a word with hyphens."""
    return _bare(re.split(r"[-/)]", text)[0]) or _bare(text)


def _last(text: str) -> str:
    """Return the last part of a word with hyphens."""
    return _bare(re.split(r"[-/(]", text)[-1])


def _bare(text: str) -> str:
    return text.strip("()[],.;:!?\"'”“").casefold()
