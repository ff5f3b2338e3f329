"""Blocks: what a report consists of, in order, as the words of people without any markup."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from digitiekartta.basics.text import euros

BEFORE, AFTER = "Ennen", "Muutoksen jälkeen"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the report's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``label`` is said first and with emphasis, ``code`` last and as it is."""

    text: str
    label: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with the words before and after where they are told.

    ``address`` is where the text leads in a comment; other formats don't show it.
    """

    text: str
    before: str | None = None
    after: str | None = None
    label: str = ""
    address: str = ""

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """The words before and after that are told, each with its label."""
        both = ((BEFORE, self.before), (AFTER, self.after))
        return tuple((label, words) for label, words in both if words is not None)


Value = str | int | Decimal
"""What a cell holds: words, a number, or an amount of euros."""


@dataclass(frozen=True)
class Table:
    """A table; where there is no room for columns, each row is an item of a list.

    Attributes:
        header: The heads of the columns; the first column names the rows.
        rows: As many values as heads each.
        caption: What the table tells, for one that stands alone.
        name: What its sheet of a workbook is called.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    caption: str = ""
    name: str = ""

    # Writers ask for each cell: found out once, or a long table takes the square of its rows.
    @cached_property
    def numbers(self) -> frozenset[int]:
        """The columns in which numbers stand, beside words that say why there is none."""
        columns = zip(*self.rows, strict=True)
        return frozenset(
            at for at, values in enumerate(columns) if any(not isinstance(v, str) for v in values)
        )

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as a reader sees them."""
        return tuple(tuple(map(shown, row)) for row in self.rows)


def shown(value: Value) -> str:
    """Return a value as a reader sees it; an amount is of euros."""
    return euros(value) if isinstance(value, Decimal) else str(value)


Block = Heading | Paragraph | Item | Table


def runs(blocks: Iterable[Block]) -> Iterator[Block | tuple[Item, ...]]:
    """Yield blocks in order, items that follow one another together, as one list."""
    for is_list, run in groupby(blocks, key=lambda block: isinstance(block, Item)):
        if is_list:
            yield tuple(block for block in run if isinstance(block, Item))
        else:
            yield from run


def title_of(blocks: Iterable[Block]) -> str:
    """Return the report's title, "" when it has none."""
    titles = (block.text for block in blocks if isinstance(block, Heading) and block.level == 1)
    return next(titles, "")
