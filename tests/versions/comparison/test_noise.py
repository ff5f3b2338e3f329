"""Noise: what is one change is told once, and what no body decides on stands apart."""

from __future__ import annotations

import re
from typing import Any

import pytest

from comparison.small import CONTENT, compare, content, measure
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.labels import many, one
from digitiekartta.roadmap.model import ENTRIES

LONG = (
    "Vanhat asemakaavat muunnetaan tietomalleiksi, ja uudet kaavat laaditaan alusta asti niin, että"
    " asukas näkee kartalta, mitä hänen kotinsa lähelle on tulossa."
)


def decided(new: dict[str, Any], old: dict[str, Any] = CONTENT) -> list[str]:
    """Return what a body decides on: "title: sentence", in order."""
    return [f"{e.title}: {line.text}" for e in compare(old, new).decided for line in e.lines]


def upkeep(new: dict[str, Any], old: dict[str, Any] = CONTENT) -> list[str]:
    return [f"{e.title}: {line.text}" for e in compare(old, new).upkeep for line in e.lines]


def everywhere(form: Any, old: str, new: str) -> Any:
    """Return a content in which a text stands in another's place wherever it is."""
    if isinstance(form, dict):
        return {
            new if key == old else key: everywhere(said, old, new) for key, said in form.items()
        }
    if isinstance(form, list):
        return [everywhere(said, old, new) for said in form]
    return new if form == old else form


# --- other names -----------------------------------------------------------------------------


def test_a_renamed_phase_is_one_change() -> None:
    assert ["Digitiekartan tiedot: Vaiheen ”käyttöönotto” nimi on nyt ”toteutus”."] == decided(
        everywhere(CONTENT, "käyttöönotto", "toteutus")
    )


def test_a_measure_that_moves_while_its_phase_is_renamed_tells_the_move_alone() -> None:
    new = everywhere(CONTENT, "käyttöönotto", "toteutus")
    schedule = new["toimenpiteet"]["kurssit"]["aikataulu"]
    schedule["kevät 2026"] = schedule.pop("syksy 2025")

    assert [
        "Tietoturvakurssi: Toteutus siirtyy syksystä 2025 kevääseen 2026.",
        "Tietoturvakurssi: Jää pois: jatkuva toiminta keväällä 2026.",
        "Digitiekartan tiedot: Vaiheen ”käyttöönotto” nimi on nyt ”toteutus”.",
    ] == decided(new)


def test_another_phase_in_a_phases_place_is_told_where_it_is_used() -> None:
    new = everywhere(CONTENT, "selvitys", "kilpailutus")
    new["asetukset"]["vaiheet"][0] = {"nimi": "kilpailutus", "yleinen": "valmistelu"}
    del new["toimenpiteet"]["kurssit"]["aikataulu"]["kevät 2025"]

    assert "Tietoturvakurssi: Jää pois: selvitys keväällä 2025." in decided(new)


def test_a_renamed_party_that_keeps_its_old_name_as_a_spelling_is_one_change() -> None:
    new = everywhere(CONTENT, "Tietohallinto", "Digipalvelut")
    new["tahot"]["Digipalvelut"]["muut_kirjoitusasut"] = ["Tietohallinto"]

    assert ["Vastuutahon ”Tietohallinto” nimi on nyt ”Digipalvelut”."] == [
        text.partition(": ")[2] for text in decided(new)
    ]
    assert ["Vastuutahojen luettelo: ”Digipalvelut”: lisätään muu kirjoitusasu Tietohallinto."] == (
        upkeep(new)
    )


def test_a_renamed_party_whose_measures_still_use_the_old_name_is_one_change() -> None:
    new = content(tahot__Tietohallinto=None)
    new["tahot"]["Digipalvelut"] = {"laji": "yksikkö", "muut_kirjoitusasut": ["Tietohallinto"]}

    assert ["Vastuutahojen luettelo: Vastuutahon ”Tietohallinto” nimi on nyt ”Digipalvelut”."] == (
        decided(new)
    )


def test_a_party_in_anothers_place_everywhere_is_one_change_with_the_number_of_measures() -> None:
    assert [
        "Vastuutahojen luettelo: Vastuutahon ”Tietohallinto” tilalle tulee ”Digipalvelut”:"
        " muutos koskee 2 toimenpidettä."
    ] == decided(everywhere(CONTENT, "Tietohallinto", "Digipalvelut"))


