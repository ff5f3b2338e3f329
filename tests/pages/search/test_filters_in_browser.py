"""The filters of the list of measures as readers use them, in Chromium."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from digitiekartta.basics.text import slug, sort_key
from digitiekartta.pages import parts
from rendering import planned
from searching import CHOOSE, choices, opened, shown, status, write

pytestmark = pytest.mark.browser


def facts_of(site) -> dict[str, dict[str, Any]]:
    """Return measure → filter → what of it fits the measure, from the roadmap itself."""
    roadmap = site.roadmap

    def keys(names, pages):
        return {Path(pages[name]).stem for name in names}

    def happens(measure, moment):
        ended = measure.ended.half_year if measure.ended else None
        cell = None if ended and ended < moment else site.cell(measure, moment)
        if cell is None:
            return None
        return slug(cell.phase.name) if cell.phase else "muu-merkinta"

    def facts(measure):
        group = roadmap.group_of(measure)
        return {
            "tavoite": {measure.goal},
            "ryhma": {f"{measure.goal}/{group.id}"} if group else set(),
            "vastuu": keys(roadmap.parties_of(measure), site.parties.pages),
            "toimiala": keys(roadmap.sectors_of(measure), site.sectors.pages),
            "kohderyhma": keys(roadmap.audiences_of(measure), site.audiences.pages),
            **own_fields(measure),
            "vaiheet": {moment.slug: happens(measure, moment) for moment in site.half_years},
            "sanat": " ".join(
                filter(None, (measure.title, measure.description, measure.notes))
            ).lower(),
        }

    def own_fields(measure):
        return {f"oma-{slug(label)}": {slug(text)} for label, text in measure.extra_fields.items()}

    return {measure.id: facts(measure) for measure in roadmap.measures}


def expected(facts: dict[str, dict[str, Any]], chosen: dict[str, str]) -> set[str]:
    """Return the measures that a choice leaves."""

    def fits(fact):
        half_year, phase = chosen.get("puolivuosi"), chosen.get("vaihe")
        if half_year or phase:
            phases = fact["vaiheet"]
            told = {phases[half_year]} if half_year else {*phases.values()}
            if not (phase in told if phase else told - {None}):
                return False
        if not all(word in fact["sanat"] for word in chosen.get("q", "").lower().split()):
            return False
        return all(
            key in fact.get(name, ())
            for name, key in chosen.items()
            if name in SETS or name.startswith("oma-")
        )

    return {measure for measure, fact in facts.items() if fits(fact)}


SETS = ("tavoite", "ryhma", "vastuu", "toimiala", "kohderyhma")


@pytest.mark.parametrize("name", ["pikkula", "esimerkkila"])
def test_filters_leave_the_sets_that_the_data_gives(chromium, site, name):
    chance = random.Random(7)
    with opened(chromium, f"{site}{name}/toimenpiteet/") as open:
        page = open.page
        values = choices(page)
        assert {"tavoite", "vastuu", "puolivuosi", "vaihe"} <= values.keys()
        values["q"] = ["digi", "Digituki", "en sähköinen", "ääkkönen"]
        ones = [{key: one} for key, all_of in values.items() for one in all_of]
        several = [
            {key: chance.choice(values[key]) for key in chance.sample(sorted(values), size)}
            for size in (2, 2, 2, 3, 3, 4)
            for _ in range(8)
        ]
        facts = facts_of(planned(name).site)
        for chosen in [{}, *ones, *several]:
            page.evaluate(CHOOSE, chosen)
            assert expected(facts, chosen) == shown(page), chosen


@pytest.mark.parametrize("name", ["pikkula", "esimerkkila"])
def test_each_choice_tells_how_many_it_gives_under_the_others(chromium, site, name):
    with opened(chromium, f"{site}{name}/toimenpiteet/") as open:
        page = open.page
        goal, *_ = choices(page)["tavoite"]
        facts = facts_of(planned(name).site)
        page.locator("#rajaus-tavoite").focus()
        page.locator("#rajaus-tavoite").select_option(goal)
        assert page.evaluate("document.activeElement.id") == "rajaus-tavoite"
        told = page.locator("#rajaus option").evaluate_all(
            "all => all.filter(o => o.value).map(o =>"
            " [o.closest('select').name, o.value, o.text, o.disabled])"
        )
        for filter, key, text, disabled in told:
            size = len(expected(facts, {"tavoite": goal, filter: key}))
            assert text.endswith(f" ({size})"), (filter, key)
            assert disabled is (size == 0)
        assert any(disabled for *_, disabled in told)
        # What is chosen is named without a number, which would soon be another one.
        removing = page.get_by_role("button", name="Poista rajaus").inner_text()
        assert not removing.endswith(")")


def test_choices_stand_in_finnish_order(chromium, site):
    with opened(chromium, f"{site}esimerkkila/toimenpiteet/") as open:
        choices(open.page)
        parties = open.page.locator("#rajaus-vastuu option").evaluate_all(
            "all => all.filter(o => o.value).map(o => o.text.replace(/ \\(\\d+\\)$/, ''))"
        )
        assert parties == sorted(parties, key=sort_key)
        assert parties.index("Talouspäällikkö") < parties.index("TVT-vastaavat")


def test_filters_are_in_the_address_announced_and_removable(chromium, site):
    address = f"{site}pikkula/toimenpiteet/"
    with opened(chromium, address) as open:
        page = open.page
        assert not [url for url in open.asked if url.endswith("-data.js")]
        values = choices(page)
        assert [url for url in open.asked if url.endswith("-data.js")]
        goal, party = values["tavoite"][0], values["vastuu"][0]
        page.locator("#rajaus-tavoite").select_option(goal)
        page.locator("#rajaus-vastuu").select_option(party)
        assert page.url == f"{address}?tavoite={goal}&vastuu={party}"
        assert "toimenpi" in status(page)
        kept = shown(page)
    with opened(chromium, f"{address}?tavoite={goal}&vastuu={party}") as open:
        page = open.page
        assert "toimenpi" in status(page)
        assert kept == shown(page)
        assert not page.locator("#rajaus form").is_visible()
        page.get_by_role("button", name="Poista rajaus Tavoite").click()
        assert page.url == f"{address}?vastuu={party}"
        assert page.evaluate("document.activeElement.textContent").startswith("Poista rajaus")
        page.get_by_role("button", name="Poista rajaus").click()
        assert page.url == address
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"
        assert len(shown(page)) == len(planned("pikkula").site.roadmap.measures)


@pytest.mark.parametrize("width", [320, 1280])
def test_an_empty_goal_is_hidden_with_its_heading(chromium, site, width):
    window = {"width": width, "height": 700}
    with opened(chromium, f"{site}pikkula/toimenpiteet/?q=qqqq", viewport=window) as open:
        assert "Yhdestäkään toimenpiteestä ei löytynyt sanaa ”qqqq”." == status(open.page)
        assert open.page.locator("h2:visible").count() == 0
        assert open.page.locator("table:visible, tr:visible, td:visible").count() == 0


@pytest.mark.parametrize(
    ("written", "told"), [("vanhukset", "sanaa ”vanhukset”"), ("qq & ww", "sanoja ”qq & ww”")]
)
def test_a_word_that_no_measure_has_is_sought_in_the_whole_site(chromium, site, written, told):
    address = f"{site}esimerkkila/toimenpiteet/"
    with opened(chromium, address) as open:
        page = open.page
        goal, *_ = choices(page)["tavoite"]
        way = page.get_by_role("link", name="koko sivustolta")
        page.locator("#rajaus-tavoite").select_option(goal)
        page.locator("#rajaus-q").fill(written)
        none = "Yksikään toimenpide ei vastaa kaikkia rajauksia."
        page.locator("[role=status]", has_text=none).wait_for()
        page.get_by_role("button", name="Poista rajaus Tavoite").click()
        none = f"Yhdestäkään toimenpiteestä ei löytynyt {told}."
        page.locator("[role=status]", has_text=none).wait_for()
        assert page.get_by_role("button", name=f"Poista sana ”{written}”").is_visible()
        assert f"Hae {told} koko sivustolta" == way.inner_text()
        page.locator("#rajaus-q").fill("digi")
        page.locator("[role=status]", has_text="(kaikkiaan").wait_for()
        assert not way.is_visible()
        page.locator("#rajaus-q").fill(written)
        way.click()
        page.locator("#haku-kentta").wait_for()
        assert written == page.locator("#haku-kentta").input_value()


def test_how_many_are_left_is_told_beside_how_many_there_are(chromium, site):
    facts = facts_of(planned("pikkula").site)
    with opened(chromium, f"{site}pikkula/toimenpiteet/") as open:
        page = open.page
        goal, *_ = choices(page)["tavoite"]
        page.locator("#rajaus-tavoite").select_option(goal)
        left = len(expected(facts, {"tavoite": goal}))
        assert status(page).startswith(f"{left} toimenpide")
        assert status(page).endswith(f" (kaikkiaan {len(facts)})")


@pytest.mark.engine
def test_a_table_of_contents_that_leads_nowhere_is_hidden(chromium, draft_of_esimerkkila):
    site = draft_of_esimerkkila.site("esimerkkila")
    with opened(chromium, f"{(site / 'toimenpiteet/index.html').as_uri()}?q=qqqq") as open:
        page = open.page
        contents = page.locator(".sisallys")
        status(page)
        assert not contents.is_visible()
        assert (site / "haku/index.html").as_uri() + "?q=qqqq" == page.get_by_role(
            "link", name="koko sivustolta"
        ).get_attribute("href")
        page.get_by_role("button", name="Poista sana").click()
        contents.wait_for()
        assert contents.locator("li:visible").count() >= 3


def test_what_no_filter_has_is_told_and_dropped_from_the_address(chromium, site):
    address = f"{site}pikkula/toimenpiteet/"
    count = len(planned("pikkula").site.roadmap.measures)
    with opened(chromium, f"{address}?vastuu=poistettu") as open:
        assert status(open.page) == (
            f"Rajausta ”poistettu” ei ole. Ei rajauksia: {count} toimenpidettä"
        )
        assert count == len(shown(open.page))
        assert address == open.page.url
        goal, *_ = choices(open.page)["tavoite"]
    asked = f"{address}?tavoite={goal}&vastuu=poistettu&vaihe=hölynpöly"
    with opened(chromium, asked) as open:
        assert status(open.page).startswith("Rajauksia ”poistettu”, ”hölynpöly” ei ole. ")
        assert count > len(shown(open.page)) > 0
        assert f"{address}?tavoite={goal}" == open.page.url
        choices(open.page)
        open.page.locator("#rajaus-q").fill("qqqq")
        open.page.locator("[role=status]", has_text="Yksikään").wait_for()
        assert "ei ole." not in status(open.page)


def test_a_phase_alone_is_told_to_be_of_any_half_year(chromium, site):
    with opened(chromium, f"{site}pikkula/toimenpiteet/") as open:
        page = open.page
        values = choices(page)
        page.get_by_label("Vaihe valittuna puolivuonna").select_option(values["vaihe"][0])
        removing = page.get_by_role("button", name="Poista rajaus")
        assert removing.inner_text().startswith("Poista rajaus Vaihe jonakin puolivuonna: ")
        assert "Mikä tahansa" == page.locator("#rajaus-puolivuosi option:checked").inner_text()
        moment = page.locator("#rajaus-puolivuosi option:not(:disabled):not(:checked)").first
        page.get_by_label("Puolivuosi", exact=True).select_option(moment.get_attribute("value"))
        assert removing.nth(1).inner_text().startswith("Poista rajaus Vaihe: ")


def test_all_measures_are_seen_without_scripts(chromium, site):
    with opened(chromium, f"{site}pikkula/toimenpiteet/", java_script_enabled=False) as open:
        assert len(planned("pikkula").site.roadmap.measures) == len(shown(open.page))
        assert open.page.get_by_role("link", name="Vastuutahot").is_visible()


# --- long lists, of which the page has no rows -------------------------------------------------

LISTED = """all => all.map(link => decodeURI(link.href).split("/toimenpiteet/")[1].split("/")[0])"""


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Return a folder with a roadmap whose list of measures is too long for its page."""
    folder = tmp_path_factory.mktemp("pitka")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST_ROWS", 10)
        write("esimerkkila", folder)
    return folder


