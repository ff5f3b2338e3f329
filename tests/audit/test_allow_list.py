"""What a published page may hold, and what is told of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from digitiekartta.audit.allow_list import forbidden
from digitiekartta.basics.problems import Problem


@pytest.fixture
def found(tmp_path: Path):
    def look(page: str) -> list[Problem]:
        (tmp_path / "index.html").write_text(page, encoding="utf-8")
        return forbidden(tmp_path)

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
        ('<a href="javascript:alert(1)">x</a>', "forbidden-address"),
        ('<a href=" java&#10;script&colon;alert(1)">x</a>', "forbidden-address"),
        ('<a href="JaVaScRiPt:alert(1)">x</a>', "forbidden-address"),
        ('<a href="data:text/html,x">x</a>', "forbidden-address"),
        ('<a href="file:///etc/passwd">x</a>', "forbidden-address"),
        ('<img src="data:text/html,x" alt="">', "forbidden-address"),
        ('<svg><use href="muu.svg#a"/></svg>', "forbidden-address"),
        ('<a href="http://[">x</a>', "forbidden-address"),
    ],
)
def test_what_could_hurt_readers_is_told_with_its_place(found, page, code):
    [problem] = found(f"<p>Teksti.</p>\n  {page}")

    assert code == problem.code
    assert "index.html" in problem.place.file
    assert 2 == problem.place.line


def test_the_same_on_many_pages_is_told_once(tmp_path):
    for number in range(9):
        (tmp_path / f"{number}.html").write_text("<p onclick='a()'>x</p><p onclick='b()'>x</p>")

    [problem] = forbidden(tmp_path)

    assert "Kohtia on yhteensä 18." in problem.message
    assert 5 == len(problem.related)
