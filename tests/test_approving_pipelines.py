"""Approving needs no terminal: a job of the host freezes what was decided and offers it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from digitiekartta.commands.main import commands
from digitiekartta.roadmap.canonical import code_of
from pikku import Content
from test_pipelines import GITLAB, JOBS, ROOT, read, steps

SCRIPT = JOBS / "hyvaksy"
GITHUB = ROOT / ".github/workflows/hyvaksynta.yml"
BODIES = """
toimielimet:
  - nimi: Kunnanhallitus
    hyvaksyy: tiekartta
"""
pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is missing")


class Host:
    """A checkout of Pikku whose "origin" is a bare repository, and stubs of what the host has."""

    def __init__(self, content: Content, folder: Path) -> None:
        self.content, self.root, self.folder = content, content.root, folder
        content.append("tiekartta.yml", BODIES)
        (self.root / "mkdocs.yml").touch()
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.proposal = ""
        self.stub("digitiekartta", f'exec {sys.executable} -m digitiekartta "$@"')
        self.stub("gh", f'printf "%s\\n" "$*" >> {folder}/gh.log')
        self.git("init", "-q", "-b", "main")
        (self.root / ".git/info/exclude").write_text(f"{folder.name}\n")
        self.git("add", "-A")
        self.git("commit", "-qm", "alku")
        self.git("init", "-q", "--bare", str(folder / "origin.git"))
        self.git("remote", "add", "origin", str(folder / "origin.git"))
        self.git("push", "-q", "origin", "main")

    def stub(self, name: str, line: str) -> None:
        """Write a program that the job finds first."""
        (self.bin / name).write_text(f"#!/bin/bash\n{line}\n")
        (self.bin / name).chmod(0o755)

    def git(self, *words: str) -> str:
        """Run git in the checkout."""
        who = ("-c", "user.name=x", "-c", "user.email=x@pikkula.example")
        command = ["git", *who, *words]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    @property
    def code(self) -> str:
        """The code of what stands in the checkout."""
        return code_of(self.content.roadmap())

    def run(self, script: str, **given: str) -> subprocess.CompletedProcess[str]:
        """Run lines of a job as its host does."""
        environment: Mapping[str, str] = {
            **os.environ,
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "generator"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "yhteenveto"),
            "GITHUB_REF_NAME": "main",
            "SOURCE_DATE_EPOCH": "1795305600",  # 22.11.2026
            **given,
        }
        return subprocess.run(
            ["/bin/bash", "-e", "-c", script],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def approve(self, **given: str) -> subprocess.CompletedProcess[str]:
        """Fill in the form and run the job's own steps."""
        form = {"TIEKARTTA": "pikku", "TOIMIELIN": "Kunnanhallitus", "PAIVA": "9.12.2024"}
        return self.run(str(SCRIPT), **{**form, "TUNNISTE": self.code, **given})

    @property
    def summary(self) -> str:
        """What the job's page shows."""
        file = self.folder / "yhteenveto"
        return file.read_text() if file.exists() else ""

    @property
    def branches(self) -> list[str]:
        """The branches that the host has."""
        heads = self.git("ls-remote", "--heads", "origin").splitlines()
        return [head.split("refs/heads/")[1] for head in heads]


@pytest.fixture
def host(content: Content, tmp_path: Path) -> Host:
    (tmp_path / "isanta").mkdir()
    return Host(content, tmp_path / "isanta")


def test_a_form_makes_a_pull_request_of_the_approval(host: Host):
    [offer] = [step["run"] for step in steps(GITHUB) if "gh pr create" in step.get("run", "")]

    done = host.approve(PYKALA="187", POYTAKIRJA="https://pikkula.example/poytakirja")
    assert 0 == done.returncode, done.stdout + done.stderr
    assert 0 == host.run(offer).returncode

    assert ["hyvaksynta-pikku-2024-1", "main"] == host.branches
    offered = (host.folder / "gh.log").read_text()
    assert "pr create --head hyvaksynta-pikku-2024-1 --base main" in offered
    assert "--title Hyväksy versio 2024-1 --body-file yhteenveto.md" in offered
    told = (host.root / "yhteenveto.md").read_text()
    assert f"Vertaa sen tunnistetta pöytäkirjaan: `{host.code}`" in told
    changed = host.git("diff", "--name-only", "main", "HEAD").splitlines()
    assert {"content/pikku/hyvaksytyt/2024-1"} == {str(Path(file).parent) for file in changed}
    record = (host.root / "content/pikku/hyvaksytyt/2024-1/hyvaksynta.json").read_text()
    assert '"pykala": "187"' in record
    assert '"linkki": "https://pikkula.example/poytakirja"' in record


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"TUNNISTE": "8ZA9-YMRW-9BQW-T4QC-75ND-0H3E-GX2K"}, "[wrong-code]"),
        ({"TUNNISTE": ""}, "Tunniste puuttuu."),
        ({"TOIMIELIN": "Naapurin koira"}, "[unknown-body]"),
        ({"PAIVA": "9.12.2999"}, "[approval-in-future]"),
        ({"PAIVA": "eilen"}, "”eilen” ei ole päivämäärä"),
        ({"LAJI": "korjaus"}, "[correction-without-reason]"),
        ({"POYTAKIRJA": "javascript:alert(1)"}, "[forbidden-link]"),
        ({"TIEKARTTA": "--help"}, "Tiekarttaa ”--help” ei ole."),
        ({"TIEKARTTA": "../.."}, "ei ole."),
        ({"TOIMIELIN": ""}, "puuttuu toimielin"),
    ],
)
def test_what_approve_refuses_is_told_on_the_page_of_the_job(host: Host, given, why):
    done = host.approve(**given)

    assert 1 == done.returncode
    assert why in re.sub(r"\s+", " ", host.summary)
    assert "Traceback" not in done.stdout + done.stderr
    assert "main" == host.git("branch", "--show-current")
    assert "" == host.git("ls-files", "--others", "content")


