"""The transcribed roadmaps hold the words of their sources, as a frozen list says.

``transcriptions/<name>.json`` tells of each transcribed measure the number of its goal, its
group and a digest of its words (``transcribed.py`` reads them). Officials may edit, move and
end what was transcribed, or take a roadmap away, and the tests of the program have no say in
that: here such a roadmap is skipped by name. ``make transcriptions`` fails on it instead; that
is run after work on whatever writes content.
"""

from __future__ import annotations

import json
import os
import re

import pytest
import yaml

from towns import ROOT
from transcribed import NAMES, digest, edited, entry, folder, frozen, in_content

STRICT = "STRICT" in os.environ


def skip_or_fail(why: str) -> None:
    (pytest.fail if STRICT else pytest.skip)(why)


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
    texts = {path: path.read_text("utf-8", errors="replace") for path in folder(name).rglob("*.*")}
    named = [
        path.relative_to(ROOT).as_posix()
        for path, text in texts.items()
        if any(digest([word]) in PERSONS for word in set(re.findall(r"[^\W\d_]+", text.casefold())))
        or re.search(r"\w@\w", text)
    ]

    if named:
        skip_or_fail(f"henkilön nimi tai sähköposti: {', '.join(named)}")
