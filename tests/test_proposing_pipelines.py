"""A filled-in form becomes a pull request by a job of the host, which takes its text as data."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from filled_in import form
from pikku import Content
from test_approving_pipelines import Host, pytestmark  # noqa: F401 (skipped without git)
from test_pipelines import GITLAB, JOBS, ROOT, read, steps

GITHUB = ROOT / ".github/workflows/ehdotus.yml"
RENEWING = ROOT / ".github/workflows/lomakkeet.yml"
GOOD = form(Kevät_2026="käyttöönotto")
EVIL = (
    "$(touch murto)",
    "`touch murto`",
    "'; touch murto; '",
    "${{ github.token }}",
    "a\ntouch murto\n",
    "--help",
    "../../../etc/passwd",
    "::set-output name=tehty::1\n::error::x",
    "lomake.md\0",
)
HOST = """import json, sys
words = sys.argv[1:]
with open({log!r}, "a") as log:
    log.write(json.dumps(words) + "\\n")
for word in words:
    if word.startswith("body@"):
        with open({log!r}, "a") as log:
            log.write(json.dumps(open(word[5:]).read()) + "\\n")
address = words[-1]
issues = json.load(open({issues!r}))
if "state=opened" in address:
    print(json.dumps([{{"iid": number, "description": "ei tästä"}} for number in map(int, issues)]))
elif "--request" not in words:
    print(json.dumps({{"description": issues[address.rpartition("/")[2]]}}))
"""


class Proposing(Host):
    """A host that has an issue 7, the text of which somebody has written."""

    def __init__(self, content: Content, folder: Path) -> None:
        super().__init__(content, folder)
        self.stub("gh", _GH.format(folder=folder))

    def label(self, text: str | None) -> str:
        """Run the job of GitHub as it runs when the label is set; return what it has answered."""
        event, output = self.folder / "event.json", self.folder / "output"
        event.write_text(json.dumps({"issue": {"number": 7, "title": EVIL[0], "body": text}}))
        output.write_text("")
        (self.folder / "vastaus").unlink(missing_ok=True)
        given = {
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_OUTPUT": str(output),
            "RUNNER_TEMP": str(self.folder),
            "NUMERO": "7",
        }
        for step in steps(GITHUB):
            wanted = "if" not in step or "tehty=1" in output.read_text()
            if "run" in step and step["name"] != "Asenna" and wanted:
                done = self.run(step["run"], **given)
                assert 0 == done.returncode, done.stdout + done.stderr
        return (self.folder / "vastaus").read_text()


_GH = """echo "$*" >> {folder}/gh.log
case "$1 $2" in
  "issue comment") cp "$5" {folder}/vastaus ;;
  "pr create") cp "${{10}}" {folder}/pyynto; echo "https://palvelin.example/pyynto/8" ;;
