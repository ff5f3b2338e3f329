"""The search index: which words each page has, in a form that is small and quickly read.

``haku.js`` reads ``assets/haku.json`` at the first search. All that needs a dictionary is
done here; all ranking is done there. The JSON has Finnish keys:

- ``paatteet``: a regular expression of what may follow a stem;
- ``ohitettavat``: words that are not searched for;
- ``sanat``: the words in basic forms, sorted, with plain letters (ä→a) and spaces between;
- ``luokat`` and ``luokka``: for each word, how its stems are made: "0 2de" is the word as
  it is, and the word with its last two letters replaced by "de";
- ``osat``: word → the words that a compound consists of;
- ``arki``: lists of words that stand for one another;
- ``osumat``: for each word the pages that have it, as text;
- ``lajit`` and ``osana``: the kinds of pages, and what pages are part of;
- ``sivut``: for each page its title, address, and the numbers of its kind and what it is part of;
- ``tekstit``: names of the files that hold the pages' texts, ``lohko`` pages each.

The text of ``osumat`` has a number for each page that has the word, in the order of the pages:
how many pages further it is than the one before (the first one counts from -1) times 4, plus the
place of the word: 1 in the text, 2 among the keywords, 3 in the title. The numbers are written
in base 32, least digit first, in the 64 characters 0–9 A–Z a–z - _ : a digit that another one
follows is 32 larger. A word in the title of page 0 and in the text of page 40 is "7" (1 × 4 + 3)
and "X5" (40 × 4 + 1 = 161 = 1 + 5 × 32, and 1 + 32 is "X").
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

import yaml

from digitiekartta.markup import escaping
from digitiekartta.pages.search.inflection import ENDINGS, is_ending, stems, words
from digitiekartta.pages.search.lexicon import Lexicon

FILE = "assets/haku.json"
_TEXTS_IN_FILE = 200  # pages
_TEXT, _KEYWORD, _TITLE = 1, 2, 3
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑:.'’][^\W_]+)*")
_EVERYDAY = Path(__file__).with_name("everyday.yml")
# Words that everything has; the script drops them from what is searched for as well.
STOP_WORDS = frozenset(
    words(
        "ja tai sekä eli että jotta koska kun jos myös on ovat oli olla ei eivät se ne sen"
        " niiden tämä nämä joka jotka jonka joiden mikä mitä missä miten milloin kuka kenen"
        " miksi mistä mihin kuinka voi voiko saa saako kuin kuten noin mm esim jne yms ym"
        " sis tms tm"
    )
)


@dataclass(frozen=True)
class SearchPage:
    """A page as search sees it.

    Attributes:
        title: Plain text.
        address: Under the site's root, "toimenpiteet/intra/".
        kind: In Finnish, as the results tell it: "Toimenpide".
        within: What the page is part of, in words: "Tavoite 1: …"; may be empty.
        keywords: Names and words that the page is found by, though they are not its text.
        sentences: The page's text, from which a result quotes the sentence that matches.
    """

    title: str
    address: str
    kind: str
    within: str = ""
    keywords: Sequence[str] = ()
    sentences: Sequence[str] = ()


def index_files(
    pages: Iterable[SearchPage], abbreviations: Mapping[str, str], lexicon: Lexicon
) -> dict[str, str]:
    """Return the index as files, path → JSON; the same for the same pages and dictionary."""
    builder = _Builder(lexicon, abbreviations)
    listed = list(pages)
    for page in listed:
        builder.add(page)
    builder.add_everyday_words()
    files = dict(_text_files(listed))
    files[FILE] = json_lines(builder.index(listed, [path.rpartition("/")[2] for path in files]))
    return files


def fold(text: str) -> str:
    """Return lower case without accents: how words are compared, so that ä may be typed as a."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def tokens(text: str) -> Iterator[str]:
    """Yield the words of a text in lower case; one with hyphens whole, without them, and in parts.

    Of "Suomi.fi-viestit" these are suomifiviestit, suomi, fi, viestit.
    """
    for match in _TOKEN.finditer(text.lower()):
        if match[0].isalnum():
            yield match[0]
            continue
        parts = re.split(r"[-‐‑.'’]", match[0])
        parts = [part.partition(":")[0] for part in parts]  # M365:n
        if len(parts) > 1:
            yield "".join(parts)
        yield from (part for part in parts if part)


