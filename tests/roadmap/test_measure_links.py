"""From a measure's page: to its editor, to feedback, to the measures beside it."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.markup import escaping
from digitiekartta.pages import paths
from digitiekartta.pages.plan import plan
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.links import _with_query, edit_address, feedback_address
from rendering import body, text, tree

OPTIONS = Options(date(2026, 9, 15))
FILE = "content/pikku/toimenpiteet/kurssit.yml"


def links(content, id="kurssit"):
    """Return label → address on a measure's page."""
    page = tree(body(plan(content.roadmap(), OPTIONS).files[paths.measure(id)]))
    return {text(link): link.get("href") for link in page.iter("a")}


def repository(content, *lines):
    content.append("tiekartta.yml", "tietovarasto:\n" + "".join(f"  {line}\n" for line in lines))
    roadmap = content.roadmap()
    return edit_address(roadmap, roadmap.measures_by_id["kurssit"])


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        (["osoite: https://github.com/a/b"], f"https://github.com/a/b/edit/main/{FILE}"),
        (["osoite: https://github.com/a/b.git"], f"https://github.com/a/b/edit/main/{FILE}"),
        (["osoite: https://gitlab.com/a/b/"], f"https://gitlab.com/a/b/-/edit/main/{FILE}"),
        (["osoite: https://codeberg.org/a/b"], f"https://codeberg.org/a/b/_edit/main/{FILE}"),
        (
            ["osoite: https://koodi.kunta.fi/a", "laji: Gitea"],
            f"https://koodi.kunta.fi/a/_edit/main/{FILE}",
        ),
        (
            ["osoite: https://gitlab.kunta.fi/a/b", "haara: työ/1"],
            f"https://gitlab.kunta.fi/a/b/-/edit/ty%C3%B6/1/{FILE}",
        ),
        (
            ["osoite: https://koodi.kunta.fi/a", "laji: GitLab"],
            f"https://koodi.kunta.fi/a/-/edit/main/{FILE}",
        ),
        (
            ["osoite: https://koodi.kunta.fi/a", "laji: GitHub"],
            f"https://koodi.kunta.fi/a/edit/main/{FILE}",
        ),
        (["osoite: https://koodi.kunta.fi/a", "laji: muu"], None),
    ],
)
def test_a_measure_is_edited_at_the_host(content, lines, address):
    assert address == repository(content, *lines)
    assert [] == content.problems()


def test_a_host_that_is_not_known_is_asked_for(content):
    assert repository(content, "osoite: https://koodi.kunta.fi/a") is None

    problem = content.problem()
    assert ("unknown-service", False) == (problem.code, problem.is_error)
    assert "laji: GitHub" in problem.remedy


@pytest.mark.parametrize("address", ["http://github.com/a/b", "git@github.com:a/b.git", "https://"])
def test_a_repository_is_at_an_address_of_the_web(content, address):
    content.append("tiekartta.yml", f"tietovarasto:\n  osoite: {address}\n")

    assert "forbidden-link" == content.problem().code


def test_the_page_links_to_the_editor_or_at_least_names_the_file(content):
    label = "Muokkaa (vain muokkaajille)"
    assert label not in links(content)
    repository(content, "osoite: https://koodi.kunta.fi/a", "laji: muu")

    assert "https://koodi.kunta.fi/a" == links(content)["Digitiekartan tietovarasto"]
    content.replace("tiekartta.yml", "laji: muu", "laji: GitLab")
    assert links(content)[label].endswith(FILE)


# --- feedback ------------------------------------------------------------------------------


def test_a_letter_has_the_measure_in_its_subject(content):
    content.replace(
        "toimenpiteet/kurssit.yml",
        "otsikko: Tietoturvakurssi",
        "otsikko: 'Kurssi & koe: 100 % läpi?'",
    )
    address = links(content)["Anna palautetta"]

    assert address.startswith("mailto:kirjaamo@pikkula.example?subject=Palaute%3A%20Kurssi%20%26")
    subject = parse_qs(urlsplit(address).query)["subject"]
    assert ["Palaute: Kurssi & koe: 100 % läpi? (kurssit)"] == subject


