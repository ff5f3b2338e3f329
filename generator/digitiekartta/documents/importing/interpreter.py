"""The interpreter: tables of text and colour become goals, groups and measures with schedules.

It knows nothing of file formats. Nothing is guessed and nothing is lost without a word: the
document is cut into blocks, each row of each block gets a mark, and the marked rows build the
tree; what is doubtful becomes a finding.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.announcements import (
    Announcement,
    announcements,
)
from digitiekartta.documents.importing.blocks import Block, Outside
from digitiekartta.documents.importing.cell_fates import CellFate, CellSums
from digitiekartta.documents.importing.cutting import cut, used_in
from digitiekartta.documents.importing.findings import (
    LEGEND_DIFFERS,
    about_headings,
    about_notes,
    reported,
)
from digitiekartta.documents.importing.goals import goal_in, numbered_goal, without_continuation
from digitiekartta.documents.importing.grid import Line, Source, Table, Text
from digitiekartta.documents.importing.grounds import Grounds
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.legend_runs import with_named_colours
from digitiekartta.documents.importing.neutral import Document, Measure, RowFate, RowKind, SourceRow
from digitiekartta.documents.importing.other_tables import OtherTable
from digitiekartta.documents.importing.outside import columns_of, extra_of
from digitiekartta.documents.importing.phases import (
    one_name_per_phase,
    phase_words,
    phases_of,
    signs_met,
    without_states,
)
from digitiekartta.documents.importing.preceding import kind_outside, names_goal
from digitiekartta.documents.importing.roles import Role
from digitiekartta.documents.importing.row_goals import Marked, with_goals_of_rows
from digitiekartta.documents.importing.rows import heading_cell, marked_rows
from digitiekartta.documents.importing.schedule import HalfYears, Schedules
from digitiekartta.documents.importing.table_findings import for_counting, no_roadmap, other_tables
from digitiekartta.documents.importing.text_findings import about_texts_outside
from digitiekartta.documents.importing.titles import title_of
from digitiekartta.documents.importing.tree import Tree
from digitiekartta.documents.importing.unnamed import Habits

_PASSED = {
    RowKind.GOAL: CellFate.HEADING,
    RowKind.GROUP: CellFate.HEADING,
    RowKind.LEGEND: CellFate.LEGEND,
}


def interpret(
    source: Source, told: Legend, tables: frozenset[str] = frozenset()
) -> Document | list[Problem]:
    """Return the roadmap that a document tells, or the Problem that it tells none.

    Args:
        told: What colours and marks mean by a person's word.
        tables: The names, folded, of tables or sheets whose rows are measures by that word.
    """
    if ours := for_counting(source):
        return [ours]
    whole = Place(source.name)
    blocks, after, others = cut(source, tables)
    told, _ = with_named_colours(told.entries, used_in(blocks))
    renamed = one_name_per_phase(blocks)
    marked = [(block, marked_rows(block)) for block in blocks]
    schedules = Schedules(told, phase_words(blocks), source.exported)
    habits = Habits.of(blocks)
    announced = list(announcements(blocks, habits))
    above = [one.otherwise.number for one in announced if one.otherwise]
    counted = [number for number in above if number]
    if not habits.names_goals and len(counted) == len(above):
        marked = with_goals_of_rows(marked, counted)
        announced = _with_rows(blocks, habits, announced, marked)
    tree = _tree(source.name, marked, announced, schedules)
    overview = tree.make_overview_groups()
    goals = tree.goals()
    if not goals or _most_are_lost(marked):
        return [no_roadmap(source, others), *about_notes(source)]
    measures = [one for goal in goals for group in goal.groups for one in group.measures]
    twice = dict.fromkeys(pair for block in blocks for pair in block.legend.twice)
    renamed += [(other, used) for used, other in twice]
    problems = [LEGEND_DIFFERS.at(whole, used=used, other=other) for other, used in renamed]
    problems += reported(source, marked, measures, schedules)
    problems += about_headings(source.name, marked, announced, goals)
    problems += other_tables(source.name, blocks, others)
    title = title_of(source, blocks)
    if not source.exported:
        problems += about_texts_outside(source, blocks, announced, goals, title)
    kinds = _kinds(source.name, _marks(marked, announced, after, others))
    kinds |= dict.fromkeys(overview, RowKind.GROUP)
    fates = (
        RowFate(row, kinds[row], line.text)
        for table in source.tables
        for line in table.lines
        for row in [_row(source.name, table, line)]
    )
    halfyears = {moment for block in blocks for moment in block.columns.halfyears}
    halfyears |= {moment for one in measures for moment in one.schedule}
    phases = phases_of(blocks, told, schedules.words_seen)
    return Document(
        source.name,
        title,
        phases if source.exported else without_states(phases, measures),
        tuple(sorted(halfyears)),
        goals,
        tuple(dict.fromkeys(problems)),
        tuple(fates),
        source.tables,
        CellSums.of(schedules.fates),
        source.exported,
        signs_met(told, schedules.answered),
    )


def _most_are_lost(marked: Iterable[Marked]) -> bool:
    """Whether most measures have a name of which a part cannot be read."""
    titles = [
        row.line.cell(block.columns.title)
        for block, rows in marked
        for row in rows
        if row.is_measure
    ]
    return 2 * sum(bool(title.lost) for title in titles) > len(titles)


def _with_rows(
    blocks: Sequence[Block],
    habits: Habits,
    announced: list[Announcement],
    marked: Sequence[Marked],
) -> list[Announcement]:
    """Return what stands before each block of a document whose rows tell goals, too."""
    if not any(row.goal for _, rows in marked for row in rows):
        return announced
    others = announcements(blocks, replace(habits, names_goals=True))
    return [told if told.names else other for told, other in zip(announced, others, strict=True)]


def _tree(
    document: str,
    marked: Sequence[Marked],
    announced: Sequence[Announcement],
    schedules: Schedules,
) -> Tree:
    """Return the tree that the marked rows build."""
    tree = Tree()
    for (block, rows), announcement in zip(marked, announced, strict=True):
        tree.announce(announcement)
        grounds = Grounds.of(block, [row.line for row in rows if row.is_measure])
        heading = ""
        for row in rows:
            place = _row(document, block.table, row.line)
            if row.goal is not None:
                tree.enter_goal(row.goal)
            elif row.kind is RowKind.GROUP:
                _enter_goal_by_column(tree, block, row.line)
                heading = without_continuation(one_line(heading_cell(block, row.line).text))
                tree.enter_group(heading)
            elif row.kind is RowKind.MEASURE:
                _enter_goal_by_column(tree, block, row.line)
                # A heading right above belongs to the goal that only this row tells.
                if text := one_line(block.text_of(row.line, Role.GROUP)) or heading:
                    tree.enter_group(text)
                heading = ""
            if row.is_measure:
                continued = row.kind is RowKind.CONTINUED
                told = schedules.read(grounds, row.line, continued)
                add = tree.add_to_last if continued else tree.add
                add(_measure(block, row.line, place, told))
            else:
                schedules.pass_over(block, row.line, _PASSED.get(row.kind, CellFate.OTHER_ROW))
    return tree


def _enter_goal_by_column(tree: Tree, block: Block, line: Line) -> None:
    """Go on under the goal that a column of its own tells, not a row's text across it."""
    if text := block.text_of(line, Role.GOAL):
        cell = line.cell(block.columns.roles[Role.GOAL])
        if cell is not line.cell(block.columns.title):
            tree.enter_goal(goal_in(text) or numbered_goal(cell.numbered))


