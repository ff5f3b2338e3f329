"""The check of a roadmap finds the same, whoever asks."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from digitiekartta.basics.problems import errors_in
from digitiekartta.commands.main import commands
from digitiekartta.commands.program import run
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import make_pages
from digitiekartta.versions.approve import Decision, Refused, approve, prepare
from digitiekartta.versions.check import check_approved, check_roadmap
from digitiekartta.versions.comparison.report import report
from digitiekartta.versions.review import review
from pikku import Content

DAY = date(2026, 11, 22)
SETTINGS = """
toimielimet:
  - nimi: Kunnanhallitus
    hyvaksyy: tiekartta
saavutettavuus:
  tila: täysin
  laadittu: 2.12.2020
  menetelma: itsearvio
"""


@pytest.fixture
def wrong(content: Content, monkeypatch) -> Content:
    """Return Pikku with something wrong in content, statement and against what was approved."""
    content.append("tiekartta.yml", SETTINGS)
    (content.root / "mkdocs.yml").touch()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22.11.2026
    monkeypatch.chdir(content.root)
    folder = content.root / "content"
    decision = Decision("Kunnanhallitus", date(2024, 12, 9))
    proposal = prepare(folder, "pikku", decision, DAY)
    assert not isinstance(proposal, Refused), proposal
    approve(folder, proposal)
    content.remove("toimenpiteet/ohjeet.yml")
    return content


def test_check_build_approve_compare_and_review_find_the_same(wrong: Content):
    folder = wrong.root / "content"
    checked = check_roadmap(folder, "pikku", DAY).problems
    refused = prepare(folder, "pikku", Decision("Kunnanhallitus", DAY), DAY)
    assert isinstance(refused, Refused)

    assert "undeclared-removal" in [problem.code for problem in checked]
    assert any(problem.code.startswith("statement-") for problem in checked), checked
    assert checked == make_pages(Project(wrong.root), "pikku", Options(DAY)).problems
    assert errors_in(checked) == [*refused.problems]
    assert checked == report(folder, "pikku", DAY)[1].problems
    assert checked == review(folder, "pikku", folder, DAY).problems


def test_an_export_is_refused_for_the_same_errors(wrong: Content, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["digitiekartta", "export", "pikku", "--csv", "a.csv"])

    assert 1 == run(commands)
    assert "[undeclared-removal]" in capsys.readouterr().err


# --- what would stop a publication ----------------------------------------------------------------

COLOUR = "ulkoasu:\n  paavari: '#17406D'\n"
PARTLY = "saavutettavuus:\n  tila: osittain\n"


def told(content: Content) -> list[str]:
    problems = check_roadmap(content.root / "content", "pikku", DAY).problems
    assert [] == errors_in(problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        (COLOUR, ["statement-missing"]),
        ("palaute:\n  osoite: mailto:palaute@pikkula.example\n", ["statement-missing"]),
        ("saavutettavuus:\n  tila: ei arvioitu\n", ["statement-not-evaluated"]),
        (PARTLY, ["missing-method", "statement-without-faults", "undated-statement"]),
    ],
)
def test_a_roadmap_with_settings_of_a_site_is_told_what_would_stop_its_publication(
    content, settings, codes
):
    content.append("tiekartta.yml", settings)

    assert codes == sorted(told(content))


def test_without_any_address_a_missing_statement_is_told_with_the_missing_address(content):
    content.append("tiekartta.yml", COLOUR)
    content.replace("tiekartta.yml", "  sahkoposti: kirjaamo@pikkula.example\n", "")

    assert ["missing-feedback-address", "statement-missing"] == sorted(told(content))


def test_a_roadmap_that_nobody_means_to_publish_is_told_nothing_of_it(content):
    assert [] == told(content)


@pytest.mark.parametrize(
    ("section", "kind", "codes"),
    [
        ("41", "hyväksyntä", ["statement-missing"]),
        (None, "hyväksyntä", []),
        ("41", "jäljennös", []),
    ],
)
def test_a_version_that_a_meeting_decided_on_is_on_its_way_to_readers(
    content, section, kind, codes
):
    body = "toimielimet:\n  - nimi: Kunnanhallitus\n    hyvaksyy: tiekartta\n"
    content.append("tiekartta.yml", body)
    folder = content.root / "content"
    decision = Decision("Kunnanhallitus", date(2024, 12, 9), section=section, kind=kind)
    proposal = prepare(folder, "pikku", decision, DAY)
    assert not isinstance(proposal, Refused), proposal
    approve(folder, proposal)

    assert codes == told(content)


@pytest.mark.parametrize("settings", ["", PARTLY, "saavutettavuus:\n  tila: täysin\n"])
def test_whatever_publishing_would_refuse_is_told_by_the_check(content, settings):
    content.append("tiekartta.yml", COLOUR + settings)
    refused = check_approved(content.roadmap(), DAY)

    assert refused
    assert {one.code for one in refused} <= set(told(content))
