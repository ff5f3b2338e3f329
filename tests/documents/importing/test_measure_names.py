"""A cell that holds a measure's name and, below it, what it is about."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from written_grids import codes, read

from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.measure_names import named
from digitiekartta.documents.importing.reading import read_document


@pytest.mark.parametrize(
    ("text", "lead", "name", "description"),
    [
        ("Laiterekisteri\nLaitteet viedään rekisteriin.", "", "Laiterekisteri", True),
        ("Sähköiset lomakkeet:\nLomakkeet uusitaan.", "", "Sähköiset lomakkeet", True),
        ("Ajanvaraus\nKirjaston ajat verkossa", "Ajanvaraus", "Ajanvaraus", True),
        ("Ajanvaraus: ajat verkossa", "Ajanvaraus:", "Ajanvaraus", True),
        ("Sähköinen arkisto ja\nAsianhallinta.", "", "Sähköinen arkisto ja Asianhallinta.", False),
        ("Sähköinen\nasianhallinta.", "", "Sähköinen asianhallinta.", False),
        ("Tarve selvitetään.\nHankitaan.", "", "Tarve selvitetään. Hankitaan.", False),
    ],
)
def test_a_short_or_bold_line_over_sentences_is_the_name(text, lead, name, description):
    found = named(text, lead)

    assert (name, description) == (found.name, bool(found.description))
    assert found.sure


@pytest.mark.parametrize("rest", ["Laitteet viedään rekisteriin", "- puhelimet\n- tietokoneet"])
def test_lines_that_may_be_a_description_stay_in_the_name_and_are_told(rest):
    row = f"Laiterekisteri\n{rest}"

    assert not named(row, "").sure


def test_a_name_of_one_line_raises_no_doubt():
    document = read("Toimenpide | Vastuutaho\nLaiterekisteri | IT")

    assert "lines-in-name" not in codes(document)


def test_bold_first_words_are_seen_in_word_and_excel(tmp_path):
    word = docx.Document()
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Toimenpide", "Vastuutaho"
    table.cell(1, 0).paragraphs[0].add_run("Ajanvaraus").bold = True
    table.cell(1, 0).add_paragraph("Kirjaston ajat verkossa")
    table.cell(1, 1).text = "Kirjasto"
    book = openpyxl.Workbook()
    book.active.append(["Toimenpide", "Vastuutaho"])
    bold = TextBlock(InlineFont(b=True), "Ajanvaraus\n")
    book.active.append([CellRichText(bold, "Kirjaston ajat verkossa"), "Kirjasto"])

    for name, made in (("a.docx", word), ("b.xlsx", book)):
        out = io.BytesIO()
        made.save(out)
        (tmp_path / name).write_bytes(out.getvalue())
        document = read_document(tmp_path / name, Legend())
        assert not isinstance(document, list)
        [measure] = document.measures()
        assert ("Ajanvaraus\nKirjaston ajat verkossa", "Ajanvaraus") == (
            measure.title,
            measure.lead,
        )
