"""The search index: which words each page has, in a form that is small and quickly read.

``haku.js`` loads ``assets/haku-data.js`` at the first search. All that needs a dictionary is
done here; all ranking is done there. The data has Finnish keys:

- ``tiekartta``: what the roadmap is called beside others;
- ``palaute``: where feedback goes, "" when nowhere;
- ``paatteet``: a regular expression of what may follow a stem;
- ``ohitettavat`` and ``kevyet``: words that are not searched for, and not unless alone;
- ``sanat``: the words in basic forms, in the order of their plain letters (ä→a), spaces between;
- ``luokat`` and ``luokka``: for each word, how its stems are made of its plain letters: "0 2de"
  is the word as it is, and the word with its last two letters replaced by "de";
- ``osat``: word → the words that a compound consists of;
- ``arki``: lists of words that stand for one another;
- ``osumat``: for each word the pages that have it, as text;
- ``kutsut``: for each page that is called by words of its own, not only by its title, which; those
  of the front page, whose address is "", name the roadmap;
- ``lajit`` and ``osana``: the kinds of pages, and what pages are part of;
- ``sivut``: for each page its title, address, and the numbers of its kind and what it is part of;
  of a measure that is over also that, and where its end lies ahead, when and how that is told;
- ``tekstit``: names of the files that hold the pages' texts, ``lohko`` pages each.

The text of ``osumat`` has a number for each page that has the word, in the order of the pages:
how many pages further it is than the one before (the first one counts from -1) times 4, plus the
place of the word: 1 in the text, 2 among the keywords, 3 in the title. The numbers are written
in base 32, least digit first, in the 64 characters 0–9 A–Z a–z - _ : a digit that another one
follows is 32 larger. A word in the title of page 0 and in the text of page 40 is "7" (1 × 4 + 3)
and "X5" (40 × 4 + 1 = 161 = 1 + 5 × 32, and 1 + 32 is "X").

Of many pages nobody waits for all of that: ``parting.py`` tells what becomes of it then.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from hashlib import sha256
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import yaml

from digitiekartta.markup import escaping
from digitiekartta.markup.hyphens import hyphenated
from digitiekartta.pages.search.inflection import ENDINGS, is_ending, stems
from digitiekartta.pages.search.lexicon import Lexicon, Word, comes_from
from digitiekartta.pages.search.parting import in_files, name_of, named_files, parted_files
from digitiekartta.pages.search.script import data_script, digits
from digitiekartta.pages.search.tokens import (
    LIGHT_WORDS,
    STOP_WORDS,
    ellipses,
    fold,
    glued,
    parted,
    tokens,
)

FILE = "assets/haku-data.js"
_TEXTS_IN_FILE = 200  # pages
MOST_WHOLE = 400  # pages of which the index is one file
_PLACES = _TITLE, _KEYWORD, _TEXT = 3, 2, 1
_EVERYDAY = Path(__file__).with_name("everyday.yml")
# A roadmap is about neither roads nor maps, a document is no book.
_NO_COMPOUNDS = frozenset({"tiekartta", "asiakirja", "pöytäkirja", "valtakirja", "allekirjoitus"})
_FEW = 4  # pages of a kind, of which no sentence is said to stand on most


@dataclass(frozen=True)
class SearchPage:
    """A page as search sees it.

    Attributes:
        title: Plain text.
        address: Under the site's root, "toimenpiteet/intra/".
        kind: In Finnish, as the results tell it: "Toimenpide".
        within: What the page is part of, in words: "Tavoite 1: …"; may be empty.
        names: Words that ask for this page as its title does: "budjetti" for Kustannukset.
        keywords: Names and words that the page is found by, though they are not its text.
        sentences: The page's text, from which a result quotes the sentence that matches.
        quoted: Sentences that are quoted too, though their words are keywords already.
        over: Of a measure that is over what is told of that: "päättynyt". Where its end lies
            ahead, also that half-year as in addresses, and what is told until it has begun.
    """

    title: str
    address: str
    kind: str
    within: str = ""
    names: Sequence[str] = ()
    keywords: Sequence[str] = ()
    sentences: Sequence[str] = ()
    quoted: Sequence[str] = ()
    over: Sequence[str] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The words of one roadmap's own, and what it is called.

    Attributes:
        abbreviations: Abbreviation → what it means.
        synonyms: Lists of words that stand for one another, besides those of everyday language.
        roadmap: What the roadmap is called beside others.
        feedback: Where feedback goes, "" when nowhere.
    """

    abbreviations: Mapping[str, str] = field(default_factory=dict)
    synonyms: Sequence[Sequence[str]] = ()
    roadmap: str = ""
    feedback: str = ""


