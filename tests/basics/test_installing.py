"""The command that adds a library, whatever way the program was installed."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from digitiekartta.basics import installing
from digitiekartta.basics.installing import install_command


@pytest.fixture
def environment(tmp_path: Path, monkeypatch) -> Path:
    """Return the folder of an environment in which the program seems to run."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "digitiekartta"))
    monkeypatch.setattr(sys, "executable", "/polku/python")
    monkeypatch.setattr(
        installing,
        "requires",
        lambda name: [
            "pdfplumber<0.12,>=0.11",
            "xlrd-extra>=9",
            'xlrd>=7; extra == "vanha"',
            "xlrd <3,>=2.0.1",
            'zensical==0.0.73; extra == "engines"',
        ],
    )
    (tmp_path / "digitiekartta").mkdir()
    return tmp_path / "digitiekartta"


def test_pip_of_the_same_python_adds_it_as_the_program_wants_it(environment):
    assert '/polku/python -m pip install "xlrd<3,>=2.0.1"' == install_command("xlrd")


def test_libraries_of_an_extra_are_added_by_their_own_names(environment):
    command = '/polku/python -m pip install "pdfplumber<0.12,>=0.11" "zensical==0.0.73"'

    assert command == install_command("pdfplumber", "zensical")


def test_a_path_with_spaces_is_quoted(environment, monkeypatch):
    monkeypatch.setattr(sys, "executable", "C:\\Oma kansio\\python.exe")

    assert install_command("xlrd").startswith('"C:\\Oma kansio\\python.exe" -m pip')


def test_pipx_adds_it_to_the_programs_own_environment(environment):
    (environment / "pipx_metadata.json").touch()

    assert 'pipx inject digitiekartta "pdfplumber<0.12,>=0.11"' == install_command("pdfplumber")


@pytest.mark.parametrize(
    ("file", "told"), [("uv-receipt.toml", ""), ("pyvenv.cfg", "home = /usr\nuv = 0.8.3\n")]
)
def test_uv_adds_it_where_there_is_no_pip(environment, file, told):
    (environment / file).write_text(told)

    assert 'uv pip install --python /polku/python "xlrd<3,>=2.0.1"' == install_command("xlrd")


def test_the_program_itself_is_never_asked_of_a_registry(environment, monkeypatch):
    def unknown(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installing, "requires", unknown)

    assert '/polku/python -m pip install "xlrd"' == install_command("xlrd")
