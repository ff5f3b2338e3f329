"""What several tests need."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from content_guard import watch
from digitiekartta.audit.browser import Browser, find_chromium, running_browser
from digitiekartta.commands import main as cli
from digitiekartta.roadmap.project import Project
from pikku import Content
from towns import checkout

watch()

# Every run tries the same examples, so that a change is judged by what it changes and not by
# luck; no clock decides over a test. ``make explore`` tries new ones.
settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile(
    "explore", deadline=None, database=None, print_blob=True, max_examples=500
)
settings.load_profile("same")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the one browser of all tests: to start another takes a second."""
    if find_chromium() is None:
        pytest.skip("Chromium puuttuu: apt-get install chromium (tai anna se: CHROMIUM=polku)")
    pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with running_browser() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(browser: Browser) -> Any:
    """Return the same as Playwright knows it, for windows that no rule looks at."""
    return browser._chromium


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that makes a folder, which the workers of a test run share."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = common / name, common / f"{name}.valmis"
        with FileLock(common / f"{name}.lukko"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what a worker left that failed
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def draft_of_esimerkkila(made_once: Callable[..., Path]) -> Project:
    """Return a project whose only roadmap has every feature in use, and is built as a draft."""
    from digitiekartta.pages.site import Options
    from digitiekartta.site.building import build

    def make(folder: Path) -> None:
        project = Project(checkout(folder, "esimerkkila"))
        [outcome, _] = build(project, ["esimerkkila"], Options(date(2026, 9, 15)))
        assert not outcome.failed, outcome.problems

    return Project(made_once("luonnos-esimerkkila", make))


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """Return the roadmap of an invented municipality in which nothing is wrong."""
    return Content(tmp_path)


@pytest.fixture
def run(content, monkeypatch, capsys):
    """Run a command in a project that holds Pikku; return exit code, output and errors."""
    (content.root / "mkdocs.yml").write_text("site_name: Pikku\n")
    monkeypatch.chdir(content.root)

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["digitiekartta", *words])
        with pytest.raises(SystemExit) as ending:
            cli.main()
        told = capsys.readouterr()
        return ending.value.code, told.out, told.err

    return run
