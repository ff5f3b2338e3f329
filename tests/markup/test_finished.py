"""Blocks that are written at once are on the page what Python-Markdown makes of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown.treeprocessors import Treeprocessor

from digitiekartta.markup import finished
from digitiekartta.markup.components.kinds import END_OF_VARIANTS, OVERVIEW, Kind, since
from hostile import HOSTILE, OURS, engine_with_hyphens, failures
from rendering import pages, planned
from towns import TOWNS

PIECES = (
    *("sana", " ", "Ä, ö & å", "käyttöönotto", "2025–2027", "!", "*", "_", "\\", "`", "<br>", "|"),
    *("[", "](", ")", "]{", "}", ".vaihe", ".vaihe-toteutus", ".alkaen .a2027-kevat", "a/b/", "#x"),
    *("&#42;", "&amp;", "&#97;", "T&K", "[sana](../a/)", "[sana]{.vaihe .vaihe-selvitys}", "\n"),
    *("[x]{.tunniste}", "[[sana]{.vaihe .vaihe-selvitys}](a/)", "[[sana](a/)]{.x}", "{: .x}", ">"),
    *("[x](a/?b=1&c=2)", '(a "b")', "]", "–", "Tietohallintokoordinaattori", "PTV", "PTV:hen", ""),
)
LINE = st.lists(st.sampled_from(PIECES), max_size=7).map("".join)
CELL = st.one_of(st.sampled_from(("–", "sana", "[s]{.vaihe .vaihe-selvitys}", "[a](b.md)")), LINE)
HEADERS = (
    "| Toimenpide | Vastuu | Kevät 2026 | Syksy 2026 [nyt]{.nyt} |",
    "| [Kevät 2026](a.md) | B [x](c.md) | C<br>c | D |",
    "| Näkökulma | 1,5 | 2,5 | 1 |",
)
RULES = ("|---|---|---|---|", "|---|---:|:-:|---|")
FIRST = st.one_of(st.sampled_from(("[Kevät 2026](a.md)", "Syksy 2026 [nyt]{.nyt}")), CELL)


def table(kind, caption, header, rule, rows):
    lines = [f"{kind}: {caption}", header, rule, *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines[not kind :])


def two_columns(text):
    """Return a table's text without all but its first two columns."""
    return "\n".join(
        line if not line.startswith("|") else "|".join(line.split("|")[:3]) + "|"
        for line in text.split("\n")
    )


TABLE = st.builds(
    table,
    st.sampled_from(("", *Kind)),
    LINE,
    st.sampled_from(HEADERS),
    st.sampled_from(RULES),
    st.lists(st.tuples(FIRST, CELL, CELL, CELL), max_size=3),
)
BLOCK = st.one_of(
    LINE,
    TABLE,
    TABLE.map(two_columns),
    st.builds("{} {}".format, st.sampled_from(("#", "##", "###")), LINE),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "- " + "\n- ".join(lines)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "3. " + "\n\n3. ".join(lines)),
    st.builds("- {}\n    - {}\n\n    {}".format, LINE, LINE, LINE),
    LINE.map("> {}".format),
    LINE.map("    {}".format),
    LINE.map("<div>\n{}\n</div>".format),
    st.sampled_from(("---", OVERVIEW, since("2026-kevat", shown=True), END_OF_VARIANTS)),
    st.sampled_from(("*[PTV]: Palvelutietovaranto", "*[sana]: merkitys")),
)


class Engine(Treeprocessor):
    """What MkDocs does to a tree: it turns links to addresses, and notes the ids."""

    ids = frozenset()

    def run(self, root):
        for link in root.iter("a"):
            link.set("href", link.get("href").replace(".md", "/"))
        self.ids = {each.get("id") for each in root.iter()} - {None}


def made(*, quick):
    """Return what makes a page, and the ids and headings that engines are told of."""
    md = engine_with_hyphens(OURS)
    if not quick:
        for name in ("", "-links", "-taken"):
            md.treeprocessors.deregister(finished.NAME + name)
    engine = Engine(md)
    md.treeprocessors.register(engine, "moottori", 0)
    return lambda page: (md.reset().convert(page), engine.ids, md.toc_tokens)


def both(page):
    return made(quick=False)(page), made(quick=True)(page)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@example("[a](b/) ja [[c]{.vaihe .vaihe-paatos}](d/) ja [e [f](g/)]{.h}")
@example("[a](b/) ja [c](d/ ")
@example("[a]](b/) [c")
@example("[a]{.b}{.c} [](d/) []{.e}")
@example("![a](b.png) ja !")
@example("[kevät 2027]{.alkaen .a2027-kevat .nyt}")
@example("[a](b_c_d/) _e_ [f](g*h/) *i*")
@example("a@b<br>Tietohallintokoordinaattori [a&#58;<br>b](c.md) T&K &#38;lt;")
def test_any_text_gives_what_python_markdown_makes_of_it(text):
    slow, quick = both(f"Alku {text} loppu\n\n- {text}\n\n| A | B |\n|---|---|\n| {text} | x |\n")

    assert slow == quick


@given(st.lists(BLOCK, max_size=6).map("\n\n".join))
@example("- a\n- *b*\n\n*[PTV]: Varanto\n\n| A | B |\n|---|---|\n| PTV | x |\n| b | c |")
def test_a_page_of_any_blocks_gives_what_python_markdown_makes_of_it(page):
    slow, quick = both(page)

    assert slow == quick


def test_hostile_text_that_is_not_escaped_gives_the_same():
    def check(text):
        slow, quick = both(f"Alku {text}\n\n- {text}\n")
        assert slow == quick

    assert {} == failures(HOSTILE, check)


@pytest.mark.parametrize("name", TOWNS)
def test_pages_are_the_same(name):
    slow, quick = made(quick=False), made(quick=True)
    for file, page in pages(planned(name)).items():
        body = page.split("\n---\n", 1)[1]

        assert slow(body) == quick(body), file


def test_words_links_and_spans_need_no_other_reader():
    md = engine_with_hyphens(OURS)
    md.treeprocessors.deregister("inline")
    page = md.convert("Sanoja, [linkki](a/) ja [merkki]{.tunniste}.\n\n*Korostus*")

    assert (
        '<p>Sanoja, <a href="a/">linkki</a> ja <span class="tunniste">merkki</span>.</p>\n'
        "<p>*Korostus*</p>" == page
    )


def test_of_a_list_in_which_one_thing_is_special_the_others_are_written_at_once():
    md = engine_with_hyphens(OURS)
    md.serializer = lambda root: f"<div>{len([*root.iter('a')])}</div>"

    assert "1" == md.convert("- [a](b/)\n- [c](d/)\n- [*e*](f/)\n")
