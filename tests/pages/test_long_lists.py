"""Lists that are too long for a page are parted as readers know them, and nothing is lost."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from posixpath import dirname, join, normpath

import pytest

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.pages import parts, paths
from digitiekartta.pages.lists import lists_of
from digitiekartta.pages.plan import Plan
from digitiekartta.pages.search.pages import search_pages
from digitiekartta.versions.records import read_versions
from rendering import body, meta, planned, planned_of, roadmap, text, tree
from towns import TOWNS, content

FEW = 10


@pytest.fixture
def long(monkeypatch) -> Plan:
    """Return the sample's pages as if ten measures were many."""
    monkeypatch.setattr(parts, "MOST_ROWS", FEW)
    monkeypatch.setattr(parts, "MOST_CELLS", FEW * 10)
    return planned_of(
        roadmap("esimerkkila"),
        versions=read_versions(content("esimerkkila"), "esimerkkila").all,
    )


def links(made: Plan, file: str) -> list[str]:
    """Return the page files to which a page leads, in order."""
    hrefs = [link.get("href") for link in tree(body(made.files[file])).iter("a")]
    targets = [href.partition("#")[0] for href in hrefs if ".md" in href]
    return [normpath(join(dirname(file), target)) for target in targets]


def measures_on(made: Plan, *files: str) -> Counter[str]:
    """Return how often the rows and items of pages lead to each measure."""
    ids = {paths.measure(one.id): one.id for one in made.site.roadmap.measures}
    return Counter(ids[link] for file in files for link in links(made, file) if link in ids)


def below(made: Plan, file: str) -> list[str]:
    """Return a page and those below it."""
    return [one for one in made.files if one == file or one.startswith(f"{file[:-3]}/")]


@pytest.mark.parametrize("name", TOWNS)
def test_a_roadmap_of_some_dozen_measures_has_no_parts(name):
    made = planned(name)

    assert not [*lists_of(made.site)]


def test_a_half_year_leads_by_its_phases_to_all_that_happens_in_it(long):
    for moment in long.site.told_half_years:
        happening = long.site.happening(moment)
        expected = {one.id for _, measures in happening for one in measures}
        found = measures_on(long, *below(long, paths.half_year(moment)))

        assert expected == set(found), moment
        assert set(found.values()) == {1}, moment


def test_a_phase_of_a_half_year_is_found_by_search_once(long):
    pages = [page.address for page in search_pages(long.site)]
    phases = [one for one in pages if re.fullmatch(r"aikataulu/2026-syksy/[^/]+/", one)]

    assert "aikataulu/2026-syksy/kayttoonotto/" in phases
    assert not [one for one in pages if "osa-" in one]
    assert len(pages) == len(set(pages))


def test_parts_of_an_audience_keep_goals_together_and_lose_no_measure(long):
    site = long.site
    name, measures = max(site.audiences.measures.items(), key=lambda pair: len(pair[1]))
    file = site.audiences.pages[name]
    some = below(long, file)[1:]

    assert len(measures) > FEW
    assert not measures_on(long, file)
    assert {one.id: 1 for one in measures} == measures_on(long, *some)
    assert set(some) <= set(links(long, file))
    assert f"../toimenpiteet/?kohderyhma={file.split('/')[-1][:-3]}" in long.files[file].replace(
        "../../", "../"
    )


def test_a_goal_with_many_measures_leads_to_the_schedules_of_its_groups(long):
    roadmap = long.site.roadmap
    for goal in roadmap.goals:
        own = {one.id for one in roadmap.measures_of(goal)}
        found = measures_on(long, *below(long, paths.goal(goal.id)))
        assert own == set(found)
        assert len(own) > FEW or own == set(measures_on(long, paths.goal(goal.id)))


