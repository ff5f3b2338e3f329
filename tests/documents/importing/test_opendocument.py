"""What OpenDocument keeps among the text: comments, boxes, numbers, looks and drawings."""

from __future__ import annotations

from pathlib import Path

import making
import pytest
from office_parts import cells, paragraphs, source, texts

from digitiekartta.documents.importing.grid import Label, Source

YELLOW, BLUE = (255, 217, 102), (157, 195, 230)
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "draw": "drawing",
        "presentation": "presentation",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "field": "field",
    }.items()
) + (
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def read(folder: Path, kind: str, body: str, styles: str = "", common: str = "") -> Source:
    """Return an OpenDocument file of a kind ("text"), its own styles and the common ones given."""
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    own = (
        f"<office:document-styles {NAMES}><office:styles>{common}</office:styles>"
        "</office:document-styles>"
    )
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": content,
        "styles.xml": own,
        "META-INF/manifest.xml": "<manifest/>",
    }
    return source(folder, "koe.odf", making.packed(parts))


def style(name: str, family: str, **says: str) -> str:
    """Return a style; what it says is given by kind: text='fo:color="#ffffff"'."""
    inner = "".join(
        f"<style:{kind.replace('_', '-')}-properties {what}/>" for kind, what in says.items()
    )
    return f'<style:style style:name="{name}" style:family="{family}">{inner}</style:style>'


def cell(text: str = "", name: str = "", more: str = "") -> str:
    inner = text if text.startswith("<") else f"<text:p>{text}</text:p>" if text else ""
    named = f' table:style-name="{name}"' if name else ""
    return f"<table:table-cell{named}{more}>{inner}</table:table-cell>"


def table(*rows: list[str], columns: str = "") -> str:
    lines = (
        "".join(one if one.startswith("<table:table-cell") else cell(one) for one in row)
        for row in rows
    )
    inner = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return f'<table:table table:name="Taul">{columns}{inner}</table:table>'


def p(text: str, name: str = "") -> str:
    return f'<text:p text:style-name="{name}">{text}</text:p>'


COMMENT = "<office:annotation><text:p>Sovitaan vielä</text:p></office:annotation>"
NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>Alaviite</text:p></text:note-body></text:note>"
)


# --- what is no content -------------------------------------------------------------------------


def test_a_comment_on_a_cell_is_no_text_of_it(tmp_path):
    found = read(tmp_path, "spreadsheet", table([cell(f"{COMMENT}{p('Rehtorit')}"), cell(COMMENT)]))

    assert [("Rehtorit", "Sovitaan vielä"), ("", "Sovitaan vielä")] == [
        (one.text, one.comment) for one in cells(found)
    ]


def test_comments_and_footnotes_in_a_text_are_no_text(tmp_path):
    found = read(tmp_path, "text", p(f"Kartoitus{COMMENT}{NOTE} tehdään") + table([p(NOTE + "IT")]))

    assert ["Kartoitus tehdään"] == texts(found)
    assert ["IT"] == [one.text for one in cells(found)]


def test_speaker_notes_footers_and_empty_places_of_slides_are_no_text(tmp_path):
    def frame(text: str, more: str = "") -> str:
        return f"<draw:frame {more}><draw:text-box>{p(text)}</draw:text-box></draw:frame>"

    body = (
        "<draw:page>"
        + frame("Otsikko", 'presentation:class="title"')
        + frame("Sivu 3", 'presentation:class="page-number"')
        + frame("Lisää teksti napsauttamalla", 'presentation:placeholder="true"')
        + frame("Näkyvä")
        + f"<presentation:notes>{frame('Muistiinpano')}</presentation:notes></draw:page>"
    )

    assert ["Otsikko", "Näkyvä"] == texts(read(tmp_path, "presentation", body))


def test_hidden_text_is_left_out_and_counted(tmp_path):
    styles = style("H", "text", text='text:display="none"')
    body = (
        p('Näkyvä<text:span text:style-name="H">salainen</text:span>')
        + f'<text:section text:display="none">{p("Piilossa")}</text:section>'
        + f"<text:section>{p('Esillä')}</text:section>"
    )

    found = read(tmp_path, "text", body, styles)

    assert ["Näkyvä", "Esillä"] == texts(found)
    assert [("piilotettu kohta", 2)] == [(one.what, one.number) for one in found.hidden]


def test_what_tracking_has_deleted_is_no_content(tmp_path):
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{p('Poistettu')}{table(['Poistettu'])}</text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )

    found = read(tmp_path, "text", deleted + p('Jää<text:change text:change-id="1"/>'))

    assert ["Jää"] == texts(found)
    assert () == found.tables


