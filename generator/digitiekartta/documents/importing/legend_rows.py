"""Rows among or below the measures of a block that belong to a legend, not to the measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.colour_names import is_colour_name
from digitiekartta.documents.importing.grid import Cell, Line
from digitiekartta.documents.importing.legend import is_caption, is_label, is_mark, sentence_entries
from digitiekartta.documents.importing.legend_runs import Used
from digitiekartta.documents.importing.roles import Role
from digitiekartta.documents.importing.shades import alike, is_white, same
from digitiekartta.documents.importing.words import folded, letters

_SHORT, _LONG = 60, 200


def legend_rows(block: Block, used: Used) -> frozenset[int]:
    """Return the numbers of the rows among or below the measures that belong to a legend.

    They are rows that announce one, tell marks in words, or stand together and hold nothing but
    colours or marks of the schedule with their words.
    """
    numbers: set[int] = set()
    run: list[Line] = []
    after_gap = run_after_gap = False
    for line in (*block.lines, None):
        cells = line.filled() if line else []
        captioned = any(is_caption(cell.text) for cell in cells)
        known = used.marks if line and line.number - 1 in numbers else frozenset()
        announces = _tells_marks(cells, known) or (captioned and not _is_measure(block, line))
        alone = bool(line and cells) and not announces
        goes_on = line is not None and alone and _only_legend(block, line, used, after_gap)
        # The number of a measure that has nothing else is no mark over a legend of colours.
        goes_on_run = goes_on and bool(run) and bool(_pair(run[-1].filled())) == bool(_pair(cells))
        if run and not goes_on_run:
            announced = run[0].number - 1 in numbers
            if _is_legend(block, run, used, announced, run_after_gap):
                numbers.update(one.number for one in run)
            run = []
        if line and goes_on:
            run_after_gap = after_gap if not run else run_after_gap
            run.append(line)
        elif line and announces:
            numbers.add(line.number)
        else:
            after_gap = not cells
    return frozenset(numbers)


def _is_measure(block: Block, line: Line | None) -> bool:
    """Whether a row has a title and a party or more: a note that reads "Koodi" is no caption.

    A title that could be one ("Selosteet") stands beside a party that other rows have, too.
    """
    if line is None:
        return False
    title = line.cell(block.columns.title)
    others = [line.cell(column) for column in block.columns.texts]
    told = [cell for cell in others if cell is not title and cell.text and is_white(cell.colour)]
    if not title.text or all(is_caption(cell.text) for cell in told):
        return False
    party = block.text_of(line, Role.RESPONSIBLE)
    parties = (block.text_of(other, Role.RESPONSIBLE) for other in block.lines if other != line)
    return not is_caption(title.text) or (bool(party) and party in parties)


def _is_legend(
    block: Block, run: Sequence[Line], used: Used, announced: bool, after_gap: bool
) -> bool:
    """Whether rows that stand together and could be a legend are one.

    Words that stand in half-years alone are one only when something parts or announces them (a
    row may be broken over two pages), and never when one colour has several.
    """
    marks = [mark for line in run if (mark := _pair(line.filled()))]
    if marks and len(marks) == len(run):
        if all(map(is_colour_name, marks)):
            return len(marks) > 1 and (announced or after_gap)
        stand = [mark for mark in marks if mark in used.marks]
        return bool(stand) and (announced or (after_gap and not all(map(str.isdecimal, marks))))
    if after_gap and run and all(_in_inks(line.filled(), used) for line in run):
        return True
    swatches = [cell for line in run for cell in line.filled() if not is_white(cell.colour)]
    colours = {cell.colour for cell in swatches if cell.colour is not None}
    known = [colour for colour in colours if alike(colour, (*used.colours, *used.elsewhere))]
    titles = block.columns.title
    among = any(_in_half_years(block, line) for line in run if not line.cell(titles).text)
    if (among and not (announced or after_gap)) or _of_two_words(run):
        return False
    enough = 1 if announced or (after_gap and all(cell.text for cell in swatches)) else 2
    return len(known) >= enough and len(known) * 2 >= len(colours)


def _in_inks(cells: Sequence[Cell], used: Used) -> bool:
    """Whether cells are words in the colours of the schedule's signs, each in its own."""
    inks = [cell.ink for cell in cells if cell.ink is not None and len(cell.text) > 2]
    known = [ink for ink in inks if alike(ink, used.inks)]
    return 0 < len(known) == len(inks) == len(cells) == len(set(inks))


