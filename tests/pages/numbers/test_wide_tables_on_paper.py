"""The widest tables there are, those of a comparison, on a sheet of paper."""

from __future__ import annotations

from typing import Any

import pytest

from digitiekartta.audit.server import serving
from digitiekartta.pages.numbers.comparing import STATES
from digitiekartta.roadmap.project import Project

pytestmark = [pytest.mark.browser, pytest.mark.engine]

# An A4 between its margins, in pixels of CSS.
PAPER = {"width": 680, "height": 1000}
# Puts a table with these heads in the place of one, with words in all cells; tells how much wider
# than the paper it is.
WIDER = """heads => {
  const frame = document.querySelector(".taulukko:has(.taulu-pino)");
  const row = (name, texts) =>
    `<tr>${texts.map(text => `<${name}>${text}</${name}>`).join("")}</tr>`;
  const rest = heads.slice(1).map(() => "ei tiedossa");
  frame.querySelector("thead").innerHTML = row("th", heads);
  frame.querySelector("tbody").innerHTML = row("td", ["Kaustisen seutu", ...rest]);
  return frame.scrollWidth - frame.clientWidth;
}"""


def test_a_comparison_in_which_every_state_occurs_fits_on_upright_paper(
    draft_of_esimerkkila: Project, chromium: Any
):
    page = chromium.new_page(viewport=PAPER)
    page.emulate_media(media="print")
    with serving(draft_of_esimerkkila.site("esimerkkila")) as address:
        page.goto(f"{address}seuranta/2026/")
        wider = page.evaluate(WIDER, ["Tiekartta", *STATES, "yhteensä"])
    page.close()

    assert 0 == wider
