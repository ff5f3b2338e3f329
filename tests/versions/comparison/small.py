"""A small content in canonical form, and ways to edit it, for the tests of comparing."""

from __future__ import annotations

import copy
from typing import Any

from digitiekartta.roadmap.canonical import roadmap_from
from digitiekartta.versions.comparison.changes import Comparison
from digitiekartta.versions.comparison.changes import compare as compare_roadmaps

CONTENT: dict[str, Any] = {
    "muoto": 1,
    "tunnus": "pikku",
    "asetukset": {
        "nimi": "Digitiekartta 2025–2027",
        "organisaatio": "Pikkulan kunta",
        "lyhytnimi": "Pikkula",
        "kuvaus": "Pikkula on keksitty kunta.",
        "kausi": "kevät 2025 – syksy 2027",
        "ryhmasana": "toimenpideryhmä",
        "toimialasana": "toimiala",
        "vaiheet": [
            {"nimi": "selvitys", "yleinen": "selvitys"},
            {"nimi": "käyttöönotto", "yleinen": "toteutus"},
            {
                "nimi": "jatkuva toiminta",
                "yleinen": "jatkuva",
                "partitiivi": "jatkuvaa toimintaa",
            },
        ],
        "toimialat": ["Koko kunta", "Tekniset palvelut"],
    },
    "tavoitteet": {
        "digitaidot": {
            "numero": "1",
            "otsikko": "Digitaidot kuntoon",
            "ryhmat": [
                {"tunnus": "koulutus", "otsikko": "Koulutus"},
                {
                    "tunnus": "neuvonta",
                    "otsikko": "Neuvonta",
                    "aikataulu": {"kevät 2025": "selvitys", "syksy 2025": "käyttöönotto"},
                },
            ],
        },
        "palvelut": {"numero": "2", "otsikko": "Palvelut verkkoon"},
    },
    "toimenpiteet": {
        "kurssit": {
            "otsikko": "Tietoturvakurssi",
            "tavoite": "digitaidot",
            "ryhma": "koulutus",
            "jarjestys": "10",
            "kuvaus": "Jokainen käy kurssin.",
            "vastuu": ["Tietohallinto"],
            "aikataulu": {
                "kevät 2025": "selvitys",
                "syksy 2025": "käyttöönotto",
                "kevät 2026": "jatkuva toiminta",
            },
            "kustannusarvio": [{"vuosi": "2026", "euroa": "5400", "laji": "käyttömeno"}],
        },
        "digituki": {
            "otsikko": "Digituki kirjastossa",
            "tavoite": "digitaidot",
            "ryhma": "neuvonta",
            "vastuu": ["Kirjasto", "Tietohallinto"],
            "liittyy": ["kurssit"],
        },
        "ohjeet": {"otsikko": "Ohjeet verkkoon", "tavoite": "palvelut", "aikataulu": {}},
        "portaali": {
            "otsikko": "Asiointiportaali",
            "tavoite": "palvelut",
            "aikataulu_puuttuu": "Aikataulusta päätetään syksyllä.",
        },
    },
    "tahot": {"Tietohallinto": {"laji": "yksikkö"}, "Kirjasto": {}},
    "tasot": {
        "asteikko": {"1": "Alussa", "5": "Valmis"},
        "nakokulmat": [
            {"tunnus": "osaaminen", "nimi": "Osaaminen", "lahtotaso": "2", "tavoitetaso": "4"},
        ],
        "karjet": [{"nimi": "Osaava henkilöstö", "nakokulma": "osaaminen"}],
    },
    "lyhenteet": {"DVV": "Digi- ja väestötietovirasto"},
    "sivut": {
        "saatesanat.md": "# Saatesanat\n\nTiekartta kertoo, mitä tehdään.\n\nLue lisää sivuilta.\n"
    },
}


def content(**changes: Any) -> dict[str, Any]:
    """Return the content with some fields of it changed.

    Args:
        changes: "part__id__field" → new value; None takes the field away.
    """
    found = copy.deepcopy(CONTENT)
    for path, value in changes.items():
        *way, last = path.split("__")
        holder = found
        for step in way:
            holder = holder[step]
        if value is None:
            del holder[last]
        else:
            holder[last] = value
    return found


def compare(old: dict[str, Any] | None, new: dict[str, Any]) -> Comparison:
    """Return what has changed between two contents."""
    return compare_roadmaps(roadmap_from(old) if old else None, roadmap_from(new))


def measure(**fields: Any) -> dict[str, Any]:
    """Return the content with fields of the measure ``kurssit`` changed."""
    return content(**{f"toimenpiteet__kurssit__{key}": value for key, value in fields.items()})
