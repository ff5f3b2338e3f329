"""Documents made to keep a program busy: each gets its answer in time, and in little memory.

Each is read by the command in a process of its own, as a person would, and the system tells what
that took. The processor's work is compared with that of a small document read by the same machine,
so that neither a slow nor a busy computer fails a test.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import making
import pytest
from openpyxl.utils import get_column_letter
from workbooks import HEAD, workbook_of

from digitiekartta.documents.importing import apart
from digitiekartta.documents.importing.apart import Limits, read_apart
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document, Phase
from digitiekartta.documents.importing.reading import read_document

TIMES_A_SMALL_ONE, MEGABYTES = 12, 500
WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "{}</w:body></w:document>"
)
WORD_TYPES = "<Types>wordprocessingml.document.main</Types>"
# A process begins with the memory of the one that starts it: that must be a small one, not pytest.
MEASURE_RUN = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
print(json.dumps([process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system measures no process")


@dataclass(frozen=True)
class Run:
    code: int
    told: str
    seconds: float
    megabytes: float


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], Run]:
    folder = tmp_path_factory.mktemp("project")
    (folder / "content").mkdir()
    (folder / "mkdocs.yml").touch()

    def running(name: str, data: bytes) -> Run:
        path = folder / name
        path.write_bytes(data)
        told = folder / "sanottu.txt"
        command = [sys.executable, "-m", "digitiekartta", "import", str(path), "--json"]
        with told.open("wb") as output:
            measured = subprocess.run(
                [sys.executable, "-c", MEASURE_RUN, *command],
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=output,
                check=True,
            )
        path.unlink()
        code, seconds, most = json.loads(measured.stdout)
        megabytes = most / (1e6 if sys.platform == "darwin" else 1e3)
        return Run(code, told.read_text(encoding="utf-8"), seconds, megabytes)

    return running


@pytest.fixture(scope="module")
def small(run) -> Run:
    """Return what it takes to read forty measures: mostly the start of the program."""
    return run("small.xlsx", workbook_of(f"<sheetData>{HEADS}{rows(40, MEASURE)}</sheetData>"))


def rows(number: int, cells: str) -> str:
    return f"<row>{cells}</row>" * number


def text_cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


HEADS = f"<row>{''.join(map(text_cell, HEAD))}</row>"
MEASURE = f"{text_cell('Kartoitus')}{text_cell('IT')}{text_cell('x')}"


def long_shared_text() -> bytes:
    cells = '<c t="s"><v>0</v></c>' * 12
    return workbook_of(
        f"<sheetData>{HEADS}{rows(4_000, cells)}</sheetData>",
        shared=f"<si><t>{'selvittely ja ' * 2_000}</t></si>",
    )


def merged_areas() -> bytes:
    areas = "".join(f'<mergeCell ref="A{row}:GR{row + 1}"/>' for row in range(2, 4_802, 2))
    return workbook_of(
        f"<sheetData>{HEADS}{rows(4_800, MEASURE)}</sheetData><mergeCells>{areas}</mergeCells>"
    )


def cells_with_a_prefix() -> bytes:
    row = f"<x:row>{'<x:c><x:v>1</x:v></x:c>' * 150}</x:row>"
    return workbook_of(f"<x:sheetData>{row * 4_000}</x:sheetData>", prefix="x")


def fills() -> bytes:
    fill = '<fill><patternFill patternType="solid"><fgColor rgb="FF{:06X}"/></patternFill></fill>'
    styles = "".join(fill.format(number * 167) for number in range(100_000))
    looks = "".join(f'<xf fillId="{number}"/>' for number in range(100_000))
    painted = "".join(
        f'<row>{MEASURE}<c s="{20 * row}"/><c s="{20 * row + 1}"/></row>' for row in range(4_900)
    )
    return workbook_of(
        f"<sheetData>{HEADS}{painted}</sheetData>",
        styles=f"<fills>{styles}</fills><cellXfs>{looks}</cellXfs>",
    )


def columns() -> bytes:
    told = "".join(f'<col min="{n % 16384 + 1}" max="16384" width="9"/>' for n in range(50_000))
    return workbook_of(f"<cols>{told}</cols><sheetData>{HEADS}{rows(2, MEASURE)}</sheetData>")


def word_tables() -> bytes:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in HEAD)
    document = WORD.format(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p/>" * 8_000)
    return making.packed({"[Content_Types].xml": WORD_TYPES, "word/document.xml": document})


def word_paragraphs() -> bytes:
    document = WORD.format("<w:p/>" * 3_000_000)
    return making.packed({"[Content_Types].xml": WORD_TYPES, "word/document.xml": document})


def unused_fills() -> bytes:
    return workbook_of(
        f"<sheetData>{HEADS}{rows(2, MEASURE)}</sheetData>",
        styles=f"<fills>{'<fill/>' * 3_000_000}</fills>",
    )


def csv_lines() -> bytes:
    line = "Kartoitus ääkkösillä;Koulu;x\n".encode()
    return line * (49_000_000 // len(line))


def csv_line() -> bytes:
    return b"Toimenpide;Vastuutaho;" * 2_200_000


ATTACKS = {
    "one long shared text.xlsx": long_shared_text,
    "2,400 areas of 200 columns.xlsx": merged_areas,
    "cells with a prefix.xlsx": cells_with_a_prefix,
    "100,000 fills.xlsx": fills,
    "8,000 tables.docx": word_tables,
    "3,000,000 paragraphs.docx": word_paragraphs,
    "3,000,000 unused fills.xlsx": unused_fills,
    "49 megabytes of lines.csv": csv_lines,
    "49 megabytes in a line.csv": csv_line,
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_in_time(run, small, name):
    done = run(name, ATTACKS[name]())

    assert 2 == done.code
    assert ("no-measures" if "areas" in name else "table-too-large") in done.told
    assert done.seconds < TIMES_A_SMALL_ONE * small.seconds
    assert done.megabytes < MEGABYTES


def merged_to_the_end(area: str) -> bytes:
    return workbook_of(
        f"<sheetData>{HEADS}{rows(3, MEASURE)}</sheetData>"
        f'<mergeCells><mergeCell ref="{area}"/></mergeCells>'
    )


def long_texts() -> bytes:
    """Return a table under some of the longest texts that Excel lets a cell have."""
    above = f"<row>{text_cell('Selvitetään ja kartoitetaan ' * 1_150)}</row>" * 2
    return workbook_of(f"<sheetData>{above}{HEADS}{rows(3, MEASURE)}</sheetData>")


def long_table() -> bytes:
    lines = "".join(
        f"<row>{text_cell(f'Toimenpide {row}')}{text_cell('IT')}{text_cell('x') * 6}</row>"
        for row in range(4_000)
    )
    return workbook_of(f"<sheetData>{HEADS}{lines}</sheetData>")


def formatted_rows() -> bytes:
    row = "".join(f'<c r="{get_column_letter(column)}{{0}}" s="1"/>' for column in range(4, 27))
    formatted = "".join(
        f'<row r="{number}">{MEASURE if number < 60 else ""}{row.format(number)}</row>'
        for number in range(2, 30_000)
    )
    return workbook_of(
        f"<sheetData>{HEADS}{formatted}</sheetData>",
        styles='<fonts><font><b/></font></fonts><cellXfs><xf/><xf fontId="0"/></cellXfs>',
    )


MADE_BY_PEOPLE = {
    "a column merged to the end.xlsx": lambda: merged_to_the_end("A3:A1048576"),
    "the rest of the sheet merged.xlsx": lambda: merged_to_the_end("D3:XFD1048576"),
    "a long table.xlsx": long_table,
    "long texts.xlsx": long_texts,
    "formatted rows.xlsx": formatted_rows,
    "many column definitions.xlsx": columns,
}


@pytest.mark.parametrize("name", MADE_BY_PEOPLE)
def test_what_people_do_is_read_in_time(run, small, name):
    done = run(name, MADE_BY_PEOPLE[name]())

    assert 0 == done.code, done.told
    assert done.seconds < TIMES_A_SMALL_ONE * small.seconds
    assert done.megabytes < MEGABYTES


# --- The process in which a document is read ------------------------------------------------------

TABLE = """
    Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
    Kartoitus | Johtoryhmä | [Y] | <
    Kurssit | Rehtorit | [Y] | [B]
    [Y] selvitys | [B] käyttöönotto
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "koe.xlsx"
    path.write_bytes(making.xlsx([TABLE]))
    return path


