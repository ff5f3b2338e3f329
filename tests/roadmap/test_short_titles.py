"""Lists call a measure by its short title, or by the first clause of a long decided wording."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digitiekartta.roadmap.short_titles import LONGEST_HEADING, first_clause, heading
from rendering import roadmap


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("Kotisivujen uudistus", "Kotisivujen uudistus"),
        (
            "Palvelutietovaranto ajantasalle (suomi.fi sivusto, valtakunnallinen)",
            "Palvelutietovaranto ajantasalle …",
        ),
        (
            "Viestimistä kuntalaisille digiviikon aiheista; suunnitelma, toteutus",
            "Viestimistä kuntalaisille digiviikon aiheista …",
        ),
        (
            "Pidetään ohjeet ja oppaat ajan tasalla. Tiedotetaan muutoksista henkilöstölle.",
            "Pidetään ohjeet ja oppaat ajan tasalla …",
        ),
        (
            "Sähköiset lomakkeet: Uudistaminen – keskittäminen samaan tai muutamaan järjestelmään",
            "Sähköiset lomakkeet: Uudistaminen …",
        ),
        (
            "Läpinäkyvät investoinnit, kaupungin investointien esittäminen kartalla",
            "Läpinäkyvät investoinnit …",
        ),
        (
            "Perusopetuksen vuosikello sähköiseksi siten, että se löytyy kaikille yhdestä paikasta",
            "Perusopetuksen vuosikello sähköiseksi …",
        ),
    ],
)
def test_a_long_wording_is_cut_where_a_clause_ends(wording, expected):
    assert expected == first_clause(wording)


@pytest.mark.parametrize(
    "wording",
    [
        # What follows the brackets belongs to what stands before them.
        "Primuksen PELU (perusopetuksen lukuvuosi-ilmoitus) -lomake myös populukseen",
        # Commas of a list, and a single word, are no clauses.
        "Ulkoinen vertaistuki mm. muut kaupungit, ohjelmistotoimittajat, Järvinet Oy",
        "Ohjeiden, mm. tietoturvaohjeistusten, jakaminen ja seuranta ohjelman kautta",
        "Määritellään mikä tieto, data ja informaatio on päätöksenteon kannalta oleellista",
        # An abbreviation ends no sentence.
        "Kävijämääriä seurataan sähköisesti esim. Kirjastossa sekä mm. Uimahallissa kuten",
        "Louhi-paikkatietoalustan käyttöönotto eri yksiköiden tiedonhallintaan ja jakamiseen",
    ],
)
def test_a_wording_without_an_end_that_makes_sense_stays_whole(wording):
    assert wording == first_clause(wording)


def test_a_clause_that_two_measures_share_is_no_name():
    given = roadmap("saarela")
    long = "Sähköinen arkisto kaupungin asiakirjoille ja lautakuntien pöytäkirjoille"
    titles = (f"{long} (vanhat asiakirjat)", f"{long} (uudet asiakirjat)")
    same = [
        measure.model_copy(update={"title": title})
        for measure, title in zip(given.measures, titles, strict=True)
    ]
    twice = replace(given, measures=tuple(same))

    assert [*titles] == [twice.short_title(measure) for measure in same]


def test_a_wording_without_an_end_that_would_fill_a_screen_is_cut_between_words():
    given = roadmap("saarela")
    measure = given.measures[0].model_copy(update={"title": "Sähköinen arkisto " * 60})
    name = replace(given, measures=(measure,)).short_title(measure)

    assert len(name) <= LONGEST_HEADING
    assert name.endswith(("arkisto …", "Sähköinen …"))


def test_an_editors_short_title_goes_before_the_wording():
    given = roadmap("saarela")
    named = given.measures[0].model_copy(update={"short_title": "Lautat kartalla"})
    made = replace(given, measures=(named, *given.measures[1:]))

    assert "Lautat kartalla" == made.short_title(named)


def test_a_short_title_by_which_another_measure_is_called_names_neither_and_is_told(content):
    given = roadmap("saarela")
    first, second, *others = given.measures
    taken = first.model_copy(update={"short_title": second.title})
    made = replace(given, measures=(taken, second, *others))

    assert first.title == made.short_title(taken) == made.heading_of(taken)
    content.replace(
        "toimenpiteet/ohjeet.yml", "otsikko: ", "lyhyt_otsikko: Tietoturvakurssi\notsikko: "
    )
    [problem] = [one for one in content.problems() if one.code == "duplicate-short-title"]
    assert "toimenpiteet/ohjeet.yml" in problem.place.file


def test_a_short_title_that_is_long_is_an_error_with_its_length(content):
    content.write(
        "toimenpiteet/opas.yml",
        f"""
        otsikko: Opas
        lyhyt_otsikko: {"Pitkä otsikko " * 5}
        tavoite: digitaidot
        """,
    )
    [problem] = [one for one in content.problems() if one.code == "title-too-long"]

    assert "Lyhyessä otsikossa on 69 merkkiä, ja siinä saa olla enintään 60." == problem.message
    assert 2 == problem.place.line


@pytest.mark.parametrize(
    ("shown", "wording"),
    [
        ("Sähköinen arkisto", "Sähköinen arkisto"),
        ("a" * 138 + " …", "a" * 900),  # no word has an end
        ("Sana " * 27 + "…", "Sana " * 180),
    ],
)
def test_a_heading_is_the_wording_as_far_as_a_phone_has_room_for_it(shown, wording):
    assert shown == heading(wording)
    assert len(shown) <= LONGEST_HEADING
