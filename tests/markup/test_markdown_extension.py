"""Tables that a screen reader can follow, words with a class, and ids in Finnish."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import Kind
from digitiekartta.markup.extension import slugify
from digitiekartta.markup.markdown import relative, table
from hostile import HOSTILE, OURS, Tag, engine, failures, seen

NAME = "digitiekartta.markup.extension"


def convert(text: str) -> str:
    return engine(OURS).convert(text)


def test_a_table_has_a_caption_and_headers_both_ways():
    html = convert("""\
Taulukko: Aikataulu **2025**
| Toimenpide | Kevät 2025 | Euroa |
| --- | :---: | ---: |
| Kartoitus | selvittely | 1 200 |
""")
    expected = """\
<table class="taulu taulu-pino">
<caption>Aikataulu <strong>2025</strong></caption>
<thead>
<tr>
<th scope="col">Toimenpide</th>
<th class="keski" scope="col">Kevät 2025</th>
<th class="oikea" scope="col">Euroa</th>
</tr>
</thead>
<tbody>
<tr>
<th scope="row">Kartoitus</th>
<td class="keski" data-otsikko="Kevät 2025">selvittely</td>
<td class="oikea" data-otsikko="Euroa">1 200</td>
</tr>
</tbody>
</table>"""
    assert expected == html


@pytest.mark.parametrize("extensions", [[NAME], ["tables", NAME], [NAME, "tables"]])
def test_a_table_without_a_caption_has_headers_whatever_else_is_on(extensions):
    html = Markdown(extensions=extensions).convert("| a | |\n| :-- | - |\n| b | |\n| | c |")

    assert '<th scope="col">a</th>\n<th scope="col"></th>' in html
    assert '<th scope="row">b</th>\n<td></td>' in html
    assert '<th scope="row"></th>\n<td>c</td>' in html
    assert "data-otsikko" not in html


def test_a_table_of_headers_only_has_no_empty_row():
    assert "tbody" not in convert("| a | b |\n| - | - |")


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "text",
    [
        "{}: ei taulukkoa",
        "{}: ei taulukkoa\nrivi",
        "{}:\n| a | b |\n| - | - |",
        "alku\n{}: keskellä\n| a | b |\n| - | - |",
        "Muu{}: x\n| a | b |\n| - | - |",
    ],
)
def test_words_like_a_caption_in_other_places_are_only_words(text, kind):
    text = text.format(kind)

    assert ["<p>", text, "</p>"] == seen(convert(text))


# Every kind with the same text in its caption, headers and cells.
SHAPES = {
    Kind.PLAIN: (["a", "{}", "c"], ["{}", "e", "{}"]),
    Kind.SCHEDULE: (["a", "{}", "Kevät 2025", "Syksy 2025"], ["{}", "{}", "{}", "f"]),
    Kind.TIMELINE: (["a", "{}"], ["kevät 2025", "{}"]),
    Kind.LEVELS: (["a", "{}", "c", "d"], ["{}", "1", "{}", "3"]),
    Kind.FACTS: (["a", "{}"], ["{}", "{}"]),
    Kind.CARD: (["a", "{}"], ["{}", "{}"]),
    Kind.STATUS: (["a", "{}"], ["{}", "{}"]),
    Kind.NUMBERS: (["a", "{}"], ["{}", "1"]),
}


@pytest.mark.parametrize("kind", Kind)
def test_hostile_text_in_any_kind_of_table_is_only_text(kind):
    def parts(word):
        headers, row = ([cell.replace("{}", word) for cell in cells] for cells in SHAPES[kind])
        return without_drawing(seen(convert(table(word, headers, [row], kind=kind))))

    sana = parts("sana")

    def check(text):
        shown = parts(text)
        assert [type(p)(p.replace("sana", text)) for p in sana] == shown
        assert [type(p) for p in sana] == [type(p) for p in shown]

    assert {} == failures(filter(None, map(escaping.clean, HOSTILE)), check)


def without_drawing(parts):
    """Leave out the drawing, whose marks move as names take lines; it has tests of its own."""
    tags = [part.strip("</>").split(" ")[0] if isinstance(part, Tag) else "" for part in parts]
    if "svg" not in tags:
        return parts
    last = len(tags) - tags[::-1].index("svg")
    return parts[: tags.index("svg")] + parts[last:]


def test_a_captioned_table_may_stand_in_a_list():
    html = convert("- a\n\n    Taulukko: x\n    | a | b |\n    | - | - |\n    | c | d |")

    assert "<li>" in html
    assert "<caption>x</caption>" in html


def test_words_in_brackets_get_their_classes():
    html = convert("[S *selvittely*]{.vaihe .vaihe-s} ja [ei toimia]{ .piilo }")

    phase = '<span class="vaihe vaihe-s">S <em>selvittely</em></span>'
    assert f'<p>{phase} ja <span class="piilo">ei toimia</span></p>' == html


def test_words_with_classes_may_stand_in_cells_headings_and_links_and_hold_links():
    html = convert("""\
# [S]{.vaihe}
| [a](b.md) [c]{.d} | [[e](f.md)]{.g} |
| - | - |
| [h [i]{.j}](k.md) | [[l]]{.m} |
""")
    assert '<h1 id="s"><span class="vaihe">S</span></h1>' in html
    assert '<a href="b.md">a</a> <span class="d">c</span>' in html
    assert '<span class="g"><a href="f.md">e</a></span>' in html
    assert '<a href="k.md">h <span class="j">i</span></a>' in html
    assert '<span class="m">[l]</span>' in html


@pytest.mark.parametrize(
    "text",
    [
        "[x]{onclick=alert(1)}",
        "[x]{.a onclick=alert(1)}",
        "[x]{#a}",
        "[x]{.A}",
        '[x]{.a"b}',
        "[x]{}",
        "[x] {.a}",
        "[x{.a}",
        "![x]{.a}",
        "{.a}",
    ],
)
def test_anything_but_plain_classes_stays_text(text):
    assert ["<p>", text, "</p>"] == seen(convert(text))


@pytest.mark.parametrize(
    ("heading", "id_"),
    [
        ("Lähtö- ja tavoitetasot", "lahto-ja-tavoitetasot"),
        ("Tavoite 1: Åbo & Öst / tietosuoja", "tavoite-1-abo-ost-tietosuoja"),
        ("2025 – 2027", "2025-2027"),
        ("👍", "x"),
    ],
)
def test_a_heading_gets_a_finnish_id(heading, id_):
    assert f'<h2 id="{id_}">' in convert(f"## {heading}")
    assert id_.replace("-", "_") == slugify(heading, "_")


def test_like_headings_get_ids_of_their_own():
    html = convert("# Sama\n\n## Sama\n\n## Sama 1\n\n## !\n\n## ?")
    ids = ["sama", "sama_1", "sama-1", "x", "x_1"]

    assert ids == [part.split('"')[0] for part in html.split('id="')[1:]]


def test_a_list_starts_from_its_number_and_ends_where_another_kind_begins():
    html = convert("3. a\n\n- b")

    lists = '<ol start="3">\n<li>a</li>\n</ol>\n<ul>\n<li>b</li>\n</ul>'
    assert lists == html


@given(
    st.lists(st.sampled_from("abc"), max_size=4).map("/".join),
    st.lists(st.sampled_from("abc"), max_size=4).map("/".join),
)
def test_the_way_between_two_pages_is_the_shortest(here, there):
    expected = posixpath.relpath(f"{there}/x.md".lstrip("/"), here or ".")

    assert expected == relative(f"{here}/index.md".lstrip("/"), f"{there}/x.md".lstrip("/"))
