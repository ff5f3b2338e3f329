"""Locks: one run at a time, and none left behind by a run that was killed."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from digitiekartta.basics.locks import Locked, locked

HOLD = """
import pathlib, sys
from digitiekartta.basics.locks import locked
with locked(pathlib.Path(sys.argv[1])):
    print("pidossa", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_is_kept_out_until_the_first_is_done(tmp_path):
    file = tmp_path / "kansio" / "lukko"
    with locked(file), pytest.raises(Locked), locked(file):
        pass

    with locked(file):
        pass


def test_a_killed_run_leaves_no_lock(tmp_path):
    file = tmp_path / "lukko"
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=pipe, stdout=pipe, text=True
    ) as holder:
        assert holder.stdout
        assert "pidossa\n" == holder.stdout.readline()
        with pytest.raises(Locked), locked(file):
            pass
        holder.kill()
        holder.wait()

    assert file.exists()
    with locked(file):
        pass


def test_who_can_wait_gets_the_lock_when_it_is_free(tmp_path):
    file = tmp_path / "lukko"
    order = []

    def wait() -> None:
        with locked(file, wait=True):
            order.append("toinen")

    with locked(file):
        thread = threading.Thread(target=wait)
        thread.start()
        order.append("ensimmäinen")
    thread.join(timeout=20)

    assert ["ensimmäinen", "toinen"] == order
