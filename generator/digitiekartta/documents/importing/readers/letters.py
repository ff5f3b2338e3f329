"""Which letters the bytes of a text file mean: its character encoding, told by its words.

Nothing in a CSV file tells its encoding. UTF-8 and UTF-16 show in the bytes; of the old ones of
Windows, Mac and DOS the one holds in which the text looks like Finnish or Swedish. Where none
does, the text is refused: wrong letters would go into the roadmap without a word.
"""

import re
from collections import Counter
from itertools import islice

_SURE = frozenset("äöåÄÖÅ")
_KNOWN = frozenset("éèêëáàâãçñóòôúùüíïîìšžõøæđŋŧčßÉÈÜÁÓŠŽÕØÆČ")
_SIGNS = frozenset("\xa0–—‘’‚“”„•…€£§©®°±²³µ·×÷½¼¾«»´¨→←↔■□●○◆▲▼√†‡™ªº¹¿¡¦¬¯")
_OLD = ("cp1252", "iso8859_15", "mac_roman", "cp850", "cp437")
NAMES = {"mac_roman": "Mac Roman", "cp850": "DOS 850", "cp437": "DOS 437"}
_MOST, _NEAR = 20_000, 50_000
# A letter that is not ASCII, between the two beside it.
_ODD = re.compile(r"(?<=(.))([^\x00-\x7f])(?=(.))", re.DOTALL)
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)


def wide_encoding(data: bytes) -> str:
    """Return which encoding of two or four bytes a letter a text has, "" when none.

    Without a mark the zeros tell it: nearly every letter of our languages has one.
    """
    for mark, name in _MARKS:
        if data.startswith(mark) and name != "utf-8-sig":
            return name
    start = data[:4096]
    zeros = [start[at::4].count(0) / max(len(start[at::4]), 1) for at in range(4)]
    patterns = {"utf-16-le": "1010", "utf-16-be": "0101", "utf-32-le": "1000", "utf-32-be": "0001"}
    for name, pattern in patterns.items():
        text = [share for share, sign in zip(zeros, pattern, strict=True) if sign == "1"]
        rest = [share for share, sign in zip(zeros, pattern, strict=True) if sign == "0"]
        if max(text) < 0.05 and min(rest) > 0.7:
            return name
    return ""


def encoding_of(data: bytes) -> str | None:
    """Return the encoding of a text, None when it cannot be told."""
    if wide := wide_encoding(data):
        return wide
    if _is_in(data, "utf-8"):
        return "utf-8-sig"
    scores = {name: _likeliness(data, name) for name in _OLD if _is_in(data, name)}
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] >= 0 else None


def is_mended_wrongly(text: str) -> bool:
    """Whether letters of a text were read in a wrong encoding before it was saved."""
    return re.search("\ufffd|Ã[¤¶¥„–…]|â€|Ã\x84|Ã\x96", text) is not None


def _is_in(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _likeliness(data: bytes, encoding: str) -> float:
    """Return how much a text looks like our languages in an encoding; below 0 it does not."""
    text = f" {data.decode(encoding)} "
    first = _ODD.search(text)
    near = text[max(0, first.start() - _NEAR) :][: 2 * _NEAR] if first else ""
    letters = [letter for letter in near if letter.isalpha()]
    if sum(letter.isascii() for letter in letters) < len(letters) / 2:
        return -1.0  # another alphabet
    odd = Counter(found.groups() for found in islice(_ODD.finditer(text), _MOST))
    return sum(number * _fits(*around) for around, number in odd.items())


def _fits(before: str, letter: str, after: str) -> float:
    """Return how well a letter stands between two others."""
    inside = before.isalpha() and after.isalpha()
    if letter in _SIGNS:
        # A sign in the middle of a word is a letter that was read wrongly.
        return -2.0 if inside and letter not in "’´\xa0" else 0.5
    if not letter.isalpha() or (letter.isupper() and before.islower()):
        return -3.0
    beside = [other for other in (before, after) if other.isalpha()]
    if not beside:
        return 0.3 if letter in _SURE else -1.0
    if not all(other.isascii() or other in _SURE | _KNOWN for other in beside):
        return -1.0
    if letter in _SURE:
        return 1.0
    return 0.3 if letter in _KNOWN else -2.0
