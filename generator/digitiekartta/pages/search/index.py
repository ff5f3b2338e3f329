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
- ``osumat``: for each word the pages that have it, as ``_packed`` writes them;
- ``sivut``: for each page its title, address and kind (and, of a measure, its goal);
- ``tekstit``: names of the files that hold the pages' texts, ``lohko`` pages each.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
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
    files[FILE] = _json(builder.index(listed, [path.rpartition("/")[2] for path in files]))
    return files


def fold(text: str) -> str:
    """Return lower case without accents: how words are compared, so that ä may be typed as a."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def tokens(text: str) -> Iterator[str]:
    """Yield the words of a text in lower case; one with hyphens whole, without them, and in parts.

    Of "Suomi.fi-viestit" these are suomifiviestit, suomi, fi, viestit.
    """
    for found in _TOKEN.finditer(text.lower()):
        if found[0].isalnum():
            yield found[0]
            continue
        parts = re.split(r"[-‐‑.'’]", found[0])
        parts = [part.partition(":")[0] for part in parts]  # M365:n
        if len(parts) > 1:
            yield "".join(parts)
        yield from (part for part in parts if part)


@dataclass
class _Builder:
    lexicon: Lexicon
    abbreviations: Mapping[str, str]
    pages: list[dict[str, int]] = field(default_factory=list)  # word → the best of its places
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    guessed: dict[str, frozenset[str]] = field(default_factory=dict)
    everyday: list[list[str]] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)  # token → word

    def add(self, page: SearchPage) -> None:
        found: dict[str, int] = {}
        self._note(found, _TITLE, [page.title])
        self._note(found, _KEYWORD, page.keywords)
        self._note(found, _TEXT, page.sentences)
        whole = "\n".join([page.title, *page.keywords, *page.sentences])
        self._note(found, _TEXT, list(self._explained(whole, frozenset(found))))
        self.pages.append(found)

    def _note(self, found: dict[str, int], place: int, texts: Sequence[str]) -> None:
        for text in texts:
            for token in tokens(text):
                if token not in STOP_WORDS:
                    found.setdefault(self._word(token), place)

    def _explained(self, text: str, basics: frozenset[str]) -> Iterator[str]:
        """Yield the meanings of abbreviations that stand in a text, and the other way round."""
        for short, (pattern, meant) in self._abbreviations.items():
            if pattern.search(text):
                yield self.abbreviations[short]
            elif meant and meant <= basics:
                yield short

    @cached_property
    def _abbreviations(self) -> Mapping[str, tuple[re.Pattern[str], frozenset[str]]]:
        """Abbreviation → how it stands in a text, and the words that it is short for."""
        return {
            short: (
                re.compile(rf"(?<!\w){re.escape(short)}(?!\w)", re.IGNORECASE),
                self._basics(re.sub(r"\(.*?\)|,.*", "", meaning)),
            )
            for short, meaning in sorted(self.abbreviations.items())
        }

    def _basics(self, text: str) -> frozenset[str]:
        return frozenset(self._word(token) for token in tokens(text) if token not in STOP_WORDS)

    def _word(self, token: str) -> str:
        """Return the word under which a token is indexed, with plain letters."""
        if token in self.keys:
            return self.keys[token]
        word = self.lexicon.word(token)
        key = self.keys[token] = fold(word.basic)
        if not word.known:
            self.guessed.setdefault(key, _guessed_stems(word.basic))
        elif key not in self.guessed:
            self.guessed[key] = frozenset(fold(stem) for stem in stems(word.basic))
        if word.parts and key not in self.parts:
            self.parts[key] = tuple(dict.fromkeys(self._word(part) for part in word.parts))
        return key

    def add_everyday_words(self) -> None:
        """Keep the lists of everyday words of which the roadmap has one."""
        for line in _everyday_words():
            present = set(self.guessed)
            keys = [fold(word.replace("-", "")) for word in line]
            if present.intersection(keys):
                for word in line:
                    self._word(word.lower().replace("-", ""))
                self.everyday.append(keys)

    def index(self, pages: Sequence[SearchPage], texts: Sequence[str]) -> dict[str, object]:
        used = {word for found in self.pages for word in found}
        used.update(word for line in self.everyday for word in line)
        queue = list(used)
        while queue:
            for part in self.parts.get(queue.pop(), ()):
                if part not in used:
                    used.add(part)
                    queue.append(part)
        vocabulary = sorted(used)
        number = {word: index for index, word in enumerate(vocabulary)}
        where: list[list[tuple[int, int]]] = [[] for _ in vocabulary]
        for page, found in enumerate(self.pages):
            for word, place in found.items():
                where[number[word]].append((page, place))
        classes = {
            word: _edits(word, self.guessed.get(word, frozenset((word,)))) for word in vocabulary
        }
        kinds = sorted(set(classes.values()), key=lambda kind: (len(kind), kind))
        kind_number = {kind: index for index, kind in enumerate(kinds)}
        within = sorted({page.within for page in pages})
        page_kinds = list(dict.fromkeys(page.kind for page in pages))
        return {
            "paatteet": fold(ENDINGS),
            "ohitettavat": " ".join(sorted(map(fold, STOP_WORDS))),
            "sanat": " ".join(vocabulary),
            "luokat": kinds,
            "luokka": [kind_number[classes[word]] for word in vocabulary],
            "osat": {
                number[word]: [number[part] for part in self.parts[word]]
                for word in vocabulary
                if word in self.parts
            },
            "arki": [[number[word] for word in line if word in number] for line in self.everyday],
            "osumat": [_packed(pages_of) for pages_of in where],
            "lajit": page_kinds,
            "osana": within,
            "sivut": [
                [
                    escaping.one_line(page.title),
                    page.address,
                    page_kinds.index(page.kind),
                    within.index(page.within),
                ]
                for page in pages
            ],
            "lohko": _TEXTS_IN_FILE,
            "tekstit": list(texts),
        }


@cache
def _everyday_words() -> list[list[str]]:
    lines: list[list[str]] = yaml.safe_load(_EVERYDAY.read_text(encoding="utf-8"))
    return lines


def _guessed_stems(form: str) -> frozenset[str]:
    """Return what may be the stem of a form that nobody knows: populukse-, populus."""
    found = {form}
    for end in range(len(form) - 1, max(2, len(form) - 7), -1):
        if is_ending(form[end:]):
            stem = form[:end]
            found.add(stem)
            if stem.endswith("kse"):
                found.add(stem[:-3] + "s")
    found |= stems(form)
    return frozenset(fold(stem) for stem in found)


def _edits(word: str, made: frozenset[str]) -> str:
    """Return how stems are made of a word: how many letters go from its end and what comes."""
    edits = set()
    for stem in made:
        same = 0
        while same < min(len(word), len(stem)) and word[same] == stem[same]:
            same += 1
        edits.add(f"{len(word) - same}{stem[same:]}")
    return " ".join(sorted(edits))


def _packed(places: Sequence[tuple[int, int]]) -> str:
    """Write pages and places as text: each the step from the page before × 4 + place, base 32.

    The lower five bits of a digit are the number's, least first; the sixth tells that more follow.
    """
    text, before = [], -1
    for page, place in places:
        number = (page - before) * 4 + place
        before = page
        while number >= 32:
            text.append(_DIGITS[32 + number % 32])
            number //= 32
        text.append(_DIGITS[number])
    return "".join(text)


def _text_files(pages: Sequence[SearchPage]) -> Iterator[tuple[str, str]]:
    """Yield the files of texts; their names change with their content, so that none is stale."""
    for start in range(0, len(pages), _TEXTS_IN_FILE):
        texts = [
            "\n".join(map(escaping.one_line, page.sentences))
            for page in pages[start : start + _TEXTS_IN_FILE]
        ]
        text = _json(texts)
        digest = hashlib.sha256(text.encode()).hexdigest()[:10]
        yield f"assets/haku-{start // _TEXTS_IN_FILE}-{digest}.json", text


def _json(value: object) -> str:
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
