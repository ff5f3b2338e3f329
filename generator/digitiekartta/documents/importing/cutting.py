"""A document cut into blocks, its legends and what else stands in it.

Every row of every table lands in exactly one place, so that the report can account for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from digitiekartta.documents.importing.areas import Area, areas
from digitiekartta.documents.importing.blocks import Block, Outside
from digitiekartta.documents.importing.columns import Columns, Head, find_heads
from digitiekartta.documents.importing.goals import goal_in, group_in
from digitiekartta.documents.importing.grid import Cell, Label, Line, Section, Source, Table, Text
from digitiekartta.documents.importing.head_times import head_times
from digitiekartta.documents.importing.legend import Legend, begins_with_caption, is_caption
from digitiekartta.documents.importing.legend_rows import legend_rows
from digitiekartta.documents.importing.legend_runs import (
    Run,
    Used,
    chosen,
    label_run,
    runs_in,
    runs_in_head,
    sentence_run,
)
from digitiekartta.documents.importing.other_tables import (
    OtherTable,
    is_amount,
    looks_like_other,
    own_rows,
    why_no_measures,
    why_no_rows,
)
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.roles import Role
from digitiekartta.documents.importing.shades import is_white
from digitiekartta.documents.importing.worded import columns_in_words
from digitiekartta.documents.importing.words import folded


@dataclass(slots=True)
class _Waiting:
    """What was read since the last block: it belongs to the next one.

    ``announced`` tells whether a caption ("Värien selitys") was read and no table since then,
    ``explained`` whether words or shapes have told something below it.
    """

    before: list[Text | Outside] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    others: list[OtherTable] = field(default_factory=list)
    section: int = 0
    announced: bool = False
    explained: bool = False
    measures: frozenset[str] = frozenset()
    exported: bool = False

    def add(self, *runs: Run) -> None:
        """Add what may be a legend."""
        self.runs += [replace(run, section=self.section) for run in runs if run.entries]

    def add_text(self, text: Text) -> None:
        """Add a paragraph."""
        self.before.append(text)
        captioned = is_caption(text.text) or begins_with_caption(text.text)
        self.announced = (self.announced and text.level == 0) or captioned
        self.explained = self.explained and not captioned
        self.tell(sentence_run(text.text, self.announced))

    def tell(self, run: Run) -> None:
        """Add what words or shapes outside tables tell."""
        self.add(run)
        self.explained = self.explained or bool(run.entries)

    @property
    def announces_rows(self) -> bool:
        """Whether the rows of the next table are what a caption announces."""
        return self.announced and not self.explained

    def add_rows(self, table: Table, lines: Sequence[Line]) -> None:
        """Add rows that stand under no head."""
        self.before += [Outside(table, line) for line in lines]
        self.add(*runs_in(lines, announced=self.announces_rows))

    def legend_to(self, block: Block) -> None:
        """Give a block what may be its legend."""
        block.runs += self.runs
        self.runs = []


def cut(
    source: Source, measures: frozenset[str] = frozenset()
) -> tuple[list[Block], list[Text | Outside], list[OtherTable]]:
    """Return the document in blocks, what stands after the last one, and tables of something else.

    Each block has the legend that holds for it. ``measures`` are the names, folded, of tables
    whose rows are measures by a person's word.
    """
    blocks: list[Block] = []
    waiting = _Waiting(measures=measures, exported=source.exported is not None)
    for number, section in enumerate(source.sections):
        waiting.section, waiting.announced = number, _announces(section)
        waiting.explained = False
        first_here = len(blocks)
        _cut_section(section, blocks, waiting)
        if len(blocks) > first_here:
            # A legend at the end of a sheet or slide holds for what stands above it.
            waiting.legend_to(blocks[-1])
    if blocks:
        waiting.legend_to(blocks[-1])
    _set_legends(blocks)
    kept = _without_others(blocks, waiting)
    for block in kept:
        block.in_words = columns_in_words(block)
    return kept, waiting.before, waiting.others


def _cut_section(section: Section, blocks: list[Block], waiting: _Waiting) -> None:
    """Add the blocks of a sheet, slide or page to those before it."""
    for _, together in groupby(section.parts, key=lambda part: isinstance(part, Label)):
        parts = list(together)
        if labels := [part for part in parts if isinstance(part, Label)]:
            waiting.tell(label_run(labels, waiting.announced))
        for part in parts:
            if isinstance(part, Text):
                waiting.add_text(part)
            elif isinstance(part, Table):
                cut_up = folded(part.name) not in waiting.measures
                for area in areas(part, waiting.exported) if cut_up else [Area(part)]:
                    blocks += _of_area(section, area, blocks, waiting)
                waiting.announced = False


def _of_area(section: Section, area: Area, earlier: list[Block], waiting: _Waiting) -> list[Block]:
    """Return the blocks of an area; what stands beside measures may hold their legend."""
    heads = find_heads(area.table, waiting.exported)
    if heads or not area.beside:
        return _blocks_of(section, area.table, heads, earlier, waiting)
    waiting.add(*runs_in(area.table.lines, announced=waiting.announces_rows))
    cells = [(at, cell) for line in area.table.lines for at, cell in line.distinct() if cell.text]
    if len({at for at, _ in cells}) == 1 and not any(is_amount(cell.text) for _, cell in cells):
        earlier[-1].words += [cell.text for _, cell in cells]
    waiting.others.append(OtherTable(area.table, area.table.lines, "beside"))
    return []


def _without_others(blocks: list[Block], waiting: _Waiting) -> list[Block]:
    """Return the blocks whose rows are measures; what stood before the others goes on."""
    kept: list[Block] = []
    before: list[Text | Outside] = []
    runs: list[Run] = []
    left: dict[int, str] = {}
    for block in blocks:
        why = "" if block.sure else why_no_measures(block)
        # A table without a head goes on where the one before it ended, and is what that was.
        why = why or ("" if block.heads else left.get(id(block.columns), ""))
        if why:
            left[id(block.columns)] = why
            waiting.others.append(OtherTable(block.table, (*block.heads, *block.lines), why))
            before += block.before
            runs += block.runs
        else:
            block.before, before = [*before, *block.before], []
            kept.append(block)
    waiting.before = [*before, *waiting.before]
    if kept and len(kept) < len(blocks):
        kept[-1].runs += runs
        _set_legends(kept)
    return kept


def _announces(section: Section) -> bool:
    """Whether a shape of a slide or sheet announces the legend: shapes have no order."""
    return bool(section.name) and any(
        is_caption(part.text) for part in section.parts if not isinstance(part, Table)
    )


def _blocks_of(
    section: Section, table: Table, heads: list[Head], earlier: list[Block], waiting: _Waiting
) -> list[Block]:
    """Return the blocks of a table; what stands under no head in it waits for the next one."""
    heads = heads or _going_on(table, earlier) or _two_columns(table, waiting.before)
    if heads and heads[0].last < 0 and earlier and folded(table.name) not in waiting.measures:
        why = looks_like_other(earlier[-1].heads, heads[0].columns, table.lines)
        if why:
            waiting.others.append(OtherTable(table, table.lines, why))
            return []
    blocks = []
    rows_from = 0
    for head, following in zip(heads, [*heads, None][1:], strict=True):
        waiting.add_rows(table, table.lines[rows_from : head.first])
        body = table.lines[head.last + 1 : following.first if following else None]
        body = body[: _end(body)] if following else body
        lines, columns = table.lines[max(head.first, 0) : head.last + 1], head.columns
        sure = folded(table.name) in waiting.measures
        rows_from = head.last + 1 + len(body)
        if not sure:
            body, others = own_rows(table, lines, columns, body)
            waiting.others += others
        block = Block(section, waiting.section, table, columns, lines, body, sure=sure)
        waiting.add(*runs_in_head(lines, columns.named - set(columns.periods)))
        waiting.add(*runs_in(body, columns.named))
        waiting.legend_to(block)
        block.before, waiting.before = waiting.before, []
        block.words = _words(lines, body, columns)
        blocks.append(block)
    if not heads and (why := why_no_rows(table)):
        waiting.others.append(OtherTable(table, table.lines, why))
    elif not heads:
        waiting.add_rows(table, table.lines)
    return blocks


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
        cells = body[number].filled()
        if any(goal_in(cell.text) for cell in cells):
            return number
        after_gap = number == 0 or not any(cell.text for cell in body[number - 1].cells)
        announces = (
            any(is_caption(cell.text) for cell in cells)
            or (_of_colours(cells) and all(len(cell.text) <= 60 for cell in cells))
            or (len(cells) == 1 and (after_gap or read_moment(cells[0].text) is not None))
        )
        if announces:
            end = number
        elif len(cells) != 1:  # a single text may stand below what announces, too
            break
    return end


def _of_colours(cells: Sequence[Cell]) -> bool:
    """Whether all cells are coloured, and not by the band of a row of a measure."""
    is_band = sum(bool(cell.text) for cell in cells) > 1 and len({one.colour for one in cells}) == 1
    return not is_band and not any(is_white(cell.colour) for cell in cells)


def _words(heads: tuple[Line, ...], body: tuple[Line, ...], columns: Columns) -> list[str]:
    """Return the words of a legend whose colours are lost.

    They stand over the half-years, or right of all columns that have a head.
    """
    over = (
        cell.text
        for row, line in enumerate(heads)
        for column, cell in line.distinct()
        if column in columns.periods.keys() - head_times(heads, row).keys()
    )
    last = max(columns.named)
    right = (cell.text for line in body for column, cell in line.distinct() if column > last)
    return [text for text in (*over, *right) if text]


def _set_legends(blocks: list[Block]) -> None:
    """Give each block its legend: its own, else that of the nearest block before or after it."""
    used = used_in(blocks)
    for block in blocks:
        block.legend_rows = frozenset() if block.is_own else legend_rows(block, used)
        told = [line for line in block.lines if line.number in block.legend_rows]
        block.runs += [replace(run, section=block.number) for run in runs_in(told)]
    for block in blocks:
        block.legend, block.named_colours = chosen(block.runs, used, block.number)
    known = next((block.legend for block in blocks if block.legend), Legend())
    for block in blocks:
        block.legend = known = block.legend or known


def used_in(blocks: list[Block]) -> Used:
    """Return the fills, letters' colours and first words that stand in half-years."""
    lines = [(block, line) for block in blocks for line in block.lines]
    titled = [(block, line) for block, line in lines if line.cell(block.columns.title).text]
    painted = [cell for block, line in titled for _, cell in block.painted(line)]
    cells = [cell for block, line in lines for _, cell in block.schedule_cells(line)]
    others = [line.cell(column) for block, line in titled for column in block.columns.extras]
    inks = [cell.ink for cell in cells if cell.text] + [c.ink for c in others if len(c.text) == 1]
    fills = [cell.colour for cell in others if not cell.text and not is_white(cell.colour)]
    return Used(
        tuple(dict.fromkeys(cell.colour for cell in painted if cell.colour is not None)),
        tuple(dict.fromkeys(ink for ink in inks if ink is not None)),
        frozenset(folded(cell.text).partition(" ")[0] for cell in cells if cell.text),
        tuple(dict.fromkeys(fill for fill in fills if fill is not None)),
    )
