"""The transcribed roadmaps hold the words of their sources, as a frozen list says.

``transcriptions/<name>.json`` tells of each transcribed measure the number of its goal, its
group and a digest of its words. Officials may edit, move and end what was transcribed, or take
a roadmap away, and the tests of the program have no say in that: here such a roadmap is skipped
by name. ``make transcriptions`` fails on it instead; that is run after work on whatever writes
content.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from towns import ROOT

FROZEN = Path(__file__).parent / "transcriptions"
NAMES = sorted(path.stem for path in FROZEN.glob("*.json"))
STRICT = "STRICT" in os.environ


def skip_or_fail(why: str) -> None:
    (pytest.fail if STRICT else pytest.skip)(why)


def folder(name: str) -> Path:
    content = ROOT / "content" / name
    if not (content / "tiekartta.yml").is_file():
        pytest.skip(f"tiekarttaa {name} ei ole")
    return content


def frozen(name: str) -> Mapping[str, Any]:
    told: dict[str, Any] = json.loads((FROZEN / f"{name}.json").read_text())
    return told


def in_content(name: str) -> Mapping[str, Any]:
    """Return measure → goal's number, group and digest, of the files in content/."""
    goals = read(folder(name) / "tavoitteet")
    measures = read(folder(name) / "toimenpiteet")
    return {id: entry(measure, goals) for id, measure in measures.items()}


def read(files: Path) -> dict[str, Any]:
    loaded = {path.stem: yaml.load(path.read_text(), yaml.BaseLoader) for path in files.iterdir()}
    return {id: said for id, said in loaded.items() if isinstance(said, dict)}


def entry(measure: Mapping[str, Any], goals: Mapping[str, Any]) -> list[str]:
    """Return what the frozen list tells of a measure: letters alone, however they are written."""
    goal = goals.get(measure.get("tavoite", ""), {})
    said = sorted(f"{key}: {words}" for key, words in leaves(measure))
    digest = hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
    return [goal.get("numero", ""), measure.get("ryhma", ""), digest]


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, f"{key}/{name}")
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, key)
    else:
        yield key, value


def edited(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[str]:
    """Return the measures that are not as they were transcribed; others may have been added."""
    return [id for id, told in old.items() if new.get(id) != told]


@pytest.mark.parametrize("name", NAMES)
def test_the_transcribed_measures_stand_letter_for_letter(name):
    changed = edited(frozen(name), in_content(name))

    if changed:
        skip_or_fail(f"{name}: muokattu siirron jälkeen: {', '.join(changed)}")


@pytest.mark.parametrize("name", NAMES)
def test_what_was_first_approved_is_the_transcription(name):
    approved = sorted(folder(name).glob("hyvaksytyt/*/sisalto.json"))
    if not approved:
        pytest.skip(f"{name}: ei hyväksyttyä versiota")
    form = json.loads(approved[0].read_text())
    measures = form["toimenpiteet"].items()

    assert frozen(name) == {id: entry(measure, form["tavoitteet"]) for id, measure in measures}


def test_the_frozen_lists_hold_216_measures():
    assert {"kauhava": 90, "kaustinen": 52, "kemijarvi": 54, "sivistys": 20} == {
        name: len(frozen(name)) for name in NAMES
    }


# --- the guard itself --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"uusi": ["1", "", "x"]}, []),
        ({"kurssit": ["1", "", "muu"]}, ["kurssit"]),
        ({"kurssit": None}, ["kurssit"]),
    ],
    ids=["added", "edited", "taken away"],
)
def test_an_addition_is_no_edit(change, expected):
    old = {"kurssit": ["1", "", "a"], "digituki": ["1", "", "b"]}

    assert expected == edited(old, {**old, **change})


def test_a_letter_is_missed_and_the_way_of_writing_it_is_not():
    def told(text: str) -> list[str]:
        return entry(yaml.load(text, yaml.BaseLoader), {"tieto": {"numero": "2"}})

    written = told("otsikko: Opas\nvastuu: Kirjasto\ntavoite: tieto\n")

    assert written == told("tavoite: 'tieto'\nvastuu:\n  - Kirjasto\notsikko: \"Opas\"\n")
    assert written != told("otsikko: Opaś\nvastuu: Kirjasto\ntavoite: tieto\n")
    assert "2" == written[0]


# --- persons -----------------------------------------------------------------------------------

# The words of the names that the sources hold (a project manager's, an author's), as digests, so
# that they don't stand here either.
PERSONS = {"a2ea114dd0f89ac7", "5632761275bb379e", "bb37067afeb4ee16", "a61581e90d9b7abf"}


@pytest.mark.parametrize("name", NAMES)
def test_no_person_of_the_sources_is_named(name):
    texts = {path: path.read_text(encoding="utf-8") for path in folder(name).rglob("*.*")}
    named = [
        path.relative_to(ROOT).as_posix()
        for path, text in texts.items()
        if any(digest(word) in PERSONS for word in set(re.findall(r"[^\W\d_]+", text.casefold())))
        or re.search(r"\w@\w", text)
    ]

    if named:
        skip_or_fail(f"henkilön nimi tai sähköposti: {', '.join(named)}")


def digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:16]
