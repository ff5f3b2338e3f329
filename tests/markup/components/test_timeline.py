"""A measure's timeline: a bar and a list of runs that say what the table below them says."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rendered import CELLS, MOMENTS, find, from_list, half_years, page, said, schedule, text_of

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.markup.components.kinds import NOW, Kind
from digitiekartta.markup.components.phases import SYMBOLS, common_phase
from digitiekartta.markup.components.timeline import MOST_HALF_YEARS
from digitiekartta.markup.markdown import Markdown, link, table
from exploring import one_in

CSS = Path(__file__).parents[3] / "theme/assets/stylesheets/digitiekartta.css"
PLACE = re.compile(r"alku-(\d+) pituus-(\d+)")


def timeline(moments, cells, now=99, linked=False):
    names = [link(m, f"{m.slug}.md") if linked else str(m) for m in moments]
    rows = [
        [Markdown(f"{name} {NOW}") if place == now else name, cell]
        for place, (name, cell) in enumerate(zip(names, cells, strict=True))
    ]
    return page(table("Vaiheet", ["Puolivuosi", "Vaihe"], rows, kind=Kind.TIMELINE))


def bar_of(shown, count):
    """Return what the bar draws in each half-year: a phase, "" for words, None for nothing."""
    drawn = [None] * count
    for part in find(shown, "jana")[0].iter("b"):
        start, length = map(int, PLACE.search(part.get("class")).groups())
        known = [name for name, symbol in SYMBOLS.items() if symbol == part.text]
        for place in range(start - 1, start - 1 + length):
            drawn[place] = known[0] if known else ""
            assert not known or f"vaihe-{known[0]}" in part.get("class").split()
    return drawn


@one_in(2)
@given(MOMENTS, st.lists(CELLS, min_size=1, max_size=12), st.integers(0, 12), st.booleans())
def test_list_bar_and_table_tell_the_schedule_that_the_markdown_table_tells(
    first, cells, now, linked
):
    moments = half_years(first, len(cells))
    shown = timeline(moments, cells, now, linked)
    expected = {m: said(c) for m, c in zip(moments, cells, strict=True) if c}

    rows = shown.xpath(".//tbody/tr")
    assert expected == from_list(find(shown, "aikajana")[0])
    assert expected == schedule(
        [(text_of(row[0]).removesuffix(" nyt"), text_of(row[1])) for row in rows]
    )
    phases = [common_phase(cell) if cell else None for cell in cells]
    drawn = [
        None if not c else p if p in SYMBOLS else "" for c, p in zip(cells, phases, strict=True)
    ]
    assert drawn == bar_of(shown, len(cells))


@one_in(4)
@given(MOMENTS, st.lists(CELLS, min_size=1, max_size=8), st.integers(0, 8))
def test_what_is_going_on_is_marked_once_in_each(first, cells, now):
    shown = timeline(half_years(first, len(cells)), cells, now)
    exists = now < len(cells)

    assert exists == len(shown.xpath(".//ol/li[@aria-current='date']"))
    marks = [PLACE.search(mark.get("class"))[1] for mark in find(shown, "jana-nyt")]
    assert [str(now + 1)] * exists == marks


def test_years_stand_under_their_half_years():
    moments = half_years(HalfYear(2025, 2), 4)
    years = find(timeline(moments, [Markdown("a")] * 4), "jana")[0].iter("i")

    assert [(year.text, year.get("class")) for year in years] == [
        ("2025", "alku-1 pituus-1"),
        ("2026", "alku-2 pituus-2"),
        ("2027", "alku-4 pituus-1"),
    ]


def test_the_bar_is_for_the_eye_and_stands_before_what_says_the_same():
    cells = [Markdown("[koe]{.vaihe .vaihe-selvitys}"), Markdown("")]
    shown = timeline(half_years(HalfYear(2025, 1), 2), cells)

    assert [child.tag for child in shown] == ["div", "ol", "table"]
    assert shown[0].get("aria-hidden") == "true"
    assert "style" not in {name for element in shown.iter() for name in element.attrib}


def test_the_style_sheet_has_a_place_for_every_half_year_that_is_drawn():
    styles = CSS.read_text(encoding="utf-8")

    for number in range(1, MOST_HALF_YEARS + 1):
        assert f".alku-{number} {{ grid-column-start: {number}; }}" in styles
        assert f".pituus-{number} {{ grid-column-end: span {number}; }}" in styles


def test_a_schedule_too_long_to_draw_is_a_list_and_a_table():
    count = MOST_HALF_YEARS + 1
    shown = timeline(half_years(HalfYear(2025, 1), count), [Markdown("a")] * count)

    assert [child.tag for child in shown] == ["ol", "table"]


def test_rows_that_are_no_half_years_are_a_table():
    shown = page("Aikajanataulukko: A\n| a | b |\n| - | - |\n| kevät 2025 | c |\n| d | e |")

    assert [child.tag for child in shown] == ["table"]
