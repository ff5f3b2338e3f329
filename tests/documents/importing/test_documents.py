"""Whole documents of the kind that municipalities have, and the result that each must give."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import pytest
from neutral_rows import as_rows, rows, same_text

from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document, to_json
from digitiekartta.documents.importing.reading import read_document

FOLDER = Path(__file__).parent / "documents"
EXPECTED = ".expected.json"
DOCUMENTS = sorted(
    path.relative_to(FOLDER).as_posix().removesuffix(EXPECTED)
    for path in FOLDER.rglob(f"*{EXPECTED}")
)


@functools.cache
def imported(name: str) -> Document:
    document = read_document(FOLDER / name, Legend())
    assert isinstance(document, Document), document
    return document


def expected(name: str) -> dict:
    return json.loads((FOLDER / f"{name}{EXPECTED}").read_text("utf-8"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_cell_of_a_document_is_read_as_it_stands(name):
    wanted = expected(name)
    found = as_rows(imported(name))
    if "goals" in wanted["optional"]:
        found = [{**row, "goal": (None, "")} for row in found]

    assert list(rows(wanted, wanted["phase_aliases"])) == found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_phases_and_half_years_come_in_order(name):
    wanted, document = expected(name), imported(name)

    assert wanted["phases"] == [phase.label for phase in document.phases]
    assert wanted["periods"] == [moment.slug for moment in document.periods]
    assert wanted["schedule_known"] == document.schedule_known


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_leaves_open_is_told(name):
    wanted = set(expected(name)["must_report"])

    assert wanted <= {problem.code for problem in imported(name).reported}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_row_of_each_table_is_accounted_for(name):
    document = imported(name)
    lines = sum(len(table.lines) for table in document.tables)

    assert lines == len(document.rows)
    assert len(list(document.measures())) == sum(row.kind == "toimenpide" for row in document.rows)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_measure_says_from_which_row_it_came(name):
    document = imported(name)
    texts = {row.source: same_text(row.text) for row in document.rows}

    assert all(same_text(measure.title) in texts[measure.source] for measure in document.measures())


def test_the_same_document_gives_the_same_result_again():
    name = "digitiekartta-2025-2027.xlsx"

    assert to_json(imported(name)) == to_json(imported(name))


def test_a_document_without_a_table_is_refused():
    [problem] = read_document(FOLDER / "ei-taulukkoa.docx", Legend())

    assert "no-measures" == problem.code
    assert "ei-taulukkoa.docx" in problem.message
    assert "toimenpidetaulukkoa" in problem.message


def test_a_document_that_is_cut_off_is_refused():
    [problem] = read_document(FOLDER / "rikkinainen.xlsx", Legend())

    assert "damaged-document" == problem.code
    assert "rikkinainen.xlsx" in problem.message
    assert "vioittunut" in problem.message
