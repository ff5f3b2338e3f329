"""What words of the texts give away: persons, and abbreviations that nobody has explained.

A rule keeps persons out of a published roadmap, where parties are roles and organs. Which
abbreviations lack a meaning is a report to ask for, not a rule of every check.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from digitiekartta.basics.kinds import PERSONS, TEXTS, Kind
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.markup.abbreviations import ENDING
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.reading.source import place_at
from digitiekartta.roadmap.roadmap import Roadmap

# The look-behind keeps the time linear in long words.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w./-])(\+358|0)[\s-]?(\d[\s-]?){6,10}(?![\w/-])")
# The most common Finnish given names of working-age people; a surname must follow, so that
# a name alone (a product, a month, a ship) is not taken for a person.
_GIVEN = """
Aino Aleksi Anita Anja Anna Anne Anneli Anni Annika Antero Antti Anu Ari Arja Arto Asko Auli
Eero Eeva Eija Eila Elina Elisa Ella Emilia Emma Emmi Erja Erkki Esa Eveliina Hanna Hannele
Hannu Harri Heidi Heikki Helena Heli Henna Henri Hilkka Iida Iiro Ilkka Ilmari Inka Irene Irma
Ismo Jaakko Jaana Janne Jani Jari Jarkko Jarmo Jarno Jenna Jenni Jesse Joel Johanna Joni Jonna
Jouko Jouni Juha Juhani Juho Jukka Julia Juuso Jyrki Kai Kaija Kaisa Kalle Karoliina Kari
Katariina Kati Katja Katri Kimmo Kirsi Kirsti Kristiina Krista Kristian Lasse Laura Lauri Lea
Leena Lotta Maarit Maija Maiju Mari Maria Marika Marja Marjo Marjut Marko Markku Markus Marita
Martti Matias Matti Meri Mervi Mia Miia Mika Mikael Mikko Milla Minna Mira Mirja Mirva Nina
Niina Niko Noora Olli Outi Paavo Päivi Pasi Paula Pauli Pekka Pentti Pertti Petra Petri Petteri
Pia Piia Pirjo Pirkko Raija Raimo Rami Reijo Riikka Riitta Risto Ritva Roope Saana Saara Sakari
Sami Sampo Samuli Sanna Sara Sari Satu Saija Seija Seppo Sini Sinikka Sirpa Sirkka Sofia Suvi
Taina Tanja Tapani Tapio Tarja Teemu Teija Tero Terhi Tiia Tiina Timo Tomi Toni Topi Tuija
Tuomas Tuomo Tuula Tuulia Ulla Ulpu Vesa Ville Virpi Veera Veikko Veli Åsa Annukka Ossi Otto
Oskari Onni Eino Elias Eetu Joonas Jussi Kalevi Kaarina
""".split()  # noqa: SIM905 -- names are easier to read without quotes
_PERSON = re.compile(
    rf"(?<![\w-])(?:{'|'.join(map(re.escape, _GIVEN))})(?:-[A-ZÅÄÖ][a-zåäö]+)?"
    r" [A-ZÅÄÖ][a-zåäö]{2,}(?:-[A-ZÅÄÖ][a-zåäö]+)?(?![\w-])"
)
_REMEDY = (
    "Julkaise henkilön sijasta tehtävänimike tai yksikkö. Yhteystietojen paikka on tiedostossa"
    " tiekartta.yml (yhteystiedot)."
)
EMAIL = PERSONS.warning(
    "e-mail",
    "Tekstissä näyttää olevan sähköpostiosoite: ”{words}”.",
    _REMEDY,
    example="toimenpiteet/kurssit.yml: lisatiedot: Kysy osoitteesta aino@pikkula.example",
)
PHONE = PERSONS.warning(
    "phone-number",
    "Tekstissä näyttää olevan puhelinnumero: ”{words}”.",
    _REMEDY,
    example="toimenpiteet/kurssit.yml: lisatiedot: Soita numeroon 040 123 4567",
)
PERSON = PERSONS.warning(
    "person-name",
    "Tekstissä näyttää olevan henkilön nimi: ”{words}”.",
    _REMEDY,
    example="toimenpiteet/kurssit.yml: lisatiedot: Kysy Aino Virtaselta",
)
# The places for contact data, in tiekartta.yml.
_CONTACTS = ("yhteystiedot.", "palaute.", "saavutettavuus.palaute.")
_PATTERNS = ((EMAIL, _EMAIL), (PHONE, _PHONE), (PERSON, _PERSON))
UNEXPLAINED = TEXTS.warning(
    "unexplained-abbreviation",
    "Lyhennettä ”{word}” ei ole selitetty. Sitä on käytetty {times}.",
    "Lisää tiedostoon lyhenteet.yml rivi ”{word}: …” ja siihen merkitys.",
    example="toimenpiteet/kurssit.yml: lisatiedot: VM maksaa kurssin",
)

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[&/][^\W\d_][^\W_]*)*")
# Two capitals in a row: names of products (SharePoint, OneDrive) are no abbreviations.
_CAPITALS = re.compile(r"[A-ZÅÄÖ]{2}")
_INFLECTED = re.compile(rf"(?P<stem>\w*[A-ZÅÄÖ0-9](?:[a-zåäö]{{0,2}}?))i?{ENDING}")
# Longer words in capitals are words that somebody has stressed, such as headings.
_LONGEST = 7
# Fields that hold no sentences: addresses, and the headings of a source's tables.
_NOT_PROSE = {
    KEYS[name] for name in ("address", "email", "logo", "mark", "licence", "branch", "table")
}


def personal_data(roadmap: Roadmap) -> Iterator[Problem]:
    """No field but those for contact data holds a person's name, e-mail address or phone number."""
    for text, place in roadmap.field_texts():
        if not place.field.startswith(_CONTACTS):
            for kind, words in islice(_personal(text), 1):
                yield kind.at(place, words=words[0])
    for prose in roadmap.texts.values():
        for kind, words in _personal(prose.markdown):
            place = place_at(prose.markdown, words.start(), prose.file)
            yield kind.at(place, words=words[0])


