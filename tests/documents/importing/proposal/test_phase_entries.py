import pytest
from hypothesis import given
from hypothesis import strategies as st
from neutrals import document

from digitiekartta.documents.importing.neutral import RowFate, RowKind, SourceRow
from digitiekartta.documents.importing.proposal.phase_names import (
    common_meaning,
    legend,
    marks,
    phases_called,
)
from digitiekartta.roadmap.formatting import entry_tree


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("Selvittely", "selvitys"),
        ("valmistelu", "valmistelu"),
        ("päätöksenteko", "päätös"),
        ("käyttöönotto", "toteutus"),
        ("Aktiivinen toimi", "toteutus"),
        ("jatkuva toiminta", "jatkuva"),
        ("päättynyt", "päättynyt"),
        ("valmis", "päättynyt"),
        ("utredning", "selvitys"),
        ("planering", "valmistelu"),
        ("beslut", "päätös"),
        ("genomförande", "toteutus"),
        ("kontinuerlig", "jatkuva"),
        ("fortlöpande", "jatkuva"),
        ("avslutad", "päättynyt"),
        ("sininen vaihe", None),
    ],
)
def test_a_label_tells_what_a_phase_means_in_common(label, meaning):
    assert meaning == common_meaning(label)


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["Selvitys", "Jatkuva toiminta"], ["selvitys", "jatkuva toiminta"]),
        (["IT-hankinta", "ICT", "Päätös (KH)"], ["IT-hankinta", "ICT", "päätös (KH)"]),
        (["Suunnittelu/Selvittely", "KÄYTTÖÖNOTTO"], ["suunnittelu/selvittely", "käyttöönotto"]),
        (["Wilma", "Selvitys"], ["Wilma", "selvitys"]),
        (["Titania", "kokeilu"], ["Titania", "kokeilu"]),
    ],
)
def test_a_phase_is_called_as_within_a_sentence(labels, names):
    text = "Uuden Wilma-järjestelmän käyttöönotto kouluissa"
    rows = (RowFate(SourceRow("tiekartta.docx", "Taulukko 1", 1), RowKind.MEASURE, text),)

    assert names == list(legend([document(phases=labels, rows=rows)]))


def test_marks_are_first_letters_where_they_differ():
    assert ["S", "K", "J"] == marks(["selvittely", "käyttöönotto", "jatkuva toiminta"])
    assert ["S", "SU"] == marks(["selvitys", "suunnittelu"])
    assert ["SU"] == marks(["suunnittelu"], taken=["s"])


@given(st.lists(st.text(max_size=20), max_size=40))
def test_all_marks_differ_and_are_short(labels):
    made = marks(labels)

    assert len(made) == len({mark.casefold() for mark in made}) == len(labels)
    assert all(1 <= len(mark) <= 2 for mark in made)


def test_what_a_phase_means_in_words_is_left_to_the_editor():
    told = {"selvittely": "", "jatkuva toiminta": ""}
    selvittely, jatkuva = map(entry_tree, phases_called(told))

    assert {"nimi": "selvittely", "merkki": "S", "yleinen": "selvitys"} == selvittely
    assert "jatkuvaa toimintaa" == jatkuva["partitiivi"]


def test_what_a_legend_explains_of_a_phase_is_what_it_means():
    [selvittely] = phases_called({"selvittely": "kustannusten kartoitus"})

    assert "Kustannusten kartoitus." == selvittely.explanation
