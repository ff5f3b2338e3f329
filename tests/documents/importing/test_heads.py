"""What stands at the head of a column, as people write it: times, names of columns, two dates."""

from __future__ import annotations

import pytest
from written_grids import read

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.documents.importing.columns import find_heads
from digitiekartta.documents.importing.grid import Cell, Line, Section, Source, Table, Text
from digitiekartta.documents.importing.interpreter import interpret
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.roles import Role, role_of

SPRING, AUTUMN = HalfYear(2026, 1), HalfYear(2026, 2)
WHOLE = [
    *("2026 alku", "kl 2026", "1–6/26", "1H2026", "2026, kevät", "Kevät 2026*", "Kevät 2026 1)"),
    *("I halvåret 2026", "1. halvåret 2026", "VT 2026", "Våren 2026", "Kevät: 2026"),
    *("Vår / Kevät 2026", "01/2026–06/2026", "Q1–Q2 2026"),
]
PARTS = [
    "03/26",
    "1Q26",
    "Q2/2026",
    "kevät ja kesä 2026",
    "Jan-26",
    "01/2026",
    "maj 2026",
    "tammikuu 2026",
]
YEARS = [
    "Vuosi 2026",
    "vuonna 2026",
    "kevät/syksy 2026",
    "tammi–joulu 2026",
    "1–12/2026",
    "1.1.–31.12.2026",
    "k26/s26",
]


def table(*rows: list[str]) -> Table:
    lines = [Line(at, tuple(Cell(text) for text in row)) for at, row in enumerate(rows, 1)]
    return Table("Taul1", tuple(lines))


@pytest.mark.parametrize("text", [*WHOLE, *PARTS])
def test_a_half_year_is_known_however_it_is_written(text):
    moment = read_moment(text)

    assert moment
    assert (SPRING,) == moment.halfyears
    assert moment.exact is (text in WHOLE)


@pytest.mark.parametrize("text", ["3Q26", "HT 2026", "Hösten 2026", "syksy–talvi 2026", "7–12/26"])
def test_an_autumn_is_known_however_it_is_written(text):
    moment = read_moment(text)

    assert moment
    assert (AUTUMN,) == moment.halfyears


@pytest.mark.parametrize("text", YEARS)
def test_both_halves_at_a_head_are_the_year_and_not_its_spring(text):
    moment = read_moment(text)

    assert moment
    assert (SPRING, AUTUMN) == moment.halfyears


@pytest.mark.parametrize("text", ["2028–2030", "Myöhemmin", "talvi 2026", "Toimija"])
def test_what_is_no_half_year_is_none(text):
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("head", "role"),
    [
        *(
            (head, Role.TITLE)
            for head in ("Toimenpide-ehdotus", "Mitä?", "Hankkeen nimi", "Åtgärd")
        ),
        *((head, Role.TITLE) for head in ("Tavoite/toimenpide", "Kehittämistehtävä")),
        *((head, Role.GOAL) for head in ("Painopiste", "Kehittämiskärki", "Mål")),
        *((head, Role.NOTES) for head in ("Tilläggsuppgifter", "Anmärkningar")),
        *((head, Role.RESPONSIBLE) for head in ("Toimija", "Toimijat", "Kuka tekee?", "Vast.hlö")),
        *((head, Role.RESPONSIBLE) for head in ("Koordinoija", "Ansvarsperson", "Päävastuullinen")),
        *((head, Role.OTHER) for head in ("Milloin", "Tidtabell", "Alkaa")),
    ],
)
def test_a_column_is_known_by_what_people_write_over_it(head, role):
    known = role_of(head)

    assert known
    assert role == known[0]


def test_a_measure_with_a_start_and_an_end_is_no_head_of_the_table():
    heads = find_heads(
        table(
            ["Toimenpide", "Vastuutaho", "Alkaa", "Päättyy"],
            ["Ajanvaraus verkossa", "Kirjasto", "1.2.2026", "31.12.2027"],
            ["Lupien käsittely", "Rakennusvalvonta", "15.9.2026", "31.12.2027"],
        )
    )

    [head] = heads
    assert (0, 0) == (head.first, head.last)
    assert {2: "Alkaa", 3: "Päättyy"} == dict(head.columns.extras)


def test_dates_over_the_columns_are_half_years():
    [head] = find_heads(
        table(
            ["Toimenpide", "Vastuutaho", "1.1.2026", "1.7.2026"],
            ["Ajanvaraus verkossa", "Kirjasto", "", ""],
        )
    )

    assert {2: (SPRING,), 3: (AUTUMN,)} == dict(head.columns.periods)


