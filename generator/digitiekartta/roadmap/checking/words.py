"""Abbreviations that nobody has explained: a report to ask for, not a rule of every check."""

import re
from collections import Counter
from collections.abc import Iterator

from digitiekartta.basics.kinds import TEXTS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import times
from digitiekartta.markup.abbreviations import ENDING
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.reading.source import place_at
from digitiekartta.roadmap.roadmap import Roadmap

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
    first: dict[str, Place] = {}
    spelled: dict[str, str] = {}
    known = {name.casefold() for name in roadmap.abbreviations}
    # What stands in capitals somewhere is an abbreviation also where it is written like a word.
    capitals = {
        word.casefold()
        for word, _ in _words(roadmap, _LIKE_WORDS)
        if word.isupper() and len(word) > 2
    }
    for word, place in _words(roadmap, _LIKE_WORDS | capitals):
        if word.casefold() not in known:
            word = spelled.setdefault(word.casefold(), word)
            count[word] += 1
            first.setdefault(word, place)
    return sorted(
        ((word, uses, first[word]) for word, uses in count.items()),
        key=lambda one: (-one[1], one[0]),
    )


def unexplained_abbreviations(roadmap: Roadmap) -> Iterator[Problem]:
    """Each abbreviation that the texts use is explained in ``lyhenteet.yml``."""
    for word, uses, place in unexplained(roadmap):
        yield UNEXPLAINED.at(place, word=word, times=times(uses))


def _words(roadmap: Roadmap, others: frozenset[str] | set[str]) -> Iterator[tuple[str, Place]]:
    """Yield the abbreviations with their places; ``others`` are some that look like words."""
    for one in roadmap.field_texts():
        if _NOT_PROSE.isdisjoint([step for step in one.path if isinstance(step, str)][-1:]):
            for word, _ in _abbreviations_in(one.text, others):
                yield word, one.place
    for prose in roadmap.texts.values():
        for word, offset in _abbreviations_in(prose.markdown, others):
            yield word, place_at(prose.markdown, offset, prose.file)


def _abbreviations_in(text: str, others: frozenset[str] | set[str]) -> Iterator[tuple[str, int]]:
    start = 0
    for line in text.split("\n"):
        if line.upper() != line or len(line.split()) < 2:
            for match in _WORD.finditer(line):
                if match[0].islower() and match[0].casefold() not in _LIKE_WORDS:
                    continue  # most words
                inflected = _INFLECTED.fullmatch(match[0])
                word = inflected["stem"] if inflected else match[0]
                is_one = _CAPITALS.search(word) or _NUMBERED.fullmatch(word)
                if is_one and len(word) <= _LONGEST:
                    yield word, start + match.start()
                elif bare := _like_a_word(match[0], others):
                    yield bare, start + match.start()
        start += len(line) + 1


def _like_a_word(written: str, others: frozenset[str] | set[str]) -> str | None:
    """Return the abbreviation that a word with a first capital is, in whatever case; or None."""
    if not written[:1].isupper() and written.casefold() not in _LIKE_WORDS:
        return None
    folded = written.casefold()
    stem = next((folded[:end] for end in range(len(folded), 2, -1) if folded[:end] in others), "")
    is_case = stem and re.fullmatch(ENDING, folded[len(stem) :])
    return written[: len(stem)] if stem and (stem == folded or is_case) else None
