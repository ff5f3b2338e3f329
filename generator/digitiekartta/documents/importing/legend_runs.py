"""What may be a legend in a document, and which of it is the legend of a block.

Coloured words, colours with a word beside, marks with a word beside and sentences are gathered in
runs as they stand together. A run is a legend when something announces it ("Värien selitys"), or
when its colours or marks stand in the schedule and it is no part of another table: levels, risks
and budgets are coloured, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.colour_names import is_colour_name, meant
from digitiekartta.documents.importing.goals import goal_in
from digitiekartta.documents.importing.grid import EMPTY, Cell, Label, Line
from digitiekartta.documents.importing.legend import (
    Legend,
    begins_with_caption,
    entry_of,
    is_caption,
    is_head_of_legend,
    is_label,
    is_mark,
    named,
    sentence_entries,
    signed_entry,
)
from digitiekartta.documents.importing.neutral import Phase
from digitiekartta.documents.importing.shades import alike, among, is_white, same
from digitiekartta.documents.importing.words import folded, letters

_SHORT = 60
_MANY_WORDS = 5


@dataclass(frozen=True, slots=True)
class Run:
    """Possible entries of a legend that stand together.

    Args:
        announced: Whether something says that this is the legend.
        section: The number of the sheet, slide or page on which it stands.
    """

    entries: tuple[Phase, ...]
    announced: bool = False
    section: int = 0

    @property
    def colours(self) -> set[RGB]:
        """The fills that stand in it."""
        return {entry.colour for entry in self.entries if entry.colour is not None}


@dataclass(frozen=True, slots=True)
class Used:
    """What stands in the schedule of a document: fills, colours of signs, and first words."""

    colours: tuple[RGB, ...] = ()
    inks: tuple[RGB, ...] = ()
    marks: frozenset[str] = frozenset()
    elsewhere: tuple[RGB, ...] = field(default=())


def label_run(labels: Iterable[Label], announced: bool = False) -> Run:
    """Return coloured words outside tables as a run; a caption among them announces it."""
    known = list(labels)
    captions = [label for label in known if is_caption(label.text)]
    # A colour of letters and a fill look the same here, so an entry stands for both.
    entries = (entry_of(one.text, one.colour) for one in known if one not in captions)
    both = (replace(entry, ink=entry.colour) for entry in entries)
    return Run(tuple(both), announced or bool(captions))


def sentence_run(text: str, announced: bool = False) -> Run:
    """Return what a text tells of marks and colours in words."""
    announced = announced or begins_with_caption(text)
    return Run(tuple(sentence_entries(text, announced)), announced)


def runs_in(
    lines: Sequence[Line], skip: Collection[int] = (), announced: bool = False
) -> list[Run]:
    """Return runs of possible entries in rows of cells: those of one row, or of one column.

    The columns to skip hold something else. Rows that belong to another table give none.
    """
    runs: list[Run] = []
    for together in _parted(lines):
        found = _runs_of(together, skip, announced)
        if _is_other_table(_without_bands(together), found, skip):
            found = [run for run in found if run.announced or _is_whole_row(together, run, skip)]
        runs += found
        told = [cell.text for line in together for _, cell in _shown(line, skip)]
        # A caption that stands alone announces what follows the empty row below it.
        announced = bool(told) and all(is_caption(text) for text in told)
    return runs


def runs_in_head(lines: Sequence[Line], skip: Collection[int]) -> list[Run]:
    """Return runs of possible entries in the head rows of a table."""
    return _runs_of(lines, skip, announced=False)


def _parted(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield rows that stand together, parted by empty ones."""
    together: list[Line] = []
    for line in lines:
        if any(cell.shows for cell in line.cells):
            together.append(line)
        elif together:
            yield together
            together = []
    if together:
        yield together


