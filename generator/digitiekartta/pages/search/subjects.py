"""Subjects: what measures are about, as their words tell, for comparing roadmaps.

A list of subjects (``subjects.yml``, to which a project adds its own) says by which words each is
known. They are found as search finds words: in any form, and as a part of a compound. Nothing is
guessed: a measure is about what its words say, and where it was found is told with it.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from digitiekartta.basics.problems import Problem
from digitiekartta.basics.text import short_slug
from digitiekartta.pages.search.lexicon import Lexicon, Word, comes_from
from digitiekartta.pages.search.tokens import STOP_WORDS, as_written, ellipses
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.reading.subjects import read_subjects
from digitiekartta.roadmap.roadmap import Roadmap

_KEPT = Path(__file__).with_name("subjects.yml")
_SHORTEST_STEM = 3
# What joins things in a title of a group.
_BETWEEN = re.compile(r"\s(?:ja|sekä|&|\+)\s|[,;/]", re.IGNORECASE)
TITLE, GROUP, SEARCH_WORDS, DESCRIPTION, NOTES = (
    "otsikko",
    "ryhmän otsikko",
    "hakusanat",
    "kuvaus",
    "lisätiedot",
)
PLACES = (TITLE, GROUP, SEARCH_WORDS, DESCRIPTION, NOTES)
"""Where the words of a subject are looked for, the most telling first."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject (aihe) and the words that tell it.

    Attributes:
        name: Finnish, unique in its list also as an address.
        words: Words and phrases in basic forms.
        exceptions: Words and phrases that are no sign of it, though they have one of ``words``.
    """

    name: str
    words: tuple[str, ...]
    exceptions: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its name as it stands in addresses."""
        return short_slug(self.name)


@dataclass(frozen=True, slots=True)
class Found:
    """That a measure is about a subject.

    Attributes:
        subject: Its name.
        words: The words that told so, as they stand in the measure.
        place: Where they stand: one of ``PLACES``.
    """

    subject: str
    words: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a text: as it stands there, in lower case, and what is known of it."""

    written: str
    form: str
    word: Word


@dataclass(frozen=True, slots=True)
class _Run:
    """Words one after another; of those that a hyphen leaves out each is a run by itself."""

    tokens: Sequence[_Token]
    is_left_out: bool = False


@dataclass(frozen=True)
class Subjects:
    """A list of subjects, in the order in which they are told."""

    all: tuple[Subject, ...]

    @cached_property
    def digest(self) -> str:
        """A digest of the list: what was found by another one can't be compared."""
        told = [(one.name, one.words, one.exceptions) for one in self.all]
        return sha256(json.dumps(told).encode()).hexdigest()[:16]

    @cached_property
    def by_id(self) -> Mapping[str, Subject]:
        """The subjects by their ids."""
        return {one.id: one for one in self.all}

    def with_own(self, own: Iterable[Subject]) -> "Subjects":
        """Return the list with a project's own: new ones, or more words for one that is there."""
        merged = {one.id: one for one in self.all}
        for one in own:
            there = merged.get(one.id)
            merged[one.id] = (
                Subject(
                    there.name,
                    (*there.words, *one.words),
                    (*there.exceptions, *one.exceptions),
                )
                if there
                else one
            )
        return Subjects(tuple(merged.values()))


