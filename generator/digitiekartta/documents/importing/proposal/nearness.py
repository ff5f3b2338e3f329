"""Texts that are nearly the same, found among thousands in a time that grows with their number.

Comparing each text with every other letter by letter takes minutes for a few thousand. What is
nearly the same shares runs of three letters; those runs that few texts have lead to the few that
are worth comparing.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from difflib import SequenceMatcher
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
_RARE = 40
"""A run that more texts have tells little of which is which."""
_COMPARED = 6


class Nearness(Generic[Key]):
    """Texts by their keys, among which those nearest to another text are found."""

    def __init__(self, texts: Mapping[Key, str]) -> None:
        self.texts = texts
        self._with: dict[str, list[Key]] = defaultdict(list)
        for key, text in texts.items():
            for run in _trigrams(text):
                if len(self._with[run]) <= _RARE:
                    self._with[run].append(key)

    def likely(self, text: str) -> list[Key]:
        """Return the keys whose texts share most with this one, the likeliest first."""
        shared = Counter[Key]()
        for run in sorted(_trigrams(text)):
            keys = self._with.get(run, ())
            if len(keys) <= _RARE:
                shared.update(keys)
        return [key for key, _ in shared.most_common(_COMPARED)]


def _trigrams(text: str) -> frozenset[str]:
    """Return the runs of three letters of a text."""
    return frozenset(text[at : at + 3] for at in range(max(len(text) - 2, 1)))


def likeness(one: str, other: str, least: float) -> float:
    """Return how alike two texts are, from 0 to 1; 0 when it is less than ``least``."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0
