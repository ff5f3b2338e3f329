"""Goals and groups that headings and numbers tell, also where nothing says "tavoite"."""

from __future__ import annotations

from textwrap import dedent

import pytest
from written_grids import codes, outline, pieces, read

from digitiekartta.documents.importing.grid import Section, Source, Text
from digitiekartta.documents.importing.interpreter import interpret
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document, RowKind

HEAD = "Toimenpide | Vastuutaho | Kevät 2026 | Syksy 2026"
LEGEND = "[Y]selvittely | [B]käyttöönotto"


def outlined(text: str) -> str:
    return dedent(text).strip("\n")


def reading(text: str):
    return read(dedent(text).replace("HEAD", HEAD).replace("LEGEND", LEGEND))


def kinds(document) -> dict[int, str]:
    return {row.source.row: row.kind.value for row in document.rows}


def test_a_heading_that_names_no_goal_begins_one_where_other_headings_do():
    document = reading("""
        = Tavoite 1: Palvelut
        HEAD
        Ajanvaraus | Kirjasto | [Y] |

        LEGEND
        = Liite: muut toimenpiteet
        HEAD
        Laiterekisteri | IT | [Y] |
        """)

    assert outlined("""
        T1 Palvelut
            Ajanvaraus (Kirjasto): k26=selvittely
        T Liite: muut toimenpiteet
            Laiterekisteri (IT): k26=selvittely""") == outline(document)
    assert set() == codes(document)


def test_a_heading_that_only_goes_on_with_the_goal_begins_nothing():
    more = f"{HEAD}\nKurssi | HR | [Y] |"
    document = read(
        f"= Tavoite 1: Palvelut\n{HEAD}\nAjanvaraus | Kirjasto | [Y] |\n\n{LEGEND}",
        f"= Palvelut (jatkuu)\n{more}",
        f"= Digitiekartta 2026\n{more}",
    )

    assert 1 == len(document.goals)
    assert "unsure-heading" not in codes(document)


def test_rows_over_the_tables_of_a_sheet_are_groups_where_they_stand_below_a_goal():
    document = reading("""
        Tavoite 1: Palvelut
        Asiointi
        HEAD
        Ajanvaraus | Kirjasto | [Y] |

        Laitteet
        HEAD
        Puhelimet | IT | [Y] |

        Tavoite 2: Osaaminen
        Kurssit
        HEAD
        Peruskurssi | HR | [Y] |

        LEGEND
        """)

    assert outlined("""
        T1 Palvelut
          R Asiointi
            Ajanvaraus (Kirjasto): k26=selvittely
          R Laitteet
            Puhelimet (IT): k26=selvittely
        T2 Osaaminen
            Peruskurssi (HR): k26=selvittely""") == outline(document)
    assert ("tavoite", "ryhmä", "otsikkorivi") == tuple(kinds(document)[n] for n in (1, 2, 3))


def test_a_row_over_a_table_that_may_be_a_goal_becomes_one_and_is_told():
    document = reading("""
        Tavoite 1: Palvelut
        HEAD
        Ajanvaraus | Kirjasto | [Y] |

        Muut hankkeet
        HEAD
        Puhelimet | IT | [Y] |

        LEGEND
        """)

    assert ["Palvelut", "Muut hankkeet"] == [goal.title for goal in document.goals]
    assert "unsure-heading" in codes(document)


def test_plain_lines_over_the_tables_are_goals_where_nothing_else_is_and_are_told():
    document = reading("""
        - Palvelut
        HEAD
        Ajanvaraus | Kirjasto | [Y] |

        LEGEND
        - Osaaminen
        HEAD
        Kurssi | HR | [Y] |
        """)

    assert ["Palvelut", "Osaaminen"] == [goal.title for goal in document.goals]
    assert "unsure-heading" in codes(document)


def test_a_counted_plain_line_over_the_only_table_is_a_goal_and_is_told():
    document = reading("""
        - 1. Palvelut
        HEAD
        Ajanvaraus | Kirjasto | [Y] |

        LEGEND
    """)

    assert [(1, "Palvelut")] == [(goal.number, goal.title) for goal in document.goals]
    assert "unsure-heading" in codes(document)


