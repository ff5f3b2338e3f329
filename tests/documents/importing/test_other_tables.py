"""What stands beside and below a roadmap, and tables that are none."""

from __future__ import annotations

import pytest
from written_grids import codes, outline, read, source

from digitiekartta.documents.importing.interpreter import interpret
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document

TOLD = """
T
    Kartoitus (Johtoryhmä): k25=selvittely s25=käyttöönotto
    Kurssit (Rehtorit): s25=selvittely
""".strip()


def told(document: Document, code: str) -> list[str]:
    return [problem.message for problem in document.reported if problem.code == code]


BESIDE = {
    "a_budget_with_years_of_its_own": """
        Selite | [Y] selvittely | [B] käyttöönotto
        |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | | Kustannuslaji | 2025 | 2026
        Kartoitus | Johtoryhmä | [Y] | [B] | | Ohjelmistot | 10 000 € | 5 000 €
        Kurssit | Rehtorit | | [Y] | | Koulutus | 2 000 € | 0
        | | | | | Yhteensä | 12 000 € | 5 000 €
        """,
    "notes_with_two_heads_that_nobody_knows": """
        Selite | [Y] selvittely | [B] käyttöönotto
        |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | | Kokous | Muistettavaa
        Kartoitus | Johtoryhmä | [Y] | [B] | | 1.2. | varaa sali
        Kurssit | Rehtorit | | [Y] | | 3.4. | kutsu lautakunta
        """,
    "a_second_table_on_the_left": """
        Selite | [Y] selvittely | [B] käyttöönotto
        |
        Kustannuslaji | 2025 | | Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Ohjelmistot | 10 000 | | Kartoitus | Johtoryhmä | [Y] | [B]
        Koulutus | 2 000 | | Kurssit | Rehtorit | | [Y]
        """,
}


def test_two_goals_side_by_side_have_their_own_measures():
    document = read("""
        [Y] selvittely | [B] käyttöönotto
        |
        Tavoite 1: Osaaminen | | | | Tavoite 2: Palvelut | |
        Toimenpide | Kevät 2025 | Syksy 2025 | | Toimenpide | Kevät 2025 | Syksy 2025
        Kartoitus | [Y] | [B] | | Lomakkeet | | [Y]
        Kurssit | | [Y] | | Ajanvaraus | [Y] | [B]
        """)

    assert [("Osaaminen", 2), ("Palvelut", 2)] == [
        (goal.title, sum(len(group.measures) for group in goal.groups)) for goal in document.goals
    ]


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_is_told_and_no_part_of_the_measures(name):
    document = read(BESIDE[name])

    assert TOLD == outline(document)
    assert [{}, {}] == [dict(measure.extra) for measure in document.measures()]
    assert {"other-table"} == codes(document)


def test_a_legend_on_the_right_leaves_the_goal_on_its_row():
    document = read(
        """
        Tavoite 1: Osaaminen | | | | | Värien selitys
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | | [Y] selvittely
        Kartoitus | Johtoryhmä | [Y] | [B] | | [B] käyttöönotto
        Tavoite 2: Palvelut | | | | | [G] jatkuva
        Kurssit | Rehtorit | | [Y] | |
        """
    )

    assert ["T1 Osaaminen", "T2 Palvelut"] == outline(document).split("\n")[::2]
    assert ["selvittely", "käyttöönotto", "jatkuva"] == [one.label for one in document.phases]
    assert set() == codes(document)


def test_colours_with_their_words_beside_them_on_the_right_are_a_legend():
    document = read(
        """
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | | [Y] | selvittely
        Kartoitus | Johtoryhmä | [Y] | [B] | | [B] | käyttöönotto
        Kurssit | Rehtorit | | [Y] | | [G] | jatkuva
        """
    )

    assert ["selvittely", "käyttöönotto", "jatkuva"] == [one.label for one in document.phases]
    assert [{}, {}] == [dict(measure.extra) for measure in document.measures()]
    assert set() == codes(document)


