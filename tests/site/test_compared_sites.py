"""The comparison beside the list: made of what finished sites tell, and of nothing else."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from compared import write_towns
from digitiekartta.basics.problems import errors_in
from digitiekartta.pages.numbers.compared import FILE
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site import building, listing

ROOT = Path(__file__).parents[2]
OPTIONS = Options(date(2026, 9, 15))
NAMES = ("rantala", "suola", "tuohela")


def towns(root: Path) -> Project:
    shutil.copytree(ROOT / "theme", root / "theme")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return write_towns(root)


def built(project: Project, *names: str) -> list[str]:
    """Build roadmaps and the list; return the codes of the errors."""
    outcomes = building.build(project, names or NAMES, OPTIONS)
    return [problem.code for outcome in outcomes for problem in errors_in(outcome.problems)]


@pytest.mark.engine
def test_pages_of_a_comparison_are_built_beside_the_list_and_lead_to_the_sites(tmp_path):
    project = towns(tmp_path)
    # All that links lead to is looked for, also on the roadmaps' own sites.
    assert [] == built(project)

    site = tmp_path / "site"
    subject = (site / "vertailu/aiheet/tekoaly/index.html").read_text()
    assert 'href="../../../suola/toimenpiteet/ohje/"' in subject
    assert (site / "suola/toimenpiteet/ohje/index.html").is_file()
    assert 'href="vertailu/"' in (site / "index.html").read_text()
    # A foot that leads to each roadmap would grow with the square of their number.
    assert "Saavutettavuusselosteet tiekartoittain" in subject
    assert "tuohela/saavutettavuusseloste" not in subject

    # A measure that is gone takes the link to it along.
    (project.content / "suola/toimenpiteet/ohje.yml").unlink()
    assert [] == built(project, "suola")
    assert (
        "suola" not in (site / "vertailu/aiheet/tekoaly/index.html").read_text().split("</h1>")[0]
    )
    assert "toimenpiteet/ohje/" not in (site / "vertailu/aiheet/tekoaly/index.html").read_text()

    # One alone is compared with nothing.
    for name in NAMES[1:]:
        shutil.rmtree(project.content / name)
        shutil.rmtree(site / name)
    assert [] == built(project, "rantala")
    assert not (site / "vertailu").exists()


@pytest.fixture
def lists(monkeypatch) -> list[dict[str, str]]:
    """Return what is written of each list, which no engine builds."""
    made: list[dict[str, str]] = []

    def write_files(files, folder, made_of=None):
        pages = [name for name in files if name.startswith("docs/vertailu/")]
        made.append({name: (made_of or {}).get(name, "") for name in pages})

    monkeypatch.setattr(listing, "write_files", write_files)
    monkeypatch.setattr(listing, "_merge", lambda *_, **__: None)
    monkeypatch.setattr(listing.shutil, "copytree", lambda *_: None)
    return made


def sites(project: Project, options: Options = OPTIONS) -> None:
    """Put sites into place that have nothing but what they tell of themselves."""
    for name in NAMES:
        plan = building.make_pages(project, name, options).plan
        assert plan
        for file in ("assets/tiekartta.json", FILE):
            (project.site(name) / file).parent.mkdir(parents=True, exist_ok=True)
            (project.site(name) / file).write_bytes(plan.assets[file])
        (project.site(name) / "index.html").write_text("<h1>Digitiekartta</h1>")


def listed(project: Project, options: Options = OPTIONS) -> list[str]:
    return [p.code for p in listing.build_listing(project, options, lambda *_: [])]


def test_a_site_that_tells_nothing_to_compare_stays_out_and_is_told(tmp_path, lists):
    project = towns(tmp_path)
    sites(project)
    (project.site("suola") / FILE).write_text("[")

    assert ["site-not-compared"] == listed(project)
    assert "docs/vertailu/tiekartat/rantala.md" in lists[-1]
    assert "docs/vertailu/tiekartat/suola.md" not in lists[-1]


def test_a_site_that_was_sorted_by_other_subjects_stays_out_until_it_is_made_again(tmp_path, lists):
    project = towns(tmp_path)
    sites(project)
    (project.content / "aiheet.yml").write_text("Viherkasvit: [kukkaruukku]\n")

    assert ["site-not-compared"] * 3 == listed(project)
    sites(project)
    assert [] == listed(project)
    assert "docs/vertailu/aiheet/viherkasvit.md" in lists[-1]


def test_faults_in_own_subjects_stop_the_list_and_no_site(tmp_path, lists):
    project = towns(tmp_path)
    (project.content / "aiheet.yml").write_text("Viherkasvit: []\n")
    sites(project)

    assert ["subject-without-words"] == listed(project)
    assert [] == lists


def test_an_edit_that_changes_no_comparison_counts_nothing_anew(tmp_path, lists):
    project = towns(tmp_path)
    sites(project)
    listed(project)
    file = project.content / "rantala/toimenpiteet/tekoaly.yml"
    file.write_text(file.read_text() + "kuvaus: Avustaja vastaa asukkaiden kysymyksiin.\n")
    sites(project)
    listed(project)

    assert lists[0] == lists[1]
    assert all(lists[0].values())
    file.write_text(file.read_text().replace("Tekoälyavustaja", "Kukka-avustaja"))
    sites(project)
    listed(project)
    assert not {*lists[1].values()} & {*lists[2].values()}


def test_what_a_site_tells_needs_no_pandas(tmp_path, monkeypatch):
    project = towns(tmp_path)
    monkeypatch.setattr("digitiekartta.pages.plan.tracked_years", lambda site: ())  # they count
    monkeypatch.setitem(sys.modules, "pandas", None)  # to import it fails

    sites(project)
    told = json.loads((project.site("rantala") / FILE).read_text())
    assert ["tekoaly", "intra", "muu"] == sorted(
        (one["tunnus"] for one in told["toimenpiteet"]), key=["tekoaly", "intra", "muu"].index
    )


def test_a_public_list_compares_no_draft(tmp_path, lists):
    project = towns(tmp_path)
    sites(project)

    assert [] == listed(project, replace(OPTIONS, draft=False))
    assert {} == lists[-1]
