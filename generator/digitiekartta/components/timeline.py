"""Timeline (aikajana) of one measure: a list of runs and a bar, drawn from the table below them.

The bar is for the eye only. It has no style attributes, which the site's content security
policy forbids: ``alku-3 pituus-2`` are classes of the style sheet, for up to 24 half-years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from digitiekartta.components.elements import element, shown
from digitiekartta.components.kinds import EMPTY
from digitiekartta.components.phases import SYMBOLS, common_phase
from digitiekartta.components.plain import plain_table
from digitiekartta.components.runs import Run, runs
from digitiekartta.components.table import Moment, Table, say_empty

MOST_HALF_YEARS = 24
_ROOM_FOR_YEARS = 12  # half-years; with more, every second year has its number
_SAME = "Sama aikataulu on alla taulukkona."


def timeline(table: Table) -> list[Element]:
    """Return the list of runs, the bar, and the table; a plain table when its rows are no times."""
    moments = [moment for row in table.rows if (moment := Moment.read(row[0].text or ""))]
    if not moments or len(moments) != len(table.rows):
        return plain_table(table)
    stretches = list(runs(moments, [row[1].text or EMPTY for row in table.rows]))
    drawn = [element("ol", *(run.element() for run in stretches), class_="aikajana")]
    if len(moments) <= MOST_HALF_YEARS:
        drawn.append(_bar(moments, stretches))
    for row in table.rows:
        say_empty(row[1])
    table.add_class("taulu-aikajana")
    return [*drawn, element("p", shown(_SAME), class_="viite"), *plain_table(table)]


def _bar(moments: Sequence[Moment], stretches: Sequence[Run]) -> Element:
    parts = [*_years(moments), *(_part(run) for run in stretches if run.said != EMPTY)]
    for place, moment in enumerate(moments, start=1):
        if moment.now:
            parts.append(element("span", shown("nyt"), class_=f"jana-nyt {_at(place, 1)}"))
    return element("div", *parts, class_="jana", aria_hidden="true")


def _part(run: Run) -> Element:
    phase = common_phase(run.said) or ""
    look = f"vaihe vaihe-{phase}" if phase in SYMBOLS else "vaihe"
    return element(
        "b", shown(SYMBOLS.get(phase, "…")), class_=f"{look} {_at(run.start, len(run.moments))}"
    )


def _years(moments: Sequence[Moment]) -> Iterator[Element]:
    place = 1
    sparse = len(moments) > _ROOM_FOR_YEARS
    for number, (year, halves) in enumerate(groupby(moments, lambda m: m.half_year.year)):
        length = len(list(halves))
        label = "" if sparse and number % 2 else str(year)
        yield element("i", shown(label), class_=_at(place, length))
        place += length


def _at(start: int, length: int) -> str:
    return f"alku-{start} pituus-{length}"