def _measure(
    block: Block,
    line: Line,
    place: SourceRow,
    half_years: HalfYears,
) -> Measure:
    columns = block.columns
    return Measure(
        line.cell(columns.title).text,
        place,
        block.text_of(line, Role.RESPONSIBLE),
        block.text_of(line, Role.SECTOR),
        half_years.phases,
        bool(columns.periods or block.in_words) and not block.table.doubt,
        half_years.texts,
        block.text_of(line, Role.NOTES),
        extra_of(block, line),
        half_years.untold,
        columns_of(block.columns),
        line.cell(columns.title).lead,
    )


def _kinds(document: str, marks: Iterable[tuple[Table, Line, RowKind]]) -> dict[SourceRow, RowKind]:
    """Return what became of every row of every table."""
    kinds: dict[SourceRow, RowKind] = {}
    for table, line, kind in marks:
        row = _row(document, table, line)
        kind = kind if line.filled() else RowKind.EMPTY
        # Of what stands side by side in a row, that which says something counts.
        if kind is not RowKind.EMPTY or row not in kinds:
            kinds[row] = kind
    return kinds


def _marks(
    marked: Sequence[Marked],
    announced: Sequence[Announcement],
    after: Sequence[Text | Outside],
    others: Sequence[OtherTable],
) -> Iterator[tuple[Table, Line, RowKind]]:
    for other in others:
        for line in other.lines:
            yield other.table, line, RowKind.OTHER
    block: Block | None = None
    for (block, rows), announcement in zip(marked, announced, strict=True):
        heading = announcement.heading
        for part in block.before:
            if isinstance(part, Outside):
                kind = RowKind.GOAL if names_goal(part) else kind_outside(part, block)
                kind = heading.kind if heading and heading.part is part else kind
                yield part.table, part.line, kind
        for line in block.heads:
            yield block.table, line, RowKind.HEADING
        for row in rows:
            yield block.table, row.line, row.kind
    for part in after:
        if isinstance(part, Outside):
            yield part.table, part.line, kind_outside(part, block)


def _row(document: str, table: Table, line: Line) -> SourceRow:
    return SourceRow(document, table.name, line.number)
