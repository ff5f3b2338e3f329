"""Habits of single programs: how each hides, paints, merges and draws, and what then is read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx
import making
import openpyxl
import pytest
import written_grids
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu
from written_grids import codes, outline

from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document, Phase
from digitiekartta.documents.importing.reading import read_document

HEAD = ["Toimenpide", "Vastuutaho", "Kevät 2025", "Syksy 2025", "Kevät 2026"]
Reader = Callable[[str, bytes], Document]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def reading(name: str, data: bytes, meanings: Legend | None = None) -> Document:
        path = tmp_path / name
        path.write_bytes(data)
        document = read_document(path, meanings or Legend())
        assert isinstance(document, Document), document
        return document

    return reading


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def solid(colour) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def workbook(*rows: list):
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    return book, book.active


# --- Excel --------------------------------------------------------------------------------------


def test_a_towns_own_theme_gives_the_colours(read):
    book, sheet = workbook(["Kartoitus", "IT"], ["Kurssit", "IT"])
    for cell, colour in (
        ("C2", Color(theme=5, tint=0.5)),
        ("D2", Color(theme=9)),
        ("C3", "FFCC99FF"),  # accent2 of the theme below made half as light again
        ("A5", Color(theme=5, tint=0.5)),
        ("B5", Color(theme=9)),
    ):
        sheet[cell].fill = solid(colour)
    sheet["A5"], sheet["B5"] = "selvitys", "käyttöönotto"
    own = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(own, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if "theme" in name:
                data = data.replace(b"C0504D", b"9933FF").replace(b"F79646", b"00AA88")
            new.writestr(name, data)

    document = read("teema.xlsx", own.getvalue())

    assert (
        "T\n    Kartoitus (IT): k25=selvitys s25=käyttöönotto\n    Kurssit (IT): k25=selvitys"
        == (outline(document))
    )
    assert [(204, 153, 255), (0, 170, 136)] == [phase.colour for phase in document.phases]


def test_indexed_colours_come_from_the_palette(read):
    book, sheet = workbook(["Kartoitus", "IT"])
    sheet["C2"].fill = sheet["A4"].fill = solid(Color(indexed=13))
    sheet["A4"] = "selvitys"

    assert "k25=selvitys" in outline(read("paletti.xlsx", saved(book)))


def test_hidden_rows_columns_and_sheets_are_left_out_and_counted(read):
    book, sheet = workbook(["Näkyvä", "IT"], ["Piilotettu", "IT"], ["Toinen", "IT"])
    for row in (2, 3, 4):
        sheet.cell(row, 3).fill = sheet.cell(row, 4).fill = solid("FFE699")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("Luonnos").sheet_state = "hidden"

    document = read("piilossa.xlsx", saved(book))
    [told] = [one for one in document.reported if one.code == "hidden-left-out"]

    assert ["Näkyvä", "Toinen"] == [one.title for one in document.measures()]
    assert ["2025-kevat", "2026-kevat"] == [moment.slug for moment in document.periods]
    assert all(f"1 {what}" in told.message for what in ("rivi", "sarake", "välilehti"))
    assert "”Sheet”: 3)" in told.message
    assert "”Sheet”: D)" in told.message


def test_colours_that_come_by_a_rule_are_told_of(read):
    book, sheet = workbook(["Kartoitus", "IT"], ["Kurssit", "IT"])
    sheet.conditional_formatting.add(
        "C2:E3", CellIsRule(operator="equal", formula=["1"], fill=solid("FFE699"))
    )

    document = read("ehto.xlsx", saved(book))

    assert {"conditional-format", "no-colours"} <= codes(document)
    assert not document.schedule_known


def test_a_pattern_is_a_phase_that_nobody_knows(read):
    book, sheet = workbook(["Kartoitus", "IT"])
    sheet["C2"].fill = PatternFill("lightUp", fgColor="FFE699")

    document = read("kuvio.xlsx", saved(book))

    assert "unclear-fill" in codes(document)
    assert ["?kuviotäyttö"] == list(next(document.measures()).schedule.values())


def test_a_painted_column_paints_the_cells_that_are_not_there(read):
    book, sheet = workbook(["Kartoitus", "IT"], ["Kurssit", "IT"])
    sheet.column_dimensions["D"].fill = solid("FFE699")
    legend = book.create_sheet("Selite")
    legend["A1"], legend["A1"].fill = "selvitys", solid("FFE699")

    document = read("sarake.xlsx", saved(book))

    assert "Kartoitus (IT): s25=selvitys" in outline(document)


def test_a_comment_where_the_sheet_holds_no_cell_changes_nothing(read):
    book, sheet = workbook(["Kartoitus", "Sivistys", "x", None, None])
    sheet["E4"].comment = Comment("Onko tämä sovittu?", "N. N.")
    with zipfile.ZipFile(io.BytesIO(saved(book))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    part = "xl/worksheets/sheet1.xml"
    parts[part] = re.sub(rb'<row r="4".*?</row>', b"", parts[part])
    [goal] = read("kommentti.xlsx", making.packed(parts)).goals

    assert ["Kartoitus"] == [m.title for group in goal.groups for m in group.measures]


def test_dates_in_the_head_are_half_years(read):
    book, sheet = workbook(["Kartoitus", "IT"])
    sheet["C1"], sheet["D1"], sheet["E1"] = datetime(2025, 1, 1), datetime(2025, 7, 1), 2026
    sheet["C2"].fill = sheet["A4"].fill = solid("FFE699")
    sheet["A4"] = "selvitys"

    document = read("paivat.xlsx", saved(book))

    assert "Kartoitus (IT): k25=selvitys" in outline(document)
    assert 4 == len(document.periods)


def test_a_legend_on_a_sheet_of_its_own_holds_for_the_others(read):
    data = making.xlsx(
        [
            "[Y] selvitys\n[B] käyttöönotto",
            "Toimenpide | Vastuu | Kevät 2025 | Syksy 2025\nKartoitus | IT | [Y] | [B]",
        ],
        names=("Selite", "Toimenpiteet"),
    )

    assert "k25=selvitys s25=käyttöönotto" in outline(read("selite.xlsx", data))


def test_named_sheets_are_goals(read):
    table = "Toimenpide | Vastuu | Kevät 2025 | Syksy 2025\n{} | IT | [Y] | "
    data = making.xlsx(
        [table.format("Lomakkeet"), table.format("Kurssit")], names=("1 Palvelut", "2 Osaaminen")
    )

    goals = read("valilehdet.xlsx", data).goals

    assert [(1, "Palvelut"), (2, "Osaaminen")] == [(goal.number, goal.title) for goal in goals]


# --- Word ---------------------------------------------------------------------------------------


def word_table(*rows: list[str]):
    document = docx.Document()
    table = document.add_table(0, len(HEAD))
    for row in (HEAD, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    return document, table


def shade(cell, **attributes: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    for name, value in attributes.items():
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def test_theme_shades_paragraphs_and_the_highlighter_colour_cells(read):
    document, table = word_table(["Kartoitus", "IT", "", "x", "y"])
    shade(table.cell(1, 2), themeFill="accent1", themeFillTint="66")
    table.cell(1, 3).paragraphs[0].runs[0].font.highlight_color = 7
    paragraph = table.cell(1, 4).paragraphs[0]._p.get_or_add_pPr()
    paragraph.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="00FF00"/>'))

    document = read("savyt.docx", saved(document))
    colours = [cell.colour for cell in document.tables[0].lines[1].cells[2:]]

    assert [(185, 205, 229), (255, 255, 0), (0, 255, 0)] == colours


def test_deleted_and_hidden_text_is_left_out_and_counted(read):
    document, table = word_table(["Kartoitus", "IT"], ["Poistettu", "IT"])
    run = table.cell(1, 1).paragraphs[0].add_run(" salainen")
    run.font.hidden = True
    table.rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    inserted = parse_xml(f"<w:ins {nsdecls('w')} w:id='1'><w:r><w:t> ja kysely</w:t></w:r></w:ins>")
    table.cell(1, 0).paragraphs[0]._p.append(inserted)

    document = read("muutokset.docx", saved(document))

    assert ["Kartoitus ja kysely"] == [one.title for one in document.measures()]
    assert ["IT"] == [one.responsible for one in document.measures()]
    assert "hidden-left-out" in codes(document)


def test_coloured_words_of_a_sentence_are_the_legend(read):
    document, table = word_table(["Kartoitus", "IT"])
    shade(table.cell(1, 2), fill="FFE699")
    shade(table.cell(1, 3), fill="9DC3E6")
    paragraph = document.add_paragraph("Värit: ")
    for text, fill in ((" ■ ", "FFE699"), ("selvitys", None), (" ■ ", "9DC3E6"), ("pilotti", None)):
        run = paragraph.add_run(text)
        if fill:
            run.font.color.rgb = docx.shared.RGBColor.from_string(fill)

    assert "k25=selvitys s25=pilotti" in outline(read("sanat.docx", saved(document)))


# --- PowerPoint ---------------------------------------------------------------------------------


def slide_table(deck, rows: int):
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    table = slide.shapes.add_table(
        rows, 5, Emu(0), Emu(2_000_000), Emu(5_000_000), Emu(400_000 * rows)
    ).table
    for column, text in enumerate(HEAD):
        table.cell(0, column).text_frame.text = text
    return slide, table


def box(slide, left, top, width, colour=None, text=""):
    shape = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Emu(left), Emu(top), Emu(width), Emu(200_000)
    )
    if colour is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor(*colour)
    shape.text_frame.text = text
    return shape


def test_bars_that_are_drawn_over_a_table_are_its_schedule(read):
    deck = Presentation()
    slide, table = slide_table(deck, 3)
    for row, text in enumerate(("Kartoitus", "Kurssit"), 1):
        table.cell(row, 0).text_frame.text = text
    box(slide, 2_050_000, 2_500_000, 1_900_000, (255, 230, 153))
    box(slide, 4_050_000, 2_900_000, 900_000, (157, 195, 230))
    box(slide, 0, 200_000, 900_000, (255, 230, 153), "selvitys")
    box(slide, 0, 600_000, 900_000, (157, 195, 230), "käyttöönotto")

    told = outline(read("palkit.pptx", saved(deck)))

    assert "Kartoitus: k25=selvitys s25=selvitys" in told
    assert "Kurssit: k26=käyttöönotto" in told


def test_bars_over_rows_of_unknown_height_are_refused_with_a_reason(read):
    deck = Presentation()
    slide, table = slide_table(deck, 3)
    table.cell(1, 0).text_frame.text = "Kartoitus"
    slide.shapes[0].height = Emu(4_000_000)
    box(slide, 2_050_000, 2_500_000, 900_000, (255, 230, 153))

    document = read("palkit.pptx", saved(deck))
    [note] = [one for one in document.reported if one.code == "import-note"]

    assert "palkki" in note.message
    assert {} == next(document.measures()).schedule


def test_small_squares_with_words_beside_them_are_the_legend(read):
    deck = Presentation()
    slide, table = slide_table(deck, 2)
    table.cell(1, 0).text_frame.text = "Kartoitus"
    fill = table.cell(1, 2).fill
    fill.solid()
    fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_2
    square = box(slide, 0, 200_000, 200_000, (0, 0, 0))
    square.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_2
    box(slide, 250_000, 200_000, 900_000, None, "selvitys")

    assert "Kartoitus: k25=selvitys" in outline(read("ruudut.pptx", saved(deck)))


def test_a_hidden_slide_is_left_out_and_counted(read):
    deck = Presentation()
    for text in ("Näkyvä", "Piilotettu"):
        slide, table = slide_table(deck, 2)
        table.cell(1, 0).text_frame.text = text
    slide._element.set("show", "0")

    document = read("diat.pptx", saved(deck))

    assert ["Näkyvä"] == [one.title for one in document.measures()]
    assert "hidden-left-out" in codes(document)


# --- text ---------------------------------------------------------------------------------------

CSV = """
    = Tavoite 1: Osaaminen
    Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
    Kartoitus, "laaja"; koko kunta | Johtoryhmä | S | K
    Käyttö | Työryhmä | S |
    ---
    S = selvitys | K = käyttöönotto
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_text_is_read_in_its_usual_forms(read, delimiter, encoding):
    document = read("taulukko.csv", making.table_text([CSV], delimiter, encoding))

    assert [
        "T1 Osaaminen",
        '    Kartoitus, "laaja"; koko kunta (Johtoryhmä): k25=selvitys s25=käyttöönotto',
        "    Käyttö (Työryhmä): k25=selvitys",
    ] == outline(document).split("\n")


