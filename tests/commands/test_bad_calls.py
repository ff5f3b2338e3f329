"""Bad calls: whatever is typed, and whatever stands in content/, is answered in Finnish.

Commands and their options come from the program itself, so that a new one is tried, too. A call
ends with an exit code that means something, never with a traceback or "a fault in the program".
``make explore`` tries some thousand calls.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any
from unittest.mock import patch

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.commands import main as cli
from digitiekartta.versions.approve import Decision, Proposal, approve, prepare
from exploring import one_in
from pikku import FILES as PIKKU
from pikku import Content

BODIES = """
toimielimet:
  - nimi: Kunnanhallitus
    hyvaksyy: tiekartta
  - nimi: Johtoryhmä
    hyvaksyy: muutokset
"""
#: Commands that only wait, or that open windows: they are called with a roadmap that is not there.
WAITING = ("serve", "audit", "job")
#: Work of seconds: they have tests of their own, and get their bad calls from the other options.
HEAVY = ("build", "publish", "import")
NAMES = [
    *("pikku", "../pikku", "..", ".", "/etc", "", "pikku/", "PIKKU", "pikku\n", "pikku\x1b[31m"),
    *("ä", "a" * 300, "-x", "--", "*", "pikku ", "%2e%2e", "\udcff", ".git", "content/pikku", "~"),
]
TEXTS = [
    *("", " ", "x", "ä" * 300, "\n", "\x1b[31m<script>", "\u202e", "\udcff", "javascript:alert(1)"),
    *("-1", "0", "99999999999999999999", "1.1.2026", "31.2.2026", "0.0.0000", "9999-12-31", "²"),
    *(
        "https://",
        "http://[::1",
        "https://a b/",
        "https://x:99999/",
        "2025-1",
        "../x",
        "Johtoryhmä",
    ),
    *(
        "syksy 2026",
        "kevät 99999",
        "A" * 34,
        "8ZA9-YMRW-9BQW",
        "Johtoryhmä",
        "*",
        "null",
        "[",
        "{}",
    ),
]
FILES = [
    *("", ".", "..", "x", "/dev/null", "/dev/full", "/nonexistent/x.docx", "x.xlsx", "x.docx/"),
    *("content", "content/pikku/tiekartta.yml", "ä b.docx", "a" * 300, "\udcff.csv", "x.zip"),
    *("ssh://-oProxyCommand=x/y", "u@-h:/y", "ssh://a:b/x", "ssh://[::1/x", "u@h:", "\n", "x\x00y"),
]
NASTY = [
    *(b"\xff\xfe", b"\0", b"\t", b"\r", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xc2\xa0", b"---\n"),
    *(b"[" * 3000, b"{", b"&a [*a]", b"*x", b"!!python/none ", b'"\\ud800"', b"'", b'"', b"|99\n"),
    *(b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n", b"? [a]\n", b"<<: {a: b}\n", b": ", b"- "),
    *(b"12345678901234567890", b"1e999", b"NaN", b"true", b"null", b"9" * 5000, b"#", b"%YAML 9\n"),
    *(b"  ", b"\n\n", b"kev\xc3\xa4t 2025 \xe2\x80\x93 syksy 9999: x\n", b"a: b\n" * 400),
]


def call(folder: Path, *words: str) -> tuple[int, str]:
    """Run a command line in a folder and return its exit code and all that it says."""
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    before = Path.cwd()
    os.chdir(folder)
    try:
        with (
            patch.object(sys, "argv", ["digitiekartta", *words]),
            patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO())),
            contextlib.redirect_stdout(told),
            contextlib.redirect_stderr(told),
            pytest.raises(SystemExit) as ending,
        ):
            cli.main()
    finally:
        os.chdir(before)
    told.flush()
    assert isinstance(ending.value.code, int)
    return ending.value.code, told.buffer.getvalue().decode("utf-8", "replace")  # type: ignore[attr-defined]


def answered(folder: Path, *words: str) -> None:
    code, said = call(folder, *words)
    assert code in (0, 1, 2, 3), (words, code, said)
    assert "Traceback" not in said, (words, said)
    assert code in (0, 1) or said.strip(), (words, code)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with Pikku, of which one version is approved."""
    content = Content(tmp_path_factory.mktemp("pikku"))
    content.append("tiekartta.yml", BODIES)
    root = content.root
    (root / "mkdocs.yml").write_text("site_name: Pikku\n")
    decision = Decision("Kunnanhallitus", date(2025, 12, 9), section="7")
    proposal = prepare(root / "content", "pikku", decision, date(2026, 1, 1))
    assert isinstance(proposal, Proposal), proposal
    approve(root / "content", proposal)
    return root


@contextlib.contextmanager
def copied(town: Path) -> Iterator[Path]:
    """Give a copy of the project that may be broken."""
    with TemporaryDirectory(prefix="huono-") as folder:
        root = Path(folder) / "p"
        shutil.copytree(town, root)
        yield root


# --- options --------------------------------------------------------------------------------


def commands() -> list[tuple[str, click.Command]]:
    return [(name, cli.commands.load(name)) for name in cli.commands.commands]


def value_of(parameter: click.Parameter) -> st.SearchStrategy[str]:
    """Return what may be typed for a parameter: fitting, nearly fitting and hostile words."""
    if parameter.name in ("name", "names"):
        return st.sampled_from(NAMES)
    if isinstance(parameter.type, click.Path) or parameter.name in ("target", "folder", "site"):
        return st.sampled_from(FILES)
    texts = st.sampled_from(TEXTS)
    if isinstance(parameter.type, click.Choice):
        return st.sampled_from([str(one) for one in parameter.type.choices]) | texts
    return texts


