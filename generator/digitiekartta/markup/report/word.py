"""A report as a Word document with real headings, for an agenda."""

import io
from collections.abc import Iterable
from typing import Any

from digitiekartta.basics.office import property_text, without_clock
from digitiekartta.markup.escaping import clean
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph, title_of


def as_docx(blocks: Iterable[Block], author: str = "", comments: str = "") -> bytes:
    """Return a report as the bytes of a Word document, the same for the same report.

    Args:
        blocks: The report.
        author, comments: For the document's properties.
    """
    from docx import Document

    blocks = tuple(blocks)
    document: Any = Document()
    properties = document.core_properties
    properties.title, properties.language = property_text(title_of(blocks)), "fi-FI"
    properties.author, properties.comments = map(property_text, (author, comments))
    _set_finnish(document.styles["Normal"])
    for block in blocks:
        _add(document, block)
    file = io.BytesIO()
    document.save(file)
    return without_clock(file.getvalue())


def _set_finnish(style: Any) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    style.font.name, style.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fi-FI")
    style.element.get_or_add_rPr().append(language)


def _add(document: Any, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(clean(block.text), level=block.level)
    elif isinstance(block, Paragraph):
        text = " ".join(filter(None, (block.text, block.code)))
        _add_labelled(document.add_paragraph(), block.label, text)
    elif isinstance(block, Item):
        _add_labelled(document.add_paragraph(style="List Bullet"), block.label, block.text)
        for label, words in block.sides:
            _add_labelled(document.add_paragraph(style="List Continue"), label, words)
    else:
        table = document.add_table(rows=0, cols=len(block.header), style="Table Grid")
        for row in (block.header, *block.rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = clean(text)


def _add_labelled(paragraph: Any, label: str, text: str) -> None:
    if label:
        paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(clean(text))
