"""The report of a year: every number equals a calculation by hand, and the text says the same."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

import docx
import lxml.etree
import lxml.html
import openpyxl
import pdfplumber
import pytest

import laskula
from digitiekartta.basics import colours
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.markup import escaping
from digitiekartta.markup.report.blocks import Table
from digitiekartta.markup.report.excel import as_xlsx
from digitiekartta.markup.report.html import as_html
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.markup.report.word import as_docx
from digitiekartta.pages import paths
from digitiekartta.pages.numbers.charts import (
    DARK,
    LIGHT,
    Bar,
    Chart,
    phases_chart,
    reporting_chart,
)
from digitiekartta.pages.numbers.needs import Needs, needs_report
from digitiekartta.pages.numbers.terms import FACTS, STATES
from digitiekartta.pages.numbers.year import HALVES, Year
from digitiekartta.pages.numbers.year_report import sentences, year_report
from digitiekartta.pages.page import Page
from digitiekartta.pages.site import Options, Site
from digitiekartta.versions.comparison.history import history_of
from digitiekartta.versions.records import read_versions
from hostile import HOSTILE
from office import convert, needs_office
from rendering import body, planned, planned_of, roadmap, tables, text, tree
from towns import TOWNS, content


@pytest.fixture
def town(content):
    laskula.write(content)
    return content


@pytest.fixture
def year(town, run) -> Year:
    """Return the year 2025 of Laskula, two versions of which are approved."""
    laskula.approve_twice(town, run)
    return Year(laskula.site(town), 2025)


def of(name: str, number: int, day: date) -> Year:
    given = roadmap(name)
    versions = read_versions(content(name), name).all
    return Year(Site(given, Options(day), history_of(versions, given, draft=True)), number)


# --- by hand -----------------------------------------------------------------------------------


def test_each_measure_is_in_one_state_as_calculated_by_hand(year):
    # a was done in autumn, i in spring and needs no more reports. b: its last report. c was
    # planned for autumn and told nothing. d begins in 2026. e ended, so it counts as that, not
    # as stopped. f: its last report. g has no schedule, h an unknown one.
    by_hand = {
        "done": "ai",
        "going": "b",
        "begun": "",
        "postponed": "f",
        "stopped": "",
        "ended": "e",
        "silent": "c",
        "not_due": "",
        "nothing": "d",
        "no_schedule": "g",
        "unknown": "h",
    }

    assert by_hand == {
        term.key: "".join(one.id for one in year.with_state(term.key)) for term in STATES
    }
    assert (
        ("Valmis", 2),
        ("Käynnissä", 1),
        ("Aloitettu", 0),
        ("Siirtynyt", 1),
        ("Keskeytetty", 0),
        ("Päättynyt", 1),
        ("Ei raportoitu", 1),
        ("Ei vielä raportoitavaa", 0),
        ("Ei suunniteltu vuodelle", 1),
        ("Ei aikataulua", 1),
        ("Aikataulu ei tiedossa", 1),
        ("Yhteensä", 9),
    ) == year.states_table().rows


def test_goals_and_sectors_are_counted_as_by_hand_a_measure_of_two_sectors_in_both(year):
    # Columns of no measure are left out: aloitettu, keskeytetty, ei vielä raportoitavaa.
    heads = ("Valmis", "Käynnissä", "Siirtynyt", "Päättynyt", "Ei raportoitu")
    heads += ("Ei suunniteltu vuodelle", "Ei aikataulua", "Aikataulu ei tiedossa", "Yhteensä")
    goals, sectors = year.goal_states(), year.sector_states()

    assert ("Tavoite", *heads) == goals.header
    assert (
        ("1. Taidot", 1, 1, 0, 0, 1, 1, 0, 0, 4),  # a, b, –, –, c, d
        ("2. Palvelut", 1, 0, 1, 1, 0, 0, 1, 1, 5),  # i, –, f, e, –, –, g, h
        ("Yhteensä", 2, 1, 1, 1, 1, 1, 1, 1, 9),
    ) == goals.rows
    assert ("Toimiala", *heads) == sectors.header
    assert (
        ("Hallinto", 2, 1, 0, 1, 0, 0, 0, 1, 5),  # a i, b, –, e, –, –, –, h
        ("Tekniset", 0, 1, 0, 0, 1, 1, 0, 0, 3),  # –, b, –, –, c, d
        ("Ei nimettyä", 0, 0, 1, 0, 0, 0, 1, 0, 2),  # f, g
        ("Yhteensä", 2, 1, 1, 1, 1, 1, 1, 1, 9),  # b once
    ) == sectors.rows


def test_where_no_measure_names_a_sector_there_are_no_tables_by_sector_and_it_says_why(town):
    for id in "abcdehi":
        written = town.read(f"toimenpiteet/{id}.yml")
        without = re.sub(r"toimiala:\n(  - .*\n)+", "", written)
        town.write(f"toimenpiteet/{id}.yml", without.encode())
    told = as_markdown(year_report(Year(laskula.site(town), 2025)))
    page = body(planned_of(laskula.site(town).roadmap).files[paths.year(2025)])
    why = "Toimialoittain lukuja ei ole, koska yhdelläkään toimenpiteellä ei ole toimialaa."

    for said in (told, text(tree(page))):
        assert "toimialoittain" not in said
        assert why in said


def test_what_was_planned_and_done_is_counted_as_by_hand(year):
    # planned: a b c e f i. Begins in autumn, not in the first half-year of the period: c.
    # Reported: a b e f i. Finished: a i. Moved, and later than first decided: c. Ended: e.
    heads = ("Suunniteltu", "Alkaa aikataulussa", "Raportoitu", "Valmistunut")
    heads += ("Aikataulua muutettu", "Siirretty myöhemmäksi", "Päättynyt vuonna", "Toimenpiteitä")

    assert ("Tavoite", *heads) == year.goal_facts().header
    assert (
        ("1. Taidot", 3, 1, 2, 1, 1, 1, 0, 4),
        ("2. Palvelut", 3, 0, 3, 1, 0, 0, 1, 5),
        ("Yhteensä", 6, 1, 5, 2, 1, 1, 1, 9),
    ) == year.goal_facts().rows
    assert (
        ("Hallinto", 4, 0, 4, 2, 0, 0, 1, 5),  # a b e i planned and reported
        ("Tekniset", 2, 1, 1, 0, 1, 1, 0, 3),  # b c planned
        ("Ei nimettyä", 1, 0, 1, 0, 0, 0, 0, 2),  # f
        ("Yhteensä", 6, 1, 5, 2, 1, 1, 1, 9),
    ) == year.sector_facts().rows


def test_a_measure_whose_survey_is_later_is_late_also_where_its_taking_into_use_fell_out(town, run):
    town.replace("toimenpiteet/c.yml", "syksy 2025", "kevät 2025")
    laskula.approve(run, "Kunnanhallitus", "9.12.2024")
    town.replace("toimenpiteet/c.yml", "kevät 2025: selvitys\n  kevät 2026: käyttöönotto", "")
    town.replace("toimenpiteet/c.yml", "aikataulu:\n", "aikataulu:\n  syksy 2026: selvitys")
    laskula.approve(run, "Johtoryhmä", "1.12.2025")
    site = laskula.site(town)
    [moved] = tables(tree(body(f"\n---\n{Page(site, paths.TRACKING).moved_table()}")))

    assert ["c"] == [*Year(site, 2025).late]
    assert ["c"] == [measure.id for measure, _ in Page(site, paths.TRACKING).late()]
    assert [
        ["Käyttöönotto", "keväällä 2026", "ei enää aikataulussa", "kerran"],
        ["Selvitys", "keväällä 2025", "syksyllä 2026", "kerran"],
    ] == [cells[-4:] for cells in moved.cells]


def test_of_the_only_measure_reported_it_is_told_as_of_one(town):
    for id in "abefi":
        written = town.read(f"toimenpiteet/{id}.yml")
        without = re.sub(r"raportit:\n(  - .*\n)+", "", written)
        town.write(f"toimenpiteet/{id}.yml", without.encode())
    town.append("toimenpiteet/d.yml", "raportit: [{puolivuosi: syksy 2025, tila: käynnissä}]\n")

    told = [*sentences(Year(laskula.site(town), 2025))]
    assert "Sitä ei ole suunniteltu vuodelle 2025." in told
    town.append("toimenpiteet/d.yml", "paattyi: {puolivuosi: syksy 2025, syy: Ei tarvetta.}\n")
    told = [*sentences(Year(laskula.site(town), 2025))]
    assert "Se on päättynyt, ja se on taulukoissa päättyneenä." in told


def test_one_goal_is_said_as_one_measure_is(town):
    for id in "efghi":
        town.remove(f"toimenpiteet/{id}.yml")
    town.remove("tavoitteet/t2.yml")

    first = next(sentences(Year(laskula.site(town), 2026)))
    assert "Digitiekartassa on yksi tavoite ja 4 toimenpidettä." == first


def test_half_years_are_counted_as_by_hand(year):
    # Spring: a b e f i were planned, a e i reported. Autumn: a b c f i were planned, a b f
    # reported, i was done before, c told nothing.
    assert (
        ("Kevät 2025", 5, 3, 0, 2),
        ("Syksy 2025", 5, 3, 1, 1),
    ) == year.halves_table().rows
    spring, autumn = year.outcome_tables()
    assert ("Suunniteltu vaihe", "Valmis", "Aloitettu", "Keskeytetty", "Ei raportoitu") == (
        spring.header[:-1]
    )
    assert (
        ("Selvitys", 0, 1, 1, 1, 3),  # a begun, e stopped, b silent
        ("Jatkuva toiminta", 1, 0, 0, 0, 1),  # i
        ("Muu merkintä", 0, 0, 0, 1, 1),  # f
        ("Yhteensä", 1, 1, 1, 2, 5),
    ) == spring.rows
    assert (
        ("Selvitys", 0, 1, 0, 0, 1, 2),  # b, c
        ("Käyttöönotto", 1, 0, 0, 0, 0, 1),  # a
        ("Jatkuva toiminta", 0, 0, 0, 1, 0, 1),  # i
        ("Muu merkintä", 0, 0, 1, 0, 0, 1),  # f
        ("Yhteensä", 1, 1, 1, 1, 1, 5),
    ) == autumn.rows
    assert (
        ("Kevät 2025", 3, 0, 1, 1),  # a b e; –; i; f
        ("Syksy 2025", 2, 1, 1, 1),  # b c; a; i; f
    ) == year.phases_table().rows


def test_the_text_says_what_was_calculated(year):
    assert [
        "Digitiekartassa on nyt 2 tavoitetta ja 9 toimenpidettä.",
        "Yhden toimenpiteen aikataulu ei ole tiedossa, ja yhdellä toimenpiteellä ei ole"
        " aikataulua.",
        "Vuoden alussa voimassa olleessa versiossa 2024-1 vuodelle 2025 oli suunniteltu"
        " 6 toimenpidettä, jotka kaikki ovat yhä suunnitelmassa.",
        "Nykyisen aikataulun mukaan vuodelle 2025 oli suunniteltu 6 toimenpidettä, keväälle 5 ja"
        " syksylle 5.",
        "Saman aikataulun mukaan syksyllä 2025 alkoi yksi toimenpide.",
        "Vuodelta 2025 on raportoitu 5 toimenpiteestä.",
        "Niistä 2 on viimeksi raportoitu valmiiksi, yksi käynnissä olevaksi, yksi siirtyneeksi ja"
        " yksi keskeytetyksi.",  # a i, b, f, e: 2 + 1 + 1 + 1 = 5
        "Raportoiduista yksi on päättynyt, ja se on taulukoissa päättyneenä.",  # e
        "Raportoimatta jäi yksi suunniteltu toimenpide.",
        "Vuoden lopussa valmiina oli 2 toimenpidettä, jotka molemmat valmistuivat vuoden aikana.",
        "Vuoden aikana muutettiin yhden toimenpiteen aikataulua, ja vuoden lopussa yksi toimenpide"
        " oli siirretty myöhemmäksi kuin ensin päätettiin.",
        "Vuoden aikana päättyi yksi toimenpide.",
        "Luvut on laskettu hyväksytystä versiosta 2025-1.",
    ] == [*sentences(year)]


def test_a_state_that_a_measure_left_is_not_told_to_have_been_nobodys(year):
    told = " ".join(sentences(year))

    assert "Yhtään toimenpidettä" not in told  # a had begun, e was stopped


def test_the_reported_and_those_left_out_sum_up_to_the_planned(town):
    # Without its report e has ended untold; d, not planned for 2025, is reported to go on.
    # Planned a b c e f i = 4 reported (a b f i) + 1 left out (c) + 1 that needs none (e).
    written = town.read("toimenpiteet/e.yml")
    town.write("toimenpiteet/e.yml", re.sub(r"raportit:\n  - .*\n", "", written).encode())
    town.append("toimenpiteet/d.yml", "raportit: [{puolivuosi: syksy 2025, tila: käynnissä}]\n")
    told = " ".join(sentences(Year(laskula.site(town), 2025)))

    assert (
        "Vuodelta 2025 on raportoitu 5 toimenpiteestä. Niistä 2 on viimeksi raportoitu valmiiksi,"
        " 2 käynnissä oleviksi ja yksi siirtyneeksi. Raportoiduista yhtä ei ole suunniteltu"
        " vuodelle 2025."
    ) in told
    assert (
        "Raportoimatta jäi yksi suunniteltu toimenpide. Lisäksi raporttia ei ole yhdestä"
        " suunnitellusta toimenpiteestä, koska valmiista, keskeytetyistä ja päättyneistä ei"
        " tarvitse raportoida."
    ) in told


def test_what_is_done_and_what_was_finished_in_the_year_are_told_by_the_last_report(town):
    # a was done in spring but goes on in autumn: not finished. e was done and has ended: finished.
    for id, state, other in (("a", "aloitettu", "valmis"), ("a", "valmis}", "käynnissä}"),
                             ("e", "keskeytetty", "valmis")):  # fmt: skip
        written = town.read(f"toimenpiteet/{id}.yml")
        head, _, tail = written.rpartition(state)
        town.write(f"toimenpiteet/{id}.yml", f"{head}{other}{tail}".encode())
    year = Year(laskula.site(town), 2025)
    told = " ".join(sentences(year))

    assert (1, 2) == (year.counts["done"], year.counts["finished"])  # i; i and e
    assert (
        "Vuoden lopussa valmiina oli yksi toimenpide, joka valmistui vuoden aikana. Lisäksi vuoden"
        " aikana valmistui yksi toimenpide, joka on myös päättynyt."
    ) in told


# --- the plan that the year began with ---------------------------------------------------------


@pytest.fixture
def changed(town, run):
    """Return how to tell 2025 of a Laskula that was approved on a day and has changed since.

    As it was approved a b d e f h i were planned for 2025, and there was no c. Since then d has
    moved to 2026, f has ended in autumn 2024, the schedule of h is no longer known, and c has come.
    """

    def of_day(day: date, number: int = 2025) -> Year:
        now = {id: town.read(f"toimenpiteet/{id}.yml") for id in "cdfh"}
        moved = now["d"].replace("kevät 2026", "syksy 2025")
        unknown = "aikataulu_puuttuu: Ei vielä päätetty."
        then = {
            "d": moved,
            "h": now["h"].replace(unknown, "aikataulu: {kevät 2025: selvitys}"),
        }
        town.remove("toimenpiteet/c.yml")
        for id, written in then.items():
            town.write(f"toimenpiteet/{id}.yml", written.encode())
        laskula.approve(run, "Kunnanhallitus", f"{day.day}.{day.month}.{day.year}")
        now["f"] = re.sub("aikataulu:\n(  .*kokeilu.*\n)*", "aikataulu: {}\n", now["f"])
        now["f"] += "paattyi: {puolivuosi: syksy 2024, syy: Tarvetta ei ole.}\n"
        for id, written in now.items():
            town.write(f"toimenpiteet/{id}.yml", written.encode())
        return Year(laskula.site(town), number)

    return of_day


def test_what_was_planned_when_the_year_began_is_told_with_what_became_of_it(changed):
    year = changed(date(2024, 12, 9))
    told = " ".join(sentences(year))

    assert (
        "Vuoden alussa voimassa olleessa versiossa 2024-1 vuodelle 2025 oli suunniteltu"
        " 7 toimenpidettä. Niistä yksi on sittemmin siirretty muille vuosille, yksi on jäänyt ilman"
        " tiedossa olevaa aikataulua ja yksi on päättynyt. Vuoden suunnitelmaan on sen jälkeen"
        " tullut yksi toimenpide. Nykyisen aikataulun mukaan vuodelle 2025 oli"
        " suunniteltu 5 toimenpidettä,"  # a b c e i
    ) in told


def test_those_that_left_the_year_are_counted_and_named_with_what_was_planned(changed):
    year = changed(date(2024, 12, 9))
    facts = dict(zip(year.goal_facts().header, year.goal_facts().rows[-1], strict=True))
    listed = {row[0]: row[3] for row in year.measures_table().rows}

    assert 2 == facts["Siirretty pois vuodelta"]  # d and h, which are in the roadmap
    assert "Ei suunniteltu vuodelle (siirretty pois vuodelta)" == listed["Toimi d"]
    assert (
        ("Toimi d", "syksy 2025: selvitys", "Selvitys keväällä 2026."),
        ("Toimi f", "koko vuosi: kokeilu", "Päättynyt"),
        ("Toimi h", "kevät 2025: selvitys", "Aikataulu ei ole tiedossa. Ei vielä päätetty."),
    ) == year.left_table().rows  # in the order of the version: t1, then t2


def test_the_first_version_of_the_year_is_told_where_none_was_in_force_when_it_began(changed):
    told = " ".join(sentences(changed(date(2025, 3, 3))))

    assert (
        "Vuoden alun suunnitelmaa ei tiedetä, koska silloin ei ollut versiota. Vuoden ensimmäisessä"
        " versiossa 2025-1, joka on hyväksytty 3.3.2025, vuodelle 2025 oli suunniteltu 7"
    ) in told


def test_where_no_version_tells_how_the_year_began_it_says_so(changed, town):
    told = " ".join(sentences(Year(laskula.site(town), 2025)))
    assert "ei tiedetä, koska yhtään versiota ei ole hyväksytty." in told

    later = changed(date(2026, 1, 15))
    assert "ei tiedetä, koska siitä ei ole versiota." in " ".join(sentences(later))
    assert later.left_table() is None


# --- other years and roadmaps ------------------------------------------------------------------


def test_without_reports_the_text_says_so_and_tells_of_no_states(town):
    for id in "abefi":
        written = town.read(f"toimenpiteet/{id}.yml")
        town.write(
            f"toimenpiteet/{id}.yml", re.sub(r"raportit:\n(  - .*\n)+", "", written).encode()
        )
    told = " ".join(sentences(Year(laskula.site(town), 2025)))

    assert "Vuodelta 2025 ei ole raportoitu yhdestäkään toimenpiteestä." in told
    assert not re.search("valmi|käynnissä|Raportoimatta", told)
    assert (
        "Päätöksillä siirrettyjä ei voi laskea, koska vuoden loppuun mennessä ei ole hyväksytty"
        in told
    )
    assert told.endswith("Luvut on laskettu luonnoksesta, jota ei ole hyväksytty.")


def test_those_of_which_nothing_must_be_reported_yet_sum_up_to_the_planned_too(town, run):
    laskula.approve_twice(town, run)
    town.append("toimenpiteet/d.yml", "raportit: [{puolivuosi: kevät 2026, tila: käynnissä}]\n")
    told = " ".join(sentences(Year(laskula.site(town), 2026)))

    # Planned a b c d i = 1 reported (d) + 2 done before (a i) + 2 of the spring that goes on (b c).
    assert "2026 on suunniteltu 5 toimenpidettä" in told
    assert "Vuodelta 2026 on raportoitu yhdestä toimenpiteestä." in told
    assert "Lisäksi raporttia ei ole 2 suunnitellusta toimenpiteestä, koska valmiista" in told
    assert "2 suunnitellusta toimenpiteestä ei vielä tarvitse raportoida." in told


def test_a_year_that_goes_on_is_told_in_the_present_and_nothing_is_missing_yet(town, run):
    laskula.approve_twice(town, run)
    spring = Year(laskula.site(town), 2026)
    told = " ".join(sentences(spring))

    # a b c d i are planned for the spring that goes on; a and i are done.
    assert "mukaan vuodelle 2026 on suunniteltu 5 toimenpidettä, keväälle 5 ja syksylle ei" in told
    assert "Vuodelta 2026 ei ole raportoitu yhdestäkään toimenpiteestä." in told
    assert "Vuoden aikana ei ole muutettu yhdenkään toimenpiteen aikataulua, ja tähän menn" in told
    assert "jotka molemmat valmistuivat jo aiemmin" in told
    assert told.endswith(
        "Luvut on laskettu 20.1.2026, kun vuosi on kesken, hyväksytystä versiosta 2025-1."
    )
    assert ["b", "c", "d"] == [one.id for one in spring.with_state("not_due")]
    assert not spring.with_state("silent")


def test_where_no_schedule_is_known_nothing_is_said_to_have_been_unplanned(town):
    laskula.forget_schedules(town)
    told = " ".join(sentences(Year(laskula.site(town), 2025)))

    assert "Minkään toimenpiteen aikataulua ei tiedetä." in told
    assert not re.search("suunniteltu|siirretty|muutet", told)


def test_what_was_reported_after_the_year_does_not_change_how_it_ended(town, run):
    laskula.approve_twice(town, run)
    town.append("toimenpiteet/c.yml", "raportit: [{puolivuosi: kevät 2026, tila: valmis}]\n")
    year = Year(laskula.site(town, date(2026, 7, 20)), 2025)

    assert "c" in [one.id for one in year.with_state("silent")]


@pytest.mark.parametrize("name", TOWNS)
def test_the_states_of_any_roadmap_sum_up_to_its_measures(name):
    given = roadmap(name)
    for number in sorted({moment.year for moment in given.settings.period or ()}):
        year = of(name, number, date(2026, 9, 15))
        assert len(given.measures) == sum(year.counts[term.key] for term in STATES)
        for table in (year.goal_states(), year.sector_states()):
            assert all(sum(row[1:-1]) == row[-1] for row in table.rows)
        for halves in year.halves().values():
            first, *rest = halves.values()
            assert first == sum(rest)


def test_the_text_of_a_whole_roadmap_has_ten_to_fifteen_sentences_and_no_percentage():
    for number, day in ((2025, date(2026, 1, 20)), (2026, date(2026, 9, 15))):
        told = [*sentences(of("esimerkkila", number, day))]
        assert 10 <= len(told) <= 15, told
        assert not re.search(r"%|prosent|\b1 toimenpidettä|\b0\b", " ".join(told))


# --- the same numbers everywhere ---------------------------------------------------------------


def test_the_page_of_tracking_counts_the_same():
    year = of("esimerkkila", 2026, date(2026, 9, 15))
    page = Page(year.site, paths.TRACKING)
    states = page.by_state()

    assert {measure.id for measure, _ in page.late()} == {*year.late}
    assert len(states["valmis"]) == year.counts["done"]
    here = {one.id for one in year.site.roadmap.measures}
    assert {one.id for one in page.ended()} & here == {m.id for m in year.with_state("ended")}
    told = {one.id for measures in states.values() for one, _ in measures}
    mine = {one.id for key in ("done", "going", "begun", "postponed", "stopped")
            for one in year.with_state(key)}  # fmt: skip
    assert mine <= told


def test_the_page_of_the_schedule_counts_the_same_phases():
    [overview] = [
        one
        for one in tables(tree(body(planned("esimerkkila").files[paths.SCHEDULE])))
        if one.caption.startswith("Toimenpiteiden määrä vaiheittain")
    ]
    rows = {row[0].split(" nyt")[0].strip(): [int(n) for n in row[1:]] for row in overview.cells}
    for number in (2025, 2026):
        year = of("esimerkkila", number, date(2026, 9, 15))
        table = year.phases_table()
        for row in table.rows:
            mine = dict(zip(table.header[1:], row[1:], strict=True))
            theirs = dict(zip(overview.headers[1:], rows[row[0]], strict=True))
            assert {name: n for name, n in theirs.items() if n} == {
                name: n for name, n in mine.items() if n
            }


def test_the_page_of_a_year_has_the_tables_and_pictures_of_the_report():
    made = planned("esimerkkila")
    page = tree(body(made.files[paths.year(2025)]))
    year = of("esimerkkila", 2025, date(2026, 9, 15))
    shown = {one.caption: one for one in tables(page)}

    for table in (year.states_table(), year.goal_states(), year.sector_facts()):
        assert list(table.header) == shown[table.caption].headers
        assert [list(row) for row in table.texts] == shown[table.caption].cells
    pictures = page.findall(".//img")
    assert 2 == len(pictures)
    for picture in pictures:
        file = picture.get("src").removeprefix("../../")
        assert made.assets[file].startswith(b"<svg")
        assert picture.get("alt").startswith("Kaavio: ")
        assert picture.getprevious().text.endswith("puolivuosittain 2025")
        assert picture.get("width")
        assert picture.get("height")
    assert "kesken" not in text(page)
    assert "Vuosi 2026 on kesken." in text(tree(body(made.files[paths.year(2026)])))


def test_only_years_that_have_begun_have_a_page_and_only_where_something_is_tracked():
    assert paths.year(2027) not in planned("esimerkkila").files
    untracked = replace(
        roadmap("esimerkkila"),
        measures=tuple(
            one.model_copy(update={"reports": (), "ended": None, "merged_into": None})
            for one in roadmap("esimerkkila").measures
        ),
    )
    assert paths.year(2025) not in planned_of(untracked).files


def test_the_page_of_a_year_is_the_same_on_every_day_of_a_half_year():
    first, last = (
        planned_of(roadmap("esimerkkila"), Options(day)).files[paths.year(2026)]
        for day in (date(2026, 7, 1), date(2026, 12, 31))
    )

    assert first == last


def test_pages_that_tell_no_year_are_planned_and_written_without_pandas():
    program = """
