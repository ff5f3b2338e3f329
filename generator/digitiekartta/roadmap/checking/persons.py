"""Persons in a text: names, codes, accounts, e-mail addresses and phone numbers.

A roadmap that is published names roles and organs, no persons. A role is no person, so a name
alone (a product, a month, a ship) is not taken for one: given name and surname belong together.
"""

import operator
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources

from digitiekartta.basics.kinds import PERSONS, Kind, Need
from digitiekartta.basics.problems import Place, Problem, Severity
from digitiekartta.roadmap.model import KEYS, WrittenText
from digitiekartta.roadmap.reading.source import place_at
from digitiekartta.roadmap.roadmap import Roadmap

_REMEDY = (
    "Julkaise henkilön sijasta tehtävänimike tai yksikkö. Yhteystietojen paikka on tiedostossa"
    " tiekartta.yml (yhteystiedot)."
)
_REMEDY_OF_OPTION = (
    "Kirjoita sen tilalle tehtävänimike tai yksikkö. Tekstiä ei voi muuttaa jälkikäteen."
)
EMAIL = PERSONS.warning(
    "e-mail",
    "Tekstissä näyttää olevan sähköpostiosoite: ”{words}”.",
    _REMEDY,
    example="toimenpiteet/kurssit.yml: lisatiedot: Kysy osoitteesta aino@pikkula.example",
    need=Need.DECIDE,
)
PHONE = PERSONS.warning(
    "phone-number",
    "Tekstissä näyttää olevan puhelinnumero: ”{words}”.",
    _REMEDY,
    example="toimenpiteet/kurssit.yml: lisatiedot: Soita numeroon 040 123 4567",
    need=Need.DECIDE,
)
PERSON = PERSONS.warning(
    "person-name",
    "Tekstissä näyttää olevan henkilön nimi: ”{words}”.",
    _REMEDY,
    example="toimenpiteet/kurssit.yml: lisatiedot: Kysy Aino Virtaselta",
    need=Need.DECIDE,
)
IDENTITY_CODE = PERSONS.error(
    "identity-code",
    "Tekstissä on henkilötunnus.",
    "Poista henkilötunnus heti, myös sisällön aiemmista versioista; kysy tarvittaessa kunnan"
    " tietosuojavastaavalta.",
    example="toimenpiteet/kurssit.yml: lisatiedot: Asiakas 131052-308T kysyi kurssista",
)
_LIKE_A_CODE = replace(
    IDENTITY_CODE.worded("Tekstissä näyttää olevan henkilötunnus, jossa on kirjoitusvirhe."),
    severity=Severity.WARNING,
)
BANK_ACCOUNT = PERSONS.warning(
    "bank-account",
    "Tekstissä näyttää olevan tilinumero: ”{words}”.",
    "Poista tilinumero. Laskutuksen tiedot eivät kuulu tiekarttaan.",
    example="toimenpiteet/kurssit.yml: lisatiedot: Maksa tilille FI21 1234 5600 0007 85",
    need=Need.DECIDE,
)

# The places for contact data, in tiekartta.yml.
_CONTACTS = ("yhteystiedot.", "palaute.", "saavutettavuus.palaute.")
# The look-behind keeps the time linear in long words.
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|[(\[](?:at|ät|a|@)[)\]])\s?[\w-]+"
    r"(?:(?:\.|\s?[(\[](?:dot|piste)[)\]]\s?)[\w-]+)+"
)
_PHONE = re.compile(
    r"(?<![\w./-])(?:(?:\+|00)358[\s-]?(?:\(0\))?|\(0\d{1,3}\)|0)[\s-]?(\d[\s-]?){6,10}(?![\w/-])"
)
_IDENTITY_CODE = re.compile(r"(?<!\w)(\d{6})[-+A-FU-Y](\d{3})([0-9A-Y])(?!\w)", re.IGNORECASE)
_CHECK_MARKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_BANK_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_PLACE = re.compile(
    r" +(?:katu|kadu|tie|koulu|lukio|puisto|aukio|tori|museo|säätiö|sali|silta|raitti|polku|kuja)"
)
_WORD = "[A-ZÅÄÖÉ][a-zåäöéèüá]"
_CAPITALIZED = re.compile(r"(?<![\w-])[A-ZÅÄÖÉ][\w-]+")
_PARTS = ("common", "given", "surnames")


def personal_data(roadmap: Roadmap) -> Iterator[Problem]:
    """No text holds a person's name or code, and only the fields for contacts addresses."""
    reasons = (WrittenText(one.reason, one, (KEYS["reason"],)) for one in roadmap.acknowledgements)
    for one in (*roadmap.field_texts(), *reasons):
        for kind, words in personal_in(one.text):
            if not (kind in (EMAIL, PHONE) and one.place.field.startswith(_CONTACTS)):
                yield kind.at(one.place, words=words[0])
    for prose in roadmap.texts.values():
        for kind, words in personal_in(prose.markdown):
            place = place_at(prose.markdown, words.start(), prose.file)
            yield kind.at(place, words=words[0])


