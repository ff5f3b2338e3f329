"""A site without Material for MkDocs, which ends in May 2027: the same pages, byte for byte."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from digitiekartta.site import engine
from towns import checkout

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def python_without_material(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the Python of an environment in which all is installed that is here, but Material."""
    home = tmp_path_factory.mktemp("ymparisto")
    venv.create(home, symlinks=True)
    [packages] = home.glob("lib/python*/site-packages")
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith(("material", "mkdocs_material")):
            (packages / path.name).symlink_to(path)
    return str(home / "bin" / "python")


def run(python: str, root: Path, *arguments: str) -> str:
    command = [python, *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkout(tmp_path_factory.mktemp("tarkistus"), "pikkula")


@pytest.mark.parametrize("name", ["mkdocs", "properdocs", "zensical"])
def test_a_site_is_the_same_whether_material_is_installed_or_not(
    project, python_without_material, name
):
    if not engine.is_installed(name):
        pytest.skip(f"moottoria {name} ei ole asennettu")
    themes = (
        "from importlib.metadata import entry_points as e;print(*e(group='mkdocs.themes').names)"
    )
    made = []
    for python in (sys.executable, python_without_material):
        has_material = "material" in run(python, project, "-c", themes).split()
        assert has_material == (python == sys.executable)
        shutil.rmtree(project / "site", ignore_errors=True)
        build = ["build", "pikkula", "--engine", name, "--date", "15.9.2026"]
        run(python, project, "-m", "digitiekartta", *build)
        made.append(files(project / "site"))

    assert made[0] == made[1]
    assert "pikkula/404.html" in made[0]
