"""Keeping: what took long to find out is kept in a file, for the next time that it is asked for.

It only saves time. What is damaged, or was found out of something else, counts as not kept, and
the file may be thrown away at any time. Its lines are JSON: a seal, then each key and its value.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from digitiekartta.basics.files import read_whole, write_own

_LARGEST = 500_000_000  # bytes; nothing that is kept comes near


def kept(file: Path, of: str) -> dict[str, bytes]:
    """Return what is kept in a file by key: lines of JSON; nothing where it is not sound.

    Args:
        file: Where.
        of: All that it depends on besides the keys, as a digest or in words.
    """
    try:
        if file.stat().st_size > _LARGEST:
            return {}
        seal, _, text = read_whole(file).partition(b"\n")
        if seal != _seal(of, text):
            return {}
        lines = text.split(b"\n")
        return {json.loads(key): line for key, line in zip(lines[::2], lines[1::2], strict=False)}
    except (OSError, ValueError, TypeError):
        return {}


def keep(file: Path, of: str, what: Mapping[str, bytes]) -> None:
    """Keep lines of JSON in a file; where there is no room or right, nothing is kept.

    What is no file gives way to it: the folder is ours.
    """
    lines = (part for key, line in what.items() for part in (json.dumps(key).encode(), line))
    text = b"\n".join(lines)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_own(file, _seal(of, text) + b"\n" + text)


def line_of(what: object) -> bytes:
    """Return the line of JSON that says something."""
    return json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode()


def _seal(of: str, text: bytes) -> bytes:
    """Return the first line: a digest of what is kept, and of what it depends on."""
    whole = sha256(of.encode(errors="surrogateescape") + b"\0")
    whole.update(text)
    return b'"%s"' % whole.hexdigest().encode()
