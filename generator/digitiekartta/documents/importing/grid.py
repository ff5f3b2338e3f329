"""What a reader gives: a document as sections of text, coloured labels and tables of cells.

Every file format comes down to this, and the interpreter reads nothing else. It knows nothing
of roadmaps; only where text, colour and merged cells stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from digitiekartta.basics.colours import RGB
from digitiekartta.basics.text import one_line


@dataclass(frozen=True, slots=True)
class Label:
    """A word with a colour: shaded or highlighted text, or a shape with text."""

    text: str
    colour: RGB


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. A merged cell stands at every place that it covers, as one object.

    Args:
        text: What it says, paragraphs parted by line feeds, no spaces at either end.
        colour: Its own fill, None when it has none (a table style's banding is none).
        place: How a person finds it: "D7" in a sheet, else "".
        rows, columns: How many visible rows and columns it covers.
        bold: Whether all of its text is bold.
        labels: Words in it with a colour of their own.
    """

    text: str = ""
    colour: RGB | None = None
    place: str = ""
    rows: int = 1
    columns: int = 1
    bold: bool = False
    labels: tuple[Label, ...] = ()


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its number as the document counts it (from 1), and its cells."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """Return the cell of a column (from 0), an empty one right of the last."""
        return self.cells[column] if 0 <= column < len(self.cells) else EMPTY

    def distinct(self) -> Iterator[tuple[int, Cell]]:
        """Yield each cell once with its first column, a merged one too."""
        before = None
        for column, cell in enumerate(self.cells):
            if cell is not before or cell is EMPTY:
                yield column, cell
            before = cell

    @property
    def text(self) -> str:
        """All that stands in the row, for a report."""
        return " | ".join(one_line(cell.text) for _, cell in self.distinct() if cell.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: hidden rows and columns are left out already.

    Args:
        name: How a person finds it: the sheet's name, "Taulukko 2", "Dia 3".
        conditional: Whether the program colours cells of it by a rule that the file cannot show.
    """

    name: str
    lines: tuple[Line, ...]
    conditional: bool = False

    @property
    def width(self) -> int:
        """The number of its columns."""
        return max((len(line.cells) for line in self.lines), default=0)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph outside tables; ``level`` 1–9 when it is a heading, else 0."""

    text: str
    level: int = 0


Part = Text | Label | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet, a slide, or a page: what stands on it in reading order.

    Args:
        name: "Taul1", "Dia 3", "Sivu 2"; "" for a document without such parts.
        named: Whether a person gave the name, so that it may tell something (a sheet's name).
    """

    name: str
    parts: tuple[Part, ...]
    named: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """What a reader left out: ``number`` of things, such as hidden rows, in a place, and why."""

    what: str
    number: int
    where: str


def left_out(where: str, numbers: Mapping[str, int]) -> tuple[Left, ...]:
    """Return what was left out of a place: how many of each sort, without those of none."""
    return tuple(Left(what, number, where) for what, number in numbers.items() if number)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a reader gives it.

    Args:
        name: The file's name without folders.
        sections: Its sheets, slides or pages in their order.
        hidden: What was hidden or deleted and left out.
        notes: Further things to tell, as Finnish sentences.
    """

    name: str
    sections: tuple[Section, ...]
    hidden: tuple[Left, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables in their order."""
        return tuple(
            part for section in self.sections for part in section.parts if isinstance(part, Table)
        )


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph with one look: its text, and its shading or coloured letters."""

    text: str
    colour: RGB | None = None


def labels_of(runs: Iterable[Run]) -> tuple[Label, ...]:
    """Return the coloured words of a paragraph.

    A coloured piece without a word (a square, or spaces that are shaded) gives its colour to the
    plain text that follows it.
    """
    labels: list[Label] = []
    waiting: RGB | None = None
    for colour, same in groupby(runs, key=lambda run: run.colour):
        word = "".join(run.text for run in same).strip(" \n\t,;:.=–-■●▪█◼⬛▬")
        if colour is not None:
            if word:
                labels.append(Label(word, colour))
            waiting = None if word else colour
        elif word and waiting is not None:
            labels.append(Label(word, waiting))
            waiting = None
    return tuple(labels)
