"""The lock of a build folder: one run at a time, and none left behind by a run that was killed."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from digitiekartta.basics.problems import Stopped
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import lock_of

HOLD = """
import pathlib, sys
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import lock_of
with lock_of(Project(pathlib.Path(sys.argv[1])), "kunta"):
    print("pidossa", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_second_run_is_kept_out_until_the_first_is_done(project):
    with lock_of(project, "kunta"):
        with pytest.raises(Stopped), lock_of(project, "kunta"):
            pass
        with lock_of(project, "toinen"):
            pass

    with lock_of(project, "kunta"):
        pass


def test_a_killed_run_leaves_no_lock(project):
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", HOLD, str(project.root)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as holder:
        assert holder.stdout
        assert "pidossa\n" == holder.stdout.readline()
        with pytest.raises(Stopped), lock_of(project, "kunta"):
            pass
        holder.kill()
        holder.wait()

    with lock_of(project, "kunta"):
        pass


def test_who_can_wait_gets_the_lock_when_it_is_free(project):
    order = []

    def wait() -> None:
        with lock_of(project, "kunta", wait=True):
            order.append("toinen")

    with lock_of(project, "kunta"):
        thread = threading.Thread(target=wait)
        thread.start()
        order.append("ensimmäinen")
    thread.join(timeout=20)

    assert ["ensimmäinen", "toinen"] == order
