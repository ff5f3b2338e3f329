"""When a meeting is: what a person writes is read, and written in one way."""

from __future__ import annotations

from datetime import date

import pytest

from digitiekartta.basics.occasions import Occasion
from digitiekartta.roadmap.values import read_occasion


@pytest.mark.parametrize(
    ("written", "text", "first", "last"),
    [
        ("9.2.2027", "9.2.2027", date(2027, 2, 9), date(2027, 2, 9)),
        ("09.02.2027", "9.2.2027", date(2027, 2, 9), date(2027, 2, 9)),
        ("2027-02-09", "9.2.2027", date(2027, 2, 9), date(2027, 2, 9)),
        ("viikko 6/2027", "viikko 6/2027", date(2027, 2, 8), date(2027, 2, 14)),
        ("Vko 6 / 2027", "viikko 6/2027", date(2027, 2, 8), date(2027, 2, 14)),
        # The first week of a year may begin in the one before.
        ("viikko 1/2026", "viikko 1/2026", date(2025, 12, 29), date(2026, 1, 4)),
        ("helmikuu 2027", "helmikuu 2027", date(2027, 2, 1), date(2027, 2, 28)),
        ("Helmikuu  2028", "helmikuu 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("tammikuu - helmikuu 2027", "tammi–helmikuu 2027", date(2027, 1, 1), date(2027, 2, 28)),
        ("Syksy 2027", "syksy 2027", date(2027, 7, 1), date(2027, 12, 31)),
    ],
)
def test_a_time_is_read_as_exactly_as_it_is_known(written, text, first, last):
    read = read_occasion(written)

    assert Occasion(text, first, last) == read
    assert read == read_occasion(str(read))


def test_a_month_without_a_year_comes_every_year():
    february, turn = read_occasion("Helmikuu"), read_occasion("joulu–tammikuu")

    assert february
    assert turn
    assert ("helmikuu", None) == (february.text, february.first)
    assert (date(2028, 2, 1), date(2028, 2, 29)) == february.in_year(2028)
    assert (date(2026, 12, 1), date(2027, 1, 31)) == turn.in_year(2026)


@pytest.mark.parametrize(
    "written",
    [
        *("alkuvuosi", "6/2027", "viikko 53/2027", "viikko 0/2027", "31.2.2027", "helmi 2027"),
        *("helmikuu 27", "helmikuu 1492", "joulu–tammikuu 2027", "2–3 kertaa vuodessa", ""),
    ],
)
def test_what_is_no_time_is_not_guessed(written):
    assert read_occasion(written) is None
