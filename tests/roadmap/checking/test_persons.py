"""Names of persons and their contact data are noticed; roles, numbers and dates are not."""

from __future__ import annotations

import pytest

UUSI = "toimenpiteet/uusi.yml"
MEASURE = "otsikko: Uusi kurssi\ntavoite: digitaidot\naikataulu: {}\n"


def test_an_identity_code_with_a_slip_of_the_pen_is_a_warning(content):
    content.write(UUSI, f"{MEASURE}lisatiedot: Asiakas 010190-123A kysyi kurssista.\n")

    problem = content.problem()
    assert ("identity-code", False) == (problem.code, problem.is_error)
    assert "kirjoitusvirhe" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "Yrityksen Y-tunnus on 0201256-6.",
        "Martti Ahtisaaren katu avataan.",
        "Kalle Päätalon koulu saa laitteet.",
    ],
)
def test_a_business_a_street_and_a_school_are_no_persons(content, text):
    content.write(UUSI, f"{MEASURE}lisatiedot: '{text}'\n")

    assert [] == content.problems()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lisätietoja antaa Matti Meikäläinen.", "person-name"),
        ("Kysy Anna-Kaisa Virtaselta.", "person-name"),
        ("Vetäjä: Maija Virtanen-Korhonen", "person-name"),
        ("Kysy: etunimi.sukunimi@pikkula.fi", "e-mail"),
        ("Soita 040 123 4567.", "phone-number"),
        ("Soita +358 40 1234567.", "phone-number"),
        ("Soita 09-1234567.", "phone-number"),
        ("Soita (09) 123 4567.", "phone-number"),
        ("Soita +358 (0)40 123 4567.", "phone-number"),
        ("Kysy: maija.virtanen(at)pikkula.fi", "e-mail"),
        ("Kysy: maija.virtanen [ät] pikkula (piste) fi", "e-mail"),
        ("Vetäjä: Virtanen Maija", "person-name"),
        ("Vetäjä: Lindholm, Ann-Sofi", "person-name"),
        ("Vetäjä: M. Virtanen", "person-name"),
        ("Vetäjä: Virtanen M.", "person-name"),
        ("Kysy Göran Lindströmiltä.", "person-name"),
        ("Kysy Susanna Nykäseltä.", "person-name"),
        ("Maksa tilille FI21 1234 5600 0007 85.", "bank-account"),
        ("Maksa tilille FI2112345600000785.", "bank-account"),
    ],
)
def test_a_person_in_a_field_is_a_warning(content, text, code):
    content.write(UUSI, f"{MEASURE}lisatiedot: '{text}'\n")

    problem = content.problem()
    place = problem.place
    assert (code, False) == (problem.code, problem.is_error)
    assert (4, 13, "lisatiedot") == (place.line, place.column, place.field)
    assert ("tilinumero" if code == "bank-account" else "tehtävänimike") in problem.remedy


@pytest.mark.parametrize("code", ["131052-308T", "131052-308t", "010100A123D"])
def test_an_identity_code_is_an_error_that_does_not_repeat_it(content, code):
    content.write(UUSI, f"{MEASURE}lisatiedot: Asiakas {code} kysyi.\n")

    problem = content.problem()
    assert ("identity-code", True) == (problem.code, problem.is_error)
    assert code not in f"{problem.message} {problem.remedy}"


def test_all_that_a_text_tells_of_persons_is_told(content):
    content.write(UUSI, f"{MEASURE}lisatiedot: Aino Virtanen, a.b@c.fi, puhelin 040 1234567\n")

    assert {"e-mail", "person-name", "phone-number"} == {one.code for one in content.problems()}


@pytest.mark.parametrize(
    "text",
    [
        "Tietohallintopäällikkö ja kirjastonjohtaja",
        "Hallintojohtaja, Sivistysjohtaja ja Tekninen johtaja",
        "Aino-järjestelmä, Salon kaupunki ja Lahden seutu, Aallon yliopisto",
        "Asianumero 451052-308A, erä FI21 1234 5600 0007 86",
        "Suomen Kuntaliitto, Vaasan Sähkö, Uusi Sininen Linja",
        "Liite A. Sopimukset, vaihe B. Pilotti",
        "Suomi.fi-viestit otettiin käyttöön 1.2.2025",
        "Hinta on 12 000 000 euroa, y-tunnus 1234567-8",
        "Kysy kirjastosta (@pikkula)",
        "Oma Olo ja Tieto Oy",
        "Asianumero 00123/2025",
    ],
)
def test_what_is_no_person_is_passed_over(content, text):
    content.write(UUSI, f"{MEASURE}lisatiedot: '{text}'\n")

    assert [] == content.problems()


def test_a_party_that_is_a_person_is_a_warning(content):
    content.append("tahot.yml", "Matti Meikäläinen:\n  laji: viranhaltija\n")

    assert ("person-name", 10) == (content.problem().code, content.problem().place.line)


def test_a_person_in_prose_is_told_at_the_line(content):
    content.write("visio.md", "# Visio\n\nKysy: a.b@pikkula.fi\n")

    place = content.problem().place
    assert ("e-mail", 3, 7) == (content.problem().code, place.line, place.column)


def test_contact_data_have_a_field_of_their_own(content):
    content.replace("tiekartta.yml", "rooli: Kunnansihteeri", "rooli: a@b.fi, 040 123 4567")

    assert [] == content.problems()


def test_a_contact_is_a_role_and_no_person(content):
    content.replace("tiekartta.yml", "rooli: Kunnansihteeri", "rooli: Maija Virtanen")

    assert "person-name" == content.problem().code


def test_a_long_word_is_looked_through_quickly(content):
    content.write(UUSI, f"{MEASURE}lisatiedot: {'a' * 500_000}\n")

    assert [] == content.problems()
