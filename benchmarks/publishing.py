"""What readers meet while a site is published. Run: python -m benchmarks.publishing

A reader goes through all pages of a small site, with the style sheet that each needs, over
and over, while the site is published many times: by links, by two renames, and naively, by
removing the folder and copying the new one into its place (what a build straight into the
served folder does). Counts are of 10,000 reads and times are ratios of one run, so that
they can be compared whatever the machine. At last a large site is published and rolled back,
to see whether the time grows faster than the number of pages.
"""

from __future__ import annotations

import argparse
import re
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from digitiekartta.publishing import manifest
from digitiekartta.publishing.manifest import Manifest, hashes_of
from digitiekartta.publishing.publish import publish, roll_back
from digitiekartta.publishing.store import LocalStore
from digitiekartta.publishing.target import LIVE, Target

_SHEET = re.compile(r'href="([^"]+)"')
#: How many times more pages the large site has than the one that it is compared with.
_TIMES = 10
_VERSION = re.compile(r"versio (\d+)<")


@dataclass
class Reader:
    """Reads pages until told to stop, and counts what it meets."""

    folder: Path
    pages: int
    reads: int = 0
    no_page: int = 0
    no_asset: int = 0
    mixed: int = 0

    def read(self, stop: threading.Event) -> None:
        """Go through the pages in order, over and over.

        A page of an older version than the page before it is a mixture, unless a rollback
        came between: so none is counted for the methods that can roll back at once.
        """
        newest = 0
        while not stop.is_set():
            for number in range(self.pages):
                self.reads += 1
                try:
                    page = (self.folder / f"sivu{number}" / "index.html").read_text()
                except OSError:
                    self.no_page += 1
                    continue
                found = _VERSION.search(page)
                version = int(found[1]) if found else 0
                self.mixed += version < newest
                newest = max(newest, version)
                try:
                    (self.folder / _SHEET.findall(page)[0]).read_text()
                except (OSError, IndexError):
                    self.no_asset += 1


def make_sites(folder: Path, count: int, pages: int) -> list[tuple[Path, Manifest]]:
    """Write versions of a site; each page needs the style sheet of its own version."""
    made = []
    for version in range(1, count + 1):
        site = folder / f"versio{version}"
        sheet = f"assets/tyyli.{version:010x}.css"
        (site / "assets").mkdir(parents=True)
        (site / sheet).write_text(f"/* {version} */")
        for number in range(pages):
            page = site / f"sivu{number}" / "index.html"
            page.parent.mkdir()
            text = "Toimenpide etenee suunnitellusti. " * 200
            page.write_text(f'<link href="{sheet}"><p>versio {version}</p>{text}')
        release = Manifest("koe", str(version), "", hashes_of(site))
        (site / manifest.FILE).write_bytes(release.to_json())
        made.append((site, release))
    return made


def watched(folder: Path, pages: int, act: Callable[[], None]) -> Reader:
    """Return what a reader met while something was done."""
    reader, stop = Reader(folder, pages), threading.Event()
    thread = threading.Thread(target=reader.read, args=(stop,))
    thread.start()
    act()
    stop.set()
    thread.join()
    return reader


def seconds(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long something takes."""
    started = clock()
    act()
    return clock() - started


@dataclass
class Times:
    """What it takes to publish a first and a second version, and to roll back.

    Seconds of the processor: how busy the machine and its disk are does not count.
    """

    first: float
    second: float
    back: float

    @classmethod
    def of(cls, folder: Path, pages: int) -> Times:
        """Publish two versions of a site with so many pages, and go back to the first."""
        first, second = make_sites(folder, 2, pages)
        target = Target(LocalStore(folder / "kohde"), "koe")
        clock = time.process_time
        times = [seconds(partial(publish, target, *site), clock) for site in (first, second)]
        made = cls(*times, seconds(lambda: roll_back(target, None), clock))
        live = target.live()
        assert live
        assert live.manifest == first[1]
        assert not target.damage(live)
        return made

    def against(self, smaller: Times) -> str:
        """Return how many times longer than for another site each took."""
        return (
            f"first publication {self.first / smaller.first:.1f}, second"
            f" {self.second / smaller.second:.1f}, rollback {self.back / smaller.back:.1f}"
        )


def copy_naively(site: Path, served: Path) -> None:
    """Remove what is served and copy a version into its place."""
    shutil.rmtree(served)
    shutil.copytree(site, served)


def copy_each(sites: list[tuple[Path, Manifest]], served: Path) -> None:
    """Copy versions one after the other."""
    for site, _ in sites:
        copy_naively(site, served)


def publish_each(sites: list[tuple[Path, Manifest]], target: Target, method: str) -> None:
    """Publish versions one after the other."""
    for site, release in sites:
        publish(target, site, release, method=method)


def main() -> None:
    """Print what readers meet, and what it costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--times", type=int, default=20, help="publications of each kind")
    parser.add_argument("--large", type=int, default=10_000, help="pages of the large site")
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sites = make_sites(folder, given.times + 1, given.pages)
        first, rest, last = sites[0], sites[1:-1], sites[-1]
        served = folder / "suoraan"
        shutil.copytree(first[0], served)
        rows = {"remove and copy": watched(served, given.pages, lambda: copy_each(rest, served))}
        for method in ("rename", "link"):
            target = Target(LocalStore(folder / method), "koe")
            publish_each([first], target, method)
            rows[f"publish --method {method}"] = watched(
                folder / method / LIVE,
                given.pages,
                partial(publish_each, rest, target, method),
            )
        print_table(rows, len(rest))
        naive = seconds(lambda: copy_naively(last[0], served))
        whole = seconds(lambda: publish_each([last], target, "link"))
        back = seconds(lambda: roll_back(target, None))
        small = Times.of(folder / "tavallinen", given.large // _TIMES)
        large = Times.of(folder / "suuri", given.large)
    print(f"\nTime against one naive copy of {given.pages} pages, with no reader:")
    print(
        f"publish (verified, carried over, pruned) {whole / naive:.1f}, rollback {back / naive:.2f}"
    )
    print(f"\nWork of the processor for {given.large} pages against {given.large // _TIMES}:")
    print(large.against(small))


def print_table(rows: dict[str, Reader], times: int) -> None:
    """Print what readers met, per 10,000 reads."""
    print(f"{times} publications; of 10,000 reads meanwhile:\n")
    print(f"{'':<24}{'reads':>8}{'no page':>9}{'no asset':>10}{'mixed':>8}")
    for name, reader in rows.items():
        per = 10_000 / max(reader.reads, 1)
        counts = (reader.no_page * per, reader.no_asset * per, reader.mixed * per)
        print(f"{name:<24}{reader.reads:8d}{counts[0]:9.1f}{counts[1]:10.1f}{counts[2]:8.1f}")


if __name__ == "__main__":
    main()