def test_a_legend_on_the_right_leaves_a_head_of_two_rows_whole():
    document = read(
        """
        Toimenpide | Vastuutaho | 2025 | < | | Värien selitys
        ^ | ^ | kevät | syksy | | S = selvittely
        Kartoitus | Johtoryhmä | S | K | | K = käyttöönotto
        Kurssit | Rehtorit | | S | |
        """
    )

    assert TOLD == outline(document)


def test_a_legend_in_the_row_of_a_goal_leaves_the_goal():
    document = read(
        """
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Tavoite 1: Osaaminen | | [Y] selvittely | [B] käyttöönotto
        Kartoitus | Johtoryhmä | [Y] | [B]
        Tavoite 2: Palvelut | | [Y] selvittely | [B] käyttöönotto
        Kurssit | Rehtorit | | [Y]
        """
    )

    assert ["T1 Osaaminen", "T2 Palvelut"] == outline(document).split("\n")[::2]


@pytest.mark.parametrize(
    "head", ["Kevät 2026 | Syksy 2026", "Lisätietoja", "Kustannusarvio | Rahoitus", "Seuranta"]
)
def test_columns_set_apart_by_eye_are_the_tables_own(head):
    values = " | ".join("a" for _ in head.split("|"))
    document = read(
        f"""
        Selite | [Y] selvittely | [B] käyttöönotto
        |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | | {head}
        Kartoitus | Johtoryhmä | [Y] | [B] | | {values}
        Kurssit | Rehtorit | | [Y] | | {values}
        """
    )

    assert "other-table" not in codes(document)


BELOW = {
    "contacts": """
        Yhteyshenkilö | Puhelin | |
        Maija Meikäläinen | 040 123 4567 | |
        """,
    "versions": """
        Versio | Pvm | Muutos | Tekijä
        0.1 | 1.2.2025 | luonnos | M. M.
        """,
    "a_budget_by_years": """
        Hanke | 2025 | 2026 | 2027
        Ajanvaraus | 12000 | 4000 | 4000
        Yhteensä | 12000 | 4000 | 4000
        """,
    "a_budget_under_a_title": """
        Talousarvio
        Kustannuslaji | 2025 | 2026 |
        Ohjelmistot | 12 000 € | 4 000 € |
        """,
    "risks": """
        Riski | Todennäköisyys | Vaikutus |
        Rahoitus ei riitä | [Y] keskisuuri | [Y] suuri |
        Avainhenkilö lähtee | [B] pieni | [Y] suuri |
        """,
    "a_table_with_a_bold_head": """
        *Kokous | *Päivä | *Paikka |
        Ohjausryhmä | 1.2.2025 | kunnantalo |
        Johtoryhmä | 3.4.2025 | etänä |
        """,
}


@pytest.mark.parametrize("name", BELOW)
def test_another_table_below_holds_no_measures(name):
    document = read(
        f"""
        Selite | [Y] selvittely | [B] käyttöönotto |
        | | |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | Johtoryhmä | [Y] | [B]
        Kurssit | Rehtorit | | [Y]
        | | |
        {BELOW[name].strip()}
        | | |
        Päivitetty 1.2.2025 | | |
        """
    )
    [message] = told(document, "other-table")

    assert TOLD == outline(document)
    assert message.startswith("Rivejä 7–")


def test_a_head_of_something_else_ends_the_measures_without_an_empty_row():
    document = read(
        """
        Selite | [Y] selvittely | [B] käyttöönotto |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | Johtoryhmä | [Y] | [B]
        Kurssit | Rehtorit | | [Y]
        Riski | Omistaja | Vaikutus |
        Rahoitus ei riitä | IT | suuri |
        """
    )

    assert TOLD == outline(document)
    assert {"other-table"} == codes(document)


