"""What many roadmaps cost in one run. Run: python -m benchmarks.many

Builds several numbers of roadmaps (``--counts``), invented and of a size (``--measures``), from
nothing, and tells the time by the clock, the CPU time of all processes, and the most memory of
``digitiekartta`` itself and of any program that it started. Its own must not grow with the number
of roadmaps. With ``--apart N`` it also builds N of them in a run each, as the jobs of a pipeline
do, and makes the list of ``--listed`` roadmaps alone: ``python -m benchmarks.matrix`` computes from
these how long a pipeline takes.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.rows import Row
from benchmarks.synthetic import NAME, write_roadmap

from digitiekartta import __version__

ROOT = Path(__file__).parents[1]
DAY = "15.9.2026"
BUDGET = 1.2
"""How much of its own memory a run of the largest number may need, in times of the smallest."""

# The operating system counts into the memory of a program what the one that started it had.
_PROGRAM = """
import atexit, json, os, re, sys
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
def tell():
    own, others = getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)
    cpu = sum(one.ru_utime + one.ru_stime for one in (own, others))
    peak = own.ru_maxrss
    if os.path.exists("/proc/self/status"):
        peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
    print(json.dumps([cpu, peak / 1024, others.ru_maxrss / 1024]), file=sys.stderr)
atexit.register(tell)
from digitiekartta.__main__ import main
main()
"""


@dataclass(frozen=True)
class Spent:
    """What a run took: seconds by the clock and of all cores, megabytes of it and of another."""

    wall: float
    cpu: float
    own_memory: float
    others_memory: float


def build(root: Path, *words: str) -> Spent:
    """Build in a project; it must succeed."""
    command = [sys.executable, "-c", _PROGRAM, "build", "--date", DAY, *words]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    wall = time.perf_counter() - started
    if done.returncode:
        sys.exit(f"build {' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return Spent(wall, *json.loads(done.stderr.splitlines()[-1]))


def make_project(root: Path, count: int, measures: int) -> list[str]:
    """Make a project of so many roadmaps, and return their names."""
    shutil.copytree(ROOT / "theme", root / "theme")
    shutil.copy(ROOT / "mkdocs.yml", root)
    write_roadmap(root / "content", measures)
    names = [f"{NAME}-{number:03}" for number in range(1, count + 1)]
    for name in names:
        shutil.copytree(root / "content" / NAME, root / "content" / name)
    shutil.rmtree(root / "content" / NAME)
    return names


def of_counts(counts: Sequence[int], measures: int) -> dict[int, Spent]:
    """Return what building each number of roadmaps takes."""
    found = {}
    for count in counts:
        with TemporaryDirectory() as folder:
            make_project(Path(folder), count, measures)
            found[count] = build(Path(folder))
    return found


def apart(count: int, measures: int) -> list[Spent]:
    """Return what it takes to build each of some roadmaps in a run of its own, without the list."""
    with TemporaryDirectory() as folder:
        names = make_project(Path(folder), count, measures)
        return [build(Path(folder), "--no-list", name) for name in names]


def list_alone(count: int) -> Spent:
    """Return what the list of so many roadmaps takes, whose sites are there."""
    facts = {
        "nimi": "Digitiekartta 2025–2027, Koe",
        "organisaatio": "Kokeilun kunta",
        "kausi": "kevät 2025 – syksy 2027",
        "tavoitteita": 3,
        "toimenpiteita": 100,
        "tila": "luonnos",
        "luonnos": True,
        "paivitetty": "",
        "nyt": [["", "selvitys 30, päätös 40"]],
        "ohjelma": __version__,
        "puolivuosi": "syksy 2026",
    }
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name in make_project(root, count, 1):
            assets = root / "site" / name / "assets"
            assets.mkdir(parents=True)
            (assets.parent / "index.html").touch()
            (assets / "tiekartta.json").write_text(json.dumps(facts))
        return build(root, "--only-list")


def rows(measures: int = 10, counts: Sequence[int] = (5, 40)) -> Iterator[Row]:
    """Yield what was measured: name, value, unit, and the budget where there is one."""
    found = of_counts(counts, measures)
    for count, spent in found.items():
        yield Row(f"{count} roadmaps: CPU", spent.cpu, "s")
        yield Row(f"{count} roadmaps: memory of the run itself", spent.own_memory, "MB")
    growth = found[max(counts)].own_memory / found[min(counts)].own_memory
    yield Row(f"memory of {max(counts)} roadmaps against {min(counts)}", growth, "times", BUDGET)


def main() -> None:
    """Print what was measured; the exit code is 1 when memory grows beyond its budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measures", type=int, default=10)
    parser.add_argument("--counts", type=int, nargs="+", default=[5, 40])
    parser.add_argument("--apart", type=int, default=0)
    parser.add_argument("--listed", type=int, default=308)
    options = parser.parse_args()
    print(f"{options.measures} measures each    wall s    CPU s   own MB  others MB")
    found = of_counts(options.counts, options.measures)
    for count, spent in found.items():
        _print(f"{count} roadmaps", spent)
    if options.apart:
        for spent in apart(options.apart, options.measures):
            _print("one in a run of its own", spent)
        _print(f"list of {options.listed}", list_alone(options.listed))
    growth = found[max(found)].own_memory / found[min(found)].own_memory
    print(f"memory: {growth:.2f} times (budget {BUDGET})")
    sys.exit(growth > BUDGET)


def _print(name: str, spent: Spent) -> None:
    numbers = (spent.wall, spent.cpu, spent.own_memory, spent.others_memory)
    print(f"{name:<24}" + "".join(f"{one:9.1f}" for one in numbers), flush=True)


if __name__ == "__main__":
    main()
