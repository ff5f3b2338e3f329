import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.documents.importing.proposal.splitting import Names, learn, likely_parts, split

REGISTER = {
    "tietohallintokoordinaattori": "Tietohallintokoordinaattori",
    "hallintojohtaja": "Hallintojohtaja",
    "vakan esihenkilöt": "Varhaiskasvatuksen esihenkilöt",
    "digityöryhmä": "Digityöryhmä",
    "viestintä- ja markkinointikoordinaattori": "Viestintä- ja markkinointikoordinaattori",
    "työntekijä": "Työntekijä",
    "esihenkilö": "Esihenkilö",
}


def known(name):
    return REGISTER.get(name.casefold())


def nobody(_):
    return None


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("tietohallintokoordinaattori", ["Tietohallintokoordinaattori"]),
        (
            "Tietohallintokoordinaattori Hallintojohtaja",
            ["Tietohallintokoordinaattori", "Hallintojohtaja"],
        ),
        (
            "Tietohallintokoordinaattori\nhallintojohtaja",
            ["Tietohallintokoordinaattori", "Hallintojohtaja"],
        ),
        ("Vakan esihenkilöt ja digityöryhmä", ["Varhaiskasvatuksen esihenkilöt", "Digityöryhmä"]),
        (
            "Viestintä- ja markkinointikoordinaattori Hallintojohtaja",
            ["Viestintä- ja markkinointikoordinaattori", "Hallintojohtaja"],
        ),
        ("Työntekijä, Esihenkilö Työntekijä, Esihenkilö", ["Työntekijä", "Esihenkilö"]),
        ("Hallintojohtaja / digityöryhmä", ["Hallintojohtaja", "Digityöryhmä"]),
    ],
)
def test_what_the_register_knows_is_found_whatever_stands_between(cell, names):
    assert Names(tuple(names)) == split(cell, known)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Puutarhuri, ympäristöasiantuntija", ["Puutarhuri", "Ympäristöasiantuntija"]),
        ("Opetuspäällikkö,\nhallintosihteeri (sivistys)", None),
        ("Tekninen johtaja", ["Tekninen johtaja"]),
        ("Istekki Oy, it, kuntalaisaloite.fi", ["Istekki Oy", "it", "kuntalaisaloite.fi"]),
        ("Viestintä- ja markkinointikoordinaattori", ["Viestintä- ja markkinointikoordinaattori"]),
        ("Koulun rehtori\n(yläkoulu, lukio)", ["Koulun rehtori (yläkoulu, lukio)"]),
        ("Henkilöstöjohtaja ja esimiehet; ICT", ["Henkilöstöjohtaja ja esimiehet", "ICT"]),
    ],
)
def test_a_plain_list_of_new_names_is_split(cell, names):
    expected = names or ["Opetuspäällikkö", "Hallintosihteeri (sivistys)"]

    assert Names(tuple(expected)) == split(cell, nobody)


@pytest.mark.parametrize(
    "cell",
    [
        "Henkilöstöjohtaja ja esimiehet",
        "Sivistys / Perusopetus",
        "Tietohallintokoordinaattori Hallintojohtaja",
        "Työntekijä, tulosalue. Tietohallinnon kehittämisryhmä.",
        "Kaikki ne yksiköt, jotka käyttävät ohjelmaa työssään päivittäin tai viikoittain",
    ],
)
def test_what_is_not_sure_stays_whole(cell):
    assert Names((cell,), sure=False) == split(cell, nobody)


def test_names_that_stand_alone_somewhere_help_to_split_other_cells():
    learnt = learn(["Talousjohtaja", "Hankintapäällikkö", "A, B", "X ja Y"], nobody)

    assert {
        "talousjohtaja": "Talousjohtaja",
        "hankintapäällikkö": "Hankintapäällikkö",
    } == learnt
    assert Names(("Talousjohtaja", "Hankintapäällikkö")) == split(
        "Talousjohtaja ja hankintapäällikkö", lambda name: learnt.get(name.casefold())
    )


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Rehtorit ja esihenkilöt", ("Rehtorit", "Esihenkilöt")),
        (
            "Hallintosihteeri (sivistys ja muut) koulusihteeri",
            ("Hallintosihteeri (sivistys ja muut)", "Koulusihteeri"),
        ),
        (
            "Viestintä- ja asiakaspäällikkö Johtoryhmä",
            ("Viestintä- ja asiakaspäällikkö", "Johtoryhmä"),
        ),
        ("ICT-päällikkö ja Istekki Oy", ("ICT-päällikkö", "Istekki Oy")),
        ("Kuntayhtymä Oy Ab, Digi Ry", ("Kuntayhtymä Oy Ab", "Digi Ry")),
        ("Perusopetuksen ja lukion rehtori", ()),
        ("Kaikki yhdessä", ()),
    ],
)
def test_how_an_unsure_cell_may_be_split_is_proposed(cell, names):
    assert names == likely_parts(cell)


@given(st.text(alphabet="aäT ,;/\n.()-j", max_size=60))
def test_no_letter_of_a_cell_is_lost(cell):
    def letters(text):
        return sorted(one for one in text.casefold() if one.isalpha())

    names = split(cell, nobody)
    said = dict.fromkeys(" ".join(part.split()).casefold() for part in names.names)

    assert set(letters(cell)) == set(letters("".join(said)))
    assert names.sure or names.names == (" ".join(cell.split()),)
