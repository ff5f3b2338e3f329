"""The pages: the accepted ones, what all pages promise, and editors' text that stays text."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from lxml.html import HtmlElement
from pydantic import BaseModel

from accept import COMMAND, NAMES, accepted, difference, written
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import one_line, slug
from digitiekartta.markup import escaping
from digitiekartta.pages import paths
from digitiekartta.pages.front import examples
from digitiekartta.pages.paths import address
from digitiekartta.pages.plan import Plan, plan
from digitiekartta.pages.search.filters import FILE as FILTERS
from digitiekartta.pages.search.script import data_in
from digitiekartta.pages.site import Options, Owners
from digitiekartta.pages.writing import CONFIG, write_plan
from digitiekartta.roadmap.model import Ending, Measure
from digitiekartta.roadmap.roadmap import Roadmap, site_name
from digitiekartta.roadmap.short_titles import first_clause, lead
from digitiekartta.site import engine
from exploring import one_in
from hostile import HOSTILE, Tag, seen
from rendering import (
    OPTIONS,
    body,
    meta,
    pages,
    planned,
    planned_of,
    rendered,
    roadmap,
    tables,
    text,
    tree,
)
from towns import ROOT, TOWNS


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_are_the_accepted_ones(name):
    changed = difference(accepted(name), written(name))

    assert not changed, f"\n{changed}\n\nIf this is what residents should see, accept it: {COMMAND}"


# --- what all pages promise ----------------------------------------------------------------------


@pytest.mark.parametrize("name", TOWNS)
def test_page_titles_are_distinct(name):
    titles = [meta(page)["title"] for page in pages(planned(name)).values()]

    assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize("name", TOWNS)
def test_each_page_has_one_main_heading_first_and_no_level_is_skipped(name):
    for file, page in rendered(name).items():
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]

        assert (1, 1) == (levels[0], levels.count(1)), file
        assert page[0].tag == "h1", file
        assert all(now <= before + 1 for before, now in pairwise(levels)), file


@pytest.mark.parametrize("name", TOWNS)
def test_each_table_has_a_caption_of_its_own_and_no_empty_header(name):
    for file, page in rendered(name).items():
        found = tables(page)
        captions = [table.caption for table in found]

        assert sorted(set(captions)) == sorted(captions), file
        assert all(captions), file
        assert all(all(table.headers) for table in found), file
        assert all(all(all(row) for row in table.cells) for table in found), file


@pytest.mark.parametrize("name", TOWNS)
def test_nothing_on_a_page_is_empty(name):
    for file, page in rendered(name).items():
        empty = [e for e in page.iter("h1", "h2", "h3", "p", "a", "li", "ul", "th") if not text(e)]
        assert not empty, file
        for heading in page.iter("h2", "h3"):
            following = heading.getnext()
            assert following is not None, f"{file}: nothing follows {text(heading)}"
            assert following.tag not in ("h1", "h2"), f"{file}: {text(heading)}"


@pytest.mark.parametrize("name", TOWNS)
def test_every_link_leads_to_a_page_and_every_page_is_linked_to(name):
    files = pages(planned(name))
    reached = {paths.FRONT, *(file for _, file in planned(name).nav)}
    for file, page in rendered(name).items():
        for link in page.xpath("//a/@href"):
            if not link.startswith(("https:", "mailto:")):
                link, _, anchor = re.sub(r"/\?q=.+", "/index.md", link).partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(file), link))
                target = target if link else file
                headings = rendered(name)[target].xpath("//h2") if anchor else []
                assert not anchor or anchor in {slug(text(h)) for h in headings}, file
                assert target in {*files, *planned(name).assets}, f"{file}: {link}"
                reached.add(target)
        for crumb in meta(files[file]).get("murupolku", []):
            assert crumb["osoite"] in map(address, files), f"{file}: {crumb}"

    # The theme's footer leads to the statement.
    assert set(files) - reached == {paths.STATEMENT}


@pytest.mark.parametrize("name", TOWNS)
def test_the_measures_of_a_goal_come_before_what_the_phases_mean(name):
    of = roadmap(name)
    for goal in of.goals:
        known = any(of.schedule_of(measure) is not None for measure in of.measures_of(goal))
        page = body(planned(name).files[paths.goal(goal.id)])

        assert (known and bool(of.settings.phases)) == ("Vaiheet</h2>" in page)
        assert "<table" not in page.partition("Vaiheet</h2>")[2]
        assert page.count("Vaiheiden merkit") == 0


@pytest.mark.parametrize("name", TOWNS)
def test_no_heading_of_ours_on_the_roadmap_is_one_of_its_own_texts(name):
    page = rendered(name)[paths.ABOUT]
    headings = [text(heading).rstrip("?") for heading in page.iter("h1", "h2", "h3")]

    assert sorted(set(headings)) == sorted(headings)


@pytest.mark.parametrize("name", TOWNS)
def test_links_at_the_foot_of_a_measure_say_where_they_lead(name):
    own = planned(name).site.own.genitive.capitalize()
    for measure in roadmap(name).measures:
        links = rendered(name)[paths.measure(measure.id)].xpath("./ul//a | ./p/a")
        told = {link.get("href").partition("#")[2]: text(link) for link in links}

        assert told.get("visio") in (None, f"{own} visio")
        assert told.get("lahde", "Lähde: asiakirja").startswith(("Lähdeasiakirjassa: ", "Lähde: "))
        assert not told.get("lahde", "").startswith("Lähde: toimenpide")


# --- now -----------------------------------------------------------------------------------------


def front(name: str, day: date) -> str:
    page = tree(body(planned_of(roadmap(name), Options(day)).files[paths.FRONT]))
    for later in page.xpath("//*[@hidden]"):
        later.drop_tree()
    return " ".join(text(page).split())


def test_now_is_the_half_year_of_the_date():
    spring = front("esimerkkila", date(2026, 6, 30))
    autumn = front("esimerkkila", date(2026, 7, 1))

    assert "Nyt, keväällä 2026" in spring
    assert "Nyt, syksyllä 2026" in autumn
    assert "päätös 4," in spring
    assert "päätös 3," in autumn


def test_the_front_page_names_three_measures_that_begin_or_end_now_from_different_goals():
    page = rendered("esimerkkila")[paths.FRONT]
    [now] = page.xpath("//div[@data-kun='2026-syksy']")

    assert [
        "Koulutuspolut eri ammattiryhmille\nKäyttöönotto, raportoitu: käynnissä.",
        "Sähköinen asiointi yhteen portaaliin\nKäyttöönotto, raportoitu: käynnissä.",
        "Johdon tilannekuva yhteen näkymään\nKäyttöönotto, raportoitu: käynnissä.",
    ] == [text(item) for item in now.iter("li")]


def test_the_front_page_holds_what_is_told_in_each_half_year_to_come():
    page = rendered("esimerkkila")[paths.FRONT]
    told = page.xpath("//div[@data-kun]")

    assert ["2026-syksy", "2027-kevat", "2027-syksy", "2028-kevat"] == [
        one.get("data-kun") for one in told
    ]
    assert [False, True, True, True] == ["hidden" in one.attrib for one in told]
    assert "Nyt, keväällä 2027" == text(told[1][0])
    assert "Kausi päättyi syksyllä 2027" == text(told[3][0])


def test_the_front_page_tells_the_last_change_and_the_day_of_its_data_in_a_line():
    assert (
        "Muuttui viimeksi 9.6.2026: kahden toimenpiteen aikataulu muuttui ja yksi on uusi."
        " Tiedot ovat päivältä 20.10.2026." in text(rendered("esimerkkila")[paths.FRONT])
    )


def test_the_front_page_leads_to_the_search_of_words_that_are_found_here():
    page = rendered("esimerkkila")[paths.FRONT]
    links = page.xpath("//a[contains(@href, '?q=')]")

    assert ["haku/?q=Henkil%C3%B6st%C3%B6", "haku/?q=Asukkaat"] == [a.get("href") for a in links]


@pytest.mark.parametrize(
    ("parties", "found"),
    [
        (["Hallintopalvelut", "Asuntosihteeri", "Sivistys"], ["Hallintopalvelut", "Sivistys"]),
        (["Hallintopalvelut", "Asuntosihteeri"], ["Hallintopalvelut", "Asuntosihteeri"]),
        (["Esihenkilöt", "Kesäasukkaat"], ["Esihenkilöt", "Kesäasukkaat"]),
        (["Seudun kaikki asukkaat ja kesäasukkaat"], ["Seudun kaikki asukkaat ja kesäasukkaat"]),
    ],
)
def test_the_examples_of_what_to_search_stand_on_a_line_of_a_phone(parties, found):
    measure = roadmap("saarela").measures[0]
    owners = Owners({name: (measure,) for name in parties}, {}, {})
    none = Owners({}, {}, {})
    site = SimpleNamespace(audiences=none, sectors=none, parties=owners)

    assert found == [*examples(site)]


def test_what_the_source_tells_of_time_has_a_heading_and_a_way_to_the_rest():
    given = roadmap("saarela")
    words = {HalfYear(2025, 1): "koekäyttö"}
    measures = tuple(
        given.measures[0].model_copy(update={"id": f"kokeilu-{number}", "schedule_words": words})
        for number in range(5)
    )
    page = tree(body(planned_of(replace(given, measures=measures)).files[paths.FRONT]))
    [heading] = page.xpath("//h2[.='Aika lähteen mukaan']")
    told, way = heading.getnext(), heading.getnext().getnext()

    assert 3 == len(told)
    assert "Kaikki 5\xa0toimenpidettä, joiden ajasta lähde kertoo" == text(way)
    assert ["aikataulu/index.md#aika-lahteen-mukaan"] == way.xpath("./a/@href")


def test_the_front_page_leads_to_measures_by_whom_they_concern():
    [entrances] = rendered("esimerkkila")[paths.FRONT].xpath(
        "//h2[.='Ketä toimenpiteet koskevat']/following-sibling::ul[1]"
    )

    assert text(entrances[0]).replace("\u00a0", " ") == "Asukkaat: 17 toimenpidettä"


def test_before_and_after_the_period_the_front_page_says_so():
    before = front("esimerkkila", date(2024, 12, 31))
    after = front("esimerkkila", date(2028, 1, 1))

    assert "Kausi alkaa keväällä 2025" in before
    assert "Kausi päättyi syksyllä 2027" in after
    assert not any("Nyt," in said for said in (before, after))


def test_the_pages_of_a_half_year_are_the_same_whichever_of_its_days_they_are_made():
    one, other = (
        planned_of(roadmap("esimerkkila"), Options(date(2026, *day))).files
        for day in ((7, 1), (12, 31))
    )

    assert one == other


def test_a_half_year_in_which_nothing_is_planned_says_so():
    given = roadmap("pikkula")
    none = replace(
        given,
        goals=tuple(g.model_copy(update={"groups": ()}) for g in given.goals),
        measures=tuple(
            m.model_copy(update={"schedule": {}, "group": None}) for m in given.measures
        ),
    )
    files = planned_of(none).files

    assert "Tälle puolivuodelle ei ole merkitty toimenpiteitä." in files[paths.FRONT]
    assert not any(file.startswith("aikataulu/") for file in files)


def test_a_measure_that_has_ended_is_not_told_to_be_going_on():
    given = roadmap("pikkula")
    ending = Ending.model_validate({"puolivuosi": "kevät 2026", "syy": "Tehty."})
    ended = given.measures_by_id["kartoitus"].model_copy(update={"ended": ending})
    files = planned_of(
        replace(given, measures=tuple(ended if m.id == ended.id else m for m in given.measures)),
        OPTIONS,
    ).files

    assert "Digitaitojen kartoitus" in files["aikataulu/2026-kevat.md"]
    assert "Digitaitojen kartoitus" not in files["aikataulu/2026-syksy.md"]
    assert "Digitaitojen kartoitus" not in files[paths.FRONT]
    assert (
        "[Digitaitojen kartoitus](../toimenpiteet/kartoitus.md) (päättynyt)"
        in (files["tavoitteet/osaaminen.md"])
    )


def answers(page: HtmlElement) -> dict[str, str]:
    """Return what the card of a measure's page answers, and check that it stands first."""
    card = page[1]
    assert ("dl", "tiedot kortti") == (card.tag, card.get("class"))
    for later in card.xpath(".//*[@hidden]"):  # what holds from another half-year on
        later.drop_tree()
    return {text(dt): text(dt.getnext()) for dt in card.iter("dt")}


