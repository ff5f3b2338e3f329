"""Small Finnish text tools: lists that read aloud, and what stays together on a line."""

from __future__ import annotations

from typing import get_args

import pytest

from digitiekartta.basics.text import (
    all_are,
    body_in_sentence,
    counted,
    listed,
    partitive,
    plural,
    unparted,
)
from digitiekartta.roadmap.model import GroupWord, SectorWord


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("", []),
        ("Kirjasto", ["Kirjasto"]),
        ("Kirjasto ja Koulu", ["Kirjasto", "Koulu"]),
        ("Kirjasto, Koulu ja Tekniset palvelut", ["Kirjasto", "Koulu", "Tekniset palvelut"]),
        ("Koulu sekä Kulttuuri ja vapaa-aika", ["Koulu", "Kulttuuri ja vapaa-aika"]),
        ("Koulu, Kulttuuri ja liikunta sekä Vesi", ["Koulu", "Kulttuuri ja liikunta", "Vesi"]),
    ],
)
def test_the_last_of_a_list_is_heard_as_the_last(told: str, words: list[str]) -> None:
    assert told == listed(words)


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        ("2\u00a0tavoitetta ja 5\u00a0toimenpidettä", "2 tavoitetta ja 5 toimenpidettä"),
        ("Johtoryhmä 9.6.2026 §\u00a023", "Johtoryhmä 9.6.2026 § 23"),
        ("Kuntalaki § ei numeroa", "Kuntalaki § ei numeroa"),
        ("Korjaus 16.3.2026 (Johtoryhmä)", "Korjaus 16.3.2026 (Johtoryhmä)"),
    ],
)
def test_a_number_keeps_its_noun_and_a_section_sign_its_number(kept: str, text: str) -> None:
    assert kept == unparted(text)


def test_one_of_a_kind_is_told_as_the_only_one() -> None:
    assert "ainoa vaihe on selvitys" == all_are("vaihe", ["selvitys"])
    assert "vaiheet ovat selvitys ja käyttö" == all_are("vaihe", ["selvitys", "käyttö"])


def test_a_number_wants_its_noun_in_a_form() -> None:
    assert ["0 toimenpidettä", "1 toimenpide", "12 toimenpidettä"] == [
        counted(number, "toimenpide") for number in (0, 1, 12)
    ]


def test_every_word_that_a_roadmap_may_choose_has_its_forms() -> None:
    assert ["toimenpideryhmää", "toimenpidekokonaisuutta", "teemaa"] == [
        partitive(word) for word in get_args(GroupWord)
    ]
    assert ["toimialat", "hallintokunnat", "tulosalueet"] == [
        plural(word) for word in get_args(SectorWord)
    ]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("kaupunginhallitus", "Kaupunginhallitus"),
        ("naapurikunnat", "Naapurikunnat"),
        ("kirjasto", "Kirjasto"),
        ("tekninen johtaja", "Tekninen johtaja"),
        ("tietohallintopäällikkö", "Tietohallintopäällikkö"),
        *[
            (name, name)
            for name in (
                *("Kela", "Sarastia Oy", "Kelan palvelut", "Kuntatieto Esimerkki Oy"),
                *("Kaustisen seutukunnan johtoryhmä", "HR-päällikkö", "IT", "Suomi.fi-palvelut"),
                *("TVT-vastaavat", "Kaustinen"),
            )
        ],
    ],
)
def test_inside_a_sentence_a_body_has_a_small_letter_unless_it_has_a_name(said, name) -> None:
    assert said == body_in_sentence(name)
