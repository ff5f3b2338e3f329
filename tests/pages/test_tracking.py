"""Seuranta: what was moved, has ended, was reported and was not, from decisions and reports."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest
from lxml.html import HtmlElement

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.pages import paths
from digitiekartta.pages.front import turns
from digitiekartta.pages.page import Page
from digitiekartta.pages.site import Options, Site
from digitiekartta.roadmap.model import Report
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparison.changes import Comparison
from digitiekartta.versions.comparison.delays import Delay
from digitiekartta.versions.comparison.history import history_of
from digitiekartta.versions.records import read_versions
from rendering import OPTIONS, body, planned, planned_of, roadmap, tables, text, tree
from towns import content


def page_of(given: Roadmap, day: date = date(2026, 9, 15)) -> Page:
    return Page(Site(given, Options(day)), paths.TRACKING)


def with_reports(name: str, **reports: str) -> Roadmap:
    """Return a roadmap whose measures have only these reports: kartoitus="kevät 2026 valmis"."""
    measures = []
    for measure in roadmap(name).measures:
        said = reports.get(measure.id)
        made = ()
        if said:
            half, year, state = said.split()
            moment = HalfYear.parse(f"{half} {year}")
            made = (Report.model_construct(half_year=moment, state=state, text=None),)
        measures.append(measure.model_copy(update={"reports": made}))
    return replace(roadmap(name), measures=tuple(measures))


def test_what_is_late_is_told_first_with_its_number_and_the_one_that_is_most_late():
    said = text(tree(body(planned("esimerkkila").files[paths.TRACKING])))

    assert said.startswith("Seuranta\nPäätöksillä on siirretty myöhemmäksi 6\xa0toimenpidettä.")
    assert "Henkilöstön digitaitojen kartoitus. Käyttöönotto" not in said  # is only made again


def markdown(said: str) -> HtmlElement:
    return tree(body(f"\n---\n{said}"))


def far(*half_years: int) -> str:
    """Return what is said of measures that have moved this far."""
    spring, page = HalfYear(2026, 1), page_of(roadmap("esimerkkila"))
    found = [
        (measure, Delay("käyttöönotto", Period(spring, spring), Period(moved, moved), 1))
        for measure, many in zip(page.roadmap.measures_in_order, half_years, strict=False)
        for moved in [HalfYear(2026 + many // 2, 1 + many % 2)]
    ]
    with patch.object(Site, "moved", found):
        return text(markdown(page.farthest()))


def test_one_measure_is_named_only_where_it_has_moved_more_than_any_other():
    [first, *_] = roadmap("esimerkkila").measures_in_order
    sentence = "Käyttöönotto: alun perin keväällä 2026, nyt keväällä 2027. Siirretty kerran."

    assert f"Se on {first.title}. {sentence}" == far(2)
    assert f"Eniten siirtyi {first.title}. {sentence}" == far(2, 1, 1)
    assert "Jokainen siirtyi puoli vuotta." == far(1, 1)
    assert "Eniten, puolitoista vuotta, siirtyi 2\xa0toimenpidettä." == far(3, 3, 1)
    assert "Jokainen siirtyi 2,5 vuotta." == far(5, 5)


def test_why_measures_were_moved_is_told_where_any_reason_is_known():
    made = planned("esimerkkila")
    page = Page(made.site, paths.TRACKING)
    moved = [measure.id for measure, _ in made.site.moved]
    why = "Rajapinta myöhästyi."
    chapters = tuple(
        replace(chapter, comparison=_with_reason(chapter.comparison, "ryhti", why))
        for chapter in made.site.history.chapters
    )
    told = replace(made.site, history=replace(made.site.history, chapters=chapters))

    assert "Syy" not in tables(markdown(page.moved_table()))[0].headers
    with_reasons = tables(markdown(Page(told, paths.TRACKING).moved_table()))[0]
    assert "Syy" == with_reasons.headers[-1]
    assert {
        measure: why if measure == "ryhti" else "syytä ei ole kirjattu" for measure in moved
    } == dict(zip(moved, [cells[-1] for cells in with_reasons.cells], strict=True))


def _with_reason(comparison: Comparison, measure: str, reason: str) -> Comparison:
    sections = tuple(
        replace(
            section,
            entries=tuple(
                replace(entry, reason=reason) if entry.id == measure else entry
                for entry in section.entries
            ),
        )
        for section in comparison.sections
    )
    return replace(comparison, sections=sections)


@pytest.mark.parametrize(
    ("measure", "row"),
    [
        ("Ryhti", ["Käyttöönotto päättyy", "syksyllä 2026", "keväällä 2027", "kerran"]),
        ("Maksaminen", ["Käyttöönotto päättyy", "keväällä 2026", "syksyllä 2026", "kerran"]),
        (
            "tilannekuva",
            [
                "Käyttöönotto",
                "keväällä ja syksyllä 2026",
                "syksyllä 2026 ja keväällä 2027",
                "kerran",
            ],
        ),
    ],
)
def test_a_measure_of_which_only_the_end_moved_is_among_the_moved(measure, row):
    moved = tables(tree(body(planned("esimerkkila").files[paths.TRACKING])))[0]

    assert [row] == [cells[1:] for cells in moved.cells if measure in cells[0]]


def test_the_ended_tell_when_why_by_whom_and_what_came_instead():
    ended = tables(tree(body(planned("muutosniemi").files[paths.TRACKING])))[1]

    assert ["Toimenpide", "Milloin", "Syy", "Päätös", "Tilalla"] == ended.headers
    assert [
        [
            "Palautelomake uusiksi",
            "syksy 2025",
            "Palaute annetaan kartalla.",
            "Johtoryhmä 9.12.2025 § 12",
            "Palaute kartalla",
        ],
        [
            "Postia dronella",  # which is in the roadmap no more
            "ei tiedossa",
            "Postin kuljettaminen ei ole kunnan tehtävä.",
            "Johtoryhmä 9.12.2025 § 12",
            "ei korvaavaa",
        ],
    ] == ended.cells


def test_states_are_summed_in_words_and_numbers():
    page = page_of(
        with_reports("pikkula", kartoitus="kevät 2026 käynnissä", koulutus="kevät 2026 siirtynyt")
    )

    assert "siirtynyt 1 ja käynnissä 1" == page.state_sums()
    assert ["digituki", "verkkolomake"] == [measure.id for measure in page.never_reported()]
    assert "" == page_of(with_reports("pikkula", kartoitus="kevät 2031 valmis")).state_sums()


@pytest.mark.parametrize("name", ["esimerkkila", "pikkula", "muutosniemi"])
def test_sums_account_for_each_measure(name):
    said = text(tree(body(planned(name).files[paths.TRACKING])))
    [sums] = re.findall(r"Toimenpiteitä on \d+\..*", said)
    number, *parts = map(int, re.findall(r" (\d+)(?=[,.]| ja )", sums))

    assert len(roadmap(name).measures) == number == sum(parts), sums


def test_what_is_only_reported_to_be_moved_is_among_the_moved():
    given = with_reports("pikkula", kartoitus="kevät 2026 siirtynyt")
    [goal, *_] = tree(body(planned_of(given).files[paths.TRACKING])).xpath(
        "//h2[.='Siirretyt toimenpiteet']/following-sibling::p"
    )

    assert "Siirtyneeksi on raportoitu 1\xa0toimenpide, jonka aikataulua ei ole muutettu:" == text(
        goal
    )
    assert given.measures_by_id["kartoitus"].title == text(goal.getnext())


def test_who_has_not_reported_the_last_finished_half_year_is_named():
    page = page_of(with_reports("pikkula", kartoitus="kevät 2026 käynnissä"))

    missing = [measure.id for measure in page.not_reported() or ()]
    assert ["koulutus", "digituki", "verkkolomake"] == missing


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2026, 6, 30), None),  # the first one of the roadmap is not over
        (date(2026, 7, 1), "kevät 2026"),
        (date(2027, 7, 1), "kevät 2027"),
        (date(2030, 1, 1), "syksy 2027"),  # the last one of the roadmap
    ],
)
def test_a_half_year_is_reported_when_it_is_over(day, moment):
    last = page_of(roadmap("pikkula"), day).last_finished

    assert moment == (str(last) if last else None)


def test_what_was_told_of_later_has_been_told():
    reports = {"kartoitus": "kevät 2026 käynnissä", "koulutus": "syksy 2026 aloitettu"}
    page = page_of(with_reports("pikkula", **reports))

    assert "koulutus" not in [measure.id for measure in page.not_reported() or ()]


def test_what_is_done_needs_no_more_reports():
    reports = {"kartoitus": "kevät 2026 käynnissä", "koulutus": "syksy 2025 valmis"}
    page = page_of(with_reports("pikkula", **reports))

    assert ["digituki", "verkkolomake"] == [measure.id for measure in page.not_reported() or ()]


def test_before_anybody_has_reported_a_half_year_nobody_is_blamed_for_it():
    given = with_reports("pikkula", kartoitus="syksy 2025 käynnissä")
    said = text(tree(body(planned_of(given).files[paths.TRACKING])))

    assert page_of(given).not_reported() is None
    assert "Kevään 2026 tilannetta ei ole vielä raportoitu." in said
    assert "Kevään 2026 tilannetta ei ole raportoitu" not in said


def test_without_anything_to_tell_there_is_no_page_and_no_menu_entry():
    made = planned("saarela")

    assert paths.TRACKING not in made.files
    assert paths.TRACKING not in [file for _, file in made.nav]


def test_a_page_of_seuranta_that_once_was_leads_elsewhere():
    versions = read_versions(content("muutosniemi"), "muutosniemi").all
    now = with_reports("muutosniemi")
    silent = [m.model_copy(update={"ended": None, "merged_into": None}) for m in now.measures]
    # Only the version with the report: nothing was moved between versions.
    made = planned_of(replace(now, measures=tuple(silent)), versions=versions[1:2])

    assert paths.TRACKING not in made.files
    assert b"Sivua ei en\xc3\xa4\xc3\xa4 ole" in made.assets["seuranta/index.html"]


def test_a_goal_and_a_party_tell_how_many_of_their_measures_are_late():
    made = planned("esimerkkila")
    versions = read_versions(content("esimerkkila"), "esimerkkila").all
    delays = history_of(versions, roadmap("esimerkkila"), draft=False).delays

    line = "Myöhemmäksi siirretty: 3&nbsp;toimenpidettä."
    assert {"ryhti", "verkkomaksut", "asiointiportaali"} <= {*delays}
    for file in ("tavoitteet/palvelut.md", "kohderyhmat/asukkaat.md"):
        assert line in made.files[file].replace("\xa0", "&nbsp;"), file
        assert "(../seuranta/index.md#siirretyt-toimenpiteet)" in made.files[file]


# --- the front page ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reported", "said"),
    [
        ("", "Käyttöönotto alkaa."),
        ("syksy 2026 käynnissä", "Käyttöönotto, raportoitu: käynnissä."),
        ("syksy 2026 siirtynyt", "Käyttöönotto, raportoitu: siirtynyt."),
        ("kevät 2026 käynnissä", "Käyttöönotto alkaa."),
        ("kevät 2026 valmis", "Käyttöönotto, raportoitu keväällä 2026: valmis."),
        ("kevät 2027 valmis", "Käyttöönotto alkaa."),
    ],
)
def test_a_report_beats_the_plan_in_what_the_front_page_says_of_now(reported, said):
    site = Site(with_reports("esimerkkila", asiointiportaali=reported), OPTIONS)
    [turn] = [
        turn for turn in turns(site, HalfYear(2026, 2)) if turn.measure.id == "asiointiportaali"
    ]

    assert said == turn.sentence
