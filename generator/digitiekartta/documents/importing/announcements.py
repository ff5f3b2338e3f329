"""What stands before a block announces: the goal, the group, and what the document calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.blocks import Block, Outside
from digitiekartta.documents.importing.columns import Role
from digitiekartta.documents.importing.goals import (
    GoalName,
    chapter_in,
    goal_in,
    group_in,
    is_generic,
    numbered_goal,
)
from digitiekartta.documents.importing.grid import Cell, Text
from digitiekartta.documents.importing.legend import is_caption, sentence_entries
from digitiekartta.documents.importing.neutral import RowKind
from digitiekartta.documents.importing.rows import goal_row
from digitiekartta.documents.importing.shades import alike, is_white
from digitiekartta.documents.importing.words import folded, letters

_LONGEST_TITLE = 200
_LONGEST_BOLD = 100
_BOLD = 10  # the level of a bold line: Word has nine
_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2})*[.)]?\s+")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What stands before a block says of the rows in it.

    Args:
        otherwise: The goal that a sheet's name or a heading stands for, when none is named.
        chapters: The numbers of chapter headings ("2. OSAAMINEN"), the nearest first.
        subheading: The group that a heading below the goal's own names.
        is_new: Whether the block begins a nameless goal of its own when no goal is told.
    """

    goal: GoalName | None
    otherwise: GoalName | None
    chapters: tuple[int, ...]
    group: str | None
    subheading: str | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document tells its goals.

    Args:
        names_goals: It calls its goals by the word.
        headings: More than one block has a heading of its own, so that headings tell goals.
        sheets: It has tables on several sheets, slides or pages.
        goal_level: The level of the headings that tell goals, 0 where none does: those below it
            tell groups.
    """

    names_goals: bool
    headings: bool
    sheets: bool
    goal_level: int

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Habits:
        """Return the habits of a document in blocks."""
        headings = {
            folded(text)
            for block in blocks
            for part in block.before
            if (text := _heading(part)) is not None
        }
        sections = {id(block.section) for block in blocks}
        names_goals = any(_names_a_goal(block) for block in blocks)
        levels = [
            _level(part)
            for block in blocks
            for part in block.before
            if (names_goal(part) if names_goals else _heading(part) is not None)
        ]
        return cls(
            names_goals,
            len(headings) > 1 and len(blocks) > 1,
            len(sections) > 1,
            min(levels, default=0),
        )


def title_of(blocks: Sequence[Block]) -> str:
    """Return what the document calls itself, "" when it does not."""
    texts = (_text(part)[0] for block in blocks for part in block.before)
    titles = (
        one_line(text)
        for text in texts
        if text and goal_in(text) is None and is_generic(text) and not is_caption(text)
    )
    return next(titles, "")


def announcement(block: Block, before: Block | None, habits: Habits) -> Announcement:
    """Return what stands before a block, which comes after another one."""
    others = [part.text for part in block.before if isinstance(part, Text)]
    others = [text for text in reversed(others) if goal_in(text) is None]
    chapters = (chapter_in(text) for text in others)
    is_new_section = before is None or before.section is not block.section
    subheading = _subheading(block, habits)
    by_sheet = _goal_of_sheet(block, habits) if is_new_section else None
    return Announcement(
        next(_named_goals(block), None),
        by_sheet or _goal_of_heading(block, habits),
        tuple(number for number in chapters if number is not None),
        next(filter(None, map(group_in, others)), None),
        subheading,
        not habits.names_goals and bool(block.heads) and subheading is None,
    )


def kind_outside(part: Outside, block: Block | None) -> RowKind:
    """Return what a row is that stands above a block, or below the last one."""
    cells = [cell for _, cell in part.line.distinct() if cell.text or cell.colour]
    of_legend = block is not None and any(_is_of_legend(cell, block) for cell in cells)
    return RowKind.LEGEND if of_legend else RowKind.TEXT


def _is_of_legend(cell: Cell, block: Block) -> bool:
    """Whether a cell announces the legend of a block, or holds a colour, label or mark of it."""
    labels = [letters(entry.label) for entry in block.legend.entries]
    told = [entry for entry in sentence_entries(cell.text) if letters(entry.label) in labels]
    named = bool(cell.text) and any(letters(cell.text).startswith(one) for one in labels)
    swatch = len(cell.text) <= 2 and cell.colour and alike(cell.colour, block.legend.colours)
    return is_caption(cell.text) or bool(told) or named or bool(swatch)


def names_goal(part: Text | Outside) -> bool:
    """Whether what stands outside the rows of measures names a goal."""
    return goal_in(_text(part)[0]) is not None


def _named_goals(block: Block) -> Iterator[GoalName]:
    """Yield the goals named before a block, the nearest first."""
    for at in range(len(block.before) - 1, -1, -1):
        if goal := goal_in(_text(block.before[at])[0]):
            yield replace(goal, title=goal.title or _title_after(block, at + 1))


def _title_after(block: Block, at: int) -> str:
    """Return the title of a goal whose number stands alone in the line above it."""
    texts = (_text(part) for part in block.before[at:])
    text, alone = next((pair for pair in texts if pair[0]), ("", False))
    if not alone or len(text) > _LONGEST_TITLE or is_caption(text) or goal_in(text):
        return ""
    return "" if _is_legend_word(block, text) else one_line(text)


def _goal_of_sheet(block: Block, habits: Habits) -> GoalName | None:
    """Return the goal that the name of a sheet tells, if a person gave it one that does."""
    if not block.section.named:
        return None
    name = block.section.name
    goal = goal_in(name)
    tells = habits.sheets and not (habits.names_goals and _names_a_goal(block))
    if goal is None and tells and not is_generic(name):
        goal = numbered_goal(name)
    return goal


def _goal_of_heading(block: Block, habits: Habits) -> GoalName | None:
    if habits.names_goals or not habits.headings:
        return None
    headings = (
        numbered_goal(text)
        for part in reversed(block.before)
        if (text := _heading(part)) is not None
        and not _is_legend_word(block, text)
        and _level(part) <= habits.goal_level
    )
    return next(headings, None)


def _subheading(block: Block, habits: Habits) -> str | None:
    """Return the group that the nearest heading before a block names, below that of its goal."""
    for part in reversed(block.before):
        if names_goal(part):
            break
        text = _heading(part)
        if text is None or not isinstance(part, Text) or _is_legend_word(block, text):
            continue
        return _NUMBER.sub("", one_line(text)) if _level(part) > habits.goal_level else None
    return None


def _level(part: Text | Outside) -> int:
    """Return the level of a heading, 0 for what is none; a bold line is below all headings."""
    if not isinstance(part, Text):
        return 0
    return part.level or (_BOLD if _is_bold_line(part) else 0)


def _is_bold_line(text: Text) -> bool:
    """Whether a paragraph is a heading that somebody only made bold: short, and no sentence."""
    return (
        text.bold
        and len(text.text) <= _LONGEST_BOLD
        and not text.text.rstrip().endswith((".", ":", ","))
    )


def _names_a_goal(block: Block) -> bool:
    return (
        any(names_goal(part) for part in block.before)
        or Role.GOAL in block.columns.roles
        or any(goal_row(block, line) is not None for line in block.lines)
        or (block.section.named and goal_in(block.section.name) is not None)
    )


def _heading(part: Text | Outside) -> str | None:
    """Return a text that stands alone and tells more than the kind of document, else None."""
    text, alone = _text(part)
    return text if alone and text and not is_generic(text) and not is_caption(text) else None


def _is_legend_word(block: Block, text: str) -> bool:
    return letters(text) in {letters(entry.label) for entry in block.legend.entries}


def _text(part: Text | Outside) -> tuple[str, bool]:
    """Return the first text of what stands outside a table's body, and whether it is alone."""
    if isinstance(part, Text):
        return part.text, _level(part) > 0
    cells = [cell for _, cell in part.line.distinct() if cell.text]
    texts = [cell.text for cell in cells]
    if not texts:
        return "", False
    alone = len(texts) == 1 and sum(not is_white(cell.colour) for cell in cells) <= 1
    for at, text in enumerate(texts):
        if goal := goal_in(text):
            if goal.title or len(texts) == 1:
                return text, alone
            return " ".join(texts[at : at + 2]), True  # the title stands in the next cell
    return texts[0], alone
