"""The theme in a browser: policy, menu, colour schemes, room, paper, weight."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.engine, pytest.mark.browser]

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
FIRST_VIEW, MOST_REQUESTS = 30_000, 5  # bytes of all that a page loads, gzip
MENU = "#valikko"
MENU_BUTTON = "button[data-toiminto=valikko]"
SCHEME_BUTTON = "button[data-toiminto=tila]"
PLAIN_MEDIA = {
    "media": "screen",
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
}
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
KINDS = [
    "",
    "tavoitteet/",
    "tavoitteet/osaaminen/",
    "toimenpiteet/kartoitus/",
    "saavutettavuusseloste/",
    "haku/",
    "404.html",
]

# Notes what the policy blocked, and what moved after it had been painted.
WATCHING = """
window.estetyt = []; window.siirtymat = [];
document.addEventListener("securitypolicyviolation", (e) =>
  estetyt.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}`));
new PerformanceObserver((list) => siirtymat.push(...list.getEntries().map((e) => e.value)))
  .observe({type: "layout-shift", buffered: true});
"""


class Windows:
    """Two windows of a browser, with scripts and without, in which the tests open pages in turn.

    A page in a window that is there already loads in a fifth of the time of a new one.
    """

    def __init__(self, chromium: Any, address: str) -> None:
        self.chromium = chromium
        self.address = address
        self.pages: dict[bool, Any] = {}

    def open(self, path: str = "", viewport: dict[str, int] = WIDE, **options: Any) -> Any:
        """Return a page of the site, with nothing stored and nothing said."""
        scripts = options.pop("java_script_enabled", True)
        if scripts not in self.pages:
            self.pages[scripts] = self.new(java_script_enabled=scripts)
        page = self.pages[scripts]
        page.set_viewport_size(viewport)
        page.emulate_media(**{**PLAIN_MEDIA, **options})
        if scripts and page.url != "about:blank":
            page.evaluate("sessionStorage.clear(); localStorage.clear()")
        page.said.clear()
        page.goto(self.address + path)
        return page

    def new(self, **options: Any) -> Any:
        """Return an empty window that knows nothing of the others."""
        page = self.chromium.new_context(**options).new_page()
        page.said, page.loaded = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("response", lambda response: page.loaded.append(response.url))
        if options.get("java_script_enabled", True):
            page.add_init_script(WATCHING)
        return page


@pytest.fixture(scope="module")
def windows(chromium: Any, address: str) -> Iterator[Windows]:
    windows = Windows(chromium, address)
    yield windows
    for page in windows.pages.values():
        page.context.close()


@pytest.fixture
def opened(windows: Windows) -> Callable[..., Any]:
    """Return a function that opens a page of the site."""
    return windows.open


def boxes(page: Any, selector: str) -> list[dict[str, float]]:
    found = [element.bounding_box() for element in page.locator(selector).all()]
    return [box for box in found if box and box["width"] > 1]


def background(page: Any) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


# --- search ------------------------------------------------------------------------------------


def test_a_search_field_stands_in_the_header_where_there_is_room_else_a_link(opened):
    for width, is_field in ((360, False), (767, False), (768, True), (1280, True)):
        page = opened("tavoitteet/", {"width": width, "height": 800})
        assert page.locator(".ylapalkki__haku input").is_visible() is is_field, width
        assert page.get_by_role("link", name="Haku").is_visible() is not is_field, width
    page.get_by_role("searchbox", name="Hae digitiekartasta").fill("lupa & kartta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/haku/?q=lupa+%26+kartta")
    # The page of the search has a field of its own.
    assert page.locator("header [type=search], header a[href*=haku]").count() == 0


# --- policy ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_policy_blocks_nothing_with_menu_and_scheme_in_use(opened, path, viewport):
    page = opened(path, viewport)
    page.click(SCHEME_BUTTON)
    if page.is_visible(MENU_BUTTON):
        page.click(MENU_BUTTON)
    page.keyboard.press("Escape")
    page.click(SCHEME_BUTTON)

    assert page.evaluate("estetyt") == []
    assert page.said == []


@pytest.mark.parametrize("path", ["", "tavoitteet/osaaminen/", "toimenpiteet/otsikoitu/"])
def test_hostile_names_never_run(opened, path):
    page = opened(path)

    assert "js" in page.evaluate("[...document.documentElement.classList]"), "no script ran"
    assert page.evaluate("document.documentElement.dataset.ajettu") is None


# --- menu --------------------------------------------------------------------------------------


def test_on_a_phone_a_button_opens_the_menu_and_escape_closes_it(opened):
    page = opened("tavoitteet/", PHONE)
    button = page.locator(MENU_BUTTON)

    assert not page.is_visible(MENU)
    assert button.get_attribute("aria-expanded") == "false"

    button.focus()
    page.keyboard.press("Enter")
    assert page.is_visible(MENU)
    assert button.get_attribute("aria-expanded") == "true"

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#valikko') !== null")
    page.keyboard.press("Escape")
    assert not page.is_visible(MENU)
    assert button.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.dataset.toiminto") == "valikko"


def test_on_a_wide_screen_the_menu_is_open_and_needs_no_button(opened):
    page = opened()

    assert page.is_visible(MENU)
    assert not page.is_visible(MENU_BUTTON)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_without_scripts_the_menu_is_open_and_there_are_no_dead_buttons(opened, viewport):
    page = opened("tavoitteet/", viewport, java_script_enabled=False)

    assert page.is_visible(MENU)
    assert not page.is_visible(MENU_BUTTON)
    assert not page.is_visible(SCHEME_BUTTON)


def test_no_single_key_does_anything(opened):
    page = opened("tavoitteet/osaaminen/")
    before = page.url

    for key in ["s", "f", "/", "n", "p", ".", ",", "k", "?"]:
        page.keyboard.press(key)

    assert page.url == before
    assert page.evaluate("document.activeElement === document.body")


# --- colour schemes ----------------------------------------------------------------------------


@pytest.mark.parametrize(("device", "other"), [("light", "Tumma tila"), ("dark", "Vaalea tila")])
def test_the_scheme_follows_the_device_and_nothing_is_stored(opened, device, other):
    page = opened(color_scheme=device)
    dark = device == "dark"

    assert (background(page) == "rgb(20, 23, 28)") is dark
    assert page.inner_text(SCHEME_BUTTON).strip() == other
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []

    page.emulate_media(color_scheme="light" if dark else "dark")
    page.get_by_role("button", name="Tumma tila" if dark else "Vaalea tila").wait_for()


def test_a_chosen_scheme_stays_on_other_pages_until_the_devices_own_is_chosen(opened, address):
    page = opened()
    light = background(page)

    page.click(SCHEME_BUTTON)
    dark = background(page)
    assert dark != light
    assert page.inner_text(SCHEME_BUTTON).strip() == "Vaalea tila"

    page.goto(address + "tavoitteet/")
    assert background(page) == dark

    page.click(SCHEME_BUTTON)
    assert background(page) == light
    assert page.evaluate("localStorage.length") == 0


def test_the_other_scheme_may_be_chosen_on_a_dark_device_too(opened):
    page = opened(color_scheme="dark")

    page.click(SCHEME_BUTTON)

    assert background(page) == "rgb(255, 255, 255)"
    assert page.inner_text(SCHEME_BUTTON).strip() == "Tumma tila"


def test_the_button_has_its_name_for_ears_where_there_is_no_room(opened):
    page = opened(viewport=PHONE)

    assert page.get_by_role("button", name="Tumma tila").count() == 1


# --- room --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("viewport", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_nothing_but_tables_is_wider_than_the_screen(opened, path, viewport):
    page = opened(path, viewport)
    measure = "document.documentElement.scrollWidth - innerWidth"

    assert page.evaluate(measure) <= 0
    page.locator("html").evaluate(
        "(e, css) => { const s = new CSSStyleSheet(); s.replaceSync(css);"
        " document.adoptedStyleSheets = [s]; }",
        SPACING,
    )
    assert page.evaluate(measure) <= 0


@pytest.mark.parametrize("width", [320, 480, 720, 800, 960, 1000, 1040, 1100, 1280])
def test_a_schedule_of_six_half_years_never_scrolls(opened, width):
    page = opened("tavoitteet/aikataulu/", {"width": width, "height": 800})
    seen = page.evaluate("""[...document.querySelectorAll(".taulukko, .aikataululista")]
      .filter(view => view.checkVisibility())
      .map(view => [view.className, view.scrollWidth - view.clientWidth])""")

    assert [["taulukko" if width >= 1280 else "aikataululista", 0]] == seen


def test_the_tab_key_stops_at_a_table_only_where_it_scrolls(opened):
    page = opened("tavoitteet/kuvattu/")
    frame = page.get_by_role("region", name="Sarakkeita")

    assert frame.get_attribute("tabindex") is None
    page.set_viewport_size(PHONE)
    page.wait_for_selector(".taulukko[tabindex='0']")
    assert opened("tavoitteet/kuvattu/", java_script_enabled=False).locator(
        ".taulukko[tabindex='0']"
    )


@pytest.mark.parametrize("viewport", [WIDE, PHONE, {"width": 800, "height": 800}])
def test_text_facts_and_tables_end_at_one_edge(opened, viewport):
    page = opened("tavoitteet/aikataulu/", viewport)
    edges = page.evaluate("""[...document.querySelectorAll("article > *")]
      .filter(part => part.checkVisibility() && !part.matches("p, ul, h1, h2"))
      .map(part => Math.round(part.getBoundingClientRect().right))""")

    assert len(edges) >= 3
    assert len(set(edges)) == 1


def test_a_finger_has_room_between_links(opened, chromium, address):
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + "tavoitteet/")
    found = boxes(page, "article > ul li a")
    context.close()

    assert len(found) >= 3
    assert [box for box in found if box["height"] < 44] == []
    assert min(b["y"] - a["y"] for a, b in pairwise(found)) >= 44


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_targets_of_header_and_menus_are_44_pixels(opened, viewport):
    page = opened("toimenpiteet/kartoitus/", viewport)
    if page.is_visible(MENU_BUTTON):
        page.click(MENU_BUTTON)

    selectors = ".ylapalkki :is(a, button), .valikko a, .sisallys a, .alapalkki a"
    found = boxes(page, selectors)
    assert len(found) >= 9
    assert [box for box in found if box["height"] < 44] == []
    assert [box for box in boxes(page, "button") if box["width"] < 44] == []


def test_the_header_stays_at_hand_where_there_is_height_for_it(opened):
    page = opened("tavoitteet/osaaminen/", {"width": 1280, "height": 700})
    [header] = boxes(page, ".ylapalkki")
    assert header["height"] <= 64
    assert page.evaluate("getComputedStyle(document.querySelector('.ylapalkki')).position") == (
        "sticky"
    )
    for viewport in (ZOOMED, {"width": 1280, "height": 400}):
        page.set_viewport_size(viewport)
        assert page.evaluate("getComputedStyle(document.querySelector('.ylapalkki')).position") == (
            "static"
        )


def test_lines_of_prose_have_at_most_70_letters(opened):
    page = opened("404.html")
    # The longest line of a paragraph of common words, counted letter by letter.
    longest = page.evaluate("""() => {
      const p = document.querySelector("article p");
      p.textContent = "Kaupunki parantaa palvelujaan siten että asukas saa vastauksen ".repeat(9);
      const range = document.createRange(), lines = {};
      for (let i = 0; i < p.firstChild.length; i++) {
        range.setStart(p.firstChild, i); range.setEnd(p.firstChild, i + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        lines[top] = (lines[top] || 0) + 1;
      }
      return Math.max(...Object.values(lines));
    }""")

    assert 45 <= longest <= 75  # of the browser's own typeface, which may be narrow


def test_the_content_is_two_keys_away_and_the_ring_is_seen(opened):
    page = opened("tavoitteet/osaaminen/")
    page.keyboard.press("Tab")

    link = page.locator(":focus")
    assert link.inner_text() == "Siirry sisältöön"
    assert link.evaluate("e => getComputedStyle(e).outlineWidth") == "3px"
    assert link.bounding_box()["width"] > 100

    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "sisalto"


def test_nothing_moves_or_fades_on_its_own(opened):
    page = opened("tavoitteet/osaaminen/", reduced_motion="reduce")

    assert page.evaluate("document.getAnimations().length") == 0
    moving = "e => getComputedStyle(e).transitionDuration"
    assert {e.evaluate(moving) for e in page.locator("a, button").all()} == {"0s"}


def test_in_forced_colours_the_open_page_and_the_buttons_keep_their_borders(opened):
    page = opened("tavoitteet/", forced_colors="active")
    border = "e => getComputedStyle(e).borderInlineStartWidth"

    current = page.locator(f"{MENU} a[aria-current]")
    assert current.evaluate(border) == "4px"
    assert page.locator(f"{MENU} a:not([aria-current])").first.evaluate(border) == "0px"
    assert page.locator(SCHEME_BUTTON).evaluate(border) == "1px"


# --- paper -------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [680, 1009], ids=["portrait", "landscape"])
def test_on_paper_no_word_is_lost_and_a_draft_says_so(opened, width):
    page = opened("tavoitteet/osaaminen/", {"width": width, "height": 900}, color_scheme="dark")
    page.emulate_media(media="print")

    assert page.is_visible("text=Luonnos – ei hyväksytty")
    for chrome in (".ylapalkki", MENU, ".murupolku", ".ohituslinkki"):
        assert not page.is_visible(chrome)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    clipped = """() => [...document.querySelectorAll("article :not(.piilo)")].filter((e) =>
      e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible")
      .map((e) => e.outerHTML)"""
    assert page.evaluate(clipped) == []
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == (
        "table-header-group"
    )
    assert background(page) == "rgb(255, 255, 255)"


def test_a_pdf_has_structure_language_and_the_pages_name(opened):
    page = opened("tavoitteet/osaaminen/")
    title = page.title()
    pdf = page.pdf(tagged=True, format="A4")

    assert b"/StructTreeRoot" in pdf
    assert b"/Lang (fi)" in pdf
    assert title.encode("utf-16-be").hex().upper().encode() in pdf.upper() or (
        f"/Title ({title})".encode() in pdf
    )


# --- from disk ---------------------------------------------------------------------------------


def test_the_site_can_be_read_and_walked_through_from_disk(chromium, site):
    page = chromium.new_page()
    page.goto((site / "index.html").as_uri())
    page.click(f"{MENU} >> text=Tavoitteet")
    assert page.url == (site / "tavoitteet" / "index.html").as_uri()

    page.goto((site / "tavoitteet" / "osaaminen" / "index.html").as_uri())
    marks = page.locator("table .vaihe")
    assert marks.count() > 0
    assert marks.first.evaluate("mark => getComputedStyle(mark).borderStyle") != "none"
    leading_nowhere = page.evaluate(
        "[...document.links].map(link => link.href)"
        ".filter(href => href.startsWith('file:') && href.endsWith('/'))"
    )
    page.fill(".ylapalkki__haku input", "lupa")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{(site / 'haku' / 'index.html').as_uri()}?q=lupa")
    page.close()

    assert [] == leading_nowhere


# --- the first view ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def forgetful(windows: Windows) -> Iterator[Any]:
    """Return a window that keeps no file: each page in it is the first that a reader meets."""
    page = windows.new()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield page
    page.context.close()


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_first_view_weighs_little_and_nothing_in_it_moves(
    forgetful, address, site, path, viewport
):
    page = forgetful
    page.set_viewport_size(viewport)
    page.loaded.clear()
    page.goto(address + path, wait_until="networkidle")
    moved = page.evaluate("siirtymat")

    def file(url: str) -> Path:
        assert url.startswith(address), url
        path = site / url.removeprefix(address)
        return path / "index.html" if path.is_dir() else path

    weights = {url: len(gzip.compress(file(url).read_bytes(), 9)) for url in page.loaded}
    assert len(weights) <= MOST_REQUESTS, list(weights)
    assert sum(weights.values()) <= FIRST_VIEW, weights
    assert [] == moved
