"""Meetings of bodies: what Tietoa tells of them, and what a calendar program reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import icalendar
import pytest

from digitiekartta.pages import paths
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.canonical import canonical, canonical_bytes, code_of, roadmap_from
from digitiekartta.versions.comparison.changes import compare
from pikku import Content
from rendering import Table, body, planned_of, tables, text, tree

AT = Options(date(2026, 9, 15), site_url="https://www.pikkula.example/digi/")
BODIES = """
toimielimet:
  - nimi: Johtoryhmä
    tehtava: hyväksyy muutokset
    hyvaksyy: muutokset
  - nimi: Digitiimi
    kokoontuu: 2–3 kertaa vuodessa
"""
MEETINGS = """
kokoukset:
  - toimielin: Johtoryhmä
    aika: 15.9.2026
    asia: Muutosten käsittely
  - toimielin: Digitiimi
    aika: viikko 6/2027
    asia: Tilannetiedot
  - toimielin: Johtoryhmä
    aika: 14.9.2026
    asia: Talousarvion tarpeet
    poytakirja: https://www.pikkula.example/jory/14
  - toimielin: digitiimi
    aika: kesäkuu 2026
    asia: Tilannetiedot
  - toimielin: Johtoryhmä
    aika: joulukuu
    asia: Muutosten käsittely
  - toimielin: Johtoryhmä
    aika: tammi–helmikuu
    asia: Tilinpäätöksen raportti
