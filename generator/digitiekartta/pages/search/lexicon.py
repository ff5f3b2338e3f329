"""What a word is: its basic form and, of a compound, its parts.

Simplemma (MIT) knows 3.5 million Finnish forms. Compounds that it does not know are cut
into words that it does. Its dictionary takes 1.7 seconds to open, so what was looked up
once is remembered, also on disk: an edit that brings no new word costs nothing. So is what the
index finds out besides, by a digest of all that it depends on.

Of 26 pairs such as koulukyytien–koulukyyti this joins 25 (not teiden–tie, which the dictionary
has wrong), Simplemma alone 23, Snowball 11, and Voikko's dictionary in pure Python all (GPLv3,
250 MB of memory and 2 ms a word).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from digitiekartta.basics.keeping import keep, kept, line_of
from digitiekartta.basics.sameness import digest_of_programs
from digitiekartta.pages.search.inflection import is_ending, stems, words

_RULES = 3  # raise when the same dictionary gives other results
_SHORTEST_PART = 4
# Parts of compounds that are shorter, and prefixes that are no words of their own.
_SHORT_PARTS = frozenset(
    words("työ tie maa puu sää yö jää suu pää ikä osa tuki opas tila tieto suo vko luo aika data")
)
_PREFIXES = frozenset(
    words(
        "e digi etä esi lähi ulko sisä yli ali ylä ala jälki itse yhteis erikois pien suur"
        " sähkö tele auto infra mikro multi video audio bio geo kyber mobiili robo verkko"
        " chat nano euro kunta perus lähtö taka etu kanta jatko loppu alku ennakko varhais"
        " nuoriso inter ilmasto"
    )
)
# Words that the dictionary has but that end no compound: aine|isto, osallist|ava.
_NO_PARTS = frozenset(
    words(
        "iva isto tämä sinä ella estää naisuus soiminen laistaa empiä jata limi tola olot"
        " ergonomi alko niinen toinen yhde moni säkä"
    )
)
# How a stem's end looks in the basic form, where that is plain to see.
_BASIC_TAILS = (
    ("uude", "uus"), ("yyde", "yys"), ("uute", "uus"), ("yyte", "yys"), ("kse", "s"),
    ("se", "nen"), ("ma", "n"), ("me", "n"), ("mi", "n"), ("", ""),
)  # fmt: skip
_opening = Lock()


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word: basic form, parts in their basic forms, or nothing at all."""

    basic: str
    parts: tuple[str, ...] = ()
    known: bool = True


@cache
def _dictionary() -> Mapping[str, str]:
    # Simplemma's own default takes 410 MB; reading its stream takes 70 and is as quick here.
    from simplemma.strategies.dictionaries.stream_dictionary_factory import (
        StreamDictionaryFactory,
    )

    return StreamDictionaryFactory().get_dictionary("fi")


# A word is cut at every letter, so the same is asked again and again, mostly soon: each answer
# takes a search through 32 entries.
@lru_cache(10_000)
def _entry(form: str) -> str | None:
    return _dictionary().get(form)


def open_dictionary() -> None:
    """Open the dictionary ahead of the first new word, for a program that runs for long."""
    with _opening:
        _dictionary()


class Lexicon:
    """Words that have been looked up; one may serve several threads."""

    def __init__(self, file: Path | None = None) -> None:
        """Remember words while the program runs.

        Args:
            file: Where they are kept between runs, without the ends of its names: words and what
                was found out besides are in files of their own.
        """
        self._words: dict[str, Word] = {}
        self._asked: dict[str, bytes] = {}
        self._file_of_words = file and file.with_name(f"{file.name}.sanat.jsonl")
        self._file_of_found = file and file.with_name(f"{file.name}.muut.jsonl")
        self._dictionary = f"simplemma {version('simplemma')}, {_RULES}"
        self._program = digest_of_programs() if file else ""
        words, found = self._file_of_words, self._file_of_found
        self._kept_words = kept(words, self._dictionary) if words else {}
        self._found = kept(found, self._program) if found else {}

    def save(self) -> None:
        """Keep what is new; of what was found out besides, what was asked for."""
        with _opening:
            new = {
                form: line_of([word.basic, word.parts, word.known])
                for form, word in self._words.items()
                if form not in self._kept_words
            }
            if self._file_of_words and new:
                self._kept_words = dict(sorted((self._kept_words | new).items()))
                keep(self._file_of_words, self._dictionary, self._kept_words)
            if self._file_of_found and self._asked.keys() != self._found.keys():
                keep(self._file_of_found, self._program, self._asked)
                self._found, self._asked = self._asked, {}

    def found_out(self, key: str, find_out: Callable[[], str]) -> str:
        """Return a line of text that depends on nothing but its key, and is found out once."""
        line = self._found.get(key)
        if line is None:
            line = find_out().encode()
        if self._file_of_found:
            self._asked[key] = line
        return line.decode()

    def word(self, form: str) -> Word:
        """Return what a form, in lower case and without hyphens, is a form of."""
        word = self._words.get(form)
        if word is None:
            if line := self._kept_words.get(form):
                basic, parts, known = json.loads(line)
                word = self._words[form] = Word(basic, tuple(parts), known)
                return word
            with _opening:
                word = self._words[form] = _look_up(form)
        return word


