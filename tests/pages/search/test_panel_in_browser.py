"""What is found while one types in the field of any page, in Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from digitiekartta.audit.server import serving
from digitiekartta.roadmap.project import Project
from searching import opened, status, whole

pytestmark = [pytest.mark.browser, pytest.mark.engine]

WIDE, PHONE = {"width": 1280, "height": 700}, {"width": 320, "height": 640}
TABLET = {"width": 768, "height": 500}
MEASURE = "toimenpiteet/ryhti/"
HEADER, FRONT = "header [type=search]", "#etsi"
PANEL = ".haku-paneeli:visible"
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture(scope="module")
def site(draft_of_esimerkkila: Project) -> Path:
    return draft_of_esimerkkila.site("esimerkkila")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the site in a folder of the address, as most are."""
    with serving(site.parent) as address:
        yield f"{address}{site.name}/"


def typed(page: Any, word: str, field: str = HEADER) -> Any:
    """Write at the end of a field, and return the panel."""
    page.locator(field).click()
    page.locator(f"{field} ~ .haku-paneeli").wait_for(state="attached")
    page.keyboard.press("End")
    page.keyboard.insert_text(word)
    page.locator(PANEL).wait_for()
    return page.locator(PANEL)


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.textContent")


def test_the_best_pages_stand_under_the_field_and_a_link_to_the_rest(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        page = open.page
        typed(page, "koulutus")
        told = status(page)
        page.get_by_role("link", name=f"Näytä kaikki {told.split(' ')[0]} osumaa").click()
        page.wait_for_url("**/haku/?q=koulutus")

        assert re.fullmatch(r"\d+ osumaa haulla ”koulutus”\.", told)
        found = page.locator(".haku-osumat li")
        assert int(told.split(" ")[0]) == found.count() > 5
        shown = found.first.locator("p:not(.haku-ote)").all_inner_texts()
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        panel = typed(open.page, "koulutus")
        assert panel.locator("li").count() == 5
        assert shown == panel.locator("li").first.locator("p").all_inner_texts()
        assert panel.locator("li").first.locator("mark").count() == 1


def test_nothing_of_the_search_is_loaded_before_one_comes_to_the_field(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:

        def loaded() -> list[str]:
            return [url.rpartition("/")[2] for url in open.asked if "/haku" in url]

        assert [] == loaded()
        with open.page.expect_response("**/haku.js"):
            open.page.locator(HEADER).focus()
        assert ["haku.js"] == loaded()
        typed(open.page, "lupa")
        assert ["haku-sanat.js", "haku-indeksi.js", "haku-data.js"] == loaded()[1:]


def test_what_was_written_before_the_script_came_is_found_too(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        page = open.page
        waiting = []
        page.route("**/haku.js", lambda route: waiting.append(route))
        page.locator(HEADER).click()
        page.keyboard.type("lupa")
        waiting[0].continue_()
        page.locator(PANEL).locator("li").first.wait_for()


def test_what_is_sought_instead_is_told_and_so_is_that_nothing_is_found(chromium, address):
    with opened(chromium, address, viewport=PHONE) as open:
        panel = typed(open.page, "digitki", FRONT)
        told = open.page.locator("main [role=status]")
        told.filter(has_text="Näytetään tulokset sanalle ”digituki”.").wait_for()
        assert panel.locator("p").first.inner_text() == told.text_content()
        open.page.locator(FRONT).fill("xyzzyq")
        told.filter(has_text="Ei osumia haulla ”xyzzyq”.").wait_for()
        assert ["Siirry hakusivulle"] == panel.locator("a").all_inner_texts()


def test_a_word_that_is_being_written_finds_those_that_begin_so(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        page = open.page
        page.locator(HEADER).click()
        with page.expect_response("**/haku-data.js"):
            page.keyboard.type("kir")
        page.wait_for_timeout(700)
        assert page.locator(PANEL).count() == 0, "too few letters to tell of"
        assert "" == page.locator("header [role=status]").text_content()
        panel = typed(page, "j")
        assert "”kirj”" in panel.inner_text()
        assert "ei löytynyt" not in panel.inner_text()
        assert "kirjasto" in whole(panel.locator("mark").first.inner_text()).lower()
        page.locator(HEADER).fill("digituki kir")
        panel.get_by_text("haulla ”digituki kir”").wait_for()
        assert "ei löytynyt" not in panel.inner_text()


@pytest.mark.parametrize("written", ["§ 23", "pykälä 23", "§ 9", "qwxz 77"])
def test_a_number_is_answered_at_once(chromium, address, written):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        assert f"haulla ”{written}”" in typed(open.page, written).inner_text()


def test_escape_closes_and_leaves_the_field_as_it_was(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        page = open.page
        typed(page, "lupa")
        page.keyboard.press("Escape")
        assert page.locator(PANEL).count() == 0
        assert "q" == focused(page)
        assert "lupa" == page.locator(HEADER).input_value()
        panel = typed(page, "a")
        page.keyboard.press("Tab")
        page.wait_for_timeout(300)
        assert focused(page) == panel.locator("a").first.text_content()
        page.keyboard.press("Escape")
        page.wait_for_timeout(300)
        assert page.locator(PANEL).count() == 0
        assert "q" == focused(page)


def test_it_closes_when_one_goes_elsewhere(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        page = open.page
        panel = typed(page, "lupa")
        panel.locator("p").first.click()
        assert panel.is_visible(), "a click in it is none beside it"
        page.locator("h1").click(position={"x": 2, "y": 2})
        assert page.locator(PANEL).count() == 0
        page.locator(HEADER).click()
        page.locator(PANEL).wait_for()
        links = panel.locator("a").count()
        for _ in range(links):
            page.keyboard.press("Tab")
        assert panel.is_visible()
        page.keyboard.press("Tab")
        assert "Hae" == focused(page)
        page.keyboard.press("Tab")
        assert page.locator(PANEL).count() == 0


def test_enter_leads_to_the_search(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        typed(open.page, "lupa")
        open.page.keyboard.press("Enter")
        open.page.wait_for_url("**/haku/?q=lupa")


def test_it_works_from_disk(chromium, site):
    with opened(chromium, (site / MEASURE / "index.html").as_uri(), viewport=WIDE) as open:
        panel = typed(open.page, "koulutus")
        links = panel.locator("a").evaluate_all("all => all.map(a => a.href)")
        assert links.pop() == (site / "haku/index.html").as_uri() + "?q=koulutus"
        assert len(links) == 5
        for link in links:
            assert link.endswith("/index.html")
            assert Path(link.removeprefix("file://")).is_file()


def test_it_works_where_an_address_leads_nowhere(chromium, site):
    with serving(site) as root, opened(chromium, root + "a/b/c/", viewport=WIDE) as open:
        assert open.page.locator("h1").inner_text() == "Sivua ei löytynyt"
        link = typed(open.page, "rakentamislupa").locator("a").first
        assert link.get_attribute("href") == f"{root}toimenpiteet/rakentamisluvat/"


@pytest.mark.parametrize("spaced", [False, True], ids=["", "spaced"])
@pytest.mark.parametrize(
    ("page", "field", "window"),
    [("", FRONT, PHONE), ("", FRONT, WIDE), (MEASURE, HEADER, WIDE), (MEASURE, HEADER, TABLET)],
)
def test_it_lies_over_the_page_and_nothing_moves(chromium, address, page, field, window, spaced):
    with opened(chromium, address + page, viewport=window) as open:
        if spaced:
            open.page.evaluate(SPACED)
        before = open.page.locator("article").bounding_box()
        panel = typed(open.page, "koulutus", field)
        box = panel.bounding_box()
        assert before == open.page.locator("article").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= window["width"]
        assert open.page.evaluate("document.documentElement.scrollWidth") <= window["width"]
        for link in panel.locator("a").all():
            link.scroll_into_view_if_needed()
            assert link.evaluate("""link => {
              const box = link.getBoundingClientRect();
              const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return hit === link || link.contains(hit);
            }"""), link.inner_text()
        heights = open.page.locator(
            ".haku-paneeli:visible > ul > li, .haku-paneeli:visible > p > a"
        ).evaluate_all("all => all.map(a => a.offsetHeight)")
        assert min(heights) >= 44


def test_a_missing_index_is_told_and_enter_still_leads_on(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        open.page.route("**/haku-data.js", lambda route: route.abort())
        open.page.locator(HEADER).click()
        open.page.keyboard.type("lupa")
        assert "Haku ei toimi juuri nyt" in status(open.page)
        assert "Haku ei toimi juuri nyt" in open.page.locator(PANEL).inner_text()
        open.page.keyboard.press("Enter")
        open.page.wait_for_url("**/haku/?q=lupa")


def test_who_has_gone_on_before_the_script_came_meets_no_panel(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        page, held = open.page, []
        page.route("**/haku.js", lambda route: held.append(route))
        page.locator(HEADER).click()
        page.keyboard.insert_text("koulutus")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.wait_for_timeout(100)
        held[0].continue_()
        page.locator(f"{HEADER} ~ .haku-paneeli").wait_for(state="attached")
        page.wait_for_timeout(400)

        assert 0 == page.locator(PANEL).count()


def test_a_script_that_did_not_come_is_asked_for_the_next_time(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        page = open.page
        page.route("**/haku.js", lambda route: route.abort(), times=1)
        page.locator(HEADER).click()
        page.wait_for_timeout(200)
        page.locator("h1").click()

        assert "osumaa" in typed(page, "koulutus").inner_text()


def test_what_was_written_before_a_link_had_the_focus_is_answered_after_it(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        page = open.page
        panel = typed(page, "koulutus")
        page.keyboard.insert_text(" kirjasto")
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        page.wait_for_function(
            "document.querySelector('.haku-paneeli:not([hidden])').textContent.includes('kirjasto')"
        )

        assert "”koulutus”" not in panel.locator("p").first.inner_text()


def test_a_pasted_text_keeps_nobody_waiting(chromium, address):
    with opened(chromium, address + MEASURE, viewport=WIDE) as open:
        page = open.page
        typed(page, "a" * 20_000)
        link = page.locator(f"{PANEL} a").last

        assert len(link.get_attribute("href")) < 400
