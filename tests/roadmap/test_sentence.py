"""The sentence of a schedule: how it reads, and that the schedule can be read back from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digitiekartta.basics.halfyears import AUTUMN, SPRING, HalfYear, Period
from digitiekartta.roadmap.model import Phase
from digitiekartta.roadmap.roadmap import Cell, Schedule
from digitiekartta.roadmap.sentence import schedule_sentence, stretches
from sentence_reader import Reader, told


def phase(name: str, common: str = "toteutus", partitive: str | None = None) -> Phase:
    return Phase.model_validate({"nimi": name, "yleinen": common, "partitiivi": partitive})


KAUHAVA = (
    phase("selvittely", "selvitys"),
    phase("käyttöönotto"),
    phase("jatkuva toiminta", "jatkuva", "jatkuvaa toimintaa"),
)
KEMIJARVI = (phase("valmistelu"), phase("toteuttaminen"), phase("päättäminen", "päättynyt"))
KAUSTINEN = (phase("Aktiivinen toimi"), phase("jatkuvaa toimintaa", "jatkuva"))
# Names that begin alike or look like the grammar, a needless partitive, two continuous phases.
AWKWARD = (
    phase("selvitys", partitive="selvitystä"),
    phase("selvitys ja suunnittelu"),
    phase("keväällä alkava työ, 1. vaihe"),
    phase("merkintä"),
    phase("ylläpito", "jatkuva"),
    phase("ylläpito ja kehitys", "jatkuva", "ylläpitoa ja kehitystä"),
)
PERIOD = Period.parse("kevät 2025 – syksy 2027")


def schedule(text: str) -> Schedule:
    """Read "kevät 2025: selvittely; syksy 2025: käyttöönotto (koulut); kevät 2026: (arkisto)"."""
    phases = {phase.name: phase for phase in KAUHAVA}
    cells = {}
    for line in filter(None, text.split("; ")):
        time, said = line.split(": ", 1)
        name, words = re.fullmatch(r"([^(]*?) ?(?:\((.*)\))?", said, re.DOTALL).groups()  # type: ignore[union-attr]
        for moment in Period.parse(time):
            cells[moment] = Cell(phases.get(name), words)
    return cells


def sentence(text: str) -> str:
    return schedule_sentence(schedule(text), PERIOD)


# --- how it reads ----------------------------------------------------------------------------


def test_a_measure_that_is_examined_taken_into_use_and_then_goes_on() -> None:
    text = (
        "kevät 2025: selvittely; syksy 2025 – kevät 2026: käyttöönotto;"
        " syksy 2026 – syksy 2027: jatkuva toiminta"
    )

    assert (
        "Selvittely keväällä 2025, käyttöönotto syksyllä 2025 ja keväällä 2026,"
        " sen jälkeen jatkuvaa toimintaa."
    ) == sentence(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Selvittely syksyllä 2026.", "syksy 2026: selvittely"),
        ("Selvittely keväällä ja syksyllä 2025.", "kevät 2025 – syksy 2025: selvittely"),
        ("Selvittely syksyllä 2025 ja keväällä 2026.", "syksy 2025 – kevät 2026: selvittely"),
        ("Selvittely keväästä 2025 syksyyn 2026.", "kevät 2025 – syksy 2026: selvittely"),
    ],
)
def test_time_is_told_by_the_length_of_the_run(expected: str, text: str) -> None:
    assert expected == sentence(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            "Jatkuvaa toimintaa keväästä 2026 alkaen.",
            "kevät 2026 – syksy 2027: jatkuva toiminta",
        ),
        (
            "Jatkuvaa toimintaa syksyllä 2026, ei merkintää keväällä 2027,"
            " jatkuvaa toimintaa syksystä 2027 alkaen.",
            "syksy 2026: jatkuva toiminta; syksy 2027: jatkuva toiminta",
        ),
        (
            "Jatkuvaa toimintaa keväästä 2026 kevääseen 2027.",
            "kevät 2026 – kevät 2027: jatkuva toiminta",
        ),
    ],
)
def test_a_continuous_phase_goes_on_only_if_it_reaches_the_end_of_the_period(
    expected: str, text: str
) -> None:
    assert expected == sentence(text)


def test_nothing_is_said_of_the_end_when_the_period_is_not_known() -> None:
    whole = schedule("kevät 2026 – syksy 2027: jatkuva toiminta")

    assert "Jatkuvaa toimintaa keväästä 2026 syksyyn 2027." == schedule_sentence(whole, None)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("ylläpitoa", "ylläpito"),
        ("ylläpitoa ja kehitystä", "Ylläpito ja kehitys"),
        ("vakiintunutta käyttöä", "vakiintunut käyttö"),
        ("toteuttamista", "toteuttaminen"),
        ("jatkuvuutta", "jatkuvuus"),
        ("tuotantovaihetta", "tuotantovaihe"),
        ("jatkuvaa toimintaa", "jatkuvaa toimintaa"),
        # Where no rule is sure of the form, the name stands as it is.
        ("palveluprojekti", "palveluprojekti"),
        ("osa arkea", "osa arkea"),
        ("normaalissa toiminnassa", "normaalissa toiminnassa"),
        ("vaihe 3", "vaihe 3"),
    ],
)
def test_a_continuous_phase_is_declined_where_its_partitive_is_not_given(
    expected: str, name: str
) -> None:
    keeping = Cell(phase(name, "jatkuva"))
    cells = {HalfYear(2027, SPRING): Cell(KAUHAVA[0]), HalfYear(2027, AUTUMN): keeping}

    assert f"Selvittely keväällä 2027, sen jälkeen {expected}." == schedule_sentence(cells, PERIOD)


def test_the_capital_of_a_phase_is_for_the_beginning_of_a_sentence_unless_it_is_a_names() -> None:
    names = ("Suunnittelu", "IT-hankinta", "Teams-pilotti", "Käyttöönotto")
    cells = dict(zip(PERIOD, (Cell(phase(name)) for name in names), strict=False))

    assert (
        "Suunnittelu keväällä 2025, IT-hankinta syksyllä 2025, Teams-pilotti keväällä 2026,"
        " käyttöönotto syksyllä 2026."
    ) == schedule_sentence(cells, PERIOD)


def test_an_ending_is_told_when_it_comes() -> None:
    ended, taken = Cell(phase("Päättynyt", "päättynyt")), Cell(KAUHAVA[1])
    cells = dict(zip(PERIOD, (taken, taken, ended, ended, ended, ended), strict=True))

    assert "Käyttöönotto keväällä ja syksyllä 2025, päättynyt keväällä 2026." == schedule_sentence(
        cells, PERIOD
    )


def test_a_gap_is_said_without_claiming_a_pause() -> None:
    assert (
        "Selvittely keväällä 2025, ei merkintää syksystä 2025 syksyyn 2026,"
        " selvittely keväällä 2027."
    ) == sentence("kevät 2025: selvittely; kevät 2027: selvittely")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Käyttöönotto (pilottikoulut) keväällä 2025.", "kevät 2025: käyttöönotto (pilottikoulut)"),
        ("Syksyllä 2026: lupa-arkisto.", "syksy 2026: (lupa-arkisto)"),
        ("Syksyllä 2026: ”klo 9.30, ks. liite”.", "syksy 2026: (klo 9.30, ks. liite)"),
        ("Syksyllä 2026: ”ks. liite 3.”", "syksy 2026: (ks. liite 3.)"),
        ("Syksyllä 2026: lupa-arkisto.", "syksy 2026: (”lupa-arkisto”)"),
        ("Syksyllä 2026: ”»a» ja ””b”””.", "syksy 2026: (»a» ja ”b”)"),
        (
            "Selvittely keväällä 2025. Syksyllä 2025 ja keväällä 2026: kysely."
            " Käyttöönotto syksyllä 2026.",
            "kevät 2025: selvittely; syksy 2025 – kevät 2026: (kysely); syksy 2026: käyttöönotto",
        ),
        (
            "Keväällä 2027: kysely. Sen jälkeen jatkuvaa toimintaa.",
            "kevät 2027: (kysely); syksy 2027: jatkuva toiminta",
        ),
        ("Käyttöönotto (koulu ”A”) keväällä 2025.", "kevät 2025: käyttöönotto (koulu ”A”)"),
        ("Käyttöönotto (»”A”-koulu») keväällä 2025.", "kevät 2025: käyttöönotto (”A”-koulu)"),
        ("Käyttöönotto (koulut [2]) keväällä 2025.", "kevät 2025: käyttöönotto (koulut (2))"),
        ("Käyttöönotto (”koulut [2]”) keväällä 2025.", "kevät 2025: käyttöönotto (koulut [2])"),
        ("Käyttöönotto (koulut) keväällä 2025.", 'kevät 2025: käyttöönotto ("koulut")'),
        (
            "Käyttöönotto (koulu A.) keväällä 2025, käyttöönotto (koulu B.) syksyllä 2025.",
            "kevät 2025: käyttöönotto (koulu A.); syksy 2025: käyttöönotto (koulu B.)",
        ),
        (
            "Selvittely keväällä 2027, sen jälkeen jatkuvaa toimintaa (koulut.).",
            "kevät 2027: selvittely; syksy 2027: jatkuva toiminta (koulut.)",
        ),
    ],
)
def test_words_stand_as_they_are_where_they_cannot_be_taken_for_the_sentence(
    expected: str, text: str
) -> None:
    assert expected == sentence(text)


def test_four_turns_are_told_in_one_sentence() -> None:
    assert (
        "Selvittely keväällä 2025, käyttöönotto syksyllä 2025, selvittely keväällä 2026,"
        " käyttöönotto syksyllä 2026."
    ) == sentence(
        "kevät 2025: selvittely; syksy 2025: käyttöönotto; kevät 2026: selvittely;"
        " syksy 2026: käyttöönotto"
    )


def test_many_turns_are_told_in_two_sentences() -> None:
    assert (
        "Selvittely keväällä 2025, käyttöönotto syksyllä 2025, selvittely keväällä 2026."
        " Käyttöönotto syksyllä 2026, sen jälkeen jatkuvaa toimintaa."
    ) == sentence(
        "kevät 2025: selvittely; syksy 2025: käyttöönotto; kevät 2026: selvittely;"
        " syksy 2026: käyttöönotto; kevät 2027 – syksy 2027: jatkuva toiminta"
    )


def test_an_unknown_schedule_is_not_an_empty_one() -> None:
    assert "Aikataulua ei ole." == schedule_sentence({}, PERIOD)
    assert "Aikataulu ei ole tiedossa." == schedule_sentence(None, PERIOD)


@pytest.mark.parametrize("reason", ["Lähteessä sarake on tyhjä.", "Lähteessä sarake on tyhjä"])
def test_an_unknown_schedule_comes_with_its_reason(reason: str) -> None:
    assert "Aikataulu ei ole tiedossa. Lähteessä sarake on tyhjä." == schedule_sentence(
        None, PERIOD, reason
    )


def test_runs_join_half_years_of_which_the_same_is_said() -> None:
    written = schedule(
        "kevät 2025: selvittely; syksy 2025 – kevät 2026: käyttöönotto;"
        " syksy 2026: käyttöönotto (koulut); syksy 2027: käyttöönotto (koulut)"
    )
    runs = [(cell, time) for cell, time in stretches(written) if cell]

    assert ["kevät 2025", "syksy 2025 – kevät 2026", "syksy 2026", "syksy 2027"] == [
        str(time) for _, time in runs
    ]
    both = Period(HalfYear(2025, AUTUMN), HalfYear(2026, SPRING))
    assert (Cell(KAUHAVA[1]), both) == runs[1]
    assert [] == [*stretches({})]


# --- the schedule can be read back --------------------------------------------------------------

moments = st.builds(HalfYear, st.integers(2024, 2028), st.sampled_from([SPRING, AUTUMN]))
periods = st.tuples(moments, moments).map(lambda pair: Period(min(pair), max(pair)))
fragments = st.sampled_from(
    (
        *"()”»’,.: ",
        *("keväällä 2025", " ei merkintää", ", sen jälkeen ", "jatkuvaa toimintaa", " alkaen"),
        *("pilottikoulut", "merkintä ”", ". Selvitys syksyllä 2026", "\n"),
    )
)
words = (st.text() | st.lists(fragments).map("".join)).map(str.strip).filter(bool)


@st.composite
def roadmaps(draw: st.DrawFn) -> tuple[tuple[Phase, ...], Period | None, Schedule]:
    """A legend, its period if known, and any schedule, mostly within the period."""
    legend = draw(st.sampled_from([KAUHAVA, KEMIJARVI, KAUSTINEN, AWKWARD]))
    period = draw(st.none() | periods)
    # Few different cells, so that runs come about.
    phases = st.sampled_from(legend)
    cell = st.builds(Cell, phases) | st.builds(Cell, phases, words) | st.builds(Cell, words=words)
    cells = st.none() | st.sampled_from(draw(st.lists(cell, min_size=1, max_size=4)))
    said = {moment: draw(cells) for moment in period or draw(periods)}
    if draw(st.integers(0, 9)) == 0:
        said[draw(moments)] = draw(cells)
    return legend, period, {moment: cell for moment, cell in sorted(said.items()) if cell}


@given(roadmaps())
@example((AWKWARD, PERIOD, dict(zip(PERIOD, map(Cell, AWKWARD), strict=True))))
@example((KAUHAVA, PERIOD, schedule("kevät 2025: (a” keväällä 2025, selvittely); syksy 2025: (a)")))
def test_table_and_sentence_tell_the_same_schedule(
    case: tuple[tuple[Phase, ...], Period | None, Schedule],
) -> None:
    legend, period, written = case
    text = schedule_sentence(written, period)

    read: Mapping[HalfYear, Cell] = {}
    if text != "Aikataulua ei ole.":
        read = Reader(text, legend, period).schedule()

    assert told(written) == read
    assert list(told(written)) == list(read)


@given(roadmaps())
def test_runs_tell_the_schedule_in_as_few_runs_as_can_be(
    case: tuple[tuple[Phase, ...], Period | None, Schedule],
) -> None:
    _, _, written = case
    runs = [(cell, time) for cell, time in stretches(written) if cell]

    assert written == {moment: cell for cell, time in runs for moment in time}
    assert not any(
        one.last.next() == two.first and cell == other
        for (cell, one), (other, two) in pairwise(runs)
    )
