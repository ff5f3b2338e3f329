"""What Word keeps outside its text, or beside it: numbers, signs, boxes, strokes and drawings."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_parts import (
    cells,
    paragraph,
    paragraphs,
    run,
    source,
    table,
    texts,
    word,
)

from digitiekartta.documents.importing.grid import Label, Source
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.reading import read_document, read_source

GOALS = (("Palvelut", "Lomakkeet"), ("Osaaminen", "Kurssit"))


def read(folder: Path, body: str, **parts: str) -> Source:
    return source(folder, "koe.docx", word(body, parts))


# --- numbers that Word counts -------------------------------------------------------------------


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def rule(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def used(number: int, of_rule: int, changes: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of_rule}"/>{changes}</w:num>'


def counted(text: str, number: int = 1, at: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_of_several_levels_stand_before_their_texts(tmp_path):
    numbering = rule(
        0, level(0, "upperRoman", "Tavoite %1:"), level(1, "decimal", "%1.%2", "<w:isLgl/>")
    ) + used(1, 0)
    body = (
        counted("Palvelut")
        + counted("Lomakkeet", at=1)
        + counted("Ajanvaraus", at=1)
        + counted("Osaaminen")
        + counted("Kurssit", at=1)
    )

    assert [
        "Tavoite I: Palvelut",
        "1.1 Lomakkeet",
        "1.2 Ajanvaraus",
        "Tavoite II: Osaaminen",
        "2.1 Kurssit",
    ] == texts(read(tmp_path, body, numbering=numbering))


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("decimal", "2"),
        ("upperLetter", "B"),
        ("lowerLetter", "b"),
        ("lowerRoman", "ii"),
        ("decimalZero", "02"),
        ("ordinal", "2."),
    ],
)
def test_numbers_come_in_many_forms(tmp_path, form, wanted):
    numbering = rule(0, level(0, form, "%1)")) + used(1, 0)

    told = texts(read(tmp_path, counted("Yksi") + counted("Kaksi"), numbering=numbering))

    assert f"{wanted}) Kaksi" == told[1]


def test_bullets_are_no_numbers(tmp_path):
    numbering = rule(0, level(0, "bullet", "•")) + used(1, 0)

    assert ["Yksi"] == texts(read(tmp_path, counted("Yksi"), numbering=numbering))


def test_coloured_bullets_are_a_legend(tmp_path):
    red = '<w:rPr><w:color w:val="FF0000"/></w:rPr>'
    numbering = (
        rule(0, level(0, "bullet", "■").replace("</w:lvl>", f"{red}</w:lvl>"))
        + rule(1, level(0, "bullet", "■"))
        + used(1, 0)
        + used(2, 1)
    )
    by_mark = counted("pilotti", 2).replace(
        "<w:pPr>", '<w:pPr><w:rPr><w:color w:val="FFD966"/></w:rPr>'
    )

    found = read(tmp_path, counted("selvitys") + by_mark, numbering=numbering)

    assert [Label("selvitys", (255, 0, 0)), Label("pilotti", (255, 217, 102))] == [
        part for part in found.sections[0].parts if isinstance(part, Label)
    ]


def test_a_table_of_contents_announces_nothing(tmp_path):
    body = paragraph("Tavoite 1: Osaaminen\t3", '<w:pStyle w:val="TOC1"/>') + paragraph("Alku")

    assert ["Alku"] == texts(read(tmp_path, body))


def test_a_list_goes_on_in_another_one_or_begins_again(tmp_path):
    numbering = (
        rule(0, level(0, "decimal", "%1."))
        + used(1, 0)
        + used(2, 0)
        + used(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    )
    body = counted("A") + counted("B", 2) + counted("C", 3) + counted("D", 3)

    assert ["1. A", "2. B", "1. C", "2. D"] == texts(read(tmp_path, body, numbering=numbering))


def test_a_style_may_number_its_paragraphs(tmp_path):
    numbering = rule(
        0,
        level(0, "decimal", "%1", '<w:pStyle w:val="Otsikko1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="Otsikko2"/>'),
    ) + used(7, 0)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Otsikko{at}"><w:name w:val="heading {at}"/>'
        '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        for at in (1, 2)
    )
    own = '<w:style w:type="paragraph" w:styleId="Oma"><w:basedOn w:val="Otsikko1"/></w:style>'
    body = (
        paragraph("Palvelut", '<w:pStyle w:val="Otsikko1"/>')
        + paragraph("Lomakkeet", '<w:pStyle w:val="Otsikko2"/>')
        + paragraph("Osaaminen", '<w:pStyle w:val="Oma"/>')
        + paragraph("Vapaa", '<w:pStyle w:val="Oma"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )

    found = paragraphs(read(tmp_path, body, numbering=numbering, styles=styles + own))

    assert ["1 Palvelut", "1.1 Lomakkeet", "2 Osaaminen", "Vapaa"] == [one.text for one in found]
    assert [1, 2, 1, 1] == [one.level for one in found]


def test_cells_are_counted_in_their_turn_and_deleted_ones_are_not(tmp_path):
    numbering = rule(0, level(0, "decimal", "%1.")) + used(1, 0)
    gone = counted("Poistettu").replace("<w:pPr>", "<w:pPr><w:rPr><w:del/></w:rPr>")
    body = counted("Alku") + gone + table([counted("Yksi"), counted("")], [counted("Kaksi"), "x"])

    found = read(tmp_path, body, numbering=numbering)

    assert [[("2.", "Yksi"), ("3.", "3.")], [("4.", "Kaksi"), ("", "x")]] == [
        [(cell.number, cell.text) for cell in cells(found, row)] for row in (0, 1)
    ]


def test_a_number_with_a_word_is_part_of_a_cells_text(tmp_path):
    numbering = rule(0, level(0, "upperRoman", "Tavoite %1:"), level(1, "upperRoman", "%2."))
    body = table([counted("Palvelut")], [counted("Asiointi", at=1)])

    found = read(tmp_path, body, numbering=numbering + used(1, 0))

    assert ["Tavoite I: Palvelut", "Asiointi"] == [cells(found, row)[0].text for row in (0, 1)]


def test_goals_in_a_column_keep_the_number_that_is_counted(tmp_path):
    numbering = rule(0, level(0, "decimal", "%1.")) + used(1, 0)
    rows = [[counted(goal), measure, "IT", "x"] for goal, measure in GOALS]
    body = table(["Tavoite", "Toimenpide", "Vastuu", "Kevät 2026"], *rows)
    path = tmp_path / "a.docx"
    path.write_bytes(word(body, {"numbering": numbering}))

    document = read_document(path, Legend())

    assert [(1, "Palvelut"), (2, "Osaaminen")] == [
        (one.number, one.title) for one in document.goals
    ]


def test_a_text_knows_which_part_of_it_the_program_counts(tmp_path):
    numbering = rule(0, level(0, "decimal", "%1.1")) + used(1, 0)

    [found] = paragraphs(read(tmp_path, counted("Asiointi"), numbering=numbering))

    assert ("1.1 Asiointi", "1.1", "Asiointi") == (found.text, found.number, found.title)


# --- signs and boxes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("font", "code", "seen"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0FB", "x"),
        ("Wingdings", "6C", "●"),
        ("Wingdings 2", "F050", "✓"),
        ("Webdings", "F061", "✓"),
        ("Symbol", "F0B7", "•"),
    ],
)
def test_symbols_are_the_signs_that_they_show(tmp_path, font, code, seen):
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    typed = run(chr(int(code, 16) % 0xF000), f'<w:rFonts w:ascii="{font}"/>')

    found = cells(read(tmp_path, table([paragraph(symbol), paragraph(typed), "ü"])))

    assert [seen, seen, "ü"] == [cell.text for cell in found]


def control(properties: str, inner: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def test_check_boxes_tell_whether_they_are_checked(tmp_path):
    new = [
        control(f'<w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox>', run(sign))
        for on, sign in ((1, "☒"), (0, "☐"), (1, "✔"), (0, "-"))
    ]
    old = [
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox>'
        "</w:ffData></w:fldChar></w:r>"
        for state in ("<w:checked/>", '<w:default w:val="0"/>', '<w:checked w:val="0"/>')
    ]

    found = cells(read(tmp_path, table([paragraph(box) for box in (*new, *old)])))

    assert ["☒", "☐", "☒", "☐", "☒", "☐", "☐"] == [cell.text for cell in found]


def test_a_hint_for_the_writer_is_no_text(tmp_path):
    hint = control("<w:showingPlcHdr/>", run("Kirjoita teksti napsauttamalla tätä."))
    own = control("", run("Rehtorit"))

    found = cells(read(tmp_path, table([paragraph(hint), paragraph(own)])))

    assert ["", "Rehtorit"] == [cell.text for cell in found]


# --- looks --------------------------------------------------------------------------------------


def test_what_is_struck_through_is_known(tmp_path):
    all_of_it = paragraph("Vanha", look="<w:strike/>")
    twice = paragraph("Vanha", look="<w:dstrike/>")
    part = paragraph(run("Vanha ", "<w:strike/>") + run("uusi"))

    read_ = read(tmp_path, table([all_of_it, twice, part, "Uusi"]))

    assert [("Vanha", True), ("Vanha", True), ("uusi", False), ("Uusi", False)] == [
        (cell.text, cell.struck) for cell in cells(read_)
    ]
    assert ["", "", "Vanha", ""] == [cell.dropped for cell in cells(read_)]


def test_letters_of_one_colour_tell_it(tmp_path):
    def coloured(value: str) -> str:
        return run("●", f'<w:color w:val="{value}"/>')

    row = [
        coloured("FFD966"),
        coloured("000000"),
        coloured("auto"),
        coloured("FFD966") + coloured("9DC3E6"),
        run("●", '<w:rStyle w:val="Kelta"/>'),
    ]
    style = (
        '<w:style w:type="character" w:styleId="Kelta"><w:rPr><w:color w:val="FFD966"/></w:rPr>'
        "</w:style>"
    )

    found = cells(read(tmp_path, table([paragraph(one) for one in row]), styles=style))

    yellow = (255, 217, 102)
    assert [yellow, None, None, None, yellow] == [cell.ink for cell in found]


def test_a_hatched_cell_is_painted_but_unclear(tmp_path):
    shades = [
        '<w:shd w:val="diagStripe" w:color="FF0000" w:fill="FFD966"/>',
        '<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>',
        '<w:shd w:val="clear" w:color="auto" w:fill="FFD966"/>',
    ]
    row = [f"<w:tcPr>{shade}</w:tcPr>{paragraph()}" for shade in shades]

    found = cells(read(tmp_path, table(row)))

    assert ["kuviotäyttö", "", ""] == [cell.unclear for cell in found]
    assert [None, (128, 128, 128), (255, 217, 102)] == [cell.colour for cell in found]


def test_bold_paragraphs_are_known_by_run_and_by_style(tmp_path):
    styles = (
        '<w:style w:type="paragraph" w:styleId="Paksu"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Vahva"><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = (
        paragraph("Ryhmä", look="<w:b/>")
        + paragraph("Ryhmä", '<w:pStyle w:val="Paksu"/>')
        + paragraph("Ryhmä", look='<w:rStyle w:val="Vahva"/>')
        + paragraph(run("Osin", "<w:b/>") + run(" ohut"))
        + paragraph("Ohut", '<w:pStyle w:val="Paksu"/>', '<w:b w:val="0"/>')
    )

    found = paragraphs(read(tmp_path, body, styles=styles))

    assert [True, True, True, False, False] == [one.bold for one in found]


def test_headings_are_known_by_the_name_of_their_style(tmp_path):
    body = paragraph("Ryhmä", '<w:pStyle w:val="Heading2"/>') + paragraph("Muu")

    assert [2, 0] == [one.level for one in paragraphs(read(tmp_path, body))]


# --- drawings -----------------------------------------------------------------------------------


def shape(text: str = "", around: str = "anchor") -> str:
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>" if text else ""
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><wp:{around}><wps:wsp><wps:spPr><a:solidFill>"
        '<a:srgbClr val="FFD966"/></a:solidFill></wps:spPr><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></wp:{around}></mc:Choice>"
        f"<mc:Fallback><v:rect>{content}</v:rect></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_square_among_words_gives_them_its_colour(tmp_path):
    body = paragraph(shape(around="inline") + run(" selvitys"))

    found = read(tmp_path, body)

    assert Label("selvitys", (255, 217, 102)) in found.sections[0].parts
    assert () == found.notes


def test_a_text_box_in_a_cell_is_read_once(tmp_path):
    plain = shape("Rehtorit").replace("<a:solidFill>", "<a:noFill/><a:x>")
    plain = plain.replace("</a:solidFill>", "</a:x>")

    found = cells(read(tmp_path, table([paragraph(plain), paragraph(shape("selvitys"))])))

    assert ["Rehtorit", ""] == [cell.text for cell in found]
    assert (Label("selvitys", (255, 217, 102)),) == found[1].labels


def test_shapes_drawn_over_the_page_are_told_of(tmp_path):
    [note] = read(tmp_path, table(["Toimenpide"]) + paragraph(shape())).notes

    assert "1 kpl" in note


def test_old_boxes_have_colours_too(tmp_path):
    box = (
        '<w:r><w:pict><v:rect fillcolor="#ffd966 [1943]"><v:textbox><w:txbxContent>'
        f"{paragraph('selvitys')}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )

    assert Label("selvitys", (255, 217, 102)) in read(tmp_path, paragraph(box)).sections[0].parts


def test_a_document_that_only_points_to_another_says_so(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(word('<w:altChunk w:id="x"/>'))

    problem = read_source(path)

    assert "damaged-document" == problem.code
    assert "liitetty" in problem.message
