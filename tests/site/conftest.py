"""A project whose site has been built, for tests of what is built again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rebuilding import build, own

from digitiekartta.roadmap.project import Project


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = own(tmp_path_factory.mktemp("valmis") / "yksi")
    build(Project(root))
    return root


@pytest.fixture
def project(built_once: Path, tmp_path: Path) -> Project:
    """Return a project whose site has been built."""
    return Project(shutil.copytree(built_once, tmp_path / "yksi"))
