"""Files that cannot be read: one clear message that names the file and the cause, no more."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import making
import openpyxl
import pytest

from digitiekartta.documents.importing.grid import Source, Text
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.reading import read_document, read_source

TABLE = """
    Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
    Kartoitus | Johtoryhmä | [Y] | [B]
    Kurssit | Rehtorit | [Y] | [B]
    [Y] selvitys | [B] käyttöönotto
"""
XML = '<?xml version="1.0"?>'
WORD_TYPES = (
    '<Types xmlns="x"><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


@pytest.fixture
def refused(tmp_path: Path):
    """Return a function that reads bytes as a file and gives the one Problem that it makes."""

    def read(name: str, data: bytes):
        path = tmp_path / name
        path.write_bytes(data)
        result = read_document(path, Legend())
        assert isinstance(result, list), "the file was read"
        [problem] = result
        assert name in problem.message
        assert problem.remedy
        assert [name] == [one.name for one in tmp_path.iterdir()], "something was written"
        return problem

    return read


def word_with(document: str, **more: str) -> bytes:
    return making.packed({"[Content_Types].xml": WORD_TYPES, "word/document.xml": document} | more)


def test_an_empty_file(refused):
    assert "empty-document" == refused("tyhja.xlsx", b"").code


@pytest.mark.parametrize("make", making.FORMATS.values(), ids=making.FORMATS)
def test_a_file_that_is_cut_off(refused, make):
    data = make([TABLE])

    assert "damaged-document" == refused("katkennut.xlsx", data[: len(data) // 2]).code


@pytest.mark.parametrize("name", ["koe.xlsx", "koe.docx", "koe.pptx", "koe.ods", "koe.pdf"])
def test_a_file_that_is_not_what_its_ending_says(refused, name):
    assert "damaged-document" == refused(name, b"Vain tavallista teksti\xc3\xa4.\n").code


def test_a_wrong_ending_does_not_matter_when_the_content_is_known(tmp_path):
    path = tmp_path / "taulukko.csv"
    path.write_bytes(making.xlsx([TABLE]))

    assert isinstance(read_document(path, Legend()), Document)


def test_a_workbook_whose_parts_are_no_xml(refused):
    data = making.xlsx([TABLE])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<rikki" if "sheet1" in name else old.read(name))

    assert "damaged-document" == refused("rikki.xlsx", out.getvalue()).code


@pytest.mark.parametrize("kind", ["word", "sheet", "slides"])
def test_a_package_that_lacks_its_main_part(refused, kind):
    types = {
        "word": "wordprocessingml",
        "sheet": "spreadsheetml",
        "slides": "presentationml",
    }[kind]

    problem = refused("puuttuu.docx", making.packed({"[Content_Types].xml": f"<T>{types}.x</T>"}))

    assert "damaged-document" == problem.code


def test_a_zip_of_something_else(refused):
    assert "unknown-document" == refused("kuvat.docx", making.packed({"kuva.txt": "x"})).code


def test_a_file_with_a_password(refused):
    directory = "EncryptedPackage".encode("utf-16-le")
    problem = refused("salattu.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + directory)

    assert "locked-document" == problem.code
    assert "salasana" in problem.message


@pytest.mark.parametrize(
    ("stream", "ending"), [("WordDocument", ".docx"), ("PowerPoint Document", ".pptx")]
)
def test_an_old_office_file_says_in_which_form_to_save_it(refused, stream, ending):
    name = stream.encode("utf-16-le")
    problem = refused("vanha.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + name)

    assert "unknown-document" == problem.code
    assert ending in problem.remedy


def test_much_hidden_in_a_small_zip(refused):
    data = making.packed(
        {"[Content_Types].xml": WORD_TYPES, "word/document.xml": b" " * 200_000_000}
    )

    assert len(data) < 1_000_000
    assert "document-too-large" == refused("pommi.docx", data).code


def test_a_zip_that_lies_of_its_size(refused):
    data = bytearray(
        making.packed({"[Content_Types].xml": WORD_TYPES, "word/document.xml": b" " * 60_000_000})
    )
    real = (60_000_000).to_bytes(4, "little")
    assert data.count(real) == 2
    data = data.replace(real, (1000).to_bytes(4, "little"))

    assert refused("valhe.docx", bytes(data)).code in {"document-too-large", "damaged-document"}


def test_more_cells_than_any_roadmap_has(refused):
    cells = "<c/>" * 1_100_000
    data = making.packed(
        {
            "[Content_Types].xml": "<Types>spreadsheetml.sheet</Types>",
            "xl/worksheets/sheet1.xml": f"<worksheet><row>{cells}</row></worksheet>",
        }
    )

    assert "table-too-large" == refused("iso.xlsx", data).code


def test_thousands_of_columns(refused):
    book = openpyxl.Workbook()
    book.active.append(["Toimenpide", "Vastuutaho", *(f"Sarake {n}" for n in range(3_000))])
    out = io.BytesIO()
    book.save(out)

    assert "table-too-large" == refused("levea.xlsx", out.getvalue()).code


def test_thousands_of_columns_in_text(refused):
    row = ";".join(["Toimenpide", "Vastuutaho", *map(str, range(3_000))])

    assert "table-too-large" == refused("levea.csv", f"{row}\n{row}\n".encode()).code


@pytest.mark.parametrize(
    "definition",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_definitions_of_its_own(refused, definition, encoding):
    document = f'{definition}<w:document xmlns:w="x"><w:body/></w:document>'.encode(encoding)
    data = making.packed({"[Content_Types].xml": WORD_TYPES, "word/document.xml": document})

    assert "unsafe-document" == refused("entiteetit.docx", data).code


def test_a_web_page_that_calls_itself_a_workbook(refused):
    page = b"<html><body><table><tr><td>Toimenpide</td></tr></table></body></html>"

    problem = refused("taulukko.xls", page)

    assert "unknown-document" == problem.code
    assert "verkkosivu" in problem.message


def test_deeply_nested_xml(refused):
    deep = "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{deep}</w:body></w:document>"
    )

    assert "damaged-document" == refused("syva.docx", word_with(document)).code


@pytest.mark.parametrize("make", making.FORMATS.values(), ids=making.FORMATS)
def test_a_document_without_a_table_of_measures(refused, make):
    text = """
        = Digitiekartta
        Nimi | Osoite | Puhelin
        Kirjasto | Koulutie 1 | 040
    """

    assert "no-measures" == refused("osoitteet.xlsx", make([text])).code


def test_a_head_without_measures(refused):
    table = "Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025"

    assert "no-measures" == refused("otsikot.xlsx", making.xlsx([table])).code


def pdf(content: bytes, extra: bytes = b"", trailer: bytes = b"") -> bytes:
    """Return a one-page PDF; readers find its parts without a table of contents."""
    packed = zlib.compress(content)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length "
        + str(len(packed)).encode()
        + b"/Filter/FlateDecode>>stream\n"
        + packed
        + b"\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        + extra
        + b"trailer<</Root 1 0 R"
        + trailer
        + b">>\n%%EOF\n"
    )


def test_a_scanned_pdf(refused):
    problem = refused("skannattu.pdf", pdf(b"0.9 g 10 10 800 500 re f"))

    assert "scanned-document" == problem.code


def test_words_that_are_written_upwards_or_downwards_are_whole(tmp_path):
    path = tmp_path / "pystyssä.pdf"
    path.write_bytes(
        pdf(
            b"BT /F1 10 Tf 0 1 -1 0 120 300 Tm (Syksy 2026) Tj ET "
            b"BT /F1 10 Tf 0 -1 1 0 300 400 Tm (Alas asti) Tj ET"
        )
    )
    source = read_source(path)

    assert isinstance(source, Source)
    assert {"Syksy", "2026", "Alas", "asti"} == {
        part.text for part in source.sections[0].parts if isinstance(part, Text)
    }


def test_a_pdf_that_is_cut_off(refused):
    whole = (Path(__file__).parent / "documents" / "toimenpidesuunnitelma-2028.pdf").read_bytes()

    assert refused("puolikas.pdf", whole[: len(whole) // 3]).code in {
        "damaged-document",
        "scanned-document",
    }


def test_a_pdf_whose_stream_unpacks_to_very_much(refused):
    assert "table-too-large" == refused("pommi.pdf", pdf(b" " * 80_000_000)).code


def test_a_pdf_with_a_password(refused):
    locked = b"/Encrypt<</Filter/Standard/V 1/R 2/O(" + b"o" * 32 + b")/U(" + b"u" * 32
    locked += b")/P -4>>/ID[(0123456789abcdef)(0123456789abcdef)]"

    assert "locked-document" == refused("salattu.pdf", pdf(b"", trailer=locked)).code


def test_a_folder_and_a_missing_file(tmp_path):
    [folder] = read_document(tmp_path, Legend())
    [missing] = read_document(tmp_path / "puuttuu.xlsx", Legend())

    assert "kansio" in folder.message
    assert "sitä ei ole" in missing.message
    assert {"unreadable-file"} == {folder.code, missing.code}


def test_a_formula_that_was_never_counted_is_kept_as_text(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["Toimenpide", "Vastuutaho", "Kevät 2025", "Syksy 2025"],
        ["=cmd|' /C calc'!A0", "Johtoryhmä", "x", None],
        ["Kurssit", "=1+1", "x", None],
    ):
        book.active.append(row)
    path = tmp_path / "kaava.xlsx"
    book.save(path)

    document = read_document(path, Legend())

    assert ["=cmd|' /C calc'!A0", "Kurssit"] == [one.title for one in document.measures()]


def test_a_table_within_a_cell_is_read_as_the_cells_text(tmp_path):
    import docx

    document = docx.Document()
    table = document.add_table(2, 4)
    for row, texts in enumerate(
        (
            ["Toimenpide", "Vastuutaho", "Kevät 2025", "Syksy 2025"],
            ["Kartoitus", "", "", ""],
        )
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    inner = table.cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).text = "Johtoryhmä"
    path = tmp_path / "sisakkain.docx"
    document.save(path)

    read = read_document(path, Legend())

    assert ["Johtoryhmä"] == [one.responsible for one in read.measures()]
    assert "import-note" in {problem.code for problem in read.reported}


def test_a_table_that_only_lays_out_another_is_looked_through(tmp_path):
    import docx

    document = docx.Document()
    inner = document.add_table(1, 1).cell(0, 0).add_table(2, 3)
    for row, texts in enumerate(
        (["Toimenpide", "Vastuutaho", "Seuranta"], ["Kartoitus", "Johtoryhmä", "Raportti"])
    ):
        for column, text in enumerate(texts):
            inner.cell(row, column).text = text
    path = tmp_path / "asettelu.docx"
    document.save(path)

    read = read_document(path, Legend())

    assert ["Kartoitus"] == [one.title for one in read.measures()]


def test_a_library_that_is_missing_is_named_with_the_command_that_adds_it(refused, monkeypatch):
    import sys

    readers = "digitiekartta.documents.importing.readers"
    monkeypatch.delitem(sys.modules, f"{readers}.pdf", raising=False)
    monkeypatch.setitem(sys.modules, "pdfplumber", None)

    problem = refused("koe.pdf", b"%PDF-1.4\n")

    assert "reader-not-installed" == problem.code
    assert "kirjastoa pdfplumber" in problem.message
    assert "pdfplumber" in problem.remedy
    assert "digitiekartta" not in problem.remedy.partition("install")[2]
