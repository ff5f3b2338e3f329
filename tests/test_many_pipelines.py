"""Many roadmaps are shared out among the jobs of a pipeline, and their sites brought together."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from digitiekartta.commands.main import commands
from test_pipelines import GITLAB, ROOT, read, steps

SCRIPT = ROOT / ".ci/kaikki"
GITHUB = ROOT / ".github/workflows/kaikki.yml"
NAMES = ["a", "b", "c", "d", "e"]
APPROVED = ["b", "d"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project of five roadmaps, and a program that tells how it was called."""
    for name in (*NAMES, "_luonnoksia", ".skeemat"):
        (tmp_path / "content" / name).mkdir(parents=True)
    (tmp_path / "content" / "OHJE.md").touch()
    for name in APPROVED:
        (tmp_path / "content" / name / "hyvaksytyt").mkdir()
    program = tmp_path / "bin" / "digitiekartta"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$*"\n')
    program.chmod(0o755)
    return tmp_path


def called(project: Path, *words: str, address: str = "") -> tuple[list[str], list[str]]:
    """Return with which options and for which roadmaps the program is called."""
    path = f"{project / 'bin'}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PAIVA": "2026-09-15", "OSOITE": address}
    command = ["/bin/bash", str(SCRIPT), *words]
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=True
    )
    if not done.stdout.startswith("build "):
        assert "Tälle työlle ei ole tiekarttaa.\n" == done.stdout
        return [], []
    options, _, names = done.stdout.strip().removeprefix("build ").partition(" -- ")
    return options.split(), names.split()


@pytest.mark.parametrize("jobs", [1, 2, 5, 20])
@pytest.mark.parametrize(("address", "wanted"), [("", NAMES), ("https://x.example/", APPROVED)])
def test_each_roadmap_is_built_by_one_job_and_a_public_one_if_it_was_approved(
    project, jobs, address, wanted
):
    shares = [
        called(project, "osa", str(job), str(jobs), address=address) for job in range(1, jobs + 1)
    ]

    assert wanted == sorted(name for _, names in shares for name in names)
    for options, names in shares:
        assert not names or options[:1] == ["--date=2026-09-15"]
        assert not names or options[-1] == "--no-list"
        assert ("--public" in options) is bool(names and address)
    _, listed = called(project, "luettelo", address=address)
    assert wanted == listed


def test_the_list_is_made_with_the_options_of_the_sites(project):
    assert ["--date=2026-09-15", "--only-list"] == called(project, "luettelo")[0]

    public = ["--date=2026-09-15", "--public", "--site-url=https://x.example/", "--only-list"]
    assert public == called(project, "luettelo", address="https://x.example/")[0]


def test_every_option_of_the_script_exists():
    known = {option for one in commands.load("build").params for option in one.opts}

    assert set() == set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", SCRIPT.read_text())) - known


def test_both_hosts_build_as_many_shares_as_they_have_jobs():
    matrix = read(GITHUB)["jobs"]["sivustot"]["strategy"]["matrix"]["osa"]
    assert [str(number) for number in range(1, len(matrix) + 1)] == matrix
    scripts = [step["run"] for step in steps(GITHUB) if "kaikki" in step.get("run", "")]
    assert ['.ci/kaikki osa "$OSA" "$OSIA"', ".ci/kaikki luettelo"] == scripts

    told = read(GITLAB)
    assert str(len(matrix)) == told["sivustot"]["parallel"]
    assert 'osa "$CI_NODE_INDEX" "$CI_NODE_TOTAL"' in told["sivustot"]["script"][0]
    assert ["sivustot"] == told["luettelo"]["needs"]


def test_all_jobs_build_for_the_same_day():
    for job in ("sivustot", "luettelo"):
        assert 'PAIVA="${CI_PIPELINE_CREATED_AT%T*}"' in read(GITLAB)[job]["script"][0]
    days = {step["env"]["PAIVA"] for step in steps(GITHUB) if "PAIVA" in step.get("env", {})}
    assert {"${{ needs.alku.outputs.paiva }}"} == days
