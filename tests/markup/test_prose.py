"""An editor's Markdown comes out as it would anywhere, and can do no harm."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digitiekartta.markup import prose
from hostile import HOSTILE, OURS, Tag, engine, seen

ENGINE = engine(OURS)
COMMONMARK = MarkdownIt("commonmark", {"html": False}).enable("table")
ORDINARY = """\
# A|## B *b*|#### C|teksti|- a|* b|  - c|    - d|-|- # H|- > q|-     koodi|1. a|2) b|7. c
   1. d|   - e|> q|> - r|>> s|***|===|a\\|b  |**v** *k* ***x** y*|*a **b***|a**b**c*d*|**a*b*c**
_a_b_ __c__|`k` ``a`b``|[l](x.md) huom\\![m](https://example.org/?a=1&b=2)|[r]: x.md|[r]|<b>x</b>
    koodi|\\# x|&lt;x&gt;|  kaksi|      kuusi||"""
LINES = [line for lines in ORDINARY.split("\n") for line in lines.split("|")]
LINES += ["", "", "| a | b |", "|---|--:|", "| c | **d** |"]
OTHER = ["```", "Taulukko: T", "![k *a*](k.png)", "[p](javascript:x)", "``a|`b``", *HOSTILE]
TEXTS = st.text() | st.lists(st.sampled_from([*LINES, *OTHER]), max_size=8).map("\n".join)
ALLOWED = re.compile(
    r"<hr />|<br>|</?(?:h[1-6]|p|em|strong|[ou]l|li|blockquote|pre|code)>"
    r'|<table class="taulu(?: taulu-pino)?">|</table>|</?(?:caption|thead|tbody|tr)>'
    r'|<div aria-label(?:="Taulukko"|ledby="taulukko-\d+")'
    r' class="taulukko" role="region" tabindex="0">|</div>'
    r'|<ol start="\d+">|<a href="[^"]*">|</a>|<!-- -->'
    r'|<t[hd](?: class="(?:oikea|keski)")?(?: data-otsikko="[^"]*")?'
    r'(?: scope="(?:col|row)")?>|</t[hd]>'
)


def page(text: str, **options: Any) -> str:
    return ENGINE.reset().convert(prose.render(text, **options))


def structure(html: str) -> list[str]:
    """Return elements and words, but for what Python-Markdown or we do otherwise on purpose."""
    found: list[str] = []
    for part in seen(html):
        if not isinstance(part, Tag):
            found += part.split()
        elif not re.match(r"</?(?:p>|div)|<!--", part):
            part = re.sub(r' (class|scope|style|data-otsikko)="[^"]*"', "", part)
            found.append(re.sub(r"^(</?)(?:th(?=>)|h[1-6])", r"\1x", part).replace("td", "x"))
    return found


@settings(max_examples=300)
@given(text=TEXTS)
def test_any_text_gives_only_allowed_elements(text):
    html = ENGINE.reset().convert(prose.render(text))
    for tag in re.findall(r"<[^>]*>?", re.sub(r' id="[a-z0-9_-]+"', "", html)):
        assert ALLOWED.fullmatch(tag)
    for address in re.findall(r'href="([^"]*)"', html):
        assert not re.match(r"[\s\x00-\x20]*(?!https?:|mailto:)[^/?#]*:|//", address)


def test_a_hostile_string_harms_nothing():
    harm = re.compile(r"<(?:script|img|svg|div|[bi]\b)|href=.javascript")

    assert [] == [text for text in HOSTILE if harm.search(page(text))]


@settings(max_examples=300)
@given(text=st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_a_text_means_what_it_means_in_commonmark(text):
    assert structure(COMMONMARK.render(text)) == structure(page(text))


def test_a_plain_text_stays_as_it_was_written():
    text = dedent("""\
        # Saatesanat

        Digitalisaatio auttaa **palvelemaan asukkaita** (ks. [visio](visio.md#tila)).

        - selvittely
        - käyttöönotto
            1. koulutus
            2. tuki

        > Yhdessä, *ei erikseen*.

        | Vuosi | Euroa |
        | --- | ---: |
        | 2025 | 1 200 |""")

    assert text == prose.render(text)


def test_headings_move_down_and_leave_no_level_out():
    text = "# A\n\n### B\n\n### C\n\n#### D\n\n## E\n\n# F"

    moved = ["## A", "### B", "### C", "#### D", "### E", "## F"]
    below = ["## B", "## C", "### D", "## E", "## F"]
    assert moved == prose.render(text, shift=1).split("\n\n")
    assert below == prose.render(text, drop_title=True).split("\n\n")
    assert "###### A" in prose.render(text, shift=9)


@pytest.mark.parametrize(
    ("text", "title_"),
    [
        ("# Visio *2027* & `koodi`", "Visio 2027 & koodi"),
        ("johdanto\n\nOtsikko\nkahdella rivillä\n===", "Otsikko kahdella rivillä"),
        ("## Alempi\n\n> # Lainattu", None),
        ("", None),
    ],
)
def test_the_title_is_the_first_heading_of_the_first_level(text, title_):
    assert title_ == prose.title(text)


def test_what_is_not_allowed_is_only_its_words():
    text = "[tästä](javascript:alert) ![kaupungin *vaakuna*](v.png) <b>x</b> [](tyhja.md)"

    paragraph = ["<p>", "tästä kaupungin vaakuna <b>x</b>", "</p>"]
    assert paragraph == [part.strip() for part in seen(page(text))]


def test_a_paragraph_before_a_table_can_be_its_caption():
    assert "<caption>Arviot <em>2025</em></caption>" in page(
        "Taulukko: Arviot *2025*\n\n| a | b |\n|---|---|\n| c | d |"
    )


def test_lists_of_one_kind_stay_apart():
    assert "</ul>\n<!-- -->" in page("- a\n\n* b")
    assert '<ol start="5">' in page("1. a\n2. b\n\n5) c")


def found(text: str) -> list[tuple[str, int]]:
    return [(p.code, p.place.line) for p in prose.problems(text, "saatesanat.md")]


TEXT_WITH_FAULTS = """\
# Otsikko

<div onclick="x">

Teksti `<b>` ja
**[linkki *ja <i>x</i>*](javascript:x)** sekä

> - ![kuva](kuva.png) ja
>   \\<b> [hyvä](https://example.org) <kirjaamo@example.org>
>   `koodi
>   jatkuu` [r]

teksti <!-- kommentti -->

| a | [b](data:x) |
|---|---|

[r]: file:///x
"""


def test_an_editor_is_told_what_cannot_be_published_and_where():
    lines = {
        "raw-html": [3, 6, 13],
        "forbidden-link": [6, 11, 15],
        "image-in-prose": [8],
    }
    for code, expected in lines.items():
        assert expected == [line for was, line in found(TEXT_WITH_FAULTS) if was == code]


def test_a_link_whose_text_tells_nothing_is_told_of():
    text = "# Visio\n\nKatso [koko\nvisio](https://a.example) ja\n[*Tästä*](https://b.example)."
    [problem] = prose.problems(text, "kunta/visio.md")

    assert ("vague-link", 5, False) == (problem.code, problem.place.line, problem.is_error)
    assert "”Tästä”" in problem.message


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("Aiemmin ~~kaksi~~ kolme palvelua.", "yliviivaus"),
        ("Teksti[^1].", "alaviite"),
        ("- [ ] tekemättä", "valintaruutu"),
        ("!!! note", "huomiolaatikko"),
        ("## Näin tehdään {#nain}", "tunniste"),
    ],
)
def test_marks_of_other_programs_that_would_show_as_letters_are_told_of(written, what):
    [problem] = prose.problems(f"# Visio\n\n{written}\n", "visio.md")

    assert ("unknown-markup", 3, False) == (problem.code, problem.place.line, problem.is_error)
    assert f"({what})" in problem.message


def test_signs_that_are_meant_as_signs_are_fine():
    text = "# Visio\n\nNoin ~5 ~ 10 km², 2^8, [1], {x}, C#, x[i], !!! ja a ~~ b.\n"
    assert [] == list(prose.problems(text, "visio.md"))


def test_a_text_without_a_title_is_told_of():
    [problem] = prose.problems("## Visio\n", "kunta/visio.md")

    expected = ("missing-title", "kunta/visio.md:1:1")
    assert expected == (problem.code, str(problem.place))
    assert "# Saatesanat" in problem.remedy


@given(text=TEXTS)
def test_no_text_is_too_odd_to_be_checked(text):
    last = text.count("\n") + 1 + sum(text.count(c) for c in "\r\x00")

    assert all(1 <= line <= last for _, line in found(text))
