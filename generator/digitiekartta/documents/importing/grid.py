"""What a reader gives: a document as sections of text, coloured labels and tables of cells.

Every file format comes down to this, and the interpreter reads nothing else. It knows nothing
of roadmaps; only where text, colour and merged cells stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, SupportsIndex

from digitiekartta.basics.colours import RGB, WHITE
from digitiekartta.basics.text import counted, one_line
from digitiekartta.documents.importing.exported import Exported
from digitiekartta.documents.importing.shades import is_white

SIGNS = "■▪◼⬛█▇▆▬▮●⬤•◆▲★"
"""What people colour to show what a colour means."""


@dataclass(frozen=True, slots=True)
class Label:
    """A word with a colour: shaded or highlighted text, or a shape with text."""

    text: str
    colour: RGB


@dataclass(frozen=True, slots=True)
class Seam:
    """What was read at the end of a full line, or at a narrow gap: one word over it, or two.

    ``sure`` tells that only this reading makes words of the language.
    """

    text: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. A merged cell stands at every place that it covers, as one object.

    Args:
        text: What it says, paragraphs parted by line feeds, no spaces at either end.
        colour: Its own fill, None when it has none (a table style's banding is none).
        unclear: What its fill is in Finnish when it is no plain colour ("kuviotäyttö",
            "liukuväri"), else "": something is painted there, but nobody can say which phase.
        place: How a person finds it: "D7" in a sheet, else "".
        rows, columns: How many visible rows and columns it covers.
        bold: Whether all of its text is bold.
        struck: Whether all of its text is struck through.
        ink: The one colour of its letters, None when they are black, automatic or of several.
        labels: Words in it with a colour of their own.
        lead: Its first words, where only these are bold and end a line or a sentence.
        number: What the program counts it as ("2.1"). It is part of the text only where it has a
            word ("Tavoite 2:"), or where nothing else is written.
        seams: Where its text was put together over the ends of lines.
        lost: Why its text is not whole, in Finnish, else "".
        comment: What people remark on it, which is no content.
        dropped: Words that are struck through and therefore left out of its text.
    """

    text: str = ""
    colour: RGB | None = None
    place: str = ""
    rows: int = 1
    columns: int = 1
    bold: bool = False
    labels: tuple[Label, ...] = ()
    unclear: str = ""
    struck: bool = False
    ink: RGB | None = None
    number: str = ""
    lead: str = ""
    seams: tuple[Seam, ...] = ()
    lost: str = ""
    comment: str = ""
    dropped: str = ""

    @property
    def shows(self) -> bool:
        """Whether something stands or is painted in it."""
        return bool(self.text or self.unclear) or not is_white(self.colour)

    @property
    def numbered(self) -> str:
        """Its text with the number that the program counts it as."""
        return self.text if self.text.startswith(self.number) else f"{self.number} {self.text}"

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        """Keep ``EMPTY`` one object when a table goes to another process."""
        return "EMPTY" if self is EMPTY else object.__reduce_ex__(self, protocol)


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

    def filled(self) -> list[Cell]:
        """Return the cells that show something, merged ones once."""
        return [cell for _, cell in self.distinct() if cell.shows]

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
        doubt: Why its half-years cannot be read, in Finnish, "" when they can: what stands in
            them stays, but no schedule is made of it.
    """

    name: str
    lines: tuple[Line, ...]
    conditional: bool = False
    doubt: str = ""

    @property
    def width(self) -> int:
        """The number of its columns."""
        return max((len(line.cells) for line in self.lines), default=0)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph outside tables; ``level`` 1–9 when it is a heading, else 0.

    ``bold`` tells that all of it is bold: people make headings so, too. A ``number`` that the
    program gave it by itself ("2.1") stands at the beginning of the text.
    """

    text: str
    level: int = 0
    bold: bool = False
    number: str = ""

    @property
    def title(self) -> str:
        """What a person has written: the text without the program's number."""
        return self.text.removeprefix(self.number).lstrip()


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
    """What a reader left out: ``number`` of things, such as hidden rows, in a place.

    ``which`` names them ("3, 5–7") where they have names.
    """

    what: str
    number: int
    where: str
    which: str = ""

    def __str__(self) -> str:
        where = ": ".join(filter(None, (self.where, self.which)))
        return counted(self.number, self.what) + (f" ({where})" if where else "")


def left_out(where: str, numbers: Mapping[str, int]) -> tuple[Left, ...]:
    """Return what was left out of a place: how many of each sort, without those of none."""
    return tuple(Left(what, number, where) for what, number in numbers.items() if number)


@dataclass(frozen=True, slots=True)
class Lost:
    """A text that is not whole: why, in Finnish, what is there of it, and where, in words."""

    why: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a reader gives it.

    Args:
        name: The file's name without folders.
        sections: Its sheets, slides or pages in their order.
        hidden: What was hidden or deleted and left out.
        notes: Further things to tell, as Finnish sentences.
        coloured: Whether the format can hold colours at all (plain text cannot).
        lost: Texts outside tables that are not whole.
        drawn: Whether something is drawn in it that could not be read.
        called: What the heads of its pages, then its properties, call it.
        exported: What it said when this program exported it, None for any other document.
    """

    name: str
    sections: tuple[Section, ...]
    hidden: tuple[Left, ...] = ()
    notes: tuple[str, ...] = ()
    coloured: bool = True
    lost: tuple[Lost, ...] = ()
    drawn: bool = False
    called: tuple[str, ...] = ()
    exported: Exported | None = None

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
    plain text beside it: before it where a paragraph begins with the text, else behind it. So does
    a letter that stands for the text. White letters stand on some other colour, and are no label.
    """
    labels: list[Label] = []
    pieces = [
        (colour, "".join(run.text for run in same).strip(" \n\t,;:.=–-" + SIGNS))
        for colour, same in groupby(runs, lambda run: run.colour if run.colour != WHITE else None)
    ]
    told = [(colour, word) for colour, word in pieces if colour is not None or word]
    if told and told[0][0] is None and told[-1][0] is not None and not told[-1][1]:
        told.reverse()
    for (colour, word), (other, text) in pairwise([*told, (None, "")]):
        if colour is None:
            continue
        is_sign = len(word) < 2
        if is_sign and other is None and text:
            labels.append(Label(f"{word} = {text}" if word else text, colour))
        elif word:
            labels.append(Label(word, colour))
    return tuple(labels)
