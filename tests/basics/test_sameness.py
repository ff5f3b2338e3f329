"""Whatever comes in the place of a file or a folder makes the whole another, as it counts."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from digitiekartta.basics.sameness import digest_of, touched


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "koe"
    (folder / "toimenpiteet").mkdir(parents=True)
    (folder / "toimenpiteet" / "intra.yml").write_text("otsikko: Intra\n")
    (folder / "tahot.yml").write_text("")
    return folder


def file_to_link(folder: Path) -> None:
    file = folder / "toimenpiteet" / "intra.yml"
    file.rename(folder.with_name("muualla.yml"))
    file.symlink_to(folder.with_name("muualla.yml"))


def all_to_link(folder: Path) -> None:
    folder.rename(folder.with_name("muualla"))
    folder.symlink_to("muualla")


def folder_added(folder: Path) -> None:
    (folder / "toimenpiteet" / "uusi.yml").mkdir()


def file_to_folder(folder: Path) -> None:
    (folder / "tahot.yml").unlink()
    (folder / "tahot.yml").mkdir()


@pytest.mark.parametrize("change", [file_to_link, all_to_link, folder_added, file_to_folder])
@pytest.mark.parametrize("told", [digest_of, touched])
def test_what_something_is_counts_as_well_as_what_it_says(
    folder: Path, told: Callable[[Path], object], change: Callable[[Path], None]
):
    before = told(folder)
    assert before == told(folder)

    change(folder)

    assert before != told(folder)


def test_a_link_that_leads_elsewhere_is_another(folder):
    for name in ("a", "b"):
        (folder.with_name(name)).write_text("sama")
    (folder / "linkki").symlink_to(folder.with_name("a"))
    before = digest_of(folder)
    (folder / "linkki").unlink()
    (folder / "linkki").symlink_to(folder.with_name("b"))

    assert before != digest_of(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="ei putkia")
def test_a_pipe_is_refused_and_not_waited_for(folder):
    os.mkfifo(folder / "putki")

    with pytest.raises(OSError, match="putki"):
        digest_of(folder)
