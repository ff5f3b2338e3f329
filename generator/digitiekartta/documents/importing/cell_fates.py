"""What became of each painted, marked or worded cell of the half-years: the sum is exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CellFate(StrEnum):
    """What became of a cell that shows something in a half-year's column."""

    PHASE = "aikataulun merkintä"
    TEXT = "teksti puolivuoden kohdalla"
    UNKNOWN = "väri tai merkki, jota ei ole selitetty"
    NOTHING = "viiva, nolla tai tyhjä valintaruutu"
    DISMISSED = "väri tai merkki, joka ei kerro vaihetta"
    SHADE = "rivin tai sarakkeen taustaväri"
    LIKE_ROW = "vaiheen väri, joka voi olla rivin taustaväri"
    STRUCK = "yliviivattu merkintä"
    OVER = "toisen vaiheen alle jäänyt merkintä"
    CLEARED = "väri, jonka teksti on tyhjennetty"
    LEFT = "merkintä, jonka kohdalla sisältö jäi ennalleen"
    HEADING = "tavoitteen tai ryhmän rivi"
    LEGEND = "värien selitys"
    WIDE = "toisesta sarakkeesta jatkuva solu"
    REFUSED = "merkintä taulukossa, jonka aikataulua ei luettu"
    OTHER_ROW = "rivi, joka ei ole toimenpide"

    @property
    def used(self) -> bool:
        """Whether the cell stands in the result."""
        return self in (CellFate.PHASE, CellFate.TEXT)

    @property
    def is_loss(self) -> bool:
        """Whether the cell may have told something of a measure that is not in the result."""
        return self in _LOSSES


_LOSSES = {
    *(CellFate.UNKNOWN, CellFate.LIKE_ROW, CellFate.STRUCK, CellFate.OVER),
    *(CellFate.LEFT, CellFate.REFUSED),
}


@dataclass(frozen=True, slots=True)
class CellSums:
    """How many cells of the half-years came to what; merged cells count once."""

    by_fate: Mapping[CellFate, int] = field(default_factory=dict)

    @classmethod
    def of(cls, fates: Counter[CellFate]) -> CellSums:
        """Return the sums in the order of the fates, without those that did not happen."""
        return cls({fate: fates[fate] for fate in CellFate if fates[fate]})

    @property
    def all(self) -> int:
        """All cells that show something."""
        return sum(self.by_fate.values())

    @property
    def used(self) -> int:
        """Those that stand in the result."""
        return sum(number for fate, number in self.by_fate.items() if fate.used)

    @property
    def lost(self) -> int:
        """Those that may have told something that is not in the result."""
        return sum(number for fate, number in self.by_fate.items() if fate.is_loss)
