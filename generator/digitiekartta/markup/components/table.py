"""A pipe table as the Markdown extension has it before inline Markdown is read, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from xml.etree.ElementTree import Element

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.markup.components.elements import (
    element,
    hidden,
    literal,
    plain,
    shown,
    unlinked,
)
from digitiekartta.markup.components.kinds import EMPTY, NOW

_FITS_A_SCREEN = 4


@dataclass(frozen=True)
class Table:
    """A table and what its cells say.

    Attributes:
        root: The ``table`` element, whose cells hold raw Markdown.
        id: What the ids on the page begin with that belong to the table.
    """

    root: Element
    id: str = ""

    @property
    def caption(self) -> str:
        """Raw Markdown; "" when there is none."""
        return self.root.findtext("caption", "")

    @cached_property
    def header_cells(self) -> Sequence[Element]:
        """The headers of the columns."""
        return list(self.root.find("thead")[0])  # type: ignore[index]

    @cached_property
    def rows(self) -> Sequence[Sequence[Element]]:
        """The rows' cells, the row header first."""
        body = self.root.find("tbody")
        return [] if body is None else [list(row) for row in body]

    @cached_property
    def headers(self) -> Sequence[str]:
        """The headers of the columns as raw Markdown."""
        return [cell.text or "" for cell in self.header_cells]

    def add_class(self, *names: str) -> None:
        """Give the table more classes."""
        self.root.set("class", " ".join([*self.root.get("class", "").split(), *names]))

    def in_region(self) -> Element:
        """Return a frame in which the table scrolls, by keyboard too, named by its caption."""
        region = element("div", self.root, class_="taulukko", role="region", tabindex="0")
        caption = self.root.find("caption")
        if caption is not None:
            caption.set("id", self.id)
            region.set("aria-labelledby", self.id)
        else:
            region.set("aria-label", "Taulukko")
        return region

    def label_cells(self) -> bool:
        """Let a phone show the rows as blocks, each cell with its header as a label.

        Returns:
            Whether it can: a header that is more than text can't be a label.
        """
        labels = [plain(header) for header in self.headers]
        if None in labels[1:]:
            return False
        for row in self.rows:
            for label, cell in zip(labels[1:], row[1:], strict=True):
                if label:
                    cell.set("data-otsikko", literal(label))
        self.add_class("taulu-pino")
        return True


@dataclass(frozen=True)
class Moment:
    """A header that names a half-year, and whether it says that it is now."""

    half_year: HalfYear
    now: bool

    @staticmethod
    @lru_cache
    def read(header: str) -> Moment | None:
        """Read a header, linked or not: "Kevät 2026 [nyt]{.nyt}"; None when it is none."""
        name = header.removesuffix(NOW).rstrip()
        try:
            return Moment(HalfYear.parse(unlinked(name)), name != header)
        except ValueError:
            return None


def say_empty(cell: Element, words: str) -> None:
    """Let an empty cell say to those who hear it what its dash means."""
    if cell.text == EMPTY:
        cell.text = None
        cell.append(element("span", shown(EMPTY), aria_hidden="true"))
        cell[0].tail = shown(" ")
        cell.append(hidden(words))


def plain_table(table: Table) -> list[Element]:
    """Return the table so that it suits any screen.

    Names with a number each are a table on a phone too; other rows become blocks there. A table of
    more than four columns scrolls in a frame of its own where there is no room for it, and so does
    one whose rows can't become blocks. Empty cells say that they are.
    """
    for row in table.rows:
        for cell in row[1:]:
            say_empty(cell, "tyhjä")
    if [cell.get("class") for cell in table.header_cells[1:]] == ["oikea"]:
        table.add_class("taulu-luvut")
        return [table.root]
    fits = table.label_cells() and len(table.headers) <= _FITS_A_SCREEN
    return [table.root if fits else table.in_region()]


def numbers_table(table: Table) -> list[Element]:
    """Return a table of half-years and numbers, in which the script marks the one that is now."""
    table.add_class("taulu-kausi")
    return plain_table(table)
