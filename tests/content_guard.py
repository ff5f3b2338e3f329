"""Tests of the program read no roadmap in content/: editors may change any of them at any time.

The guard watches what is opened while tests are collected and run. The named few read the real
roadmaps on purpose, and skip what is not there or not as it was.
"""

from __future__ import annotations

import os
import re
import sys
from typing import Any

from towns import ROOT

READERS = (
    "tests/test_transcriptions.py::",
    "tests/pages/search/test_search_in_browser.py::test_queries_of_residents_lead",
)
_READING = frozenset({"open", "os.scandir", "os.listdir", "os.symlink"})
_CONTENT = f"{ROOT}/content"
_ROADMAP = re.compile(rf"{re.escape(_CONTENT)}(/[^./]+(/.*)?)?")


class ReadsContentError(AssertionError):
    """A test of the program has opened what editors may change."""


def watch() -> None:
    """Let the rest of this process read no roadmap of content/, but for the named tests."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _READING and is_of_content(arguments[0]):
        test = os.environ.get("PYTEST_CURRENT_TEST", "the collection of tests")
        if not test.startswith(READERS):
            raise ReadsContentError(f"{test} reads {arguments[0]}: use a town of tests/kunnat/")


def is_of_content(path: object) -> bool:
    """Whether a path is the folder content/, a roadmap in it or a file of one."""
    return isinstance(path, str | os.PathLike) and bool(_ROADMAP.fullmatch(os.fspath(path)))
