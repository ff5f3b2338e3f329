"""The command line speaks Finnish, and its exit code says what happened."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from digitiekartta.commands import main as cli
from digitiekartta.commands.program import OUR_MISTAKE
from digitiekartta.roadmap.checking import rules
from digitiekartta.site import building

ROOT = Path(__file__).parents[2]
ENGLISH = ("Usage", "Options", "Commands", "Show ", "Error", "Try ", "DIRECTORY", "INTEGER")
ENGLISH += ("TEXT", "FILE", "PATH", "default", "required", "RANGE", "COMMAND", "ARGS")


COMMANDS = sorted(cli.commands.commands)


@pytest.fixture
def elsewhere(run, monkeypatch, tmp_path_factory):
    """Leave the project for a folder that belongs to none."""
    monkeypatch.chdir(tmp_path_factory.mktemp("muualla"))


# --- build ---------------------------------------------------------------------------------------


def test_build_names_abbreviations_that_nobody_has_explained(run, content, monkeypatch):
    def empty_site(project, name, options, target, *_, **__):
        target.mkdir(parents=True)
        return []

    monkeypatch.setattr(building, "run_engine", empty_site)
    content.replace("toimenpiteet/ohjeet.yml", "Ohjeet verkkoon", "KVTES-ohjeet DVV:n verkkoon")

    code, out, _ = run("build")
    assert 0 == code
    assert "pikku: lyhenteitä ilman selitystä 1 (KVTES)." in out


def test_sites_can_be_built_without_the_list_and_the_list_without_them(run, monkeypatch, content):
    made = []

    def empty_site(project, name, options, target, *_, **__):
        made.append(name)
        target.mkdir(parents=True)
        return []

    monkeypatch.setattr(building, "run_engine", empty_site)

    code, out, _ = run("build", "--no-list")
    assert (0, ["pikku"]) == (code, made)
    assert "luettelo" not in out
    assert "Avaa sivusto" not in out

    code, _, err = run("build", "--only-list")
    assert (1, ["pikku"]) == (code, made)
    assert "[unbuilt-roadmap]" in err
    assert 2 == run("build", "--only-list", "--no-list")[0]


# --- check -------------------------------------------------------------------------------------


def test_check_says_that_nothing_is_wrong(run):
    assert (0, "Ei virheitä eikä varoituksia.\n", "") == run("check")


def test_check_tells_errors_and_ends_with_1(run, content):
    content.append("toimenpiteet/ohjeet.yml", "vastu: Kirjasto\n")

    code, out, err = run("check", "pikku")
    assert (1, "") == (code, err)
    assert out.startswith(
        "content/pikku/toimenpiteet/ohjeet.yml:5:1: vastu: Kenttää ”vastu” ei ole.\n"
    )
    assert out.endswith("\n1 virhe.\n")


def test_warnings_do_not_fail_a_check_unless_asked_to(run, content):
    content.write("muuta.md", "# Muuta\n")

    assert 0 == run("check")[0]
    assert 1 == run("check", "--strict")[0]


def test_check_tells_all_problems_of_all_roadmaps_in_order(run, content):
    content.append("tasot.yml", "vastu: a\n")
    (content.root / "content" / "aapa").mkdir()

    _, out, _ = run("check", "--format", "json")
    report = json.loads(out)
    assert ["content/aapa/tiekartta.yml", "content/pikku/tasot.yml"] == [
        problem["file"] for problem in report["problems"]
    ]
    assert 2 == report["errors"]


@pytest.mark.parametrize("form", ["text", "github", "gitlab", "json"])
def test_every_format_ends_with_1_when_there_is_an_error(run, content, form):
    content.remove("tiekartta.yml")

    code, out, _ = run("check", "--format", form)
    assert 1 == code
    assert "missing-file" in out


# --- misuse --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["check", "piku"], "Tiekarttaa ”piku” ei ole. Tarkoititko ”pikku”?"),
        (["check", "../pikku"], "Tiekarttaa ”../pikku” ei ole."),
        (["check", "muu"], "Tiekarttaa ”muu” ei ole. Ainoa tiekartta on pikku."),
        (["chek"], "Komentoa ”chek” ei ole. Tarkoititko ”check”?"),
        (["xyz"], "Komentoa ”xyz” ei ole."),
        (["check", "--formt", "json"], "Valintaa --formt ei ole. Tarkoititko ”--format”?"),
        (["check", "--format"], "Valinnan --format perästä puuttuu arvo."),
        (["check", "--strict=1"], "Valinta --strict kirjoitetaan ilman arvoa."),
        (
            ["check", "--format", "xml"],
            "”--format”: ”xml” ei kelpaa. Sallitut arvot ovat ”text”,",
        ),
        (["pages", "--date", "31.2.2026"], "Päivää 31.2.2026 ei ole."),
        (["serve", "--port", "a"], "”--port”: ”a” ei kelpaa. Anna kokonaisluku väliltä 1–65535."),
        (["serve", "--port", "0"], "”--port”: ”0” ei kelpaa. Anna kokonaisluku väliltä 1–65535."),
        (["serve", "a", "b"], "Komennossa on liikaa sanoja: b"),
        (
            ["audit", "--deep", "a", "site"],
            "”a” ei kelpaa. Anna kokonaisluku, vähintään 0.",
        ),
        (["changes", "pikku", "--output", "."], "”.” on kansio, vaikka pitäisi olla tiedosto."),
        (
            ["--root", "mkdocs.yml", "check"],
            "”mkdocs.yml” on tiedosto, vaikka pitäisi",
        ),
        (["publish", "pikku"], "Komennosta puuttuu ”KOHDE”."),
        (["job"], "Komennosta puuttuu ”TYÖ”. Valitse näistä:\n  ehdota,\n  ehdotukset,\n"),
        (["--root", "/", "check"], "/ ei ole digitiekartan projekti"),
    ],
)
def test_misuse_is_told_in_finnish_and_ends_with_2(run, words, expected):
    code, out, err = run(*words)

    assert (2, "") == (code, out)
    assert err.startswith("Virhe: ")
    assert expected in err
    assert not any(word in err for word in ENGLISH)


@pytest.mark.parametrize("name", sorted({*COMMANDS} - {"audit", "init", "server-config"}))
def test_a_folder_without_a_project_is_misuse(run, elsewhere, name):
    parameters = cli.commands.load(name).params
    arguments = [p for p in parameters if isinstance(p, click.Argument) and p.required]
    needed = {"approve": ["--body", "a", "--date", "1.1.2026"]}
    needed |= {of_a_year: ["--year", "2025"] for of_a_year in ("report", "needs")}
    options = needed.get(name, [])

    words = (one.type.choices[0] if name == "job" else "x" for one in arguments)
    code, _, err = run(name, *words, *options)
    assert 2 == code
    assert "Nykyinen kansio ei ole digitiekartan projekti" in err


def test_a_project_is_found_from_a_folder_inside_it(run, content, monkeypatch):
    monkeypatch.chdir(content.path("toimenpiteet"))

    assert 0 == run("check")[0]


def test_a_project_may_be_named(run, content, elsewhere):
    assert 0 == run("--root", str(content.root), "check")[0]


def test_a_project_without_roadmaps_is_misuse(run, content):
    (content.root / "content" / "pikku").rename(content.root / "pois")

    code, _, err = run("check")
    assert 2 == code
    assert "Kansiossa content ei ole yhtään tiekarttaa." in err


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("changes",),
        ("export", "--csv", "rivit.csv"),
        ("approve", "--body", "Johtoryhmä", "--date", "1.12.2025"),
    ],
    ids=" ".join,
)
def test_the_only_roadmap_needs_not_be_named(run, content, words):
    unnamed = run(*words)

    assert run(words[0], "pikku", *words[1:]) == unnamed
    assert 2 != unnamed[0]


@pytest.mark.parametrize("name", ["status", "changes", "export", "approve", "serve"])
def test_of_several_roadmaps_one_is_named_and_none_is_guessed(run, content, name):
    shutil.copytree(content.folder, content.folder.with_name("toinen"))

    code, out, err = run(name)

    assert (2, "") == (code, out)
    assert "Kerro tiekartan nimi. Niitä on useita: pikku, toinen." in err


def test_a_name_stands_before_a_target_which_is_never_taken_for_a_name(run):
    assert "Tiekarttaa ”kohde” ei ole." in run("status", "kohde")[2]
    assert "Komennosta puuttuu ”KOHDE”." in run("publish", "kohde")[2]


# --- help --------------------------------------------------------------------------------------


def test_without_a_command_the_help_is_shown(run):
    code, out, err = run()

    assert 2 == code
    assert "Komennot:" in out + err


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_the_help_of_every_command_is_in_finnish_and_in_any_folder(run, words, elsewhere):
    code, out, err = run(*words, "--help")

    assert (0, "") == (code, err)
    assert out.startswith(f"Käyttö: {' '.join(['digitiekartta', *words])} [VALINNAT]")
    assert "Näytä tämä ohje." in out
    assert not [word for word in ENGLISH if word in out]


def test_the_help_of_every_command_needs_no_extra(elsewhere):
    program = """
