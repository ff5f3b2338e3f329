"""The invented municipalities of tests/kunnat/, and checkouts in which one of them can be built.

Tests read these and never what stands in content/, which editors may change at any time.
Esimerkkilä is the roadmap in which every feature is in use, as it once stood in content/.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
KUNNAT = Path(__file__).parent / "kunnat"
TOWNS = tuple(sorted(path.name for path in KUNNAT.iterdir()))


def content(name: str) -> Path:
    """Return the folder content/ of a municipality, in which its roadmap is the only one."""
    return KUNNAT / name / "content"


#: What a municipality without a statement adds to its settings before it can publish.
STATEMENT = """
saavutettavuus:
  tila: osittain
  puutteet:
    - kuvaus: Liitteessä on taulukko ilman otsikkoja.
      kriteeri: 1.3.1
      syy: ei vielä lain mukainen
  laadittu: 1.9.2026
  tarkistettu: 1.9.2026
  menetelma: itsearvio
  palaute:
    osoite: mailto:kirjaamo@keula.example
"""


def checkout(root: Path, name: str) -> Path:
    """Make of a folder a checkout with the program's theme and settings and one roadmap."""
    root.mkdir(parents=True, exist_ok=True)
    for part in ("theme", "mkdocs.yml"):
        (root / part).symlink_to(ROOT / part)
    (root / "content").symlink_to(content(name))
    return root
