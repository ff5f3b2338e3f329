import re
from dataclasses import replace

import pytest
from neutrals import document, goal, measure

from digitiekartta.basics.problems import Place
from digitiekartta.documents.importing.cell_fates import CellFate, CellSums
from digitiekartta.documents.importing.cell_findings import (
    COLOUR_BY_NAME,
    COLOUR_OUTSIDE,
    UNCLEAR_WORDS,
    UNKNOWN_COLOUR,
    UNKNOWN_MARK,
)
from digitiekartta.documents.importing.column_findings import UNKNOWN_COLUMN
from digitiekartta.documents.importing.findings import HIDDEN_LEFT_OUT
from digitiekartta.documents.importing.neutral import RowFate, RowKind, SourceRow
from digitiekartta.documents.importing.proposal.report import markdown_report, terminal_report

RED = {"sign": "#f47878", "places": "D4", "choices": "\nA"}
A = measure("Sähköinen arkisto", 3, schedule={"kevät 2025": "selvitys"})


def row(number, kind, text=""):
    return RowFate(SourceRow("tiekartta.docx", "Taulukko 1", number), kind, text)


def terminal(town, *documents):
    """Return the report as it is told on a terminal, wherever its lines end."""
    prepared = town.prepared(*documents)
    return re.sub(r"\n *(?=\S)", " ", terminal_report(prepared.proposal, prepared.checked))


def test_every_row_is_counted_by_what_became_of_it(town):
    rows = (
        row(1, RowKind.HEADING, "Toimenpide"),
        row(2, RowKind.GROUP, "Arkistot"),
        row(3, RowKind.MEASURE, A.title),
        row(4, RowKind.LEFT_OUT, "Tekijä: tietohallinto"),
    )
    told = terminal(town, document(goal("Tieto", {"Arkistot": [A]}), rows=rows))

    assert "toimenpide 1, ryhmä 1, otsikkorivi 1, jätetty pois 1; yhteensä 4 riviä." in told
    place = "Taulukko 1, rivi 4: jätetty pois, rivillä ei ole toimenpiteen nimeä"
    assert f"{place}: Tekijä: tietohallinto" in told


def test_every_cell_of_the_half_years_is_counted_by_what_became_of_it(town):
    cells = CellSums({CellFate.PHASE: 38, CellFate.TEXT: 1, CellFate.UNKNOWN: 2})
    told = terminal(town, document(goal("Tieto", {None: [A]}), cells=cells))

    assert (
        "puolivuosien sarakkeissa on 41 merkintää: tuotiin 39 (aikataulun merkintä 38, teksti"
        " puolivuoden kohdalla 1), tuomatta jäi 2 (väri tai merkki, jota ei ole selitetty 2)."
    ) in told


def test_a_report_begins_with_its_verdict(town):
    b = measure("Asiakirjapalvelu", 4, schedule={"kevät 2025": "selvitys"})
    cells = CellSums({CellFate.PHASE: 2, CellFate.SHADE: 3})

    told = terminal(town, document(goal("Tieto", {None: [A, b]}), cells=cells))

    assert re.search(
        r"^Tuonti: .*=+ Kaikki 2 toimenpidettä ja 2 aikataulun merkintää luettiin; ", told, re.S
    )


def test_a_verdict_tells_what_was_not_brought_in(town):
    rows = (row(3, RowKind.MEASURE, A.title), row(4, RowKind.LEFT_OUT, "Tekijä: tietohallinto"))
    cells = CellSums({CellFate.PHASE: 1, CellFate.UNKNOWN: 2})

    told = terminal(town, document(goal("Tieto", {None: [A]}), cells=cells, rows=rows))

    assert (
        "Luettiin 1 toimenpide ja 1 aikataulun merkintä; tuomatta jäi 2 merkintää ja 1 rivi; "
    ) in told


