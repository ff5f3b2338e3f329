"""The four transcribed roadmaps: their documents' plain text gives what a person read in them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.reading import read_document
from digitiekartta.documents.importing.words import letters

EXTRACTS = Path(__file__).parent / "extracts"
NAMES = sorted(path.stem for path in EXTRACTS.glob("*.txt"))


def imported(name: str) -> Document:
    document = read_document(EXTRACTS / f"{name}.txt", Legend())
    assert isinstance(document, Document)
    return document


def transcribed(name: str) -> list[tuple[int | None, str, str]]:
    """Return goal number, group and words of each measure, as a person transcribed them."""
    return [tuple(row) for row in json.loads((EXTRACTS / f"{name}.json").read_text("utf-8"))]


@pytest.mark.parametrize("name", NAMES)
def test_the_extract_of_a_transcribed_roadmap_gives_its_measures(name):
    wanted = Counter(letters(words) for _, _, words in transcribed(name))

    assert wanted == Counter(letters(measure.title) for measure in imported(name).measures())


@pytest.mark.parametrize("name", [name for name in NAMES if name != "sivistys"])
def test_its_measures_stand_under_the_same_goals_and_groups(name):
    wanted = Counter((number, letters(group)) for number, group, _ in transcribed(name))
    found = Counter(
        (goal.number, letters(group.title or ""))
        for goal in imported(name).goals
        for group in goal.groups
        for _ in group.measures
    )

    assert wanted == found


@pytest.mark.parametrize("name", NAMES)
def test_its_schedules_are_unknown_and_the_reason_is_told(name):
    document = imported(name)

    assert not any(measure.schedule_known for measure in document.measures())
    codes = {problem.code for problem in document.reported}
    assert {"no-colours"} == codes - {"words-without-phase", "text-outside-tables"}


def test_a_legend_whose_colours_are_lost_still_names_the_phases():
    found = [phase.label for phase in imported("kemijarvi").phases]

    assert ["valmistelu", "toteuttaminen", "päättäminen"] == found
