"""What the reader of Excel gives: texts and letters, fills, drawn bars, and only what is used."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color
from workbooks import HEAD, workbook_of

from digitiekartta.documents.importing.grid import Cell, Label, Source, Table, Text
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import to_json
from digitiekartta.documents.importing.readers.excel import read_excel
from digitiekartta.documents.importing.reading import read_document

YELLOW, BLUE = (255, 217, 102), (155, 194, 230)


def source_of(data: bytes) -> Source:
    return read_excel(data, Path("koe.xlsx"))


def table_of(data: bytes) -> Table:
    [table] = source_of(data).tables
    return table


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def drawn(*shapes: tuple, rows: int = 3, **options) -> bytes:
    """Return a workbook with text boxes: row, column (from 0), text and options of each."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Tiekartta")
    sheet.write_row(3, 0, HEAD)
    for row in range(4, 4 + rows):
        sheet.write_row(row, 0, [f"Toimenpide {row}", "IT"])
    for column, width in options.items():
        sheet.set_column(f"{column}:{column}", width)
    for row, column, text, wishes in shapes:
        sheet.insert_textbox(row, column, text, {"width": 60, "height": 16, **wishes})
    book.close()
    return out.getvalue()


def box(colour: str | None, **more) -> dict:
    fill = {"color": colour} if colour else {"none": True}
    return {"fill": fill, "line": {"none": True}, "x_offset": 2, "y_offset": 2, **more}