def test_a_plain_line_below_named_goals_is_told_to_be_left_out():
    document = reading("""
        = Tavoite 1: Palvelut
        HEAD
        Ajanvaraus | Kirjasto | [Y] |

        LEGEND
        - Muut hankkeet
        HEAD
        Kurssi | HR | [Y] |
        """)

    assert ["Palvelut"] == [goal.title for goal in document.goals]
    [told] = [one.message for one in document.reported if one.code == "unsure-heading"]
    assert "Muut hankkeet" in told


def test_the_row_above_the_heads_is_the_goal_that_it_counts():
    document = reading("""
        1. Sujuvat palvelut
        HEAD
        Ajanvaraus | Kirjasto | [Y] |

        LEGEND
        """)

    assert [(1, "Sujuvat palvelut")] == [(goal.number, goal.title) for goal in document.goals]
    assert "tavoite" == kinds(document)[1]


@pytest.mark.parametrize(
    ("goals", "numbers", "in_letters"),
    [
        (("| 1. Palvelut", "| 2. Osaaminen"), ("1.1", "2.1"), False),
        (("1. Palvelut |", "2. Osaaminen |"), ("1.1", "2.1"), False),
        (("1 | Palvelut", "2 | Osaaminen"), ("1.1", "2.1"), False),
        (("I Palvelut |", "II Osaaminen |"), ("", ""), False),
        (("Tavoite A: Palvelut |", "Tavoite B: Osaaminen |"), ("", ""), True),
        (("A. Palvelut |", "B. Osaaminen |"), ("", ""), True),
    ],
)
def test_rows_that_are_counted_over_their_measures_are_goals(goals, numbers, in_letters):
    document = reading(f"""
        Nro | HEAD
        {goals[0]} | | |
        {numbers[0]} | Ajanvaraus | IT | [Y] |
        {goals[1]} | | |
        {numbers[1]} | Kurssi | HR | [Y] |

        LEGEND
        """)

    assert outlined("""
        T1 Palvelut
            Ajanvaraus (IT): k26=selvittely
        T2 Osaaminen
            Kurssi (HR): k26=selvittely""") == outline(document)
    assert in_letters is ("goal-letters" in codes(document))


def test_below_counted_goals_further_numbers_are_groups_and_measures():
    document = reading("""
        HEAD
        1. Palvelut | | |
        1.1 Asiointi | | |
        1.1.1 Ajanvaraus | Kirjasto | [Y] |
        1.1.2 Maksut | | |
        1.1.3 Lomakkeet | Viestintä | [Y] |

        LEGEND
        """)

    assert outlined("""
        T1 Palvelut
          R 1.1 Asiointi
            1.1.1 Ajanvaraus (Kirjasto): k26=selvittely
            1.1.2 Maksut:
            1.1.3 Lomakkeet (Viestintä): k26=selvittely""") == outline(document)


def test_a_counted_measure_without_anything_else_is_no_legend():
    document = reading("""
        Nro | HEAD
        1 | Ajanvaraus | Kirjasto | [Y] |
        2 | Maksut | | |
        [Y]selvittely | [B]käyttöönotto
        """)

    assert ["Ajanvaraus", "Maksut"] == [measure.title for measure in document.measures()]


def test_headings_that_always_stand_over_lighter_ones_are_goals():
    document = reading("""
        HEAD
        [N]PALVELUT | < | < | <
        [g]Asiointi | < | < | <
        Ajanvaraus | Kirjasto | [Y] |
        [g]Tilat | < | < | <
        Varaukset | Nuoret | [Y] |
        [N]OSAAMINEN | < | < | <
        [g]Koulutus | < | < | <
        Kurssi | HR | [Y] |

        LEGEND
        """)

    assert (
        outlined("""
        T Palvelut
          R Asiointi
            Ajanvaraus (Kirjasto): k26=selvittely
          R Tilat
            Varaukset (Nuoret): k26=selvittely
        T Osaaminen
          R Koulutus
            Kurssi (HR): k26=selvittely""").casefold()
        == outline(document).casefold()
    )
    assert ["unsure-heading", "unsure-heading"] == [one.code for one in document.reported]


