"""Small Finnish text tools: addresses from names, lists in words, counted nouns."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from digitiekartta.basics.characters import UNWANTED

DEVICES = "con|prn|aux|nul|com[0-9]|lpt[0-9]"
"""What Windows takes for devices, whatever folder and ending the name has."""
_LONGEST_SLUG = 80


@lru_cache(maxsize=1 << 12)  # the names of phases and half-years stand in every row
def slug(name: str) -> str:
    """Return a name as an id and address: ä→a, ö→o, å→a, the rest hyphens; never empty.

    What is called so can also be a file of Windows, which takes con and some others for devices.
    """
    shown = re.sub(f"[{UNWANTED}]", "", name.casefold())
    plain = unicodedata.normalize("NFKD", shown).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
    return f"{name}-1" if re.fullmatch(DEVICES, name) else name


def short_slug(name: str) -> str:
    """Return a slug cut between words: file systems take 255 bytes at the most."""
    whole = slug(name)
    if len(whole) <= _LONGEST_SLUG:
        return whole
    return whole[:_LONGEST_SLUG].rpartition("-")[0] or whole[:_LONGEST_SLUG]


def one_line(text: str) -> str:
    """Return a text on one line, each run of white space in it one space."""
    return " ".join(text.split())


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet program may take a text for a formula."""
    return text.startswith(("=", "+", "-", "@", "\t", "\r"))


def has_stops(words: Iterable[str]) -> bool:
    """Whether any of the texts has commas or a full stop, so that commas can't part them."""
    return any("," in text or text.endswith(".") for text in words)


def listed(words: Sequence[str]) -> str:
    """Return "a", "a ja b", "a, b ja c"; "sekä" joins the last where an item itself has "ja"."""
    if len(words) < 2:
        return "".join(words)
    last = "sekä" if any(" ja " in word for word in words) else "ja"
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


_PARTITIVES = {
    "asia": "asiaa",
    "kappale": "kappaletta",
    "tiedosto": "tiedostoa",
    "kohta": "kohtaa",
    "piilotettu kohta": "piilotettua kohtaa",
    "poistetuksi merkitty kohta": "poistetuksi merkittyä kohtaa",
    "yliviivattu kohta": "yliviivattua kohtaa",
    "dia": "diaa",
    "sarake": "saraketta",
    "välilehti": "välilehteä",
    "löydös": "löydöstä",
    "muu muutos": "muuta muutosta",
    "muutos": "muutosta",
    "puute": "puutetta",
    "rivi": "riviä",
    "sivu": "sivua",
    "tavoite": "tavoitetta",
    "teema": "teemaa",
    "teksti": "tekstiä",
    "tekstisivu": "tekstisivua",
    "merkintä": "merkintää",
    "merkki": "merkkiä",
    "toimenpide": "toimenpidettä",
    "toimenpidekokonaisuus": "toimenpidekokonaisuutta",
    "toimenpideryhmä": "toimenpideryhmää",
    "varoitus": "varoitusta",
    "vastuutaho": "vastuutahoa",
    "virhe": "virhettä",
    # What measures are in a list of changes.
    "uusi": "uutta",
    "muutettu": "muutettua",
    "päättynyt": "päättynyttä",
    "yhdistetty": "yhdistettyä",
    "korvattu": "korvattua",
    "poistettu": "poistettua",
}
_TIMES = {1: "kerran", 2: "kahdesti"}
_PLURALS = {
    "hallintokunta": "hallintokunnat",
    "henkilötyö": "henkilötyö",
    "investointi": "investoinnit",
    "käyttömeno": "käyttömenot",
    "muu": "muut",
    "taulukko": "taulukot",
    "teema": "teemat",
    "tiekartta": "tiekartat",
    "toimenpidekokonaisuus": "toimenpidekokonaisuudet",
    "toimenpideryhmä": "toimenpideryhmät",
    "toimiala": "toimialat",
    "tulosalue": "tulosalueet",
    "vaihe": "vaiheet",
    "versio": "versiot",
}


def partitive(noun: str) -> str:
    """Return "toimenpidettä" of "toimenpide"."""
    return _PARTITIVES[noun]


# Ends of a nominative whose partitive is sure, and what takes their place; the longest first.
# Others, such as -i, have several.
_PARTITIVE_ENDINGS = (
    *(("uus", "uutta"), ("yys", "yyttä"), ("nut", "nutta"), ("nyt", "nyttä")),
    *(("inen", "ista"), ("e", "etta")),
    *((f"{vowel}s", f"{vowel}sta") for vowel in "uoyö"),
    *((vowel, f"{vowel}a") for vowel in "aouyäö"),
)


def partitive_of(name: str) -> str | None:
    """Return a name in the partitive, word by word; None where a rule does not tell it for sure.

    "jatkuva toiminta" is "jatkuvaa toimintaa", "ylläpito ja kehitys" "ylläpitoa ja kehitystä".
    """
    words = [word if word in ("ja", "sekä") else _partitive_word(word) for word in name.split(" ")]
    return " ".join(filter(None, words)) if all(words) else None


