"""Search as readers use it, in Chromium, with the project's content policy."""

from __future__ import annotations

import re
from datetime import date

import pytest

from digitiekartta.audit.server import serving
from digitiekartta.pages.search import index as search_index
from digitiekartta.pages.search import parting
from digitiekartta.pages.search.index import FILE, index_files
from digitiekartta.pages.search.pages import search_pages, vocabulary
from digitiekartta.pages.search.script import data_in
from digitiekartta.pages.site import Options, Site
from rendering import planned, roadmap
from searching import choices, opened, shown, status, whole, write
from towns import ROOT, content
from transcribed import NAMES, is_untouched

pytestmark = pytest.mark.browser


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
        # Whether one types slowly or not.
        page.locator("#haku-kentta").fill("intr")
        page.wait_for_url("**q=intr")
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
        assert re.search(r" \d osumaa\.$", told)
        assert "digitukea" in open.page.locator(".haku-osumat mark").first.inner_text().lower()


def test_what_is_thereabouts_is_shown_apart_and_not_counted(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/?q=kirjastokortti") as open:
        told = status(open.page)
        assert told.startswith("Ei osumia haulla ”kirjastokortti”.")
        assert open.page.get_by_role("heading", name="Sinnepäin").is_visible()
        near = open.page.locator(".haku-sinnepain .haku-otsikko").all_inner_texts()
        assert near
        assert all("kirjasto" in whole(title).lower() for title in near)
        assert open.page.locator(".haku-osumat").count() == 0


@pytest.mark.parametrize(
    ("word", "likeness"),
    [
        ("lumityöt", "has the last part of many words"),
        ("hautausmaa", "begins as a form of haku"),
        ("hautapaikka", "begins as another form of it"),
        ("hammaslääkäri", "ends as a form of kärki"),
        ("jäteauto", "begins as a form of jättää"),
        ("parkkipaikka", "has a part that stands in many texts"),
        ("avustaja", "is alusta but for some letters"),
        ("perunakellari", "begins as a form of perua"),
        ("aurauskalusto", "ends as a form of alusta, where no word ends before it"),
        ("matkailu", "begins as matka, and no word follows"),
    ],
)
def test_what_merely_looks_like_a_word_is_not_thereabouts(chromium, site, word, likeness):
    with opened(chromium, f"{site}esimerkkila/haku/?q={word}") as open:
        assert status(open.page) == f"Ei osumia haulla ”{word}”.", likeness
        assert open.page.locator(".haku-tulokset").count() == 0


def test_a_long_first_part_of_a_compound_is_sought_and_told(chromium, site):
    with opened(chromium, f"{site}esimerkkila/haku/?q=tietosuojavelvoitteiden") as open:
        told = status(open.page)
        assert "Näytetään tulokset sanalle ”tietosuoja”." in told
        assert (
            "tietosuoja" in whole(open.page.locator(".haku-osumat mark").first.inner_text()).lower()
        )


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


@pytest.mark.parametrize(
    ("today", "told"), [("2025-03-01", "päättyy syksyllä 2025"), ("2025-10-01", "päättynyt")]
)
def test_a_measure_that_is_over_is_marked_by_the_readers_day(chromium, site, lexicon, today, told):
    made = Site(roadmap("esimerkkila"), Options(date(2025, 3, 1)))
    data = index_files(search_pages(made), vocabulary(made), lexicon)[FILE]
    with opened(chromium, "about:blank") as open:
        page = open.page
        page.clock.set_fixed_time(today)
        page.route("**/haku-data.js", lambda route: route.fulfill(body=data))
        page.goto(f"{site}esimerkkila/haku/?q=kuntasovellus")
        kind = page.locator(".haku-osumat .haku-laji").first.inner_text()

    assert kind.startswith(f"Toimenpide ({told}) · Tavoite ")


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


@pytest.fixture
def joint(folder, site) -> str:
    """Return the address of a page that searches both roadmaps."""
    (folder / "index.html").write_text(
        '<!doctype html><html lang="fi"><meta charset="utf-8"><title>Digitiekartat</title>'
        '<h1>Digitiekartat</h1><p>Luettelo.</p><div id="hakusivu" data-juuret="pikkula/'
        ' esimerkkila/"></div><script src="pikkula/assets/javascripts/haku.js"></script>',
        encoding="utf-8",
    )
    return str(site)


def test_several_roadmaps_are_searched_from_one_page(chromium, joint):
    with opened(chromium, f"{joint}?q=digituki") as open:
        count = int(status(open.page).split()[0])
        told = open.page.locator(".haku-osumat li")
        assert count == told.count()
        kinds = [one.split(" · ")[0] for one in open.page.locator(".haku-laji").all_inner_texts()]
        assert set(kinds) == {"Pikkula", "Esimerkkilä"}
        for item, roadmap in zip(told.all(), kinds, strict=True):
            address = item.locator("a").get_attribute("href")
            assert ("/pikkula/" in address) is (roadmap == "Pikkula"), address
        assert "digituk" in whole(told.last.locator(".haku-ote").inner_text().lower())
        assert open.page.get_by_text("Luettelo.").is_visible()


def found_kinds(page) -> list[str]:
    """Return of each result what it is and where."""
    return page.locator(".haku-laji").all_inner_texts()


@pytest.mark.parametrize("query", ["pikkula", "Pikkulan", "pikkulan kunta", "pikkulassa"])
def test_a_name_alone_leads_to_the_front_page_of_its_roadmap(chromium, joint, query):
    with opened(chromium, f"{joint}?q={query}") as open:
        assert status(open.page).endswith(f"haulla ”{query}”.")
        assert "Pikkula · Etusivu" == found_kinds(open.page)[0]
    with opened(chromium, f"{joint}pikkula/haku/?q={query}") as open:
        status(open.page)
        assert "Etusivu" == found_kinds(open.page)[0]


@pytest.mark.parametrize("query", ["esimerkkilä digituki", "digituki esimerkkilässä"])
def test_a_name_beside_other_words_chooses_its_roadmap(chromium, joint, query):
    with opened(chromium, f"{joint}?q={query}") as open:
        told = status(open.page)
        kinds = found_kinds(open.page)
    with opened(chromium, f"{joint}esimerkkila/haku/?q=digituki") as open:
        status(open.page)
        alone = found_kinds(open.page)

    assert told == f"{len(alone)} osumaa haulla ”{query}”."
    assert {"Esimerkkilä"} == {kind.split(" · ")[0] for kind in kinds}
    assert sorted(f"Esimerkkilä · {kind}" for kind in alone) == sorted(kinds)


def test_two_names_choose_two_roadmaps(chromium, joint):
    with opened(chromium, f"{joint}?q=digituki pikkula esimerkkilä") as open:
        assert "löytynyt" not in status(open.page)
        assert {"Pikkula", "Esimerkkilä"} == {
            kind.split(" · ")[0] for kind in found_kinds(open.page)
        }


def test_a_name_does_not_hide_that_the_rest_is_not_found(chromium, joint):
    with opened(chromium, f"{joint}?q=pikkula qwxzqwxz") as open:
        assert status(open.page) == (
            "Ei osumia haulla ”pikkula qwxzqwxz”. Sanaa ”qwxzqwxz” ei löytynyt."
        )
        assert open.page.locator(".haku-tulokset").count() == 0


def test_feedback_leads_to_its_part_of_the_page_about_the_roadmap(chromium, site):
    for query in ("palaute", "yhteystiedot"):
        with opened(chromium, f"{site}esimerkkila/haku/?q={query}") as open:
            status(open.page)
            first = open.page.locator(".haku-osumat a").first
            assert first.get_attribute("href").endswith("/esimerkkila/tietoa/#palaute")


# --- long roadmaps, whose index is in parts ---------------------------------------------------


@pytest.fixture(scope="module")
def parted(tmp_path_factory):
    """Return a folder with a roadmap whose index is in parts, as that of a long one."""
    folder = tmp_path_factory.mktemp("osina")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "MOST_WHOLE", 0)
        patch.setattr(parting, "_LETTERS_IN_FILE", 500)
        write("esimerkkila", folder / "esimerkkila")
    return folder


