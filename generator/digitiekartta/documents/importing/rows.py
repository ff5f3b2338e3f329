"""The rows under a head: which are measures, groups, goals, legend, or something else.

Each row is judged by itself first; then what follows it, and what stands above it, decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from digitiekartta.basics.colours import RGB
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.goals import GoalName, goal_in, numbered_goal, outline_in
from digitiekartta.documents.importing.grid import EMPTY, Cell, Line
from digitiekartta.documents.importing.legend import is_caption
from digitiekartta.documents.importing.neutral import RowKind
from digitiekartta.documents.importing.other_tables import is_amount, is_total
from digitiekartta.documents.importing.roles import Role
from digitiekartta.documents.importing.shades import among, is_white, same
from digitiekartta.documents.importing.worded import in_words
from digitiekartta.documents.importing.words import folded

# What stands below a table and is no group: "* vaatii määrärahan", "Lähde: …".
_LONGEST_LABEL = 60
_REMARK = re.compile(
    r"(?:mittari|seuranta|arviointi|tavoite(?:tila|arvo|taso)|nykytila|lähtö(?:tila|arvo|taso)|"
    r"tulos|vaikut|perustelu|kuvaus|resurs|rahoitus|budjet|kustannu|vastuu|aikataulu)\w*\s*:.*"
)
_INDICATOR = re.compile(r"(?:tulos)?mittarit?\s*:?")
_FURTHER = re.compile(r"(?:muut?|övriga) [\w-]+|(?:kaikille )?yhteiset toimenpiteet")
_FOOTNOTE = re.compile(r"\*|(lähde|huom\w*|päivitetty|hyväksytty|selite)\b")


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row and what it is, with the goal that it names.

    ``unsure`` when a measure looks like a group without measures.
    """

    line: Line
    kind: RowKind
    unsure: bool = False
    goal: GoalName | None = None

    @property
    def is_measure(self) -> bool:
        """Whether it tells a measure, or more of the one above."""
        return self.kind in (RowKind.MEASURE, RowKind.CONTINUED)


def marked_rows(block: Block) -> Sequence[MarkedRow]:
    """Return the rows of a block with what each is."""
    usual = _Usual.of(block)
    rows = _with_sums([_by_itself(block, usual, line) for line in block.lines])
    rows = _with_further_goal(block, _goals_with_more(block, _groups_with_measures(rows)))
    return _with_continued(block, _without_remarks(block, rows))


def goal_row(block: Block, line: Line) -> GoalName | None:
    """Return the goal that a row names: its first text, with nothing but a legend beside it.

    Where goals have a column of their own, a coloured title beside them is a measure.
    """
    if (alone := _goal_alone(block, line)) is not None:
        return alone
    title = line.cell(block.columns.title)
    cells = [cell for _, cell in line.distinct() if cell.text]
    texts = [cell.text for cell in cells[:1]]
    texts += [cell.text for cell in cells[1:] if cell is title or not _is_of_legend(cell, cells[0])]
    goal = goal_in(texts[0]) if 1 <= len(texts) <= 2 else None
    if goal is None or len(texts) == 1:
        return goal
    # The number in a cell of its own, the title beside it.
    return replace(goal, title=one_line(texts[1])) if not goal.title else None


def _goal_alone(block: Block, line: Line) -> GoalName | None:
    """Return the goal that a row tells in the column of goals, where it tells nothing else."""
    column = block.columns.roles.get(Role.GOAL)
    cells = line.filled()
    if column is None or len(cells) != 1 or cells[0] is not line.cell(column) or not cells[0].text:
        return None
    if cells[0] is line.cell(block.columns.title):
        return None  # a heading that is merged over the row
    text = cells[0].text
    is_heading = not (is_caption(text) or is_total([text]) or _FOOTNOTE.match(folded(text)))
    if line.number in block.legend_rows or not is_heading:
        return None
    return goal_in(cells[0].text) or numbered_goal(cells[0].numbered)


def heading_cell(block: Block, line: Line) -> Cell:
    """Return the cell of a row that names a goal or a group: the title's, or one left of it.

    People write headings into the column of numbers, too.
    """
    title = line.cell(block.columns.title)
    cells = line.filled()
    alone = cells[0] if len(cells) == 1 else title
    free = set(range(block.columns.title)) - set(block.columns.roles.values())
    is_left = not title.text and any(line.cell(column) is alone for column in free)
    return alone if is_left else title


def outline_of(block: Block, line: Line) -> tuple[int, ...]:
    """Return the number of a row, from its own column or from what it says: (2, 1) of "2.1"."""
    own = (outline_in(line.cell(column).text) for column in block.columns.numbers)
    return next(filter(None, own), outline_in(heading_cell(block, line).numbered))


def _is_of_legend(cell: Cell, first: Cell) -> bool:
    """Whether a cell of a goal's row announces a legend, or is a coloured word of one."""
    coloured = not is_white(cell.colour) and not same(cell.colour, first.colour)
    return is_caption(cell.text) or (coloured and len(cell.text) <= _LONGEST_LABEL)


