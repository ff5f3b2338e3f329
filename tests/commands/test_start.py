"""Commands start quickly: what they do not use is not loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from digitiekartta.commands.main import commands
from digitiekartta.commands.program import run
sys.argv[0] = "digitiekartta"
code = run(commands)
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""
HEAVY = {
    "coloraide",
    "jinja2",
    "lxml",
    "mkdocs",
    "numpy",
    "openpyxl",
    "pandas",
    "playwright",
    "simplemma",
}
ROOMS = {f"digitiekartta.{room}" for room in ("documents", "pages", "publishing", "site")}


def loaded_by(*words: str) -> set[str]:
    """Return the modules that a command has loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize("words", [["--help"], ["--version"]], ids=" ".join)
def test_the_list_of_commands_loads_no_command(words):
    loaded = loaded_by(*words)

    assert set() == loaded & (HEAVY | ROOMS | {"markdown", "pydantic", "yaml"})
    assert "digitiekartta.commands.program" in loaded


def test_a_check_loads_neither_engine_nor_tables_nor_what_comes_after_it(content):
    (content.root / "mkdocs.yml").write_text("site_name: Pikku\n")

    loaded = loaded_by("--root", str(content.root), "check")

    assert set() == loaded & (HEAVY | ROOMS)
    assert "digitiekartta.roadmap.model" in loaded


def test_a_check_of_what_has_not_changed_loads_no_model(content):
    (content.root / "mkdocs.yml").write_text("site_name: Pikku\n")
    words = ("--root", str(content.root), "check")
    loaded_by(*words)

    assert set() == loaded_by(*words) & (HEAVY | ROOMS | {"markdown", "pydantic", "yaml"})


def test_the_settings_for_a_web_server_load_nothing_that_makes_a_site():
    loaded = loaded_by("server-config", "--folder", "/srv/kauhava")

    light = {"jinja2", "digitiekartta.publishing", "digitiekartta.pages"}
    assert set() == loaded & ((HEAVY | ROOMS) - light)
    # Of the pages only where they stand.
    pages = {name for name in loaded if name.startswith("digitiekartta.pages")}
    assert {"digitiekartta.pages", "digitiekartta.pages.paths"} == pages
