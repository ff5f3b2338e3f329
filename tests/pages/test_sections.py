"""Sections: the menu, the pages, search and old addresses follow what is declared of each."""

from __future__ import annotations

import html
from dataclasses import replace
from unittest.mock import patch

import pytest

from digitiekartta.pages import paths, sections
from digitiekartta.pages.paths import address
from digitiekartta.pages.plan import Plan
from digitiekartta.pages.search.pages import search_pages
from digitiekartta.pages.section import Section
from digitiekartta.pages.sections import SECTIONS
from digitiekartta.pages.site import Site
from digitiekartta.versions.records import read_versions
from rendering import OPTIONS, meta, planned, planned_of, roadmap
from towns import TOWNS, content

by_file = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.file)


@pytest.mark.parametrize("name", TOWNS)
def test_each_section_is_where_it_is_declared_to_be(name):
    made = planned(name)
    found = {page.address: page for page in search_pages(made.site)}
    for section in SECTIONS:
        exists, label = section.exists(made.site), section.label_in(made.site)

        assert exists == (section.file in made.files), section.file
        assert (exists and section.in_menu) == ((label, section.file) in made.nav), section.file
        assert (exists and bool(section.search)) == (address(section.file) in found), section.file
        if exists:
            titles = html.unescape(meta(made.files[section.file])["title"])
            assert section.title_in(made.site) == titles


def test_each_section_is_in_some_roadmap_of_the_tests():
    sites = [planned(name).site for name in TOWNS]
    sites.append(planned_of(roadmap("tyynela"), replace(OPTIONS, components=True)).site)

    assert all(any(section.exists(site) for site in sites) for section in SECTIONS)


def muutosniemi_with(*declared: Section) -> Plan:
    """Return the draft of a roadmap that was approved three times, with other sections."""
    versions = read_versions(content("muutosniemi"), "muutosniemi").all
    with patch.object(sections, "SECTIONS", declared):
        return planned_of(roadmap("muutosniemi"), versions=versions)


def was_once(site: Site) -> bool:
    """Whether the roadmap is that of an approved version: today's alone knows its history."""
    return not site.history


@by_file
def test_a_section_that_was_approved_once_and_is_gone_still_answers(section):
    if section.file == paths.FRONT:
        return  # every site has a front page
    kept = (one for one in SECTIONS if one != section)
    made = muutosniemi_with(*kept, replace(section, exists=was_once))
    page = made.assets[f"{address(section.file)}index.html"].decode()

    assert section.file not in made.files
    assert '<h1>Sivua ei enää ole</h1>\n<p>Siirry sivulle <a href="../">Etusivu</a>.</p>' in page


@by_file
def test_a_page_below_a_section_leads_to_the_section_when_it_is_gone(section):
    file = f"{address(section.file)}vanha.md"
    gone = replace(
        section, exists=lambda site: True, below=lambda site: [file] if was_once(site) else []
    )
    made = muutosniemi_with(*(gone if one == section else one for one in SECTIONS))
    page = made.assets[f"{address(file)}index.html"].decode()

    assert f'<a href="../">{section.label_in(made.site)}</a>' in page


def test_a_section_is_declared_in_one_place():
    costs = Section(
        file="kustannukset/index.md",
        label="Kustannukset",
        template="tavoitteet.md.j2",
        search=["Mitä toimenpiteet maksavat."],
    )
    with patch.object(sections, "SECTIONS", (*SECTIONS, costs)):
        made = planned_of(roadmap("pikkula"))
        found = {page.address: page for page in search_pages(made.site)}

    assert ("Kustannukset", "kustannukset/index.md") == made.nav[-1]
    assert "Kustannukset" == meta(made.files["kustannukset/index.md"])["title"]
    assert ("Mitä toimenpiteet maksavat.",) == found["kustannukset/"].sentences
