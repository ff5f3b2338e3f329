"""Timeline (aikajana) of one measure: a bar, drawn from the table below it, and a list for phones.

The bar is for the eye only. It has no style attributes, which the site's content security
policy forbids: ``alku-3 pituus-2`` are classes of the style sheet, for up to 24 half-years.
Which of list and table is shown is up to the style sheet, as with ``schedule``.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from digitiekartta.markup.components.elements import element, shown
from digitiekartta.markup.components.kinds import EMPTY, UNSAID
from digitiekartta.markup.components.phases import SYMBOLS, common_phase
from digitiekartta.markup.components.runs import Run, runs
from digitiekartta.markup.components.table import Moment, Table, plain_table, say_empty

MOST_HALF_YEARS = 24
_HALF_YEAR_AND_PHASE = 2
_ROOM_FOR_YEARS = 12  # half-years; with more, every second year has its number


def timeline(table: Table) -> list[Element]:
    """Return the bar, the list of runs, and the table; a plain table when its rows are no times."""
    moments = [moment for row in table.rows if (moment := Moment.read(row[0].text or ""))]
    if not moments or len(moments) != len(table.rows):
        return plain_table(table)
    stretches = list(runs(moments, [row[1].text or EMPTY for row in table.rows]))
    drawn = [element("ol", *(run.element() for run in stretches), class_="aikajana")]
    if len(moments) <= MOST_HALF_YEARS:
        bar = element("div", *years(moments), *parts(moments, stretches), class_="jana")
        bar.set("aria-hidden", "true")
        drawn.insert(0, bar)
    for row in table.rows:
        say_empty(row[1], UNSAID)
    if len(table.headers) > _HALF_YEAR_AND_PHASE:
        # The list has no place for what came of it: rows become blocks instead.
        table.add_class("taulu-kausi")
        return [*drawn[:-1], *plain_table(table)]
    table.add_class("taulu-aikajana")
    return [*drawn, *plain_table(table)]


def parts(
    moments: Sequence[Moment], stretches: Iterable[Run], now: str = "nyt"
) -> Iterator[Element]:
    """Yield the parts of a bar: one for each run that says something, then a frame for now.

    Args:
        moments: All half-years of the bar, at most ``MOST_HALF_YEARS``.
        stretches: The runs.
        now: What the frame says.
    """
    for run in stretches:
        if run.words != EMPTY:
            phase = common_phase(run.words) or ""
            look = f"vaihe vaihe-{phase}" if phase in SYMBOLS else "vaihe"
            place = at(run.start, len(run.moments))
            # Words have room only where nothing else is said.
            words = run.words if len(run.moments) == len(moments) else shown("…")
            label = shown(SYMBOLS[phase]) if phase in SYMBOLS else words
            yield element("b", label, class_=f"{look} {place}")
    for number, moment in enumerate(moments, start=1):
        if moment.now:
            yield element("span", shown(now), class_=f"jana-nyt {at(number, 1)}")


def years(moments: Sequence[Moment]) -> Iterator[Element]:
    """Yield the years of a bar, each as long as its half-years."""
    place = 1
    sparse = len(moments) > _ROOM_FOR_YEARS
    for number, (year, halves) in enumerate(groupby(moments, lambda m: m.half_year.year)):
        length = len(list(halves))
        label = "" if sparse and number % 2 else str(year)
        yield element("i", shown(label), class_=at(place, length))
        place += length


def at(start: int, length: int) -> str:
    """Return the classes of a part that begins at a half-year, from 1, and lasts so many."""
    return f"alku-{start} pituus-{length}"
