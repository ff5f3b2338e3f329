"""Files that can't be read, or don't belong here: bytes, names, links and folders."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from digitiekartta.roadmap.project import Project

KURSSIT = "toimenpiteet/kurssit.yml"
MEASURE = "otsikko: Sähköinen käyttö\ntavoite: digitaidot\naikataulu: {}\n"
CONFLICT = f"<<<<<<< HEAD\n{MEASURE}=======\n{MEASURE}>>>>>>> toinen\n"


def test_in_pikku_nothing_is_wrong(content):
    assert [] == content.problems()


@pytest.mark.parametrize(
    "data",
    [
        MEASURE.encode("utf-8-sig"),
        MEASURE.replace("\n", "\r\n").encode(),
        MEASURE.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", MEASURE).encode(),
        MEASURE.rstrip("\n").encode(),
        f"\n\n{MEASURE}\n\n".encode(),
    ],
    ids=["BOM", "CRLF", "CR", "decomposed", "no last line feed", "empty lines"],
)
def test_what_editors_programs_do_to_a_file_is_put_right(content, data):
    content.write(KURSSIT, data)

    assert [] == content.problems()
    assert "Sähköinen käyttö" == content.roadmap().measures_by_id["kurssit"].title


@pytest.mark.parametrize(
    ("data", "code", "line", "column", "words"),
    [
        (MEASURE.encode("latin-1"), "not-utf8", 1, 11, "UTF-8"),
        (MEASURE.encode() + b"kuvaus: \xe4\n", "not-utf8", 4, 9, "UTF-8"),
        (MEASURE.encode() + "kuvaus: ä".encode() + b"\xff", "not-utf8", 4, 10, "UTF-8"),
        (b"\xef\xbb\xbfkuvaus: \xe4\n" + MEASURE.encode(), "not-utf8", 1, 9, "UTF-8"),
        (MEASURE.encode("utf-16"), "not-utf8", 1, 1, "UTF-8"),
        (b"", "empty-file", 1, 1, "tyhjä"),
        (b"\n \n", "empty-file", 1, 1, "tyhjä"),
        (b"# kommentti\n", "empty-file", 1, 1, "tyhjä"),
        (b"---\n", "empty-file", 1, 1, "tyhjä"),
        (CONFLICT.encode(), "merge-conflict", 1, 1, "jätä kumpikin"),
        (MEASURE.encode() + b"=======\n", "merge-conflict", 4, 1, "jätä kumpikin"),
        (MEASURE.encode() + b"kuvaus: a\x00b\n", "control-character", 4, 10, "U+0000"),
        (MEASURE.encode() + b"kuvaus: \x1b[31m\n", "control-character", 4, 9, "U+001B"),
        (f"{MEASURE}kuvaus: a\u2028b\n".encode(), "control-character", 4, 10, "U+2028"),
        (f"{MEASURE}\ufeffkuvaus: a\n".encode(), "control-character", 4, 1, "U+FEFF"),
        (b"- a\n- b\n", "not-a-mapping", 1, 1, "kenttä: arvo"),
        (b"hei vaan\n", "not-a-mapping", 1, 1, "kenttä: arvo"),
        (b"null\n", "not-a-mapping", 1, 1, "kenttä: arvo"),
    ],
)
def test_a_file_that_is_no_measure_is_told_at_its_place(content, data, code, line, column, words):
    content.write(KURSSIT, data)

    problem = content.problem()
    place = problem.place
    assert (code, "content/pikku/" + KURSSIT) == (problem.code, place.file)
    assert (line, column) == (place.line, place.column)
    assert words in problem.message + problem.remedy


def test_a_conflict_in_prose_is_told_but_an_underlined_heading_is_not(content):
    content.write("saatesanat.md", "Otsikko\n=======\n\nTekstiä.\n\n# Saatesanat\n")
    assert [] == content.problems()

    content.write("saatesanat.md", "# A\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> toinen\n")
    assert ("merge-conflict", 3) == (content.problem().code, content.problem().place.line)


def test_a_large_file_is_not_read_at_all(content):
    with content.path(KURSSIT).open("wb") as file:
        file.truncate(50_000_000)

    problem = content.problem()
    assert "file-too-large" == problem.code
    assert "50 Mt" in problem.message


def test_a_long_title_is_read(content):
    content.write(KURSSIT, MEASURE.replace("Sähköinen", "a" * 100_000))

    assert [] == content.problems()


def test_a_long_name_does_not_fill_the_screen(content):
    content.append("toimenpiteet/ohjeet.yml", f"toimiala: {'a' * 100_000}\n")

    assert len(content.problem().message) < 300


# --- names ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "code", "words"),
    [
        ("toimenpiteet/Uusi kurssi.yml", "bad-id", "toimenpiteet/uusi-kurssi.yml"),
        ("toimenpiteet/käyttö.yml", "bad-id", "toimenpiteet/kaytto.yml"),
        ("toimenpiteet/digi_tuki.yml", "bad-id", "poista tämä, jos se on kopio"),
        ("toimenpiteet/Kurssit.yml", "id-case-clash", "kurssit.yml"),
        ("tavoitteet/Digitaidot.yml", "id-case-clash", "digitaidot.yml"),
        ("toimenpiteet/uusi.yaml", "unknown-file", "toimenpiteet/uusi.yml"),
        ("toimenpiteet/uusi.YML", "unknown-file", "toimenpiteet/uusi.yml"),
        ("toimenpiteet/uusi.txt", "unknown-file", "toimenpiteet/uusi.yml"),
        ("toimenpiteet/uusi", "unknown-file", "toimenpiteet/uusi.yml"),
        (
            "toimenpiteet/it-tuki.yml.txt",
            "unknown-file",
            "nimi on toimenpiteet/it-tuki.yml.",
        ),
        ("toimenpiteet/uusi (1).yml", "bad-id", "toimenpiteet/uusi.yml"),
        ("toimenpiteet/kurssit - Kopio.yml", "bad-id", "poista tämä, jos se on kopio"),
        ("toimenpiteet/• uusi.yml", "bad-id", "toimenpiteet/uusi.yml"),
        ("toimenpiteet/u\u00adusi.yml", "bad-id", "toimenpiteet/uusi.yml"),
        ("joh\u00addanto.md", "bad-id", "nimi johdanto.md"),
        ("• johdanto.md", "bad-id", "nimi johdanto.md"),
        ("johdanto.md.txt", "unknown-file", "lopusta .txt: oikea nimi on johdanto.md."),
        ("toimenpiteet/kurssit.yml~", "unknown-file", "poista tämä, jos se on kopio"),
        ("toimenpiteet/taulukko.xlsx", "unknown-file", "pois kansiosta content"),
        ("toimenpiteet/kesken/uusi.yml", "unknown-file", "suoraan kansioon toimenpiteet"),
        ("uusi.yml", "unknown-file", "kansioon toimenpiteet"),
        ("taho.yml", "unknown-file", "”tahot.yml”"),
        ("tasot.yaml", "unknown-file", "”tasot.yml”"),
        ("liite.docx", "unknown-file", "pois kansiosta content"),
    ],
)
def test_a_file_of_a_wrong_name_is_told_with_the_right_one(content, file, code, words):
    content.write("toimenpiteet/digi-tuki.yml", content.read("toimenpiteet/ohjeet.yml").encode())
    content.replace("toimenpiteet/digi-tuki.yml", "Ohjeet", "Lisää ohjeita")
    content.write(file, MEASURE)

    problem = content.problem()
    assert (code, f"content/pikku/{file}") == (problem.code, problem.place.file)
    assert words in problem.message + problem.remedy


def test_a_misspelt_folder_is_told_once_however_many_files_it_has(content):
    content.write("toimenpide/a.yml", MEASURE)
    content.write("toimenpide/b.yml", MEASURE)

    problem = content.problem()
    assert ("unknown-folder", "content/pikku/toimenpide") == (problem.code, problem.place.file)
    assert "”toimenpiteet”" in problem.remedy


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("toimenpiteet/uusi.yml", "unreadable-file"),
        ("tasot.yml", "unreadable-file"),
        ("uusi.yml", "unknown-file"),
    ],
)
def test_a_folder_named_like_a_file_is_told(content, folder, code):
    content.path(folder).unlink(missing_ok=True)
    content.path(folder).mkdir()

    assert (code, f"content/pikku/{folder}") == (
        content.problem().code,
        content.problem().place.file,
    )


def test_hidden_files_and_folders_are_passed_over(content):
    content.write(".git/x.yml", "")
    content.write("toimenpiteet/.kurssit.yml.swp", "")

    assert [] == content.problems()
    assert ["pikku"] == Project(content.root).names()


# --- what is missing --------------------------------------------------------------------------


def test_without_tiekartta_yml_there_is_no_roadmap(content):
    content.remove("tiekartta.yml")

    problem = content.problem()
    assert ("missing-file", "content/pikku/tiekartta.yml") == (problem.code, problem.place.file)


def test_what_is_missing_is_told_with_a_way_to_a_model_in_any_project(content):
    """A municipality's own project has no sample in content/."""
    settings = content.read("tiekartta.yml")
    content.remove("tiekartta.yml")
    told = [content.problem()]
    content.write("tiekartta.yml", settings)
    content.remove("tavoitteet/digitaidot.yml")
    told.append(content.problem())

    assert ["missing-file"] * 2 == [problem.code for problem in told]
    for problem in told:
        assert "projektin ulkopuolella komennon digitiekartta init kokeilu --demo" in problem.remedy


