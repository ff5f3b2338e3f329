"""Documents made while a test runs: the same written tables in each format."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.styles import Font, PatternFill
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu
from written_grids import Piece, Written, pieces

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import Label, Text

Sections = Sequence[str]


def hexa(colour: RGB) -> str:
    return "".join(f"{channel:02X}" for channel in colour)


def xlsx(sections: Sections, names: Sequence[str] = ()) -> bytes:
    """Return a workbook: each section a sheet, tables below one another."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, text in enumerate(sections):
        sheet = book.create_sheet(names[number] if names else f"Taul{number + 1}")
        top = 1
        for piece in pieces(text):
            if isinstance(piece, Written):
                for one in piece.cells:
                    row, column = top + one.row, one.column + 1
                    cell = sheet.cell(row, column, one.cell.text or None)
                    cell.font = Font(bold=one.cell.bold)
                    if one.cell.colour:
                        cell.fill = PatternFill("solid", fgColor=hexa(one.cell.colour))
                    if one.cell.rows > 1 or one.cell.columns > 1:
                        sheet.merge_cells(
                            start_row=row,
                            start_column=column,
                            end_row=row + one.cell.rows - 1,
                            end_column=column + one.cell.columns - 1,
                        )
                top += piece.height + 1
            else:
                cell = sheet.cell(top, 1, piece.text)
                if isinstance(piece, Label):
                    cell.fill = PatternFill("solid", fgColor=hexa(piece.colour))
                top += 1
    return _saved(book.save)


def word(sections: Sections) -> bytes:
    """Return a Word document with headings, shaded words and tables."""
    document = docx.Document()
    for text in sections:
        for piece in pieces(text):
            if isinstance(piece, Text):
                document.add_heading(piece.text, 1)
            elif isinstance(piece, Label):
                run = document.add_paragraph().add_run(piece.text)
                _shade(run._r.get_or_add_rPr(), piece.colour)
            else:
                table = document.add_table(piece.height, piece.width)
                for one in piece.cells:
                    cell = table.cell(one.row, one.column)
                    if one.cell.rows > 1 or one.cell.columns > 1:
                        cell = cell.merge(
                            table.cell(
                                one.row + one.cell.rows - 1, one.column + one.cell.columns - 1
                            )
                        )
                    if one.cell.text:
                        cell.paragraphs[0].add_run(one.cell.text).bold = one.cell.bold
                    if one.cell.colour:
                        _shade(cell._tc.get_or_add_tcPr(), one.cell.colour)
                document.add_paragraph()
    return _saved(document.save)


def _shade(properties, colour: RGB) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), hexa(colour))
    properties.append(shading)


def powerpoint(sections: Sections) -> bytes:
    """Return a presentation: each section a slide, headings its title, coloured words shapes."""
    deck = Presentation()
    deck.slide_width = Emu(12_192_000)
    for text in sections:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        top = 1_400_000
        for piece in pieces(text):
            if isinstance(piece, Text):
                slide.shapes.title.text = piece.text
            elif isinstance(piece, Label):
                shape = slide.shapes.add_shape(
                    MSO_SHAPE.ROUNDED_RECTANGLE,
                    Emu(200_000),
                    Emu(top),
                    Emu(2_000_000),
                    Emu(300_000),
                )
                shape.fill.solid()
                shape.fill.fore_color.rgb = RGBColor(*piece.colour)
                shape.text_frame.text = piece.text
                top += 350_000
            else:
                _slide_table(slide, piece, top)
                top += 400_000 * piece.height
    return _saved(deck.save)


def _slide_table(slide, piece: Written, top: int) -> None:
    table = slide.shapes.add_table(
        piece.height,
        piece.width,
        Emu(200_000),
        Emu(top),
        Emu(11_000_000),
        Emu(370_840 * piece.height),
    ).table
    for one in piece.cells:
        cell = table.cell(one.row, one.column)
        if one.cell.rows > 1 or one.cell.columns > 1:
            cell.merge(table.cell(one.row + one.cell.rows - 1, one.column + one.cell.columns - 1))
        cell.text_frame.text = one.cell.text
        if one.cell.bold:
            cell.text_frame.paragraphs[0].runs[0].font.bold = True
        if one.cell.colour:
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor(*one.cell.colour)


_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)


