"""Tables on paper: PDF pages hold words, lines and fills, but no tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from paper import BLUE, GREEN, PHASES, YELLOW, Sheet, pdf

from digitiekartta.basics.problems import Problem
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.reading import read_document

HEADS = ("Toimenpide", "Vastuutaho", "Kevät 2026", "Syksy 2026", "Kevät 2027")
COLUMNS = (40, 300, 440, 540, 640)
WIDTHS = (260, 140, 100, 100, 100)
ROWS = (
    ("Kirjaston ajanvaraus", "Kirjasto", "Y", "B", ""),
    ("Tietoturvan perusteet", "Tietohallinto", "", "Y", "B"),
    ("Sähköinen arkisto", "Hallinto", "", "", "G"),
)
COLOURS = {"Y": YELLOW, "B": BLUE, "G": GREEN}
WHOLE = {
    "Kirjaston ajanvaraus": {"2026-kevat": "selvittely", "2026-syksy": "käyttöönotto"},
    "Tietoturvan perusteet": {"2026-syksy": "selvittely", "2027-kevat": "käyttöönotto"},
    "Sähköinen arkisto": {"2027-kevat": "jatkuva"},
}
Read = Callable[..., Document]


@pytest.fixture
def imported(tmp_path: Path) -> Read:
    def read(*sheets: Sheet) -> Document:
        path = tmp_path / "tiekartta.pdf"
        path.write_bytes(pdf(*sheets))
        document = read_document(path, Legend())
        assert isinstance(document, Document), document
        return document

    return read


def heads(sheet: Sheet, y: float, words: Sequence[str] = HEADS) -> None:
    for x, word in zip(COLUMNS, words, strict=False):
        sheet.text(x, y, word, bold=True)


def rows(sheet: Sheet, top: float, height: float = 20, lines: bool = False) -> None:
    for number, row in enumerate(ROWS):
        y = top + number * height
        for x, width, text in zip(COLUMNS, WIDTHS, row, strict=True):
            if colour := COLOURS.get(text):
                sheet.fill(x - 3, y, width, height, colour)
            elif text:
                sheet.text(x, y + 13, text)
        if lines:
            sheet.line(37, y + height, 737, y + height)


def schedules(document: Document) -> dict[str, dict[str, str]]:
    return {
        one.title: {moment.slug: phase for moment, phase in one.schedule.items()}
        for one in document.measures()
    }


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.reported]


@pytest.mark.parametrize("lines", [False, True])
def test_columns_are_told_by_their_head_words_where_no_line_does(imported, lines):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    rows(sheet, 66, lines=lines)

    document = imported(sheet)

    assert WHOLE == schedules(document)
    assert ["Kirjasto", "Tietohallinto", "Hallinto"] == [
        one.responsible for one in document.measures()
    ]
    assert [] == codes(document)


def test_a_head_may_take_two_lines(imported):
    sheet = Sheet()
    sheet.legend()
    for x, word in zip(
        COLUMNS, ("Toimenpide", "Vastuutaho", "Kevät", "Syksy", "Kevät"), strict=True
    ):
        sheet.text(x, 60, word, bold=True)
    for x, word in zip(COLUMNS[2:], ("2026", "2026", "2027"), strict=True):
        sheet.text(x, 72, word, bold=True)
    rows(sheet, 80)

    assert WHOLE == schedules(imported(sheet))


def test_years_may_stand_over_their_half_years(imported):
    sheet = Sheet()
    sheet.legend()
    for x, word in ((515, "2026"), (640, "2027")):
        sheet.text(x, 50, word, bold=True)
    heads(sheet, 66, ("Toimenpide", "Vastuutaho", "Kevät", "Syksy", "Kevät"))
    rows(sheet, 74)

    assert WHOLE == schedules(imported(sheet))


def test_names_of_columns_may_stand_between_years_and_their_half_years(imported):
    sheet = Sheet()
    sheet.legend()
    for x, word in ((440, "2026"), (640, "2027")):
        sheet.text(x, 50, word, bold=True)
    for x, word in ((40, "Toimenpide"), (300, "Vastuutaho"), (750, "Huom.")):
        sheet.text(x, 57, word, bold=True)
    for x, word in zip(COLUMNS[2:], "KSK", strict=True):
        sheet.text(x, 64, word, bold=True)
    rows(sheet, 74)

    document = imported(sheet)

    assert WHOLE == schedules(document)
    assert "colour-outside-half-years" not in codes(document)


@pytest.mark.parametrize("listed", [False, True])
def test_an_announced_legend_right_below_a_table_is_no_row_of_it(imported, listed):
    sheet = Sheet()
    heads(sheet, 60)
    rows(sheet, 66)
    sheet.text(40, 142, "Selite")
    for number, (phase, colour) in enumerate(PHASES.items()):
        x, y = (40, 146 + 16 * number) if listed else (100 + 200 * number, 130)
        sheet.fill(x - 3, y, 700 if listed else 200, 16, colour)
        sheet.text(x, y + 12, phase)

    document = imported(sheet)

    assert WHOLE == schedules(document)
    assert [] == codes(document)


def test_signs_explained_right_below_a_table_are_no_row_of_it(imported):
    sheet = Sheet()
    heads(sheet, 60)
    for x, text in zip(COLUMNS, ("Kirjaston ajanvaraus", "Kirjasto", "S", "K", ""), strict=True):
        sheet.text(x, 79, text)
    for x, text in zip((40, 120, 300), ("Selite", "S = selvittely", "K = käyttö"), strict=True):
        sheet.text(x, 95, text)

    assert {
        "Kirjaston ajanvaraus": {"2026-kevat": "selvittely", "2026-syksy": "käyttö"}
    } == schedules(imported(sheet))


def test_titles_over_several_lines_belong_to_their_row(imported):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    texts = (("Kirjaston ajanvaraus", "verkossa ja puhelimessa"), ("Sähköinen arkisto",))
    y = 70.0
    for lines in texts:
        for line in lines:
            sheet.text(40, y + 10, line)
            y += 12
        sheet.text(300, y - 2 - 6 * (len(lines) - 1), "Hallinto")
        y += 8
    sheet.fill(437, 68, 100, 28, YELLOW)

    document = imported(sheet)

    assert {
        "Kirjaston ajanvaraus verkossa ja puhelimessa": {"2026-kevat": "selvittely"},
        "Sähköinen arkisto": {},
    } == schedules(document)


def test_a_bar_may_be_lower_than_its_row(imported):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    for number, title in enumerate(("Kirjaston ajanvaraus", "Sähköinen arkisto")):
        top = 66 + 40 * number
        sheet.text(40, top + 12, title)
        sheet.text(40, top + 24, "kaikille kuntalaisille")
        sheet.text(40, top + 36, "verkossa")
        sheet.text(300, top + 12, "Hallinto")
        sheet.line(37, top + 40, 737, top + 40)
        sheet.fill(442, top + 3, 90, 6, YELLOW)

    assert [{"2026-kevat": "selvittely"}] * 2 == list(schedules(imported(sheet)).values())


def test_words_in_painted_cells_are_no_legend(imported):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    rows(sheet, 66)
    sheet.text(442, 79, "hankinta")

    document = imported(sheet)

    assert WHOLE == schedules(document)
    assert ["selvittely", "käyttöönotto", "jatkuva"] == [one.label for one in document.phases]
    assert ["hankinta"] == [text for one in document.measures() for text in one.cell_texts.values()]


def test_colours_beside_one_another_under_one_head_are_no_schedule(imported):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60, HEADS[:4])
    rows(sheet, 66)

    document = imported(sheet)

    assert [{}, {}, {}] == list(schedules(document).values())
    assert not document.schedule_known
    assert ["schedule-refused"] == codes(document)


def in_narrow_cells(edge: int, *lines: str) -> Sheet:
    """Return a ruled table of one measure whose title stands in these lines, in a cell so wide."""
    sheet = Sheet()
    sheet.legend()
    sheet.text(43, 60, "Toimenpide")
    sheet.text(103, 60, "Vastuu")
    sheet.text(163, 60, "Kevät 2026")
    bottom = 70 + 12 * len(lines)
    for y in (48, 66, bottom):
        sheet.line(40, y, 223, y)
    for x in (40, edge, 160, 223):
        sheet.line(x, 48, x, bottom)
    for number, line in enumerate(lines):
        sheet.text(43, 77 + 12 * number, line)
    sheet.text(103, 77, "Hallinto")
    sheet.fill(161, 67, 61, bottom - 68, YELLOW)
    return sheet


@pytest.mark.parametrize(
    ("edge", "lines", "title"),
    [
        (100, ("Kokoustilo-", "jen varaus"), "Kokoustilojen varaus"),
        (100, ("Vapaa-", "aika verkossa"), "Vapaa-aika verkossa"),
        (100, ("Koulu- ja", "leikkikartta"), "Koulu- ja leikkikartta"),
        (100, ("IT-", "tuki kaikille"), "IT-tuki kaikille"),
        (92, ("Lupahake", "musten"), "Lupahakemusten"),
        (97, ("Ajanvaraus", "verkossa"), "Ajanvaraus verkossa"),
        (84, ("31.12.20", "27"), "31.12.2027"),
    ],
)
def test_words_are_neither_broken_nor_glued(imported, edge, lines, title):
    [measure] = imported(in_narrow_cells(edge, *lines)).measures()

    assert title == measure.title


def test_a_word_that_a_narrow_cell_broke_is_told(imported):
    document = imported(in_narrow_cells(92, "Lupahake", "musten"))

    [problem] = document.reported
    assert "words-joined" == problem.code
    assert "lupahakemusten" in problem.message


def test_words_that_may_be_one_or_two_are_told_with_their_row(imported):
    document = imported(in_narrow_cells(82, "Lomake", "on auki"))
    [measure], [problem] = document.measures(), document.reported

    assert "Lomake on auki" == measure.title
    assert ("unsure-words", "Sivu 1") == (problem.code, problem.place.field)
    assert "(rivi 2)" in problem.message


def test_a_gap_too_narrow_for_a_space_is_told_with_its_row(imported):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    rows(sheet, 66)
    for x, text in ((40, "Lomake"), (77, "on auki"), (300, "Hallinto")):
        sheet.text(x, 139, text)

    [problem] = imported(sheet).reported

    assert "unsure-words" == problem.code
    assert "”Lomakeon” (rivi 5)" in problem.message


def test_a_space_at_the_end_of_a_line_parts_words(imported):
    document = imported(in_narrow_cells(97, "Ajanvaraus ", "verkossa"))

    assert ["Ajanvaraus verkossa"] == [one.title for one in document.measures()]
    assert [] == codes(document)


def in_cells_that_cut(titles: Sequence[str], width: float = 80) -> Sheet:
    """Return a table whose first column shows only what fits in it."""
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    for number, title in enumerate(titles):
        y = 79 + 20 * number
        sheet.cell(39, y, width, title)
        sheet.text(300, y, "Hallinto")
        sheet.fill(437, y - 13, 100, 20, YELLOW)
    return sheet


def test_a_text_that_its_cell_cuts_is_told(imported):
    document = imported(in_cells_that_cut(["Avoin data", "Tietoturvan perusteet", "Neuvola"]))
    [problem] = document.reported

    assert ["Avoin data", "Tietoturvan perus", "Neuvola"] == [m.title for m in document.measures()]
    assert ("text-lost", "Sivu 1") == (problem.code, problem.place.field)
    assert "”Tietoturvan perus” (rivi 3)" in problem.message


def test_bars_may_be_broad_lines(imported):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    for number, row in enumerate(ROWS):
        y = 79 + 20 * number
        sheet.text(40, y, row[0])
        sheet.text(300, y, row[1])
        for x, text in zip(COLUMNS[2:], row[2:], strict=True):
            if text:
                ink = " ".join(str(channel / 255) for channel in COLOURS[text])
                line = f"{x} {595 - y + 4} m {x + 90} {595 - y + 4} l"
                sheet.parts.append(f"q /Broad gs {ink} RG {line} S Q")

    assert WHOLE == schedules(imported(sheet))


def test_a_frame_that_is_painted_around_a_cell_is_no_colour(imported):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    rows(sheet, 66)
    sheet.parts.append("0.3 g 538 489 100 19 re 539 490 98 17 re f*")

    assert WHOLE == schedules(imported(sheet))


@pytest.mark.parametrize("lines", [False, True])
def test_a_goal_that_no_line_parts_holds_for_the_rows_beside_it(imported, lines):
    sheet = Sheet()
    sheet.legend()
    for x, word in zip((40, 160), ("Tavoite", "Toimenpide"), strict=True):
        sheet.text(x, 60, word, bold=True)
    heads(sheet, 60, ("", *HEADS[1:]))
    rows(sheet, 66)
    sheet.parts = [part for part in sheet.parts if not any(row[0] in part for row in ROWS)]
    for number, row in enumerate(ROWS):
        sheet.text(160, 79 + 20 * number, row[0])
    for y, text in ((79, "Tavoite 1: Sujuvat"), (91, "palvelut"), (119, "Tavoite 2: Tieto")):
        sheet.text(40, y, text)
    for y, left in ((66, 37), (86, 157), (106, 37), (126, 37)):
        sheet.line(left, y, 737, y)
    if lines:
        for x in (37, 157, 297, 437, 537, 637, 737):
            sheet.line(x, 46, x, 126)

    document = imported(sheet)

    assert WHOLE == schedules(document)
    assert [("Sujuvat palvelut", 2), ("Tieto", 1)] == [
        (goal.title, sum(len(group.measures) for group in goal.groups)) for goal in document.goals
    ]


def beside_measures(sheet: Sheet, groups: Sequence[tuple[float, str]]) -> None:
    """Write rows of measures without lines, and groups in a column before them."""
    sheet.legend()
    for x, word in ((40, "Kokonaisuus"), (160, "Toimenpide")):
        sheet.text(x, 60, word, bold=True)
    heads(sheet, 60, ("", *HEADS[1:]))
    rows(sheet, 66)
    rows(sheet, 126)
    sheet.parts = [part for part in sheet.parts if not any(row[0] in part for row in ROWS)]
    for number in range(6):
        sheet.text(160, 79 + 20 * number, f"Sähköinen palvelu {number + 1}")
    for y, text in groups:
        sheet.text(40, y, text)


@pytest.mark.parametrize(
    "groups",
    [
        ((89, "Asiointi"), (129, "Tieto"), (169, "Tilat")),
        ((99, "Asiointi"), (149, "Tilat"), (179, "Tieto")),
    ],
)
def test_a_group_in_the_middle_of_its_rows_holds_for_them(imported, groups):
    sheet = Sheet()
    beside_measures(sheet, groups)

    document = imported(sheet)

    sizes = [2, 2, 2] if groups[0][0] == 89 else [3, 2, 1]
    assert [(text, size) for (_, text), size in zip(groups, sizes, strict=True)] == [
        (group.title, len(group.measures)) for goal in document.goals for group in goal.groups
    ]
    assert [] == codes(document)


def test_a_group_between_rows_is_told_when_its_rows_are_not_certain(imported):
    sheet = Sheet()
    beside_measures(sheet, ((89, "Asiointi"), (139, "Tilat")))

    document = imported(sheet)

    assert 6 == len(list(document.measures()))
    assert ["import-note"] == codes(document)
    assert "mitä rivejä ”Asiointi” ja ”Tilat” koskee" in document.reported[0].message


def marked(sheet: Sheet, y: float, *texts: str) -> None:
    for x, text in zip(COLUMNS, texts, strict=True):
        sheet.text(x, y + 13, text)


def test_an_explanation_on_two_lines_beside_others_is_whole(imported):
    sheet = Sheet()
    for x, y, text in ((40, 30, "Selite"), (140, 30, "S = selvittely"), (540, 35, "toiminta")):
        sheet.text(x, y, text)
    sheet.text(340, 30, "K = käyttöönotto")
    sheet.text(540, 25, "J = jatkuva")
    heads(sheet, 60)
    marked(sheet, 66, "Sähköinen arkisto", "Hallinto", "S", "K", "J")

    assert {
        "Sähköinen arkisto": {
            "2026-kevat": "selvittely",
            "2026-syksy": "käyttöönotto",
            "2027-kevat": "jatkuva toiminta",
        }
    } == schedules(imported(sheet))


def test_a_fill_tells_that_a_mark_stands_in_a_merged_cell(imported):
    sheet = Sheet()
    sheet.text(40, 30, "Merkit: S = selvittely, K = käyttöönotto")
    heads(sheet, 60)
    marked(sheet, 66, "Sähköinen arkisto", "Hallinto", "S", "K", "")
    for x, width in ((37, 260), (297, 140), (437, 100), (537, 200)):
        sheet.fill(x, 66, width, 20, (217, 217, 217))
    sheet.parts = [*sheet.parts[-4:], *sheet.parts[:-4]]

    document = imported(sheet)

    halves = dict.fromkeys(("2026-syksy", "2027-kevat"), "käyttöönotto")
    assert {"Sähköinen arkisto": {"2026-kevat": "selvittely", **halves}} == schedules(document)
    assert [] == codes(document)


def test_a_mark_that_may_stand_in_a_merged_cell_is_told_with_its_row(imported):
    sheet = Sheet()
    sheet.text(40, 30, "Merkit: S = selvittely, K = käyttöönotto")
    heads(sheet, 60)
    marked(sheet, 66, "Sähköinen arkisto", "Hallinto", "S", "K", "")
    marked(sheet, 86, "Kirjaston ajanvaraus", "Kirjasto", "S", "", "K")

    document = imported(sheet)

    assert ["import-note"] == codes(document)
    assert "tyhjiin puolivuosiin (rivi 3)" in document.reported[0].message


def test_a_large_picture_on_a_page_is_told(imported):
    sheet, other = Sheet(), Sheet()
    sheet.legend()
    heads(sheet, 60)
    rows(sheet, 66)
    for side in (400, 20):
        other.parts.append(f"q {side} 0 0 {side} 9 9 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q")

    [problem] = imported(sheet, other).reported

    assert "Sivu 2: kuvaa (1 kpl) ei luettu" in problem.message


def test_what_announces_a_legend_stands_before_what_is_right_below_it(imported):
    sheet = Sheet()
    heads(sheet, 60)
    rows(sheet, 66)
    sheet.text(40, 200, "Värien selitys")
    sheet.legend(y=215)
    for number, colour in enumerate(PHASES.values()):
        x = 460 + 80 * number
        sheet.fill(x, 205, 80, 16, colour)
        sheet.text(x + 4, 217, f"Taso {number + 1}")
        for line_x in (x, x + 80):
            sheet.line(line_x, 205, line_x, 221)
    for y in (205, 221):
        sheet.line(460, y, 700, y)

    assert WHOLE == schedules(imported(sheet))


def refused(tmp_path: Path, sheet: Sheet) -> Problem:
    path = tmp_path / "tiekartta.pdf"
    path.write_bytes(pdf(sheet))
    [problem] = read_document(path, Legend())
    return problem


def test_a_table_of_cut_names_is_refused_for_that_reason(tmp_path):
    problem = refused(tmp_path, in_cells_that_cut(["Tietoturvan perusteet", "Avoimen datan malli"]))

    assert "text-lost" == problem.code
    assert "”Tietoturvan perus”" in problem.message


def test_a_table_of_cut_heads_is_refused_for_that_reason(tmp_path):
    sheet = Sheet()
    for x, word in zip((40, 100, 160, 220), ("Toimenpide", *HEADS[2:]), strict=True):
        sheet.cell(x, 60, 48, word)
    sheet.text(41, 79, "Avoin data")

    problem = refused(tmp_path, sheet)

    assert "text-lost" == problem.code
    assert "”Kevät 202”" in problem.message


def test_rows_that_are_printed_over_one_another_are_refused_for_that_reason(tmp_path):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    for number, title in enumerate(("Kirjaston ajan", "Tietoturvan perus", "Avoimen datan")):
        for y, text in ((79, title), (91, "jatkoa alla")):
            sheet.text(40, y + 15 * number, text)
        sheet.text(300, 79 + 15 * number, "Hallinto")

    problem = refused(tmp_path, sheet)

    assert "text-lost" == problem.code
    assert "päälle" in problem.message


def test_a_row_that_a_page_break_cuts_is_one_measure(imported):
    first, second = Sheet(), Sheet()
    first.legend()
    heads(first, 60)
    rows(first, 66)
    first.text(40, 139, "Koulukuljetusten")
    first.text(300, 139, "Sivistys")
    first.fill(437, 126, 100, 20, YELLOW)
    heads(second, 60)
    second.text(40, 79, "reitit ja seuranta")
    second.fill(437, 66, 100, 20, YELLOW)
    second.text(40, 99, "Avoin data")
    second.text(300, 99, "Hallinto")

    document = imported(first, second)

    assert WHOLE | {
        "Koulukuljetusten reitit ja seuranta": {"2026-kevat": "selvittely"},
        "Avoin data": {},
    } == schedules(document)


def test_a_table_goes_on_without_a_head(imported):
    first, second = Sheet(), Sheet()
    first.legend()
    heads(first, 60)
    rows(first, 66)
    second.fill(537, 66, 100, 20, BLUE)
    for y, title in ((79, "Avoin data"), (99, "Nuorten neuvola")):
        second.text(40, y, title)
        second.text(300, y, "Hallinto")

    assert WHOLE | {
        "Avoin data": {"2026-syksy": "käyttöönotto"},
        "Nuorten neuvola": {},
    } == schedules(imported(first, second))


def wide_sheets(*, lines: bool) -> list[Sheet]:
    """Return the pages of a sheet whose half-years stand on a page beside its measures."""
    left, right = Sheet(), Sheet()
    left.legend()
    for at, (x, word) in enumerate(zip(COLUMNS, HEADS, strict=True)):
        sheet = left if at < 2 else right
        sheet.text(x if at < 2 else x - 400, 60, word, bold=True)
    for number, row in enumerate(ROWS):
        y = 66 + 20 * number
        left.text(40, y + 13, row[0])
        left.text(300, y + 13, row[1])
        for x, text in zip(COLUMNS[2:], row[2:], strict=True):
            if text:
                right.fill(x - 403, y, 100, 20, COLOURS[text])
    for sheet, xs in ((left, (37, 297, 437)), (right, (37, 137, 237, 337))) if lines else ():
        for y in (46, 66, 86, 106, 126):
            sheet.line(xs[0], y, xs[-1], y)
        for x in xs:
            sheet.line(x, 46, x, 126)
    return [left, right]


@pytest.mark.parametrize("lines", [False, True])
def test_columns_go_on_to_the_next_page(imported, lines):
    document = imported(*wide_sheets(lines=lines))

    assert WHOLE == schedules(document)
    assert {"Sivut 1 ja 2"} == {one.source.table for one in document.measures()}


def test_a_missing_page_of_further_columns_is_told(imported):
    left, right = wide_sheets(lines=False)
    more = Sheet()
    for y, title in ((79, "Avoin data"), (99, "Nuorten neuvola")):
        more.text(40, y, title)
        more.text(300, y, "Hallinto")

    document = imported(left, more, right)

    assert WHOLE | {"Avoin data": {}, "Nuorten neuvola": {}} == schedules(document)
    assert ["schedule-refused"] == codes(document)
    assert [True] * 3 + [False] * 2 == [one.schedule_known for one in document.measures()]


def test_what_every_page_repeats_at_its_edges_is_no_content(imported):
    sheets = [Sheet(), Sheet()]
    sheets[0].legend(y=40)
    for number, sheet in enumerate(sheets, 1):
        sheet.text(40, 20, "Esimerkkilän kaupunki")
        sheet.text(40, 580, f"Sivu {number} / 2")
        heads(sheet, 80)
        rows(sheet, 86)

    document = imported(*sheets)

    assert 6 == len(list(document.measures()))
    assert WHOLE == schedules(document)


def test_words_that_lie_over_one_another_stay_words(imported):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    rows(sheet, 66)
    sheet.text(442, 79, "kilpailutus ja hankinta")
    sheet.text(540, 79, "pilotti")

    texts = [text for one in imported(sheet).measures() for text in one.cell_texts.values()]

    assert ["kilpailutus ja hankinta", "pilotti"] == texts


def arrow(sheet: Sheet, x: float, y: float, width: float) -> None:
    """Draw a yellow arrow 14 points high."""
    neck = x + width - 12
    points = [(x, y + 4), (neck, y + 4), (neck, y), (x + width, y + 7), (neck, y + 14)]
    sheet.shape([*points, (neck, y + 10), (x, y + 10)], YELLOW)


@pytest.mark.parametrize("lines", [False, True])
def test_arrows_over_a_table_tell_its_half_years(imported, lines):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    for number, (start, width) in enumerate(((440, 90), (540, 190), (442, 290))):
        top = 66 + 40 * number
        sheet.text(40, top + 10, f"Toimi {number + 1}")
        sheet.text(300, top + 10, "Hallinto")
        arrow(sheet, start, top + 14, width)
    for y in (46, 66, 106, 146, 186) if lines else ():
        sheet.line(37, y, 737, y)
    for x in (37, 297, 437, 537, 637, 737) if lines else ():
        sheet.line(x, 46, x, 186)

    document = imported(sheet)

    assert {
        "Toimi 1": {"2026-kevat": "selvittely"},
        "Toimi 2": dict.fromkeys(("2026-syksy", "2027-kevat"), "selvittely"),
        "Toimi 3": dict.fromkeys(("2026-kevat", "2026-syksy", "2027-kevat"), "selvittely"),
    } == schedules(document)
    assert [] == codes(document)


def test_a_bar_that_ends_inside_a_cell_is_told(imported):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 60)
    rows(sheet, 66)
    sheet.text(40, 139, "Avoin data")
    sheet.fill(440, 130, 135, 8, YELLOW)

    document = imported(sheet)

    assert {"2026-kevat": "selvittely"} == schedules(document)["Avoin data"]
    [problem] = document.reported
    assert (
        "Sivu 1: piirretty palkki tai muu kuvio ulottuu vain osaan solusta (rivi 5, sarake 4)"
        in (problem.message)
    )


def test_a_line_through_words_is_no_line_of_the_table(imported):
    sheet = in_narrow_cells(150, "Avoin data", "kaikille")
    sheet.line(43, 74, 92, 74)
    sheet.line(43, 86, 78, 86)

    [measure] = imported(sheet).measures()

    assert "Avoin data kaikille" == measure.title


@pytest.mark.parametrize(
    ("sign", "at", "before"),
    [("•", 0, 10), ("••", 0, 12), ("•", 0, 3.5), ("•", 70, 0), ("letter", 0, 9), ("word", 0, 0)],
)
def test_coloured_signs_letters_and_words_are_a_legend(imported, sign, at, before):
    sheet = Sheet()
    for number, (word, colour) in enumerate(PHASES.items()):
        x = 40 + 120 * number
        shown = {"letter": word[0].upper(), "word": word}.get(sign, sign)
        sheet.text(x + at, 30, shown, ink=colour)
        if sign != "word":
            sheet.text(x + before, 30, f"= {word}" if sign == "letter" else word)
    heads(sheet, 60)
    rows(sheet, 66)

    assert WHOLE == schedules(imported(sheet))


def test_what_is_broken_on_a_page_is_told_in_the_users_language(imported, capfd):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 80)
    rows(sheet, 90, lines=True)
    sheet.parts.append("(rikki) 0 0 rg 443 131 97 18 re f")
    document = imported(sheet)

    [told] = [one.message for one in document.reported if "rikkinäisiä kohtia (1)" in one.message]
    assert "Tekstiä tai värejä voi puuttua" in told
    assert ("", "") == capfd.readouterr()


@pytest.mark.parametrize(("x", "is_told"), [(830, True), (700, False)])
def test_a_table_that_is_wider_than_its_page_is_told(imported, x, is_told):
    sheet = Sheet()
    sheet.legend()
    heads(sheet, 80)
    rows(sheet, 90, lines=True)
    sheet.text(x, 60, "Syksy 2028")

    told = [one for one in imported(sheet).reported if "on sivua leveämpi" in one.message]
    assert is_told is bool(told)
