"""A document cut into blocks: the rows under each head of a table, with what stands before them.

Every row of every table lands in exactly one place, so that the report can account for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.columns import Columns, Head, Role, find_heads
from digitiekartta.documents.importing.goals import goal_in, group_in
from digitiekartta.documents.importing.grid import Cell, Label, Line, Section, Source, Table, Text
from digitiekartta.documents.importing.legend import (
    Legend,
    accepted,
    candidates,
    is_caption,
    label_run,
    sentence_entries,
)
from digitiekartta.documents.importing.neutral import Phase
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.shades import alike, is_white, same
from digitiekartta.documents.importing.words import folded

Run = list[Phase]


@dataclass(frozen=True, slots=True)
class Outside:
    """A row of a table that stands above a head, or in a table that has none."""

    table: Table
    line: Line


@dataclass(slots=True)
class Block:
    """The rows under one head.

    Args:
        table: The table; several blocks may stand in one.
        heads: The head rows; none where a table goes on without a head.
        before: What stood before it since the last block: texts, and rows above the head.
        runs: Possible entries of a legend that stand by it, those told in words without colour.
        legend: What colours, marks and words mean in it.
        legend_rows: The numbers of its rows that belong to a legend.
        words: Words where a legend would stand whose colours are lost.
    """

    section: Section
    table: Table
    columns: Columns
    heads: tuple[Line, ...]
    lines: tuple[Line, ...]
    before: list[Text | Outside] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    legend: Legend = field(default_factory=Legend)
    legend_rows: frozenset[int] = frozenset()
    words: list[str] = field(default_factory=list)

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

    def own_colour(self, line: Line) -> RGB | None:
        """Return the colour of the row itself, as its title cell shows it."""
        return line.cell(self.columns.title).colour

    def painted(self, line: Line) -> Iterator[RGB]:
        """Yield the colours of schedule cells that are not the row's own."""
        own = self.own_colour(line)
        for _, cell in self.schedule_cells(line):
            is_own = not is_white(own) and same(cell.colour, own)
            if cell.colour and not is_white(cell.colour) and not is_own:
                yield cell.colour


@dataclass(slots=True)
class _Waiting:
    """What was read since the last block: it belongs to the next one."""

    before: list[Text | Outside] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def add_rows(self, table: Table, lines: Sequence[Line]) -> None:
        """Add rows that stand under no head."""
        self.before += [Outside(table, line) for line in lines]
        self.runs += [*candidates(lines), _sentences(lines)]

    def legend_to(self, block: Block) -> None:
        """Give a block what may be its legend."""
        block.runs += self.runs
        self.runs = []


def cut(source: Source) -> tuple[list[Block], list[Text | Outside]]:
    """Return the document in blocks, each with its legend, and what stands after the last one."""
    blocks: list[Block] = []
    waiting = _Waiting()
    for section in source.sections:
        first_here = len(blocks)
        for _, together in groupby(section.parts, key=lambda part: isinstance(part, Label)):
            parts = list(together)
            if labels := [part for part in parts if isinstance(part, Label)]:
                waiting.runs.append(label_run(labels))
            for part in parts:
                if isinstance(part, Text):
                    waiting.before.append(part)
                    waiting.runs.append(sentence_entries(part.text))
                elif isinstance(part, Table):
                    blocks += _blocks_of(section, part, blocks, waiting)
        if len(blocks) > first_here:
            # A legend at the end of a sheet or slide holds for what stands above it.
            waiting.legend_to(blocks[-1])
    if blocks:
        waiting.legend_to(blocks[-1])
    used = _used(blocks)
    for block in blocks:
        block.legend_rows = _legend_rows(block, used)
        lines = [line for line in block.lines if line.number in block.legend_rows]
        block.runs += candidates(lines)
        block.runs += [_sentences(lines), _sentences(block.lines, block.columns)]
    _set_legends(blocks, used)
    return blocks, waiting.before


