"""What stands before a block announces: the goal and the group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.blocks import Block, Outside
from digitiekartta.documents.importing.goals import (
    GoalName,
    chapter_in,
    goal_in,
    group_in,
    is_generic,
    numbered_goal,
    outline_in,
)
from digitiekartta.documents.importing.grid import Text
from digitiekartta.documents.importing.legend import is_caption
from digitiekartta.documents.importing.neutral import RowKind
from digitiekartta.documents.importing.preceding import (
    heading_in,
    in_force,
    is_explained,
    is_legend_word,
    is_short,
    level_of,
    names_a_goal,
    names_goal,
    text_of,
)
from digitiekartta.documents.importing.unnamed import Habits, Unnamed, row_heading, unnamed
from digitiekartta.documents.importing.words import letters

_LONGEST_TITLE = 200
_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2})*[.)]?\s+")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What stands before a block says of the rows in it.

    Args:
        upper: The goal of which that goal is a part, where both stand above the block.
        otherwise: The goal that a sheet's name or a heading stands for, when none is named.
        chapters: The numbers of chapter headings ("2. OSAAMINEN"), the nearest first.
        subheading: The group that a heading below the goal's own names.
        is_new: Whether the block begins a nameless goal of its own when no goal is told.
        heading: What stands above the block that does not say what it is, if it means something.
        description: The paragraphs that follow the goal's heading.
    """

    goal: GoalName | None
    otherwise: GoalName | None
    chapters: tuple[int, ...]
    group: str | None
    subheading: str | None
    is_new: bool
    heading: Unnamed | None = None
    upper: GoalName | None = None
    description: str = ""

    @property
    def names(self) -> bool:
        """Whether it tells the name of a goal."""
        return self.goal is not None or self.otherwise is not None


def announcements(blocks: Sequence[Block], habits: Habits) -> Iterator[Announcement]:
    """Yield what stands before each block."""
    before: Block | None = None
    rows = [row_heading(block) for block in blocks]
    known: list[str] = []
    grouped = False
    for at, block in enumerate(blocks):
        told = _announcement(block, before, habits)
        goals = list(_named_goals(block))
        if goals:
            follows = blocks[at + 1 : at + 2]
            goes_on = any(rows[at + 1] and not names_a_goal(one) for one in follows)
            grouped = goes_on and rows[at] is not None
        if found := unnamed(block, habits, rows[at], grouped, known, is_first=before is None):
            told = _with_heading(told, found)
        if told.names:
            told = replace(told, description=_description(block, told.heading))
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
    goals = list(_named_goals(block))
    within = goals[0].within if goals else None
    return Announcement(
        next(iter(goals), None),
        by_sheet or (numbered_goal(by_heading.text) if by_heading else None),
        tuple(number for number in chapters if number is not None),
        next(filter(None, map(group_in, others)), None),
        subheading,
        not (habits.names_goals or habits.headings) and bool(block.heads) and subheading is None,
        by_heading,
        next((one for one in goals if within is not None and one.number == within), None),
    )


def _with_heading(told: Announcement, found: Unnamed) -> Announcement:
    """Return an announcement with a heading that was taken for a goal or a group, or is told."""
    if found.kind is RowKind.GOAL:
        return replace(told, otherwise=numbered_goal(found.text), heading=found, is_new=False)
    if found.kind is RowKind.GROUP:
        return replace(told, subheading=found.text, heading=found)
    return replace(told, heading=found)


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
    return "" if is_legend_word(block, text) else one_line(text)


def _description(block: Block, heading: Unnamed | None) -> str:
    """Return the sentences between the heading of a goal and the next heading or the table."""
    parts = block.before
    starts = [
        at
        for at, part in enumerate(parts)
        if isinstance(part, Text) and (names_goal(part) or (heading and part is heading.part))
    ]
    following = parts[starts[-1] + 1 :] if starts else []
    texts: list[str] = []
    for part in following:
        if level_of(part):
            break
        if isinstance(part, Text) and not is_short(part.text) and not is_explained(part.text):
            texts.append(one_line(part.text))
    return "\n\n".join(texts)


def _goal_of_sheet(block: Block, habits: Habits) -> GoalName | None:
    """Return the goal that the name of a sheet tells, if a person gave it one that does."""
    if not block.section.named:
        return None
    name = block.section.name
    goal = goal_in(name)
    tells = habits.sheets and not (habits.names_goals and names_a_goal(block))
    if goal is None and tells and not is_generic(name) and any(map(str.isalpha, name)):
        goal = numbered_goal(name)
    return goal


def _goal_of_heading(block: Block, habits: Habits) -> Unnamed | None:
    """Return the heading that tells a goal where headings do, and no goal is called one."""
    if habits.names_goals:
        return None
    for part in reversed(in_force(block)):
        text = heading_in(part)
        if (
            text is None
            or is_legend_word(block, text)
            or level_of(part) not in (0, habits.goal_level)
        ):
            continue
        if habits.headings or (isinstance(part, Outside) and outline_in(text) == (1,)):
            return Unnamed(part, RowKind.GOAL, True)
    return None


def _subheading(block: Block, habits: Habits) -> str | None:
    """Return the group that the nearest heading before a block names, below that of its goal."""
    for part in reversed(in_force(block)):
        if names_goal(part):
            break
        text = heading_in(part)
        if text is None or not isinstance(part, Text) or is_legend_word(block, text):
            continue
        return _NUMBER.sub("", one_line(text)) if level_of(part) > habits.goal_level else None
    return None
