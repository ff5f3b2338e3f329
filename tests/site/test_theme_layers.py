"""A project needs neither theme/ nor mkdocs.yml; a theme/ of its own lies on the program's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from digitiekartta.basics import carried
from digitiekartta.basics.problems import errors_in
from digitiekartta.pages.search.subjects import kept_subjects
from digitiekartta.pages.site import Options
from digitiekartta.pages.writing import CONFIG
from digitiekartta.publishing.packed import packed_release
from digitiekartta.roadmap.project import Project
from digitiekartta.site import building, engine
from digitiekartta.site.standing import Standing
from towns import checkout, content

NAME = "pikkula"
OPTIONS = Options(date(2026, 9, 15))
FOOTER = "partials/footer.html"


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project that holds content and nothing else."""
    root = tmp_path / "kunnan oma"
    root.mkdir()
    (root / "content").symlink_to(content(NAME))
    return Project(root)


def build(project: Project, name: str = "mkdocs", **how: object) -> None:
    for outcome in building.build(project, [NAME], OPTIONS, engine_name=name, **how):
        assert not outcome.failed, outcome.problems


def own_footer(project: Project, text: str = "Kunnan oma alatunniste") -> Path:
    file = project.root / "theme" / FOOTER
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"<footer><p>{text}</p></footer>\n")
    return file


@pytest.mark.engine
@pytest.mark.parametrize("name", ["mkdocs", "properdocs", "zensical"])
def test_content_alone_gives_the_site_of_a_checkout_with_every_engine(project, tmp_path, name):
    if not engine.is_installed(name):
        pytest.skip(f"moottoria {name} ei ole asennettu")
    whole = Project(checkout(tmp_path / "kaikki", NAME))
    build(whole, name)

    build(project, name)

    assert files(whole.root / "site") == files(project.root / "site")
    assert {"build", "content", "site"} == {path.name for path in project.root.iterdir()}


@pytest.mark.engine
@pytest.mark.parametrize("name", ["mkdocs", "properdocs", "zensical"])
def test_a_file_in_theme_takes_the_place_of_the_programs_own(project, name):
    if not engine.is_installed(name):
        pytest.skip(f"moottoria {name} ei ole asennettu")
    own_footer(project)

    build(project, name)

    front = (project.site(NAME) / "index.html").read_text()
    assert "<footer><p>Kunnan oma alatunniste</p></footer>" in front
    assert "digitiekartta.css" in front  # the frame around it is the program's
    assert (project.site(NAME) / "assets/stylesheets/digitiekartta.css").is_file()


@pytest.mark.engine
def test_pages_can_be_built_by_mkdocs_alone(project):
    build(project)
    own_footer(project)
    building.make_pages(project, NAME, OPTIONS)
    settings = project.build(NAME) / CONFIG

    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(settings), "-d", "../../oma"]
    subprocess.run(command, check=True, capture_output=True, cwd=project.root.parent)

    assert "Kunnan oma alatunniste" in (project.root / "oma" / "index.html").read_text()


@pytest.mark.engine
def test_a_layer_that_comes_changes_or_goes_is_seen_by_the_next_build(project):
    build(project)
    front = project.site(NAME) / "index.html"
    plain = front.read_bytes()

    def is_standing() -> bool:
        return (
            Standing(project, NAME, OPTIONS, "mkdocs", True, kept_subjects().digest).told()
            is not None
        )

    assert is_standing()
    for text in ("Ensin", "Sitten"):
        own_footer(project, text)
        assert not is_standing()
        build(project)
        assert f"<p>{text}</p>" in front.read_text()
    shutil.rmtree(project.root / "theme")
    assert not is_standing()
    build(project)
    assert plain == front.read_bytes()
    assert not (project.build(NAME) / "theme").exists()


@pytest.mark.engine
def test_another_theme_or_other_settings_of_the_program_build_anew(project, tmp_path, monkeypatch):
    build(project)
    other = tmp_path / "ohjelman uusi versio"
    shutil.copytree(carried.THEME, other / "theme")
    shutil.copy(carried.SETTINGS, other)
    monkeypatch.setattr(carried, "THEME", other / "theme")
    monkeypatch.setattr(carried, "SETTINGS", other / "mkdocs.yml")

    (other / "theme" / FOOTER).write_text("<footer>Uusi versio</footer>\n")
    build(project)
    assert "<footer>Uusi versio</footer>" in (project.site(NAME) / "index.html").read_text()

    standing = Standing(project, NAME, OPTIONS, "mkdocs", True, kept_subjects().digest)
    assert standing.told()
    (other / "mkdocs.yml").write_text((other / "mkdocs.yml").read_text() + "\n# muutos\n")
    assert not Standing(project, NAME, OPTIONS, "mkdocs", True, kept_subjects().digest).told()


@pytest.mark.engine
def test_a_packed_release_is_made_anew_when_the_layer_changes(project, tmp_path):
    (project.root / "content").unlink()
    shutil.copytree(content("esimerkkila"), project.root / "content")
    reused: list[bool] = []

    def pack() -> None:
        folder = tmp_path / "julkaisu"
        packed_release(project, "esimerkkila", folder, OPTIONS, reused=lambda: reused.append(True))

    pack()
    pack()
    assert [True] == reused
    own_footer(project)
    pack()
    assert [True] == reused


@pytest.mark.engine
def test_a_mistake_in_a_layer_is_told_where_it_was_made(project):
    own_footer(project, "{% if %}")

    [outcome] = building.build(project, [NAME], OPTIONS, listing=False)

    assert {(f"theme/{FOOTER}", 1)} == {
        (problem.place.file, problem.place.line) for problem in errors_in(outcome.problems)
    }


def test_a_project_is_what_holds_content(tmp_path):
    (tmp_path / "content" / "kunta").mkdir(parents=True)

    assert Project(tmp_path) == Project.find(tmp_path / "content" / "kunta")
    assert Project.find(tmp_path) == Project(tmp_path)


def test_own_settings_are_used_before_those_of_the_program(project):
    assert carried.SETTINGS == project.base.settings
    own = project.root / "mkdocs.yml"
    own.touch()
    assert own == project.base.settings


def test_a_link_to_the_programs_theme_is_no_layer(project):
    os.symlink(carried.THEME, project.root / "theme")

    assert (project.root / "theme",) == project.base.themes
