"""The audit of a site, from its files to a report."""

import os
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from digitiekartta.audit.browser import Browser, missing, running_browser
from digitiekartta.audit.built_site import BuiltPage, BuiltSite, seen_on
from digitiekartta.audit.findings import Finding, faults_in
from digitiekartta.audit.pages import SitePage, choose, pages_to_visit
from digitiekartta.audit.report import Report
from digitiekartta.audit.rules import languages, likeness, links, structure, tables
from digitiekartta.audit.server import normal_base, serving
from digitiekartta.audit.site_check import faults_of_site
from digitiekartta.audit.states import STATES, State, loadings
from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problems import Place

AUDIT_FAILED = SITES.error(
    "audit-failed",
    "Sivua ei voitu tarkastaa tässä tilassa: {reason}",
    "Tee tarkastus uudelleen. Jos vika toistuu, avaa sivu selaimessa ja katso, latautuuko se.",
    "Selain keskeytyy kesken tarkastuksen.",
)
SITE_MISSING = SITES.error(
    "site-missing",
    "Kansiossa ei ole sivustoa.",
    "Tee sivusto ensin: digitiekartta build. Anna sitten sen kansio, esimerkiksi site/esimerkkila.",
    "Komennolle digitiekartta audit annetaan tyhjä kansio.",
)


#: A browser takes some 300 MB.
_MOST_BROWSERS = 8
#: For how many seconds of work the expected pace is believed more than the one that is seen.
_TRUST = 5.0


@dataclass(frozen=True, slots=True)
class Progress:
    """A page has been audited: which, the how manieth of how many, and in what time.

    Before the first one it is told how long all will take, about.

    Attributes:
        page: The page's file; "" before the first.
        done: How many pages have been audited.
        total: How many there are to audit.
        seconds: How long this page took.
        findings: How many it gave.
        left: How many seconds the rest will take, by the states that are left to look at.
    """

    page: str
    done: int
    total: int
    seconds: float
    findings: int
    left: float = 0.0


def audit(
    site: BuiltSite,
    *,
    base_path: str = "/",
    max_pages: int = 24,
    deep: int = 8,
    states: Collection[str] | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    jobs: int | None = None,
) -> Report:
    """Return what is wrong with a built site.

    All pages are read; some of every kind are visited in a browser.

    Args:
        site: The folder of the built site.
        base_path: The path under which the site will stand on its server.
        max_pages: How many pages the browser visits; 0 means all.
        deep: How many of them are met in all states, the rest only in the broad ones; 0 means all.
        states: Names of the states (see ``states.STATES``); None means all, an empty one that no
            browser is used.
        progress: Is called before the first page and after each, from any thread but one at a time.
        jobs: How many pages are visited side by side, each in a browser of its own; None means
            as many as the machine has room for. What is found does not depend on it.
    """
    started = time.monotonic()
    wanted = [state for state in STATES if states is None or state.name in states]
    base = normal_base(base_path)
    place = Place(site.folder.as_posix())
    obstacles = missing(place, browser=bool(wanted))
    pages = pages_to_visit(site)
    if not pages and not obstacles:
        obstacles = [SITE_MISSING.at(place)]
    if obstacles:
        return Report(site.folder, base, obstacles=tuple(obstacles))
    findings = list(read_files(site))
    chosen = choose(pages, max_pages) if wanted else []
    broad = [state for state in wanted if state.broad]
    deep = deep or len(chosen)
    visits = ((page, wanted if number < deep else broad) for number, page in enumerate(chosen))
    work = _Work(visits, progress, workers=min(jobs or _room(), len(chosen)))
    if chosen:
        with serving(site.folder, base_path=base) as address:
            work.run(address)
    order = {page.file: number for number, page in enumerate(chosen)}
    findings += sorted(work.findings, key=lambda finding: order[finding.file])
    findings += faults_of_site(site, base_path=base)
    return Report(
        site.folder,
        base,
        all_pages=len(pages),
        pages=tuple(page.file for page in chosen),
        states=tuple(state.name for state in wanted),
        faults=tuple(faults_in(findings)),
        reviews=work.reviews,
        browser=work.browser,
        seconds=time.monotonic() - started,
    )


