"""How long a pipeline takes that shares many roadmaps out. Run: python -m benchmarks.matrix 2.8

Computes from measured times (seconds for each roadmap; with more roadmaps than times they come in
turn) what ``.ci/kaikki`` does in a number of jobs: each begins (``--start``: a machine is found,
the program is installed), builds every Nth roadmap, ``--cores`` at a time, of which each begins
with ``--first`` (the dictionary is opened), and keeps its sites; then one job begins, brings all
together (``--fetch`` for each site) and makes the list (``--list``). ``--at-once`` jobs run at the
same time, the others wait. The times come from ``python -m benchmarks.many --apart 5``; nothing
is run here.
"""

from __future__ import annotations

import argparse
import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice


def finished(times: Iterable[float], places: int, first: float = 0) -> float:
    """Return when works are done that begin in order, each in the place that is free first.

    Args:
        times: Of each work.
        places: How many are done at once.
        first: What comes before the first work in each place.
    """
    free = [first] * places
    for time in times:
        heapq.heappush(free, heapq.heappop(free) + time)
    return max(free)


@dataclass(frozen=True)
class Host:
    """What a host gives and takes, in seconds, as the options of this program tell."""

    start: float
    first: float
    cores: int
    at_once: int
    fetch: float
    list: float


def pipeline(times: Sequence[float], jobs: int, host: Host) -> tuple[float, float]:
    """Return the seconds from the beginning to the list, and those of all jobs together.

    Args:
        times: Of each roadmap.
        jobs: How many share them.
        host: What runs them.
    """
    shares = [times[job::jobs] for job in range(jobs)]
    building = [
        host.start + (finished(share, min(host.cores, len(share)), host.first) if share else 0)
        for share in shares
    ]
    last = host.start + host.fetch * len(times) + host.list
    return finished(building, host.at_once) + last, sum(building) + last


def main() -> None:
    """Print how long it takes with more and more jobs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=float, nargs="+")
    parser.add_argument("--roadmaps", type=int, default=308)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 5, 10, 20, 40, 80, 154, 308])
    for name, usual in (("start", 60.0), ("first", 2.7), ("fetch", 0.1), ("list", 4.0)):
        parser.add_argument(f"--{name}", type=float, default=usual)
    for name, number in (("cores", 2), ("at-once", 20)):
        parser.add_argument(f"--{name}", type=int, default=number)
    options = vars(parser.parse_args())
    seconds, roadmaps, numbers = (options.pop(name) for name in ("seconds", "roadmaps", "jobs"))
    times, host = list(islice(cycle(seconds), roadmaps)), Host(**options)
    print("jobs   minutes to the list   minutes of all jobs")
    for jobs in numbers:
        whole, together = pipeline(times, jobs, host)
        print(f"{jobs:4}{whole / 60:22.1f}{together / 60:22.1f}")


if __name__ == "__main__":
    main()
