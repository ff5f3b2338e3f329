"""The schedule as calendars: what a calendar program reads of it, and what it keeps of edits."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digitiekartta.markup import escaping
from digitiekartta.pages import paths
from digitiekartta.pages.calendars.ics import Calendar, Event, as_ics, as_text
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.roadmap import Roadmap
from hostile import HOSTILE
from rendering import planned, planned_of, rendered, roadmap
from towns import TOWNS

AT = Options(date(2026, 9, 15), site_url="https://www.pikkula.example/digi/")


def assets(given: Roadmap, options: Options = AT) -> Mapping[str, bytes]:
    return planned_of(given, options).assets


def events(data: bytes) -> dict[str, icalendar.Event]:
    """Return the events of a file by what they are called."""
    found = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert len({str(one["UID"]) for one in found}) == len(found)
    return {str(one["SUMMARY"]): one for one in found}


def uids(given: Roadmap) -> dict[str, str]:
    found = events(assets(given)[paths.CALENDAR])
    return {str(one["UID"]): summary for summary, one in found.items()}


def unescaped(value: str) -> str:
    """Return a text of which the library does not know that it is one."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def days(event: icalendar.Event) -> tuple[date, date]:
    return event.decoded("DTSTART"), event.decoded("DTEND")


# --- what stands in it -------------------------------------------------------------------------


def test_an_event_lasts_as_long_as_a_measure_is_in_the_same_phase(content):
    found = events(assets(content.roadmap())[paths.CALENDAR])

    assert {
        # The end is the day after the last one.
        "Tietoturvakurssi: selvitys": (date(2025, 1, 1), date(2025, 7, 1)),
        "Tietoturvakurssi: käyttöönotto": (date(2025, 7, 1), date(2026, 1, 1)),
        "Tietoturvakurssi: jatkuva toiminta": (date(2026, 1, 1), date(2027, 1, 1)),
        "Digituki kirjastossa: selvitys": (date(2026, 7, 1), date(2027, 1, 1)),
    } == {summary: days(event) for summary, event in found.items()}


def test_an_event_tells_the_schedule_and_where_to_read_more(content):
    found = events(assets(content.roadmap())[paths.CALENDAR])["Tietoturvakurssi: käyttöönotto"]

    assert (
        "Selvitys keväällä 2025, käyttöönotto syksyllä 2025, sen jälkeen jatkuvaa toimintaa.\n"
        "https://www.pikkula.example/digi/toimenpiteet/kurssit/\n"
        "Luonnos – ei hyväksytty."
    ) == found["DESCRIPTION"]
    assert found["URL"] == "https://www.pikkula.example/digi/toimenpiteet/kurssit/"
    assert ("TRANSPARENT", "TENTATIVE") == (found["TRANSP"], found["STATUS"])
    assert ["toteutus"] == [str(one) for one in found["CATEGORIES"].cats]
    assert {"fi"} == {found[key].params["LANGUAGE"] for key in ("SUMMARY", "DESCRIPTION")}


def test_what_goes_on_after_the_period_says_so(content):
    found = events(assets(content.roadmap())[paths.CALENDAR])

    note = "Vaihe jatkuu, mutta kalenterissa se päättyy kauden loppuun."
    assert note in found["Tietoturvakurssi: jatkuva toiminta"]["DESCRIPTION"]
    assert note not in found["Tietoturvakurssi: selvitys"]["DESCRIPTION"]


def test_a_phase_that_comes_again_is_another_event_and_words_alone_are_one(content):
    content.replace(
        "toimenpiteet/digituki.yml",
        "  syksy 2026: selvitys\n",
        "  kevät 2025: selvitys\n"
        "  syksy 2025:\n    sanat: kysely\n"
        "  kevät 2026:\n    vaihe: selvitys\n    sanat: lähikirjastot\n"
        "  syksy 2026: selvitys\n",
    )
    found = icalendar.Calendar.from_ical(assets(content.roadmap())["vastuutahot/kirjasto.ics"])

    assert [
        ("Digituki kirjastossa: selvitys", (date(2025, 1, 1), date(2025, 7, 1))),
        ("Digituki kirjastossa: kysely", (date(2025, 7, 1), date(2026, 1, 1))),
        # Other words do not make another phase.
        ("Digituki kirjastossa: selvitys", (date(2026, 1, 1), date(2027, 1, 1))),
    ] == [(str(one["SUMMARY"]), days(one)) for one in found.walk("VEVENT")]


def test_a_schedule_that_is_not_known_is_no_event_but_told(content):
    content.write(
        "toimenpiteet/digituki.yml",
        """
        otsikko: Digituki kirjastossa
        tavoite: digitaidot
        ryhma: neuvonta
        vastuu: Kirjasto
        aikataulu_puuttuu: Ei vielä päätetty.
        """,
    )
    made = assets(content.roadmap())

    told = str(icalendar.Calendar.from_ical(made[paths.CALENDAR])["DESCRIPTION"])
    assert "Yhden toimenpiteen aikataulu ei ole tiedossa, joten se ei ole kalenterissa." in told
    assert "Yhdellä toimenpiteellä ei ole aikataulua." in told
    assert not any("Digituki" in summary for summary in events(made[paths.CALENDAR]))
    # A party of whose measures no time is known has no calendar, and its page no link to one.
    assert "vastuutahot/kirjasto.ics" not in made
    assert ".ics" not in planned_of(content.roadmap(), AT).files["vastuutahot/kirjasto.md"]