def test_a_budget_in_a_table_of_its_own_holds_no_measures():
    document = read(
        """
        Selite | [Y] selvittely | [B] käyttöönotto
        ---
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | Johtoryhmä | [Y] | [B]
        Kurssit | Rehtorit | | [Y]
        ---
        Kustannukset | 2025 | 2026
        Ohjelmistot | 12 000 € | 4 000 €
        Koulutus | 1 000 € | 4 000 €
        ---
        Riski | Todennäköisyys | Vaikutus | Omistaja
        Rahoitus ei riitä | [Y] keskisuuri | [Y] suuri | IT
        """
    )

    assert TOLD == outline(document)
    assert {"other-table"} == codes(document)


def test_measures_against_risks_are_no_roadmap():
    document = read(
        """
        Selite | [Y] selvittely | [B] käyttöönotto
        ---
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | Johtoryhmä | [Y] | [B]
        Kurssit | Rehtorit | | [Y]
        ---
        Riski | Todennäköisyys | Vaikutus | Toimenpiteet
        Rahoitus ei riitä | [Y] keskisuuri | [Y] suuri | haetaan avustusta
        """
    )

    assert TOLD == outline(document)
    assert {"other-table"} == codes(document)


def test_groups_after_empty_rows_go_on():
    document = read(
        """
        Selite | [Y] selvittely | [B] käyttöönotto |
        | | |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        *Koulutus | | |
        Kartoitus | Johtoryhmä | [Y] | [B]
        | | |
        *Laitteet | | |
        Kurssit | Rehtorit | | [Y]
        Hankinta | IT | |
        | | |
        Tavoite 2: Palvelut | | |
        Lomakkeet | IT | |
        """
    )

    assert "Hankinta (IT)" in outline(document)
    assert "T2 Palvelut" in outline(document)
    assert set() == codes(document)


def test_rows_of_a_legend_are_told_from_those_of_levels():
    document = read(
        """
        Taso | Kuvaus
        [Y] Perustaso | osataan vähän
        ---
        [Y] S = selvittely | [B] K = käyttöönotto
        ---
        - ja muuta
        J = jatkuva | x
        ---
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | Johtoryhmä | [Y] | [B]
        Kurssit | Rehtorit | | J
        """
    )

    kinds = ["muu teksti", "muu teksti", "värien selitys", "värien selitys"]
    assert kinds == [row.kind.value for row in document.rows][:4]


def test_sums_are_no_measures_and_are_told():
    document = read(
        """
        Selite | [Y] selvittely | [B] käyttöönotto |
        | | |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | Johtoryhmä | [Y] | [B]
        Kurssit | Rehtorit | | [Y]
        Toimenpiteitä yhteensä | 2 | |
        joista käynnissä | 1 | |
        """
    )
    messages = told(document, "row-left-out")

    assert TOLD == outline(document)
    assert 2 == len(messages)
    assert "Toimenpiteitä yhteensä | 2" in messages[0]


def test_a_measure_may_begin_with_the_word_for_a_sum():
    document = read(
        """
        Selite | [Y] selvittely | [B] käyttöönotto |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Yhteensä toimivat järjestelmät | | [Y] |
        Kurssit | Rehtorit | | [Y]
        """
    )

    assert 2 == len(list(document.measures()))


def test_a_title_without_letters_is_told():
    document = read(
        """
        Selite | [Y] selvittely | [B] käyttöönotto |
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | Johtoryhmä | [Y] | [B]
        Kurssit | Rehtorit | | [Y]
        39 | IT | |
        """
    )

    assert TOLD == outline(document)
    assert {"row-left-out"} == codes(document)


NO_ROADMAPS = {
    "budget": """
        Budjetti | 2023 | 2024
        Tulot | 1 200 | 1 400
        Menot | 900 | 1 000
        """,
    "money_by_half_year": """
        Kustannuspaikka | Kevät 2025 | Syksy 2025
        Kirjasto | 12 000 € | 10 000 €
        Nuoriso | 2 000 € | 1 500 €
        """,
    "measures_and_euros_by_year": """
        Toimenpide | 2025 | 2026
        Kartoitus | 10 000 | 5 000
        Kurssit | 2 000 | 0
        """,
    "projects_and_euros": """
        Hanke | 2025 | 2026
        Silta | 120 000 | 40 000
        Koulu | 300 000 | 900 000
        """,
}


