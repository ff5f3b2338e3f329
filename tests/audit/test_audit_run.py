"""The audit as a whole: which pages, how they are served, what is reported, how it is told."""

from __future__ import annotations

import json
import os
from contextlib import nullcontext
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import click
import pytest
from click.testing import CliRunner, Result
from mutations import Mutation, findings_on, is_noticed, told_apart
from small_site import write_small_site

from digitiekartta.audit import run as run_module
from digitiekartta.audit.browser import find_chromium
from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.pages import SitePage, choose
from digitiekartta.audit.run import Progress, audit
from digitiekartta.audit.server import POLICY, serving
from digitiekartta.audit.states import STATES, loadings
from digitiekartta.commands import main as cli
from digitiekartta.commands.audit import audit as command
from digitiekartta.commands.audit import progress_line

NO_SCOPE = Mutation("a11y-table-no-scope", "**/*.html", ' scope="row"', "")
needs_chromium = pytest.mark.skipif(
    find_chromium() is None,
    reason="Chromium puuttuu: apt-get install chromium (tai anna se: CHROMIUM=polku)",
)


# --- pages -----------------------------------------------------------------------------------


def page(file: str, kind: str, size: int) -> SitePage:
    return SitePage(file, kind, size, "")


def test_the_front_page_comes_first_and_one_of_each_kind_before_a_second_of_any():
    pages = [page(f"t/{n}/index.html", "t, sivu", n) for n in range(100)]
    pages += [page("index.html", "etusivu", 50), page("404.html", "404", 10)]

    chosen = choose(pages, 4)

    assert [one.kind for one in chosen] == ["etusivu", "404", "t, sivu", "t, sivu"]


def test_of_a_kind_the_largest_and_the_smallest_come_first_and_then_the_middle():
    pages = [page(f"{size}.html", "sivu", size) for size in range(1, 10)]

    assert [one.size for one in choose(pages, 4)] == [9, 1, 5, 7]
    assert sorted(one.size for one in choose(pages, 0)) == list(range(1, 10))


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("index.html", ""),
        ("tavoitteet/index.html", "tavoitteet/"),
        ("404.html", "404.html"),
        ("työ/a b.html", "ty%C3%B6/a%20b.html"),
    ],
)
def test_a_page_is_visited_at_the_address_that_readers_use(file, address):
    assert page(file, "", 0).address == address


# --- server ----------------------------------------------------------------------------------


def get(address: str, path: str) -> tuple[int, dict[str, str]]:
    connection = HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, dict(answer.headers)


def test_the_site_is_served_under_its_path_and_nowhere_else(site):
    with serving(site, base_path="digitiekartta") as address:
        assert address.endswith("/digitiekartta/")
        assert get(address, "/digitiekartta/tavoitteet/")[0] == 200
        assert get(address, "/digitiekartta/tavoitteet")[1]["Location"] == (
            "/digitiekartta/tavoitteet/"
        )
        assert get(address, "/tavoitteet/")[0] == 404
        assert get(address, "/digitiekartta/../../etc/passwd")[0] == 404


def test_pages_are_served_with_the_policy_of_the_city_s_server(site):
    with serving(site) as address:
        headers = get(address, "/")[1]

    assert headers["Content-Security-Policy-Report-Only"] == POLICY
    assert headers["Content-Type"] == "text/html; charset=utf-8"


# --- states ----------------------------------------------------------------------------------


def test_states_with_the_same_window_share_one_loading_of_the_page():
    groups = [[state.name for state in group] for group in loadings(STATES)]

    assert ["desktop", "dark", "forced", "motion", "spacing", "print", "search"] in groups
    assert ["keyboard"] in groups
    assert all(len({state.view for state in group}) == 1 for group in loadings(STATES))


# --- the whole -------------------------------------------------------------------------------


@needs_chromium
@pytest.mark.browser
def test_the_good_site_passes_under_a_path_of_its_own(tmp_path):
    site = write_small_site(tmp_path / "site")
    for file in ("404.html",):
        text = (site / file).read_text("utf-8")
        (site / file).write_text(text.replace('"/', '"/kartta/'), "utf-8")
    told: list[Progress] = []

    report = audit(
        BuiltSite(site),
        base_path="/kartta/",
        deep=1,
        states=("desktop", "search", "menu", "noscript"),
        jobs=1,
        progress=told.append,
    )

    assert report.problems == []
    assert report.passed
    assert sorted(report.pages) == [
        "404.html",
        "index.html",
        "saavutettavuusseloste/index.html",
        "tavoitteet/index.html",
    ]
    assert [one.done for one in told] == [0, 1, 2, 3, 4]