@st.composite
def calls(draw: st.DrawFn) -> list[str]:
    """Return a command line: a command, some of its options, and its arguments."""
    name, command = draw(st.sampled_from(commands()))
    words = [name]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            if draw(st.integers(0, 3)):
                continue
            words.append(draw(st.sampled_from(parameter.opts + parameter.secondary_opts)))
            if not parameter.is_flag:
                words.append(draw(value_of(parameter)))
        elif name in WAITING or (name in HEAVY and parameter.name in ("name", "names")):
            words.append("puuttuva")
        elif draw(st.integers(0, 5)):
            words.append(draw(value_of(parameter)))
    if name in HEAVY and "puuttuva" not in words:
        words.append("puuttuva")
    return words + draw(st.lists(st.sampled_from(["--x", "x", "--help", "-"]), max_size=1))


@given(words=calls())
def test_whatever_is_typed_is_answered(town: Path, words: list[str]) -> None:
    with copied(town) as root:
        answered(root, *(word.replace("\0", "") for word in words))


# --- content --------------------------------------------------------------------------------

READERS = ("check", "format", "pages", "status", "changes", "export", "review", "approve")


def arguments(command: str, name: str = "pikku") -> list[str]:
    more = {
        "export": [name, "--csv", "x.csv", "--annex", "x.xlsx"],
        "review": ["--base", "."],
        "approve": [name, "--body", "Johtoryhmä", "--date", "1.1.2026", "--dry-run"],
    }
    return more.get(command, [name])


@st.composite
def edits(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Return what a slip, a bad tool or an enemy does to the bytes of a file."""
    nasty = draw(st.sampled_from(NASTY) | st.binary(max_size=6))
    share, how = draw(st.integers(0, 999)), draw(st.integers(0, 5))

    def edit(data: bytes) -> bytes:
        at = share * len(data) // 1000
        line = data.rfind(b"\n", 0, at) + 1
        end = data.find(b"\n", at) + 1 or len(data)
        return [
            lambda: data[:at] + nasty + data[at:],
            lambda: data[:line] + nasty + data[line:],
            lambda: data[:line] + data[end:],
            lambda: data[:line] + data[line:end] * 2 + data[end:],
            lambda: data[:at],
            lambda: nasty,
        ][how]()

    return edit


@one_in(2)
@given(data=st.data())
def test_whatever_stands_in_a_file_is_answered(town: Path, data: st.DataObject) -> None:
    with copied(town) as root:
        files = sorted(path for path in (root / "content").rglob("*") if path.is_file())
        for path in data.draw(st.lists(st.sampled_from(files), min_size=1, max_size=2)):
            path.write_bytes(data.draw(edits())(path.read_bytes()))
        command = data.draw(st.sampled_from(READERS))
        answered(root, command, *arguments(command))


def _replaced(path: Path, make: Callable[[Path], Any]) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    make(path)


def _roadmap(path: Path) -> None:
    path.mkdir()
    for file, text in PIKKU.items():
        (path / file).parent.mkdir(exist_ok=True)
        (path / file).write_text(dedent(text))


ODD: dict[str, Callable[[Path], Any]] = {
    "a folder": lambda path: path.mkdir(),
    "nothing": lambda path: None,
    "a roadmap": _roadmap,
    "an empty file": lambda path: path.write_bytes(b""),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to a file elsewhere": lambda path: path.symlink_to("/etc/hostname"),
    "a link to a folder elsewhere": lambda path: path.symlink_to("/etc"),
    "a link to the root": lambda path: path.symlink_to("/"),
    "a link to nothing": lambda path: path.symlink_to("/nonexistent/x"),
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a list": lambda path: path.write_bytes(b"- a\n"),
    "another kind of JSON": lambda path: path.write_bytes(b"[1, 2]"),
}
PLACES = [
    *("content", "content/pikku", "content/pikku/tiekartta.yml", "content/pikku/toimenpiteet"),
    *("content/pikku/tavoitteet", "content/pikku/saatesanat.md", "content/pikku/tahot.yml"),
    *("content/pikku/hyvaksytyt", "content/pikku/hyvaksytyt/2025-1", "mkdocs.yml", "build"),
    *("content/pikku/hyvaksytyt/2025-1/sisalto.json", "content/pikku/.tuonti.json"),
    *("content/pikku/hyvaksytyt/2025-1/hyvaksynta.json", "build/.sanasto/pikku.sanat.jsonl"),
    *("content/pikku/hyvaksytyt/sallitut_allekirjoittajat", "content/pikku/x.yml", "content/x"),
    *("content/pikku/toimenpiteet/\udcff.yml", "content/\udcff", "content/pikku/a\nb.md"),
    *("content/pikku/toimenpiteet/<img>.yml", "content/pikku/tavoitteet/con.yml"),
]


@one_in(2)
@given(
    odd=st.sampled_from(sorted(ODD)),
    place=st.sampled_from(PLACES),
    data=st.data(),
)
def test_whatever_stands_in_the_place_of_a_file_or_folder_is_answered(
    town: Path, odd: str, place: str, data: st.DataObject
) -> None:
    with copied(town) as root:
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        _replaced(path, ODD[odd])
        command = data.draw(st.sampled_from(READERS))
        # Of a path in content/ the last word may be a roadmap's name.
        name = data.draw(st.sampled_from(["pikku", path.name]))
        answered(root, command, *arguments(command, name))
