"""What officials write as the guide tells them passes all that the pipelines run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from digitiekartta.commands.main import commands
from digitiekartta.commands.program import run
from test_guides import examples, top_level
from test_pipelines import CONTENT, GITLAB, lines, read, steps
from towns import ROOT, checkout, content

IT_TUKI = "toimenpiteet/it-tuki.yml"
ROWS = """\
aikataulu:
  kevät 2025: käyttöönotto
  syksy 2025: käyttöönotto
  kevät 2026: jatkuva toiminta
  syksy 2026: jatkuva toiminta
  kevät 2027: jatkuva toiminta
  syksy 2027: jatkuva toiminta
"""
#: The same content, laid out as people lay it out: each on a measure of its own.
WAYS: dict[str, Callable[[str], str]] = {
    IT_TUKI: lambda text: text.replace(
        ROWS,
        "aikataulu:\n  kevät 2025 - syksy 2025: käyttöönotto\n"
        "  kevät 2026–syksy 2027: jatkuva toiminta\n",
    ),
    # half-years with capitals, with the year first
    "toimenpiteet/intra.yml": lambda text: re.sub(r"  (kevät|syksy)", lambda m: m[0].title(), text),
    "toimenpiteet/ryhti.yml": lambda text: re.sub(r"  (kevät|syksy) (\d+)", r"  \2 \1", text),
    # quotation marks, a paragraph of its own
    "toimenpiteet/avoin-data.yml": lambda text: re.sub(r"(?m)^(\w+): (\w.*)", r'\1: "\2"', text),
    "toimenpiteet/digikasvatus.yml": lambda text: re.sub(r"(?m)^(\w+): (\w.*)", r"\1: '\2'", text),
    "toimenpiteet/vesimittarit.yml": lambda text: text.replace("kuvaus: ", "kuvaus: |-\n  "),
    # other order, other indentation, other ends of lines
    "toimenpiteet/verkkomaksut.yml": lambda text: "".join(reversed(top_level(text).values())),
    "toimenpiteet/selkokieli.yml": lambda text: re.sub("(?m)^  ", "    ", text),
    "toimenpiteet/tilannekuva.yml": lambda text: re.sub(r"(?m)^  - ([^:\n]+)$", r"- \1", text),
    "toimenpiteet/tiedonohjaus.yml": lambda text: text.replace("\n", "  \n"),
    "toimenpiteet/tekoalyohje.yml": lambda text: re.sub(r"(?m)^(?=\w)", "\n", text),
    "toimenpiteet/koulutuspolut.yml": lambda text: text.replace("\n", "\r\n"),
    "toimenpiteet/karttapalaute.yml": lambda text: text.removesuffix("\n"),
    "toimenpiteet/saavutettavuus.yml": lambda text: "\ufeff" + text,
    # a list on one line
    "toimenpiteet/vaestoennuste.yml": lambda text: re.sub(
        r":\n  - (.*)\n(?!  )", r": [\1]\n", text
    ),
}


class Proposal:
    """A checkout in which an official edits, beside that of the branch ("pohja")."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = folder / "muutos"
        checkout(folder / "pohja", "esimerkkila")
        checkout(self.root, "esimerkkila")
        (self.root / "content").unlink()
        shutil.copytree(content("esimerkkila"), self.root / "content")
        self.monkeypatch = monkeypatch
        monkeypatch.chdir(self.root)

    def write(self, file: str, example: str) -> None:
        """Put an example of the guide in place of the fields that it shows."""
        path = self.root / "content/esimerkkila" / file
        before = path.read_text() if path.exists() else ""
        former, shown = top_level(before), top_level(example)
        # The guide's measures are about to end; here they have ended by a decision already.
        decision = re.search(r"^  paatos: .*\n", former.get("paattyi", ""), re.M)
        if decision and "paattyi" in shown and "paatos:" not in shown["paattyi"]:
            shown["paattyi"] += decision[0]
        path.write_text("".join({**former, **shown}.values()))
        for gone in re.findall(r"^  (toimenpiteet/\S+): ", shown.get("muutosten_syyt", ""), re.M):
            self.had(gone)

    def had(self, file: str) -> None:
        """Let the branch have a measure, not yet approved, that the proposal takes away."""
        branch = self.root.with_name("pohja") / "content"
        branch.unlink()
        shutil.copytree(content("esimerkkila"), branch)
        measure = (branch / "esimerkkila" / IT_TUKI).read_text()
        other = measure.replace("otsikko: Yksi kanava", "otsikko: Yksi kanava työntekijöille")
        (branch / "esimerkkila" / file).write_text(other)

    def runs(self, commands_run: Sequence[Sequence[str]]) -> dict[str, int]:
        """Run command lines in this process and return the exit code of each that fails."""
        codes = {}
        for words in commands_run:
            self.monkeypatch.setattr(sys, "argv", ["digitiekartta", *words])
            codes[shlex.join(words)] = run(commands)
        return {line: code for line, code in codes.items() if code}


