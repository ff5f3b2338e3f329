"""Writing: only what changed is touched, what is gone is removed, the same gives the same."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from digitiekartta.pages import paths
from digitiekartta.pages.appearance import style_sheet
from digitiekartta.pages.site import Options
from digitiekartta.pages.writing import NOTE, configuration, write_files, write_plan
from rendering import OPTIONS, planned, planned_of, roadmap

LONG_AGO = 1_000_000_000


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != NOTE)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def age(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))


def touched(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != NOTE)
    return {
        path.relative_to(folder).as_posix() for path in found if path.stat().st_mtime != LONG_AGO
    }


def test_the_colours_of_a_municipality_stand_at_the_end_of_the_one_style_sheet(build, tmp_path):
    theme = tmp_path / "theme" / paths.STYLES
    theme.parent.mkdir(parents=True)
    theme.write_text("h1 {}\n")
    plain, made = planned("pikkula"), planned("esimerkkila")

    write_plan(plain, build, tmp_path / "site")
    assert not (build / "docs" / paths.STYLES).exists()
    write_plan(made, build, tmp_path / "site")

    colours = style_sheet(made.site.roadmap.settings.appearance)
    assert "--kunta-paavari" in colours
    assert (build / "docs" / paths.STYLES).read_text() == f"h1 {{}}\n\n{colours}"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return tmp_path / "build" / "pikkula"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site" / "pikkula"


def test_the_second_run_touches_nothing(build, site):
    first = write_plan(planned("pikkula"), build, site)
    before = files(build)
    age(build)

    again = write_plan(planned_of(roadmap("pikkula")), build, site)

    assert (set(before), set()) == (set(first.changed), touched(build))
    assert ((), ()) == (again.changed, again.removed)
    assert before == files(build)


def test_a_new_half_year_touches_only_the_pages_that_tell_the_time(build, site):
    write_plan(planned("pikkula"), build, site)
    age(build)

    written = write_plan(planned_of(roadmap("pikkula"), Options(date(2027, 3, 1))), build, site)

    assert touched(build) == set(written.changed)
    assert "docs/index.md" in written.changed
    assert "docs/tietoa/index.md" not in written.changed
    assert "mkdocs.yml" in written.changed  # it tells every page its half-year


def test_what_is_gone_is_removed_with_its_folder(tmp_path):
    write_files({"docs/a.md": "a", "docs/b/c/d.md": "d", "docs/e/f.md": "f"}, tmp_path)
    (tmp_path / "docs" / "e" / "kesken.uusi").write_text("left by a run that was interrupted")

    written = write_files({"docs/a.md": "a", "docs/e/f.md": "uusi"}, tmp_path)

    assert ("docs/e/f.md",) == written.changed
    assert ("docs/b/c/d.md", "docs/e/kesken.uusi") == written.removed
    assert {"docs", "docs/a.md", "docs/e", "docs/e/f.md"} == {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")
    }


def test_what_is_no_file_of_ours_is_removed_and_links_are_not_followed(tmp_path):
    build, other = tmp_path / "build", tmp_path / "muu"
    (other / "sivut").mkdir(parents=True)
    (other / "oma.md").write_text("oma")
    names = {"docs/a.md": "a", "docs/b/c.md": "c", "mkdocs.yml": "m"}
    (build / "docs" / "a.md" / "kansio").mkdir(parents=True)
    for link, target in {
        "docs/b": "muu/sivut",
        "docs/x": "muu",
        "docs/y.md": "muu/oma.md",
        "docs/z.md": "ei-mihinkään",
        "mkdocs.yml": "muu/oma.md",
        "theme": "muu",
    }.items():
        (build / link).symlink_to(tmp_path / target)
    if hasattr(os, "mkfifo"):
        os.mkfifo(build / "docs" / "putki.md")

    write_files(names, build)

    assert {name: text.encode() for name, text in names.items()} == files(build)
    assert not any(path.is_symlink() for path in build.rglob("*"))
    assert {"oma.md": b"oma"} == files(other)


def test_files_outside_docs_are_left_alone(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("x")

    write_files({"docs/a.md": "a", "mkdocs.yml": "b"}, tmp_path)

    assert {"docs/a.md", "mkdocs.yml", "site/index.html"} == set(files(tmp_path))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Digi: 'tiekartta' # 1", "Digi: 'tiekartta' # 1"),
        ("{{ config }} !!python/name:os.system", "{{ config }} !!python/name:os.system"),
        ("rivi\nrivi", "rivi rivi"),
        ("2025", "2025"),
        ("null", "null"),
        ("nolla\x00 \ud800\u202e", "nolla"),
    ],
)
def test_the_configuration_holds_the_name_as_plain_text(tmp_path, name, shown):
    text = configuration(
        name=name,
        description=name,
        nav=[(name, "index.md")],
        options=OPTIONS,
        site=tmp_path / "site" / "x",
        build=tmp_path / "build" / "x",
        extra={},
    )
    config = yaml.safe_load(text.encode())

    assert [shown, shown] == [config["site_name"], config["site_description"]]


def test_the_configuration_names_no_place_of_this_machine(tmp_path):
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "theme").mkdir()
    text = configuration(
        name="x",
        description="y",
        nav=[],
        options=replace(
            OPTIONS, draft=False, site_url="https://www.kunta.example/digitiekartta/x/"
        ),
        site=tmp_path / "site" / "x",
        build=tmp_path / "build" / "x",
        extra={},
    )
    config = yaml.safe_load(text)

    assert str(tmp_path) not in text
    assert "../../site/x" == config["site_dir"]
    assert "../../mkdocs.yml" == config["INHERIT"]
    assert "theme" == config["theme"]["custom_dir"]
    assert config["extra"]["luonnos"] is False
