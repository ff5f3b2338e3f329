from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.basics import colours
from digitiekartta.documents.exporting.annex import annex, phase_colours
from digitiekartta.roadmap.model import Phase

COMMON = ("selvitys", "valmistelu", "päätös", "toteutus", "jatkuva", "päättynyt")


def row(made, title):
    [found] = [
        dict(zip(table.header, entry, strict=True))
        for table in made.tables
        for entry in table.rows
        if entry[0].text == title
    ]
    return found


def test_each_goal_has_a_table_with_the_half_years_as_columns(esimerkkila):
    made = annex(esimerkkila)

    assert ["Tavoite 1", "Tavoite 2", "Tavoite 3"] == [table.name for table in made.tables]
    assert made.tables[0].title.startswith("Tavoite 1: ")
    assert ("Toimenpide", "Vastuutaho", "Toimiala", "Kevät 2025") == made.tables[0].header[:4]
    assert "Tunnus" == made.tables[0].header[-1]


def test_a_cell_has_colour_mark_name_and_words(esimerkkila):
    cell = row(annex(esimerkkila), "Henkilöstön digitaitojen kartoitus")["Syksy 2025"]

    assert "K käyttöönotto\nensimmäinen kysely" == cell.text
    assert phase_colours(esimerkkila.settings.phases)["käyttöönotto"] == cell.colour


def test_words_alone_have_no_colour(esimerkkila):
    cell = row(annex(esimerkkila), "Henkilöstön digitaitojen kartoitus")["Kevät 2026"]

    assert ("tulokset käsitellään yksiköissä", None) == (cell.text, cell.colour)


def test_what_is_not_known_and_what_is_not_planned_differ_in_words(esimerkkila):
    states = {
        row(annex(esimerkkila), measure.title)["Aikataulun tila"].text
        for measure in esimerkkila.measures
    }

    assert {"", "ei tiedossa", "ei aikataulua", "ryhmän aikataulu"} == states


def test_the_legend_tells_each_mark(esimerkkila):
    assert ["S = selvitys", "P = päätös", "K = käyttöönotto", "J = jatkuva toiminta"] == [
        cell.text for cell in annex(esimerkkila).legend
    ]


def test_every_row_has_a_cell_for_every_column(roadmap):
    for table in annex(roadmap).tables:
        assert {len(table.header)} == {len(entry) for entry in table.rows}
        assert len(table.header) == len({name.casefold() for name in table.header})


def test_every_measure_stands_once_by_its_id(roadmap):
    ids = [
        entry[-1].text
        for table in annex(roadmap).tables
        for entry in table.rows
        if not entry[0].bold
    ]

    assert sorted(roadmap.measures_by_id) == sorted(ids)


@given(st.lists(st.sampled_from(COMMON), max_size=20))
def test_phases_have_different_colours_on_which_black_is_read_well(commons):
    phases = [
        Phase.model_validate({"nimi": f"vaihe {number}", "yleinen": common})
        for number, common in enumerate(commons)
    ]
    made = list(phase_colours(phases).values())

    assert len(set(made)) == len(phases)
    assert all(colours.contrast_ratio(colour, colours.BLACK) >= 7 for colour in made)


@pytest.mark.parametrize(("one", "other"), list(combinations(COMMON, 2)))
def test_the_usual_colours_can_be_told_apart(one, other):
    phases = [Phase.model_validate({"nimi": name, "yleinen": name}) for name in (one, other)]
    first, second = phase_colours(phases).values()

    assert sum(abs(a - b) for a, b in zip(first, second, strict=True)) > 60