@dataclass(frozen=True, slots=True)
class _Usual:
    """How the rows of measures in a block look: those that have anything beside a title."""

    bold: bool
    colours: frozenset[RGB | None]
    texts: bool
    letters: bool
    depths: frozenset[int]

    @classmethod
    def of(cls, block: Block) -> _Usual:
        own = (line for line in block.lines if line.number not in block.legend_rows)
        lines = [line for line in own if _has_data(block, line)]
        titles = [line.cell(block.columns.title) for line in lines]
        with_texts = sum(_has_texts(block, line) for line in lines)
        depths = [len(outline_of(block, line)) for line in lines]
        return cls(
            sum(title.bold for title in titles) * 2 > len(lines),
            frozenset(title.colour for title in titles),
            len(lines) > 0 and with_texts * 10 >= len(lines) * 6,
            sum(_has_letters(title.text) for title in titles) * 2 > len(lines),
            frozenset(depths) if all(depths) else frozenset(),
        )


def _by_itself(block: Block, usual: _Usual, line: Line) -> MarkedRow:
    title = line.cell(block.columns.title)
    if kind := _kind_by_form(block, line):
        return MarkedRow(line, kind)
    if (goal := goal_row(block, line)) is not None:
        return MarkedRow(line, RowKind.GOAL, goal=goal)
    if line.number in block.legend_rows:
        return MarkedRow(line, RowKind.LEGEND)
    is_painted = any(True for _ in block.painted(line))
    if not is_painted and (kind := _kind_of_remark(block, line)):
        return MarkedRow(line, kind)
    if title.text and usual.letters and not _has_letters(title.text):
        return MarkedRow(line, RowKind.LEFT_OUT)
    if not title.text and not is_painted and _has_letters(heading_cell(block, line).text):
        return MarkedRow(line, RowKind.GROUP)
    if not title.text:
        has_more = any(line.cell(column).text for column in block.columns.named)
        has_more = has_more or is_painted
        return MarkedRow(line, RowKind.LEFT_OUT if has_more else RowKind.TEXT)
    if _has_data(block, line):
        return MarkedRow(line, RowKind.MEASURE)
    if _FOOTNOTE.match(folded(title.text)):
        return MarkedRow(line, RowKind.TEXT)
    return _with_title_alone(block, usual, line)


def _kind_by_form(block: Block, line: Line) -> RowKind | None:
    """Return that a row is empty, or what it is in an annex that was exported, by any name."""
    title = line.cell(block.columns.title)
    if not line.filled():
        return RowKind.EMPTY
    if not block.is_own:
        return None
    if title.text and line.cell(block.columns.ids or 0).text:
        return RowKind.MEASURE
    return RowKind.GROUP if title.bold and title.text and line.filled() == [title] else None


def _kind_of_remark(block: Block, line: Line) -> RowKind | None:
    """Return whether an unpainted row is a sum, or tells more of its goal: "Mittari: kurssit"."""
    if is_total([cell.text for cell in line.filled() if cell.text]):
        return RowKind.TOTAL
    first = folded(line.filled()[0].text)
    told = _REMARK.fullmatch(first) is not None and not _has_data(block, line)
    return RowKind.REMARK if told or _INDICATOR.fullmatch(first) else None


def _with_sums(rows: Sequence[MarkedRow]) -> Sequence[MarkedRow]:
    """Return the rows; what stands right below a sum and holds only numbers is a sum, too."""
    marked: list[MarkedRow] = []
    for row in rows:
        texts = [cell.text for cell in row.line.filled() if cell.text][1:]
        numbers = bool(texts) and all(map(is_amount, texts))
        if marked and marked[-1].kind is RowKind.TOTAL and row.kind is RowKind.MEASURE and numbers:
            row = replace(row, kind=RowKind.TOTAL)
        marked.append(row)
    return marked


def _with_title_alone(block: Block, usual: _Usual, line: Line) -> MarkedRow:
    columns, title = block.columns, line.cell(block.columns.title)
    spans = title.columns > max(2, len(columns.named) // 2) or (
        title.columns >= 2 and title.columns >= columns.width - 1
    )
    # A row may have a colour because every second one has (banding).
    banding = among(title.colour, usual.colours)
    painted = not is_white(title.colour) and not banding
    if spans or painted or (title.bold and not usual.bold):
        return MarkedRow(line, RowKind.GROUP)
    depth = len(outline_of(block, line))
    if depth and usual.depths:
        return MarkedRow(line, RowKind.MEASURE if depth >= min(usual.depths) else RowKind.GROUP)
    if usual.texts and any(line.cell(column) is not title for column in columns.texts):
        return MarkedRow(line, RowKind.GROUP, unsure=True)
    return MarkedRow(line, RowKind.MEASURE)


