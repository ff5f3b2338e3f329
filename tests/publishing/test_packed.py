"""A packed release: what a dry run has packed goes live, unless something has changed since."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from publishing_town import SITE_URL, Town, new_town
from small_releases import contents, make_release, write

import digitiekartta
from digitiekartta.basics.problems import Stopped
from digitiekartta.pages.site import Options
from digitiekartta.publishing import packed
from digitiekartta.publishing.manifest import FILE, Manifest
from digitiekartta.roadmap.project import Project
from digitiekartta.site import reuse

OPTIONS = Options(date(2026, 11, 22), site_url=SITE_URL)


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Town:
    town = new_town(tmp_path_factory.mktemp("pakattu"))
    town.approve()
    return town


class Packer:
    """Asks for releases of Pikku, and counts how many were made; each tells its number."""

    def __init__(self, root: Path) -> None:
        self.project, self.made = Project(root), 0
        self.folder = root / "build" / ".julki" / "pikku"
        self.note = self.folder.with_name("pikku.pakattu")

    def make(self, project: Project, name: str, folder: Path, options: Options) -> Manifest:
        self.made += 1
        shutil.rmtree(folder, ignore_errors=True)
        return make_release(folder, f"2025-{self.made}")

    def ask(self, options: Options = OPTIONS) -> Manifest:
        return packed.packed_release(self.project, "pikku", self.folder, options)


@pytest.fixture
def packer(approved, tmp_path, monkeypatch) -> Packer:
    shutil.copytree(approved.root, tmp_path / "p")
    packer = Packer(tmp_path / "p")
    monkeypatch.setattr(packed, "build_release", packer.make)
    return packer


def test_what_was_packed_is_not_packed_again(packer):
    first = packer.ask()
    files = contents(packer.folder)

    assert first == packer.ask()
    assert files == contents(packer.folder)
    assert 1 == packer.made


def test_an_edit_that_nobody_has_approved_changes_nothing_of_it(packer):
    packer.ask()
    write(packer.project.content / "pikku" / "visio.md", "# Visio\n\nEi hyväksytty.\n")

    packer.ask()

    assert 1 == packer.made


@pytest.mark.parametrize(
    "change",
    [
        {"run_day": date(2026, 11, 23)},
        {"shown_day": date(2027, 1, 1)},
        {"site_url": None},
        {"site_url": "https://www.muu.example/"},
    ],
    ids=str,
)
def test_another_day_or_address_makes_another_release(packer, change):
    packer.ask()
    packer.ask(replace(OPTIONS, **change))

    assert 2 == packer.made


@pytest.mark.parametrize(
    "file",
    [
        "mkdocs.yml",
        "theme/main.html",
        "theme/assets/stylesheets/digitiekartta.css",
        "theme/uusi.html",
    ],
)
def test_another_theme_or_setting_makes_another_release(packer, file):
    packer.ask()
    with (packer.project.root / file).open("a") as stream:
        stream.write("\n# muutos\n")
    packer.ask()

    assert 2 == packer.made


def test_what_is_approved_after_it_makes_another_release(packer, approved):
    packer.ask()
    content = copy(approved.content)
    content.root, content.folder = packer.project.root, packer.project.content / "pikku"
    town = Town(content)
    town.edit("Nyt asiat hoituvat vielä paremmin.")
    town.approve("9.6.2026")
    packer.ask()

    assert 2 == packer.made


def test_another_program_makes_another_release(packer, monkeypatch, tmp_path):
    packer.ask()
    write(tmp_path / "ohjelma" / "uusi.py", "")
    monkeypatch.setattr(digitiekartta, "__file__", str(tmp_path / "ohjelma" / "__init__.py"))
    packer.ask()
    monkeypatch.setattr(reuse, "digest_of_programs", lambda: "markdown 99")
    packer.ask()

    assert 3 == packer.made


def test_settings_that_may_read_more_keep_nothing(packer):
    settings = packer.project.root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("plugins: []", "plugins: [search]"))

    packer.ask()
    packer.ask()

    assert 2 == packer.made
    assert not packer.note.exists()


def spoil_page(packer: Packer) -> None:
    (packer.folder / "index.html").write_text("muu")


def lose_page(packer: Packer) -> None:
    (packer.folder / "404.html").unlink()


def add_file(packer: Packer) -> None:
    write(packer.folder / "assets" / "vieras.0123456789.css", "b{}")


def put_another_there(packer: Packer) -> None:
    shutil.rmtree(packer.folder)
    make_release(packer.folder, "2020-1")


def spoil_manifest(packer: Packer) -> None:
    (packer.folder / FILE).write_text("{" * 9999)


def spoil_note(packer: Packer) -> None:
    packer.note.write_text(json.dumps(["x"]))


def throw_away(packer: Packer) -> None:
    shutil.rmtree(packer.folder.parent)


@pytest.mark.parametrize(
    "harm",
    [
        spoil_page,
        lose_page,
        add_file,
        put_another_there,
        spoil_manifest,
        spoil_note,
        throw_away,
    ],
    ids=lambda harm: harm.__name__,
)
def test_a_damaged_or_foreign_one_is_made_anew(packer, harm: Callable[[Packer], None]):
    packer.ask()
    harm(packer)

    release = packer.ask()

    assert ("2025-2", 2) == (release.version, packer.made)
    assert release == packer.ask()


def test_what_is_edited_while_it_is_packed_is_packed_again(packer, monkeypatch):
    def make_slowly(*arguments):
        write(packer.project.root / "theme" / "uusi.html", "kesken")
        return packer.make(*arguments)

    monkeypatch.setattr(packed, "build_release", make_slowly)
    packer.ask()
    packer.ask()

    assert 2 == packer.made


def test_the_gate_is_asked_each_time(packer, monkeypatch):
    packer.ask()

    def refuse(*arguments):
        raise Stopped

    monkeypatch.setattr(packed, "pass_gate", lambda content, name: ())
    monkeypatch.setattr(packed, "build_release", refuse)
    with pytest.raises(Stopped):
        packer.ask()


@pytest.mark.engine
def test_the_dry_runs_release_goes_live(town, tmp_path, monkeypatch):
    town.approve()
    words = ("publish", "pikku", "--no-audit", str(tmp_path / "www"), "--site-url", SITE_URL)
    told = town.run(*words)[1]
    release = contents(town.root / "build" / ".julki" / "pikku")

    code, out, _ = town.run(*words, "--apply")

    assert 0 == code
    assert ("ei tehty uudelleen" in told, "ei tehty uudelleen" in out) == (False, True)
    assert release == contents((tmp_path / "www" / "nykyinen").resolve())
