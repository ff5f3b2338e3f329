"""Passages in another language than the markup says: a screen reader reads them in the wrong voice.

A guess by the small words that every text of a language has; short texts are not guessed about.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from digitiekartta.audit.built_site import BuiltPage, element_of
from digitiekartta.audit.findings import Finding, Rule
from digitiekartta.basics.problems import Severity
from digitiekartta.basics.text import one_line

PASSAGE_LANGUAGE = Rule(
    "a11y-passage-language",
    "Teksti näyttää olevan {guess}, mutta sen kieleksi on merkitty {told}: {element}",
    'Merkitse tekstin kieli, esimerkiksi <p lang="en">, tai korjaa merkintä.',
    criterion="3.1.2",
    severity=Severity.WARNING,
)

_SMALL_WORDS: Mapping[str, str] = {
    "fi": "ja on ei että tai sekä joka jotka kun myös ovat se sen mutta kuin niin ne tämä tämän"
    " siitä siihen ole voi oli mukaan kanssa kaikki sitä hän mikä jos vain",
    "sv": "och att det som en på är av för med till den har inte om ett var från kan ska eller"
    " vid också de i sig när alla",
    "en": "the of and to in is for with that on are this by from as be or its it was at an all"
    " which will have has not you your we our their several",
}
_SMALL = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_NAMES = {"fi": "suomea", "sv": "ruotsia", "en": "englantia"}
_SHORTEST = 80  # letters
_FEWEST = 4  # small words of the other language
_SHARE = 0.18  # of all words
_WORD = re.compile(r"[^\W\d_]+")
_PASSAGES = ("p", "li", "td", "dd", "blockquote", "figcaption", "caption")


def passages(page: BuiltPage) -> Iterator[Finding]:
    """A longer passage is in the language that it, or what it stands in, says."""
    for passage in page.all(*_PASSAGES):
        if next(passage.iterdescendants(*_PASSAGES), None) is not None:
            continue
        told, text = _told(passage), own_text(passage)
        seen = guess(text) if len(text) >= _SHORTEST else None
        if seen and told in _SMALL and seen != told:
            yield PASSAGE_LANGUAGE.broken(
                element_of(passage),
                guess=_NAMES[seen],
                told=_NAMES[told],
                place=page.place(passage),
            )


def _told(element: Any) -> str:
    """Return the code of the language in which an element says it is."""
    for one in (element, *element.iterancestors()):
        if (code := one.get("lang")) is not None:
            return str(code).partition("-")[0].lower()
    return ""


def own_text(passage: Any) -> str:
    """Return a passage's text without the parts that tell a language of their own."""
    texts = passage.xpath(".//text()")
    text = "".join(text for text in texts if not _is_marked(text, passage))
    return one_line(text.replace("\N{SOFT HYPHEN}", ""))  # else words come in pieces: Tie-to


def _is_marked(text: Any, passage: Any) -> bool:
    holder = text.getparent()
    if text.is_tail:
        holder = holder.getparent()
    while holder is not passage and holder is not None:
        if holder.get("lang") is not None:
            return True
        holder = holder.getparent()
    return False


def guess(text: str) -> str | None:
    """Return the code of the language that a text seems to be in, None where that is not sure."""
    words = [word.lower() for word in _WORD.findall(text)]
    counts = {code: sum(word in small for word in words) for code, small in _SMALL.items()}
    best = max(counts, key=lambda code: counts[code])
    others = max(count for code, count in counts.items() if code != best)
    sure = counts[best] >= max(_FEWEST, _SHARE * len(words), 2 * others + 1)
    return best if sure else None
