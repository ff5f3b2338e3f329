"""The sum of cells: counted here from the tables alone, it is what the import accounts for."""

from __future__ import annotations

import re

import making
import pytest
from test_documents import DOCUMENTS, imported

from digitiekartta.documents.importing.cell_fates import CellFate
from digitiekartta.documents.importing.grid import Cell
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.reading import read_document

HEAD = re.compile(
    r"(k|s|vt|ht|(kev|syk|syy)\w*)([ .-]*(20)?\d\d)?|20\d\d"
    r"|tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|loka|marras|joulu",
    re.IGNORECASE,
)
OF_OTHER_ROWS = {CellFate.HEADING, CellFate.LEGEND, CellFate.OTHER_ROW}
ROADMAP = """
    [Y] selvittely | [B] käyttöönotto
    ---
    Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Kevät 2026 | Syksy 2026
    [g] Ryhmä | [g] | [g] | [g] | [g] | [g]
    Kartoitus | IT | [Y] | < | [B] | -
    [g] Kurssit | [g] IT | [g] | [R] | [g] | [B] vain koulut
    Hankinta | IT | kilpailutus | | [y] | [W]
    Lomakkeet | IT | | x | 0 | ^
     | Rehtorit | [Y] | | |
    Tavoite 2: Palvelut | < | < | < | < | <
    Viimeinen | IT | [Y] | [Y] | [Y] | [Y]
    Yhteensä | 5 | | | |
"""


def shows(cell: Cell) -> bool:
    white = cell.colour is None or min(cell.colour) > 250
    return bool(cell.text) or not white


def counted(document: Document, kinds: set[str]) -> int:
    """Return how many cells of half-years show something in rows of these kinds."""
    kind = {(row.source.table, row.source.row): row.kind.value for row in document.rows}
    total = 0
    for table in document.tables:
        columns: list[int] = []
        seen: set[int] = set()
        for line in table.lines:
            if kind[table.name, line.number] == "otsikkorivi":
                found = [at for at, cell in enumerate(line.cells) if HEAD.fullmatch(cell.text)]
                columns = found or columns
            elif kind[table.name, line.number] in kinds:
                for at in columns:
                    cell = line.cell(at)
                    merged = cell.rows > 1 or cell.columns > 1
                    if shows(cell) and not (merged and id(cell) in seen):
                        total += 1
                        seen.add(id(cell))
    return total


def sums(document: Document) -> tuple[int, int]:
    """Return the sum over measures' rows, and over all rows."""
    fates = document.cells.by_fate
    measures = sum(number for fate, number in fates.items() if fate not in OF_OTHER_ROWS)
    return measures, document.cells.all


@pytest.mark.parametrize("form", making.FORMATS)
def test_every_format_accounts_for_every_cell(form, tmp_path):
    path = tmp_path / f"koe.{form}"
    path.write_bytes(making.FORMATS[form]([ROADMAP]))
    document = read_document(path, Legend())
    assert isinstance(document, Document)
    rows = {"ryhmä", "tavoite", "jätetty pois", "yhteenveto", "muu teksti"}

    of_measures = counted(document, {"toimenpide"})
    of_all = of_measures + counted(document, rows)

    assert (of_measures, of_all) == sums(document)
    assert 15 == of_measures


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_whole_document_accounts_for_every_cell(name):
    document = imported(name)
    measures = {"toimenpide", "toimenpiteen jatko"}

    assert counted(document, measures) == sums(document)[0]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_used_cells_are_those_of_the_schedules(name):
    document = imported(name)
    told = sum(len(one.schedule) + len(one.cell_texts) for one in document.measures())

    months = any(problem.code == "not-half-years" for problem in document.reported)

    assert document.cells.used <= told * (6 if months else 1)
    assert (
        document.cells.used
        + sum(number for fate, number in document.cells.by_fate.items() if not fate.used)
        == document.cells.all
    )