@cache
def kept_subjects() -> Subjects:
    """Return the program's own list."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    told: dict[str, Any] = yaml.load(_KEPT.read_text(encoding="utf-8"), loader)
    return Subjects(tuple(_subject(name, entry) for name, entry in told.items()))


def subjects_of(content: Path) -> tuple[Subjects, tuple[Problem, ...]]:
    """Return the list of a project, and what is wrong with what it adds to the program's own.

    Args:
        content: The folder of its roadmaps.
    """
    own, problems = read_subjects(content)
    added = (Subject(name, one.words, one.exceptions) for name, one in own.root.items())
    return kept_subjects().with_own(added), problems


def _subject(name: str, entry: Any) -> Subject:
    if isinstance(entry, list):
        return Subject(name, tuple(entry))
    return Subject(name, tuple(entry["sanat"]), tuple(entry.get("paitsi", ())))


@dataclass(frozen=True)
class Finder:
    """Finds the subjects of measures."""

    subjects: Subjects
    lexicon: Lexicon

    def of(self, roadmap: Roadmap, measure: Measure) -> tuple[Found, ...]:
        """Return what a measure is about, in the order of the list.

        Its title, its group's title and its search words tell. Only where they tell nothing, the
        description and the notes do: these mention much that the measure is not about. A group's
        title counts where all of it names one subject: of "Perehdytys ja tuki" nobody knows which
        of the two a measure is about.
        """
        texts = _texts_of(roadmap, measure)
        key = sha256(f"{self.subjects.digest} {texts!r}".encode()).hexdigest()
        found = json.loads(self.lexicon.found_out(key, lambda: json.dumps(self._found(texts))))
        return tuple(Found(name, tuple(words), place) for name, words, place in found)

    def _found(self, texts: Mapping[str, Sequence[str]]) -> list[tuple[str, list[str], str]]:
        found: dict[str, tuple[list[str], str]] = {}
        for place in PLACES:
            if place == DESCRIPTION and found:
                break
            told = self._in(texts[place])
            if place == GROUP and not self._is_one(texts[place]):
                continue
            for name, words in told.items():
                found.setdefault(name, (words, place))
        return [(one.name, *found[one.name]) for one in self.subjects.all if one.name in found]

    def _is_one(self, titles: Iterable[str]) -> bool:
        """Whether whatever stands between commas and the like in titles names the same subject."""
        parts = (part for title in titles for part in _BETWEEN.split(title) if part.strip())
        return len({frozenset(self._in([part])) for part in parts}) == 1

    def _in(self, texts: Iterable[str]) -> dict[str, list[str]]:
        """Return the subjects that texts tell, each with the words."""
        found: dict[str, list[str]] = {}
        for text in texts:
            for run in self._runs(text):
                told = [*self._told_by(run.tokens)]
                for name, words in told:
                    if not run.is_left_out or name not in found:
                        found.setdefault(name, []).append(words)
        return {name: _longest(words) for name, words in found.items()}

    def _runs(self, text: str) -> Iterator["_Run"]:
        """Yield the words of a text in order, then each that a hyphen leaves out, by itself."""
        yield _Run(
            [
                _Token(part, part.lower(), self.lexicon.word(part.lower()))
                for parts in as_written(text)
                for part in parts
                if part.lower() not in STOP_WORDS
            ]
        )
        for head, whole in ellipses(text):
            if parts := self.lexicon.word(whole).parts:
                word = self.lexicon.word(head + parts[-1])
                token = _Token(f"{head}- … {whole}", head + parts[-1], word)
                yield _Run([token], is_left_out=True)

    def _told_by(self, tokens: Sequence[_Token]) -> Iterator[tuple[str, str]]:
        """Yield the subjects that words one after another tell, and which of them tell it."""
        found: dict[tuple[str, bool], list[range]] = defaultdict(list)
        for start, token in enumerate(tokens):
            for sought in self._begun_by(token):
                run = tokens[start : start + len(sought.words)]
                if sought.is_told_by(run):
                    place = range(start, start + len(run))
                    found[sought.subject, sought.is_exception].append(place)
        for (name, is_exception), places in found.items():
            if is_exception:
                continue
            barred = {at for place in found.get((name, True), ()) for at in place}
            for place in places:
                if barred.isdisjoint(place):
                    yield name, " ".join(tokens[at].written for at in place)

    def _begun_by(self, token: _Token) -> Iterable["_Sought"]:
        """Return what is sought that may begin with a word."""
        keys = {token.word.basic, *token.word.parts}
        if not token.word.known:
            keys.add(token.form[:_SHORTEST_STEM])
        return {id(one): one for key in keys for one in self._sought.get(key, ())}.values()

    @cached_property
    def _sought(self) -> Mapping[str, Sequence["_Sought"]]:
        """What a word that begins it may look like → what is sought."""
        sought = defaultdict(list)
        for subject in self.subjects.all:
            for texts, is_exception in ((subject.words, False), (subject.exceptions, True)):
                for text in texts:
                    if words := tuple(
                        (one.word, one.form) for one in next(self._runs(text)).tokens
                    ):
                        one = _Sought(subject.name, is_exception, words)
                        first, form = words[0]
                        for key in {first.basic, *first.parts[:1], form[:_SHORTEST_STEM]}:
                            sought[key].append(one)
        return sought


@dataclass(frozen=True, slots=True)
class _Sought:
    """A word or phrase that tells a subject, or is an exception: its words, and their forms."""

    subject: str
    is_exception: bool
    words: tuple[tuple[Word, str], ...]

    def is_told_by(self, tokens: Sequence[_Token]) -> bool:
        """Whether words of a text, one after another, tell it."""
        ends = len(self.words) - 1
        return len(tokens) == len(self.words) and all(
            _is_told(word, token, at_end=at < ends)
            for at, (word, token) in enumerate(zip(self.words, tokens, strict=True))
        )


def _is_told(sought: tuple[Word, str], token: _Token, *, at_end: bool) -> bool:
    """Whether a word of a text is a form of a word, or a compound of which that is a part.

    With ``at_end`` it must be the last part: of "tietoturvaohjeiden jakaminen" nothing is told by
    "tieto jakaminen".
    """
    word, form = sought
    if token.word.basic == word.basic:
        return True
    parts, there = word.parts or (word.basic,), token.word.parts
    last = len(there) - len(parts)
    places = range(max(last, 0), last + 1) if at_end else range(last + 1)
    if any(there[at : at + len(parts)] == parts for at in places):
        return True
    return not token.word.known and comes_from(token.form, form)


def _longest(words: Iterable[str]) -> list[str]:
    """Return each of some words once, without those that are a part of others of them."""
    each = [*dict.fromkeys(words)]
    folded = [one.lower() for one in each]
    return [
        one
        for at, one in enumerate(each)
        if not any(
            folded[at] in other and (folded[at] != other or before < at)
            for before, other in enumerate(folded)
            if before != at
        )
    ]


def _texts_of(roadmap: Roadmap, measure: Measure) -> Mapping[str, Sequence[str]]:
    """Return the texts of a measure by the places in which they stand."""
    group = roadmap.group_of(measure)
    return {
        TITLE: (measure.title,),
        GROUP: (group.title,) if group else (),
        SEARCH_WORDS: measure.search_words,
        DESCRIPTION: (measure.description,) if measure.description else (),
        NOTES: (measure.notes,) if measure.notes else (),
    }
