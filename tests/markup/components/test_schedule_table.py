"""A schedule says the same in the Markdown table, in the table of the page and in the list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rendered import CELLS, MOMENTS, find, from_list, half_years, page, said, schedule, text_of

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import sentence_case
from digitiekartta.markup.components.kinds import NOW, Kind
from digitiekartta.markup.markdown import Markdown, table
from exploring import one_in

SELVITYS = "[selvitys]{.vaihe .vaihe-selvitys}"
TABLE = f"""\
Aikataulutaulukko: Aikataulu: koulutus
| Toimenpide | Vastuu | Kevät 2025 | Syksy 2025 {NOW} | Kevät 2026 |
|---|---|---|---|---|
| [Kurssit](kurssit.md) | Tietohallinto | {SELVITYS} | – | – |
| Ohjeet | ei nimetty | {SELVITYS} | {SELVITYS} | {SELVITYS} (koulut) |
"""


def headings(moments, now):
    names = [sentence_case(str(moment)) for moment in moments]
    return [Markdown(f"{n} {NOW}") if i == now else n for i, n in enumerate(names)]


@st.composite
def schedules(draw):
    """Half-years, the place of the present one or a number beyond them, and rows of cells."""
    moments = half_years(draw(MOMENTS), draw(st.integers(1, 8)))
    row = st.lists(CELLS, min_size=len(moments), max_size=len(moments))
    return moments, draw(st.integers(0, 9)), draw(st.lists(row, min_size=1, max_size=3))


@one_in(2)
@given(schedules())
def test_both_views_tell_the_schedule_that_the_markdown_table_tells(made):
    moments, now, rows = made
    named = [[f"Toimenpide {number}", "Koulut", *row] for number, row in enumerate(rows)]
    headers = ["Toimenpide", "Vastuu", *headings(moments, now)]
    expected = {
        f"Toimenpide {number}": {m: said(c) for m, c in zip(moments, row, strict=True) if c}
        for number, row in enumerate(rows)
    }
    shown = page(table("Aikataulu", headers, named, kind=Kind.SCHEDULE))

    times = [text_of(th).removesuffix(" nyt") for th in shown.xpath(".//thead//th")[2:]]
    in_table = {
        text_of(row[0]): schedule(list(zip(times, map(text_of, row[2:]), strict=True)))
        for row in shown.xpath(".//tbody/tr")
    }
    in_list = {
        text_of(find(runs.getparent(), "rivi")[0]): from_list(runs)
        for runs in find(shown, "jaksot")
    }
    assert expected == in_table == in_list


@one_in(2)
@given(schedules())
def test_what_is_going_on_is_marked_in_both_views(made):
    moments, now, rows = made
    named = [[f"Toimenpide {number}", *row] for number, row in enumerate(rows)]
    shown = page(table("A", ["Toimenpide", *headings(moments, now)], named, kind=Kind.SCHEDULE))
    exists = now < len(moments)

    columns = [
        [i for i, c in enumerate(r) if c.get("class") == "nyt-sarake"] for r in shown.iter("tr")
    ]
    assert [[now + 1] if exists else []] * (len(rows) + 1) == columns
    assert len(rows) * exists == len(shown.xpath(".//li[@aria-current='date']"))
    # In the header of the column, and in the run of each measure.
    assert (len(rows) + 1) * exists == len(find(shown, "nyt"))


def test_the_table_scrolls_in_a_region_that_its_caption_names():
    shown = page(TABLE)
    [region] = find(shown, "taulukko")

    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    [caption] = region.xpath(".//caption")
    assert caption.get("id") == region.get("aria-labelledby") == "taulukko-1"
    assert text_of(caption) == "Aikataulu: koulutus"
    assert "style" not in {name for element in shown.iter() for name in element.attrib}


def test_half_years_that_say_the_same_are_one_line_of_the_list():
    courses, guides = find(page(TABLE), "jaksot")

    assert [text_of(item) for item in courses] == [
        "Kevät 2025: selvitys",
        "Syksy 2025 – kevät 2026: ei merkintää nyt",
    ]
    assert [text_of(item) for item in guides] == [
        "Kevät 2025 – syksy 2025: selvitys nyt",
        "Kevät 2026: selvitys (koulut)",
    ]


def test_a_run_does_not_reach_over_half_years_that_the_table_leaves_out():
    markdown = TABLE.replace("Kevät 2026", "Syksy 2026")

    assert [text_of(item) for item in find(page(markdown), "jaksot")[0]] == [
        "Kevät 2025: selvitys",
        "Syksy 2025: ei merkintää nyt",
        "Syksy 2026: ei merkintää",
    ]


def test_the_list_names_the_measure_and_says_what_the_other_columns_say():
    shown = page(TABLE)

    assert [text_of(p) for p in find(shown, "rivi")] == ["Kurssit", "Ohjeet"]
    assert [text_of(p) for p in find(shown, "tieto")] == [
        "Vastuu: Tietohallinto",
        "Vastuu: ei nimetty",
    ]
    assert find(shown, "rivi")[0].xpath("a/@href") == ["kurssit.md"]


def test_an_empty_cell_says_so_to_those_who_hear_it():
    cell = page(TABLE).xpath(".//tbody/tr/td")[2]

    assert text_of(cell) == "ei merkintää"
    assert cell.text_content() == "– ei merkintää"


def test_a_dash_that_an_editor_wrote_is_no_empty_cell():
    shown = page(table("A", ["a", "Kevät 2025"], [["b", "–"]], kind=Kind.SCHEDULE))

    assert [text_of(cell) for cell in shown.xpath(".//td")] == ["–"]
    assert [text_of(item) for item in find(shown, "jaksot")[0]] == ["Kevät 2025: –"]


def test_the_list_has_the_name_of_the_table():
    [frame] = find(page(TABLE), "aikataululista")

    [named] = frame.xpath("./ul/@aria-labelledby")
    assert [text_of(label) for label in frame.xpath(f"./*[@id='{named}']")] == [
        "Aikataulu: koulutus"
    ]


def test_a_schedule_of_many_half_years_is_known_to_be_long():
    headers = ["Toimenpide", *headings(half_years(HalfYear(2025, 1), 7), 0)]
    [wide] = find(page(table("A", headers, [["a", *"bcdefgh"]], kind=Kind.SCHEDULE)), "aikataulu")

    assert "aikataulu-pitka" in wide.get("class").split()
    assert not find(page(TABLE), "aikataulu-pitka")


def test_a_schedule_without_half_years_is_a_table():
    shown = page("Aikataulutaulukko: A\n| a | b |\n| - | - |\n| c | d |")

    assert [child.tag for child in shown] == ["table"]
