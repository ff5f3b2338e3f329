"""``digitiekartta import`` as a person runs it."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest
from lxml import html
from openpyxl.styles import PatternFill

from digitiekartta.commands import main as cli
from digitiekartta.documents.importing.proposal.answers import in_quotes

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


def marked(name, *head):
    """Make a document in which a mark stands for something."""
    workbook(name, [*head, HEAD, ["Kartoitus", "IT", "☒", ""], ["Kurssit", "IT", "☒", "☒"]])


@pytest.mark.parametrize("head", [[], [["S = selvitys, K = käyttöönotto"], []]])
def test_an_unknown_mark_must_be_explained_before_the_proposal_is_taken(run, head):
    marked("oma.xlsx", *head)
    words = ("import", "oma.xlsx", "--into", "kunta", "--apply", "--yes")
    refused, out, err = run(*words)
    nothing = files()
    code, _, _ = run(*words, "--phase", "☒=käyttöönotto")

    assert (1, {}) == (refused, nothing)
    assert '\n  --phase "☒=' in out
    assert "Ehdotusta ei voi ottaa käyttöön" in err
    assert 0 == code
    assert "kevät 2025: käyttöönotto" in measure_file("kartoitus")


def test_the_whole_command_is_told_by_which_a_person_answers(run):
    marked("oma kartta.xlsx")
    words = ("--party", "IT=Tietohallinto", "--organisation", "Keulan kunta")
    _, out, _ = run("import", "oma kartta.xlsx", "--into", "kunta", *words)
    told = (
        '  digitiekartta import "oma kartta.xlsx" --into kunta --organisation "Keulan kunta"'
        ' --apply --party "IT=Tietohallinto" --phase "☒=VAIHE"'
    )

    assert told in out.splitlines()
    assert "Kirjoita sanan VAIHE tilalle vaiheen nimi.\n" in out
    answered = shlex.split(told.replace("VAIHE", "käyttöönotto"))[1:]
    assert 0 == run(*answered, "--yes")[0]
    assert "Vastaa tällä komennolla" not in run("import", "oma kartta.xlsx", "--into", "kunta")[1]


def test_a_measure_that_was_removed_comes_back_only_by_the_option_that_is_told(run):
    workbook("oma.xlsx", [HEAD, ["Kartoitus", "IT", "x"], ["Kurssit", "IT", "x"]])
    run("import", "oma.xlsx", *APPLY, "--phase", "x=toteutus")
    removed = Path("content/kunta/toimenpiteet/kurssit.yml")
    removed.unlink()
    _, out, _ = run("import", "oma.xlsx", *APPLY)

    assert not removed.exists()
    assert "Poistettu sisällöstä, jätetään pois (1)" in out
    assert "\n  --restore kurssit" in out
    run("import", "oma.xlsx", *APPLY, "--restore", "kurssit")
    assert removed.exists()


def test_a_text_of_a_document_steers_no_shell_from_an_option_that_is_told():
    assert "'`id`=VAIHE'" == in_quotes("`id`=VAIHE")


def test_an_option_that_was_proposed_is_no_answer_before_the_phase_is_named(run):
    marked("oma.xlsx")
    option = re.search(r'--phase "(☒=.*)"', run("import", "oma.xlsx", "--into", "kunta")[1])[1]

    code, _, err = run("import", "oma.xlsx", *APPLY, "--phase", option)
    assert (2, {}) == (code, files())
    assert f"”{option}” ei kerro vaihetta." in err


def test_an_answer_given_anew_is_told_apart_from_those_that_stand(run):
    rows = [HEAD, ["Kartoitus", "IT", "☒"], ["Kurssit", "IT", "☐", "☒"]]
    workbook("oma.xlsx", rows)
    assert 0 == run("import", "oma.xlsx", *APPLY, "--phase", "☒=?", "--phase", "☐=?")[0]

    told = run("import", "oma.xlsx", "--into", "kunta", "--phase", "☒=toteutus")[1]

    changed, _, standing = told.partition("Muistetut vastaukset (1)")
    assert "Muuttuvat vastaukset (1)" in changed
    assert '- --phase "☒=?" → --phase "☒=toteutus"' in changed
    assert '--phase "☐=?"' in standing
    assert '--phase "☒=?"' not in standing


@pytest.mark.parametrize(
    ("mark", "fill"), [("☒", None), (None, "F47878")], ids=["a mark", "a colour"]
)
def test_what_nobody_knows_may_be_left_open_and_the_check_tells_where_it_is(run, mark, fill):
    rows = [HEAD, ["Kartoitus", "IT", mark], ["Kurssit", "IT", mark, mark]]
    workbook("oma.xlsx", rows, dict.fromkeys(("C2", "C3", "D3"), fill) if fill else ())
    sign = mark or "#f47878"
    code, _, _ = run("import", "oma.xlsx", *APPLY, "--phase", f"{sign}=?")

    assert 0 == code
    assert f"{sign} (vaihe ei selviä lähteestä)" in measure_file("kartoitus")
    _, told, err = run("check", "kunta")
    assert 2 == (told + err).count("[phase-not-known]")
    before = files()
    assert 0 == run("import", "oma.xlsx", *APPLY)[0]
    assert before == files()


def test_a_table_that_is_no_roadmap_is_read_when_a_person_says_so(run):
    workbook("hankkeet.xlsx", [["Hanke", 2025, 2026], ["Silta", 20, 40], ["Koulu", 30, 90]])
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


# --- what a person has told once ----------------------------------------------------------------

HEAD = ["Toimenpide", "Vastuu", "Kevät 2025", "Syksy 2025"]
APPLY = ("--into", "kunta", "--apply", "--yes")


def measure_file(name):
    return Path(f"content/kunta/toimenpiteet/{name}.yml").read_text("utf-8")


def test_a_colour_that_was_told_is_remembered_and_can_be_taken_back(run):
    rows = [["selvitys", "toteutus"], [], HEAD, ["Kartoitus", "IT"], ["Kurssit", "IT"]]
    fills = {"A1": "FFE699", "B1": "9DC3E6", "C4": "FFE699", "D4": "F47878", "D5": "9DC3E6"}
    workbook("oma.xlsx", rows, fills)
    run("import", "oma.xlsx", *APPLY, "--phase", "#f47878=toteutus")
    before = files()
    code, out, _ = run("import", "oma.xlsx", *APPLY)

    assert (0, before) == (code, files())
    assert "sisällössä ei muutu mitään; tarkistettavaa ei ole." in " ".join(out.split())
    assert '- --phase "#f47878=toteutus"' in out
    memory = Path("content/kunta/.tuonti.json")
    text = memory.read_text("utf-8")
    memory.write_text(text.replace('"#f47878": "toteutus"', ""), encoding="utf-8")
    assert 1 == run("import", "oma.xlsx", *APPLY)[0]


def test_a_colour_may_be_told_by_its_name(run):
    rows = [HEAD, ["Kartoitus", "IT"], ["Kurssit", "IT"]]
    workbook("oma.xlsx", rows, {"C2": "FFE699", "D2": "A9D18E", "C3": "A9D18E"})
    colours = ("--phase", "keltainen=selvitys", "--phase", "vihreä=toteutus")
    code, out, _ = run("import", "oma.xlsx", *APPLY, *colours, "--phase", "sininen=päätös")

    assert 0 == code
    assert "kevät 2025: selvitys\n  syksy 2025: toteutus" in measure_file("kartoitus")
    assert 'Valintaa --phase "sininen=päätös" ei käytetty: värin nimi ei kerro' in " ".join(
        out.split()
    )


def test_answers_that_nothing_uses_are_told_and_not_remembered(run):
    workbook("oma.xlsx", [HEAD, ["Kartoitus", "IT", "S", "S"], ["S = selvitys"]])
    answers = ("--phase", "z=toteutus", "--table", "Hankkeet", "--party", "Rehtori")
    _, out, _ = run("import", "oma.xlsx", *APPLY, *answers)
    words = " ".join(out.split())

    assert 'Valintaa --phase "z=toteutus" ei käytetty' in words
    assert 'Valintaa --table "Hankkeet" ei käytetty: ainoa taulukko on ”Sheet”.' in words
    assert 'Valintaa --party "Rehtori" ei käytetty' in words
    assert "vastaukset" not in Path("content/kunta/.tuonti.json").read_text("utf-8")


def test_parties_are_asked_about_with_the_answers_and_an_answer_is_remembered(run):
    cells = ["Hallintosihteeri (sivistys) koulusihteeri", "Digitimi", "Digitiimi"]
    rows = [HEAD, *([f"Toimi {at}", cell, "S", "S"] for at, cell in enumerate(cells))]
    workbook("oma.xlsx", [*rows, ["S = selvitys"]])
    _, out, _ = run("import", "oma.xlsx", *APPLY)
    answers = [
        f"{cells[0]}=Hallintosihteeri (sivistys); Koulusihteeri",
        "Digitimi=Digitiimi",
    ]
    for answer in answers:
        assert f'--party "{answer}"' in " ".join(out.split())
    told = [word for answer in answers for word in ("--party", answer)]
    code, _, _ = run("import", "oma.xlsx", *APPLY, *told)
    before = files()
    _, again, _ = run("import", "oma.xlsx", *APPLY)

    assert 0 == code
    assert "  - Hallintosihteeri (sivistys)\n  - Koulusihteeri\n" in measure_file("toimi-0")
    assert "  - Digitiimi\n" in measure_file("toimi-1")
    assert before == files()
    assert "tarkistettavaa ei ole" in again


def test_what_nobody_has_answered_is_still_open_but_not_asked_in_full_again(run):
    workbook("oma.xlsx", [HEAD, ["Kartoitus", "Rehtorit ja IT", "S", "S"], ["S = selvitys"]])
    run("import", "oma.xlsx", *APPLY)
    code, out, _ = run("import", "oma.xlsx", *APPLY)

    assert 0 == code
    assert "1 kohta on yhä auki." in " ".join(out.split())
    assert "Rehtorit ja IT" not in out.partition("Rivit lähteessä")[0]
    assert "Onko ”Rehtorit ja IT”" in Path("build/_tuonti/kunta/raportti.md").read_text("utf-8")