# --- where tables and texts stand ---------------------------------------------------------------


@pytest.mark.parametrize(
    "around",
    [
        "<text:p><draw:frame><draw:text-box>{}</draw:text-box></draw:frame></text:p>",
        "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>",
        "<text:p><draw:custom-shape>{}</draw:custom-shape></text:p>",
        "<text:section>{}</text:section>",
    ],
)
def test_a_table_in_a_frame_is_seen(tmp_path, around):
    found = read(tmp_path, "text", around.format(table(["Toimenpide", "Vastuu"])))

    assert ["Toimenpide", "Vastuu"] == [one.text for one in cells(found)]


def test_a_box_in_a_cell_is_part_of_it_and_a_coloured_one_a_label(tmp_path):
    def box(text: str, name: str = "") -> str:
        return (
            f'<text:p><draw:frame draw:style-name="{name}"><draw:text-box>{p(text)}'
            "</draw:text-box></draw:frame></text:p>"
        )

    styles = style("G", "graphic", graphic='draw:fill="solid" draw:fill-color="#ffd966"')

    found = cells(read(tmp_path, "text", table([box("IT"), box("selvitys", "G")]), styles))

    assert ["IT", ""] == [one.text for one in found]
    assert (Label("selvitys", YELLOW),) == found[1].labels


# --- numbers ------------------------------------------------------------------------------------


def level(at: int, form: str, more: str, kind: str = "list-level-style-number") -> str:
    return f'<text:{kind} text:level="{at}" style:num-format="{form}" {more}/>'


LIST = (
    '<text:list-style style:name="L">'
    + level(1, "I", 'style:num-prefix="Tavoite " style:num-suffix=":"')
    + level(2, "1", 'style:num-suffix="." text:display-levels="2"')
    + "</text:list-style>"
)


def items(*texts: str, more: str = "") -> str:
    inner = "".join(f"<text:list-item>{one}</text:list-item>" for one in texts)
    return f'<text:list text:style-name="L" {more}>{inner}</text:list>'


def test_numbers_of_lists_stand_before_their_texts(tmp_path):
    body = (
        items(p("Palvelut") + items(p("Lomakkeet"), p("Ajat")))
        + p("Välissä")
        + items(p("Osaaminen") + p("jatkoa"), more='text:continue-numbering="true"')
        + items(p("Alusta"))
    )

    assert [
        "Tavoite I: Palvelut",
        "I.1. Lomakkeet",
        "I.2. Ajat",
        "Välissä",
        "Tavoite II: Osaaminen",
        "jatkoa",
        "Tavoite I: Alusta",
    ] == texts(read(tmp_path, "text", body, LIST))


def test_headings_are_numbered_by_the_outline(tmp_path):
    kind = "outline-level-style"
    outline = (
        '<text:outline-style style:name="Outline">'
        + level(1, "1", 'loext:num-list-format="%1%."', kind)
        + level(2, "1", 'loext:num-list-format="%1%.%2%"', kind)
        + "</text:outline-style>"
    )
    body = "".join(
        f'<text:h text:outline-level="{at}">{text}</text:h>'
        for at, text in ((1, "Palvelut"), (2, "Lomakkeet"), (1, "Osaaminen"))
    )

    found = paragraphs(read(tmp_path, "text", body, common=outline))

    assert ["1. Palvelut", "1.1 Lomakkeet", "2. Osaaminen"] == [one.text for one in found]
    assert [1, 2, 1] == [one.level for one in found]


# --- signs and looks ----------------------------------------------------------------------------


def test_check_boxes_and_symbols_are_signs(tmp_path):
    def control(more: str) -> str:
        return p(f"<loext:content-control {more}>ö</loext:content-control>")

    old = (
        '<text:p><field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">'
        '<field:param field:name="Checkbox_Checked" field:value="{}"/></field:fieldmark></text:p>'
    )
    row = [
        control('loext:checkbox="true" loext:checked="true"'),
        control('loext:checkbox="true" loext:checked="false"'),
        control('loext:showing-place-holder="true"'),
        control('loext:dropdown="true"'),
        old.format("true"),
        old.format("false"),
        p('<text:span text:style-name="W">ü</text:span>'),
        p("\uf0fc"),
    ]
    styles = style("W", "text", text='style:font-name="Wingdings"')

    found = cells(read(tmp_path, "text", table(row), styles))

    assert ["☒", "☐", "", "ö", "☒", "☐", "✓", "✓"] == [one.text for one in found]


