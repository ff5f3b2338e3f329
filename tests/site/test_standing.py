"""A site that would be built as it stands is left alone, and nothing else is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rebuilding import (
    NAME,
    OPTIONS,
    added,
    build,
    edit,
    files,
    retitled,
    themed,
    with_inherited_settings,
    with_plugins,
    with_the_surroundings,
)

from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site import building

UNTOUCHED = "sivusto on ennallaan"


def told_at_next_build(project: Project, options: Options = OPTIONS) -> list[str]:
    told: list[str] = []
    building.build(project, [NAME], options, progress=lambda _, what: told.append(what))
    return told


@pytest.mark.engine
def test_a_site_of_which_nothing_changed_is_left_alone_and_tells_the_same(project):
    [first, *_] = building.build(project, [NAME], OPTIONS)
    page = project.site(NAME) / "index.html"
    before = page.stat()
    [second, *_] = building.build(project, [NAME], OPTIONS)

    assert UNTOUCHED in told_at_next_build(project)
    assert first == second
    assert (before.st_ino, before.st_mtime_ns) == (page.stat().st_ino, page.stat().st_mtime_ns)


def page_changed(root: Path) -> None:
    (root / f"site/{NAME}/index.html").write_text("Muutettu")


def page_removed(root: Path) -> None:
    (root / f"site/{NAME}/tietoa/index.html").unlink()


def file_added(root: Path) -> None:
    (root / f"site/{NAME}/oma.html").write_text("Oma")


def markdown_changed(root: Path) -> None:
    (root / f"build/{NAME}/docs/index.md").write_text("# Muutettu\n")


def settings_of_build_removed(root: Path) -> None:
    (root / f"build/{NAME}/mkdocs.yml").unlink()


def note_damaged(root: Path) -> None:
    (root / f"build/{NAME}/site-valmis.jsonl").write_text('{"made_of": 1}')


def note_without_what_was_told(root: Path) -> None:
    edit(root / f"build/{NAME}/site-valmis.jsonl", '"unexplained"\n[', '"unexplained"\n[5,null')


def note_without_end(root: Path) -> None:
    (root / f"build/{NAME}/site-valmis.jsonl").write_text("[" * 200_000)


def page_closed_to_readers(root: Path) -> None:
    (root / f"site/{NAME}/index.html").chmod(0o600)


def version_removed(root: Path) -> None:
    shutil.rmtree(root / f"content/{NAME}/hyvaksytyt", ignore_errors=True)
    (root / f"content/{NAME}/muistio.md").write_text("# Muistio\n\nUutta.\n")


@pytest.mark.engine
@pytest.mark.parametrize(
    "change",
    [
        added,
        retitled,
        themed,
        page_changed,
        page_removed,
        file_added,
        markdown_changed,
        settings_of_build_removed,
        note_damaged,
        note_without_what_was_told,
        note_without_end,
        page_closed_to_readers,
        version_removed,
        with_plugins,
        with_inherited_settings,
        with_the_surroundings,
    ],
)
def test_whatever_has_changed_is_built_again(project, change: Callable[[Path], None]):
    change(project.root)

    assert UNTOUCHED not in told_at_next_build(project)


@pytest.mark.engine
@pytest.mark.parametrize(
    "options",
    [
        Options(date(2026, 9, 16)),
        Options(date(2026, 9, 15), from_disk=True),
        Options(date(2026, 9, 15), site_url="https://kunta.example/"),
    ],
)
def test_another_day_or_address_is_built_again(project, options):
    assert UNTOUCHED not in told_at_next_build(project, options)
    assert UNTOUCHED in told_at_next_build(project, options)


@pytest.mark.engine
def test_what_was_changed_and_changed_back_during_a_build_is_built_again(project, monkeypatch):
    measure = project.content / NAME / "toimenpiteet" / "kartoitus.yml"
    original, make_pages = measure.read_text(), building.make_pages

    def with_an_edit(*given):
        edit(measure, "kuvaus: ", "kuvaus: Hetken. ")
        made = make_pages(*given)
        measure.write_text(original)
        return made

    themed(project.root)
    monkeypatch.setattr(building, "make_pages", with_an_edit)
    assert b"Hetken." in build(project)[f"{NAME}/toimenpiteet/kartoitus/index.html"]
    monkeypatch.undo()

    assert b"Hetken." not in build(project)[f"{NAME}/toimenpiteet/kartoitus/index.html"]


@pytest.mark.engine
def test_content_behind_a_link_is_always_read(project):
    measures = project.content / NAME / "toimenpiteet"
    measures.rename(measures.with_name(".varasto"))
    measures.symlink_to(".varasto")
    build(project)
    edit(measures / "kartoitus.yml", "kuvaus: ", "kuvaus: Uutta. ")

    assert b"Uutta." in build(project)[f"{NAME}/toimenpiteet/kartoitus/index.html"]


@pytest.mark.engine
def test_a_build_with_errors_tells_them_each_time(project):
    (project.content / NAME / "tiekartta.yml").write_text("nimi\n")

    for _ in range(2):
        [outcome, *_] = building.build(project, [NAME], OPTIONS)
        assert outcome.failed
    assert files(project)


@pytest.mark.engine
def test_a_file_that_an_editor_program_takes_away_meanwhile_is_no_fault(project, monkeypatch):
    lock = project.content / NAME / "toimenpiteet" / ".#kartoitus.yml"
    original = building.make_pages

    def with_a_lock(*given):
        lock.symlink_to("joku@kone.1:2")  # leads nowhere, as those of Emacs
        return original(*given)

    themed(project.root)
    monkeypatch.setattr(building, "make_pages", with_a_lock)
    build(project)
    monkeypatch.undo()

    assert UNTOUCHED not in told_at_next_build(project)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="ei putkia")
@pytest.mark.engine
def test_a_pipe_in_the_content_is_not_waited_for(project):
    os.mkfifo(project.content / NAME / "putki")

    assert UNTOUCHED not in told_at_next_build(project)


def pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("ei putkia")
    os.mkfifo(path)


def folder(path: Path) -> None:
    (path / "alla").mkdir(parents=True)


@pytest.mark.engine
@pytest.mark.parametrize("put", [pipe, folder])
def test_what_stands_in_the_place_of_our_own_files_gives_way_to_them(project, put):
    ours = [*project.build(NAME).glob("*.*"), project.build("_tiekartat") / "viety.jsonl"]
    ours += [project.site(NAME) / "index.html", project.site(NAME) / "assets/tiekartta.json"]
    for file in ours:
        file.unlink()
        put(file)

    assert UNTOUCHED not in told_at_next_build(project)
    assert all(file.is_file() for file in ours)
    assert UNTOUCHED in told_at_next_build(project)


@pytest.mark.engine
def test_what_a_killed_build_left_for_its_engines_is_removed(project):
    folder = project.build(NAME)
    (folder / "site" / "tietoa").mkdir(parents=True)
    (folder / ".perija.yml").write_text("{}")
    build(project)

    left = {path.name for path in folder.iterdir() if path.suffix not in (".json", ".jsonl")}
    assert {"docs", "mkdocs.yml", "theme", "tiedostot"} == left
