"""Any text at all is read as a form: it becomes the change that stands in it, or a doubt."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digitiekartta.basics.characters import seen, with_line_feeds
from digitiekartta.basics.problems import Problem
from digitiekartta.documents.forms.issue import read_issue
from digitiekartta.documents.forms.proposal import Change, propose
from digitiekartta.documents.forms.questions import Form
from digitiekartta.roadmap.roadmap import Roadmap
from hostile import HOSTILE
from pikku import Content

HEAD = "### Toimenpide\n\nkurssit\n\n### Miksi\n\nSyy\n\n"


@cache
def pikku() -> Roadmap:
    with TemporaryDirectory() as folder:
        return Content(Path(folder)).roadmap()


@pytest.mark.parametrize("text", [one for one in HOSTILE if "<!--" not in one])
def test_hostile_words_come_out_letter_for_letter_or_are_doubted(text):
    outcome = propose([pikku()], f"{HEAD}### Uusi teksti: kuvaus\n\n{text}\n")

    if isinstance(outcome, Change):
        assert seen(with_line_feeds(text).strip()) == outcome.after.description
    else:
        assert outcome
        assert all(one.is_error for one in outcome)


labels = st.sampled_from(
    ["Toimenpide", "Miksi", *(one.label for one in Form(pikku()).questions), "Muu", ""]
)
words = st.sampled_from(["kurssit", "selvitys", "kevät 2025", "(tyhjennä)", "<!--", "-->", "None"])
lines = st.one_of(st.text(max_size=30), words, labels.map(lambda label: f"### {label}"))


@given(st.lists(lines, max_size=12).map("\n".join))
@example("### Toimenpide\r\rkurssit")
@example("###")
@example("<!-->")
def test_no_text_breaks_the_reader(text: str):
    _, problems = read_issue(text)
    outcome = propose([pikku()], text)

    if isinstance(outcome, Change):
        assert [] == problems
        assert outcome.after != outcome.before
    else:
        assert all(isinstance(one, Problem) for one in outcome)
        assert outcome


def test_a_roadmap_without_measures_half_years_or_phases_has_no_questions_on_them(content: Content):
    for file in ("kurssit", "digituki", "ohjeet"):
        content.remove(f"toimenpiteet/{file}.yml")
    content.write("tiekartta.yml", "nimi: A\norganisaatio: B\nlyhytnimi: C\nkuvaus: D\n")

    form = Form(content.roadmap())

    assert ["otsikko", "kuvaus", "seuranta", "lisatiedot", "muutoksen_syy"] == [
        one.id for one in form.questions
    ]