def test_how_letters_look_is_known_by_the_nearest_style(tmp_path):
    styles = (
        style("C", "table-cell", text='fo:color="#ffd966" style:text-line-through-style="solid"')
        + style("P", "paragraph", text='fo:font-weight="bold"')
        + style("T", "text", text='fo:color="#000000" style:text-line-through-style="none"')
    )
    row = [
        cell(p("Vanha", "P"), "C"),
        cell(p('<text:span text:style-name="T">Uusi</text:span>'), "C"),
        cell(p('Vanha <text:span text:style-name="T">uusi</text:span>'), "C"),
    ]

    found = read(tmp_path, "text", table(row), styles)

    assert [
        ("Vanha", True, True, YELLOW),
        ("Uusi", False, False, None),
        ("uusi", False, False, None),
    ] == [(one.text, one.bold, one.struck, one.ink) for one in cells(found)]
    assert ["", "", "Vanha"] == [one.dropped for one in cells(found)]


def test_coloured_squares_and_letters_are_labels(tmp_path):
    styles = style("T1", "text", text='fo:color="#ffd966"') + style(
        "T2", "text", text='fo:color="#9dc3e6"'
    )
    body = p(
        'Värit: <text:span text:style-name="T1">■</text:span> selvitys '
        '<text:span text:style-name="T2">K</text:span>'
    )

    [_, *labels] = read(tmp_path, "text", body, styles).sections[0].parts

    assert [Label("selvitys", YELLOW), Label("K", BLUE)] == labels


def test_a_blue_heading_is_no_label(tmp_path):
    common = style("Heading", "paragraph", text='fo:color="#9dc3e6"')
    body = '<text:h text:outline-level="1" text:style-name="Heading">Palvelut</text:h>'

    assert ["Text"] == [
        type(one).__name__ for one in read(tmp_path, "text", body, "", common).sections[0].parts
    ]


def test_styles_of_one_name_in_two_families_are_two(tmp_path):
    styles = style("A", "table-cell", table_cell='fo:background-color="#ffd966"') + style(
        "A", "paragraph", paragraph='fo:background-color="#9dc3e6"'
    )

    assert YELLOW == cells(read(tmp_path, "text", table([cell("x", "A")]), styles))[0].colour


def test_cells_have_the_fill_of_their_own_their_row_or_their_column(tmp_path):
    styles = "".join(
        style(name, "table-cell", table_cell=f'fo:background-color="{colour}"')
        for name, colour in (("Y", "#ffd966"), ("B", "#9dc3e6"), ("N", "transparent"))
    )
    columns = (
        '<table:table-column table:default-cell-style-name="Y" table:number-columns-repeated="3"/>'
    )
    body = table([cell("a"), cell("b", "B"), cell("c", "N")], ["d"], columns=columns)
    body = body.replace(
        "<table:table-row><table:table-cell><text:p>d",
        '<table:table-row table:default-cell-style-name="B"><table:table-cell><text:p>d',
    )

    found = read(tmp_path, "spreadsheet", body, styles)

    assert [YELLOW, BLUE, None] == [one.colour for one in cells(found)]
    assert BLUE == cells(found, 1)[0].colour


def test_fills_that_are_no_plain_colour_are_unclear(tmp_path):
    kinds = {"gradient": "liukuväri", "hatch": "kuviotäyttö", "bitmap": "kuvatäyttö", "none": ""}
    styles = "".join(
        style(kind, "table-cell", graphic=f'draw:fill="{kind}" draw:fill-color="#ffd966"')
        for kind in kinds
    )
    row = [cell("x", kind) for kind in kinds]

    found = cells(read(tmp_path, "text", table(row), styles))

    assert [(None, words) for words in kinds.values()] == [
        (one.colour, one.unclear) for one in found
    ]


def test_a_rule_in_a_cells_style_is_told_of(tmp_path):
    rule = style("C", "table-cell").replace(
        "</style:style>",
        '<style:map style:condition="value()=1" style:apply-style-name="X"/></style:style>',
    )

    assert read(tmp_path, "spreadsheet", table([cell("x", "C")]), rule).tables[0].conditional


def test_a_value_without_a_text_is_read(tmp_path):
    row = [
        cell(more=' office:value-type="float" office:value="2026"'),
        cell(more=' office:value-type="date" office:date-value="2026-01-15"'),
        cell(more=' office:value-type="string" office:string-value="Kartoitus"'),
    ]

    found = cells(read(tmp_path, "spreadsheet", table(row)))

    assert ["2026", "15.1.2026", "Kartoitus"] == [one.text for one in found]


# --- drawings -----------------------------------------------------------------------------------

SOLID = style("G", "graphic", graphic='draw:fill="solid" draw:fill-color="#ffd966"') + style(
    "W", "table-column", table_column='style:column-width="1in"'
)
COLUMNS = '<table:table-column table:style-name="W" table:number-columns-repeated="3"/>'


