"""A site for the tests of the audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from small_site import write_small_site

from digitiekartta.audit.rules.search import PATIENCE


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small site in which nothing is wrong."""
    return write_small_site(tmp_path / "site")


@pytest.fixture
def in_vain(monkeypatch: pytest.MonkeyPatch) -> Callable[[Iterable[str]], None]:
    """Return a function that lets the search wait a moment only where a fault is expected."""

    def in_vain(codes: Iterable[str]) -> None:
        for code in PATIENCE.keys() & set(codes):
            monkeypatch.setitem(PATIENCE, code, 200)

    return in_vain
