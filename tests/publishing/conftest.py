"""A town that approves, and the release of its public site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from publishing_town import SITE_URL, Town, new_town

from digitiekartta.pages.site import Options
from digitiekartta.publishing.manifest import Manifest
from digitiekartta.publishing.release import build_release
from digitiekartta.roadmap.project import Project


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return new_town(tmp_path / "pikkula")


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    """Return the folder of Pikku's release, made for a path of a server, and its manifest."""
    town = new_town(tmp_path_factory.mktemp("pikkula"))
    town.approve()
    folder = town.root / "build" / ".julki" / "pikku"
    options = Options(date(2026, 9, 15), site_url=SITE_URL)
    release = build_release(Project(town.root), "pikku", folder, options)
    assert "2025-1" == release.version
    return folder, release
