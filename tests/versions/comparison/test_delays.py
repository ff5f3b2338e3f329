"""Delays: what was first promised, computed from approved versions."""

from __future__ import annotations

import pytest

from comparison.small import measure
from digitiekartta.roadmap.canonical import roadmap_from
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparison.delays import delays


def version(**schedule: str) -> Roadmap:
    """Return a version in which the measure has a schedule: kevät_2025="selvitys"."""
    moments = {key.replace("_", " "): said for key, said in schedule.items()}
    return roadmap_from(measure(aikataulu=moments))


FIRST = version(kevät_2025="selvitys", syksy_2025="käyttöönotto", kevät_2026="jatkuva toiminta")
LATER = version(kevät_2025="selvitys", kevät_2026="käyttöönotto", syksy_2026="jatkuva toiminta")
LATEST = version(kevät_2025="selvitys", kevät_2027="käyttöönotto")


def sentences(versions: list[Roadmap], latest: str = "nyt") -> str:
    return " ".join(delay.sentence(latest) for delay in delays(versions)["kurssit"])


def test_a_measure_that_was_never_moved_has_no_delay() -> None:
    assert {} == delays([FIRST, FIRST])


def test_the_first_promise_the_moves_and_the_way_are_told() -> None:
    [delay] = delays([FIRST, LATER, LATER, LATEST])["kurssit"]

    assert ("syksy 2025", "kevät 2027", 2) == (
        str(delay.first.first),
        str(delay.latest.first),
        delay.moves,
    )


@pytest.mark.parametrize(
    ("versions", "told"),
    [
        (
            [FIRST, LATER],
            "Käyttöönotto: alun perin syksyllä 2025, nyt keväällä 2026. Siirretty kerran.",
        ),
        (
            [FIRST, LATER, LATEST],
            "Käyttöönotto: alun perin syksyllä 2025, nyt keväällä 2027. Siirretty kahdesti.",
        ),
        (
            [FIRST, LATER, FIRST],
            "Käyttöönotto: alun perin ja nyt syksyllä 2025. Siirretty kahdesti.",
        ),
        (
            [FIRST, LATER, FIRST, LATER],
            "Käyttöönotto: alun perin syksyllä 2025, nyt keväällä 2026. Siirretty 3 kertaa.",
        ),
    ],
)
def test_a_delay_tells_what_was_moved_from_when_to_when_and_how_often(
    versions: list[Roadmap], told: str
) -> None:
    assert told == sentences(versions)


def test_of_a_measure_that_has_ended_the_last_promise_is_told() -> None:
    told = sentences([FIRST, LATER], "viimeksi")

    assert "Käyttöönotto: alun perin syksyllä 2025, viimeksi keväällä 2026." in told


def test_a_measure_that_comes_earlier_has_been_moved_as_well() -> None:
    told = sentences([LATER, FIRST])

    assert "Käyttöönotto: alun perin keväällä 2026, nyt syksyllä 2025. Siirretty kerran." == told


def test_a_schedule_that_became_known_is_a_promise_and_not_a_move() -> None:
    assert {} == delays([roadmap_from(measure(aikataulu=None)), FIRST])


def test_a_phase_that_comes_beside_another_moves_nothing() -> None:
    assert {} == delays([version(kevät_2025="selvitys"), FIRST])


def test_what_is_added_after_a_promise_that_stands_delays_nothing() -> None:
    first = version(syksy_2025="käyttöönotto")
    again = version(syksy_2025="käyttöönotto", kevät_2027="käyttöönotto")

    assert "kurssit" not in delays([first, again, again])
    moved = version(kevät_2026="käyttöönotto", kevät_2027="käyttöönotto")
    assert "Käyttöönotto: alun perin" in sentences([first, again, moved])


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        (
            {"kevät_2026": "käyttöönotto", "syksy_2026": "käyttöönotto"},
            "Käyttöönotto alkaa: alun perin syksyllä 2025, nyt keväällä 2026. Siirretty kerran.",
        ),
        (
            {"syksy_2025": "käyttöönotto", "kevät_2027": "käyttöönotto"},
            "Käyttöönotto päättyy: alun perin syksyllä 2026, nyt keväällä 2027. Siirretty kerran.",
        ),
        (
            {"kevät_2026": "käyttöönotto", "kevät_2027": "käyttöönotto"},
            "Käyttöönotto: alun perin syksystä 2025 syksyyn 2026,"
            " nyt keväästä 2026 kevääseen 2027. Siirretty kerran.",
        ),
    ],
)
def test_the_end_counts_as_well_as_the_beginning(schedule: dict[str, str], told: str) -> None:
    first = version(syksy_2025="käyttöönotto", syksy_2026="käyttöönotto")

    assert told == sentences([first, version(**schedule)])


def test_a_continuous_phase_promises_its_beginning_only() -> None:
    longer = version(kevät_2026="jatkuva toiminta", syksy_2026="jatkuva toiminta")

    assert {} == delays([version(kevät_2026="jatkuva toiminta"), longer])


def test_what_fell_out_of_the_period_is_told_with_what_is_left_of_the_plan() -> None:
    planned = version(syksy_2026="selvitys", kevät_2027="käyttöönotto")
    later = version(kevät_2027="selvitys")
    latest = version(syksy_2027="selvitys")

    assert (
        "Käyttöönotto: alun perin keväällä 2027, ei enää aikataulussa."
        " Selvitys: alun perin syksyllä 2026, nyt syksyllä 2027. Siirretty kahdesti."
        == sentences([planned, later, latest])
    )


def test_a_schedule_that_is_no_longer_known_takes_its_promise_back() -> None:
    assert "Käyttöönotto: alun perin syksyllä 2025, ei enää aikataulussa." in sentences(
        [FIRST, roadmap_from(measure(aikataulu=None))]
    )


def test_a_measure_that_ended_has_not_been_moved() -> None:
    ended = measure(aikataulu={"kevät 2025": "selvitys"}, paattyi={"syy": "Ei tarvetta."})

    assert {} == delays([FIRST, roadmap_from(ended)])


def test_a_renamed_measure_keeps_its_first_promise() -> None:
    renamed = measure()
    old = renamed["toimenpiteet"].pop("kurssit")
    schedule = {"kevät 2025": "selvitys", "kevät 2026": "käyttöönotto"}
    later = {**old, "aikataulu": schedule, "aiemmat_tunnukset": ["kurssit"]}
    renamed["toimenpiteet"]["tietoturva"] = later

    assert ["tietoturva"] == list(delays([FIRST, roadmap_from(renamed)]))


def test_what_leads_to_a_promise_that_stands_may_move_too_and_is_told() -> None:
    first = version(kevät_2025="selvitys", kevät_2026="käyttöönotto")
    longer = version(kevät_2025="selvitys", syksy_2025="selvitys", kevät_2026="käyttöönotto")

    assert (
        "Selvitys päättyy: alun perin keväällä 2025, nyt syksyllä 2025. Siirretty kerran."
        == sentences([first, longer])
    )


def test_what_led_to_a_promise_that_stands_is_left_out_without_a_word() -> None:
    assert {} == delays([FIRST, version(syksy_2025="käyttöönotto", kevät_2026="jatkuva toiminta")])


@pytest.mark.parametrize(
    ("versions", "later"), [([FIRST, LATEST], 3), ([LATER, FIRST], -1), ([FIRST, LATER, FIRST], 0)]
)
def test_a_delay_tells_by_how_many_half_years_it_is_later(
    versions: list[Roadmap], later: int
) -> None:
    assert later == delays(versions)["kurssit"][0].later