def test_a_heading_without_measures_is_told():
    document = reading("""
        HEAD
        [g]Asiointi | < | < | <
        [g]Tilat | < | < | <
        Varaukset | Nuoret | [Y] |
        [g]Laitteet | < | < | <
        Tabletit | IT | [Y] |

        LEGEND
        """)

    [told] = document.reported
    assert "”Asiointi” (rivi 2)" in told.message
    assert ["Tilat", "Laitteet"] == [group.title for group in document.goals[0].groups]


def test_a_goal_with_a_party_and_a_schedule_is_a_goal_and_the_rest_is_told():
    document = reading("""
        HEAD
        Tavoite 1: Palvelut | Johtoryhmä | [Y] | [B]
        Ajanvaraus | Kirjasto | [Y] |
        Tavoite 2: Osaaminen | HR | |
        Kurssi | HR | [Y] |

        LEGEND
        """)
    told = [one.message for one in document.reported]

    assert outlined("""
        T1 Palvelut
            Ajanvaraus (Kirjasto): k26=selvittely
        T2 Osaaminen
            Kurssi (HR): k26=selvittely""") == outline(document)
    assert ["row-left-out", "row-left-out"] == [
        one.code for one in document.reported if "muutakin" in one.message
    ]
    assert any("”Johtoryhmä”" in message for message in told)
    assert any("Tavoitteen tai ryhmän rivillä 2 on väritettyjä" in message for message in told)


def test_the_number_of_a_goal_in_its_own_column_is_told_by_the_goal():
    document = reading("""
        Nro | HEAD
        1 | Palvelut | | |
        1.1 | Ajanvaraus | Kirjasto | [Y] |

        LEGEND
        """)

    assert [1] == [goal.number for goal in document.goals]
    assert not [one for one in document.reported if "muutakin" in one.message]


def test_goals_that_are_the_rows_of_a_table_are_its_measures():
    document = reading("""
        HEAD
        Tavoite 1: Palvelut | Johtoryhmä | [Y] | [B]
        Tavoite 2: Osaaminen | HR | [Y] |

        LEGEND
        """)

    assert ["Tavoite 1: Palvelut", "Tavoite 2: Osaaminen"] == [
        measure.title for measure in document.measures()
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("1. Palvelut", "2. Osaaminen"), ("Teema 1: Palvelut", "Teema 2: Osaaminen")],
)
def test_a_counted_row_above_the_heads_begins_the_goals_that_rows_go_on_with(first, second):
    document = reading(f"""
        {first} | < | < | <
        HEAD
        Ajanvaraus | IT | [Y] |
        {second} | < | < | <
        Kurssi | HR | [Y] |

        LEGEND
        """)

    assert [(1, "Palvelut"), (2, "Osaaminen")] == [(g.number, g.title) for g in document.goals]


def test_sheets_with_numbers_for_names_have_goals_from_their_first_rows():
    sheets = [
        f"{title}\n{HEAD}\nKurssi | HR | [Y] |\n\n{LEGEND}" for title in ("Palvelut", "Osaaminen")
    ]

    assert ["Palvelut", "Osaaminen"] == [g.title for g in read(*sheets, names=("1", "2")).goals]
    by_name = read(*sheets, names=("Sivistys", "Tekninen"))
    assert ["Sivistys", "Tekninen"] == [goal.title for goal in by_name.goals]
    assert "unsure-heading" in codes(by_name)


def test_a_year_over_a_whole_table_is_no_head_and_is_told():
    document = reading("""
        2026 | < | <
        Toimenpide | Vastuutaho | Tila
        Ajanvaraus | IT | kesken
        2027 | < | <
        Toimenpide | Vastuutaho | Tila
        Kurssi | HR | kesken
        """)

    assert ["Ajanvaraus", "Kurssi"] == [measure.title for measure in document.measures()]
    told = [one.message for one in document.reported if one.code == "unsure-heading"]
    assert all(any(year in message for message in told) for year in ("2026", "2027"))


def test_months_without_a_year_are_told_to_be_that():
    document = reading("""
        Toimenpide | Vastuutaho | Tammi | Helmi | Maalis
        Ajanvaraus | IT | [Y] | | [B]
        """)
    [told] = [one.message for one in document.reported if one.code == "no-colours"]

    assert "ei vuotta" in told


