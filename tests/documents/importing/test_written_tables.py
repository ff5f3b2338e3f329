"""Tables as people write them, and what the interpreter makes of each."""

from __future__ import annotations

from textwrap import dedent

import making
import pytest
from written_grids import codes, outline, read

from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.reading import read_document

# Each: what the tables look like (a sheet, slide or page each), what they tell, what is reported.
TABLES = {
    "goals_groups_and_shades_of_a_phase_are_told_apart": (
        [
            """
            Värien selitys | [Y] selvittely | [B] käyttöön-\\notto | [G] jatkuva toiminta |
            Tavoite 1: Osaaminen | < | < | < | <
            [N] Toimenpide | [N] Vastuutaho | [N] Kevät 2025 | [N] Syksy 2025 | [N] Lisätietoja
            [g] *Koulutus | < | < | < | <
            Kartoitus | Johtoryhmä, Rehtorit | [Y] | [B] | huomio
            Kurssit | Rehtorit | [y] | [G] |
            [g] *Laitteet | < | < | < | <
            Hankinta | IT | | [W] |
            Tavoite 2: Palvelut | < | < | < | <
            Lomakkeet | IT | [Y] | [Y] |
            """,
        ],
        """
        T1 Osaaminen
          R Koulutus
            Kartoitus (Johtoryhmä, Rehtorit): k25=selvittely s25=käyttöönotto
            Kurssit (Rehtorit): k25=selvittely s25=jatkuva toiminta
          R Laitteet
            Hankinta (IT):
        T2 Palvelut
            Lomakkeet (IT): k25=selvittely s25=selvittely
        """,
        set(),
    ),
    "goals_in_a_column_of_their_own_stand_beside_bands_and_rows_of_groups": (
        [
            """
            [Y] selvittely | [B] käyttöönotto
            ---
            Tavoite | Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
            Tavoite 1: Osaaminen | [g] *Koulutus | < | < | <
            ^ | Kartoitus | Johtoryhmä | [Y] | [B]
            ^ | [g] Kurssit | [g] Rehtorit | [g] | [B]
            ^ | [g] *Laitteet | < | < | <
            ^ | [g] Hankinta | [g] IT | [g] | [g]
            Tavoite 2: Palvelut | [g] *Asiointi | < | < | <
            ^ | Lomakkeet | IT | [Y] |
            """,
        ],
        """
        T1 Osaaminen
          R Koulutus
            Kartoitus (Johtoryhmä): k25=selvittely s25=käyttöönotto
            Kurssit (Rehtorit): s25=käyttöönotto
          R Laitteet
            Hankinta (IT):
        T2 Palvelut
          R Asiointi
            Lomakkeet (IT): k25=selvittely
        """,
        set(),
    ),
    "banded_rows_are_no_phases": (
        [
            """
            = Tavoite 1: Osaaminen
            ~ [Y] selvittely
            ~ [B] käyttöönotto
            ---
            Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Kevät 2026
            [g] Kartoitus | [g] Johtoryhmä | [g] | [Y] | [B]
            Kurssit | Rehtorit | [Y] | | [B]
            [g] Hankinta | [g] IT | [Y] | [g] | [g]
            Neljäs | IT | | |
            """,
        ],
        """
        T1 Osaaminen
            Kartoitus (Johtoryhmä): s25=selvittely k26=käyttöönotto
            Kurssit (Rehtorit): k25=selvittely k26=käyttöönotto
            Hankinta (IT): k25=selvittely
            Neljäs (IT):
        """,
        set(),
    ),
    "a_colour_that_no_legend_holds_is_never_guessed": (
        [
            """
            Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Kevät 2026
            Kartoitus | Johtoryhmä | [X] | [Y] | [B]
            Kurssit | Rehtorit | [Y] | [R] | [B]
             | | | |
            Selite | [Y] selvittely | | |
             | [B] käyttöönotto | | |
            """,
        ],
        """
        T
            Kartoitus (Johtoryhmä): k25=?#8060a0 s25=selvittely k26=käyttöönotto
            Kurssit (Rehtorit): k25=selvittely s25=?#f47878 k26=käyttöönotto
        """,
        {"unknown-colour"},
    ),
    "colours_without_any_legend_are_told_apart_but_not_named": (
        [
            """
            Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Kevät 2026
            Kartoitus | Johtoryhmä | | [Y] | [B]
            Kurssit | Rehtorit | [Y] | [y] | [B]
            """,
        ],
        """
        T
            Kartoitus (Johtoryhmä): s25=?#ffe699 k26=?#9dc3e6
            Kurssit (Rehtorit): k25=?#ffe699 s25=?#ffe699 k26=?#9dc3e6
        """,
        {"legend-missing"},
    ),
    "letters_mean_what_a_sentence_says": (
        [
            """
            = Tavoite 1: Osaaminen
            Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Kevät 2026
            Kartoitus | Johtoryhmä | S | S | K
            Kurssit | Rehtorit | | S | J
            ---
            S = selvittely, K = käyttöönotto, J = jatkuva toiminta
            """,
        ],
        """
        T1 Osaaminen
            Kartoitus (Johtoryhmä): k25=selvittely s25=selvittely k26=käyttöönotto
            Kurssit (Rehtorit): s25=selvittely k26=jatkuva toiminta
        """,
        set(),
    ),
    "marks_without_a_legend_stay_unexplained": (
        [
            """
            Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Kevät 2026
            Kartoitus | Johtoryhmä | x | x |
            Kurssit | Rehtorit | | x | x
            """,
        ],
        """
        T
            Kartoitus (Johtoryhmä): k25=?x s25=?x
            Kurssit (Rehtorit): s25=?x k26=?x
        """,
        {"legend-missing"},
    ),
    "words_that_recur_in_the_schedule_are_phases": (
        [
            """
            Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Kevät 2026
            Kartoitus | Johtoryhmä | selvittely | selvittely | käyttöönotto
            Kurssit | Rehtorit | | selvittely | käyttöönotto
            Kurssit 3 | Rehtorit | | selvittely | valmis 1.5.2026 mennessä
            """,
        ],
        """
        T
            Kartoitus (Johtoryhmä): k25=selvittely s25=selvittely k26=käyttöönotto
            Kurssit (Rehtorit): s25=selvittely k26=käyttöönotto
            Kurssit 3 (Rehtorit): s25=selvittely
        """,
        {"unclear-words"},
    ),
    "a_legend_of_coloured_squares_stands_below_the_table": (
        [
            """
            Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | Kevät 2026
            Kartoitus | Johtoryhmä | [Y] | [Y] | [B]
            Kurssit | Rehtorit | | [Y] | [B]
             | | | |
            [Y] | selvittely | | |
            [B] | käyttöönotto | | |
            [G] | jatkuva toiminta | | |
            """,
        ],
        """
        T
            Kartoitus (Johtoryhmä): k25=selvittely s25=selvittely k26=käyttöönotto
            Kurssit (Rehtorit): s25=selvittely k26=käyttöönotto
        """,
        set(),
    ),
    "a_legend_stands_at_the_right_edge_beside_the_measures": (
        [
            """
            Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025 | | 
            Kartoitus | Johtoryhmä | [Y] | [Y] | [Y] | selvittely
            Kurssit | Rehtorit | | [Y] | [B] | käyttöönotto
            Kolmas | Rehtorit | | [B] | |
            """,
        ],
        """
        T
            Kartoitus (Johtoryhmä): k25=selvittely s25=selvittely
            Kurssit (Rehtorit): s25=selvittely
            Kolmas (Rehtorit): s25=käyttöönotto
        """,
        set(),
    ),
    "years_stand_over_the_halves_and_bars_over_several": (
        [
            """
            Toimenpide | Vastuu | 2025 | < | 2026 | <
            ^ | ^ | Kevät | Syksy | Kevät | Syksy
            Kartoitus | Johtoryhmä | [Y] | [Y] | [B] | <
            Kurssit | Rehtorit | | [Y] | [B] | <
            [Y] suunnittelu | | | | |
            [B] toteutus | | | | |
            """,
        ],
        """
        T
            Kartoitus (Johtoryhmä): k25=suunnittelu s25=suunnittelu k26=toteutus s26=toteutus
            Kurssit (Rehtorit): s25=suunnittelu k26=toteutus s26=toteutus
        """,
        set(),
    ),
    "years_stand_only_over_the_first_of_their_letters": (
        [
            """
            Toimenpide | Vastuu | 2025 | | 2026 |
             | | K | S | K | S
            Kartoitus | Johtoryhmä | [Y] | [Y] | [B] | [B]
            Kurssit | Rehtorit | | [Y] | [B] | 
            ---
            [Y] suunnittelu | [B] toteutus
            """,
        ],
        """
        T
            Kartoitus (Johtoryhmä): k25=suunnittelu s25=suunnittelu k26=toteutus s26=toteutus
            Kurssit (Rehtorit): s25=suunnittelu k26=toteutus
        """,
        set(),
    ),
    "half_years_out_of_order_are_sorted_and_told": (
        [
            """
            Toimenpide | Vastuu | Syksy 2025 | Kevät 2025 | 1/2026 | 2/2026
            Kartoitus | Johtoryhmä | [Y] | [Y] | [B] | [B]
            Kurssit | Rehtorit | | [Y] | [B] | 
            ---
            [Y] suunnittelu | [B] toteutus
            """,
        ],
        """
        T
            Kartoitus (Johtoryhmä): k25=suunnittelu s25=suunnittelu k26=toteutus s26=toteutus
            Kurssit (Rehtorit): k25=suunnittelu k26=toteutus
        """,
        {"order-not-chronological"},
    ),
    "two_sheets_mean_different_things_by_one_colour": (
        [
            """
            = Tavoite 1: A
            [Y] selvittely | [B] käyttöönotto
            ---
            Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
            Kartoitus | Johtoryhmä | [Y] | [B] 
            Kurssit | Rehtorit | | [Y] 
            """,
            """
            = Tavoite 2: B
            [B] selvittely | [Y] käyttöönotto
            ---
            Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
            Kartoitus 2 | Johtoryhmä | [Y] | [B] 
            Kurssit 2 | Rehtorit | | [Y] 
            """,
        ],
        """
        T1 A
            Kartoitus (Johtoryhmä): k25=selvittely s25=käyttöönotto
            Kurssit (Rehtorit): s25=selvittely
        T2 B
            Kartoitus 2 (Johtoryhmä): k25=käyttöönotto s25=selvittely
            Kurssit 2 (Rehtorit): s25=käyttöönotto
        """,
        set(),
    ),
    "a_table_goes_on_after_page_breaks_with_and_without_a_head": (
        [
            """
            = Tavoite 1: A
            [Y] selvittely | [B] käyttöönotto
            ---
            Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
            [g] *Ryhmä | < | < | <
            Kartoitus | Johtoryhmä | [Y] | [B] 
            """,
            """
            = Tavoite 1: A (jatkuu)
            Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
            Kurssit 2 | Rehtorit | | [Y] 
            """,
            """
            Kolmas | Rehtorit | | [Y]
            Neljäs | Rehtorit | [B] | [Y]
            """,
        ],
        """
        T1 A
          R Ryhmä
            Kartoitus (Johtoryhmä): k25=selvittely s25=käyttöönotto
            Kurssit 2 (Rehtorit): s25=selvittely
            Kolmas (Rehtorit): s25=selvittely
            Neljäs (Rehtorit): k25=käyttöönotto s25=selvittely
        """,
        set(),
    ),
    "goals_and_groups_stand_in_columns_of_their_own": (
        [
            """
            Tavoite | Toimenpidekokonaisuus | Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
            1. Osaaminen | Koulutus | Kartoitus | Johtoryhmä | [Y] | [B] 
            ^ | ^ | Kurssit | Rehtorit | | [Y] 
            ^ | Laitteet | Hankinta | IT | [B] | [Y] 
            2. Palvelut | Sähköiset | Lomakkeet | IT | [B] | [Y] 
            ---
            [Y] selvittely | [B] käyttöönotto
            """,
        ],
        """
        T1 Osaaminen
          R Koulutus
            Kartoitus (Johtoryhmä): k25=selvittely s25=käyttöönotto
            Kurssit (Rehtorit): s25=selvittely
          R Laitteet
            Hankinta (IT): k25=käyttöönotto s25=selvittely
        T2 Palvelut
          R Sähköiset
            Lomakkeet (IT): k25=käyttöönotto s25=selvittely
        """,
        set(),
    ),
    "a_measure_takes_two_rows": (
        [
            """
            Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
            Kartoitus | Johtoryhmä | [Y] | [B] 
            ^ | Rehtorit | | [Y] 
            Kurssit | Rehtorit | [B] |
            ---
            [Y] selvittely | [B] käyttöönotto
            """,
        ],
        """
        T
            Kartoitus (Johtoryhmä, Rehtorit): k25=selvittely s25=käyttöönotto
            Kurssit (Rehtorit): k25=käyttöönotto
        """,
        {"phases-collide"},
    ),
    "headings_name_the_goals_where_no_goal_is_called_so": (
        [
            """
            = Palvelut
            Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
            Kartoitus | Johtoryhmä | [Y] | [B] 
            = Osaaminen
            Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
            Kurssit | Rehtorit | [B] |
            ---
            [Y] selvittely | [B] käyttöönotto
            """,
        ],
        """
        T Palvelut
            Kartoitus (Johtoryhmä): k25=selvittely s25=käyttöönotto
        T Osaaminen
            Kurssit (Rehtorit): k25=käyttöönotto
        """,
        set(),
    ),
    "other_columns_are_kept_and_unknown_ones_told": (
        [
            """
            = Esimerkkilän digitiekartta
            Nro | Toimenpide | Toimiala | Vastuuhlö | Kevät 2025 | Syksy 2025 | Säästöt | Huom!
            1 | Kartoitus | Koko kunta | Johtoryhmä | [Y] | [B] | suuri | a
            2 | Kurssit | Sivistys | Rehtorit | [B] | | |
            ---
            Värit: | [Y] selvittely | [B] käyttöönotto
            """,
        ],
        """
        T
            Kartoitus (Johtoryhmä): k25=selvittely s25=käyttöönotto
            Kurssit (Rehtorit): k25=käyttöönotto
        """,
        {"unknown-column"},
    ),
    "a_measure_without_a_schedule_is_no_group": (
        [
            """
            Toimenpide | Kevät 2025 | Syksy 2025
            Tavoite 1: A | < | <
            Kartoitus | [Y] | [B]
            Tyhjä toimi | |
            Kolmas | | [Y]
            [g] Ryhmä | [g] | [g]
            Neljäs | | [Y]
            ---
            [Y] selvittely | [B] käyttöönotto
            """,
        ],
        """
        T1 A
            Kartoitus: k25=selvittely s25=käyttöönotto
            Tyhjä toimi:
            Kolmas: s25=selvittely
          R Ryhmä
            Neljäs: s25=selvittely
        """,
        set(),
    ),
    "rows_that_could_be_either_are_told": (
        [
            """
            Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
            Ryhmä A | | |
            Kartoitus | IT | [Y] | [B]
            Ryhmä B | | |
            Tyhjä toimi | | |
            Kolmas | IT | | [Y]
            Viimeinen | | |
            ---
            [Y] selvittely | [B] käyttöönotto
            """,
        ],
        """
        T
          R Ryhmä A
            Kartoitus (IT): k25=selvittely s25=käyttöönotto
            Ryhmä B:
          R Tyhjä toimi
            Kolmas (IT): s25=selvittely
            Viimeinen:
        """,
        {"unsure-row"},
    ),
    "a_year_that_is_painted_from_top_to_bottom_is_no_phase": (
        [
            """
            Toimenpide | Vastuu | [g] Kevät 2025 | [g] Syksy 2025 | Kevät 2026 | Syksy 2026
            Kartoitus | IT | [g] | [B] | [B] | 
            Kurssit | IT | [g] | [g] | [B] |
            Kolmas | IT | [Y] | [g] | [B] |
            Neljäs | IT | [g] | [g] | | [Y]
            ---
            [Y] selvittely | [B] käyttöönotto
            """,
        ],
        """
        T
            Kartoitus (IT): s25=käyttöönotto k26=käyttöönotto
            Kurssit (IT): k26=käyttöönotto
            Kolmas (IT): k25=selvittely k26=käyttöönotto
            Neljäs (IT): s26=selvittely
        """,
        set(),
    ),
    "dates_and_short_names_head_the_half_years": (
        [
            """
            Toimenpide | Vastuu | 1.1.2025 | 1.7.2025 | K26 | S26
            Kartoitus | IT | [Y] | [B] | [B] | 
            Kurssit | IT | | [Y] | [B] |
            ---
            [Y] selvittely | [B] käyttöönotto
            """,
        ],
        """
        T
            Kartoitus (IT): k25=selvittely s25=käyttöönotto k26=käyttöönotto
            Kurssit (IT): s25=selvittely k26=käyttöönotto
        """,
        set(),
    ),
    "a_year_stands_for_both_of_its_halves": (
        [
            """
            Toimenpide | Vastuu | 2025 | 2026
            Kartoitus | IT | [Y] | [B]
            Kurssit | IT | | [Y]
            ---
            [Y] selvittely | [B] käyttöönotto
            """,
        ],
        """
        T
            Kartoitus (IT): k25=selvittely s25=selvittely k26=käyttöönotto s26=käyttöönotto
            Kurssit (IT): k26=selvittely s26=selvittely
        """,
        {"not-half-years"},
    ),
    "colour_letter_and_words_stand_in_one_cell": (
        [
            """
            Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
            Kartoitus | IT | [Y] S | [B] K
            Kurssit | IT | [Y] S selvittely | [B] K käyttöönotto\\nvain koulut
            ---
            [Y] S | selvittely
            [B] K | käyttöönotto
            """,
        ],
        """
        T
            Kartoitus (IT): k25=selvittely s25=käyttöönotto
            Kurssit (IT): k25=selvittely s25=käyttöönotto
        """,
        set(),
    ),
    "the_legend_stands_in_the_head": (
        [
            """
            Toimenpide | Vastuu | [Y] selvittely | [B] käyttöönotto | [G] jatkuva |
             | | Kevät 2025 | Syksy 2025 | Kevät 2026 | Syksy 2026
            Kartoitus | IT | [Y] | [B] | [B] | 
            Kurssit | IT | | [Y] | [B] |
            """,
        ],
        """
        T
            Kartoitus (IT): k25=selvittely s25=käyttöönotto k26=käyttöönotto
            Kurssit (IT): s25=selvittely k26=käyttöönotto
        """,
        set(),
    ),
    "a_goals_title_stands_below_its_number": (
        [
            """
            = Digitiekartta 2025-2026
            Tavoite 1 | | |
            Osaava henkilöstö | | |
            Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
            Kartoitus | IT | [Y] | [B]
             | | |
            * huomautus lopussa | | |
            Päivitetty 1.2.2025 | | |
             | | |
            selvittely | [Y] | |
            käyttöönotto | [B] | |
            """,
        ],
        """
        T1 Osaava henkilöstö
            Kartoitus (IT): k25=selvittely s25=käyttöönotto
        """,
        set(),
    ),
}
# Slides have one title each, so two headings on one cannot be made.
TWO_HEADINGS = "headings_name_the_goals_where_no_goal_is_called_so"
IN_FORMATS = [
    (name, form)
    for name in TABLES
    for form in making.FORMATS
    if (name, form) != (TWO_HEADINGS, "pptx")
]


def lines(text: str) -> list[str]:
    return dedent(text).strip("\n").split("\n")


@pytest.mark.parametrize("name", TABLES)
def test_the_interpreter_finds_that(name):
    sections, told, reported = TABLES[name]

    document = read(*sections)

    assert lines(told) == outline(document).split("\n")
    assert reported == codes(document)


@pytest.mark.parametrize(("name", "form"), IN_FORMATS)
def test_every_format_tells_that(name, form, tmp_path):
    sections, told, reported = TABLES[name]
    path = tmp_path / f"koe.{form}"
    path.write_bytes(making.FORMATS[form](sections))

    document = read_document(path, Legend())

    assert isinstance(document, Document)
    assert lines(told) == outline(document).split("\n")
    assert reported == codes(document)
