"""What a reader's first view of a page weighs. Run: python -m benchmarks.weights [NAME]

With ``--measures N`` it builds an invented roadmap of so many and tells the heaviest of its pages,
and what search and filters load; ``--built FOLDER`` tells that of a site built before. Each has a
budget, and the exit code is 1 if one is broken.

Else it prints, for a page of each kind, the HTML and everything that the page loads, gzipped, in
thousands of bytes and number of requests, and how much of the page moves after it was painted
(CLS): our site, and the same Markdown built with stock Material beside it. Ends with the pages
that break the budgets (exit code 1 if there are any). A search that an address asks for loads
its index besides: only its CLS has a budget.
"""

from __future__ import annotations

import argparse
import gzip
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.building import build, project
from benchmarks.rows import Row, told
from benchmarks.synthetic import NAME
from playwright.sync_api import Browser, sync_playwright

from digitiekartta.audit.browser import find_chromium
from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.pages import SitePage, pages_to_visit
from digitiekartta.audit.server import serving
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site import building

ROOT = Path(__file__).parents[1]
FIRST_VIEW, MEASURE_HTML = 30_000, 5_000  # bytes, gzip, of a roadmap of 100 measures
REQUESTS, MOVED = 5, 0.02
# Of an invented roadmap, whatever its size.
HEAVIEST, ELEMENTS = 80_000, 8_000
FIRST_QUERY, NEXT_QUERY, FILTERS = 150_000, 60_000, 120_000
# A common part of compounds, two words, a whole compound, a misspelt one, and an unknown one.
QUERIES = ("lomake", "kirjasto haku", "palvelujärjestelmän", "koulutusraprotti", "hevoskuja")
SEARCHED = "haku/index.html?q=koulutus"
_WATCHING = """window.moved = 0;
new PerformanceObserver((list) => list.getEntries().forEach((shift) => (moved += shift.value)))
  .observe({type: "layout-shift", buffered: true});"""
_STOCK = """\
site_name: Digitiekartta
docs_dir: {docs}
site_dir: {site}
theme: {{name: material, language: fi, font: false}}
markdown_extensions: [abbr, attr_list, tables, toc]
"""


@dataclass(frozen=True)
class Weight:
    """Bytes of a page's HTML and of all that its first view loads, gzip; requests; CLS."""

    html: int
    all: int
    requests: int
    moved: float

    def broken(self, file: str) -> Iterator[str]:
        """Yield the budgets that a page breaks."""
        if file != SEARCHED and self.all > FIRST_VIEW:
            yield f"first view over {FIRST_VIEW} bytes"
        if file != SEARCHED and self.requests > REQUESTS:
            yield f"more than {REQUESTS} requests"
        if self.moved >= MOVED:
            yield f"CLS not below {MOVED}"
        if file.startswith("toimenpiteet/") and file.count("/") > 1 and self.html > MEASURE_HTML:
            yield f"HTML over {MEASURE_HTML} bytes"


def weights(site: Path, files: list[str]) -> dict[str, Weight]:
    """Return what the first view of each page of a built site weighs in Chromium."""
    found = {}
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        for file in files:
            loaded: list[str] = []
            page = browser.new_context().new_page()
            page.on(
                "response", lambda answer, loaded=loaded: answer.ok and loaded.append(answer.url)
            )
            page.add_init_script(_WATCHING)
            page.goto(address + file.replace("index.html", ""), wait_until="networkidle")
            moved = page.evaluate("moved")
            page.close()
            sizes = [_gzipped(site, url.removeprefix(address)) for url in dict.fromkeys(loaded)]
            found[file] = Weight(_gzipped(site, file), sum(sizes), len(sizes), moved)
        browser.close()
    return found


def _gzipped(site: Path, path: str) -> int:
    file = site / path.partition("?")[0]
    return len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes(), 9))


def one_of_each_kind(pages: list[SitePage]) -> Iterator[SitePage]:
    """Give the largest page of each kind."""
    kinds: dict[str, SitePage] = {}
    for page in sorted(pages, key=lambda page: (-page.size, page.file)):
        kinds.setdefault(page.kind.partition(",")[0] + page.kind.partition(",")[2], page)
    yield from sorted(kinds.values(), key=lambda page: page.file)


# --- an invented roadmap -----------------------------------------------------------------------


def of_invented(measures: int) -> list[Row]:
    """Build an invented roadmap of so many measures, and return what it makes readers load."""
    with project(measures) as root:
        build(root)
        return of_site(root / "site" / NAME)