def test_a_measure_page_begins_with_four_answers():
    given = roadmap("esimerkkila")
    page = rendered("esimerkkila")[paths.measure("ryhti")]
    card = answers(page)

    assert ["Mitä", "Kuka", "Milloin", "Mitä muuttui"] == [*card]
    assert card["Mitä"] == lead(given.measures_by_id["ryhti"].description or "", 200)
    assert "Tekninen johtaja, Paikkatietoasiantuntija, Rakennustarkastaja" == card["Kuka"]
    assert card["Milloin"] == (
        "Nyt käyttöönotto (kevät 2026 – kevät 2027), jatkuva toiminta syksystä 2027 alkaen"
    )
    assert card["Mitä muuttui"].startswith("Käyttöönotto päättyy: alun perin syksyllä 2026, nyt")
    assert card["Mitä muuttui"].endswith("Siirretty kerran. Versio 2026-2")


def test_a_measure_of_which_nothing_is_told_says_what_it_is_part_of_and_what_is_not_known():
    card = answers(rendered("saarela")[paths.measure("venepaikat")])

    assert card == {
        "Mitä": "Tavoite 1: Meri yhdistää",
        "Kuka": "ei nimetty",
        "Milloin": "Ei tiedossa",
    }


def test_that_there_is_no_description_is_told_where_others_have_one():
    given = roadmap("muutosniemi")
    told = [
        one.model_copy(update={"description": None if one.id == "lomake" else "Tehdään asia."})
        for one in given.measures
    ]
    page = planned_of(replace(given, measures=tuple(told))).files[paths.measure("lomake")]

    said = answers(tree(body(page)))["Mitä"]
    assert "Tarkempaa kuvausta ei ole. Tavoite 2: Palvelut verkkoon" == said


