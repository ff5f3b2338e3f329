"""Times and sums that stand in columns of their own: where they go, and what is told of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from written_grids import codes, read

from digitiekartta.documents.importing.cell_times import read_span
from digitiekartta.documents.importing.costs import cost_cells

LEGEND = "[Y]selvittely | [B]käyttöönotto"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("kevät 2026", "kevät 2026 – kevät 2026"),
        ("2026–27", "kevät 2026 – syksy 2027"),
        ("syksy 2026 alkaen", "syksy 2026 – syksy 2026"),
        ("vuoden 2026 aikana", "kevät 2026 – syksy 2026"),
        ("vuodenvaihde 2026–27", "syksy 2026 – kevät 2027"),
        ("1.2.2026–31.12.2027", "kevät 2026 – syksy 2027"),
        ("3–9/2026", "kevät 2026 – syksy 2026"),
        ("kevät–syksy 2026", "kevät 2026 – syksy 2026"),
        ("elokuu 2026 – toukokuu 2027", "syksy 2026 – kevät 2027"),
        ("30.6.2026 mennessä", "kevät 2026 – kevät 2026"),
    ],
)
def test_a_time_in_words_is_known(text, span):
    found = read_span(text)

    assert found
    assert span == f"{found[0]} – {found[1]}"


@pytest.mark.parametrize("text", ["2/2026", "II/2026", "kesä 2026", "jatkuva", "2027–2026", "heti"])
def test_a_time_that_may_be_another_is_not_known(text):
    assert read_span(text) is None


def test_what_becomes_of_times_in_words_is_told_with_those_that_are_not_sure():
    document = read("""
        Toimenpide | Vastuutaho | Aikataulu
        Ajanvaraus | Kirjasto | syksy 2026 alkaen
        Kurssi | HR | 2/2026
        """)
    [told] = [one.message for one in document.reported if one.code == "times-in-cells"]

    assert "1 toimenpide" in told
    assert "”2/2026”" in told
    assert "syksy 2026" not in told


def test_of_times_beside_half_years_nothing_is_asked():
    document = read(f"""
        Toimenpide | Vastuutaho | Aikataulu | Kevät 2026 | Syksy 2026
        Ajanvaraus | Kirjasto | 2026 | [Y] | [B]

        {LEGEND}
        """)

    assert "times-in-cells" not in codes(document)
    assert "unknown-column" in codes(document)


@pytest.mark.parametrize(
    ("head", "text", "euros", "year"),
    [
        ("Kustannus 2026", "12 000 €", "12000", 2026),
        ("Budjetti 2027 (t€)", "12,5", "12500.0", 2027),
        ("Kustannukset (€) 2026", "5.000,50", "5000.50", 2026),
        ("Hinta", "300 e", "300", None),
        ("Käyttömenot 2026", "1 200", "1200", 2026),
        ("Investointi 2027", "3 000", "3000", 2027),
        ("Kustannusarvio 2026–2027", "10000", "10000", None),
    ],
)
def test_a_sum_is_a_cost_of_the_year_that_its_head_tells(head, text, euros, year):
    [cost] = cost_cells({head: text})

    assert (Decimal(euros), year) == (cost.euros, cost.year)


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("Kustannus 2026", "5 000–9 000 €"),
        ("Rahoitus 2026", "500 €"),
        ("Budjetti 2026", "tarkentuu"),
        ("Kustannus 2026 (htv)", "0,5"),
        ("Mittari", "12"),
    ],
)
def test_what_is_no_plain_estimate_in_euros_is_no_cost(head, text):
    assert not list(cost_cells({head: text}))


def test_a_column_of_a_years_sums_is_told_once_with_what_is_no_sum_in_it():
    document = read("""
        Toimenpide | Vastuutaho | Investointi 2026
        Ajanvaraus | Kirjasto | 4000
        Kurssi | Kirjasto | avoin
        """)
    told = {one.code: one.message for one in document.reported}

    assert "”avoin”" in told["costs-read"]
    assert "rivi 3" in told["costs-read"]
    assert "unknown-column" not in told


def test_sums_without_a_year_are_told_to_be_no_estimate():
    document = read("""
        Toimenpide | Vastuutaho | Kustannusarvio | Kustannus 2026
        Ajanvaraus | Kirjasto | 5000 € | 4000
        """)
    told = {one.code: one.message for one in document.reported}

    assert "”Kustannusarvio”" in told["cost-without-year"]
    assert "”Kustannus 2026”" in told["costs-read"]
    assert "”Kustannus 2026”" not in told["unknown-column"]