@pytest.mark.parametrize(
    "query",
    ["rakentamisluvan", "koulukyyti", "sähköinen allekirjoitus", "kirjastto", "kurssi digi",
     "xyzzyq", "lomakekone", "tilan varaus", "maksaminen", "palaute", "Esimerkkilän kirjasto"],
)  # fmt: skip
def test_an_index_in_parts_finds_what_a_whole_one_finds(chromium, folder, parted, query):
    said = []
    for one in (folder, parted):  # from disk, as a site may be read
        with opened(chromium, f"{one.as_uri()}/esimerkkila/haku/index.html?q={query}") as open:
            told = status(open.page)
            links = open.page.locator(".haku-loydot a").evaluate_all(
                "all => all.map((link) => link.href.split('/esimerkkila/')[1])"
            )
            shown = open.page.locator(".haku-loydot").inner_text()
            said.append((told, links, shown.replace(one.as_uri(), "")))

    assert said[0] == said[1]


def test_a_query_loads_few_parts_and_the_next_one_no_part_again(chromium, parted):
    with opened(chromium, f"{parted.as_uri()}/esimerkkila/haku/index.html?q=kirjasto") as open:
        page = open.page
        status(page)
        parts = [url for url in open.asked if re.search(r"(osumat|haku)-\d+-", url)]
        assert len([url for url in parts if "osumat" in url]) <= 3
        page.locator("#haku-kentta").fill("kirjaston")
        page.get_by_role("button", name="Hae").click()
        page.wait_for_function(
            "document.querySelector('[role=status]').innerText.includes('kirjaston')"
        )
        assert parts == [url for url in open.asked if re.search(r"(osumat|haku)-\d+-", url)]


def test_a_word_that_only_compounds_have_loads_no_more(chromium, parted):
    index = data_in((parted / "esimerkkila" / FILE).read_text(encoding="utf-8"))
    word = index["sanat"].split(" ").index("posti")
    holding = [first for first, _ in index["osumatiedostot"] if first <= word][-1]
    name = dict(index["osumatiedostot"])[holding]
    file = data_in((parted / "esimerkkila/assets" / name).read_text(encoding="utf-8"))
    assert file["osumat"][word - holding] == ""
    with opened(chromium, f"{parted.as_uri()}/esimerkkila/haku/index.html?q=posti") as open:
        assert "osum" in status(open.page)
        loaded = {url for url in open.asked if "/osumat-" in url}

    assert len(index["osumatiedostot"]) > 10
    assert 1 <= len(loaded) <= 3


def test_parts_that_do_not_come_are_told_and_asked_again(chromium, parted):
    with serving(parted) as address, opened(chromium, f"{address}esimerkkila/haku/") as open:
        page = open.page
        page.route("**/osumat-*.js", lambda route: route.abort())
        page.locator("#haku-kentta").fill("kirjasto")
        page.get_by_role("button", name="Hae").click()
        assert status(page).startswith("Haku ei toimi juuri nyt.")
        page.unroute("**/osumat-*.js")
        page.get_by_role("button", name="Hae").click()
        page.locator(".haku-osumat a").first.wait_for()
