"""A report as a Word document that can be put on an agenda: A4, Finnish, with real headings."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import sqrt
from typing import Any

from digitiekartta.basics.office import property_text, without_clock
from digitiekartta.markup.escaping import clean
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph, Table, title_of

_LANGUAGE = "fi-FI"
_FONT = "Arial"
_INK, _HEADING = "1A1A1A", "17365D"  # on white 17:1 and 12:1
_SIZES = {1: 20, 2: 15, 3: 12}
_CELL = "Taulukon solu"
# Centimetres: between the margins, of a column without its letters, of a letter of an upright head
# in height, of a column whose head stands upright, and the least of one of words.
_ROOM, _COLUMN, _LETTER, _UPRIGHT, _LEAST = 16.6, 0.45, 0.2, 1.1, 3.2
_POINTS, _EM = 9.5, 2.54 / 72  # of letters in cells; centimetres of a point
_REGULAR = 0.9  # the width of letters that are not bold, of those that are
_NARROW, _WIDE = frozenset("fijlrtI.,;: \u00a0'|!()[]-"), frozenset("mwMWÄÖÅOQGCNDHURK%@–")
_ON_ONE_PAGE = 16  # rows of a table that is not parted
_LONG = 80  # blocks; from some four pages on a reader wants a table of contents
_EPOCH = date(1980, 1, 1)


def as_docx(
    blocks: Iterable[Block], author: str = "", comments: str = "", day: date | None = None
) -> bytes:
    """Return a report as the bytes of a Word document, the same for the same report.

    Args:
        blocks: The report.
        author, comments: For the document's properties; the comments also stand in its foot.
        day: The day of which the document says that it is.
    """
    from docx import Document

    blocks = tuple(blocks)
    document: Any = Document()
    properties = document.core_properties
    properties.title, properties.language = property_text(title_of(blocks)), _LANGUAGE
    properties.author = properties.last_modified_by = property_text(author)
    properties.comments = property_text(comments)
    _without_thumbnail(document)
    _lay_out(document)
    _style(document)
    _foot(document, comments)
    headings = [block for block in blocks if isinstance(block, Heading)]
    for number, block in enumerate(blocks):
        _add(document, block, headings)
        leads = any(isinstance(one, Table) for one in blocks[number + 1 : number + 2])
        if isinstance(block, Paragraph) and leads:
            document.paragraphs[-1].paragraph_format.keep_with_next = True
        opens = isinstance(block, Heading) and block.level == 1
        if opens and len(blocks) > _LONG and number == 0:
            _contents(document, headings)
    file = io.BytesIO()
    document.save(file)
    return without_clock(file.getvalue(), day or _EPOCH)


# --- the paper -----------------------------------------------------------------------------


def _without_thumbnail(document: Any) -> None:
    relations = document.part.package.rels
    for id in [id for id, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        relations.pop(id)


def _lay_out(document: Any) -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)


def _style(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        for kind in ("val", "eastAsia"):
            language.set(qn(f"w:{kind}"), _LANGUAGE)
    _set_font(styles["Normal"], 11, _INK)
    styles["Normal"].element.get_or_add_rPr().append(_element("w:lang", val=_LANGUAGE))
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for level, size in _SIZES.items():
        style = styles[f"Heading {level}"]
        _set_font(style, size, _HEADING)
        style.font.bold = True
        style.paragraph_format.space_before = Pt({1: 0, 2: 18, 3: 12}[level])
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    caption = styles["Caption"]
    _set_font(caption, 10, _INK)
    caption.font.bold = True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(10), Pt(3)
    caption.paragraph_format.keep_with_next = True
    cell = styles.add_style(_CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.font.size = styles["Normal"], Pt(_POINTS)
    cell.paragraph_format.space_after = Pt(1)
    for name in ("List Bullet", "List Continue"):
        styles[name].font.color.rgb = RGBColor.from_string(_INK)
        styles[name].paragraph_format.space_after = Pt(3)


def _set_font(style: Any, size: int, colour: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    # The template's own fonts, by theme, would win over a name.
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), _FONT)


def _foot(document: Any, words: str) -> None:
    from docx.shared import Pt

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{words}\t\tSivu ")
    _field(paragraph, "PAGE", "1")
    paragraph.add_run(" / ")
    _field(paragraph, "NUMPAGES", "1")
    for run in paragraph.runs:
        run.font.size = Pt(9)


def _contents(document: Any, headings: Sequence[Heading]) -> None:
    """Add a table of contents: ready entries that lead to their headings, which Word renews."""
    document.add_paragraph().add_run("Sisällys").bold = True
    entries = [(number, one) for number, one in enumerate(headings) if one.level == 2]
    for place, (number, heading) in enumerate(entries):
        paragraph = document.add_paragraph()
        if place == 0:
            _begin_field(paragraph, ' TOC \\o "2-2" \\h \\z \\u ')
        link = _element("w:hyperlink", anchor=_anchor(number))
        run = paragraph.add_run(clean(heading.text))
        link.append(run._r)
        paragraph._p.append(link)
        if place == len(entries) - 1:
            paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))


# --- blocks --------------------------------------------------------------------------------


def _add(document: Any, block: Block, headings: Sequence[Heading]) -> None:
    if isinstance(block, Heading):
        paragraph = document.add_heading(clean(block.text), level=block.level)
        _mark(paragraph, next(n for n, one in enumerate(headings) if one is block))
    elif isinstance(block, Paragraph):
        paragraph = document.add_paragraph()
        _add_labelled(paragraph, block.label, block.text)
        if block.code:
            space = " " if block.text else ""
            paragraph.add_run(f"{space}{block.code}").font.name = "Courier New"
    elif isinstance(block, Item):
        _add_labelled(document.add_paragraph(style="List Bullet"), block.label, block.text)
        for label, words in block.sides:
            _add_labelled(document.add_paragraph(style="List Continue"), label, words)
    else:
        _add_table(document, block)


def _add_table(document: Any, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.header), style="Table Grid")
    for row in (block.header, *block.texts):
        added = table.add_row()
        added._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, text in zip(added.cells, row, strict=True):
            cell.text = clean(text)
            if row is block.header:
                cell.paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    if block.caption:
        caption = document.add_paragraph(clean(block.caption), style="Caption")
        table._tbl.addprevious(caption._p)
        _described(table, block.caption)
        _lay_out_table(document, table, block)
        document.add_paragraph()  # or Word takes the next table for a part of this one


def _lay_out_table(document: Any, table: Any, block: Table) -> None:
    """Give columns of numbers the room of their heads, and those of words the rest by length.

    Where the heads take too much they stand upright, from below.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    lines = [block.header, *block.texts]
    values = {at: _COLUMN + max(_width(line[at]) for line in block.texts) for at in block.numbers}
    widths = {
        at: max(values[at], _COLUMN + max(map(_width, _words(block.header[at]))))
        for at in block.numbers
    }
    others = [at for at in range(len(block.header)) if at not in widths]
    is_upright = bool(widths) and _ROOM - sum(widths.values()) < _LEAST * len(others)
    if is_upright:
        narrow = min(_UPRIGHT, (_ROOM - _LEAST) / len(widths))
        widths = {at: max(narrow, values[at]) for at in widths}
    lengths = {
        at: sqrt(
            max(sum(len(line[at]) for line in lines) / len(lines), _longest_word(lines[0][at]))
        )
        for at in others
    }
    words = {at: [word for line in lines for word in _words(line[at])] for at in others}
    least = {at: _COLUMN + _REGULAR * max(map(_width, words[at])) for at in others}
    widths |= _shared(_ROOM - sum(widths.values()), lengths, least)
    is_short = len(lines) <= _ON_ONE_PAGE
    table.autofit, style = False, document.styles[_CELL]
    for at, column in enumerate(table.columns):
        column.width = Cm(widths[at])
    for row, line in zip(table.rows, lines, strict=True):
        is_head = line is block.header
        if is_head and is_upright:
            longest = max(len(block.header[at]) for at in block.numbers)
            row.height = Cm(_COLUMN + _LETTER * longest)
        for at, cell in enumerate(row.cells):
            cell.width, paragraph = Cm(widths[at]), cell.paragraphs[0]
            paragraph.style = style
            paragraph.paragraph_format.keep_with_next = (is_head or is_short) and line is not lines[
                -1
            ]
            if at in block.numbers and is_head and is_upright:
                cell._tc.get_or_add_tcPr().append(_element("w:textDirection", val="btLr"))
            elif at in block.numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _shared(
    room: float, lengths: Mapping[int, float], least: Mapping[int, float]
) -> Mapping[int, float]:
    """Return column → its share of the room by length, but as wide as its longest word.

    Where all longest words together do not fit, they share the room as they are long.
    """
    if sum(least.values()) >= room:
        return {at: room * wide / sum(least.values()) for at, wide in least.items()}
    fixed: dict[int, float] = {}
    while True:
        free = {at: length for at, length in lengths.items() if at not in fixed}
        left = room - sum(fixed.values())
        shares = {at: left * length / sum(free.values()) for at, length in free.items()}
        narrow = {at: least[at] for at, share in shares.items() if share < least[at]}
        if not narrow:
            return fixed | shares
        fixed |= narrow


