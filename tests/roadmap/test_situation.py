"""How a measure stands now and what comes next, in a few words, whatever the day."""

from __future__ import annotations

import pytest

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.roadmap.roadmap import Cell, Schedule
from digitiekartta.roadmap.situation import situation, steps_of
from rendering import roadmap

PHASES = {phase.name: phase for phase in roadmap("esimerkkila").settings.phases}
PERIOD = Period.parse("kevät 2025 – syksy 2027")
S, K, J = (PHASES[name] for name in ("selvitys", "käyttöönotto", "jatkuva toiminta"))
ODD, RED = (f"{sign} (vaihe ei selviä lähteestä)" for sign in ("☒", "#ff0000"))
ENDED = S.model_copy(update={"name": "päättäminen", "common": "päättynyt"})


def schedule(*cells: object) -> Schedule:
    """Return a schedule from the beginning of the period: phases, words, None for gaps."""
    said = zip(PERIOD, cells, strict=False)
    return {
        moment: Cell(words=cell) if isinstance(cell, str) else Cell(cell)  # type: ignore[arg-type]
        for moment, cell in said
        if cell
    }


@pytest.mark.parametrize(
    ("cells", "now", "expected"),
    [
        (
            [S, K, K, J, J, J],
            "syksy 2025",
            "Nyt käyttöönotto (syksy 2025 – kevät 2026), jatkuva toiminta syksystä 2026 alkaen",
        ),
        ([S, K, K, J, J, J], "kevät 2025", "Nyt selvitys (kevät 2025), käyttöönotto syksyllä 2025"
         " ja keväällä 2026"),
        ([S, K, K, J, J, J], "kevät 2027", "Nyt jatkuva toiminta (syksystä 2026 alkaen)"),
        ([S, K, K, J, J, J], "kevät 2029", "Jatkuva toiminta syksystä 2026 alkaen"),
        ([K, ENDED, ENDED], "kevät 2026", "Päättyi syksyllä 2025"),
        ([ENDED, ENDED], "syksy 2024", "Päättyy keväällä 2025"),
        ([J, J, K, K], "kevät 2025", "Nyt jatkuva toiminta (kevät 2025 – syksy 2025), käyttöönotto"
         " keväällä ja syksyllä 2026"),
        ([None, None, S, K], "kevät 2025", "Alkaa keväällä 2026: selvitys"),
        ([S, None, K, K], "syksy 2025", "Nyt ei merkintää, käyttöönotto keväällä ja syksyllä 2026"),
        ([S, None, K, K], "kevät 2027", "Aikataulu päättyi syksyllä 2026: viimeksi käyttöönotto"),
        ([S, ENDED], "kevät 2026", "Päättyi syksyllä 2025"),
        (["tauko", K], "kevät 2025", "Nyt ”tauko” (kevät 2025), käyttöönotto syksyllä"
         " 2025"),
        ([], "kevät 2025", "Ei aikataulua"),
        ([ODD, RED, K], "kevät 2025", "Nykyinen vaihe ei selviä lähteestä (kevät 2025 – syksy 2025"
         "), käyttöönotto keväällä 2026"),
        ([S, ODD, ODD], "kevät 2025", "Nyt selvitys (kevät 2025), syksyllä 2025 ja keväällä 2026"
         " vaihe ei selviä lähteestä"),
        ([ODD], "syksy 2024", "Alkaa keväällä 2025: vaihe ei selviä lähteestä"),
        ([S, None, ODD], "syksy 2025", "Nyt ei merkintää, keväällä 2026 vaihe ei selviä"
         " lähteestä"),
        ([S, ODD], "kevät 2029", "Aikataulu päättyi syksyllä 2025: viimeinen vaihe ei selviä"
         " lähteestä"),
    ],
)  # fmt: skip
def test_the_card_tells_what_is_now_and_what_comes_next(cells, now, expected):
    assert expected == situation(steps_of(schedule(*cells)), PERIOD, HalfYear.parse(now))


def test_words_beside_a_phase_do_not_part_it():
    first, second = [*PERIOD][:2]
    told = {first: Cell(K, "uudet kaavat"), second: Cell(K, "vanhat kaavat")}

    assert "Nyt käyttöönotto (kevät 2025 – syksy 2025)" == situation(steps_of(told), PERIOD, first)
