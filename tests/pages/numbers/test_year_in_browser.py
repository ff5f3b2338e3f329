"""The page of a year as a browser shows it."""

from __future__ import annotations

from typing import Any

import pytest

from digitiekartta.audit.server import serving
from digitiekartta.roadmap.project import Project

pytestmark = [pytest.mark.browser, pytest.mark.engine]

# Of each table: its columns, and by how much it is wider than its frame.
TABLES = """[...document.querySelectorAll(".taulukko")].map(
  frame => [frame.querySelectorAll("thead th").length, frame.scrollWidth - frame.clientWidth])"""


def test_a_year_in_which_nearly_every_state_occurs_fits_on_a_screen_of_1280(
    draft_of_esimerkkila: Project, chromium: Any
):
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    with serving(draft_of_esimerkkila.site("esimerkkila")) as address:
        page.goto(f"{address}seuranta/2026/")
        tables = page.evaluate(TABLES)
    page.close()

    assert max(columns for columns, _ in tables) >= 12
    assert {0} == {wider for _, wider in tables}
