"""The command that compares: its forms, what it leaves out, and what it says of a mistake."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest
from openpyxl import load_workbook

import terminal
from compared import write_towns
from towns import checkout
from towns import content as folder_of


@pytest.fixture
def towns(run, content):
    """Put the municipalities beside Pikku, and take Pikku away."""
    for file in sorted(content.folder.rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    content.folder.rmdir()
    return write_towns(content.root)


def test_a_terminal_is_told_in_lines_what_is_known_and_what_is_not(run, towns):
    code, out, err = run("compare", "--date", "15.9.2026")

    assert (0, "") == (code, err)
    assert "- Suola: Digistrategia, Suola; kevät 2026 – syksy 2027; luonnos; 2 toimenpidettä" in out
    assert "- Suola: selvittely = valmistelu; toteutus = toteutus" in out
    assert "- Suola: valmistelu 1, ei tiedossa 1; yhteensä 2 toimenpidettä" in out
    assert "- Tuohela: 1 toimenpide, ei puolivuosia" in out
    assert "- Tekoäly: Rantala 1, Suola 1" in out
    assert "Toimenpiteet, joista ei löytynyt mitään aihetta: Rantala 1." in out
    assert "Toimenpide, jolla niitä on monta, on laskettu jokaiseen." in " ".join(out.split())


def test_of_a_subject_it_is_told_who_does_what_and_when(run, towns):
    code, out, _ = run("compare", "--date", "15.9.2026", "--subject", "tekoäly")

    told = " ".join(out.split())
    assert 0 == code
    assert "2 toimenpidettä 2 tiekartassa. Haetut sanat: tekoäly," in told
    assert "Suola: Ohje tekoälyn käyttöön. Vastuu: Kirjasto. Selvittely (ohjeen runko)" in told
    assert "Syksyllä 2026: selvittely (valmistelu): ohjeen runko." in told
    assert "Löytyi sanasta: tekoälyn." in told
    assert "Digituki" not in told


@pytest.mark.parametrize(
    ("wanted", "words"),
    [("tekoly", "Tarkoititko ”Tekoäly”?"), ("viidakko", "Aihetta ”viidakko” ei ole. Aiheet ovat:")],
)
def test_a_subject_that_is_not_there_is_told_with_those_that_are(run, towns, wanted, words):
    code, _, err = run("compare", "--subject", wanted)

    assert 2 == code
    assert words in " ".join(err.split())
    assert "Pilvipalvelut" in err


def test_a_file_tells_its_form_by_its_ending(run, towns):
    for name in ("v.csv", "v.xlsx", "v.json", "v.md", "v.html"):
        code, out, _ = run("compare", "--date", "15.9.2026", "--output", name)
        assert (0, f"Kirjoitettu: {name}\n") == (code, out)

    table = csv.DictReader(
        io.StringIO((towns.root / "v.csv").read_bytes().decode("utf-8-sig")), delimiter=";"
    )
    rows = [row for row in table if row["Aihe"] == "Tekoäly"]
    assert [("Rantala", "toteutus"), ("Suola", "selvittely (valmistelu): ohjeen runko")] == [
        (row["Tiekartta"], row["Tilanne syksyllä 2026"]) for row in rows
    ]
    book = load_workbook(towns.root / "v.xlsx")
    assert [
        "Yhteenveto",
        "Tiekartat",
        "Vaiheet",
        "Puolivuodet",
        "Toimialat",
        "Aiheet",
        "Toimenpiteet",
    ] == (book.sheetnames)
    cells = [[cell.value for cell in row] for row in book["Aiheet"].iter_rows(min_row=3)]
    assert ["Aihe", "Rantala", "Suola", "Tuohela"] == cells[0]
    assert ["Tekoäly", 1, 1, 0] in cells
    told = json.loads((towns.root / "v.json").read_text())
    assert "2026-syksy" == told["puolivuosi"]
    assert {"aihe": "Tekoäly", "rantala": 1, "suola": 1, "tuohela": 0} in told["aiheet"]
    assert "## Tekoäly" in (towns.root / "v.md").read_text()
    page = (towns.root / "v.html").read_text()
    assert '<th scope="col">valmistelu</th>' in page


def test_the_same_content_and_day_give_the_same_bytes(run, towns):
    for name in ("a.xlsx", "b.xlsx", "a.html", "b.html"):
        run("compare", "--date", "15.9.2026", "--output", name)

    for ending in ("xlsx", "html"):
        first, second = ((towns.root / f"{one}.{ending}").read_bytes() for one in "ab")
        assert first == second


def test_another_table_can_be_asked_for_as_csv(run, towns):
    code, out, _ = run(
        "compare", "--date", "15.9.2026", "--format", "csv", "--table", "puolivuodet"
    )

    [row] = [line for line in out.splitlines() if line.startswith("syksy 2026;Rantala;")]
    assert 0 == code
    assert row.endswith(";3")


def test_named_roadmaps_are_compared_alone(run, towns):
    _, out, _ = run("compare", "rantala", "suola", "--date", "15.9.2026")

    assert "Suola" in out
    assert "Tuohela" not in out


def test_a_roadmap_with_errors_is_told_and_the_others_are_compared(run, towns):
    file = towns.content / "suola/tiekartta.yml"
    file.write_text(file.read_text().replace("    yleinen: valmistelu\n", ""))
    code, out, err = run("compare", "--date", "15.9.2026")

    assert 1 == code
    assert "content/suola/tiekartta.yml:" in err
    assert "yleinen" in err
    assert "Vertailussa ovat vain rantala, tuohela." in err
    assert "Rantala" in out
    assert "Suola" not in out


def test_where_no_roadmap_can_be_read_nothing_is_compared(run, towns):
    for name in towns.names():
        (towns.content / name / "tiekartta.yml").write_text("nimi: x\n")
    code, out, err = run("compare")

    assert (1, "") == (code, out)
    assert "Vertailua ei tehty." in err


def test_only_what_was_approved_is_compared_where_that_is_asked_for(run, towns):
    code, out, err = run("compare", "--public")

    assert (1, "") == (code, out)
    assert "Vertailua ei tehty." in err


def test_faults_of_own_subjects_are_told_by_the_check_and_stop_the_comparison(run, towns):
    (towns.content / "aiheet.yml").write_text("Kukat:\n  sanaa: [kukka]\n")

    code, out, _ = run("check")
    assert 1 == code
    assert "content/aiheet.yml:2:3: Kukat.sanaa: Kenttää ”sanaa” ei ole." in out
    code, out, err = run("compare")
    assert (1, "") == (code, out)
    assert "content/aiheet.yml:2:3" in err


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("--format", "xlsx"), "Excel-taulukko tarvitsee tiedoston."),
        (("--format", "md", "--output", "v.html"), "Korjaa toinen."),
        (("--output", "v.pdf"), "pääte ei kerro muotoa"),
        (("--subject", ""), "Aihetta ”” ei ole."),
        (("--table", "aiheet"), "Valinta --table kuuluu muotoon csv."),
    ],
)
def test_calls_that_contradict_themselves_are_refused(run, towns, call, words):
    code, _, err = run("compare", *call)

    assert 2 == code
    assert words in " ".join(err.split())


def test_a_town_that_is_not_yet_approved_is_told_and_called_no_error(tmp_path):
    root = checkout(tmp_path, "muutosniemi")
    (root / "content").unlink()  # a link to what tests share
    for name in ("muutosniemi", "pikkula"):
        shutil.copytree(folder_of(name) / name, root / "content" / name)
    ended = terminal.run(root, "compare", "--public")

    assert "pikkula: tiekarttaa ei ole hyväksytty, joten se jää pois." in ended.err
    assert "Vertailussa on vain muutosniemi." in ended.err
    assert "virhe" not in ended.err
