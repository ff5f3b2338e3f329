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
