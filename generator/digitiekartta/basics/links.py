"""Addresses of pages, and what is wrong with a link: a forbidden address, a text without news.

Who listens to a list of a page's links hears nothing but their texts (WCAG 2.4.4).
"""

from collections.abc import Iterator

from digitiekartta.basics.kinds import FIELDS, TEXTS
from digitiekartta.basics.problems import Place, Problem

FORBIDDEN_LINK = FIELDS.error(
    "forbidden-link",
    "Osoite ”{value}” ei kelpaa linkiksi.",
    "Kirjoita koko osoite, joka alkaa https:// tai mailto:.",
    example="toimenpiteet/kurssit.yml: linkit: [{teksti: Kurssin sivu, osoite: pikkula.example}]",
)
VAGUE_LINK = TEXTS.warning(
    "vague-link",
    "Linkin teksti ”{text}” ei kerro, minne linkki vie.",
    "Kirjoita linkin tekstiksi se, mitä lukija linkistä löytää.",
    example="toimenpiteet/kurssit.yml: linkit: [{teksti: Lue lisää, osoite:"
    " 'https://pikkula.example/'}]",
)
_VAGUE = frozenset(
    {
        "klikkaa",
        "klikkaa tästä",
        "klikkaa tähän",
        "paina tästä",
        "tästä",
        "tästä linkistä",
        "tämä linkki",
        "täältä",
        "täällä",
        "tänne",
        "linkki",
        "lisää",
        "lue lisää",
        "lisätietoja",
        "katso",
        "katso tästä",
    }
)


def is_vague(text: str) -> bool:
    """Return whether a link's text tells nothing of where the link leads."""
    return " ".join(text.split()).lower().strip(" .…»›→") in _VAGUE


def vague_link(text: str, place: Place) -> Iterator[Problem]:
    """Yield the warning of a link whose text is vague, for whoever wrote it."""
    if is_vague(text):
        yield VAGUE_LINK.at(place, text=" ".join(text.split()))


def address_of(file: str) -> str:
    """Return the address of a page's file: ``tavoitteet/index.html`` is at ``tavoitteet/``."""
    folder, slash, name = file.rpartition("/")
    return folder + slash if name == "index.html" else file
