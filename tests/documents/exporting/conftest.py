"""What tests of exports need: the invented roadmaps, each read once."""

from __future__ import annotations

import pytest

import rendering
from digitiekartta.roadmap.roadmap import Roadmap

# The others have what an annex cannot carry: an empty schedule, a goal without measures.
TOWNS = ("esimerkkila", "muutosniemi", "saarela")


@pytest.fixture(params=TOWNS)
def roadmap(request: pytest.FixtureRequest) -> Roadmap:
    """Return some roadmaps of tests/kunnat/ in turn."""
    return rendering.roadmap(request.param)


@pytest.fixture
def esimerkkila() -> Roadmap:
    """Return the roadmap in which every feature is in use."""
    return rendering.roadmap("esimerkkila")
