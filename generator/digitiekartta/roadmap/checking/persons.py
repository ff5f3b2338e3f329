"""Rules that keep persons out of a published roadmap: parties are roles and organs."""

import re
from collections.abc import Iterator

from digitiekartta.basics.kinds import PERSONS
from digitiekartta.basics.problems import Place, Problem
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
_PATTERNS = ((EMAIL, _EMAIL), (PHONE, _PHONE), (PERSON, _PERSON))


def personal_data(roadmap: Roadmap) -> Iterator[Problem]:
    """No field but those for contact data holds a person's name, e-mail address or phone number."""
    for text, place in roadmap.field_texts():
        if not _is_contact(place):
            yield from _first_in(text, place)
    for prose in roadmap.texts.values():
        for kind, pattern in _PATTERNS:
            for words in pattern.finditer(prose.markdown):
                place = place_at(prose.markdown, words.start(), prose.file)
                yield kind.at(place, words=words[0])


def _first_in(text: str, place: Place) -> Iterator[Problem]:
    for kind, pattern in _PATTERNS:
        if words := pattern.search(text):
            yield kind.at(place, words=words[0])
            return


def _is_contact(place: Place) -> bool:
    """Whether the place is one for contact data, in tiekartta.yml."""
    return place.field.startswith(("yhteystiedot.", "palaute.", "saavutettavuus.palaute."))
