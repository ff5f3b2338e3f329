"""Sites that were built apart, brought together: the list of them is that of one run."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from test_building import checkout, files

from digitiekartta import __version__
from digitiekartta.basics.problems import Problem
from digitiekartta.pages.numbers.compared import SHAPE
from digitiekartta.pages.site import Options
from digitiekartta.pages.summary import KINDS
from digitiekartta.roadmap.project import Project
from digitiekartta.site import building

OPTIONS = Options(date(2026, 9, 15))
NAMES = ("itala", "lansila")


@pytest.mark.engine
@pytest.mark.parametrize("site_url", [None, "https://www.kunta.example/digi"])
def test_sites_that_were_built_apart_and_their_list_are_the_same_bytes_as_one_run(
    tmp_path, site_url
):
    options = replace(OPTIONS, site_url=site_url)
    whole = checkout(tmp_path / "yhdessä", *NAMES)
    building.build(whole, NAMES, options)
    joined = checkout(tmp_path / "koottu", *NAMES)
    for number, name in enumerate(NAMES):
        apart = checkout(tmp_path / f"työ {number}", *NAMES)
        # Another day of the same half-year.
        building.build(apart, [name], replace(options, run_day=date(2026, 8, 1)), listing=False)
        assert [name] == [path.name for path in (apart.root / "site").iterdir()]
        shutil.copytree(apart.site(name), joined.site(name))

    outcome = building.join(joined, NAMES, options)

    assert () == outcome.problems
    assert files(whole.root / "site") == files(joined.root / "site")
    assert (joined.root / "site" / "index.html").is_file()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project into which two drafts of this program have been brought."""
    project = checkout(tmp_path, *NAMES)
    for name in NAMES:
        brought(project, name)
    return project


def brought(project: Project, name: str, **told: object) -> None:
    facts = {key: kind() for key, kind in KINDS.items()}
    facts |= {"nimi": name, "luonnos": True, "ohjelma": __version__, "puolivuosi": "syksy 2026"}
    folder = project.site(name)
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text("<h1>Digitiekartta</h1>")
    kept = {key: value for key, value in {**facts, **told}.items() if value is not None}
    (folder / "assets" / "tiekartta.json").write_text(json.dumps(kept))


def refused(project: Project, *names: str, options: Options = OPTIONS) -> list[Problem]:
    """Return why a list is not made; then nothing is."""
    problems = building.join(project, names or NAMES, options).problems
    assert not (project.root / "site" / "index.html").exists()
    assert not (project.root / "build" / "_tiekartat").exists()
    return list(problems)


def test_a_site_that_is_missing_is_named_unless_the_list_is_to_be_without_it(project):
    shutil.rmtree(project.site("itala"))

    [problem] = refused(project)
    assert ("unbuilt-roadmap", "site/itala") == (problem.code, problem.place.file)
    assert "digitiekartta build itala --no-list" in problem.remedy

    (project.site("lansila") / "index.html").unlink()
    assert ["site/lansila"] == [problem.place.file for problem in refused(project, "lansila")]


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        (
            {"ohjelma": "0.0.9"},
            "site-of-another-version",
            f"0.0.9, ja tämä on versio {__version__}",
        ),
        ({"ohjelma": None}, "site-of-another-version", "ei kerro, millä ohjelman versiolla"),
        ({"organisaatio": None}, "site-of-another-version", "ei kerro itsestään kaikkea"),
        ({"nyt": 5}, "site-of-another-version", "ei kerro itsestään kaikkea"),
        ({"puolivuosi": "kevät 2027"}, "site-of-another-day", "kevät 2027, ja luettelo"),
        ({"luonnos": False}, "site-of-another-kind", "julkinen, mutta luettelosta tehdään luonnos"),
    ],
)
def test_a_site_that_is_not_like_the_list_is_told(project, told, code, words):
    brought(project, "lansila", **told)

    [problem] = refused(project)
    assert (code, "site/lansila") == (problem.code, problem.place.file)
    assert words in problem.message


def test_a_site_that_the_list_would_name_unasked_must_be_like_it_too(project):
    brought(project, "lansila", puolivuosi="kevät 2026")

    assert ["site/lansila"] == [problem.place.file for problem in refused(project, "itala")]


def test_a_site_whose_measures_were_sorted_by_other_subjects_is_told(project):
    told = {key: kind() for key, kind in SHAPE.items()} | {"aiheet": "toinen"}
    (project.site("lansila") / "assets/vertailu.json").write_text(json.dumps(told))

    [problem] = refused(project)
    assert ("site-of-other-subjects", "site/lansila") == (problem.code, problem.place.file)


def test_drafts_do_not_come_into_a_public_list(project):
    problems = refused(project, options=replace(OPTIONS, draft=False))

    assert ["site-of-another-kind"] * 2 == [problem.code for problem in problems]
    assert "luonnos, mutta luettelosta tehdään julkinen" in problems[0].message


@pytest.mark.parametrize("torn", ["", "{", "[]"])
def test_a_site_whose_facts_cannot_be_read_is_told(project, torn):
    (project.site("itala") / "assets" / "tiekartta.json").write_text(torn)

    assert ["site-of-another-version"] == [problem.code for problem in refused(project)]