def test_the_card_tells_who_else_takes_part_and_when_something_ended():
    given = roadmap("pikkula")
    partners = answers(rendered("pikkula")[paths.measure("kartoitus")])["Kuka"]
    ended = answers(rendered("muutosniemi")[paths.measure("lomake")])

    assert given.measures_by_id["kartoitus"].contributors
    assert "IT-palvelut, Rehtorit; mukana Pikkulan Data Oy, opisto" == partners
    assert "Päättyi syksyllä 2025" == ended["Milloin"]


def test_a_short_title_is_the_heading_and_the_decided_wording_stands_under_it():
    given = roadmap("saarela")
    named = given.measures[0].model_copy(update={"short_title": "Lautat"})
    files = planned_of(replace(given, measures=(named, *given.measures[1:]))).files
    page = tree(body(files[paths.measure("lautat")]))

    assert ("Lautat", "Lautat") == (text(page[0]), meta(files[paths.measure("lautat")])["title"])
    assert "Lauttojen sijainti kartalla" == answers(page)["Mitä"]
    assert "[Lautat](../toimenpiteet/lautat.md)" in files[paths.goal("meri")]
    assert "[Edellinen: Lautat](lautat.md)" in files[paths.measure("venepaikat")]


def test_what_was_reported_stands_beside_what_was_planned():
    [table] = [
        one
        for one in tables(rendered("esimerkkila")[paths.measure("ryhti")])
        if one.caption == "Puolivuosittain"
    ]

    assert ["Puolivuosi", "Suunniteltu", "Raportoitu tilanne"] == table.headers
    assert ["Kevät 2025", "ei raportoitu"] == [table.cells[0][0], table.cells[0][2]]
    assert table.cells[2][2].startswith("käynnissä: Rakennustietojen tarkistus")
    assert "tyhjä" == table.cells[-1][2]  # it is still to come


