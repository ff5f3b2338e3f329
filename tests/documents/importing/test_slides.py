"""What PowerPoint draws over tables, and presentations of programs that leave parts out."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import making
import pytest
from office_parts import cells, changed, parts_of, source
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.util import Emu

from digitiekartta.documents.importing.grid import Label, Source
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.reading import read_document

YELLOW, BLUE, GREY = (255, 230, 153), (157, 195, 230), (217, 217, 217)
TABLE = """
    Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
    Kartoitus | IT | [Y] | [B]
    [Y] selvitys | [B] käyttöönotto
"""
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


class Slide:
    """A slide with a table of 3 rows and 4 columns, 1,000 × 400 thousand units each."""

    def __init__(self) -> None:
        self.deck = Presentation()
        self.slide = self.deck.slides.add_slide(self.deck.slide_layouts[6])
        self.table = self.slide.shapes.add_table(
            3, 4, Emu(0), Emu(2_000_000), Emu(4_000_000), Emu(1_200_000)
        ).table

    def draw(self, left, top, width, height=200, colour=YELLOW, text="") -> None:
        """Draw a shape; the numbers are thousands, from the table's corner."""
        shape = self.slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE,
            *(Emu(one * 1000) for one in (left, top + 2000, width, height)),
        )
        if colour is None:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = RGBColor(*colour)
        shape.text_frame.text = text

    def fill(self, row, column, colour) -> None:
        fill = self.table.cell(row, column).fill
        fill.solid()
        fill.fore_color.rgb = RGBColor(*colour)

    def save(self, folder: Path) -> Path:
        self.deck.save(str(folder / "a.pptx"))
        return folder / "a.pptx"

    def read(self, folder: Path) -> Source:
        return source(folder, "a.pptx", self.save(folder).read_bytes())


def colours(read: Source, row: int):
    return [cell.unclear or cell.colour for cell in cells(read, row)]


def test_a_bar_colours_what_it_covers_and_says_its_text_once(tmp_path):
    slide = Slide()
    slide.draw(1100, 500, 1800, text="pilotti")

    found = slide.read(tmp_path)

    assert [None, YELLOW, YELLOW, None] == colours(found, 1)
    assert ["", "pilotti", "", ""] == [cell.text for cell in cells(found, 1)]


def test_a_small_sign_marks_the_cell_in_which_it_stands(tmp_path):
    slide = Slide()
    slide.draw(2050, 850, 150)

    assert [None, None, YELLOW, None] == colours(slide.read(tmp_path), 2)


def test_a_bar_that_covers_less_than_half_of_a_cell_is_told_with_its_words(tmp_path):
    slide = Slide()
    slide.draw(1100, 500, 1300, text="pilotti")

    found = slide.read(tmp_path)
    [note] = found.notes

    assert [None, YELLOW, None, None] == colours(found, 1)
    assert note.startswith("Dia 1: ")
    assert "(rivi 2, sarake 3, ”pilotti”)" in note


def test_a_schedule_that_is_drawn_without_a_table_is_told(tmp_path):
    slide = Slide()
    slide.slide.shapes._spTree.remove(slide.slide.shapes[0]._element)
    for at, text in enumerate(("Kevät 2026", "Syksy 2026")):
        slide.draw(1000 * at, 0, 900, colour=GREY, text=text)
        slide.draw(1000 * at, 400, 900, text="pilotti")

    main, note = read_document(slide.save(tmp_path), Legend())

    assert "no-measures" == main.code
    assert "Dia 1: aikataulu on piirretty kuvioina" in note.message


def test_pictures_and_smart_art_beside_a_table_are_told(tmp_path):
    slide = Slide()
    corner = (Emu(0), Emu(4_000_000), Emu(4_000_000), Emu(2_000_000))
    slide.slide.shapes.add_picture(io.BytesIO(PIXEL), *corner)
    slide.slide.shapes.add_picture(io.BytesIO(PIXEL), *corner[:2], Emu(400_000), Emu(400_000))
    data = parse_xml(f'<a:graphicData {A} uri="http://schemas.example/diagram"/>')
    frame = slide.slide.shapes.add_table(1, 1, *corner)._element
    frame.graphic.replace(frame.graphic.graphicData, data)

    [note] = slide.read(tmp_path).notes

    assert "Dia 1: SmartArt-kuviota (1 kpl) ja kuvaa (1 kpl) ei luettu" in note


