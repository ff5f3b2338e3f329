"""Roadmaps that are made side by side: what is told of them, and what ends them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from digitiekartta.site import many
from digitiekartta.site.many import Progress, side_by_side

INTERRUPTED = """
import sys
from digitiekartta.site.many import side_by_side
from test_many import waits
side_by_side(waits, sys.argv[1:], print, lambda name, status: "")
"""


@pytest.fixture(autouse=True)
def known_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let other programs know the functions of this file, and let there be two of them."""
    paths = [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    monkeypatch.setattr(many, "cores", lambda: 2)


def made_of(make: object, names: Sequence[str]) -> tuple[list[object], list[tuple[str, str]]]:
    """Return what was made, and what was told meanwhile."""
    told: list[tuple[str, str]] = []
    made = side_by_side(make, names, lambda *what: told.append(what), lambda *lost: lost)
    return made, told


def tells(name: str, progress: Progress) -> int:
    print("ei kuulu vastaukseen")
    for what in ("alkoi", "valmis"):
        progress(name, what)
    return os.getpid()


def meets(folder: str, progress: Progress) -> bool:
    """Wait until both have come."""
    Path(folder, str(os.getpid())).touch()
    until = time.monotonic() + 20
    while len(os.listdir(folder)) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    return len(os.listdir(folder)) == 2


def breaks(name: str, progress: Progress) -> str:
    if name == "tapettu":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "loppunut":
        os._exit(3)
    return name


class Odd(Exception):
    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} ja {other}")


def raises(name: str, progress: Progress) -> str:
    if name == "levy":
        raise OSError(28, "No space left on device", "site/levy")
    if name == "outo":
        raise Odd(1, 2)
    return name


def is_one_core(name: str, progress: Progress) -> int:
    return many.cores()


def waits(folder: str, progress: Progress) -> None:
    """Start a program, as engines are, and wait for it."""
    program = "import sys, time; open(sys.argv[1], 'w').close(); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program, f"{folder}/moottori"]) as engine:
        Path(folder, "numero").write_text(str(engine.pid))


def test_what_is_made_comes_in_the_order_of_the_names_by_two_programs_at_most():
    names = ["d", "b", "a", "c", "e"]
    made, told = made_of(tells, names)

    assert len(made) == 5
    assert len(set(made)) <= 2
    assert os.getpid() not in made
    for name in names:
        assert ["alkoi", "valmis"] == [what for one, what in told if one == name]


def test_two_are_made_at_the_same_time(tmp_path):
    assert [True, True] == made_of(meets, [str(tmp_path)] * 2)[0]


@pytest.mark.parametrize(("names", "cores"), [(["a"], 2), (["a", "b"], 1)])
def test_one_roadmap_and_one_core_need_no_other_program(monkeypatch, names, cores):
    monkeypatch.setattr(many, "cores", lambda: cores)

    assert {os.getpid()} == set(made_of(tells, names)[0])


def test_a_program_that_ends_in_the_middle_loses_its_own_roadmap_alone():
    made, _ = made_of(breaks, ["a", "tapettu", "b", "loppunut", "c", "tapettu", "d"])

    killed = ("tapettu", -signal.SIGKILL)
    assert ["a", killed, "b", ("loppunut", 3), "c", killed, "d"] == made


def test_what_goes_wrong_in_another_program_goes_wrong_here():
    with pytest.raises(OSError, match="No space") as refused:
        made_of(raises, ["a", "levy", "b", "outo"])
    assert (28, "site/levy") == (refused.value.errno, refused.value.filename)

    with pytest.raises(RuntimeError, match="Odd: 1 ja 2") as mistake:
        made_of(raises, ["outo", "a"])
    assert "in raises" in "".join(mistake.value.__notes__)


def test_what_cannot_be_told_here_ends_the_work():
    def full(*_: str) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        side_by_side(tells, ["a", "b", "c"], full, lambda *lost: lost)


def test_one_of_many_uses_one_core():
    assert [1, 1] == made_of(is_one_core, ["a", "b"])[0]


def test_ctrl_c_ends_all_that_was_started(tmp_path):
    folders = [tmp_path / name for name in ("yksi", "kaksi", "kolme")]
    for folder in folders:
        folder.mkdir()
    command = [sys.executable, "-c", INTERRUPTED, *map(str, folders)]

    def hearing() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)

    with subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=hearing) as process:
        at_work = folders[: many.cores()]
        until = time.monotonic() + 60
        while not all((one / "moottori").exists() and (one / "numero").exists() for one in at_work):
            assert time.monotonic() < until
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)

    assert b"KeyboardInterrupt" in err.splitlines()[-1]
    assert not any(lives(int((one / "numero").read_text())) for one in at_work)
    assert not (folders[2] / "numero").exists()


def lives(number: int) -> bool:
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True)
    return told.stdout.strip()[:1] not in ("", "Z")  # nobody may be there to wait for it