@pytest.mark.parametrize(
    ("below", "expected", "exact"),
    [
        ("V H V H", "k26 s26 k27 s27", True),
        ("K S K S", "k26 s26 k27 s27", True),
        ("1 2 1 2", "k26 s26 k27 s27", True),
        ("I II III IV I II", "k26 k26 s26 s26 k27 k27", False),
        ("2 3 4 1 2", "k26 s26 s26 k27 k27", False),
        ("5 6 7 1 2", "k26 k26 s26 k27 k27", False),
        ("T H M T H", "k26 k26 k26 k27 k27", False),
    ],
)
def test_letters_and_numbers_below_years_are_the_parts_of_these_years(below, expected, exact):
    parts = below.split()
    later = -next(n for n, part in enumerate(parts[::-1], 1) if part in ("V", "K", "1", "I", "T"))
    years = ["" if at % len(parts) else "2026" for at in range(len(parts))]
    years[later] = "2027"
    [head] = find_heads(
        table(
            ["Toimenpide", "Vastuutaho", *years],
            ["", "", *parts],
            ["Ajanvaraus", "Kirjasto", *parts],
        )
    )
    told = [f"{'ks'[moment.half - 1]}{moment.year % 100}" for moment in head.columns.halfyears]

    assert (0, 1) == (head.first, head.last)
    assert expected.split() == told
    assert exact is not bool(head.columns.shorter)


def test_two_of_a_year_is_its_second_half_only_where_the_first_stands_beside():
    [halves] = find_heads(table(["Toimenpide", "Vastuutaho", "1/2026", "2/2026", "1/2027"], ["a"]))
    [months] = find_heads(table(["Toimenpide", "Vastuutaho", "1/26", "2/26", "9/26"], ["a"]))
    [unsure] = find_heads(table(["Toimenpide", "Vastuutaho", "2/2026"], ["a", "b", "c"]))

    assert [SPRING, AUTUMN, HalfYear(2027, 1)] == halves.columns.halfyears
    assert [SPRING, SPRING, AUTUMN] == months.columns.halfyears
    assert (2, 3, 4) == months.columns.shorter
    assert {2: "2/2026"} == dict(unsure.columns.extras)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("V 2026|H 2026|V 2027", "k26 s26 k27"),
        ("I/2026|II/2026|III/2026|IV/2026", "k26 k26 s26 s26"),
        ("I/2026|II/2026|I/2027", "k26 s26 k27"),
    ],
)
def test_letters_and_numbers_with_their_year_are_read_together(heads, expected):
    [head] = find_heads(table(["Toimenpide", "Vastuutaho", *heads.split("|")], ["a", "b"]))

    assert expected.split() == [
        f"{'ks'[moment.half - 1]}{moment.year % 100}" for moment in head.columns.halfyears
    ]


def test_years_of_school_begin_with_their_autumn():
    year = Cell("Lukuvuosi 2026–2027", columns=2)
    rows = (
        (Cell("Toimenpide"), Cell("Vastuu"), year, year),
        (Cell(), Cell(), Cell("syksy"), Cell("kevät")),
        (Cell("Ajanvaraus"), Cell("Kirjasto"), Cell(), Cell()),
    )
    lines = tuple(Line(at, cells) for at, cells in enumerate(rows, 1))

    [head] = find_heads(Table("Taul1", lines))

    assert [HalfYear(2026, 2), HalfYear(2027, 1)] == head.columns.halfyears


def test_columns_without_heads_below_a_year_are_its_parts_in_order():
    year = Cell("2026", columns=2)
    rows = (
        (Cell("Toimenpide"), Cell("Vastuu"), year, year),
        (Cell("Ajanvaraus"), Cell("Kirjasto"), Cell(), Cell()),
    )
    lines = tuple(Line(at, cells) for at, cells in enumerate(rows, 1))

    [head] = find_heads(Table("Taul1", lines))

    assert [SPRING, AUTUMN] == head.columns.halfyears
    assert (2, 3) == head.columns.parted


def test_a_measure_with_half_years_for_start_and_end_is_no_head():
    heads = find_heads(
        table(
            ["Toimenpide", "Vastuutaho", "Aloitus", "Valmis", "Tila"],
            ["Ajanvaraus", "Kirjasto", "kevät 2026", "syksy 2026", "kesken"],
            ["Kurssi", "HR", "kevät 2026", "syksy 2027", "kesken"],
        )
    )

    assert [(0, 0)] == [(head.first, head.last) for head in heads]


def test_quarters_below_half_years_are_told_to_be_parts_of_them():
    half = Cell("Kevät 2026", columns=2)
    head, below, measure = (
        (Cell("Toimenpide"), Cell("Vastuu"), half, half),
        (Cell(), Cell(), Cell("Q1"), Cell("Q2")),
        (Cell("Ajanvaraus verkossa"), Cell("Kirjasto"), Cell(), Cell()),
    )
    lines = [Line(at, cells) for at, cells in enumerate((head, below, measure), 1)]

    [found] = find_heads(Table("Taul1", tuple(lines)))

    assert (2, 3) == found.columns.shorter
    assert [SPRING, SPRING] == found.columns.halfyears


def test_months_below_years_belong_to_the_same_head():
    months = ["tammi", "touko", "kesä", "heinä", "syys", "loka"]
    year = Cell("2026", columns=len(months))
    head, below, measure = (
        (Cell("Toimenpide"), *[year] * len(months)),
        (Cell(), *map(Cell, months)),
        (Cell("Ajanvaraus verkossa"), *[Cell()] * len(months)),
    )
    lines = [Line(at, cells) for at, cells in enumerate((head, below, measure), 1)]

    [known] = find_heads(Table("Taul1", tuple(lines)))

    assert (0, 1) == (known.first, known.last)
    halves = [moment.half for moments in known.columns.periods.values() for moment in moments]
    assert [1, 1, 1, 2, 2, 2] == halves