def test_what_a_program_writes_for_a_missing_value_is_an_empty_cell(read):
    text = """
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Lisätiedot
        Kartoitus | NA | selvitys | NA | NA
        Käyttö | NA-ryhmä | NaN | selvitys | Aloitus 2025
    """
    document = read("taulukko.csv", making.table_text([text], ";", "utf-8"))
    told = " ".join(problem.message for problem in document.reported)

    assert ["T", "    Kartoitus: k25=selvitys", "    Käyttö (NA-ryhmä): s25=selvitys"] == outline(
        document
    ).split("\n")
    assert ["", "Aloitus 2025"] == [measure.notes for measure in document.measures()]
    assert "NA eli tieto puuttuu, luettiin tyhjinä (3 kpl)" in told


def test_what_a_person_tells_of_colours_and_marks_goes_first(read):
    table = "Toimenpide | Vastuu | Kevät 2025 | Syksy 2025\nKartoitus | IT | [Y] | x"
    told = [Phase("selvitys", (255, 230, 153)), Phase("toteutus", None, "x")]

    document = read("koe.xlsx", making.xlsx([table]), Legend.of(told))

    assert "Kartoitus (IT): k25=selvitys s25=toteutus" in outline(document)
    assert set() == codes(document)


# --- rows that are easily taken for something else ----------------------------------------------


