"""A roadmap is called what it calls itself."""

from __future__ import annotations

import pytest

from digitiekartta.roadmap.model import Settings
from digitiekartta.roadmap.own_word import OwnWord, own_word


@pytest.mark.parametrize(
    ("word", "name", "description"),
    [
        ("digitiekartta", "Digitiekartta 2025–2027", "Kunnan suunnitelma."),
        ("digitiekartta", "Korven kaupungin digitiekartta", "Ohjelma kertoo."),
        ("digitiekartta", "Korven digitiekartan toimet", "Ohjelma kertoo."),
        ("digistrategia", "Digistrategia 2024-2028", "Digistrategia kertoo."),
        ("ICT-strategia", "ICT-strategia", "Kertoo."),
        ("kehittämissuunnitelma", "Kehittämissuunnitelma", "Kertoo."),
        ("suunnitelma", "Palvelujen digitoimenpiteet", "Suunnitelmaan on koottu toimenpiteet."),
        ("digitiekartta", "Kaupunkistrategian digitiekartta 2026–2029", "Kertoo."),
        ("digitiekartta", "Suunnitelmasta teoiksi: digitiekartta", "Kertoo."),
        ("suunnitelma", "Strategiaryhmän suunnitelma 2030", "Kertoo."),
        ("toimeenpanosuunnitelma", "Digistrategian toimeenpanosuunnitelma", "Kertoo."),
        ("tiekartta", "Kaupunkistrategian toimet", "Toimet."),
        ("digistrategia", "DIGISTRATEGIA 2030", "Kertoo."),
        ("digitiekartta", "DIGITIEKARTTA 2026–2027", "Kertoo."),
        ("digi-ohjelma", "Digi-ohjelma", "Kertoo."),
        ("tiekartta", "Suunnitelmallinen digityö", "Ohjelmajohtaja vastaa toimista."),
        ("tiekartta", "Ohjelmat 2030", "Strategiatyön jatko."),
        ("tiekartta", "Valtuustokauden strategiakartta", "Ohjelmallinen kehittäminen."),
        ("digitiekartta", "Digimatka", "Digitiekartassa kerrotaan, mitä tehdään."),
        ("tiekartta", "Digitoimet", "Toimenpiteet, joilla huolehditaan ohjelmista."),
        ("tiekartta", "Ohjelmistot ja laitteet", "Kertoo strategiasta."),
    ],
)
def test_a_roadmap_is_called_what_it_calls_itself(word, name, description):
    settings = Settings.model_construct(name=name, description=description)

    assert word == own_word(settings).nominative


@pytest.mark.parametrize(
    "cases",
    [
        "tiekartta tiekartan tiekarttaa tiekartassa tiekartasta tiekarttaan",
        "strategia strategian strategiaa strategiassa strategiasta strategiaan",
        "suunnitelma suunnitelman suunnitelmaa suunnitelmassa suunnitelmasta suunnitelmaan",
        "ohjelma ohjelman ohjelmaa ohjelmassa ohjelmasta ohjelmaan",
    ],
)
def test_the_word_stands_in_each_case(cases):
    nominative, *others = cases.split()
    word = OwnWord(nominative)

    assert others == [word.genitive, word.partitive, word.inessive, word.elative, word.illative]
