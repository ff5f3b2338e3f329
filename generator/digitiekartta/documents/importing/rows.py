"""The rows under a head: which are measures, groups, goals, legend, or something else."""

from __future__ import annotations

import re
from dataclasses import replace

from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.goals import GoalName, goal_in
from digitiekartta.documents.importing.grid import Line
from digitiekartta.documents.importing.neutral import RowKind
from digitiekartta.documents.importing.shades import is_white, same
from digitiekartta.documents.importing.words import folded, one_line

# What stands below a table and is no group: "* vaatii määrärahan", "Lähde: …".
_FOOTNOTE = re.compile(r"\*|(lähde|huom\w*|päivitetty|hyväksytty|selite)\b")


class Kinds:
    """What each row under a head is."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.sparse: set[int] = set()
        self._kinds = self._first_look()
        self._groups_need_measures()
        self._tail_is_text()

    def kind(self, line: Line) -> RowKind:
        """Return what a row is."""
        return self._kinds[line.number]

    def unsure(self, line: Line) -> bool:
        """Whether a measure looks like a group without measures."""
        return line.number in self.sparse

    def _first_look(self) -> dict[int, RowKind]:
        block = self.block
        measured = [line for line in block.lines if self._has_data(line)]
        self.usual_bold = sum(line.cell(block.columns.title).bold for line in measured) * 2 > len(
            measured
        )
        self.usual_colours = {line.cell(block.columns.title).colour for line in measured}
        self.usual_texts = (
            sum(self._has_texts(line) for line in measured) * 10 >= len(measured) * 6
            and len(measured) >= 1
        )
        return {line.number: self._kind(line) for line in block.lines}

    def _kind(self, line: Line) -> RowKind:
        block = self.block
        title = line.cell(block.columns.title)
        filled = [cell for _, cell in line.distinct() if cell.text or not is_white(cell.colour)]
        if not filled:
            return RowKind.EMPTY
        if goal_row(line) is not None:
            return RowKind.GOAL
        if line.number in block.legend_rows:
            return RowKind.LEGEND
        if not title.text:
            return self._without_title(line)
        if self._has_data(line):
            return RowKind.MEASURE
        if _FOOTNOTE.match(folded(title.text)):
            return RowKind.TEXT
        texts = [column for column in block.columns.texts if line.cell(column) is not title]
        spans = title.columns > max(2, len(block.columns.named) // 2) or (
            title.columns >= 2 and title.columns >= block.columns.width - 1
        )
        if spans:
            return RowKind.GROUP
        painted = not is_white(title.colour) and not self._usual_colour(line)
        if painted or (title.bold and not self.usual_bold):
            return RowKind.GROUP
        if texts and self.usual_texts:
            self.sparse.add(line.number)
            return RowKind.GROUP
        return RowKind.MEASURE

    def _has_data(self, line: Line) -> bool:
        return (
            self._has_texts(line)
            or any(self.block.painted(line))
            or any(cell.text for _, cell in self.block.schedule_cells(line))
        )

    def _has_texts(self, line: Line) -> bool:
        title = line.cell(self.block.columns.title)
        return any(
            line.cell(column).text
            and line.cell(column) is not title
            and line.cell(column).rows == 1
            for column in self.block.columns.texts
        )

    def _usual_colour(self, line: Line) -> bool:
        """Whether measures' titles have this row's colour too (banding)."""
        colour = line.cell(self.block.columns.title).colour
        return any(same(usual, colour) for usual in self.usual_colours)

    def _without_title(self, line: Line) -> RowKind:
        """Return the kind of a row whose title cell is empty."""
        named = self.block.columns.named
        if any(line.cell(column).text for column in named):
            return RowKind.LEFT_OUT
        if any(True for _ in self.block.painted(line)):
            return RowKind.LEFT_OUT
        return RowKind.TEXT

    def _groups_need_measures(self) -> None:
        """A row that only looks empty is a group only when a measure follows it directly."""
        numbers = [line.number for line in self.block.lines]
        for at, number in enumerate(numbers):
            if number not in self.sparse:
                continue
            following = next(
                (
                    n
                    for n in numbers[at + 1 :]
                    if self._kinds[n] not in (RowKind.EMPTY, RowKind.HEADING)
                ),
                None,
            )
            if following is None:
                # The table may go on after a page break; a group at its end is told as unsure.
                self._kinds[number] = RowKind.MEASURE
            elif self._kinds[following] is not RowKind.MEASURE:
                self._kinds[number] = RowKind.MEASURE
            else:
                self.sparse.discard(number)

    def _tail_is_text(self) -> None:
        """Rows with a single text after an empty row at the table's end are remarks."""
        tail: list[int] = []
        for line in reversed(self.block.lines):
            kind = self._kinds[line.number]
            if kind is RowKind.EMPTY:
                for number in tail:
                    self._kinds[number] = RowKind.TEXT
                    self.sparse.discard(number)
                tail = []
            elif kind in (RowKind.LEGEND, RowKind.TEXT):
                continue
            elif not self._has_data(line) and kind in (RowKind.MEASURE, RowKind.GROUP):
                tail.append(line.number)
            else:
                break


def goal_row(line: Line) -> GoalName | None:
    """Return the goal that a row names: its first text, with nothing else in the row."""
    texts = [cell.text for _, cell in line.distinct() if cell.text]
    if not texts or len(texts) > 2:
        return None
    goal = goal_in(texts[0])
    if goal is None:
        return None
    if len(texts) == 2:
        # The number in a cell of its own, the title beside it.
        return replace(goal, title=one_line(texts[1])) if not goal.title else None
    return goal
