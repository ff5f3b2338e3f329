"""Schedule table (aikataulutaulukko): measures × half-years, and the same as a list for phones.

Which of the two is shown is up to the style sheet; the other is ``display: none``, so it is
never read twice. On a phone half-years that say the same are one line: "Kevät 2026 – syksy
2027: jatkuva toiminta".
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from digitiekartta.markup.components.elements import element
from digitiekartta.markup.components.kinds import EMPTY, UNSAID
from digitiekartta.markup.components.runs import runs
from digitiekartta.markup.components.table import Moment, Table, plain_table, say_empty

_FITS_PAPER = 4  # half-years that A4 portrait has room for without breaking words


def schedule_table(table: Table) -> list[Element]:
    """Return the table in a scrolling frame and its list; a plain table when it has no times."""
    moments = [Moment.read(header) for header in table.headers]
    if not any(moments):
        return plain_table(table)
    # The list first: making the table ready for the page changes its cells.
    lists = _list(table, moments)
    for cells in (table.header_cells, *table.rows):
        for moment, cell in zip(moments, cells, strict=True):
            if moment:
                say_empty(cell, UNSAID)
                if moment.now:
                    cell.set("class", "nyt-sarake")
    table.add_class("taulu-aikataulu")
    both = element("div", table.in_region(), lists, class_="aikataulu")
    if sum(moment is not None for moment in moments) > _FITS_PAPER:
        both.set("class", "aikataulu aikataulu-pitka")
    return [both]


def _list(table: Table, moments: Sequence[Moment | None]) -> Element:
    items = [_item(table, row, moments) for row in table.rows]
    frame = element("div", element("ul", *items), class_="aikataululista")
    if table.caption:
        label = f"{table.id}-lista"
        frame.insert(0, element("div", table.caption, class_="otsake", id=label))
        frame[1].set("aria-labelledby", label)
    return frame


def _item(table: Table, row: Sequence[Element], moments: Sequence[Moment | None]) -> Element:
    item = element("li", element("div", row[0].text or "", class_="rivi"))
    times: list[Moment] = []
    cells: list[str] = []
    for header, moment, cell in zip(table.headers[1:], moments[1:], row[1:], strict=True):
        words = cell.text or EMPTY
        if moment:
            times.append(moment)
            cells.append(words)
        else:
            item.append(element("div", header, ": ", words, class_="tieto"))
    item.append(element("ul", *(run.element() for run in runs(times, cells)), class_="jaksot"))
    return item
