"""The index of a long roadmap in small files, of which a query loads those that it asks for.

Words stay together in ``assets/haku-data.js``: guesses need them all, and they grow slowly. What
grows with the pages is apart from it. The index then lacks ``osat``, ``osumat`` and ``sivut`` and
has

- ``jaot``: for each word, with spaces between, where in it the words stand that it consists of: of
  each the first letter and how many, two digits of base 64, or its number between asterisks;
- ``osumatiedostot``: for each file of ``osumat`` the number of its first word, and its name. The
  file holds ``osumat`` from that word on and, as ``muut``, those of the compounds of these words
  that stand elsewhere in the alphabet: what finds a word finds its compounds with it;
- ``vailla``: the words that no page has, a text of numbers (``packed``);
- ``laji`` and ``pituus``: for each page a digit, the number of its kind and the words in its title;
- ``etusivu``: the number of the front page, -1 where there is none;
- ``tekstit``: files of ``lohko`` pages each, for each page what ``sivut`` tells of it and its text.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from digitiekartta.pages.search.script import DIGITS, data_script, digits
from digitiekartta.pages.search.tokens import fold, parted

_PAGES_IN_FILE = 4
_LETTERS_IN_FILE = 10_000  # of postings
_MOST_TOLD = 31  # words of a title that a digit tells


def parted_files(index: dict[str, Any], texts: Sequence[str]) -> dict[str, str]:
    """Take out of an index what goes into small files, and return these, path → script."""
    told = index.pop("sivut")
    both = [*zip(told, texts, strict=True)]
    pages = dict(named_files("assets/haku", in_files(both, _PAGES_IN_FILE)))
    postings = index.pop("osumat")
    parts = index.pop("osat")
    blocks = [*_blocks(postings, parts)]
    found = dict(named_files("assets/osumat", [block for _, block in blocks]))
    words = fold(index["sanat"]).split(" ")
    index |= {
        "jaot": " ".join(_places(at, words, parts.get(at, ())) for at in range(len(words))),
        "laji": "".join(digits(kind) for _, _, kind, *_ in told),
        "pituus": "".join(digits(_length(title)) for title, *_ in told),
        "etusivu": next((at for at, (_, address, *_) in enumerate(told) if not address), -1),
        "vailla": packed(at for at, posting in enumerate(postings) if not posting),
        "osumatiedostot": [
            [first, name_of(path)] for (first, _), path in zip(blocks, found, strict=True)
        ],
        "lohko": _PAGES_IN_FILE,
        "tekstit": [name_of(path) for path in pages],
    }
    return pages | found


def _places(word: int, words: Sequence[str], parts: Iterable[int]) -> str:
    """Return where in a word its parts stand: most compounds have theirs letter by letter."""
    text = words[word]
    found = ((part, text.find(words[part]), len(words[part])) for part in parts)
    return "".join(
        DIGITS[start] + DIGITS[length] if 0 <= start < len(DIGITS) > length else f"*{part}*"
        for part, start, length in found
    )


def _length(title: str) -> int:
    """Return how many words a title has, as far as that matters; soft hyphens part none."""
    return min(_MOST_TOLD, max(1, len([*parted(title.replace("\u00ad", ""))])))


def _blocks(
    postings: Sequence[str], parts: Mapping[int, Sequence[int]]
) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield the first word and the content of each file of postings."""
    compounds: dict[int, list[int]] = {}
    for compound, own in parts.items():
        for part in own:
            compounds.setdefault(part, []).append(compound)
    first, others, size = 0, dict[int, str](), 0
    for word, posting in enumerate(postings):
        near = compounds.get(word, ())
        new = {*near, *(far for one in near for far in compounds.get(one, ()))} - others.keys()
        growth = len(posting) + sum(len(postings[one]) for one in new)
        if size and size + growth > _LETTERS_IN_FILE:
            yield first, _block(postings, first, word, others)
            first, others, size = word, {}, 0
            new = {*near, *(far for one in near for far in compounds.get(one, ()))}
        others |= {one: postings[one] for one in new}
        size += growth
    yield first, _block(postings, first, len(postings), others)


def _block(
    postings: Sequence[str], first: int, end: int, others: Mapping[int, str]
) -> Mapping[str, object]:
    apart = {one: text for one, text in sorted(others.items()) if not first <= one < end}
    return {"alku": first, "osumat": postings[first:end], "muut": apart}


def packed(numbers: Iterable[int]) -> str:
    """Return rising numbers as a text: how much each is larger than the one before, or than -1."""
    return "".join(digits(after - before) for before, after in pairwise([-1, *numbers]))


def in_files(values: Sequence[Any], most: int) -> Iterator[Sequence[Any]]:
    """Yield as many values at a time as a file may have."""
    for start in range(0, len(values), most):
        yield values[start : start + most]


def named_files(stem: str, contents: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield the files of contents; their names change with their content, so that none is stale."""
    for number, content in enumerate(contents):
        text = data_script(content)
        digest = hashlib.sha256(text.encode()).hexdigest()[:10]
        yield f"{stem}-{number}-{digest}.js", text


def name_of(path: str) -> str:
    """Return the name of a file without its folder."""
    return path.rpartition("/")[2]
