"""Work that is killed at any moment: before each change of the disk, here or on a server."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

CHANGES = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.symlink", "os.chmod"})


def killed_before(number: int, act: Callable[[], object]) -> bool:
    """Do something in a process that dies before its n-th change.

    Returns:
        Whether it died: with a large number it comes to its end.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = number

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in CHANGES or _opens_to_write(event, arguments) or _sends(event, arguments):
            if left == 0:
                os._exit(9)
            left -= 1

    sys.addaudithook(count)
    try:
        act()
    finally:
        os._exit(0)


def _opens_to_write(event: str, arguments: tuple[Any, ...]) -> bool:
    # A number is a pipe to a program that is about to start: ``_sends`` tells of those that change.
    is_file = event == "open" and not isinstance(arguments[0], int)
    return is_file and bool((arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR))


def _sends(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether a program is started that changes something on the other machine."""
    if event != "subprocess.Popen":
        return False
    program, words = arguments[:2]
    return program == "rsync" or "umask" in words[-1]
