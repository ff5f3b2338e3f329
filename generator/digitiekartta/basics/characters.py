"""Characters that nobody sees, or that no screen can show: one rule for all that is read and said.

Three kinds. What no text needs, and what may mislead (controls, characters that turn the direction
of writing), is told where it stands, and pages leave it out. What Word and web pages put into
words without changing what is read (soft hyphens, spaces and joiners of no width) is left out in
reading, without a word. What can't be shown (letters lost on the way, letters of a font of one's
own) is told, as only its writer knows what should stand there.
"""

import re
import unicodedata

UNWANTED = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"
    "\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
)
"""For a class of a regular expression: controls, bidi overrides and isolates, the byte order
mark, halves of surrogate pairs and the two non-characters that XML refuses."""
LINE_BREAKS = "\r\v\f\x1c-\x1e\x85\u2028\u2029"
"""Likewise: what some programs break a line at; not the line feed."""
UNSHOWABLE = "\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd"
"""Likewise: the mark of a lost letter, and letters of a font of one's own."""

_LINE_BREAK = re.compile(f"\r\n|[{LINE_BREAKS}]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufff9-\ufffb]"
    # They join emojis and letters of other scripts, and do nothing beside ours.
    "|(?<![^\x00-\u024f])[\u200c\u200d]"
    "|(?<=[A-Za-z\u00c0-\u024f])[\ufe00-\ufe0f]"
    # Flags of parts of countries are written with them.
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
)
# Letters and symbols by their category that show nothing.
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_SHOWN = ("L", "N", "P", "S")


# PDFs write some pairs of letters as one character.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
# Nearly no text has any of those, and to look for all at once is quick.
_ANY_OF_THESE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufff9-\ufffb\ufb00-\ufb04"
    "\U000e0000-\U000e007f]"
)


def seen(text: str) -> str:
    """Return a text without what nobody sees in it, its letters each as one character (NFC)."""
    if text.isascii():
        return text
    if _ANY_OF_THESE.search(text):
        text = _UNSEEN.sub("", text).translate(_LIGATURES)
    return unicodedata.normalize("NFC", text)


# Letters of Cyrillic and Greek that look like ours, and hyphens that look like one another.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲ‐‑‒−",
    "ABEKMHOPCTXIJSaeopcyxijsABEZHIKMNOPTYXoc----",
)


def look(text: str) -> str:
    """Return what a text looks like: the same for texts that a reader can't tell apart."""
    return " ".join(seen(text).translate(_LOOKALIKES).split())


def with_line_feeds(text: str) -> str:
    """Return a text with a line feed wherever a line ends in it."""
    return _LINE_BREAK.sub("\n", text)


def shows(text: str) -> bool:
    """Whether a reader sees anything of a text."""
    if "0" <= text[:1] <= "9" or "A" <= text[:1] <= "Z" or "a" <= text[:1] <= "z":
        return True  # most texts
    return any(
        letter not in _BLANKS and unicodedata.category(letter)[0] in _SHOWN for letter in text
    )
