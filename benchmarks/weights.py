"""What a reader's first view of a page weighs. Run: python -m benchmarks.weights [NAME]

Prints, for a page of each kind, the HTML and everything that the page loads, gzipped, in
thousands of bytes and number of requests, and how much of the page moves after it was painted
(CLS): our site, and the same Markdown built with stock Material beside it. Ends with the pages
that break the budgets (exit code 1 if there are any). A search that an address asks for loads
its index besides: only its CLS has a budget.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

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


def main() -> int:
    """Print the weights of one roadmap's site and of stock Material's."""
    name = sys.argv[1] if len(sys.argv) > 1 else "esimerkkila"
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
