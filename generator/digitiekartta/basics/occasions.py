"""When something is, as exactly as is known: a day, a week, a month, several of them, a half-year.

A month without a year, or several, come again every year: that is how a yearly cycle is told.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from digitiekartta.basics.halfyears import FIRST_YEAR, LAST_YEAR, SPRING, HalfYear

MONTHS = (
    *("tammi", "helmi", "maalis", "huhti", "touko", "kesä"),
    *("heinä", "elo", "syys", "loka", "marras", "joulu"),
)
"""The months by their numbers from 0, without the "kuu" that ends each."""
_MONTH = "|".join(MONTHS)
_DAYS_OF_WEEK = 7
_WEEK = re.compile(r"(?:viikko|vko|vk)\.? ?([0-9]{1,2})(?: ?/ ?| )([0-9]{4})")
_MONTHS = re.compile(rf"(?:({_MONTH})(?:kuu)? ?[–—-] ?)?({_MONTH})kuu(?: ([0-9]{{4}}))?")


@dataclass(frozen=True, slots=True)
class Occasion:
    """When something is.

    Attributes:
        text: In the one form in which it is written: "9.2.2027", "viikko 6/2027", "helmikuu".
        first, last: Its days, both included, and the same day where that is known; of what comes
            every year None.
        months: Of what comes every year the numbers of its first and its last month, 1 to 12, which
            may be in the next year; else None.
    """

    text: str
    first: date | None = None
    last: date | None = None
    months: tuple[int, int] | None = None

    @classmethod
    def of(cls, day: date) -> Occasion:
        """Return what is on a day."""
        return cls(f"{day.day}.{day.month}.{day.year}", day, day)

    @classmethod
    def parse(cls, text: str) -> Occasion:
        """Read a week, a month, several months or a half-year; days are read elsewhere.

        Raises:
            ValueError: The text is none of them, or there is no such week or year.
        """
        plain = _plain(text)
        if week := week_in(text):
            return cls._of_week(*week)
        if months := _MONTHS.fullmatch(plain):
            last = MONTHS.index(months[2]) + 1
            first = MONTHS.index(months[1]) + 1 if months[1] else last
            return cls._of_months(first, last, int(months[3]) if months[3] else None)
        half = HalfYear.parse(plain)
        first, last = (1, 6) if half.half == SPRING else (7, 12)
        return cls(str(half), *_days(first, last, half.year))

    @classmethod
    def _of_week(cls, year: int, week: int) -> Occasion:
        _check(year)
        monday = date.fromisocalendar(year, week, 1)
        return cls(f"viikko {week}/{year}", monday, monday + timedelta(days=_DAYS_OF_WEEK - 1))

    @classmethod
    def _of_months(cls, first: int, last: int, year: int | None) -> Occasion:
        names = MONTHS[last - 1] if first == last else f"{MONTHS[first - 1]}–{MONTHS[last - 1]}"
        if year is None:
            return cls(f"{names}kuu", months=(first, last))
        _check(year)
        if first > last:
            raise ValueError(f"months of two years: {names}")
        return cls(f"{names}kuu {year}", *_days(first, last, year))

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self.first is not None and self.first == self.last

    @property
    def is_week(self) -> bool:
        """Whether the week is known, but not the day."""
        return bool(self.first and self.last and (self.last - self.first).days == _DAYS_OF_WEEK - 1)

    def in_year(self, year: int) -> tuple[date, date]:
        """Return the first and the last day of what comes every year, where it begins in a year."""
        assert self.months is not None
        return _days(*self.months, year)

    def __str__(self) -> str:
        return self.text


def week_in(text: str) -> tuple[int, int] | None:
    """Return the year and the week that a text names, whether or not there is such a week."""
    found = _WEEK.fullmatch(_plain(text))
    return (int(found[2]), int(found[1])) if found else None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _days(first: int, last: int, year: int) -> tuple[date, date]:
    end = year + (last < first)
    return date(year, first, 1), date(end, last, monthrange(end, last)[1])


def _check(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"no year of a roadmap: {year}")
