"""Lähtö- ja tavoitetasot: the gaps in their order, and what closes them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from digitiekartta.pages.page import Page
from digitiekartta.pages.paths import LEVELS
from digitiekartta.roadmap.model import Levels, Spearhead, Viewpoint
from digitiekartta.roadmap.roadmap import Roadmap
from rendering import body, planned, planned_of, roadmap, tables, text, tree


def viewpoint(id: str, start: str | None = None, target: str | None = None) -> Viewpoint:
    levels = [None if level is None else Decimal(level) for level in (start, target)]
    return Viewpoint.model_construct(
        id=id, name=id.title(), start_level=levels[0], target_level=levels[1]
    )


def with_levels(viewpoints: list[Viewpoint], *spearheads: Spearhead) -> Roadmap:
    given = roadmap("pikkula")
    levels = given.levels
    assert levels
    update = {"viewpoints": tuple(viewpoints), "spearheads": spearheads}
    return replace(given, levels=levels.model_copy(update=update))


def spearhead(name: str, viewpoint: str | None = None, **more: tuple[str, ...]) -> Spearhead:
    return Spearhead.model_construct(name=name, viewpoint=viewpoint, **more)


def page(given: Roadmap) -> str:
    return planned_of(given).files[LEVELS]


def test_the_largest_gap_comes_first_and_the_unknown_last():
    points = [
        viewpoint("osaaminen", "3", "4"),
        viewpoint("laitteet"),
        viewpoint("palvelut", "1", "4"),
        viewpoint("tieto", "2", "3"),  # as large as the first: they stay in their order
    ]
    [levels] = tables(tree(body(page(with_levels(points)))))

    assert ["Palvelut", "Osaaminen", "Tieto", "Laitteet"] == [row[0] for row in levels.cells]


def test_a_spearhead_that_is_not_among_the_largest_gaps_says_so():
    points = [viewpoint("osaaminen", "3", "4"), viewpoint("palvelut", "1", "4,0".replace(",", "."))]
    said = text(tree(body(page(with_levels(points, spearhead("Jokainen osaa", "osaaminen"))))))

    told = "Ero ei ole suurimpien joukossa: näkökulman Palvelut ero on 3"
    assert f"Jokainen osaa (näkökulma: Osaaminen, ero 1). {told}" in said


def test_a_spearhead_leads_to_what_carries_it_out_and_they_lead_back():
    made = planned("pikkula").files
    goal = roadmap("pikkula").goals_by_id["osaaminen"]

    assert (
        f"    - [Tavoite {goal.number}: {goal.title}](../tavoitteet/osaaminen.md)" in made[LEVELS]
    )
    assert "](../toimenpiteet/koulutus.md)" in made[LEVELS]
    link = "[Jokainen osaa](../tasot/index.md#kehittamisen-karjet)"
    assert f"Toteuttaa kärkeä: {link}." in made["tavoitteet/osaaminen.md"]
    assert f"| Toteuttaa kärkeä | {link} |" in made["toimenpiteet/koulutus.md"]
    assert "Toteuttaa kärkeä" not in made["toimenpiteet/digituki.md"]


def test_an_approved_version_tells_its_own_spearheads():
    site, given = planned("pikkula").site, roadmap("pikkula")
    bare = [one.model_copy(update={"measures": ()}) for one in given.levels.spearheads]
    old = replace(given, levels=given.levels.model_copy(update={"spearheads": (*bare,)}))
    measure = given.measures_by_id["koulutus"]

    assert "" != Page(site, LEVELS).carries_out(measure)
    assert "" == Page(replace(site, roadmap=old), LEVELS).carries_out(measure)


@pytest.mark.parametrize("same", ["Osaaminen", "osaaminen."])
def test_where_no_level_is_known_the_spearheads_are_marked_in_one_list(same):
    points = [viewpoint("osaaminen"), viewpoint("palvelut")]
    made = page(with_levels(points, spearhead(same, "osaaminen"), spearhead("Rohkeasti")))

    assert (
        "## Näkökulmat ja kehittämisen kärjet\n\nLähtö- ja tavoitetasot eivät ole tiedossa."
        "\n\n- Osaaminen – **kehittämisen kärki**\n- Palvelut\n"
        "- **Kehittämisen kärki**: Rohkeasti\n"
    ) in made
    assert 1 == made.count("Osaaminen")


def test_a_level_of_nought_is_a_level():
    points = [viewpoint("osaaminen", "0")]

    assert "Tasotaulukko" in page(with_levels(points))


def test_without_levels_nothing_is_carried_out():
    given = replace(roadmap("pikkula"), levels=None)

    assert "Toteuttaa" not in planned_of(given).files["toimenpiteet/koulutus.md"]


def test_spearheads_of_one_viewpoint_stand_each_on_a_line():
    points = [viewpoint("osaaminen")]
    heads = (spearhead("Taidot", "osaaminen"), spearhead("Tuki", "osaaminen"))
    given = with_levels(points, *heads)
    assert isinstance(given.levels, Levels)

    assert 2 == page(given).count("- Osaaminen – **kehittämisen kärki**: T")
