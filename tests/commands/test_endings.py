"""How a run ends when the machine, the output or a person breaks it off."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from digitiekartta.commands import terminal
from digitiekartta.roadmap.checking import rules

MODULE = (sys.executable, "-m", "digitiekartta")
INTERRUPTED_AT = """
import os, signal, sys
left = int(sys.argv.pop(1))
def interrupt(event, arguments):
    global left
    if event == "import":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGINT)
from digitiekartta.__main__ import main
sys.addaudithook(interrupt)
main()
"""


@pytest.fixture
def project(content) -> Path:
    (content.root / "mkdocs.yml").write_text("site_name: Pikku\n")
    return content.root


# --- output --------------------------------------------------------------------------------------


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="levyä /dev/full ei ole")
@pytest.mark.parametrize(
    "words", [[], ["--help"], ["--version"], ["check"], ["changes", "pikku"], ["check", "--help"]]
)
def test_output_that_cannot_be_written_is_a_fault_that_is_told(project, words):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*MODULE, *words], cwd=project, stdout=full, stderr=subprocess.PIPE, text=True
        )

    assert 1 == done.returncode
    assert "Levy on täynnä" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_run_without_any_output_is_refused(project):
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *MODULE, "check"]
    done = subprocess.run(closed, cwd=project, stderr=subprocess.PIPE, text=True)

    assert (2, "Virhe: tulosteelle ei ole paikkaa, koska vakiotuloste on suljettu.\n") == (
        done.returncode,
        done.stderr,
    )


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab"])
def test_names_that_are_no_utf8_are_told_in_every_form(content, form):
    (content.root / "mkdocs.yml").write_text("site_name: Pikku\n")
    odd = os.fsencode(content.folder) + b"/toimenpiteet/s\xe4hk\xf6.yml"
    Path(os.fsdecode(odd)).write_text("otsikko: A\n")
    done = subprocess.run(
        [*MODULE, "check", "--format", form],
        cwd=content.root,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    )

    assert (1, b"") == (done.returncode, done.stderr)
    assert "s\ufffdhk\ufffd.yml" in done.stdout.decode() or "\\ufffd" in done.stdout.decode()


@pytest.mark.parametrize(
    "words", [["check"], ["changes"], ["status"], ["export", "--half-year"], ["audit"], ["serve"]]
)
def test_a_word_that_is_no_utf8_is_answered(project, words):
    done = subprocess.run(
        [*map(os.fsencode, (*MODULE, *words)), b"x\xe4"],
        cwd=project,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    )

    assert 2 == done.returncode
    assert done.stderr.decode()


def test_where_nothing_can_be_told_at_all_the_exit_code_tells(project):
    with open("/dev/full", "w") as full:
        done = subprocess.run([*MODULE, "check", "eiole"], cwd=project, stderr=full, stdout=full)

    assert 1 == done.returncode


# --- the machine ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "not-allowed"),
        (errno.EPERM, "not-allowed"),
        (errno.EROFS, "disk-read-only"),
        (errno.EMFILE, "too-many-files"),
        (errno.ENFILE, "too-many-files"),
        (errno.ENOMEM, "no-memory"),
        (errno.EIO, "disk-broken"),
    ],
)
def test_what_the_machine_refuses_is_told_as_the_machines(run, monkeypatch, number, code):
    def refuse(*_):
        raise OSError(number, os.strerror(number), "content/pikku/tahot.yml")

    monkeypatch.setattr(rules, "read_roadmap", refuse)

    ended, _, err = run("check")
    assert 1 == ended
    assert err.startswith("content/pikku/tahot.yml: ")
    assert f"[{code}]" in err
    assert "vika ohjelma" not in err


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EMFILE])
def test_a_file_that_a_person_named_and_the_machine_refuses_is_told_so(run, monkeypatch, number):
    def refuse(path, data, *, lasting=False):
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(terminal, "write_whole", refuse)

    for words in (["changes", "pikku", "--output", "a.md"], ["export", "pikku", "--csv", "a.csv"]):
        code, _, err = run(*words)
        assert 1 == code
        assert err.startswith("a.")


def test_a_lack_of_memory_is_no_fault_of_the_program(run, monkeypatch):
    def refuse(*_):
        raise MemoryError

    monkeypatch.setattr(rules, "read_roadmap", refuse)

    code, _, err = run("check")
    assert (1, True) == (code, "[no-memory]" in err)


# --- Ctrl+C --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 20, 100, 180, 260, 340])
def test_ctrl_c_while_commands_are_loaded_shows_nothing_of_python(project, number):
    def hearing():
        # Whoever runs the tests in the background may have deafened them and all they start.
        signal.signal(signal.SIGINT, signal.default_int_handler)

    words = ("-c", INTERRUPTED_AT, str(number), "check")
    done = subprocess.run(
        [sys.executable, *words], cwd=project, capture_output=True, text=True, preexec_fn=hearing
    )

    assert ("", "Keskeytetty.\n") == (done.stdout, done.stderr)
    assert 130 == done.returncode


def test_ctrl_c_that_is_not_to_be_heard_is_not(project):
    def deaf():
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    words = ("-c", INTERRUPTED_AT, "100", "check")
    done = subprocess.run(
        [sys.executable, *words], cwd=project, capture_output=True, text=True, preexec_fn=deaf
    )

    assert (0, "") == (done.returncode, done.stderr)
