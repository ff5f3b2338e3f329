"""Colours outside the half-years: a status that a colour tells, and what nobody can place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digitiekartta.basics.colours import hexadecimal
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.annex_form import known_header
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.columns import Columns
from digitiekartta.documents.importing.exported import EXTRA, phase_of, words_of
from digitiekartta.documents.importing.grid import Cell, Line
from digitiekartta.documents.importing.legend import is_caption
from digitiekartta.documents.importing.roles import Role, role_of
from digitiekartta.documents.importing.shades import among, is_white
from digitiekartta.documents.importing.spots import Spot
from digitiekartta.documents.importing.worded import columns_told
from digitiekartta.documents.importing.words import joined_label

_FIELDS = {Role.RESPONSIBLE: "parties", Role.SECTOR: "sector", Role.NOTES: "notes"}


@dataclass(frozen=True, slots=True)
class Painted:
    """Painted cells under one head that is no half-year: where they stand, and what they mean."""

    head: str
    spots: tuple[Spot, ...]
    signs: tuple[str, ...]


def _told_by_colour(block: Block, line: Line, column: int) -> str:
    """Return what a painted cell, or the colour of a sign, tells in a column of status.

    "" when nothing does, or when the cell tells it in words.
    """
    cell = line.cell(column)
    role = role_of(block.columns.extras.get(column, ""))
    if role is None or role[0] is not Role.OTHER:
        return ""
    if cell.ink is not None and len(cell.text) == 1 and not cell.text.isalnum():
        return block.legend.of_ink(cell.ink) or ""
    if cell.text or cell.colour is None or not _has_own_fill(block, line, cell):
        return ""
    return block.legend.of_colour(cell.colour) or ""


def painted_outside(block: Block, lines: Sequence[Line]) -> Iterator[Painted]:
    """Yield the columns whose cells are painted in rows of measures, and are no half-years."""
    columns = block.columns
    known = {columns.title, *columns.roles.values(), *columns.periods}
    for column in (one for one in range(columns.width) if one not in known):
        cells = {
            Spot.of(block, line, column): line.cell(column)
            for line in lines
            if _is_lost(block, line, column)
        }
        if cells:
            signs = dict.fromkeys(_sign(block, cell) for cell in cells.values())
            yield Painted(head_of(block, column), tuple(cells), tuple(signs))


def _is_lost(block: Block, line: Line, column: int) -> bool:
    cell = line.cell(column)
    words = {entry.label for entry in block.legend.entries}
    beside = [line.cell(column - 1), cell, line.cell(column + 1)] if column else [cell]
    is_legend = column not in block.columns.extras and any(
        joined_label(one.text) in words or is_caption(one.text) for one in beside
    )
    return (
        len(cell.text) <= 2
        and not is_legend
        and _has_own_fill(block, line, cell)
        and not _told_by_colour(block, line, column)
        and not any(cell is line.cell(other) for other in block.columns.named - {column})
    )


def _has_own_fill(block: Block, line: Line, cell: Cell) -> bool:
    shaded = among(cell.colour, block.own_shades(line))
    return bool(cell.unclear) or (not is_white(cell.colour) and not shaded)


def _sign(block: Block, cell: Cell) -> str:
    if cell.unclear or cell.colour is None:
        return cell.unclear
    return block.legend.of_colour(cell.colour) or hexadecimal(cell.colour)


def head_of(block: Block, column: int) -> str:
    """Return what stands at the head of a column, "" when nothing does."""
    texts = dict.fromkeys(line.cell(column).text for line in block.heads)
    return joined_label("\n".join(filter(None, texts)))


def columns_of(columns: Columns) -> frozenset[str]:
    """Return what a table has columns for, by the names of a measure's texts."""
    named = {"title", *(_FIELDS[role] for role in columns.roles if role in _FIELDS)}
    for head in columns.extras.values():
        named.add(known_header(head) or EXTRA + one_line(head).casefold())
    for moment in columns.halfyears:
        named |= {phase_of(moment), words_of(moment)}
    return frozenset(named)


def extra_of(block: Block, line: Line) -> Mapping[str, str]:
    """Return what the other columns of a measure's row say, by their heads."""
    title = line.cell(block.columns.title)
    told = columns_told(block, line)
    extra: dict[str, str] = {}
    for column, head in block.columns.extras.items():
        cell = line.cell(column)
        text = _told_by_colour(block, line, column) or cell.text
        if text and cell is not title and column not in told:
            extra[head] = f"{extra[head]}\n{text}" if head in extra else text
    return extra
