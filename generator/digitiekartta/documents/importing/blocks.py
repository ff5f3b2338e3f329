"""A block: the rows under one head of a table, with what stands before them and its legend."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.columns import Columns
from digitiekartta.documents.importing.grid import Cell, Line, Section, Table, Text
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.legend_runs import Run
from digitiekartta.documents.importing.roles import Role
from digitiekartta.documents.importing.shades import among, is_white


@dataclass(frozen=True, slots=True)
class Outside:
    """A row of a table that stands above a head, or in a table that has none."""

    table: Table
    line: Line


@dataclass(frozen=True, slots=True)
class WordColumns:
    """Columns that tell in words when a phase is, and the one that tells the phase.

    It is the same one where its head does.
    """

    times: tuple[int, ...]
    phase: int

    @property
    def by_rows(self) -> bool:
        """Whether each row tells a phase of its own."""
        return self.phase not in self.times


@dataclass(slots=True)
class Block:
    """The rows under one head.

    Args:
        table: The table; several blocks may stand in one.
        number: The number of the section from 0.
        heads: The head rows; none where a table goes on without a head.
        before: What stood before it since the last block: texts, and rows above the head.
        runs: Possible entries of a legend that stand by it, those told in words without colour.
        legend: What colours, marks and words mean in it.
        named_colours: The colours that words meant in it, by the phase's label.
        legend_rows: The numbers of its rows that belong to a legend.
        words: Words where a legend would stand whose colours are lost.
        in_words: The columns that tell its schedule in words, where no half-years are columns.
        sure: Whether a person said that its rows are measures.
    """

    section: Section
    number: int
    table: Table
    columns: Columns
    heads: tuple[Line, ...]
    lines: tuple[Line, ...]
    before: list[Text | Outside] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    legend: Legend = field(default_factory=Legend)
    named_colours: Mapping[str, RGB] = field(default_factory=dict)
    legend_rows: frozenset[int] = frozenset()
    words: list[str] = field(default_factory=list)
    in_words: tuple[WordColumns, ...] = ()
    sure: bool = False

    @property
    def is_own(self) -> bool:
        """Whether its rows have the form of the annex that this program exported."""
        return self.columns.ids is not None

    def schedule_cells(self, line: Line) -> Iterator[tuple[int, Cell]]:
        """Yield the row's cells in half-year columns, not those that begin in another column."""
        first = min(self.columns.periods, default=0)
        title = line.cell(self.columns.title)
        for column in self.columns.periods:
            cell = line.cell(column)
            begins_before = first > 0 and cell is line.cell(first - 1) and cell.columns > 1
            if cell is not title and not begins_before:
                yield column, cell

    def text_of(self, line: Line, role: Role) -> str:
        """Return what a row says in the column of a role, "" when there is none."""
        column = self.columns.roles.get(role)
        return line.cell(column).text if column is not None else ""

    def own_shades(self, line: Line) -> set[RGB]:
        """Return the row's own shades: that of its title, and that which all other texts share.

        The latter counts where no half-year of the row is unpainted: a table's style may paint
        the first column otherwise than the band over the others.
        """
        title = line.cell(self.columns.title)
        others = [line.cell(column) for column in self.columns.texts]
        shared = {cell.colour for cell in others if cell is not title and cell.rows == 1}
        halves = [cell for _, cell in self.schedule_cells(line)]
        through = not any(is_white(cell.colour) for cell in halves)
        shades = {title.colour} | (shared if len(shared) == 1 and through else set())
        return {shade for shade in shades if shade is not None and not is_white(shade)}

    def painted(self, line: Line) -> Iterator[tuple[int, Cell]]:
        """Yield the schedule cells whose colour is not the row's own."""
        own = self.own_shades(line)
        for column, cell in self.schedule_cells(line):
            if not is_white(cell.colour) and not among(cell.colour, own):
                yield column, cell
