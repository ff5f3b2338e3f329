"""What may not stand in a published accessibility statement, and what is told of it in a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import indent

import pytest

from digitiekartta.basics.problems import Severity
from digitiekartta.roadmap.checking.statement import UNPUBLISHABLE, statement_problems
from digitiekartta.roadmap.statement.report import AuditReport

TODAY = date(2026, 9, 15)
FAULT = """\
puutteet:
  - kuvaus: Kuvilta puuttuu tekstivastine.
    kriteeri: 1.1.1
    syy: ei vielä lain mukainen
"""
GOOD = f"""\
tila: osittain
{FAULT}laadittu: 1.2.2025
tarkistettu: 1.3.2026
menetelma: itsearvio
"""
CLEAN = AuditReport(date(2026, 9, 1), pages=40, violations=0)
BROKEN = AuditReport(date(2026, 9, 1), pages=40, violations=3, criteria={"1.4.3": 2, "2.5.8": 1})


@pytest.fixture
def found(content):
    """Return a function that gives the problems of a statement in a public build."""

    def problems(statement, report=None, *, today=TODAY, draft=False):
        if statement:
            content.append("tiekartta.yml", "saavutettavuus:\n" + indent(statement, "  "))
        return statement_problems(replace(content.roadmap(), audit=report), today, draft)

    return problems


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize("report", [None, CLEAN])
def test_a_sound_statement_has_no_problems(found, report):
    assert [] == found(GOOD, report)


def test_a_roadmap_that_says_nothing_is_a_draft_without_warnings(found):
    assert [] == found("", draft=True)


def test_a_roadmap_that_says_nothing_is_not_published(found):
    [problem] = found("")

    assert problem.code in UNPUBLISHABLE
    assert ("statement-missing", "saavutettavuus") == (problem.code, problem.place.field)


def test_a_site_that_was_not_evaluated_is_not_published(found):
    [problem] = found("tila: ei arvioitu\n")

    assert problem.code in UNPUBLISHABLE
    assert "statement-not-evaluated" == problem.code


def test_a_draft_may_say_that_nothing_was_evaluated(found):
    assert [] == found("tila: ei arvioitu\n", draft=True)


def test_what_is_an_error_in_public_is_a_warning_in_a_draft(found):
    [problem] = found(GOOD.replace("osittain", "täysin").replace(FAULT, ""), BROKEN, draft=True)

    assert ("statement-contradicts-audit", False) == (problem.code, problem.is_error)


def test_fully_met_with_violations_in_the_report_tells_their_number(found):
    [problem] = found(GOOD.replace("osittain", "täysin").replace(FAULT, ""), BROKEN)

    assert ("statement-contradicts-audit", "saavutettavuus.tila") == (
        problem.code,
        problem.place.field,
    )
    assert "3 puutetta" in problem.message
    assert "1.9.2026" in problem.message


def test_fully_met_without_a_report_says_how_to_make_one(found):
    [problem] = found(GOOD.replace("osittain", "täysin").replace(FAULT, ""))

    assert ("statement-without-report", "saavutettavuus.tila") == (
        problem.code,
        problem.place.field,
    )
    assert problem.is_error
    assert (
        "digitiekartta audit site/pikku --max-pages 0 --deep 0"
        " --report content/pikku/saavutettavuus-raportti.json" in problem.remedy
    )


def test_fully_met_with_a_listed_fault_names_the_fault(found, content):
    [problem] = found(GOOD.replace("osittain", "täysin"), CLEAN)

    assert "full-with-faults" == problem.code
    assert "kuvaus: Kuvilta" in content.read("tiekartta.yml").split("\n")[problem.place.line - 1]


def test_a_fault_outside_the_act_does_not_lessen_the_state(found):
    outside = GOOD.replace("ei vielä lain mukainen", "lain ulkopuolella").replace(
        "    kriteeri: 1.1.1\n", ""
    )

    assert [] == found(outside.replace("osittain", "täysin"), CLEAN)


@pytest.mark.parametrize("state", ["osittain", "ei"])
def test_partly_or_not_met_without_a_fault_is_told(found, state):
    problems = found(GOOD.replace("osittain", state).replace(FAULT, ""))

    assert ["statement-without-faults"] == codes(problems)


def test_a_criterion_that_the_audit_found_broken_must_be_listed(found):
    [problem] = found(GOOD, BROKEN)

    assert "unlisted-fault" == problem.code
    assert "kriteeri 1.4.3" in problem.message
    assert "2.5.8" not in problem.message  # WCAG 2.2: more than the act asks for


def test_a_listed_criterion_is_enough(found):
    assert [] == found(GOOD.replace("kriteeri: 1.1.1", "kriteeri: [1.1.1, 1.4.3]"), BROKEN)


def test_a_fault_needs_a_criterion_and_a_burden_its_grounds(found):
    bare = GOOD.replace("    kriteeri: 1.1.1\n", "").replace(
        "ei vielä lain mukainen", "kohtuuton rasite"
    )

    assert ["fault-without-criterion", "burden-without-grounds"] == codes(found(bare))


def test_the_contact_of_the_roadmap_will_do_for_feedback(found, content):
    content.replace("tiekartta.yml", "sahkoposti: kirjaamo@pikkula.example", "puhelin: 06 123")

    assert ["missing-feedback-address"] == codes(found(GOOD))


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("menetelma: itsearvio\n", "missing-method"),
        ("laadittu: 1.2.2025\n", "undated-statement"),
    ],
)
def test_what_the_decision_asks_for_is_there(found, field, code):
    assert [code] == codes(found(GOOD.replace(field, "")))


def test_an_outside_evaluation_names_its_maker(found):
    outside = GOOD.replace("itsearvio", "ulkopuolinen arvio")

    assert ["missing-evaluator"] == codes(found(outside))


def test_an_outside_evaluation_with_its_maker_is_fine(found):
    assert [] == found(GOOD.replace("itsearvio", "ulkopuolinen arvio\narvioija: Arvio Oy"))


@pytest.mark.parametrize(
    ("today", "problems"),
    [
        (date(2027, 3, 1), []),
        (date(2027, 3, 2), ["review-too-old"]),
        (date(2026, 2, 28), ["review-in-future"]),
    ],
)
def test_a_review_is_good_for_twelve_months(found, today, problems):
    assert problems == codes(found(GOOD, today=today))


@pytest.mark.parametrize("draft", [True, False])
def test_a_day_that_is_still_to_come_is_an_error_in_a_draft_too(found, draft):
    [problem] = found(GOOD.replace("1.3.2026", "1.3.2999"), draft=draft)

    assert ("review-in-future", Severity.ERROR) == (problem.code, problem.severity)


def test_a_draft_of_an_earlier_day_is_only_warned_of_a_later_review(found):
    [problem] = found(GOOD, today=date(2026, 2, 28), draft=True)

    assert ("review-in-future", Severity.WARNING) == (problem.code, problem.severity)


def test_a_review_on_a_leap_day_is_good_for_twelve_months(found):
    leap = GOOD.replace("1.2.2025", "1.2.2023").replace("1.3.2026", "29.2.2024")

    assert [] == found(leap, today=date(2025, 3, 1))


def test_a_statement_is_not_reviewed_before_it_is_made(found):
    turned = GOOD.replace("1.2.2025", "2.3.2026")

    assert ["reviewed-before-made"] == codes(found(turned))


@pytest.mark.parametrize(
    "words", ["Etelä-Suomen aluehallintovirastolle", "Aluehallintovirasto", "AVI:lle", "AVIin"]
)
def test_the_former_authority_is_not_named(found, words):
    [problem] = found(GOOD.replace("tila:", f"huomautus: Voit kannella. {words}\ntila:"))

    assert ("former-authority", "saavutettavuus.huomautus") == (problem.code, problem.place.field)
    assert "Traficom" in problem.remedy


def test_a_text_that_names_the_former_authority_for_accessibility_is_a_warning(found, content):
    content.append("saatesanat.md", "\nSivuston saavutettavuutta valvoo\naluehallintovirasto.\n")

    [problem] = found(GOOD)

    assert ("former-authority", 5, 1) == (problem.code, problem.place.line, problem.place.column)
    assert not problem.is_error


def test_other_tasks_of_that_authority_may_be_told(found, content):
    content.append(
        "saatesanat.md", "\nHanketta rahoitti aluehallintovirasto. Video on AVI-muodossa.\n"
    )

    assert [] == found(GOOD)