def test_a_party_in_anothers_place_in_one_measure_is_a_change_of_that_measure() -> None:
    new = content(toimenpiteet__digituki__vastuu=["Museo", "Tietohallinto"], tahot__Kirjasto=None)
    new["tahot"]["Museo"] = {}

    assert (
        "Digituki kirjastossa: Vastuutaho vaihtuu: ennen kirjasto, muutoksen jälkeen museo."
        in decided(new)
    )


def test_two_parties_that_become_one_are_told_once() -> None:
    new = content(toimenpiteet__digituki__vastuu=["Tietohallinto"], tahot__Kirjasto=None)
    new["tahot"]["Tietohallinto"]["muut_kirjoitusasut"] = ["Kirjasto"]

    assert [
        "Vastuutahojen luettelo: Vastuutahon ”Kirjasto” tilalle tulee ”Tietohallinto”:"
        " muutos koskee 1 toimenpidettä."
    ] == decided(new)


def test_another_spelling_of_a_party_is_no_change_of_responsibility() -> None:
    old = content()
    old["tahot"]["Tietohallinto"]["muut_kirjoitusasut"] = ["IT"]
    new = content(toimenpiteet__kurssit__vastuu=["IT"])
    new["tahot"]["Tietohallinto"]["muut_kirjoitusasut"] = ["IT"]
    comparison = compare(old, new)

    assert ("Vain ylläpitotietoja: ei päätettävää.", ()) == (
        comparison.summary,
        comparison.decided,
    )
    assert ["Tietoturvakurssi: Vastuutahot: nimi kirjoitetaan toisin, merkitys on sama."] == (
        upkeep(new, old)
    )


@pytest.mark.parametrize(
    ("register", "field", "told"),
    [
        ("toimialat", "toimiala", "Toimialan ”Koko kunta” tilalle tulee ”Kaikki”"),
        ("kohderyhmat", "kohderyhma", "Kohderyhmän ”Koko kunta” tilalle tulee ”Kaikki”"),
    ],
)
def test_a_renamed_sector_or_audience_is_one_change(register: str, field: str, told: str) -> None:
    old = content(asetukset__toimialat=None)
    old["asetukset"][register] = ["Koko kunta", "Muut"]
    for entry in old["toimenpiteet"].values():
        entry[field] = ["Koko kunta"]

    assert [f"Digitiekartan tiedot: {told}: muutos koskee 4 toimenpidettä."] == decided(
        everywhere(old, "Koko kunta", "Kaikki"), old
    )


def test_a_renamed_body_is_one_change() -> None:
    old = content()
    old["asetukset"]["toimielimet"] = [{"nimi": "Johtoryhmä", "hyvaksyy": "muutokset"}]

    assert ["Digitiekartan tiedot: Toimielimen ”Johtoryhmä” nimi on nyt ”Johtotiimi”."] == decided(
        everywhere(old, "Johtoryhmä", "Johtotiimi"), old
    )


def test_the_address_of_a_goal_or_a_group_is_no_change_of_its_measures() -> None:
    new = everywhere(everywhere(CONTENT, "digitaidot", "osaaminen-2"), "koulutus", "kurssitus")

    assert [] == decided(new)
    assert [
        "Tavoitteen tunnus vaihtuu: ennen digitaidot, muutoksen jälkeen osaaminen-2.",
        "Ryhmän tunnus vaihtuu: ennen koulutus, muutoksen jälkeen kurssitus.",
    ] == [text.partition(": ")[2] for text in upkeep(new)]


def test_a_renumbered_goal_is_one_change() -> None:
    told = decided(content(tavoitteet__digitaidot__numero="3"))

    assert ["Tavoite 3: Digitaidot kuntoon: Numero muuttuu: ennen 1, muutoksen jälkeen 3."] == told


def test_new_numbers_in_the_same_order_are_no_change() -> None:
    old = measure(jarjestys="10")
    new = measure(jarjestys="15")

    assert [] == decided(new, old)
    assert ["Tietoturvakurssi: Järjestysnumero vaihtuu, paikka luettelossa ei."] == upkeep(new, old)


