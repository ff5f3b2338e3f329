"""An annex that is exported, edited as people edit it, and imported again."""

from __future__ import annotations

import copy
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from docx import Document
from docx.oxml.ns import qn
from openpyxl.styles import PatternFill

from digitiekartta.basics.colours import hexadecimal
from digitiekartta.documents.exporting import docx, xlsx
from digitiekartta.documents.exporting.annex import annex, phase_colours
from digitiekartta.documents.importing import neutral
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.proposal.prepare import Prepared, apply, prepare
from digitiekartta.documents.importing.proposal.proposal import Proposal
from digitiekartta.documents.importing.reading import read_document
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.reading.folder import read_roadmap
from digitiekartta.roadmap.roadmap import Roadmap
from towns import content

NAME = "esimerkkila"
TODAY = date(2026, 11, 22)
WRITERS = {"xlsx": xlsx.workbook, "docx": docx.document}
HEAD = 4


#: Measures that nobody here edits or names, and the versions that know them.
LEFT_OUT = (
    *("asukaskyselyt", "digikasvatus", "hairiotiedotteet", "kuntasovellus"),
    *("ohjelmistorobotti", "oppilaiden-laitteet", "sahkoinen-arkisto", "tiedonohjaus"),
    *("tiekartan-seuranta", "tietosuojakurssi", "vuosikoulutus"),
)


class Desk:
    """A checkout with most of Esimerkkilä's roadmap, and a folder in which annexes lie.

    Each import reads and checks it whole, so what no test needs is left out.
    """

    def __init__(self, root: Path) -> None:
        left_out = shutil.ignore_patterns("hyvaksytyt", *(f"{name}.yml" for name in LEFT_OUT))
        shutil.copytree(content(NAME), root / "content", ignore=left_out)
        self.root, self.project = root, Project(root)
        self.folder = root / "content" / NAME

    def roadmap(self) -> Roadmap:
        """Return the roadmap as it stands."""
        roadmap = read_roadmap(self.project.content, NAME).roadmap
        assert roadmap
        return roadmap

    def exported(self, ending: str = "xlsx") -> Path:
        """Export the annex."""
        path = self.root / f"liite.{ending}"
        path.write_bytes(WRITERS[ending](annex(self.roadmap())))
        return path

    def imported(self, path: Path) -> Proposal:
        """Import an annex, and return what that was."""
        document = read_document(path, Legend())
        assert isinstance(document, neutral.Document), document
        made = prepare(self.project, [document], NAME, None, TODAY)
        assert isinstance(made, Prepared), made
        apply(self.folder, made.proposal.files)
        return made.proposal

    def lines(self) -> dict[str, list[str]]:
        """Return the lines of every file of the roadmap."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_text("utf-8").splitlines()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and "hyvaksytyt" not in path.parts and path.suffix != ".svg"
        }

    def rewrite(self, file: str, old: str, new: str) -> None:
        """Edit a file of the roadmap as somebody else would meanwhile."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