def test_the_front_page_tells_who_decides():
    assert "Kunnanhallitus hyväksyy digitiekartan" in text(rendered("esimerkkila")[paths.FRONT])


def test_the_front_page_promises_no_feedback_where_none_can_be_given():
    given = roadmap("esimerkkila")
    nobody = given.settings.model_copy(update={"feedback": None, "contact": None})
    page = planned_of(replace(given, settings=nobody)).files[paths.FRONT]

    assert "Kuka päättää ja miten voi antaa palautetta" in planned("esimerkkila").files[paths.FRONT]
    assert "palaut" not in page.partition("## Tila ja hyväksyntä")[2]


# --- unknown is not empty ------------------------------------------------------------------------


@pytest.mark.parametrize("name", TOWNS)
def test_an_unknown_schedule_is_told_with_its_reason_and_never_as_an_empty_plan(name):
    given = roadmap(name)
    for measure in given.measures:
        page = rendered(name)[paths.measure(measure.id)]
        said = " ".join(text(page).split())
        if given.schedule_of(measure) is None:
            why = " ".join((measure.schedule_missing or "").split())
            assert f"Ei tiedossa. {why}".rstrip(". ") in said
            assert not page.xpath("//*[@class='jana']")
        else:
            assert "ei ole tiedossa" not in said


def test_words_of_an_unknown_schedule_stay_beside_it():
    given = roadmap("saarela")
    page = text(rendered("saarela")[paths.measure("lautat")])
    [table] = tables(rendered("saarela")[paths.goal("meri")])

    assert given.schedule_of(given.measures_by_id["lautat"]) is None
    assert "Lähteessä: syksyn 2026 kohdalla ”koekäyttö”" in page
    assert ["Toimenpide", "Vastuu"] == table.headers
    assert [
        "Lauttojen sijainti kartalla\nLähteessä: syksyn 2026 kohdalla ”koekäyttö”",
        "Venepaikan varaus verkossa",
    ] == [row[0] for row in table.cells]


def test_where_no_schedule_is_known_the_schedules_page_lists_what_the_source_says_of_time():
    given = roadmap("saarela")
    lines = [
        measure.model_copy(update={"time_in_source": "valmis 6/25"}) for measure in given.measures
    ]
    made = planned_of(replace(given, measures=tuple(lines)))
    said = text(tree(body(made.files[paths.SCHEDULE])))

    assert [paths.SCHEDULE] == [file for file in made.files if file.startswith("aikataulu/")]
    assert "Lähde kertoo ajan tai tilanteen 2 toimenpiteestä:" in said
    assert "Lauttojen sijainti kartalla\nLähteessä: ”valmis 6/25”; syksyn 2026 kohdalla ”k" in said
    assert "Venepaikan varaus verkossa\nLähteessä: ”valmis 6/25”" in said


def test_a_roadmap_that_tells_nothing_of_time_has_no_page_of_it_and_its_addresses_lead_on():
    given = roadmap("saarela")
    silent = [measure.model_copy(update={"schedule_words": {}}) for measure in given.measures]
    made = planned_of(replace(given, measures=tuple(silent)))

    assert not any(file.startswith("aikataulu/") for file in made.files)
    assert "Aikataulu" not in dict(made.nav)
    for old in ("aikataulu/", "aikataulu/2025-kevat/", "aikataulu/2026-syksy/"):
        assert '">Toimenpiteet</a>' in made.assets[f"{old}index.html"].decode()
    filters = data_in(made.assets[FILTERS].decode())
    assert ([], [], {}) == (filters["puolivuodet"], filters["vaiheet"], filters["tilanteet"])


