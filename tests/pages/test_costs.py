"""Kustannukset: what the roadmap costs as far as it is known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from digitiekartta.pages import paths
from digitiekartta.roadmap.model import Cost
from rendering import Table, body, planned, planned_of, roadmap, tables, text, tree


def told(name: str) -> tuple[str, list[Table]]:
    page = tree(body(planned(name).files[paths.COSTS]))
    return text(page), tables(page)


def test_it_is_said_first_that_the_sum_is_not_the_price_of_the_whole():
    said, _ = told("esimerkkila")

    first = "Summat eivät kerro koko digitiekartan hintaa: arvio puuttuu 15 toimenpiteestä."
    assert said.replace("\xa0", " ").startswith(f"Kustannukset\n{first} Arvio on 24 toimenpiteestä")


def test_the_sums_of_years_and_kinds_are_those_of_the_estimates():
    _, (years, _) = told("esimerkkila")
    costs = [cost for measure in roadmap("esimerkkila").measures for cost in measure.costs]

    def amount(cell: str) -> Decimal:
        kept = cell.replace("\xa0", "").removesuffix("€").replace(",", ".")
        return Decimal(0) if kept == "ei arviota" else Decimal(kept)

    kinds = ("käyttömeno", "investointi", "henkilötyö")
    expected = {
        str(year): [
            *(sum(c.euros for c in costs if (c.year, c.kind) == (year, kind)) for kind in kinds),
            sum(cost.euros for cost in costs if cost.year == year),
        ]
        for year in {cost.year for cost in costs}
    }
    shown = {row[0]: [amount(cell) for cell in row[1:]] for row in years.cells}

    assert ["Vuosi", "Käyttömenot", "Investoinnit", "Henkilötyö", "Yhteensä"] == years.headers
    assert sum(cost.euros for cost in costs) == shown.pop("Yhteensä")[-1]
    assert expected == shown


def test_cents_and_thousands_are_written_as_in_finnish_and_an_unknown_kind_is_told():
    _, (years, measures) = told("pikkula")

    assert ["Vuosi", "Käyttömenot", "Laji ei tiedossa", "Yhteensä"] == years.headers
    cells = ["2027", "ei arviota", "499,50 €", "499,50 €"]
    assert cells == [cell.replace("\xa0", " ") for cell in years.cells[1]]
    [row] = measures.cells
    assert "2026: 1 250 000 €; 2027: 499,50 €" == row[1].replace("\xa0", " ")


def test_the_measure_with_the_largest_sum_comes_first():
    _, (_, measures) = told("esimerkkila")

    assert "Etäluettavat vesimittarit kiinteistöihin" == measures.cells[0][0]
    assert "Maksaminen verkossa varauksen yhteydessä" == measures.cells[-1][0]


def test_measures_without_an_estimate_are_named_but_not_those_that_have_ended():
    said, _ = told("esimerkkila")
    listed = said.split("Arvio puuttuu\n", 1)[1]

    assert "Ohje tekoälyn turvalliseen käyttöön" in listed
    assert "Kunnan oma mobiilisovellus" not in listed


def test_where_nothing_is_estimated_there_is_no_page():
    made = planned("saarela")

    assert paths.COSTS not in made.files
    assert "Kustannukset" not in dict(made.nav)


def test_where_all_is_estimated_the_sum_is_still_an_estimate():
    given = roadmap("saarela")
    cost = Cost.model_construct(year=2026, euros=Decimal("0.1"), kind=None, source=None)
    measures = tuple(m.model_copy(update={"costs": (cost, cost, cost)}) for m in given.measures)
    made = planned_of(replace(given, measures=measures))
    page = tree(body(made.files[paths.COSTS]))

    assert "Summat ovat arvioita, eivät toteutuneita kustannuksia." in text(page)
    assert ["Vuosi", "Yhteensä"] == tables(page)[0].headers
    # Each estimate counts, and three times 0,1 is 0,3 and nothing else.
    assert [["2026", "0,60 €"]] == [
        [cell.replace("\xa0", " ") for cell in row] for row in tables(page)[0].cells
    ]
