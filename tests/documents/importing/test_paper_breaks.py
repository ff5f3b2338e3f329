"""Tables on paper that go on over pages: rows and cells that a page break cuts are whole again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from paper import GREEN, YELLOW, Sheet, pdf

from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.reading import read_document

HEADS = ("Toimenpide", "Vastuu", "Toimiala", "Kevät 2026", "Syksy 2026")
XS = (40, 200, 300, 400, 500, 600)


def ruled(
    *rows: Sequence[str],
    open_below: Mapping[int, Sequence[int]] | None = None,
    legend: bool = False,
) -> Sheet:
    """Return a page with a table whose rows and columns lines part.

    "Y" and "G" are colours. ``open_below`` tells the columns that no line parts below a row.
    """
    sheet = Sheet()
    if legend:
        sheet.legend()
    for number, row in enumerate(rows):
        top = 60 + 20 * number
        for column, text in enumerate(row):
            left, right = XS[column], XS[column + 1]
            if text in ("Y", "G"):
                colour = YELLOW if text == "Y" else GREEN
                sheet.fill(left, top, right - left, 20, colour)
            elif text:
                sheet.text(left + 3, top + 14, text)
            if column not in (open_below or {}).get(number, ()):
                sheet.line(left, top + 20, right, top + 20)
    sheet.line(XS[0], 60, XS[-1], 60)
    for x in XS:
        sheet.line(x, 60, x, 60 + 20 * len(rows))
    return sheet


def imported(folder: Path, *sheets: Sheet) -> Document:
    path = folder / "tiekartta.pdf"
    path.write_bytes(pdf(*sheets))
    document = read_document(path, Legend())
    assert isinstance(document, Document), document
    return document


FULL = ("Verkkomaksaminen", "Talous", "Konserni", "Y", "G")
FIRST = (HEADS, ("Avoin data", "Hallinto", "Konserni", "", "Y"), FULL)
REST = ("Laskut yhdestä paikasta", "", "", "Y", "G")
NEXT = ("Neuvola", "Sote", "Konserni", "G", "")


@pytest.mark.parametrize("head", [[], [HEADS]])
def test_a_row_that_goes_on_with_a_capital_letter_is_told(tmp_path, head):
    document = imported(tmp_path, ruled(*FIRST, legend=True), ruled(*head, REST, NEXT))

    assert ["Avoin data", "Verkkomaksaminen Laskut yhdestä paikasta", "Neuvola"] == [
        one.title for one in document.measures()
    ]
    [problem] = document.reported
    assert "Sivun 2 alussa oleva ”Laskut yhdestä paikasta”" in problem.message


def test_a_row_that_may_go_on_is_told(tmp_path):
    blank = (HEADS, FULL, ("Avoin data", "Hallinto", "Konserni", "", ""))
    rest = ("Laskut yhdestä paikasta", "", "", "", "")

    document = imported(tmp_path, ruled(*blank, legend=True), ruled(HEADS, rest, NEXT))

    assert any("voi olla edellisen sivun" in one.message for one in document.reported)


def test_a_row_may_fill_a_page(tmp_path):
    document = imported(
        tmp_path,
        ruled(*FIRST, legend=True),
        ruled(HEADS, ("kaikille kuntalaisille", "", "", "Y", "G")),
        ruled(HEADS, ("ja yrityksille", "", "", "Y", "G"), NEXT),
    )

    assert ["Avoin data", "Verkkomaksaminen kaikille kuntalaisille ja yrityksille", "Neuvola"] == [
        one.title for one in document.measures()
    ]
    assert () == document.reported


def test_a_cell_that_is_merged_over_a_page_break_holds_for_the_rows_of_both_pages(tmp_path):
    rows = [(f"Toimi {number}", "Hallinto", "", "Y", "") for number in range(4)]
    rows[0] = ("Toimi 0", "Hallinto", "Tekninen", "Y", "")
    merged = {1: [2]}

    document = imported(
        tmp_path,
        ruled(HEADS, *rows[:2], open_below=merged, legend=True),
        ruled(HEADS, *rows[2:], open_below=merged),
    )

    assert ["Tekninen"] * 4 == [one.sector for one in document.measures()]


def test_a_legend_beside_a_table_is_no_column_of_it(tmp_path):
    sheet = ruled(*FIRST, NEXT)
    for number, (word, colour) in enumerate((("selvittely", YELLOW), ("jatkuva", GREEN))):
        sheet.fill(615, 84 + 20 * number, 10, 10, colour)
        sheet.text(630, 92 + 20 * number, word)

    document = imported(tmp_path, sheet)

    assert {"selvittely", "jatkuva"} == {
        phase for one in document.measures() for phase in one.schedule.values()
    }
    assert () == document.reported


def test_a_goal_at_the_end_of_a_page_does_not_go_on_in_a_group_on_the_next(tmp_path):
    heads = ("Nro", "Toimenpide", "Vastuu", "Kevät 2026", "Syksy 2026")
    last = ("Tavoite 2: Tieto", "", "", "", "")
    document = imported(
        tmp_path,
        ruled(heads, ("1", "Avoin data", "Hallinto", "Y", ""), last, legend=True),
        ruled(("", "Varannot", "", "", ""), ("2", "Neuvola", "Sote", "G", "Y")),
    )

    assert [("", "Avoin data"), ("Tieto", "Neuvola")] == [
        (goal.title, goal.groups[0].measures[0].title) for goal in document.goals
    ]
