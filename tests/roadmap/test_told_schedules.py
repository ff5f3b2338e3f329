"""Sixty odd schedules, each with the sentence that people found right for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from digitiekartta.basics.halfyears import AUTUMN, SPRING, HalfYear, Period
from digitiekartta.roadmap.model import Phase
from digitiekartta.roadmap.roadmap import Cell, Schedule
from digitiekartta.roadmap.sentence import schedule_sentence

TOLD = yaml.safe_load(Path(__file__).with_name("told_schedules.yml").read_text(encoding="utf-8"))
PERIOD = Period.parse("kevät 2025 – syksy 2027")
MOMENTS = [HalfYear(2024, AUTUMN), *PERIOD, HalfYear(2028, SPRING)]
CONTINUOUS = {"jatkuva toiminta", "ylläpito", "ylläpito ja kehitys", "osa arkea"}
PART = re.compile(r"(?:([^(]*?) ?)?(?:\((.*)\))? (\d)(?:-(\d))?")


def schedule(text: str) -> Schedule:
    cells = {}
    for part in text.split("; "):
        found = PART.fullmatch(part)
        assert found, part
        name, words, first, last = found.groups()
        for moment in MOMENTS[int(first) : int(last or first) + 1]:
            cells[moment] = Cell(phase(name) if name else None, words)
    return cells


def phase(name: str) -> Phase:
    common = "jatkuva" if name in CONTINUOUS else "päättynyt" if name == "päättynyt" else "toteutus"
    return Phase.model_validate({"nimi": name, "yleinen": common})


@pytest.mark.parametrize(("written", "expected"), TOLD, ids=[written for written, _ in TOLD])
def test_a_schedule_reads_as_people_found_right(written: str, expected: str) -> None:
    assert expected == schedule_sentence(schedule(written), PERIOD)


def test_there_are_sixty_of_them() -> None:
    assert len({written for written, _ in TOLD}) >= 60
