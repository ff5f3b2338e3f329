"""What the program writes into content where only a person knows the words.

Each text stands until somebody writes the true one in its place; the check tells where they stand.
"""

import re

from digitiekartta.basics.text import one_line

NO_ORGANISATION = "Organisaation nimi lisätään"
NO_SHORT_NAME = "Lyhyt nimi lisätään"
NO_GOAL_DESCRIPTION = "Kirjoita tähän tavoitteen kuvaus tai poista rivi."
SAMPLE_GOAL = "Asiat hoituvat verkossa"
SAMPLE_MEASURE = "Sähköinen asiointi käyttöön"
UNTITLED = "Toimenpiteet"
"""The title of a goal that has none in its document."""
NOT_FILLED_IN = "Tämä on mallipohja, jota ei ole vielä täytetty."
NOT_REVIEWED = "Sisältö on tuotu asiakirjasta ohjelmalla, eikä sitä ole vielä tarkistettu."
_OF_DOCUMENT = "Digitiekartta, jonka sisältö on tuotu asiakirjasta "
_WHOLE = {
    *(NO_ORGANISATION, NO_SHORT_NAME, NO_GOAL_DESCRIPTION, NOT_FILLED_IN, NOT_REVIEWED),
    *(SAMPLE_GOAL, SAMPLE_MEASURE, UNTITLED),
}
# Most texts begin otherwise, and are looked at no further.
_FIRST_WORDS = tuple(sorted({text.split()[0] for text in (*_WHOLE, _OF_DOCUMENT)}))

PHASE_NOT_KNOWN = "vaihe ei selviä lähteestä"
"""The words of a half-year whose colour or mark nothing explains."""
_OF_COLOUR = re.compile(rf"#[0-9a-f]{{6}} \({PHASE_NOT_KNOWN}\)", re.IGNORECASE)


def of_document(files: str) -> str:
    """Return the description of a roadmap of which nothing is known but its documents."""
    return f"{_OF_DOCUMENT}{files}."


def is_to_fill(text: str) -> bool:
    """Whether a text of content is one of those that wait for a person's."""
    if not text.lstrip().startswith(_FIRST_WORDS):
        return False
    line = one_line(text)
    return line in _WHOLE or line.startswith(_OF_DOCUMENT)


def without_colour(words: str | None) -> str | None:
    """Return the words of a half-year for readers, to whom the code of a colour says nothing.

    Content keeps it: by it an import knows what it has asked.
    """
    return words and _OF_COLOUR.sub(PHASE_NOT_KNOWN, words)


def is_phase_open(words: str | None) -> bool:
    """Whether the words of a half-year say that its phase is not known."""
    return words is not None and PHASE_NOT_KNOWN in words