def drawn(x: float, width: float, text: str = "") -> str:
    return (
        f'<draw:custom-shape draw:style-name="G" svg:x="{x}in" svg:y="0.02in"'
        f' svg:width="{width}in" svg:height="0.1in">{p(text)}</draw:custom-shape>'
    )


def test_bars_drawn_on_a_sheet_colour_its_cells(tmp_path):
    body = table([cell("Kartoitus"), cell(drawn(0.1, 1.8)), ""], ["Muu", "", ""], columns=COLUMNS)

    found = read(tmp_path, "spreadsheet", body, SOLID)

    assert [[None, YELLOW, YELLOW], [None, None, None]] == [
        [one.colour for one in cells(found, row)] for row in (0, 1)
    ]


def test_a_shape_with_a_text_beside_no_row_is_a_label(tmp_path):
    body = table([cell("Kartoitus"), ""], ["", cell(drawn(0.1, 0.8, "selvitys"))], columns=COLUMNS)

    assert Label("selvitys", YELLOW) in read(tmp_path, "spreadsheet", body, SOLID).sections[0].parts


def test_bars_drawn_over_a_table_of_a_slide_colour_its_cells(tmp_path):
    rows = style("R", "table-row", table_row='style:row-height="0.2in"')
    of_slide = table(["Toimenpide", "", ""], ["Kartoitus", "", ""], columns=COLUMNS)
    of_slide = of_slide.replace("<table:table-row>", '<table:table-row table:style-name="R">')
    body = (
        '<draw:page><draw:frame svg:x="1in" svg:y="1in" svg:width="3in" svg:height="0.4in">'
        f'{of_slide}</draw:frame><draw:rect draw:style-name="G" svg:x="2.1in" svg:y="1.25in"'
        ' svg:width="0.8in" svg:height="0.1in"/></draw:page>'
    )

    found = read(tmp_path, "presentation", body, SOLID + rows)

    assert [None, YELLOW, None] == [one.colour for one in cells(found, 1)]


ARROW = (
    '<draw:line draw:style-name="L" svg:x1="1.1in" svg:x2="2.9in" svg:y1="1.3in" svg:y2="1.3in"/>'
)
IMAGE = (
    '<draw:frame svg:x="1.1in" svg:y="1.25in" svg:width="0.8in" svg:height="0.1in"><draw:image/>'
    "</draw:frame>"
)


@pytest.mark.parametrize(
    ("drawing", "wanted"), [(ARROW, [None, YELLOW, YELLOW]), (IMAGE, [None, "kuva", None])]
)
def test_arrows_and_pictures_over_a_table_are_seen(tmp_path, drawing, wanted):
    styles = style("R", "table-row", table_row='style:row-height="0.2in"') + style(
        "L", "graphic", graphic='draw:marker-end="Nuoli" svg:stroke-color="#ffd966"'
    )
    of_slide = table(["Toimenpide", "", ""], ["Kartoitus", "", ""], columns=COLUMNS)
    of_slide = of_slide.replace("<table:table-row>", '<table:table-row table:style-name="R">')
    body = (
        '<draw:page><draw:frame svg:x="0in" svg:y="1in" svg:width="3in" svg:height="0.4in">'
        f"{of_slide}</draw:frame>{drawing}</draw:page>"
    )

    found = read(tmp_path, "presentation", body, SOLID + styles)

    assert wanted == [one.unclear or one.colour for one in cells(found, 1)]


def test_shapes_drawn_on_the_page_of_a_text_are_told_of(tmp_path):
    [note] = read(tmp_path, "text", f"<text:p>{drawn(1, 2)}</text:p>", SOLID).notes

    assert "1 kpl" in note


def test_a_square_among_words_gives_them_its_colour(tmp_path):
    square = drawn(0, 0.2).replace(
        "<draw:custom-shape", '<draw:custom-shape text:anchor-type="as-char"'
    )

    found = read(tmp_path, "text", f"<text:p>{square} selvitys</text:p>", SOLID)

    assert Label("selvitys", YELLOW) in found.sections[0].parts
    assert () == found.notes


def test_merged_cells_of_repeated_rows_end_where_the_table_does(tmp_path):
    wide = ' table:number-rows-spanned="60000" table:number-columns-spanned="16000"'
    body = table([cell("Ryhmä", more=wide)], ["Kartoitus", "IT"])
    body = body.replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="900">', 1
    )

    [found] = read(tmp_path, "spreadsheet", body).tables

    assert 950 >= len(found.lines)
    assert 50 >= found.width
