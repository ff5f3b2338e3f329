"""The report of an audit as the statement reads it, and what is not a report."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from digitiekartta.audit.report import Fault, Report
from digitiekartta.audit.rules.base import Rule
from digitiekartta.problems import Problem, Severity
from digitiekartta.statement.report import AUDIT_REPORT, AuditReport, parse_report

REPORT = {
    "date": "2026-09-01",
    "pages": 42,
    "problems": [
        {"code": "axe-color-contrast", "severity": "error", "message": "Ei erotu (WCAG 1.4.3): a"},
        {"code": "axe-name", "severity": "error", "message": "Nimi puuttuu (WCAG 2.4.4, 4.1.2)"},
        {"code": "axe-contrast", "severity": "error", "message": "Ei erotu (WCAG 1.4.3): b"},
        {"code": "axe-region", "severity": "error", "message": "Sisältö on alueen ulkopuolella"},
        {"code": "axe-unsure", "severity": "warning", "message": "Katso itse (WCAG 1.4.11)"},
    ],
}


def test_violations_are_counted_and_their_criteria_are_in_order():
    report = parse_report(json.dumps(REPORT), "a.json")

    assert (date(2026, 9, 1), 42, 4) == (report.day, report.pages, report.violations)
    assert [("1.4.3", 2), ("2.4.4", 1), ("4.1.2", 1)] == list(report.criteria.items())


def test_pages_may_be_listed_and_the_time_of_day_told():
    told = REPORT | {"date": "2026-09-01T12:30:00+03:00", "pages": ["index.html", "404.html"]}
    report = parse_report(json.dumps(told), "a.json")

    assert (date(2026, 9, 1), 2) == (report.day, report.pages)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ei",
        "[]",
        "null",
        "{}",
        json.dumps(REPORT | {"date": "eilen"}),
        json.dumps(REPORT | {"pages": "monta"}),
        json.dumps(REPORT | {"problems": ["x"]}),
        "[" * 100_000,
    ],
)
def test_what_is_not_a_report_is_told(text):
    problem = parse_report(text, "a.json")

    assert isinstance(problem, Problem)
    assert ("bad-audit-report", "a.json") == (problem.code, problem.place.file)


def test_what_the_audit_writes_is_read():
    rule = Rule("axe-a", "Ei erotu: {element}", "Korjaa.", "1.4.3")
    unsure = Rule("axe-b", "Katso", "Katso.", "1.3.1", Severity.WARNING)
    places = (("index.html", 1), ("a/index.html", 2))
    faults = tuple(Fault(one, one.message, places, ("desktop",)) for one in (rule, unsure))
    audited = Report(Path("site/a"), "/", 90, ("index.html", "a/index.html"), faults=faults)

    report = parse_report(audited.to_json(date(2026, 9, 1)), "a.json")

    assert AuditReport(date(2026, 9, 1), 2, 1, {"1.4.3": 1}) == report


def test_the_report_beside_the_settings_is_read(content):
    content.write(AUDIT_REPORT, json.dumps(REPORT))

    assert 4 == content.roadmap().audit.violations
    assert [] == content.problems()


def test_a_broken_report_is_a_problem_of_its_file(content):
    content.write(AUDIT_REPORT, "{")

    assert "bad-audit-report" == content.problem().code
