"""The roadmaps that many tools write, and what an import of each document must give."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

PHASES = {"S": "selvittely", "K": "käyttöönotto", "J": "jatkuva toiminta"}
SWEDISH_PHASES = {"U": "utredning", "I": "införande", "D": "drift"}
COLOURS = {"S": "FFE08A", "K": "8DB4E2", "J": "A9D08E"}
HALVES = [(year, half) for year in (2026, 2027, 2028) for half in (1, 2)]
Goals = list[dict[str, Any]]


def measure(title: str, responsible: str, plan: str, sector: str = "", notes: str = "") -> dict:
    """Return a measure; a letter of its plan is the phase of a half-year, "." none."""
    return {
        "title": title,
        "responsible": responsible,
        "plan": plan,
        "sector": sector,
        "notes": notes,
    }


def goal(number: int, title: str, **groups: list[dict]) -> dict:
    told = [
        {"title": name.replace("_", " ").capitalize(), "measures": measures}
        for name, measures in groups.items()
    ]
    return {"number": number, "title": title, "groups": told}


TOWN: Goals = [
    goal(
        1,
        "Henkilöstön digiosaaminen",
        osaamisen_perusta=[
            measure(
                "Digitaitojen itsearviointi koko henkilöstölle",
                "Henkilöstöpäällikkö",
                "SK....",
                "Koko kunta",
            ),
            measure(
                "Perehdytyksen verkkokurssi uusille työntekijöille",
                "Henkilöstöpalvelut, tietohallinto",
                ".SSKJJ",
                "Hallinto",
                "Kurssi tehdään yhdessä naapurikuntien kanssa.",
            ),
        ],
        tekoälyn_käyttö=[
            measure(
                "Tekoälyn pelisäännöt ja luvalliset työvälineet",
                "Johtoryhmä",
                "SK.J.J",
                "Koko kunta",
            ),
            measure(
                "Tekoälyagenttien kokeilu neuvonnassa",
                "Asiakaspalvelupäällikkö",
                "..SS..",
                "Hallinto",
                "Päätös jatkosta kokeilun jälkeen.",
            ),
            measure(
                "Kokouspöytäkirjojen koostaminen puheentunnistuksella",
                "Hallintosihteeri",
                "...SKJ",
                "Hallinto",
            ),
        ],
    ),
    goal(
        2,
        "Asukkaan palvelut verkossa",
        asiointi=[
            measure(
                "Rakennus- ja toimenpidelupien sähköinen käsittely",
                "Rakennusvalvonta",
                "KKJJJJ",
                "Tekniset palvelut",
            ),
            measure(
                "Varhaiskasvatushakemuksen uudistaminen",
                "Varhaiskasvatusjohtaja",
                "S.K.J.",
                "Sivistys",
                "Edellyttää toimittajan rajapintaa.",
            ),
            measure("Yhden luukun chat", "Viestintä", "....SK", "Hallinto"),
        ],
        tilat_ja_varaukset=[
            measure(
                "Liikuntasalien vuorojen haku ja ovien avaus puhelimella",
                "Vapaa-aikapäällikkö",
                "SKKJJJ",
                "Sivistys",
            ),
            measure(
                "Kirjaston omatoimiaukiolo",
                "Kirjastonjohtaja",
                "......",
                "Sivistys",
                "Aikataulu avoin.",
            ),
        ],
    ),
    goal(
        3,
        "Tiedolla johtaminen",
        tietovarannot=[
            measure("Avoimen datan luettelo", "Tietohallinto", "SSKKJJ", "Hallinto"),
            measure(
                "Kiinteistöjen energiankulutuksen seuranta",
                "Tekninen johtaja",
                "JJJJJJ",
                "Tekniset palvelut",
            ),
        ],
    ),
]
SWEDISH: Goals = [
    goal(
        1,
        "Digital kompetens",
        _=[
            measure(
                "Kartläggning av personalens digitala kunskaper",
                "Personalchefen",
                "UI....",
                "Hela kommunen",
            ),
            measure(
                "Nätkurs i informationssäkerhet",
                "IT-enheten",
                ".UID..",
                "Hela kommunen",
                "Ordnas tillsammans med grannkommunerna.",
            ),
            measure("Stöd för digitala möten", "Kansliet", "..UUII", "Förvaltning"),
        ],
    ),
    goal(
        2,
        "Tjänster för invånarna",
        _=[
            measure("Elektronisk ansökan om bygglov", "Byggnadstillsynen", "IIDDDD", "Tekniska"),
            measure("Bokning av idrottsplatser på nätet", "Fritidschefen", "U.I.D.", "Bildning"),
            measure("Chatt på webbplatsen", "Kommunikationen", "....UI", "Förvaltning"),
        ],
    ),
]


def half_year(half: tuple[int, int]) -> str:
    return f"{'Kevät' if half[1] == 1 else 'Syksy'} {half[0]}"


def measures(goals: Goals) -> Iterator[tuple[dict, dict, dict]]:
    """Yield each measure after its goal and group."""
    for one in goals:
        for group in one["groups"]:
            for told in group["measures"]:
                yield one, group, told


def bars(plan: str) -> Iterator[tuple[str, int, int]]:
    """Yield the phases of a plan, "." for none, from which half-year to which."""
    start = 0
    for end in range(1, len(plan) + 1):
        if end == len(plan) or plan[end] != plan[start]:
            yield plan[start], start, end
            start = end


def without(goals: Goals, *fields: str, halves: int = 6) -> Goals:
    """Return the goals as a document tells them that has no column of these fields."""
    goals = deepcopy(goals)
    for _, _, told in measures(goals):
        told |= dict.fromkeys(set(fields) & told.keys(), "")
        told["plan"] = told["plan"][:halves]
    if "groups" in fields:
        for one in goals:
            everything = [told for group in one["groups"] for told in group["measures"]]
            one["groups"] = [{"title": None, "measures": everything}]
    if "numbers" in fields:
        for one in goals:
            one["number"] = None
    return goals


def expect(
    folder: Path,
    name: str,
    goals: Goals,
    phases: Mapping[str, str] = PHASES,
    reported: Sequence[str] = (),
) -> None:
    """Write what an import of a document must give."""
    halves = HALVES[: len(goals[0]["groups"][0]["measures"][0]["plan"])]
    slugs = [f"{year}-{'kevat' if half == 1 else 'syksy'}" for year, half in halves]
    form = {
        "format": 1,
        "file": name,
        "schedule_known": True,
        "phases": list(phases.values()),
        "periods": slugs,
        "goals": [
            {
                **one,
                "groups": [
                    {
                        **group,
                        "measures": [
                            {
                                "title": told["title"],
                                "responsible": [told["responsible"]],
                                "sector": [told["sector"]] if told["sector"] else [],
                                "schedule": {
                                    slug: phases[sign]
                                    for slug, sign in zip(slugs, told["plan"], strict=True)
                                    if sign != "."
                                },
                                "cell_texts": {},
                                "notes": told["notes"],
                                "extra": {},
                            }
                            for told in group["measures"]
                        ],
                    }
                    for group in one["groups"]
                ],
            }
            for one in goals
        ],
        "must_report": list(reported),
        "optional": [],
        "phase_aliases": {},
    }
    text = json.dumps(form, ensure_ascii=False, indent=1)
    (folder / f"{name}.expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    told = {"town": TOWN, "halves": HALVES, "phases": PHASES, "colours": COLOURS}
    print(json.dumps(told, ensure_ascii=False))
