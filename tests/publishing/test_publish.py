"""Publishing: readers see the old site or the new one, whatever goes wrong."""

from __future__ import annotations

import errno
import json
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from killing import killed_before
from small_releases import (
    PAGES,
    contents,
    live_pages,
    live_versions,
    make_release,
    problems_of,
    sheet_of,
    version_of,
)

from digitiekartta.basics.problems import Problem
from digitiekartta.publishing import manifest
from digitiekartta.publishing.manifest import Manifest
from digitiekartta.publishing.publish import publish, roll_back
from digitiekartta.publishing.store import LOCK, LocalStore
from digitiekartta.publishing.target import FORMER, LIVE, MARKER, RELEASES, UNFINISHED, Target

BY_BOTH = pytest.mark.parametrize("method", ["link", "rename"])


class Place:
    """A target in a folder, and the releases that can be published there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "palvelin" / "kauhava"
        self.target = Target(LocalStore(self.root), "kauhava")
        self.made: dict[str, Manifest] = {}

    def source(self, version: str) -> Path:
        return self.folder / "tehty" / version

    def make(self, version: str) -> None:
        if version not in self.made:
            self.made[version] = make_release(self.source(version), version)

    def publish(self, version: str, **options: object) -> list[Problem]:
        self.make(version)
        source, release = self.source(version), self.made[version]
        return problems_of(publish, self.target, source, release, **options)

    def roll_back(self, version: str | None = None, **options: object) -> list[Problem]:
        return problems_of(roll_back, self.target, version, **options)

    def names(self) -> set[str]:
        return {path.name for path in self.root.iterdir()}

    def live(self) -> str:
        [version] = live_versions(self.root)
        return version


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


# --- publishing ----------------------------------------------------------------------------------


@BY_BOTH
def test_readers_get_every_file_of_the_release(place, method):
    assert [] == place.publish("2024-1", method=method)

    assert contents(place.source("2024-1")) == contents((place.root / LIVE).resolve())
    assert method == ("link" if (place.root / LIVE).is_symlink() else "rename")


@BY_BOTH
def test_a_new_version_takes_the_place_of_the_former_one(place, method):
    place.publish("2024-1", method=method)

    assert [] == place.publish("2025-1", method=method)

    assert {"2025-1"} == live_versions(place.root)
    expected = [place.made["2024-1"].name, place.made["2025-1"].name]
    assert expected == place.target.published()


@BY_BOTH
def test_a_page_that_stayed_open_still_finds_its_style_sheet(place, method):
    place.publish("2024-1", method=method)
    sheet = sheet_of((place.root / LIVE / "index.html").read_text())

    place.publish("2025-1", method=method)
    assert "/* 2024-1 */" == (place.root / LIVE / sheet).read_text()

    newer = sheet_of((place.root / LIVE / "index.html").read_text())
    place.roll_back()
    assert "/* 2025-1 */" == (place.root / LIVE / newer).read_text()


@BY_BOTH
def test_a_page_finds_its_style_sheet_as_long_as_its_release_is_kept(place, method):
    sheets = {}
    for number in range(1, 8):
        place.publish(f"2025-{number}", method=method, keep=3)
        sheets[number] = sheet_of((place.root / LIVE / "index.html").read_text())

    # Of releases that were kept when the live one came, whatever came between.
    for number in (4, 5, 6, 7):
        assert f"/* 2025-{number} */" == (place.root / LIVE / sheets[number]).read_text()
    # They do not pile up: those of older releases are gone.
    assert not [n for n in (1, 2, 3) if (place.root / LIVE / sheets[n]).exists()]


@BY_BOTH
def test_a_rollback_leaves_the_pages_of_all_kept_releases_their_style_sheets(place, method):
    sheets = {}
    for number in range(1, 5):
        place.publish(f"2025-{number}", method=method)
        sheets[number] = sheet_of((place.root / LIVE / "index.html").read_text())

    place.roll_back("2025-2")

    for number, sheet in sheets.items():
        assert f"/* 2025-{number} */" == (place.root / LIVE / sheet).read_text()


@BY_BOTH
def test_what_was_taken_out_of_old_versions_goes_from_their_releases_too(place, method):
    for version in ("2024-1", "2025-1", "2025-2"):
        place.publish(version, method=method)
    place.publish("2026-1", method=method, outdated={"2024-1", "2025-1", "2025-2"})

    assert {"2026-1"} == live_versions(place.root)
    everywhere = b"".join(contents(place.root).values())
    assert b"2026-1" in everywhere
    assert [] == [old for old in (b"2024-1", b"2025-1", b"2025-2") if old in everywhere]
    assert ["no-such-release"] == [problem.code for problem in place.roll_back()]


@BY_BOTH
def test_a_release_that_never_held_what_was_taken_out_stays_and_is_rid_of_it(place, method):
    place.publish("2024-1", method=method)
    place.publish("2025-1", method=method)
    place.roll_back()  # which gives readers of 2025-1 their style sheets
    place.publish("2026-1", method=method, outdated={"2025-1"})

    assert [place.made[v].name for v in ("2024-1", "2026-1")] == place.target.published()
    assert b"2025-1" not in b"".join(contents(place.root).values())
    assert [] == place.roll_back()
    assert "2024-1" == place.live()


@BY_BOTH
def test_a_rollback_carries_nothing_over_that_was_taken_out(place, method):
    place.publish("2024-1", method=method)
    place.publish("2025-1", method=method)
    place.roll_back(outdated={"2025-1"})

    live = contents((place.root / LIVE).resolve())
    assert b"2025-1" not in b"".join(live.values())


def test_publishing_the_same_again_changes_nothing(place):
    place.publish("2024-1")
    before = contents(place.root)

    assert [] == place.publish("2024-1")

    assert before == contents(place.root)


def test_links_are_used_where_they_can_be_made_and_renames_elsewhere(place, monkeypatch):
    place.publish("2024-1")
    assert (place.root / LIVE).is_symlink()

    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "symlink", no_links)
    assert [] == place.publish("2025-1")

    assert not (place.root / LIVE).is_symlink()
    assert "2025-1" == place.live()
    assert place.target.published() == [place.made[v].name for v in ("2024-1", "2025-1")]


def test_a_target_without_links_can_get_one(place):
    place.publish("2024-1", method="rename")

    assert [] == place.publish("2025-1", method="link")

    assert (place.root / LIVE).is_symlink()
    assert "2025-1" == place.live()
    assert [] == place.roll_back()
    assert "2024-1" == place.live()


@BY_BOTH
def test_web_servers_may_read_everything_whatever_the_umask(place, method):
    before = os.umask(0o077)
    try:
        place.publish("2024-1", method=method)
    finally:
        os.umask(before)

    served = [place.root, *(place.root / LIVE).resolve().rglob("*"), place.root / RELEASES]
    assert {0o755} == {path.stat().st_mode & 0o777 for path in served if path.is_dir()}
    assert {0o644} == {path.stat().st_mode & 0o777 for path in served if path.is_file()}


@BY_BOTH
def test_old_releases_go_but_never_the_live_one_or_the_one_before_it(place, method):
    for number in range(1, 5):
        place.publish(f"2025-{number}", method=method, keep=3)
    assert [place.made[f"2025-{n}"].name for n in (2, 3, 4)] == place.target.published()

    place.roll_back("2025-2")
    place.publish("2025-5", method=method, keep=1)

    assert {"2025-5"} == live_versions(place.root)
    assert [place.made[f"2025-{n}"].name for n in (4, 5)] == place.target.published()


# --- taking back ---------------------------------------------------------------------------------


@BY_BOTH
def test_after_a_rollback_each_address_gives_the_same_bytes_as_before(place, method):
    place.publish("2024-1", method=method)
    before = live_pages(place.root)
    place.publish("2025-1", method=method)

    assert [] == place.roll_back()

    assert before == live_pages(place.root)
    assert [] == place.roll_back("2025-1")
    assert "2025-1" == place.live()


def test_a_rollback_names_the_releases_when_the_wanted_one_is_not_there(place):
    place.publish("2024-1")

    [problem] = place.roll_back("2023-1")
    assert "no-such-release" == problem.code
    assert place.made["2024-1"].name in problem.remedy

    assert ["no-such-release"] == codes(place.roll_back())
    assert "2024-1" == place.live()


def test_a_damaged_release_is_not_gone_back_to(place):
    place.publish("2024-1")
    place.publish("2025-1")
    damaged = place.root / RELEASES / place.made["2024-1"].name / "index.html"
    damaged.write_text("rikki")

    [problem] = place.roll_back()

    assert "release-damaged" == problem.code
    assert "index.html" in problem.message
    assert "2025-1" == place.live()


@BY_BOTH
def test_a_damaged_live_site_is_mended_by_publishing_it_again(place, method):
    place.publish("2024-1", method=method)
    place.publish("2025-1", method=method)
    (place.root / LIVE / "index.html").write_text("rikki")

    assert [] == place.publish("2025-1", method=method)

    live = place.target.live()
    assert live
    assert () == place.target.damage(live)
    assert 2 == len(place.target.published())
    assert [] == place.roll_back()
    assert "2024-1" == place.live()


def test_a_live_site_that_somebody_removed_is_mended_by_publishing_it_again(place):
    place.publish("2024-1")
    shutil.rmtree((place.root / LIVE).resolve())
    assert not (place.root / LIVE).exists()

    assert [] == place.publish("2024-1")
    assert "2024-1" == place.live()


# --- what is refused -----------------------------------------------------------------------------


def test_a_folder_with_somebody_elses_files_is_left_alone(place):
    place.root.mkdir(parents=True)
    (place.root / "index.html").write_text("kunnan vanhat sivut")

    [problem] = place.publish("2024-1")

    assert "target-not-ours" == problem.code
    assert "index.html" in problem.message
    assert {"index.html"} == place.names()


@pytest.mark.parametrize("name", [LIVE, FORMER, RELEASES, UNFINISHED, f"{LIVE}.uusi"])
def test_a_folder_called_like_ours_is_left_alone(place, name):
    (place.root / name).mkdir(parents=True)
    (place.root / name / "index.html").write_text("kunnan vanhat sivut")

    [problem] = place.publish("2024-1")

    assert "target-not-ours" == problem.code
    assert {name} == place.names()
    assert "kunnan vanhat sivut" == (place.root / name / "index.html").read_text()


def test_a_link_called_like_ours_is_not_followed(place, tmp_path):
    (tmp_path / "muuta").mkdir()
    place.root.mkdir(parents=True)
    (place.root / RELEASES).symlink_to(tmp_path / "muuta")

    assert ["target-not-ours"] == codes(place.publish("2024-1"))
    assert [] == list((tmp_path / "muuta").iterdir())


@BY_BOTH
def test_a_folder_in_the_place_of_the_former_release_is_left_alone(place, method):
    place.publish("2024-1", method=method)
    (place.root / FORMER).mkdir()
    (place.root / FORMER / "kuva.jpg").write_text("kunnan kuva")

    assert ["target-not-ours"] == codes(place.publish("2025-1", method=method))
    assert "kunnan kuva" == (place.root / FORMER / "kuva.jpg").read_text()


@BY_BOTH
def test_a_target_whose_marker_was_removed_is_known_by_its_live_release(place, method):
    place.publish("2024-1", method=method)
    (place.root / MARKER).unlink()

    assert [] == place.publish("2025-1", method=method)


def test_the_web_servers_own_settings_may_stand_beside(place):
    place.root.mkdir(parents=True)
    (place.root / ".htaccess").write_text("Options -Indexes")

    assert [] == place.publish("2024-1")
    assert "Options -Indexes" == (place.root / ".htaccess").read_text()


@pytest.mark.parametrize("where", ["kohde", "kohde/alla"])
def test_a_broken_link_in_the_place_of_the_target_is_called_one(tmp_path, where):
    (tmp_path / "kohde").symlink_to(tmp_path / "poistettu")
    made = make_release(tmp_path / "tehty", "2024-1")
    target = Target(LocalStore(tmp_path / where), "kauhava")

    [problem] = problems_of(publish, target, tmp_path / "tehty", made)

    assert "target-no-folder" == problem.code
    assert "linkki, joka ei johda mihinkään" in problem.message


def test_a_file_in_the_place_of_the_target_is_called_one(tmp_path):
    (tmp_path / "kohde").write_text("tiedosto")
    made = make_release(tmp_path / "tehty", "2024-1")

    [problem] = problems_of(
        publish, Target(LocalStore(tmp_path / "kohde"), "kauhava"), tmp_path / "tehty", made
    )

    assert ("target-no-folder", True) == (problem.code, "se on tiedosto" in problem.message)
    assert "tiedosto" == (tmp_path / "kohde").read_text()


LIES = {
    "syvä": b"[" * 100_000 + b"]" * 100_000,
    "syvä kenttä": b'{"tiekartta":' * 100_000,
    "ei UTF-8": b'{"tiekartta": "\xe4", "julkaisut": []}',
    "UTF-16": '{"tiekartta": "kauhava", "julkaisut": []}'.encode("utf-16"),
    "väärä laji": b'{"tiekartta": ["kauhava"], "julkaisut": {}}',
    "ei kenttiä": b"[1, 2]",
    "tyhjä": b"",
    "pitkä luku": b'{"tiekartta": ' + b"9" * 10_000 + b"}",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_marker_that_is_not_as_it_was_written_is_told_and_nothing_is_touched(place, lie):
    place.publish("2024-1")
    (place.root / MARKER).write_bytes(LIES[lie])
    before = contents(place.root)

    assert ["target-damaged"] == codes(place.publish("2025-1"))
    assert ["target-damaged"] == codes(place.roll_back())
    assert before == contents(place.root)


@pytest.mark.parametrize("lie", LIES)
def test_a_release_whose_manifest_is_no_manifest_is_none_of_ours(place, lie):
    place.publish("2024-1", method="rename")
    (place.root / LIVE / manifest.FILE).write_bytes(LIES[lie])

    assert place.target.live() is None
    assert ["target-not-ours"] == codes(place.publish("2025-1"))


@pytest.mark.parametrize("name", [MARKER, f"{LIVE}/{manifest.FILE}"])
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_is_no_file_in_the_place_of_ours_is_not_waited_for(place, name, make):
    place.publish("2024-1", method="rename")
    (place.root / name).unlink()
    make(place.root / name)

    assert [] != place.publish("2025-1")


def test_a_marker_that_names_folders_elsewhere_leads_nowhere(place, tmp_path):
    place.publish("2024-1")
    (tmp_path / "muuta").mkdir()
    marker = {"muoto": 1, "tiekartta": "kauhava", "julkaisut": ["../../../muuta", "/etc", "..", ""]}
    (place.root / MARKER).write_text(json.dumps(marker))

    assert [] == place.publish("2025-1", keep=1)
    assert (tmp_path / "muuta").is_dir()
    assert ["no-such-release"] == codes(place.roll_back("../../../muuta"))


@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="kansiota /proc ei ole")
@BY_BOTH
def test_everything_is_on_the_disk_before_readers_see_it(place, method, monkeypatch):
    place.publish("2024-1", method=method)
    safe: set[Path] = set()
    switched: list[str] = []
    sync, acts = os.fsync, {name: getattr(LocalStore, name) for name in ("point", "move")}

    def note(descriptor: int) -> None:
        safe.add(Path(os.readlink(f"/proc/self/fd/{descriptor}")))
        sync(descriptor)

    def watched(name: str) -> Callable[..., None]:
        def act(store: LocalStore, first: str, second: str) -> None:
            if LIVE in (first, second):
                brought = contents(place.source("2025-1"))
                assert {place.root / ".kesken" / path for path in brought} <= safe
                assert {place.root / ".kesken", place.root / RELEASES} <= safe
                switched.append(name)
            acts[name](store, first, second)

        return act

    monkeypatch.setattr(os, "fsync", note)
    for name in acts:
        monkeypatch.setattr(LocalStore, name, watched(name))

    assert [] == place.publish("2025-1", method=method)
    assert switched


def test_another_roadmaps_target_is_refused(place):
    place.publish("2024-1")
    other = Target(place.target.store, "kemijarvi")

    problems = problems_of(publish, other, place.source("2024-1"), place.made["2024-1"])

    assert ["target-of-another"] == codes(problems)


def test_a_publication_that_is_under_way_keeps_others_out(place):
    place.publish("2024-1")

    with FileLock(place.root / LOCK):
        [problem] = place.publish("2025-1")

    assert "target-locked" == problem.code
    assert "2024-1" == place.live()
    assert [] == place.publish("2025-1")


def test_a_full_disk_is_told_before_anything_is_copied(place, monkeypatch):
    place.publish("2024-1")
    usage = shutil._ntuple_diskusage(10**9, 10**9 - 10, 10)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)

    assert ["target-full"] == codes(place.publish("2025-1"))
    assert "2024-1" == place.live()
    assert [place.made["2024-1"].name] == os.listdir(place.root / RELEASES)


def test_a_disk_that_fills_up_meanwhile_leaves_the_old_site_and_no_rubbish(place, monkeypatch):
    place.publish("2024-1")
    copyfile = shutil.copyfile

    def filling(source: Path, target: Path) -> object:
        if "toimenpiteet" in str(target):
            raise OSError(errno.ENOSPC, "No space left on device")
        return copyfile(source, target)

    monkeypatch.setattr(shutil, "copyfile", filling)

    assert ["target-full"] == codes(place.publish("2025-1"))
    assert "2024-1" == place.live()
    assert {LIVE, RELEASES, MARKER, LOCK} == place.names()
    assert [place.made["2024-1"].name] == os.listdir(place.root / RELEASES)


def test_a_file_that_was_changed_on_the_way_is_not_shown_to_readers(place, monkeypatch):
    place.publish("2024-1")
    copyfile = shutil.copyfile

    def corrupting(source: Path, target: Path) -> None:
        copyfile(source, target)
        if target.name == "404.html":
            target.write_text("rikki")

    monkeypatch.setattr(shutil, "copyfile", corrupting)
    [problem] = place.publish("2025-1")

    assert "upload-damaged" == problem.code
    assert "404.html" in problem.message
    assert "2024-1" == place.live()


# --- killed at any moment ------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kaappaaminen vaatii POSIX-järjestelmän")
@BY_BOTH
@pytest.mark.parametrize("act", ["publish", "roll_back"])
def test_killed_at_any_change_readers_have_the_old_site_or_the_new_one(tmp_path, method, act):
    start = Place(tmp_path / "alku")
    start.make("2025-1")
    for version in ("2023-1", "2024-1"):
        start.publish(version, method=method, keep=2)
    new = "2025-1" if act == "publish" else "2023-1"
    number, gaps, died = 0, 0, True
    while died:
        root = tmp_path / str(number)
        shutil.copytree(start.root, root, symlinks=True)
        target = Target(LocalStore(root), "kauhava")

        def work(target: Target = target) -> None:
            if act == "roll_back":
                roll_back(target, None)
            else:
                publish(target, start.source(new), start.made[new], method=method, keep=2)

        died = killed_before(number, work)
        number += 1

        if (root / LIVE).exists():
            assert live_versions(root) in ({"2024-1"}, {new})
            assert len(PAGES) == len(live_pages(root))
            check_sheets(root)
        else:
            gaps += 1
            assert (root / FORMER).is_dir()

        # The next run, whatever it is, leaves a whole site and no leftovers.
        publish(target, start.source("2025-1"), start.made["2025-1"], method=method, keep=2)
        assert {"2025-1"} == live_versions(root)
        check_sheets(root)
        assert {LIVE, RELEASES, MARKER, LOCK} == {path.name for path in root.iterdir()}
        assert {*target.published()} >= {*os.listdir(root / RELEASES)}
        shutil.rmtree(root)

    assert number > 5
    # Two renames have one moment between them; a link has none.
    assert gaps == (1 if method == "rename" else 0)


def check_sheets(root: Path) -> None:
    for name in PAGES:
        page = root / LIVE / name
        sheet = (page.parent / sheet_of(page.read_text())).resolve()
        assert f"/* {version_of(page.read_text())} */" == sheet.read_text()


# --- readers meanwhile ---------------------------------------------------------------------------


class Reader(threading.Thread):
    """Reads all pages and what they need, over and over, as a browser would."""

    def __init__(self, root: Path) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.rounds = 0
        self.missing: list[str] = []
        self.mixed: list[str] = []
        self.changes = 0
        self.stop = threading.Event()
        self._last = ""

    def run(self) -> None:
        while not self.stop.is_set():
            for name in PAGES:
                self._read(name)
            self.rounds += 1

    def _read(self, name: str) -> None:
        try:
            page = (self.root / LIVE / name).read_text()
            up = "../" * name.count("/")
            sheet = self.root / LIVE / sheet_of(page).removeprefix(up)
            style = sheet.read_text()
        except OSError as error:
            self.missing.append(str(error))
            return
        version = version_of(page)
        if style != f"/* {version} */":
            self.mixed.append(f"{name}: {version} {style}")
        self.changes += version != self._last
        self._last = version


def test_readers_meet_no_missing_page_no_missing_asset_and_no_mixture(place):
    # As many are kept as are made: a reader may be slower than ten publications in a row.
    place.publish("2025-1")
    reader = Reader(place.root)
    reader.start()
    for number in range(2, 12):
        assert [] == place.publish(f"2025-{number}", keep=12)
        assert [] == place.roll_back()
        assert [] == place.publish(f"2025-{number}", keep=12)
    reader.stop.set()
    reader.join()

    assert reader.rounds > 20
    assert ([], []) == (reader.missing, reader.mixed)
    # Were pages of two versions live at once, versions would change more often than switches.
    assert reader.changes <= 31