"""


@pytest.fixture
def meeting(content: Content) -> Content:
    """Return Pikku with bodies and their meetings."""
    content.append("tiekartta.yml", BODIES + MEETINGS)
    return content


def told(content: Content, options: Options = AT) -> dict[str, Table]:
    page = planned_of(content.roadmap(), options).files[paths.ABOUT]
    return {table.caption: table for table in tables(tree(body(page)))}


def calendar(content: Content) -> icalendar.Calendar:
    made = planned_of(content.roadmap(), AT).assets[paths.MEETINGS]
    return icalendar.Calendar.from_ical(made)


# --- the page ----------------------------------------------------------------------------------


def test_meetings_are_told_in_order_and_those_of_earlier_half_years_apart(meeting):
    found = told(meeting)

    assert [
        ["14.9.2026", "Johtoryhmä", "Talousarvion tarpeet (pöytäkirja 14.9.2026, Johtoryhmä)"],
        ["15.9.2026", "Johtoryhmä", "Muutosten käsittely"],
        ["Viikko 6/2027 (8.–14.2.2027)", "Digitiimi", "Tilannetiedot"],
    ] == found["Kokoukset syksystä 2026 alkaen"].cells
    assert [
        ["Kesäkuu 2026", "Digitiimi", "Tilannetiedot"],
    ] == found["Aiemmat kokoukset"].cells
    assert ["https://www.pikkula.example/jory/14"] == [
        str(link)
        for row in found["Kokoukset syksystä 2026 alkaen"].rows
        for link in row[2].xpath(".//@href")
    ]


def test_what_comes_every_year_is_told_in_order_of_the_year(meeting):
    assert [
        ["Tammi–helmikuu", "Johtoryhmä", "Tilinpäätöksen raportti"],
        ["Joulukuu", "Johtoryhmä", "Muutosten käsittely"],
    ] == told(meeting)["Joka vuosi"].cells


def test_no_page_says_which_meeting_is_the_next_one(meeting):
    later = replace(AT, run_day=date(2030, 1, 1))

    assert not any(caption.startswith("Kokoukset") for caption in told(meeting, later))
    page = planned_of(meeting.roadmap(), AT).files[paths.ABOUT].casefold()
    assert "seuraava" not in page
    assert "tulevat" not in page


def test_how_often_a_body_meets_is_told_with_what_it_does(meeting):
    found = told(meeting)["Toimielimet ja niiden tehtävät"]

    assert ["Toimielin", "Tehtävä", "Kokoontuu"] == found.headers
    assert ["Digitiimi", "ei kerrottu", "2–3 kertaa vuodessa"] == found.cells[1]


def test_without_meetings_nothing_is_said_of_them(content):
    content.append("tiekartta.yml", BODIES.replace("    kokoontuu: 2–3 kertaa vuodessa\n", ""))
    made = planned_of(content.roadmap(), AT)

    assert "## Kokoukset" not in made.files[paths.ABOUT]
    assert ".ics" not in made.files[paths.ABOUT]
    assert paths.MEETINGS not in made.assets
    assert ["Toimielin", "Tehtävä"] == told(content)["Toimielimet ja niiden tehtävät"].headers


def test_any_text_of_a_meeting_is_text(content):
    content.append(
        "tiekartta.yml",
        BODIES
        + "kokoukset:\n  - toimielin: Johtoryhmä\n    aika: 1.10.2026\n"
        + "    asia: '<b>a</b> | [x](javascript:y); a, \\b'\n",
    )
    [row] = told(content)["Kokoukset syksystä 2026 alkaen"].rows

    assert text(row[2]) == "<b>a</b> | [x](javascript:y); a, \\b"
    [event] = calendar(content).walk("VEVENT")
    assert event["SUMMARY"] == "Johtoryhmä: <b>a</b> | [x](javascript:y); a, \\b"


# --- the calendar ------------------------------------------------------------------------------


def test_a_calendar_has_every_meeting_on_the_days_that_are_known(meeting):
    days = [
        (str(one["SUMMARY"]), one.decoded("DTSTART"), one.decoded("DTEND"))
        for one in calendar(meeting).walk("VEVENT")
    ]

    report, changes = "Johtoryhmä: Tilinpäätöksen raportti", "Johtoryhmä: Muutosten käsittely"
    assert [
        ("Digitiimi: Tilannetiedot", date(2026, 6, 1), date(2026, 7, 1)),
        ("Johtoryhmä: Talousarvion tarpeet", date(2026, 9, 14), date(2026, 9, 15)),
        (changes, date(2026, 9, 15), date(2026, 9, 16)),
        ("Digitiimi: Tilannetiedot", date(2027, 2, 8), date(2027, 2, 15)),
        # What comes every year is there from this year to the one after the period, which ends
        # in 2026.
        (report, date(2026, 1, 1), date(2026, 3, 1)),
        (changes, date(2026, 12, 1), date(2027, 1, 1)),
        (report, date(2027, 1, 1), date(2027, 3, 1)),
        (changes, date(2027, 12, 1), date(2028, 1, 1)),
    ] == days


def test_a_known_day_takes_the_place_of_what_comes_every_year(meeting):
    meeting.replace("tiekartta.yml", "aika: 15.9.2026", "aika: 8.12.2026")
    found = [
        one.decoded("DTSTART")
        for one in calendar(meeting).walk("VEVENT")
        if one["SUMMARY"] == "Johtoryhmä: Muutosten käsittely"
    ]

    assert [date(2026, 12, 8), date(2027, 12, 1)] == found


def test_an_event_says_how_exactly_its_time_is_known(meeting):
    about = {str(one["UID"]): str(one["DESCRIPTION"]) for one in calendar(meeting).walk("VEVENT")}

    assert len(about) == 8  # each has an id of its own
    own = "pikku.kokous.{}.1@pikkula.example"
    week = about[own.format("digitiimi.20270208")]
    assert week.startswith("Tarkka päivä ei ole tiedossa: viikko 6/2027.\n")
    day = about[own.format("johtoryhma.20260914")]
    assert day.startswith("Pöytäkirja: https://www.pikkula.example/jory/14\n")
    assert "https://www.pikkula.example/digi/tietoa/#kokoukset" in day
    yearly = about[own.format("johtoryhma.20260101")]
    assert yearly.startswith("Toistuu joka vuosi: tammi–helmikuu. Tarkka päivä ei ole tiedossa.\n")


# --- the content -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("Digitiimi\n    aika", "Digitimi\n    aika", "unlisted-body", "Tarkoititko ”Digitiimi”?"),
        ("viikko 6/2027", "6/2027", "unknown-occasion", "”viikko 6/2027”"),
        ("viikko 6/2027", "alkuvuosi", "unknown-occasion", "helmikuu 2027"),
        ("viikko 6/2027", "viikko 53/2027", "unknown-occasion", "Viikkoa 53/2027 ei ole."),
        ("viikko 6/2027", "vk 44", "unknown-occasion", "Lisää vuosi, esimerkiksi ”viikko 44/2027”"),
        ("viikko 6/2027", "8.12.2026 klo 9", "unknown-occasion", "”8.12.2026”. Viikonpäivää tai"),
        ("viikko 6/2027", "ti 8.12.2026 klo 9.00–10.30", "unknown-occasion", "tai kellonaikaa ei"),
        ("viikko 6/2027", "tiistai 8.12.2026", "unknown-occasion", "Viikonpäivää tai"),
        ("15.9.2026", "31.9.2026", "bad-date", "Päivää 31.9.2026 ei ole."),
    ],
)
def test_a_slip_in_a_meeting_is_told_where_it_was_written(meeting, old, new, code, words):
    meeting.replace("tiekartta.yml", old, new)
    line = meeting.read("tiekartta.yml").partition(new.partition("\n")[0])[0].count("\n") + 1

    problem = meeting.error()
    assert (code, line) == (problem.code, problem.place.line)
    assert words in f"{problem.message} {problem.remedy}"


def test_a_meeting_that_is_past_or_on_a_sunday_is_no_fault(meeting):
    meeting.replace("tiekartta.yml", "15.9.2026", "6.12.2020")

    assert not meeting.problems()


def test_meetings_are_frozen_and_come_back(meeting):
    form = canonical(meeting.roadmap())

    assert "viikko 6/2027" == form["asetukset"]["kokoukset"][1]["aika"]
    assert form == canonical(roadmap_from(form))


def test_a_roadmap_without_meetings_has_the_form_that_it_had_before_there_were_any(content):
    form = canonical_bytes(canonical(content.roadmap()))

    assert b"kokou" not in form
    # That of the program before: the code in minutes of meetings stays the same.
    assert code_of(content.roadmap()) == "8VQW-4162-R3DT-4A5E-7NPZ-SXSA-N5ZZ"


def test_a_change_of_meetings_is_told_but_not_decided_on(meeting):
    before = meeting.roadmap()
    meeting.replace("tiekartta.yml", "viikko 6/2027", "9.2.2027")
    changes = compare(before, meeting.roadmap())

    assert not changes.entries
    assert [
        "Lisätään kokous ”Digitiimi, 9.2.2027, Tilannetiedot”.",
        "Poistetaan kokous ”Digitiimi, viikko 6/2027, Tilannetiedot”.",
    ] == [line.text for entry in changes.upkeep for line in entry.lines]


def test_a_body_that_is_called_otherwise_is_told_once_and_not_for_each_meeting(meeting):
    before = meeting.roadmap()
    for old, new in (("nimi: Johtoryhmä", "nimi: Johtotiimi"), (": Johtoryhmä", ": Johtotiimi")):
        meeting.write("tiekartta.yml", meeting.read("tiekartta.yml").replace(old, new).encode())
    changes = compare(before, meeting.roadmap())

    lines = [line.text for one in (*changes.entries, *changes.upkeep) for line in one.lines]
    assert ["Toimielimen ”Johtoryhmä” nimi on nyt ”Johtotiimi”."] == lines