def test_a_tall_bar_colours_all_rows_that_it_covers(tmp_path):
    slide = Slide()
    slide.draw(1100, 450, 800, 700)

    found = slide.read(tmp_path)

    assert [YELLOW, YELLOW] == [colours(found, row)[1] for row in (1, 2)]


def test_bars_over_bands_are_seen(tmp_path):
    slide = Slide()
    for column in range(4):
        slide.fill(1, column, GREY)
    slide.fill(2, 3, GREY)
    slide.draw(1100, 500, 800)
    slide.draw(3100, 900, 800, colour=BLUE)

    found = slide.read(tmp_path)

    assert [GREY, YELLOW, GREY, GREY] == colours(found, 1)
    assert [None, None, None, BLUE] == colours(found, 2)


def test_a_bar_over_another_colour_is_unclear(tmp_path):
    slide = Slide()
    slide.fill(1, 1, BLUE)
    slide.draw(1100, 500, 800)

    assert "väri ja sen päällä kuvio" == colours(slide.read(tmp_path), 1)[1]


def test_two_bars_in_one_cell_are_unclear(tmp_path):
    slide = Slide()
    slide.draw(1100, 450, 800, 100)
    slide.draw(1100, 650, 1800, 100, BLUE)

    assert [None, "kaksi eriväristä kuviota", BLUE, None] == colours(slide.read(tmp_path), 1)


def test_a_sign_on_a_bar_is_told_of(tmp_path):
    slide = Slide()
    slide.draw(1100, 500, 800)
    slide.draw(1450, 500, 30, colour=BLUE, text="käyttöön")

    found = slide.read(tmp_path)
    [note] = found.notes

    assert YELLOW == colours(found, 1)[1]
    assert "käyttöön" in note


@pytest.mark.parametrize(("top", "colour"), [(500, YELLOW), (700, None)])
def test_rows_higher_than_their_frame_are_where_bars_fit_them(tmp_path, top, colour):
    slide = Slide()
    slide.slide.shapes[0].height = Emu(500_000)  # as pptxgenjs writes it
    slide.draw(1100, top, 800)

    found = slide.read(tmp_path)

    assert colour == colours(found, 1)[1]
    assert bool(colour) != bool(found.notes)


def test_a_bar_right_of_a_frame_narrower_than_its_columns_is_seen(tmp_path):
    slide = Slide()
    frame = slide.slide.shapes[0]
    slide.draw(3100, 500, 800)
    frame._element.xfrm.ext.cx = 2_000_000

    assert [None, None, None, YELLOW] == colours(slide.read(tmp_path), 1)


def test_a_box_of_words_may_begin_over_its_square(tmp_path):
    slide = Slide()
    slide.draw(0, -1500, 200)
    slide.draw(50, -1550, 900, colour=None, text="selvitys")

    assert Label("selvitys", YELLOW) in slide.read(tmp_path).sections[0].parts


def test_black_and_white_letters_are_no_labels(tmp_path):
    slide = Slide()
    for text, colour in (("Otsikko", (0, 0, 0)), ("selvitys", (255, 255, 255))):
        slide.draw(0, -1500, 800, colour=BLUE, text=text)
        font = slide.slide.shapes[-1].text_frame.paragraphs[0].runs[0].font
        font.color.rgb = RGBColor(*colour)

    labels = [one for one in slide.read(tmp_path).sections[0].parts if isinstance(one, Label)]

    assert [Label("Otsikko", BLUE), Label("selvitys", BLUE)] == labels


def test_arrows_are_bars_and_thin_lines_are_not(tmp_path):
    slide = Slide()
    for top, width in ((600, 4), (1000, 1)):
        line = slide.slide.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT,
            *(Emu(one * 1000) for one in (1100, top + 2000, 2900, top + 2000)),
        )
        line.line.color.rgb = RGBColor(*YELLOW)
        line.line.width = Emu(width * 12_700)

    found = slide.read(tmp_path)

    assert [None, YELLOW, YELLOW, None] == colours(found, 1)
    assert [None] * 4 == colours(found, 2)


