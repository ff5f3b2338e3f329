"""Warnings that somebody has looked into stand aside, until what they speak of changes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from digitiekartta.roadmap.canonical import code_of
from digitiekartta.versions.check import Checked, check_roadmap
from digitiekartta.versions.comparison.change_list import written
from digitiekartta.versions.comparison.changes import compare
from digitiekartta.versions.comparison.report import report
from digitiekartta.versions.review import review
from digitiekartta.versions.review_comment import comment
from pikku import Content

DAY = date(2026, 9, 15)
GAP = "aikataulu:\n  kevät 2025: selvitys\n  kevät 2026: selvitys\n"
FILE = """\
kuittaukset:
  - varoitus: schedule-gap
    kohta: toimenpiteet/ohjeet.yml
    koskee: 'Aikataulussa on aukko: syksy 2025.'
    syy: Ohjeet kirjoitetaan vain keväisin.
"""
FOLDED = "|-\n      Aikataulussa on aukko:\n      syksy 2025."


@pytest.fixture
def town(content: Content) -> Content:
    """Return Pikku with a gap in a schedule that somebody has acknowledged."""
    content.replace("toimenpiteet/ohjeet.yml", "aikataulu: {}\n", GAP)
    content.write("kuittaukset.yml", FILE)
    return content


def checked(content: Content) -> Checked:
    return check_roadmap(content.root / "content", "pikku", DAY)


def codes(content: Content) -> list[str]:
    return [problem.code for problem in checked(content).problems]


def test_an_acknowledged_warning_is_not_told_but_counted(town, run):
    assert ([], ["schedule-gap"]) == (codes(town), [p.code for p in checked(town).acknowledged])

    code, out, _ = run("check", "--strict")
    assert 0 == code
    assert "1 varoitus on kuitattu: content/pikku/kuittaukset.yml." in out


def test_it_comes_back_when_what_it_speaks_of_changes(town):
    town.replace("toimenpiteet/ohjeet.yml", "kevät 2026", "syksy 2026")

    assert ["nothing-acknowledged", "schedule-gap"] == sorted(codes(town))


def test_an_acknowledgement_of_what_is_mended_is_told(town):
    town.replace("toimenpiteet/ohjeet.yml", "kevät 2026", "syksy 2025")

    [problem] = checked(town).problems
    assert ("nothing-acknowledged", 2, False) == (
        problem.code,
        problem.place.line,
        problem.is_error,
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("toimenpiteet/ohjeet.yml", "content/pikku/toimenpiteet/ohjeet.yml"),
        ("toimenpiteet/ohjeet.yml", "'content/pikku/toimenpiteet/ohjeet.yml:6:3:'"),
        ("'Aikataulussa", "'aikataulu.kevät 2026: Aikataulussa"),
        (
            "'Aikataulussa on aukko: syksy 2025.'",
            FOLDED,
        ),
    ],
)
def test_it_may_be_copied_with_what_stands_around_it_in_the_output(old, new, town):
    town.replace("kuittaukset.yml", old, new)

    assert [] == codes(town)


def test_a_reason_is_needed(town):
    town.replace("kuittaukset.yml", "    syy: Ohjeet kirjoitetaan vain keväisin.\n", "")

    [problem] = [one for one in checked(town).problems if one.is_error]
    assert ("missing-field", "kuittaukset.syy") == (problem.code, problem.place.field)


def test_a_person_in_a_reason_is_told(town):
    town.replace("kuittaukset.yml", "Ohjeet kirj", "Matti Korhosen mukaan ohjeet kirj")

    assert ["person-name"] == codes(town)


def test_an_error_cannot_be_acknowledged(town):
    town.replace("toimenpiteet/ohjeet.yml", "tavoite: digitaidot", "tavoite: digitaitot")
    message = next(p.message for p in checked(town).problems if p.code == "unknown-goal")
    more = FILE.replace("schedule-gap", "unknown-goal").removeprefix("kuittaukset:\n")
    more = more.replace("'Aikataulussa on aukko: syksy 2025.'", message)
    town.write("kuittaukset.yml", (FILE + more).encode())

    assert ["nothing-acknowledged", "unknown-goal"] == sorted(codes(town))


def test_errors_that_may_hide_a_warning_make_no_acknowledgement_idle(town):
    town.replace("toimenpiteet/ohjeet.yml", "  kevät 2026", "\tkevät 2026")

    assert "nothing-acknowledged" not in codes(town)


def test_it_is_no_content_that_anybody_decides_on(town):
    with_it = checked(town).roadmap
    town.remove("kuittaukset.yml")
    without = checked(town).roadmap

    assert with_it
    assert without
    assert code_of(with_it) == code_of(without)
    assert () == tuple(compare(without, with_it).operations)


def test_review_and_change_list_count_it_and_a_review_shows_a_new_one(town, tmp_path: Path):
    folder = town.root / "content"
    base = tmp_path / "pohja/content"
    shutil.copytree(folder, base)
    (base / "pikku/kuittaukset.yml").unlink()

    told = comment([review(folder, "pikku", base, DAY)])
    assert "1 varoitus on kuitattu" in told
    assert "Aikataulussa on aukko" in told
    assert "poistuu" not in told
    comparison, frame = report(folder, "pikku", DAY)
    assert "1 varoitus on kuitattu" in written(comparison, frame, "text").decode()


def test_the_command_writes_it_beside_what_is_there(town, run):
    town.write("toimenpiteet/uusi.yml", f"otsikko: Uusi\ntavoite: digitaidot\n{GAP}".encode())

    code, out, _ = run("check", "pikku", "--acknowledge", "schedule-gap", "Tauko: on päätetty.")

    assert (0, []) == (code, codes(town))
    assert "2 varoitusta on kuitattu" in out
    assert town.read("kuittaukset.yml") == FILE + FILE.removeprefix("kuittaukset:\n").replace(
        "ohjeet.yml", "uusi.yml"
    ).replace("Ohjeet kirjoitetaan vain keväisin.", "'Tauko: on päätetty.'")
    assert "kuittaukset.yml" not in run("format", "--check")[1]


@pytest.mark.parametrize(
    "words",
    [
        ["pikku", "--acknowledge", "schedule-gap", " "],
        ["pikku", "--acknowledge", "eiole", "syy"],
        ["--acknowledge", "schedule-gap", "syy"],
    ],
)
def test_a_command_that_could_acknowledge_nothing_says_so(words, town, run):
    before = town.read("kuittaukset.yml")
    code, _, err = run("check", *words)

    assert 2 == code
    assert err.startswith("Virhe: ")
    assert before == town.read("kuittaukset.yml")