def _blocks_of(
    section: Section, table: Table, earlier: list[Block], waiting: _Waiting
) -> list[Block]:
    """Return the blocks of a table; what stands under no head in it waits for the next one."""
    heads = find_heads(table) or _going_on(table, earlier) or _two_columns(table, waiting.before)
    blocks = []
    rows_from = 0
    for head, following in zip(heads, [*heads, None][1:], strict=True):
        waiting.add_rows(table, table.lines[rows_from : head.first])
        body = table.lines[head.last + 1 : following.first if following else None]
        body = body[: _end(body)] if following else body
        lines, columns = table.lines[max(head.first, 0) : head.last + 1], head.columns
        block = Block(section, table, columns, lines, body)
        waiting.runs += candidates(lines, columns.named - set(columns.periods))
        waiting.runs += candidates(body, columns.named)
        waiting.legend_to(block)
        block.before, waiting.before = waiting.before, []
        block.words = _words(lines, body, columns)
        blocks.append(block)
        rows_from = head.last + 1 + len(body)
    if not heads:
        waiting.add_rows(table, table.lines)
    return blocks


def _legend_rows(block: Block, used: list[RGB]) -> frozenset[int]:
    """Return the numbers of the rows among or below the measures that belong to a legend.

    They are rows that announce one, tell marks in words, or stand together and hold nothing but
    colours of the schedule with short words.
    """
    numbers: set[int] = set()
    run: list[Line] = []
    after_gap = run_after_gap = False
    for line in (*block.lines, None):
        cells = filled(line) if line else []
        announces = any(is_caption(cell.text) for cell in cells) or _tells_marks(cells)
        if line and cells and not announces and _only_legend(block, line, after_gap):
            run_after_gap = after_gap if not run else run_after_gap
            run.append(line)
            continue
        announced = bool(run) and run[0].number - 1 in numbers
        if _is_legend(run, used, announced, run_after_gap):
            numbers.update(one.number for one in run)
        run = []
        if line and announces:
            numbers.add(line.number)
        else:
            after_gap = not cells
    return frozenset(numbers)


def _is_legend(run: Sequence[Line], used: list[RGB], announced: bool, after_gap: bool) -> bool:
    """Whether rows that stand together and could be a legend are one."""
    swatches = [cell for line in run for cell in filled(line) if not is_white(cell.colour)]
    colours = {cell.colour for cell in swatches if cell.colour is not None}
    known = [colour for colour in colours if alike(colour, used)]
    enough = 1 if announced or (after_gap and all(cell.text for cell in swatches)) else 2
    return len(known) >= enough and len(known) * 2 >= len(colours)


def filled(line: Line) -> list[Cell]:
    """Return the cells of a row that show something, merged ones once."""
    return [cell for _, cell in line.distinct() if cell.text or not is_white(cell.colour)]


def _tells_marks(cells: list[Cell]) -> bool:
    """Whether a row is one text that explains marks ("S = selvittely, K = käyttöönotto")."""
    return len(cells) == 1 and bool(sentence_entries(cells[0].text))


