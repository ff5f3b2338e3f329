"""Chromium for the audit: one program, a window for each way of meeting a page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from digitiekartta.audit.findings import Finding, Rule
from digitiekartta.audit.pages import SitePage
from digitiekartta.audit.rules import network
from digitiekartta.basics.installing import install_command
from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problems import Place, Problem

if TYPE_CHECKING:
    from playwright.sync_api import Browser as PlaywrightBrowser
    from playwright.sync_api import Page

#: Module → the package that brings it.
_NEEDED = {
    "PIL": "pillow",
    "playwright": "playwright",
    "axe_playwright_python": "axe-playwright-python",
}
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    # The audited pages reach no other computer, whatever they ask for.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
#: Milliseconds.
_PATIENCE, _STEP = 15_000, 50

NOT_INSTALLED = SITES.error(
    "audit-not-installed",
    "Saavutettavuustarkastuksen ohjelmia (lisäosa audit) ei ole asennettu.",
    "Asenna ne komennolla: {command}",
    "Sivusto halutaan tarkastaa koneella, jolla on vain sivuston tekevät ohjelmat.",
)
CHROMIUM_MISSING = SITES.error(
    "chromium-missing",
    "Saavutettavuustarkastus tarvitsee Chromium-selaimen, eikä sitä löydy.",
    "Debianissa ja Ubuntussa se asennetaan komennolla: apt-get install chromium."
    " Muualle asennettu selain annetaan ympäristömuuttujassa CHROMIUM.",
    "Sivusto halutaan tarkastaa koneella, jolla ei ole selainta.",
)


def find_chromium() -> str | None:
    """Return the program to start: $CHROMIUM, or the first of the usual names; None if missing."""
    names = (os.environ.get("CHROMIUM", ""), *_NAMES)
    return next((path for name in names if name and (path := shutil.which(name))), None)


def missing(place: Place, *, browser: bool = True) -> list[Problem]:
    """Return what must be installed before the site in a place can be audited."""
    if packages := [name for module, name in _NEEDED.items() if not find_spec(module)]:
        return [NOT_INSTALLED.at(place, command=install_command(*packages))]
    if browser and find_chromium() is None:
        return [CHROMIUM_MISSING.at(place)]
    return []


@dataclass(frozen=True, slots=True)
class View:
    """What is settled before a page is loaded: the size of the window, and whether scripts run."""

    width: int = 1280
    height: int = 900
    scripts: bool = True


@dataclass(slots=True)
class Visit:
    """A page open in a window, for the rules to look at.

    Attributes:
        page: The page in the browser.
        subject: Which page of the site it is.
        view: The window.
        memory: What was already judged in this browser (for work that is the same on all pages).
    """

    page: Page
    subject: SitePage
    view: View
    memory: dict[tuple[str, ...], Any] = field(default_factory=dict)
    reviews: dict[str, int] = field(default_factory=dict)

    def ask(self, function: str, argument: object = None) -> Any:
        """Return what a function such as ``focus.stop`` of rules/focus.js says of the page."""
        return self.page.evaluate(f"given => __audit.{function}(given)", argument)

    def wait_for(
        self, question: str, milliseconds: int, is_enough: Callable[[Any], bool] = bool
    ) -> Any:
        """Return the answer to a question when it is enough, or that after some time."""
        for _ in range(milliseconds // _STEP):
            if is_enough(answer := self.ask(question)):
                return answer
            self.page.wait_for_timeout(_STEP)
        return self.ask(question)

    def check(self, *rules: Rule) -> Iterator[Finding]:
        """Return the elements that break rules which ask one question."""
        for rule in rules:
            yield from rule.broken_by(self.ask(rule.asks))

    def reset(self) -> None:
        """Bring back the window's own size and the plain, light screen."""
        self.page.emulate_media(
            media="screen",
            color_scheme="light",
            reduced_motion="no-preference",
            forced_colors="none",
        )
        self.resize(self.view.width, self.view.height)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self.page.set_viewport_size({"width": width, "height": height})

    def show(self, **media: Any) -> None:
        """Show the page as another medium does (see Playwright's ``emulate_media``), at once."""
        self.page.emulate_media(**media)
        self.settle()

    def settle(self) -> None:
        """End the changes of colour and place that are under way."""
        self.ask("dom.settle")

    def renew(self) -> None:
        """Give a page that was just loaded what the rules' functions lean on."""
        self.page.evaluate(_functions())


@cache
def _functions() -> str:
    """Return the script that gives a page ``__audit``: dom.js, and for each rule its functions."""
    here = files(__package__)
    dom = here.joinpath("dom.js").read_text(encoding="utf-8")
    rules = "".join(
        f"{file.name.removesuffix('.js')}: ({file.read_text(encoding='utf-8').rstrip()})(dom),"
        for file in here.joinpath("rules").iterdir()
        if file.name.endswith(".js")
    )
    return f"{{ const dom = {dom.rstrip()}; window.__audit = {{dom, {rules}}}; }}"


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start Chromium, and end it after the block."""
    from playwright.sync_api import sync_playwright

    program, arguments = find_chromium(), list(_ARGUMENTS)
    with (
        sync_playwright() as playwright,
        # Playwright gives each start a user-data-dir of its own, and removes it.
        playwright.chromium.launch(executable_path=program, args=arguments) as chromium,
    ):
        yield Browser(chromium)


class Browser:
    """A running Chromium, with a window for each view."""

    def __init__(self, chromium: PlaywrightBrowser) -> None:
        self._chromium = chromium
        self._windows: dict[View, network.Recorder] = {}
        #: What was judged once for all pages of a site (see ``Visit.memory``).
        self.memory: dict[tuple[str, ...], Any] = {}

    @property
    def version(self) -> str:
        """The browser's version."""
        return f"Chromium {self._chromium.version}"

    def visit(self, address: str, subject: SitePage, view: View) -> Visit:
        """Load a page afresh in the window of a view."""
        recorder = self._window(view)
        recorder.page.goto("about:blank")  # what the former page still loads is not this one's
        recorder.start()
        visit = Visit(recorder.page, subject, view, self.memory)
        visit.reset()
        visit.page.goto(address, wait_until="load")
        visit.renew()
        return visit

    def heard(self, visit: Visit) -> Iterator[Finding]:
        """Return what the browser said of a page by itself since it was loaded."""
        yield from self._windows[visit.view].findings()

    def close_window(self, view: View) -> None:
        """Forget a window in which something went wrong."""
        self._windows.pop(view).page.context.close()

    def _window(self, view: View) -> network.Recorder:
        if view not in self._windows:
            context = self._chromium.new_context(
                locale="fi-FI",
                viewport={"width": view.width, "height": view.height},
                java_script_enabled=view.scripts,
            )
            context.set_default_timeout(_PATIENCE)
            self._windows[view] = network.Recorder(context.new_page())
        return self._windows[view]
