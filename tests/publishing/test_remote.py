"""Publishing to another machine, with an ssh that stays on this one."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import time
from pathlib import Path

import pytest
from killing import killed_before
from small_releases import (
    PAGES,
    contents,
    live_pages,
    live_versions,
    make_release,
    problems_of,
)

from digitiekartta.basics.problems import Problem
from digitiekartta.publishing.publish import publish, roll_back
from digitiekartta.publishing.remote import RemoteStore
from digitiekartta.publishing.target import LIVE, MARKER, RELEASES, Target

NEEDED = [name for name in ("flock", "sha256sum") if not shutil.which(name)]
pytestmark = pytest.mark.skipif(
    os.name != "posix" or bool(NEEDED), reason=f"etäjulkaisun kokeilu vaatii ohjelmat: {NEEDED}"
)

#: Runs the command here, in the home of "the other machine", after the failures asked for.
SSH = """#!/bin/sh
while [ "${{1#-}}" != "$1" ] && [ "$1" != -- ]; do shift 2; done
[ "$1" != -- ] || shift
echo "$1" >> {log}
shift
[ -e {broken} ] && {{ echo "ssh: connect to host: Connection refused" >&2; exit 255; }}
cd {home} && exec sh -c "$*"
"""
#: Does with Python what rsync is asked for.
RSYNC = """#!{python}
import os, pathlib, shutil, sys
source, target = sys.argv[-2:]
host, _, folder = target.partition(":")
target = pathlib.Path({home!r}) / folder
assert "--checksum" in sys.argv and "--delay-updates" in sys.argv and "--delete-delay" in sys.argv
if target.exists():
    shutil.rmtree(target)
shutil.copytree(source, target, copy_function=shutil.copyfile)
if os.path.exists({broken_rsync!r}):
    next(target.rglob("404.html")).write_text("rikki")
"""


class OtherMachine:
    """A home folder that ssh and rsync reach, and the programs themselves."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "toinen kone"
        self.programs = folder / "ohjelmat"
        self.log = folder / "ssh.log"
        self.broken, self.broken_rsync = folder / "ssh-rikki", folder / "rsync-rikki"
        self.home.mkdir()
        self.programs.mkdir()
        quoted = {name: shlex.quote(str(getattr(self, name))) for name in ("home", "log", "broken")}
        self.program("ssh", SSH.format(**quoted))

    def program(self, name: str, text: str) -> None:
        path = self.programs / name
        path.write_text(text)
        path.chmod(0o755)

    def with_python_rsync(self) -> None:
        broken = str(self.broken_rsync)
        text = RSYNC.format(python=sys.executable, home=str(self.home), broken_rsync=broken)
        self.program("rsync", text)

    @property
    def root(self) -> Path:
        return self.home / "www sivut" / "kauhava"


