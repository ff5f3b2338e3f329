"""Overview (yleiskuva): all measures of a page along one axis of time, drawn from its schedules.

For the eye only: it says nothing that the schedule tables below it do not, and holds no links.
"""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from digitiekartta.markup.components.elements import element, unlinked
from digitiekartta.markup.components.kinds import EMPTY, OVER
from digitiekartta.markup.components.runs import runs
from digitiekartta.markup.components.table import Moment, Table
from digitiekartta.markup.components.timeline import MOST_HALF_YEARS, at, parts, years


def overview(tables: Sequence[Table]) -> list[Element]:
    """Return the drawing; nothing when there are no times, or more of them than can be drawn.

    Args:
        tables: The schedules of a page. Those with other half-years than the first are left out.
    """
    timed = [(table, _moments(table)) for table in tables]
    moments = timed[0][1] if timed else []
    if not 0 < len(moments) <= MOST_HALF_YEARS:
        return []
    axis = element("div", *years(moments), *parts(moments, ()), class_="jana jana-akseli")
    # In a box of its own, which paper repeats above what goes on on the next sheet.
    head = element("div", axis, class_="yleiskuva-akseli")
    drawn = element("div", head, class_="yleiskuva", aria_hidden="true")
    for table, own in timed:
        if own == moments:
            drawn.append(element("div", *_rows(table, own), class_="yleiskuva-ryhma"))
    return [drawn]


def _moments(table: Table) -> list[Moment]:
    return [moment for header in table.headers if (moment := Moment.read(header))]


def _rows(table: Table, moments: Sequence[Moment]) -> Iterator[Element]:
    for row in table.rows:
        yield element("span", unlinked(row[0].text or ""), class_="yleiskuva-nimi")
        # The times are the last columns of a schedule.
        said = [cell.text or EMPTY for cell in row[-len(moments) :]]
        cells = [EMPTY if words == OVER else words for words in said]
        track = element("i", class_=at(1, len(moments)))
        bar = parts(moments, runs(moments, cells), now="")
        yield element("div", track, *bar, class_="jana")
