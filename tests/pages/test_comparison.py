"""The pages that compare roadmaps: what they tell, where they lead, and how large they grow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from compared import compared_towns, write_towns
from digitiekartta.pages import comparison as pages
from digitiekartta.pages.comparison import LeftOut, comparison_pages
from digitiekartta.pages.listing import Listed, listing_files
from digitiekartta.pages.numbers.comparing import Compared
from digitiekartta.site.compared import comparison_of_content
from rendering import OPTIONS, body, meta, tables, text, tree


@pytest.fixture
def comparison(tmp_path):
    return compared_towns(tmp_path)


def written(comparison, file: str, left_out=()):
    return comparison_pages(comparison, left_out)[file]()


def page(comparison, file: str, left_out=()):
    return tree(body(written(comparison, file, left_out)))


def cells(table) -> list[list[str]]:
    return [[" ".join(cell.replace("\xad", "").split()) for cell in row] for row in table.cells]


def test_the_first_page_tells_which_roadmaps_there_are_and_what_is_known_of_each(comparison):
    first, *_ = tables(page(comparison, "vertailu/index.md"))

    assert ["Tiekartta", "Kausi", "Tila", "Toimenpiteitä", "Aikataulu tiedossa", "Ei aihetta"] == (
        first.headers
    )
    assert [
        ["Rantala", "kevät 2025 – syksy 2026", "luonnos", "3", "3", "1"],
        ["Suola", "kevät 2026 – syksy 2027", "luonnos", "2", "1", "0"],
        ["Tuohela", "ei puolivuosia", "luonnos", "1", "0", "0"],
    ] == cells(first)


def test_the_numbers_of_subjects_lead_to_who_does_what(comparison):
    first = page(comparison, "vertailu/index.md")
    [row] = first.xpath("//tr[th/a[text()='Tekoäly']]")

    assert ["Tekoäly", "1", "1", "0"] == [text(cell) for cell in row]
    assert ["aiheet/tekoaly.md", "aiheet/tekoaly.md#rantala", "aiheet/tekoaly.md#suola"] == (
        row.xpath(".//a/@href")
    )
    assert "Pilvipalvelut" in text(first)


def test_a_subject_tells_who_does_what_and_when_and_by_which_words_it_was_found(comparison):
    here = page(comparison, "vertailu/aiheet/tekoaly.md")
    rantala, suola = tables(here)

    assert ["Toimenpide", "Vastuu", "Aikataulu", "Löytyi sanoista"] == rantala.headers
    [[title, party, when, words]] = cells(suola)
    assert ("Ohje tekoälyn käyttöön", "Kirjasto", "tekoälyn") == (title, party, words)
    assert "Syksyllä 2026: selvittely (valmistelu): ohjeen runko" in when
    assert ["Rantala", "Suola"] == [text(heading) for heading in here.xpath("//h2")]
    assert "Ei toimenpiteitä aiheesta: Tuohela." in text(here)
    assert "../../../suola/toimenpiteet/ohje/" in here.xpath("//th/a/@href")


def test_a_schedule_that_is_not_known_is_said_to_be_so(comparison):
    [table] = tables(page(comparison, "vertailu/aiheet/sahkoinen-allekirjoitus.md"))

    assert [
        [
            "Sähköisen allekirjoituksen käyttöönotto",
            "ei nimetty",
            "Aikataulu ei ole tiedossa.",
            "Sähköisen allekirjoituksen",
        ]
    ] == cells(table)


def test_a_half_year_tells_how_all_stand_in_common_phases(comparison):
    [table] = tables(page(comparison, "vertailu/puolivuodet/2026-syksy.md"))

    told = {row[0]: dict(zip(table.headers[1:], row[1:], strict=True)) for row in cells(table)}
    assert ("1", "0", "3") == (
        told["Rantala"]["toteutus"],
        told["Rantala"]["valmistelu"],
        told["Rantala"]["yhteensä"],
    )
    assert ("1", "1") == (told["Suola"]["valmistelu"], told["Suola"]["ei tiedossa"])
    assert {"ei puolivuosia"} == {v for k, v in told["Tuohela"].items() if k != "yhteensä"}


def test_a_roadmap_has_a_page_with_its_own_words(comparison):
    rantala = page(comparison, "vertailu/tiekartat/rantala.md")

    assert ["Vaiheet puolivuosittain", "Hallintokunnat", "Aiheet", "Ei aihetta"] == [
        text(heading) for heading in rantala.xpath("//h2")
    ]
    half_years, sectors, subjects = tables(rantala)
    assert ["kevät 2025", "1", "1", "0", "0", "0", "0", "1", "3"] == cells(half_years)[0]
    assert ("Hallintokunta", ["Koko kunta", "Tekninen", "ei nimetty"]) == (
        sectors.headers[0],
        [row[0] for row in cells(sectors)],
    )
    assert [["Tekoäly", "1"], ["Intra", "1"]] == cells(subjects)
    assert "../../../rantala/toimenpiteet/muu/" in rantala.xpath("//li/a/@href")
    suola = page(comparison, "vertailu/tiekartat/suola.md")
    assert "selvittely (valmistelu) ja toteutus (toteutus)" in text(suola)
    tuohela = page(comparison, "vertailu/tiekartat/tuohela.md")
    assert "Tiekartalla ei ole puolivuosia." in text(tuohela)
    assert "Tiekartta ei kerro toimenpiteiden toimialoja." in text(tuohela)


def test_why_schedules_are_not_known_is_told_of_the_roadmap(tmp_path):
    project = write_towns(tmp_path, "suola", "rantala")
    (project.content / "suola/toimenpiteet/ohje.yml").unlink()
    comparison, _ = comparison_of_content(project, project.names(), OPTIONS)

    here = text(page(comparison, "vertailu/tiekartat/suola.md"))
    assert "Aikatauluja ei tiedetä. Aikataulusta ei ole päätetty." in here


def test_what_is_left_out_is_named(comparison):
    here = page(comparison, "vertailu/index.md", [LeftOut("Metsälä", "sivusto puuttuu")])

    assert "Metsälä: sivusto puuttuu" in [text(item) for item in here.xpath("//li")]


def test_every_link_leads_to_another_of_the_pages_or_to_a_roadmaps_own_site(comparison):
    files = comparison_pages(comparison, ())

    for file, write in files.items():
        for link in tree(body(write())).xpath("//a/@href"):
            target = link.partition("#")[0]
            place = (Path("/") / file).parent.joinpath(target).as_posix()
            while "/../" in place:
                before, _, after = place.partition("/../")
                place = before.rpartition("/")[0] + "/" + after
            own = place.removeprefix("/")
            assert own in files or (target.endswith("/") and _is_beside(own)), f"{file}: {link}"


def _is_beside(target: str) -> bool:
    # Of "vertailu/aiheet/tekoaly/" three levels lead up, one more than of the file.
    return target.split("/")[0] in ("rantala", "suola", "tuohela", "..")


def test_words_of_editors_are_text(tmp_path):
    project = write_towns(tmp_path)
    file = project.content / "suola/toimenpiteet/ohje.yml"
    hostile = "Tekoäly <b>*x*</b> | [y](z)"
    file.write_text(file.read_text().replace("Ohje tekoälyn käyttöön", f"'{hostile}'"))
    settings = project.content / "suola/tiekartta.yml"
    settings.write_text(
        settings.read_text().replace("lyhytnimi: Suola", "lyhytnimi: '<i>Su|la</i>'")
    )
    comparison, _ = comparison_of_content(project, project.names(), OPTIONS)

    here = page(comparison, "vertailu/aiheet/tekoaly.md")
    assert hostile in [text(link) for link in here.xpath("//th/a")]
    assert "<i>Su|la</i>" in [text(heading) for heading in here.xpath("//h2")]
    assert [] == here.xpath("//b | //i")
    assert meta(written(comparison, "vertailu/tiekartat/suola.md"))["title"].startswith("&lt;i&gt;")


def many(comparison, number: int):
    """Return a comparison of many roadmaps that are all like the first."""
    one = comparison.roadmaps[0]
    roadmaps = tuple(
        Compared(f"kunta-{at}", one.facts, one.told, f"Kunta {at}") for at in range(number)
    )
    return replace(comparison, roadmaps=roadmaps)


def test_many_roadmaps_are_not_told_side_by_side_and_no_page_grows_with_all(comparison):
    of_many = many(comparison, 400)
    files = comparison_pages(of_many, ())

    first = tree(body(files["vertailu/index.md"]()))
    subjects = tables(first)[1]
    assert ["Aihe", "Tiekarttoja"] == subjects.headers
    assert ["Tekoäly", "400"] in cells(subjects)
    assert "vertailu/vaiheet.md" in files
    assert "vertailu/vaiheet.md" not in comparison_pages(comparison, ())
    # 300 measures a page, whole roadmaps.
    assert {"vertailu/aiheet/tekoaly.md", "vertailu/aiheet/tekoaly/osa-2.md"} <= {*files}
    second = tree(body(files["vertailu/aiheet/tekoaly/osa-2.md"]()))
    assert 100 == len(second.xpath("//h2"))
    assert "Kunta 0–Kunta 299" in [text(link) for link in second.xpath("//a")]
    last = tree(body(files["vertailu/tiekartat/kunta-399.md"]()))
    assert "../aiheet/tekoaly/osa-2.md#kunta-399" in last.xpath("//a/@href")


def test_the_list_leads_to_the_comparison_where_there_is_one(comparison):
    listed = [Listed(one.folder, one.facts) for one in comparison.roadmaps]

    for compared in (True, False):
        files = listing_files(listed, OPTIONS, Path("build/_t"), Path("site"), compared=compared)
        links = tree(body(files["docs/index.md"])).xpath("//a/@href")
        assert compared is (pages.FRONT in links)
        assert compared is ("vertailu/index.md" in files["mkdocs.yml"])


def test_another_half_year_is_told_as_the_one_of_the_day(tmp_path):
    project = write_towns(tmp_path)
    comparison, _ = comparison_of_content(
        project, project.names(), replace(OPTIONS, run_day=date(2027, 2, 1))
    )
    here = page(comparison, "vertailu/aiheet/tekoaly.md")

    assert "Keväällä 2027: toteutus" in text(here)
    assert "Keväällä 2027: ei kaudella" in text(here)
