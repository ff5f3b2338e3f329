"""How soon an edit is seen in a preview. Run: python -m benchmarks.serving

Starts ``digitiekartta serve`` on an invented roadmap (``--measures``), edits the text of one
measure again and again (``--times``), and tells how long it takes by the clock until the page has
the new text and browsers have been told (the median), and until the whole site is finished.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

from benchmarks.building import DAY, edit, project
from benchmarks.rows import Row, told
from benchmarks.synthetic import NAME

SEEN = 0.5  # seconds
_PAGE = "toimenpiteet/toimenpide-7/"


def rows(measures: int = 1000, times: int = 5) -> Iterator[Row]:
    """Yield how long an edit takes to be seen, and to be finished."""
    with project(measures) as root:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "digitiekartta", "serve", NAME, "--port", str(port)]
        preview = subprocess.Popen(
            [*command, "--date", DAY], cwd=root, stdout=subprocess.PIPE, text=True
        )
        try:
            seen, finished = [], []
            for number in range(times + 1):
                if number:
                    started = time.perf_counter()
                    edit(root, "kuvaus: ", f"kuvaus: Muutos {number}. ")
                    while f"Muutos {number}." not in _page(port):
                        time.sleep(0.01)
                    seen.append(time.perf_counter() - started)
                _wait_until_finished(preview, first=not number)
                if number:
                    finished.append(time.perf_counter() - started)
                time.sleep(2)  # an editor reads, and the engine that waits gets ready
        finally:
            preview.terminate()
            preview.wait()
    yield Row(f"{measures} measures: an edit is seen", statistics.median(seen), "s", SEEN)
    yield Row(f"{measures} measures: an edit is finished", statistics.median(finished), "s")


def _page(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{_PAGE}") as answer:
        return str(answer.read().decode())


def _wait_until_finished(preview: subprocess.Popen[str], *, first: bool) -> None:
    assert preview.stdout is not None
    said = "Esikatselu on osoitteessa" if first else "Sivusto päivitetty"
    for line in preview.stdout:
        if said in line:
            return
    sys.exit("the preview ended")


def main() -> int:
    """Print the times; the exit code is 1 when the budget is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measures", type=int, default=1000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    return told(rows(options.measures, options.times))


if __name__ == "__main__":
    sys.exit(main())
