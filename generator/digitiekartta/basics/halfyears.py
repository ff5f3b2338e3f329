"""Half-years (puolivuosi): the unit in which a roadmap schedules its measures.

Editors write "Kevät 2025"; from here on it is an ordered value, so schedules
can be sorted and compared without reading text twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

SPRING, AUTUMN = 1, 2
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Nothing of a roadmap is earlier or later; another year is a slip of the pen."""
_HALVES = {
    **dict.fromkeys(("kevät", "kevat", "k"), SPRING),
    **dict.fromkeys(("syksy", "s"), AUTUMN),
}
_NAMES = {SPRING: "kevät", AUTUMN: "syksy"}
_FORMS = (
    re.compile(r"(?P<half>kevät|kevat|syksy|[ks])[\s-]*(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[\s-]*(?P<half>kevät|kevat|syksy|[ks])"),
)
# An en dash or a word with or without spaces around it; a hyphen only with spaces, as
# it also stands inside "2025-kevät".
_RANGE = re.compile(r"\s*[–—]\s*|\s+-\s+")


class EndsBeforeStart(ValueError):
    """A run of half-years whose end comes before its start."""


@dataclass(frozen=True, order=True, slots=True)
class HalfYear:
    """One half of a calendar year: 1 is January–June (kevät), 2 is July–December (syksy)."""

    year: int
    half: int

    @classmethod
    def parse(cls, text: str) -> HalfYear:
        """Read what a person writes: "kevät 2025", "Syksy 2025", "2025-kevät".

        Not "2/2025", which may be February.

        Raises:
            ValueError: The text names no half-year, or its year lies outside 1990–2100.
        """
        return cls(*_read(text))

    @classmethod
    def of(cls, day: date) -> HalfYear:
        """Return the half-year in which a day lies."""
        return cls(day.year, SPRING if day.month <= 6 else AUTUMN)

    def next(self) -> HalfYear:
        """Return the half-year that follows."""
        return (
            HalfYear(self.year, AUTUMN) if self.half == SPRING else HalfYear(self.year + 1, SPRING)
        )

    def previous(self) -> HalfYear:
        """Return the half-year before."""
        return (
            HalfYear(self.year, SPRING) if self.half == AUTUMN else HalfYear(self.year - 1, AUTUMN)
        )

    @property
    def slug(self) -> str:
        """The half-year in addresses: "2025-kevat"."""
        return f"{self.year}-{'kevat' if self.half == SPRING else 'syksy'}"

    def __str__(self) -> str:
        return f"{_NAMES[self.half]} {self.year}"

    # The cases that sentences need; adverbial forms, so no preposition beside them.
    @property
    def genitive(self) -> str:
        """Of when: "kevään 2025"."""
        return f"{'kevään' if self.half == SPRING else 'syksyn'} {self.year}"

    @property
    def during(self) -> str:
        """When: "keväällä 2025"."""
        return f"{'keväällä' if self.half == SPRING else 'syksyllä'} {self.year}"

    @property
    def since(self) -> str:
        """From when: "keväästä 2025"."""
        return f"{'keväästä' if self.half == SPRING else 'syksystä'} {self.year}"

    @property
    def until(self) -> str:
        """Until when: "kevääseen 2025"."""
        return f"{'kevääseen' if self.half == SPRING else 'syksyyn'} {self.year}"


@lru_cache(maxsize=1024)  # a roadmap writes the same few in every measure
def _read(text: str) -> tuple[int, int]:
    cleaned = " ".join(text.split()).casefold()
    parts = next(filter(None, (form.fullmatch(cleaned) for form in _FORMS)), None)
    if parts is None or not FIRST_YEAR <= int(parts["year"]) <= LAST_YEAR:
        raise ValueError(f"not a half-year: {text!r}")
    return int(parts["year"]), _HALVES[parts["half"]]


@dataclass(frozen=True, slots=True)
class Period:
    """An unbroken run of half-years, both ends included; iterates in order of time."""

    first: HalfYear
    last: HalfYear

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "kevät 2025 – syksy 2027", or one half-year as a run of one.

        Raises:
            EndsBeforeStart: The end comes before the start.
            ValueError: A part is no half-year.
        """
        parts = _RANGE.split(text.strip())
        if len(parts) > 2:
            raise ValueError(f"not a range of half-years: {text!r}")
        first, last = HalfYear.parse(parts[0]), HalfYear.parse(parts[-1])
        if last < first:
            raise EndsBeforeStart(f"ends before it starts: {text!r}")
        return cls(first, last)

    def __iter__(self) -> Iterator[HalfYear]:
        moment = self.first
        while moment <= self.last:
            yield moment
            moment = moment.next()

    def __len__(self) -> int:
        return (self.last.year - self.first.year) * 2 + self.last.half - self.first.half + 1

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} – {self.last}"


@lru_cache(maxsize=1024)
def period_in(text: str) -> Period | None:
    """Return the run of half-years that a text names, None when it names none."""
    try:
        return Period.parse(text)
    except ValueError:
        return None