def read_files(site: BuiltSite) -> Iterator[Finding]:
    """Return what the rules find in the files of a site."""
    checks: list[Callable[[BuiltPage], Iterator[Finding]]] = [
        structure.language,
        structure.titles,
        structure.RepeatedTitles(),
        structure.heading_levels,
        tables.tables,
        structure.images,
        likeness.alternatives,
        likeness.faked_headings,
        likeness.faked_lists,
        languages.passages,
        structure.refreshes,
        structure.media,
        links.link_texts,
        structure.navigation,
    ]
    if structure.STATEMENT in site.files:
        checks.append(structure.statement_link)
    return seen_on((page for page in site.pages if not page.sends_on), *checks)


def _room() -> int:
    """Return how many browsers a machine has room for: one for each core that we may use."""
    ours = getattr(os, "sched_getaffinity", None)
    return min(len(ours(0)) if ours else os.cpu_count() or 1, _MOST_BROWSERS)


class _Work:
    """The visits of an audit, shared between the threads that make them."""

    def __init__(
        self,
        visits: Iterable[tuple[SitePage, list[State]]],
        progress: Callable[[Progress], None],
        workers: int,
    ) -> None:
        self.findings: list[Finding] = []
        self.reviews: Counter[str] = Counter()
        self.browser = ""
        self._waiting, self._progress, self._workers = deque(visits), progress, workers
        self._pages, self._done = len(self._waiting), 0
        #: Seconds: what is left as an idle machine would take it, what is done so and as it was.
        self._left = sum(_expected(states) for _, states in self._waiting)
        self._expected, self._took = _TRUST, _TRUST
        self._lock = threading.Lock()

    def run(self, address: str) -> None:
        """Visit the pages, several at a time.

        Raises:
            Exception: What a browser raised when it could not be started.
        """
        self._progress(Progress("", 0, self._pages, 0.0, 0, self._time_left()))
        with ThreadPoolExecutor(self._workers) as pool:
            for _ in pool.map(self._visit_pages, [address] * self._workers):
                pass

    def _time_left(self) -> float:
        """Return how many seconds the rest will take at the pace that was seen so far."""
        browsers = max(1, min(self._workers, self._pages - self._done))
        return self._left * self._took / self._expected / browsers

    def _visit_pages(self, address: str) -> None:
        # Playwright's objects belong to the thread that made them: each thread has its own browser.
        try:
            with running_browser() as browser:
                self.browser = browser.version
                while work := self._next():
                    self._visit_page(browser, address, *work)
        except BaseException:
            self._waiting.clear()  # the other threads end, too
            raise

    def _next(self) -> tuple[SitePage, list[State]] | None:
        with self._lock:
            return self._waiting.popleft() if self._waiting else None

    def _visit_page(
        self, browser: Browser, address: str, page: SitePage, states: list[State]
    ) -> None:
        started = time.monotonic()
        reviews: Counter[str] = Counter()
        findings = [
            replace(finding, file=page.file, state=state.finnish)
            for group in loadings(states)
            for state, finding in look_at(browser, address, page, group, reviews)
        ]
        with self._lock:
            self.findings += findings
            self.reviews.update(reviews)
            self._done += 1
            self._left -= _expected(states)
            self._expected += _expected(states)
            self._took += (took := time.monotonic() - started)
            left = self._time_left() if self._done < self._pages else 0.0
            self._progress(Progress(page.file, self._done, self._pages, took, len(findings), left))


def _expected(states: Iterable[State]) -> float:
    """Return how many seconds an idle machine takes for one page in some states, about."""
    return sum(state.seconds for state in states)


def look_at(
    browser: Browser,
    address: str,
    page: SitePage,
    states: Sequence[State],
    reviews: Counter[str],
) -> Iterator[tuple[State, Finding]]:
    """Load a page once and give what is wrong with it in states that share a loading.

    What axe-core leaves to a person is counted into ``reviews``.
    """
    from playwright.sync_api import Error

    state = states[0]
    try:
        visit = browser.visit(address + page.address, page, state.view)
        for state in states:
            visit.reset()
            for finding in state.look(visit):
                yield state, finding
            for finding in browser.heard(visit):
                yield state, finding
        reviews.update(visit.reviews)
    except Error as error:
        reason = error.message.partition("\n")[0][:200]
        yield state, Finding.of(AUDIT_FAILED, reason=reason)
        browser.close_window(state.view)
