"""A terminal: our commands run as a person runs them, within the process of the tests."""

from __future__ import annotations

import io
import os
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from digitiekartta.commands import main as cli


@dataclass(frozen=True)
class Ending:
    """How a command ended: its exit code and what it said."""

    code: int
    out: str
    err: str


def run(folder: Path, *words: str, answer: str = "", **environment: str) -> Ending:
    """Run a command of ours in a folder; ``answer`` is what is typed when it asks."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        chdir(folder),
        patch.dict(os.environ, environment),
        patch.object(sys, "argv", ["digitiekartta", *map(str, words)]),
        patch.object(sys, "stdin", io.StringIO(answer)),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ending,
    ):
        cli.main()
    assert isinstance(ending.value.code, int)
    return Ending(ending.value.code, said(out), said(err))


def said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
