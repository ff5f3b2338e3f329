"""Many roadmaps side by side: each is made by a program of its own, which then makes another.

Most of the work is Python, of which one program does one thing at a time. The programs are
started as engines are, not forked: a copy of a program in which threads are at work may stand
still for ever, and Windows makes no copies. They are told what to do, and answer, in pickles. Of
Ctrl+C they hear nothing: it is heard here, and each is ended together with the engine that it has
started, as they are a group of their own.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, TypeVar

Progress = Callable[[str, str], None]
"""Called with a roadmap's name and, in Finnish, what has just been done to it."""

Result = TypeVar("Result")

_PROGRAM = "from digitiekartta.site.many import work; work()"
_TOLD, _DONE, _RAISED = range(3)
_is_one_of_many = False


class Lost(Exception):
    """A program ended in the middle of its work."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status
        """Its exit code; less than 0 is the number of the signal that ended it."""


def cores() -> int:
    """Return how much may be done at once: one thing in a program that is one of many."""
    if _is_one_of_many:
        return 1
    if hasattr(os, "sched_getaffinity"):  # a container may have fewer than the machine
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def side_by_side(
    make: Callable[[str, Progress], Result],
    names: Sequence[str],
    progress: Progress,
    lost: Callable[[str, int], Result],
) -> list[Result]:
    """Return what is made of each roadmap, in the order of their names.

    Args:
        make: What makes it; pickle must know it, and what it returns.
        names: The roadmaps. A single one is made in this program, as all are on a single core.
        progress: What ``make`` tells its progress; it is called from several threads.
        lost: Gives what comes of a roadmap whose program ended in the middle, with its status.
    Raises:
        Exception: What ``make`` or ``progress`` raised, of the first roadmap of which one did.
            What has been begun by then is made, and no more is begun.
    """
    most = min(cores(), len(names))
    if most < 2:
        return [make(name, progress) for name in names]
    helpers = [_Helper() for _ in range(most)]
    idle: SimpleQueue[_Helper] = SimpleQueue()
    for helper in helpers:
        idle.put(helper)

    def made(name: str) -> Result:
        helper = idle.get()
        try:
            result: Result = helper.make(make, name, progress)
            return result
        except Lost as error:
            return lost(name, error.status)
        finally:
            idle.put(helper)

    def close() -> None:
        for helper in helpers:
            helper.close()

    try:
        with ThreadPoolExecutor(most) as pool:
            try:
                return list(pool.map(made, names))
            except KeyboardInterrupt:
                close()
                raise
    finally:
        close()


class _Helper:
    """A program that makes one roadmap after another; one that was lost is started anew."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False
        self._lock = threading.Lock()

    def make(
        self, make: Callable[[str, Progress], Result], name: str, progress: Progress
    ) -> Result:
        """Let it make a roadmap, and return or raise what it does.

        Raises:
            Lost: It ended in the middle, by itself or by ``close``.
        """
        with self._lock:
            if self._is_closed:
                raise Lost(0)
            self._process = process = self._process or _started()
        try:
            kind, answer = _asked(process, (make, name))
            while kind == _TOLD:
                progress(*answer)
                kind, answer = _asked(process)
        except EOFError as error:
            raise Lost(self._end()) from error
        if kind == _RAISED:
            raise answer
        result: Result = answer
        return result

    def close(self) -> None:
        """End it, whatever it does."""
        with self._lock:
            self._is_closed = True
            self._end()

    def _end(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        if sys.platform == "win32":
            process.kill()
        else:  # until it is waited for, no other can have its number
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
        with suppress(OSError), process:  # what it was to be told is lost with it
            pass
        return process.returncode


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _PROGRAM]
    apart: dict[str, Any] = {"process_group": 0}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **apart)


def _asked(process: subprocess.Popen[bytes], question: object = None) -> tuple[int, Any]:
    """Return the next answer, of a kind, to a question, or to the one before.

    Raises:
        EOFError: It has ended.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        if question:
            process.stdin.write(pickle.dumps(question))
            process.stdin.flush()
        answer: tuple[int, Any] = pickle.load(process.stdout)
    except (OSError, ValueError, pickle.UnpicklingError) as error:  # also: closed meanwhile
        raise EOFError from error
    return answer


def work() -> None:
    """Be one of the programs: make what is asked for until nothing more is."""
    global _is_one_of_many
    _is_one_of_many = True
    # What is printed here, or read by a program started here, is no part of the talk.
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)

    def answer(kind: int, what: object) -> None:
        answers.write(pickle.dumps((kind, what)))
        answers.flush()

    with suppress(EOFError, OSError):  # who asks has left
        while True:
            make, name = pickle.load(questions)
            try:
                made = make(name, lambda *told: answer(_TOLD, told))
                pickle.dumps(made)
            except Exception as error:
                answer(_RAISED, _fit_to_send(error))
            else:
                answer(_DONE, made)


def _fit_to_send(error: Exception) -> Exception:
    """Return an error that comes out of a pickle as it was, or one that tells of it."""
    try:
        fits = type(pickle.loads(pickle.dumps(error))) is type(error)
    except Exception:  # any: its class may do anything with what it gets
        fits = False
    sent = error if fits else RuntimeError(f"{type(error).__name__}: {error}")
    sent.add_note("".join(traceback.format_exception(error)))
    return sent