def _words(text: str) -> list[str]:
    """Return what a line of a cell cannot part: no-break spaces stay inside."""
    return re.split(r"[ \n-]+", text)


def _longest_word(text: str) -> int:
    return max(map(len, _words(text)))


def _width(text: str) -> float:
    """Return about how many centimetres a text of a cell takes in bold, rather more than less."""
    ems = sum(0.33 if one in _NARROW else 0.89 if one in _WIDE else 0.61 for one in text)
    return ems * _POINTS * _EM


def _described(table: Any, caption: str) -> None:
    """Give a table the title that programs read to those who don't see it."""
    table._tbl.tblPr.append(_element("w:tblCaption", val=clean(caption)))


def _add_labelled(paragraph: Any, label: str, text: str) -> None:
    if label:
        paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(clean(text))


def _anchor(number: int) -> str:
    return f"_Toc{number:06}"


def _mark(paragraph: Any, number: int) -> None:
    """Let the table of contents lead to a heading."""
    paragraph._p.insert(1, _element("w:bookmarkStart", id=str(number), name=_anchor(number)))
    paragraph._p.append(_element("w:bookmarkEnd", id=str(number)))


def _field(paragraph: Any, instruction: str, shown: str) -> None:
    _begin_field(paragraph, f" {instruction} ")
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))


def _begin_field(paragraph: Any, instruction: str) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="begin"))
    text = _element("w:instrText")
    text.text = instruction
    paragraph.add_run()._r.append(text)
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="separate"))


def _element(tag: str, /, **attributes: str) -> Any:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    element = OxmlElement(tag)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element