@pytest.mark.browser
def test_a_removed_cure_is_noticed_and_a_change_without_harm_is_not(browser, site):
    harmless = Mutation("a11y-reflow", "tyyli.css", r"\Z", "")

    assert is_noticed(site, NO_SCOPE)
    assert not is_noticed(site, harmless)
    harmless.apply(site)
    found = findings_on(browser, site, "index.html", ["mobile"])
    assert ([harmless], []) == told_apart([harmless], found)


def test_a_mutation_that_changes_nothing_proves_nothing(site):
    with pytest.raises(ValueError, match="nothing to change"):
        Mutation("x", "*.html", "puuttuu", "").apply(site)


def test_the_report_for_programs_has_the_day_and_the_criteria(site):
    NO_SCOPE.apply(site)

    report = json.loads(audit(BuiltSite(site), states=()).to_json(date(2026, 9, 15)))

    assert report["date"] == "2026-09-15"
    assert report["counts"] == {"a11y-table-no-scope": 1}
    assert report["passed"] is False
    assert [fault["criterion"] for fault in report["problems"]] == ["1.3.1"]
    assert report["problems"][0]["pages"] == 4
    assert str(site.parent) not in json.dumps(report)


def test_without_a_browser_the_audit_says_how_to_get_one(site, monkeypatch):
    monkeypatch.setattr("digitiekartta.audit.browser._NAMES", ())
    monkeypatch.setenv("CHROMIUM", "/puuttuu/chromium")

    report = audit(BuiltSite(site))

    [problem] = report.problems
    assert problem.code == "chromium-missing"
    assert "apt-get install chromium" in problem.remedy
    assert not report.passed


def test_a_folder_without_pages_is_no_site(tmp_path):
    [problem] = audit(BuiltSite(tmp_path), states=()).problems

    assert problem.code == "site-missing"


# --- progress ---------------------------------------------------------------------------------


def test_each_page_is_told_with_its_time_and_findings():
    progress = Progress("tasot/index.html", 3, 9, 4.26, 2, left=50)

    assert progress_line(progress) == "[3/9] tasot/index.html (4.3 s, havaintoja 2)"


def test_a_long_audit_tells_how_long_it_will_still_take():
    progress = Progress("tasot/index.html", 3, 900, 4.26, 2, left=40 * 60 - 20)

    assert progress_line(progress).endswith("havaintoja 2), noin 40 min jäljellä")


@pytest.mark.parametrize(
    ("left", "words"), [(40, "alle minuutti"), (61, "noin 2 min"), (4500, "noin 75 min")]
)
def test_before_the_first_page_it_is_told_how_long_all_will_take(left, words):
    progress = Progress("", 0, 24, 0, 0, left=left)

    assert progress_line(progress) == f"[0/24] selaimessa tarkastetaan 24 sivua, {words}"


def ran(monkeypatch, *, pages: int, deep: int, jobs: int, slow: float) -> list[Progress]:
    """Return what is told of an audit whose pages take so many times longer than expected."""
    now = [0.0]
    broad, every = [s for s in STATES if s.broad], list(STATES)

    def visit(browser, address, page, states, reviews):
        now[0] += sum(state.seconds for state in states) * slow
        return iter(())

    monkeypatch.setattr(run_module, "look_at", visit)
    monkeypatch.setattr(
        run_module, "running_browser", lambda: nullcontext(SimpleNamespace(version=""))
    )
    monkeypatch.setattr(run_module.time, "monotonic", lambda: now[0])
    told: list[Progress] = []
    visits = [(page(f"{n}.html", "sivu", 1), every if n < deep else broad) for n in range(pages)]
    work = run_module._Work(visits, told.append, workers=jobs)
    if jobs == 1:
        work.run("")
    return told or [Progress("", 0, pages, 0, 0, work._time_left())]


