"""What several tests need."""

from __future__ import annotations

from pathlib import Path

import pytest

from pikku import Content


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """Return the roadmap of an invented municipality in which nothing is wrong."""
    return Content(tmp_path)
