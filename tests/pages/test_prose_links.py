"""Links of prose to pages of the site: what leads nowhere is told before the site is made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from digitiekartta.basics.problems import Problem, errors_in
from digitiekartta.commands.checking import check_content
from digitiekartta.pages import paths
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import make_pages
from digitiekartta.versions.review import review
from planted import SETTINGS, add, remove, sub
from rendering import planned, rendered
from towns import content

DAY = date(2026, 9, 15)
FORMS: list[Callable[[str], str]] = [
    str,  # with the slash at the end
    lambda address: address.rstrip("/") or ".",
    lambda address: f"{address}?lahde=teksti#top",
]


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return the folder of Esimerkkilä, to be edited."""
    shutil.copytree(content("esimerkkila"), tmp_path / "content")
    return tmp_path / "content/esimerkkila"


def links(town: Path, *written: str, file: str = "saatesanat.md") -> list[Problem]:
    """Return what is told of a prose file's links, one a line after its title."""
    text = "\n".join(["# Teksti", "", *written])
    (town / file).write_text(f"{text}\n")
    told = check_content(town.parent, "esimerkkila", DAY).problems
    return [problem for problem in told if problem.code.startswith("broken-")]


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("[x](eiole/)", ""),
        ("[x](../eiole.md)", ""),
        ("[x](toimenpiteet/eiole/)", ""),
        ("[x](../toimenpiteet/eiole.md)", ""),
        ("[x](../../digi/)", ""),
        ("[x](liite.pdf)", ""),
        ("[x](<../kansio, jota ei ole/>)", ""),
        ("[x](../toimenpiteet/it-tuky/)", "../toimenpiteet/it-tuki/"),
        ("[x](../Toimenpiteet/IT-tuki/)", "../toimenpiteet/it-tuki/"),
        ("[x](toimenpiteet/it-tuki/)", "../toimenpiteet/it-tuki/"),
        ("[x](/toimenpiteet/it-tuki/)", "../toimenpiteet/it-tuki/"),
        ("[x](/digitiekartta/toimenpiteet/it-tuki)", "../toimenpiteet/it-tuki/"),
        ("[x](../toimenpiteet/it-tuki/index.html)", "../toimenpiteet/it-tuki/"),
        ("[x](../toimenpiteet/it-tuki.html)", "../toimenpiteet/it-tuki/"),
        ("[x](../toimenpiteet/intran-uudistus.md)", "../toimenpiteet/intran-uudistus/"),
        ("[x](../tavoiteet/)", "../tavoitteet/"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_line_and_only_what_exists_is_offered(
    link, meant, town
):
    [problem] = links(town, "Rivi.", link)

    assert ("content/esimerkkila/saatesanat.md", 4) == (problem.place.file, problem.place.line)
    assert problem.is_error
    assert (f"Tarkoititko ”{meant}”?" == problem.remedy) if meant else "siltä" in problem.remedy


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("[x](#eiole)", ""),
        ("[x](#kuka-paattää)", "#kuka-paattaa"),
        ("[x](../tavoitteet/digitaidot/#Perehdytys-ja-tuki)", "#perehdytys-ja-tuki"),
        ("[x](../toimenpiteet/it-tuki.md#eiole)", ""),
    ],
)
def test_a_place_that_a_page_lacks_is_told(link, meant, town):
    [problem] = links(town, link)

    assert ("broken-anchor", 3) == (problem.code, problem.place.line)
    assert ("Tarkoititko" in problem.remedy) == bool(meant)
    assert meant in problem.remedy


def test_a_link_by_a_reference_is_told_where_the_text_has_it(town):
    [problem] = links(town, "Teksti", "jatkuu [tähän][viite].", "", "[viite]: eiole/", "")

    assert 4 == problem.place.line


def test_each_text_is_looked_at_from_the_page_on_which_it_stands(town):
    assert [] == links(town, "[x](toimenpiteet/it-tuki/)", file="visio.md")
    assert [3] == [
        p.place.line for p in links(town, "[x](../toimenpiteet/it-tuki/)", file="visio.md")
    ]


def test_no_address_of_the_site_is_complained_of(town):
    made = planned("esimerkkila")
    addresses = {paths.address(file) for file in made.files}
    addresses |= {file.removesuffix("index.html") for file in made.assets if "index.html" in file}
    assert "toimenpiteet/intran-uudistus/" in addresses  # of a former id
    written = [form(f"../{address}") for address in addresses for form in FORMS]
    written += [f"../{file}" for file in made.files]
    written += [f"../{file}" for file in made.assets if file.endswith(".json")]
    written += [
        "",
        "?a=b",
        ".",
        "./",
        "#",
        "#top",
        "https://muu.example/eiole",
        "mailto:a@b.example",
    ]

    assert [] == links(town, *(f"[x](<{one}>)" for one in written if one != "../."))


def test_no_place_on_a_page_is_complained_of(town):
    (town / "saatesanat.md").write_text(
        (content("esimerkkila") / "esimerkkila/saatesanat.md").read_text()
    )
    pages = {paths.ABOUT, paths.goal("digitaidot"), paths.measure("it-tuki"), paths.LEVELS}
    ids = {
        f"[x](../{page}#{element.get('id')})"
        for page in pages
        for element in rendered("esimerkkila")[page].iter()
        if element.get("id")
    }
    assert len(ids) > 12
    with (town / "visio.md").open("a") as vision:
        vision.write("\n".join(["", *ids]).replace("../", ""))

    told = check_content(town.parent, "esimerkkila", DAY).problems
    assert [] == [problem for problem in told if problem.code.startswith("broken-")]


@pytest.mark.parametrize(
    "edit",
    [
        sub("tavoite: digitaidot", "tavoite: digitaitot"),
        sub("seuranta: ", "seuranta: Tavoite: "),
        sub("- saatesanat", "- saatesanat\n  - eiole", SETTINGS),
        sub("kuvaus: Digitiekartta", "kuvaus: Huom: Digitiekartta", SETTINGS),
        sub("kausi:", "kausi: x", SETTINGS),
        remove("tahot.yml"),
        remove("tavoitteet/digitaidot.yml"),
        remove("hyvaksytyt/2026-1/sisalto.json"),
        add("yhdistetty: eiole\n"),
    ],
)
def test_other_errors_hide_no_dead_link_and_make_none_of_a_right_one(edit, town):
    edit(town)

    [problem] = links(town, "[x](../toimenpiteet/it-tuki/) [y](../toimenpiteet/eiole/)")

    assert "eiole" in problem.message


def test_prose_without_own_links_costs_no_look_at_the_pages(town, monkeypatch):
    monkeypatch.setattr("digitiekartta.pages.plan.outline", None)
    monkeypatch.setattr("digitiekartta.pages.prose_links.outline", None)

    assert [] == links(town, "[Kunnan sivut](https://www.esimerkkila.example/)")


def test_a_preview_a_build_and_a_review_tell_it_too(town):
    add("\n[x](eiole/)\n", "saatesanat.md")(town)
    (town.parent.parent / "mkdocs.yml").touch()

    outcome = make_pages(Project(town.parent.parent), "esimerkkila", Options(DAY))
    reviewed = review(town.parent, "esimerkkila", content("esimerkkila"), DAY, check_content)

    for problems in (outcome.problems, reviewed.problems):
        [error] = errors_in(problems)
        assert "content/esimerkkila/saatesanat.md" == error.place.file
    assert outcome.plan is None
