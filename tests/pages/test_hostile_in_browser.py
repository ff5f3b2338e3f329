"""Hostile texts in a real browser: nothing in them runs, whatever the page, search or filter."""

from __future__ import annotations

import pytest
from test_pages import built, hostile_texts

from digitiekartta.audit.browser import find_chromium
from digitiekartta.audit.server import POLICY, serving
from digitiekartta.site.finishing import finish

#: Every way to show editors' text: as pages, as results of a search, as what a filter leaves.
USES = ("haku/?q=script", "haku/?q=alert", "toimenpiteet/?q=alert", "404.html")


@pytest.mark.engine
@pytest.mark.browser
@pytest.mark.parametrize("policy", ["", POLICY], ids=["no policy", "policy"])
@pytest.mark.parametrize("turn", [0, 40])
def test_nothing_in_hostile_texts_runs(tmp_path, turn, policy):
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("Chromium puuttuu: apt-get install chromium (tai anna se: CHROMIUM=polku)")
    sync_api = pytest.importorskip("playwright.sync_api")
    built(hostile_texts(turn), tmp_path)
    site = tmp_path / "site"
    assert finish(site, draft=True) == []
    pages = [page.parent.relative_to(site).as_posix() + "/" for page in site.rglob("index.html")]
    assert len(pages) > 30

    happened: list[str] = []
    with serving(site, policy=policy) as address, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page()
        page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: happened.append(str(error)))
        page.on("console", lambda message: happened.append(message.text))
        page.on(
            "request",
            lambda request: (
                happened.append(request.url)
                if not request.url.startswith((address, "data:"))
                else None
            ),
        )
        for path in (*pages, *USES):
            page.goto(address + path.removeprefix("./"))
            if "?" in path:
                page.locator("main a").first.wait_for()
                page.wait_for_timeout(300)
        browser.close()

    assert [] == [what for what in happened if not what.startswith("Failed to load resource")]
