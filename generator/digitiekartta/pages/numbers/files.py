"""Tables of numbers as CSV files: for programs with commas, for a Finnish Excel with semicolons."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import StringIO
from typing import Any

from digitiekartta.basics.text import begins_formula
from digitiekartta.markup import escaping
from digitiekartta.pages.numbers.columns import Column, Value, in_file


def as_csv(columns: Sequence[Column[Any]], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a table for programs: RFC 4180, UTF-8, commas, keys as heads, numbers as in code."""
    return _written([column.key for column in columns], _shown(rows)).encode()


def as_excel_csv(columns: Sequence[Column[Any]], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a table that a Finnish Excel opens as it is: semicolons, a mark of UTF-8.

    Decimal commas in numbers of euros; the heads are for people.
    """
    euros = [column.kind == "euros" for column in columns]
    local = (
        [
            text.replace(".", ",") if is_euros else text
            for text, is_euros in zip(row, euros, strict=True)
        ]
        for row in _shown(rows)
    )
    return _written([column.head for column in columns], local, ";").encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return a text for a CSV file: what looks like a formula gets an apostrophe before it."""
    return f"'{text}" if begins_formula(text) else text


def _shown(rows: Iterable[Sequence[Value]]) -> Iterator[list[str]]:
    for row in rows:
        yield [_cell(in_file(value)) for value in row]


@lru_cache(maxsize=1 << 12)  # a measure says most in each of its half-years
def _cell(text: str) -> str:
    return harmless(escaping.one_line(text))


def _written(heads: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    file = StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return file.getvalue()