def test_words_without_a_phase_and_paint_outside_the_half_years_are_not_all(town):
    b = measure("Asiakirjapalvelu", 4, schedule={"kevät 2025": "selvitys"})
    worded = CellSums({CellFate.PHASE: 2, CellFate.TEXT: 1})
    told = terminal(town, document(goal("Tieto", {None: [A, b]}), cells=worded))
    outside = COLOUR_OUTSIDE.at(Place("tiekartta.docx"), column="", places="", signs="")
    painted = CellSums({CellFate.PHASE: 2})
    also = terminal(
        town, document(goal("Tieto", {None: [A, b]}), cells=painted, reported=(outside,))
    )

    assert "aikataulun merkintää; 1 teksti tuotiin ilman vaihetta; " in told
    assert "Kaikki" not in told.partition("Yhteenveto")[0].partition("Lisätään")[0]
    assert "Luettiin 2 toimenpidettä ja 2 aikataulun merkintää; 1 kohta pitää katsoa." in also


def test_marks_on_rows_of_groups_are_not_all(town):
    b = measure("Asiakirjapalvelu", 4, schedule={"kevät 2025": "selvitys"})
    cells = CellSums({CellFate.PHASE: 2, CellFate.HEADING: 3})

    told = terminal(town, document(goal("Tieto", {None: [A, b]}), cells=cells))

    assert (
        "Luettiin 2 toimenpidettä ja 2 aikataulun merkintää; tavoitteiden ja ryhmien riveiltä jäi"
        " tuomatta 3 merkintää; tarkistettavaa ei ole."
    ) in told


def test_a_verdict_does_not_say_that_nothing_is_told_when_something_is(town):
    b = measure("Asiakirjapalvelu", 4, schedule={"kevät 2025": "selvitys"})
    known = UNKNOWN_COLUMN.at(Place("tiekartta.docx"), heads="”Alkaa”")
    told = terminal(town, document(goal("Tieto", {None: [A, b]}), reported=(known,)))
    gap = measure("Kurssi", 5, schedule={"kevät 2025": "selvitys", "kevät 2026": "selvitys"})
    warned = terminal(town, document(goal("Tieto", {None: [A, b, gap]})))

    assert "; tarkistettavaa ei ole; tiedoksi on 1 asia." in told
    assert "kenttään lisakentat: ”Alkaa”" in told
    assert "ajat kenttään aikataulu tai aika_lahteessa" in told
    assert "; sisällön tarkistuksessa on 1 varoitus." in warned
    assert "tarkistettavaa ei ole" not in warned


def test_the_columns_of_changes_have_their_heads_in_a_terminal_too(town):
    town.imported(document(goal("Tieto", {None: [A]})))
    told = terminal(town, document(goal("Tieto", {None: [replace(A, notes="Uusi.")]})))

    assert "Muutokset --------- Kohde | Kenttä | Ennen | Jälkeen - " in told


def test_doubts_are_sorted_by_what_to_do_and_each_remedy_is_told_once(town):
    red = UNKNOWN_COLOUR.at(Place("tiekartta.docx", field="Taulukko 1"), **RED)
    marks = [
        UNKNOWN_MARK.at(Place("tiekartta.docx", field=table), sign="x", places="B2", choices="\nA")
        for table in ("Taulukko 1", "Taulukko 2")
    ]
    words = UNCLEAR_WORDS.at(Place("tiekartta.docx"), text="", places="", phase="", choices="")
    hidden = HIDDEN_LEFT_OUT.at(Place("tiekartta.docx"), parts="2 riviä")
    named = COLOUR_BY_NAME.at(Place("tiekartta.docx"), names="")
    reported = (hidden, named, words, *marks, red)
    told = terminal(town, document(goal("Tieto", {None: [A]}), reported=reported))
    places = [told.index(head) for head in ("Estää käyttöönoton (3)", "Päätä (1)", "Tarkista (1)")]

    assert sorted(places) == places
    assert places[-1] < told.index("Tiedoksi (1)")
    assert "3 virhettä estää käyttöönoton; 2 kohtaa pitää katsoa; tiedoksi on 1 asia." in told
    assert (
        "Tee näin: Korjaa merkki asiakirjaan, tai kerro, mitä se tarkoittaa: A [unknown-mark]"
        in told
    )
    assert "- Taulukko 1 ja Taulukko 2: Merkkiä ”x” (B2)" in told


