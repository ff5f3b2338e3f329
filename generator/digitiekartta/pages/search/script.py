"""Data for the scripts of search and filters, as a script of its own.

From disk a browser lets no script fetch a file, but it runs one that an element names; online
that works just as well, and under the same content policy. The page's script takes what the
data's script has left as soon as it has run.
"""

import json
from functools import lru_cache
from typing import Any

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


def data_script(value: object) -> str:
    """Return a script that leaves a value for the script that has asked for it."""
    return f"digitiekartanTieto={json_lines(value).rstrip()};\n"


def json_lines(value: object) -> str:
    """Return JSON with a line for each member, so that a change shows as a short difference."""
    if isinstance(value, dict):
        members = (f"{_compact(str(key))}:{_lines(item)}" for key, item in value.items())
        return "{" + ",\n".join(members) + "}\n"
    return _lines(value) + "\n"


@lru_cache(maxsize=1 << 12)
def digits(number: int) -> str:
    """Return a number in base 32, least digit first; one that another follows is 32 larger."""
    text = ""
    while number >= 32:
        text += DIGITS[32 + number % 32]
        number //= 32
    return text + DIGITS[number]


def data_in(script: str) -> Any:
    """Return the data that stands in such a script."""
    return json.loads(script.partition("=")[2].rstrip(";\n"))


def _lines(value: object) -> str:
    if isinstance(value, list) and value and not isinstance(value[0], int):
        return "[" + ",\n".join(map(_compact, value)) + "]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
