"""The pipelines of a project that ``init`` has made: those of this repository, without its code."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import terminal
import test_pipelines as pipelines
from digitiekartta.roadmap.founding.files import project_files
from digitiekartta.roadmap.founding.note import Told
from pikku import Content
from test_approving_pipelines import Host, pytestmark  # noqa: F401 (skipped without git)
from test_pipelines import ROOT, is_gitlab, lines, read, steps
from towns import STATEMENT

OWN = ROOT / ".github/workflows"
NAMES = ("tarkistus", "kommentti", "ehdotus", "lomakkeet", "hyvaksynta", "julkaisu")
HOSTS = ("github", "gitlab")


def written(folder: Path, host: str) -> list[Path]:
    """Write the files of a project, and return its pipelines."""
    for path, data in project_files(Told("Pikkulan kunta", "pikku", host)).items():
        if not path.startswith("content/"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    return [*sorted((folder / ".github/workflows").glob("*")), *folder.glob(".gitlab-ci.yml")]


@pytest.fixture(params=HOSTS)
def files(request: pytest.FixtureRequest, tmp_path: Path) -> list[Path]:
    return written(tmp_path, request.param)


@pytest.fixture
def github(tmp_path: Path) -> list[Path]:
    return written(tmp_path, "github")


def test_they_are_what_their_hosts_expect_and_call_what_exists(files):
    for file in files:
        pipelines.test_a_pipeline_is_what_its_host_expects(file)
        pipelines.test_every_command_and_option_of_a_pipeline_exists(file)
        told = file.read_text()
        assert not [one for one in ("make ", ".ci/", "generator/", "docs/") if one in told]


@pytest.mark.parametrize(
    ("host", "file", "schema"),
    [
        ("github", ".github/dependabot.yml", "dependabot"),
        ("gitlab", "renovate.json", "renovate"),
    ],
)
def test_newer_versions_are_offered_as_the_host_expects(host, file, schema, tmp_path):
    written(tmp_path, host)
    words = ["--builtin-schema", f"vendor.{schema}", str(tmp_path / file)]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *words], capture_output=True, check=False
    )

    assert 0 == done.returncode, done.stdout


def of_job(file: Path) -> dict[str, Any]:
    """Return what a workflow does and may do, but how it installs and looks at pages."""
    told = read(file)
    for job in told["jobs"].values():
        job["steps"] = [
            step
            for step in job["steps"]
            if step["name"] != "Asenna"
            and "make audit" not in step.get("run", "")
            and "setup-python" not in step.get("uses", "")
        ]
        for step in job["steps"]:
            script = step.get("run", "").splitlines()
            step["run"] = [line for line in script if not line.strip().startswith("#")]
            for name, text in step.get("env", {}).items():
                step["env"][name] = text.replace(" || 'pikku'", "")
        job.pop("timeout-minutes")
    return told


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_does_what_that_of_this_repository_does(name, github):
    """So all that is tested of those holds of it, too."""
    [file] = [one for one in github if one.stem == name]
    own, ours = of_job(file), of_job(OWN / file.name)
    if name == "tarkistus":
        assert {"pull_request": ""} == own.pop("on")
        del ours["on"]
    if name == "hyvaksynta":  # its example is the project's own roadmap
        texts = [
            one["on"]["workflow_dispatch"]["inputs"]["tiekartta"].pop("description")
            for one in (ours, own)
        ]
        assert texts == [
            f"Tiekartan kansion nimi, esimerkiksi {one}" for one in ("kauhava", "pikku")
        ]

    assert ours == own


def test_the_jobs_of_gitlab_do_what_those_of_this_repository_do(tmp_path):
    [file] = written(tmp_path, "gitlab")
    own, ours = read(file), read(pipelines.GITLAB)

    for name in ("kommentit", "ehdotukset", "lomakkeet", "hyväksyntä"):
        assert ours[name] == own[name]
    for name in ("julkaisu", "pages"):
        assert ours[name].get("script") == own[name].get("script")
        refused, *rules = own[name]["rules"]
        assert ours[name]["rules"][-1] == rules[-1]
        assert all("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rule["if"] for rule in rules)
        shorter = ours[name]["rules"][0]["if"].replace(" || $KAIKKI", "").replace(" || $MITTAA", "")
        assert {"if": shorter, "when": "never"} == refused
    form = {name: told for name, told in ours["variables"].items() if isinstance(told, dict)}
    del form["KAIKKI"], form["OSOITE"]
    form["TIEKARTTA"]["description"] = form["TIEKARTTA"]["description"].replace("kauhava", "pikku")
    assert form == {name: own["variables"][name] for name in form}


def test_actions_are_those_of_this_repository_or_named_by_a_commit(github):
    ours = {use for file in pipelines.GITHUB for use in uses(file)}

    for file in github:
        pipelines.test_actions_come_from_the_host_itself_and_are_named_by_the_commit_of_a_version(
            file
        )
        pipelines.test_nothing_that_an_event_tells_becomes_part_of_a_script(file)
        assert not {one for one in uses(file) if "setup-python" not in one} - ours


def uses(file: Path) -> list[str]:
    return re.findall(r"uses: (.*)", file.read_text())


@pytest.mark.skipif(not shutil.which("zizmor"), reason="zizmor is missing: pip install zizmor")
def test_an_auditor_of_workflows_finds_nothing(github, tmp_path):
    command = ["zizmor", "--offline", "--no-progress", "--persona", "auditor"]
    done = subprocess.run(
        [*command, str(tmp_path / ".github")], capture_output=True, text=True, check=False
    )

    assert 0 == done.returncode, done.stdout


def installed(file: Path) -> Iterator[list[str]]:
    """Yield the lines by which each job installs."""
    if not is_gitlab(file):
        yield from ([line for line in lines(file) if "pip install" in line],)
    else:
        for job in ("default", "julkaisu"):
            script = "\n".join(read(file)[job]["before_script"]).splitlines()
            yield [line for line in script if "pip install" in line]


def test_every_job_installs_exactly_what_is_pinned_and_only_what_it_needs(files):
    for file in files:
        for told in installed(file):
            *locked, program = told
            assert all("--require-hashes" in line for line in locked)
            assert "--no-deps --find-links ohjelma -r requirements.txt" in program
            publishes = file.stem == "julkaisu" or "apt-get" in str(told)
            if not is_gitlab(file):
                assert publishes == any("requirements-julkaisu.lock" in line for line in locked)
    if is_gitlab(files[0]):
        check = read(files[0])
        assert "chromium" not in str(check["default"]) + str(check["tarkistus"])


def test_what_is_installed_knows_no_token_of_gitlab(tmp_path):
    [file] = written(tmp_path, "gitlab")
    told = read(file)

    tokens = set(re.findall(r"DIGITIEKARTTA_(?:TYONTAJA|KOMMENTOIJA)", file.read_text()))
    for line in told["default"]["before_script"]:
        if "pip install" in line:
            assert tokens == set(re.findall(r"-u (DIGITIEKARTTA_[A-Z]+)", line))
    [block] = [one for one in told["julkaisu"]["before_script"] if "pip install" in one]
    kept = set(re.findall(r"-u ([A-Z_]+)", block.splitlines()[0]))
    assert tokens | {"AWS_SECRET_ACCESS_KEY", "AZURE_STORAGE_ACCOUNT_KEY"} < kept
    [ours] = [line for line in lines(pipelines.GITLAB) if re.search("env .*make install", line)]
    assert kept == set(re.findall(r"-u ([A-Z_]+)", ours))


@pytest.mark.parametrize(
    "address", ["https://x.fi/'}}${{ github.token }}", 'https://x.fi/"\\n', "https://x.fi/[%"]
)
def test_an_address_that_means_something_in_a_pipeline_is_left_out_of_it(address):
    for host in HOSTS:
        told = Told("Pikkulan kunta", "pikku", host, address)
        for path, data in project_files(told).items():
            if path.startswith((".github", ".gitlab")):
                assert b"x.fi" not in data
    plain = Told("Pikkulan kunta", "pikku", "github", "https://www.x.fi/digi/")
    publishing = project_files(plain)[".github/workflows/julkaisu.yml"].decode()
    assert "${{ vars.DIGITIEKARTTA_OSOITE || 'https://www.x.fi/digi/' }}" in publishing


# --- The lines of the jobs, run in a project -----------------------------------------------------


@pytest.fixture
def project(content: Content, tmp_path: Path) -> Callable[[str], Host]:
    """Return what makes Pikku a project of a host, as ``init`` writes one."""

    def make(host: str) -> Host:
        (tmp_path / "isanta").mkdir()
        written(content.root, host)
        made = Host(content, tmp_path / "isanta")
        (content.root / "mkdocs.yml").unlink()
        assert 0 == made.run(f"digitiekartta forms --host {host}").returncode
        made.git("add", "-A")
        made.git("commit", "-qm", "lomakkeet")
        return made

    return make


def run_all(host: Host, script: list[str], **given: str) -> str:
    done = host.run("\n".join(script), **given)
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.mark.engine
def test_a_proposal_is_checked_told_of_and_shown(project):
    host = project("github")
    host.content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Kurssi")
    host.git("switch", "-qc", "ehdotus")
    host.git("commit", "-qam", "muutos")
    host.git("switch", "-q", "main")
    host.git("merge", "-q", "--no-ff", "-m", "liitetty", "ehdotus")
    checking = host.root / ".github/workflows/tarkistus.yml"
    for step in steps(checking):
        if "run" in step and step["name"] != "Asenna":
            run_all(host, [step["run"]])

    assert "Muutettu: Kurssi" in host.summary
    assert "Kurssi" in (host.root / "site/pikku/toimenpiteet/kurssit/index.html").read_text()
    assert "" == host.git("status", "--porcelain")


@pytest.mark.engine
def test_gitlab_checks_tells_and_shows_a_proposal_even_when_it_has_a_fault(project):
    host = project("gitlab")
    base = host.git("rev-parse", "HEAD")
    host.content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Kurssi")
    host.git("commit", "-qam", "muutos")
    job = read(host.root / ".gitlab-ci.yml")["tarkistus"]

    run_all(host, job["script"], CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert "Muutettu: Kurssi" in (host.root / "yhteenveto.md").read_text()
    assert [] == json.loads((host.root / "virheet.json").read_text())

    host.content.replace("toimenpiteet/kurssit.yml", "tavoite:", "tavvoite:")
    host.git("commit", "-qam", "vika")
    done = host.run("\n".join(job["script"]), CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert 1 == done.returncode
    assert "tavvoite" in done.stdout + done.stderr
    assert json.loads((host.root / "virheet.json").read_text())


@pytest.mark.engine
def test_what_was_approved_in_the_browser_goes_to_the_hosts_own_pages(project):
    host = project("github")
    host.content.append("tiekartta.yml", STATEMENT)
    host.git("commit", "-qam", "seloste")
    workflows = host.root / ".github/workflows"
    form = {"TIEKARTTA": "pikku", "TOIMIELIN": "Kunnanhallitus", "PAIVA": "9.9.2026"}
    approving = [s["run"] for s in steps(workflows / "hyvaksynta.yml") if "run" in s][1:]
    run_all(host, approving, **form, TUNNISTE=host.code)
    assert "hyvaksynta-pikku-2026-1" in host.branches
    host.git("switch", "-q", "main")
    host.git("merge", "-q", "hyvaksynta-pikku-2026-1")

    # The audit takes a browser, and what is asked here is whether the site comes out.
    real = f'exec {sys.executable} -m digitiekartta "$@"'
    without = '[ "$1" != publish ] || set -- publish --no-audit "${@:2}"'
    host.stub("digitiekartta", f"{without}\n{real}")
    host.stub("date", "echo 2026-09-15")
    given = {"KOHDE": "pages", "NIMI": "pikku", "OSOITE": "https://pikkula.example/digi/"}
    variables = {f"DIGITIEKARTTA_{name}": text for name, text in given.items()}
    publishing = [s["run"] for s in steps(workflows / "julkaisu.yml") if "run" in s][1:]
    for _ in range(2):  # again the next week
        run_all(host, publishing, **variables)
        assert "Luonnos – ei hyväksytty" not in (host.root / "public/index.html").read_text()
    assert not (host.root / "public").is_symlink()
    assert "" == host.git("status", "--porcelain", "--", ":!yhteenveto.md")


def test_a_job_without_bash_says_what_it_needs(tmp_path):
    (tmp_path / "content").mkdir()
    ended = terminal.run(tmp_path, "job", "lomakkeet", PATH="")

    assert 2 == ended.code
    assert "tarvitsee ohjelman bash" in ended.err
