"""Publishing to a real sshd on loopback, with ssh, rsync and all that lies between."""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from small_releases import contents, live_pages, live_versions, make_release, problems_of

from digitiekartta.basics.problems import Problem
from digitiekartta.publishing import connection
from digitiekartta.publishing.publish import damage, publish, roll_back
from digitiekartta.publishing.remote import RemoteStore
from digitiekartta.publishing.store import Entry
from digitiekartta.publishing.target import LIVE, MARKER, RELEASES, Target

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin") or ""
LACKING = [name for name in ("ssh", "ssh-keygen", "rsync", "flock") if not shutil.which(name)]
pytestmark = [
    pytest.mark.skipif(not SSHD, reason="ohjelmaa sshd ei ole: apt-get install openssh-server"),
    pytest.mark.skipif(bool(LACKING), reason=f"julkaisun kokeilu vaatii ohjelmat: {LACKING}"),
]

#: Whatever a shell might make of it is a part of the name.
FOLDER = "-viiva ja väli~$HOME;`id`\"'\\*?"
#: The shell of each question finds no start files of the user in its home: they may take long.
CONFIG = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/palvelin
AuthorizedKeysFile {folder}/avaimet
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitUserEnvironment no
SetEnv PATH={path} HOME={folder}
"""
SSH = """
Host 127.0.0.1
    IdentityFile {folder}/{key}
    IdentitiesOnly yes
    UserKnownHostsFile {folder}/{known}
    StrictHostKeyChecking yes
"""


@dataclass(frozen=True)
class Machine:
    """The machine with the sshd: loopback, a port of its own and a folder for what is published."""

    folder: Path
    port: int

    def logins(self) -> int:
        return (self.folder / "loki").read_text().count("Accepted publickey")

    def store(self, path: Path) -> RemoteStore:
        return RemoteStore(f"{getpass.getuser()}@127.0.0.1", path.as_posix(), self.port)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    folder = tmp_path_factory.mktemp("sshd")
    for name in ("palvelin", "avain", "vieras"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    (folder / "avaimet").write_bytes((folder / "avain.pub").read_bytes())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for known, key in (("tunnetut", "palvelin"), ("tunnetut-vaarat", "vieras")):
        public = (folder / f"{key}.pub").read_text()
        (folder / known).write_text(f"[127.0.0.1]:{port} {public}")
    path = f"{folder}/ohjelmat:/usr/local/bin:/usr/bin:/bin"
    (folder / "sshd_config").write_text(CONFIG.format(folder=folder, port=port, path=path))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    command = [SSHD, "-D", "-e", "-f", str(folder / "sshd_config")]
    with (folder / "loki").open("wb") as log, subprocess.Popen(command, stderr=log) as process:
        for _ in range(100):
            if process.poll() is not None:
                pytest.skip(f"sshd ei käynnisty: {(folder / 'loki').read_text()[-300:]}")
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Machine(folder, port)
        process.terminate()


@pytest.fixture(autouse=True)
def scratch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder for what is temporary; the name of a socket in it is short enough."""
    with TemporaryDirectory(prefix="t-") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


