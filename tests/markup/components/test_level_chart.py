"""The level chart draws its table and nothing else, and says what it shows."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendered import TEXTS, find, page, text_of

from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import Kind
from digitiekartta.markup.components.levels import number
from digitiekartta.markup.markdown import Markdown, joined, span, table
from digitiekartta.roadmap.values import decimal_text
from exploring import one_in
from hostile import HOSTILE, failures

HEADERS = ["Näkökulma", "Lähtötaso", "Tavoitetaso", "Ero"]
SCALE = {1: "Alussa", 3: "Kohtalainen", 5: "Valmis"}
UNKNOWN = "ei tiedossa"


def chart(rows, scale=SCALE):
    steps = joined(span(f"{step} {word}", "taso") for step, word in scale.items())
    caption = Markdown(f"Tasot (asteikko {steps})" if scale else "Tasot")
    return page(table(caption, HEADERS, rows, right=(1, 2, 3), kind=Kind.LEVELS))


def row(name, start, target):
    gap = None if None in (start, target) else target - start
    return [name, *(UNKNOWN if v is None else decimal_text(v) for v in (start, target, gap))]


def drawn(svg):
    """Return the levels at which circles and diamonds stand, the key's own left out."""
    texts = {
        t.text: float(t.get("x")) for t in svg.iter("text") if t.get("text-anchor") == "middle"
    }
    one, five = texts["1"], texts["5"]
    # Room for a number on both sides.
    assert 30 <= one < five <= float(svg.get("viewbox").split()[2]) - 30
    level = lambda x: round((float(x) - one) / (five - one) * 4 + 1, 1)  # noqa: E731
    circles = [level(c.get("cx")) for c in svg.iter("circle")][1:]
    diamonds = [re.match(r"M([\d.]+) .*l6", path.get("d")) for path in svg.iter("path")]
    return circles, [level(found[1]) for found in diamonds if found][1:]


LEVELS = st.none() | st.integers(10, 50).map(lambda tenths: Decimal(tenths) / 10)


@one_in(2)
@given(st.lists(st.tuples(TEXTS, LEVELS, LEVELS), min_size=1, max_size=6))
def test_marks_stand_where_the_table_says(made):
    shown = chart([row(*one) for one in made])
    starts = [float(start) for _, start, _ in made if start is not None]
    targets = [float(target) for _, _, target in made if target is not None]

    svgs = list(shown.iter("svg"))
    assert bool(starts or targets) == len(svgs)
    for svg in svgs:
        assert (starts, targets) == drawn(svg)
        words = "".join("".join((t.text or "").split()) for t in svg.iter("text"))
        for name, _, _ in made:
            assert "".join(escaping.clean(name).split()) in words


def test_a_hostile_name_is_drawn_letter_for_letter():
    def check(name):
        [svg] = chart([row(name, Decimal(2), Decimal(3))]).iter("svg")
        words = "".join("".join((t.text or "").split()) for t in svg.iter("text"))
        tags = {part.tag for part in svg.iter()}

        assert "".join(escaping.clean(name).split()) in words
        assert {"svg", "title", "desc", "text", "path", "circle"} == tags

    assert {} == failures(filter(escaping.clean, HOSTILE), check)


def test_the_drawing_has_a_name_and_a_description():
    shown = chart([row("Osaaminen", Decimal(2), Decimal("3.5"))])
    [svg] = shown.iter("svg")
    ids = svg.get("aria-labelledby").split()
    title, description = (shown.xpath(f".//*[@id='{id_}']")[0] for id_ in ids)

    assert svg.get("role") == "img"
    assert (title.tag, text_of(title)) == ("title", "Tasot")
    assert "asteikolla 1–5" in text_of(description)
    assert "style" not in {name for element in shown.iter() for name in element.attrib}


def test_the_ends_of_the_scale_have_words():
    [svg] = chart([row("Osaaminen", Decimal(2), Decimal(3))]).iter("svg")
    texts = [t.text for t in svg.iter("text")]

    assert texts[:7] == ["1", "2", "3", "4", "5", "Alussa", "Valmis"]


def test_the_caption_under_the_drawing_tells_the_widest_gap():
    two = Decimal(2)
    rows = [row("Osaaminen", two, Decimal("3.5")), row("Palvelut", Decimal("1.9"), Decimal(4))]
    [caption] = chart(rows).iter("figcaption")

    assert text_of(caption) == (
        "Suurin ero on 2,1: Palvelut (lähtötaso 1,9 ja tavoitetaso 4). Samat luvut ovat taulukossa."
    )


def test_gaps_that_are_equally_wide_are_all_told():
    rows = [row(name, Decimal(1), Decimal(3)) for name in ("Osaaminen", "Palvelut")]
    [caption] = chart(rows).iter("figcaption")

    assert text_of(caption).startswith("Suurin ero on 2: Osaaminen; Palvelut.")


def test_what_is_not_known_is_said_and_not_drawn():
    shown = chart([row("Osaaminen", None, Decimal(3)), row("Palvelut", Decimal(2), None)])
    [svg], [caption] = shown.iter("svg"), shown.iter("figcaption")
    texts = [t.text for t in svg.iter("text")]

    assert drawn(svg) == ([2.0], [3.0])
    assert {"Osaaminen (lähtötaso ei tiedossa)", "Palvelut (tavoitetaso ei tiedossa)"} <= set(texts)
    assert text_of(caption).startswith("Lähtö- ja tavoitetason ero ei ole tiedossa.")


def test_the_table_stays_beside_the_drawing_with_numbers_to_the_right():
    shown = chart([row("Osaaminen", Decimal(2), Decimal(3))])
    [beside] = find(shown, "tasot")

    assert [child.tag for child in beside] == ["figure", "table"]
    cells = beside.xpath("table/tbody/tr/td")
    assert [(text_of(cell), cell.get("class")) for cell in cells] == [
        ("2", "oikea"),
        ("3", "oikea"),
        ("1", "oikea"),
    ]


def test_a_table_without_a_number_is_not_drawn():
    assert [child.tag for child in chart([row("Osaaminen", None, None)])] == ["table"]


def test_the_scale_reaches_as_far_as_the_levels_when_nobody_gave_one():
    [svg] = chart([row("a", Decimal("1.5"), Decimal("4.2"))], scale={}).iter("svg")
    steps = [t.text for t in svg.iter("text") if t.get("text-anchor") == "middle"]

    assert steps == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,9", "2.9"),
        ("4", "4"),
        ("−0,5", "-0.5"),
        ("ei tiedossa", None),
        ("2,9 e", None),
        ("", None),
    ],
)
def test_a_number_is_read_as_it_is_shown(text, value):
    assert number(text) == (None if value is None else Decimal(value))
