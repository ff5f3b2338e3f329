import os

import pytest
from neutrals import document, goal, measure

from digitiekartta.documents.importing.proposal import prepare
from digitiekartta.documents.importing.proposal.prepare import apply, recover, stage

ONE = document(goal("Tieto", {None: [measure("Arkisto")]}))
TWO = document(goal("Tieto", {None: [measure("Arkisto", notes="uusi")]}))


def beside(town):
    return sorted(path.name for path in (town.project.content).iterdir())


def test_a_proposal_stands_beside_and_content_stays_as_it_was(town):
    town.imported(ONE)
    before = town.files()
    prepared = town.prepared(TWO)

    assert before == town.files()
    assert {"content", "raportti.md"} == {path.name for path in prepared.folder.iterdir()}
    staged = prepared.folder / "content" / "kunta" / "toimenpiteet" / "arkisto.yml"
    assert "lisatiedot: uusi" in staged.read_text(encoding="utf-8")


def test_an_import_leaves_nothing_but_the_roadmap(town):
    town.imported(ONE)
    town.imported(TWO)

    assert ["kunta"] == beside(town)


@pytest.mark.parametrize("step", ["stage", "first rename", "second rename"])
def test_an_import_that_fails_changes_nothing(town, monkeypatch, step):
    town.imported(ONE)
    before = town.files()
    files = town.prepared(TWO).proposal.files
    renames = []

    def broken_stage(*_):
        raise OSError("full")

    def broken_rename(old, new, rename=os.rename):
        renames.append(new)
        if len(renames) == (1 if step == "first rename" else 2):
            raise OSError("no")
        rename(old, new)

    if step == "stage":
        monkeypatch.setattr(prepare, "stage", broken_stage)
    else:
        monkeypatch.setattr(os, "rename", broken_rename)
    with pytest.raises(OSError, match=r"full|no"):
        apply(town.folder, files)

    assert before == town.files()
    assert ["kunta"] == beside(town)


def test_an_import_that_was_killed_between_its_steps_is_mended_by_the_next(town):
    town.imported(ONE)
    before = town.files()
    town.folder.rename(town.folder.with_name(".kunta.entinen"))
    recover(town.folder)

    assert before == town.files()


def test_a_link_to_another_file_is_not_written_through(town, tmp_path):
    town.imported(ONE)
    outside = tmp_path / "oma.yml"
    path = town.folder / "toimenpiteet" / "arkisto.yml"
    path.rename(outside)
    path.symlink_to(outside)
    stage(town.folder, {"toimenpiteet/arkisto.yml": "uusi\n"}, tmp_path / "ehdotus")

    assert "uusi" not in outside.read_text(encoding="utf-8")
