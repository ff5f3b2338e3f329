"""Search and filters as readers use them, in Chromium, with the project's content policy."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from digitiekartta.audit.server import serving
from digitiekartta.basics.text import slug, sort_key
from digitiekartta.pages import paths
from digitiekartta.pages.plan import plan
from rendering import OPTIONS, body, planned, roadmap
from towns import ROOT, content
from transcribed import NAMES, is_untouched

pytestmark = pytest.mark.browser
THEME = ROOT / "theme" / "assets"


_LINK = re.compile(r'href="([^":]*?)([^"/]+)\.md"')


def _as_engines_do(link: re.Match[str]) -> str:
    return f'href="{link[1]}"' if link[2] == "index" else f'href="{link[1]}{link[2]}/"'


def write(name: str, folder: Path) -> None:
    """Write a roadmap's search page, list of measures and their data, in our styles."""
    made = plan(roadmap(name), OPTIONS)
    for file in (paths.SEARCH, paths.MEASURES):
        target = folder / file.replace(".md", ".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        content = _LINK.sub(_as_engines_do, body(made.files[file]))
        target.write_text(
            f'<!doctype html><html lang="fi"><meta charset="utf-8"><title>Otsikko</title>'
            '<link rel="stylesheet" href="../assets/stylesheets/digitiekartta.css">'
            f"<main><article>{content}</article></main></html>",
            encoding="utf-8",
        )
    assets = {file: data for file, data in made.assets.items() if file.endswith(".js")}
    for folder_name in ("javascripts", "stylesheets"):
        for source in (THEME / folder_name).iterdir():
            assets[f"assets/{folder_name}/{source.name}"] = source.read_bytes()
    for file, data in assets.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder: Path = tmp_path_factory.mktemp("sivusto")
    for name in ("esimerkkila", "pikkula"):
        write(name, folder / name)
    return folder


@pytest.fixture(scope="module")
def site(folder) -> Iterator[str]:
    with serving(folder) as address:
        yield address


@contextmanager
def opened(chromium, address, **options):
    """Open a page; whatever its console says is kept, and nothing may be said there."""
    context = chromium.new_context(**options)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    yield SimpleNamespace(page=page, asked=asked, said=said)
    context.close()
    assert [text for text in said if "Failed to load resource" not in text] == []


def status(page) -> str:
    """Return what is announced, once it is."""
    page.locator("[role=status]:not(:empty)").wait_for()
    return page.locator("[role=status]").inner_text()


def whole(text: str) -> str:
    """Return text without the places where its words may be parted at the end of a line."""
    return text.replace("\u00ad", "")


# --- search --------------------------------------------------------------------------------


def test_queries_of_residents_lead_to_the_right_page(chromium, tmp_path, lexicon):
    from benchmarks import search

    # The queries about a real roadmap are for as long as nobody has edited it.
    where = {name: ROOT / "content" for name in NAMES if is_untouched(name)}
    where["esimerkkila"] = content("esimerkkila")
    asked = [query for query in search.queries() if query.roadmap in where]
    for name in {query.roadmap for query in asked}:
        search.write_site(tmp_path / name, search.files_of(name, lexicon, where[name]))
    found = search.measured(chromium, tmp_path, asked)
    shares = search.shares(found, asked)
    failed = [query.text for query in asked if not search.is_right(query, found[query])]

    assert len(asked) >= 200
    assert shares["first"] >= 0.85, failed
    assert shares["five"] >= 0.95, failed
    assert shares["nothing"] >= 0.9, failed


def test_nothing_is_loaded_before_the_first_search(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/") as open:
        assert not [url for url in open.asked if "haku-" in url]
        open.page.keyboard.press("Tab")
        open.page.keyboard.type("lupa")
        assert "osum" in status(open.page)
        assert [url for url in open.asked if url.endswith("/haku-data.js")]


def test_a_query_in_the_address_is_answered_and_the_count_announced(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/?q=rakentamisluvan") as open:
        told = status(open.page)
        first = open.page.locator(".haku-tulokset a").first

        assert told.endswith("haulla ”rakentamisluvan”.")
        assert f"{open.page.locator('.haku-tulokset li').count()} osum" in told
        assert whole(first.inner_text()) == "Rakentamisluvat verkossa alusta loppuun"
        assert whole(first.locator("mark").inner_text()) == "Rakentamisluvat"
        assert first.get_attribute("href").endswith("/esimerkkila/toimenpiteet/rakentamisluvat/")
        assert open.page.title() == "Otsikko"
        assert open.page.locator("h1").inner_text() == "Haku"


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_results_of_an_address_come(chromium, site, width):
    window = {"width": width, "height": 800}
    with opened(chromium, f"{site}esimerkkila/haku/?q=koulutus", viewport=window) as open:
        assert "osum" in status(open.page)
        moved = open.page.evaluate("""() => new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((e) => (sum += e.value)))
            .observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 200);
        })""")

    assert moved < 0.02


def test_a_search_works_by_keyboard_and_stays_in_the_address_and_in_history(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/") as open:
        page = open.page
        page.keyboard.press("Tab")
        page.keyboard.type("vesimittari")
        page.keyboard.press("Enter")
        assert "vesimittari" in status(page)
        assert page.url.endswith("?q=vesimittari")
        page.locator("#haku-kentta").fill("intra")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=intra")
        page.go_back()
        page.wait_for_function("document.querySelector('#haku-kentta').value == 'vesimittari'")
        page.locator(".haku-tulokset a", has_text="vesimittarit").wait_for()
        page.locator("#haku-kentta").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.locator(".haku-tulokset a").first.evaluate("a => a == document.activeElement")


def test_nothing_found_is_told_with_the_nearest_word_and_where_to_ask(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/?q=qwxzqwxz") as open:
        assert status(open.page) == "Ei osumia haulla ”qwxzqwxz”."
        advice = open.page.locator(".haku-neuvot")
        assert "kaikki toimenpiteet" in advice.inner_text()
        assert "https://www.esimerkkila.example/palaute" == advice.get_by_role(
            "link", name="palautelomakkeella"
        ).get_attribute("href")
    with opened(chromium, f"{site}esimerkkila/haku/?q=kirjessta") as open:
        assert status(open.page).startswith("Ei osumia haulla ”kirjessta”.")
        open.page.locator(".haku-neuvot a").first.click()
        assert status(open.page).endswith("osumaa haulla ”kirjasto”.")


def test_what_is_sought_instead_of_a_misspelt_word_is_told(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/?q=digitki") as open:
        told = status(open.page)
        assert told.startswith(
            "Hakusanalla ”digitki” ei löytynyt mitään. Näytetään tulokset sanalle ”digituki”. "
        )
        assert re.search(r"\d osumaa haulla ”digitki”\.$", told)
        assert "digitukea" in open.page.locator(".haku-osumat mark").first.inner_text().lower()


def test_what_is_thereabouts_is_shown_apart_and_not_counted(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/?q=lumityöt") as open:
        told = status(open.page)
        assert told.startswith("Ei osumia haulla ”lumityöt”.")
        assert open.page.get_by_role("heading", name="Sinnepäin").is_visible()
        assert open.page.locator(".haku-sinnepain a").count() > 0
        assert open.page.locator(".haku-osumat").count() == 0


def test_pages_with_some_of_the_words_stand_below_the_hits(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/?q=vesimittareiden+asennus+kirjastossa") as open:
        assert "osuma" in status(open.page)
        assert "Kaikkia sanoja ei löytynyt samalta sivulta." in status(open.page)
    with opened(chromium, f"{site}esimerkkila/haku/?q=tietosuojan+koulutus") as open:
        count = int(status(open.page).split()[0])
        assert count == open.page.locator(".haku-osumat li").count()
        assert open.page.get_by_role("heading", name="Vain osa sanoista").is_visible()
        assert open.page.locator(".haku-osittaiset li").count() > 0


def test_a_result_quotes_the_sentence_that_matches(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/?q=katuvalo") as open:
        quote = open.page.locator(".haku-tulokset li", has_text="kartalla").locator(".haku-ote")
        quote.locator("mark").first.wait_for()
        assert "katuvalot" in quote.inner_text()


@pytest.mark.parametrize("page", ["haku/", "toimenpiteet/"])
def test_a_word_copied_from_a_page_with_its_soft_hyphens_is_found(chromium, site, page):
    told = []
    for word in ("rakentamisluvat", "raken%C2%ADtamis%C2%ADluvat"):
        with opened(chromium, f"{site}esimerkkila/{page}?q={word}") as open:
            told.append(status(open.page).split(" ")[0])

    assert told[0] == told[1] != "0"
    assert told[0].isdigit()


def test_what_is_searched_for_is_never_markup(chromium, site):
    query = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20lupa"
    with opened(chromium, f"{site}esimerkkila/haku/?q={query}") as open:
        assert "<img src=x onerror=alert(1)> lupa" in status(open.page)
        assert open.page.locator("main img").count() == 0


def test_where_the_header_leads_one_can_type_at_once(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/?q=") as open:
        page = open.page
        # The browser itself moves the focus after a page has loaded.
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(100)
        page.keyboard.type("luvan")
        page.locator("[role=search] .haku-tulokset a").first.wait_for()
        assert "haulla ”luvan”" in status(page)


def test_search_without_scripts_leads_to_the_lists(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/", java_script_enabled=False) as open:
        assert open.page.get_by_text("kun selaimessa on JavaScript käytössä").is_visible()
        assert open.page.locator("main a").count() >= 5


def test_a_missing_index_is_told_and_the_lists_come_back(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/") as open:
        open.page.route("**/haku-data.js", lambda route: route.abort())
        open.page.locator("#haku-kentta").fill("lupa")
        open.page.keyboard.press("Enter")
        assert "Haku ei toimi juuri nyt" in status(open.page)
        assert open.page.locator("main ul").first.is_visible()


@pytest.mark.parametrize("place", ["haku/?q=koulutus", "toimenpiteet/?q=koulutus"])
def test_nothing_is_wider_than_a_narrow_screen(chromium, site, place):
    with opened(
        chromium, f"{site}esimerkkila/{place}", viewport={"width": 320, "height": 700}
    ) as open:
        status(open.page)
        wide = "all => all.filter(n => n.getBoundingClientRect().right > 321).length"
        for inside in ("#hakusivu *", "#rajaus *"):
            assert open.page.locator(inside).evaluate_all(wide) == 0
        low = "all => all.filter(n => n.offsetHeight && n.offsetHeight < 44).length"
        assert (
            open.page.locator(":is(#hakusivu, #rajaus) :is(button, input, select)").evaluate_all(
                low
            )
            == 0
        )


def test_search_and_filters_work_from_disk(chromium, folder):
    with opened(chromium, f"{folder.as_uri()}/pikkula/haku/index.html?q=kurssi") as open:
        page = open.page
        assert "osuma" in status(page)
        page.locator("#haku-kentta").fill("koulutus")
        page.keyboard.press("Enter")
        page.wait_for_url("**/index.html?q=koulutus")
        first = page.locator(".haku-osumat a").first
        assert first.get_attribute("href").endswith("/index.html")
        assert page.locator(".haku-osumat mark").count() > 0
        assert not [address for address in open.asked if not address.startswith("file:")]
    with opened(chromium, f"{folder.as_uri()}/pikkula/toimenpiteet/index.html") as open:
        goal = choices(open.page)["tavoite"][0]
        open.page.locator("#rajaus-tavoite").select_option(goal)
        assert "toimenpi" in status(open.page)
        of_goal = {m.id for m in planned("pikkula").site.roadmap.measures if m.goal == goal}
        assert of_goal == shown(open.page)


# --- filters --------------------------------------------------------------------------------


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


def choices(page) -> dict[str, list[str]]:
    """Return the values of each filter."""
    page.get_by_role("button", name="Rajaa toimenpiteitä").click()
    page.locator("#rajaus select").first.wait_for()
    return page.locator("#rajaus select").evaluate_all(
        "all => Object.fromEntries(all.map(s =>"
        " [s.name, [...s.options].map(o => o.value).filter(Boolean)]))"
    )


SHOWN = """() => [...document.querySelectorAll("main tbody tr")].filter(row => row.offsetHeight)
  .map(row => row.querySelector("a").pathname.split("/").slice(-2)[0])"""
CHOOSE = """chosen => {
  const controls = [...document.querySelectorAll("#rajaus [name]")];
  for (const control of controls) control.value = chosen[control.name] || "";
  controls[0].dispatchEvent(new Event("input", {bubbles: true}));
}"""


def shown(page) -> set[str]:
    """Return the measures whose rows are seen."""
    return set(page.evaluate(SHOWN))


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
        assert "Yksikään toimenpide ei vastaa rajauksia" in status(open.page)
        assert open.page.locator("h2:visible").count() == 0
        assert open.page.locator("table:visible, tr:visible, td:visible").count() == 0


def test_an_address_that_is_out_of_date_does_no_harm(chromium, site):
    with opened(chromium, f"{site}pikkula/toimenpiteet/?vastuu=poistettu") as open:
        open.page.locator("#rajaus select").first.wait_for(state="attached")
        assert len(shown(open.page)) == len(planned("pikkula").site.roadmap.measures)


def test_all_measures_are_seen_without_scripts(chromium, site):
    with opened(chromium, f"{site}pikkula/toimenpiteet/", java_script_enabled=False) as open:
        assert len(planned("pikkula").site.roadmap.measures) == len(shown(open.page))
        assert open.page.get_by_role("link", name="Vastuutahot").is_visible()
