"""How well search finds, and how heavy its index is. Run: python -m benchmarks.search

Prints of the queries in tests/pages/search/queries.yml how many lead to the right page first
and among the first five, and how many of those for what is not there are answered with
nothing, in Chromium with the site's own script. ``--sizes`` adds the index sizes and times of
synthetic roadmaps, ``--failures`` the queries that fail; those held out are listed only with
``--held-out``, so that tuning need not see them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from digitiekartta.audit.browser import find_chromium
from digitiekartta.audit.server import serving
from digitiekartta.pages.search.index import FILE, SearchPage, Vocabulary, index_files
from digitiekartta.pages.search.lexicon import Lexicon
from digitiekartta.pages.search.pages import search_pages, vocabulary
from digitiekartta.pages.site import Options, Site
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.versions.comparison.history import history_of
from digitiekartta.versions.records import read_versions

ROOT = Path(__file__).parents[1]
QUERIES = ROOT / "tests" / "pages" / "search" / "queries.yml"
FIRST = 5
WRONG, EARLIER, NEWER = "harhat", "aiemmat", "uudet"
_PAGE = """<!doctype html><html lang="fi"><meta charset="utf-8"><title>Haku</title><h1>Haku</h1>
<p>Ilman skriptejä.</p><div id="hakusivu"></div>
<script src="../assets/javascripts/haku.js"></script>"""


@dataclass(frozen=True)
class Query:
    """One query: its roadmap, the right pages, none if nothing is right, and who may see it."""

    roadmap: str
    text: str
    kind: str
    right: tuple[str, ...]
    held_out: bool


def queries() -> list[Query]:
    """Return the queries in order; of each kind every third is held out."""
    told = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return [
        Query(name, str(text), kind, tuple(right), kind not in (EARLIER, NEWER) and number % 3 == 2)
        for name, kinds in told.items()
        for kind, asked in kinds.items()
        for number, (text, right) in enumerate(
            ((text, ()) for text in asked) if kind == WRONG else asked.items()
        )
    ]


def write_site(folder: Path, files: Mapping[str, str]) -> None:
    """Write the least site that the search script works in."""
    for path, text in {**files, "haku/index.html": _PAGE}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    scripts = folder / "assets" / "javascripts"
    scripts.mkdir(parents=True, exist_ok=True)
    for source in (ROOT / "theme" / "assets" / "javascripts").glob("haku*.js"):
        (scripts / source.name).write_bytes(source.read_bytes())


def files_of(name: str, lexicon: Lexicon, content: Path = ROOT / "content") -> dict[str, str]:
    """Return the index of one of the project's roadmaps."""
    site = _site(name, content)
    return index_files(search_pages(site), vocabulary(site), lexicon)


def _site(name: str, content: Path = ROOT / "content") -> Site:
    roadmap = read_and_check(content, name).roadmap
    assert roadmap, name
    history = history_of(read_versions(content, name).all, roadmap, draft=True)
    return Site(roadmap, Options(date(2026, 9, 15)), history)


_ASKED = """async (query) => {
  const field = document.getElementById("haku-kentta");
  const status = document.querySelector("[role=status]");
  status.textContent = "";
  const told = new Promise((done) => {
    new MutationObserver(() => status.textContent && done()).observe(status, { childList: true });
  });
  field.value = query;
  field.form.requestSubmit();
  await told;
  const links = (list) => [...document.querySelectorAll(list + " a")].map((one) => one.pathname);
  return [links(".haku-osumat"), links(".haku-sinnepain")];
}"""


@dataclass(frozen=True)
class Found:
    """The addresses of what a query finds, best first: hits, and what is only thereabouts."""

    hits: tuple[str, ...]
    near: tuple[str, ...]


def results(page: Page, query: str) -> Found:
    """Ask as a reader does who presses Enter; return what is shown."""
    lists = page.evaluate(_ASKED, query)
    return Found(*(tuple(link.strip("/").partition("/")[2] for link in links) for links in lists))


def measured(browser: Browser, folder: Path, asked: Sequence[Query]) -> dict[Query, Found]:
    """Return what each query finds."""
    found = {}
    with serving(folder) as address:
        page = browser.new_page()
        for name in dict.fromkeys(query.roadmap for query in asked):
            page.goto(f"{address}{name}/haku/")
            for query in asked:
                if query.roadmap == name:
                    found[query] = results(page, query.text)
        page.close()
    return found


def is_right(query: Query, found: Found, among: int = FIRST) -> bool:
    """Whether a right page is among the first hits; of a wrong query, whether there are none."""
    if query.kind == WRONG:
        return not found.hits
    right = {id.strip("/") if "/" in id or not id else f"toimenpiteet/{id}" for id in query.right}
    return not right.isdisjoint(found.hits[:among])


