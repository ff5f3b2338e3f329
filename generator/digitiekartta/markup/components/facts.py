"""Fact list (tiedot), status box (tila), card (kortti): names and values as a list of terms.

Two columns without a relation between rows are a list to the ear, and on a phone a value
that stands under its name has the whole line.
"""

from xml.etree.ElementTree import Element

from digitiekartta.markup.components.elements import element
from digitiekartta.markup.components.table import Table, plain_table


def fact_list(table: Table) -> list[Element]:
    """Return the rows as terms and what is said of them; other than two columns stay a table."""
    if len(table.headers) != 2 or not table.rows:
        return plain_table(table)
    pairs = (
        element("div", element("dt", name.text or ""), element("dd", value.text or ""))
        for name, value in table.rows
    )
    return [element("dl", *pairs, class_="tiedot")]


def card(table: Table) -> list[Element]:
    """Return the same as the answers with which a page begins."""
    [facts] = fact_list(table)
    if facts.tag == "dl":
        facts.set("class", "tiedot kortti")
    return [facts]


def status_box(table: Table) -> list[Element]:
    """Return the same in a box."""
    [facts] = fact_list(table)
    if facts.tag == "dl":
        facts.set("class", "tiedot tila")
    return [facts]