def test_months_without_a_year_are_told_beside_tables_that_have_half_years():
    document = reading("""
        [Y] selvittely
        |
        Toimenpide | Vastuutaho | Kevät 2026 | Syksy 2026
        Kurssit | IT | [Y] | [Y]
        ---
        Toimenpide | Vastuutaho | Tammi | Helmi | Maalis
        Ajanvaraus | IT | x | | x
        """)
    [told] = [one for one in document.reported if one.code == "no-colours"]

    assert "ei vuotta" in told.message
    assert told.place.field


def with_headings(*told: tuple[str, int] | str) -> list[tuple[int | None, str, list[str]]]:
    """Return the goals and groups of a document of headings with their levels, and of tables."""
    made = [Text(*one) if isinstance(one, tuple) else pieces(one)[0].table("T") for one in told]
    document = interpret(Source("koe.docx", (Section("", tuple(made)),)), Legend())
    assert isinstance(document, Document)
    return [(g.number, g.title, [x.title or "" for x in g.groups]) for g in document.goals]


TABLE = f"{HEAD}\nKurssi | HR | S | K"


def test_sentences_between_a_goals_heading_and_its_table_describe_it_and_others_are_told():
    parts = [
        Text("Koelan digitiekartta", 1),
        Text("Hyväksytty kunnanhallituksessa 15.12.2025 § 312"),
        Text("Tavoite 1: Osaaminen", 2),
        Text("Kaikki oppivat."),
        Text("Kunta tukee oppimista."),
        pieces(TABLE)[0].table("T"),
        Text("* Laki digitaalisista palveluista."),
        Text("Tavoite 2: Palvelut", 2),
        pieces(TABLE)[0].table("U"),
    ]
    document = interpret(Source("koe.docx", (Section("", tuple(parts)),)), Legend())
    assert isinstance(document, Document)
    [told] = [one.message for one in document.reported if one.code == "text-outside-tables"]

    assert ["Kaikki oppivat.\n\nKunta tukee oppimista.", ""] == [
        goal.description for goal in document.goals
    ]
    assert "2 kappaletta" in told
    assert "Hyväksytty" in told
    assert "* Laki" in told


def test_a_chapter_that_has_ended_and_the_documents_own_heading_are_no_goals():
    assert [
        (None, "Palvelut", [""]),
        (None, "Osaaminen", [""]),
        (None, "Muut toimenpiteet", [""]),
    ] == with_headings(
        ("Hietasalo uudistuu", 1),
        ("1 Johdanto", 2),
        ("2 Toimenpiteet", 2),
        ("2.1 Palvelut", 3),
        TABLE,
        ("2.2 Osaaminen", 3),
        TABLE,
        ("2.3 Muut toimenpiteet", 3),
        TABLE,
    )


def test_headings_of_goals_may_have_groups_below_and_tables_that_go_on():
    assert [(None, "Palvelut", ["Asiointi", "Maksut"]), (None, "Osaaminen", [""])] == with_headings(
        ("Palvelut", 1),
        ("Asiointi", 2),
        TABLE,
        ("Maksut", 2),
        TABLE,
        ("Osaaminen", 1),
        TABLE,
        TABLE,
    )


def test_a_head_without_rows_below_it_is_read():
    document = reading("""
        HEAD
        ---
        HEAD
        Ajanvaraus | Kirjasto | [Y] |

        LEGEND
        """)

    assert ["Ajanvaraus"] == [measure.title for measure in document.measures()]


def test_a_heading_right_above_belongs_to_the_goal_that_the_row_below_tells():
    document = reading("""
        Tavoite | HEAD
        | *Asiointi | | |
        Tavoite 1: Palvelut | Ajanvaraus | Kirjasto | [Y] |
        | *Koulutus | | |
        Tavoite 2: Osaaminen | Kurssi | HR | [Y] |

        LEGEND
        """)

    assert outlined("""
        T1 Palvelut
          R Asiointi
            Ajanvaraus (Kirjasto): k26=selvittely
        T2 Osaaminen
          R Koulutus
            Kurssi (HR): k26=selvittely""") == outline(document)
    assert not document.reported