def personal_options(
    file: str, texts: Iterable[tuple[str, str]], remedy: str = _REMEDY_OF_OPTION
) -> Iterator[Problem]:
    """Yield what the options of a command, each with its text, say of persons.

    Residents see it, and it can't be changed once it stands in a record or a paper; where it can,
    another remedy says how.
    """
    for option, text in texts:
        for kind, words in personal_in(text):
            worded = kind.worded(remedy=remedy)
            yield worded.at(Place(file, field=option), words=words[0])


def personal_in(text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    """Yield what a text holds of persons, with the words that say so."""
    for sign, kinds in _BY_SIGN:
        if sign.search(text):
            for kind, pattern, is_sure in kinds:
                yield from ((kind, found) for found in pattern.finditer(text) if is_sure(found))
    if _TWO_CAPITALS.search(text):
        names = _person(_names_in(text)).finditer(text)
        yield from ((PERSON, found) for found in names if _is_no_place(found))


def _always(_found: re.Match[str]) -> bool:
    return True


def _is_no_business_id(number: re.Match[str]) -> bool:
    """Whether a number is not a Y-tunnus, whose last figure the others give (YTJ: mod 11)."""
    if not re.fullmatch(r"\d{7}-\d", number[0]):
        return True
    *figures, check = (int(one) for one in number[0] if one != "-")
    rest = sum(map(operator.mul, figures, (7, 9, 10, 5, 8, 4, 2))) % 11
    return check != (11 - rest if rest else 0)


def _is_no_place(name: re.Match[str]) -> bool:
    """Whether a name is not that of a street or a school: "Kalle Päätalon koulu"."""
    return not (name[0].endswith("n") and _PLACE.match(name.string, name.end()))


def _is_like_a_code(code: re.Match[str]) -> bool:
    """Whether there is such a birthday, but the last mark is another one."""
    day, month = int(code[1][:2]), int(code[1][2:4])
    return 1 <= day <= 31 and 1 <= month <= 12 and not _is_identity_code(code)


def _is_identity_code(code: re.Match[str]) -> bool:
    """Whether the last mark is the one that the digits before it give (DVV: mod 31)."""
    return _CHECK_MARKS[int(code[1] + code[2]) % 31] == code[3].upper()


def _is_bank_account(account: re.Match[str]) -> bool:
    """Whether the check digits of an IBAN (ISO 13616) are right."""
    marks = account[0].replace(" ", "")
    return int("".join(str(int(mark, 36)) for mark in marks[4:] + marks[:4])) % 97 == 1


# What stands in every text that holds one of a kind, and in few others.
_BY_SIGN = (
    (re.compile(r"[@(\[]"), ((EMAIL, _EMAIL, _always),)),
    (
        re.compile(r"\d"),
        (
            (PHONE, _PHONE, _is_no_business_id),
            (IDENTITY_CODE, _IDENTITY_CODE, _is_identity_code),
            (_LIKE_A_CODE, _IDENTITY_CODE, _is_like_a_code),
            (BANK_ACCOUNT, _BANK_ACCOUNT, _is_bank_account),
        ),
    ),
)
_TWO_CAPITALS = re.compile(r"[A-ZÅÄÖÉ][\w-]*[.,]? ?[A-ZÅÄÖÉ]")


def _names_in(text: str) -> frozenset[str]:
    """Return the names with which a word of a text begins: no others can be found in it."""
    beginnings = {
        word[:length] for word in _CAPITALIZED.findall(text) for length in range(2, len(word) + 1)
    }
    return frozenset(_all_names() & beginnings)


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for part in _PARTS for name in _names(part))


@lru_cache(maxsize=1000)
def _person(present: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of a person's name, whichever part comes first.

    Args:
        present: The names that may be found. A pattern of all 2,400 takes long to compile, and
            longer in each text than to look which are there.
    """
    common, given, surnames = ([*filter(present.__contains__, _names(part))] for part in _PARTS)
    any_given = _one_of([*common, *given])
    # Endings of cases: Virtaselta, Lindholmin; what ends in -nen has a stem of its own.
    surname = rf"(?:{_one_of(surnames)}[a-zåäö]{{0,5}}|{_WORD}+(?:nen|se[a-zåäö]{{1,4}}))"
    named = (
        rf"{_one_of(common)}(?:-{_WORD}+)? {_WORD}{{2,}}(?:-{_WORD}+)?",
        rf"{any_given}(?: (?:{any_given}|[A-ZÅÄÖ]\.))? {surname}(?:-{_WORD}+)?",
        rf"{_one_of(surnames)},? {any_given}",
        rf"{_WORD}+nen,? {_one_of(common)}",
        rf"(?:[A-ZÅÄÖ]\. ?){{1,2}}(?:{_one_of(surnames)}|{_WORD}+nen)",
        rf"(?:{_one_of(surnames)}|{_WORD}+nen) [A-ZÅÄÖ]\.",
    )
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(named)})(?![\w-])")


def _one_of(names: Sequence[str]) -> str:
    # The longest first: else Ann would be found in Ann-Sofi. Of no names none is found.
    if not names:
        return "(?!)"
    return f"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"


@cache
def _names(part: str) -> list[str]:
    text = (resources.files(__package__) / "names.txt").read_text("utf-8")
    return text.partition(f"[{part}]")[2].partition("[")[0].split()
