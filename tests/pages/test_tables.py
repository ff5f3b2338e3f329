"""The schedule that the pages show is the schedule of the data: read back, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.problems import errors_in
from digitiekartta.markup import escaping
from digitiekartta.pages import paths
from digitiekartta.pages.page import Page
from digitiekartta.pages.search.script import data_in
from digitiekartta.pages.site import Options
from digitiekartta.pages.situations import FILE as SITUATIONS
from digitiekartta.roadmap.model import Measure, ScheduleEntry
from digitiekartta.roadmap.roadmap import Cell, Roadmap, Schedule
from exploring import one_in
from rendering import (
    body,
    goal_schedules,
    own_schedule,
    planned,
    planned_of,
    rendered,
    roadmap,
    text,
    tree,
)
from sentence_reader import Reader, told

SCHEDULED = ("esimerkkila", "pikkula")
CASES = [(name, measure.id) for name in SCHEDULED for measure in roadmap(name).measures_in_order]


@pytest.mark.parametrize(("name", "id"), CASES)
def test_a_measures_table_tells_its_schedule(name, id):
    given = roadmap(name)
    schedule = given.schedule_of(given.measures_by_id[id])

    assert (schedule or None) == own_schedule(rendered(name)[paths.measure(id)], given)


@pytest.mark.parametrize(("name", "id"), CASES)
def test_a_measures_sentence_tells_its_schedule(name, id):
    given = roadmap(name)
    if schedule := given.schedule_of(given.measures_by_id[id]):
        [heading] = rendered(name)[paths.measure(id)].xpath("./h2[.='Aikataulu']")
        sentence = text(heading.getnext())
        legend, period = given.settings.phases, given.settings.period

        assert told(schedule) == Reader(sentence, legend, period).schedule()


@pytest.mark.parametrize("name", SCHEDULED)
def test_a_goals_tables_tell_the_schedules_of_all_its_measures_until_they_ended(name):
    given, site = roadmap(name), planned(name).site
    for goal in given.goals:
        measures = given.measures_of(goal)
        # "Palaute" is two measures in Pikkula: the later one is what the page shows last.
        known = ((m, given.schedule_of(m)) for m in measures)
        expected = {
            m.title: own and {when: one for when, one in own.items() if not site.is_over(m, when)}
            for m, own in known
        }

        shown = goal_schedules(rendered(name)[paths.goal(goal.id)], given)

        assert expected == shown


@pytest.mark.parametrize("name", SCHEDULED)
def test_a_half_years_page_lists_the_measures_that_are_in_each_phase(name):
    given, site = roadmap(name), planned(name).site
    for moment in site.half_years:
        page = rendered(name)[paths.half_year(moment)]
        shown = [text(a) for a in page.xpath("./table/tbody/tr/th/a")]
        expected = [
            m.title
            for phase in (*[p.name for p in given.settings.phases], None)
            for m in given.measures_in_order
            if (cell := site.cell(m, moment))
            and (cell.phase.name if cell.phase else None) == phase
            and not site.is_over(m, moment)
        ]

        assert expected == shown


@pytest.mark.parametrize("name", SCHEDULED)
def test_the_numbers_of_the_schedule_page_are_those_of_the_half_years(name):
    site = planned(name).site
    [table] = [t for t in rendered(name)[paths.SCHEDULE].iter("table")]
    for row, moment in zip(table.xpath("./tbody/tr"), site.half_years, strict=True):
        counts = {p and p.name: len(m) for p, m in site.happening(moment)}
        words = any(None in dict(site.happening(one)) for one in site.half_years)
        names = [*(p.name for p in site.roadmap.settings.phases), *([None] if words else [])]
        expected = [counts.get(name, 0) for name in names]

        assert expected == [int(text(cell)) for cell in row[1:]]


def test_what_has_ended_follows_the_schedule_of_its_group_until_then(content):
    content.replace(
        "tavoitteet/digitaidot.yml",
        "    otsikko: Koulutus\n",
        "    otsikko: Koulutus\n    aikataulu:\n      kevät 2025 – syksy 2026: jatkuva toiminta\n",
    )
    content.write(
        "toimenpiteet/opas.yml",
        """
        otsikko: Opas
        tavoite: digitaidot
        ryhma: koulutus
        paattyi:
          puolivuosi: syksy 2025
          syy: Valmistui.
        """,
    )
    given = content.roadmap()
    files = planned_of(given, Options(date(2026, 9, 15))).files
    own, goal, later = (
        tree(body(files[file]))
        for file in (
            paths.measure("opas"),
            paths.goal("digitaidot"),
            paths.half_year(HalfYear(2026, 1)),
        )
    )
    until = given.schedule_of(given.measures_by_id["opas"])

    assert [] == content.problems()
    assert [HalfYear(2025, 1), HalfYear(2025, 2)] == list(until)
    assert until == own_schedule(own, given) == goal_schedules(goal, given)["Opas"]
    assert "Jatkuvaa toimintaa keväällä ja syksyllä 2025." in text(own)
    assert "koko toimenpideryhmää, mutta tätä toimenpidettä vain sen päättymiseen asti" in text(own)
    assert "Opas" not in text(later)


@pytest.mark.parametrize(
    ("end", "spring", "autumn"),
    [
        ("puolivuosi: syksy 2025", "päättynyt", "päättynyt"),
        ("puolivuosi: kevät 2026", "käyttöönotto", "päättynyt"),
        ("puolivuosi: syksy 2026", "käyttöönotto", "selvitys"),
        ("paatos: Johtoryhmä § 4", "käyttöönotto", "päättynyt"),  # nobody tells when
    ],
)
def test_schedules_say_of_what_has_ended_that_it_has(content, end, spring, autumn):
    content.append("toimenpiteet/digituki.yml", f"paattyi:\n  syy: Valmistui.\n  {end}\n")
    content.replace(
        "toimenpiteet/digituki.yml",
        "  syksy 2026: selvitys\n",
        "  kevät 2026: käyttöönotto\n  syksy 2026: selvitys\n",
    )
    given = content.roadmap()
    site = planned_of(given, Options(date(2026, 9, 15))).site
    page = Page(site, paths.goal("digitaidot"))
    cells = page.moment_cells(given.measures_by_id["digituki"])
    said = [text(tree(body(f"\n---\n{cell}"))) for cell in cells[-2:]]

    assert [] == errors_in(content.problems())
    assert [spring, autumn] == said


def test_a_measure_whose_schedule_came_to_its_end_has_ended(content):
    content.replace(
        "tiekartta.yml",
        "toimialat:",
        "  - nimi: päättäminen\n    yleinen: päättynyt\ntoimialat:",
    )
    content.replace("toimenpiteet/digituki.yml", "syksy 2026: selvitys", "syksy 2025: päättäminen")
    made = planned_of(content.roadmap(), Options(date(2026, 9, 15))).files
    goal = body(made[paths.goal("digitaidot")])

    assert [] == content.problems()
    assert '<td data-otsikko="Vaihe syksyllä 2026">päättynyt' in body(made[paths.MEASURES])
    assert goal.count("päättynyt</span>") == 3  # in two columns, and in the list for phones


@pytest.mark.parametrize("name", [*SCHEDULED, "muutosniemi"])
def test_lists_turn_to_what_pages_made_in_a_later_half_year_say(name):
    data = data_in(planned(name).assets[SITUATIONS].decode())
    for at, moment in enumerate(planned(name).site.half_years):
        made = planned_of(roadmap(name), Options(date(moment.year, 6 * moment.half, 15)))
        rows = tree(body(made.files[paths.MEASURES])).xpath(".//tbody/tr")
        measures = roadmap(name).measures_in_order
        for row, measure in zip(rows, measures, strict=True):
            if own := data["toimenpiteet"].get(f"toimenpiteet/{measure.id}/"):
                _, _, phase, words = data["solut"][own[at]]
                said = f"{phase} ({words})" if phase and words else phase or words
                assert said.replace("\u00ad", "") == text(row[-1]), (measure.id, moment)


# --- made-up schedules ---------------------------------------------------------------------------

PIKKULA = roadmap("pikkula")
WORDS = st.one_of(
    st.sampled_from(["tauko", "5. luokat", "a|b", "(x)", "–a", "#1", "rivi\nrivi", "”a” »b»"]),
    st.text(min_size=1, max_size=20),
).filter(lambda words: escaping.clean(words) not in ("", "–") and words == words.strip())
CELLS = st.one_of(
    st.none(),
    st.builds(Cell, st.sampled_from(PIKKULA.settings.phases), st.none() | WORDS),
    st.builds(Cell, st.none(), WORDS),
)


def with_schedule(schedule: dict[HalfYear, Cell]) -> Roadmap:
    """Return Pikkula with one measure only, which has the given schedule."""
    entries = {
        moment: ScheduleEntry.model_construct(
            phase=said.phase.name if said.phase else None, words=said.words
        )
        for moment, said in schedule.items()
    }
    measure: Measure = PIKKULA.measures_by_id["koulutus"].model_copy(update={"schedule": entries})
    return replace(PIKKULA, measures=(measure,))


@one_in(2)
@given(st.tuples(*[CELLS] * 4))
def test_any_schedule_can_be_read_back_from_both_tables_and_the_sentence(cells):
    given: Schedule = {
        moment: Cell(said.phase, said.words and escaping.clean(said.words))
        for moment, said in zip(PIKKULA.settings.period, cells, strict=True)
        if said
    }
    made = with_schedule(given)
    files = planned_of(made).files
    own, goal = (
        tree(body(files[file])) for file in ("toimenpiteet/koulutus.md", "tavoitteet/osaaminen.md")
    )

    assert (given or None) == own_schedule(own, made)
    assert {made.measures[0].title: given} == goal_schedules(goal, made)
    if given:
        sentence = text(own.xpath("./h2[.='Aikataulu']")[0].getnext())
        period, legend = made.settings.period, made.settings.phases
        assert told(given) == Reader(sentence, legend, period).schedule()
