"""What a row of heads says of time: "V", "3" and "2/2026" mean something only beside the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from digitiekartta.basics.halfyears import AUTUMN, SPRING
from digitiekartta.documents.importing.grid import Line
from digitiekartta.documents.importing.periods import Moment, read_moment
from digitiekartta.documents.importing.words import folded

_NUMBERS = tuple(str(number) for number in range(1, 13))
_LETTERS = (("k", "s"), ("v", "h"))
# The parts of a year, first those that are its all; which is meant, the last of them tells.
_ROMAN = ("i", "ii", "iii", "iv")
_PARTS = (*_LETTERS, _ROMAN[:2], _NUMBERS[:2], _ROMAN, _NUMBERS[:4])
_MONTHS = (_NUMBERS, tuple("thmhtkheslmj"), tuple("jfmamjjasond"))
_NUMBER = r"\d{1,2}|i{1,3}|iv"
_NUMBERED = re.compile(
    rf"(?P<name>{_NUMBER})\s*/\s*(?:20)?(?P<year>[2-4]\d)"
    r"|(?P<letter>[vh])\s*/?\s*(?:20)?(?P<letter_year>[2-4]\d)"
    rf"|20(?P<first_year>[0-4]\d)\s*[/:-]\s*(?P<last>{_NUMBER})"
)
_TWO_YEARS = re.compile(r"(?<!\d)20([2-4]\d)\s*[-/]\s*(?:20)?([2-4]\d)(?!\d)")

_Told = Mapping[int, Sequence[tuple[int, str]]]
"""What stands below or beside each year: the column, and the letter or number in it."""


def head_times(lines: Sequence[Line], row: int) -> dict[int, Moment]:
    """Return what the cells of a row say of time, by their columns, read with the row above."""
    line = lines[row]
    cells = list(line.distinct())
    times = {
        column: moment
        for column, cell in cells
        if (moment := read_moment(cell.text)) and not _is_letter(cell.text)
    }
    if row:
        times |= _in_order(_below_years(lines[row - 1], line))
        times |= _in_school_years(lines[row - 1], line)
    numbered = _numbered(line)
    together = _in_order(numbered)
    for column, number in (pair for pairs in numbered.values() for pair in pairs):
        if column in together:
            times[column] = together[column]
        elif number in ("2", "ii"):  # the second half or February, of which no other number tells
            times.pop(column, None)
        elif number in ("1", "i") and column in times:
            times[column] = replace(times[column], exact=False)
    first = {id(cell): column for column, cell in reversed(cells)}
    return {
        column: times[at]
        for column, cell in enumerate(line.cells)
        if (at := first[id(cell)]) in times and cell.text
    }


def _is_letter(text: str) -> bool:
    return any(folded(text) in letters for letters in _LETTERS)


def _plain(name: str) -> str:
    return folded(name).strip(" .").removeprefix("0")


def _below_years(above: Line, line: Line) -> _Told:
    """Return what stands below each bare year, which may stand over its first column alone."""
    told: dict[int, list[tuple[int, str]]] = defaultdict(list)
    year: int | None = None
    for column, cell in line.distinct():
        over = above.cell(column)
        if over.text:
            moment = read_moment(over.text)
            year = moment.year if moment and moment.half is None else None
        if year is not None and cell.text and cell is not over:
            told[year].append((column, _plain(cell.text)))
    return told


def _in_school_years(above: Line, line: Line) -> dict[int, Moment]:
    """Return the halves below years of school ("2026–2027"): the autumn comes first."""
    found: dict[int, Moment] = {}
    for column, cell in line.distinct():
        years = _TWO_YEARS.search(folded(above.cell(column).text))
        moment = read_moment(cell.text)
        if years and moment and moment.year is None and int(years[2]) == int(years[1]) + 1:
            year = years[1] if moment.half == AUTUMN else years[2]
            found[column] = replace(moment, year=2000 + int(year))
    return found


def _numbered(line: Line) -> _Told:
    """Return numbers and letters in one cell with their year ("2/2026", "2026:2", "V 2026")."""
    told: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for column, cell in line.distinct():
        if parts := _NUMBERED.fullmatch(folded(cell.text)):
            year = parts["year"] or parts["letter_year"] or parts["first_year"]
            name = parts["name"] or parts["letter"] or parts["last"]
            told[2000 + int(year)].append((column, _plain(name)))
    return told


def _in_order(told: _Told) -> dict[int, Moment]:
    """Return the moments that letters or numbers mean as parts of their years, {} when unsure."""
    if not told:
        return {}
    names = {name for cells in told.values() for _, name in cells}
    alone = all(len(cells) == 1 for cells in told.values())
    for parts in (*_PARTS, *_MONTHS):
        found = {year: _places(parts, [name for _, name in cells]) for year, cells in told.items()}
        known = parts[-1] in names if parts in _PARTS else not names <= set(_NUMBERS[:4])
        if not known or not all(found.values()) or (alone and parts not in _LETTERS):
            continue
        half, exact = len(parts) // 2, len(parts) == 2
        return {
            column: Moment(year, SPRING if at < half else AUTUMN, exact)
            for year, cells in told.items()
            for at, (column, _) in zip(found[year], cells, strict=True)
        }
    return {}


def _places(parts: Sequence[str], names: Sequence[str]) -> Sequence[int]:
    """Return where names stand among the parts of a year, none when that is not sure.

    The first letters of months are known only when they follow one another.
    """
    if len(set(parts)) == len(parts):
        places = [parts.index(name) for name in names if name in parts]
        return places if len(places) == len(names) and places == sorted(set(places)) else []
    last = len(parts) - len(names)
    starts = [at for at in range(last + 1) if [*parts[at : at + len(names)]] == [*names]]
    return range(starts[0], starts[0] + len(names)) if len(starts) == 1 else []