esac"""
needs_jq = pytest.mark.skipif(not shutil.which("jq"), reason="jq is missing")


@pytest.fixture
def host(content: Content, tmp_path: Path) -> Proposing:
    (tmp_path / "isanta").mkdir()
    return Proposing(content, tmp_path / "isanta")


def is_unharmed(host: Proposing) -> None:
    assert not list(host.root.rglob("murto"))
    assert set(host.branches) <= {"ehdotus-7", "main"}
    assert "alku" == host.git("log", "-1", "--format=%s", "main")


@needs_jq
def test_a_label_makes_a_pull_request_of_the_form(host: Proposing):
    answer = host.label(GOOD.replace("\n", "\r\n"))

    assert "Muutospyyntö on tehty: https://palvelin.example/pyynto/8\n" == answer
    assert ["ehdotus-7", "main"] == host.branches
    changed = host.git("diff", "--name-only", "main", "origin/ehdotus-7").splitlines()
    assert ["content/pikku/toimenpiteet/kurssit.yml"] == changed
    asked = (host.folder / "gh.log").read_text()
    assert "pr create --head ehdotus-7 --base main --title Muutosehdotus lomakkeesta 7" in asked
    assert "issue edit 7 --remove-label tee muutospyyntö" in asked
    body = (host.folder / "pyynto").read_text()
    assert "Muutettu: Tietoturvakurssi" in body
    assert body.endswith("Ehdotettu lomakkeella #7.\n")
    is_unharmed(host)


@needs_jq
def test_a_form_in_doubt_is_answered_and_nothing_is_made(host: Proposing):
    answer = host.label(form(Kevät_2026="käytöönotto"))

    assert answer.startswith("# Ehdotuksesta ei voitu tehdä muutosta\n")
    assert "Tarkoititko ”käyttöönotto”?" in answer
    assert ["main"] == host.branches
    assert "issue edit 7 --remove-label" in (host.folder / "gh.log").read_text()
    assert "on tyhjä" in host.label(None)
    is_unharmed(host)


@needs_jq
def test_a_second_label_does_not_write_over_what_has_been_proposed(host: Proposing):
    host.label(GOOD)
    host.git("switch", "-q", "main")
    before = host.git("ls-remote", "origin", "refs/heads/ehdotus-7")

    answer = host.label(form(Kevät_2026="selvitys"))

    assert "haara `ehdotus-7` on jo olemassa" in answer
    assert before == host.git("ls-remote", "origin", "refs/heads/ehdotus-7")


@needs_jq
def test_where_it_may_not_offer_a_branch_it_says_who_can_allow_it(host: Proposing):
    refusing = _GH.format(folder=host.folder).replace('"pr create") ', '"pr create") exit 1;')
    host.stub("gh", refusing)

    answer = host.label(GOOD)

    assert "haarassa `ehdotus-7`, mutta muutospyyntöä ei saatu tehtyä" in answer
    assert ["ehdotus-7", "main"] == host.branches


@needs_jq
@pytest.mark.parametrize("text", EVIL)
def test_nothing_that_is_filled_in_becomes_a_command_or_a_name(host: Proposing, text):
    description = {"Uusi teksti: kuvaus": text}
    for given in (text, form(text, **{text: "a"}), form(reason=text, **description)):
        host.git("switch", "-q", "main")
        host.label(given)
        is_unharmed(host)
        if "ehdotus-7" in host.branches:
            host.git("push", "-q", "origin", "--delete", "ehdotus-7")


def test_a_number_that_is_none_is_refused(host: Proposing):
    done = host.run("digitiekartta job ehdota", NUMERO="7; touch murto", LOMAKE="/dev/null")

    assert 2 == done.returncode
    is_unharmed(host)


def run_gitlab(host: Proposing, issues: dict[str, str]) -> list[object]:
    log, stub, given = (host.folder / name for name in ("curl.log", "curl.py", "issues.json"))
    given.write_text(json.dumps(issues))
    stub.write_text(HOST.format(log=str(log), issues=str(given)))
    host.stub("curl", f'exec {sys.executable} -S {stub} "$@"')
    # Its own address of the project holds the token; here the bare repository stands for it.
    host.stub("git", f'exec {shutil.which("git")} "${{@/https:*/{host.folder}/origin.git}}"')
    host.git(
        "-C", str(host.folder / "origin.git"), "config", "receive.advertisePushOptions", "true"
    )
    done = host.run(
        "digitiekartta job ehdotukset",
        CI_API_V4_URL="api",
        CI_PROJECT_ID="1",
        CI_DEFAULT_BRANCH="main",
        CI_COMMIT_SHA=host.git("rev-parse", "main"),
        CI_SERVER_PROTOCOL="https",
        CI_SERVER_HOST="palvelin",
        CI_SERVER_PORT="443",
        CI_PROJECT_PATH="kunta/tiekartta",
        DIGITIEKARTTA_TYONTAJA="salaisuus",
        DIGITIEKARTTA_KOMMENTOIJA="salaisuus",
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_gitlab_makes_a_merge_request_of_each_labelled_issue_and_answers(host: Proposing):
    other = form("Ohjeet verkkoon (pikku/ohjeet)", **{"Uusi teksti: kuvaus": "$(touch murto)"})
    told = run_gitlab(host, {"7": GOOD, "8": EVIL[0], "9": other})

    assert ["ehdotus-7", "ehdotus-9", "main"] == host.branches
    for number, file in (("7", "kurssit"), ("9", "ohjeet")):
        changed = host.git("diff", "--name-only", "main", f"ehdotus-{number}").splitlines()
        assert [f"content/pikku/toimenpiteet/{file}.yml"] == changed
    assert not list(host.root.rglob("murto"))
    answers = [one for one in told if isinstance(one, str)]
    assert "Tästä on tehty muutospyyntö haarasta `ehdotus-7`." in answers[0]
    assert answers[1].startswith("# Ehdotuksesta ei voitu tehdä muutosta\n")
    calls = [one for one in told if isinstance(one, list)]
    assert 3 == len([one for one in calls if "remove_labels=tee muutospyyntö" in one])
    assert not any("murto" in word for call in calls for word in call)


def test_what_runs_the_program_has_no_token():
    for step in steps(GITHUB):
        if re.search(r"make|digitiekartta", step.get("run", "")):
            assert "GH_TOKEN" not in step.get("env", {})
    assert (
        "-u DIGITIEKARTTA_TYONTAJA -u DIGITIEKARTTA_KOMMENTOIJA digitiekartta job ehdota;"
        in (JOBS / "ehdotukset").read_text()
    )


@pytest.mark.parametrize("file", [GITHUB, RENEWING], ids=lambda file: file.name)
def test_the_jobs_have_no_more_rights_than_they_need(file):
    assert {} == read(file)["permissions"]
    [job] = read(file)["jobs"].values()
    issues = {"issues": "write"} if file == GITHUB else {}
    assert {"contents": "write", "pull-requests": "write", **issues} == job["permissions"]
    [checkout] = [step for step in steps(file) if "uses" in step]
    assert "false" == checkout["with"]["persist-credentials"]


def test_an_issue_alone_starts_nothing():
    assert {"issues": {"types": ["labeled"]}} == read(GITHUB)["on"]
    [job] = read(GITHUB)["jobs"].values()
    assert "github.event.label.name == 'tee muutospyyntö'" == job["if"]
    for made in (ROOT / ".github/ISSUE_TEMPLATE").glob("muutos-*.yml"):
        assert "tee muutospyyntö" not in made.read_text()
    [rule] = read(GITLAB)["ehdotukset"]["rules"]
    assert '"schedule" && $EHDOTUKSET' in rule["if"]


def renew(host: Proposing) -> int:
    environment = {"GITHUB_OUTPUT": str(host.folder / "output")}
    return host.run("digitiekartta job lomakkeet", **environment).returncode


def test_forms_are_renewed_when_their_choices_change_and_only_where_there_are_any(host: Proposing):
    assert 1 == renew(host)  # nobody has asked for forms
    done = host.run("digitiekartta forms --host github && git add -A && git commit -qm lomakkeet")
    assert 0 == done.returncode, done.stderr
    assert 1 == renew(host)
    host.content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Kurssi")

    assert 0 == renew(host)

    assert "lomakkeet" == host.git("branch", "--show-current")
    changed = host.git("show", "--name-only", "--format=", "HEAD").splitlines()
    assert [".github/ISSUE_TEMPLATE/muutos-pikku.yml"] == changed
    host.git("switch", "-q", "main")
    host.content.write("toimenpiteet/kurssit.yml", "otsikko:\n")
    assert 2 == renew(host)
