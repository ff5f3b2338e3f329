"""The report of an audit as the statement reads it, and what is not a report."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from digitiekartta.audit.findings import Fault, Rule
from digitiekartta.audit.report import Report
from digitiekartta.audit.states import STATE_NAMES
from digitiekartta.basics.problems import Problem, Severity
from digitiekartta.roadmap.statement.report import AUDIT_REPORT, AuditReport, parse_report

REPORT = {
    "date": "2026-09-01",
    "site": "pikku",
    "pages_in_site": 2,
    "pages": ["index.html", "404.html"],
    "states": list(STATE_NAMES),
    "problems": [
        {"code": "axe-color-contrast", "severity": "error", "message": "Ei erotu (WCAG 1.4.3): a"},
        {"code": "axe-name", "severity": "error", "message": "Nimi puuttuu (WCAG 2.4.4, 4.1.2)"},
        {"code": "axe-contrast", "severity": "error", "message": "Ei erotu (WCAG 1.4.3): b"},
        {"code": "axe-region", "severity": "error", "message": "Sisältö on alueen ulkopuolella"},
        {"code": "axe-unsure", "severity": "warning", "message": "Katso itse (WCAG 1.4.11)"},
    ],
}


def parsed(**told):
    return parse_report(json.dumps(REPORT | told), "a.json", "pikku")


def test_violations_are_counted_and_their_criteria_are_in_order():
    report = parsed()

    assert (date(2026, 9, 1), 2, 4) == (report.day, report.pages, report.violations)
    assert [("1.4.3", 2), ("2.4.4", 1), ("4.1.2", 1)] == list(report.criteria.items())


def test_the_time_of_day_may_be_told():
    assert date(2026, 9, 1) == parsed(date="2026-09-01T12:30:00+03:00").day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ei",
        "[]",
        "null",
        "{}",
        json.dumps(REPORT | {"date": "eilen"}),
        json.dumps(REPORT | {"pages": 42}),
        json.dumps(REPORT | {"states": 14}),
        json.dumps({key: told for key, told in REPORT.items() if key != "pages_in_site"}),
        json.dumps(REPORT | {"problems": ["x"]}),
        "[" * 100_000,
    ],
)
def test_what_is_not_a_report_is_told(text):
    problem = parse_report(text, "a.json", "pikku")

    assert isinstance(problem, Problem)
    assert ("bad-audit-report", "a.json") == (problem.code, problem.place.file)


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        ({"pages_in_site": 172}, "partial-audit-report", "2 sivua, mutta sivustossa on 172"),
        (
            {"states": ["desktop", *STATE_NAMES[3:]]},
            "partial-audit-report",
            "tiloissa: dark ja forced puuttuvat",
        ),
        ({"states": []}, "partial-audit-report", "puuttuvat"),
        ({"site": "site"}, "foreign-audit-report", "kansiosta ”site”"),
        ({"site": "toinen"}, "foreign-audit-report", "kansiosta ”toinen”"),
    ],
)
def test_a_look_at_a_part_or_at_another_site_is_no_evidence(told, code, said):
    problem = parsed(**told)

    assert code == problem.code
    assert said in problem.message
    assert "digitiekartta audit site/pikku --max-pages 0 --deep 0" in problem.remedy


def test_a_state_that_a_later_audit_has_does_not_spoil_an_earlier_report():
    assert isinstance(parsed(states=[*STATE_NAMES, "uusi"]), AuditReport)


def test_what_the_audit_writes_is_read():
    rule = Rule("axe-a", "Ei erotu: {element}", "Korjaa.", criterion="1.4.3")
    unsure = Rule("axe-b", "Katso", "Katso.", Severity.WARNING, criterion="1.3.1")
    places = (("index.html", (1, 1)), ("a/index.html", (2, 1)))
    faults = tuple(Fault(one, one.message, places, ("desktop",)) for one in (rule, unsure))
    pages = ("index.html", "a/index.html")
    audited = Report(Path("site/a"), "/", 2, pages, STATE_NAMES, faults)

    report = parse_report(audited.to_json(date(2026, 9, 1)), "a.json", "a")

    assert AuditReport(date(2026, 9, 1), 2, 1, {"1.4.3": 1}) == report


def test_the_report_beside_the_settings_is_read(content):
    content.write(AUDIT_REPORT, json.dumps(REPORT))

    assert 4 == content.roadmap().audit.violations
    assert [] == content.problems()


def test_a_broken_report_is_a_problem_of_its_file(content):
    content.write(AUDIT_REPORT, "{")

    assert "bad-audit-report" == content.problem().code
