"""The overview draws the schedules of a page together, and says nothing that they do not."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rendered import CELLS, MOMENTS, TEXTS, find, half_years, page, text_of

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import sentence_case
from digitiekartta.markup.components.kinds import NOW, OVERVIEW, Kind
from digitiekartta.markup.components.phases import SYMBOLS, common_phase
from digitiekartta.markup.components.timeline import MOST_HALF_YEARS
from digitiekartta.markup.markdown import Markdown, link, md, table
from exploring import one_in

PLACE = re.compile(r"alku-(\d+) pituus-(\d+)")


def schedules(moments, groups, now=None):
    """Return the page of an overview and a schedule table for each group: name → cells."""
    headers = ["Toimenpide", "Vastuu", *(md(sentence_case(str(moment))) for moment in moments)]
    if now is not None:
        headers[2 + now] = Markdown(f"{headers[2 + now]} {NOW}")
    tables = [
        table(
            f"Aikataulu: {number}",
            headers,
            [[link(name, "x.md"), "Koulut", *cells] for name, cells in group.items()],
            kind=Kind.SCHEDULE,
        )
        for number, group in enumerate(groups)
    ]
    return page("\n\n".join([OVERVIEW, *tables]))


def drawn(shown):
    """Return name → what is drawn in each half-year: a symbol, "" for words, None for nothing."""
    [picture] = find(shown, "yleiskuva")
    names = find(picture, "yleiskuva-nimi")
    found = {}
    for name in names:
        bar = name.getnext()
        length = int(PLACE.search(bar[0].get("class"))[2])
        found[name.text_content()] = places = [None] * length
        for part in bar.iter("b"):
            start, count = map(int, PLACE.search(part.get("class")).groups())
            symbol = part.text if part.text in SYMBOLS.values() else ""
            places[start - 1 : start - 1 + count] = [symbol] * count
    return found


@st.composite
def groups(draw):
    moments = half_years(draw(MOMENTS), draw(st.integers(1, 8)))
    row = st.lists(CELLS, min_size=len(moments), max_size=len(moments))
    names = st.integers(0, 9).map(lambda number: f"Toimenpide {number}")
    return moments, draw(st.lists(st.dictionaries(names, row, min_size=1), min_size=1, max_size=3))


@one_in(2)
@given(groups())
def test_each_measure_is_drawn_as_its_table_tells(made):
    moments, told = made
    for number, group in enumerate(told):
        told[number] = {f"{name} ({number})": cells for name, cells in group.items()}
    expected = {
        name: [None if not c else SYMBOLS.get(common_phase(c), "") for c in cells]
        for group in told
        for name, cells in group.items()
    }

    assert expected == drawn(schedules(moments, told))


@one_in(3)
@given(TEXTS)
def test_a_name_is_shown_letter_for_letter_and_leads_nowhere(name):
    shown = schedules(half_years(HalfYear(2025, 1), 2), [{name: [Markdown("a"), Markdown("")]}])
    [picture] = find(shown, "yleiskuva")
    [row] = shown.xpath(".//tbody/tr")

    assert text_of(row[0]) == text_of("".join(find(picture, "yleiskuva-nimi")[0].itertext()))
    assert [] == picture.xpath(".//a")


def test_it_is_for_the_eye_and_stands_where_the_page_asks_for_it():
    moments = half_years(HalfYear(2025, 1), 2)
    shown = schedules(moments, [{"Kurssit": [Markdown("a"), Markdown("")]}])

    assert ["yleiskuva", "aikataulu"] == [child.get("class") for child in shown]
    assert "true" == shown[0].get("aria-hidden")
    assert "" == text_of(shown[0])


def test_what_is_going_on_is_framed_in_each_row_and_named_once():
    moments = half_years(HalfYear(2025, 1), 3)
    cells = [Markdown("a"), Markdown(""), Markdown("b")]
    shown = schedules(moments, [{"Kurssit": cells, "Ohjeet": cells}], now=1)
    marks = find(find(shown, "yleiskuva")[0], "jana-nyt")

    assert [("nyt", "2"), ("", "2"), ("", "2")] == [
        (mark.text or "", PLACE.search(mark.get("class"))[1]) for mark in marks
    ]


def test_words_are_drawn_only_where_they_fill_the_row():
    moments = half_years(HalfYear(2025, 1), 3)
    unknown, partly = [Markdown("ei tiedossa")] * 3, [Markdown("koe"), Markdown(""), Markdown("")]
    shown = schedules(moments, [{"Kurssit": unknown, "Ohjeet": partly}])

    assert ["ei tiedossa", "…"] == [part.text for part in find(shown, "yleiskuva")[0].iter("b")]


def test_a_page_without_schedules_or_with_too_long_ones_has_no_drawing():
    count = MOST_HALF_YEARS + 1
    long = schedules(half_years(HalfYear(2025, 1), count), [{"Kurssit": [Markdown("a")] * count}])

    assert [] == find(long, "yleiskuva")
    assert "Teksti." == page(f"{OVERVIEW}\n\nTeksti.").text_content().strip()
