"""The card with which a measure's page begins, on the first screen of a phone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from digitiekartta.audit.server import serving
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import build
from towns import TOWNS, checkout

pytestmark = [pytest.mark.browser, pytest.mark.engine]

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
BOTTOM = "document.querySelector('.kortti').getBoundingClientRect().bottom"
LONG = "Asiakaspalvelun työntekijöiden osaaminen varmistetaan siten, että jokainen osaa neuvoa. "


def built(folder: Path, name: str, day: date = date(2026, 9, 15)) -> Project:
    project = Project(folder)
    [outcome, *_] = build(project, [name], Options(day))
    assert not outcome.failed, outcome.problems
    return project


def too_low(chromium: Any, project: Project, name: str) -> list[tuple[str, float]]:
    """Return the measures whose card does not end on the first screen, and where it ends."""
    window = chromium.new_context(**PHONE)
    window.clock.install(time="2026-09-15")
    page, found = window.new_page(), []
    with serving(project.site(name)) as address:
        for folder in sorted((project.site(name) / "toimenpiteet").iterdir()):
            page_of_one = folder / "index.html"
            if folder.is_dir() and 'class="tiedot kortti"' in page_of_one.read_text():
                page.goto(f"{address}toimenpiteet/{folder.name}/")
                if (bottom := page.evaluate(BOTTOM)) > PHONE["viewport"]["height"]:
                    found.append((folder.name, bottom))
    window.close()
    return found


@pytest.mark.parametrize("name", TOWNS)
def test_all_four_answers_stand_on_the_first_screen(chromium, tmp_path, name):
    assert [] == too_low(chromium, built(checkout(tmp_path, name), name), name)


def test_a_long_wording_leaves_room_for_the_answers_and_stands_whole_below_them(
    chromium, tmp_path, content
):
    wording = (LONG * 10).strip()
    for file in ("kurssit", "digituki"):
        title = content.read(f"toimenpiteet/{file}.yml").splitlines()[0]
        content.replace(f"toimenpiteet/{file}.yml", title, f"otsikko: '{wording} {file}'")
    content.append("toimenpiteet/digituki.yml", "lyhyt_otsikko: Digituki kirjastossa\n")
    for part in ("theme", "mkdocs.yml"):
        (content.root / part).symlink_to(Path(__file__).parents[2] / part)
    project = built(content.root, "pikku")

    assert [] == too_low(chromium, project, "pikku")
    for file in ("kurssit", "digituki"):
        page = project.site("pikku") / "toimenpiteet" / file / "index.html"
        told = page.read_text().replace("\u00ad", "").partition("</dl>")[2]
        assert f"Koko sanamuoto: {wording} {file}" in told


def test_a_word_that_nothing_parts_does_not_widen_the_front_page(chromium, tmp_path, content):
    title = content.read("toimenpiteet/kurssit.yml").splitlines()[0]
    content.replace("toimenpiteet/kurssit.yml", title, f"otsikko: Kurssi {'a' * 130}")
    for part in ("theme", "mkdocs.yml"):
        (content.root / part).symlink_to(Path(__file__).parents[2] / part)
    project = built(content.root, "pikku", date(2025, 9, 15))
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.clock.set_fixed_time("2025-09-15")
    with serving(project.site("pikku")) as address:
        page.goto(address)

        assert "a" * 130 in page.inner_text("main").replace("\u00ad", "")
        assert 320 == page.evaluate("document.documentElement.scrollWidth")
    page.close()
