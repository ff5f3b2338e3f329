"""The pages of tests/kunnat/: what today's code writes, and what somebody once accepted.

Run as a program (``make accept``) it takes today's pages as the expected ones. Look at
the difference first: ``git diff tests/kunnat`` shows what residents would see change.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from digitiekartta.basics.problem_formats import as_text
from digitiekartta.pages.site import Options
from digitiekartta.pages.writing import write_files
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import make_pages

KUNNAT = Path(__file__).parent / "kunnat"
NAMES = sorted(path.parent.name for path in KUNNAT.glob("*/expected"))
TODAY = Options(date(2026, 9, 15))
COMMAND = "make accept   (or: python -m tests.accept)"
_FOR_PROGRAMS = (".schema.json", "-metadata.json")
"""What describes data to programs says the same of every municipality."""


def written(name: str, options: Options = TODAY) -> Mapping[str, str]:
    """Return what the generator writes of a municipality today, by path in build/<name>/."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content").symlink_to(KUNNAT / name / "content")
        for part in ("theme", "mkdocs.yml"):  # where they stand in a checkout
            (root / part).symlink_to(KUNNAT.parents[1] / part)
        with patch("digitiekartta.pages.plan.index_files", return_value={}):  # slow, not compared
            outcome = make_pages(Project(root), name, options)
        assert outcome.plan, as_text(outcome.problems)
        return _files(root / "build" / name)


def accepted(name: str) -> Mapping[str, str]:
    """Return what it is expected to write."""
    return _files(KUNNAT / name / "expected")


def difference(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """Return a unified diff of all files, "" when they are equal."""
    lines: list[str] = []
    for file in sorted({*old, *new}):
        before, after = (files.get(file, "").splitlines() for files in (old, new))
        lines += difflib.unified_diff(before, after, f"expected/{file}", f"now/{file}", lineterm="")
    return "\n".join(lines)


def _files(folder: Path) -> Mapping[str, str]:
    """Return what people may read; what search and filters load is tested where it is made."""
    # What is kept for the next build ends in .jsonl.
    paths = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix != ".jsonl")
    return {
        name: path.read_bytes().decode()
        for path in paths
        if not (name := path.relative_to(folder).as_posix()).startswith("docs/assets/")
        and not name.endswith(_FOR_PROGRAMS)
    }


def main() -> None:
    """Rewrite expected/ of every municipality and say what changed."""
    for name in NAMES:
        result = write_files(written(name), KUNNAT / name / "expected")
        print(f"{name}: {len(result.changed)} changed, {len(result.removed)} removed")
        for file in (*result.changed, *result.removed):
            print(f"  tests/kunnat/{name}/expected/{file}")


if __name__ == "__main__":
    sys.exit(main())