import sys
sys.modules |= dict.fromkeys(
    ("axe_playwright_python", "obstore", "playwright", "properdocs", "zensical")
)
from digitiekartta.commands import main, program
for name in main.commands.commands:
    sys.argv = ["digitiekartta", name, "--help"]
    assert 0 == program.run(main.commands), name
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True)

    assert (0, "") == (done.returncode, done.stderr)
    assert len(COMMANDS) == done.stdout.count("Käyttö: digitiekartta ")


def test_the_limits_of_a_number_are_told_in_finnish(run):
    _, out, _ = run("publish", "--help")

    assert "[kokonaisluku väliltä 1–1000]" in " ".join(out.split())


@pytest.mark.parametrize(
    "address",
    [
        *("foo", "javascript:alert(1)", "https://", "https://[::1/", "https://a.fi:abc/"),
        *("https://a.fi:99999/", 'https://a.fi/x"><b>/', "https://a.fi/ x", "https://a.fi/\nX: y"),
        *("https://a.fi/../b/", "https://a.fi/./", "https://a.fi/%zz/", "https://a@b.fi/"),
        *("https://a..fi/", "https://a.fi/?q=1", "https://a.fi/#x", "https://a.fi/\\x"),
    ],
)
@pytest.mark.parametrize("command", ["build", "pages", "share", "news"])
def test_what_addresses_of_pages_cannot_begin_with_is_no_address_of_a_site(run, command, address):
    code, out, err = run(command, "pikku", "--site-url", address)

    assert (2, "") == (code, out)
    assert "ei ole verkko-osoite" in err or "ei voi olla sivuston alku" in err


