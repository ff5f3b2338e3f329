"""A Chromium for all tests of the audit that need one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_site import write_small_site

from digitiekartta.audit.browser import Browser, find_chromium, running_browser


# By module: two Playwrights cannot run in one thread, and other modules have one too.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the one browser of these tests."""
    if find_chromium() is None:
        pytest.skip("Chromium puuttuu: apt-get install chromium (tai anna se: CHROMIUM=polku)")
    with running_browser() as running:
        yield running


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small site in which nothing is wrong."""
    return write_small_site(tmp_path / "site")
