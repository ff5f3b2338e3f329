"""Paper: the whole roadmap at /tuloste/, and the other pages, as a browser makes them PDFs."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from digitiekartta.basics.halfyears import Period
from digitiekartta.pages import paths
from digitiekartta.pages.printing import style_sheet
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import build
from rendering import OPTIONS, body, planned, planned_of, rendered, roadmap, tables, text, tree
from towns import ROOT, checkout

pytestmark = pytest.mark.engine
TOWNS = ("esimerkkila", "muutosniemi", "saarela")


@pytest.fixture(scope="module")
def printed(
    made_once: Callable[..., Path], draft_of_esimerkkila: Project, chromium: Any
) -> dict[str, pdfplumber.PDF]:
    """Return the page of each town as a PDF on A4."""

    def make(folder: Path) -> None:
        for name in TOWNS[1:]:
            outcome, _ = build(Project(checkout(folder / name, name)), [name], OPTIONS)
            assert not outcome.failed, outcome.problems

    folder, made = made_once("tulosteet", make), {}
    page = chromium.new_page()
    for name in TOWNS:
        project = Project(folder / name) if name in TOWNS[1:] else draft_of_esimerkkila
        page.goto((project.site(name) / "tuloste" / "index.html").as_uri())
        made[name] = pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
    page.close()
    return made


def words(page: Any) -> str:
    return " ".join(word["text"] for word in page.extract_words()).replace("\xad", "")


def letters(said: str) -> str:
    """Return the letters of a text, which lines of a PDF break anywhere."""
    return "".join(c for c in said if c.isalnum()).casefold()


def inner(page: Any) -> list[Any]:
    """Return the letters that stand inside the margins."""
    return [c for c in page.chars if 45 < c["top"] < page.height - 45]


@pytest.mark.parametrize("name", TOWNS)
def test_each_sheet_lies_on_its_side_and_tells_what_it_is(printed, name):
    pages = printed[name].pages
    phases = [phase.name for phase in roadmap(name).settings.phases]
    for number, page in enumerate(pages, start=1):
        said = words(page)

        assert page.width > page.height
        assert planned(name).site.name in said
        assert said.startswith("Luonnos – ei hyväksytty")
        assert said.endswith(f"Sivu {number} / {len(pages)}")
        if planned(name).site.scheduled:
            assert all(phase in said.rpartition("Vaiheet:")[2] for phase in phases)


def test_each_sheet_with_measures_has_the_half_years_above_them(printed):
    for page in printed["esimerkkila"].pages:
        assert "Kevät 2025 Syksy 2025 Kevät 2026 Syksy 2026 Kevät 2027 Syksy 2027" in words(page)


@pytest.mark.parametrize(("name", "most"), [("esimerkkila", 8), ("muutosniemi", 2), ("saarela", 1)])
def test_no_sheet_is_almost_empty_and_there_are_no_more_than_needed(printed, name, most):
    pages = printed[name].pages

    assert len(pages) <= most
    assert all(len(inner(page)) > 100 for page in pages)


@pytest.mark.parametrize("name", TOWNS)
def test_every_measure_is_there_word_for_word(printed, name):
    said = letters("".join(c["text"] for page in printed[name].pages for c in inner(page)))

    assert [] == [m.title for m in roadmap(name).measures if letters(m.title) not in said]


@pytest.mark.parametrize(
    ("name", "size"), [("esimerkkila", 9), ("muutosniemi", 10), ("saarela", 10)]
)
def test_the_letters_of_short_roadmaps_are_not_shrunk(printed, name, size):
    sizes = [round(c["size"], 1) for page in printed[name].pages for c in inner(page)]

    assert size <= min(sizes)


def test_other_pages_use_their_sheets(draft_of_esimerkkila, chromium):
    site, page = draft_of_esimerkkila.site("esimerkkila"), chromium.new_page()

    def sheets(address: str) -> list[Any]:
        page.goto((site / address / "index.html").as_uri())
        return pdfplumber.open(io.BytesIO(page.pdf(format="A4"))).pages

    # What stood at the foot of the last sheet, and often alone there, stands on top of the first.
    for address in ("", "seuranta", "toimenpiteet/ryhti"):
        first, *_, last = sheets(address)
        assert "2027, Esimerkkilä, Esimerkkilän kunta. Luonnos" in words(first)
        assert "Saavutettavuusseloste" not in words(last)
        assert len(last.extract_words()) > 30, address
        # Ways to other pages are for those who can follow them.
        assert not any("Seuraava:" in words(one) for one in (first, last)), address
    # The drawing of the levels fits below what is said above it.
    assert max(word["bottom"] for word in sheets("tasot")[0].extract_words()) > 700
    # A drawing that goes on has its years on the next sheet, too.
    second = sheets("tavoitteet/palvelut")[1]
    assert ["2025", "2026", "2027"] == [word["text"] for word in second.extract_words()[:3]]
    page.close()


def test_what_a_front_page_without_schedules_tells_is_on_paper_too(tmp_path, chromium):
    project = Project(checkout(tmp_path, "tyynela"))
    outcome, _ = build(project, ["tyynela"], OPTIONS)
    page = chromium.new_page()
    page.goto((project.site("tyynela") / "index.html").as_uri())
    page.emulate_media(media="print")

    assert not outcome.failed
    assert page.locator("article > p", has_text="2 tavoitetta").is_visible()
    assert not page.locator(".etsi").is_visible()
    page.close()


def test_few_half_years_leave_room_for_long_wordings(content, chromium):
    content.replace("tiekartta.yml", "kevät 2025 – syksy 2026", "syksy 2026 – syksy 2026")
    content.remove("toimenpiteet/kurssit.yml")
    content.replace("toimenpiteet/digituki.yml", "liittyy:\n  - kurssit\n", "")
    long = "Asiakaspalvelun henkilöstö tuntee järjestelmät ja neuvoo asukkaita. " * 13
    content.replace("toimenpiteet/digituki.yml", "Digituki kirjastossa", long.strip())
    for part in ("theme", "mkdocs.yml"):
        (content.root / part).symlink_to(ROOT / part)
    project, page = Project(content.root), chromium.new_page()
    [outcome, *_] = build(project, ["pikku"], OPTIONS)
    assert not outcome.failed, outcome.problems
    page.goto((project.site("pikku") / "tuloste" / "index.html").as_uri())
    printed = pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
    page.close()

    assert 1 == len(printed.pages)
    assert letters(long) in letters("".join(c["text"] for c in inner(printed.pages[0])))


def test_without_schedules_the_sheets_have_what_is_known_instead():
    [goal] = tables(rendered("saarela")[paths.PRINT])

    assert ["Toimenpide", "Vastuu"] == goal.headers[:2]
    assert not any("2026" in heading for heading in goal.headers)
    assert "Aikataulu ei ole tiedossa" not in text(rendered("saarela")[paths.PRINT])


def test_schedules_of_many_half_years_are_told_in_words_as_columns_would_be_too_narrow():
    given = roadmap("esimerkkila")
    period = Period.parse("kevät 2025 – syksy 2036")
    settings = given.settings.model_copy(update={"period": period})
    page = tree(body(planned_of(replace(given, settings=settings)).files[paths.PRINT]))

    table = tables(page)[0]
    assert "Aikataulu" == table.headers[-1]
    assert not [heading for heading in table.headers if "2030" in heading]
    assert any("käyttöönotto" in row[-1].lower() for row in table.cells)


def test_what_editors_write_cannot_leave_the_strings_of_the_style_sheet():
    given = roadmap("saarela")
    name = 'Kartta"; } body { display: none } /* \\'
    settings = given.settings.model_copy(update={"name": name, "updated": None})
    site = planned_of(replace(given, settings=settings)).site
    sheet = style_sheet(site)

    assert "display: none } /*" not in sheet
    assert "Kartta\\22 \\3b " in sheet


def test_the_list_of_measures_and_the_page_of_the_roadmap_lead_to_the_print():
    for file in (paths.MEASURES, paths.ABOUT):
        assert (
            "[Tulosta digiohjelma taulukkona](../tuloste/index.md)"
            in planned("saarela").files[file]
        )