def _groups_with_measures(rows: Sequence[MarkedRow]) -> Sequence[MarkedRow]:
    """Return the rows; one that only looks empty is a group only when a measure follows it.

    The table may go on after a page break; a group at its end is a measure, and unsure.
    """
    marked: list[MarkedRow] = []
    following: RowKind | None = None
    for row in reversed(rows):
        if row.unsure and following is RowKind.MEASURE:
            marked.append(replace(row, unsure=False))
        else:
            marked.append(replace(row, kind=RowKind.MEASURE) if row.unsure else row)
        following = row.kind if row.kind is not RowKind.EMPTY else following
    return marked[::-1]


def _goals_with_more(block: Block, rows: Sequence[MarkedRow]) -> Sequence[MarkedRow]:
    """Return the rows; "Tavoite 1: …" is a goal although it has a party or a schedule, too.

    Not where such rows follow one another: then they are the measures of the table.
    """
    if block.is_own:
        return rows
    told = [row for row in rows if row.kind is not RowKind.EMPTY]
    goals = [goal_in(row.line.cell(block.columns.title).text) for row in told]
    named = {
        id(row): goal
        for row, goal in zip(told, goals, strict=True)
        if row.kind is RowKind.MEASURE and goal and goal.number is not None and goal.title
    }
    last = bool(told) and id(told[-1]) in named
    if last or any(id(row) in named and id(below) in named for row, below in pairwise(told)):
        return rows
    return [
        replace(row, kind=RowKind.GOAL, goal=named[id(row)]) if id(row) in named else row
        for row in rows
    ]


def _with_further_goal(block: Block, rows: Sequence[MarkedRow]) -> Sequence[MarkedRow]:
    """Return the rows; "Muut toimenpiteet" below goals in rows is one, unsure, and no group.

    Not where goals have groups: then it may be one of them.
    """
    has_goals = any(row.kind is RowKind.GOAL for row in rows)
    groups = [row for row in rows if row.kind is RowKind.GROUP]
    names = [numbered_goal(heading_cell(block, row.line).numbered) for row in groups]
    if not has_goals or len(groups) != 1 or not _FURTHER.fullmatch(folded(names[0].title)):
        return rows
    goal = replace(groups[0], kind=RowKind.GOAL, unsure=True, goal=names[0])
    return [goal if row is groups[0] else row for row in rows]


def _without_remarks(block: Block, rows: Sequence[MarkedRow]) -> Sequence[MarkedRow]:
    """Return the rows; those with a single text after an empty row at the table's end are text."""
    rows, tail = list(rows), list[int]()
    for at in range(len(rows) - 1, -1, -1):
        kind = rows[at].kind
        if kind is RowKind.EMPTY:
            for number in tail:
                rows[number] = MarkedRow(rows[number].line, RowKind.TEXT)
            tail = []
        elif kind in (RowKind.MEASURE, RowKind.GROUP) and not _has_data(block, rows[at].line):
            tail.append(at)
        elif kind not in (RowKind.LEGEND, RowKind.TEXT):
            break
    return rows


def _with_continued(block: Block, rows: Sequence[MarkedRow]) -> Sequence[MarkedRow]:
    """Return the rows; a measure whose title is merged with that of the one above continues it."""
    if any(columns.by_rows for columns in block.in_words):
        return _by_measure(block, rows)
    marked: list[MarkedRow] = []
    above = EMPTY
    for row in rows:
        if row.kind is RowKind.MEASURE:
            title = row.line.cell(block.columns.title)
            continues = title is above and title.rows > 1
            row, above = replace(row, kind=RowKind.CONTINUED) if continues else row, title
        marked.append(row)
    return marked


def _by_measure(block: Block, rows: Sequence[MarkedRow]) -> Sequence[MarkedRow]:
    """Return the rows, those together that tell further half-years of one measure.

    A row without a title goes on with the one above.
    """
    runs: list[list[MarkedRow]] = []
    of_measure: dict[tuple[str, str], list[MarkedRow]] = {}
    goal = title = ""
    for row in rows:
        goal = block.text_of(row.line, Role.GOAL) or goal
        title = folded(row.line.cell(block.columns.title).text) or title
        told = any(True for _ in in_words(block, row.line))
        if row.kind in (RowKind.GOAL, RowKind.GROUP):
            of_measure = {}
        if told and (goal, title) in of_measure:
            of_measure[goal, title].append(MarkedRow(row.line, RowKind.CONTINUED))
            continue
        runs.append([row])
        if row.kind is RowKind.MEASURE:
            of_measure[goal, title] = runs[-1]
    return [row for run in runs for row in run]


def _has_data(block: Block, line: Line) -> bool:
    return (
        _has_texts(block, line)
        or any(True for _ in block.painted(line))
        or any(cell.text for _, cell in block.schedule_cells(line))
    )


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _has_texts(block: Block, line: Line) -> bool:
    title = line.cell(block.columns.title)
    columns = sorted(set(block.columns.texts) - set(block.columns.numbers))
    cells = (line.cell(column) for column in columns)
    return any(cell.text and cell is not title and cell.rows == 1 for cell in cells)
