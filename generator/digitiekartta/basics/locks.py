"""Locks: one run at a time works in a folder.

The operating system holds the lock and lets go of it when the run ends, however it ends:
a run that was killed leaves no lock behind, only an empty file.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes], *, wait: bool) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes], *, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


#: How operating systems say that somebody else holds it.
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class Locked(Exception):
    """Another run holds the lock."""


@contextmanager
def locked(file: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold a lock while the block runs.

    Args:
        file: Is made, with its folder, and stays: to remove it would let two runs in.
        wait: Whether to wait for a run that holds it.
    Raises:
        Locked: Another run holds the lock, and ``wait`` is not set.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as held:
        try:
            _take(held, wait=wait)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            raise Locked(file.as_posix()) from error
        yield
