"""Schedules in words: a row for each half-year of a measure, or a column for each phase."""

from __future__ import annotations

import pytest
from written_grids import codes, outline, read

from digitiekartta.documents.importing.neutral import RowKind
from digitiekartta.documents.importing.phases import told_legend

SCHEDULES = """
T Palvelut
    Ajanvaraus (Kirjasto): k26=selvittely s26=toteutus
    Kurssi (HR): k26=toteutus s26=toteutus
""".strip("\n")


@pytest.mark.parametrize(
    "rows",
    [
        """
        Palvelut | Ajanvaraus | Kirjasto | Kevät 2026 | selvittely
        Palvelut | Ajanvaraus | Kirjasto | Syksy 2026 | toteutus
        Palvelut | Kurssi | HR | Kevät 2026 | toteutus
        Palvelut | Kurssi | HR | Syksy 2026 | toteutus
        """,
        """
        Palvelut | Ajanvaraus | Kirjasto | Kevät 2026 | selvittely
        ^ | ^ | ^ | Syksy 2026 | toteutus
        ^ | Kurssi | HR | 2026 | toteutus
        """,
        """
        Palvelut | Ajanvaraus | Kirjasto | Kevät 2026 | selvittely
         | | | Syksy 2026 | toteutus
         | Kurssi | HR | kevät–syksy 2026 | toteutus
        """,
        """
        Palvelut | Ajanvaraus | Kirjasto | Kevät 2026 | selvittely
        Palvelut | Kurssi | HR | Kevät 2026 | toteutus
        Palvelut | Ajanvaraus | Kirjasto | Syksy 2026 | toteutus
        Palvelut | Kurssi | HR | Syksy 2026 | toteutus
        """,
    ],
    ids=["repeated", "merged", "left empty", "by half-year"],
)
@pytest.mark.parametrize("head", ["Puolivuosi", "Ajankohta"])
def test_rows_that_each_tell_one_half_year_of_a_measure_are_its_schedule(rows, head):
    document = read(f"Tavoite | Toimenpide | Vastuutaho | {head} | Vaihe{rows.rstrip()}")

    assert outline(document) == SCHEDULES
    assert {"schedule-in-words"} == codes(document) - {"no-goal"}
    assert not any(one.extra for one in document.measures())
    assert ["selvittely", "toteutus"] == [phase.label for phase in document.phases]
    assert RowKind.CONTINUED in {row.kind for row in document.rows}


@pytest.mark.parametrize(
    "table",
    [
        """
        Toimenpide | Vaihe | Alkaa | Päättyy
        Kurssi | selvittely | 1/2026 | 6/2026
        Kurssi | toteutus | 8/2026 | 6/2027
        """,
        """
        Toimenpide | Vuosi | Puolivuosi | Vaihe
        Kurssi | 2026 | kevät | selvittely
        Kurssi | 2026 | syksy | toteutus
        Kurssi | 2027 | kevät | toteutus
        """,
    ],
    ids=["start and end", "year and half"],
)
def test_a_time_may_stand_in_two_columns(table):
    document = read(table)

    assert "Kurssi: k26=selvittely s26=toteutus k27=toteutus" in outline(document)
    assert not any(one.extra for one in document.measures())


def test_the_name_of_a_phase_that_an_answer_made_is_that_phase():
    document = read(
        """
        Toimenpide | Vastuutaho | Kevät 2026 | Syksy 2026
        Ajanvaraus | Kirjasto | z | hankinta
        Kurssi | HR | hankinta | ?
        """,
        meanings=told_legend({"z": "Hankinta", "x": "-"}),
    )

    assert "Ajanvaraus (Kirjasto): k26=Hankinta s26=Hankinta" in outline(document)
    assert "unclear-words" not in codes(document)


def test_a_column_of_states_beside_times_is_no_schedule():
    document = read("""
        Toimenpide | Vastuutaho | Ajankohta | Vaihe
        Tavoite 1: Osaaminen | | |
        Ajanvaraus | Kirjasto | Kevät 2026 | käynnissä
        Kurssi | HR | Syksy 2026 | ei alkanut
        Tavoite 2: Palvelut | | |
        Kurssi | HR | Kevät 2026 | päättynyt
        """)

    assert not document.schedule_known
    assert "times-in-cells" in codes(document)


def test_two_phases_that_words_give_one_half_year_are_told():
    document = read("""
        Toimenpide | Vastuutaho | Puolivuosi | Vaihe
        Ajanvaraus | Kirjasto | Kevät 2026 | selvittely
        Ajanvaraus | Kirjasto | Kevät 2026 | toteutus
        """)

    assert "k26=selvittely" in outline(document)
    assert "phases-collide" in codes(document)


def test_columns_of_phases_hold_their_times():
    document = read("""
        Toimenpide | Vastuutaho | Selvitys | Käyttöönotto
        Ajanvaraus | Kirjasto | kevät 2026 | syksy 2026
        Kurssi | HR | 2/2026 | syksy 2026 – kevät 2027
        """)
    [told] = [one.message for one in document.reported if one.code == "schedule-in-words"]

    assert "Ajanvaraus (Kirjasto): k26=Selvitys s26=Käyttöönotto" in outline(document)
    assert "Kurssi (HR): s26=Käyttöönotto k27=Käyttöönotto" in outline(document)
    assert {"Selvitys": "2/2026"} == list(document.measures())[1].extra
    assert "”2/2026”" in told


@pytest.mark.parametrize(
    "table",
    [
        # an end is no phase
        "Toimenpide | Vastuutaho | Toteutus | Valmis\nKurssi | HR | 2026 | 2027",
        # the times of something else than phases
        "Toimenpide | Vastuutaho | Seuranta | Päivitetty\nKurssi | HR | kevät 2026 | syksy 2026",
        # a single one tells when, and no phase
        "Toimenpide | Vastuutaho | Toteutus | Seuranta\nKurssi | HR | 2026 | vuosittain",
        # phases that hold no times
        "Toimenpide | Vastuutaho | Selvitys | Toteutus\nKurssi | HR | IT | Sote",
    ],
)
def test_columns_that_only_look_like_phases_are_no_schedule(table):
    document = read(table)

    assert not document.schedule_known
    assert {"no-colours", "unknown-column"} <= codes(document)
