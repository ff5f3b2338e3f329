"""``digitiekartta import`` as a person runs it."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest
from lxml import html
from openpyxl.styles import PatternFill

from digitiekartta.commands import main as cli

ROOT = Path(__file__).parents[4]
DOCUMENTS = Path(__file__).parents[1] / "documents"
ROADMAP = DOCUMENTS / "digitiekartta-2025-2027.xlsx"
READABLE = [
    "digitiekartan-liite.xlsx",
    "digitiekartta-2025-2027.xlsx",
    "digitiekartta-esitys.pptx",
    "digitiekartta-luonnos.docx",
    "toimenpidesuunnitelma-2028.pdf",
    "toimenpidetaulukko.tsv",
]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command in a checkout without roadmaps; return exit code, output and errors."""
    (tmp_path / "content").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)

    def run(*words, answer=""):
        monkeypatch.setattr(sys, "argv", ["digitiekartta", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
        with pytest.raises(SystemExit) as ending:
            cli.main()
        told = capsys.readouterr()
        return ending.value.code, told.out, told.err

    return run


def files():
    return {
        path.as_posix(): path.read_bytes()
        for path in sorted(Path("content").rglob("*"))
        if path.is_file()
    }


def workbook(name, rows, fills=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, colour in dict(fills).items():
        book.active[cell].fill = PatternFill("solid", fgColor=colour)
    book.save(name)


def test_without_apply_content_stays_as_it_is(run):
    code, out, _ = run("import", ROADMAP, "--into", "kunta")

    assert (0, {}) == (code, files())
    assert "Toimenpiteitä lähteessä: 49" in out
    assert Path("build/_tuonti/kunta/raportti.md").is_file()
    assert Path("build/_tuonti/kunta/content/kunta/tiekartta.yml").is_file()


@pytest.mark.parametrize("name", READABLE)
def test_every_document_becomes_a_roadmap_without_errors_and_again_the_same(run, name):
    first = run("import", DOCUMENTS / name, "--into", "kunta", "--apply", "--yes")
    before = files()
    again, out, _ = run("import", DOCUMENTS / name, "--into", "kunta", "--apply", "--yes")

    assert 0 == first[0] == again == run("check", "kunta")[0]
    assert "ei ole muutettavaa" in out
    assert before == files()


@pytest.mark.parametrize(("answer", "made"), [("k\n", True), ("e\n", False), ("\n", False)])
def test_apply_asks_first(run, answer, made):
    code, out, _ = run("import", ROADMAP, "--into", "kunta", "--apply", answer=answer)

    assert 0 == code
    assert "Muutetaanko kansiota content/kunta?" in out
    assert made == Path("content/kunta/tiekartta.yml").is_file()


@pytest.mark.parametrize("name", ["rikkinainen.xlsx", "ei-taulukkoa.docx"])
def test_a_document_that_cannot_be_read_leaves_nothing_behind(run, name):
    code, _, err = run("import", DOCUMENTS / name, "--into", "kunta", "--apply", "--yes")

    assert (2, {}) == (code, files())
    assert name in err
    assert not Path("build").exists()


@pytest.mark.parametrize("name", ["Kunta", "../kunta", "_kunta", ".kunta", "ä"])
def test_a_name_that_is_no_id_is_refused(run, name):
    code, _, err = run("import", ROADMAP, "--into", name, "--apply", "--yes")

    assert (2, {}) == (code, files())
    assert "ei kelpaa tiekartan nimeksi" in err


def test_without_a_name_the_command_says_what_is_missing(run):
    code, _, err = run("import", ROADMAP)

    assert 2 == code
    assert "--into" in err


def test_content_with_errors_must_be_mended_first(run):
    run("import", ROADMAP, "--into", "kunta", "--apply", "--yes")
    path = Path("content/kunta/toimenpiteet/dynasty-kehittajaryhma.yml")
    path.write_text("otsikko: Puolikas\n", encoding="utf-8")
    code, _, err = run("import", ROADMAP, "--into", "kunta", "--apply", "--yes")

    assert 1 == code
    assert "missing-field" in err
    assert "Korjaa ensin" in err
    assert "otsikko: Puolikas\n" == path.read_text(encoding="utf-8")


def test_a_comment_survives_an_import(run):
    run("import", ROADMAP, "--into", "kunta", "--apply", "--yes")
    path = Path("content/kunta/tahot.yml")
    whole = path.read_text("utf-8")
    path.write_text("# järjestys\nKirjaamo:\n", encoding="utf-8")
    code, _, _ = run("import", ROADMAP, "--into", "kunta", "--apply", "--yes")

    assert 0 == code
    assert "# järjestys\nKirjaamo:\n" in path.read_text("utf-8")
    assert set(whole.split()) <= set(path.read_text("utf-8").split())


def test_organisation_report_and_preview_are_written_when_asked(run):
    run(
        *("import", ROADMAP, "--into", "kunta", "--organisation", "Kunnan kaupunki"),
        *("--report", "pyynto.md", "--preview", "katso.html", "--apply", "--yes"),
    )

    assert "organisaatio: Kunnan kaupunki" in Path("content/kunta/tiekartta.yml").read_text("utf-8")
    assert Path("pyynto.md").read_text("utf-8").startswith("# Tuonti: kunta\n")
    page = html.document_fromstring(Path("katso.html").read_bytes())
    assert 71 == len(page.findall(".//tbody/tr"))
    assert 49 == sum("Toimenpide (uusi)" in row.text_content() for row in page.iter("tr"))


def test_an_unknown_colour_must_be_explained_before_the_proposal_is_taken(run):
    rows = [
        ["selvitys", "toteutus"],
        [],
        ["Toimenpide", "Vastuu", "Kevät 2025", "Syksy 2025"],
        ["Kartoitus", "IT"],
        ["Kurssit", "IT"],
    ]
    yellow, blue, red = "FFE699", "9DC3E6", "F47878"
    workbook("oma.xlsx", rows, {"A1": yellow, "B1": blue, "C4": yellow, "D4": red, "D5": blue})
    words = ("import", "oma.xlsx", "--into", "kunta", "--apply", "--yes")
    refused, out, err = run(*words)
    nothing = files()
    code, _, _ = run(*words, "--phase", "#f47878=-")

    assert (1, {}) == (refused, nothing)
    assert "Väriä #f47878 (D4)" in out
    assert "Ehdotusta ei voi ottaa käyttöön" in err
    assert 0 == code
    assert "kevät 2025: selvitys" in Path("content/kunta/toimenpiteet/kartoitus.yml").read_text(
        "utf-8"
    )


def test_a_table_that_is_no_roadmap_is_read_when_a_person_says_so(run):
    workbook("hankkeet.xlsx", [["Hanke", 2025, 2026], ["Silta", 120, 40], ["Koulu", 30, 90]])
    words = ("import", "hankkeet.xlsx", "--into", "kunta", "--apply", "--yes")
    refused, _, err = run(*words)
    code, _, _ = run(*words, "--table", "sheet")

    assert 2 == refused
    assert '--table "Sheet"' in err
    assert 0 == code
    assert Path("content/kunta/toimenpiteet/silta.yml").is_file()


@pytest.mark.engine
def test_two_commands_lead_from_a_document_to_a_site(run):
    shutil.copytree(ROOT / "theme", "theme")
    imported = run("import", ROADMAP, "--into", "kunta", "--apply", "--yes")
    built = run("build", "kunta", "--date", "15.9.2026")
    page = html.document_fromstring(
        Path("site/kunta/toimenpiteet/sahkoinen-arkistointi/index.html").read_bytes()
    )

    assert (0, 0) == (imported[0], built[0]), built
    assert "Sähköinen arkistointi" == page.findtext(".//h1").strip()
    assert "sähköinen lupa-arkisto" in page.text_content()
