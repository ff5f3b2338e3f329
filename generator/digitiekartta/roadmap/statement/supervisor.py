"""The authority that supervises accessibility (valvoja); its data are in ``valvoja.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "valvoja.yml"


@dataclass(frozen=True, slots=True)
class Supervisor:
    """Whom a resident turns to when the municipality does not answer; keys as in the file."""

    nimi: str
    yksikko: str
    verkkosivusto: str
    sahkoposti: str
    puhelinvaihde: str


@cache
def supervisor() -> Supervisor:
    """Return the authority of today."""
    return Supervisor(**yaml.safe_load(_FILE.read_text(encoding="utf-8")))