def test_a_plan_that_was_given_up_is_not_in_the_calendar(content):
    content.append("toimenpiteet/kurssit.yml", "paattyi: {puolivuosi: syksy 2025, syy: Riittää}\n")

    assert {
        "Tietoturvakurssi: selvitys",
        "Tietoturvakurssi: käyttöönotto",
        "Digituki kirjastossa: selvitys",
    } == events(assets(content.roadmap())[paths.CALENDAR]).keys()


@pytest.mark.parametrize("name", TOWNS)
def test_pages_lead_to_their_calendars_and_only_to_such_as_there_are(name):
    files = {file for file in planned(name).assets if file.endswith(".ics")}
    linked = set()
    for page, root in rendered(name).items():
        for target in root.xpath(".//a/@href[contains(., '.ics')]"):
            linked.add(posixpath.normpath(posixpath.join(posixpath.dirname(page), target)))

    assert files == linked


def test_the_calendar_of_a_party_has_its_measures_and_no_others():
    made = planned("esimerkkila")
    whole = events(made.assets[paths.CALENDAR])
    found = events(made.assets["vastuutahot/digiryhma.ics"])

    own = {roadmap("esimerkkila").short_title(m) for m in made.site.parties.measures["Digiryhmä"]}
    assert {summary for summary in whole if summary.rpartition(": ")[0] in own} == found.keys()
    # Whoever has both sees each event once.
    assert all(whole[summary]["UID"] == event["UID"] for summary, event in found.items())


# --- how official it is ------------------------------------------------------------------------


def test_a_draft_says_so_in_its_name(content):
    found = icalendar.Calendar.from_ical(assets(content.roadmap())[paths.CALENDAR])

    assert found["NAME"] == found["X-WR-CALNAME"]
    assert str(found["NAME"]).endswith(": aikataulu (luonnos)")
    assert str(found["DESCRIPTION"]).startswith("Luonnos – ei hyväksytty.")


def test_the_same_content_gives_the_same_calendar_on_another_day(content):
    content.append("tiekartta.yml", "paivitetty: 1.9.2026\n")
    later = replace(AT, run_day=date(2026, 12, 31))
    first = assets(content.roadmap())[paths.CALENDAR]

    assert first == assets(content.roadmap(), later)[paths.CALENDAR]
    assert b"DTSTAMP:20260901T000000Z" in first


# --- what edits keep ---------------------------------------------------------------------------


def test_an_event_stays_the_same_when_it_is_moved_or_called_otherwise(content):
    before = uids(content.roadmap())
    content.replace("toimenpiteet/digituki.yml", "syksy 2026: selvitys", "kevät 2026: Tutkimus")
    content.replace("toimenpiteet/digituki.yml", "Digituki kirjastossa", "Digituki kaikkialla")
    content.replace("toimenpiteet/kurssit.yml", "kevät 2025: selvitys", "kevät 2025: tutkimus")
    content.replace("tiekartta.yml", "- nimi: selvitys", "- nimi: tutkimus")
    after = uids(content.roadmap())

    assert before.keys() == after.keys()
    assert "Digituki kaikkialla: tutkimus" in after.values()


def test_a_measure_that_gets_another_id_keeps_its_events(content):
    before = uids(content.roadmap())
    content.write(
        "toimenpiteet/tietoturva.yml",
        content.read("toimenpiteet/kurssit.yml") + "aiemmat_tunnukset: kurssit\n",
    )
    content.path("toimenpiteet/kurssit.yml").unlink()
    content.replace("toimenpiteet/digituki.yml", "- kurssit", "- tietoturva")

    assert before == uids(content.roadmap())


# --- any text ----------------------------------------------------------------------------------

TEXTS = st.text(max_size=300)


@given(summary=TEXTS, about=TEXTS, category=TEXTS, name=TEXTS)
@example(summary="a\\nb;c,d\\", about="rivi\nBEGIN:VEVENT\r\nEND:VEVENT", category=",", name=":")
@example(summary="a" * 300, about="b" * 301, category="c" * 302, name="d" * 303)
@example(summary="ä" * 200, about="😀" * 99, category="x", name="a" * 74 + "ä")
def test_any_text_survives_in_a_file_that_programs_can_read(summary, about, category, name):
    texts = (summary, about, category, name)
    event = Event("a@b", date(2026, 1, 1), date(2026, 1, 1), date(2026, 6, 30), *texts[:3])
    data = as_ics(Calendar(name, about), [as_text(event)])

    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert all(line.decode() is not None for line in lines)  # no letter is parted
    read = icalendar.Calendar.from_ical(data)
    [again] = read.walk("VEVENT")
    line = escaping.one_line
    assert (line(summary), escaping.clean(about)) == (again["SUMMARY"], again["DESCRIPTION"])
    assert (line(name), escaping.clean(about)) == (unescaped(read["NAME"]), read["DESCRIPTION"])
    if line(category):
        assert [line(category)] == [str(one) for one in again["CATEGORIES"].cats]


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\ud800" not in text])
def test_a_hostile_title_stands_in_the_calendar_letter_for_letter(content, text):
    given = content.roadmap()
    measures = [
        one.model_copy(update={"title": text}) if one.id == "kurssit" else one
        for one in given.measures
    ]
    data = assets(replace(given, measures=tuple(measures)))[paths.CALENDAR]

    found = [one for one in events(data).values() if ".kurssit." in one["UID"]]
    assert len(found) == 3
    for event in found:
        told = f"{event['SUMMARY']}\n{event['DESCRIPTION']}"
        assert escaping.clean(text) in told or escaping.one_line(text) in told
