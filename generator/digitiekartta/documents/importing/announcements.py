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
    outline_in,
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
class Unnamed:
    """A heading that says neither "tavoite" nor "kokonaisuus", and what it was taken for.

    ``kind`` is GOAL, GROUP, or TEXT where nothing was made of it.
    """

    part: Text | Outside
    kind: RowKind
    sure: bool

    @property
    def text(self) -> str:
        """What it says."""
        return one_line(text_of(self.part)[0])


@dataclass(frozen=True, slots=True)
class Announcement:
    """What stands before a block says of the rows in it.

    Args:
        otherwise: The goal that a sheet's name or a heading stands for, when none is named.
        chapters: The numbers of chapter headings ("2. OSAAMINEN"), the nearest first.
        subheading: The group that a heading below the goal's own names.
        is_new: Whether the block begins a nameless goal of its own when no goal is told.
        heading: What stands above the block that does not say what it is, if it means something.
    """

    goal: GoalName | None
    otherwise: GoalName | None
    chapters: tuple[int, ...]
    group: str | None
    subheading: str | None
    is_new: bool
    heading: Unnamed | None = None

    @property
    def names(self) -> bool:
        """Whether it tells the name of a goal."""
        return self.goal is not None or self.otherwise is not None


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document tells its goals.

    Args:
        names_goals: It calls its goals by the word.
        headings: More than one block has a heading of its own, so that headings tell goals.
        sheets: It has tables on several sheets, slides or pages.
        goal_level: The level of the headings that tell goals, 0 where none does: those below it
            tell groups.
        plain: Nothing looks like a heading, but several tables have a short line above them.
    """

    names_goals: bool
    headings: bool
    sheets: bool
    goal_level: int
    plain: bool

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
        plain = {line.text for block in blocks if (line := _plain_line(block, False, ()))}
        return cls(
            names_goals,
            len(headings) > 1 and len(blocks) > 1,
            len(sections) > 1,
            min(levels, default=0),
            not headings and len(plain) > 1,
        )


def announcements(blocks: Sequence[Block], habits: Habits) -> Iterator[Announcement]:
    """Yield what stands before each block."""
    before: Block | None = None
    rows = [_row_heading(block) for block in blocks]
    known: list[str] = []
    grouped = False
    for at, block in enumerate(blocks):
        told = _announcement(block, before, habits)
        goals = list(_named_goals(block))
        if goals:
            follows = blocks[at + 1 : at + 2]
            goes_on = any(rows[at + 1] and not _names_a_goal(one) for one in follows)
            grouped = goes_on and rows[at] is not None
        if found := _unnamed(block, habits, rows[at], grouped, known, is_first=before is None):
            told = _with_heading(told, found)
        known += [letters(text_of(part)[0]) for part in block.before]
        yield told
        before = block


def _announcement(block: Block, before: Block | None, habits: Habits) -> Announcement:
    others = [part.text for part in block.before if isinstance(part, Text)]
    others = [text for text in reversed(others) if goal_in(text) is None]
    chapters = (chapter_in(text) for text in others)
    is_new_section = before is None or before.section is not block.section
    subheading = _subheading(block, habits)
    by_sheet = _goal_of_sheet(block, habits) if is_new_section else None
    by_heading = None if by_sheet else _goal_of_heading(block, habits)
    return Announcement(
        next(_named_goals(block), None),
        by_sheet or (numbered_goal(by_heading.text) if by_heading else None),
        tuple(number for number in chapters if number is not None),
        next(filter(None, map(group_in, others)), None),
        subheading,
        not habits.names_goals and bool(block.heads) and subheading is None,
        by_heading,
    )


def _with_heading(told: Announcement, found: Unnamed) -> Announcement:
    """Return an announcement with a heading that was taken for a goal or a group, or is told."""
    if found.kind is RowKind.GOAL:
        return replace(told, otherwise=numbered_goal(found.text), heading=found, is_new=False)
    if found.kind is RowKind.GROUP:
        return replace(told, subheading=found.text, heading=found)
    return replace(told, heading=found)


def _unnamed(
    block: Block,
    habits: Habits,
    row: Outside | None,
    grouped: bool,
    known: Sequence[str],
    is_first: bool,
) -> Unnamed | None:
    """Return the heading above a block that names no goal where others do, None without one.

    One that stood before, or that says no more than the name of a goal, goes on with it.
    """
    if not habits.names_goals:
        plain = _plain_line(block, False, known) if habits.plain else None
        return replace(plain, kind=RowKind.GOAL) if plain else None
    own = _names_a_goal(block)
    for part in reversed(block.before):
        if names_goal(part):
            break
        text = _heading(part)
        if text is None or _is_legend_word(block, text) or any(letters(text) in k for k in known):
            continue
        if isinstance(part, Text) and _level(part) > habits.goal_level:
            break
        if isinstance(part, Text) and not own and not is_first:
            return Unnamed(part, RowKind.GOAL, part.level > 0)
    if row is None or any(letters(text_of(row)[0]) in text for text in known):
        return _plain_line(block, own, known)
    if grouped:
        return Unnamed(row, RowKind.GROUP, True)
    return None if own or is_first else Unnamed(row, RowKind.GOAL, False)


def _plain_line(block: Block, own: bool, known: Sequence[str]) -> Unnamed | None:
    """Return a short paragraph right above a table that may be a heading, as what is lost."""
    part = block.before[-1] if block.before and not own else None
    if not isinstance(part, Text) or _level(part) or not _is_short(part.text):
        return None
    if is_generic(part.text) or is_caption(part.text) or _is_legend_word(block, part.text):
        return None
    is_known = any(letters(part.text) in text for text in known)
    return None if is_known or sentence_entries(part.text) else Unnamed(part, RowKind.TEXT, False)


def _row_heading(block: Block) -> Outside | None:
    """Return the row right above a block's head that stands alone and may be a heading."""
    part = block.before[-1] if block.before else None
    if not isinstance(part, Outside) or not block.heads or part.table is not block.table:
        return None
    text = _heading(part)
    if text is None or names_goal(part) or _is_legend_word(block, text) or not _is_short(text):
        return None
    return part if block.heads[0].number - part.line.number == 1 else None


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_BOLD and not text.rstrip().endswith((".", ":", ",", ";"))


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
    return goal_in(text_of(part)[0]) is not None