def test_a_half_year_of_which_nothing_is_told_is_plain_text_without_a_page():
    given = roadmap("pikkula")
    moment = HalfYear(2027, 1)
    made = planned_of(
        replace(
            given,
            measures=tuple(without(given, moment)),
            goals=(*(goal.model_copy(update={"groups": ()}) for goal in given.goals),),
        )
    )
    rows = tree(body(made.files[paths.SCHEDULE])).xpath("//tbody/tr/th")

    assert paths.half_year(moment) not in made.files
    assert '">Aikataulu</a>' in made.assets["aikataulu/2027-kevat/index.html"].decode()
    assert str(moment).casefold() not in "".join(map(text, rows)).casefold()
    assert "2027-kevat.md" not in made.files[paths.measure("kartoitus")]
    assert "Kevät 2027" in made.files[paths.measure("kartoitus")]
    filters = data_in(made.assets[FILTERS].decode())
    assert ["2026-kevat", "2026-syksy", "2027-syksy"] == [one for one, _ in filters["puolivuodet"]]


def without(given: Roadmap, moment: HalfYear) -> Iterator[Measure]:
    """Yield the measures without group, and without what they do in a half-year."""
    for measure in given.measures:
        own = given.schedule_entries_of(measure)
        kept = own and {when: said for when, said in own.items() if when != moment}
        words = {when: said for when, said in measure.schedule_words.items() if when != moment}
        yield measure.model_copy(update={"schedule": kept, "schedule_words": words, "group": None})


def test_every_choice_of_the_filters_gives_some_measure():
    for name in TOWNS:
        filters = data_in(planned(name).assets[FILTERS].decode())
        phases = {phase for own in filters["tilanteet"].values() for phase in own}

        assert all(numbers for _, _, some in filters["rajaukset"] for _, _, numbers in some), name
        assert phases == {phase for phase, _ in filters["vaiheet"]}, name
        assert [*filters["tilanteet"]] == [moment for moment, _ in filters["puolivuodet"]], name


def test_a_lacking_estimate_is_told_only_where_estimates_are_in_use():
    missing = "Arvio puuttuu"

    assert missing in text(rendered("esimerkkila")[paths.measure("avoin-data")])
    pages = {**rendered("saarela")}
    del pages[paths.OPEN_DATA]  # what an empty cell of a column means
    assert not any(missing in text(page) for page in pages.values())


def test_a_roadmap_without_half_years_has_no_half_year_pages():
    files = planned("tyynela").files

    assert not any(file.startswith("aikataulu/") for file in files)
    assert "Puolivuosittaista aikataulua ei ole." in files[paths.FRONT]


def test_a_schedule_that_nobody_knows_is_not_told_as_missing():
    given = roadmap("tyynela")
    unknown = [one.model_copy(update={"schedule": None}) for one in given.measures]
    front = planned_of(replace(given, measures=tuple(unknown))).files[paths.FRONT]

    assert "Niiden aikataulu ei ole tiedossa." in front
    assert "Puolivuosittaista" not in front


# --- names that meet -----------------------------------------------------------------------------


def test_measures_of_the_same_title_and_one_called_as_a_section_are_told_apart():
    files = planned("pikkula").files
    titles = {id: meta(files[paths.measure(id)])["title"] for id in ("verkkolomake", "aikataulu")}

    assert titles["verkkolomake"] == "Palaute (Palvelut toimivat, verkkolomake)"
    assert titles["aikataulu"] == "Aikataulu (Palvelut toimivat, aikataulu)"
    assert meta(files[paths.SCHEDULE])["title"] == "Aikataulu"
    assert "\n# Palaute\n" in files[paths.measure("verkkolomake")]


def test_groups_of_the_same_title_have_captions_of_their_own():
    given = roadmap("pikkula")
    goal = given.goals[0]
    groups = tuple(g.model_copy(update={"title": "Digi"}) for g in goal.groups)
    twice = replace(given, goals=(goal.model_copy(update={"groups": groups}), *given.goals[1:]))
    page = tree(body(planned_of(twice).files[paths.goal(goal.id)]))

    captions = [table.caption for table in tables(page)]

    assert captions == ["Aikataulu: Digi", "Aikataulu: Digi (2)"]


def test_an_id_called_index_does_not_take_the_sections_page():
    given = roadmap("saarela")
    measure = given.measures[0].model_copy()
    measure._id = "index"
    files = planned_of(replace(given, measures=(measure, *given.measures[1:]))).files

    assert "\n# Toimenpiteet\n" in files[paths.MEASURES]
    assert "\n# Lauttojen sijainti kartalla\n" in files["toimenpiteet/_index.md"]
    assert address("toimenpiteet/_index.md") == "toimenpiteet/_index/"
    assert address("tavoitteet/oma-index.md") == "tavoitteet/oma-index/"


def test_names_of_any_length_and_alphabet_become_addresses_that_a_disk_can_hold():
    names = [
        "Sama nimi",
        "sama  nimi",
        "Index",
        "משפחה",
        "家族",
        "pitkä " * 100,
        "pitkä " * 101,
        "x" * 300,
    ]

    files = list(paths.pages_for("vastuutahot", names).values())

    assert files[:4] == [
        f"vastuutahot/{n}.md" for n in ("sama-nimi", "sama-nimi-2", "index-2", "x")
    ]
    assert len(set(files)) == len(names)
    assert all(len(file) < 100 and re.fullmatch(r"[a-z0-9/-]+\.md", file) for file in files)


