"""Roadmaps of any size of an invented municipality, for benchmarks; the same size, the same bytes.

All measures have a schedule; parties, groups, costs and reports come about as often as in
Esimerkkilä. Words are compounds, of which few are common and many rare, as in real text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import yaml

NAME = "koe"
MEASURES_IN_GOAL = 40
_GROUPS_IN_GOAL = 4
_MEASURES_OF_PARTY = 25
_PHASES = {
    "selvitys": "selvitys",
    "päätös": "päätös",
    "käyttöönotto": "toteutus",
    "jatkuva toiminta": "jatkuva",
}
_HALF_YEARS = [f"{half} {year}" for year in (2025, 2026, 2027) for half in ("kevät", "syksy")]
_SECTORS = ["Koko kunta", "Hallinto", "Varhaiskasvatus", "Opetus", "Vapaa-aika", "Tekniikka"]
_AUDIENCES = ["Asukkaat", "Huoltajat", "Oppilaat", "Yritykset", "Yhdistykset", "Henkilöstö"]
_FIRST = [
    "asiakas",
    "digi",
    "energia",
    "hanke",
    "hyvinvointi",
    "kaava",
    "kartta",
    "kirjasto",
    "koulutus",
    "kunta",
    "laatu",
    "lasku",
    "liikenne",
    "lupa",
    "maksu",
    "matkailu",
    "neuvonta",
    "nuoriso",
    "oppilas",
    "palaute",
    "palvelu",
    "perhe",
    "rakennus",
    "rekisteri",
    "ruoka",
    "sopimus",
    "talous",
    "terveys",
    "tieto",
    "tila",
    "turva",
    "tutkimus",
    "urheilu",
    "vesi",
    "viestintä",
    "vuokra",
    "yhteys",
    "ympäristö",
    "yritys",
]
_LAST = [
    "aineisto",
    "arvio",
    "asiointi",
    "haku",
    "hallinta",
    "ilmoitus",
    "järjestelmä",
    "kanava",
    "kartoitus",
    "kokeilu",
    "korjaus",
    "kuvaus",
    "kysely",
    "laitteisto",
    "lista",
    "lomake",
    "luettelo",
    "mittari",
    "ohje",
    "ohjelmisto",
    "opas",
    "osaaminen",
    "portaali",
    "prosessi",
    "rajapinta",
    "raportti",
    "ratkaisu",
    "seloste",
    "selvitys",
    "sivusto",
    "suunnitelma",
    "taulukko",
    "tilasto",
    "tuki",
    "valvonta",
    "varaus",
    "verkosto",
    "väline",
]
_BETWEEN = [
    "kootaan",
    "otetaan",
    "kehitetään",
    "sovitaan",
    "parannetaan",
    "julkaistaan",
    "siirretään",
    "mitataan",
    "ja",
    "sekä",
    "jotta",
    "myös",
    "yhteen",
    "ensin",
    "lopuksi",
    "vuosittain",
    "kunnassa",
    "yhdessä",
    "käyttöön",
    "avulla",
    "mukaan",
    "helposti",
]
_ENDINGS = ("", "", "", "n", "t", "ssa", "sta", "lle", "ksi")


def write_roadmap(content: Path, measures: int) -> None:
    """Write content/koe/ with so many measures."""
    chance = random.Random(measures)
    folder = content / NAME
    goals = -(-measures // MEASURES_IN_GOAL)
    parties = [
        f"{_compound(chance).title()}ryhmä" for _ in range(-(-measures // _MEASURES_OF_PARTY))
    ]
    parties = list(dict.fromkeys(parties))
    _write(folder / "tiekartta.yml", _settings())
    _write(folder / "tahot.yml", {name: {"laji": "työryhmä"} for name in parties})
    for number in range(1, goals + 1):
        groups = [
            {"tunnus": f"ryhma-{one}", "otsikko": f"{_title(chance)} {number}.{one}"}
            for one in range(1, _GROUPS_IN_GOAL + 1)
        ]
        goal = {"numero": number, "otsikko": f"{_title(chance)} {number}", "ryhmat": groups}
        _write(folder / "tavoitteet" / f"tavoite-{number}.yml", goal)
    for number in range(1, measures + 1):
        measure = dict(_measure(chance, number, parties))
        _write(folder / "toimenpiteet" / f"toimenpide-{number}.yml", measure)


def _settings() -> dict[str, object]:
    return {
        "nimi": "Digitiekartta 2025–2027",
        "organisaatio": "Kokeilun kunta",
        "lyhytnimi": "Koe",
        "kuvaus": "Keksitty tiekartta, jolla mitataan.",
        "kausi": f"{_HALF_YEARS[0]} – {_HALF_YEARS[-1]}",
        "vaiheet": [{"nimi": name, "yleinen": common} for name, common in _PHASES.items()],
        "toimialat": _SECTORS,
        "kohderyhmat": _AUDIENCES,
        "yhteystiedot": {"rooli": "Kunnansihteeri", "sahkoposti": "kirjaamo@koe.example"},
    }


def _measure(
    chance: random.Random, number: int, parties: list[str]
) -> Iterator[tuple[str, object]]:
    goal = -(-number // MEASURES_IN_GOAL)
    yield "otsikko", f"{_title(chance)} {number}"
    yield "kuvaus", " ".join(_sentence(chance) for _ in range(3))
    yield "tavoite", f"tavoite-{goal}"
    if chance.random() < 0.8:
        yield "ryhma", f"ryhma-{chance.randint(1, _GROUPS_IN_GOAL)}"
    yield "vastuu", chance.sample(parties, min(len(parties), chance.choice((1, 1, 2))))
    yield "toimiala", [chance.choice(_SECTORS)]
    yield "kohderyhma", chance.sample(_AUDIENCES, chance.choice((1, 1, 2)))
    start = chance.randrange(3)
    phases = [*_PHASES]
    yield (
        "aikataulu",
        {moment: phases[min(at, len(phases) - 1)] for at, moment in enumerate(_HALF_YEARS[start:])},
    )
    if chance.random() < 0.5:
        yield (
            "raportit",
            [
                {
                    "puolivuosi": _HALF_YEARS[2],
                    "tila": chance.choice(("aloitettu", "käynnissä")),
                    "teksti": _sentence(chance),
                }
            ],
        )
    if chance.random() < 0.3:
        cost = {"vuosi": 2026, "euroa": chance.randrange(1, 90) * 1000, "lahde": "Talousarvio"}
        yield "kustannusarvio", [cost]


def _compound(chance: random.Random) -> str:
    return _common(chance, _FIRST) + _common(chance, _LAST)


def _common(chance: random.Random, among: list[str]) -> str:
    return among[int(len(among) * chance.random() ** 2)]


def _title(chance: random.Random) -> str:
    return f"{_compound(chance)} käyttöön".capitalize()


def _sentence(chance: random.Random) -> str:
    said = [
        chance.choice(_BETWEEN)
        if chance.random() < 0.45
        else _compound(chance) + chance.choice(_ENDINGS)
        for _ in range(chance.randint(7, 14))
    ]
    return f"{' '.join(said).capitalize()}."


def _write(file: Path, entry: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(entry, allow_unicode=True, sort_keys=False), encoding="utf-8")
