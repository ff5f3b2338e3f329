"""Pikku with an approved version, and a terminal in its project."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import terminal
from pikku import Content

ROOT = Path(__file__).parents[2]
SITE_URL = "https://www.pikkula.example/digitiekartta/pikku/"
BASE_PATH = "/digitiekartta/pikku/"
SETTINGS = """
toimielimet:
  - nimi: Kunnanhallitus
    hyvaksyy: tiekartta
saavutettavuus:
  tila: osittain
  puutteet:
    - kuvaus: Liitteessä on taulukko ilman otsikkoja.
      kriteeri: 1.3.1
      syy: ei vielä lain mukainen
  laadittu: 2.12.2025
  tarkistettu: 2.12.2025
  menetelma: itsearvio
"""
#: Without the address of a browser there is no look in a browser, which takes minutes.
_ENVIRONMENT = {"PATH": "/nowhere", "SOURCE_DATE_EPOCH": "1795305600", "HOME": "/nowhere"}


@dataclass(frozen=True)
class Town:
    """Pikku, its project and a terminal."""

    content: Content

    @property
    def root(self) -> Path:
        return self.content.root

    def run(self, *words: str, **environment: str) -> tuple[int, str, str]:
        """Run a command in the project; return exit code, output and errors."""
        ended = terminal.run(self.root, *words, **{**_ENVIRONMENT, **environment})
        return ended.code, ended.out, ended.err

    def approve(self, day: str = "9.12.2025") -> None:
        told = self.run("status", "pikku")[1]
        code = told.partition("Työversion tunniste: ")[2].split()[0]
        words = ("--body", "Kunnanhallitus", "--date", day, "--section", "41", "--code", code)
        ended = self.run("approve", "pikku", *words, "--yes")
        assert 0 == ended[0], ended

    def edit(self, text: str) -> None:
        self.content.write("visio.md", f"# Visio\n\n{text}\n")


def new_town(root: Path) -> Town:
    content = Content(root)
    content.append("tiekartta.yml", SETTINGS)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "theme", root / "theme")
    return Town(content)