def test_another_place_in_the_list_is_a_change() -> None:
    old = content(toimenpiteet__ohjeet__jarjestys="10", toimenpiteet__portaali__jarjestys="20")
    new = content(toimenpiteet__ohjeet__jarjestys="30", toimenpiteet__portaali__jarjestys="20")

    assert ["Ohjeet verkkoon: Paikka tavoitteen luettelossa vaihtuu."] == decided(new, old)


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (
            LONG.replace("muunnetaan", "muunetaan"),
            "Kuvaus muuttuu: sanan ”muunnetaan” tilalle tulee ”muunetaan”"
            " kohdassa ”Vanhat asemakaavat muunetaan tietomalleiksi, ja uudet kaavat …”.",
        ),
        (
            LONG.replace("asukas näkee", "asukas vain näkee"),
            "Kuvaus muuttuu: lisätään ”vain”"
            " kohtaan ”… alusta asti niin, että asukas vain näkee kartalta, mitä hänen …”."
            .replace("alusta asti niin, että asukas", "asti niin, että asukas"),
        ),
        (
            LONG.replace(" alusta asti", ""),
            "Kuvaus muuttuu: poistetaan ”alusta asti”"
            " kohdasta ”… ja uudet kaavat laaditaan alusta asti niin, että asukas näkee …”.",
        ),
        (
            LONG.replace("uudet kaavat", "uudet asemakaavat kunnassa"),
            "Kuvaus muuttuu: sanan ”kaavat” tilalle tulee ”asemakaavat kunnassa” kohdassa"
            " ”… muunnetaan tietomalleiksi, ja uudet asemakaavat kunnassa laaditaan alusta asti"
            " niin, …”.",
        ),
    ],
)  # fmt: skip
def test_one_letter_shows_its_word_and_not_the_whole_text_twice(after: str, told: str) -> None:
    [text] = decided(measure(kuvaus=after), measure(kuvaus=LONG))

    assert f"Tietoturvakurssi: {told}" == text


def test_a_typo_in_prose_is_told_with_its_paragraph() -> None:
    old, new = content(), content()
    for form, text in ((old, LONG), (new, LONG.replace("kotinsa", "kotisa"))):
        form["sivut"]["saatesanat.md"] = f"# Saatesanat\n\nAlku.\n\n{text}\n"
    [text] = decided(new, old)

    assert "Teksti muuttuu: sanan ”kotinsa” tilalle tulee ”kotisa” kohdassa " in text


def test_changes_in_several_places_of_a_text_are_each_told() -> None:
    after = LONG.replace("Vanhat", "Kaikki").replace("kartalta", "kartasta")

    assert ["”Vanhat”", "”kartalta,”"] == [
        text.partition("sanan ")[2].partition(" ")[0]
        for text in decided(measure(kuvaus=after), measure(kuvaus=LONG))
    ]


def test_other_spaces_between_the_same_words_are_told_as_such() -> None:
    [text] = decided(measure(kuvaus=LONG.replace(", ja", ",\nja")), measure(kuvaus=LONG))

    assert "Tietoturvakurssi: Kuvaus muuttuu: sanojen tai rivien välit." == text


# --- upkeep and keys -------------------------------------------------------------------------


def test_the_audit_is_told_in_finnish_and_decided_on_by_nobody() -> None:
    new = content()
    new["tarkastus"] = {"paivays": "2026-11-22", "sivuja": "126", "loydoksia": "0"}
    comparison = compare(CONTENT, new)

    assert "Vain ylläpitotietoja: ei päätettävää." == comparison.summary
    assert ["Saavutettavuuden tarkastus: Tarkastettu 22.11.2026: 126 sivua, ei löydöksiä."] == (
        upkeep(new)
    )


def test_where_a_measure_was_read_from_is_upkeep() -> None:
    assert ["Tietoturvakurssi: Lähde: lisätään rivi: 5."] == upkeep(
        measure(lahde={"asiakirja": "A", "rivi": "5"}), measure(lahde={"asiakirja": "A"})
    )


def test_what_lists_call_a_measure_is_upkeep_as_the_decided_wording_stays() -> None:
    assert ["Tietoturvakurssi: Lisätään lyhyt otsikko: Kurssi."] == upkeep(
        measure(lyhyt_otsikko="Kurssi")
    )
    assert [] == decided(measure(lyhyt_otsikko="Kurssi"))


# Keys of content/ that are words as they are; others need a label.
WORDS = frozenset(
    re.findall(
        r"\w+",
        """
    aikataulu arvioija asiakirja asteikko euroa haara huomautus johdanto kausi kustannusarvio
    kuvaus laji merkki nimi numero organisaatio osoite otsikko palaute partitiivi perustelu
    puhelin puolivuosi rivi rooli sanat selite seuranta syy taulukko tarkenne tavoite
    tavoitetaso teksti tietovarasto tila toimiala tunnus ulkoasu vaihe vaihtoehto visio vuosi
    yhteystiedot
    """,
    )
)


def test_every_key_of_the_model_is_called_by_a_finnish_word() -> None:
    keys = {field.key for entry in ENTRIES for field in declared(entry).values()}

    assert set() == {key for key in keys if one(key) == key} - WORDS
    assert [] == [key for key in keys if "_" in one(key) or "_" in many(key)]