def index_files(
    pages: Iterable[SearchPage], vocabulary: Vocabulary, lexicon: Lexicon
) -> dict[str, str]:
    """Return the index as files, path → script; the same for the same pages and dictionary."""
    builder = _Builder(lexicon, vocabulary)
    listed = _without_boilerplate(list(pages))
    for number, page in enumerate(listed):
        builder.add(number, page)
    builder.add_synonyms()
    index = builder.index(listed)
    texts = ["\n".join(map(escaping.one_line, (*one.sentences, *one.quoted))) for one in listed]
    if len(listed) <= MOST_WHOLE:
        files = dict(named_files("assets/haku", in_files(texts, _TEXTS_IN_FILE)))
        index |= {"lohko": _TEXTS_IN_FILE, "tekstit": [name_of(path) for path in files]}
    else:
        files = parted_files(index, texts)
    return {**files, FILE: data_script(index)}


def _without_boilerplate(pages: Sequence[SearchPage]) -> Sequence[SearchPage]:
    """Return the pages without the sentences that most pages of their kind have."""
    kinds = Counter(page.kind for page in pages)
    told = Counter((page.kind, text) for page in pages for text in {*page.sentences})
    return [
        replace(
            page,
            sentences=tuple(
                text
                for text in page.sentences
                if told[page.kind, text] <= max(_FEW, kinds[page.kind] / 2)
            ),
        )
        for page in pages
    ]


