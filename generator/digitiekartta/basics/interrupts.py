"""Ctrl+C: it ends a program at once while it loads or leaves, and tidily while it works.

A ``KeyboardInterrupt`` in the middle of an import prints Python's traceback, whoever catches
it; nothing is there to be tidied up yet.
"""

import os
import signal
from types import FrameType

INTERRUPTED = 130
"""The exit code, as shells say of a program that was ended by Ctrl+C."""


def leave(number: int = 0, frame: FrameType | None = None) -> None:
    """End the program now (a signal handler)."""
    os.write(2, b"Keskeytetty.\n")
    os._exit(INTERRUPTED)


def end_at_once() -> None:
    """From here on Ctrl+C ends the program without a word of Python's."""
    # Where it is not to be heard (``nohup``, ``&`` in a script), it stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, leave)


def end_tidily() -> None:
    """From here on Ctrl+C is an exception, so that what was begun is taken back."""
    if signal.getsignal(signal.SIGINT) is leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)
