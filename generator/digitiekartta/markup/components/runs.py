"""Runs (jakso): half-years one after another of which a schedule says the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.text import sentence_case
from digitiekartta.markup.components.elements import element, shown
from digitiekartta.markup.components.kinds import EMPTY, UNSAID
from digitiekartta.markup.components.table import Moment


@dataclass(frozen=True)
class Run:
    """Half-years one after another and what is said of each; ``EMPTY`` when nothing is.

    ``start`` is the place of the first among all half-years of the schedule, from 1.
    """

    start: int
    moments: Sequence[Moment]
    words: str

    @property
    def now(self) -> bool:
        """Whether it is going on."""
        return any(moment.now for moment in self.moments)

    @property
    def period(self) -> str:
        """When it is: "Kevät 2026 – syksy 2027"."""
        return _period(self.moments[0].half_year, self.moments[-1].half_year)

    def element(self) -> Element:
        """Return it as a list item: when, what, and if it is now."""
        when = element("span", shown(f"{self.period}:"), class_="jakso")
        empty = element("span", shown(UNSAID), class_="tyhja")
        what: Element | str = empty if self.words == EMPTY else self.words
        parts = (when, shown(" "), what)
        if not self.now:
            return element("li", *parts)
        now = element("span", shown("nyt"), class_="nyt")
        return element("li", *parts, shown(" "), now, aria_current="date")


def runs(moments: Sequence[Moment], cells: Sequence[str]) -> Iterator[Run]:
    """Yield the runs of a schedule in order of time; together they hold every half-year."""
    start = 0
    for index in range(1, len(moments) + 1):
        if (
            index == len(moments)
            or cells[index] != cells[start]
            or moments[index].half_year != moments[index - 1].half_year.next()
        ):
            yield Run(start + 1, moments[start:index], cells[start])
            start = index


@lru_cache
def _period(first: HalfYear, last: HalfYear) -> str:
    return sentence_case(str(Period(first, last)))
