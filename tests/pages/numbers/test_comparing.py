"""Roadmaps side by side: what is counted of each, by hand, and what is said of the unknown."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from compared import NOW, compared_towns, write_towns
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.pages.numbers.compared import compared, compared_file
from digitiekartta.pages.numbers.comparing import COMMON, NO_HALF_YEARS, OUTSIDE, STATES
from digitiekartta.pages.numbers.comparison_report import in_full, summary
from digitiekartta.pages.numbers.comparison_tables import (
    NO_SUBJECT,
    half_years,
    measures,
    phases,
    roadmaps,
    sectors,
    sheets,
    subjects,
)
from digitiekartta.pages.numbers.tables import LONG, OVER, long_rows
from digitiekartta.pages.search.lexicon import Lexicon
from digitiekartta.pages.search.subjects import Finder, Subject, Subjects, kept_subjects
from digitiekartta.pages.site import Options, Site
from digitiekartta.site.compared import comparison_of_content
from rendering import OPTIONS, roadmap


@pytest.fixture
def comparison(tmp_path):
    return compared_towns(tmp_path)


def rows(sheet) -> list[dict[str, object]]:
    keys = [column.key for column in sheet.columns]
    return [dict(zip(keys, row, strict=True)) for row in sheet.rows()]


def numbers(sheet, name: str, when: str) -> dict[str, object]:
    """Return what the table of half-years tells of a municipality, without what is 0."""
    [row] = [row for row in rows(sheet) if (name, when) == (row["tiekartta"], row["puolivuosi"])]
    told = {key: value for key, value in row.items() if value != 0}
    return {key: value for key, value in told.items() if key not in ("tiekartta", "puolivuosi")}


def test_each_roadmap_tells_its_period_standing_and_how_much_is_known_of_it(comparison):
    told = rows(roadmaps(comparison))

    assert ["Rantala", "Suola", "Tuohela"] == [row["tiekartta"] for row in told]
    assert ["kevät 2025 – syksy 2026", "kevät 2026 – syksy 2027", None] == [
        row["kausi"] for row in told
    ]
    assert ["luonnos"] * 3 == [row["tila"] for row in told]
    assert [3, 2, 1] == [row["toimenpiteita"] for row in told]
    assert [3, 1, 0] == [row["aikataulu_tiedossa"] for row in told]
    assert [1, 0, 0] == [row["ei_aihetta"] for row in told]


def test_the_same_word_for_another_phase_is_told_as_what_each_roadmap_means_by_it(comparison):
    rantala, suola, tuohela = rows(phases(comparison))

    assert (("selvittely",), "ei vaihetta") == (rantala["selvitys"], rantala["valmistelu"])
    assert ("ei vaihetta", ("selvittely",)) == (suola["selvitys"], suola["valmistelu"])
    assert {"ei vaihetta"} == {
        tuohela[phase.replace("ä", "a").replace("ö", "o")] for phase in COMMON
    }


def test_measures_are_counted_by_common_phase_in_each_half_year(comparison):
    sheet = half_years(comparison)

    # Rantala: the assistant is studied, the intranet is being made, the flower pots have no time.
    assert {"selvitys": 1, "toteutus": 1, "ei_aikataulua": 1, "yhteensa": 3} == numbers(
        sheet, "Rantala", "kevät 2025"
    )
    # Nothing is said of the assistant.
    assert {"toteutus": 1, "ei_merkintaa": 1, "ei_aikataulua": 1, "yhteensa": 3} == numbers(
        sheet, "Rantala", "syksy 2025"
    )
    # The intranet ends in the spring, and has ended before the autumn.
    assert {"paattynyt": 1, "ei_merkintaa": 1, "ei_aikataulua": 1, "yhteensa": 3} == numbers(
        sheet, "Rantala", "kevät 2026"
    )
    assert {"toteutus": 1, "paattynyt_aiemmin": 1, "ei_aikataulua": 1, "yhteensa": 3} == numbers(
        sheet, "Rantala", "syksy 2026"
    )
    # Suola: one is prepared, of the other nothing is known.
    assert {"valmistelu": 1, "ei_tiedossa": 1, "yhteensa": 2} == numbers(
        sheet, "Suola", "syksy 2026"
    )
    assert {"toteutus": 1, "ei_tiedossa": 1, "yhteensa": 2} == numbers(sheet, "Suola", "kevät 2027")


def test_outside_a_period_and_without_half_years_there_is_no_number(comparison):
    sheet = half_years(comparison)

    suola, tuohela = (numbers(sheet, name, "kevät 2025") for name in ("Suola", "Tuohela"))
    assert {OUTSIDE} == {value for key, value in suola.items() if key != "yhteensa"}
    assert {NO_HALF_YEARS} == {value for key, value in tuohela.items() if key != "yhteensa"}
    assert (2, 1) == (suola["yhteensa"], tuohela["yhteensa"])
    # From the first half-year of any to the last one of any.
    assert "kevät 2025, syksy 2025, kevät 2026, syksy 2026, kevät 2027, syksy 2027" == ", ".join(
        map(str, comparison.moments)
    )


def test_where_no_schedule_is_known_a_phase_has_no_number_and_never_a_zero(tmp_path):
    project = write_towns(tmp_path, "suola")
    (project.content / "suola/toimenpiteet/ohje.yml").unlink()
    comparison, _ = comparison_of_content(project, ["suola"], OPTIONS)

    told = numbers(half_years(comparison), "Suola", "syksy 2026")
    assert (1, 1) == (told.pop("ei_tiedossa"), told.pop("yhteensa"))
    assert {"ei tiedossa"} == {*told.values()}
    assert len(COMMON) == len(told)


def test_sectors_are_told_by_their_own_names_and_a_measure_counts_for_each_of_its_own(comparison):
    told = [
        (r["tiekartta"], r["toimiala"], r["yhteensa"], r["toteutus"])
        for r in rows(sectors(comparison))
    ]

    assert [
        ("Rantala", "Koko kunta", 2, 1),
        ("Rantala", "Tekninen", 1, 1),
        ("Rantala", "ei nimetty", 1, 0),
        ("Suola", "Koko kunta", 1, 0),
        ("Suola", "ei nimetty", 1, "ei tiedossa"),
        ("Tuohela", "ei nimetty", 1, NO_HALF_YEARS),
    ] == told


def test_a_subject_tells_how_many_measures_each_roadmap_has_of_it(comparison):
    told = {row["aihe"]: row for row in rows(subjects(comparison))}

    tekoaly = told["Tekoäly"]
    assert (1, 1, 0) == (tekoaly["rantala"], tekoaly["suola"], tekoaly["tuohela"])
    assert (0, 0, 1) == tuple(
        told["Digituki asukkaille"][name] for name in ("rantala", "suola", "tuohela")
    )
    assert "Pilvipalvelut" in [one.name for one in comparison.other_subjects]


def test_who_does_what_and_when_is_told_with_the_words_that_told_the_subject(comparison):
    told = [row for row in rows(measures(comparison)) if row["aihe"] == "Tekoäly"]

    rantala, suola = told
    assert ("Tekoälyavustaja neuvontaan", ("Tietohallinto",)) == (
        rantala["toimenpide"],
        rantala["vastuu"],
    )
    assert "toteutus" == rantala["tilanne"]
    assert ("selvittely (valmistelu): ohjeen runko", ("tekoälyn",), "otsikko") == (
        suola["tilanne"],
        suola["sanat"],
        suola["missa"],
    )
    assert suola["aikataulu"].startswith("Selvittely (ohjeen runko) syksyllä 2026")


def test_a_schedule_that_is_not_known_is_told_as_such_and_a_measure_without_subject_last(
    comparison,
):
    *_, last = rows(measures(comparison))
    [unknown] = [row for row in rows(measures(comparison)) if row["tunnus"] == "allekirjoitus"]

    assert ("Aikataulu ei ole tiedossa.", "ei tiedossa") == (
        unknown["aikataulu"],
        unknown["tilanne"],
    )
    assert (NO_SUBJECT, "Kukkaruukut ikkunoille", None) == (
        last["aihe"],
        last["toimenpide"],
        last["sanat"],
    )
    assert "ei aikataulua" == last["tilanne"]


def test_roadmaps_of_one_name_are_told_apart(tmp_path):
    project = write_towns(tmp_path, "rantala", "suola")
    file = project.content / "suola/tiekartta.yml"
    file.write_text(file.read_text().replace("lyhytnimi: Suola", "lyhytnimi: Rantala"))
    comparison, _ = comparison_of_content(project, ["rantala", "suola"], OPTIONS)

    assert ["Rantala (rantala)", "Rantala (suola)"] == [one.name for one in comparison.roadmaps]


def test_a_roadmap_with_errors_stays_out_and_the_others_are_compared(tmp_path):
    project = write_towns(tmp_path)
    file = project.content / "suola/tiekartta.yml"
    file.write_text(file.read_text().replace("    yleinen: valmistelu\n", ""))
    comparison, problems = comparison_of_content(project, project.names(), OPTIONS)

    assert ["Rantala", "Tuohela"] == [one.name for one in comparison.roadmaps]
    assert {"content/suola/tiekartta.yml"} == {problem.place.file for problem in problems}


def test_an_own_subject_is_found_and_an_own_list_with_errors_stops_the_comparison(tmp_path):
    project = write_towns(tmp_path)
    file = project.content / "aiheet.yml"
    file.write_text("Viherkasvit: [kukkaruukku]\n")
    comparison, _ = comparison_of_content(project, project.names(), OPTIONS)
    assert {"Viherkasvit": {"Rantala": 1}}.items() <= comparison.by_subject.items()

    file.write_text("Viherkasvit: []\n")
    comparison, [problem] = comparison_of_content(project, project.names(), OPTIONS)
    assert comparison is None
    assert ("subject-without-words", "content/aiheet.yml", 1) == (
        problem.code,
        problem.place.file,
        problem.place.line,
    )


def test_all_tables_have_keys_of_their_own_and_a_value_where_none_may_be_missing(comparison):
    for sheet in sheets(comparison):
        keys = [column.key for column in sheet.columns]
        assert len(keys) == len({*keys})
        for row in sheet.rows():
            missing = {c.key for c, v in zip(sheet.columns, row, strict=True) if v is None}
            assert missing <= {column.key for column in sheet.columns if column.empty}


# --- the numbers of pages ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["esimerkkila", "saarela", "tyynela"])
def test_a_comparison_counts_what_the_long_table_of_the_same_roadmap_says(name):
    site = Site(roadmap(name), OPTIONS)
    told = compared(site, Finder(kept_subjects(), Lexicon()))
    from digitiekartta.pages.numbers.comparing import Comparison, named

    comparison = Comparison(tuple(named([(name, {}, told)])), kept_subjects(), NOW)
    keys = [column.key for column in LONG]
    at = {key: keys.index(key) for key in ("puolivuosi", "merkinta", "yleinen_vaihe")}
    expected = Counter(
        (row[at["puolivuosi"]], row[at["yleinen_vaihe"]])
        for row in long_rows(site)
        if row[at["yleinen_vaihe"]]
    )
    over = Counter(row[at["puolivuosi"]] for row in long_rows(site) if row[at["merkinta"]] == OVER)
    counted = {
        (moment.slug, state): count
        for moment in site.half_years
        for state, count in (comparison.counts(comparison.roadmaps[0], moment) or {}).items()
    }

    assert expected == {key: n for key, n in counted.items() if key[1] in COMMON}
    assert over == {when: n for (when, state), n in counted.items() if state == "päättynyt aiemmin"}
    assert all(state in STATES for _, state in counted)


def test_the_file_of_a_site_holds_what_is_compared_line_by_line():
    site = Site(roadmap("esimerkkila"), OPTIONS)
    finder = Finder(kept_subjects(), Lexicon())
    text = compared_file(site, finder, lambda measure: measure.id)

    assert json.loads(text) == json.loads(json.dumps(compared(site, finder)))
    assert text == compared_file(site, finder, lambda measure: measure.id)
    lines = [line for line in text.splitlines() if "otsikko" in line]
    assert len(site.roadmap.measures) == len(lines)


def test_another_list_of_subjects_has_another_digest():
    one = Subjects((Subject("A", ("a",)),))

    assert one.digest == Subjects((Subject("A", ("a",)),)).digest
    assert one.digest != Subjects((Subject("A", ("a",), ("b",)),)).digest
    assert one.digest != one.with_own([Subject("B", ("b",))]).digest


def test_a_day_in_another_half_year_tells_how_things_stand_then(tmp_path):
    project = write_towns(tmp_path, "rantala")
    comparison, _ = comparison_of_content(project, ["rantala"], Options(date(2025, 3, 1)))

    assert HalfYear.parse("kevät 2025") == comparison.now
    [row] = [row for row in rows(measures(comparison)) if row["aihe"] == "Tekoäly"]
    assert "selvittely (selvitys)" == row["tilanne"]
    comparison, _ = comparison_of_content(project, ["rantala"], Options(date(2030, 3, 1)))
    [row] = [row for row in rows(measures(comparison)) if row["aihe"] == "Tekoäly"]
    assert OUTSIDE == row["tilanne"]


def test_a_report_in_a_terminal_has_lines_and_one_on_paper_tables(comparison):
    lines = [block for block in summary(comparison, tables=False) if hasattr(block, "header")]
    tables = [block for block in in_full(comparison) if hasattr(block, "header")]

    assert [] == lines
    assert tables
