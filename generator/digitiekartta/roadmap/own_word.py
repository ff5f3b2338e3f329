"""What a roadmap calls itself in running text: "digitiekartta", "digistrategia", "suunnitelma".

Its name tells it ("Digistrategia 2024–2028"), else the word with which its description begins
("Suunnitelmaan on koottu …"). Where neither does, it is a "tiekartta", which says of no
publisher's paper what it is not.
"""

import re
from dataclasses import dataclass

from digitiekartta.basics.text import in_sentence
from digitiekartta.roadmap.model import Settings

_KIND = r"([\w-]*(?:tiekart(?=ta|a)|strategi(?=a)|suunnitelm(?=a)|ohjelm(?=a)))"
_IN_NAME = re.compile(rf"\b{_KIND}", re.IGNORECASE)
_FIRST = re.compile(_KIND, re.IGNORECASE)


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
    found = _IN_NAME.search(settings.name) or _FIRST.match(settings.description)
    if found is None:
        return OwnWord("tiekartta")
    stem = in_sentence(found[1])
    return OwnWord(f"{stem}ta" if stem.endswith("tiekart") else f"{stem}a")
