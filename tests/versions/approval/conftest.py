"""A municipality that can approve: Pikku with bodies, and a terminal in its project."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from digitiekartta.basics import clock
from digitiekartta.commands import main as cli
from digitiekartta.roadmap.canonical import canonical, canonical_bytes, code_of
from digitiekartta.roadmap.codes import FORMER_LENGTH, code
from digitiekartta.versions.record import Approval, digest, read_record, record_bytes
from digitiekartta.versions.records import Versions, read_versions
from pikku import Content

ROOT = Path(__file__).parents[3]
BODIES = """
toimielimet:
  - nimi: Kunnanhallitus
    hyvaksyy: tiekartta
  - nimi: Johtoryhmä
    hyvaksyy: muutokset
  - nimi: Kunnansihteeri
    hyvaksyy: korjaukset
  - nimi: Digiryhmä
saavutettavuus:
  tila: osittain
  puutteet:
    - kuvaus: Liitteessä on taulukko ilman otsikkoja.
      kriteeri: 1.3.1
      syy: ei vielä lain mukainen
  laadittu: 2.12.2024
  tarkistettu: 2.6.2026
  menetelma: itsearvio
"""


@dataclass(frozen=True)
class Ending:
    """How a command ended: its exit code and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Town:
    """Pikku, its project and a terminal."""

    content: Content
    run: Callable[..., Ending]

    @property
    def root(self) -> Path:
        return self.content.root

    @property
    def code(self) -> str:
        """The code of the working content."""
        return code_of(self.content.roadmap())

    def versions(self) -> Versions:
        return read_versions(self.root / "content", "pikku")

    def problems(self) -> list[str]:
        """Return the codes of what is wrong with the approved versions."""
        return [problem.code for problem in self.versions().problems]

    def file(self, version: str, name: str) -> Path:
        return self.content.path(f"hyvaksytyt/{version}/{name}")

    def approve(self, body: str, day: str, *more: str, code: str | None = None) -> Ending:
        """Run the command with the content's own code, unless another is given, without asking."""
        words = ("--body", body, "--date", day, "--code", code or self.code, "--yes")
        return self.run("approve", "pikku", *words, *more)

    def edit(self, number: int = 1) -> None:
        """Change a word, so that there is something to approve."""
        self.content.write("visio.md", f"# Visio\n\nAsiat hoituvat jo {number}. kerralla.\n")

    def history(self) -> None:
        """Approve a base and two changes."""
        for number, (body, day, section) in enumerate(
            [
                ("Kunnanhallitus", "9.12.2024", "187"),
                ("Johtoryhmä", "9.12.2025", "41"),
                ("Johtoryhmä", "9.6.2026", "23"),
            ]
        ):
            self.edit(number)
            ended = self.approve(body, day, "--section", section)
            assert 0 == ended.code, ended.err

    def rewrite(self, version: str, **said: Any) -> None:
        """Change fields of a record as somebody with an editor would."""
        path = self.file(version, "hyvaksynta.json")
        path.write_bytes(written({**json.loads(path.read_bytes()), **said}))

    def as_format_1(self, version: str) -> None:
        """Write a version's record as a program of format 1 would have written it."""
        path = self.file(version, "hyvaksynta.json")
        record = read_record(path.read_bytes(), "x")
        assert isinstance(record, Approval)
        short = code(self.file(version, "sisalto.json").read_bytes(), FORMER_LENGTH)
        former = replace(record, format=1, code=short, changes_digest=None)
        path.write_bytes(record_bytes(former))

    def forge_newest(self, version: str, **said: Any) -> None:
        """Rewrite a version's content and record so that they agree: the consistent attack."""
        path = self.file(version, "hyvaksynta.json")
        record = read_record(path.read_bytes(), "x")
        assert isinstance(record, Approval)
        data = canonical_bytes(canonical(self.content.roadmap()))
        self.file(version, "sisalto.json").write_bytes(data)
        forged = replace(record, digest=digest(data), code=code(data), **said)
        path.write_bytes(record_bytes(forged))


def written(record: Any) -> bytes:
    """Return the bytes that the program writes of a record's JSON."""
    return json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n"


@pytest.fixture
def town(content, monkeypatch, capsys) -> Town:
    """Return Pikku with bodies and nothing approved, on 22.11.2026."""
    content.append("tiekartta.yml", BODIES)
    shutil.copy(ROOT / "mkdocs.yml", content.root)
    shutil.copytree(ROOT / "theme", content.root / "theme")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    monkeypatch.chdir(content.root)

    def run(*words: str) -> Ending:
        monkeypatch.setattr(sys, "argv", ["digitiekartta", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ending:
            cli.main()
        told = capsys.readouterr()
        assert isinstance(ending.value.code, int)
        return Ending(ending.value.code, told.out, told.err)

    return Town(content, run)


@pytest.fixture
def approved(town) -> Town:
    """Return Pikku with three approved versions."""
    town.history()
    return town
