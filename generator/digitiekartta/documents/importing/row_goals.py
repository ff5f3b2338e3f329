"""Goals that only numbers or looks of rows tell: "1. Palvelut", or a dark row over a light one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.goals import GoalName, numbered_goal, without_continuation
from digitiekartta.documents.importing.neutral import RowKind
from digitiekartta.documents.importing.rows import MarkedRow, heading_cell, outline_of

Marked = tuple[Block, Sequence[MarkedRow]]


def with_goals_of_rows(marked: list[Marked], above: Sequence[int] = ()) -> list[Marked]:
    """Return the rows of a document; headings that are counted 1, 2, 3 are goals, not groups.

    A heading without a number is one, too, unless such headings stand right below goals. Where
    none is counted, those are goals that always stand right above a heading of another look.

    Args:
        above: The numbers of the goals that stand above tables.
    """
    headings = [(block, row) for block, rows in marked for row in rows if _is_group(row)]
    counted = [outline_of(block, row.line) for block, row in headings]
    own = list(dict.fromkeys(number[0] for number in counted if len(number) == 1))
    goals = sorted({*above, *own})
    if not own or own != sorted(own) or goals != list(range(1, len(goals) + 1)):
        return marked if above else _with_upper_goals(marked)
    plain = not any(_has_groups(block, rows) for block, rows in marked)
    named = {
        id(row): _goal(block, row)
        for (block, row), number in zip(headings, counted, strict=True)
        if len(number) == 1 or (plain and not number)
    }
    return [(block, [_as_goal(row, named.get(id(row))) for row in rows]) for block, rows in marked]


def _with_upper_goals(marked: list[Marked]) -> list[Marked]:
    above: set[object] = set()
    over_measures: set[object] = set()
    for block, rows in marked:
        told = [row for row in rows if row.kind is not RowKind.EMPTY]
        for row, following in pairwise(told):
            if _is_group(row):
                (above if _is_group(following) else over_measures).add(_look(block, row))
    if not over_measures or above & over_measures:
        return marked
    return [
        (
            block,
            [
                replace(_as_goal(row, _goal(block, row)), unsure=True)
                if _is_group(row) and _look(block, row) in above
                else row
                for row in rows
            ],
        )
        for block, rows in marked
    ]


def _look(block: Block, row: MarkedRow) -> object:
    """Return what tells the levels of headings apart for the eye."""
    cell = heading_cell(block, row.line)
    return cell.colour, cell.bold, cell.text.isupper()


def _as_goal(row: MarkedRow, goal: GoalName | None) -> MarkedRow:
    return replace(row, kind=RowKind.GOAL, goal=goal) if goal is not None else row


def _goal(block: Block, row: MarkedRow) -> GoalName:
    number = outline_of(block, row.line)
    title = numbered_goal(without_continuation(one_line(heading_cell(block, row.line).numbered)))
    return replace(title, number=number[0] if number else None)


def _is_group(row: MarkedRow) -> bool:
    return row.kind is RowKind.GROUP


def _has_groups(block: Block, rows: Sequence[MarkedRow]) -> bool:
    """Whether a heading without a number stands right below a counted one."""
    told = [row for row in rows if row.kind is not RowKind.EMPTY]
    return any(
        _is_group(upper)
        and _is_group(row)
        and len(outline_of(block, upper.line)) == 1
        and not outline_of(block, row.line)
        for upper, row in pairwise(told)
    )
