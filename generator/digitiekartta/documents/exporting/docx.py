"""An annex as a Word document: a heading and a table for each goal, header rows that repeat."""

import io
from typing import Any

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.xml.functions import tostring

from digitiekartta.basics.colours import RGB, hexadecimal
from digitiekartta.basics.office import property_text, without_clock
from digitiekartta.documents.exporting.annex import LEGEND, Annex
from digitiekartta.documents.exporting.tables import Table
from digitiekartta.documents.importing.annex_form import TITLE
from digitiekartta.documents.importing.exported import Exported
from digitiekartta.documents.importing.grid import Cell

_LANGUAGE = "fi-FI"
_MARGIN = Cm(1.5)


def document(annex: Annex) -> bytes:
    """Return the annex as a .docx file."""
    file = Document()
    _about(file, annex)
    file.add_heading(annex.title, level=0)
    if annex.standing:
        file.add_paragraph(annex.standing)
    if annex.legend:
        _legend(file, annex)
    for table in annex.tables:
        file.add_heading(table.title, level=1)
        _table(file, table)
    _carry(file, annex.exported)
    data = io.BytesIO()
    file.save(data)
    return without_clock(data.getvalue())


def _about(file: DocumentFile, annex: Annex) -> None:
    core = file.core_properties
    organisation = property_text(annex.organisation)
    core.title, core.author = property_text(annex.title), organisation
    core.language = _LANGUAGE
    core.comments, core.last_modified_by = "", organisation
    style = file.styles["Normal"]
    style.font.size = Pt(9)
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN


def _carry(file: DocumentFile, exported: Exported) -> None:
    """Put what the annex carries along among the file's own properties."""
    properties: Any = CustomPropertyList()
    for name, value in exported.properties():
        properties.append(StringProperty(name=name, value=value))
    package = file.part.package
    part = Part(
        PackURI("/docProps/custom.xml"),
        CONTENT_TYPE.OFC_CUSTOM_PROPERTIES,
        tostring(properties.to_tree()),
        package,
    )
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _legend(file: DocumentFile, annex: Annex) -> None:
    paragraph = file.add_paragraph(f"{LEGEND}: ")
    for cell in annex.legend:
        run = paragraph.add_run(cell.text)
        if cell.colour is not None:
            run._r.get_or_add_rPr().append(_shading(cell.colour))
        paragraph.add_run(" ")


def _table(file: DocumentFile, table: Table) -> None:
    grid = file.add_table(rows=1, cols=len(table.header), style="Table Grid")
    _describe(grid, table.title)
    for cell, name in zip(grid.rows[0].cells, table.header, strict=True):
        _fill(cell, Cell(name, bold=True))
    grid.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for row in table.rows:
        added = grid.add_row()
        added._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, content in zip(added.cells, row, strict=True):
            _fill(cell, content)
    width = (Cm(29.7) - 2 * _MARGIN) / (len(table.header) + 2)
    for index, name in enumerate(table.header):
        grid.columns[index].width = int(width * (3 if name == TITLE else 1))


def _describe(table: WordTable, title: str) -> None:
    """Give a table its title for screen readers, and mark its first row and column as headers."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    for name in ("firstRow", "firstColumn", "noHBand", "noVBand") if look is not None else ():
        look.set(qn(f"w:{name}"), "1")
    properties.append(_element("w:tblCaption", val=title))


def _fill(cell: _Cell, content: Cell) -> None:
    paragraph = cell.paragraphs[0]
    for number, line in enumerate(content.text.split("\n")):
        run = paragraph.add_run(line)
        run.bold = bool(line and content.bold) or None
        if number < content.text.count("\n"):
            run.add_break()
    if content.colour is not None:
        cell._tc.get_or_add_tcPr().append(_shading(content.colour))


def _shading(colour: RGB) -> BaseOxmlElement:
    return _element("w:shd", val="clear", color="auto", fill=hexadecimal(colour)[1:].upper())


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element
