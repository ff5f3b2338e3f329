"""The guard that keeps the tests away from what editors may change."""

from __future__ import annotations

import shutil

import pytest

from content_guard import ReadsContentError, is_of_content
from towns import ROOT, content


@pytest.mark.parametrize(
    "read",
    [
        lambda folder: (ROOT / "content/kauhava/tiekartta.yml").read_text(),
        lambda folder: (ROOT / "content/oma/toimenpiteet/uusi.yml").write_text(""),
        lambda folder: list((ROOT / "content").iterdir()),
        lambda folder: shutil.copytree(ROOT / "content/esimerkkila", folder / "x"),
        lambda folder: (folder / "content").symlink_to(ROOT / "content"),
    ],
    ids=["a file", "a file that is not there", "the names", "a copy", "a link"],
)
def test_a_test_that_reads_a_roadmap_of_content_fails(tmp_path, read):
    with pytest.raises(ReadsContentError, match=r"test_content_guard.*tests/kunnat"):
        read(tmp_path)


def test_guides_schemas_and_invented_municipalities_may_be_read():
    assert not is_of_content(ROOT / "content/OHJE.md")
    assert not is_of_content(str(ROOT / "content/.skeemat/toimenpide.schema.json"))
    assert not is_of_content(content("pikkula") / "pikkula/tiekartta.yml")
    assert not is_of_content(7)