def test_every_row_says_what_became_of_it():
    document = written_grids.read(
        """
        = Tavoite 1: Osaaminen
        Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
        [g] *Ryhmä | < | < | <
        Kartoitus | IT | [Y] | [B]
        | | |
        | Rehtorit | [Y] |
        Lähde: tietohallinto | < | < | <
        ---
        [Y] selvitys | [B] = toteutus
        """
    )

    assert [
        *("otsikkorivi", "ryhmä", "toimenpide", "tyhjä", "jätetty pois", "muu teksti"),
        "värien selitys",
    ] == [row.kind for row in document.rows]
    assert {"row-left-out"} == codes(document)
    assert ["selvitys", "toteutus"] == [phase.label for phase in document.phases]


def test_a_group_row_in_the_colour_of_a_phase_is_still_a_group():
    document = written_grids.read(
        """
        Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
        [G] Ryhmä 1 | [G] | [G] | [G]
        Kartoitus | IT | [Y] | [B]
        [G] Ryhmä 2 | [G] | [G] | [G]
        Kurssit | IT | [Y] | [G]
        ---
        [Y] selvitys | [B] toteutus | [G] jatkuva
        """
    )

    assert [
        "T",
        "  R Ryhmä 1",
        "    Kartoitus (IT): k25=selvitys s25=toteutus",
        "  R Ryhmä 2",
        "    Kurssit (IT): k25=selvitys s25=jatkuva",
    ] == outline(document).split("\n")


def test_words_beside_a_colour_are_kept():
    document = written_grids.read(
        """
        Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
        Kartoitus | IT | [Y] kilpailutus | valmis
        ---
        [Y] selvitys | [B] toteutus
        """
    )
    [measure] = document.measures()

    assert ["kilpailutus", "valmis"] == list(measure.cell_texts.values())
    assert ["selvitys"] == list(measure.schedule.values())


def test_a_measure_that_stands_twice_is_kept_and_told():
    document = written_grids.read(
        """
        Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
        Kartoitus | IT | [Y] |
        Kurssit | IT | [Y] |
        Kartoitus | IT | [Y] |
        ---
        [Y] selvitys
        """
    )

    assert 3 == len(list(document.measures()))
    assert {"duplicate-measure"} == codes(document)
