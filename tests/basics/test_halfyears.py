"""Half-years are read as people write them, and are ordered in time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.basics.halfyears import AUTUMN, SPRING, EndsBeforeStart, HalfYear, Period

SPRING_2025, AUTUMN_2025 = HalfYear(2025, SPRING), HalfYear(2025, AUTUMN)

halves = st.builds(HalfYear, st.integers(1990, 2100), st.sampled_from([SPRING, AUTUMN]))


@pytest.mark.parametrize(
    "text",
    [
        "kevät 2025",
        "Kevät 2025",
        "KEVÄT 2025",
        "  kevät   2025 ",
        "kevät\u00a02025",
        "kevat 2025",
        "kevät-2025",
        "2025 kevät",
        "2025-kevät",
        "2025-kevat",
        "k 2025",
        "K2025",
        "2025k",
    ],
)
def test_a_half_year_is_read_in_any_spelling(text):
    assert SPRING_2025 == HalfYear.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "2025",
            "kevät",
            "kesä 2025",
            "kevtä 2025",
            "kevät 25",
            "kevät 20255",
            "1/2025",
            "3/2025",
        ),
        *(
            "0/2025",
            "1.2.2025",
            "kevät 2025 – syksy 2025",
            "kevät 1989",
            "syksy 2101",
            "kevät 2025!",
        ),
    ],
)
def test_other_texts_are_no_half_years(text):
    with pytest.raises(ValueError, match=r"half-year|range"):
        HalfYear.parse(text)


@given(halves)
def test_what_is_written_is_read_back(half):
    assert half == HalfYear.parse(str(half)) == HalfYear.parse(half.slug)


@given(halves)
def test_the_next_half_year_is_the_first_later_one(half):
    assert half < half.next()
    assert 2 == len(Period(half, half.next()))


@pytest.mark.parametrize(
    ("expected", "day"),
    [
        (SPRING_2025, date(2025, 1, 1)),
        (SPRING_2025, date(2025, 6, 30)),
        (AUTUMN_2025, date(2025, 7, 1)),
        (AUTUMN_2025, date(2025, 12, 31)),
    ],
)
def test_a_day_lies_in_a_half_year(expected, day):
    assert expected == HalfYear.of(day)


@pytest.mark.parametrize(
    "text",
    [
        "kevät 2025 – syksy 2025",
        "kevät 2025–syksy 2025",
        "Kevät 2025 — Syksy 2025",
        "kevät 2025 - syksy 2025",
        "2025-kevät – 2025-syksy",
    ],
)
def test_a_range_is_read_in_any_spelling(text):
    assert Period(SPRING_2025, AUTUMN_2025) == Period.parse(text)


def test_one_half_year_is_a_range_of_one():
    assert [AUTUMN_2025] == list(Period.parse("syksy 2025"))
    assert "syksy 2025" == str(Period.parse("syksy 2025"))


def test_a_range_that_ends_before_it_starts_says_so():
    with pytest.raises(EndsBeforeStart):
        Period.parse("syksy 2025 – kevät 2025")


@pytest.mark.parametrize("text", ["", "–", "kevät 2025 –", "kevät 2025 – syksy 2025 – kevät 2026"])
def test_other_texts_are_no_ranges(text):
    with pytest.raises(ValueError, match=r"half-year"):
        Period.parse(text)


@given(halves, halves)
def test_a_range_holds_what_it_goes_through_in_order_of_time(one, other):
    period = Period(min(one, other), max(one, other))

    moments = list(period)
    assert sorted(set(moments)) == moments
    assert len(period) == len(moments)
    assert all(moment in period for moment in moments)
    assert period.last.next() not in period
    assert "kevät 2025" not in period


def test_sentences_get_the_cases_that_they_need():
    spring, autumn = SPRING_2025, AUTUMN_2025

    assert ("kevään 2025", "syksyn 2025") == (spring.genitive, autumn.genitive)
    assert ("keväällä 2025", "syksyllä 2025") == (spring.during, autumn.during)
    assert ("keväästä 2025", "syksystä 2025") == (spring.since, autumn.since)
    assert ("kevääseen 2025", "syksyyn 2025") == (spring.until, autumn.until)
