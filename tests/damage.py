"""What may happen to a file of the content."""

from __future__ import annotations

from random import Random

GARBAGE = [b"\xff\xfe\x00", b"\t- a\n", b": : :\n", b"&a [*a]\n", b"{[", b"---\n---\n", b"\x1b[31m"]


def damage(data: bytes, chance: Random) -> list[bytes | None]:
    """Return what might become of a file: gone, cut, prefixed, with a bit or a line changed."""
    place = chance.randrange(len(data))
    lines = data.splitlines(keepends=True)
    line = chance.randrange(len(lines))
    flipped = bytes([data[place] ^ (1 << chance.randrange(8))])
    return [
        None,
        b"",
        data[: len(data) // 2],
        chance.choice(GARBAGE) + data,
        data[:place] + flipped + data[place + 1 :],
        b"".join([*lines[:line], *lines[line + 1 :]]),
        b"".join([*lines[: line + 1], *lines[line:]]),
        b"".join([*lines[:line], b"  " + lines[line], *lines[line + 1 :]]),
    ]