def test_the_municipality_is_added_to_the_sites_name_unless_it_is_in_it():
    def name(written: str, short: str) -> str:
        settings = roadmap("saarela").settings
        return site_name(settings.model_copy(update={"name": written, "short_name": short}))

    assert name("Kemijärven kaupungin digitiekartta", "Kemijärvi") == (
        "Kemijärven kaupungin digitiekartta"
    )
    assert name("Digitiekartta 2025–2027", "Ii") == "Digitiekartta 2025–2027, Ii"
    assert name("Digitiekartta 2025–2027", "Kartta") == "Digitiekartta 2025–2027, Kartta"


# --- any text in any field -----------------------------------------------------------------------

# Not words for residents: ids, words from a list, file names and addresses.
NOT_TEXT = {
    *("id", "goal", "group", "viewpoint", "related", "replaces", "merged_into", "former_ids"),
    *("goals", "measures"),
    *("common", "state", "approves", "sector_word", "group_word", "texts", "address"),
    "kind",
    "email",  # text with a link around it where it is an address; see below
    "short_name",  # part of the site's name only where it is not in it; see above
}
# What officials write for each other, or for drawings still to come.
NOT_SHOWN = {"mark", "qualifier"}


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """Return a roadmap, or any part of one, with each of its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(changed(item, change) for item in value)
    if isinstance(value, Mapping):
        return {changed(key, change): changed(item, change) for key, item in value.items()}
    if isinstance(value, BaseModel):
        # In the order of the model: a set would give each run other texts.
        names = [name for name in type(value).model_fields if name not in NOT_TEXT]
        return value.model_copy(update={n: changed(getattr(value, n), change) for n in names})
    return value


def with_texts(given: Roadmap, change: Callable[[str], str]) -> Roadmap:
    """Return the roadmap with each text changed; prose files stay, they are Markdown."""
    names = ("settings", "goals", "measures", "parties", "levels", "abbreviations")
    made = replace(given, **{name: changed(getattr(given, name), change) for name in names})
    return replace(made, measures=tuple(map(with_two_paragraphs, made.measures)))


def with_two_paragraphs(measure: Measure) -> Measure:
    """Return a measure whose description is longer than its first sentence, whatever that is."""
    described = measure.description and f"{measure.description}\n\nToinen kappale."
    return measure.model_copy(update={"description": described})


@cache
def words_of_pikkula() -> tuple[str, ...]:
    """Return each text of Pikkula once, in order."""
    found: dict[str, None] = {}
    with_texts(roadmap("pikkula"), lambda word: found.setdefault(word) or word)
    return tuple(found)


WORDS = words_of_pikkula()


def key(made: Plan, file: str, change: Mapping[str, str]) -> tuple[str, ...]:
    """Return a page's name that does not depend on what parties and others are called."""
    back = {new: old for old, new in change.items()}
    for folder in ("parties", "sectors", "audiences"):
        for name, page in getattr(made.site, folder).pages.items():
            if page == file:
                return folder, back[name]
    return ("page", file)


def parts(html: str) -> list[str]:
    """Return a page's tags and texts, but for those that explain an abbreviation.

    Blank lines in a text make paragraphs, which count as its spaces.
    """
    shown: list[str] = []
    # Drawings, the labels of cells and what pictures say have tests of their own (tests/components,
    # tests/pages/numbers).
    source = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    source = re.sub(r' (data-otsikko|alt)="[^"]*"', "", source)
    for part in seen(re.sub(r'<abbr title="[^"<>]*">([^<>]*)</abbr>', r"\1", source)):
        if isinstance(part, Tag):
            shown.append(Tag(re.sub(r' href="[^"]*"', "", part)))
        elif words := " ".join(part.split()):
            shown.append(words)
    whole = "\n".join(f"\0{p}" if isinstance(p, Tag) else p for p in shown)
    whole = re.sub(r"\n\0</p>\n\0<p>\n", " ", whole)
    return [Tag(p[1:]) if p.startswith("\0") else p for p in whole.split("\n")]


