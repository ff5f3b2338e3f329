"""Ctrl+C while commands write: a word, the exit code, and nothing that stays behind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date

import pytest
from publishing_town import ROOT, SITE_URL, Town, new_town

from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import make_pages

DOCUMENT = "digitiekartta-2025-2027.xlsx"
#: Runs a command that a person at a terminal breaks off before the first change of the disk that
#: a pattern fits; there Ctrl+C comes to all programs that the command has started.
INTERRUPTED = """
import os, re, signal, sys
moment = sys.argv.pop(1)
def interrupt(event, arguments):
    global moment
    written = event == "open" and not isinstance(arguments[0], int) and (arguments[2] or 0) & 3
    if moment and (written or event in ("os.rename", "os.mkdir", "os.symlink", "os.remove")):
        if re.search(moment, f"{event} {arguments[0]} {arguments[1]}"):
            moment = ""
            os.killpg(0, signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever started the tests
sys.addaudithook(interrupt)
from digitiekartta.__main__ import main
main()
"""
#: Names that only files have which are being written.
_UNFINISHED = re.compile(r"\.uusi$|^\.kesken|^\.tmp|~$")


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Town:
    town = new_town(tmp_path_factory.mktemp("keskeytys"))
    town.approve()
    # The words of the search are looked up once: to load the dictionary takes two seconds.
    make_pages(Project(town.root), "pikku", Options(date(2026, 11, 22)))
    shutil.rmtree(town.root / "build" / "pikku")  # pages that are there are not written again
    document = ROOT / "tests" / "documents" / "importing" / "documents" / DOCUMENT
    shutil.copy(document, town.root)
    return town


@pytest.mark.parametrize(
    ("words", "moments"),
    [
        (("changes", "pikku", "--output", "a.md"), ("os.rename .*a.md",)),
        (
            ("import", DOCUMENT, "--into", "uusi", "--apply", "--yes"),
            (r"content/\.uusi\.uusi/.*yml",),
        ),
        (("build", "pikku"), ("build/pikku/docs/.*uusi",)),
        (
            ("publish", "pikku", "kohde", "--no-audit", "--apply", "--site-url", SITE_URL),
            ("symlink",),
        ),
    ],
    ids=lambda words: words[0],
)
def test_ctrl_c_leaves_nothing_that_the_next_run_does_not_clean(approved, tmp_path, words, moments):
    root, scratch = tmp_path / "p", tmp_path / "väliaikaiset"
    shutil.copytree(approved.root, root)
    scratch.mkdir()
    environment = {**os.environ, "TMPDIR": str(scratch), "SOURCE_DATE_EPOCH": "1795305600"}

    def run(moment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", INTERRUPTED, moment, *words],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            start_new_session=True,
        )

    for moment in moments:
        broken_off = run(moment)
        assert "Traceback" not in broken_off.stderr
        assert (130, "Keskeytetty.") == (broken_off.returncode, broken_off.stderr[-13:].strip())
        assert [] == list(scratch.iterdir())

    assert 0 == run("").returncode
    left = [path for path in root.rglob("*") if _UNFINISHED.search(path.name)]
    assert [] == left + list(scratch.iterdir())
