"""Sections: the menu, the pages, search and old addresses follow what is declared of each."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import replace
from unittest.mock import patch

import pytest

from digitiekartta.pages import paths, sections
from digitiekartta.pages.paths import address
from digitiekartta.pages.plan import Plan
from digitiekartta.pages.search.pages import search_pages
from digitiekartta.pages.section import Section
from digitiekartta.pages.sections import declared_sections
from digitiekartta.pages.site import Site
from digitiekartta.versions.records import read_versions
from rendering import OPTIONS, meta, planned, planned_of, roadmap
from towns import TOWNS, content

FILES = [section.file for section in declared_sections(Site(roadmap("pikkula"), OPTIONS))]
by_file = pytest.mark.parametrize("file", FILES)


@pytest.mark.parametrize("name", TOWNS)
def test_each_section_is_where_it_is_declared_to_be(name):
    made = planned(name)
    found = {page.address: page for page in search_pages(made.site)}
    for section in declared_sections(made.site):
        exists, label = section.exists, section.label

        assert exists == (section.file in made.files), section.file
        assert (exists and section.in_menu) == ((label, section.file) in made.nav), section.file
        assert (exists and bool(section.search)) == (address(section.file) in found), section.file
        if exists:
            titles = html.unescape(meta(made.files[section.file])["title"])
            assert section.title == titles


def test_each_section_is_in_some_roadmap_of_the_tests():
    sites = [planned(name).site for name in TOWNS]
    sites.append(planned_of(roadmap("tyynela"), replace(OPTIONS, components=True)).site)

    there = {s.file for site in sites for s in declared_sections(site) if s.exists}
    assert set(FILES) == there


def muutosniemi_with(changed: Callable[[Site, Section], Section]) -> Plan:
    """Return the draft of a roadmap that was approved three times, with other sections."""
    versions = read_versions(content("muutosniemi"), "muutosniemi").all

    def declared(site: Site) -> Iterable[Section]:
        return [changed(site, section) for section in declared_sections(site)]

    with patch.object(sections, "declared_sections", declared):
        return planned_of(roadmap("muutosniemi"), versions=versions)


def was_once(site: Site) -> bool:
    """Whether the roadmap is that of an approved version: today's alone knows its history."""
    return not site.history


@by_file
def test_a_section_that_was_approved_once_and_is_gone_still_answers(file):
    if file == paths.FRONT:
        return  # every site has a front page

    def gone(site: Site, section: Section) -> Section:
        return replace(section, exists=was_once(site)) if section.file == file else section

    made = muutosniemi_with(gone)
    page = made.assets[f"{address(file)}index.html"].decode()

    assert file not in made.files
    # Where no schedule is told any more, all measures say so.
    way = "../toimenpiteet/" if file == paths.SCHEDULE else "../"
    label = "Toimenpiteet" if file == paths.SCHEDULE else "Etusivu"
    way_on = f'<h1>Sivua ei enää ole</h1>\n<p>Siirry sivulle <a href="{way}">{label}</a>.</p>'
    assert way_on in page


@by_file
def test_a_page_below_a_section_leads_to_the_section_when_it_is_gone(file):
    old = f"{address(file)}vanha.md"

    def once_above(site: Site, section: Section) -> Section:
        below = [old] if was_once(site) else []
        return replace(section, exists=True, below=below) if section.file == file else section

    made = muutosniemi_with(once_above)
    page = made.assets[f"{address(old)}index.html"].decode()

    [label] = (section.label for section in declared_sections(made.site) if section.file == file)
    assert f'<a href="../">{label}</a>' in page


def test_a_section_is_declared_in_one_place():
    risks = Section(
        file="riskit/index.md",
        label="Riskit",
        template="tavoitteet.md.j2",
        search=["Mikä toimenpiteissä voi epäonnistua."],
    )

    def declared(site: Site) -> Iterable[Section]:
        return [*declared_sections(site), risks]

    with patch.object(sections, "declared_sections", declared):
        made = planned_of(roadmap("pikkula"))
        found = {page.address: page for page in search_pages(made.site)}

    assert ("Riskit", "riskit/index.md") == made.nav[-1]
    assert "Riskit" == meta(made.files["riskit/index.md"])["title"]
    assert ("Mikä toimenpiteissä voi epäonnistua.",) == found["riskit/"].sentences


def test_the_list_of_measures_has_filters_only_where_there_are_measures():
    made = planned_of(replace(roadmap("tyynela"), measures=(), levels=None))

    assert "toimenpiteet.js" in planned("tyynela").files["toimenpiteet/index.md"]
    assert "toimenpiteet.js" not in made.files["toimenpiteet/index.md"]
