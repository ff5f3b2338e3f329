"""Finnish words: whether parts of lines are one word that was broken, or words of their own."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product

from digitiekartta.documents.importing.roles import is_name_of_column

_AND = ("ja", "tai", "sekä", "eli")
# Beginnings of compounds that the list does not have.
_BEGINNINGS = ("digi", "some", "sote")
_ADJECTIVES = ("nen", "va", "vä", "ton", "tön", "in", "tu", "ty", "ea", "eä")
# The fewest letters of a compound's parts, and the most parts of a word that are weighed.
_SHORTEST_PART = 4
_MOST_PARTS = 7
# What speaks against a reading: a word that no list knows, a compound of just the parts that
# stand in two lines, two nouns in their basic form side by side, and each further word.
_UNKNOWN = 3.0
_OF_LINES = 1.5
_OF_NOUNS = 0.8
_NOUNS = 1.0
_WORD = 0.1


def words_of_parts(parts: Sequence[str], surely: bool = True) -> list[tuple[str, ...]]:
    """Return the words that parts of lines most likely make, in small letters, each in its parts.

    Args:
        parts: Between two of them there is either a space or the inside of a word.
        surely: Whether the lines are surely full; else two words of the list stay two.
    """
    if len(parts) > _MOST_PARTS:
        first, rest = parts[:_MOST_PARTS], parts[_MOST_PARTS:]
        return [*words_of_parts(first, surely), *words_of_parts(rest, surely)]
    if parts[0][-1:].isdigit():
        return [tuple(parts)] if surely else [(part,) for part in parts]
    if not surely and all(is_known(part) for part in parts):
        return [(part,) for part in parts]
    readings = (
        list(_joined(parts, joins)) for joins in product((True, False), repeat=len(parts) - 1)
    )
    return min(readings, key=_weight)


def is_sure(parts: Sequence[str], joined: bool) -> bool:
    """Whether only one reading of parts, as one word or as several, makes words of the list."""
    if parts[0][-1:].isdigit():
        return True
    if parts[0].endswith("nen"):
        # Compounds begin with another form of it ("sähköis-").
        return not joined
    return all(map(_is_whole, parts)) is not joined and _is_word("".join(parts)) is joined


def _is_whole(text: str) -> bool:
    """Whether a part of a line may be a word by itself; the list has single letters, too."""
    return len(text) > 1 and _is_word(text)


def _is_word(text: str) -> bool:
    """Whether a text is a word of the list, or a compound of them."""
    return is_known(text) or any(True for _ in _ends(text))


@functools.lru_cache(maxsize=10_000)
def is_known(text: str) -> bool:
    """Whether a text is a word of the list."""
    known = text in _dictionary() or text.capitalize() in _dictionary()
    return known or is_name_of_column(text)


@functools.cache
def _dictionary() -> Mapping[str, str]:
    # Simplemma's own default takes 410 MB; reading its stream takes 70.
    from simplemma.strategies.dictionaries.stream_dictionary_factory import (
        StreamDictionaryFactory,
    )

    return StreamDictionaryFactory().get_dictionary("fi")


def _joined(parts: Sequence[str], joins: Sequence[bool]) -> Iterator[tuple[str, ...]]:
    word = [parts[0]]
    for part, is_joined in zip(parts[1:], joins, strict=True):
        if not is_joined:
            yield tuple(word)
            word = []
        word.append(part)
    yield tuple(word)


def _weight(reading: Sequence[tuple[str, ...]]) -> float:
    """Return what speaks against a reading."""
    weight = sum(_weight_of_word(word) + _WORD for word in reading)
    for one, other in pairwise("".join(word) for word in reading):
        if _are_nouns(one, other):
            weight += _NOUNS
    return weight


def _weight_of_word(parts: tuple[str, ...]) -> float:
    text = "".join(parts)
    if len(parts) > 1 and parts[-1] in _AND and _is_word("".join(parts[:-1])):
        return _UNKNOWN
    if is_known(text):
        return 0.0
    seams = {len("".join(parts[:at])) for at in range(1, len(parts))}
    cuts = [len(text) - len(end) for end in _ends(text)]
    if not cuts:
        whole = len(parts) > 1 and any(map(_is_whole, parts))
        return _UNKNOWN + _OF_LINES if whole else _UNKNOWN
    seam_is_chance = any(cut not in seams for cut in cuts)
    if seam_is_chance and (len(parts) == 1 or not all(map(_is_whole, parts))):
        return 0.0
    nouns = any(_are_nouns(text[:cut], text[cut:]) for cut in cuts)
    return _OF_NOUNS if nouns else _OF_LINES


def _are_nouns(one: str, other: str) -> bool:
    """Whether two nouns stand in their basic form, as they do side by side only in a compound."""
    return _is_noun(one) and _is_noun(other) and not one.endswith(_ADJECTIVES)


def _is_noun(text: str) -> bool:
    if len(text) < _SHORTEST_PART:
        return False
    last = [text] if is_known(text) else list(_ends(text))
    return any(_dictionary().get(end) == end for end in last)


def _ends(text: str) -> Iterator[str]:
    """Yield the last parts of a word that is made of known ones ("osaamis" of "osaaminen")."""
    for at in range(_SHORTEST_PART, len(text) - _SHORTEST_PART + 1):
        first, last = text[:at], text[at:]
        if is_known(last) and (
            is_known(first)
            or first in _BEGINNINGS
            or (first[-1] == "s" and is_known(f"{first[:-1]}nen"))
        ):
            yield last