def _look_up(form: str) -> Word:
    if form[:1].isdigit() or len(form) < 3:
        return Word(form)
    if basic := _basic(form):
        return Word(basic, _parts_of(basic))
    if name := _entry(form.capitalize()):
        return Word(name.lower())
    best = _compound(form)
    if best:
        left, last = best
        basic = _basic(last) or last
        return Word(form[: len(form) - len(last)] + basic, (*left, *(_parts_of(basic) or (basic,))))
    return Word(form, _plain_parts(form), known=False)


def _plain_parts(form: str) -> tuple[str, ...]:
    """Return what can be made out at the ends of a word that is misspelt or foreign."""
    ends = range(len(form) - 4, 4, -1)
    first: tuple[str, ...] = next((parts for end in ends if (parts := _modifier(form[:end]))), ())
    tails = (form[start:] for start in range(4, len(form) - 5))
    basics = (basic for tail in tails if (basic := _dictionary_word(tail)))
    last = next((basic for basic in basics if len(basic) > _SHORTEST_PART), None)
    return (*first, *((last,) if last else ()))


def _dictionary_word(form: str) -> str | None:
    return _basic(form) if form in _SHORT_PARTS or _entry(form) else None


@cache
def _basic(form: str) -> str | None:
    """Return the dictionary's basic form of a form, None when it is not there."""
    if form in _SHORT_PARTS:
        return form
    basic = _entry(form)
    if basic is None:
        return _guess(form)
    basic = basic.lower().replace("-", "")
    if basic == form and form.endswith("t") and _entry(form[:-1]) == form[:-1]:
        return form[:-1]  # some plurals stand there as words of their own
    if basic.endswith(("ea", "eä", "iä")):  # to support and of support: a noun is meant
        for noun in (f"{basic[:-2]}i", basic[:-1]):
            if _entry(noun) == noun and comes_from(form, noun):
                return noun
    # The dictionary has slips ("työ" is a form of "sinä"): a form that cannot come from its
    # basic form is better left as it is.
    return basic if comes_from(form, basic) else None


def _guess(form: str) -> str | None:
    """Return the basic form of a form that the dictionary lacks though it has the basic form."""
    for end in range(len(form) - 1, 3, -1):
        if not is_ending(form[end:]):
            continue
        for tail, basic_tail in _BASIC_TAILS:
            basic = form[: end - len(tail)] + basic_tail
            if form[:end].endswith(tail) and (_entry(basic) == basic or basic.endswith("minen")):
                return basic
    return None


def comes_from(form: str, basic: str) -> bool:
    """Whether a word may be a form of another one."""
    known = stems(basic)
    return any(form[:end] in known and is_ending(form[end:]) for end in range(len(form), 1, -1))


def _parts_of(basic: str) -> tuple[str, ...]:
    """Return the parts of a basic form, () when it is no compound."""
    best = _compound(basic)
    if not best or _basic(best[1]) != best[1]:
        return ()
    left, last = best
    return (*left, *(_parts_of(last) or (last,)))


def _compound(form: str) -> tuple[tuple[str, ...], str] | None:
    """Cut a form into modifiers, in basic forms, and the last word as it stands.

    Of several ways the one with the fewest words, and then the longest last word, is best.
    """
    best = None
    for end in range(1, len(form) - 2):
        head, tail = form[:end], form[end:]
        if len(tail) < _SHORTEST_PART and tail not in _SHORT_PARTS:
            continue
        basic = _dictionary_word(tail)
        if basic is None or basic in _NO_PARTS or not (left := _modifier(head)):
            continue
        if best is None or len(left) < len(best[0]):
            best = left, tail
    return best


@cache
def _modifier(head: str) -> tuple[str, ...]:
    """Return the basic forms of what stands first in a compound; () when it cannot stand there."""
    if word := _modifying_word(head):
        return (_parts_of(word) if word == _basic(head) else ()) or (word,)
    for end in range(len(head) - 3, 2, -1):
        first, rest = _modifying_word(head[:end]), head[end:]
        if first and (len(rest) >= _SHORTEST_PART or rest in _SHORT_PARTS) and _modifier(rest):
            return (first, *_modifier(rest))
    return ()


@cache
def _modifying_word(head: str) -> str | None:
    """Return the basic form of one word that may stand before another in a compound."""
    if head in _PREFIXES or head in _SHORT_PARTS:
        return head
    if len(head) < _SHORTEST_PART:
        return None
    basic = _basic(head)
    if basic and (basic == head or head.endswith("n")):  # puistojenhoito, käyttöönotto
        return basic
    adjective = f"{head.removesuffix('s')}nen"  # yleissivistys
    return adjective if head.endswith("s") and _entry(adjective) else None
