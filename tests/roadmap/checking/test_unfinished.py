"""What the program has written and nobody has gone through is told, a line for each file."""

from __future__ import annotations

from datetime import date

import pytest

from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.founding.content import first_content
from digitiekartta.roadmap.founding.writing import write_new
from digitiekartta.roadmap.unfinished import NO_ORGANISATION, NO_SHORT_NAME, of_document

MEASURE = "otsikko: Uusi kurssi\ntavoite: digitaidot\naikataulu:\n"
UUSI = "toimenpiteet/uusi.yml"


def test_texts_that_wait_for_a_persons_are_told_once_a_file_with_their_lines(content):
    content.replace("tiekartta.yml", "Pikkulan kunta", NO_ORGANISATION)
    content.replace("tiekartta.yml", "lyhytnimi: Pikkula", f"lyhytnimi: {NO_SHORT_NAME}")

    problem = content.problem()
    assert ("to-fill-in", 2, False) == (problem.code, problem.place.line, problem.is_error)
    assert "organisaatio (rivi 2) ja lyhytnimi (rivi 3)" in problem.message


def test_a_description_of_an_import_waits_for_one_whatever_the_document(content):
    own = "Pikkula on keksitty kunta, jolla tarkistuksia koetellaan."
    content.replace("tiekartta.yml", own, of_document("kartta.docx"))

    assert "kuvaus (rivi 4)" in content.problem().message


def test_every_text_that_a_new_project_leaves_open_is_told(tmp_path):
    first = first_content(NO_ORGANISATION, NO_SHORT_NAME, date(2026, 9, 15))
    write_new(first, tmp_path / "content" / "oma")

    found = read_and_check(tmp_path / "content", "oma").problems
    assert [
        ("content/oma/tavoitteet/palvelut.yml", "otsikko (rivi 2) ja kuvaus (rivi 3)"),
        ("content/oma/tiekartta.yml", "organisaatio (rivi 2), lyhytnimi (rivi 3) ja huomautus"),
        ("content/oma/toimenpiteet/sahkoinen-asiointi.yml", "otsikko (rivi 1)"),
    ] == [
        (problem.place.file, problem.message.removeprefix("Täydentämättä on ").split(" (rivi 5")[0]
         .split(":")[0])
        for problem in found
    ]  # fmt: skip


def test_the_title_that_an_import_gives_a_goal_waits_for_one(content):
    content.replace("tavoitteet/digitaidot.yml", "Digitaidot kuntoon", "Toimenpiteet")

    assert "otsikko (rivi 2)" in content.problem().message


@pytest.mark.parametrize(
    "words",
    ["vaihe ei selviä lähteestä", "☒ (vaihe ei selviä lähteestä)", "ehkä – x (vaihe ei selviä"
     " lähteestä)"],
)  # fmt: skip
def test_half_years_whose_phase_the_source_does_not_tell_are_one_warning_a_measure(content, words):
    open_ = f"    sanat: {words}\n"
    lines = f"  kevät 2025:\n{open_}  syksy 2025: selvitys\n  kevät 2026:\n{open_}"
    content.write(UUSI, MEASURE + lines)

    problem = content.problem()
    assert ("phase-not-known", 4, False) == (problem.code, problem.place.line, problem.is_error)
    assert "kevät 2025 ja kevät 2026" in problem.message


def test_other_words_without_a_phase_are_no_open_phase(content):
    content.write(UUSI, f"{MEASURE}  kevät 2025:\n    sanat: tauko\n")

    assert [] == content.problems()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("#5b9bd5 (vaihe ei selviä lähteestä)", "vaihe ei selviä lähteestä"),
        ("ehkä – #5B9BD5 (vaihe ei selviä lähteestä)", "ehkä – vaihe ei selviä lähteestä"),
        ("☒ (vaihe ei selviä lähteestä)", "☒ (vaihe ei selviä lähteestä)"),
        ("#5b9bd5", "#5b9bd5"),
    ],
)
def test_readers_are_told_no_code_of_a_colour_whose_phase_is_not_known(content, words, shown):
    content.write(UUSI, f"{MEASURE}  kevät 2025:\n    sanat: '{words}'\n")
    roadmap = content.roadmap()
    [measure] = (one for one in roadmap.measures if one.title == "Uusi kurssi")
    assert measure.schedule is not None
    assert roadmap.schedule_of(measure) is not None

    assert [shown] == [cell.words for cell in (roadmap.schedule_of(measure) or {}).values()]
    assert [words] == [entry.words for entry in measure.schedule.values()]
