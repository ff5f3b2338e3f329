"""Every fault that people have been seen to make is told where it stands, and nothing else is."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from digitiekartta.basics.problem_formats import as_text
from digitiekartta.basics.problems import Problem
from digitiekartta.roadmap.checking import persons
from digitiekartta.roadmap.reading import folder as reading
from digitiekartta.versions.check import check_roadmap
from planted import PLANTS, SETTINGS, Edit, Plant, both, sub
from towns import content

ESIMERKKILA = content("esimerkkila") / "esimerkkila"
DAY = date(2026, 11, 28)

Planted = Callable[[Edit], list[Problem]]


@cache
def known() -> frozenset[tuple[str, str, str]]:
    return frozenset(check(ESIMERKKILA))


def check(folder: Path) -> dict[tuple[str, str, str], Problem]:
    """Return what is told of a roadmap's folder, by what stays when lines move."""
    problems = check_roadmap(folder.parent, "esimerkkila", DAY).problems
    return {(one.code, one.place.file, one.message): one for one in problems}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a copy of Esimerkkilä; in this module each text is read once."""
    patch = pytest.MonkeyPatch()
    found_in = persons.personal_in
    patch.setattr(persons, "personal_in", cache(lambda text: tuple(found_in(text))))
    patch.setattr(reading, "read_entry", cache(reading.read_entry))
    folder = tmp_path_factory.mktemp("istutettu") / "content/esimerkkila"
    shutil.copytree(ESIMERKKILA, folder)
    yield folder
    patch.undo()


@pytest.fixture
def planted(town: Path) -> Iterator[Planted]:
    """Return what gives the problems of Esimerkkilä that an edit adds to those that it has."""
    before = files(town)

    def added(edit: Edit) -> list[Problem]:
        edit(town)
        return [problem for what, problem in check(town).items() if what not in known()]

    yield added
    after = files(town)
    for path in after.keys() - before.keys():
        path.unlink()
    for path, data in before.items():
        if after.get(path) != data:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_what_is_wrong_is_told_where_it_stands_and_nothing_else_is(
    plant: Plant, planted: Planted, town: Path
):
    problems = planted(plant.edit)

    def line_of(file: str, piece: str | int) -> int:
        if isinstance(piece, int):
            return piece
        lines = (town / file).read_text().splitlines() if piece else []
        return next((number for number, line in enumerate(lines, 1) if piece in line), 0)

    wanted = [
        (t.code, f"content/esimerkkila/{t.file}", line_of(t.file, t.piece)) for t in plant.told
    ]
    assert sorted(wanted) == sorted((p.code, p.place.file, p.place.line) for p in problems)


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (sub("kevät 2025 – syksy 2027", "kevät 2025 – kevät 2027", SETTINGS), "half-year-outside"),
        (sub("nimi: käyttöönotto", "nimi: toteutus", SETTINGS), "unknown-phase"),
    ],
    ids=["the period", "a phase"],
)
def test_a_setting_on_which_many_files_rest_is_told_once_with_their_number(edit, code, planted):
    problems = planted(edit)

    assert {code} == {problem.code for problem in problems}
    assert len(problems) > 30
    assert 1 == as_text(problems).count(f"[{code}]")
    assert f"Sama on {len(problems)} kohdassa." in as_text(problems)


@pytest.mark.parametrize(
    "names",
    [
        ("schedule and aikataulu_puuttuu", "party nobody knows", "cost without a year"),
        ("schedule goes on after the end", "half-year 'talvi 2026'"),
        ("name in a report", "report state misspelt", "title missing"),
        ("--- in the middle", "party nobody knows", "report state misspelt"),
        ("tab before a list item", "cost 'noin 5000'", "identity code"),
        ("merge conflict", "two names with a comma", "vague link"),
        ("unclosed double quote", "half-year 'Q1 2026'", "cost '5.400'"),
        ("report of a half-year to come", "key with ä", "e-mail written (at)"),
    ],
    ids=" + ".join,
)
def test_one_fault_hides_no_other_in_the_same_file(names, planted):
    by_name = {plant.name: plant for plant in PLANTS}
    plants = [by_name[name] for name in names]

    told = {(one.code, one.place.file) for one in planted(both(*(one.edit for one in plants)))}

    wanted = {(t.code, f"content/esimerkkila/{t.file}") for one in plants for t in one.told}
    assert set() == wanted - told
