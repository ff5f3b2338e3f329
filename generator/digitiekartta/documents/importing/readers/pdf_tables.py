"""The tables of one page, ruled ones and open ones alike, before pages are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digitiekartta.basics.colours import RGB
from digitiekartta.basics.text import listed
from digitiekartta.documents.importing.grid import Line
from digitiekartta.documents.importing.readers.bars import cell_under, row_and_column
from digitiekartta.documents.importing.readers.matrix import lines_of
from digitiekartta.documents.importing.readers.pdf_cells import (
    Area,
    cells_of,
    covers,
    is_mark,
    reaches_into,
)
from digitiekartta.documents.importing.readers.pdf_edges import repeated_at_edges
from digitiekartta.documents.importing.readers.pdf_grid import Grid, areas_of, grids_of
from digitiekartta.documents.importing.readers.pdf_marks import Page, painted
from digitiekartta.documents.importing.readers.pdf_open import OpenTable, open_tables
from digitiekartta.documents.importing.readers.pdf_words import Word
from digitiekartta.documents.importing.readers.rect import Rect

_Found = tuple[Rect, Sequence[Area], str, Sequence[str]]
"""A table: where it stands, its cells, why its half-years cannot be read, what is unsure."""


@dataclass(slots=True)
class PageTable:
    """A table on a page.

    Args:
        box: Where it stands.
        lines: Its rows.
        doubt: Why its half-years cannot be read.
        partly: The cells in which bars end, in words.
        unsure: What nobody can say for certain, in sentences.
    """

    box: Rect
    lines: tuple[Line, ...]
    doubt: str
    partly: list[str]
    unsure: Sequence[str]


@dataclass(slots=True)
class PageRead:
    """A page while it is read: its tables from the top, and the words that are in none."""

    page: Page
    tables: list[PageTable]
    loose: list[Word]

    @property
    def names(self) -> list[str]:
        """What people call its tables: by the pages, and by a number where there are several."""
        numbers = [str(number) for number in (self.page.number, *self.page.beside)]
        page = f"Sivu {numbers[0]}" if len(numbers) == 1 else f"Sivut {listed(numbers)}"
        several = len(self.tables) > 1
        return [
            f"{page}, taulukko {at}" if several else page for at in range(1, len(self.tables) + 1)
        ]


def read_tables(pages: Sequence[Page]) -> list[PageRead]:
    """Return the pages with their tables; what stands again at the edges of pages is left out."""
    edges = repeated_at_edges(pages)
    grid: Grid | None = None
    before: OpenTable | None = None
    read = []
    for page in pages:
        found: list[_Found] = []
        grids = grids_of(page.rules, page.fills, page.words, grid)
        for one in grids:
            # A table that goes on has the columns of the page before, though not all may show.
            grid = replace(one, xs=grid.xs) if grid is not None and one.fits(grid) else one
            found.append((grid.box, areas_of(grid, page.fills, page.words), "", ()))
        boxes = [one.box for one in grids]
        taken = {word for word in edges[page.number] if not _in_any(word.box, boxes)}
        taken |= _words(found)
        rest = [word for word in page.words if word not in taken]
        rules = [rule for rule in page.rules if not _in_any(rule, boxes)]
        fills = [fill for fill in page.fills if not _in_any(fill.box, boxes)]
        opened = open_tables(rest, rules, fills, before)
        before = opened[-1] if opened else None
        found += [(table.box, table.areas, table.doubt, table.unsure) for table in opened]
        tables = [
            PageTable(
                box,
                lines_of(cells_of(areas, page.fills)),
                doubt or page.doubt,
                list(_partly_placed(page, areas)),
                unsure,
            )
            for box, areas, doubt, unsure in sorted(found, key=lambda one: one[0].top)
        ]
        taken |= _words(found)
        loose = [word for word in page.words if word not in taken]
        read.append(PageRead(page, tables, loose))
    return read


def _words(tables: Sequence[_Found]) -> set[Word]:
    return {word for _, areas, *_ in tables for area in areas for word in area.words}


def _partly_placed(page: Page, areas: Sequence[Area]) -> Iterator[str]:
    """Yield the cells in which bars over a table end, with what is written on them.

    Their colours are those of other bars and cells; what else is painted decorates the page.
    """
    used: set[RGB] = set()
    doubtful: list[tuple[RGB, str]] = []
    for fill in painted(page.fills):
        near = [area for area in areas if area.box.touches(fill.box, 0)]
        whole = [area for area in near if covers(fill.box, area.box) or is_mark(fill, area)]
        if whole:
            used.add(fill.colour)
        partly = [area for area in near if area not in whole and reaches_into(fill.box, area.box)]
        if near and not whole and not partly:
            partly = [max(near, key=lambda area: min(fill.box.shared(area.box)))]
        for area in partly:
            words = (word.text for word in page.words if fill.box.holds(word.box.centre))
            cell = cell_under(row_and_column(area.row, area.column), " ".join(words))
            doubtful.append((fill.colour, cell))
    yield from dict.fromkeys(cell for colour, cell in doubtful if colour in used)


def _in_any(mark: Rect, boxes: Sequence[Rect]) -> bool:
    x, y = mark.centre
    return any(
        box.left - 3 <= x <= box.right + 3 and box.top - 3 <= y <= box.bottom + 3 for box in boxes
    )
