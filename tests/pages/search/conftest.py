"""What the tests of search need: a lexicon, and the queries of the benchmark."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from digitiekartta.pages.search.lexicon import Lexicon

sys.path.append(str(Path(__file__).parents[3]))  # benchmarks/, whose queries are tests too


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Return a lexicon that has looked up nothing yet."""
    return Lexicon()
