"""What counts as a word in a text, and which words say nothing of what is looked for."""

import re
import unicodedata
from collections.abc import Iterator

from digitiekartta.pages.search.inflection import words

_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑:.'’][^\W_]+)*")
# "Aamu- ja iltapäivätoiminta", "liikunta-, kulttuuri- ja nuorisopalvelut".
_ELLIPSIS = re.compile(
    r"((?:\w+[-‐‑](?:,|\s*/)?\s+(?:(?:ja|tai|sekä|eli)\s+)?)+)([^\W\d_][\w-]{3,})"
)
_BORDER = re.compile(r"[-‐‑.'’]")
_HEAD = re.compile(r"(\w+)[-‐‑]")

STOP_WORDS = frozenset(
    words(
        "ja tai sekä eli että jotta koska kun jos myös on ovat oli olivat olla ole olen olemme"
        " olisi onko oliko ei eivät en se ne sen sitä siitä siihen niiden niitä nämä tämä tämän"
        " tätä tässä tästä joka jotka jonka joiden jossa joissa josta joista jolla joilla mikä"
        " mitä mitkä missä mistä mihin minne minkä mille millä miten milloin kuka ketkä kenen"
        " kenelle keneltä keneen miksi kuinka paljonko montako voi voiko voin voinko voit voidaan"
        " voisi voisiko voivat saa saan saada saadaan saako saanko saat saisi pitää pitäisi täytyy"
        " haluan haluaisin kuin kuten noin niin näin nyt vielä sitten mm esim jne yms ym sis tms"
        " tm minä minun minua minulle sinä hän hänen häntä hänelle me meidän meille te he heidän"
        " itse kanssa varten kautta mukaan hyväksi alkaen asti ennen jälkeen aikana tulee tulevat"
        " tulla tullut tekee tehdä tehdään tapahtuu löytyy löydän käy vastaa vastaavat"
        " the of to for how do can where is and hur när vem vad är och på för ett jag"
    )
)
"""Words that everything has; they are neither indexed nor searched for."""

LIGHT_WORDS = frozenset(
    words(
        "toimenpide toimenpiteet toimenpiteen toimenpiteitä toimenpiteiden digitiekartta"
        " digitiekartan digitiekartassa digitiekartasta tiekartta tiekartan kunta kunnan kunnassa"
        " kaupunki kaupungin kaupungissa"
    )
)
"""Words that are not searched for where a query has others besides."""


class _Plain(dict[int, str]):
    """Each character that was met → the same without accents."""

    def __missing__(self, character: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(character))
        plain = self[character] = "".join(c for c in parts if not unicodedata.combining(c))
        return plain


_PLAIN = _Plain()


def fold(text: str) -> str:
    """Return lower case without accents: how words are compared, so that ä may be typed as a."""
    return text.casefold().translate(_PLAIN)


def glued(text: str) -> str:
    """Return the words of a phrase as one, in lower case: "web shop" is sought as webshop."""
    return re.sub(r"[\W_]+", "", text.lower())


def parted(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of a text in lower case, each in the parts between its hyphens.

    Of "Suomi.fi-viestit M365:n" these are (suomi, fi, viestit) and (m365,).
    """
    return as_written(text.lower())


def as_written(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the same with the letters as they stand in the text."""
    for match in _TOKEN.finditer(text):
        parts = (part.partition(":")[0] for part in _BORDER.split(match[0]))
        if whole := tuple(part for part in parts if part):
            yield whole


def tokens(text: str) -> Iterator[str]:
    """Yield the words of a text in lower case; one with hyphens whole, without them, and in parts.

    Of "Suomi.fi-viestit" these are suomifiviestit, suomi, fi, viestit.
    """
    for parts in parted(text):
        if len(parts) > 1:
            yield "".join(parts)
        yield from parts


def ellipses(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a hyphen leaves out, in lower case: the first part, and the word with the rest.

    Of "Aamu- ja iltapäivätoiminta" these are aamu and iltapäivätoiminta.
    """
    for match in _ELLIPSIS.finditer(text.lower()):
        for head in _HEAD.findall(match[1]):
            yield head, glued(match[2])
