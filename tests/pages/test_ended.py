"""What has ended, will end or was stopped is told alike on every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from digitiekartta.pages import paths
from digitiekartta.pages.site import Options
from rendering import body, planned_of, text, tree

AUTUMN = Options(date(2026, 9, 15))
KURSSIT = "toimenpiteet/kurssit.yml"
PERIOD = "kevät 2025 – syksy 2026"
Pages = Mapping[str, str]


@pytest.fixture
def pages(content) -> Callable[[str], Pages]:
    """Return a function that plans Pikku's pages with other lines from a schedule on."""

    def made(lines: str) -> Pages:
        before = content.read(KURSSIT).partition("aikataulu:")[0]
        content.write(KURSSIT, (before + lines).encode())
        content.replace("tiekartta.yml", PERIOD, "kevät 2025 – syksy 2027")
        content.replace(
            "tiekartta.yml", "vaiheet:\n", "vaiheet:\n  - nimi: lopetus\n    yleinen: päättynyt\n"
        )
        return planned_of(content.roadmap(), AUTUMN).files

    return made


def when(files: Pages) -> str:
    page = tree(body(files[paths.measure("kurssit")]))
    [name] = page.xpath("//dl[contains(@class, 'kortti')]//dt[starts-with(., 'Milloin')]")
    return text(name.getnext())


def in_lists(files: Pages) -> str:
    rows = tree(body(files[paths.MEASURES])).xpath("//tbody/tr")
    [row] = [row for row in rows if text(row[0]).startswith("Tietoturvakurssi")]
    return text(row[-1])


def told(files: Pages, page: str) -> str:
    return text(tree(body(files[page]))).replace("\xa0", " ")


REPORTED = """
raportit:
  - puolivuosi: syksy 2026
    tila: {state}
"""


def test_an_end_that_lies_ahead_is_told_as_one(pages):
    files = pages(
        "aikataulu:\n  syksy 2026 – kevät 2027: käyttöönotto\n"
        "paattyi:\n  puolivuosi: kevät 2027\n  syy: Palvelu loppuu.\n"
    )

    assert "Nyt käyttöönotto (syksy 2026 – kevät 2027), päättyy keväällä 2027" in when(files)
    assert "käyttöönotto" in in_lists(files)
    assert "Käyttöönotto alkaa." in told(files, paths.FRONT)
    assert paths.TRACKING not in files


def test_what_ends_as_its_schedule_says_has_ended_everywhere(pages):
    files = pages("aikataulu:\n  syksy 2025: käyttöönotto\n  kevät 2026: lopetus\n")

    assert "Päättyi keväällä 2026" in when(files)
    assert "päättynyt" in in_lists(files)
    seuranta = told(files, paths.TRACKING)
    assert "kevät 2026" in seuranta[seuranta.index("Päättyneet toimenpiteet") :]
    assert "ei ole raportoitu" not in seuranta


def test_what_goes_on_as_a_part_of_another_has_ended_everywhere(pages):
    files = pages("aikataulu:\n  syksy 2026 – kevät 2027: käyttöönotto\nyhdistetty: digituki\n")

    assert "Yhdistetty toiseen toimenpiteeseen" == when(files)
    assert "päättynyt" in in_lists(files)
    assert "Tietoturvakurssi" not in told(files, paths.FRONT).partition("Ketä")[0]


@pytest.mark.parametrize("state", ["keskeytetty", "valmis"])
def test_the_card_tells_the_report_after_which_nothing_more_comes(pages, state):
    files = pages(
        "aikataulu:\n  syksy 2026 – kevät 2027: käyttöönotto\n" + REPORTED.format(state=state)
    )

    expected = f"Nyt käyttöönotto (syksy 2026 – kevät 2027). Raportoitu: {state}"
    assert when(files).startswith(expected)