@dataclass
class _Builder:
    """The words of the pages that have been added, and what is known of each.

    Words are in basic form with plain letters.

    Attributes:
        places: For each page, word → the best of its places.
        parts: Compound → the words that it consists of.
        stems: Word → what its inflected forms begin with.
        everyday: Lists of words that stand for one another.
        words: Token → the word that it is a form of.
    """

    lexicon: Lexicon
    abbreviations: Mapping[str, str]
    places: list[dict[str, int]] = field(default_factory=list)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stems: dict[str, frozenset[str]] = field(default_factory=dict)
    everyday: list[list[str]] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def add(self, page: SearchPage) -> None:
        places: dict[str, int] = {}
        self._note(places, _TITLE, [page.title])
        self._note(places, _KEYWORD, page.keywords)
        self._note(places, _TEXT, page.sentences)
        whole = "\n".join([page.title, *page.keywords, *page.sentences])
        self._note(places, _TEXT, list(self._explained(whole, frozenset(places))))
        self.places.append(places)

    def _note(self, places: dict[str, int], place: int, texts: Sequence[str]) -> None:
        for text in texts:
            for word in self._words_of(text):
                places.setdefault(word, place)

    def _words_of(self, text: str) -> Iterator[str]:
        return (self._word(token) for token in tokens(text) if token not in STOP_WORDS)

    def _explained(self, text: str, words: frozenset[str]) -> Iterator[str]:
        """Yield the meanings of abbreviations that stand in a text, and the other way round."""
        for short, (pattern, meaning) in self._abbreviations.items():
            if pattern.search(text):
                yield self.abbreviations[short]
            elif meaning and meaning <= words:
                yield short

    @cached_property
    def _abbreviations(self) -> Mapping[str, tuple[re.Pattern[str], frozenset[str]]]:
        """Abbreviation → how it stands in a text, and the words that it is short for."""
        return {
            short: (
                re.compile(rf"(?<!\w){re.escape(short)}(?!\w)", re.IGNORECASE),
                frozenset(self._words_of(re.sub(r"\(.*?\)|,.*", "", meaning))),
            )
            for short, meaning in sorted(self.abbreviations.items())
        }

    def _word(self, token: str) -> str:
        """Return the word under which a token is indexed, with plain letters."""
        if token in self.words:
            return self.words[token]
        entry = self.lexicon.word(token)
        word = self.words[token] = fold(entry.basic)
        if not entry.known:
            self.stems.setdefault(word, _guessed_stems(entry.basic))
        elif word not in self.stems:
            self.stems[word] = frozenset(fold(stem) for stem in stems(entry.basic))
        if entry.parts and word not in self.parts:
            self.parts[word] = tuple(dict.fromkeys(self._word(part) for part in entry.parts))
        return word

    def add_everyday_words(self) -> None:
        """Keep the lists of everyday words of which the roadmap has one."""
        for line in _everyday_words():
            words = [fold(word.replace("-", "")) for word in line]
            if not self.stems.keys().isdisjoint(words):
                for word in line:
                    self._word(word.lower().replace("-", ""))
                self.everyday.append(words)

    def index(self, pages: Sequence[SearchPage], text_files: Sequence[str]) -> dict[str, object]:
        """Return what ``assets/haku.json`` holds."""
        vocabulary = self._vocabulary()
        number = {word: index for index, word in enumerate(vocabulary)}
        edits = [_edits(word, self.stems.get(word, frozenset((word,)))) for word in vocabulary]
        classes = sorted(set(edits), key=lambda edit: (len(edit), edit))
        class_number = {edit: index for index, edit in enumerate(classes)}
        within = sorted({page.within for page in pages})
        kinds = list(dict.fromkeys(page.kind for page in pages))
        return {
            "paatteet": fold(ENDINGS),
            "ohitettavat": " ".join(sorted(map(fold, STOP_WORDS))),
            "sanat": " ".join(vocabulary),
            "luokat": classes,
            "luokka": [class_number[edit] for edit in edits],
            "osat": {
                number[word]: [number[part] for part in self.parts[word]]
                for word in vocabulary
                if word in self.parts
            },
            "arki": [[number[word] for word in line if word in number] for line in self.everyday],
            "osumat": self._postings(vocabulary),
            "lajit": kinds,
            "osana": within,
            "sivut": [
                [
                    escaping.one_line(page.title),
                    page.address,
                    kinds.index(page.kind),
                    within.index(page.within),
                ]
                for page in pages
            ],
            "lohko": _TEXTS_IN_FILE,
            "tekstit": list(text_files),
        }

    def _vocabulary(self) -> list[str]:
        """Return the words of the pages and of everyday lists, and all their parts, sorted."""
        used = set(chain(*self.places, *self.everyday))
        queue = list(used)
        while queue:
            new = set(self.parts.get(queue.pop(), ())) - used
            used |= new
            queue += new
        return sorted(used)

    def _postings(self, vocabulary: Sequence[str]) -> list[str]:
        """Return for each word the pages that have it, as the script reads them."""
        packed, before = dict.fromkeys(vocabulary, ""), dict.fromkeys(vocabulary, -1)
        for page, places in enumerate(self.places):
            for word, place in places.items():
                packed[word] += _digits((page - before[word]) * 4 + place)
                before[word] = page
        return list(packed.values())


@cache
def _everyday_words() -> list[list[str]]:
    lines: list[list[str]] = yaml.safe_load(_EVERYDAY.read_text(encoding="utf-8"))
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


def _edits(word: str, word_stems: frozenset[str]) -> str:
    """Return how stems are made of a word: how many letters go from its end and what comes."""
    edits = set()
    for stem in word_stems:
        same = 0
        while same < min(len(word), len(stem)) and word[same] == stem[same]:
            same += 1
        edits.add(f"{len(word) - same}{stem[same:]}")
    return " ".join(sorted(edits))


def _digits(number: int) -> str:
    """Return a number in the base 32 of ``osumat``."""
    text = ""
    while number >= 32:
        text += _DIGITS[32 + number % 32]
        number //= 32
    return text + _DIGITS[number]


def _text_files(pages: Sequence[SearchPage]) -> Iterator[tuple[str, str]]:
    """Yield the files of texts; their names change with their content, so that none is stale."""
    for start in range(0, len(pages), _TEXTS_IN_FILE):
        texts = [
            "\n".join(map(escaping.one_line, page.sentences))
            for page in pages[start : start + _TEXTS_IN_FILE]
        ]
        text = json_lines(texts)
        digest = hashlib.sha256(text.encode()).hexdigest()[:10]
        yield f"assets/haku-{start // _TEXTS_IN_FILE}-{digest}.json", text


def json_lines(value: object) -> str:
    """Return JSON with a line for each member, so that a change shows as a short difference."""
    if isinstance(value, dict):
        members = (f"{_compact(str(key))}:{_json_list(item)}" for key, item in value.items())
        return "{" + ",\n".join(members) + "}\n"
    return _json_list(value) + "\n"


def _json_list(value: object) -> str:
    if isinstance(value, list) and value and not isinstance(value[0], int):
        return "[" + ",\n".join(map(_compact, value)) + "]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
