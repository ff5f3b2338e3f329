"""A file that people keep is written as a whole, and what is no file is written through."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from digitiekartta.basics.files import swap_in, write_whole


def test_a_file_gets_its_new_content_and_keeps_its_mode(tmp_path):
    file = tmp_path / "muutokset.md"
    file.write_text("vanha")
    file.chmod(0o640)

    write_whole(file, b"uusi")

    assert (b"uusi", 0o640) == (file.read_bytes(), stat.S_IMODE(file.stat().st_mode))
    assert [file] == list(tmp_path.iterdir())


def test_what_cannot_be_written_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("levy")))

    with pytest.raises(OSError, match="levy"):
        write_whole(tmp_path / "muutokset.md", b"uusi")

    assert [] == list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="putki vaatii POSIX-järjestelmän")
def test_a_pipe_is_written_through_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "putki"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()

    write_whole(pipe, b"muutokset")
    reader.join(5)

    assert [b"muutokset"] == read
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [pipe] == list(tmp_path.iterdir())


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_leads_to_the_same_place_afterwards(tmp_path, exists):
    file, link = tmp_path / "kansio" / "raportti.md", tmp_path / "linkki.md"
    file.parent.mkdir()
    if exists:
        file.write_text("vanha")
    link.symlink_to(Path("kansio", "raportti.md"))

    write_whole(link, b"uusi")

    assert link.is_symlink()
    assert b"uusi" == file.read_bytes()


def test_a_link_in_the_place_of_a_folder_gives_way_to_it_again_and_again(tmp_path):
    (tmp_path / "toisaalla").mkdir()
    (tmp_path / "paikka").symlink_to(tmp_path / "toisaalla")
    for text in ("yksi", "kaksi"):
        (tmp_path / "uusi").mkdir()
        (tmp_path / "uusi" / "a").write_text(text)
        swap_in(tmp_path / "uusi", tmp_path / "paikka", tmp_path / "vanha")

        assert text == (tmp_path / "paikka" / "a").read_text()
        assert not (tmp_path / "vanha").is_symlink()