def _named_goals(block: Block) -> Iterator[GoalName]:
    """Yield the goals named before a block, the nearest first."""
    for at in range(len(block.before) - 1, -1, -1):
        if goal := goal_in(text_of(block.before[at])[0]):
            yield replace(goal, title=goal.title or _title_after(block, at + 1))


def _title_after(block: Block, at: int) -> str:
    """Return the title of a goal whose number stands alone in the line above it."""
    texts = (text_of(part) for part in block.before[at:])
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


def _goal_of_heading(block: Block, habits: Habits) -> Unnamed | None:
    """Return the heading that tells a goal where headings do, and no goal is called one."""
    if habits.names_goals:
        return None
    for part in reversed(block.before):
        text = _heading(part)
        if text is None or _is_legend_word(block, text) or _level(part) > habits.goal_level:
            continue
        if habits.headings or (isinstance(part, Outside) and outline_in(text) == (1,)):
            return Unnamed(part, RowKind.GOAL, True)
    return None


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
    return text.bold and _is_short(text.text)


def _names_a_goal(block: Block) -> bool:
    return (
        any(names_goal(part) for part in block.before)
        or Role.GOAL in block.columns.roles
        or any(goal_row(block, line) is not None for line in block.lines)
        or (block.section.named and goal_in(block.section.name) is not None)
    )


def _heading(part: Text | Outside) -> str | None:
    """Return a text that stands alone and tells more than the kind of document, else None."""
    text, alone = text_of(part)
    return text if alone and text and not is_generic(text) and not is_caption(text) else None


def _is_legend_word(block: Block, text: str) -> bool:
    return letters(text) in {letters(entry.label) for entry in block.legend.entries}


def text_of(part: Text | Outside) -> tuple[str, bool]:
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
