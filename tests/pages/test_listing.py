"""The list of all roadmaps: a table of what the sites tell of themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from digitiekartta.pages.listing import Listed, listing_files
from digitiekartta.pages.site import Options, Site
from digitiekartta.pages.summary import summary
from rendering import OPTIONS, body, meta, roadmap, tables, text, tree

NAMES = ("esimerkkila", "saarela")


def listing(day: date, *names: str) -> str:
    sites = [Site(roadmap(name), OPTIONS) for name in names]
    listed = [Listed(name, summary(site)) for name, site in zip(names, sites, strict=True)]
    files = listing_files(listed, Options(day), Path("build/_tiekartat"), Path("site"))
    return files["docs/index.md"]


def test_each_roadmap_is_a_row_with_its_period_size_standing_and_what_is_going_on():
    page = tree(body(listing(date(2026, 9, 15), *NAMES)))
    for later in page.xpath("//*[@hidden]"):
        later.drop_tree()
    [table] = tables(page)
    cells = [[" ".join(cell.replace("\xad", "").split()) for cell in row] for row in table.cells]

    # Words this short stay whole on a tablet.
    assert ["Digitiekartta", "Kausi", "Sisältö", "Nyt", "Tila", "Päivitetty"] == table.headers
    assert [
        "Digitiekartta 2025–2027, Esimerkkilä Esimerkkilän kunta",
        "kevät 2025 – syksy 2027",
        "3 tavoitetta, 42 toimenpidettä",
        "selvitys 4, päätös 3, käyttöönotto 12, jatkuva toiminta 15",
        "luonnos",
        "20.10.2026",
    ] == cells[0]
    assert cells[1][3] == "aikataulu ei ole tiedossa"
    assert ["esimerkkila/index.md", "saarela/index.md"] == page.xpath("//th/a/@href")


def test_the_list_holds_what_is_going_on_in_each_half_year_to_come():
    told = tree(body(listing(date(2026, 9, 15), *NAMES))).xpath("//*[@data-kun]")

    assert ["2026-syksy", "2027-kevat", "2027-syksy", "2028-kevat"] == [
        one.get("data-kun") for one in told
    ]
    assert [False, True, True, True] == ["hidden" in one.attrib for one in told]
    assert text(told[-1]) == "kausi päättyi syksyllä\N{NO-BREAK SPACE}2027"


def test_before_a_period_the_list_tells_when_it_begins():
    told = tree(body(listing(date(2024, 9, 15), "esimerkkila"))).xpath("//*[@data-kun]")

    assert text(told[0]) == "kausi alkaa keväällä\N{NO-BREAK SPACE}2025"
    assert told[0].get("data-kun") == "2024-syksy"


def test_an_organisation_that_is_the_name_already_is_told_once():
    facts = {
        **summary(Site(roadmap("saarela"), OPTIONS)),
        "nimi": "Digitiekartta 2025, Kuntien Esimerkki Oy",
        "organisaatio": "Kuntien Esimerkki Oy",
    }
    files = listing_files([Listed("x", facts)], OPTIONS, Path("build/_t"), Path("site"))

    assert 1 == files["docs/index.md"].count("Kuntien Esimerkki Oy")


def test_names_of_roadmaps_are_text():
    facts = {**summary(Site(roadmap("saarela"), OPTIONS)), "nimi": "<b>*x*</b> | [y](z)"}
    files = listing_files([Listed("x", facts)], OPTIONS, Path("build/_t"), Path("site"))
    page = tree(body(files["docs/index.md"]))

    assert text(page.xpath("//th/a")[0]) == "<b>*x*</b> | [y](z)"
    assert meta(files["docs/index.md"])["title"] == "Digitiekartat"


def test_without_roadmaps_the_page_says_so():
    options = replace(OPTIONS, draft=False)
    page = listing_files([], options, Path("build/_t"), Path("site"))["docs/index.md"]

    assert "Yhtään digitiekarttaa ei ole vielä julkaistu tässä." in page


def test_several_roadmaps_can_be_searched_at_once_and_one_has_its_own_search():
    several = tree(body(listing(date(2026, 9, 15), *NAMES)))
    [place] = several.xpath("//*[@id='hakusivu']")

    assert "esimerkkila/ saarela/" == place.get("data-juuret")
    assert not tree(body(listing(date(2026, 9, 15), "saarela"))).xpath("//*[@id='hakusivu']")
