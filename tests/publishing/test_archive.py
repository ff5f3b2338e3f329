"""A release as a zip: unpacked, it opens at once."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from small_releases import make_release

from digitiekartta.publishing.archive import Archive, opening_from_disk


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "tehty"
    make_release(folder, "2024-1")
    return folder


def test_the_zip_holds_one_folder_with_every_file(source, tmp_path):
    made = make_release(source, "2024-1")
    (source / "index.html.gz").write_bytes(b"for servers only")

    Archive(tmp_path / "tiekartta.zip", "kauhava").write(source, made)

    with zipfile.ZipFile(tmp_path / "tiekartta.zip") as archive:
        names = {name.partition("/")[::2] for name in archive.namelist()}
        assert {made.name} == {folder for folder, _ in names}
        assert {*made.files, ".julkaisu.json"} == {name for _, name in names}
        assert {0o644} == {entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
    live = Archive(tmp_path / "tiekartta.zip", "kauhava").live()
    assert live is not None
    assert made == live.manifest
    assert [] == [name for name in os.listdir(tmp_path) if name.endswith(".uusi")]


def test_the_same_release_is_the_same_zip_whenever_it_is_made(source, tmp_path):
    made = make_release(source, "2024-1")
    Archive(tmp_path / "yksi.zip", "kauhava").write(source, made)
    for path in source.rglob("*"):
        os.utime(path, (1, 1))

    Archive(tmp_path / "toinen.zip", "kauhava").write(source, made)

    assert (tmp_path / "yksi.zip").read_bytes() == (tmp_path / "toinen.zip").read_bytes()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("tavoitteet/", "tavoitteet/index.html"),
        ("../", "../index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("../..", "../../index.html"),
        ("../tavoitteet/#lahto", "../tavoitteet/index.html#lahto"),
        ("haku/?q=a", "haku/index.html?q=a"),
        ("", ""),
        ("#sisalto", "#sisalto"),
        ("a.css", "a.css"),
        ("/digitiekartta/", "/digitiekartta/"),
        ("https://www.kunta.fi/", "https://www.kunta.fi/"),
        ("mailto:kirjaamo@kunta.fi", "mailto:kirjaamo@kunta.fi"),
    ],
)
def test_links_to_folders_lead_to_their_pages(written, expected):
    assert opening_from_disk(f'<a href="{written}">'.encode()) == f'<a href="{expected}">'.encode()


@pytest.mark.parametrize("text", ['<p>Kirjoita href="tavoitteet/".</p>', '<!-- href="x/" -->'])
def test_text_about_links_stays_as_it_is(text):
    assert opening_from_disk(text.encode()) == text.encode()


def test_another_file_in_the_place_of_the_zip_is_not_replaced(tmp_path, source):
    file = tmp_path / "liite.zip"
    assert [] == Archive(file, "kauhava").problems()
    file.write_text("jotakin muuta")
    assert ["target-not-ours"] == [problem.code for problem in Archive(file, "kauhava").problems()]

    Archive(file, "kauhava").write(source, make_release(source, "2024-1"))
    assert [] == Archive(file, "kauhava").problems()
    assert ["target-not-ours"] == [
        problem.code for problem in Archive(file, "kemijarvi").problems()
    ]


def zip_with(file: Path, name: str, data: bytes, **changes: int) -> None:
    """Write a zip with one file, whose header lies afterwards."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    written = bytearray(file.read_bytes())
    central = written.index(b"PK\x01\x02")
    for start, flags, method in ((0, 6, 8), (central, 8, 10)):
        written[start + flags] |= changes.get("flags", 0)
        written[start + method] = changes.get("method", written[start + method])
    written[central + 16] ^= changes.get("crc", 0)
    file.write_bytes(bytes(written[: changes.get("cut", len(written))]))


@pytest.mark.parametrize(
    "changes", [{"flags": 1}, {"method": 99}, {"method": 14}, {"crc": 1}, {"cut": 40}], ids=str
)
def test_a_zip_that_cannot_be_read_is_none_of_ours_and_stays(tmp_path, source, changes):
    file = tmp_path / "vieras.zip"
    zip_with(file, "2024-1/.julkaisu.json", (source / ".julkaisu.json").read_bytes(), **changes)
    before = file.read_bytes()

    assert Archive(file, "kauhava").live() is None
    assert ["target-not-ours"] == [p.code for p in Archive(file, "kauhava").problems()]
    assert before == file.read_bytes()


@pytest.mark.parametrize("data", [b"[" * 100_000, b"\xff", b"", b'{"muoto": 1}'], ids=len)
def test_a_zip_whose_manifest_is_none_is_none_of_ours(tmp_path, data):
    zip_with(tmp_path / "vieras.zip", "2024-1/.julkaisu.json", data)

    assert Archive(tmp_path / "vieras.zip", "kauhava").live() is None