@pytest.mark.parametrize("name", NO_ROADMAPS)
def test_a_table_of_something_else_is_asked_about(name):
    document = source(NO_ROADMAPS[name])
    [problem] = interpret(document, Legend())
    first = NO_ROADMAPS[name].strip().split(" | ")[0]

    assert "not-a-roadmap" == problem.code
    assert first in problem.message
    assert '--table "Taulukko 1"' in problem.remedy


OF_DAYS = {
    "dates": """
        Formula | 1.1.2020 | 1.7.2020
        SUM | 12 | 14
        AVERAGE | 3 | 2
        """,
    "notes_of_two_days": """
        Ohjausryhmä | 19.9.2025 | 21.3.2026
        Läsnä | X |
        Poissa | | X
        """,
}


@pytest.mark.parametrize("name", OF_DAYS)
def test_a_table_of_days_is_no_roadmap(name):
    [problem] = interpret(source(OF_DAYS[name]), Legend())

    assert problem.code in ("no-measures", "not-a-roadmap")


def test_a_person_can_say_that_it_is_measures():
    document = interpret(
        source(NO_ROADMAPS["projects_and_euros"]), Legend(), frozenset({"taulukko 1"})
    )

    assert isinstance(document, Document)
    assert ["Silta", "Koulu"] == [measure.title for measure in document.measures()]


def test_of_a_budget_no_option_is_offered_that_would_make_measures_of_its_rows():
    document = read(
        """
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Kartoitus | IT | S | K
        Kurssit | HR | | S

        Talousarvio | 2025 | 2026
        Laitteet | 5000 | 6000
        Lisenssit | 300 | 400
        """
    )
    [told] = [one for one in document.reported if one.code == "other-table"]

    assert "--table" not in told.remedy
    assert "talousarviolta" in told.message


def test_a_legend_in_sentences_on_the_right_is_told_as_nothing_else():
    document = read("""
        Toimenpide | Vastuutaho | Kevät 2026 | Syksy 2026 | | Selite
        Ajanvaraus | Kirjasto | S | K | | S = selvittely
        Kurssit | HR | | S | | K = käyttöönotto
        """)

    assert "Ajanvaraus (Kirjasto): k26=selvittely s26=käyttöönotto" in outline(document)
    assert set() == codes(document)


CARD = """
    Toimenpide | {title}
    Vastuutaho | Kirjasto
    Kevät 2026 | selvittely
    Syksy 2026 | toteutus
"""
TURNED = """
    | Ajanvaraus | Kurssi
    Vastuutaho | Kirjasto | HR
    Kevät 2026 | [Y] | [B]
    Syksy 2026 | [B] |
"""


@pytest.mark.parametrize(
    ("tables", "form"),
    [
        ([CARD.format(title="Ajanvaraus"), CARD.format(title="Kurssi")], "on yksi toimenpide"),
        ([TURNED], "toimenpiteet ovat sarakkeina"),
        (["Toimenpide | Chat | Digituki" + TURNED], "toimenpiteet ovat sarakkeina"),
    ],
    ids=["cards", "turned", "turned with a head"],
)
def test_measures_that_are_no_rows_are_refused_for_that_and_told_beside_others(tables, form):
    alone = interpret(source(*tables), Legend())
    beside = read("Toimenpide | Vastuutaho | Kevät 2026 | Syksy 2026\nChat | IT | x |", *tables)
    told = [one for one in beside.reported if one.code == "other-table"]

    assert isinstance(alone, list)
    assert form in alone[0].message
    assert "omalla rivillään" in alone[0].remedy
    assert len(tables) == len(told)
    assert all(form in one.message and "omalla rivillään" in one.remedy for one in told)


def test_a_legend_of_two_columns_is_no_card_of_a_measure():
    document = read("""
        Toimenpide | Vastuutaho | Kevät 2026 | Syksy 2026
        Chat | IT | S | T
        ---
        S | selvittely
        T | toteutus
        """)

    assert "other-table" not in codes(document)
