"""What would fail on Windows, as far as that shows on another system."""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import terminal
from digitiekartta.basics.problems import errors_in
from digitiekartta.basics.text import slug
from digitiekartta.commands import program
from digitiekartta.commands.main import commands
from digitiekartta.pages import paths
from digitiekartta.roadmap.canonical import code_of
from pikku import Content
from towns import ROOT

PACKAGE = ROOT / "generator/digitiekartta"
ABSENT = {
    *("fcntl", "grp", "posix", "pwd", "resource", "termios"),
    *("fork", "forkpty", "getuid", "geteuid", "killpg", "mkfifo", "mknod", "setsid", "wait4"),
    *("fchmod", "fchown", "chown", "statvfs", "sched_getaffinity"),
    *("SIGKILL", "SIGXCPU", "SIGALRM", "SIGHUP", "SIGUSR1"),
    *("symlink", "symlink_to"),
}
#: Where they are used nevertheless: each asks first whether they are there, or can do without.
ANSWERED = {
    "audit/run.py": {"sched_getaffinity"},
    "documents/importing/apart.py": {"SIGXCPU", "fork", "resource"},
    "publishing/store.py": {"symlink_to"},  # `--method rename` needs no link
    "site/many.py": {"SIGKILL", "killpg", "sched_getaffinity"},
}


def used(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                yield from (one.name for one in names)
            case ast.ImportFrom(module, names):
                yield from (module or "", *(one.name for one in names))
            case ast.Attribute(attr=name):
                yield name
            case ast.Constant(str(text)):
                if text != "posix":  # what others call systems that are not Windows
                    yield text


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda one: one.stem)
def test_nothing_is_needed_that_windows_lacks(file):
    found = ABSENT & {*used(ast.parse(file.read_text("utf-8")))}

    assert ANSWERED.get(file.relative_to(PACKAGE).as_posix(), set()) == found


def unsure(tree: ast.AST) -> Iterator[int]:
    """Yield the lines where the encoding of the system would be used: there, a code page."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        keys = {one.arg for one in node.keywords}
        words = [one.value for one in node.args if isinstance(one, ast.Constant)]
        match node.func:
            case ast.Attribute(attr="read_text" | "write_text") | ast.Name(id="open"):
                told = [one for one in words if isinstance(one, str)]
                sure = [one for one in told if "b" in one[:2] or one.startswith("utf-8")]
                if "encoding" not in keys and not sure:
                    yield node.lineno
            case ast.Attribute(attr="run" | "Popen"):
                if keys & {"text", "universal_newlines"} and "encoding" not in keys:
                    yield node.lineno


OF_ASCII = {
    "commands/program.py": 1,  # the device that takes everything
    "site/many.py": 1,
    "roadmap/founding/pin.py": 1,  # of an installed package: it knows how it is written
    "documents/importing/apart.py": 1,  # /proc
}


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda one: one.stem)
def test_no_file_is_read_or_written_in_a_code_page(file):
    found = len([*unsure(ast.parse(file.read_text("utf-8")))])

    assert OF_ASCII.get(file.relative_to(PACKAGE).as_posix(), 0) == found


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_nothing_is_called_as_a_device(content: Content, name):
    assert f"{name}-1" == slug(name.upper()) == slug(f" {name}. ")
    assert f"{name}sti" == slug(f"{name}sti")
    [page] = paths.pages_for("tahot/", [name.capitalize()]).values()
    assert Path(page).stem == f"{name}-1"

    content.path("toimenpiteet/kurssit.yml").rename(content.path(f"toimenpiteet/{name}.yml"))
    told = [f"{one.message} {one.remedy}" for one in errors_in(content.problems())]
    assert any(f"{name}.yml" in one and f"{name}-1" in one for one in told), told


def test_a_project_is_not_called_as_a_device(tmp_path):
    ended = terminal.run(tmp_path, "init", "--name", "con", "--yes", "--organisation", "Con")

    assert 2 == ended.code
    assert "esimerkiksi con-1" in ended.err


def test_names_that_differ_in_their_letters_case_alone_get_files_of_their_own():
    pages = paths.pages_for("tahot/", ["Kirjasto", "KIRJASTO", "kirjasto."])

    assert 3 == len({page.casefold() for page in pages.values()})


def test_line_ends_of_windows_change_nothing_that_is_read(content: Content):
    before = content.roadmap()
    for file in (content.root / "content").rglob("*.*"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert code_of(before) == code_of(content.roadmap())
    ended = terminal.run(content.root, "check", "--strict", SOURCE_DATE_EPOCH="1735689600")
    assert "Ei virheitä eikä varoituksia.\n" == ended.out


class Redirected(io.TextIOWrapper):
    """What Python gives for a file or a pipe on Windows."""

    def __init__(self) -> None:
        self.written = io.BytesIO()
        super().__init__(self.written, encoding="cp1252")


def test_what_is_written_into_a_file_or_pipe_has_all_its_letters(content, monkeypatch):
    monkeypatch.chdir(content.root)
    monkeypatch.setattr(program, "_IS_WINDOWS", True)
    monkeypatch.setattr(sys, "argv", ["digitiekartta", "check", "Ruĵa → tie"])
    streams = {name: Redirected() for name in ("stdout", "stderr")}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)

    assert 2 == program.run(commands)

    streams["stderr"].flush()
    assert "Ruĵa → tie" in streams["stderr"].written.getvalue().decode("utf-8")
