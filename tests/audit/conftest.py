"""A site for the tests of the audit."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_site import write_small_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small site in which nothing is wrong."""
    return write_small_site(tmp_path / "site")
