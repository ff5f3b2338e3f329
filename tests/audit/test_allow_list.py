"""What a published page may hold, and what is told of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from digitiekartta.audit.allow_list import forbidden
from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.basics.problems import Problem


@pytest.fixture
def found(tmp_path: Path):
    def look(page: str) -> list[Problem]:
        (tmp_path / "index.html").write_text(page, encoding="utf-8")
        return forbidden(BuiltSite(tmp_path))

    return look


@pytest.mark.parametrize(
    "page",
    [
        '<a href="tavoitteet/?haku=a#b" class="x" aria-current="page">x</a>',
        '<a href="https://www.kunta.fi/">x</a><a href="http://kunta.fi">x</a>',
        '<a href="mailto:kirjaamo@kunta.fi">x</a><a href="tel:+358401234567">x</a>',
        '<table><caption id="a">A</caption><tr><th scope="col" colspan="2">B</th></tr></table>',
        '<svg viewBox="0 0 9 9" role="img"><title>A</title><path d="M0 0" fill="none"/></svg>',
        '<meta http-equiv="refresh" content="0; url=../uusi/"><link rel="canonical" href="../a/">',
        '<img src="logo.svg" alt="" width="8" height="8"><img src="data:image/png;base64,AA">',
        '<link rel="icon" href="data:image/svg+xml,%3Csvg/%3E">',
        '<input type="search" name="q" autocomplete="off" data-oma="1" hidden>',
        "<p>1 &lt; 2, ja &lt;script&gt; on sana.</p><!-- <iframe> -->",
        '<details open><summary>A</summary><del datetime="2025-01-01">b</del></details>',
    ],
)
def test_what_our_pages_are_made_of_is_fine(found, page):
    assert [] == found(page)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ('<iframe src="a.html"></iframe>', "forbidden-element"),
        ('<object data="a.svg"></object>', "forbidden-element"),
        ('<embed src="a.svg">', "forbidden-element"),
        ('<base href="/muualle/">', "forbidden-element"),
        ("<style>a{}</style>", "forbidden-element"),
        ("<marquee>x</marquee>", "forbidden-element"),
        ("<svg><foreignObject></foreignObject></svg>", "forbidden-element"),
        ("<svg><animate/></svg>", "forbidden-element"),
        ('<p style="color:red">x</p>', "forbidden-attribute"),
        ('<p onclick="a()">x</p>', "forbidden-attribute"),
        ('<a href="a/" ping="https://seuranta.example/">x</a>', "forbidden-attribute"),
        ('<button formaction="a/">x</button>', "forbidden-attribute"),
        ('<meta http-equiv="set-cookie" content="a=b">', "forbidden-attribute"),
        (
            '<meta http-equiv="refresh" content="0; url=https://muu.example/">',
            "forbidden-attribute",
        ),
        ('<meta http-equiv="refresh" content="0; url=javascript:a()">', "forbidden-attribute"),
        ('<meta http-equiv="refresh" content="0; url=/\\muu.example/">', "forbidden-attribute"),
        ('<meta http-equiv="refresh" content="0; //muu.example/">', "forbidden-attribute"),
        ('<a href="javascript:alert(1)">x</a>', "forbidden-address"),
        ('<a href=" java&#10;script&colon;alert(1)">x</a>', "forbidden-address"),
        ('<a href="JaVaScRiPt:alert(1)">x</a>', "forbidden-address"),
        ('<a href="data:text/html,x">x</a>', "forbidden-address"),
        ('<a href="file:///etc/passwd">x</a>', "forbidden-address"),
        ('<img src="data:text/html,x" alt="">', "forbidden-address"),
        ('<link rel="stylesheet" href="data:image/svg+xml,a">', "forbidden-address"),
        ('<svg><use href="muu.svg#a"/></svg>', "forbidden-address"),
        ('<a href="http://[">x</a>', "forbidden-address"),
    ],
)
def test_what_could_hurt_readers_is_told_with_its_place(found, page, code):
    [problem] = found(f"<p>Teksti.</p>\n  {page}")

    assert code == problem.code
    assert "index.html" in problem.place.file
    assert 2 == problem.place.line


@pytest.mark.parametrize(
    "page",
    [
        "<p>a</p><body onload=a()>",  # a second body: its attributes go to the first
        "<html lang=fi><p>a</p><html onclick=a()>",
        "a<body onload=a()>",  # the first, but its text has begun another
        "a<html onclick=a()>",
        '<noscript><p title="</noscript><img src=x onerror=a()>"></noscript>',
        "<noscript><!-- </noscript><img src=x onerror=a()> --></noscript>",
        "<svg><title><img src=x onerror=a()></title></svg>",
        "<svg><desc><title><img src=x onerror=a()></title></desc></svg>",
        "<svg><script>a<img src=x onerror=a()></script></svg>",
        "<textarea><img src=x onerror=a()></textarea>",
        "<title><img src=x onerror=a()></title>",
        "<!--><img src=x onerror=a()> -->",
        "<!-- --!><img src=x onerror=a()> -->",
        "<![CDATA[ ><img src=x onerror=a()> ]]>",
        "<?xml ><img src=x onerror=a()> ?>",
        "<!x ><img src=x onerror=a()>",
        "<p title=a title=b onclick=a()>a</p><p id=a/onclick=a()>",
        '<p id="a"onclick="a()">a</p>',
        "<p/onclick=a()>a</p>",
        "<p on\0click=a()>a</p>",
        "<p>a\0</p><img src=x onerror=a()>",
        "<p title='a<b'>a</p>",
        "<p>a < b</p>",
        "</p onclick=a()>",
        "<div id=a",
        "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=a()>'>",
        "<svg></p><style><a id='</style><img src=x onerror=a()>'>",
        "<i>" * 9000 + "<img src=x onerror=a()>",
    ],
)
def test_what_a_browser_might_read_otherwise_is_not_let_through(found, page):
    codes = {problem.code for problem in found(page)}

    assert codes & {"unclear-page", "forbidden-element", "forbidden-attribute"}


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ('<a href="javascript:a()" href="a/">x</a>', "forbidden-address"),
        ("<p title=a title=b onclick=a() onclick=''>a</p>", "forbidden-attribute"),
    ],
)
def test_of_an_attribute_written_twice_the_first_counts_as_in_a_browser(found, page, code):
    [problem] = found(page)

    assert code == problem.code


def test_where_a_page_becomes_unclear_is_told_by_line_and_column(found):
    [problem] = found('<p>Ä</p>\n<p>Öö <b title="a<b">x</b></p>')

    assert ("unclear-page", 2, 7) == (problem.code, problem.place.line, problem.place.column)


def test_the_same_on_many_pages_is_told_once(tmp_path):
    for number in range(9):
        (tmp_path / f"{number}.html").write_text("<p onclick='a()'>x</p><p onclick='b()'>x</p>")

    [problem] = forbidden(BuiltSite(tmp_path))

    assert "Samanlaisia kohtia on sivulla 2." in problem.message
    assert "Sama on myös 8 muulla sivulla." in problem.message
    assert 5 == len(problem.related)
