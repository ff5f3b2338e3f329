"""The code of a content: a piece of its digest that minutes quote and people copy and compare.

It is in Crockford's base 32 (https://www.crockford.com/base32.html), which has no letters that
look alike: ``VDY1-K1YC-7RFF-2G0S-9QXE-6M4T-0B5H``. The former code was the first twelve
characters of it.
"""

import base64
import hashlib
import unicodedata

LENGTH, FORMER_LENGTH = 28, 12
"""Characters of five bits in a code of today, and in one of format 1 of the record."""
GROUP_PATTERN = "[0-9A-HJKMNP-TV-Z]{4}"

# Crockford's digits for those of RFC 4648, and his reading of letters that look like digits.
_DIGITS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_LOOK_ALIKE = str.maketrans("ILO", "110")
_GROUP = 4


def code(data: bytes, length: int = LENGTH) -> str:
    """Return the code of a content's bytes: the first bits of the SHA-256, in groups of four."""
    digits = base64.b32encode(hashlib.sha256(data).digest()).decode().translate(_DIGITS)
    return "-".join(digits[start : start + _GROUP] for start in range(0, length, _GROUP))


def same_code(first: str, second: str) -> bool:
    """Whether two codes mean the same, however a person has copied them.

    Letter case, spaces, hyphens and ends of lines don't matter, and I and L are read as 1, O as 0.
    """
    return _plain(first) == _plain(second)


def characters_in(text: str) -> int:
    """Return how many characters of a code a person has copied; spaces and hyphens are none."""
    return len(_plain(text))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in text if letter.isalnum()).translate(_LOOK_ALIKE)
