"""The comment on a proposal is written by the main branch's own program, from git."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pikku import Content
from test_approving_pipelines import Host, pytestmark  # noqa: F401 (skipped without git)
from test_pipelines import COMMENT, steps

HOST = """import json, sys
words = sys.argv[1:]
with open({log!r}, "a") as log:
    log.write(json.dumps(words) + "\\n")
address = words[-1]
if address.endswith("/user"):
    print(json.dumps({{"id": 5}}))
elif "state=opened" in address:
    print(json.dumps([{{"iid": 7}}, {{"iid": 8}}]))
elif "notes?" in address:
    other = {{"id": 1, "author": {{"id": 9}}, "system": False}}
    own = {{"id": 3, "author": {{"id": 5}}, "system": False}}
    print(json.dumps([other, own] if "/7/" in address else [other]))
"""


@pytest.fixture
def host(content: Content, tmp_path: Path) -> Host:
    """Return a host with proposal 7, in which everything that may be run would leave a mark."""
    (tmp_path / "isanta").mkdir()
    host = Host(content, tmp_path / "isanta")
    host.git("switch", "-qc", "ehdotus")
    content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Kurssi @kunta/tiimi")
    content.path("toimenpiteet/linkki.yml").symlink_to("/etc/passwd")
    (host.root / "digitiekartta.py").write_text("open('murto', 'w')\n")
    (host.root / "Makefile").write_text("install:\n\ttouch murto\n")
    (host.root / "sitecustomize.py").write_text("open('murto', 'w')\n")
    host.git("add", "-A")
    host.git("commit", "-qm", "muutos")
    host.git("switch", "-q", "main")
    host.git("merge", "-q", "--no-ff", "-m", "liitetty", "ehdotus")
    for ref, what in (("pull/7/merge", "HEAD"), ("merge-requests/7/head", "ehdotus")):
        host.git("push", "-q", "origin", f"{what}:refs/{ref}")
    host.proposal = host.git("rev-parse", "ehdotus")
    host.git("reset", "-q", "--hard", "HEAD^1")
    host.git("branch", "-qD", "ehdotus")
    return host


def is_whole(host: Host, text: str) -> None:
    assert "Muutettu: Kurssi `@kunta/tiimi`" in text
    assert "Muutospyynnössä on linkki, jota ei lueta." in text
    assert not list(host.root.rglob("murto"))
    assert "" == host.git("status", "--porcelain", "--untracked-files=no")


def run_github(host: Host, commit: str) -> str:
    scripts = {step["name"]: step["run"] for step in steps(COMMENT) if "run" in step}
    output = host.folder / "output"
    output.write_text("")
    given = {"COMMIT": commit, "GITHUB_OUTPUT": str(output)}
    done = host.run(scripts["Hae muutospyyntö tietona"], **given)
    assert 0 == done.returncode, done.stderr
    if not output.read_text():
        return done.stdout
    assert "numero=7\n" == output.read_text()
    for name in ("Kirjoita yhteenveto", "Kommentoi"):
        assert 0 == host.run(scripts[name], NUMERO="7").returncode
    return (host.root / "yhteenveto.md").read_text()


def test_github_comments_on_the_proposal_that_was_checked(host: Host):
    log = host.folder / "gh.log"
    host.stub("gh", f'echo "$*" >> {log}; if [ "$1 $2" = "pr list" ]; then echo 7; fi')

    is_whole(host, run_github(host, host.proposal))
    last = log.read_text().splitlines()[-1]
    assert "pr comment 7 --edit-last --create-if-none --body-file yhteenveto.md" == last


def test_github_does_not_comment_when_the_proposal_has_changed_meanwhile(host: Host):
    host.stub("gh", 'if [ "$1 $2" = "pr list" ]; then echo 7; fi')

    assert "ei kommentoida" in run_github(host, "0" * 40)


def test_gitlab_writes_one_comment_to_each_merge_request_and_updates_it(host: Host):
    log, stub = host.folder / "curl.log", host.folder / "curl.py"
    stub.write_text(HOST.format(log=str(log)))
    body = host.folder / "kommentti.md"
    copy = f'case "$*" in *body@*) cp yhteenveto.md {body};; esac'
    host.stub("curl", f'{copy}; exec {sys.executable} -S {stub} "$@"')
    done = host.run(
        "digitiekartta job kommentit",
        CI_API_V4_URL="api",
        CI_PROJECT_ID="1",
        CI_DEFAULT_BRANCH="main",
        DIGITIEKARTTA_KOMMENTOIJA="salaisuus",
    )

    assert 0 == done.returncode, done.stderr
    is_whole(host, body.read_text())
    # Its own comment of before is written anew; proposal 8 has vanished meanwhile.
    [written] = [line for line in log.read_text().splitlines() if "body@" in line]
    assert "PUT" in written
    assert "merge_requests/7/notes/3" in written