import sys
from rendering import OPTIONS, planned_of, roadmap
from digitiekartta.pages.plan import plan
made = plan(roadmap("pikkula"), OPTIONS)
for file in made.files:
    if not file.startswith("seuranta/2"):
        made.files[file]
print("pandas" in sys.modules, "seuranta/2026.md" in made.files)
"""
    paths = os.pathsep.join(sys.path)
    ended = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": paths},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "False True\n" == ended.stdout


# --- pictures ----------------------------------------------------------------------------------


def test_a_picture_says_its_message_and_its_numbers_without_colour(year):
    chart = reporting_chart(year)
    svg = lxml.etree.fromstring(chart.svg())
    said = [one.text for one in svg.iter("{*}text")]

    assert (
        "Kevät 2025: suunniteltu 5 toimenpidettä, joista raportoitu 3."
        " Syksy 2025: suunniteltu 5 toimenpidettä, joista raportoitu 3."
    ) == chart.message
    assert ["Kevät 2025", "Suunniteltu", "5", "Raportoitu", "3", "Ei raportoitu", "2"] == said[:7]
    assert "Kevät 2025: eniten toimenpiteitä vaiheessa selvitys (3)." in (
        phases_chart(year).message
    )


@pytest.mark.parametrize(
    ("planned", "reported", "said"),
    [
        (0, 0, "ei suunniteltu mitään."),
        (1, 0, "suunniteltu yksi toimenpide, eikä siitä ole raportoitu."),
        (1, 1, "suunniteltu yksi toimenpide, ja siitä on raportoitu."),
        (2, 0, "suunniteltu 2 toimenpidettä, eikä yhdestäkään ole raportoitu."),
        (3, 1, "suunniteltu 3 toimenpidettä, joista raportoitu yksi."),
    ],
)
def test_what_a_picture_says_of_one_measure_is_a_sentence_too(year, planned, reported, said):
    def counted(_: Year) -> dict[HalfYear, dict[str, int]]:
        numbers = (planned, reported, 0, planned - reported, 0)
        return {HalfYear(2025, 1): dict(zip(HALVES, numbers, strict=True))}

    with patch.object(Year, "halves", counted):
        assert f"Kevät 2025: {said}" == reporting_chart(year).message


def test_a_picture_names_all_phases_that_have_most_measures(town):
    said = phases_chart(Year(laskula.site(town), 2026)).message

    assert "Kevät 2026: eniten toimenpiteitä vaiheissa käyttöönotto ja jatkuva toiminta" in said


@pytest.mark.parametrize("name", [one for one in HOSTILE if escaping.clean(one).strip()])
def test_whatever_phases_are_called_pictures_and_what_they_say_hold_it_as_text(name):
    chart = Chart("x.svg", "Koe", f"Eniten {name}.", {name: [Bar(name, 3), Bar("toinen", 1)]})
    svg = lxml.etree.fromstring(chart.svg())
    page = Page(Site(roadmap("esimerkkila"), Options(laskula.DAY)), paths.year(2025))
    [picture] = lxml.html.fromstring(page.chart(chart)).iter("img")
    plain = Chart("x.svg", "Koe", "Eniten.", {"a": [Bar("b", 3), Bar("toinen", 1)]})

    assert [one.tag for one in lxml.etree.fromstring(plain.svg()).iter()] == [
        one.tag for one in svg.iter()
    ]
    assert plain.height == chart.height
    assert {"src", "alt", "width", "height", "loading"} == {*picture.keys()}
    assert " ".join(escaping.clean(name).split()) in " ".join(picture.get("alt").split())


def test_what_was_not_reported_and_what_is_not_due_look_different(town):
    going_on = reporting_chart(Year(laskula.site(town), 2026))
    drawn = going_on.svg().decode()
    fills = {bar.name: bar.fill for bars in going_on.groups.values() for bar in bars}

    assert "dashes" == fills["Ei vielä raportoitavaa"]
    assert 'stroke-dasharray="4 3"' in drawn
    assert "stroke-dasharray" not in reporting_chart(Year(laskula.site(town), 2025)).svg().decode()


def test_pictures_can_be_read_in_both_schemes():
    for ground, ink, bar in (LIGHT, DARK):
        on, letters, bars = map(colours.parse, (ground, ink, bar))
        assert colours.contrast_ratio(letters, on) >= 4.5
        assert colours.contrast_ratio(bars, on) >= 3


def test_pictures_have_the_colours_of_the_theme():
    css = (Path(__file__).parents[3] / "theme/assets/stylesheets/digitiekartta.css").read_text()

    pairs = {
        name: re.search(rf"--digi-{name}: light-dark\((#\w+), (#\w+)\)", css).groups()
        for name in ("pohja", "teksti")
    }
    assert ("#fff", DARK[0]) == pairs["pohja"]
    assert (LIGHT[1], DARK[1]) == pairs["teksti"]
    for colour in (LIGHT[2], DARK[2]):
        assert f": {colour};" in css


# --- formats -----------------------------------------------------------------------------------


def test_markdown_html_and_excel_have_the_same_tables(year):
    report = year_report(year)
    given = [block for block in report if isinstance(block, Table)]
    page = lxml.html.fromstring(as_html(report))
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(report)))

    assert [table.caption for table in given] == [one.text for one in page.iter("caption")]
    assert all(f"**{table.caption}**" in as_markdown(report) for table in given)
    assert ["Yhteenveto", *(table.name[:31] for table in given)] == book.sheetnames
    for table in given:
        sheet = book[table.name]
        values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        assert [list(table.header), *map(list, table.rows)] == values
        assert ("B4", 1) == (sheet.freeze_panes, len(sheet.tables))
        [marked] = sheet.tables.values()
        assert marked.autoFilter is not None


def test_words_of_a_formula_stay_words_in_excel(year):
    report = [Table(("Toimenpide", "N"), (("=1+1", 2),), caption="Koe", name="Koe")]
    cell = openpyxl.load_workbook(io.BytesIO(as_xlsx(report)))["Koe"]["A4"]

    assert ("=1+1", "s", True) == (cell.value, cell.data_type, cell.quotePrefix)


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so():
    report = [Table(("Toimenpide", "N"), (("a" * 40_000, 2),), caption="Koe", name="Koe")]
    told = openpyxl.load_workbook(io.BytesIO(as_xlsx(report)))["Koe"]["A4"].value

    assert (32_767, "aa … (teksti on katkaistu)") == (len(told), told[-26:])


def test_columns_of_the_same_name_are_told_apart_in_excel_which_else_calls_the_file_damaged():
    report = [Table(("Aihe", "Kunta", "kunta", "Kunta (2)"), (("a", 1, 2, 3),), name="Koe")]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(report)))["Koe"]
    [marked] = sheet.tables.values()

    heads = ["Aihe", "Kunta", "kunta (2)", "Kunta (2) (2)"]
    assert heads == [cell.value for cell in sheet[3]]
    assert heads == [column.name for column in marked.tableColumns]


def test_the_report_is_the_same_bytes_each_time(year):
    report = year_report(year)

    assert as_docx(report) == as_docx(report)
    assert as_xlsx(report) == as_xlsx(report)


def test_word_has_styles_captions_and_titles_of_tables_and_speaks_finnish(year):
    report = year_report(year)
    document = docx.Document(io.BytesIO(as_docx(report, day=laskula.DAY)))
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    given = [block.caption for block in report if isinstance(block, Table)]

    assert given == captions
    assert given == [
        one.get(docx.oxml.ns.qn("w:val"))
        for one in document.element.iter(docx.oxml.ns.qn("w:tblCaption"))
    ]
    assert "fi-FI" == document.core_properties.language
    assert "Heading 1" == document.paragraphs[0].style.name


@needs_office
def test_on_paper_no_word_is_torn_where_all_fit(tmp_path):
    words = ("Varhaiskasvatushakemus verkossa", "Taloussuunnitelma 2026–2028")
    long = "jatkuu; kevät 2027: käyttöönotto, muut ammattiryhmät; syksy 2027: jatkuva toiminta"
    rows = ((words[0], long, 4500, f"4 500 €: {words[1]}"), *[("Opas", long, 10, "–")] * 12)
    heads = ("Toimenpide", "Aikataulu", "Arvio", "Laji ja peruste")
    (tmp_path / "koe.docx").write_bytes(as_docx([Table(heads, rows, caption="Koe")]))
    convert([tmp_path / "koe.docx"], tmp_path, "pdf")
    with pdfplumber.open(tmp_path / "pdf" / "koe.pdf") as paper:
        said = " ".join(page.extract_text() for page in paper.pages).split()

    assert {"Varhaiskasvatushakemus", "Taloussuunnitelma", "ammattiryhmät;"} <= {*said}


@needs_office
def test_on_paper_it_is_a4_and_the_heads_of_a_long_table_stand_on_each_of_its_pages(tmp_path):
    report = year_report(of("esimerkkila", 2025, date(2026, 1, 20)))
    file = tmp_path / "toteutuminen.docx"
    file.write_bytes(as_docx(report))
    convert([file], tmp_path, "pdf")
    with pdfplumber.open(tmp_path / "pdf" / "toteutuminen.pdf") as paper:
        sizes = {(round(page.width), round(page.height)) for page in paper.pages}
        texts = [page.extract_text() for page in paper.pages]

    assert {(595, 842)} == sizes  # A4 in points
    assert 2 < len([one for one in texts if "Mitä vuodelta on raportoitu" in one])
    assert "Nykyisen aikataulun mukaan vuodelle 2025 oli suunniteltu 32 toimenpidettä," in " ".join(
        texts[0].split()
    )


def test_the_terms_of_all_columns_are_told(year):
    told = as_markdown(year_report(year))

    assert all(f"**{term.head}:** " in told for term in (*STATES, *FACTS))


def test_the_second_half_of_a_year_at_the_end_of_a_period_may_be_missing(town):
    town.replace("tiekartta.yml", "kevät 2025 – syksy 2026", "syksy 2024 – kevät 2026")
    year = Year(laskula.site(town, date(2025, 2, 1)), 2024)

    assert (HalfYear(2024, 2),) == year.half_years
    assert (
        "Nykyisen aikataulun mukaan vuodelle 2024 ei ollut suunniteltu yhtään toimenpidettä."
        in [*sentences(year)]
    )


def test_a_roadmap_without_measures_is_told_as_one(town):
    for id in "abcdefghi":
        town.remove(f"toimenpiteet/{id}.yml")
    year = Year(laskula.site(town), 2025)

    assert "Digitiekartassa on 2 tavoitetta mutta ei toimenpiteitä." == next(sentences(year))
    assert ("Yhteensä", 0) == year.states_table().rows[-1]
    assert "toteutuminen" in as_markdown(year_report(year))
    assert "ei ole suunniteltu" in as_markdown(needs_report(Needs(year.site, 2026)))
