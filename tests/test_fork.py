"""A fork of the program that holds only a roadmap of its own, without those that came with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from towns import ROOT, content

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def fork(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("haara") / "haara"
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        parts = Path(name).parts
        is_of_a_roadmap = parts[0] == "content" and len(parts) > 2 and parts[1] != ".skeemat"
        if not is_of_a_roadmap and (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, root / name)
    shutil.copytree(content("pikkula") / "pikkula", root / "content" / "pikkula")
    return root


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "generator")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_checks_and_builds_its_own_roadmap(fork):
    checked = run(fork, "-m", "digitiekartta", "check")
    built = run(fork, "-m", "digitiekartta", "build", "--date", "15.9.2026")

    assert (0, 0) == (checked.returncode, built.returncode), checked.stdout + built.stderr
    assert (fork / "site/pikkula/index.html").is_file()
    assert "pikkula/" in (fork / "site/index.html").read_text()


def test_its_tests_are_collected(fork):
    quickly = ("--assert=plain", "-p", "no:cacheprovider")
    done = run(fork, "-m", "pytest", "--collect-only", "-q", *quickly)

    assert 0 == done.returncode, done.stdout[-2000:] + done.stderr[-2000:]


def test_there_is_no_sample_in_it_and_it_says_so(fork, tmp_path):
    words = ("init", str(tmp_path / "kokeilu"), "--demo", "--yes")

    done = run(fork, "-m", "digitiekartta", *words)

    assert 2 == done.returncode
    assert "Esimerkkilä ei ole tässä ohjelman versiossa mukana" in done.stderr