def ods(sections: Sections, names: Sequence[str] = ()) -> bytes:
    """Return an OpenDocument sheet as LibreOffice writes it, empty rows repeated to the end."""
    styles: dict[str, str] = {}
    sheets = []
    for number, text in enumerate(sections):
        rows = []
        for piece in pieces(text):
            if isinstance(piece, Written):
                rows += _odf_rows(piece, styles)
                rows.append("<table:table-row><table:table-cell/></table:table-row>")
            else:
                style = _odf_style(piece.colour, styles) if isinstance(piece, Label) else ""
                rows.append(
                    f"<table:table-row><table:table-cell{style}><text:p>{escape(piece.text)}"
                    "</text:p></table:table-cell></table:table-row>"
                )
        rows.append(
            '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
            ' table:number-columns-repeated="16384"/></table:table-row>'
        )
        name = names[number] if names else f"Taulukko{number + 1}"
        sheets.append(f'<table:table table:name="{escape(name)}">{"".join(rows)}</table:table>')
    body = f"<office:spreadsheet>{''.join(sheets)}</office:spreadsheet>"
    return _odf(body, styles, "spreadsheet")


def odt(sections: Sections) -> bytes:
    """Return an OpenDocument text."""
    styles: dict[str, str] = {}
    parts = []
    for text in sections:
        for piece in pieces(text):
            if isinstance(piece, Text):
                parts.append(f'<text:h text:outline-level="1">{escape(piece.text)}</text:h>')
            elif isinstance(piece, Label):
                name = f"T{hexa(piece.colour)}"
                styles[name] = (
                    f'<style:style style:name="{name}" style:family="text"><style:text-properties'
                    f' fo:background-color="#{hexa(piece.colour).lower()}"/></style:style>'
                )
                parts.append(
                    f'<text:p><text:span text:style-name="{name}">{escape(piece.text)}</text:span>'
                    "</text:p>"
                )
            else:
                parts.append(f"<table:table>{''.join(_odf_rows(piece, styles))}</table:table>")
    return _odf(f"<office:text>{''.join(parts)}</office:text>", styles, "text")


def _odf_rows(piece: Written, styles: dict[str, str]) -> list[str]:
    by_place = {(one.row, one.column): one.cell for one in piece.cells}
    covered = {
        (one.row + r, one.column + c)
        for one in piece.cells
        for r in range(one.cell.rows)
        for c in range(one.cell.columns)
    }
    rows = []
    for row in range(piece.height):
        cells = []
        for column in range(piece.width):
            cell = by_place.get((row, column))
            if cell is None:
                name = "covered-table-cell" if (row, column) in covered else "table-cell"
                cells.append(f"<table:{name}/>")
                continue
            spans = (
                f' table:number-rows-spanned="{cell.rows}"'
                f' table:number-columns-spanned="{cell.columns}"'
            )
            style = _odf_style(cell.colour, styles, cell.bold)
            lines = "".join(f"<text:p>{escape(one)}</text:p>" for one in cell.text.split("\n"))
            cells.append(f"<table:table-cell{spans}{style}>{lines}</table:table-cell>")
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return rows


def _odf_style(colour: RGB | None, styles: dict[str, str], bold: bool = False) -> str:
    if colour is None and not bold:
        return ""
    name = f"ce{hexa(colour) if colour else ''}{'b' if bold else ''}"
    fill = (
        f'<style:table-cell-properties fo:background-color="#{hexa(colour).lower()}"/>'
        if colour
        else ""
    )
    weight = '<style:text-properties fo:font-weight="bold"/>' if bold else ""
    styles[name] = (
        f'<style:style style:name="{name}" style:family="table-cell">{fill}{weight}</style:style>'
    )
    return f' table:style-name="{name}"'


def _odf(body: str, styles: dict[str, str], kind: str) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODF}>'
        f"<office:automatic-styles>{''.join(styles.values())}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def table_text(sections: Sections, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Return the tables as CSV; colours are lost."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    for text in sections:
        for piece in pieces(text):
            if isinstance(piece, Written):
                grid = [[""] * piece.width for _ in range(piece.height)]
                for one in piece.cells:
                    grid[one.row][one.column] = one.cell.text
                writer.writerows(grid)
            else:
                writer.writerow([piece.text])
            writer.writerow([])
    return out.getvalue().encode(encoding)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


FORMATS: dict[str, Callable[[Sections], bytes]] = {
    "xlsx": xlsx,
    "docx": word,
    "pptx": powerpoint,
    "ods": ods,
    "odt": odt,
}
__all__ = ["FORMATS", "Piece"]
