"""The lists of an annex as they are read: rows of reports, costs and links with their places.

They are taken out of a document before it is interpreted, so that no row of theirs becomes a
measure. A sheet is a list only when it has all heads of one, and its name where the document is no
annex that was exported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from digitiekartta.basics.kinds import DOCUMENTS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import listed, one_line
from digitiekartta.documents.importing.annex_form import ID
from digitiekartta.documents.importing.grid import Cell, Line, Section, Source, Table
from digitiekartta.documents.importing.list_form import LISTS, RELATED_TITLE, TITLE, ListForm
from digitiekartta.documents.importing.words import folded, readable

_HEAD_AMONG = 15  # rows from the top
COLUMN_MISSING = DOCUMENTS.error(
    "list-column-missing",
    "Välilehdeltä ”{sheet}” puuttuu sarake {heads}, joten välilehteä ei luettu.",
    "Palauta sarake otsikkoineen, tai vie liite uudelleen ja kopioi tiedot siihen.",
    example="Välilehdeltä Tilannetiedot on poistettu sarake Tila.",
)
COLUMN_UNKNOWN = DOCUMENTS.warning(
    "list-column-unknown",
    "Välilehdellä ”{sheet}” on sarakkeita, joita ei tunneta: {heads}. Niitä ei tuotu.",
    "Siirrä tieto johonkin välilehden omista sarakkeista.",
    example="Välilehdelle Tilannetiedot on lisätty sarake Kommentti.",
)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list.

    Args:
        row: Its number as the document counts it.
        id, title: What it tells of the measure; both may be "".
        cells: Its own cells by the names of fields; that of a related measure's title too.
    """

    row: int
    id: str
    title: str
    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        """Return what a cell says, "" when there is none."""
        return readable(self.cells[name].text) if name in self.cells else ""


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list: which one, the sheet's name, and its rows that say something."""

    form: ListForm
    sheet: str
    rows: tuple[ListRow, ...]


def without_lists(source: Source) -> tuple[Source, tuple[ListTable, ...], tuple[Problem, ...]]:
    """Return a document without its lists, the lists, and what is to be told of them."""
    sections: list[Section] = []
    lists: list[ListTable] = []
    problems: list[Problem] = []
    for section in source.sections:
        tables = [part for part in section.parts if isinstance(part, Table)]
        found = next(filter(None, (_form_of(source, section, table) for table in tables)), None)
        if found is None:
            sections.append(section)
            continue
        form, table, head = found
        columns = _columns(form, head)
        place = Place(source.name, field=section.name)
        if missing := [name for name in form.all_heads if name not in columns]:
            quoted = listed([f"”{name}”" for name in missing])
            problems.append(COLUMN_MISSING.at(place, sheet=section.name, heads=quoted))
            continue
        lines = [line for line in table.lines if line.number > head.number]
        lists.append(ListTable(form, section.name, tuple(_rows(form, columns, lines))))
        if unknown := list(_unknown(head, columns, lines)):
            problems.append(COLUMN_UNKNOWN.at(place, sheet=section.name, heads=listed(unknown)))
    return replace(source, sections=tuple(sections)), tuple(lists), tuple(problems)


def _form_of(source: Source, section: Section, table: Table) -> tuple[ListForm, Table, Line] | None:
    """Return which list a table is, with its head; None when it is none."""
    for form in LISTS:
        is_named = folded(section.name).startswith(folded(form.name))
        wanted = {folded(name) for name in form.all_heads}
        for line in table.lines[:_HEAD_AMONG]:
            heads = {folded(cell.text) for cell in line.filled()}
            is_whole = wanted <= heads and (is_named or source.exported)
            if is_whole or (is_named and source.exported and len(wanted & heads) >= 2):
                return form, table, line
    return None


def _columns(form: ListForm, head: Line) -> Mapping[str, int]:
    """Return the columns of a list by their heads, as they are written there."""
    known = {folded(name): name for name in form.all_heads}
    found: dict[str, int] = {}
    for column, cell in head.distinct():
        if name := known.get(folded(cell.text)):
            found.setdefault(name, column)
    return found


def _rows(form: ListForm, columns: Mapping[str, int], lines: list[Line]) -> Iterator[ListRow]:
    own = {**form.heads, "title": RELATED_TITLE} if form.entry is None else form.heads
    for line in lines:
        cells = {name: line.cell(columns[head]) for name, head in own.items()}
        id_, title = (one_line(line.cell(columns[head]).text) for head in (ID, TITLE))
        if id_ or title or any(cell.text for cell in cells.values()):
            yield ListRow(line.number, id_, title, cells)


def _unknown(head: Line, columns: Mapping[str, int], lines: list[Line]) -> Iterator[str]:
    """Yield the heads of further columns in which something stands."""
    width = max((len(line.cells) for line in lines), default=0)
    for column in range(width):
        if column not in columns.values() and any(line.cell(column).text for line in lines):
            yield f"”{one_line(head.cell(column).text) or column + 1}”"
