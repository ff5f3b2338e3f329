"""Blocks: what a report consists of, in order, as the words of people without any markup."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

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


@dataclass(frozen=True, slots=True)
class Table:
    """A table; where there is no room for columns, each row is an item of a list."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
