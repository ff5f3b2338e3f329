"""The files of an annex: as accessible as their programs allow, and the same bytes each time."""

import io
from dataclasses import replace

import docx as word
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from digitiekartta.basics.office import LONGEST_TEXT
from digitiekartta.documents.exporting import docx, xlsx
from digitiekartta.documents.exporting.annex import Annex, annex
from digitiekartta.documents.exporting.tables import Table
from digitiekartta.documents.importing.exported import Exported
from digitiekartta.documents.importing.grid import Cell

HOSTILE = ("=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "#N/A", "'lainaus", "tavallinen")


def small(*titles):
    rows = tuple((Cell(title), Cell(f"id-{at}")) for at, title in enumerate(titles))
    table = Table("Tavoite 1", "Tavoite 1: Koe", ("Toimenpide", "Tunnus"), rows)
    return Annex(
        "Koe",
        "Kunta",
        (Cell("S = selvitys", (255, 224, 138)),),
        (table,),
        (),
        Exported(frozenset()),
    )


def book(made):
    return load_workbook(io.BytesIO(xlsx.workbook(made)))


def document(made):
    return word.Document(io.BytesIO(docx.document(made)))


@pytest.mark.parametrize("write", [xlsx.workbook, docx.document])
def test_the_same_content_is_the_same_bytes(esimerkkila, write):
    assert write(annex(esimerkkila)) == write(annex(esimerkkila))


def test_a_workbook_has_title_and_language(esimerkkila):
    properties = book(annex(esimerkkila)).properties

    assert ("Digitiekartta 2025–2027", "fi-FI") == (properties.title, properties.language)


def test_a_sheets_table_is_marked_with_its_header_row_which_repeats(esimerkkila):
    for sheet in book(annex(esimerkkila)).worksheets:
        [table] = sheet.tables.values()
        first = table.ref.partition(":")[0]

        assert "Toimenpide" == sheet[first].value
        assert f"${sheet[first].row}:${sheet[first].row}" == sheet.print_title_rows
        assert f"B{sheet[first].row + 1}" == sheet.freeze_panes
        assert not sheet.merged_cells.ranges


@pytest.mark.parametrize("text", HOSTILE)
def test_a_workbook_holds_text_as_text(text):
    cell = book(small(text))["Tavoite 1"]["A5"]

    assert (text, "s") == (cell.value, cell.data_type)
    assert (text[0] in "=+-@") == bool(cell.quotePrefix)


def test_a_text_that_excel_cannot_hold_is_refused_and_not_cut():
    with pytest.raises(xlsx.TooLong):
        xlsx.workbook(small("a" * (LONGEST_TEXT + 1)))


def test_a_document_has_title_language_and_headings(esimerkkila):
    made = document(annex(esimerkkila))

    assert "Digitiekartta 2025–2027" == made.core_properties.title
    assert "fi-FI" == made.core_properties.language
    assert {"fi-FI"} == {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))}
    assert ["Heading 1"] * 3 == [
        one.style.name for one in made.paragraphs if one.text.startswith("Tavoite")
    ]


def test_a_documents_tables_have_header_rows_titles_and_no_merged_cells(esimerkkila):
    made = document(annex(esimerkkila))
    for table in made.tables:
        header = table.rows[0]._tr

        assert header.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).startswith("Tavoite")
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))


def test_a_documents_cell_is_painted_and_says_the_phase(esimerkkila):
    made = document(annex(esimerkkila))
    [cell] = [
        cell
        for table in made.tables
        for row in table.rows
        for cell in row.cells
        if cell.text == "K käyttöönotto\nensimmäinen kysely"
    ]

    assert "A9C8F5" == cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill"))


@pytest.mark.parametrize("write", [xlsx.workbook, docx.document])
def test_a_long_name_is_cut_in_the_properties_of_the_file_alone(write):
    name = "Digitiekartta " * 30
    made = replace(small("a"), title=name, organisation=name)

    write(made)

    about = document(made).core_properties
    assert 255 == len(about.title) == len(about.author)
    assert 255 == len(book(made).properties.title)
    assert name in [paragraph.text for paragraph in document(made).paragraphs]
