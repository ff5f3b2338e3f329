"""A municipality's own project: how it begins, and how it stays current."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import terminal
from digitiekartta import __version__
from digitiekartta.basics import carried
from digitiekartta.roadmap.founding import files as founding
from digitiekartta.roadmap.founding import pin
from digitiekartta.roadmap.founding import upgrade as upgrading
from digitiekartta.roadmap.founding.note import NOTE
from digitiekartta.roadmap.unfinished import NO_ORGANISATION, NO_SHORT_NAME
from towns import content

DOCUMENTS = Path(__file__).parents[1] / "documents" / "importing" / "documents"
KEULA = ("--organisation", "Keulan kunta", "--yes")
TODAY = {"SOURCE_DATE_EPOCH": "1789430400"}


@pytest.fixture
def at(tmp_path: Path) -> Callable[..., terminal.Ending]:
    """Return what runs a command in an empty folder."""
    (tmp_path / "oma").mkdir()
    return lambda *words, answer="": terminal.run(tmp_path / "oma", *words, answer=answer, **TODAY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "oma"


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


# --- init ----------------------------------------------------------------------------------------


def test_a_project_begins_from_nothing_and_its_content_is_sound(at, root):
    ended = at("init", *KEULA, "--host", "github")

    assert (0, "") == (ended.code, ended.err)
    assert (root / "content/keula/tiekartta.yml").is_file()
    assert (root / ".github/workflows/tarkistus.yml").is_file()
    assert not [path for path in root.rglob("*") if path.suffix in (".py", ".js", ".html")]
    assert "  digitiekartta serve\n" in ended.out
    told = at("check").out  # nothing but what waits for the municipality's own words
    assert told.count(": varoitus: ") == told.count("[to-fill-in]") == 3
    assert told.endswith("\n3 varoitusta.\n")
    assert 0 == at("format", "--check").code
    assert 0 == at("schemas", "--check").code


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_end_of_init_says_that_pipelines_need_the_programs_file(at, root, host, monkeypatch):
    ended = at("init", *KEULA, "--host", host)
    alone = at("init", "../yksin", *KEULA)
    address = "digitiekartta @ https://ohjelmat.example/digitiekartta.whl"
    monkeypatch.setattr(pin, "program", lambda: address)
    fetched = at("init", "../toinen", *KEULA, "--host", host)

    last = ended.out.splitlines()[-1]
    assert last.startswith("Putket tarvitsevat ohjelman. Kopioi se asennuspaketti (.whl)")
    assert "kansioon ohjelma ja vie se versiopalveluun" in last
    assert "Putket tarvitsevat" not in fetched.out + alone.out


@pytest.mark.parametrize(
    ("host", "file"),
    [("github", ".github/workflows/hyvaksynta.yml"), ("gitlab", ".gitlab-ci.yml")],
)
def test_the_form_of_approving_names_the_projects_own_roadmap(at, root, host, file):
    at("init", *KEULA, "--host", host)

    assert 'iekartan kansion nimi, esimerkiksi keula"' in (root / file).read_text()


def test_what_is_not_told_is_asked_in_finnish(at, root):
    answers = "\nKemijärven kaupunki\n\nbitbucket\nGitLab\nkunta\nhttps://www.kunta.example/d/\n"
    ended = at("init", answer=answers)

    assert 0 == ended.code, ended.err
    assert "Organisaation nimi, esimerkiksi Kauhavan kaupunki: " in ended.out
    assert "Tiekartan kansion nimi [kemijarvi]: " in ended.out
    assert "Versiopalvelu (github, gitlab tai ei) [ei]: " in ended.out
    assert "Sivuston osoite, jos se on päätetty: " in ended.out
    assert "”kunta” ei ole verkko-osoite." in ended.out
    assert "”bitbucket” ei kelpaa. Sallitut arvot ovat ”github”, ”gitlab”, ”ei”." in ended.out
    assert not [word for word in ("Error", "not one of", "invalid") if word in ended.out]
    told = json.loads((root / NOTE).read_text())["kerrottu"]
    assert ["Kemijärven kaupunki", "kemijarvi", "gitlab", "https://www.kunta.example/d/"] == [
        told[key] for key in ("organisation", "name", "host", "address")
    ]
    assert (root / ".gitlab-ci.yml").is_file()


def test_a_word_file_becomes_the_content_and_each_of_its_rows_is_accounted_for(at, root):
    document = DOCUMENTS / "digitiekartta-luonnos.docx"
    ended = at("init", "--from", str(document), *KEULA)

    assert (0, "") == (ended.code, ended.err)
    assert "Luettiin 14 toimenpidettä ja 59 aikataulun merkintää" in ended.out
    assert "yhteensä 18 riviä" in " ".join(ended.out.split())
    assert 14 == len([*(root / "content/keula/toimenpiteet").iterdir()])
    assert "Keulan kunta" in (root / "content/keula/tiekartta.yml").read_text()
    assert (
        "## Kaikki rivit: digitiekartta-luonnos.docx"
        in (root / "build/_tuonti/keula/raportti.md").read_text()
    )
    again = at("import", str(document), "--into", "keula")
    assert "Kansiossa content/keula ei ole muutettavaa." in again.out


def test_a_document_with_an_unknown_mark_begins_by_the_command_that_is_told(at, root):
    (root / "oma.csv").write_text(
        "Toimenpide;Vastuu;Kevät 2025;Syksy 2025\nKartoitus;IT;☒;\nKurssit;IT;☒;☒\n"
    )
    refused = at("init", "uusi", "--from", "oma.csv", *KEULA)

    assert 1 == refused.code
    assert not (root / "uusi").exists()
    told = refused.out.splitlines()[-1]
    assert '  digitiekartta init uusi --from oma.csv --organisation "Keulan kunta"' in told
    at(*shlex.split(told.replace("VAIHE", "käyttöönotto"))[1:])
    assert "käyttöönotto" in (root / "uusi/content/keula/toimenpiteet/kartoitus.yml").read_text()


def test_what_init_asks_besides_is_answered_by_the_import_that_is_told(at, root):
    document = DOCUMENTS / "digitiekartan-liite.xlsx"
    ended = at("init", "uusi", "--from", str(document), *KEULA)

    told = next(
        line for line in ended.out.splitlines() if line.startswith("  digitiekartta --root")
    )
    assert f"import {document} --into keula --apply" in told
    assert 0 == at(*shlex.split(told)[1:], "--yes").code


def settings_of(root: Path, name: str) -> str:
    return (root / f"content/{name}/tiekartta.yml").read_text()


@pytest.mark.parametrize("source", [(), ("--from", str(DOCUMENTS / "digitiekartta-luonnos.docx"))])
def test_the_town_is_called_the_same_with_a_document_and_without(at, root, source):
    at("init", *source, "--organisation", "Äänekosken kaupunki", "--name", "digi", "--yes")

    assert "lyhytnimi: Äänekoski\n" in settings_of(root, "digi")


@pytest.mark.parametrize("source", [(), ("--from", str(DOCUMENTS / "digitiekartta-luonnos.docx"))])
def test_the_name_of_a_folder_is_no_towns_name(at, root, source):
    ended = at("init", *source, "--yes")

    assert "lyhytnimi: Lyhyt nimi lisätään\n" in settings_of(root, "oma")
    assert "Kirjoita organisaation nimi ja lyhyt nimi tiedostoon content/oma" in ended.out
    assert ("lyhytnimi: kunnan nimi perusmuodossa" in ended.out) == bool(source)


@pytest.mark.parametrize("source", [(), ("--from", str(DOCUMENTS / "digitiekartta-luonnos.docx"))])
def test_a_short_name_that_is_guessed_is_asked_or_told(at, root, source):
    told = at("init", "kysymatta", *source, "--organisation", "Suvannon kunta", "--yes").out
    assert "lyhytnimi Suvanno: se on päätelty organisaation nimestä." in told
    assert ("lyhytnimi: tarkista Suvanno," in told) == bool(source)

    asked = at("init", "kysyen", *source, answer="Suvannon kunta\nSuvanto\n\n\n\n").out
    assert "Lyhyt nimi, esimerkiksi Kauhava [Suvanno]: " in asked
    assert "Tiekartan kansion nimi [suvanto]: " in asked
    assert "päätelty" not in asked
    assert "lyhytnimi: Suvanto\n" in settings_of(root / "kysyen", "suvanto")


@pytest.mark.parametrize("name", ["Etelä-Pohjanmaan hyvinvointialue", "Kuntien Tiera Oy"])
@pytest.mark.parametrize("source", [(), ("--from", str(DOCUMENTS / "digitiekartta-luonnos.docx"))])
def test_the_whole_name_as_a_short_name_is_told_as_a_guess(at, root, source, name):
    told = at("init", *source, "--organisation", name, "--name", "digi", "--yes").out

    assert f"lyhytnimi: {name}\n" in settings_of(root, "digi")
    assert f"lyhytnimi {name}: se on päätelty organisaation nimestä." in told
    assert (f"lyhytnimi: tarkista {name}," in told) == bool(source)


def test_nothing_is_asked_of_the_short_name_of_a_municipality(at):
    assert "päätelty" not in at("init", "--organisation", "Turun kaupunki", "--yes").out


@pytest.mark.parametrize("host", ["GitLab", "GITLAB"])
def test_a_host_is_known_whatever_the_case_of_its_letters(at, root, host):
    at("init", "lipulla", *KEULA, "--host", host)
    at("init", "kysyen", answer=f"Turun kaupunki\n\n{host}\n\n")

    assert (root / "lipulla/.gitlab-ci.yml").is_file()
    assert (root / "kysyen/.gitlab-ci.yml").is_file()


@pytest.mark.parametrize("place", ["content", "content/keula", "docs/uusi"])
@pytest.mark.parametrize("noted", [True, False])
def test_a_project_does_not_begin_inside_another(at, root, place, noted):
    at("init", *KEULA)
    if not noted:
        (root / NOTE).unlink()
    before = files(root)

    ended = at("init", place, *KEULA)

    assert 2 == ended.code
    assert f"on projektin {root} sisällä" in " ".join(ended.err.split())
    assert before == files(root)


@pytest.mark.parametrize("document", ["ei-taulukkoa.docx", "puuttuu.docx"])
def test_a_document_of_which_nothing_comes_leaves_the_folder_empty(at, root, document):
    ended = at("init", "--from", str(DOCUMENTS / document), *KEULA)

    assert ended.code in (1, 2)
    assert "Mitään ei kirjoitettu.\n" in ended.err
    assert [] == [*root.iterdir()]


def test_the_demonstration_is_the_sample_roadmap(at, root, monkeypatch):
    monkeypatch.setattr(carried, "CONTENT", sample_of_tests(root.parent))
    ended = at("init", "kokeilu", "--demo")

    assert (0, "") == (ended.code, ended.err)
    assert files(content("esimerkkila")) == {
        name: data
        for name, data in files(root / "kokeilu" / "content").items()
        if name.startswith("esimerkkila/")
    }
    assert "  cd " in ended.out
    assert 0 == at("--root", "kokeilu", "check").code


def sample_of_tests(folder: Path) -> Path:
    """Return a folder content/ as the program brings it, with the sample as it once stood."""
    made = folder / "mukana"
    made.mkdir()
    for guide in ("OHJE.md", "JULKAISUOHJE.md", "VIRHEET.md"):
        (made / guide).symlink_to(carried.CONTENT / guide)
    (made / "esimerkkila").symlink_to(content("esimerkkila") / "esimerkkila")
    return made


def test_a_dry_run_tells_what_would_be_written_and_writes_nothing(at, root):
    ended = at("init", *KEULA, "--dry-run")

    assert 0 == ended.code
    assert "Kirjoitettaisiin kansioon" in ended.out
    assert "  README.md\n" in ended.out
    assert "  content/keula/ (4 tiedostoa)\n" in ended.out
    assert [] == [*root.iterdir()]


def test_nothing_is_written_over_what_is_there(at, root):
    (root / "README.md").write_text("oma")
    (root / ".vscode").mkdir()
    (root / ".vscode/settings.json").write_text("{}")
    before = files(root)

    ended = at("init", *KEULA)

    assert 2 == ended.code
    assert "on jo .vscode/settings.json, README.md. Mitään ei kirjoitettu." in ended.err
    assert before == files(root)


def test_a_project_does_not_begin_twice(at, root):
    at("init", *KEULA)
    before = files(root)

    ended = at("init", *KEULA, "--name", "toinen")

    assert 2 == ended.code
    assert f"on jo {NOTE}." in ended.err
    assert "digitiekartta upgrade" in ended.err
    assert before == files(root)
    assert ("", ended.err) == ((asked := at("init", answer="Kunta\n")).out, asked.err)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--name", "Keula kunta"], "esimerkiksi keula-kunta"),
        (["--address", "keula"], "”keula” ei ole verkko-osoite"),
        (["--host", "sourcehut"], "sourcehut"),
        (["--demo", "--from", "x.docx"], "vain toisen"),
        (["--demo", "--name", "keula"], "kunta on Esimerkkilä"),
    ],
)
def test_what_makes_no_sense_is_told_in_finnish(at, root, words, told):
    ended = at("init", *words, "--yes")

    assert 2 == ended.code
    assert told in ended.err
    assert [] == [*root.iterdir()]


# --- upgrade -------------------------------------------------------------------------------------


@pytest.fixture
def later(monkeypatch) -> None:
    """Let the program be a later one: some of its files have changed, one is new, one is gone."""
    now = founding.project_files

    def then(told):
        made = now(told)
        del made[".vscode/extensions.json"]
        made["README.md"] += b"\nUusi kappale.\n"
        made["LUE_MINUT.md"] += b"\nUusi kappale.\n"
        made["requirements.txt"] = b"digitiekartta==99.3.0\n"
        return made | {"TIETOSUOJA.md": b"Uusi tiedosto.\n"}

    monkeypatch.setattr(upgrading, "project_files", then)
    monkeypatch.setattr(upgrading, "__version__", "99.3.0")


def test_a_project_of_this_program_is_current(at, root):
    at("init", *KEULA)
    before = files(root)

    ended = at("upgrade")

    assert (0, "") == (ended.code, ended.err)
    assert "Projektin tiedostot ovat ajan tasalla." in ended.out
    assert before == files(root)


def named(root: Path, organisation: str) -> None:
    settings = root / "content/oma/tiekartta.yml"
    text = settings.read_text().replace(NO_ORGANISATION, organisation)
    settings.write_text(text.replace(NO_SHORT_NAME, "Keula"))


def test_guides_call_the_organisation_by_the_name_that_content_tells_since(at, root):
    begun = at("init", "--yes")
    assert NO_ORGANISATION in (root / "LUE_MINUT.md").read_text()
    for told in (begun.out, at("check").out):
        assert "digitiekartta upgrade: " in " ".join(told.split())
    named(root, "Keulan kunta")

    ended = at("upgrade", "--yes")

    assert (0, "") == (ended.code, ended.err)
    assert "uudistuu: LUE_MINUT.md\nuudistuu: README.md\n" in ended.out
    assert "(Keulan kunta)" in (root / "LUE_MINUT.md").read_text()
    assert "# Digitiekartta: Keulan kunta\n" in (root / "README.md").read_text()
    assert "Projektin tiedostot ovat ajan tasalla." in at("upgrade").out
    assert "digitiekartta upgrade" not in at("check").out


def test_a_name_that_cannot_be_read_changes_no_guide(at, root):
    at("init", *KEULA)
    settings = root / "content/keula/tiekartta.yml"
    settings.write_text(settings.read_text().replace("Keulan kunta", "[Keulan, kunta]"))

    assert "Projektin tiedostot ovat ajan tasalla." in at("upgrade").out


def test_what_nobody_changed_is_renewed_and_what_somebody_changed_is_kept(at, root, later):
    at("init", *KEULA)
    own = (root / "README.md").read_bytes().replace(b"Keulan kunta", b"Keula, digitiimi")
    (root / "README.md").write_bytes(own)
    measure = root / "content/keula/toimenpiteet/sahkoinen-asiointi.yml"
    measure.write_text(measure.read_text().replace("käyttöön", "alulle"))
    before = files(root)

    ended = at("upgrade", "--yes")

    after = files(root)
    assert (0, "") == (ended.code, ended.err)
    assert f"Ohjelman versio: {__version__} → 99.3.0\n" in ended.out
    assert {
        *("LUE_MINUT.md", "TIETOSUOJA.md", "requirements.txt", "README.md.uusi", NOTE),
        ".vscode/extensions.json",
    } == {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert own == after["README.md"]
    assert after["README.md.uusi"].endswith(b"Uusi kappale.\n")
    assert b"digitiekartta==99.3.0\n" == after["requirements.txt"]
    assert ".vscode/extensions.json" not in after
    assert "-# Digitiekartta: Keula, digitiimi\n+# Digitiekartta: Keulan kunta\n" in ended.out
    assert "muutettu itse: README.md, uusi viereen: README.md.uusi\n" in ended.out

    again = at("upgrade")
    assert "muutettu itse, jää ennalleen: README.md\n" in again.out
    assert "+# Digitiekartta" not in again.out  # the difference is not shown twice
    assert "Muut tiedostot ovat ajan tasalla.\n" in again.out


def test_what_differs_from_what_the_program_wrote_is_told_although_nothing_is_new(at, root):
    at("init", *KEULA)
    (root / "README.md").write_text("Oma ohje.\n")
    (root / "LUE_MINUT.md").unlink()
    pin = root / "requirements.txt"
    pin.write_text(pin.read_text().replace(f"digitiekartta=={__version__}", "digitiekartta==0.0.9"))
    before = files(root)

    ended = at("upgrade")

    assert (0, "") == (ended.code, ended.err)
    assert "muutettu itse, jää ennalleen: README.md\n" in ended.out
    assert "poistettu itse, jää pois: LUE_MINUT.md\n" in ended.out
    assert f"vaatii ohjelman version 0.0.9, mutta tämä ohjelma on {__version__}." in ended.out
    assert "Projektin tiedostot ovat ajan tasalla" not in ended.out
    assert before == files(root)


def test_the_end_of_an_upgrade_tells_what_is_left_to_do(at, root, later):
    for folder in ("ehja", "muutettu", "lukittu"):
        at("init", folder, *KEULA)
    (root / "muutettu/README.md").write_text("Oma ohje.\n")
    (root / "lukittu/requirements.txt").write_text("digitiekartta==0.0.9\n")

    ends = {
        one: at("--root", one, "upgrade", "--yes").out for one in ("ehja", "muutettu", "lukittu")
    }

    assert "Projekti on päivitetty.\n" in ends["ehja"]
    assert "Muut tiedostot on päivitetty. Siirrä tarvittava päätteen .uusi" in ends["muutettu"]
    assert "projekti vaatii yhä ohjelman version 0.0.9" in ends["lukittu"]
    assert "Projekti on päivitetty" not in ends["muutettu"] + ends["lukittu"]


def test_a_dry_run_or_a_no_changes_nothing(at, root, later):
    at("init", *KEULA)
    before = files(root)

    for words, answer in ((("--dry-run",), ""), ((), "ei\n")):
        ended = at("upgrade", *words, answer=answer)
        assert 0 == ended.code
        assert "uudistuu: requirements.txt\n" in ended.out
        assert "Mitään ei kirjoitettu.\n" in ended.out
        assert before == files(root)


def test_a_file_that_somebody_removed_does_not_come_back(at, root, later):
    at("init", *KEULA)
    (root / "LUE_MINUT.md").unlink()

    ended = at("upgrade", "--yes")

    assert "poistettu itse: LUE_MINUT.md\n" in ended.out
    assert not (root / "LUE_MINUT.md").exists()


def test_line_ends_that_a_checkout_has_changed_are_no_change(at, root, later):
    at("init", *KEULA)
    readme = root / "README.md"
    readme.write_bytes(readme.read_bytes().replace(b"\n", b"\r\n"))

    ended = at("upgrade", "--yes")

    assert "uudistuu: README.md\n" in ended.out
    assert not (root / "README.md.uusi").exists()


def test_an_upgrade_tells_what_an_official_notices(at, root, tmp_path, monkeypatch):
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text("## [99.2.0]\n\n### Mitä virkailija huomaa\n\n- Haku löytää enemmän.\n")
    monkeypatch.setattr(carried, "CHANGELOG", changelog)
    at("init", *KEULA)

    assert "Mitä virkailija huomaa:\n  - Haku löytää enemmän.\n" in at("upgrade").out


@pytest.mark.parametrize("host", ["github", "gitlab", "ei"])
@pytest.mark.parametrize("address", ["", "https://www.keula.example/digitiekartta/"])
def test_a_project_that_has_lost_its_note_gets_the_same_again(at, root, host, address):
    at("init", *KEULA, "--host", host, "--address", address, "--name", "digi-keula")
    before = files(root)
    (root / NOTE).unlink()

    refused = at("init", *KEULA, "--name", "digi-keula")
    ended = at("upgrade", "--yes")

    assert (2, 0, "") == (refused.code, ended.code, ended.err)
    assert "digitiekartta upgrade" in refused.err
    assert f"Tiedosto {NOTE} puuttuu." in ended.out
    assert before == files(root)
    assert "Projektin tiedostot ovat ajan tasalla." in at("upgrade").out


def test_without_a_note_what_differs_stays_and_what_is_missing_comes_back(at, root):
    at("init", *KEULA)
    for name in (NOTE, "README.md", "requirements.lock"):
        (root / name).unlink()
    (root / "LUE_MINUT.md").write_text("Oma ohje.\n")
    before = files(root)

    asked = at("upgrade", answer="ei\n")
    assert before == files(root)
    assert "Organisaatio: Keulan kunta Tiekartan kansio: content/keula" in " ".join(
        asked.out.split()
    )
    assert "eri kuin ohjelman: LUE_MINUT.md, uusi viereen: LUE_MINUT.md.uusi\n" in asked.out
    assert "uusi: README.md\n" in asked.out

    at("upgrade", "--yes")
    after = files(root)
    assert b"Oma ohje.\n" == after["LUE_MINUT.md"]
    assert {NOTE, "README.md", "requirements.lock", "LUE_MINUT.md.uusi"} == {*after} - {*before}


def test_a_folder_without_a_note_and_a_roadmap_is_told_to_begin(at, root):
    (root / "content").mkdir()

    ended = at("upgrade")

    assert 2 == ended.code
    assert NOTE in ended.err
    assert "digitiekartta init" in ended.err
    assert 0 == at("init", *KEULA).code


@pytest.mark.parametrize("words", [["check"], ["build"], ["upgrade"]])
def test_a_project_of_a_newer_program_is_refused_by_every_command(at, root, words):
    at("init", *KEULA)
    note = root / NOTE
    note.write_text(note.read_text().replace('"muoto": 1', '"muoto": 2'))

    ended = at(*words)

    assert 2 == ended.code
    assert "muotoa 2, mutta tämä ohjelma tuntee muodot numeroon 1 asti." in ended.err


@pytest.mark.parametrize("noted", [True, False])
def test_an_older_program_does_not_take_a_project_back_to_its_version(at, root, noted):
    at("init", *KEULA)
    for name in (NOTE, "requirements.txt"):
        text = (root / name).read_text()
        (root / name).write_text(text.replace(__version__, "99.10.0"))
    if not noted:
        (root / NOTE).unlink()
    before = files(root)

    ended = at("upgrade", "--yes")

    assert (3, "") == (ended.code, ended.out)
    assert (
        f"Projekti on tehty ohjelman uudemmalla versiolla (99.10.0), ja tämä on {__version__}."
        " Mitään ei kirjoitettu. Asenna versio 99.10.0 tai uudempi.\n"
    ) == ended.err
    assert before == files(root)


def test_a_damaged_note_is_told(at, root):
    at("init", *KEULA)
    (root / NOTE).write_text("<<<<<<< oma\n")

    assert f"Tiedostosta {NOTE} ei saa selvää." in at("check").err


def test_a_question_that_nobody_answers_says_how_to_answer_it(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "digitiekartta", "init", "uusi"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 2 == done.returncode
    assert "--yes" in done.stderr
    assert not (tmp_path / "uusi").exists()


@pytest.mark.parametrize("host", ["github", "gitlab", "ei"])
def test_headings_of_what_is_written_stand_apart(at, root, host):
    at("init", *KEULA, "--host", host)

    for name in ("README.md", "LUE_MINUT.md"):
        lines = (root / name).read_text().splitlines()
        assert [] == [now for before, now in pairwise(lines) if before and now.startswith("##")]
