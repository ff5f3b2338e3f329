"""What several tests need."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import settings

from content_guard import watch
from digitiekartta.commands import main as cli
from pikku import Content

watch()

# Every run tries the same examples, so that a change is judged by what it changes and not by
# luck; no clock decides over a test. ``make explore`` tries new ones.
settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile(
    "explore", deadline=None, database=None, print_blob=True, max_examples=500
)
settings.load_profile("same")


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