def with_part(data: bytes, name: str, pattern: str, new: str) -> bytes:
    """Return a package with something else in the part whose name ends so."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as made:
        for part in old.namelist():
            text = old.read(part)
            if part.endswith(name):
                text = re.sub(pattern, new, text.decode()).encode()
            made.writestr(part, text)
    return out.getvalue()


def colours(table: Table, number: int) -> list:
    [line] = [line for line in table.lines if line.number == number]
    return [cell.colour for cell in line.cells[2:]]


# --- What a cell says -----------------------------------------------------------------------------


def test_a_comment_is_no_content_and_needs_no_cell():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append(["Kartoitus", "IT"])
    sheet["A2"].comment = Comment("Sovittava vielä", "Maija")
    sheet["E9"].comment = Comment("Tyhjässä solussa", "Maija")

    table = table_of(saved(book))

    assert ["Kartoitus", "IT", "", "", ""] == [cell.text for cell in table.lines[1].cells]
    assert 2 == len(table.lines)


def test_comments_and_struck_words_are_told_with_their_cells(tmp_path):
    book = openpyxl.Workbook()
    for row in [HEAD, ["Kartoitus", "IT", "S"], [], ["S = selvittely"]]:
        book.active.append(row)
    book.active["B2"] = CellRichText(TextBlock(InlineFont(strike=True), "Rehtori "), "IT")
    for place in ("C2", "D2", "K40"):
        book.active[place].comment = Comment("Sovittava vielä", "Maija")
    path = tmp_path / "koe.xlsx"
    path.write_bytes(saved(book))
    document = read_document(path, Legend())
    told = {problem.code: problem.message for problem in document.reported}

    assert ["IT"] == [measure.responsible for measure in document.measures()]
    assert "”Rehtori” (B2)" in told["struck-through"]
    assert "tuotu: C2 ja D2." in told["comments-left-out"]
    assert "ulkopuolella: K40" in told["import-note"]
    assert "Sovittava" not in to_json(document)
    assert "Sovittava vielä" == document.tables[0].lines[1].cell(2).comment


def test_words_of_a_text_may_have_letters_of_their_own():
    book = openpyxl.Workbook()
    red, blue = InlineFont(color="FFC00000"), InlineFont(color="FF0070C0")
    book.active["A1"] = CellRichText(
        TextBlock(red, "● "), "selvittely ", TextBlock(blue, "käyttöönotto")
    )
    book.active["A2"] = CellRichText(
        TextBlock(InlineFont(strike=True, b=True), "Poistettu"),
        TextBlock(InlineFont(strike=True, b=True), " rivi"),
    )
    book.active["A3"] = CellRichText(TextBlock(InlineFont(strike=True), "Vanha"), " uusi")

    [[legend], [struck], [half]] = [line.cells for line in table_of(saved(book)).lines]

    assert "● selvittely käyttöönotto" == legend.text
    assert (Label("selvittely", (192, 0, 0)), Label("käyttöönotto", (0, 112, 192))) == legend.labels
    assert struck.struck
    assert struck.bold
    assert not half.struck


def test_letters_are_told_unless_they_are_black():
    book = openpyxl.Workbook()
    sheet = book.active
    for number, font in enumerate(
        (
            Font(color="FFC00000"),
            Font(color="FF000000"),
            Font(color=Color(theme=1)),
            Font(strike=True),
            Font(bold=True),
        ),
        1,
    ):
        sheet.cell(1, number, "●").font = font
    sheet.cell(1, 6).font = Font(color="FFC00000", strike=True, bold=True)
    sheet.cell(1, 7, "x")

    cells = table_of(saved(book)).lines[0].cells

    assert [(192, 0, 0), None, None, None, None, None, None] == [cell.ink for cell in cells]
    assert [4] == [at for at, cell in enumerate(cells, 1) if cell.struck]
    assert [5] == [at for at, cell in enumerate(cells, 1) if cell.bold]


def test_numbers_dates_and_formulas_stand_as_excel_shows_them():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([2026, 1.5, True, 0.25, 46023, "=SUM(A1:B1)"])
    sheet["D1"].number_format = "0 %"
    sheet["E1"].number_format = "d.m.yyyy"

    cells = table_of(saved(book)).lines[0].cells

    assert ["2026", "1,5", "☒", "25 %", "1.1.2026", "=SUM(A1:B1)"] == [c.text for c in cells]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ('0 "kpl"', "5 kpl"),
        ("#,##0 [$€-40B]", "5 €"),
        ('_-* #,##0\\ "€"_-;-* #,##0', "5 €"),
        ('"n. "0', "n. 5"),
        ("[Red]0.00", "5"),
    ],
)
def test_the_words_of_a_number_format_stand_beside_the_number(form, text):
    book = openpyxl.Workbook()
    book.active["A1"] = 5
    book.active["A1"].number_format = form

    assert text == table_of(saved(book)).lines[0].cells[0].text


def test_a_text_stands_in_the_sheet_or_among_the_shared_ones_without_hints_for_reading():
    data = workbook_of(
        '<sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>omassa</t></is></c>'
        '<c t="str"><f>A1</f><v>laskettu</v></c><c t="s"><v>9</v></c><c t="d"><v>2026-03-01</v></c>'
        '<c t="e"><v>#REF!</v></c></row></sheetData>',
        shared="<si><t>jaettu</t><rPh><t>lausutaan</t></rPh></si>",
    )

    cells = table_of(data).lines[0].cells

    assert ["jaettu", "omassa", "laskettu", "", "1.3.2026", "#REF!"] == [c.text for c in cells]
    assert ["A1", "B1", "C1", "D1", "E1", "F1"] == [cell.place for cell in cells]


def test_elements_may_have_a_prefix():
    data = workbook_of(
        '<x:sheetData><x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>teksti</x:t></x:is></x:c>'
        "</x:row></x:sheetData>",
        prefix="x",
    )

    [_, line] = table_of(data).lines

    assert ["", "teksti"] == [cell.text for cell in line.cells]


# --- How a cell is painted ------------------------------------------------------------------------


def test_a_fill_that_is_no_plain_colour_is_unclear():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Toimenpide"
    sheet["B1"].fill = PatternFill("lightUp", fgColor="FFE699")
    sheet["C1"].fill = GradientFill(stop=("FFD966", "9BC2E6"))
    sheet["D1"].fill = GradientFill(stop=("FFD966", "FFD966"))
    sheet["E1"].fill = PatternFill("darkGrid", fgColor="FFD966", bgColor="FFD966")

    cells = table_of(saved(book)).lines[0].cells

    assert ["", "kuviotäyttö", "liukuväri", "", ""] == [cell.unclear for cell in cells]
    assert [None, None, None, YELLOW, YELLOW] == [cell.colour for cell in cells]


def test_a_cell_that_the_file_does_not_hold_looks_like_its_row_or_column():
    fill = '<fill><patternFill patternType="solid"><fgColor rgb="FFFFD966"/></patternFill></fill>'
    data = workbook_of(
        '<cols><col min="2" max="3" style="1"/></cols><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"/><c r="D1"><v>1</v></c></row>'
        '<row r="2" s="1" customFormat="1"><c r="D2" s="0"/></row>'
        '<row r="3"><c r="D3"><v>1</v></c></row></sheetData>',
        styles=f'<fills><fill/>{fill}</fills><cellXfs><xf/><xf fillId="1"/></cellXfs>',
    )

    lines = table_of(data).lines

    assert [None, YELLOW, None, None] == [cell.colour for cell in lines[0].cells]
    assert [YELLOW, YELLOW, YELLOW, None] == [cell.colour for cell in lines[1].cells]


# --- What is used of a sheet ----------------------------------------------------------------------


def test_thousands_of_formatted_rows_are_no_content():
    book = openpyxl.Workbook()
    book.remove(book.active)
    grey = PatternFill("solid", fgColor="D9D9D9")
    for name in ("Tavoite 1", "Tavoite 2", "Tavoite 3"):
        sheet = book.create_sheet(name)
        for row in range(1, 1001):
            for column in range(1, 27):
                cell = sheet.cell(row, column)
                cell.font = Font(size=10)
                if column == 26:
                    cell.fill = grey
        for column, head in enumerate(HEAD, 1):
            sheet.cell(1, column, head)
        sheet.cell(2, 1, "Kartoitus")

    tables = source_of(saved(book)).tables

    assert 3 == len(tables)
    assert all(len(table.lines) < 50 for table in tables)


@pytest.mark.parametrize("area", ["A2:A1048576", "A2:XFD1048576", "A2:A4"])
def test_an_area_merged_to_the_end_of_the_sheet_ends_where_the_table_does(area):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Tavoite", "Toimenpide"])
    for number in range(3):
        sheet.append([None, f"Toimenpide {number}"])
    sheet["A2"] = "Sujuvat palvelut"
    merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'

    lines = table_of(with_part(saved(book), "sheet1.xml", "</sheetData>", merged)).lines

    assert ["Tavoite"] + ["Sujuvat palvelut"] * 3 == [line.cells[0].text for line in lines]


# --- What is drawn on a sheet ---------------------------------------------------------------------


def test_bars_colour_the_cells_that_they_cover():
    wide = box("#9BC2E6", width=120)
    table = table_of(drawn((4, 2, "", box("#FFD966")), (5, 3, "pilotti", wide)))

    assert [YELLOW, None, None] == colours(table, 5)
    assert [None, BLUE, BLUE] == colours(table, 6)
    assert [None, None, None] == colours(table, 7)
    assert ["pilotti", ""] == [cell.text for cell in table.lines[5].cells[3:]]


def test_a_bar_over_three_rows_colours_them_all():
    table = table_of(drawn((4, 2, "", box("#FFD966", height=56))))

    assert [YELLOW] * 3 == [colours(table, number)[0] for number in (5, 6, 7)]


def test_bars_are_found_by_the_widths_and_heights_of_the_sheet():
    table = table_of(drawn((4, 3, "", box("#FFD966", width=200)), A=60, C=3, D=30, E=30))

    assert [None, YELLOW, None] == colours(table, 5)


def test_a_small_sign_belongs_to_the_cell_in_which_it_stands():
    sign = box("#9BC2E6", width=10, height=8, x_offset=45)

    assert [None, BLUE, None] == colours(table_of(drawn((6, 3, "", sign))), 7)


def test_a_bar_that_reaches_into_a_cell_but_not_to_its_middle_is_told_of():
    source = source_of(drawn((4, 2, "", box("#FFD966", width=85))))

    assert [YELLOW, None, None] == colours(source.tables[0], 5)
    assert any("D5" in note and "osaan solusta" in note for note in source.notes)


def test_shapes_above_a_table_are_its_legend():
    [section] = source_of(
        drawn(
            (0, 2, "selvittely", box("#FFD966")),
            (1, 2, "käyttöönotto", box("#9BC2E6")),
            (2, 2, "Päivitetty 1.3.", box(None)),
            (4, 2, "", box("#FFD966")),
        )
    ).sections
    *drawn_parts, table = section.parts

    assert [Label("selvittely", YELLOW), Label("käyttöönotto", BLUE), Text("Päivitetty 1.3.")] == (
        drawn_parts
    )
    assert isinstance(table, Table)
    assert not any(cell.text for line in table.lines[:3] for cell in line.cells)


def test_a_bar_over_a_painted_cell_makes_it_unclear():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Tiekartta")
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, ["Kartoitus", "IT"])
    sheet.write_row(2, 0, ["Kurssit", "IT"])
    sheet.write_blank(1, 2, None, book.add_format({"bg_color": "#FFD966"}))
    sheet.insert_textbox(1, 2, "", {"width": 60, "height": 16, **box("#9BC2E6")})
    book.close()

    cell = table_of(out.getvalue()).lines[1].cells[2]

    assert cell.colour is None
    assert "kuvio" in cell.unclear


def test_a_bar_of_many_colours_makes_the_cell_unclear():
    fill = {"gradient": {"colors": ["#FFD966", "#9BC2E6"]}}

    cell = table_of(drawn((4, 2, "", {**box(None), "fill": {}, **fill}))).lines[4].cells[2]

    assert "liukuväri" == cell.unclear


def test_bars_in_a_group_stand_where_the_group_does():
    data = drawn((5, 2, "", box("#FFD966", width=188)))
    half = (
        '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="{0}" name="x"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr>'
        '<a:xfrm><a:off x="{1}" y="0"/><a:ext cx="50" cy="10"/></a:xfrm><a:solidFill>'
        '<a:srgbClr val="{2}"/></a:solidFill></xdr:spPr></xdr:sp>'
    )
    group = (
        "<xdr:grpSp><xdr:nvGrpSpPr/><xdr:grpSpPr><a:xfrm>"
        '<a:off x="5" y="5"/><a:ext cx="150" cy="10"/><a:chOff x="0" y="0"/>'
        '<a:chExt cx="150" cy="10"/></a:xfrm></xdr:grpSpPr>'
        f"{half.format(7, 0, 'FFD966')}{half.format(8, 100, '9BC2E6')}</xdr:grpSp>"
    )

    table = table_of(with_part(data, "drawing1.xml", r"<xdr:sp .*</xdr:sp>", group))

    assert [YELLOW, None, BLUE] == colours(table, 6)


def test_a_cell_without_anything_is_no_more_than_its_place():
    book = openpyxl.Workbook()
    book.active["B2"] = "x"

    assert Cell(place="A1") == table_of(saved(book)).lines[0].cells[0]


def test_letters_of_a_symbol_font_are_the_signs_that_it_shows(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "ü", "ü"
    book.active["A1"].font = Font(name="Wingdings")
    path = tmp_path / "merkit.xlsx"
    book.save(path)

    [line] = read_excel(path.read_bytes(), path).tables[0].lines

    assert ["✓", "ü"] == [cell.text for cell in line.cells]
