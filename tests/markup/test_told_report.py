"""Reports: the same blocks as text, Markdown, a page and a Word document."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import docx
import lxml.html

from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph, Table
from digitiekartta.markup.report.html import as_html
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.markup.report.text import as_text
from digitiekartta.markup.report.word import as_docx
from hostile import HOSTILE

REPORT: list[Block] = [
    Heading(1, "Tuonti: pikku"),
    Paragraph("2 huomautusta.", label="Tarkistus", code="8ZA9"),
    Heading(2, "Muutokset"),
    Item("Kuvaus muuttuu.", before="Vanha", after=""),
    Item("Tuntematon taho.", label="Virhe"),
    Table(("Kohde", "Kenttä"), (("intra", "vastuu"), ("pilvi", "kuvaus"))),
]


def test_text_puts_each_row_of_a_table_on_a_line():
    assert """\
Tuonti: pikku
=============
Tarkistus: 2 huomautusta. 8ZA9

Muutokset
---------
- Kuvaus muuttuu.
    Ennen: Vanha
    Muutoksen jälkeen:
- Virhe: Tuntematon taho.
Kohde | Kenttä
- intra | vastuu
- pilvi | kuvaus
""" == as_text(REPORT)


def test_markdown_makes_one_list_of_items_that_follow_each_other():
    assert """\
# Tuonti: pikku

**Tarkistus:** 2 huomautusta. `8ZA9`

## Muutokset

- Kuvaus muuttuu.
    - Ennen: Vanha
    - Muutoksen jälkeen: ei mitään
- **Virhe:** Tuntematon taho.

| Kohde | Kenttä |
| --- | --- |
| intra | vastuu |
| pilvi | kuvaus |
""" == as_markdown(REPORT)


def test_a_page_has_the_title_twice_and_its_table_has_headers():
    page = lxml.html.fromstring(as_html(REPORT))

    assert ["Tuonti: pikku"] * 2 == [page.findtext(".//title"), page.findtext(".//h1")]
    assert ["Kohde", "Kenttä"] == [cell.text for cell in page.findall(".//th[@scope='col']")]
    assert ["Vanha", None] == [side.text for side in page.findall(".//dd")]
    assert ["2 huomautusta. 8ZA9", "Virhe:"] == [
        page.find(".//p").text_content().removeprefix("Tarkistus: "),
        page.findtext(".//li/strong"),
    ]


def test_a_word_document_has_real_headings_lists_and_tables():
    document: Any = docx.Document(io.BytesIO(as_docx(REPORT, author="Pikkula")))

    assert ("Tuonti: pikku", "Pikkula") == (
        document.core_properties.title,
        document.core_properties.author,
    )
    assert [
        ("Heading 1", "Tuonti: pikku"),
        ("Normal", "Tarkistus: 2 huomautusta. 8ZA9"),
        ("Heading 2", "Muutokset"),
        ("List Bullet", "Kuvaus muuttuu."),
        ("List Continue", "Ennen: Vanha"),
        ("List Continue", "Muutoksen jälkeen: "),
        ("List Bullet", "Virhe: Tuntematon taho."),
    ] == [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert ["Kohde", "Kenttä", "intra", "vastuu", "pilvi", "kuvaus"] == [
        cell.text for row in document.tables[0].rows for cell in row.cells
    ]


def test_no_text_becomes_an_element_wherever_it_stands():
    def elements(text: str) -> list[str]:
        blocks = [
            Heading(1, text),
            Paragraph(text, text, text),
            Item(text, text, text, text),
            Table((text, text), ((text, text),)),
        ]
        return [str(element.tag) for element in lxml.html.fromstring(as_html(blocks)).iter()]

    usual = elements("x")
    assert [] == [string for string in HOSTILE if elements(f"x {string} x") != usual]


COUNTED = Table(
    ("Toimiala", "Määrä", "Euroa"),
    (("Hallinto", 2, Decimal("1500.5")), ("Tekniset", 0, "ei arviota")),
    caption="Arviot",
    name="Arviot",
)


def test_a_table_with_a_caption_tells_numbers_and_euros_as_a_reader_writes_them():
    page = lxml.html.fromstring(as_html([COUNTED]))

    rows = "- Hallinto | 2 | 1\u00a0500,50\u00a0€\n- Tekniset | 0 | ei arviota\n"
    assert as_text([COUNTED]) == f"Arviot:\nToimiala | Määrä | Euroa\n{rows}"
    assert "**Arviot**\n\n| Toimiala | Määrä | Euroa |\n| --- | ---: | ---: |\n" in (
        as_markdown([COUNTED])
    )
    assert ["Arviot"] == page.xpath("//caption/text()")
    assert ["Hallinto", "Tekniset"] == page.xpath("//tbody//th[@scope='row']/text()")


def test_in_word_heads_that_do_not_fit_stand_upright():
    wide = Table(
        ("Tavoite", *(f"Aikataulu ei tiedossa {n}" for n in range(9))),
        (("Taidot", *range(9)),),
        caption="Leveä",
    )
    heads = [
        element.getparent().getparent().tag.rpartition("}")[2]
        for element in docx.Document(io.BytesIO(as_docx([wide]))).element.iter(
            docx.oxml.ns.qn("w:textDirection")
        )
    ]

    assert ["tc"] * 9 == heads
    narrow = docx.Document(io.BytesIO(as_docx([COUNTED])))
    assert [] == [*narrow.element.iter(docx.oxml.ns.qn("w:textDirection"))]


def test_a_long_table_is_looked_through_as_often_as_a_short_one():
    class Rows(tuple):
        looks = 0

        def __iter__(self):
            Rows.looks += 1
            return super().__iter__()

    def looks(number: int) -> int:
        Rows.looks = 0
        as_docx([Table(("a", "b"), Rows([("sana", 5)] * number), "Sanoja")], "Kunta")
        return Rows.looks

    assert looks(40) == looks(10)
