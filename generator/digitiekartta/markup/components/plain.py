"""A table of any kind of things."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from digitiekartta.markup.components.table import Table, say_empty

_FITS_A_PHONE = 2
_FITS_A_SCREEN = 4


def plain_table(table: Table) -> list[Element]:
    """Return the table so that it suits its number of columns.

    Two columns fit a phone as they are. The rows of three or four become blocks there,
    and a wider table scrolls in a frame of its own. Empty cells say that they are.
    """
    for row in table.rows:
        for cell in row[1:]:
            say_empty(cell)
    columns = len(table.headers)
    if columns <= _FITS_A_PHONE:
        return [table.root]
    if columns <= _FITS_A_SCREEN:
        return [table.with_block_labels()]
    return [table.in_region()]
