"""The tables from which everything is counted: what stands in them, and that pages say the same."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.pages import paths
from digitiekartta.pages.numbers.columns import Column
from digitiekartta.pages.numbers.files import as_csv, as_excel_csv, harmless
from digitiekartta.pages.numbers.tables import (
    COSTS,
    LONG,
    MEASURES,
    NO_SCHEDULE,
    NOTHING,
    OVER,
    PHASE,
    SOURCE_WORDS,
    UNKNOWN,
    WORDS,
    cost_rows,
    long_frame,
    long_rows,
    measure_rows,
)
from digitiekartta.pages.site import Site
from digitiekartta.versions.comparison.history import history_of
from digitiekartta.versions.records import read_versions
from rendering import OPTIONS, body, planned, roadmap, tables, tree
from towns import TOWNS, content


@cache
def site(name: str) -> Site:
    given = roadmap(name)
    versions = read_versions(content(name), name).all
    return Site(given, OPTIONS, history_of(versions, given, draft=True))


def long(name: str, **columns: str) -> list[dict[str, object]]:
    """Return the rows of a long table in which columns hold these values."""
    rows = (dict(zip((c.key for c in LONG), row, strict=True)) for row in long_rows(site(name)))
    return [row for row in rows if all(row[key] == value for key, value in columns.items())]


def read(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


# --- measure × half-year -----------------------------------------------------------------------


def test_a_measure_has_a_row_for_every_half_year_also_where_nothing_is_said():
    found = long("esimerkkila", tunnus="digitaitojen-kartoitus")

    assert [
        ("2025-kevat", "vaihe", "selvitys", "selvitys", None),
        ("2025-syksy", "vaihe", "käyttöönotto", "toteutus", "ensimmäinen kysely"),
        ("2026-kevat", "sanat", None, None, "tulokset käsitellään yksiköissä"),
        ("2026-syksy", NOTHING, None, None, None),
        ("2027-kevat", "vaihe", "käyttöönotto", "toteutus", "uusintakysely"),
        ("2027-syksy", NOTHING, None, None, None),
    ] == [
        tuple(row[key] for key in ("puolivuosi", "merkinta", "vaihe", "yleinen_vaihe", "sanat"))
        for row in found
    ]
    assert (date(2026, 1, 1), date(2026, 6, 30)) == (found[2]["alkaa"], found[2]["paattyy"])
    assert (date(2026, 7, 1), date(2026, 12, 31)) == (found[3]["alkaa"], found[3]["paattyy"])


def test_what_is_unknown_what_is_none_and_what_is_over_are_told_apart():
    assert long("esimerkkila", merkinta=UNKNOWN)
    assert long("esimerkkila", merkinta=NO_SCHEDULE)
    assert long("esimerkkila", merkinta=NOTHING)
    assert long("esimerkkila", merkinta=OVER)
    assert long("tyynela", merkinta=SOURCE_WORDS) or long("saarela", merkinta=SOURCE_WORDS)


@pytest.mark.parametrize("name", TOWNS)
def test_the_long_table_counts_the_same_in_each_phase_as_the_page_of_the_schedule(name):
    files = planned(name).files
    counts = [
        table
        for table in tables(tree(body(files.get(paths.SCHEDULE, "\n---\n"))))
        if table.caption == "Toimenpiteiden määrä vaiheittain"
    ]
    assert len(counts) == bool(site(name).told_half_years)
    told = {
        (row[0].removesuffix(" nyt").casefold(), head.casefold()): int(number)
        for shown in counts
        for row in shown.cells
        for head, number in zip(shown.headers[1:], row[1:], strict=True)
        if number != "0"
    }
    moments = {moment.slug: str(moment) for moment in site(name).half_years if counts}
    heads = (head for shown in counts for head in shown.headers)
    words = next((head for head in heads if "merk" in head.casefold()), "")
    counted = Counter(
        (moments[row["puolivuosi"]], str(row["vaihe"] or words).casefold())
        for row in long(name)
        if row["merkinta"] in (PHASE, WORDS, SOURCE_WORDS) and row["puolivuosi"] in moments
    )

    assert told == dict(counted)


@pytest.mark.parametrize("name", TOWNS)
def test_the_frame_says_the_same_as_the_rows_and_is_made_once(name):
    frame = long_frame(site(name))

    assert long_frame(site(name)) is frame
    assert [column.key for column in LONG] == list(frame.columns)
    assert len(frame) == len([*long_rows(site(name))])
    assert set(roadmap(name).measures_by_id) == set(frame["tunnus"])


def test_a_report_and_the_lack_of_one_that_was_due_are_told_apart():
    given = roadmap("esimerkkila")
    reported = [
        (measure.id, report.half_year.slug, report.state)
        for measure in given.measures_in_order
        for report in sorted(measure.reports, key=lambda one: one.half_year)
    ]

    assert sorted(reported) == sorted(
        (row["tunnus"], row["puolivuosi"], row["raportoitu"])
        for row in long("esimerkkila")
        if row["raportoitu"] not in (None, "ei raportoitu")
    )
    missing = long("esimerkkila", raportoitu="ei raportoitu")
    assert missing
    assert all(row["paattyy"] < date(2026, 7, 1) for row in missing)


def test_of_two_reports_of_a_half_year_the_one_that_was_written_last_counts():
    given = roadmap("esimerkkila")
    measure = next(one for one in given.measures if one.reports)
    again = measure.reports[-1].model_copy(update={"state": "keskeytetty"})
    measure = measure.model_copy(update={"reports": (*measure.reports, again)})
    changed = replace(given, measures=(measure,))
    keys = [column.key for column in LONG]
    rows = [dict(zip(keys, row, strict=True)) for row in long_rows(Site(changed, OPTIONS))]

    [state] = [row["raportoitu"] for row in rows if row["puolivuosi"] == again.half_year.slug]
    assert state == "keskeytetty"
    assert measure.last_report() is again


def test_the_cost_of_a_year_is_that_of_its_estimates_and_unknown_where_there_is_none():
    costs = {
        (row["tunnus"], row["puolivuosi"][:4]): row["vuoden_kustannusarvio"]
        for row in long("esimerkkila")
    }
    for measure in roadmap("esimerkkila").measures:
        for year in ("2025", "2026", "2027"):
            own = [cost.euros for cost in measure.costs if str(cost.year) == year]
            assert costs[measure.id, year] == (sum(own) if own else None)


def test_a_half_year_outside_the_period_is_there_where_something_is_said_of_it():
    given = roadmap("pikkula")
    measure = given.measures_in_order[0]
    late = HalfYear(2031, 1)
    later = measure.model_copy(update={"schedule_words": {late: "jatkuu"}, "schedule": None})
    changed = replace(given, measures=(later, *given.measures_in_order[1:]))
    rows = [*long_rows(Site(changed, OPTIONS))]
    at = [column.key for column in LONG].index("puolivuosi")

    assert 1 == sum(row[at] == late.slug for row in rows)


# --- measures and costs ------------------------------------------------------------------------


@pytest.mark.parametrize("name", TOWNS)
def test_every_measure_has_one_row_in_the_order_of_the_pages(name):
    ids = [row[0] for row in measure_rows(site(name))]

    assert ids == [measure.id for measure in roadmap(name).measures_in_order]


def test_every_estimate_has_a_row():
    keys = [column.key for column in COSTS]
    rows = [dict(zip(keys, row, strict=True)) for row in cost_rows(site("esimerkkila"))]
    estimates = [cost for one in roadmap("esimerkkila").measures for cost in one.costs]

    assert len(estimates) == len(rows)
    assert sum(cost.euros for cost in estimates) == sum(row["euroa"] for row in rows)


# --- columns and files -------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [LONG, MEASURES, COSTS])
def test_every_column_is_described_in_both_languages_and_says_what_an_empty_cell_means(columns):
    keys = [column.key for column in columns]
    assert len(keys) == len(set(keys))
    for column in columns:
        assert column.key.isascii()
        assert column.about.endswith("."), column.key
        assert column.english.endswith("."), column.key
        assert bool(column.empty) == bool(column.empty_english), column.key


@pytest.mark.parametrize("name", TOWNS)
@pytest.mark.parametrize(
    ("columns", "rows"), [(LONG, long_rows), (MEASURES, measure_rows), (COSTS, cost_rows)]
)
def test_a_cell_is_empty_or_of_a_closed_list_only_where_its_column_says_so(name, columns, rows):
    for row in rows(site(name)):
        for column, value in zip(columns, row, strict=True):
            assert value is not None or column.empty, column.key
            assert not column.values or value in (None, *column.values), column.key


def test_programs_get_commas_and_keys_and_a_finnish_excel_semicolons_and_heads():
    rows = [*cost_rows(site("esimerkkila"))]
    for_programs, for_excel = as_csv(COSTS, rows), as_excel_csv(COSTS, rows)

    assert for_programs.startswith(b"tunnus,toimenpide,")
    assert for_excel.startswith(b"\xef\xbb\xbfTunnus;Toimenpide;")
    assert [row["euroa"] for row in read(for_programs)] == [
        row["Euroa"].replace(",", ".") for row in read(for_excel, ";")
    ]


def test_several_names_stand_in_one_cell_without_being_taken_for_one():
    column: Column[object] = Column(
        key="a", head="A", about="A.", english="A.", kind="texts", value=lambda of: None
    )
    [row] = read(as_csv([column], [(("Kirjasto, tekniset", "Koulut; päiväkodit"),)]))

    assert ["Kirjasto, tekniset", "Koulut; päiväkodit"] == row["a"].split(" | ")


def test_a_bar_in_a_name_parts_no_names():
    column: Column[object] = Column(
        key="a", head="A", about="A.", english="A.", kind="texts", value=lambda of: None
    )
    [row] = read(as_csv([column], [(("Tekniset | kadut", "Koulut"),)]))

    assert ["Tekniset ¦ kadut", "Koulut"] == row["a"].split(" | ")


def test_what_looks_like_a_formula_is_made_harmless():
    assert ["'=1+1", "'+1", "'-1", "'@a", "a=1"] == [
        harmless(text) for text in ("=1+1", "+1", "-1", "@a", "a=1")
    ]
