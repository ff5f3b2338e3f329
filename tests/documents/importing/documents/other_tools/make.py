"""Writes the documents of Python's tools, and what an import of every document must give."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from roadmap import (
    COLOURS,
    HALVES,
    PHASES,
    SWEDISH,
    SWEDISH_PHASES,
    TOWN,
    bars,
    expect,
    half_year,
    measures,
    without,
)

FOLDER = Path(sys.argv[1])
MONTHS = ["Tammi", "Helmi", "Maalis", "Huhti", "Touko", "Kesä"]
MONTHS += ["Heinä", "Elo", "Syys", "Loka", "Marras", "Joulu"]
BAND, DARK = "F2F2F2", "1F3864"


# --- XlsxWriter -----------------------------------------------------------------------------------


def xlsxwriter_months() -> None:
    import xlsxwriter

    name = "xlsxwriter-kuukaudet.xlsx"
    book = xlsxwriter.Workbook(FOLDER / name)
    sheet = book.add_worksheet("Tiekartta 2026-27")

    def look(colour: str = "", **more: object):
        fill = {"bg_color": f"#{colour}"} if colour else {}
        return book.add_format({"border": 1, "text_wrap": True, "valign": "top", **fill, **more})

    head = look(DARK, bold=True, font_color="white")
    sheet.write(0, 0, "Esimerkkilän digitiekartta – toimeenpano-ohjelma")
    sheet.write(1, 0, "Johtoryhmä 12.1.2026, päivitetty 3.2.2026")
    for column, text in enumerate(["Tavoite", "Kokonaisuus", "Toimenpide", "Vastuu"]):
        sheet.merge_range(3, column, 4, column, text, head)
    for year in (0, 1):
        first = 4 + 12 * year
        sheet.merge_range(3, first, 3, first + 11, 2026 + year, head)
        for month, text in enumerate(MONTHS):
            sheet.write(4, first + month, text, look("D9E1F2", rotation=90))
    sheet.merge_range(3, 28, 4, 28, "Huom.", head)
    goals = without(TOWN[:2], "sector", halves=4)
    row = 5
    for goal in goals:
        top = row
        for group in goal["groups"]:
            first = row
            for told in group["measures"]:
                band = BAND if row % 2 else ""
                sheet.write(row, 2, told["title"], look(band))
                sheet.write(row, 3, told["responsible"], look(band))
                for month in range(24):
                    colour = COLOURS.get(told["plan"][month // 6], band)
                    sheet.write_blank(row, 4 + month, None, look(colour))
                sheet.write(row, 28, told["notes"], look(band))
                row += 1
            sheet.merge_range(first, 1, row - 1, 1, group["title"], look())
        sheet.merge_range(top, 0, row - 1, 0, f"{goal['number']}. {goal['title']}", look())
    sheet.write(4, 30, "Värien selitys")
    for number, (sign, phase) in enumerate(PHASES.items()):
        sheet.write(5 + number, 30, "", look(COLOURS[sign]))
        sheet.write(5 + number, 31, phase)
    sheet.write_comment("C7", "Sovittava vielä henkilöstöpalvelujen kanssa")
    book.close()
    expect(FOLDER, name, goals, reported=["not-half-years"])


def xlsxwriter_swedish() -> None:
    import xlsxwriter

    name = "xlsxwriter-svenska.xlsx"
    book = xlsxwriter.Workbook(FOLDER / name)
    first = book.add_worksheet("Läs mig")
    first.write(0, 0, "Den digitala vägkartan uppdateras två gånger om året.")
    first.write(2, 0, "Frågor: it@exempelstad.fi")
    sheet = book.add_worksheet("Vägkarta")
    colours = dict(zip(SWEDISH_PHASES, COLOURS.values(), strict=True))
    looks = {
        sign: book.add_format({"border": 1, "bg_color": f"#{colour}"})
        for sign, colour in {**colours, "head": "404040", "goal": "D9D9D9"}.items()
    }
    halves = [f"{'VT' if half == 1 else 'HT'} {year}" for year, half in HALVES]
    heads = ["Åtgärd", "Ansvarig", "Sektor", *halves, "Tilläggsuppgifter"]
    sheet.write_row(0, 0, heads, looks["head"])
    row = 1
    goals = without(SWEDISH, "groups")
    for goal in goals:
        text = f"Mål {goal['number']}: {goal['title']}"
        sheet.merge_range(row, 0, row, len(heads) - 1, text, looks["goal"])
        row += 1
        for told in goal["groups"][0]["measures"]:
            sheet.write_row(row, 0, [told["title"], told["responsible"], told["sector"]])
            for number, sign in enumerate(told["plan"]):
                if sign != ".":
                    sheet.write(row, 3 + number, sign, looks[sign])
            sheet.write(row, 9, told["notes"])
            row += 1
    sheet.write(row + 1, 0, "Förklaring:")
    for number, (sign, phase) in enumerate(SWEDISH_PHASES.items()):
        sheet.write(row + 1, 1 + number, f"{sign} = {phase}", looks[sign])
    book.close()
    expect(FOLDER, name, goals, SWEDISH_PHASES)


# --- odfpy ----------------------------------------------------------------------------------------


class Odf:
    """A document of odfpy with styles of cells by letter, and the table that is written."""

    def __init__(self, document) -> None:
        from odf.style import Style, TableCellProperties

        self.document = document
        self.styles = {}
        for sign, colour in {**COLOURS, "H": "333333", "B": BAND}.items():
            style = Style(name=f"c{sign}", family="table-cell")
            style.addElement(TableCellProperties(backgroundcolor=f"#{colour.lower()}"))
            document.automaticstyles.addElement(style)
            self.styles[sign] = style

    def table(self, parent, name: str, columns: int) -> None:
        from odf.table import Table, TableColumn

        self._table = Table(name=name)
        self._table.addElement(TableColumn(numbercolumnsrepeated=columns))
        parent.addElement(self._table)

    def row(self, *cells, **more) -> None:
        from odf.table import TableRow

        row = TableRow(**more)
        for cell in cells:
            row.addElement(cell)
        self._table.addElement(row)

    def cell(self, text: str = "", style: str = "", note: str = "", **more):
        from odf.office import Annotation
        from odf.table import TableCell
        from odf.text import P

        if style in self.styles:
            more["stylename"] = self.styles[style]
        cell = TableCell(valuetype="string", **more) if text else TableCell(**more)
        if note:
            annotation = Annotation()
            annotation.addElement(P(text=note))
            cell.addElement(annotation)
        for line in text.split("\n") if text else ():
            cell.addElement(P(text=line))
        return cell


def odfpy_sheet() -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell as Covered

    name = "odfpy-palkit.ods"
    odf = Odf(OpenDocumentSpreadsheet())
    row, cell = odf.row, odf.cell
    odf.table(odf.document.spreadsheet, "Tiekartta", 10)
    row(cell("Digitiekartta 2026–2028"))
    row(cell(numbercolumnsrepeated=10))
    heads = [cell(text, "H", numberrowsspanned=2) for text in ("Tavoite", "Toimenpide")]
    heads.append(cell("Vastuutaho", "H", numberrowsspanned=2))
    for year in ("2026", "2027", "2028"):
        heads += [cell(year, "H", numbercolumnsspanned=2), Covered()]
    row(*heads, cell("Lisätiedot", "H", numberrowsspanned=2))
    below = [cell(text, "H") for text in ("kevät", "syksy") * 3]
    row(Covered(numbercolumnsrepeated=3), *below, Covered())
    goals = without(TOWN, "sector", "groups")
    number = 0
    for goal in goals:
        told = goal["groups"][0]["measures"]
        text = f"Tavoite {goal['number']}\n{goal['title']}"
        first = cell(text, numberrowsspanned=len(told))
        for one in told:
            band = "B" if number % 2 else ""
            number += 1
            cells = [first, cell(one["title"], band, "Sovitaan vielä" if number == 2 else "")]
            cells.append(cell(one["responsible"].replace(", ", "\n"), band))
            for sign, start, end in bars(one["plan"]):
                if sign == ".":
                    cells.append(cell("", band, numbercolumnsrepeated=end - start))
                else:
                    cells.append(cell("", sign, numbercolumnsspanned=end - start))
                    cells += [Covered() for _ in range(end - start - 1)]
            row(*cells, cell(one["notes"], band))
            first = Covered()
        if goal["number"] == 1:
            row(cell(), cell("Piilotettu toimenpide"), cell("Kanslia"), visibility="collapse")
    row(cell(numbercolumnsrepeated=10))
    row(cell("Selite"), *[cell(phase, sign) for sign, phase in PHASES.items()])
    odf.document.save(FOLDER / name)
    expect(FOLDER, name, goals, reported=["hidden-left-out"])


def odfpy_text() -> None:
    from odf.opendocument import OpenDocumentText
    from odf.style import Style, TextProperties
    from odf.table import CoveredTableCell as Covered
    from odf.text import H, P, Span

    name = "odfpy-otsikot.odt"
    odf = Odf(OpenDocumentText())
    row, cell, text = odf.row, odf.cell, odf.document.text
    bold = Style(name="lihava", family="text")
    bold.addElement(TextProperties(fontweight="bold"))
    odf.document.automaticstyles.addElement(bold)
    text.addElement(H(outlinelevel=1, text="Esimerkkilän digitiekartta"))
    text.addElement(P(text="Värien merkitys:"))
    odf.table(text, "Selite", 2)
    for sign, phase in PHASES.items():
        row(cell(sign, sign), cell(phase))
    for goal in TOWN:
        text.addElement(H(outlinelevel=2, text=f"Tavoite {goal['number']}. {goal['title']}"))
        odf.table(text, f"T{goal['number']}", 10)
        heads = ["Toimenpide", "Vastuutaho", "Toimiala", *map(half_year, HALVES), "Lisätiedot"]
        row(*[cell(head, "H") for head in heads])
        for group in goal["groups"]:
            first, paragraph = cell(numbercolumnsspanned=10), P()
            paragraph.addElement(Span(stylename=bold, text=group["title"]))
            first.addElement(paragraph)
            row(first, Covered(numbercolumnsrepeated=9))
            for told in group["measures"]:
                cells = [cell(told["title"]), cell(told["responsible"].replace(", ", "\n"))]
                cells.append(cell(told["sector"]))
                cells += [cell("" if sign == "." else sign, sign) for sign in told["plan"]]
                row(*cells, cell(told["notes"]))
    odf.document.save(FOLDER / name)
    expect(FOLDER, name, TOWN)


# --- as R writes ----------------------------------------------------------------------------------


def r_table() -> None:
    name = "r-csv2.csv"
    halves = [f"{'kevät' if half == 1 else 'syksy'}.{year}" for year, half in HALVES]
    heads = ["", "tavoite", "kokonaisuus", "toimenpide", "vastuutaho", "toimiala", *halves]
    with (FOLDER / name).open("w", encoding="latin-1", newline="") as file:
        written = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
        written.writerow([*heads, "lisätiedot"])
        for number, (goal, group, told) in enumerate(measures(TOWN), 1):
            words = [PHASES.get(sign, "NA") for sign in told["plan"]]
            row = [number, f"Tavoite {goal['number']}: {goal['title']}", group["title"]]
            row += [told["title"], told["responsible"], told["sector"], *words]
            written.writerow([*row, told["notes"] or "NA"])
    expect(FOLDER, name, TOWN)


# --- PDF ------------------------------------------------------------------------------------------


def weasyprint_pages() -> None:
    from weasyprint import HTML

    name = "weasyprint-tavoitteet.pdf"
    fills = "".join(f".{sign} {{ background: #{colour} }}" for sign, colour in COLOURS.items())
    legend = " ".join(f'<b class="{sign}">{phase}</b>' for sign, phase in PHASES.items())
    halves = "".join(f"<th>{half_year(half)}" for half in HALVES)
    page = f"""<html lang="fi"><style>
        @page {{ size: A4 landscape; @bottom-center {{ content: "Sivu " counter(page) }} }}
        body {{ font: 9pt "DejaVu Sans", sans-serif }}
        table {{ border-collapse: collapse; width: 100% }}
        td, th {{ border: 0.5pt solid #888; padding: 3pt; hyphens: auto }}
        .g {{ font-weight: bold; background: #eee }} {fills}
        </style><h1>Digitiekartta 2026–2028</h1><p>{legend}</p>"""
    for goal in TOWN:
        page += f"<h2>Tavoite {goal['number']}: {goal['title']}</h2><table><thead><tr>"
        page += f"<th>Toimenpide<th>Vastuutaho<th>Toimiala{halves}<th>Lisätiedot</thead>"
        for group in goal["groups"]:
            page += f"<tr class=g><td colspan=10>{group['title']}</tr>"
            for told in group["measures"]:
                page += f"<tr><td>{told['title']}<td>{told['responsible']}<td>{told['sector']}"
                page += "".join(f"<td class={sign}>" for sign in told["plan"].replace(".", "e"))
                page += f"<td>{told['notes']}</tr>"
        page += "</table>"
    HTML(string=page).write_pdf(FOLDER / name)
    expect(FOLDER, name, TOWN)


def typst_table() -> None:
    import typst

    name = "typst-taulukko.pdf"
    legend = ", ".join(
        f'rect(fill: rgb("{COLOURS[sign]}"), width: 14pt, height: 9pt), [{phase}]'
        for sign, phase in PHASES.items()
    )
    heads = [f"table.cell(rowspan: 2)[{text}]" for text in ("Tavoite", "Toimenpide", "Vastuutaho")]
    heads += [f"table.cell(colspan: 2)[{year}]" for year in (2026, 2027, 2028)]
    heads += ["[kevät]", "[syksy]"] * 3
    page = f"""
        #set page(paper: "a4", flipped: true, margin: 1.5cm, numbering: "1 / 1")
        #set text(lang: "fi", size: 9pt, hyphenate: true)
        #set par(justify: true)
        = Digitiekartta
        #grid(columns: 6, gutter: 6pt, align: horizon, {legend})
        #table(columns: (2.2cm, 5cm, 3cm, ..(1fr,) * 6), stroke: 0.5pt + gray,
        table.header({", ".join(heads)}),"""
    goals = without(TOWN, "sector", "notes")
    for goal in goals:
        rows = sum(len(group["measures"]) + 1 for group in goal["groups"])
        page += f"table.cell(rowspan: {rows})[{goal['number']}. {goal['title']}],"
        for group in goal["groups"]:
            page += f"table.cell(colspan: 8, fill: luma(230))[*{group['title']}*],"
            for told in group["measures"]:
                page += f"[{told['title']}], [{told['responsible']}],"
                for sign, start, end in bars(told["plan"]):
                    fill = f'fill: rgb("{COLOURS[sign]}"), ' if sign != "." else ""
                    page += f"table.cell({fill}colspan: {end - start})[],"
    typst.compile((page + ")").encode(), output=FOLDER / name)
    expect(FOLDER, name, goals)


def reportlab_bars() -> None:
    from reportlab.lib.colors import HexColor, black
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfgen.canvas import Canvas

    name = "reportlab-palkit.pdf"
    page = Canvas(str(FOLDER / name), pagesize=landscape(A4))
    goals = without(TOWN, "sector", "notes", "groups")
    columns = [40, 300, 430, *(430 + 62 * number for number in range(1, 7))]
    for goal in goals:
        page.setFont("Helvetica-Bold", 16)
        page.drawString(40, 545, f"Tavoite {goal['number']}: {goal['title']}")
        told = goal["groups"][0]["measures"]
        heights = [515 - 26 * number for number in range(len(told) + 2)]
        page.grid(columns, heights)
        page.setFont("Helvetica-Bold", 9)
        heads = ["Toimenpide", "Vastuutaho", *map(half_year, HALVES)]
        for x, text in zip(columns, heads, strict=False):
            page.drawString(x + 3, 499, text)
        page.setFont("Helvetica", 9)
        for y, one in zip(heights[1:], told, strict=False):
            page.drawString(43, y - 16, one["title"])
            for line, party in enumerate(one["responsible"].split(", ")):
                page.drawString(303, y - 11 - 10 * line, party)
            for sign, start, end in bars(one["plan"]):
                if sign != ".":
                    page.setFillColor(HexColor(f"#{COLOURS[sign]}"))
                    x, width = 434 + 62 * start, 62 * (end - start) - 8
                    page.roundRect(x, y - 19, width, 12, 5, stroke=0, fill=1)
                    page.setFillColor(black)
        for number, (sign, phase) in enumerate(PHASES.items()):
            page.setFillColor(HexColor(f"#{COLOURS[sign]}"))
            page.rect(60 + 130 * number, 40, 14, 10, stroke=0, fill=1)
            page.setFillColor(black)
            page.drawString(80 + 130 * number, 41, phase)
        page.showPage()
    page.save()
    expect(FOLDER, name, goals)


def expected_of_other_documents() -> None:
    """Write what the documents give that the other script makes."""
    expect(FOLDER, "exceljs-valilehdet.xlsx", TOWN, reported=["hidden-left-out"])
    levels = without(TOWN, "sector", "notes", "numbers")
    expect(FOLDER, "sheetjs-tasot.xlsx", levels, reported=["unsure-heading"])
    expect(FOLDER, "docx-otsikot.docx", TOWN)
    expect(FOLDER, "docx-yhdistetyt.docx", without(TOWN, "sector", "notes"))
    arrows = without(TOWN[:2], "sector", "notes", "groups")
    expect(FOLDER, "pptxgenjs-nuolet.pptx", arrows, reported=["unsure-heading"])


if __name__ == "__main__":
    for make in (
        *(xlsxwriter_months, xlsxwriter_swedish, odfpy_sheet, odfpy_text, r_table),
        *(weasyprint_pages, typst_table, reportlab_bars, expected_of_other_documents),
    ):
        make()
