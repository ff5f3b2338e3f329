"""Which measure of a document is which in content: by id, by title, by place, by likeness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from digitiekartta.documents.importing.words import letters

_ALIKE = 0.75
_ALIKE_IN_SAME_ROW = 0.5
_ALIKE_IN_PARTS = 0.5


@dataclass(frozen=True, slots=True)
class Look:
    """What a measure, or a goal or a group, is known by.

    Args:
        titles: Its title, and others that it has had; the first is the present one.
        within: The titles of what it belongs to, from the goal on.
        place: Document, table and row of its source.
        id: Its id where it tells one.
    """

    titles: tuple[str, ...]
    within: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    id: str | None = None


def title_key(title: str) -> str:
    """Return a title by which two spellings of it are the same: letters and digits only."""
    return letters(title) or title.strip()


def match(wanted: Sequence[Look], known: Mapping[str, Look]) -> Mapping[int, str]:
    """Return which known entry each wanted one is: index → key; new ones are left out.

    Each known entry is given once. Of entries with the same title those are paired that
    belong to the same goal and group, then those in the same row, then in order. An id names
    its entry for certain.
    """
    matched: dict[int, str] = {}
    for way in (_by_id, _by_title, _by_likeness):
        new = {index: look for index, look in enumerate(wanted) if index not in matched}
        left = {key: look for key, look in known.items() if key not in matched.values()}
        for index, key in way(new, left):
            if index not in matched and key in left:
                matched[index] = key
                del left[key]
    return matched


def _by_id(wanted: Mapping[int, Look], known: Mapping[str, Look]) -> list[tuple[int, str]]:
    return [(index, look.id) for index, look in wanted.items() if look.id and look.id in known]


def _by_title(wanted: Mapping[int, Look], known: Mapping[str, Look]) -> list[tuple[int, str]]:
    keys: dict[str, list[str]] = {}
    for key, look in known.items():
        for title in dict.fromkeys(map(title_key, look.titles)):
            keys.setdefault(title, []).append(key)
    pairs = [
        (_distance(look, known[key]), index, position, key)
        for index, look in wanted.items()
        for position, key in enumerate(keys.get(title_key(look.titles[0]), ()))
    ]
    return [(index, key) for _, index, _, key in sorted(pairs)]


def _by_likeness(wanted: Mapping[int, Look], known: Mapping[str, Look]) -> list[tuple[int, str]]:
    """Return the likest pairs first."""
    titles = {key: title_key(look.titles[0]) for key, look in known.items()}
    parts = {key: _trigrams(title) for key, title in titles.items()}
    pairs = []
    for index, look in wanted.items():
        title = title_key(look.titles[0])
        own = _trigrams(title)
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(title)
        for key, other in titles.items():
            same_row = bool(look.place) and look.place == known[key].place
            enough = _ALIKE_IN_SAME_ROW if same_row else _ALIKE
            # Comparing letter by letter is slow; what shares few runs of letters is not alike.
            if not same_row and _shared(own, parts[key]) < _ALIKE_IN_PARTS:
                continue
            matcher.set_seq1(other)
            if (likeness := matcher.ratio()) >= enough:
                pairs.append((-likeness, index, key))
    return [(index, key) for _, index, key in sorted(pairs)]


def _trigrams(title: str) -> frozenset[str]:
    return frozenset(title[at : at + 3] for at in range(max(len(title) - 2, 1)))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _distance(one: Look, other: Look) -> tuple[bool, bool]:
    homes = [[title_key(title) for title in look.within] for look in (one, other)]
    return homes[0] != homes[1], one.place != other.place
