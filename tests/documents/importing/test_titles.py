"""What a document calls itself becomes the name of the roadmap."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from written_grids import read

from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.reading import read_document

HEAD = "Toimenpide | Vastuutaho | Kevät 2026 | Syksy 2026"
ROWS = f"{HEAD}\nAjanvaraus | Kirjasto | [Y] |\n\n[Y]selvittely | [B]käyttöönotto"


@pytest.mark.parametrize(
    "title",
    [
        "Hietasalon kunnan digiohjelma 2026–2027",
        "Digitiekartta 2026–2028",
        "Hietasalon kaupungin toimenpideohjelma",
        "Digitalisaation kehittämissuunnitelma",
        "Hietasalon kunta, tiekartta",
        "Digital färdplan 2026",
    ],
)
def test_the_row_above_everything_names_the_roadmap(title):
    assert title == read(f"{title}\n{ROWS}").title
    assert title == read(f"= {title}\n- Kunnanhallitus 1.12.2025\n{ROWS}").title


def test_a_chapter_a_date_and_a_sentence_are_no_name():
    document = read(
        "= Digitiekartan sisällöt\n- Kunnanhallitus 16.12.2024\n- Toimenpiteet\n"
        f"- Tämä on Hietasalon kunnan tiekartta.\n{ROWS}"
    )

    assert "" == document.title


def test_the_name_with_the_town_or_years_goes_before_a_plain_one():
    document = read(f"= Toimenpidesuunnitelma\n= Hietasalon kunnan digiohjelma\n{ROWS}")

    assert "Hietasalon kunnan digiohjelma" == document.title


def titles(tmp_path: Path, name: str, made) -> str:
    out = io.BytesIO()
    made.save(out)
    (tmp_path / name).write_bytes(out.getvalue())
    document = read_document(tmp_path / name, Legend())
    assert not isinstance(document, list), document
    return document.title


def test_the_head_of_pages_names_it_before_the_properties(tmp_path):
    book = openpyxl.Workbook()
    for row in (HEAD.split(" | "), ["Ajanvaraus", "Kirjasto"]):
        book.active.append(row)
    book.properties.title = "Pohja: toimenpideohjelma"
    by_properties = titles(tmp_path, "a.xlsx", book)
    book.active.oddHeader.center.text = "Hietasalon kunnan digiohjelma"
    book.active.oddHeader.center.size = 14

    assert "Pohja: toimenpideohjelma" == by_properties
    assert "Hietasalon kunnan digiohjelma" == titles(tmp_path, "b.xlsx", book)


def test_the_head_of_a_word_documents_pages_names_it(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Hietasalon kunnan digiohjelma"
    table = document.add_table(2, 4)
    for cell, text in zip(table.rows[0].cells, HEAD.split(" | "), strict=True):
        cell.text = text
    table.cell(1, 0).text, table.cell(1, 1).text = "Ajanvaraus", "Kirjasto"

    assert "Hietasalon kunnan digiohjelma" == titles(tmp_path, "c.docx", document)