def _in_half_years(block: Block, line: Line) -> bool:
    return any(cell.text and not is_white(cell.colour) for _, cell in block.schedule_cells(line))


def _of_two_words(run: Sequence[Line]) -> bool:
    """Whether two different words stand in one colour; a mark may stand before its word."""
    words: list[tuple[RGB, str]] = []
    for line in run:
        cells = line.filled()
        for cell, after in zip(cells, [*cells[1:], None], strict=True):
            is_mark = len(cell.text) <= 2 and after is not None and same(cell.colour, after.colour)
            if cell.text and cell.colour and not is_white(cell.colour) and not is_mark:
                words.append((cell.colour, letters(cell.text)))
    return any(
        same(colour, other) and word != another
        for at, (colour, word) in enumerate(words)
        for other, another in words[:at]
    )


def _tells_marks(cells: list[Cell], known: frozenset[str]) -> bool:
    """Whether a row is one text that explains marks ("S = selvittely, K = käyttöönotto").

    One of the known marks needs no sign ("S selvittely").
    """
    if len(cells) != 1:
        return False
    announced = sentence_entries(cells[0].text, announced=True)
    is_known = any(folded(entry.mark or "") in known for entry in announced)
    return is_known or bool(sentence_entries(cells[0].text))


def _pair(cells: Sequence[Cell]) -> str:
    """Return the mark or colour's name, folded, of a row that has its word beside, else ""."""
    if len(cells) != 2 or not is_white(cells[1].colour):
        return ""
    sign = cells[0].text.strip(" =:()")
    is_sign = is_mark(sign) or is_colour_name(sign)
    explains = is_sign and is_label(cells[1].text) and is_white(cells[0].colour)
    return folded(sign) if explains else ""


def _only_legend(block: Block, line: Line, used: Used, after_gap: bool) -> bool:
    """Whether a row holds nothing but coloured words, and colours with a short word beside.

    A word in the column of the measures with a colour to its right may also be a measure, so
    it counts only after an empty row, and only when its colour stands in no half-year or alone.
    """
    cells = line.filled()
    title = line.cell(block.columns.title)
    coloured = [not is_white(cell.colour) for cell in cells]
    if _pair(cells) or (after_gap and _in_inks(cells, used)):
        return True
    if not any(coloured) or any(len(cell.text) > _LONG for cell in cells):
        return False
    if any(len(cell.text) > _SHORT for cell in cells) and not (after_gap and all(coloured)):
        return False
    if title.columns > max(2, block.columns.width // 2) or not any(cell.text for cell in cells):
        return False
    if title.text and is_white(title.colour):
        colours = {cell.colour for cell in cells if not is_white(cell.colour)}
        return after_gap and len(cells) == 2 and len(colours) == 1 and len(title.text) <= 40
    return all(_fits(cells, at) for at in range(len(cells)))


def _fits(cells: Sequence[Cell], at: int) -> bool:
    """Whether a cell is a coloured word, a colour with a word beside, or such a word."""
    beside = list(_beside(cells, at))
    if not is_white(cells[at].colour):
        return bool(cells[at].text) or any(
            other.text and is_white(other.colour) for other in beside
        )
    return any(not is_white(other.colour) and len(other.text) <= 2 for other in beside)


def _beside(cells: Sequence[Cell], at: int) -> Iterator[Cell]:
    yield from cells[max(at - 1, 0) : at]
    yield from cells[at + 1 : at + 2]
