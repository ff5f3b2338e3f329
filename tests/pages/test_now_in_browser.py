"""Now as readers see it: pages made on one day, read on another, in Chromium.

What a page tells of now must be what it would tell had it been made on the reader's day.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from digitiekartta.audit.server import serving
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import build
from towns import checkout

pytestmark = [pytest.mark.browser, pytest.mark.engine]

PAGES = (
    "",
    "tavoitteet/palvelut/",
    "toimenpiteet/",
    "toimenpiteet/asiointiportaali/",
    "toimenpiteet/digitaitojen-kartoitus/",
    "toimenpiteet/it-tuki/",
    "aikataulu/",
    "aikataulu/2026-syksy/",
    "aikataulu/2027-kevat/",
    "vastuutahot/viestintaasiantuntija/",
    "toimialat/opetuspalvelut/",
)
#: What is seen and heard of a page, with its marks of now; the words for eyes alone too.
SEEN = """() => {
  const article = document.querySelector("article").cloneNode(true);
  article.querySelectorAll("[data-kun][hidden]").forEach((part) => part.remove());
  // What nobody had reported is of the day on which a page was made.
  const reported = article.querySelectorAll("td[data-otsikko='Raportoitu tilanne']");
  reported.forEach((cell) => cell.remove());
  const places = [...article.querySelectorAll(".jana-nyt, .nyt-sarake, [aria-current=date]")];
  return {
    text: article.textContent.replaceAll("\\u00ad", "").split(/\\s+/),
    marks: places.map((mark) => mark.className + ": " + mark.textContent.replace(/\\s+/g, " ")),
    labels: [...article.querySelectorAll("[data-otsikko]")].map((cell) => cell.dataset.otsikko),
  };
}"""

#: The measures of the front page whose sentence does not stand below the title.
OVERLAPPING = """() => {
  const box = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  const items = [...document.querySelectorAll(".kun:not([hidden]) li")];
  return items
    .filter((item) => box(item.lastChild).top < box(item.querySelector("a").firstChild).bottom - 2)
    .map((item) => item.textContent);
}"""


@pytest.fixture(scope="module")
def made_in_autumn(draft_of_esimerkkila) -> Iterator[str]:
    with serving(draft_of_esimerkkila.site("esimerkkila")) as address:
        yield address


@pytest.fixture(scope="module")
def made_in_spring(made_once) -> Iterator[str]:
    def make(folder: Path) -> None:
        options = Options(date(2027, 3, 15))
        [outcome, _] = build(Project(checkout(folder, "esimerkkila")), ["esimerkkila"], options)
        assert not outcome.failed, outcome.problems

    project = Project(made_once("luonnos-esimerkkila-kevat", make))
    with serving(project.site("esimerkkila")) as address:
        yield address


@contextmanager
def reading(chromium: Any, day: str, **options: Any) -> Iterator[Any]:
    """Open a window on a day, in whose console nothing may be said."""
    context = chromium.new_context(**options)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.clock.set_fixed_time(f"{day}T12:00:00")
    yield page
    context.close()
    assert said == []


def seen(page: Any, address: str) -> Any:
    page.goto(address, wait_until="networkidle")
    return page.evaluate(SEEN)


def test_pages_made_in_autumn_tell_in_spring_what_pages_made_in_spring_tell(
    chromium, made_in_autumn, made_in_spring
):
    with reading(chromium, "2027-01-01") as page:
        for path in PAGES:
            assert seen(page, made_in_spring + path) == seen(page, made_in_autumn + path), path
    with reading(chromium, "2027-06-30") as page:
        assert seen(page, made_in_spring) == seen(page, made_in_autumn)


def test_until_the_half_year_turns_pages_tell_what_they_were_made_with(chromium, made_in_autumn):
    asked: list[str] = []
    for path in ("", "toimenpiteet/", "tavoitteet/palvelut/"):
        with reading(chromium, "2026-12-31") as page:
            page.on("request", lambda request: asked.append(request.url))
            told = seen(page, made_in_autumn + path)
        with reading(chromium, "2026-09-15") as page:
            assert told == seen(page, made_in_autumn + path), path
    assert asked
    assert not [url for url in asked if "tilanteet" in url]


def test_in_the_last_half_year_and_after_the_period_it_is_told_so(chromium, made_in_autumn):
    with reading(chromium, "2027-07-01") as page:
        page.goto(made_in_autumn)
        assert page.locator(".kun:visible h2").text_content() == "Nyt, syksyllä 2027"
    with reading(chromium, "2028-01-01") as page:
        page.goto(made_in_autumn)
        assert page.locator(".kun:visible h2").text_content() == "Kausi päättyi syksyllä 2027"
        page.goto(made_in_autumn + "toimenpiteet/", wait_until="networkidle")
        assert "Vaihe syksyllä 2027" in page.locator("thead").first.text_content()
        page.goto(made_in_autumn + "tavoitteet/palvelut/")
        assert page.locator(".nyt, .jana-nyt, .nyt-sarake").count() == 0


def test_without_scripts_a_page_tells_of_the_day_on_which_it_was_made(chromium, made_in_autumn):
    with reading(chromium, "2027-03-15", java_script_enabled=False) as page:
        page.goto(made_in_autumn)
        assert page.locator(".kun:visible h2").text_content() == "Nyt, syksyllä 2026"


def test_nothing_moves_when_a_page_turns_to_the_readers_half_year(chromium, made_in_autumn):
    watching = """window.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((one) => (moved += one.value)))
      .observe({type: "layout-shift", buffered: true});"""
    phone = {"viewport": {"width": 360, "height": 740}}
    with reading(chromium, "2027-03-15", **phone) as page:
        page.add_init_script(watching)
        for path in ("", "toimenpiteet/", "tavoitteet/palvelut/", "toimenpiteet/it-tuki/"):
            page.goto(made_in_autumn + path, wait_until="networkidle")
            assert page.evaluate("moved") < 0.02, path


def test_the_first_screen_without_schedules_says_so_once_and_leads_to_what_is_known(
    chromium, tmp_path
):
    project = Project(checkout(tmp_path, "saarela"))
    [outcome, _] = build(project, ["saarela"], Options(date(2026, 9, 15)))
    assert not outcome.failed, outcome.problems
    with (
        serving(project.site("saarela")) as address,
        reading(chromium, "2027-09-15", viewport={"width": 360, "height": 740}) as page,
    ):
        page.goto(address)
        text = page.locator("article").inner_text()
        told = page.get_by_text("Lauttojen sijainti kartalla").bounding_box()

        assert text.count("aikataulu ei ole tiedossa") == 1
        assert "Nyt" not in text
        assert told["y"] + told["height"] <= 740
        assert page.get_by_role("button", name="Hae").bounding_box()["height"] >= 44


def test_the_front_page_shows_one_search_field_on_any_screen(chromium, made_in_autumn):
    for width in (360, 768, 1280):
        with reading(chromium, "2026-09-15", viewport={"width": width, "height": 800}) as page:
            page.goto(made_in_autumn)
            fields = page.get_by_role("searchbox", name="Hae digitiekartasta")

            assert [True] == [one.is_visible() for one in fields.all()], width
            page.goto(made_in_autumn + "tavoitteet/")
            assert page.locator("header [type=search]").is_visible() is (width >= 768), width


def test_the_first_screen_of_a_phone_answers_what_now_and_what_changed(chromium, made_in_autumn):
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    with reading(chromium, "2026-09-15", **phone) as page:
        page.goto(made_in_autumn)
        last = page.get_by_text("Muuttui viimeksi").last.locator("xpath=ancestor-or-self::p")
        box = last.bounding_box()

        assert box["y"] + box["height"] <= 740
        assert "Luonnos – ei hyväksytty" in page.locator(".tilaraita").text_content()
        links = page.locator(".kun:visible a, .etsi p a, .etsi button, .etsi input")
        assert [one for one in links.all() if (one.bounding_box() or {})["height"] < 44] == []
        assert page.evaluate(OVERLAPPING) == []
        page.locator("#etsi").fill("kirjasto")
        page.get_by_role("button", name="Hae").click()
        page.wait_for_url("**/haku/?q=kirjasto")
