"""Passages: the words in which two texts differ, with a few of the words around them.

One letter shows one word, not two paragraphs between which the eye must find it.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_AROUND = 4  # words on either side
_APART = 2  # as many equal words or fewer don't part two passages
_MOST = 6
# A number with thousands is one word, whatever space parts them.
_WORD = re.compile(r"[^\s\d]*(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)\S*|\S+")
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that differ: as they were, as they are, and where; one of the two may be empty.

    ``around`` holds the words as they are, or those that are gone, with some before and after.
    """

    before: str
    after: str
    around: str


def passages(old: str, new: str) -> list[Passage] | None:
    """Return where two texts differ, in order; none when they differ in white space only.

    None means that so much differs that both are better read whole.
    """
    was, now = words_in(old), words_in(new)
    matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
    spans = list(_spans(matcher.get_opcodes()))
    if spans and (matcher.ratio() < _ALIKE or len(spans) > _MOST):
        return None
    return [_passage(was, now, *span) for span in spans]


def words_in(text: str) -> list[str]:
    """Return the words of a text; a number with thousands is one."""
    return [" ".join(word.split()) for word in _WORD.findall(text)]


_Span = tuple[int, int, int, int]


def _spans(steps: Sequence[tuple[str, int, int, int, int]]) -> Iterator[_Span]:
    """Yield what differs as ranges of words in both texts; what is close together as one."""
    open_span: _Span | None = None
    for step, i1, i2, j1, j2 in steps:
        if step == "equal":
            continue
        if open_span and i1 - open_span[1] <= _APART:
            open_span = (open_span[0], i2, open_span[2], j2)
            continue
        if open_span:
            yield open_span
        open_span = (i1, i2, j1, j2)
    if open_span:
        yield open_span


def _passage(was: Sequence[str], now: Sequence[str], i1: int, i2: int, j1: int, j2: int) -> Passage:
    before, after = " ".join(was[i1:i2]), " ".join(now[j1:j2])
    around = _around(now, j1, j2) if after else _around(was, i1, i2)
    return Passage(before, after, around)


def _around(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(words), end + _AROUND)
    cut = [*(["…"] if first else []), *words[first:last], *(["…"] if last < len(words) else [])]
    return " ".join(cut)
