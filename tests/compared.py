"""Three invented municipalities to compare, so small that their numbers are counted by hand.

Rantala plans 2025–2026 and says everything. Suola plans 2026–2027, uses the same word for another
phase, and does not know the schedule of one measure. Tuohela has neither phases nor half-years.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.roadmap.project import Project
from digitiekartta.site.compared import comparison_of_content
from rendering import OPTIONS

NOW = HalfYear.parse("syksy 2026")
_GOAL = "numero: 1\notsikko: Palvelut kuntoon\n"
TOWNS = {
    "rantala": {
        "tiekartta.yml": """
            nimi: Digitiekartta
            organisaatio: Rantalan kunta
            lyhytnimi: Rantala
            kuvaus: Rantala on keksitty kunta.
            kausi: kevät 2025 – syksy 2026
            toimialasana: hallintokunta
            vaiheet:
              - nimi: selvittely
                yleinen: selvitys
              - nimi: toteutus
                yleinen: toteutus
              - nimi: jatkuva toiminta
                yleinen: jatkuva
              - nimi: loppu
                yleinen: päättynyt
            toimialat:
              - Koko kunta
              - Tekninen
        """,
        "tahot.yml": "Tietohallinto:\n  laji: yksikkö\n",
        "toimenpiteet/tekoaly.yml": """
            otsikko: Tekoälyavustaja neuvontaan
            tavoite: palvelut
            vastuu: Tietohallinto
            toimiala: [Koko kunta, Tekninen]
            aikataulu:
              kevät 2025: selvittely
              syksy 2026: toteutus
        """,
        "toimenpiteet/intra.yml": """
            otsikko: Intran uudistus
            tavoite: palvelut
            toimiala: Koko kunta
            aikataulu:
              kevät 2025 – syksy 2025: toteutus
              kevät 2026: loppu
        """,
        "toimenpiteet/muu.yml": """
            otsikko: Kukkaruukut ikkunoille
            tavoite: palvelut
            aikataulu: {}
        """,
    },
    "suola": {
        "tiekartta.yml": """
            nimi: Digistrategia
            organisaatio: Suolan kaupunki
            lyhytnimi: Suola
            kuvaus: Suola on keksitty kaupunki.
            kausi: kevät 2026 – syksy 2027
            aikataulu_puuttuu: Aikataulusta ei ole päätetty.
            vaiheet:
              - nimi: selvittely
                yleinen: valmistelu
              - nimi: toteutus
                yleinen: toteutus
            toimialat:
              - Koko kunta
        """,
        "tahot.yml": "Kirjasto:\n  laji: yksikkö\n",
        "toimenpiteet/ohje.yml": """
            otsikko: Ohje tekoälyn käyttöön
            tavoite: palvelut
            vastuu: Kirjasto
            toimiala: Koko kunta
            aikataulu:
              syksy 2026: {vaihe: selvittely, sanat: ohjeen runko}
              kevät 2027: toteutus
        """,
        "toimenpiteet/allekirjoitus.yml": """
            otsikko: Sähköisen allekirjoituksen käyttöönotto
            tavoite: palvelut
        """,
    },
    "tuohela": {
        "tiekartta.yml": """
            nimi: Digitoimet
            organisaatio: Tuohelan kunta
            lyhytnimi: Tuohela
            kuvaus: Tuohela on keksitty kunta.
            aikataulu_puuttuu: Aikatauluja ei ole tehty.
        """,
        "toimenpiteet/digituki.yml": """
            otsikko: Digitukea kirjastoihin
            tavoite: palvelut
        """,
    },
}


def write_towns(root: Path, *names: str) -> Project:
    """Write the municipalities, all unless named, into content/ and return their project."""
    for name in names or TOWNS:
        folder = root / "content" / name
        files = {"tavoitteet/palvelut.yml": _GOAL, **TOWNS[name]}
        for relative, text in files.items():
            (folder / relative).parent.mkdir(parents=True, exist_ok=True)
            (folder / relative).write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return Project(root)


def compared_towns(root: Path, *names: str):
    """Return the comparison of the municipalities, which have no errors."""
    project = write_towns(root, *names)
    comparison, problems = comparison_of_content(project, project.names(), OPTIONS)
    assert comparison
    assert () == problems
    return comparison