def test_a_shaded_measure_before_the_next_head_stays_a_measure():
    document = reading("""
        HEAD
        1. PALVELUT | < | < | <
        Ajanvaraus | Kirjasto | [Y] |
        [g]Lomakkeet | [g]Viestintä | [g] | [g]
        2. OSAAMINEN | < | < | <
        HEAD
        Kurssi | HR | [Y] |

        LEGEND
        """)

    assert ["Ajanvaraus", "Lomakkeet", "Kurssi"] == [one.title for one in document.measures()]
    assert not document.reported


def test_a_goal_alone_in_the_column_of_goals_holds_for_the_rows_below():
    document = reading("""
        Tavoite | HEAD
        1. Palvelut | | | |
        | Ajanvaraus | IT | [Y] |
        2. Osaaminen | | | |
        | Kurssi | HR | [Y] |

        LEGEND
        """)

    assert [(1, "Palvelut"), (2, "Osaaminen")] == [(g.number, g.title) for g in document.goals]
    assert not document.reported


def test_a_part_of_a_goal_is_a_group_of_it_and_keeps_its_name():
    document = reading("""
        Painopiste 1. Sujuva arki
        Tavoite 1.1 Palvelut ovat helppoja
        HEAD
        Ajanvaraus | IT | [Y] |

        Tavoite 1.2 Tieto liikkuu
        HEAD
        Kurssi | HR | [Y] |

        LEGEND
        """)

    assert outlined("""
        T1 Sujuva arki
          R Palvelut ovat helppoja
            Ajanvaraus (IT): k26=selvittely
          R Tieto liikkuu
            Kurssi (HR): k26=selvittely""") == outline(document)


def test_a_part_of_a_goal_that_is_not_named_is_a_goal_itself():
    document = reading("""
        Tavoite 1.1 Palvelut ovat helppoja
        HEAD
        Ajanvaraus | IT | [Y] |

        LEGEND
        """)

    assert ["Palvelut ovat helppoja"] == [goal.title for goal in document.goals]


def test_further_measures_below_goals_in_rows_are_no_group_of_the_last_goal():
    table = """
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Tavoite 1: Osaaminen | | |
        Kurssit | HR | x |
        Tavoite 2: Palvelut | | |
        {group}
        Lomakkeet | IT | x |
        Muut toimenpiteet | | |
        Laitteet | IT | | x
        """

    document = read(table.format(group=""))
    assert ["Osaaminen", "Palvelut", "Muut toimenpiteet"] == [one.title for one in document.goals]
    assert "unsure-heading" in codes(document)

    with_groups = read(table.format(group="Asiointi | | |"))
    assert "R Muut toimenpiteet" in outline(with_groups)


def test_rows_that_tell_more_of_a_goal_are_neither_groups_nor_measures_and_are_told():
    document = read("""
        Toimenpide | Vastuutaho | Kevät 2025 | Syksy 2025
        Tavoite 1: Osaaminen | | |
        Mittari: kurssien määrä | < | < | <
        Seuranta: vuosittain | | |
        Kurssit | HR | x |
        Mittari | osallistujat | |
        Tavoite 2: Palvelut | | |
        Lomakkeet | IT | x |
        *Mittarit: asioinnit | | |
        """)
    told = [one.message for one in document.reported if one.code == "row-left-out"]

    assert "R " not in outline(document)
    assert 2 == len(list(document.measures()))
    assert [3, 4, 6, 9] == [one.source.row for one in document.rows if one.kind is RowKind.REMARK]
    assert 4 == len(told)
    assert "kertoo tavoitteesta" in told[0]


@pytest.mark.parametrize(
    "legend", ["[Y] selvittely | [B] toteutus", "[Y] | selvittely\n[B] | toteutus"]
)
@pytest.mark.parametrize("heads", ["Tammi | Helmi | Maalis", "Kevät | Syksy | Kevät"])
def test_a_legend_below_months_without_a_year_is_no_measure(legend, heads):
    document = read(
        f"""
        Toimenpide | Vastuutaho | {heads}
        Ajanvaraus | Kirjasto | [Y] | [B] |
        Kurssit | HR | | [Y] | [Y]

        LEGEND
        """.replace("LEGEND", legend)
    )

    assert ["Ajanvaraus", "Kurssit"] == [one.title for one in document.measures()]
    assert "row-left-out" not in codes(document)
