import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.documents.importing.proposal.identities import LONGEST, short_id
from digitiekartta.roadmap.values import ID_PATTERN


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sähköinen arkistointi", "sahkoinen-arkistointi"),
        ("Åbo ja Öja", "abo-ja-oja"),
        ("Palkkahallinnon materiaalin sähköinen arkistointi ja sen laajennus", None),
        ("SharePoint käyttöön / korvaa kansiot", "sharepoint-kayttoon-korvaa-kansiot"),
        ("Koulutus ja ohjeistuksen laatiminen kaikille", "koulutus-ja-ohjeistuksen-laatiminen"),
        ("!!!", "x"),
    ],
)
def test_an_id_is_the_titles_first_whole_words(title, expected):
    made = short_id(title, ())

    assert (expected or "palkkahallinnon-materiaalin-sahkoinen") == made


def test_an_id_does_not_end_in_a_word_that_joins():
    assert "hankitaan-alypuhelimet-ja-kannettavat" == short_id(
        "Hankitaan älypuhelimet ja kannettavat koneet", ()
    )
    assert "hankitaan-henkilostolle-puhelimet" == short_id(
        "Hankitaan henkilöstölle puhelimet ja kannettavat koneet", ()
    )
    assert "kartoitetaan-laitekanta-lisataan" == short_id(
        "Kartoitetaan laitekanta, lisätään ja ylläpidetään", ()
    )


def test_the_same_title_twice_gives_two_ids():
    first = short_id("Koulutus", ())
    second = short_id("Koulutus", {first})

    assert ("koulutus", "koulutus-2", "koulutus-3") == (
        first,
        second,
        short_id("Koulutus", {first, second}),
    )


@given(st.text(max_size=200), st.sets(st.sampled_from(["x", "x-2", "a", "koulutus"])))
def test_any_title_gives_a_short_id_of_its_own(title, taken):
    made = short_id(title, taken)

    assert re.fullmatch(ID_PATTERN, made)
    assert made not in taken
    assert len(made) <= LONGEST + len("-99")
