"""The real roadmaps: all of them is there, letter for letter, and nothing is made up."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html as lxml_html

from digitiekartta.markup import escaping
from digitiekartta.pages import paths
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import make_pages, run_engine
from rendering import OPTIONS, REAL, ROOT, planned, rendered, roadmap, tables, text

MEASURES = [(name, measure.id) for name in REAL for measure in roadmap(name).measures_in_order]


def as_shown(words: str) -> str:
    return escaping.clean(words)


# --- how many ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "goals", "groups"),
    [
        ("kauhava", [16, 39, 35], 14),
        ("kemijarvi", [25, 18, 11], 0),
        ("kaustinen", [18, 19, 15], 11),
        ("sivistys", [3, 6, 8, 3], None),
    ],
)
def test_each_goal_has_the_measures_of_the_source(name, goals, groups):
    given = roadmap(name)

    assert goals == [len(given.measures_of(goal)) for goal in given.goals]
    assert sum(goals) == len(given.measures)
    assert groups in (None, sum(len(goal.groups) for goal in given.goals))


def test_there_are_216_measures_in_all():
    assert [90, 52, 54, 20] == [len(roadmap(name).measures) for name in REAL]
    assert 216 == len(MEASURES)


def test_eleven_measures_of_kauhavas_second_goal_are_in_no_group():
    given = roadmap("kauhava")
    without = {goal.number: len(given.measures_in(goal, None)) for goal in given.goals}

    assert {1: 0, 2: 11, 3: 0} == without


# --- letter for letter ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", REAL)
def test_every_measure_stands_letter_for_letter_on_all_its_pages(name):
    given, site, pages = roadmap(name), planned(name).site, rendered(name)
    titles = {file: Counter(row_titles(page)) for file, page in pages.items()}
    for measure in given.measures:
        title = as_shown(measure.title)
        own = pages[paths.measure(measure.id)]
        lists = [
            paths.MEASURES,
            paths.goal(measure.goal),
            *(site.party_pages[party] for party in given.parties_of(measure)),
            *(site.sector_pages[sector] for sector in given.sectors_of(measure)),
            *(site.audience_pages[audience] for audience in given.audiences_of(measure)),
        ]

        assert title == text(own.xpath("./h1")[0])
        assert all(titles[file][title] for file in lists), (measure.id, title)


@pytest.mark.parametrize("name", REAL)
def test_lists_hold_each_measure_once_and_no_others(name):
    given, site = roadmap(name), planned(name).site
    expected = {paths.goal(goal.id): given.measures_of(goal) for goal in given.goals}
    expected[paths.MEASURES] = given.measures_in_order
    for pages, owned in (
        (site.party_pages, site.by_party),
        (site.sector_pages, site.by_sector),
        (site.audience_pages, site.by_audience),
    ):
        expected |= {pages[owner]: measures for owner, measures in owned.items()}

    for file, measures in expected.items():
        assert [as_shown(m.title) for m in measures] == row_titles(rendered(name)[file]), file


def row_titles(page: lxml_html.HtmlElement) -> list[str]:
    return [
        row[0] for table in tables(page) if table.headers[0] == "Toimenpide" for row in table.cells
    ]


@pytest.mark.parametrize("name", REAL)
def test_every_word_of_a_measure_is_on_its_page(name):
    for measure in roadmap(name).measures:
        page = text(rendered(name)[paths.measure(measure.id)])
        for said in words_of(measure):
            for paragraph in escaping.clean(said).split("\n\n"):
                assert paragraph in page, (measure.id, paragraph)


def words_of(measure: Measure) -> list[str]:
    source = measure.source
    told = [
        *(measure.title, measure.description, measure.notes, measure.follow_up),
        *(measure.parties_in_source, measure.sector_in_source, measure.own_measures),
        *measure.contributors,
        *measure.schedule_words.values(),
        *measure.extra_fields,
        *measure.extra_fields.values(),
        *((source.document, source.table, source.row, source.notice) if source else ()),
    ]
    return [words for words in told if words]


@pytest.mark.engine
def test_every_measure_of_kauhava_stands_letter_for_letter_in_the_built_site(tmp_path):
    for name in ("theme", "mkdocs.yml", "content"):
        (tmp_path / name).symlink_to(ROOT / name)
    project, site = Project(tmp_path), tmp_path / "valmis"
    assert make_pages(project, "kauhava", OPTIONS).plan
    assert [] == run_engine(project, "kauhava", OPTIONS, site)

    listed = lines_of(site / "toimenpiteet" / "index.html", ".//article//tbody//th[@scope='row']")
    for measure in roadmap("kauhava").measures:
        title = as_shown(measure.title)
        page = site / "toimenpiteet" / measure.id / "index.html"
        in_goal = site / "tavoitteet" / measure.goal / "index.html"

        assert [title] == lines_of(page, ".//h1")
        assert title in lines_of(in_goal, ".//article//tbody//th[@scope='row']")
        assert title in listed
        assert lines_of(page, ".//title")[0].startswith(f"Luonnos – {' '.join(title.split())}")


def lines_of(page: Path, path: str) -> list[str]:
    found = lxml_html.parse(page)
    for line_break in found.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return [str(element.text_content()).strip() for element in found.iterfind(path)]


# --- what is not known ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", REAL)
def test_no_schedule_is_known_and_none_is_shown(name):
    given = roadmap(name)

    assert {None} == {given.schedule_of(measure) for measure in given.measures}
    for file, page in rendered(name).items():
        for table in tables(page):
            assert not table.caption.startswith(("Aikataulu: ", "Toimenpiteen vaihe")), file
            assert "Kevät" not in "".join(table.headers), file


@pytest.mark.parametrize("name", REAL)
def test_each_page_of_a_measure_says_why_its_schedule_is_not_known(name):
    given = roadmap(name)
    for measure in given.measures:
        why = given.why_unknown(measure)
        [heading] = rendered(name)[paths.measure(measure.id)].xpath("./h2[.='Aikataulu']")

        assert why
        assert f"Aikataulu ei ole tiedossa. {why}" == text(heading.getnext())


def test_the_one_note_in_a_schedule_of_kauhava_stays():
    page = text(rendered("kauhava")[paths.measure("sahkoinen-arkistointi")])
    half_year = rendered("kauhava")["aikataulu/2026-syksy.md"]

    assert "Lähteessä lukee syksyn 2026 kohdalla ”sähköinen lupa-arkisto”." in page
    assert ["Sähköinen arkistointi"] == row_titles(half_year)


@pytest.mark.parametrize("name", REAL)
def test_each_front_page_says_that_the_site_is_a_draft_and_where_the_words_come_from(name):
    given = roadmap(name)
    front = text(rendered(name)[paths.FRONT])

    assert "Luonnos – ei hyväksytty." in front
    assert given.settings.notice in front


# --- what is wrong -------------------------------------------------------------------------------


def test_the_content_has_no_errors_and_the_warnings_that_are_known():
    found = {
        (problem.code, str(problem.place).removeprefix("content/"), problem.is_error)
        for name in ("esimerkkila", *REAL)
        for problem in read_and_check(ROOT / "content", name).problems
    }

    assert found == {
        ("schedule-gap", "esimerkkila/toimenpiteet/asukaskyselyt.yml:19:3", False),
        ("schedule-gap", "esimerkkila/toimenpiteet/digitaitojen-kartoitus.yml:18:3", False),
        # The contradiction is in the source, which says so (tiekartta.yml, lahde).
        ("period-contradicts-text", "kemijarvi/toimenpiteista.md:5:54", False),
    }


# The words of the names that the sources hold (a project manager's, an author's), as digests, so
# that they don't stand here either.
NAMES = {"a2ea114dd0f89ac7", "5632761275bb379e", "bb37067afeb4ee16", "a61581e90d9b7abf"}


def test_no_name_of_a_person_is_published():
    content = [path for name in REAL for path in (ROOT / "content" / name).rglob("*.*")]
    files = [path.read_text(encoding="utf-8") for path in content]
    pages = [page for name in REAL for page in planned(name).files.values()]
    found = {
        word.casefold() for text in (*files, *pages) for word in re.findall(r"[^\W\d_]+", text)
    }

    assert not {word for word in found if digest(word) in NAMES}
    assert not [text for text in files if re.search(r"\w@\w", text)]


def digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:16]