def test_a_verdict_without_a_schedule_says_so(town):
    lost = measure("Arkisto", schedule_known=False)

    told = terminal(town, document(goal("Tieto", {None: [lost]})))

    assert "Luettiin 1 toimenpide, mutta ei aikataulua; " in told


def test_sums_that_do_not_add_up_say_why(town):
    rows = (row(2, RowKind.GROUP, "Arkistot"),)
    told = terminal(town, document(goal("Tieto", {None: [A]}), rows=rows))

    assert "Toimenpiderivejä on 0 ja toimenpiteitä 1" in told


def test_rows_that_nothing_accounts_for_are_told(town):
    told = terminal(town, document(goal("Tieto", {None: [A]}), rows=()))

    assert "Taulukoissa on 1 rivi, mutta raportissa on 0." in told


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("kartta.tsv", "Aikataulu on lähteessä vain väreinä."),
        ("kartta.xlsx", "Aikataulua ei voitu lukea lähteestä."),
    ],
)
def test_a_lost_schedule_is_said_in_words_that_are_true_of_the_document(town, name, why):
    lost = measure("Arkisto", schedule_known=False)

    assert why in terminal(town, document(goal("Tieto", {None: [lost]}), phases=(), name=name))


def test_changes_are_told_field_by_field_before_and_after(town):
    town.imported(document(goal("Tieto", {None: [A]})))
    moved = measure("Sähköinen arkisto", 3, schedule={"syksy 2025": "selvitys"}, notes="uusi")
    told = terminal(town, document(goal("Tieto", {None: [moved, measure("Kauppa", 4)]})))

    assert "sahkoinen-arkisto | kevät 2025 | selvitys | (tyhjä)" in told
    assert "sahkoinen-arkisto | syksy 2025 | (tyhjä) | selvitys" in told
    assert "sahkoinen-arkisto | lisatiedot | (tyhjä) | uusi" in told
    assert "uusia 1, muuttuvia 1, ennallaan 0, yhteensä 2" in told
    assert "kauppa: Kauppa" in told


def test_a_new_roadmap_lists_what_is_left_to_fill_in(town):
    assert "organisaatio: kunnan" in terminal(town, document(goal("Tieto", {None: [A]})))


def test_the_markdown_lists_every_row_and_shows_texts_letter_for_letter(town):
    hostile = measure("<script>alert(1)</script> | *x*", 3)
    prepared = town.prepared(document(goal("Tieto", {None: [hostile]})))
    told = markdown_report(prepared.proposal, prepared.checked)

    assert "| Taulukko 1, rivi 3 | toimenpide |" in told
    assert "<script" not in told
    assert " | *x*" not in told


def test_what_stands_in_a_document_does_not_steer_the_terminal(town):
    odd = measure("Arkisto\x1b[2J", 3)
    rows = (row(1, RowKind.LEFT_OUT, "\x1b[2J"),)

    assert "\x1b" not in terminal(town, document(goal("Tieto", {None: [odd]}), rows=rows))


def test_a_goal_without_a_title_in_its_document_is_told_to_be_given_one(town):
    told = terminal(town, document(goal("", {None: [A]}, number=None)))
    titled = terminal(town, document(goal("Tieto haltuun", {None: [A]})))

    assert "Täydennä tavoitteen otsikko" in told
    assert "tavoitteet/toimenpiteet.yml: otsikko, joka on nyt Toimenpiteet" in told
    assert "Täydennä tavoitteen otsikko" not in titled