def test_how_long_it_will_take_follows_from_pages_states_and_browsers(monkeypatch):
    [few, *_] = ran(monkeypatch, pages=4, deep=0, jobs=1, slow=1)
    [many, *_] = ran(monkeypatch, pages=8, deep=0, jobs=1, slow=1)
    [deep, *_] = ran(monkeypatch, pages=8, deep=8, jobs=1, slow=1)
    [two] = ran(monkeypatch, pages=8, deep=8, jobs=2, slow=1)

    assert few.left > 0
    assert many.left == pytest.approx(2 * few.left)
    assert deep.left > 2 * many.left
    assert two.left == pytest.approx(deep.left / 2)


@pytest.mark.parametrize(("cores", "browsers"), [(1, 1), (2, 2), (64, 8)])
def test_there_is_a_browser_for_each_core_that_we_may_use_and_not_too_many(
    monkeypatch, cores, browsers
):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(cores)), raising=False)

    assert browsers == run_module._room()


def test_a_slow_machine_corrects_what_was_expected(monkeypatch):
    told = ran(monkeypatch, pages=40, deep=0, jobs=1, slow=5)

    first, half, last = told[0], told[20], told[-1]
    assert half.left == pytest.approx(first.left / 2 * 5, rel=0.2)
    assert last.left == 0


@pytest.mark.browser
def test_a_site_of_a_single_page_is_not_asked_for_a_menu(browser, tmp_path):
    page = '<!doctype html><html lang="fi"><title>Kartat</title><main><h1>Kartat</h1></main></html>'
    (tmp_path / "index.html").write_text(page, "utf-8")

    found = findings_on(browser, tmp_path, "index.html", ("menu", "noscript"))

    assert "a11y-menu-missing" not in {finding.kind.code for finding in found}


@pytest.mark.browser
def test_what_is_found_does_not_depend_on_how_many_pages_are_audited_at_a_time(site):
    NO_SCOPE.apply(site)
    harm = "main a { text-decoration: none } p { color: #444 } .palkki { position: sticky; top: 0 }"
    Mutation("", "tyyli.css", r"\Z", harm).apply(site)
    told: list[Progress] = []
    states = ("dark", "forced")

    one = audit(BuiltSite(site), deep=1, states=states, jobs=1, progress=told.append)
    three = audit(BuiltSite(site), deep=1, states=states, jobs=2)

    assert one.problems == three.problems
    assert len(one.problems) > 3
    assert one.reviews == three.reviews
    assert [progress.left > 0 for progress in told] == [True, True, True, True, False]


# --- command line ----------------------------------------------------------------------------


@click.group()
def commands() -> None:
    """As the program's own group would."""


commands.add_command(command)


def run(*arguments: str | Path) -> Result:
    """Run the command; its exit code is what the function returned."""
    given = [str(one) for one in arguments]
    result = CliRunner().invoke(commands, ["audit", *given], standalone_mode=False)
    result.exit_code = result.return_value
    return result


def test_the_command_tells_problems_and_writes_a_report(site, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    NO_SCOPE.apply(site)
    file = tmp_path / "raportti.json"

    result = run(site, "--states", "static", "--report", file)

    assert result.exit_code == 1
    assert "[a11y-table-no-scope]" in result.stdout
    assert "1 virhe." in result.stdout
    assert json.loads(file.read_text("utf-8"))["date"] == "1970-01-01"


def test_a_site_is_audited_wherever_one_stands(site, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(cli.commands, ["audit", str(site), "--states", "static"])

    assert "Sivuja 4" in result.stderr
    assert "projekti" not in result.stderr


def test_the_command_is_content_with_a_good_site(site):
    result = run(site, "--states", "static")

    assert result.exit_code == 0
    assert "Sivuja 4" in result.stderr


def test_the_formats_of_other_commands_are_understood(site):
    NO_SCOPE.apply(site)

    assert run(site, "--states", "static", "--format", "github").stdout.startswith("::error")
    assert json.loads(run(site, "--states", "static", "--format", "json").stdout)["errors"] == 1


def test_a_missing_folder_is_misuse(tmp_path):
    assert isinstance(run(tmp_path / "puuttuu").exception, click.UsageError)
    assert run(tmp_path).exit_code == 2


def test_an_unknown_state_is_told_with_the_known_ones(site):
    error = run(site, "--states", "desktop,pimea").exception

    assert isinstance(error, click.BadParameter)
    assert "”pimea”" in error.message
    assert "keyboard-noscript" in error.message


def test_help_is_in_finnish():
    text = CliRunner().invoke(commands, ["audit", "--help"]).stdout

    assert "Käyttö:" in text
    assert "Tarkastaa valmiin sivuston" in text