def shares(found: Mapping[Query, Found], asked: Iterable[Query]) -> dict[str, float]:
    """Return the shares: right one first, among the first five, nothing for what is not there."""
    sought = [query for query in asked if query.kind != WRONG]
    wrong = [query for query in found if query.kind == WRONG and query in {*asked}]
    return {
        "first": sum(is_right(one, found[one], 1) for one in sought) / len(sought),
        "five": sum(is_right(one, found[one]) for one in sought) / len(sought),
        "nothing": sum(is_right(one, found[one]) for one in wrong) / (len(wrong) or 1),
    }


# --- synthetic roadmaps ------------------------------------------------------------------------


def synthetic(count: int) -> list[SearchPage]:
    """Return as many measures, made of the sentences and compounds of the real roadmaps.

    Half of the compounds are new, so that the vocabulary grows with the number of pages as a
    real one's does, if anything faster.
    """
    chance = random.Random(count)
    real = [
        page
        for name in ("esimerkkila", "kauhava", "kemijarvi")
        for page in search_pages(_site(name))
    ]
    measures = [page for page in real if page.kind == "Toimenpide"]
    words = sorted({w for page in measures for w in page.title.split() if len(w) > 5})
    heads = [word[: len(word) // 2].lower().strip("-") for word in words if len(word) > 11]
    sentences = [sentence for page in measures for sentence in page.sentences]
    made = []
    for number in range(count):
        title = [chance.choice(words) for _ in range(chance.randint(3, 8))]
        title[0] = chance.choice(heads) + title[0].lower()
        keywords = chance.choice(measures).keywords
        told = tuple(chance.sample(sentences, 4))
        made.append(
            SearchPage(
                " ".join(title), f"toimenpiteet/t-{number}/", "Toimenpide",
                f"Tavoite {number % 8}: Digitaaliset palvelut", keywords=keywords, sentences=told,
            )
        )  # fmt: skip
    return made


_TIMED = """async (queries) => {
  const field = document.getElementById("haku-kentta");
  const list = document.querySelector(".haku-tulokset");
  const times = [];
  for (const query of queries) {
    field.value = query;
    const drawn = new Promise((done) => {
      const seen = new MutationObserver(() => { seen.disconnect(); done(); });
      seen.observe(document.querySelector("#hakusivu"), { childList: true, subtree: true });
    });
    const start = performance.now();
    field.form.requestSubmit();
    await drawn;
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 30));
  }
  return times;
}"""


def weigh(browser: Browser, count: int, lexicon: Lexicon) -> dict[str, float]:
    """Return sizes in kB and times in ms of a synthetic roadmap of so many measures."""
    start = time.perf_counter()
    files = index_files(synthetic(count), Vocabulary(), lexicon)
    seconds = time.perf_counter() - start
    packed = {name: len(gzip.compress(text.encode(), 9)) for name, text in files.items()}
    texts = [size for name, size in packed.items() if name != FILE]
    asked = ["koulutus", "lupa", "digitukea kirjastossa", "saavutetavuus", "palaute", "kyytien",
             "tekoälyn käyttö", "xyzzyq", "sähköinen allekirjoitus", "lomakkeella"]  # fmt: skip
    with TemporaryDirectory() as folder:
        write_site(Path(folder) / "s", files)
        with serving(Path(folder)) as address:
            page = browser.new_page()
            page.goto(f"{address}s/haku/")
            first = page.evaluate(_TIMED, asked[:1])
            times = sorted(page.evaluate(_TIMED, asked[1:]))
            page.close()
    return {
        "measures": count,
        "index kB": len(files[FILE].encode()) / 1000,
        "index gzip kB": packed[FILE] / 1000,
        "texts gzip kB": sum(texts) / 1000,
        "files of texts": len(texts),
        "largest of them kB": max(texts) / 1000,
        "made in s": round(seconds, 2),
        "first search ms": round(first[0]),
        "median ms": round(times[len(times) // 2]),
        "slowest ms": round(times[-1]),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--sizes", nargs="*", type=int, default=[])
    options = parser.parse_args()
    lexicon = Lexicon(ROOT / "build" / ".sanasto" / "_benchmark")
    asked = queries()
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        for name in dict.fromkeys(query.roadmap for query in asked):
            write_site(Path(folder) / name, files_of(name, lexicon))
        found = measured(browser, Path(folder), asked)
        for label, ours in (
            ("tuned on", [q for q in asked if not q.held_out and q.kind != EARLIER]),
            ("held out", [q for q in asked if q.held_out]),
            ("earlier", [q for q in asked if q.kind == EARLIER]),
        ):
            told = ", ".join(f"{key} {share:.1%}" for key, share in shares(found, ours).items())
            print(f"{label}, {len(ours)} queries: {told}")
        if options.failures:
            for query in asked:
                if query.held_out == options.held_out and not is_right(query, found[query], 1):
                    five = "FIVE" if not is_right(query, found[query]) else "    "
                    told = found[query]
                    print(f"{five} {query.roadmap[:4]} {query.text!r}: {told.hits[:4]}", end=" ")
                    print(f"| {told.near[:2]}")
        for size in options.sizes:
            print(json.dumps(weigh(browser, size, lexicon), ensure_ascii=False))
        browser.close()
    lexicon.save()


if __name__ == "__main__":
    sys.exit(main())
