"""The wheel alone, in a fresh environment and an empty folder: from a Word file to a site.

Nothing of the checkout is there but what the package carries along.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from towns import ROOT, STATEMENT, checkout, content

DOCUMENT = ROOT / "tests/documents/importing/documents/digitiekartta-luonnos.docx"
DAY = ("--date", "15.9.2026")
#: What a municipality adds before it can approve and publish.
DECIDED = f"""
toimielimet:
  - nimi: Kunnanhallitus
    hyvaksyy: tiekartta
{STATEMENT}"""

pytestmark = pytest.mark.engine


@dataclass(frozen=True)
class Installed:
    """The program of a wheel, in an environment that knows nothing of the checkout."""

    wheel: Path
    python: Path

    def run(self, folder: Path, *words: str, code: int = 0) -> str:
        """Run a command in a folder and return what it said."""
        environment = {
            "PATH": os.defpath,  # with git
            "HOME": str(folder),
            "SOURCE_DATE_EPOCH": "1789430400",
            "CHROMIUM": "/ei/selainta",
        }
        ended = subprocess.run(
            [self.python.with_name("digitiekartta"), *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
        )
        assert code == ended.returncode, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr


def pip(folder: Path, *words: str, umask: int = 0o022) -> None:
    unset = ("PYTHONPATH", "SOURCE_DATE_EPOCH")
    alone = {name: text for name, text in os.environ.items() if name not in unset}
    command = [sys.executable, "-m", "pip", "--quiet", *words]
    subprocess.run(command, check=True, cwd=folder, env=alone, umask=umask)


def build(folder: Path, umask: int = 0o022) -> None:
    offline = ("--no-deps", "--no-index", "--no-build-isolation")
    pip(folder, "wheel", *offline, "--wheel-dir", str(folder), str(ROOT), umask=umask)


@pytest.fixture(scope="module")
def program(made_once: Callable[..., Path]) -> Installed:
    def make(folder: Path) -> None:
        folder.mkdir()
        build(folder)
        [wheel] = folder.glob("*.whl")
        home = folder / "ymparisto"
        venv.create(home, symlinks=True)
        python = str(home / "bin" / "python")
        pip(folder, "--python", python, "install", "--no-deps", "--no-index", str(wheel))
        # The libraries are those of this environment; of a file among them that leads to a
        # checkout, Python reads nothing here.
        [packages] = home.glob("lib/python*/site-packages")
        (packages / "kirjastot.pth").write_text(sysconfig.get_path("purelib") + "\n")

    folder = made_once("paketti", make)
    [wheel] = folder.glob("*.whl")
    return Installed(wheel, folder / "ymparisto" / "bin" / "python")


def test_a_wheel_built_again_is_the_same_to_the_byte(program, tmp_path):
    time.sleep(2)  # the accuracy of times in an archive
    build(tmp_path, umask=0o077)

    [again] = tmp_path.glob("*.whl")
    assert program.wheel.read_bytes() == again.read_bytes()


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_wheel_carries_what_a_project_needs(program):
    names = set(zipfile.ZipFile(program.wheel).namelist())

    for name in ("theme/main.html", "mkdocs.yml", "content/OHJE.md", "requirements-core.lock"):
        assert f"digitiekartta/carried/{name}" in names
    theme = {path.relative_to(ROOT).as_posix() for path in (ROOT / "theme").rglob("*.*")}
    assert {f"digitiekartta/carried/{name}" for name in theme} <= names
    package = ROOT / "generator"
    brought = {
        path.relative_to(package).as_posix()
        for path in (package / "digitiekartta").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert brought <= names
    assert not [name for name in names if not name.startswith("digitiekartta")]


def test_from_a_word_file_to_a_published_site(program, tmp_path):
    run, root = program.run, tmp_path / "keula"
    root.mkdir()
    said = run(root, "init", "--from", str(DOCUMENT), "--yes", "--organisation", "Keulan kunta")
    assert "Luettiin 14 toimenpidettä" in said
    assert (root / "requirements.txt").read_text().count("--hash=sha256:") == 1

    run(root, "build", *DAY)
    assert "Keulan kunta" in (root / "site/keula/index.html").read_text()
    assert "Täydentämättä on kuvaus (rivi 4) ja huomautus (rivi 5)" in run(root, "check")
    settings = root / "content/keula/tiekartta.yml"
    lines = settings.read_text().splitlines(keepends=True)
    settings.write_text("".join([*lines[:3], "kuvaus: Keulan digityö.\n", *lines[5:]]))
    assert "Ei virheitä" in run(root, "check")
    assert "jo yhtenäisessä muodossa" in run(root, "format", "--check")

    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example", "-C", str(root)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Aloita"]):
        subprocess.run([*git, *command], check=True)
    settings = root / "content/keula/tiekartta.yml"
    settings.write_text(settings.read_text() + DECIDED)
    subprocess.run([*git, "commit", "-qam", "Lisää toimielin"], check=True)
    assert "Kunnanhallitus" in run(root, "review", "--commits", "HEAD^", "HEAD")

    told = run(root, "status", "keula")
    code = told.partition("Työversion tunniste: ")[2].split()[0]
    minutes = ("--body", "Kunnanhallitus", "--date", "9.9.2026", "--section", "41")
    run(root, "approve", "keula", *minutes, "--code", code, "--yes")
    address = ("--site-url", "https://www.keula.example/digitiekartta/")
    run(root, "publish", "keula", str(tmp_path / "www"), *address, *DAY, "--no-audit", "--apply")
    assert "Luonnos" not in (tmp_path / "www/nykyinen/index.html").read_text()

    again = run(root, "import", str(DOCUMENT), "--into", "keula")
    assert "14" in again
    run(root, "export", "keula", "--annex", "liite.docx")
    assert (root / "liite.docx").is_file()
    assert "Näytä tämä ohje." in run(root, "audit", "--help")
    assert "ajan tasalla" in run(root, "upgrade")


def test_the_site_is_that_of_a_checkout_byte_for_byte(program, tmp_path):
    whole = checkout(tmp_path / "kaikki", "pikkula")
    command = [sys.executable, "-m", "digitiekartta", "build", *DAY]
    subprocess.run(command, check=True, cwd=whole, capture_output=True)
    root = tmp_path / "oma"
    root.mkdir()
    (root / "content").symlink_to(content("pikkula"))

    program.run(root, "build", *DAY)

    assert files(whole / "site") == files(root / "site")


def test_the_demonstration_is_sound(program, tmp_path):
    if not (ROOT / "content" / "esimerkkila").is_dir():
        pytest.skip("Esimerkkilä on poistettu")
    program.run(tmp_path, "init", "--demo")

    program.run(tmp_path, "check", *DAY)