def test_filters_of_a_long_list_leave_the_sets_that_the_data_gives(chromium, long):
    chance = random.Random(7)
    with opened(chromium, f"{(long / 'toimenpiteet/index.html').as_uri()}") as open:
        page = open.page
        assert page.get_by_role("link", name="Tavoite 1").is_visible()
        values = choices(page)
        ones = [{key: one} for key, all_of in values.items() for one in all_of]
        several = [
            {key: chance.choice(values[key]) for key in chance.sample(sorted(values), 2)}
            for _ in range(12)
        ]
        facts = facts_of(planned("esimerkkila").site)
        for chosen in [*ones, *several]:
            page.evaluate(CHOOSE, chosen)
            links = page.locator(".haku-tulokset a").evaluate_all(LISTED)
            assert expected(facts, chosen) == {*links}, chosen
            assert len(links) == len({*links})
            assert not page.get_by_role("link", name="Tavoite 1:").is_visible()
        page.evaluate(CHOOSE, {})
        assert not page.locator(".haku-tulokset a").count()
        assert page.get_by_role("link", name="Tavoite 1").is_visible()


def test_a_measure_of_a_long_list_is_told_with_its_goal_party_and_phase(chromium, long):
    address = (long / "toimenpiteet/index.html").as_uri()
    with opened(chromium, f"{address}?tavoite=digitaidot&puolivuosi=2026-syksy") as open:
        page = open.page
        assert "toimenpi" in status(page)
        first = page.locator(".haku-tulokset li").first
        told = first.locator(".haku-laji").inner_text()
        assert "Vastuu: " in told
        assert told.startswith("Tavoite ")
        assert "Syksy 2026: " in told
        assert Path(first.locator("a").get_attribute("href").removeprefix("file://")).parent.parent


