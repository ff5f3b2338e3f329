"""The guides tell the truth: what they name exists, and what they show works."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from digitiekartta import __version__
from digitiekartta.basics.problem_formats import as_text
from digitiekartta.basics.problems import Problem, errors_in
from digitiekartta.commands.main import commands
from digitiekartta.commands.program import run
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.reading.folder import PATTERNS
from digitiekartta.roadmap.reading.source import CONFLICT
from towns import ROOT, checkout, content

ESIMERKKILA = content("esimerkkila") / "esimerkkila"
OHJE, README = ROOT / "content/OHJE.md", ROOT / "README.md"
CHANGELOG = ROOT / "CHANGELOG.md"
JULKAISUOHJE, VIRHEET = ROOT / "content/JULKAISUOHJE.md", ROOT / "content/VIRHEET.md"
GUIDES = (
    OHJE,
    JULKAISUOHJE,
    README,
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").rglob("*.md")),
)
COMMANDS = ROOT / "docs/hakemisto/komennot.md"
NAMED = [guide.relative_to(ROOT).as_posix() for guide in GUIDES]
PRODUCED = ("build/", "site/", ".venv/")


def section(guide: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one."""
    found = re.search(rf"^#+ {heading}\n(.*?)(?=^#|\Z)", without_code(guide), re.M | re.S)
    assert found, heading
    return found[1]


def without_code(text: str) -> str:
    return re.sub(r"^ *```.*?^ *```$", "", text, flags=re.M | re.S)


def examples(language: str) -> list[tuple[str, str]]:
    """Return the examples of the officials' guide, each with the file that it belongs to."""
    found = re.findall(rf"^( *)```{language} ?(.*?)\n(.*?)^ *```$", OHJE.read_text(), re.M | re.S)
    return [(file, dedent(text)) for _, file, text in found]


def top_level(text: str) -> dict[str, str]:
    """Return the text of each top-level key of a YAML file."""
    parts = re.findall(r"^\S.*\n(?: .*\n|\n)*", text, re.M)
    return {part.partition(":")[0]: part for part in parts}


def edited(folder: Path, file: str, example: str) -> list[Problem]:
    """Return what is told of a file of Esimerkkilä once an example stands in it."""
    shutil.copytree(ESIMERKKILA, folder / "esimerkkila", dirs_exist_ok=True)
    path = folder / "esimerkkila" / file
    before = path.read_text() if path.exists() else ""
    path.write_text("".join({**top_level(before), **top_level(example)}.values()))
    problems = read_and_check(folder, "esimerkkila").problems
    return [problem for problem in problems if problem.place.file.endswith(file)]


# --- content/OHJE.md -----------------------------------------------------------------------


def test_the_guide_has_examples_of_all_that_it_explains():
    assert len(examples("yaml")) >= 12


@pytest.mark.parametrize(("file", "example"), examples("yaml"))
def test_every_example_reads_without_problems(tmp_path, file, example):
    assert edited(tmp_path, file, example) == []


def test_the_example_of_a_message_is_what_the_check_says(tmp_path):
    measure = (ESIMERKKILA / "toimenpiteet/it-tuki.yml").read_text()
    misspelt = measure.replace("- Tietohallintopäällikkö", "- Tietohalintopäällikkö")

    problems = edited(tmp_path / "content", "toimenpiteet/it-tuki.yml", misspelt)

    [(_, shown)] = examples("text")
    assert shown == as_text(errors_in(problems))


# --- content/JULKAISUOHJE.md ------------------------------------------------------------------


