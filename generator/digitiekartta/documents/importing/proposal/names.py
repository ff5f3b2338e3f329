"""Ids from titles: short, stable, cut at a word, and each its own."""

from __future__ import annotations

from collections.abc import Collection

from digitiekartta.basics.text import slug

LONGEST = 40
# Words that tell nothing at the end of an address.
_JOINING = frozenset("ja seka tai eli etta kun jos mm esim jne ym yms n".split())  # noqa: SIM905


def short_id(title: str, taken: Collection[str]) -> str:
    """Return an id made of the title's first words, unlike all that are taken.

    Args:
        title: Any text; ä and å become a, ö becomes o.
        taken: Ids that belong to others; a number at the end parts the new one from them.
    """
    words = slug(title).split("-")
    chosen = [words[0][:LONGEST]]
    for word in words[1:]:
        if len("-".join([*chosen, word])) > LONGEST:
            break
        chosen.append(word)
    while len(chosen) > 1 and chosen[-1] in _JOINING:
        chosen.pop()
    name = "-".join(chosen)
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
