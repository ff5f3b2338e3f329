"""How long a pipeline takes that shares many roadmaps out. Run: python -m benchmarks.matrix 5.1 5.3

Computes from measured times (seconds by the clock, one for each roadmap that was built in a run of
its own: ``python -m benchmarks.many --apart 5``; more roadmaps take them in turn) what
``.ci/kaikki`` does in a number of jobs: each begins (``--start``: a machine is found, the program
is installed), builds every Nth roadmap, ``--cores`` at a time, and keeps its sites; then one job
begins, brings all together (``--fetch`` for each site) and makes the list (``--list``). Nothing is
run, and nothing waits for a machine unless ``--at-once`` says how many jobs run at the same time.
"""

from __future__ import annotations

import argparse
import heapq
from collections.abc import Iterable, Sequence
from itertools import cycle, islice


def finished(times: Iterable[float], places: int) -> float:
    """Return when works are done that begin in order, each in the place that is free first."""
    free = [0.0] * places
    for time in times:
        heapq.heappush(free, heapq.heappop(free) + time)
    return max(free)


def pipeline(
    times: Sequence[float],
    jobs: int,
    *,
    start: float,
    cores: int,
    at_once: int,
    fetch: float,
    listing: float,
) -> tuple[float, float]:
    """Return the seconds from the beginning to the list, and those of all jobs together.

    Args:
        times: Of each roadmap.
        jobs: How many share them.
        start, cores, at_once, fetch, listing: As the options of this program.
    """
    shares = [times[job::jobs] for job in range(jobs)]
    building = [start + finished(share, cores) if share else start for share in shares]
    last = start + fetch * len(times) + listing
    return finished(building, at_once) + last, sum(building) + last


def main() -> None:
    """Print how long it takes with more and more jobs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=float, nargs="+")
    parser.add_argument("--roadmaps", type=int, default=308)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 5, 10, 20, 40, 80, 154, 308])
    parser.add_argument("--start", type=float, default=60)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--at-once", type=int, default=20)
    parser.add_argument("--fetch", type=float, default=0.1)
    parser.add_argument("--list", type=float, default=5)
    options = parser.parse_args()
    times = list(islice(cycle(options.seconds), options.roadmaps))
    print("jobs   minutes to the list   minutes of all jobs")
    for jobs in options.jobs:
        whole, together = pipeline(
            times,
            jobs,
            start=options.start,
            cores=options.cores,
            at_once=options.at_once,
            fetch=options.fetch,
            listing=options.list,
        )
        print(f"{jobs:4}{whole / 60:22.1f}{together / 60:22.1f}")


if __name__ == "__main__":
    main()
