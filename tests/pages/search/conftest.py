"""What the tests of search need: a lexicon, and the queries of the benchmark."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from digitiekartta.audit.server import serving
from digitiekartta.pages.search.lexicon import Lexicon
from searching import write

sys.path.append(str(Path(__file__).parents[3]))  # benchmarks/, whose queries are tests too


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Return a lexicon that has looked up nothing yet."""
    return Lexicon()


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    folder: Path = tmp_path_factory.mktemp("sivusto")
    for name in ("esimerkkila", "pikkula"):
        write(name, folder / name)
    return folder


@pytest.fixture(scope="session")
def site(folder) -> Iterator[str]:
    with serving(folder) as address:
        yield address
