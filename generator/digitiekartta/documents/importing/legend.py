"""The legend (värien selitys): which colour, mark or word means which phase.

A legend may be cells, a small table, shapes, coloured words or a sentence ("S = selvittely"),
and may stand anywhere. What makes a coloured word an entry is that its colour is used in the
schedule, or that it stands beside such ones.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import Label, Line
from digitiekartta.documents.importing.neutral import Phase
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.shades import alike, is_white, meaning
from digitiekartta.documents.importing.words import folded, joined_label, letters

_CAPTION = re.compile(
    r"(väri\w*|aikataulun|taulukon|merkintöjen|symbolien)?\s*"
    r"(selit\w*|selost\w*|merkity\w*|koodi\w*|värit|legenda|merkinnät|merkintä|vaiheet|väri\w*)"
)
_MARK_FIRST = re.compile(r"([A-ZÅÄÖ0-9]{1,2}|[xX•●✓])\s*(?:=|:|–|-)\s*(\S.*)")
_MARK_LAST = re.compile(r"(\S.*?)\s*\(([A-ZÅÄÖ0-9]{1,2}|[xX])\)")
_SENTENCE = re.compile(
    r"(?<!\w)([A-ZÅÄÖ0-9]{1,2}|[xX•●✓])\s*=\s*([^=,;|\n]+?)(?=\s*(?:[,;|\n.]|$))"
)
_LONGEST = 60
_COLOUR_NAMES = {
    *("keltainen", "vihreä", "sininen", "punainen", "oranssi", "violetti", "lila", "harmaa"),
    *("ruskea", "pinkki", "vaaleanpunainen", "vaaleansininen", "vaaleanvihreä", "turkoosi"),
    *("tummanvihreä", "tummansininen", "musta", "valkoinen", "väri"),
}


@dataclass(frozen=True, slots=True)
class Legend:
    """What colours, marks and words mean in a part of a document, or by a person's word."""

    entries: tuple[Phase, ...] = ()
    colours: Mapping[RGB, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Phase]) -> Legend:
        """Return a legend of these entries; the first of two with one colour holds."""
        known = tuple(dict.fromkeys(entries))
        colours: dict[RGB, str] = {}
        marks: dict[str, str] = {}
        for entry in known:
            if entry.colour is not None:
                colours.setdefault(entry.colour, entry.label)
            if entry.mark is not None:
                marks.setdefault(folded(entry.mark), entry.label)
        return cls(known, colours, marks)

    def of_colour(self, colour: RGB) -> str | None:
        """Return the label that a colour plainly means."""
        return meaning(colour, self.colours)

    def of_text(self, text: str) -> str | None:
        """Return the label that a mark or a word in a schedule cell means."""
        words = folded(text).strip(" .*")
        if words in self.marks:
            return self.marks[words]
        return next((e.label for e in self.entries if letters(e.label) == letters(words)), None)

    def __bool__(self) -> bool:
        return bool(self.entries)


def is_caption(text: str) -> bool:
    """Whether a text only announces a legend ("Värien selitys")."""
    words = folded(text).strip(" .:()")
    return bool(words) and len(words) <= 40 and _CAPTION.fullmatch(words) is not None


def candidates(lines: Sequence[Line], skip: Collection[int] = ()) -> list[list[Phase]]:
    """Return runs of possible entries in rows of cells: those of one row, or of one column.

    The columns to skip hold something else.
    """
    runs: list[list[Phase]] = []
    columns: dict[int, list[Phase]] = {}
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else None
        entries = list(_in_row(line, skip, below))
        if len(entries) > 1:
            runs.append([entry for _, entry in entries])
        for column, entry in entries if len(entries) == 1 else []:
            columns.setdefault(column, []).append(entry)
        for column, cell in line.distinct():
            if column not in skip and cell.labels:
                runs.append(label_run(cell.labels))
    return runs + list(columns.values())


def _in_row(line: Line, skip: Collection[int], below: Line | None) -> Iterable[tuple[int, Phase]]:
    cells = [
        (column, cell)
        for column, cell in line.distinct()
        if column not in skip
        and not is_caption(cell.text)
        and (cell.text or not is_white(cell.colour))
    ]
    swatch_first = bool(cells) and not cells[0][1].text
    for number, (column, cell) in enumerate(cells):
        if is_white(cell.colour) or cell.colour is None:
            continue
        after = cells[number + 1][1] if number + 1 < len(cells) else None
        before = cells[number - 1][1] if number else None
        if _is_name_of_colour(cell.text) and after is not None and is_white(after.colour):
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


def _is_name_of_colour(text: str) -> bool:
    """Whether a coloured cell only repeats its colour or its mark, the meaning standing beside."""
    return not text or (len(text) <= 2) or folded(text).strip(" =:") in _COLOUR_NAMES


def entry_of(text: str, colour: RGB | None, mark: str | None = None) -> Phase:
    """Return the entry of a label; a mark in it ("S = selvittely") is taken apart."""
    label = joined_label(text).strip(" :=")
    if parts := _MARK_FIRST.fullmatch(label):
        return Phase(parts[2], colour, parts[1])
    if parts := _MARK_LAST.fullmatch(label):
        return Phase(parts[1], colour, parts[2])
    head, _, tail = label.partition("=")
    if tail and folded(head).strip() in _COLOUR_NAMES:
        label = tail.strip()
    return Phase(label, colour, mark)


def sentence_entries(text: str) -> list[Phase]:
    """Return the entries of a sentence: "S = selvittely, K = käyttöönotto"."""
    return [Phase(label.strip(), None, mark) for mark, label in _SENTENCE.findall(text)]


def accepted(runs: Iterable[Sequence[Phase]], used: Collection[RGB]) -> list[Phase]:
    """Return the entries that are phases: their colour is used, or they stand beside such ones."""
    entries: list[Phase] = []
    for run in runs:
        likely = [entry for entry in run if is_label(entry.label) and entry.colour is not None]
        sure = [entry for entry in likely if entry.colour and alike(entry.colour, used)]
        beside = len(sure) >= 2 or (len(sure) == 1 and len(likely) <= 4)
        alone = not used and len({entry.colour for entry in likely}) >= 2
        entries += likely if (sure and beside) or alone else sure
    return entries


def is_label(text: str) -> bool:
    """Whether a text can be the name of a phase: short words, no half-year, no caption."""
    return (
        1 < len(text) <= _LONGEST
        and any(c.isalpha() for c in text)
        and read_moment(text) is None
        and not is_caption(text)
    )


def label_run(labels: Iterable[Label]) -> list[Phase]:
    """Return coloured words outside tables as a run of possible entries."""
    return [entry_of(label.text, label.colour) for label in labels]