def test_a_form_has_the_measure_in_its_query(content):
    form = "https://www.pikkula.example/palaute?aihe=digi#lomake"
    content.append("tiekartta.yml", f"palaute:\n  osoite: '{form}'\n")
    address = urlsplit(links(content)["Anna palautetta"])

    assert {"aihe": ["digi"], "toimenpide": ["kurssit"], "otsikko": ["Tietoturvakurssi"]} == (
        parse_qs(address.query)
    )
    assert ("/palaute", "lomake") == (address.path, address.fragment)


def test_feedback_tells_on_which_page_it_was_given_where_the_site_knows_its_address(content):
    page = "https://www.pikkula.example/digi/toimenpiteet/kurssit/"
    roadmap = content.roadmap()
    letter = feedback_address(roadmap, roadmap.measures_by_id["kurssit"], page)
    content.append("tiekartta.yml", "palaute:\n  osoite: https://www.pikkula.example/palaute\n")
    roadmap = content.roadmap()
    form = feedback_address(roadmap, roadmap.measures_by_id["kurssit"], page)

    assert [f"Sivu: {page}\r\n\r\n"] == parse_qs(urlsplit(letter).query)["body"]
    assert [page] == parse_qs(urlsplit(form).query)["sivu"]


def test_without_any_address_there_is_no_feedback_link(content):
    content.replace("tiekartta.yml", "sahkoposti: kirjaamo@pikkula.example", "puhelin: 06 123")
    roadmap = content.roadmap()

    assert feedback_address(roadmap, roadmap.measures_by_id["kurssit"]) is None
    assert not [label for label in links(content) if "palautetta" in label]


@pytest.mark.parametrize(
    "address",
    ["http://a.fi/palaute", "mailto:kirjaamo", "mailto:@a.fi", "kirjaamo@a.fi", "tel:123"],
)
def test_feedback_goes_to_a_form_or_a_letter(content, address):
    content.append("tiekartta.yml", f"palaute:\n  osoite: {address}\n")

    assert "forbidden-link" == content.problem().code


def test_an_address_for_feedback_is_not_a_person(content):
    content.append("tiekartta.yml", "palaute:\n  osoite: mailto:kirjaamo@pikkula.example\n")

    assert [] == content.problems()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_title_comes_through_the_address_as_it_was(title):
    address = _with_query("https://a.fi/?x=1", {"otsikko": title})
    allowed = escaping.url(address)

    assert allowed == address.replace("&", "&amp;")
    query = parse_qs(urlsplit(address).query, keep_blank_values=True)
    assert [title] == query["otsikko"]


def test_the_page_on_the_roadmap_tells_the_address_for_feedback_once(content):
    content.append("tiekartta.yml", "palaute:\n  osoite: https://www.pikkula.example/palaute\n")
    about = tree(body(plan(content.roadmap(), OPTIONS).files[paths.ABOUT]))

    assert ["Palautelomake"] == about.xpath("//li[starts-with(., 'Palaute:')]/a/text()")
    content.replace(
        "tiekartta.yml", "https://www.pikkula.example/palaute", "mailto:kirjaamo@pikkula.example"
    )
    about = plan(content.roadmap(), OPTIONS).files[paths.ABOUT]
    assert 1 == about.count("mailto:kirjaamo")


# --- neighbours ----------------------------------------------------------------------------


def test_neighbours_are_those_of_the_group_in_order(content):
    for id, order in (("a", 30), ("b", 10), ("c", 20)):
        content.write(
            f"toimenpiteet/{id}.yml",
            f"""
            otsikko: Kurssi {id}
            tavoite: digitaidot
            ryhma: koulutus
            jarjestys: {order}
            aikataulu: {{}}
            """,
        )
    found = {
        id: tuple(one and one.id for one in pair)
        for id, pair in content.roadmap().neighbours.items()
    }

    assert {
        "b": (None, "c"),
        "c": ("b", "a"),
        "a": ("c", "kurssit"),
        "kurssit": ("a", None),
        "digituki": (None, None),
        "ohjeet": (None, None),
    } == found
    shown = links(content, "c")
    assert ("b.md", "a.md") == (shown["Edellinen: Kurssi b"], shown["Seuraava: Kurssi a"])


def test_a_measure_alone_in_its_group_has_no_such_heading(content):
    page = plan(content.roadmap(), OPTIONS).files[paths.measure("kurssit")]

    assert "Edellinen" not in page