def test_without_tahot_yml_the_parties_are_not_told_one_by_one(content):
    content.remove("tahot.yml")

    problem = content.problem()
    assert ("missing-file", "content/pikku/tahot.yml") == (problem.code, problem.place.file)


def test_without_goals_the_measures_are_not_told_one_by_one(content):
    content.remove("tavoitteet/digitaidot.yml")
    content.path("tavoitteet").rmdir()

    problem = content.problem()
    assert ("missing-file", "content/pikku/tavoitteet") == (problem.code, problem.place.file)


def test_without_measures_the_goal_is_told(content):
    for file in content.path("toimenpiteet").iterdir():
        file.unlink()
    content.path("toimenpiteet").rmdir()

    assert "goal-without-measures" == content.problem().code


@pytest.mark.parametrize(
    "file", ["tasot.yml", "tahot.yml", "lyhenteet.yml", "tavoitteet/digitaidot.yml", KURSSIT]
)
def test_a_broken_file_does_not_make_others_look_wrong(content, file):
    # The first measure takes its schedule from its group.
    content.write(
        "toimenpiteet/ohjeet.yml", "otsikko: Ohjeet\ntavoite: digitaidot\nryhma: koulutus\n"
    )
    content.replace(
        "tavoitteet/digitaidot.yml",
        "    kohderyhma:\n      - Henkilöstö\n",
        "    aikataulu:\n      kevät 2025: selvitys\n",
    )
    assert [] == content.problems()
    content.append(file, "rikki: on: tämä\n")

    problem = content.problem()
    assert ("two-colons", f"content/pikku/{file}") == (problem.code, problem.place.file)