@pytest.fixture
def proposal(tmp_path, monkeypatch):
    return Proposal(tmp_path, monkeypatch)


def lines_on_content() -> list[str]:
    """Return every line that a pipeline runs on a proposal to the content, for either host."""
    gitlab = [line for job in ("sisältö", "sivusto") for line in read(GITLAB)[job]["script"]]
    return list(dict.fromkeys([*lines(CONTENT), *gitlab]))


def named(*wanted: str) -> list[list[str]]:
    """Return those commands of ours that the pipelines name, as words."""
    found = []
    for line in lines_on_content():
        if "|| echo" in line:
            continue  # it tells, and nothing fails of it
        if match := re.match(r"digitiekartta ([^|>;&]*)", line):
            words = shlex.split(match[1])
            if words[0] in wanted:
                found.append(words)
    # Here the branch is a folder.
    here = ["review", "--base", "../pohja", "--output", "yhteenveto.md"]
    found = [here if one[0] == "review" else one for one in found]
    return [words for number, words in enumerate(found) if words not in found[:number]]


ON_FILES = named("check", "format", "review")


def test_the_pipelines_name_what_is_run_here():
    assert {"check", "review"} <= {words[0] for words in ON_FILES}
    assert [["build", "--from-disk"]] == named("build")
    assert "make audit PAGES=6 DEEP=1" in "\n".join(lines_on_content())


@pytest.mark.parametrize("turn", range(5))
def test_the_examples_of_the_guide_pass_what_the_pipelines_run(turn, proposal):
    by_file: dict[str, list[str]] = {}
    for file, example in examples("yaml"):
        by_file.setdefault(file, []).append(example)
    assert 5 == max(map(len, by_file.values()))
    for file, ones in by_file.items():
        for example in ones[turn : turn + 1]:
            proposal.write(file, example)

    assert {} == proposal.runs(ON_FILES)


def test_right_content_passes_the_pipelines_however_it_is_laid_out(proposal):
    for file, way in WAYS.items():
        path = proposal.root / "content/esimerkkila" / file
        laid_out = way(path.read_text())
        assert laid_out != path.read_text(), file
        path.write_bytes(laid_out.encode())

    assert {} == proposal.runs(ON_FILES)
    [summary] = proposal.root.glob("*.md")
    assert "Muutospyyntö ei muuta tiekarttojen sisältöä." in summary.read_text()


@pytest.mark.engine
@pytest.mark.browser
def test_the_examples_together_make_a_site_that_the_pipelines_accept(proposal, browser):
    for file, example in examples("yaml"):
        proposal.write(file, example)
    # The pipelines look at 6 pages, and at one of them in all states, which depend on the theme.
    *_, audit = of_make("make audit PAGES=1 DEEP=1")

    assert {} == proposal.runs([*named("build"), [*audit, "--states", "desktop,mobile"]])
    assert (proposal.root / "site/esimerkkila/toimenpiteet/it-tuki/index.html").is_file()


def of_make(line: str) -> list[list[str]]:
    """Return the commands of ours behind a target, as make would run them on the one site."""
    done = subprocess.run(
        [*shlex.split(line), "--dry-run", "--no-print-directory", "--old-file", ".venv/.installed"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    commands_run = re.findall(r"\.venv/bin/digitiekartta ([^|;\n]*)", done.stdout)
    return [shlex.split(one.replace("$site", "site/esimerkkila")) for one in commands_run]


def test_on_github_nothing_that_fails_keeps_the_preview_away():
    names = [step["name"] for step in steps(CONTENT)]
    after = [*steps(CONTENT)][names.index("Tarkista sisältö") + 1 :]

    assert [] == [step["name"] for step in after if "!cancelled()" not in step.get("if", "")]


def test_on_gitlab_nothing_that_fails_keeps_the_preview_away():
    for job in (read(GITLAB)["sisältö"], read(GITLAB)["sivusto"]):
        *parts, last = job["script"]
        runs = [line for line in parts if re.match("digitiekartta|make", line)]

        assert [] == [line for line in runs if not re.search(r"\|\| (failed=1$|echo )", line)]
        assert 'exit "${failed:-0}"' == last
        assert "always" == job["artifacts"]["when"]
