"""What the machine refuses is told as the machine's."""

from __future__ import annotations

import pytest

from digitiekartta.basics.machine import fault_in, fault_of
from digitiekartta.basics.problems import Place

HERE = Place("build/kunta/mkdocs.yml")


@pytest.mark.parametrize(
    ("last_line", "code", "file"),
    [
        ("OSError: [Errno 28] No space left on device", "disk-full", HERE.file),
        ("OSError: [Errno 28] No space left on device: '/b/a.js'", "disk-full", "/b/a.js"),
        ("OSError: [Errno 28] No space left on device: '/a.js' -> '/b.js'", "disk-full", "/b.js"),
        ("PermissionError: [Errno 13] Permission denied: '/b'", "not-allowed", "/b"),
        ("OSError: [Errno 30] Read-only file system: '/b'", "disk-read-only", "/b"),
        ("OSError: [Errno 24] Too many open files: '/b'", "too-many-files", "/b"),
        ("MemoryError", "no-memory", HERE.file),
    ],
)
def test_what_another_program_of_ours_met_is_told_from_its_last_words(last_line, code, file):
    traceback = (
        f'Traceback (most recent call last):\n  File "/x.py", line 1, in <module>\n{last_line}'
    )
    fault = fault_in(traceback, HERE)

    assert fault
    assert (code, file) == (fault.code, fault.place.file)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "KeyError: 'a'",
        "FileNotFoundError: [Errno 2] No such file or directory: '/b'",
        "OSError: [Errno 28] No space left on device\nConfigurationError: something else",
    ],
)
def test_what_is_no_fault_of_the_machine_is_not_told_as_one(words):
    assert fault_in(words, HERE) is None
    assert fault_of(FileNotFoundError(2, "", "b")) is None