EVIL = (
    "$(touch murto)",
    "`touch murto`",
    "'; touch murto; '",
    '"; touch murto; "',
    "a\ntouch murto",
    "--sign=/etc/passwd",
    "${GITHUB_TOKEN}",
    "```\n@kunta/tiimi",
)


def is_unharmed(host: Host) -> None:
    assert not list(host.root.rglob("murto"))
    assert re.fullmatch(r"main|hyvaksynta-pikku-2024-1", host.git("branch", "--show-current"))
    assert all(line.startswith("    ") for line in host.summary.splitlines() if "@kunta" in line)


def test_nothing_that_is_filled_in_becomes_a_command_or_a_name(host: Host):
    for field, text in (("TOIMIELIN", EVIL[7]), ("TIEKARTTA", EVIL[5]), ("PAIVA", EVIL[3])):
        assert 1 == host.approve(**{field: text}).returncode
    is_unharmed(host)

    # These two are free texts, and stand in the record as they were written.
    assert 0 == host.approve(PYKALA=EVIL[5], HUOMAUTUS=" ".join(EVIL)).returncode
    is_unharmed(host)
    record = host.content.read("hyvaksytyt/2024-1/hyvaksynta.json")
    assert "${GITHUB_TOKEN}" in record
    assert '"pykala": "--sign=/etc/passwd"' in record


FIELDS = {
    "TOIMIELIN": "--body=",
    "PAIVA": "--date=",
    "TUNNISTE": "--code=",
    "PYKALA": "--section=",
    "POYTAKIRJA": "--link=",
    "SYY": "--reason=",
    "PAATOS": "--decision=",
    "HUOMAUTUS": "--note=",
    "LAJI": "--kind=",
    "TIEKARTTA": "",
}


@pytest.mark.parametrize("text", EVIL)
def test_what_is_filled_in_is_one_word_of_the_command_whatever_it_holds(host: Host, text):
    # The program only tells its words and refuses.
    host.stub("digitiekartta", r'printf "%s\0" "$@"; exit 1')

    for field, option in FIELDS.items():
        told = host.approve(**{field: text}).stdout
        assert f"{option}{text}\0".replace("\n", "\n    ") in told
    is_unharmed(host)


def test_a_second_approval_of_the_same_is_told(host: Host):
    assert 0 == host.approve().returncode

    assert 1 == host.approve().returncode
    assert "[nothing-to-approve]" in host.summary


def forms() -> Iterator[tuple[str, set[str]]]:
    [step] = [one for one in steps(GITHUB) if one.get("run") == "digitiekartta job hyvaksy"]
    yield "GitHub", {*step["env"]}
    others = {"GIT_DEPTH", "KAIKKI", "OSOITE"}  # the last two ask for drafts of all roadmaps
    yield "GitLab", {*read(GITLAB)["variables"]} - others


@pytest.mark.parametrize(("name", "fields"), list(forms()))
def test_both_hosts_ask_for_what_the_job_takes(name, fields):
    taken = set(re.findall(r"\$\{?([A-Z]{3,})\b", SCRIPT.read_text()))

    assert taken - {"GITHUB"} == fields
    known = {option for one in commands.load("approve").params for option in one.opts}
    assert set() == set(re.findall(r"(?:add |\")(--[a-z]+)", SCRIPT.read_text())) - known


def test_the_job_of_github_has_no_more_rights_than_it_needs():
    workflow = read(GITHUB)

    assert {} == workflow["permissions"]
    [job] = workflow["jobs"].values()
    assert {"contents": "write", "pull-requests": "write"} == job["permissions"]
    assert {"workflow_dispatch"} == {*workflow["on"]}
    assert "default_branch" in workflow["jobs"]["hyvaksynta"]["if"]
    with_token = [step["name"] for step in steps(GITHUB) if "GH_TOKEN" in step.get("env", {})]
    assert ["Tee muutospyyntö"] == with_token


def test_the_job_of_gitlab_runs_on_the_main_branch_alone_and_publishes_nothing():
    pipeline = read(GITLAB)
    [rule] = pipeline["hyväksyntä"]["rules"]

    assert "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rule["if"]
    assert '"web"' in rule["if"]
    other_work = "$TIEKARTTA || $KOMMENTOI || $KAIKKI || $EHDOTUKSET || $MITTAA"
    for name, one in (("julkaisu", "=="), ("pages", "!=")):
        never = f'{other_work} || $DIGITIEKARTTA_KOHDE {one} "pages"'
        assert {"if": never, "when": "never"} == pipeline[name]["rules"][0]
    [push] = [line for line in pipeline["hyväksyntä"]["script"] if line.startswith("git push")]
    assert "merge_request.create" in push
