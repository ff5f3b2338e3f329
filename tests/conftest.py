"""What several tests need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from pikku import Content

# No clock decides over a test. A shared run tries the same examples each time, so that a
# change is judged by what it changes; a person's run tries new ones.
settings.register_profile("digitiekartta", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("digitiekartta")


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """Return the roadmap of an invented municipality in which nothing is wrong."""
    return Content(tmp_path)