@pytest.fixture(params=["rsync", "korvike"])
def other(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    machine = OtherMachine(tmp_path)
    if request.param == "korvike":
        machine.with_python_rsync()
    elif not shutil.which("rsync"):
        pytest.skip("ohjelmaa rsync ei ole: apt-get install rsync")
    monkeypatch.setenv("PATH", f"{machine.programs}{os.pathsep}{os.environ['PATH']}")
    return machine


def target() -> Target:
    store = RemoteStore.from_address("julkaisija@www.kunta.example:www sivut/kauhava")
    assert store
    return Target(store, "kauhava")


def put(folder: Path, version: str, **options: object) -> list[Problem]:
    source = folder / "tehty" / version
    return problems_of(publish, target(), source, make_release(source, version), **options)


def test_readers_of_the_other_machine_get_every_file(other, tmp_path):
    assert [] == put(tmp_path, "2024-1")

    assert (other.root / LIVE).is_symlink()
    assert contents(tmp_path / "tehty" / "2024-1") == contents((other.root / LIVE).resolve())
    assert {LIVE, RELEASES, MARKER, ".lukko"} == {path.name for path in other.root.iterdir()}
    hosts = other.log.read_text().split()
    assert {"julkaisija@www.kunta.example", "www.kunta.example"} >= set(hosts)
    files = [p for p in (other.root / LIVE).resolve().rglob("*") if p.is_file()]
    assert {0o044} == {path.stat().st_mode & 0o044 for path in files}


def test_a_version_is_changed_pruned_and_taken_back_there(other, tmp_path):
    for version in ("2023-1", "2024-1", "2025-1"):
        assert [] == put(tmp_path, version, keep=2)
        if version == "2024-1":
            before = live_pages(other.root)

    assert {"2025-1"} == live_versions(other.root)
    assert 2 == len(list((other.root / RELEASES).iterdir()))
    roll_back(target(), None)
    assert before == live_pages(other.root)
    sheets = {p.name for p in (other.root / LIVE / "assets").iterdir()}
    # Its own, that of 2023-1, which was live before it, and that of 2025-1, which was taken back.
    assert 3 == len(sheets)


def test_without_a_connection_it_says_what_ssh_said(other, tmp_path):
    put(tmp_path, "2024-1")
    other.broken.touch()

    [problem] = put(tmp_path, "2025-1")

    assert "target-unreachable" == problem.code
    assert "Connection refused" in problem.message
    assert "ssh julkaisija@www.kunta.example" in problem.remedy
    assert {"2024-1"} == live_versions(other.root)


def test_what_did_not_arrive_whole_is_not_shown(other, tmp_path):
    put(tmp_path, "2024-1")
    other.with_python_rsync()
    other.broken_rsync.touch()

    [problem] = put(tmp_path, "2025-1")

    assert ("upload-damaged", True) == (problem.code, "404.html" in problem.message)
    assert {"2024-1"} == live_versions(other.root)
    other.broken_rsync.unlink()
    assert [] == put(tmp_path, "2025-1")
    assert len(PAGES) == len(live_pages(other.root))


def test_a_full_disk_there_is_told(other, tmp_path):
    put(tmp_path, "2024-1")
    other.program(
        "df",
        "#!/bin/sh\necho 'Filesystem 1024-blocks Used Available Capacity Mounted'\n"
        "echo '/dev/x 1000 999 1 100% /'\n",
    )

    assert ["target-full"] == [problem.code for problem in put(tmp_path, "2025-1")]
    assert {"2024-1"} == live_versions(other.root)


def test_two_publications_there_keep_out_of_each_others_way(other, tmp_path):
    put(tmp_path, "2024-1")

    with target().store.locked():
        assert ["target-locked"] == [problem.code for problem in put(tmp_path, "2025-1")]

    assert [] == put(tmp_path, "2025-1")


def test_somebody_elses_files_there_are_left_alone(other, tmp_path):
    other.root.mkdir(parents=True)
    (other.root / "index.html").write_text("kunnan vanhat sivut")

    assert ["target-not-ours"] == [problem.code for problem in put(tmp_path, "2024-1")]
    assert ["index.html"] == os.listdir(other.root)


def test_without_ssh_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    [problem] = put(tmp_path, "2024-1")

    assert ("program-missing", True) == (problem.code, "”ssh”" in problem.message)


@pytest.mark.parametrize("other", ["rsync"], indirect=True)
def test_killed_at_any_command_readers_have_the_old_site_or_the_new_one(other, tmp_path):
    put(tmp_path, "2023-1")
    put(tmp_path, "2024-1")
    shutil.copytree(other.home, tmp_path / "alku", symlinks=True)
    source = tmp_path / "tehty" / "2025-1"
    made = make_release(source, "2025-1")

    def work() -> list[Problem]:
        return problems_of(publish, target(), source, made, keep=2)

    number, died = 0, True
    while died:
        died = killed_before(number, work)
        number += 1
        assert live_versions(other.root) in ({"2024-1"}, {"2025-1"})
        assert len(PAGES) == len(live_pages(other.root))

        # The lock goes with the connection, which may outlive the process by a moment.
        for _ in range(100):
            problems = work()
            if "target-locked" not in [problem.code for problem in problems]:
                break
            time.sleep(0.05)
        assert [] == problems
        assert {"2025-1"} == live_versions(other.root)
        assert {LIVE, RELEASES, MARKER, ".lukko"} == {path.name for path in other.root.iterdir()}
        assert 2 == len(list((other.root / RELEASES).iterdir()))
        shutil.rmtree(other.home)
        shutil.copytree(tmp_path / "alku", other.home, symlinks=True)

    assert number > 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("julki@www.kunta.fi:kauhava", RemoteStore("julki@www.kunta.fi", "kauhava")),
        ("ssh://www.kunta.fi/srv/kauhava", RemoteStore("www.kunta.fi", "/srv/kauhava")),
        ("ssh://j@www.kunta.fi:2222/srv/k%20a", RemoteStore("j@www.kunta.fi", "/srv/k a", 2222)),
        ("j@www.kunta.fi:~/www", RemoteStore("j@www.kunta.fi", "./www")),
        ("/srv/www/kauhava", None),
        ("./a:b", None),
        ("/srv/a@b", None),
        ("c:\\sivut", None),
        ("julki", None),
    ],
)
def test_addresses_of_other_machines_are_known(text, expected):
    assert expected == RemoteStore.from_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *("ssh://", "ssh://host", "ssh://-oProxyCommand=x/srv", "ssh://a b/c", "ssh://h/"),
        *("ssh://-F@evil/y", "-F@evil:y", "ssh://u@-h/y", "u@-h:y", "u@h:-y", "ssh://h/a%00b"),
        *("ssh://h/a%0Ab", "u@h:a\nb", "ssh://h/a?b", "ssh://h/a#b", "ssh://h:99999/y"),
        *("u@h", "host:/y", "host:y"),
        *("https://h/y", "sftp://h/y", "u:salasana@h:y", "ssh://u:salasana@h/y", "ssh://h\t/y"),
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        RemoteStore.from_address(text)
