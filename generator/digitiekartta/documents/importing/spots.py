"""Cells as a person finds them in a document: one, and many together in words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.problems import Place
from digitiekartta.basics.text import listed
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.grid import Line

_NAME = re.compile(r"([A-Z]+)(\d+)")
_MOST = 8


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of a table.

    Args:
        table: The table's name.
        row: The row's number from 1.
        column: The column's number from 1, 0 for the whole row.
        name: What a sheet calls it ("D7"), else "".
        moment: The half-year in whose column it is, None elsewhere.
    """

    table: str
    row: int
    column: int = 0
    name: str = ""
    moment: HalfYear | None = None

    @classmethod
    def of(cls, block: Block, line: Line, column: int) -> "Spot":
        """Return where a cell of a block stands; its column is counted from 0."""
        moments = block.columns.periods.get(column)
        moment = moments[0] if moments else None
        return cls(block.table.name, line.number, column + 1, line.cell(column).place, moment)

    def __str__(self) -> str:
        where = f"rivi {self.row}"
        return self.name or (f"{where}, {self.moment}" if self.moment else where)

    @property
    def column_name(self) -> str:
        """Its column as a person finds it: a sheet's letter ("M"), else the number."""
        parts = _NAME.fullmatch(self.name)
        return parts[1] if parts else str(self.column)

    def in_file(self, file: str) -> Place:
        """Return its place in a document."""
        return Place(file, self.row, self.column, self.table)


def in_words(spots: Iterable[Spot]) -> str:
    """Return where cells stand: "C4, E4–G4 ja D9", or "rivit 3–5: kevät 2025; rivi 8: ..."."""
    rows: dict[int, dict[str, None]] = {}
    named: dict[int, dict[int, str]] = {}
    for spot in spots:
        if parts := _NAME.fullmatch(spot.name):
            named.setdefault(int(parts[2]), {})[_number(parts[1])] = spot.name
        else:
            rows.setdefault(spot.row, {})[str(spot.moment or "")] = None
    together: dict[str, list[int]] = {}
    for row in sorted(rows):
        together.setdefault(listed(list(filter(None, rows[row]))), []).append(row)
    told = [": ".join(filter(None, (_rows(at), moments))) for moments, at in together.items()]
    cells = [run for row in sorted(named) for run in _runs(named[row])]
    return "; ".join(filter(None, [listed(cells), *told]))


def _rows(numbers: list[int]) -> str:
    runs = list(_runs({number: str(number) for number in numbers}))
    return f"{'rivi' if len(numbers) == 1 else 'rivit'} {listed(runs)}"


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _runs(named: Mapping[int, str]) -> Iterator[str]:
    """Yield names in order of their numbers, three or more neighbours as one run."""
    for _, run in groupby(enumerate(sorted(named)), key=lambda pair: pair[1] - pair[0]):
        names = [named[number] for _, number in run]
        yield from names if len(names) < 3 else [f"{names[0]}–{names[-1]}"]


def some(places: Sequence[str]) -> str:
    """Return the first places in words, and how many more there are."""
    known = list(dict.fromkeys(places))
    if len(known) <= _MOST:
        return listed(known)
    return f"{', '.join(known[:_MOST])} ja {len(known) - _MOST} muuta"
