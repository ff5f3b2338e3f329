"""Texts of words, links and spans are read at once, and give what Python-Markdown makes of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digitiekartta.markup import plain_inline
from hostile import HOSTILE, OURS, engine_with_hyphens, failures
from rendering import pages, planned
from towns import TOWNS

PIECES = (
    *("sana", " ", "Ä, ö & å", "käyttöönotto", "2025–2027", "!", "*", "_", "\\", "`", "<br>", "|"),
    *("[", "](", ")", "]{", "}", ".vaihe", ".vaihe-toteutus", ".alkaen .a2027-kevat", "a/b/", "#x"),
    *("&#42;", "&amp;", "[sana](../a/)", "[sana]{.vaihe .vaihe-selvitys}", "[x]{.tunniste}", "\n"),
    *(
        "[[sana]{.vaihe .vaihe-selvitys}](a/)",
        "[[sana](a/)]{.x}",
        "[x](a/?b=1&c=2)",
        '(a "b")',
        "]",
    ),
)


def without():
    made = engine_with_hyphens(OURS)
    made.treeprocessors.deregister(plain_inline.NAME)
    return made


def both(page):
    return without().convert(page), engine_with_hyphens(OURS).convert(page)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@example("[a](b/) ja [[c]{.vaihe .vaihe-paatos}](d/) ja [e [f](g/)]{.h}")
@example("[a](b/) ja [c](d/ ")
@example("[a]](b/) [c")
@example("[a]{.b}{.c} [](d/) []{.e}")
@example("![a](b.png) ja !")
@example("[kevät 2027]{.alkaen .a2027-kevat .nyt}")
@example("[a](b_c_d/) _e_ [f](g*h/) *i*")
def test_any_text_gives_what_python_markdown_makes_of_it(text):
    slow, quick = both(f"Alku {text} loppu\n\n- {text}\n\n| A | B |\n|---|---|\n| {text} | x |\n")

    assert slow == quick


def test_hostile_text_that_is_not_escaped_gives_the_same():
    def check(text):
        slow, quick = both(f"Alku {text}\n\n- {text}\n")
        assert slow == quick

    assert {} == failures(HOSTILE, check)


@pytest.mark.parametrize("name", TOWNS)
def test_pages_are_the_same(name):
    slow, quick = without(), engine_with_hyphens(OURS)
    for file, page in pages(planned(name)).items():
        body = page.split("\n---\n", 1)[1]

        assert slow.reset().convert(body) == quick.reset().convert(body), file


def test_words_links_and_spans_need_no_other_reader():
    quick = engine_with_hyphens(OURS)
    quick.treeprocessors.deregister("inline")
    page = quick.convert("Sanoja, [linkki](a/) ja [merkki]{.tunniste}.\n\n*Korostus*")

    assert (
        '<p>Sanoja, <a href="a/">linkki</a> ja <span class="tunniste">merkki</span>.</p>\n'
        "<p>*Korostus*</p>" == page
    )