@pytest.mark.parametrize(
    "address", ["https://www.kunta.fi", "http://localhost:8000/a/", "https://jämsä.fi/tie-ä/%C3%A4"]
)
def test_the_address_of_a_site_may_have_a_port_a_folder_and_any_letters(run, address):
    code, _, err = run("pages", "pikku", "--site-url", address)

    assert (0, "") == (code, err)


@pytest.mark.parametrize("day", ["1.1.0001", "31.12.1989", "1.1.2101", "31.12.9999"])
@pytest.mark.parametrize("command", ["build", "pages", "compare", "share"])
def test_a_day_of_which_no_roadmap_tells_is_no_day_of_a_run(run, command, day):
    code, out, err = run(command, "--date", day)

    assert (2, "") == (code, out)
    assert "Anna päivä vuosilta 1990–2100." in err


@pytest.mark.parametrize("seconds", ["99999999999", "9" * 300])
def test_a_variable_that_gives_no_day_of_a_run_is_told(run, monkeypatch, seconds):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)

    code, _, err = run("needs", "pikku", "--year", "2026")

    assert 2 == code
    assert "SOURCE_DATE_EPOCH arvo 99999" in err


def test_every_command_and_option_is_explained():
    for command in (cli.commands, *map(cli.commands.load, COMMANDS)):
        assert command.help, command.name
        for option in (p for p in command.params if isinstance(p, click.Option)):
            assert option.help, f"{command.name} {option.opts}"


def test_the_list_of_commands_says_the_first_line_of_each_help(run):
    out = " ".join(run("--help")[1].split())

    for name in COMMANDS:
        command = cli.commands.load(name)
        assert f" {name} {command.help.partition(chr(10))[0]}" in out
        assert name == command.name


# --- when things go wrong ------------------------------------------------------------------------


def test_our_own_mistake_is_not_dressed_as_the_editors(run, monkeypatch):
    def broken(roadmap):
        raise KeyError("oho")

    monkeypatch.setattr(rules, "RULES", (*rules.RULES, broken))

    code, out, err = run("check")
    assert (OUR_MISTAKE, "") == (code, out)
    assert err.startswith("Ohjelmassa on vika (KeyError: 'oho'). Vika ei ole sisällössä.")
    assert "Traceback" not in err


def test_what_the_operating_system_does_not_find_is_told_in_finnish(run, monkeypatch):
    def refuse(*_):
        raise FileNotFoundError(2, "No such file or directory", "content/pikku")

    monkeypatch.setattr(rules, "read_roadmap", refuse)

    code, _, err = run("check")
    assert 2 == code
    assert "Virhe: tiedoston content/pikku käsittely ei onnistunut: sitä ei ole.\n" == err


def test_of_a_reader_that_leaves_early_nothing_is_said(content):
    (content.root / "mkdocs.yml").write_text("site_name: Pikku\n")
    for number in range(300):
        content.write(f"toimenpiteet/{'a' * 50}-{number}.yml", "vastu: a\n")
    reading, writing = os.pipe()
    os.close(reading)
    program = "from digitiekartta.commands.main import main; main()"

    done = subprocess.run(
        [sys.executable, "-c", program, "--root", str(content.root), "check"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert b"" == done.stderr
    assert 1 == done.returncode


def test_the_module_runs_without_a_terminal_and_in_any_locale(content):
    (content.root / "mkdocs.yml").write_text("site_name: Pikku\n")
    content.append("toimenpiteet/ohjeet.yml", "vastu: Käyttö\n")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    done = subprocess.run(
        [sys.executable, "-c", "from digitiekartta.commands.main import main; main()", "check"],
        cwd=content.root,
        env=environment,
        capture_output=True,
        check=False,
    )

    assert (1, b"") == (done.returncode, done.stderr)
    assert "Kenttää ”vastu” ei ole." in done.stdout.decode()
