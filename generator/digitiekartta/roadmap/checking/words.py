"""Abbreviations that nobody has explained: a report to ask for, not a rule of every check."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from digitiekartta.basics.kinds import TEXTS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import times
from digitiekartta.markup.abbreviations import ENDING
from digitiekartta.roadmap.model import KEYS, WrittenText
from digitiekartta.roadmap.reading.source import place_at
from digitiekartta.roadmap.roadmap import Roadmap, Text

UNEXPLAINED = TEXTS.warning(
    "unexplained-abbreviation",
    "Lyhennettä ”{word}” ei ole selitetty. Sitä on käytetty {times}.",
    "Lisää tiedostoon lyhenteet.yml rivi ”{word}: …” ja siihen merkitys.",
    example="toimenpiteet/kurssit.yml: lisatiedot: VM maksaa kurssin",
)

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[&/][^\W\d_][^\W_]*)*")
# Two capitals in a row: names of products (SharePoint, OneDrive) are no abbreviations.
_CAPITALS = re.compile(r"[A-ZÅÄÖ]{2}")
_INFLECTED = re.compile(rf"(?P<stem>\w*[A-ZÅÄÖ0-9](?:[a-zåäö]{{0,2}}?))i?{ENDING}")
_NUMBERED = re.compile(r"[A-ZÅÄÖ]{1,3}\d{2,3}")  # M365; A4 is a size, K2025 a half-year
# Abbreviations of municipalities that are written like words.
_LIKE_WORDS = frozenset({"ely", "hyte", "sote", "tyhy", "tyky"})
# Longer words in capitals are words that somebody has stressed, such as headings.
_LONGEST = 7
# Fields that hold no sentences: addresses, and the headings of a source's tables.
_NOT_PROSE = {
    KEYS[name] for name in ("address", "email", "logo", "mark", "licence", "branch", "table")
}


def unexplained(roadmap: Roadmap) -> list[tuple[str, int, Place]]:
    """Return the words in capital letters that ``lyhenteet.yml`` does not explain.

    A word counts when it has two capitals in a row, whatever its ending: SIHyssä is SIHy; or a
    capital and a number (M365), or when it is written like a word but known for none (Hyte). Whole
    lines in capitals are headings. Each comes once, with the number of its uses and the place
    of the first; the most used comes first.
    """
    count: Counter[str] = Counter()
    first: dict[str, WrittenText | _InProse] = {}
    spelled: dict[str, str] = {}
    known = {name.casefold() for name in roadmap.abbreviations}
    candidates = [*_candidates(roadmap)]
    # What stands in capitals somewhere is an abbreviation also where it is written like a word.
    capitals = {
        word.casefold()
        for written, _ in candidates
        if (word := _abbreviation(written, _LIKE_WORDS)) and word.isupper() and len(word) > 2
    }
    like_words = _LIKE_WORDS | capitals
    for written, where in candidates:
        word = _abbreviation(written, like_words)
        if word and word.casefold() not in known:
            word = spelled.setdefault(word.casefold(), word)
            count[word] += 1
            first.setdefault(word, where)
    return sorted(
        ((word, uses, first[word].place) for word, uses in count.items()),
        key=lambda one: (-one[1], one[0]),
    )


def unexplained_abbreviations(roadmap: Roadmap) -> Iterator[Problem]:
    """Each abbreviation that the texts use is explained in ``lyhenteet.yml``."""
    for word, uses, place in unexplained(roadmap):
        yield UNEXPLAINED.at(place, word=word, times=times(uses))


@dataclass(frozen=True, slots=True)
class _InProse:
    """A word of a prose file, by its offset."""

    text: Text
    offset: int

    @property
    def place(self) -> Place:
        return place_at(self.text.markdown, self.offset, self.text.file)


def _candidates(roadmap: Roadmap) -> Iterator[tuple[str, WrittenText | _InProse]]:
    """Yield the words that may be abbreviations, as they are written, and where: few of all."""
    for one in roadmap.field_texts():
        if _NOT_PROSE.isdisjoint([step for step in one.path if isinstance(step, str)][-1:]):
            for line in filter(_is_no_heading, one.text.split("\n")):
                yield from ((word, one) for word in _WORD.findall(line) if _is_candidate(word))
    for prose in roadmap.texts.values():
        start = 0
        for line in prose.markdown.split("\n"):
            for match in _WORD.finditer(line) if _is_no_heading(line) else ():
                if _is_candidate(match[0]):
                    yield match[0], _InProse(prose, start + match.start())
            start += len(line) + 1


def _is_no_heading(line: str) -> bool:
    return line.upper() != line or len(line.split()) < 2


def _is_candidate(word: str) -> bool:
    return not word.islower() or word.casefold() in _LIKE_WORDS


@lru_cache(maxsize=10_000)  # texts begin with the same words again and again
def _abbreviation(written: str, others: frozenset[str]) -> str | None:
    """Return the abbreviation that a word is, in whatever case; None when it is none.

    ``others`` are some that look like words.
    """
    inflected = _INFLECTED.fullmatch(written)
    word = inflected["stem"] if inflected else written
    is_one = _CAPITALS.search(word) or _NUMBERED.fullmatch(word)
    if is_one and len(word) <= _LONGEST:
        return word
    return _like_a_word(written, others)


def _like_a_word(written: str, others: frozenset[str]) -> str | None:
    """Return the abbreviation that a word with a first capital is, in whatever case; or None."""
    if not written[:1].isupper() and written.casefold() not in _LIKE_WORDS:
        return None
    folded = written.casefold()
    stem = next((folded[:end] for end in range(len(folded), 2, -1) if folded[:end] in others), "")
    is_case = stem and re.fullmatch(ENDING, folded[len(stem) :])
    return written[: len(stem)] if stem and (stem == folded or is_case) else None
