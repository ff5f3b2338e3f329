"""What several tests need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from content_guard import watch
from pikku import Content

watch()

# Every run tries the same examples, so that a change is judged by what it changes and not by
# luck; no clock decides over a test. ``make explore`` tries new ones.
settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile(
    "explore", deadline=None, database=None, print_blob=True, max_examples=500
)
settings.load_profile("same")


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """Return the roadmap of an invented municipality in which nothing is wrong."""
    return Content(tmp_path)
