"""What the tests of search need: a lexicon, a browser, and a small site that holds our scripts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from digitiekartta.pages.search.lexicon import Lexicon

sys.path.append(str(Path(__file__).parents[3]))  # benchmarks/, whose queries are tests too


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Return a lexicon that has looked up nothing yet."""
    return Lexicon()


# By module: two Playwrights cannot run in one thread, and other modules have one too.
@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """Return a browser of our own: the audit's waits for other things."""
    from playwright.sync_api import sync_playwright

    from digitiekartta.audit.browser import find_chromium

    executable = find_chromium()
    if executable is None:
        pytest.skip("Chromium puuttuu: apt-get install chromium (tai anna se: CHROMIUM=polku)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        yield browser
        browser.close()
