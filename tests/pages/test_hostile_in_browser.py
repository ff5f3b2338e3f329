"""Hostile texts in a real browser: nothing in them runs, whatever the page, search or filter."""

from __future__ import annotations

import pytest
from test_pages import WORDS, built, hostile_texts

from digitiekartta.audit.server import serving
from digitiekartta.site.finishing import finish
from rendering import roadmap

#: Every way to show editors' text: as pages, as results of a search, as what a filter leaves.
USES = ("haku/?q=script", "haku/?q=alert", "toimenpiteet/?q=alert", "404.html")


@pytest.mark.engine
@pytest.mark.browser
@pytest.mark.parametrize("turn", [0, 40])
def test_nothing_in_hostile_texts_runs(chromium, tmp_path, turn):
    built(hostile_texts(turn), tmp_path)
    site = tmp_path / "site"
    finish(site, docs=tmp_path / "build/pikkula/docs", theme=tmp_path / "theme")
    pages = [page.parent.relative_to(site).as_posix() + "/" for page in site.rglob("index.html")]
    assert len(pages) > 30

    assert [] == what_happens(chromium, site, (*pages, *USES))


def what_happens(chromium, site, paths):
    """Return what the pages of a site say, ask or run by themselves, each with its address.

    The policy only reports: what it would stop still happens.
    """
    happened: list[str] = []
    with serving(site) as address:
        # A low window: nothing is judged by its look.
        page = chromium.new_page(viewport={"width": 800, "height": 200})

        def note(what: str) -> None:
            if not what.startswith("Failed to load resource"):
                happened.append(f"{page.url}: {what}")

        page.on("dialog", lambda dialog: (note(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: note(str(error)))
        page.on("console", lambda message: note(message.text))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((address, "data:")) else note(request.url)
            ),
        )
        for path in paths:
            page.goto(address + path.removeprefix("./"))
            if "?" in path:
                page.locator("main a").first.wait_for()
                page.wait_for_timeout(300)
        page.context.close()
    return happened


@pytest.mark.engine
def test_a_phase_named_on_two_lines_is_led_to_on_the_page_of_its_half_year(tmp_path):
    phases = {phase.name: f"{phase.name}\nx" for phase in roadmap("pikkula").settings.phases}

    built({word: word for word in WORDS} | phases, tmp_path)