def pages_with(change: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Return the pages of Pikkula with some of its texts changed."""
    made = planned_of(with_texts(roadmap("pikkula"), lambda word: change.get(word, word)))
    return {
        key(made, file, {w: change.get(w, w) for w in WORDS}): t for file, t in pages(made).items()
    }


PLAIN = {word: f"Sana{number}q" for number, word in enumerate(WORDS)}


@dataclass(frozen=True)
class Shown:
    """What is compared of a page: front matter, tags and texts, and links that lead away."""

    meta: Any
    parts: list[str]
    links: list[str]

    @classmethod
    def of(cls, page: str) -> Shown:
        html = body(page)
        return cls(meta(page), parts(html), links_out(html))


@cache
def plain_pages() -> Mapping[tuple[str, ...], Shown]:
    return {name: Shown.of(page) for name, page in pages_with(PLAIN).items()}


def line(words: str) -> str:
    return " ".join(escaping.clean(words).split())


def check_that_text_stays_text(texts: Mapping[str, str]) -> None:
    """Check the pages on which each of Pikkula's texts is another one."""
    changed_pages = pages_with(texts)
    assert set(changed_pages) == set(plain_pages())
    for name, page in changed_pages.items():
        plain_page, found_page = plain_pages()[name], Shown.of(page)
        found, plain_parts = without_whole_wording(found_page.parts), plain_page.parts
        tags, plain_tags = (
            [p for p in some if isinstance(p, Tag)] for some in (found, plain_parts)
        )
        assert plain_tags == tags, name
        shown = [part.casefold() for part in found if not isinstance(part, Tag)]
        plain = "\n".join(part for part in plain_parts if not isinstance(part, Tag))
        for number in set(re.findall(r"[Ss]ana(\d+)q", plain)):
            expected = texts[WORDS[int(number)]]
            # A phase begins a heading with an upper-case letter; long titles may be cut.
            assert any(form in part for part in shown for form in forms(expected)), (name, expected)
        check_front_matter(plain_page.meta, found_page.meta, texts)
        assert plain_page.links == found_page.links


def without_whole_wording(parts: Sequence[Any]) -> Sequence[Any]:
    """Return a page's parts without the paragraph of a wording that no heading has room for."""
    for at, part in enumerate(parts):
        if not isinstance(part, Tag) and part.strip().startswith("Koko sanamuoto"):
            end = next(i for i in range(at, len(parts)) if isinstance(parts[i], Tag))
            return [*parts[: at - 1], *parts[at:end], *parts[end + 1 :]]
    return parts


def forms(words: str) -> set[str]:
    """Return the forms of a text on a page, letter case folded: whole, or only its beginning."""
    cut = (words, first_clause(one_line(words)), lead(words, 140))
    return {line(form).casefold() for form in cut}


def links_out(html: str) -> list[str]:
    """Return the links that lead away; a mail's subject has the measure's title, encoded."""
    links = re.findall(r'href="([^"]*)"', html)
    links = [re.sub(r"\?q=[\w%.~-]*$", "", link, flags=re.ASCII) for link in links]
    links = [re.sub(r"\?subject=Palaute%3A[\w%.~-]*$", "", link, flags=re.ASCII) for link in links]
    return [link for link in links if not re.fullmatch(r"[\w./-]+(#[a-z0-9-]+)?", link, re.ASCII)]


def check_front_matter(plain: Any, found: Any, texts: Mapping[str, str]) -> None:
    """Check that what themes print as HTML is the text."""

    def same(before: str, now: str) -> bool:
        words = re.sub(r"[Ss]ana(\d+)q", lambda m: texts[WORDS[int(m[1])]], before)
        one, other = escaping.clean(words), html.unescape(now)
        # The way here is printed as it stands in front matter, so it has soft hyphens there.
        return re.sub(r"[\s\u00ad]", "", one) == re.sub(r"[\s\u00ad]", "", other)

    assert plain.keys() == found.keys()
    assert not re.search("[<>\"']", found["title"] + found["description"])
    assert same(plain["title"], found["title"]) or found["title"].endswith(" …")
    said = line(html.unescape(found["description"]))
    for number in re.findall(r"[Ss]ana(\d+)q", plain["description"]):
        expected = forms(texts[WORDS[int(number)]])
        assert said.endswith(" …") or any(form in said.casefold() for form in expected)
    for before, now in zip(plain.get("murupolku", []), found.get("murupolku", []), strict=True):
        assert same(before["nimi"], now["nimi"])
        assert not re.search("[<>\"']", now["nimi"])


# Reading strips texts and lets no half of a character pass; names must differ.
STRIPPED = tuple(dict.fromkeys(text.strip() for text in HOSTILE if "\ud800" not in text))


def hostile_texts(turn: int) -> Mapping[str, str]:
    """Return a hostile text for each text of Pikkula; over all turns each text has been each."""
    texts = {}
    for number, word in enumerate(WORDS):
        hostile = STRIPPED[(number + turn) % len(STRIPPED)]
        texts[word] = hostile if number < len(STRIPPED) else f"{hostile} {number}"
    return texts


# Every fourth turn: each text stands in a quarter of the fields, and a field has seen a quarter.
@pytest.mark.parametrize("turn", range(0, len(STRIPPED), 4))
def test_hostile_texts_in_all_fields_are_shown_letter_for_letter(turn):
    check_that_text_stays_text(hostile_texts(turn))


ANY_TEXT = st.text(min_size=1, max_size=40).map(str.strip).filter(escaping.clean)


@one_in(5)
@given(st.dictionaries(st.sampled_from(WORDS), ANY_TEXT, min_size=1, max_size=12))
def test_any_text_in_any_field_is_shown_letter_for_letter(some):
    taken = {line(words).casefold() for words in some.values()}
    if len(taken) == len(some):  # two parties of the same name are one
        check_that_text_stays_text({**PLAIN, **some})


def test_every_text_of_the_content_is_shown_on_some_page():
    given = roadmap("pikkula")
    everything = "\n".join("\n".join(p) for p in (page.parts for page in plain_pages().values()))
    hidden = [w for w in WORDS if PLAIN[w].casefold() not in everything.casefold()]
    officials = {p.mark for p in given.settings.phases} | {
        party.qualifier for party in given.parties.values()
    }

    assert set(hidden) <= officials


@pytest.mark.parametrize("mail", ["digi@pikkula.example", "x\"onclick='a'@b.fi", "a b", "<b>@c"])
def test_an_e_mail_address_is_shown_and_is_a_link_only_when_it_can_be_one(mail):
    given = roadmap("pikkula")
    contact = given.settings.contact.model_copy(update={"email": mail})
    made = replace(given, settings=given.settings.model_copy(update={"contact": contact}))
    page = tree(body(planned_of(made).files[paths.ABOUT]))
    [item] = [item for item in page.iter("li") if text(item).startswith("Sähköposti")]

    assert text(item) == f"Sähköposti: {mail}"
    assert {e.tag for e in item.iterdescendants()} <= {"a"}
    assert all(set(e.attrib) == {"href"} and e.get("href").startswith("mailto:") for e in item)


# --- and through an engine -----------------------------------------------------------------------


def built(texts: Mapping[str, str], root: Path) -> dict[tuple[str, ...], str]:
    """Return the pages of Pikkula with other texts, as whole documents that MkDocs built."""
    for name in ("theme", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    made = plan(with_texts(roadmap("pikkula"), lambda word: texts.get(word, word)), OPTIONS)
    build, site = root / "build" / "pikkula", root / "site"
    write_plan(made, build, site)
    assert engine.build(build / CONFIG, site, epoch=0) == []
    return {
        key(made, file, texts): (site / address(file) / "index.html").read_text(encoding="utf-8")
        for file in pages(made)
    }


def skeleton(document: str) -> list[str]:
    """Return a document's elements with the names of their attributes, and what may run."""
    document = re.sub(r'<abbr title="[^"<>]*">([^<>]*)</abbr>', r"\1", document)
    document = re.sub(r"</p>\s*<p>", " ", document)
    # A drawing breaks a long label into lines of its own, each plain text.
    document = re.sub(r"<text [^<>]*>[^<>]*</text>", "", document)
    found = []
    for element in lxml_html.document_fromstring(document).iter():
        if element.tag == "br":
            continue
        # The words of a heading make its id and the table of contents.
        names = sorted(set(element.attrib) - {"id"})
        runs = element.text if element.tag in ("script", "style") else ""
        found.append(f"{element.tag} {names} {runs}")
    return found


@pytest.mark.engine
def test_hostile_texts_leave_the_built_pages_as_they_are(tmp_path):
    (tmp_path / "plain").mkdir()
    (tmp_path / "hostile").mkdir()
    texts = hostile_texts(0)
    plain, hostile = built(PLAIN, tmp_path / "plain"), built(texts, tmp_path / "hostile")

    assert set(plain) == set(hostile)
    for name, document in hostile.items():
        assert skeleton(plain[name]) == skeleton(document), name
        before, now = (lxml_html.document_fromstring(page) for page in (plain[name], document))
        for path in ("//title", "//meta[@name='description']/@content", "//header", "//nav"):
            for old, new in zip(before.xpath(path), now.xpath(path), strict=True):
                check_words(old, new, texts)
        for link in now.xpath("//*[not(@rel='icon')]/@href"):
            assert not re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE), link


def check_words(old: Any, new: Any, texts: Mapping[str, str]) -> None:
    """Check that each text stands in the new words where the plain one stood in the old."""
    before, now = (
        w if isinstance(w, str) else " ".join(str(w.text_content()).split()) for w in (old, new)
    )
    for number in set(re.findall(r"[Ss]ana(\d+)q", before)):
        # The table of contents drops the line breaks of a heading.
        shown = re.sub(r"[\s\u00ad]", "", line(now)).casefold()
        expected = {re.sub(r"[\s\u00ad]", "", one) for one in forms(texts[WORDS[int(number)]])}
        assert "…" in now or any(one in shown for one in expected), (expected, now)


def test_few_of_a_measures_words_stand_on_most_other_pages_of_measures_too():
    given = {f"toimenpiteet/{one.id}.md" for one in roadmap("esimerkkila").measures}
    pages = [said_on(page) for file, page in rendered("esimerkkila").items() if file in given]
    times = Counter(piece for page in pages for piece in set(page))
    words = [
        (len(piece.split()), times[piece] > 0.8 * len(pages)) for page in pages for piece in page
    ]

    assert sum(count for count, shared in words if shared) < 0.2 * sum(count for count, _ in words)


def said_on(page: HtmlElement) -> list[str]:
    """Return the pieces of what a page says to those who hear it, as they stand between tags."""
    said = page.xpath(".//text()[not(ancestor::*[@aria-hidden='true' or @hidden])]")
    pieces = (" ".join(str(piece).replace("\u00ad", "").split()) for piece in said)
    return [piece for piece in pieces if re.search(r"\w", piece)]
