"""Reports, costs and links of all measures on sheets of their own: collected, and brought in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from annexes import HEAD, NAME, TODAY, Desk, Sheet, Workbook, changes, told

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.documents.exporting import docx, xlsx
from digitiekartta.documents.exporting.annex import annex
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.proposal.prepare import Prepared, prepare
from digitiekartta.documents.importing.reading import read_document
from office import convert, needs_office

AUTUMN = HalfYear(2026, 2)
SHEETS = ["Tilannetiedot", "Kustannusarviot", "Linkit", "Liittyvät toimenpiteet"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "tiekartat")


@pytest.fixture
def book(desk: Desk) -> Workbook:
    path = desk.root / "liite.xlsx"
    path.write_bytes(xlsx.workbook(annex(desk.roadmap(), AUTUMN)))
    return Workbook(path, desk.roadmap())


def measure(desk: Desk, id_: str):
    return desk.roadmap().measures_by_id[id_]


def errors(desk: Desk, path: Path) -> list[str]:
    """Return what keeps an annex from being taken into use."""
    document = read_document(path, Legend())
    assert isinstance(document, Document), document
    made = prepare(desk.project, [document], NAME, None, TODAY)
    assert isinstance(made, Prepared)
    return [problem.message + " " + problem.remedy for problem in made.errors]


def test_each_report_cost_link_and_relation_has_a_row(desk, book):
    roadmap = desk.roadmap()
    numbers = {name: len(Sheet(book, name).rows()) for name in SHEETS[1:]}

    assert {
        "Kustannusarviot": sum(len(one.costs) for one in roadmap.measures),
        "Linkit": sum(len(one.links) for one in roadmap.measures),
        "Liittyvät toimenpiteet": sum(len(one.related) for one in roadmap.measures),
    } == numbers
    rows = Sheet(book, "Tilannetiedot").rows()
    filled = [row for row in rows if row["Tila"]]
    assert len(filled) == sum(len(one.reports) for one in roadmap.measures)
    assert list(rows[0]) == ["Toimenpide", "Puolivuosi", "Tila", "Teksti", "Tunnus"]


def test_a_row_stands_ready_for_each_measure_that_goes_on_and_has_no_report(desk, book):
    ready = [row for row in Sheet(book, "Tilannetiedot").rows() if not row["Tila"]]

    assert {"Syksy 2026"} == {row["Puolivuosi"] for row in ready}
    ids = [row["Tunnus"] for row in ready]
    assert len(ids) == len(set(ids))
    assert 5 < len(ids) < len(desk.roadmap().measures)
    for id_ in ids:
        assert not measure(desk, id_).ended
        assert AUTUMN not in [report.half_year for report in measure(desk, id_).reports]


def test_the_sheets_offer_the_values_that_they_take(book):
    reports = book.book["Tilannetiedot"]

    [offer] = reports.data_validations.dataValidation
    assert "käynnissä" in offer.formula1
    assert "C5" in offer.sqref
    assert any(
        "K käyttöönotto" in one.formula1 for one in book.goals[0].data_validations.dataValidation
    )
    assert reports.freeze_panes == "B5"


def test_the_annex_with_its_lists_changes_nothing(desk, book):
    before = desk.lines()
    proposal = desk.imported(book.saved())

    assert before == desk.lines()
    assert [] == [one for one in proposal.doubts if one.code.startswith("list-")]


def test_half_a_years_reports_come_in_at_once_from_that_sheet_alone(desk, book):
    sheet = Sheet(book, "Tilannetiedot")
    ready = [number for number, row in enumerate(sheet.rows(), start=HEAD + 1) if not row["Tila"]]
    ids = [sheet.sheet.cell(row, sheet.heads["Tunnus"]).value for row in ready]
    for row in ready[:-1]:
        sheet.write(row, Tila="käynnissä", Teksti="Etenee suunnitellusti.")
    for name in book.book.sheetnames:
        if name != "Tilannetiedot":
            del book.book[name]
    proposal = desk.imported(book.saved())

    assert {(id_, "raportit: syksy 2026") for id_ in ids[:-1]} == set(changes(proposal))
    assert [] == list(proposal.doubts)
    reports = measure(desk, ids[0]).reports
    assert (AUTUMN, "käynnissä") == (reports[-1].half_year, reports[-1].state)
    assert [] == [one for one in measure(desk, ids[-1]).reports if one.half_year == AUTUMN]


def test_edited_new_emptied_and_deleted_rows(desk, book):
    roadmap = desk.roadmap()
    with_costs = [one for one in roadmap.measures_in_order if len(one.costs) >= 2][:2]
    first, second = with_costs
    costs = Sheet(book, "Kustannusarviot")
    year = first.costs[0].year
    costs.write(costs.row(first.id, Vuosi=year), Euroa=4321)
    costs.write(
        costs.row(first.id, Vuosi=first.costs[1].year),
        Vuosi=None,
        Euroa=None,
        Laji=None,
        Lähde=None,
    )
    costs.add(Toimenpide="Yksi kanava IT-tukeen", Vuosi=2029, Euroa="5 400,50", Laji="muu")
    costs.sheet.delete_rows(costs.row(second.id, Vuosi=second.costs[0].year))
    links = Sheet(book, "Linkit")
    [*_, linked] = [one for one in roadmap.measures_in_order if one.links]
    links.write(links.row(linked.id), Teksti="Parempi teksti")
    related = Sheet(book, "Liittyvät toimenpiteet")
    related.add(Toimenpide=linked.title, **{"Liittyvän tunnus": first.id})
    proposal = desk.imported(book.saved())

    assert [Decimal(4321)] == [one.euros for one in measure(desk, first.id).costs][:1]
    assert len(measure(desk, first.id).costs) == len(first.costs) - 1
    assert (2029, Decimal("5400.50")) in [
        (one.year, one.euros) for one in measure(desk, "it-tuki").costs
    ]
    assert second.costs == measure(desk, second.id).costs
    [gone] = told(proposal, "list-rows-gone")
    assert second.title in gone
    assert "Parempi teksti" in [one.text for one in measure(desk, linked.id).links]
    assert first.id in measure(desk, linked.id).related
    assert {} == changes(desk.imported(book.path.with_name("muokattu.xlsx")))


def test_a_year_or_a_half_year_that_is_corrected_moves_the_row(desk, book):
    [reported, *_] = [one for one in desk.roadmap().measures_in_order if len(one.reports) == 1]
    sheet = Sheet(book, "Tilannetiedot")
    moment = str(reported.reports[0].half_year)
    sheet.write(
        sheet.row(reported.id, Puolivuosi=moment[0].upper() + moment[1:]), Puolivuosi="Kevät 2026"
    )
    desk.imported(book.saved())

    assert ["kevät 2026"] == [str(one.half_year) for one in measure(desk, reported.id).reports]


def test_what_somebody_else_has_reported_meanwhile_stays_and_is_told(desk, book):
    sheet = Sheet(book, "Tilannetiedot")
    [reported, *_] = [one for one in desk.roadmap().measures_in_order if len(one.reports) == 1]
    report = reported.reports[0]
    row = sheet.row(reported.id, Tila=report.state)
    sheet.write(row, Teksti="Liitteessä kirjoitettu.")
    desk.rewrite(f"toimenpiteet/{reported.id}.yml", str(report.text), "Muualla kirjoitettu.")
    proposal = desk.imported(book.saved())

    assert "Muualla kirjoitettu." == measure(desk, reported.id).reports[0].text
    [clash] = told(proposal, "list-changed-on-both-sides")
    assert "Liitteessä kirjoitettu." in clash


@pytest.mark.parametrize(
    ("sheet", "cells", "words"),
    [
        ("Tilannetiedot", {"Tila": "kaynnissa"}, ("C", "kaynnissa", "käynnissä")),
        ("Tilannetiedot", {"Puolivuosi": "kesä 2026", "Tila": "valmis"}, ("B", "kesä 2026")),
        ("Tilannetiedot", {"Tila": None, "Teksti": "Tehty."}, ("C", "Solu on tyhjä")),
        ("Tilannetiedot", {"Tunnus": "it-tukki", "Tila": "valmis"}, ("it-tukki", "it-tuki")),
        ("Kustannusarviot", {"Euroa": "5.400"}, ("C", "5.400", "5400 euroa")),
        ("Kustannusarviot", {"Euroa": "noin tuhat"}, ("C", "noin tuhat")),
        ("Kustannusarviot", {"Vuosi": "ensi vuosi"}, ("B", "ensi vuosi")),
        ("Kustannusarviot", {"Laji": "hankinta"}, ("D", "hankinta", "investointi")),
        ("Linkit", {"Osoite": "www.kunta.example"}, ("C", "www.kunta.example")),
        ("Liittyvät toimenpiteet", {"Liittyvän tunnus": "ei-ole"}, ("ei-ole",)),
    ],
)
def test_what_is_wrong_is_told_with_its_cell_and_stops_the_import(desk, book, sheet, cells, words):
    row = HEAD + 1
    Sheet(book, sheet).write(row, **cells)
    [error, *more] = errors(desk, book.saved())

    assert not more
    where = [f"{word}{row}" if len(word) == 1 else word for word in words]
    assert all(word in error for word in where), error


def test_values_are_read_as_excel_and_people_write_them(desk, book):
    reports, costs = Sheet(book, "Tilannetiedot"), Sheet(book, "Kustannusarviot")
    ready = next(at for at, row in enumerate(reports.rows()) if not row["Tila"]) + HEAD + 1
    id_ = reports.sheet.cell(ready, reports.heads["Tunnus"]).value
    reports.write(ready, Tila="Käynnissä")
    costs.add(Toimenpide="Yksi kanava IT-tukeen", Vuosi=2029, Euroa="4 800 €", Laji="Muu")
    desk.imported(book.saved())

    assert "käynnissä" == measure(desk, id_).reports[-1].state
    assert (Decimal(4800), "muu") in [
        (one.euros, one.kind) for one in measure(desk, "it-tuki").costs
    ]


def test_a_row_with_a_wrong_cell_is_not_told_to_be_gone_too(desk, book):
    Sheet(book, "Linkit").write(HEAD + 1, Osoite="www.kunta.example")
    proposal = desk.imported(book.saved())

    assert told(proposal, "list-cell-wrong")
    assert [] == told(proposal, "list-rows-gone")


def test_a_copied_row_with_a_new_title_and_the_old_id_is_asked_about(desk, book):
    sheet = Sheet(book, "Tilannetiedot")
    sheet.add(
        Toimenpide="Yksi kanava IT-tukeen", Tunnus="intra", Puolivuosi="syksy 2026", Tila="valmis"
    )
    [error] = errors(desk, book.saved())

    assert "intra" in error
    assert "Yksi kanava IT-tukeen" in error


def test_two_reports_of_one_half_year_are_told(desk, book):
    sheet = Sheet(book, "Tilannetiedot")
    row = sheet.row("it-tuki", Puolivuosi="Syksy 2026")
    sheet.write(row, Tila="valmis")
    sheet.add(Toimenpide="", Tunnus="it-tuki", Puolivuosi="syksy 2026", Tila="käynnissä")

    assert any("kaksi riviä" in error for error in errors(desk, book.saved()))


def test_a_removed_column_and_an_added_one_are_told(desk, book):
    reports, costs = Sheet(book, "Tilannetiedot"), Sheet(book, "Kustannusarviot")
    reports.sheet.delete_cols(reports.heads["Tila"])
    costs.sheet.cell(HEAD, 9).value = "Kommentti"
    costs.sheet.cell(HEAD + 1, 9).value = "tarkistettava"
    path = book.saved()

    [error] = errors(desk, path)
    assert "”Tila”" in error
    document = read_document(path, Legend())
    assert "list-column-unknown" in [problem.code for problem in document.reported]


def test_a_towns_own_table_with_other_heads_is_no_list(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tilannetiedot"
    sheet.append(["Toimenpide", "Vastuutaho", "Tila", "Teksti"])
    sheet.append(["Arkiston hankinta", "Kirjaamo", "valmis", "Tehty."])
    path = tmp_path / "oma.xlsx"
    book.save(path)
    document = read_document(path, Legend())

    assert ["Arkiston hankinta"] == [one.title for one in document.measures()]
    assert () == document.lists


def test_lists_are_never_measures(desk, book):
    document = read_document(book.saved(), Legend())

    assert len(desk.roadmap().measures) == sum(1 for _ in document.measures())
    assert SHEETS == [table.sheet for table in document.lists]


def test_the_word_annex_has_no_lists(desk):
    path = desk.root / "liite.docx"
    path.write_bytes(docx.document(annex(desk.roadmap(), AUTUMN)))
    document = read_document(path, Legend())

    assert () == document.lists


@needs_office
def test_lists_come_back_after_another_program_has_saved_them(desk, book):
    sheet = Sheet(book, "Tilannetiedot")
    sheet.write(sheet.row("it-tuki", Puolivuosi="Syksy 2026"), Tila="valmis", Teksti="Tehty.")
    path = book.saved()
    convert([path], path.parent / "muunnettu", "ods")
    proposal = desk.imported(path.parent / "muunnettu" / "ods" / "muokattu.ods")

    assert {("it-tuki", "raportit: syksy 2026"): ("", "syksy 2026; valmis; Tehty.")} == (
        changes(proposal)
    )
