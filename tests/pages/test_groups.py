"""Groups (toimenpideryhmät) have pages of their own, to which goals, measures and search lead."""

from __future__ import annotations

from dataclasses import replace

from digitiekartta.pages import paths
from digitiekartta.pages.search.pages import search_pages
from digitiekartta.versions.records import read_versions
from rendering import body, planned, planned_of, rendered, roadmap, tables, text
from towns import content

KOULUTUS = "tavoitteet/taidot/koulutus.md"


def test_a_group_tells_what_it_is_and_which_measures_it_has():
    page = rendered("pikkula")["tavoitteet/osaaminen/asukkaat.md"]
    goal = roadmap("pikkula").goals_by_id["osaaminen"]
    [group] = (group for group in goal.groups if group.id == "asukkaat")

    assert group.title == text(page.find("h1"))
    measures = [measure.title for measure in roadmap("pikkula").measures_in(goal, group)]
    assert measures == [row[0] for row in tables(page)[0].cells]


def test_a_group_without_measures_says_so_and_leads_to_the_other_groups():
    page = rendered("pikkula")["tavoitteet/osaaminen/myohemmin.md"]

    assert "Toimenpiteitä ei ole." in text(page)
    assert len(roadmap("pikkula").goals_by_id["osaaminen"].groups) - 1 == len(page.xpath("//ul//a"))


def test_the_goal_and_the_measure_lead_to_the_group():
    made = planned("muutosniemi").files

    assert "## [Koulutus](taidot/koulutus.md)" in made["tavoitteet/taidot.md"]
    assert "(../tavoitteet/taidot/koulutus.md)" in made["toimenpiteet/vuosikurssi.md"]


def test_search_knows_each_group_by_its_title_within_its_goal():
    found = {page.address: page for page in search_pages(planned("muutosniemi").site)}
    page = found["tavoitteet/taidot/koulutus/"]

    assert ("Koulutus", "Toimenpideryhmä") == (page.title, page.kind)
    assert page.within.startswith("Tavoite 1:")


def test_the_address_of_a_group_that_is_gone_leads_to_the_goals():
    given, versions = roadmap("muutosniemi"), read_versions(content("muutosniemi"), "muutosniemi")
    goals = tuple(goal.model_copy(update={"groups": ()}) for goal in given.goals)
    measures = tuple(measure.model_copy(update={"group": None}) for measure in given.measures)
    made = planned_of(replace(given, goals=goals, measures=measures), versions=versions.all)

    assert KOULUTUS not in made.files
    page = made.assets[f"{paths.address(KOULUTUS)}index.html"].decode()
    assert '<a href="../../">Tavoitteet</a>' in page
    # Versions in which there was such a group have only its title.
    old = body(made.files["versiot/2024-1/taidot.md"])
    assert "Koulutus" in old
    assert "taidot/koulutus" not in old
