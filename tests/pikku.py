"""Pikku, an invented municipality just large enough that everything in it can be broken."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from digitiekartta.basics.problems import Problem, errors_in
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.roadmap import Roadmap

FILES = {
    "tiekartta.yml": """
        nimi: Digitiekartta 2025–2026
        organisaatio: Pikkulan kunta
        lyhytnimi: Pikkula
        kuvaus: Pikkula on keksitty kunta, jolla tarkistuksia koetellaan.
        kausi: kevät 2025 – syksy 2026
        vaiheet:
          - nimi: selvitys
            yleinen: selvitys
          - nimi: käyttöönotto
            yleinen: toteutus
          - nimi: jatkuva toiminta
            yleinen: jatkuva
            partitiivi: jatkuvaa toimintaa
        toimialat:
          - Koko kunta
          - Tekniset palvelut
        kohderyhmat:
          - Asukkaat
          - Henkilöstö
        tekstit:
          - saatesanat
        yhteystiedot:
          rooli: Kunnansihteeri
          sahkoposti: kirjaamo@pikkula.example
    """,
    "tasot.yml": """
        asteikko:
          1: Alussa
          5: Valmis
        nakokulmat:
          - tunnus: osaaminen
            nimi: Osaaminen
            lahtotaso: 2
            tavoitetaso: 4
          - tunnus: palvelut
            nimi: Palvelut
            lahtotaso: 2,5
            tavoitetaso: 3
        karjet:
          - nimi: Osaava henkilöstö
            nakokulma: osaaminen
    """,
    "tahot.yml": """
        Tietohallinto:
          laji: yksikkö
          toimiala: Koko kunta
          muut_kirjoitusasut:
            - Tietohallinnon yksikkö
        Kirjasto:
          laji: yksikkö
        Johtoryhmä:
          laji: toimielin
    """,
    "lyhenteet.yml": """
        DVV: Digi- ja väestötietovirasto
    """,
    "saatesanat.md": """
        # Saatesanat

        Tiekartta kertoo, mitä Pikkulassa tehdään.
    """,
    "visio.md": """
        # Visio

        Asiat hoituvat.
    """,
    "tavoitteet/digitaidot.yml": """
        numero: 1
        otsikko: Digitaidot kuntoon
        ryhmat:
          - tunnus: koulutus
            otsikko: Koulutus
            kohderyhma:
              - Henkilöstö
          - tunnus: neuvonta
            otsikko: Neuvonta
            kohderyhma:
              - Asukkaat
    """,
    "toimenpiteet/kurssit.yml": """
        otsikko: Tietoturvakurssi
        tavoite: digitaidot
        ryhma: koulutus
        vastuu:
          - Tietohallinto
        toimiala:
          - Koko kunta
        aikataulu:
          kevät 2025: selvitys
          syksy 2025: käyttöönotto
          kevät 2026 – syksy 2026: jatkuva toiminta
    """,
    "toimenpiteet/digituki.yml": """
        otsikko: Digituki kirjastossa
        tavoite: digitaidot
        ryhma: neuvonta
        vastuu:
          - Kirjasto
        aikataulu:
          syksy 2026: selvitys
        liittyy:
          - kurssit
    """,
    "toimenpiteet/ohjeet.yml": """
        otsikko: Ohjeet verkkoon
        tavoite: digitaidot
        vastuu: Tietohallinto
        aikataulu: {}
    """,
}


class Content:
    """The folder content/pikku/, all well until a test writes something else into it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "content" / "pikku"
        for relative, text in FILES.items():
            self.write(relative, text)

    def path(self, relative: str) -> Path:
        """Return where a file of the roadmap is."""
        return self.folder / relative

    def read(self, relative: str) -> str:
        """Return a file's text as it is."""
        return self.path(relative).read_bytes().decode()

    def write(self, relative: str, text: str | bytes) -> None:
        """Write a file: bytes as they are, text without its common margin and first newline."""
        data = text if isinstance(text, bytes) else dedent(text).removeprefix("\n").encode()
        self.path(relative).parent.mkdir(parents=True, exist_ok=True)
        self.path(relative).write_bytes(data)

    def append(self, relative: str, text: str) -> None:
        """Add lines to the end of a file."""
        self.write(relative, self.read(relative) + dedent(text).removeprefix("\n"))

    def replace(self, relative: str, old: str, new: str) -> None:
        """Replace a text that stands once in a file."""
        text = self.read(relative)
        assert text.count(old) == 1, f"”{old}” stands {text.count(old)} times in {relative}"
        self.write(relative, text.replace(old, new).encode())

    def remove(self, relative: str) -> None:
        """Remove a file."""
        self.path(relative).unlink()

    def problems(self) -> list[Problem]:
        """Read and check the roadmap."""
        return list(read_and_check(self.root / "content", "pikku").problems)

    def problem(self) -> Problem:
        """Read and check the roadmap, and return the one thing that is wrong with it."""
        problems = self.problems()
        assert len(problems) == 1, "\n".join(map(str, problems)) or "nothing is wrong"
        return problems[0]

    def error(self) -> Problem:
        """Read and check the roadmap, and return the one error in it, warnings aside."""
        errors = errors_in(self.problems())
        assert len(errors) == 1, "\n".join(map(str, errors)) or "nothing is wrong"
        return errors[0]

    def roadmap(self) -> Roadmap:
        """Return the roadmap as far as it can be read."""
        roadmap = read_and_check(self.root / "content", "pikku").roadmap
        assert roadmap, self.problems()
        return roadmap