@pytest.fixture
def here(machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Return the machine, with a user of this one who knows it and whom it knows."""
    use(machine, tmp_path, monkeypatch)
    return machine


def use(
    machine: Machine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    key: str = "avain",
    known: str = "tunnetut",
) -> None:
    settings = tmp_path / "ssh_config"
    settings.write_text(SSH.format(folder=machine.folder, key=key, known=known))
    monkeypatch.setattr(connection, "_SSH", ("ssh", "-F", str(settings), "-o", "BatchMode=yes"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)


@dataclass
class Place:
    """A folder of the machine, and the releases that are published there."""

    root: Path
    target: Target
    folder: Path

    def publish(self, version: str, **options: object) -> list[Problem]:
        source = self.folder / "tehty" / version
        shutil.rmtree(source, ignore_errors=True)
        made = make_release(source, version)
        # Each run asks anew.
        return problems_of(publish, self.fresh(), source, made, **options)

    def fresh(self) -> Target:
        assert isinstance(self.target.store, RemoteStore)
        return replace(self.target, store=replace(self.target.store, _known={}))


def place_on(machine: Machine, root: Path, folder: Path) -> Place:
    return Place(root, Target(machine.store(root), "kauhava"), folder)


@pytest.fixture
def place(here: Machine, tmp_path: Path) -> Place:
    return place_on(here, tmp_path / FOLDER / "kauhava", tmp_path)


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_a_site_is_published_changed_and_taken_back(machine, place, scratch):
    logins = machine.logins()
    assert [] == place.publish("2024-1")
    assert logins + 1 == machine.logins()
    before = live_pages(place.root)
    assert contents(place.folder / "tehty" / "2024-1") == contents((place.root / LIVE).resolve())
    assert [] == place.publish("2025-1")
    assert [] == place.publish("2025-1")

    assert {"2025-1"} == live_versions(place.root)
    target = place.fresh()
    live = target.live()
    assert live
    assert [] == damage(target, live)
    assert 2 == len(target.published())
    assert {LIVE, RELEASES, MARKER, ".lukko"} == {path.name for path in place.root.iterdir()}

    roll_back(target, None)
    assert before == live_pages(place.root)
    assert {FOLDER, "ssh_config", "tehty"} == {path.name for path in place.folder.iterdir()}
    del target
    assert [] == list(scratch.iterdir())


def test_where_a_connection_cannot_be_shared_each_question_takes_its_own(
    machine, place, scratch, monkeypatch
):
    long = scratch / ("a" * 100)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    place.root.mkdir(parents=True)
    before, store = machine.logins(), place.fresh().store

    assert [Entry.FOLDER, Entry.NOTHING] == [store.kind("."), store.kind("x")]
    assert before + 2 == machine.logins()
    assert [] == list(long.iterdir())


def test_a_relative_folder_that_begins_with_a_hyphen_is_none(here):
    for text in ("u@127.0.0.1:-rf", "ssh://-F@127.0.0.1/y", "-F@127.0.0.1:y"):
        with pytest.raises(ValueError, match="127"):
            RemoteStore.from_address(text)


def test_killed_in_between_readers_have_the_old_site_or_the_new_one(place):
    assert [] == place.publish("2024-1")
    make_release(place.folder / "tehty" / "2025-1", "2025-1")
    child = os.fork()
    if not child:
        os.setsid()
        place.publish("2025-1")
        os._exit(0)
    # The second release is on its way.
    while len(os.listdir(place.root / RELEASES)) < 2 and os.waitpid(child, os.WNOHANG) == (0, 0):
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])

    assert live_versions(place.root) in ({"2024-1"}, {"2025-1"})
    for _ in range(100):  # the lock goes with the connection, which may outlive the process
        problems = place.publish("2025-1")
        if codes(problems) != ["target-locked"]:
            break
        time.sleep(0.1)
    assert [] == problems
    assert {"2025-1"} == live_versions(place.root)
    assert {LIVE, RELEASES, MARKER, ".lukko"} == {path.name for path in place.root.iterdir()}


def test_a_server_that_is_another_one_is_not_talked_to(machine, tmp_path, monkeypatch):
    use(machine, tmp_path, monkeypatch, known="tunnetut-vaarat")
    place = place_on(machine, tmp_path / "kauhava", tmp_path)

    [problem] = place.publish("2024-1")

    assert "target-unreachable" == problem.code
    assert problem.message.startswith("Palvelin ei ole se, joka tunnetaan")
    assert not place.root.exists()


def test_a_key_that_the_server_refuses_is_told_as_a_key(machine, tmp_path, monkeypatch):
    use(machine, tmp_path, monkeypatch, key="vieras")

    [problem] = place_on(machine, tmp_path / "kauhava", tmp_path).publish("2024-1")

    assert "target-unreachable" == problem.code
    assert problem.message.startswith("Palvelin ei hyväksy avaintasi")


def test_a_server_that_does_not_answer_is_told_so(machine, tmp_path, monkeypatch):
    use(machine, tmp_path, monkeypatch)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        deaf = replace(machine, port=free.getsockname()[1])
        [problem] = place_on(deaf, tmp_path / "kauhava", tmp_path).publish("2024-1")

    assert "target-unreachable" == problem.code
    assert problem.message.startswith("Palvelin ei vastaa")


def test_a_server_without_rsync_says_what_to_install(machine, place):
    programs = machine.folder / "ohjelmat"
    programs.mkdir(exist_ok=True)
    (programs / "rsync").write_text("#!/bin/sh\necho 'sh: 1: rsync: not found' >&2; exit 127\n")
    (programs / "rsync").chmod(0o755)
    try:
        [problem] = place.publish("2024-1")
    finally:
        shutil.rmtree(programs)

    assert "program-missing" == problem.code
    assert "Ohjelmaa ”rsync” ei ole palvelimella." == problem.message


def test_a_broken_link_and_a_file_there_are_called_so(here, tmp_path):
    (tmp_path / "linkki").symlink_to(tmp_path / "poistettu")
    (tmp_path / "tiedosto").write_text("x")

    for name, what in (("linkki", "linkki, joka ei johda"), ("tiedosto", "se on tiedosto")):
        [problem] = place_on(here, tmp_path / name, tmp_path).publish("2024-1")
        assert ("target-no-folder", True) == (problem.code, what in problem.message)


def test_a_marker_that_lies_is_told(place):
    place.root.mkdir(parents=True)
    (place.root / MARKER).write_bytes(b'{"tiekartta": 1}')

    assert ["target-damaged"] == codes(place.publish("2025-1"))
