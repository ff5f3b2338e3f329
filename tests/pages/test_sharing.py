"""Sharing: what messages, phones and search engines show of a site, and where it says nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from digitiekartta.pages import paths
from digitiekartta.pages.plan import Plan
from digitiekartta.pages.sharing.facts import manifest, structured
from digitiekartta.pages.sharing.pictures import pictures, shared_picture
from digitiekartta.pages.site import Site
from digitiekartta.versions.records import read_versions
from hostile import HOSTILE as TEXTS
from rendering import OPTIONS, meta, planned_of, roadmap
from towns import content

ADDRESS = "https://www.saarela.example/digi/"
PUBLIC = replace(OPTIONS, draft=False, site_url=ADDRESS)


@pytest.fixture(scope="module")
def public_plan() -> Plan:
    versions = read_versions(content("muutosniemi"), "muutosniemi").all
    return planned_of(roadmap("muutosniemi"), PUBLIC, versions=versions)


@pytest.fixture(scope="module")
def public(public_plan: Plan) -> Mapping[str, str]:
    return public_plan.files


def changed_days(plan: Plan) -> dict[str, str]:
    """Return what the list for search engines says: address → the day of the last change."""
    entries = etree.fromstring(plan.assets[paths.SITEMAP]).iterfind("{*}url")
    return {entry.findtext("{*}loc"): entry.findtext("{*}lastmod") for entry in entries}


def site(**settings: object) -> Site:
    given = roadmap("pikkula")
    return Site(replace(given, settings=given.settings.model_copy(update=settings)), OPTIONS)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_the_picture_beside_a_link_has_the_size_that_services_show_and_is_light() -> None:
    data = shared_picture(site())

    assert (1200, 630) == opened(data).size
    assert len(data) <= 60_000
    assert data == shared_picture(site())


def test_the_picture_tells_whose_roadmap_it_is_and_that_a_draft_is_one() -> None:
    pikkula = shared_picture(site())

    assert pikkula != shared_picture(site(organisation="Toinen kunta"))
    assert pikkula != shared_picture(site(name="Toinen tiekartta"))
    public = Site(site().roadmap, replace(OPTIONS, draft=False))
    assert pikkula != shared_picture(public)


@pytest.mark.parametrize(
    "name",
    [
        "Ohcejohka gielda – čállinbargu",
        "Tiekartta " * 60,
        "Digitaalisaatiosuunnitelma" * 8,
        "\U0001f600 漢字",
        " ",
        *TEXTS[:5],
    ],
)
def test_any_name_has_room_in_the_picture(name: str) -> None:
    assert (1200, 630) == opened(shared_picture(site(name=name, organisation=name))).size


def test_letters_that_finnish_and_sami_need_are_drawn_as_themselves() -> None:
    drawn = [shared_picture(site(name=letter)) for letter in "äaöoåšščcžzđdŋn"]

    assert len({*drawn}) == len({*"äaöoåšščcžzđdŋn"})


def test_icons_are_square_and_the_manifest_names_them() -> None:
    files = {file: draw() for file, draw in pictures(site())}
    told = json.loads(manifest(site()))

    for icon in told["icons"]:
        side = opened(files[f"assets/{icon['src']}"]).size
        assert icon["sizes"] == f"{side[0]}x{side[1]}"
        assert side[0] == side[1]
    assert (180, 180) == opened(files[paths.TOUCH_ICON]).size
    assert "Digitiekartta 2026–2027, Pikkula" == told["name"]


def test_programs_are_told_what_a_page_is_and_what_is_above_it(public) -> None:
    file = paths.measure("vuosikurssi")
    fields = meta(public[file])
    page, crumbs = json.loads(fields["tiedot"])["@graph"]

    assert f"{ADDRESS}toimenpiteet/vuosikurssi/" == page["url"]
    assert fields["title"] == page["name"]
    assert "GovernmentOrganization" == page["publisher"]["@type"]
    names = [item["name"] for item in crumbs["itemListElement"]]
    assert "Etusivu" == names[0]
    assert page["name"] == names[-1]
    assert all(item["item"].startswith(ADDRESS) for item in crumbs["itemListElement"])


def test_each_page_tells_the_day_on_which_what_it_says_last_changed(public_plan) -> None:
    days = changed_days(public_plan)
    own = {day for address, day in days.items() if address.startswith(f"{ADDRESS}toimenpiteet/")}

    assert max(days.values()) == days[ADDRESS]
    assert len(own) > 1, "measures that a version left as they were keep their day"
    told = [json.loads(facts)["@graph"][0] for facts in facts_of(public_plan)]
    assert days == {page["url"]: page["dateModified"] for page in told}
    assert not [address for address in days if f"{ADDRESS}versiot/20" in address]


def facts_of(plan: Plan) -> list[str]:
    told = (meta(text).get("tiedot") for text in plan.files.values())
    return [facts for facts in told if facts]


def test_drafts_and_sites_without_an_address_tell_programs_nothing() -> None:
    versions = read_versions(content("muutosniemi"), "muutosniemi").all
    for options in (replace(PUBLIC, draft=True), replace(PUBLIC, site_url=None)):
        plan = planned_of(roadmap("muutosniemi"), options, versions=versions)

        assert [] == facts_of(plan)
        assert paths.SITEMAP not in plan.assets


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_ends_the_element_in_which_facts_stand(text: str) -> None:
    public = Site(site().roadmap, PUBLIC)
    told = structured(public, "a/", text, text, [(text, "")], None)

    assert not {*"<>&"} & {*told}
    json.loads(told)
