"""Headings that do not say what they are: of a goal, of a group, or of nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.blocks import Block, Outside
from digitiekartta.documents.importing.goals import is_generic, outline_in
from digitiekartta.documents.importing.grid import Text
from digitiekartta.documents.importing.legend import is_caption, sentence_entries
from digitiekartta.documents.importing.neutral import RowKind
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.preceding import (
    heading_in,
    in_force,
    is_legend_word,
    is_short,
    level_of,
    names_a_goal,
    names_goal,
    text_of,
)
from digitiekartta.documents.importing.words import folded, letters


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
        sections = {id(block.section) for block in blocks}
        names_goals = any(names_a_goal(block) for block in blocks)
        before = [part for block in blocks for part in in_force(block)]
        headings = {folded(text): part for part in before if (text := heading_in(part)) is not None}
        goals = [part for part in before if names_goal(part)] if names_goals else headings.values()
        plain = {line.text for block in blocks if (line := _plain_line(block, False, ()))}
        return cls(
            names_goals,
            len(headings) > 1 and len(blocks) > 1,
            len(sections) > 1,
            _goal_level([level_of(part) for part in goals], names_goals),
            not headings and len(plain) > 1,
        )


def _goal_level(levels: Sequence[int], named: bool) -> int:
    """Return the level of the headings that tell goals.

    Where no goal is named, a single heading above all others is the document's.
    """
    several = [level for level in levels if named or levels.count(level) > 1]
    return min(several, default=min(levels, default=0))


def unnamed(
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
    if (year := _year_above(block)) is not None:
        return Unnamed(year, RowKind.TEXT, False)
    if not habits.names_goals:
        return _where_none_is_named(block, habits, row, known)
    own = names_a_goal(block)
    for part in reversed(in_force(block)):
        if names_goal(part):
            break
        text = heading_in(part)
        if text is None or is_legend_word(block, text) or any(letters(text) in k for k in known):
            continue
        if isinstance(part, Text) and level_of(part) > habits.goal_level:
            break
        if isinstance(part, Text) and not own and not is_first:
            return Unnamed(part, RowKind.GOAL, part.level > 0)
    if row is None or any(letters(text_of(row)[0]) in text for text in known):
        return _plain_line(block, own, known)
    if grouped:
        return Unnamed(row, RowKind.GROUP, True)
    return None if own or is_first else Unnamed(row, RowKind.GOAL, False)


def _where_none_is_named(
    block: Block, habits: Habits, row: Outside | None, known: Sequence[str]
) -> Unnamed | None:
    plain = _plain_line(block, False, known)
    if plain and not (habits.plain or len(outline_in(plain.text)) == 1):
        plain = None
    if plain is None and row is not None and habits.sheets and block.section.named:
        return _beside_sheet(block, row)
    return replace(plain, kind=RowKind.GOAL) if plain else None


def _year_above(block: Block) -> Text | Outside | None:
    """Return a time that stands alone over a table and is no head of its half-years."""
    part = block.before[-1] if block.before else None
    text, alone = text_of(part) if part is not None else ("", False)
    return part if alone and read_moment(text) is not None else None


def _beside_sheet(block: Block, row: Outside) -> Unnamed | None:
    """Return the row over a table where the sheet's name tells the goal, as what is lost."""
    name, text = letters(block.section.name), letters(text_of(row)[0])
    is_same = not any(map(str.isalpha, name)) or name in text or text in name
    return None if is_same or is_generic(block.section.name) else Unnamed(row, RowKind.TEXT, False)


def _plain_line(block: Block, own: bool, known: Sequence[str]) -> Unnamed | None:
    """Return a short paragraph right above a table that may be a heading, as what is lost."""
    part = block.before[-1] if block.before and not own else None
    if not isinstance(part, Text) or level_of(part) or not is_short(part.text):
        return None
    if is_generic(part.text) or is_caption(part.text) or is_legend_word(block, part.text):
        return None
    is_known = any(letters(part.text) in text for text in known)
    return None if is_known or sentence_entries(part.text) else Unnamed(part, RowKind.TEXT, False)


def row_heading(block: Block) -> Outside | None:
    """Return the row right above a block's head that stands alone and may be a heading."""
    part = block.before[-1] if block.before else None
    if not isinstance(part, Outside) or not block.heads or part.table is not block.table:
        return None
    text = heading_in(part)
    if text is None or names_goal(part) or is_legend_word(block, text) or not is_short(text):
        return None
    return part if block.heads[0].number - part.line.number == 1 else None
