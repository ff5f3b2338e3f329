"""What a municipality is called: the nominative, found from the genitive in its full name."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

#: How the last part of a place's name ends → how it ends in the genitive.
_ENDINGS = {
    "järvi": "järven",
    "joki": "joen",
    "niemi": "niemen",
    "mäki": "mäen",
    "koski": "kosken",
    "saari": "saaren",
    "lahti": "lahden",
    "salmi": "salmen",
    "vesi": "veden",
    "vuori": "vuoren",
    "lampi": "lammen",
    "inen": "isten",
    "": "n",
}
#: How the genitive of other names may end besides → as the name ends.
_GUESSED = {"singin": "sinki", "isen": "inen", **{of: end for end, of in _ENDINGS.items()}}

_LANGUAGES = re.compile(r"\s[–—/|-]\s")
_FINNISH = re.compile(r"(?P<genitive>.+?)\s+(?:kunta|kaupunki)", re.IGNORECASE)
_SWEDISH = re.compile(r"(?:staden\s+(?P<bare>.+)|(?P<of>.+?)\s+(?:kommun|stad))", re.IGNORECASE)


@cache
def genitives() -> Mapping[str, str]:
    """Return the municipalities of Finland: the name → its genitive."""
    return {name: genitive for name, genitive, _ in _listed()}


@cache
def _names() -> Mapping[str, str]:
    """Return what a municipality is called by what stands before "kunta" or "kommun"."""
    names: dict[str, str] = {}
    for name, genitive, swedish in _listed():
        names |= {genitive.casefold(): name}
        names |= {swedish.casefold(): swedish, f"{swedish}s".casefold(): swedish}
    return names


def _listed() -> Iterator[tuple[str, str, str]]:
    text = (resources.files(__package__) / "kunnat.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            name, genitive, swedish, *_ = (part.strip() for part in f"{line};;".split(";"))
            yield name, genitive or _genitive(name), swedish or name


def _genitive(name: str) -> str:
    ending = next(one for one in _ENDINGS if name.casefold().endswith(one))
    return _with_ending(name[: len(name) - len(ending)], _ENDINGS[ending])


def _with_ending(stem: str, ending: str) -> str:
    return stem + ending if stem else ending.capitalize()  # Lahti is an ending alone


def known_place(organisation: str) -> str | None:
    """Return what a municipality of Finland is called: Turun kaupunki, Turku; Åbo stad, Åbo.

    Of a name in two languages (Turun kaupunki – Åbo stad) it is the first.
    """
    for part in _LANGUAGES.split(" ".join(organisation.split())):
        for form in (_FINNISH, _SWEDISH):
            if found := form.fullmatch(part):
                name = "".join(filter(None, found.groups()))
                return _names().get(name.casefold())
    return None


def place_name(organisation: str) -> str:
    """Return what an organisation is called in short, as far as its full name tells.

    Of what is no municipality of today (Keulan kunta, Keula) it is a guess; see ``is_guess``.
    """
    if known := known_place(organisation):
        return known
    name = organisation.strip()
    if not (found := _FINNISH.fullmatch(name)):
        return name
    genitive = found["genitive"]
    for of, ending in _GUESSED.items():
        if genitive.casefold().endswith(of):
            return _with_ending(genitive[: -len(of)], ending)
    return genitive


def is_guess(organisation: str, short_name: str) -> bool:
    """Whether a short name comes of the organisation's name by a rule that may fail.

    Of what is no municipality, it is the name as a whole.
    """
    return known_place(organisation) is None and short_name == place_name(organisation)
