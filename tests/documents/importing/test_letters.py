"""Text files in the encodings that programs use: read with the right letters, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from digitiekartta.documents.importing.grid import Source
from digitiekartta.documents.importing.readers.letters import encoding_of
from digitiekartta.documents.importing.reading import read_source

TABLE = (
    "Toimenpide;Vastuutaho;Kevät 2026;Syksy 2026\r\n"
    "Lupahakemusten sähköinen käsittely;Rakennusvalvonta;selvittely;käyttöönotto\r\n"
    "ÄLYKÄS OHJAUS;Åsa Öberg;;x\r\n"
)
SWEDISH = "Åtgärd;Ansvarig;Våren 2026\nElektronisk ansökan för småbarnspedagogik;Sakkunnig;x\n"


@pytest.fixture
def read(tmp_path: Path):
    def reading(data: bytes):
        path = tmp_path / "koe.csv"
        path.write_bytes(data)
        return read_source(path)

    return reading


def texts(source: Source) -> list[list[str]]:
    [table] = source.tables
    return [[cell.text for cell in line.cells] for line in table.lines]


@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"),
        *("cp1252", "latin-1", "iso8859_15", "mac_roman", "cp850", "cp437"),
    ],
)
@pytest.mark.parametrize("text", [TABLE, SWEDISH], ids=["Finnish", "Swedish"])
def test_letters_are_right_in_each_encoding(read, text, encoding):
    rows = [line.split(";") for line in text.replace("\r", "").strip().split("\n")]

    assert rows == texts(read(text.encode(encoding)))


@pytest.mark.parametrize(("encoding", "name"), [("mac_roman", "Mac Roman"), ("cp850", "DOS 850")])
def test_an_encoding_that_was_told_by_the_words_alone_is_named(read, encoding, name):
    [note] = read(TABLE.encode(encoding)).notes

    assert name in note
    assert () == read(TABLE.encode("cp1252")).notes


@pytest.mark.parametrize(
    "text",
    ["Työ – 50 € – ”Äly”", "30 % · 1½ v", "Café Ünter", "Õnne tänav", "Sámi áššit", "a\xa0b"],
)
def test_signs_and_names_of_windows_are_its_own(text):
    assert encoding_of(f"Toimenpide;x\n{text};y\n".encode("cp1252", "ignore")) in (
        "cp1252",
        "utf-8-sig",
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Мероприятие;Ответственный\nОбследование;Школа\n", "cp1251"),
        ("Мероприятие;Ответственный\nОбследование;Школа\n", "koi8-r"),
        ("Μέτρο;Υπεύθυνος\nΈρευνα;Σχολείο\n", "cp1253"),
        ("Мероприятие;Ответственный\nОбследование;Школа\n", "cp866"),
        ("措置;担当\n調査;学校\n", "shift-jis"),
        ("Działanie;Osoba odpowiedzialna\nPrzegląd usług;Urząd\n", "cp1250"),
    ],
)
def test_letters_that_are_not_known_are_not_guessed(read, text, encoding):
    problem = read(text.encode(encoding))

    assert "unknown-letters" == problem.code
    assert "UTF-8" in problem.remedy


def test_utf_8_with_a_broken_letter_is_not_read_as_another_encoding(read):
    data = TABLE.encode().replace("öi".encode(), b"\xc3i", 1)

    assert "unknown-letters" == read(data).code


def test_letters_that_were_spoilt_before_are_told_of(read):
    spoilt = TABLE.encode().decode("cp1252")

    [note] = read(spoilt.encode()).notes

    assert "Ã¤" in note
