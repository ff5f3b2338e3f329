"""Kinds of problem: declared once, told at each place in the same words."""

from __future__ import annotations

import pytest

from digitiekartta.basics.kinds import CHAPTERS, REFERENCES, Chapter
from digitiekartta.basics.problems import Place, Severity

HERE = Place("content/kunta/tahot.yml", 3, 1)


def test_a_kind_is_told_with_the_words_of_its_place():
    kind = Chapter("Kokeet").warning("unknown-thing", "Asiaa ”{name}” ei ole.", "Lisää {where}.")

    problem = kind.at(HERE, name="{intra}", where="luetteloon")

    assert ("unknown-thing", HERE, Severity.WARNING) == (
        problem.code,
        problem.place,
        problem.severity,
    )
    assert "Asiaa ”{intra}” ei ole." == problem.message
    assert "Lisää luetteloon." == problem.remedy


def test_a_near_name_is_offered_before_the_usual_remedy():
    kind = Chapter("Kokeet").error("unknown-thing", "Asiaa ”{name}” ei ole.", "Lisää se.")

    assert "Tarkoititko ”Intra”? Lisää se." == kind.at(HERE, name="Imtra", known=["Intra"]).remedy
    assert "Lisää se." == kind.at(HERE, name="Imtra", known=["Tietohallinto"]).remedy


def test_the_guide_prints_dots_for_what_differs_from_place_to_place():
    kind = Chapter("Kokeet").error("unknown-thing", "Asiaa ”{name}” ei ole.", "Lisää {where}.")

    assert ("Asiaa ”…” ei ole.", "Lisää ….") == (kind.meaning, kind.cure)


def test_a_kind_in_other_words_stays_the_same_kind():
    kind = Chapter("Kokeet").warning("unknown-thing", "Asiaa ei ole.", "Lisää se.")
    other = kind.worded("Asiasta ei kerrota mitään.")

    assert (kind.code, kind.severity, kind.remedy) == (other.code, other.severity, other.remedy)


@pytest.mark.parametrize("code", ["unknown", "Unknown-Thing", "unknown thing", ""])
def test_a_code_is_two_or_more_words(code):
    with pytest.raises(ValueError, match="not a code"):
        REFERENCES.error(code, "Asiaa ei ole.", "Lisää se.")


def test_each_chapter_of_the_guide_has_a_title_of_its_own():
    assert len(CHAPTERS) == len({chapter.title for chapter in CHAPTERS})


def test_braces_written_twice_are_seen_once_at_the_place_and_in_the_guide():
    kind = Chapter("Kokeet").error("unknown-thing", "Kirjoita ”{name}: {{}}”.", "Lisää se.")

    assert "Kirjoita ”aikataulu: {}”." == kind.at(HERE, name="aikataulu").message
    assert "Kirjoita ”…: {}”." == kind.meaning


def test_what_ends_in_a_command_has_a_full_stop_in_the_guide_only():
    kind = Chapter("Kokeet").error("missing-thing", "Osa puuttuu.", "Aja: pip install {name}")

    assert "Aja: pip install osa" == kind.at(HERE, name="osa").remedy
    assert "Aja: pip install osa." == kind.worded(remedy="Aja: pip install osa").cure
