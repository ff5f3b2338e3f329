"""Columns: what stands in a column of a table of numbers is declared once, with its value.

Files, their descriptions for programs and for readers, and reports read it from there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

BETWEEN = " | "
"""What parts several values in one cell of a file; names may hold commas and semicolons."""
BAR, INSTEAD = "|", "¦"
"""What no name may hold in such a cell, and what stands there in its place."""
Value = str | int | Decimal | date | tuple[str, ...] | None
"""What a cell holds; None where there is no value, of which ``Column.empty`` tells the reason."""
Kind = Literal["text", "texts", "whole", "euros", "day", "address"]
Of = TypeVar("Of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Of]):
    """A column of a table whose rows are each of something.

    Attributes:
        key: Its name in files, small ASCII letters and low lines, never changed.
        head: Its Finnish name for people.
        about: What stands in it, in Finnish.
        english: The same in English.
        kind: What its values are; "texts" are several, in files parted by ``BETWEEN``.
        value: Gives its value of what a row is of.
        empty: What an empty cell means, in Finnish; "" where none is empty.
        empty_english: The same in English.
        values: All that may stand in it, where that is a closed list.
        unit: What a number counts, such as "EUR".
    """

    key: str
    head: str
    about: str
    english: str
    value: Callable[[Of], Value]
    kind: Kind = "text"
    empty: str = ""
    empty_english: str = ""
    values: tuple[str, ...] = ()
    unit: str = ""


def in_file(value: Value) -> str:
    """Return a value as it stands in a text file: days in ISO 8601, numbers with a full stop."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return BETWEEN.join(name.replace(BAR, INSTEAD) for name in value)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