def of_site(site: Path) -> list[Row]:
    """Return what a built site of an invented roadmap makes readers load."""
    pages = [*site.rglob("index.html")]
    views = {page: _first_view(site, page) for page in pages}
    elements = {page: len(re.findall(rb"<[a-z]", page.read_bytes())) for page in pages}
    measures = [page for page in (site / "toimenpiteet").glob("*/index.html")]
    html = {page: _packed(page) for page in measures}
    first, later = _queries(site)

    def most(name: str, found: dict[Path, int], unit: str, budget: int) -> Row:
        page = max(found, key=lambda page: found[page])
        return Row(f"{name} ({page.parent.relative_to(site)}/)", found[page], unit, budget)

    return [
        most("heaviest first view", views, "bytes gzip", HEAVIEST),
        most("most elements of a page", elements, "elements", ELEMENTS),
        most("largest HTML of a measure", html, "bytes gzip", MEASURE_HTML),
        Row("first query, the heaviest", first, "bytes gzip", FIRST_QUERY),
        Row("next query, the heaviest", later, "bytes gzip", NEXT_QUERY),
        Row("filters", _packed(site / "assets" / "toimenpiteet-data.js"), "bytes gzip", FILTERS),
    ]


def _first_view(site: Path, page: Path) -> int:
    """Return the bytes of a page and of the styles, scripts and pictures that it names."""
    html = page.read_text(encoding="utf-8")
    named = re.findall(r'<(?:script|img)\b[^>]*\bsrc="([^"]+)"', html)
    named += re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    files = {(page.parent / one).resolve() for one in named if not one.startswith("data:")}
    return _packed(page) + sum(_packed_once(file) for file in files)


@cache
def _packed_once(file: Path) -> int:
    return _packed(file)


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def _queries(site: Path) -> tuple[int, int]:
    """Return the most bytes that a first query loads, its scripts among them, and a later one."""
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        first = [_asked(browser, site, address, [query])[0] for query in QUERIES]
        later = _asked(browser, site, address, QUERIES)[1:]
        browser.close()
    return max(first), max(later)


def _asked(browser: Browser, site: Path, address: str, queries: Sequence[str]) -> list[int]:
    """Return how many bytes each of the queries loads that are asked one after the other."""
    page, loaded, found = browser.new_context().new_page(), list[str](), []
    page.goto(f"{address}haku/")
    page.on("response", lambda answer: loaded.append(answer.url))
    for query in queries:
        loaded.clear()
        page.locator("#haku-kentta").fill(query)
        page.get_by_role("button", name="Hae").last.click()
        page.wait_for_function(
            "query => document.querySelector('[role=status]').innerText.includes(query)", arg=query
        )
        page.wait_for_load_state("networkidle")
        found.append(sum(_gzipped(site, url.removeprefix(address)) for url in {*loaded}))
    page.context.close()
    return found


# --- a roadmap of the project, beside stock Material -------------------------------------------


def main() -> int:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="esimerkkila")
    parser.add_argument("--measures", type=int)
    parser.add_argument("--built", type=Path)
    options = parser.parse_args()
    if options.built:
        return told(of_site(options.built))
    if options.measures:
        return told(of_invented(options.measures))
    return beside_stock(options.name)


def beside_stock(name: str) -> int:
    """Print the weights of one roadmap's site and of stock Material's."""
    project = Project(ROOT)
    with TemporaryDirectory() as folder:
        ours, stock = Path(folder, "ours"), Path(folder, "stock")
        options = Options(date.today())
        made = building.make_pages(project, name, options)
        assert made.plan, made.problems
        assert not building.run_engine(project, name, options, ours)
        config = Path(folder, "mkdocs.yml")
        docs = project.build(name) / "docs"
        config.write_text(_STOCK.format(docs=docs, site=stock), encoding="utf-8")
        build = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
        subprocess.run(build, check=True, capture_output=True)
        files = [page.file for page in one_of_each_kind(pages_to_visit(BuiltSite(ours)))]
        files.append(SEARCHED)
        light, heavy = weights(ours, files), weights(stock, files)
    columns = f"{'HTML':>7}{'all':>7}{'files':>6}{'CLS':>7}"
    print(f"{'kB, gzip':<44}{columns}   stock:{columns}")
    broken = []
    for file in files:
        row = "".join(
            f"{w.html / 1000:7.1f}{w.all / 1000:7.1f}{w.requests:6}{w.moved:7.3f}{'':>9}"
            for w in (light[file], heavy[file])
        )
        print(f"{file:<44}{row}".rstrip())
        broken += [f"{file}: {budget}" for budget in light[file].broken(file)]
    print("\n".join(broken) or "Within the budgets.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