@pytest.mark.parametrize("start", ["spawn", apart._START])
def test_a_document_is_the_same_when_another_process_read_it(path, start, monkeypatch):
    monkeypatch.setattr(apart, "_START", start)

    read = read_apart(path, Legend.of([Phase("toteutus", None, "x")]))

    assert read == read_document(path, Legend.of([Phase("toteutus", None, "x")]))
    assert isinstance(read, Document)
    [table] = read.tables
    assert [4, 3, 4] == [len(list(line.distinct())) for line in table.lines[:3]]


def test_problems_come_back_too(tmp_path):
    [problem] = read_apart(tmp_path / "puuttuu.xlsx", Legend())

    assert "unreadable-file" == problem.code


def endless(path, told, tables):
    while True:
        pass


def asleep(path, told, tables):
    import time

    time.sleep(60)


def greedy(path, told, tables):
    return [bytes(10_000_000) for _ in range(10_000)]


def crashing(path, told, tables):
    os._exit(3)


def faulty(path, told, tables):
    raise AttributeError("ei ole")


@pytest.mark.parametrize(
    ("reader", "code", "words"),
    [
        (endless, "reading-stopped", "kesti liian kauan"),
        (asleep, "reading-stopped", "kesti liian kauan"),
        (greedy, "reading-stopped", "muistia"),
        (crashing, "reading-failed", "ohjelman vikaan"),
        (faulty, "reading-failed", "AttributeError"),
    ],
)
@pytest.mark.skipif(apart._START != "fork", reason="a fork has what is replaced here")
def test_a_reading_that_does_not_end_well_is_told(path, monkeypatch, reader, code, words):
    monkeypatch.setattr(apart, "read_document", reader)

    [problem] = read_apart(path, Legend(), Limits(2, 1, 500_000_000))

    assert code == problem.code
    assert words in problem.message
    assert "koe.xlsx" in problem.message
