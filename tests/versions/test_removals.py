"""Removals: nothing that was approved vanishes from the content without a reason."""

from __future__ import annotations

from digitiekartta.versions.check import undeclared_removals
from pikku import Content


def test_an_approved_measure_that_is_gone_without_a_reason_is_a_problem(content: Content) -> None:
    approved = content.roadmap()
    content.remove("toimenpiteet/ohjeet.yml")
    [problem] = undeclared_removals(content.roadmap(), approved)

    assert ("undeclared-removal", "content/pikku/toimenpiteet/ohjeet.yml") == (
        problem.code,
        problem.place.file,
    )
    assert "Ohjeet verkkoon" in problem.message
    assert "paattyi" in problem.remedy


def test_a_renamed_measure_is_not_gone(content: Content) -> None:
    approved = content.roadmap()
    content.write(
        "toimenpiteet/neuvot.yml",
        content.read("toimenpiteet/ohjeet.yml") + "aiemmat_tunnukset: ohjeet\n",
    )
    content.remove("toimenpiteet/ohjeet.yml")

    assert [] == list(undeclared_removals(content.roadmap(), approved))


def test_a_measure_that_had_already_ended_may_go(content: Content) -> None:
    content.append("toimenpiteet/ohjeet.yml", "paattyi:\n  syy: Valmis.\n")
    approved = content.roadmap()
    content.remove("toimenpiteet/ohjeet.yml")

    assert [] == list(undeclared_removals(content.roadmap(), approved))


def test_a_measure_that_can_not_be_read_is_not_gone(content: Content) -> None:
    approved = content.roadmap()
    content.write("toimenpiteet/ohjeet.yml", "otsikko: [\n")

    assert [] == list(undeclared_removals(content.roadmap(), approved))


def test_before_anything_is_approved_everything_may_go(content: Content) -> None:
    content.remove("toimenpiteet/ohjeet.yml")

    assert [] == list(undeclared_removals(content.roadmap(), None))