def test_a_picture_over_a_cell_is_unclear(tmp_path):
    slide = Slide()
    corner = (Emu(1_100_000), Emu(2_500_000), Emu(800_000), Emu(200_000))
    slide.slide.shapes.add_picture(io.BytesIO(PIXEL), *corner)

    assert [None, "kuva", None, None] == colours(slide.read(tmp_path), 1)


def test_coloured_bullets_are_a_legend(tmp_path):
    slide = Slide()
    slide.draw(0, -1500, 3000, colour=None, text="selvitys")
    properties = slide.slide.shapes[-1].text_frame.paragraphs[0]._p.get_or_add_pPr()
    properties.append(parse_xml(f'<a:buClr {A}><a:srgbClr val="FFE699"/></a:buClr>'))
    properties.append(parse_xml(f'<a:buChar {A} char="■"/>'))

    assert Label("selvitys", YELLOW) in slide.read(tmp_path).sections[0].parts


def test_an_embedded_file_is_told_of(tmp_path):
    slide = Slide()
    book, icon = io.BytesIO(making.xlsx([TABLE])), io.BytesIO(PIXEL)
    slide.slide.shapes.add_ole_object(book, "Excel.Sheet.12", Emu(0), Emu(0), icon_file=icon)

    [note] = slide.read(tmp_path).notes

    assert "upotettua" in note


def test_a_letter_written_over_a_cell_stands_in_it(tmp_path):
    slide = Slide()
    slide.draw(1300, 500, 300, colour=None, text="S")

    found = slide.read(tmp_path)

    assert ["", "S", "", ""] == [cell.text for cell in cells(found, 1)]


def test_how_cells_look_is_known(tmp_path):
    slide = Slide()
    for column, text in enumerate(("Vanha", "●", "ü", "")):
        slide.table.cell(1, column).text_frame.text = text
    looks = [
        slide.table.cell(1, column)._tc.find(f".//{{{A[9:-1]}}}r").get_or_add_rPr()
        for column in range(3)
    ]
    looks[0].set("strike", "sngStrike")
    looks[1].append(parse_xml(f'<a:solidFill {A}><a:srgbClr val="FFE699"/></a:solidFill>'))
    looks[2].append(parse_xml(f'<a:sym {A} typeface="Wingdings"/>'))
    slide.table.cell(1, 3)._tc.get_or_add_tcPr().append(
        parse_xml(
            f'<a:pattFill {A} prst="wdUpDiag"><a:fgClr><a:srgbClr val="FFE699"/></a:fgClr>'
            "</a:pattFill>"
        )
    )

    struck, coloured, sign, hatched = cells(slide.read(tmp_path), 1)

    assert struck.struck
    assert YELLOW == coloured.ink
    assert "✓" == sign.text
    assert "kuviotäyttö" == hatched.unclear


def test_a_presentation_without_layouts_is_read(tmp_path):
    data = making.powerpoint([TABLE])
    parts = parts_of(data)
    slide = "ppt/slides/_rels/slide1.xml.rels"
    bare = {
        name: re.sub(rb"<Relationship [^>]*slideLayout[^>]*/>", b"", part)
        if name == slide
        else part
        for name, part in parts.items()
        if "slideLayouts" not in name
    }

    assert source(tmp_path, "a.pptx", data) == source(tmp_path, "a.pptx", making.packed(bare))


def test_content_types_may_name_parts_that_are_not_there(tmp_path):
    data = making.powerpoint([TABLE])
    missing = b'<Override PartName="/ppt/slideMasters/slideMaster9.xml" ContentType="a/b"/></Types>'
    more = changed(data, lambda part: part.replace(b"</Types>", missing))

    assert source(tmp_path, "a.pptx", data) == source(tmp_path, "a.pptx", more)


@pytest.mark.parametrize("state", ["0", "false"])
def test_a_slide_that_is_not_shown_is_left_out(tmp_path, state):
    data = making.powerpoint([TABLE])
    hidden = changed(
        data, lambda part: part.replace(b"<p:sld ", f'<p:sld show="{state}" '.encode(), 1)
    )

    found = source(tmp_path, "a.pptx", hidden)

    assert () == found.tables
    assert [("dia", 1)] == [(one.what, one.number) for one in found.hidden]