@pytest.mark.parametrize(
    "file", [paths.TRACKING, paths.COSTS, paths.PRINT, paths.SCHEDULE, paths.MEASURES]
)
def test_a_section_tells_the_same_in_parts_as_whole(long, file):
    whole = planned("esimerkkila")
    expected = set(measures_on(whole, file))
    folder = paths.address(file)
    pages = [one for one in long.files if one.startswith(folder)]
    if file == paths.MEASURES:  # the goals have them
        pages = [one for one in long.files if one.startswith("tavoitteet/")]

    assert len(expected) > FEW or file == paths.SCHEDULE
    assert expected <= set(measures_on(long, *pages))
    assert len(measures_on(long, file)) <= FEW


def test_no_page_has_more_rows_than_a_page_may_have(long):
    for file in long.files:
        if not file.startswith(("versiot/", "muutokset/")):
            rows = tree(body(long.files[file])).xpath(".//table[.//td//a]/tbody/tr")
            assert len(rows) <= FEW + 4, file  # half-years of a measure, costs by year


def test_every_part_has_a_title_and_a_description_of_its_own_and_a_way_on(long):
    made = [file for one in lists_of(long.site) for file in one.files]
    told = [meta(long.files[file]) for file in made]

    assert len(made) > 30
    assert len({str(one["title"]) for one in told}) == len(made)
    assert len({str(one["description"]) for one in told}) == len(made)
    for file in made:
        assert [link for link in links(long, file) if link in long.files], file
        if match := re.fullmatch(r"(.*)/osa-(\d+)\.md", file):
            follower = f"{match[1]}/osa-{int(match[2]) + 1}.md"
            assert (follower in long.files) == (follower in links(long, file)), file


def test_all_links_lead_to_pages(long):
    for file in long.files:
        for link in links(long, file):
            assert link in long.files, (file, link)


def test_links_to_goals_in_parts_lead_to_their_headings(long):
    checked = 0
    for file in long.files:
        for link in tree(body(long.files[file])).iter("a"):
            target, _, place = link.get("href").partition("#")
            if place and "/osa-" in target:
                page = tree(body(long.files[normpath(join(dirname(file), target))]))
                assert page.xpath(f"//*[@id='{place}']"), (file, place)
                checked += 1
    assert checked > 10


def test_a_goal_that_is_too_long_itself_is_parted_by_count(long, monkeypatch):
    monkeypatch.setattr(parts, "MOST_ROWS", 3)
    measures = long.site.roadmap.measures_in_order
    found = parts.in_parts(long.site, "vastuutahot/x.md", measures)

    assert measures == tuple(one for part in found for one in part.measures)
    assert max(len(part.measures) for part in found) <= 3
    assert any(re.fullmatch(r"tavoite \d+, toimenpiteet 1–\d", part.label) for part in found)
    assert [part.file for part in found[:2]] == ["vastuutahot/x/osa-1.md", "vastuutahot/x/osa-2.md"]


def test_a_part_never_takes_the_address_of_a_group(long):
    measures = long.site.roadmap.measures_in_order
    found = parts.in_parts(long.site, "tavoitteet/x.md", measures, most=9, taken=["osa-2"])

    assert "tavoitteet/x/osa-2.md" not in [part.file for part in found]
    assert measures == tuple(one for part in found for one in part.measures)


def test_a_part_that_is_gone_leads_to_its_section(monkeypatch):
    monkeypatch.setattr(parts, "MOST_ROWS", FEW)
    given = roadmap("esimerkkila")
    first, *others = given.measures
    unknown = [measure.model_copy(update={"schedule": None}) for measure in others]
    versions = read_versions(content("esimerkkila"), "esimerkkila").all
    made = planned_of(replace(given, measures=(first, *unknown)), versions=versions)

    assert "aikataulu/2026-syksy/kayttoonotto.md" not in made.files
    page = made.assets["aikataulu/2026-syksy/kayttoonotto/index.html"].decode()
    assert 'href="../../"' in page


def test_pages_that_cannot_tell_all_measures_lead_to_files_that_do(long):
    rows = csv.DictReader(io.StringIO(long.assets[paths.data("toimenpiteet.csv")].decode()))

    assert [one.id for one in long.site.roadmap.measures_in_order] == [
        row["tunnus"] for row in rows
    ]
    for page in (paths.MEASURES, paths.PRINT):
        assert paths.OPEN_DATA in links(long, page)