def _runs_of(lines: Sequence[Line], skip: Collection[int], announced: bool) -> list[Run]:
    runs: list[Run] = []
    columns: dict[int, list[Phase]] = {}
    lines = _without_bands(lines)
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else None
        cells = _shown(line, skip)
        announced = announced or any(is_caption(cell.text) for _, cell in cells)
        announced = announced or is_head_of_legend([cell.text for _, cell in cells])
        entries = list(_in_row(cells, below))
        if len(entries) > 1:
            runs.append(Run(tuple(entry for _, entry in entries), announced))
        for column, entry in entries if len(entries) == 1 else []:
            columns.setdefault(column, []).append(entry)
        runs += [label_run(cell.labels, announced) for _, cell in cells if len(cell.labels) > 0]
        plain = [cell for _, cell in cells if is_white(cell.colour)]
        runs += [sentence_run(cell.text, announced) for cell in plain if cell.text]
    runs += [Run(tuple(entries), announced) for entries in columns.values()]
    return [run for run in runs if run.entries]


def _without_bands(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the rows of a legend's table without the fills that its style gives to the words.

    Such a row is a colour without a word, and words beside it in one shade; the colours differ
    more from row to row than the shades do.
    """
    rows = [line.filled() for line in lines]
    banded = [at for at, cells in enumerate(rows) if _is_swatch_in_band(cells)]
    swatches = {rows[at][0].colour for at in banded}
    shades = {rows[at][1].colour for at in banded}
    if len(swatches) <= max(len(shades), 1):
        return lines
    return [_plain(line) if at in banded else line for at, line in enumerate(lines)]


def _is_swatch_in_band(cells: Sequence[Cell]) -> bool:
    if len(cells) < 2 or not _is_name_of_colour(cells[0].text) or is_white(cells[0].colour):
        return False
    words = cells[1:]
    shade = words[0].colour
    return not is_white(shade) and all(cell.text and same(cell.colour, shade) for cell in words)


def _plain(line: Line) -> Line:
    swatch = line.filled()[0]
    cells = (cell if cell is swatch else replace(cell, colour=None) for cell in line.cells)
    return Line(line.number, tuple(cells))


def _shown(line: Line, skip: Collection[int]) -> list[tuple[int, Cell]]:
    return [
        (column, cell)
        for column, cell in line.distinct()
        if column not in skip and (cell.text.strip(" =:–-") or not is_white(cell.colour))
    ]


def _is_other_table(lines: Sequence[Line], runs: Sequence[Run], skip: Collection[int]) -> bool:
    """Whether rows are a table of something else whose cells are coloured: levels, risks.

    There one colour stands beside different words, or more than one row goes on in the colour of
    its first cell, or more than one has a name of its own before its colours.
    """
    labels: dict[RGB, set[str]] = {}
    for entry in (entry for run in runs for entry in run.entries):
        if entry.colour is not None and is_label(entry.label):
            known = next((one for one in labels if same(one, entry.colour)), entry.colour)
            labels.setdefault(known, set()).add(letters(entry.label))
    if any(len(words) > 1 for words in labels.values()):
        return True
    rows = [[cell for _, cell in _shown(line, skip)] for line in lines]
    return sum(_goes_on(cells) for cells in rows) > 1 or sum(map(_names_itself, rows)) > 1


def _is_whole_row(lines: Sequence[Line], run: Run, skip: Collection[int]) -> bool:
    """Whether a run is all of a row: several coloured words, each in a colour of its own."""
    rows = [[cell for _, cell in _shown(line, skip)] for line in lines]
    whole = any(
        len(cells) == len(run.entries) and {cell.colour for cell in cells} == run.colours
        for cells in rows
    )
    return whole and len(run.colours) == len(run.entries) > 1


def _goes_on(cells: Sequence[Cell]) -> bool:
    """Whether several cells of a row with texts have one colour, no label with its explanation."""
    coloured = [cell for cell in cells if cell.text and not is_white(cell.colour)]
    one_colour = len(coloured) > 1 and all(same(c.colour, coloured[0].colour) for c in coloured)
    return one_colour and not _is_explained(cells)


def _is_explained(cells: Sequence[Cell]) -> bool:
    """Whether a row is a label and, in the same colour beside it, a longer explanation."""
    if len(cells) != 2 or is_white(cells[0].colour) or not same(cells[0].colour, cells[1].colour):
        return False
    label, more = cells[0].text, cells[1].text
    return is_label(label) and len(label) < len(more) and sum(c.isalpha() for c in more) > 10


def _names_itself(cells: Sequence[Cell]) -> bool:
    """Whether a row begins with a plain text of its own and goes on with coloured texts."""
    first = cells[0] if cells else EMPTY
    words = [cell for cell in cells[1:] if cell.text and not is_white(cell.colour)]
    title = bool(first.text) and is_white(first.colour) and not is_caption(first.text)
    return title and len(cells) > 2 and bool(words) and goal_in(first.text) is None


def _in_row(shown: Sequence[tuple[int, Cell]], below: Line | None) -> Iterator[tuple[int, Phase]]:
    cells = [(column, cell) for column, cell in shown if not is_caption(cell.text)]
    cells = cells[:1] if _is_explained([cell for _, cell in cells]) else cells
    swatch_first = bool(cells) and not cells[0][1].text
    for number, (column, cell) in enumerate(cells):
        after = cells[number + 1][1] if number + 1 < len(cells) else None
        before = cells[number - 1][1] if number else None
        if is_white(cell.colour) or cell.colour is None:
            if (entry := _plain_entry(cell, after)) is not None:
                yield column, entry
        elif _is_name_of_colour(cell.text) and after is not None and is_white(after.colour):
            mark = cell.text if len(cell.text) <= 2 and cell.text else None
            yield column, entry_of(after.text, cell.colour, mark)
        elif cell.text:
            yield column, entry_of(cell.text, cell.colour)
        elif (
            after is not None
            and after.text
            and is_white(after.colour)
            and (swatch_first or before is None or not before.text)
        ):
            yield column, entry_of(after.text, cell.colour)
        elif before is not None and before.text and is_white(before.colour):
            yield column, entry_of(before.text, cell.colour)
        elif below is not None and below.cell(column).text and is_white(below.cell(column).colour):
            yield column, entry_of(below.cell(column).text, cell.colour)


def _plain_entry(cell: Cell, after: Cell | None) -> Phase | None:
    """Return what a cell without a fill explains: by its letters' colour, or in the next cell."""
    sign = cell.text.strip(" =:()")
    beside = after.text if after is not None and is_white(after.colour) else ""
    if is_mark(sign) and is_label(beside.strip(" =:")):
        return replace(entry_of(beside, None, sign), ink=cell.ink)
    if beside and is_colour_name(sign) and is_label(beside):
        return named(beside, colour_name=sign)
    if (entry := signed_entry(cell.text, cell.ink)) is not None and is_label(entry.label):
        return entry
    if cell.ink is not None and cell.text and not is_mark(sign):
        return replace(entry_of(cell.text, None), ink=cell.ink)
    return None


def _is_name_of_colour(text: str) -> bool:
    """Whether a coloured cell only repeats its colour or its mark, the meaning standing beside."""
    return len(text) <= 2 or is_colour_name(text)


def chosen(runs: Iterable[Run], used: Used, section: int) -> tuple[Legend, dict[str, RGB]]:
    """Return the legend that runs tell for a block, and the colours that words meant in it.

    Where two or more phases are announced, nothing else counts; else where two or more stand in
    the block's own section, no other section does.
    """
    fitting = [
        replace(run, entries=tuple(entries)) for run in runs if (entries := _fitting(run, used))
    ]
    announced = [run for run in fitting if run.announced]
    own = [run for run in fitting if run.section == section]
    enough = (known for known in (announced, own) if _tells_several(known))
    fitting = next(enough, sorted(fitting, key=lambda run: (not run.announced, run not in own)))
    entries = _of_strongest(fitting)
    return with_named_colours(_without_sentences(entries), used)


def _of_strongest(runs: Sequence[Run]) -> list[Phase]:
    """Return the entries of runs; a lone word in a colour that several together explain is none.

    A level or a heading may be painted like a phase; of several phases that stand together with
    their colours nobody doubts that they are the legend. Words outside tables, which have an ink,
    stand alone in paragraphs of their own.
    """
    together = [colour for run in runs if len(run.colours) > 1 for colour in run.colours]
    return [
        entry
        for run in runs
        for entry in run.entries
        if run.announced
        or len(run.colours) > 1
        or entry.ink
        or entry.colour is None
        or not among(entry.colour, together)
    ]


def _without_sentences(entries: Sequence[Phase]) -> list[Phase]:
    """Return the entries without sentences in the colour of a phase: words that are marked."""
    names = [entry for entry in entries if len(entry.label.split()) < _MANY_WORDS]
    known = [entry.colour for entry in names if entry.colour is not None]
    return [
        entry
        for entry in entries
        if entry in names or entry.colour is None or not among(entry.colour, known)
    ]


def _tells_several(runs: Sequence[Run]) -> bool:
    return len({letters(entry.label) for run in runs for entry in run.entries}) > 1


def _fitting(run: Run, used: Used) -> list[Phase]:
    """Return the entries of a run that are phases.

    Their colour or mark stands in the schedule, or they stand beside such ones.
    """
    likely = [entry for entry in run.entries if is_label(entry.label)]
    coloured = [entry for entry in likely if entry.colour is not None or entry.ink is not None]
    if not run.announced and len({e.colour for e in coloured}) < 2:
        coloured = [entry for entry in coloured if len(entry.label) <= _SHORT]
    sure = [entry for entry in coloured if _stands(entry, used)]
    beside = len(sure) >= 2 or (len(sure) == 1 and (run.announced or len(coloured) <= 4))
    alone = run.announced and len({(entry.colour, entry.ink) for entry in coloured}) >= 2
    entries = coloured if (sure and beside) or alone else sure
    plain = [entry for entry in likely if entry not in coloured]
    marked = _as_written([entry for entry in plain if entry.mark], used)
    if _explains({folded(entry.mark or "") for entry in marked}, used, run.announced):
        entries = [*entries, *marked]
    return [*entries, *(entry for entry in plain if entry.colour_name)]


def _as_written(entries: Sequence[Phase], used: Used) -> Sequence[Phase]:
    """Return entries, their marks in brackets where none stands without in the half-years."""
    marks = [folded(entry.mark or "") for entry in entries]
    bracketed = {mark for mark in marks if f"({mark})" in used.marks}
    if not bracketed or not used.marks.isdisjoint(marks):
        return entries
    return [
        replace(entry, mark=f"({mark})") if mark in bracketed else entry
        for entry, mark in zip(entries, marks, strict=True)
    ]


def _explains(marks: Collection[str], used: Used, announced: bool) -> bool:
    """Whether marks are those of the schedule; bare numbers must be all that stand there."""
    if announced or not all(map(str.isdecimal, marks)):
        return not used.marks.isdisjoint(marks)
    numbers = {mark for mark in used.marks if mark.isdecimal() and mark != "0"}
    return bool(numbers) and numbers <= set(marks)


def _stands(entry: Phase, used: Used) -> bool:
    stand = (*used.colours, *used.elsewhere, *used.inks)
    by_fill = entry.colour is not None and alike(entry.colour, stand)
    return by_fill or (entry.ink is not None and alike(entry.ink, used.inks))


def with_named_colours(entries: Sequence[Phase], used: Used) -> tuple[Legend, dict[str, RGB]]:
    """Return the legend, colours told in words become those of the schedule that they mean."""
    in_words = [entry for entry in entries if entry.colour_name]
    others = [entry for entry in entries if not entry.colour_name]
    known = [entry.colour for entry in others if entry.colour is not None]
    free = [colour for colour in used.colours if not alike(colour, known)]
    colours = meant({entry.colour_name for entry in in_words}, _distinct(free))
    told = [replace(entry, colour=colours.get(entry.colour_name)) for entry in in_words]
    if not colours:
        told = []
    found = {entry.label: entry.colour for entry in told if entry.colour is not None}
    return Legend.of([*others, *told]), found


def _distinct(colours: Sequence[RGB]) -> list[RGB]:
    """Return the colours, of shades of one colour only the first."""
    found: list[RGB] = []
    for colour in colours:
        if not alike(colour, found):
            found.append(colour)
    return found