def roadmap(*parts: Text | Table) -> list[tuple[str, list[str | None]]]:
    """Return the goals of a document with the titles of their groups."""
    document = interpret(Source("ohjelma.docx", (Section("", parts),)), Legend())
    assert isinstance(document, Document)
    return [(goal.title, [group.title for group in goal.groups]) for goal in document.goals]


def measures(title: str) -> Table:
    return table(["Toimenpide", "Vastuutaho", "Kevät 2026"], [title, "Kirjasto", "selvittely"])


@pytest.mark.parametrize("group", [Text("Luvat ja tilat", 2), Text("1.2 Luvat ja tilat", 3)])
def test_a_heading_below_that_of_the_goal_names_the_group(group):
    goals = roadmap(
        Text("Tavoite 1: Sujuvat palvelut", 1),
        Text("Asiointi", 2),
        measures("Ajanvaraus verkossa"),
        group,
        measures("Lupien käsittely"),
        Text("Tavoite 2: Osaava henkilöstö", 1),
        measures("Tietoturvakurssi"),
    )

    palvelut, osaaminen = goals
    assert ("Sujuvat palvelut", ["Asiointi", "Luvat ja tilat"]) == palvelut
    assert ("Osaava henkilöstö", [None]) == osaaminen


def test_a_bold_line_names_the_group_and_a_bold_sentence_does_not():
    goals = roadmap(
        Text("Tavoite 1: Sujuvat palvelut"),
        Text("Asiointi", bold=True),
        measures("Ajanvaraus verkossa"),
        Text("Luvat ja tilat", bold=True),
        Text("Tämä taulukko päivitetään syksyllä.", bold=True),
        measures("Lupien käsittely"),
    )

    assert [("Sujuvat palvelut", ["Asiointi", "Luvat ja tilat"])] == goals


def test_where_no_heading_says_goal_the_upper_one_is_the_goal():
    goals = roadmap(
        Text("Sujuvat palvelut", 1),
        Text("Asiointi", 2),
        measures("Ajanvaraus verkossa"),
        Text("Luvat ja tilat", 2),
        measures("Lupien käsittely"),
        Text("Osaava henkilöstö", 1),
        Text("Kurssit", 2),
        measures("Tietoturvakurssi"),
    )

    assert [
        ("Sujuvat palvelut", ["Asiointi", "Luvat ja tilat"]),
        ("Osaava henkilöstö", ["Kurssit"]),
    ] == goals


def test_years_below_a_head_of_costs_are_no_half_years():
    costs, year = Cell("Kustannukset (€)", columns=2), Cell("2026", columns=2)
    rows = (
        (Cell("Toimenpide"), Cell("Vastuutaho"), year, year, costs, costs),
        (Cell(), Cell(), Cell("Kevät"), Cell("Syksy"), Cell("2026"), Cell("2027")),
        (Cell("Ajanvaraus"), Cell("Kirjasto"), Cell(), Cell(), Cell("5000"), Cell("0")),
    )
    [head] = find_heads(Table("Taul1", tuple(Line(at, cells) for at, cells in enumerate(rows, 1))))

    assert {2: (SPRING,), 3: (AUTUMN,)} == dict(head.columns.periods)
    assert {4: "Kustannukset (€) 2026", 5: "Kustannukset (€) 2027"} == dict(head.columns.extras)


def test_a_sheet_without_a_goal_is_not_of_the_goal_on_another_sheet():
    first = table(
        ["Tavoite", "Toimenpide", "Vastuutaho", "Kevät 2026"],
        ["Osaaminen", "Tietoturvakurssi", "Henkilöstö", "selvittely"],
    )
    sections = (
        Section("Tiekartta", (first,), named=True),
        Section("Kyberturvallisuus", (measures("Kyberharjoitus"),), named=True),
    )

    document = interpret(Source("ohjelma.xlsx", sections), Legend())

    assert isinstance(document, Document)
    assert ["Osaaminen", "Kyberturvallisuus"] == [one.title for one in document.goals]


def test_heads_of_the_first_columns_may_stand_one_row_lower():
    document = read("""
        [Y] selvittely | [B] käyttöönotto
        ---
        | | Toimenpide | Vastuutaho | 2025 | <
        | | | | kevät | syksy
        Tavoite | Kokonaisuus | | | |
        Tavoite 1: Osaaminen | Koulutus | Kartoitus | IT | [Y] | [B]
        ^ | Laitteet | Hankinta | IT | | [Y]
        """)

    assert [("Koulutus", "Kartoitus"), ("Laitteet", "Hankinta")] == [
        (group.title, group.measures[0].title) for group in document.goals[0].groups
    ]
    assert "Osaaminen" == document.goals[0].title
    assert not document.reported