@dataclass
class _Builder:
    """The words of the pages that have been added, and what is known of each.

    An item is what stands for a word in a text: "tukea", or "it-tukea", which is a word and the
    words that are its parts. Words are in basic form with plain letters. Which one an item is
    depends on nothing but the dictionary and the roadmap's own names; where two words look alike
    in plain letters, the first that was noted counts.

    Attributes:
        noted: Item → its word.
        entries: Word → what is known of it.
        parts: Compound → the words that it consists of.
        synonyms: Lists of words that stand for one another.
        postings: Word → for each page that has it four times its number, and the place.
    """

    lexicon: Lexicon
    own: Vocabulary
    noted: dict[str, str] = field(default_factory=dict)
    entries: dict[str, Word] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    synonyms: list[list[str]] = field(default_factory=list)
    postings: "dict[str, array[int]]" = field(
        default_factory=partial(defaultdict, partial(array, "I"))
    )

    def add(self, number: int, page: SearchPage) -> None:
        """Note the words of a page, each with the best of its places."""
        texts = (page.title, page.names, page.keywords, page.sentences)
        key = sha256(f"{self._own_words} {texts!r}".encode()).hexdigest()
        places: dict[str, int] = {}
        found = self.lexicon.found_out(key, partial(self._items_on, page))
        for place, items in zip(_PLACES, found.split("|"), strict=True):
            for item in items.split():
                places.setdefault(self.noted.get(item) or self._note(item), place)
        for word, place in places.items():
            self.postings[word].append(number * 4 + place)

    @cached_property
    def _own_words(self) -> str:
        return f"{self.own.abbreviations!r} {self.own.synonyms!r} {self.own.roadmap!r}"

    def _items_on(self, page: SearchPage) -> str:
        """Return the items of a page by their best places, these in their order."""
        places: dict[str, int] = {}
        for place, texts in (
            (_TITLE, [page.title, *page.names]),
            (_KEYWORD, page.keywords),
            (_TEXT, page.sentences),
        ):
            for text in texts:
                for item in self._items_of(text):
                    places.setdefault(item, place)
        whole = "\n".join([page.title, *page.names, *page.keywords, *page.sentences])
        words = frozenset(map(self._word, places))
        for text in self._explained(whole, words):
            for item in self._items_of(text):
                places.setdefault(item, _TEXT)
        apart = ([item for item, best in places.items() if best == place] for place in _PLACES)
        return "|".join(map(" ".join, apart))

    def _items_of(self, text: str) -> Iterator[str]:
        found = [
            item
            for parts in parted(text)
            if len(parts) > 1 or parts[0] not in STOP_WORDS
            # What stands between spaces, whole, and its parts between hyphens.
            for item in (parts if len(parts) == 1 else ("-".join(parts), *parts))
        ]
        yield from found
        pairs = pairwise(map(self._word, found))
        yield from (self._phrases[pair] for pair in pairs if pair in self._phrases)
        for head, whole in ellipses(text):
            if rest := [*dict.fromkeys(_all_parts(self._entry(whole).parts))]:
                yield head + self._entry(rest[-1]).basic

    @cached_property
    def _phrases(self) -> Mapping[tuple[str, str], str]:
        """Two words of a list of synonyms that stand there as one → what they are as one."""
        phrases = {}
        for line in self._lines_of_synonyms:
            for entry in line:
                parts = [self._word(token) for token in tokens(entry)]
                if len(parts) == 2 and not re.search(r"[-.]", entry):
                    phrases[parts[0], parts[1]] = glued(entry)
        return phrases

    @cached_property
    def _lines_of_synonyms(self) -> Sequence[Sequence[str]]:
        return (*self.own.synonyms, *_everyday_words())

    def _explained(self, text: str, words: frozenset[str]) -> Iterator[str]:
        """Yield the meanings of abbreviations that stand in a text, and the other way round."""
        for short, (pattern, told, meaning) in self._abbreviations.items():
            if pattern.search(text):
                yield told
            elif meaning and meaning <= words:
                yield short

    @cached_property
    def _abbreviations(self) -> Mapping[str, tuple[re.Pattern[str], str, frozenset[str]]]:
        """Abbreviation → how it stands in a text, its meaning, and the words that it is short for.

        What follows a comma is an explanation: "Palvelutietovaranto, josta …".
        """
        return {
            short: (
                re.compile(rf"(?<!\w){re.escape(short)}(?!\w)", re.IGNORECASE),
                re.sub(r",.*", "", meaning),
                frozenset(map(self._word, self._items_of(re.sub(r"\(.*?\)|,.*", "", meaning)))),
            )
            for short, meaning in sorted(self.own.abbreviations.items())
        }

    def _word(self, item: str) -> str:
        """Return the word under which an item is indexed."""
        word = self._words.get(item)
        if word is None:
            word = self._words[item] = fold(self._entry(_whole(item, self._entry)).basic)
        return word

    @cached_property
    def _words(self) -> dict[str, str]:
        return {}

    def _entry(self, token: str) -> Word:
        return self.lexicon.word(self._name_of(token) or token)

    def _name_of(self, token: str) -> str | None:
        """Return the roadmap's name that a token is a form of: dictionaries lack Esimerkkilä."""
        return next((name for name in self._names if comes_from(token, name)), None)

    @cached_property
    def _names(self) -> Sequence[str]:
        return [name for name in tokens(self.own.roadmap) if not self.lexicon.word(name).known]

    def _note(self, item: str) -> str:
        """Return the word of an item, and keep what is known of it."""
        word = self.noted.get(item)
        if word is None:
            pieces = item.split("-")
            # What stands elsewhere without hyphens has no parts: of 121 those of 12.1 are none.
            is_apart = len(pieces) > 1 and "".join(pieces) not in self.noted
            entry = self._entry(_whole(item, self._entry))
            word = self.noted[item] = fold(entry.basic)
            self.entries.setdefault(word, entry)
            if word not in self.parts:
                if parts := [*_all_parts(entry.parts)]:
                    self.parts[word] = tuple(dict.fromkeys(map(self._note, parts)))
                elif is_apart:
                    self.parts[word] = tuple(map(self._note, pieces))
        return word

    def add_synonyms(self) -> None:
        """Keep the lists of words that stand for one another of which the roadmap has one."""
        there = self._with_parts(self.postings)
        for line in self._lines_of_synonyms:
            words = list(dict.fromkeys(self._note(glued(entry)) for entry in line))
            if not there.isdisjoint(words):
                self.synonyms.append(words)

    def index(self, pages: Sequence[SearchPage]) -> dict[str, Any]:
        """Return what ``assets/haku-data.js`` holds."""
        vocabulary = self._vocabulary()
        number = {word: index for index, word in enumerate(vocabulary)}
        edits = [self._edits(word) for word in vocabulary]
        classes = sorted(set(edits), key=lambda edit: (len(edit), edit))
        class_number = {edit: index for index, edit in enumerate(classes)}
        within = sorted({page.within for page in pages})
        place = {text: index for index, text in enumerate(within)}
        kinds = list(dict.fromkeys(page.kind for page in pages))
        return {
            "tiekartta": self.own.roadmap,
            "palaute": self.own.feedback,
            "paatteet": fold(ENDINGS),
            "ohitettavat": " ".join(sorted(map(fold, STOP_WORDS))),
            "kevyet": " ".join(sorted(map(fold, LIGHT_WORDS))),
            "sanat": " ".join(self.entries[word].basic for word in vocabulary),
            "luokat": classes,
            "luokka": [class_number[edit] for edit in edits],
            "osat": {
                number[word]: [number[part] for part in self.parts[word]]
                for word in vocabulary
                if word in self.parts
            },
            "arki": [[number[word] for word in line] for line in self.synonyms],
            "osumat": [_packed(self.postings.get(word, ())) for word in vocabulary],
            "kutsut": {
                at: sorted(
                    {
                        number[self._word(item)]
                        for text in page.names
                        for item in self._items_of(text)
                    }
                )
                for at, page in enumerate(pages)
                if page.names
            },
            "lajit": kinds,
            "osana": [hyphenated(text) for text in within],
            "sivut": [
                [
                    hyphenated(escaping.one_line(page.title)),
                    page.address,
                    kinds.index(page.kind),
                    place[page.within],
                    *page.over,
                ]
                for page in pages
            ],
        }

    def _vocabulary(self) -> list[str]:
        """Return the words of the pages and of lists of synonyms, and all their parts, sorted."""
        return sorted(self._with_parts(chain(self.postings, *self.synonyms)))

    def _with_parts(self, words: Iterable[str]) -> set[str]:
        used = set(words)
        queue = list(used)
        while queue:
            new = set(self.parts.get(queue.pop(), ())) - used
            used |= new
            queue += new
        return used

    def _edits(self, word: str) -> str:
        entry = self.entries[word]
        key = entry.basic if entry.known else f"?{entry.basic}"
        return self.lexicon.found_out(key, partial(_edits, entry))


