"""Tables of an annex, whatever program they are written for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from digitiekartta.documents.importing.grid import Cell

Row = tuple[Cell, ...]
"""A row of a table: of a measure, of what it lists, or of a group, whose cells are bold."""


@dataclass(frozen=True, slots=True)
class Table:
    """A goal's table, or a list.

    Args:
        name: "Tavoite 1", each its own.
        title: "Tavoite 1: Otsikko".
        header: The columns' names, each its own whatever the letter case.
        rows: As many cells in each as there are columns.
        advice: What stands above it for those who fill it in.
        choices: What a program may offer for the cells of a column, by its name.
        numbers: The columns that hold numbers, by their names.
    """

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    advice: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
