"""What tests of exports need: the roadmaps of content/, each read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from digitiekartta.roadmap.reading.folder import read_roadmap
from digitiekartta.roadmap.roadmap import Roadmap

CONTENT = Path(__file__).parents[3] / "content"
NAMES = ("esimerkkila", "kauhava", "kaustinen", "kemijarvi", "sivistys")


@cache
def _read(name: str) -> Roadmap:
    roadmap = read_roadmap(CONTENT, name).roadmap
    assert roadmap
    return roadmap


@pytest.fixture(params=NAMES)
def roadmap(request: pytest.FixtureRequest) -> Roadmap:
    """Return each roadmap of content/ in turn."""
    return _read(request.param)


@pytest.fixture
def esimerkkila() -> Roadmap:
    """Return the roadmap in which every feature is in use."""
    return _read("esimerkkila")
