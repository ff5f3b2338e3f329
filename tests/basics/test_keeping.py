"""What is kept in a file is there the next time, or it is as if nothing had been kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from digitiekartta.basics.keeping import keep, kept, line_of

WHAT = {"Ä\n1": line_of({"sana": "yö\n"}), "b": b"[]"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "build" / "pikku" / "muisti.jsonl"
    keep(file, "ohjelma 1", WHAT)
    return file


def test_what_is_kept_is_there_the_next_time(file):
    assert WHAT == kept(file, "ohjelma 1")


def test_what_depends_on_something_else_is_not_taken(file):
    assert {} == kept(file, "ohjelma 2")


@pytest.mark.parametrize("at", [0, 5, 70, 80, -1])
def test_what_was_damaged_is_not_taken(file, at):
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)

    assert {} == kept(file, "ohjelma 1")


def test_what_was_cut_off_is_not_taken(file):
    file.write_bytes(file.read_bytes().rpartition(b"\n")[0])

    assert {} == kept(file, "ohjelma 1")


def test_what_is_no_file_holds_nothing(file, tmp_path):
    assert {} == kept(tmp_path, "ohjelma 1")
    assert {} == kept(tmp_path / "none", "ohjelma 1")


def test_where_there_is_no_room_nothing_is_kept_and_nothing_said(file):
    keep(file / "under", "ohjelma 1", WHAT)

    assert WHAT == kept(file, "ohjelma 1")