def commands_in(guide: Path) -> list[str]:
    """Return the command lines that a guide shows, in blocks of their own or within a sentence."""
    text = guide.read_text()
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```$", text, re.M | re.S)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", without_code(text))
    lines = [re.sub(r"^digitiekartta --root \S+ ", "digitiekartta ", line) for line in lines]
    return [line for line in lines if re.match(r"digitiekartta [a-z]", line)]


@pytest.mark.parametrize("guide", GUIDES, ids=NAMED)
def test_every_command_line_in_a_guide_is_one_that_the_program_understands(guide):
    for line in commands_in(guide):
        _, name, *words = shlex.split(line.partition("|")[0], comments=True)
        command = commands.load(name)
        known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)}
        assert set() == {word for word in words if word.startswith("--")} - known, line
        if line in JULKAISUOHJE.read_text().splitlines():
            command.make_context(name, words)  # raises when a value or an argument is wrong


def test_every_option_within_a_sentence_of_the_guide_exists():
    known = {
        o
        for name in commands.commands
        for p in commands.load(name).params
        for o in (*p.opts, *p.secondary_opts)
    }
    named = re.findall(r"`(--[a-z-]+)(?: \w+)?`", JULKAISUOHJE.read_text())

    assert set() == set(named) - known
    assert named


def test_every_problem_in_the_guide_is_one_of_the_list():
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "content/VIRHEET.md").read_text(), re.M))
    named = set(re.findall(r"^\| `([a-z-]+)` \|", JULKAISUOHJE.read_text(), re.M))

    assert set() == named - listed
    assert named


def outputs(guide: Path) -> list[tuple[str, str]]:
    """Return the shown outputs that name the command they come from."""
    return re.findall(r"^```text ([^\n]+)\n(.*?)^```$", guide.read_text(), re.M | re.S)


@pytest.mark.parametrize(("line", "shown"), outputs(JULKAISUOHJE))
def test_what_the_guide_shows_is_what_the_command_prints(
    line, shown, tmp_path, monkeypatch, capsys
):
    """Letter for letter and in that order; more may follow."""
    folder = checkout(tmp_path, "esimerkkila")
    (folder / "content").unlink()
    shutil.copytree(content("esimerkkila"), folder / "content")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["digitiekartta", *shlex.split(line)])

    assert 0 == run(commands)
    assert shown in capsys.readouterr().out


# --- README.md and the others --------------------------------------------------------------


def test_the_readme_shows_a_picture_and_no_long_cells():
    cells = re.findall(r"(?<=\|) ([^|]*) (?=\|)", README.read_text())

    assert re.search(r"^!\[.{20,}\]\(docs/kuvat/\w+\.png\)$", README.read_text(), re.M)
    assert cells
    assert max(map(len, cells)) <= 80


@pytest.mark.parametrize("name", commands.commands)
def test_every_command_is_in_the_list_of_commands(name):
    assert f"\n## {name}\n" in COMMANDS.read_text()


@pytest.mark.parametrize("guide", GUIDES, ids=NAMED)
def test_every_option_in_a_guide_exists(guide):
    known = {
        option
        for command in (commands, *map(commands.load, commands.commands))
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    named = set(re.findall(r"`(--[a-z-]+)(?: [^`]*)?`", without_code(guide.read_text())))

    assert set() == named - known - OF_OTHERS


#: Options of the documentation that no command of ours has: of all, of MkDocs, pip and benchmarks.
OF_OTHERS = {
    "--version",
    "--help",
    "--dirty",
    "--find-links",
    "--no-build-isolation",
    "--no-deps",
    "--start",
    "--cores",
    "--at-once",
    "--measures",
}


def paths_named_in(guide: Path) -> Iterator[str]:
    for code in re.findall(r"`([^`\s]+)`", without_code(guide.read_text())):
        is_path = re.fullmatch(r"[A-Za-z._][\w.-]*(/[\w.-]+)*/?", code)
        if is_path and re.search("[./]", code) and not code.startswith(PRODUCED):
            yield code


@pytest.mark.parametrize("guide", GUIDES[1:], ids=NAMED[1:])
def test_every_path_that_a_guide_names_exists(guide):
    places = (ROOT, ROOT / "generator/digitiekartta", ESIMERKKILA, content("esimerkkila").parent)

    missing = [
        name
        for name in paths_named_in(guide)
        if not any((p / name).exists() for p in places) and name not in PATTERNS.values()
    ]

    assert missing == []


@pytest.mark.parametrize("guide", GUIDES, ids=NAMED)
def test_every_link_within_the_documents_works(guide):
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(guide.read_text())):
        file, _, anchor = target.partition("#")
        path = guide.parent / file if file else guide
        # The example may have been taken out of content/; here it stays.
        path = path if path.exists() else content("esimerkkila") / file
        if "://" in target:
            continue
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(target)

    assert broken == []


@pytest.mark.parametrize("guide", [OHJE, JULKAISUOHJE, VIRHEET], ids=lambda guide: guide.name)
def test_a_guide_that_stands_in_every_project_leads_only_to_what_does(guide):
    text = re.sub(r"`[^`]*`", "", without_code(guide.read_text()))
    targets = re.findall(r"\]\(([^)\s#]+)", text)
    present = {"OHJE.md", "JULKAISUOHJE.md", "VIRHEET.md", "../README.md", "esimerkkila/"}

    assert set() == {one for one in targets if "://" not in one} - present


def anchors(guide: Path) -> set[str]:
    """Return the anchors that the hosts give to the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", without_code(guide.read_text()), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_architecture_page_draws_the_rooms_in_the_order_that_imports_run():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    [rooms] = settings["tool"]["importlinter"]["contracts"]
    drawn = re.findall(r'^    ([a-z]+)\["', (ROOT / "docs/architecture.md").read_text(), re.M)
    listed = re.findall(r"^\| `([a-z]+)/` \|", (ROOT / "CONTRIBUTING.md").read_text(), re.M)

    assert rooms["layers"] == drawn
    assert rooms["layers"] == listed


def test_every_decision_is_in_the_list_of_decisions():
    folder = ROOT / "docs/decisions"
    listed = re.findall(r"\]\(([0-9][^)]+)\)", (folder / "README.md").read_text())

    assert sorted(path.name for path in folder.glob("[0-9]*.md")) == listed


PUBLICCODE = ROOT / "publiccode.yml"


def test_publiccode_has_the_mandatory_keys():
    data = yaml.safe_load(PUBLICCODE.read_text())
    mandatory = {
        *("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus"),
        *("softwareType", "description", "legal", "maintenance", "localisation"),
    }

    assert set() == mandatory - data.keys()
    assert {"fi", "en"} == data["description"].keys()
    for words in data["description"].values():
        assert len(words["shortDescription"]) <= 150 <= len(words["longDescription"])
        assert 5 <= len(words["features"]) <= 20
        assert all((ROOT / picture).is_file() for picture in words["screenshots"])
    assert data["legal"]["license"] == "MIT"
    assert data["localisation"].keys() == {"localisationReady", "availableLanguages"}


def test_publiccode_tells_what_every_command_gives_in_both_languages():
    """Beside each feature stand the commands that give it."""
    finnish, english = PUBLICCODE.read_text().split("\n  en:\n")
    told = [
        [set(names.split()) for names in re.findall(r"^      - .* # ([a-z -]+)$", part, re.M)]
        for part in (finnish, english)
    ]
    features = yaml.safe_load(PUBLICCODE.read_text())["description"]["fi"]["features"]

    assert told[0] == told[1]
    assert len(features) == len(told[0])
    assert set(commands.commands) == set.union(*told[0])


def test_publiccode_and_the_package_say_the_same():
    data = yaml.safe_load(PUBLICCODE.read_text())
    package = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    urls = package["urls"]

    assert {__version__} == {data["softwareVersion"], package["version"]}
    assert [data["url"], data["landingURL"]] == [urls["Repository"], urls["Homepage"]]
    assert data["description"]["fi"]["documentation"] == urls["Documentation"]
    assert data["dependsOn"]["open"][0]["versionMin"] == package["requires-python"].strip(">=")
    released = re.search(rf"^## \[{__version__}\] – (\S+)$", CHANGELOG.read_text(), re.M)
    assert (released and released[1]) == (data.get("releaseDate") and str(data["releaseDate"]))


def test_the_guide_and_the_check_keep_both_of_two_added_parties():
    conflict = re.search(r"^```\n(<<<<<<< .*?)^```$", OHJE.read_text(), re.M | re.S)[1]
    first, second = re.findall(r"^(\w+päällikkö):$", conflict, re.M)
    kept = re.sub(r"^[<=>]{7}.*\n", "", conflict, flags=re.M)

    assert [first, second] == list(yaml.safe_load(kept))
    assert "jätä kumpikin ja poista vain merkkirivit" in CONFLICT.remedy