@pytest.mark.parametrize("section", [paths.TRACKING, paths.COSTS])
def test_a_list_is_called_the_same_where_it_is_and_where_a_page_leads_to_it(long, section):
    for one in lists_of(long.site):
        if one.own_page and one.crumbs[-1][1] == section:
            labels = {text(link) for link in tree(body(long.files[section])).iter("a")}
            short = one.title.removeprefix("Viimeksi raportoitu: ").capitalize()
            assert labels & {one.title, short}


def test_a_front_page_promises_one_list_of_all_measures_only_where_there_is_one(long):
    assert "yhdessä luettelossa" in planned("esimerkkila").files[paths.FRONT]
    assert "yhdessä luettelossa" not in long.files[paths.FRONT]


def test_links_to_the_parts_of_a_single_goal_tell_which_of_its_measures_they_lead_to(monkeypatch):
    monkeypatch.setattr(parts, "MOST_ROWS", FEW)
    given = roadmap("esimerkkila")
    goal = max(given.goals, key=lambda one: len(given.measures_of(one)))
    made = planned_of(replace(given, measures=tuple(given.measures_of(goal))))
    lists = [one for one in lists_of(made.site) if one.by_goal and len(one.parts) > 1]

    assert lists
    for one in lists:
        labels = [text(link) for link in tree(body(made.files[one.file])).iter("a")]
        own = [label for label in labels if label.startswith(f"Tavoite {goal.number}: ")]
        assert len(one.parts) == len(set(own)), one.file


def test_schedules_that_only_paper_cannot_have_on_one_page_are_in_files_too(monkeypatch):
    monkeypatch.setattr(parts, "MOST_CELLS", FEW * 10)
    made = planned_of(roadmap("esimerkkila"))

    assert measures_on(made, paths.MEASURES)
    assert paths.OPEN_DATA in links(made, paths.PRINT)


def test_a_reader_is_told_how_many_measures_stand_in_each_part(long):
    file = paths.half_year(HalfYear.parse("syksy 2026"))
    for one in lists_of(long.site):
        if dirname(one.file) == file[:-3]:
            told = text(tree(body(long.files[file]))).replace("\u00a0", " ")
            assert f"{one.title}: {len(one.measures)} toimenpide" in told.replace("\u00ad", "")


def test_a_long_list_of_changes_is_parted_and_loses_none(monkeypatch):
    unparted = planned("esimerkkila")
    monkeypatch.setattr(parts, "MOST_ROWS", 3)
    versions = read_versions(content("esimerkkila"), "esimerkkila").all
    made = planned_of(roadmap("esimerkkila"), versions=versions)
    [*_, chapter] = made.site.history.chapters
    file = paths.changes(chapter.version.name)
    some = [one for one in links(made, file) if one.startswith(f"{file[:-3]}/osa-")]
    expected = [entry.id for entry in chapter.comparison.entries if entry.is_measure]
    whole = links(unparted, file)
    found = [link for one in some for link in links(made, one) if link.startswith("toimenpiteet/")]

    assert len(expected) > 3
    assert len(some) > 1
    assert {link for link in whole if link.startswith("toimenpiteet/")} == {*found}
    assert len({str(meta(made.files[one])["title"]) for one in some}) == len(some)
    assert paths.PENDING not in made.files or paths.PENDING in links(made, paths.CHANGES)


def test_a_long_goal_of_a_version_is_parted_and_loses_no_measure(long):
    parted = 0
    for chapter in long.site.history.chapters:
        name, old = chapter.version.name, chapter.version.roadmap()
        for goal in old.goals:
            pages = below(long, paths.version_goal(name, goal.id))
            now = long.site.history.id_now
            expected = {now(one.id) for one in old.measures_of(goal)}
            found = {link for page in pages for link in links(long, page)}
            assert {paths.measure(id) for id in expected} <= found, goal.id
            parted += len(pages) > 1

    assert parted