def _personal(text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    return ((kind, words) for kind, pattern in _PATTERNS for words in pattern.finditer(text))


def unexplained(roadmap: Roadmap) -> list[tuple[str, int, Place]]:
    """Return the words in capital letters that ``lyhenteet.yml`` does not explain.

    A word counts when it has two capitals in a row, whatever its ending: SIHyssä is SIHy. Whole
    lines in capitals are headings. Each comes once, with the number of its uses and the place
    of the first; the most used comes first.
    """
    count: Counter[str] = Counter()
    first: dict[str, Place] = {}
    known = {name.casefold() for name in roadmap.abbreviations}
    for word, place in _capital_words(roadmap):
        if word.casefold() not in known:
            count[word] += 1
            first.setdefault(word, place)
    return sorted(
        ((word, uses, first[word]) for word, uses in count.items()),
        key=lambda one: (-one[1], one[0]),
    )


def unexplained_abbreviations(roadmap: Roadmap) -> Iterator[Problem]:
    """Each abbreviation that the texts use is explained in ``lyhenteet.yml``."""
    for word, uses, place in unexplained(roadmap):
        yield UNEXPLAINED.at(place, word=word, times="kerran" if uses == 1 else f"{uses} kertaa")


def _capital_words(roadmap: Roadmap) -> Iterator[tuple[str, Place]]:
    for text, place in roadmap.field_texts():
        if place.field.rpartition(".")[2] not in _NOT_PROSE:
            for word, _ in _capitals_in(text):
                yield word, place
    for prose in roadmap.texts.values():
        for word, offset in _capitals_in(prose.markdown):
            yield word, place_at(prose.markdown, offset, prose.file)


def _capitals_in(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    for line in text.split("\n"):
        if line.upper() != line or len(line.split()) < 2:
            for match in _WORD.finditer(line):
                inflected = _INFLECTED.fullmatch(match[0])
                word = inflected["stem"] if inflected else match[0]
                if _CAPITALS.search(word) and len(word) <= _LONGEST:
                    yield word, start + match.start()
        start += len(line) + 1
