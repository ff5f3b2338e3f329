"""The interpreter: tables of text and colour become goals, groups and measures with schedules.

It knows nothing of file formats. Nothing is guessed and nothing is lost without a word: the
document is cut into blocks, each row of each block gets a mark, and the marked rows build the
tree; what is doubtful becomes a finding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.announcements import (
    Habits,
    announcement,
    kind_outside,
    names_goal,
    title_of,
)
from digitiekartta.documents.importing.blocks import Block, Outside, cut, filled
from digitiekartta.documents.importing.columns import Role
from digitiekartta.documents.importing.findings import LEGEND_DIFFERS, NO_MEASURES, reported
from digitiekartta.documents.importing.goals import goal_in, numbered_goal, without_continuation
from digitiekartta.documents.importing.grid import Line, Source, Table, Text
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document, Measure, RowFate, RowKind, SourceRow
from digitiekartta.documents.importing.phases import one_name_per_phase, phases_of
from digitiekartta.documents.importing.rows import MarkedRow, goal_row, marked_rows
from digitiekartta.documents.importing.schedule import (
    Schedules,
    decorated_columns,
    phase_words,
)
from digitiekartta.documents.importing.tree import Tree

Marked = tuple[Block, Sequence[MarkedRow]]


def interpret(source: Source, told: Legend) -> Document | list[Problem]:
    """Return the roadmap that a document tells, or the Problem that it tells none."""
    whole = Place(source.name)
    blocks, after = cut(source)
    renamed = one_name_per_phase(blocks)
    marked = [(block, marked_rows(block)) for block in blocks]
    schedules = Schedules(told, phase_words(blocks))
    tree = _tree(source.name, marked, schedules)
    overview = tree.make_overview_groups()
    goals = tree.goals()
    if not goals:
        return [NO_MEASURES.at(whole, name=source.name)]
    measures = [one for goal in goals for group in goal.groups for one in group.measures]
    problems = [LEGEND_DIFFERS.at(whole, used=used, other=other) for other, used in renamed]
    problems += reported(source, marked, measures, schedules)
    fates = {fate.source: fate for fate in _fates(source.name, marked, after)}
    fates |= {row: replace(fates[row], kind=RowKind.GROUP) for row in overview}
    rows = (_row(source.name, table, line) for table in source.tables for line in table.lines)
    return Document(
        source.name,
        title_of(blocks),
        phases_of(blocks, told, schedules.words_seen),
        tuple(sorted({moment for block in blocks for moment in block.columns.halfyears})),
        goals,
        tuple(dict.fromkeys(problems)),
        tuple(fates[row] for row in rows),
        source.tables,
    )


def _tree(document: str, marked: Sequence[Marked], schedules: Schedules) -> Tree:
    """Return the tree that the marked rows build."""
    tree = Tree()
    habits = Habits.of([block for block, _ in marked])
    before: Block | None = None
    for block, rows in marked:
        tree.announce(announcement(block, before, habits))
        measures = [row.line for row in rows if row.is_measure]
        decorated = decorated_columns(block, measures)
        for row in rows:
            place = _row(document, block.table, row.line)
            if row.kind is RowKind.GOAL and (goal := goal_row(row.line)):
                tree.enter_goal(goal)
            elif row.kind is RowKind.GROUP:
                title = one_line(row.line.cell(block.columns.title).text)
                tree.enter_group(without_continuation(title))
            elif row.kind is RowKind.MEASURE:
                _enter_by_columns(tree, block, row.line)
            if row.is_measure:
                add = tree.add if row.kind is RowKind.MEASURE else tree.add_to_last
                add(_measure(block, row.line, place, schedules, decorated))
        before = block
    return tree


def _enter_by_columns(tree: Tree, block: Block, line: Line) -> None:
    """Go on under the goal and the group that columns of their own tell."""
    if text := block.text_of(line, Role.GOAL):
        tree.enter_goal(goal_in(text) or numbered_goal(text))
    if text := block.text_of(line, Role.GROUP):
        tree.enter_group(one_line(text))


def _measure(
    block: Block, line: Line, place: SourceRow, schedules: Schedules, decorated: frozenset[int]
) -> Measure:
    columns, title = block.columns, line.cell(block.columns.title)
    schedule, texts = schedules.read(block, line, decorated)
    extra: dict[str, str] = {}
    for column, head in columns.extras.items():
        cell = line.cell(column)
        if cell.text and cell is not title:
            extra[head] = f"{extra[head]}\n{cell.text}" if head in extra else cell.text
    return Measure(
        title.text,
        place,
        block.text_of(line, Role.RESPONSIBLE),
        block.text_of(line, Role.SECTOR),
        schedule,
        bool(columns.periods),
        texts,
        block.text_of(line, Role.NOTES),
        extra,
    )


def _fates(
    document: str, marked: Sequence[Marked], after: Sequence[Text | Outside]
) -> Iterator[RowFate]:
    """Yield what became of every row of every table."""
    block: Block | None = None
    for block, rows in marked:
        for part in block.before:
            if isinstance(part, Outside):
                kind = RowKind.GOAL if names_goal(part) else kind_outside(part, block)
                yield _fate(document, part.table, part.line, kind)
        for line in block.heads:
            yield _fate(document, block.table, line, RowKind.HEADING)
        for row in rows:
            yield _fate(document, block.table, row.line, row.kind)
    for part in after:
        if isinstance(part, Outside):
            yield _fate(document, part.table, part.line, kind_outside(part, block))


def _fate(document: str, table: Table, line: Line, kind: RowKind) -> RowFate:
    kind = kind if filled(line) else RowKind.EMPTY
    return RowFate(_row(document, table, line), kind, line.text)


def _row(document: str, table: Table, line: Line) -> SourceRow:
    return SourceRow(document, table.name, line.number)