class Workbook:
    """An exported workbook in the hands of an official."""

    def __init__(self, path: Path, roadmap: Roadmap) -> None:
        self.path, self.book = path, openpyxl.load_workbook(path)
        self.colours = phase_colours(roadmap.settings.phases)

    @property
    def goals(self) -> list[Any]:
        """The sheets of the goals, which come after those of reports, costs and links."""
        return [sheet for sheet in self.book if sheet.title.startswith("Tavoite")]

    def cell(self, measure: str, head: str) -> Any:
        """Return the cell of a measure in the column of that head."""
        for sheet in self.goals:
            heads = {cell.value: cell.column for cell in sheet[HEAD]}
            for row in range(HEAD + 1, sheet.max_row + 1):
                if "Tunnus" in heads and sheet.cell(row, heads["Tunnus"]).value == measure:
                    return sheet.cell(row, heads[head])
        raise AssertionError(measure)

    def edit(self, measure: str, head: str, text: str | None, colour: str | None = None) -> str:
        """Write into a cell; a colour by its phase, "" for none; return the cell's place."""
        cell = self.cell(measure, head)
        cell.value = text
        if colour is not None:
            cell.fill = PatternFill("solid", fgColor=self.code(colour)) if colour else PatternFill()
        return str(cell.coordinate)

    def code(self, phase: str) -> str:
        """Return the colour of a phase as Excel writes it."""
        return "FF" + hexadecimal(self.colours[phase])[1:].upper()

    def copied_row(self, measure: str) -> int:
        """Put a copy of a measure's row at the end of its sheet, and return its number."""
        cell = self.cell(measure, "Tunnus")
        sheet, new = cell.parent, cell.parent.max_row + 1
        for column in range(1, cell.column + 1):
            old = sheet.cell(cell.row, column)
            sheet.cell(new, column).value = old.value
            sheet.cell(new, column).fill = copy.copy(old.fill)
        return int(new)

    def saved(self) -> Path:
        """Save the workbook, and return where it is."""
        path = self.path.with_name("muokattu.xlsx")
        self.book.save(path)
        return path


class Letter:
    """An exported Word document in the hands of an official."""

    def __init__(self, path: Path, roadmap: Roadmap) -> None:
        self.path, self.file = path, Document(str(path))
        self.colours = phase_colours(roadmap.settings.phases)

    def edit(self, measure: str, head: str, text: str | None, colour: str | None = None) -> str:
        """Write into a cell; a colour by its phase, "" for none."""
        for table in self.file.tables:
            heads = [cell.text for cell in table.rows[0].cells]
            for row in table.rows:
                if row.cells[-1].text == measure:
                    cell = row.cells[heads.index(head)]
                    cell.text = text or ""
                    if colour is not None:
                        self._paint(cell, colour)
                    return ""
        raise AssertionError(measure)

    def _paint(self, cell: Any, colour: str) -> None:
        properties = cell._tc.get_or_add_tcPr()
        for shading in properties.findall(qn("w:shd")):
            properties.remove(shading)
        if colour:
            shading = properties.makeelement(
                qn("w:shd"), {qn("w:fill"): hexadecimal(self.colours[colour])[1:]}
            )
            properties.append(shading)

    def saved(self) -> Path:
        """Save the document, and return where it is."""
        path = self.path.with_name("muokattu.docx")
        self.file.save(str(path))
        return path


EDITORS = {"xlsx": Workbook, "docx": Letter}


def changes(proposal: Proposal) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what an import changes in measures: measure and field → before and after."""
    return {
        (news.measure.id, change.field): (change.before, change.after)
        for news in proposal.measures
        for change in news.changes
    }


def told(proposal: Proposal, code: str) -> list[str]:
    """Return what is told under a code."""
    return [problem.message for problem in proposal.doubts if problem.code == code]


class Sheet:
    """A list of an exported workbook: reports, costs, links or related measures."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.sheet = book.book[name]
        self.heads = {cell.value: cell.column for cell in self.sheet[HEAD]}

    def rows(self) -> list[dict[str, Any]]:
        """Return what the rows hold, by the heads."""
        return [
            {head: self.sheet.cell(row, column).value for head, column in self.heads.items()}
            for row in range(HEAD + 1, self.sheet.max_row + 1)
        ]

    def row(self, measure: str, **known: Any) -> int:
        """Return the number of the row of a measure in which those cells hold that."""
        for number, row in enumerate(self.rows(), start=HEAD + 1):
            if row["Tunnus"] == measure and known.items() <= row.items():
                return number
        raise AssertionError((measure, known))

    def write(self, row: int, **cells: Any) -> None:
        """Write into cells of a row by their heads."""
        for head, value in cells.items():
            self.sheet.cell(row, self.heads[head]).value = value

    def add(self, **cells: Any) -> int:
        """Write a row at the end."""
        row = int(self.sheet.max_row) + 1
        self.write(row, **cells)
        return row
