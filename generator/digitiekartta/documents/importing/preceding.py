"""What stands before a block: texts and rows, what each says, and whether it is a heading."""

from __future__ import annotations

from digitiekartta.documents.importing.blocks import Block, Outside
from digitiekartta.documents.importing.goals import goal_in, is_generic
from digitiekartta.documents.importing.grid import Cell, Text
from digitiekartta.documents.importing.legend import (
    begins_with_caption,
    is_caption,
    sentence_entries,
)
from digitiekartta.documents.importing.neutral import RowKind
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.roles import Role
from digitiekartta.documents.importing.rows import goal_row
from digitiekartta.documents.importing.shades import alike, is_white
from digitiekartta.documents.importing.words import letters

_LONGEST_BOLD = 100
_BOLD = 10  # the level of a bold line: Word has nine


def text_of(part: Text | Outside) -> tuple[str, bool]:
    """Return the first text of what stands outside a table's body, and whether it is alone."""
    if isinstance(part, Text):
        return part.text, level_of(part) > 0
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


def heading_in(part: Text | Outside) -> str | None:
    """Return a text that stands alone and tells more than the kind of document, else None."""
    text, alone = text_of(part)
    tells = alone and bool(text) and not is_generic(text) and not is_caption(text)
    return text if tells and read_moment(text) is None else None


def level_of(part: Text | Outside) -> int:
    """Return the level of a heading, 0 for what is none; a bold line is below all headings."""
    if not isinstance(part, Text):
        return 0
    return part.level or (_BOLD if _is_bold_line(part) else 0)


def _is_bold_line(text: Text) -> bool:
    """Whether a paragraph is a heading that somebody only made bold: short, and no sentence."""
    return text.bold and is_short(text.text)


def is_short(text: str) -> bool:
    """Whether a text is as short as a heading, and no sentence."""
    return len(text) <= _LONGEST_BOLD and not text.rstrip().endswith((".", ":", ",", ";"))


def in_force(block: Block) -> list[Text | Outside]:
    """Return what stands before a block without the headings of chapters that have ended there."""
    parts: list[Text | Outside] = []
    lowest = _BOLD + 1
    for part in reversed(block.before):
        level = level_of(part)
        if level and not names_goal(part):
            if level >= lowest:
                continue
            lowest = level
        parts.append(part)
    return parts[::-1]


def names_goal(part: Text | Outside) -> bool:
    """Whether what stands outside the rows of measures names a goal."""
    return goal_in(text_of(part)[0]) is not None


def names_a_goal(block: Block) -> bool:
    """Whether a block names a goal: above it, in its rows or columns, or by its sheet."""
    return (
        any(names_goal(part) for part in block.before)
        or Role.GOAL in block.columns.roles
        or any(goal_row(block, line) is not None for line in block.lines)
        or (block.section.named and goal_in(block.section.name) is not None)
    )


def is_explained(text: str) -> bool:
    """Whether a text announces or tells a legend."""
    return is_caption(text) or begins_with_caption(text) or bool(sentence_entries(text))


def is_legend_word(block: Block, text: str) -> bool:
    """Whether a text is the label of a phase."""
    return letters(text) in {letters(entry.label) for entry in block.legend.entries}


def kind_outside(part: Outside, block: Block | None) -> RowKind:
    """Return what a row is that stands above a block, or below the last one."""
    cells = [cell for _, cell in part.line.distinct() if cell.text or cell.colour]
    of_legend = block is not None and any(is_of_legend(cell, block) for cell in cells)
    return RowKind.LEGEND if of_legend else RowKind.TEXT


def is_of_legend(cell: Cell, block: Block) -> bool:
    """Whether a cell announces the legend of a block, or holds a colour, label or mark of it."""
    labels = [letters(entry.label) for entry in block.legend.entries]
    told = [entry for entry in sentence_entries(cell.text) if letters(entry.label) in labels]
    named = bool(cell.text) and any(letters(cell.text).startswith(one) for one in labels)
    swatch = len(cell.text) <= 2 and cell.colour and alike(cell.colour, block.legend.colours)
    return is_caption(cell.text) or bool(told) or named or bool(swatch)
