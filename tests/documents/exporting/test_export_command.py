"""``digitiekartta export`` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook


def test_all_files_are_written(run):
    words = ("--annex", "liite.xlsx", "--annex", "liite.docx", "--csv", "rivit.csv")
    code, out, _ = run("export", "pikku", *words)

    assert 0 == code
    assert all(f"Kirjoitettu: {name}" in out for name in words[1::2])
    assert "Tavoite 1" == load_workbook("liite.xlsx").active.title


def test_an_annex_comes_back_without_changes(run, content):
    before = {path: path.read_bytes() for path in sorted(content.folder.rglob("*.yml"))}
    run("export", "pikku", "--annex", "liite.docx")
    code, out, err = run("import", "liite.docx", "--into", "pikku", "--apply", "--yes")

    assert (0, "") == (code, err)
    assert "muuttuvia 0" in out
    assert before == {path: path.read_bytes() for path in sorted(content.folder.rglob("*.yml"))}


def test_what_is_written_must_be_told(run):
    code, _, err = run("export", "pikku")

    assert 2 == code
    assert "--annex" in err


@pytest.mark.parametrize("name", ["liite.pdf", "liite"])
def test_another_ending_is_refused(run, name):
    assert 2 == run("export", "pikku", "--annex", name)[0]
    assert not Path(name).exists()


def test_an_unknown_roadmap_is_refused_with_the_nearest(run):
    code, _, err = run("export", "pikka", "--annex", "liite.xlsx")

    assert 2 == code
    assert "Tarkoititko ”pikku”?" in err


def test_content_with_errors_is_not_exported(run, content):
    content.append("toimenpiteet/ohjeet.yml", "vastu: Kirjasto\n")
    code, _, err = run("export", "pikku", "--annex", "liite.xlsx")

    assert 1 == code
    assert "unknown-key" in err
    assert not Path("liite.xlsx").exists()


def test_a_text_too_long_for_excel_is_told(run, content):
    content.append("toimenpiteet/ohjeet.yml", f"lisatiedot: {'a' * 33_000}\n")

    code, _, err = run("export", "pikku", "--annex", "liite.xlsx")
    assert 2 == code
    assert "Word" in err
    assert 0 == run("export", "pikku", "--annex", "liite.docx")[0]


def test_a_folder_that_is_not_there_is_told(run):
    code, _, err = run("export", "pikku", "--csv", "olematon/rivit.csv")

    assert 2 == code
    assert err.startswith("Virhe:")


def test_a_roadmap_without_goals_has_no_annex(run, content):
    for path in [*content.folder.glob("toimenpiteet/*"), *content.folder.glob("tavoitteet/*")]:
        path.unlink()

    code, _, err = run("export", "pikku", "--annex", "liite.xlsx")
    assert 2 == code
    assert "ei ole yhtään tavoitetta" in err


def test_open_data_is_written_into_a_folder(run):
    code, out, _ = run("export", "pikku", "--open-data", "data/uusi")
    folder = Path("data/uusi")

    assert 0 == code
    assert "Kirjoitettu kansioon" in out
    assert {"puolivuodet.csv", "toimenpiteet.csv", "tiekartta.json", "digitiekartta.xlsx"} <= {
        path.name for path in folder.iterdir()
    }
    told = json.loads((folder / "toimenpiteet/kurssit.json").read_text(encoding="utf-8"))
    assert "Tietoturvakurssi" == told["toimenpide"]["otsikko"]
    assert "luonnos" == told["tiedot"]["hyvaksynta"]


def test_a_folder_that_cannot_be_made_is_told(run):
    Path("este").write_text("")
    code, _, err = run("export", "pikku", "--open-data", "este/data")

    assert 2 == code
    assert "Valitse toinen paikka" in err


def test_what_open_data_said_of_a_measure_that_is_gone_is_removed_and_nothing_else(run, content):
    run("export", "pikku", "--open-data", "data")
    own = Path("data/toimenpiteet/oma.json")
    own.write_text("{}")
    gone = content.folder / "toimenpiteet/ohjeet.yml"
    gone.unlink()
    code, out, _ = run("export", "pikku", "--open-data", "data")

    assert 0 == code
    assert "Poistettu: data/toimenpiteet/ohjeet.json" in out
    assert not Path("data/toimenpiteet/ohjeet.json").exists()
    assert own.exists()


def test_open_data_is_not_written_among_the_content(run, content):
    before = sorted(content.folder.rglob("*"))
    code, _, err = run("export", "pikku", "--open-data", "content/pikku")

    assert 2 == code
    assert "sisällön kansiossa" in err
    assert before == sorted(content.folder.rglob("*"))
