"""What a roadmap calls itself in running text: "digitiekartta", "digistrategia", "suunnitelma".

Its name tells it ("Digistrategia 2024–2028"), else the word with which its description begins
("Suunnitelmaan on koottu …"). Where neither does, it is a "tiekartta", which says of no
publisher's paper what it is not.
"""

import re
from dataclasses import dataclass

from digitiekartta.roadmap.model import Settings

_NOUNS = "tiekartta|strategia|suunnitelma|ohjelma"
_WHOLE = re.compile(rf"(?<![\w-])[\w-]*(?:{_NOUNS})(?![\w-])", re.IGNORECASE)
# In whichever case; "ohjelmallinen" and "suunnitelmat" are none.
_CASES = "(?:n|a|an|ssa|sta|lla|lta|lle|ksi)?"
_ROADMAP = re.compile(rf"(?<![\w-])([\w-]*tiekart)t?a{_CASES}(?![\w-])", re.IGNORECASE)
_INFLECTED = re.compile(rf"([\w-]*(?:strategi|suunnitelm|ohjelm))a{_CASES}(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True)
class OwnWord:
    """A noun that ends in -a, in the cases that pages ask for."""

    nominative: str

    @property
    def _weak(self) -> str:
        return re.sub(r"tta$", "ta", self.nominative)

    @property
    def genitive(self) -> str:
        """Return "digitiekartan"."""
        return f"{self._weak}n"

    @property
    def partitive(self) -> str:
        """Return "digitiekarttaa"."""
        return f"{self.nominative}a"

    @property
    def inessive(self) -> str:
        """Return "digitiekartassa"."""
        return f"{self._weak}ssa"

    @property
    def elative(self) -> str:
        """Return "digitiekartasta"."""
        return f"{self._weak}sta"

    @property
    def illative(self) -> str:
        """Return "digitiekarttaan"."""
        return f"{self.nominative}an"


def own_word(settings: Settings) -> OwnWord:
    """Return what a roadmap calls itself."""
    name, told = settings.name, settings.description
    # The last one: "Kaupunkistrategian digitiekartta" is no strategy.
    if whole := _WHOLE.findall(name):
        return OwnWord(_in_sentence(whole[-1]))
    if (roadmap := _ROADMAP.search(name)) or (roadmap := _ROADMAP.match(told)):
        return OwnWord(_in_sentence(f"{roadmap[1]}ta"))
    if begins := _INFLECTED.match(told):
        return OwnWord(_in_sentence(f"{begins[1]}a"))
    return OwnWord("tiekartta")


def _in_sentence(word: str) -> str:
    """Return a word in lower case, but for the abbreviations before it: "ICT-strategia"."""
    *before, noun = word.split("-")
    return "-".join([*(part if part.isupper() else part.lower() for part in before), noun.lower()])