def _packed(pages: Iterable[int]) -> str:
    """Return the pages of a word as the script reads them."""
    text, before = "", -4
    for page in pages:
        text += digits(page - before)
        before = page & ~3
    return text


def _whole(item: str, entry: Callable[[str], Word]) -> str:
    """Return an item as one token: of its parts the last is inflected (IT-tukea)."""
    *first, last = item.split("-")
    return "".join(first) + entry(last).basic if first else item


def _all_parts(parts: Sequence[str]) -> Iterator[str]:
    """Yield the parts of a compound, those in twos among them: tila|varaus|järjestelmä."""
    apart: list[str] = []
    for part in parts:
        if apart and apart[-1] + part in _NO_COMPOUNDS:
            apart[-1] += part
        else:
            apart.append(part)
    if len(apart) > 2:
        yield from (a + b for a, b in pairwise(apart))
    if len(apart) > 1 or len(parts) == 1:  # one is what can be made out of an unknown word
        yield from apart


@cache
def _everyday_words() -> list[list[str]]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lines: list[list[str]] = yaml.load(_EVERYDAY.read_text(encoding="utf-8"), loader)
    return lines


def _guessed_stems(form: str) -> frozenset[str]:
    """Return what may be the stem of a form that nobody knows: populukse-, populus."""
    guesses = {form}
    for end in range(len(form) - 1, max(2, len(form) - 7), -1):
        if is_ending(form[end:]):
            stem = form[:end]
            guesses.add(stem)
            if stem.endswith("kse"):
                guesses.add(stem[:-3] + "s")
    return frozenset(fold(stem) for stem in guesses | stems(form))


def _edits(entry: Word) -> str:
    """Return how stems are made of a word: how many letters go from its end and what comes."""
    word, edits = fold(entry.basic), set()
    for stem in map(fold, stems(entry.basic)) if entry.known else _guessed_stems(entry.basic):
        both = enumerate(zip(word, stem, strict=False))
        same = next((at for at, (a, b) in both if a != b), min(len(word), len(stem)))
        edits.add(f"{len(word) - same}{stem[same:]}")
    return " ".join(sorted(edits))
