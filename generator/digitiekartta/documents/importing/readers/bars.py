"""Bars, arrows and signs that are drawn over a table: each colours the cells that it covers.

A cell under shapes of two colours is unclear, and what covers no cell is told: nothing that
somebody has drawn over a schedule goes without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import Cell
from digitiekartta.documents.importing.readers.matrix import Placed
from digitiekartta.documents.importing.readers.rect import Rect
from digitiekartta.documents.importing.readers.shapes import Shape
from digitiekartta.documents.importing.shades import is_white, same

_TWO_SHAPES = "kaksi eriväristä kuviota"
_ON_COLOUR = "väri ja sen päällä kuvio"
_LONGEST = 40
"""A longer text over a table is no mark in a cell of it."""
_OUTSIDE = 0.2
_PARTLY = 0.2
"""A bar that covers at least this share of a cell, but not its middle, may be meant for it."""
_MOST_CELLS = 100
_Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the columns and rows of a table stand on the page."""

    columns: Sequence[_Span]
    rows: Sequence[_Span]

    @classmethod
    def of(
        cls, box: Rect, widths: Sequence[float], heights: Sequence[float], bars: Sequence[Shape]
    ) -> Places | None:
        """Return the places, None when nobody knows where the rows stand.

        The program that shows a table makes rows higher for their text. Some that only write one
        do not know its height; then the bars must stand within the rows as they are written.
        """
        places = cls(spans_of(widths, box.left), spans_of(heights, box.top))
        ratio = (sum(heights) or 1) / (box.height or 1)
        fits = 0.9 <= ratio <= 1.1 or (ratio > 1.1 and all(places.hold(bar) for bar in bars))
        return places if fits else None

    def under(self, bar: Shape) -> tuple[list[int], list[int]]:
        """Return the rows and columns of a bar: whose middles it covers, or in which it stands."""
        box = bar.box
        return (
            list(_covered(box.top, box.bottom, self.rows)) or list(_around(box.middle, self.rows)),
            list(_covered(box.left, box.right, self.columns))
            or list(_around(box.centre[0], self.columns)),
        )

    def partly(self, bar: Shape) -> Iterator[tuple[int, int]]:
        """Yield the cells of which a bar covers a part, but not the middle."""
        rows, columns = self.under(bar)
        for column, (left, right) in enumerate(self.columns):
            part = min(right, bar.box.right) - max(left, bar.box.left)
            if column not in columns and part >= _PARTLY * (right - left) and part > 0:
                yield from ((row, column) for row in rows)

    def hold(self, bar: Shape) -> bool:
        """Whether a bar stands within one row, but for a small part of its height."""
        over = bar.box.height * _OUTSIDE
        return any(
            top - over <= bar.box.top and bar.box.bottom <= bottom + over
            for top, bottom in self.rows
        )


@dataclass
class _Painting:
    """A table while shapes are put on it."""

    cells: dict[tuple[int, int], Cell]
    behind: Mapping[tuple[int, int], RGB | None]
    taken: dict[tuple[int, int], RGB | None] = field(default_factory=dict)

    def put(self, bar: Shape, places: list[tuple[int, int]]) -> bool:
        """Paint the cells of a shape; return whether it tells something now."""
        done = False
        for place in places:
            cell = self.cells[place]
            text = cell.text or (bar.text if place == places[0] else "")
            if not bar.is_filled:
                if not cell.text and text and len(text) <= _LONGEST:
                    done = True
                    self.cells[place] = replace(cell, text=text)
            else:
                done = True
                colour, unclear = self._seen(place, bar.colour)
                unclear = unclear or bar.unclear
                self.cells[place] = replace(cell, colour=colour, unclear=unclear, text=text)
                self.taken.setdefault(place, bar.colour)
        return done

    def _seen(self, place: tuple[int, int], colour: RGB | None) -> tuple[RGB | None, str]:
        if colour is None:
            return None, ""
        before = self.taken.get(place)
        if before is not None:
            return (before, "") if same(before, colour) else (None, _TWO_SHAPES)
        own = self.cells[place].colour
        plain = is_white(own) or same(own, colour) or same(own, self.behind[place])
        return (colour, "") if plain else (None, _ON_COLOUR)


def row_and_column(row: int, column: int) -> str:
    """Return what people call a cell of a table whose row and column are counted from 0."""
    return f"rivi {row + 1}, sarake {column + 1}"