def _only_legend(block: Block, line: Line, after_gap: bool) -> bool:
    """Whether a row holds nothing but coloured words, and colours with a short word beside.

    A word in the column of the measures with a colour to its right may also be a measure, so
    it counts only after an empty row, and only when its colour stands in no half-year or alone.
    """
    cells = filled(line)
    title = line.cell(block.columns.title)
    coloured = [not is_white(cell.colour) for cell in cells]
    if not any(coloured) or any(len(cell.text) > 60 for cell in cells):
        return False
    if title.columns > max(2, block.columns.width // 2) or not any(cell.text for cell in cells):
        return False
    if title.text and is_white(title.colour):
        colours = {cell.colour for cell in cells if not is_white(cell.colour)}
        return after_gap and len(cells) == 2 and len(colours) == 1 and len(title.text) <= 40
    for at, cell in enumerate(cells):
        beside = cells[max(at - 1, 0) : at] + cells[at + 1 : at + 2]
        if coloured[at] and not cell.text:
            # A colour without a word needs one beside it.
            if not any(other.text and is_white(other.colour) for other in beside):
                return False
        elif not coloured[at] and not any(
            not is_white(other.colour) and len(other.text) <= 2 for other in beside
        ):
            return False
    return True


def _going_on(table: Table, blocks: list[Block]) -> list[Head]:
    """Return a head for a table without one that goes on where the last one ended."""
    if not blocks or blocks[-1].table.width != table.width or table.width < 3:
        return []
    columns = blocks[-1].columns
    has_measures = any(
        any(line.cell(column).text for column in columns.texts)
        or any(not is_white(line.cell(column).colour) for column in columns.periods)
        for line in table.lines
        if line.cell(columns.title).text
    )
    announces = any(is_caption(cell.text) for line in table.lines for cell in line.cells)
    return [Head(0, -1, columns)] if has_measures and not announces else []


def _two_columns(table: Table, before: list[Text | Outside]) -> list[Head]:
    """Return a head for a table without one, of measures and parties, in a group's chapter."""
    chapter = any(isinstance(part, Text) and group_in(part.text) for part in before)
    full = all(cell.text for line in table.lines for cell in line.cells)
    if table.width != 2 or not chapter or not full:
        return []
    return [Head(0, -1, Columns(0, {Role.RESPONSIBLE: 1}, width=2))]


def _end(body: tuple[Line, ...]) -> int:
    """Return how many rows of a block are its own, when another head follows in the table.

    The rows at its end that announce the next one are not: a goal, a legend, or a text that
    stands by itself after an empty row.
    """
    end = len(body)
    for number in range(len(body) - 1, -1, -1):
        cells = filled(body[number])
        if any(goal_in(cell.text) for cell in cells):
            return number
        after_gap = number == 0 or not any(cell.text for cell in body[number - 1].cells)
        announces = (
            any(is_caption(cell.text) for cell in cells)
            or all(not is_white(cell.colour) and len(cell.text) <= 60 for cell in cells)
            or (len(cells) == 1 and after_gap)
        )
        if not announces:
            break
        end = number
    return end


def _sentences(lines: Sequence[Line], columns: Columns | None = None) -> Run:
    """Return the entries that cells tell in words ("S = selvittely")."""
    return [
        entry
        for line in lines
        for column, cell in line.distinct()
        if columns is None or (column != columns.title and column not in columns.roles.values())
        if is_white(cell.colour)
        for entry in sentence_entries(cell.text)
    ]


def _words(heads: tuple[Line, ...], body: tuple[Line, ...], columns: Columns) -> list[str]:
    """Return the words of a legend whose colours are lost.

    They stand over the half-years, or right of all columns that have a head.
    """
    over = (
        cell.text
        for line in heads
        for column, cell in line.distinct()
        if column in columns.periods and read_moment(cell.text) is None
    )
    last = max(columns.named)
    right = (cell.text for line in body for column, cell in line.distinct() if column > last)
    return [text for text in (*over, *right) if text]


def _used(blocks: list[Block]) -> list[RGB]:
    colours = (
        colour
        for block in blocks
        for line in block.lines
        if line.cell(block.columns.title).text
        for colour in block.painted(line)
    )
    return list(dict.fromkeys(colours))


def _set_legends(blocks: list[Block], used: list[RGB]) -> None:
    """Give each block its legend: its own, else that of the nearest block before or after it."""
    texts = {
        folded(cell.text).partition(" ")[0]
        for block in blocks
        for line in block.lines
        for _, cell in block.schedule_cells(line)
    }
    for block in blocks:
        # "5 = Erinomainen" explains no mark of the schedule, unless one is there.
        sentences = [entry for run in block.runs for entry in run if entry.colour is None]
        marks_stand = any(folded(entry.mark or "") in texts for entry in sentences)
        entries = [*accepted(block.runs, used), *(sentences if marks_stand else [])]
        block.legend = Legend.of(entries)
    known = next((block.legend for block in blocks if block.legend), Legend())
    for block in blocks:
        block.legend = known = block.legend or known
