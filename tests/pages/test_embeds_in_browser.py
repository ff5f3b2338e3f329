"""Embeds on a page of another site, in Chromium: they fit, turn with the year, and let go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from digitiekartta.audit.server import serving
from digitiekartta.pages.site import Options
from digitiekartta.publishing.server_config import CONTENT_SECURITY_POLICY
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import build
from towns import checkout

pytestmark = [pytest.mark.browser, pytest.mark.engine]

FROM = "https://www.kunta.example/digi/muutosniemi/"
NARROW = 320  # pixels of a frame on a narrow phone
#: Where the foot of an embed ends: how high a frame must be.
BOTTOM = "Math.ceil(document.querySelector('footer').getBoundingClientRect().bottom)"


@pytest.fixture(scope="module")
def site(made_once) -> Path:
    def make(folder: Path) -> None:
        options = Options(
            date(2026, 9, 15), draft=False, site_url="https://www.kunta.example/digi/"
        )
        [outcome, _] = build(Project(checkout(folder, "muutosniemi")), ["muutosniemi"], options)
        assert not outcome.failed, outcome.problems

    return Project(made_once("julkinen-muutosniemi", make)).site("muutosniemi")


@pytest.fixture(scope="module")
def address(site) -> Iterator[str]:
    with serving(site) as root:
        yield root


def lines(site: Path) -> list[str]:
    page = (site / "upotus" / "index.html").read_text(encoding="utf-8")
    return [
        unescape(line) for line in re.findall(r"<pre><code>(.*?)</code></pre>", page, re.DOTALL)
    ]


def test_nothing_scrolls_in_a_frame_of_the_height_that_its_line_tells(chromium, site, address):
    page: Any = chromium.new_page(viewport={"width": NARROW, "height": 800})
    for line in lines(site):
        [source, height] = re.findall(r'(?:src|height)="([^"]+)"', line)
        page.goto(source.replace(FROM, address))
        assert page.evaluate(BOTTOM) <= int(height), source
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, source
    page.close()


def test_on_another_site_a_link_of_an_embed_opens_in_the_whole_window(
    chromium, site, address, tmp_path
):
    line = lines(site)[0].replace(FROM, address)
    host = f'<!doctype html><html lang="fi"><meta charset="utf-8"><title>Kunta</title>{line}</html>'
    (tmp_path / "index.html").write_text(host, encoding="utf-8")
    with serving(tmp_path) as town:
        page: Any = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(town)
        [frame] = page.frames[1:]
        frame.wait_for_selector("h1")
        assert all(url.startswith((town, address)) for url in asked)
        frame.click("ul a")
        page.wait_for_url(f"{address}toimenpiteet/karttapalaute/")
        assert [] == page.context.cookies()
        page.close()


def test_after_the_half_year_an_embed_tells_of_the_next(chromium, address):
    page: Any = chromium.new_page()
    page.clock.set_fixed_time("2027-02-01T10:00:00")
    page.goto(f"{address}upotus/nyt/")
    assert "Kausi päättyi syksyllä 2026" == page.inner_text("h1")
    assert "Palaute kartalla" not in page.inner_text("article")
    page.close()


def test_without_scripts_the_half_year_of_the_run_is_told_by_name(chromium, address):
    context: Any = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}upotus/nyt/")
    assert "Mitä tehdään syksyllä 2026" == page.inner_text("h1")
    assert not re.search(r"\bnyt\b", page.inner_text("article"), re.IGNORECASE)
    context.close()


def test_an_embed_keeps_to_the_policy_of_the_site(chromium, site):
    with serving(site, policy=CONTENT_SECURITY_POLICY.partition("; frame-ancestors")[0]) as root:
        page: Any = chromium.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(f"{root}upotus/nyt/")
        page.wait_for_load_state("networkidle")
        assert [] == told
        page.close()