def test_a_broken_tiekartta_yml_does_not_hide_what_else_is_broken(content):
    content.append("tiekartta.yml", "rikki: on: tämä\n")
    content.append(KURSSIT, "vastu: Kirjasto\n")

    assert ["two-colons", "unknown-key"] == [problem.code for problem in content.problems()]


# --- links and rights ---------------------------------------------------------------------------


def test_a_link_out_of_the_folder_is_not_followed(content, tmp_path):
    (tmp_path / "salainen.yml").write_text(MEASURE)
    content.path("toimenpiteet/uusi.yml").symlink_to(tmp_path / "salainen.yml")

    problem = content.problem()
    assert ("link-outside", "content/pikku/toimenpiteet/uusi.yml") == (
        problem.code,
        problem.place.file,
    )


@pytest.mark.parametrize("name", ["toimenpiteet", "liitteet"])
def test_a_folder_that_is_a_link_elsewhere_is_not_walked_through(content, tmp_path, name):
    (tmp_path / "muualla").mkdir()
    (tmp_path / "muualla" / "salainen.yml").write_text("otsikko: A\ntavoite: digitaidot\n")
    if content.path(name).exists():
        content.path(name).rename(tmp_path / "ennen")
    content.path(name).symlink_to(tmp_path / "muualla")

    told = {(one.code, one.place.file) for one in content.problems()}
    assert ("link-outside", f"content/pikku/{name}") in told
    assert not any("salainen" in file for _, file in told)


def test_a_roadmap_that_is_a_link_elsewhere_is_not_read(content, tmp_path):
    content.folder.rename(tmp_path / "muualla")
    content.folder.symlink_to(tmp_path / "muualla")

    problem = content.problem()
    assert ("link-outside", "content/pikku") == (problem.code, problem.place.file)


def test_a_link_within_the_folder_is_read(content):
    content.write("lisaa.md", "# Lisää\n")
    content.path("saatesanat.md").unlink()
    content.path("saatesanat.md").symlink_to("lisaa.md")

    assert ["unlisted-text"] == [problem.code for problem in content.problems()]
    assert "# Lisää\n" == content.roadmap().texts["saatesanat"].markdown


@pytest.mark.parametrize("target", ["puuttuu.yml", "uusi.yml", "../tiekartta.yml/x"])
def test_a_link_that_leads_nowhere_is_told(content, target):
    content.path("toimenpiteet/uusi.yml").symlink_to(target)

    assert "unreadable-file" == content.problem().code


def test_a_tiekartta_yml_that_leads_nowhere_is_told_once(content):
    content.remove("tiekartta.yml")
    content.path("tiekartta.yml").symlink_to("puuttuu.yml")

    assert "unreadable-file" == content.problem().code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(content):
    os.mkfifo(content.path("toimenpiteet/uusi.yml"))

    assert "unreadable-file" == content.problem().code


def test_a_file_without_the_right_to_read_it_is_told(content, monkeypatch):
    read = Path.read_bytes

    def refuse(path):
        if path.name == "kurssit.yml":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    problem = content.problem()
    assert "unreadable-file" == problem.code
    assert "oikeudet puuttuvat" in problem.message


@pytest.mark.parametrize("folder", ["toimenpiteet", "tavoitteet"])
def test_a_folder_without_the_right_to_read_it_is_told_and_nothing_that_follows(
    content, monkeypatch, folder
):
    def refuse(path):
        if Path(path).name == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    listed = os.scandir
    monkeypatch.setattr(os, "scandir", refuse)

    problem = content.error()
    assert ("unreadable-file", f"content/pikku/{folder}") == (problem.code, problem.place.file)
    assert "oikeudet puuttuvat" in problem.message
