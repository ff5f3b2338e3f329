"""Slides of any program: titles, labels and texts, and tables with what is drawn over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digitiekartta.basics.text import listed
from digitiekartta.documents.importing.grid import Part, Table, Text
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.readers.bars import Places, painted, untold
from digitiekartta.documents.importing.readers.fills import DRAWN_PICTURE
from digitiekartta.documents.importing.readers.matrix import Placed, lines_of
from digitiekartta.documents.importing.readers.pieces import Letters
from digitiekartta.documents.importing.readers.rect import Rect, around
from digitiekartta.documents.importing.readers.shapes import Shape, labels_on
from digitiekartta.documents.importing.readers.unread import is_large, unread


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table as it stands on a slide; the sizes of columns and rows are as the file tells them."""

    box: Rect
    cells: Sequence[Placed]
    widths: Sequence[float]
    heights: Sequence[float]


@dataclass
class Slide:
    """One slide.

    Args:
        name: "Dia 1".
        titles, shapes: What stands on it.
        arrows: Arrows and pictures, which matter over tables only.
        tables: Its tables.
        unread: How many things of each sort stand on it that are not read.
        notes: What could not be read, as sentences.
    """

    name: str
    titles: Sequence[Shape]
    shapes: Sequence[Shape]
    arrows: Sequence[Shape]
    tables: Sequence[SlideTable]
    unread: Mapping[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """Yield the title, the coloured labels, then texts and tables from the top."""
        yield from (Text(shape.text, 2) for shape in self.titles if shape.text)
        placed: list[tuple[Rect, Part]] = []
        used: set[Shape] = set()
        for number, one in enumerate(self.tables, 1):
            name = self.name if len(self.tables) == 1 else f"{self.name}, taulukko {number}"
            table, over = self._table(name, one)
            placed.append((one.box, table))
            used |= over
        others = [shape for shape in self.shapes if shape not in used]
        beside = [shape for shape in (*others, *self.arrows) if shape not in used]
        self.notes += unread(self.name, {**self.unread, "kuvaa": _pictures(beside)})
        self.notes += self._drawn_schedule(others)
        yield from labels_on(others)
        placed += [
            (shape.box, Text(shape.text, 0, Letters.of(shape.pieces).bold))
            for shape in others
            if shape.text and shape.colour is None
        ]
        yield from (part for _, part in sorted(placed, key=lambda one: (one[0].top, one[0].left)))

    def _drawn_schedule(self, shapes: Sequence[Shape]) -> Iterator[str]:
        """Yield what to tell of half-years that are written on shapes, without a table."""
        moments = [shape.text for shape in shapes if read_moment(shape.text) is not None]
        if not self.tables and len(set(moments)) > 1:
            told = listed([f"”{text}”" for text in moments])
            yield (
                f"{self.name}: aikataulu on piirretty kuvioina ilman taulukkoa ({told}), joten sitä"
                " ei luettu. Tallenna esitys PDF-tiedostoksi ja tuo se, tai tee diasta taulukko."
            )

    def _table(self, name: str, table: SlideTable) -> tuple[Table, set[Shape]]:
        """Return a table with what is drawn over it, and the shapes that it took.

        It is shown as large as its columns and rows are, whatever the frame says.
        """
        width = max(table.box.width, sum(table.widths))
        height = max(table.box.height, sum(table.heights))
        box = replace(table.box, right=table.box.left + width, bottom=table.box.top + height)
        over = [
            shape
            for shape in (*self.shapes, *self.arrows)
            if (shape.is_filled or shape.text) and box.holds(shape.box.centre)
        ]
        if not over:
            return Table(name, lines_of(table.cells)), set()
        bars = [shape for shape in over if shape.is_filled]
        places = Places.of(table.box, table.widths, table.heights, bars)
        cells, lost = painted(table.cells, over, places) if places else (table.cells, over)
        self.notes += untold(name, over, lost, places)
        # A text that found no cell is an ordinary one.
        taken = {shape for shape in over if shape.is_filled or shape not in lost}
        return Table(name, lines_of(cells)), taken


def _pictures(shapes: Iterable[Shape]) -> int:
    """Return how many of the shapes of a slide are pictures larger than a logo."""
    known = list(shapes)
    pictures = [shape.box for shape in known if shape.unclear == DRAWN_PICTURE]
    if not pictures:
        return 0
    slide = around(*(shape.box for shape in known))
    return sum(is_large(box, slide) for box in pictures)