def painted(
    cells: Sequence[Placed], bars: Sequence[Shape], places: Places
) -> tuple[list[Placed], list[Shape]]:
    """Return the cells with what is drawn over them, and the shapes that found no cell."""
    single = {
        (one.row, one.column): one.cell for one in cells if one.cell.rows == one.cell.columns == 1
    }
    painting = _Painting(single, _behind(cells, single))
    # What only marks a spot yields to what covers it.
    covering = [any(_covered(bar.box.left, bar.box.right, places.columns)) for bar in bars]
    ordered = sorted(zip(bars, covering, strict=True), key=lambda one: not one[1])
    lost = [
        bar
        for bar, covers in ordered
        if not painting.put(bar, _free(bar, places, painting, covers))
    ]
    return [
        replace(one, cell=painting.cells.get((one.row, one.column), one.cell)) for one in cells
    ], lost


def untold(
    name: str,
    bars: Sequence[Shape],
    lost: Sequence[Shape],
    places: Places | None,
    named: Callable[[int, int], str] = row_and_column,
) -> Iterator[str]:
    """Yield what to tell of the coloured shapes over a table that colour nothing, or not all.

    ``named`` says what people call the cell of a row and a column, counted from 0.
    """
    coloured = [bar for bar in lost if bar.is_filled]
    if coloured:
        words = ", ".join(f"”{bar.text}”" for bar in coloured if bar.text)
        why = "se ei osu yhteenkään yksittäiseen soluun"
        yield (
            f"{name}: taulukon päältä jäi lukematta palkki tai muu kuvio ({len(coloured)} kpl"
            f"{': ' + words if words else ''}), koska"
            f" {why if places else 'rivien korkeuksia ei tiedetä'}. Väritä solut palkkien sijaan,"
            " tai avaa ja tallenna esitys ohjelmassa, jolla se on tehty."
        )
    partly = {
        cell_under(named(*cell), bar.text): None
        for bar in (bars if places else ())
        if bar.is_filled and bar not in lost
        for cell in (places.partly(bar) if places else ())
    }
    yield from only_partly(name, list(partly))


def cell_under(cell: str, text: str) -> str:
    """Return a cell in words with what is written on the bar over it."""
    return f"{cell}, ”{text}”" if text else cell


def only_partly(name: str, cells: Sequence[str]) -> Iterator[str]:
    """Yield what to tell of cells of which a bar covers less than half."""
    more = len(cells) - _MOST_CELLS
    told = f"{'; '.join(cells[:_MOST_CELLS])} ja {more} muuta" if more > 0 else "; ".join(cells)
    if cells:
        yield (
            f"{name}: piirretty palkki tai muu kuvio ulottuu vain osaan solusta ({told}). Sitä ei"
            " luettu sen solun aikatauluun."
        )


def not_placed(number: int) -> Iterator[str]:
    """Yield what to tell of shapes that are drawn on the pages of a text."""
    if number:
        yield (
            f"Asiakirjaan on piirretty kuvioita ({number} kpl), joiden paikkaa taulukossa ei"
            " tiedetä, joten niitä ei luettu aikatauluksi. Väritä solut kuvioiden sijaan."
        )


def _free(bar: Shape, places: Places, painting: _Painting, covers: bool) -> list[tuple[int, int]]:
    """Return the places of a shape, those of another only if it covers them too."""
    rows, columns = places.under(bar)
    return [
        (row, column)
        for row in rows
        for column in columns
        if (row, column) in painting.cells and (covers or (row, column) not in painting.taken)
    ]


def spans_of(sizes: Iterable[float], start: float = 0.0) -> list[_Span]:
    """Return where columns or rows of some sizes begin and end."""
    return list(pairwise(accumulate(sizes, initial=start)))


def _covered(first: float, last: float, spans: Sequence[_Span]) -> Iterator[int]:
    """Yield the spans whose middle lies in a range."""
    return (at for at, (start, end) in enumerate(spans) if first <= (start + end) / 2 <= last)


def _around(point: float, spans: Sequence[_Span]) -> Iterator[int]:
    """Yield the spans in which a point lies."""
    return (at for at, (start, end) in enumerate(spans) if start <= point <= end)


def _behind(
    cells: Sequence[Placed], single: Mapping[tuple[int, int], Cell]
) -> dict[tuple[int, int], RGB | None]:
    """Return the colour of the row or column itself behind each cell, None without one."""
    of_row = {one.row: one.cell.colour for one in cells if one.column == 0}
    by_column: dict[int, set[RGB | None]] = {}
    for (row, column), cell in single.items():
        if row > 0:
            by_column.setdefault(column, set()).add(cell.colour)
    return {
        (row, column): next(iter(by_column[column]))
        if len(by_column.get(column, ())) == 1
        else of_row.get(row)
        for row, column in single
    }