_OTHER_CASES = re.compile(r"(?:s[st]|l[lt]|e)[aä]$")  # toiminnassa, kerralla, arkea


def _partitive_word(word: str) -> str | None:
    if word.endswith(("aa", "ää")):  # is one already
        return word
    if _OTHER_CASES.search(word) or not re.fullmatch(r"[^\W\d_]+(-[^\W\d_]+)*", word):
        return None
    for end, instead in _PARTITIVE_ENDINGS:
        if word.endswith(end):
            made = word.removesuffix(end) + instead
            vowels = re.findall("[aouäöy]", word)
            front = bool(vowels) and vowels[-1] in "äöy"
            return made[:-1] + ("ä" if front else "a") if made[-1] in "aä" else made
    return None


def plural(noun: str) -> str:
    """Return "toimialat" of "toimiala"."""
    return _PLURALS[noun]


def all_are(noun: str, names: Sequence[str]) -> str:
    """Return "vaiheet ovat a ja b", and of one "ainoa vaihe on a"."""
    head = f"ainoa {noun} on" if len(names) == 1 else f"{plural(noun)} ovat"
    return f"{head} {listed(names)}"


def counted(number: int, noun: str) -> str:
    """Return "1 toimenpide", "2 toimenpidettä": the noun in the form that the number wants."""
    return f"{number} {noun if number == 1 else partitive(noun)}"


def times(number: int) -> str:
    """Return how often: "kerran", "kahdesti", "3 kertaa"."""
    return _TIMES.get(number, f"{number} kertaa")


def unparted(text: str) -> str:
    """Return a text in which no line ends between a number and its noun, or after a section sign.

    For pages, where lines end where the screen does; other formats keep plain spaces.
    """
    return re.sub(r"(?<=\d) (?=[^\W\d_])|(?<=§) (?=\d)", "\u00a0", text)


def grouped(number: str) -> str:
    """Return a number with no-break spaces between thousands: "12 000,50"."""
    whole, comma, fraction = number.partition(",")
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", "\u00a0", whole) + comma + fraction


def euros(amount: Decimal) -> str:
    """Return an amount that stays on one line: "12 000 €", with cents "12 000,50 €"."""
    cents = amount != amount.to_integral_value()
    shown = amount.quantize(Decimal("0.01") if cents else Decimal(1))
    return f"{grouped(f'{shown:f}'.replace('.', ','))}\N{NO-BREAK SPACE}€"


def sentence_case(text: str) -> str:
    """Return the text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def in_sentence(name: str) -> str:
    """Return a name as it is written inside a sentence: "Selvitys" is "selvitys".

    Abbreviations ("IT-hankinta") and what may be a product's name ("Teams-pilotti") keep theirs.
    """
    first = _COMMON_WITH_HYPHEN.sub("", name.split(" ", 1)[0])
    return name[:1].lower() + name[1:] if name[1:2].islower() and "-" not in first else name


# Words whose hyphen only parts two like vowels.
_COMMON_WITH_HYPHEN = re.compile(r"^(vapaa-aika|linja-auto|maa-aine|maa-ala|raaka-aine)", re.I)


# What bodies and posts are called; what ends otherwise may be a name of its own, as of a firm.
_COMMON_NOUNS = re.compile(
    r"(hallinto|hallitu(s|kset)|valtuusto|lautakun(ta|nat)|jaosto|johto|johtaja|kun(ta|nat)"
    r"|neuvosto|päällikkö|ryhmä|tiimi|toimi|yksikkö|palvelut|asiantuntija|edustaja|henkilö"
    r"|henkilöstö|hoitaja|kehittäjä|koordinaattori|käyttäjä|ohjaaja|opettaja|rehtori|sihteeri"
    r"|suunnittelija|tarkastaja|tekijä|vastaava|haltija|kirjasto|koulu|museo"
    r"|opisto|osasto|toimisto)t?$",
    re.IGNORECASE,
)


def body_in_sentence(name: str) -> str:
    """Return the name of a body or a post as it is written inside a sentence.

    "Kaupunginhallitus" is "kaupunginhallitus". What is or may be a proper name keeps its letters:
    "Sarastia Oy", "Kelan palvelut", "HR-päällikkö".
    """
    first, *others = name.split(" ")
    of_somebody = others and first.endswith("n") and not first.endswith("nen")
    proper = of_somebody or any(word[:1].isupper() for word in others)
    return in_sentence(name) if not proper and _COMMON_NOUNS.search(name) else name


def ended(text: str | None) -> str:
    """Return a sentence with the full stop that its writer left out; "" for nothing."""
    text = (text or "").strip()
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def sort_key(name: str) -> tuple[str, str]:
    """Return a key that sorts names as a Finnish reader expects: å, ä, ö after z, case aside."""
    folded = name.casefold()
    return folded.translate(str.maketrans("åäö", "{|}")), name