def test_a_word_in_a_long_list_is_sought_in_titles_and_leads_to_the_search(chromium, long):
    address = (long / "toimenpiteet/index.html").as_uri()
    with opened(chromium, f"{address}?q=DIGI") as open:
        page = open.page
        assert "toimenpi" in status(page)
        links = page.locator(".haku-tulokset a").evaluate_all(LISTED)
        site = planned("esimerkkila").site
        titles = {one.id: one.short_title or one.title for one in site.roadmap.measures}
        assert {id for id, title in titles.items() if "digi" in title.lower()} == {*links}
        search = page.get_by_role("link", name="Hae sanaa ”DIGI” koko sivustolta")
        assert search.get_attribute("href").endswith("haku/index.html?q=DIGI")


def test_a_long_result_comes_some_at_a_time(chromium, long):
    script = long / "assets/javascripts/toimenpiteet.js"
    text = script.read_text(encoding="utf-8")
    address = (long / "toimenpiteet/index.html").as_uri()
    script.write_text(text.replace("MOST_AT_A_TIME = 50", "MOST_AT_A_TIME = 3"), encoding="utf-8")
    try:
        with opened(chromium, f"{address}?q=digi") as open:
            page = open.page
            status(page)
            links = page.locator(".haku-tulokset a")
            assert links.count() == 3
            page.get_by_role("button", name="Näytä 3 lisää").click()
            assert links.count() == 6
            assert links.nth(3).evaluate("link => link === document.activeElement")
    finally:
        script.write_text(text, encoding="utf-8")
