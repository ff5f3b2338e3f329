"""The rooms of the package: imports run one way, and a wrong one fails with a sentence."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]


def contract(generator: Path) -> str:
    """Return what the contract in pyproject.toml says of a copy of the package."""
    program = "from importlinter.cli import lint_imports_command as run; run()"
    run = subprocess.run(
        [sys.executable, "-c", program, "--config", str(ROOT / "pyproject.toml"), "--no-cache"],
        env={**os.environ, "PYTHONPATH": str(generator), "COLUMNS": "200"},
        cwd=generator,
        capture_output=True,
        text=True,
    )
    return f"{run.returncode}\n{run.stdout}{run.stderr}"


def test_a_room_imports_only_from_the_rooms_below_it():
    outcome = contract(ROOT / "generator")

    assert outcome.startswith("0\n"), (
        "A room imports from one above it. Move what it needs down, or up: the order of the rooms"
        f" is the contract in pyproject.toml.\n{outcome}"
    )


def test_an_import_from_a_room_above_is_told_with_its_line(tmp_path):
    shutil.copytree(ROOT / "generator", tmp_path, dirs_exist_ok=True)
    text = tmp_path / "digitiekartta" / "basics" / "text.py"
    text.write_text(text.read_text("utf-8") + "from digitiekartta.pages.site import Site\n")

    outcome = contract(tmp_path)

    assert outcome.startswith("1\n"), outcome
    assert "digitiekartta.basics is not allowed to import digitiekartta.pages" in outcome
    assert "digitiekartta.basics.text -> digitiekartta.pages.site" in outcome


def test_nothing_lies_loose_beside_the_rooms():
    loose = {path.name for path in (ROOT / "generator" / "digitiekartta").glob("*.py")}

    assert {"__init__.py", "__main__.py"} == loose


def test_no_two_modules_of_tests_have_the_same_name():
    """Pytest takes them for one, and stops."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("*.py"))
    twice = {name for name, count in names.items() if count > 1}

    assert set() == twice - {"conftest.py", "__init__.py"}


def test_every_module_can_be_imported_on_its_own_names():
    root = ROOT / "generator" / "digitiekartta"
    modules = [
        ".".join(("digitiekartta", *path.relative_to(root).with_suffix("").parts))
        for path in sorted(root.rglob("*.py"))
        if path.name not in ("__init__.py", "__main__.py")
    ]

    assert len(modules) > 100
    for module in modules:
        importlib.import_module(module)
