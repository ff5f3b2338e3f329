"""How soon a command begins to answer. Run: python -m benchmarks.start

Tells the time of ``digitiekartta --help`` and of a check of 90 measures as ratios to that of
``python -c pass``, the quickest that a program in Python can be. All are run in turn, many
times, and the best of each counts, so that the ratios can be compared whatever the machine.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.building import least, project, run
from benchmarks.rows import Row
from benchmarks.synthetic import NAME

MEASURES = 90
HELP, CHECK, CHECK_AGAIN = 0.25, 1.2, 0.4  # seconds
_HELP = (sys.executable, "-m", "digitiekartta", "--help")
_SETTINGS = """\
nimi: Kokeilun digitiekartta
organisaatio: Kokeilun kunta
lyhytnimi: Koe
kuvaus: Keksitty tiekartta, jolla mitataan.
kausi: kevät 2025 – syksy 2026
vaiheet:
  - nimi: toteutus
    yleinen: toteutus
yhteystiedot:
  rooli: Kunnansihteeri
  sahkoposti: kirjaamo@koe.example
"""
_GOAL = """\
numero: 1
otsikko: Osaaminen
ryhmat:
  - tunnus: kurssit
    otsikko: Kurssit
"""
_MEASURE = """\
otsikko: Kurssi {number}
tavoite: osaaminen
ryhma: kurssit
aikataulu:
  kevät 2025: toteutus
"""


def make_project(root: Path) -> None:
    """Write a project with one roadmap of many measures."""
    folder = root / "content" / "koe"
    for name in ("tavoitteet", "toimenpiteet"):
        (folder / name).mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: Koe\n")
    (folder / "tiekartta.yml").write_text(_SETTINGS)
    (folder / "tavoitteet" / "osaaminen.yml").write_text(_GOAL)
    for number in range(MEASURES):
        file = folder / "toimenpiteet" / f"kurssi-{number}.yml"
        file.write_text(_MEASURE.format(number=number))


def seconds(*words: str) -> float:
    """Return how long a run of Python takes."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def rows(measures: int = 1000, times: int = 3) -> Iterator[Row]:
    """Yield how long help takes by the clock, and the CPU time of a check, again and at first."""
    help_ = least([run(*_HELP, folder=Path()) for _ in range(times)])
    yield Row("digitiekartta --help", help_.wall, "s", HELP)
    with project(measures) as root:
        check = (sys.executable, "-m", "digitiekartta", "check", NAME)
        first = run(*check, folder=root)
        again = least([run(*check, folder=root) for _ in range(times)])
    yield Row(f"{measures} measures: check", first.cpu, "CPU s", CHECK)
    yield Row(f"{measures} measures: check again", again.cpu, "CPU s", CHECK_AGAIN)


def main() -> None:
    """Print how long commands take in relation to nothing at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15)
    times = parser.parse_args().times
    with TemporaryDirectory() as folder:
        make_project(Path(folder))
        runs = {
            "python -c pass": ("-c", "pass"),
            "digitiekartta --help": ("-m", "digitiekartta", "--help"),
            f"digitiekartta check, {MEASURES} measures": (
                *("-m", "digitiekartta", "--root", folder, "check"),
            ),
        }
        rounds = [[seconds(*words) for words in runs.values()] for _ in range(times)]
    best = [min(column) for column in zip(*rounds, strict=True)]
    for name, each in zip(runs, best, strict=True):
        print(f"{name:<36}{each / best[0]:6.1f}")


if __name__ == "__main__":
    main()
