"""What of a logo is decided and published: the picture, and nothing that no reader sees."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.pages.appearance import assets
from digitiekartta.roadmap.canonical import canonical, code_of
from digitiekartta.roadmap.logo import PNG, seen
from rendering import roadmap

SVG = 'xmlns="http://www.w3.org/2000/svg"'
DRAWING = f'<svg {SVG} width="8" height="8"><path d="M0 0h8"/></svg>'


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


SIZE = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PIXELS = chunk(b"IDAT", zlib.compress(b"\0\x7f"))
PICTURE = PNG + SIZE + PIXELS + chunk(b"IEND")


@pytest.mark.parametrize(
    "written",
    [
        f"<?xml version='1.0'?>\n<!-- piirretty uudelleen 1f3a -->\n{DRAWING}",
        f"{DRAWING}\n<!-- ........... bda63aaabf5885c -->\n",
        f"<?muistio 1f3a?>{DRAWING}",
        f"<!DOCTYPE svg>{DRAWING}",
        f'<svg height="8"  width=\'8\' {SVG}>\r\n  <path d="M0 0h8"></path>\n</svg>',
        DRAWING.replace("<path", "<title>Logo</title><desc>1</desc><metadata>2</metadata><path"),
        DRAWING.replace("<path", "näkymätön<path"),
        DRAWING.replace(
            "<path", '<path xmlns:i="urn:ohjelma" i:nimi="1" data-n="1" aria-label="x"'
        ),
        DRAWING.replace("<path", '<i:kerros xmlns:i="urn:ohjelma">1f3a</i:kerros><path'),
        f'<s:svg {SVG.replace("xmlns", "xmlns:s")} width="8" height="8">'
        '<s:path d="M0 0h8"/></s:svg>',
    ],
)
def test_what_is_not_drawn_leaves_no_trace_of_a_drawing(written):
    assert seen(DRAWING.encode()) == seen(written.encode())


@pytest.mark.parametrize(
    "other",
    [
        DRAWING.replace("h8", "h7"),
        DRAWING.replace("<path", '<path fill="red"'),
        DRAWING.replace("<path", '<text xml:space="preserve"> A</text><path'),
        DRAWING.replace("<path", "<style>path{fill:red}</style><path"),
    ],
)
def test_what_is_drawn_is_part_of_what_is_decided(other):
    assert seen(DRAWING.encode()) != seen(other.encode())


def test_words_in_a_drawing_keep_their_spaces_and_links_their_prefix():
    words = (
        f'<svg {SVG} xmlns:xlink="http://www.w3.org/1999/xlink"><text>a <tspan>b</tspan>'
        '<title>x</title> c<desc>y</desc> d</text><use xlink:href="#a"/></svg>'
    )

    made = seen(words.encode()).decode()

    assert "<text>a <tspan>b</tspan> c d</text>" in made
    assert 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"' in made
    assert made.encode() == seen(made.encode())


@given(
    st.lists(
        st.sampled_from(["/", "*", "/*", "*/", "a", " ", "<desc>", "</desc>", "<g/>", '"', "&lt;"]),
        max_size=12,
    ).map("".join)
)
def test_what_is_published_stays_as_it_is(rules):
    for inside in (f"<style>{rules}</style>", f"<text>{rules}</text>"):
        once = seen(DRAWING.replace("<path", f"{inside}<path").encode())

        assert once == seen(once)


def test_a_comment_joins_nothing_that_it_kept_apart():
    made = seen(DRAWING.replace("<path", "<style>a{x:4/**/2}//**/* y */</style><path").encode())

    assert b"a{x:4 2}/ * y */" in made


@pytest.mark.parametrize(
    "written",
    [
        PNG + SIZE + chunk(b"tEXt", b"Comment\x001f3a") + PIXELS + chunk(b"IEND"),
        PNG + SIZE + chunk(b"tIME", b"1234567") + PIXELS + chunk(b"eXIf", b"x") + chunk(b"IEND"),
        PICTURE + b"1f3a",
        PICTURE[:-4] + b"1f3a",
    ],
)
def test_what_is_not_shown_leaves_no_trace_of_a_picture(written):
    assert PICTURE == seen(written)


@pytest.mark.parametrize("data", [b"", b"\xff", b"<svg/>", b"<svg", PNG, PICTURE[:-1]])
def test_what_is_no_sound_picture_stays_as_it_is(data):
    assert data == seen(data)


def test_a_drawing_nested_too_deep_ends_no_program():
    deep = f"<svg {SVG}>{'<g>' * 20_000}{'</g>' * 20_000}</svg>".encode()

    assert deep == seen(deep)


def test_a_comment_in_the_logo_changes_no_code_and_is_not_published():
    given = roadmap("esimerkkila")
    noted = replace(given.logo, data=given.logo.data + b"<!-- b74999cf2463e71 -->\n")
    with_note = replace(given, logo=noted)

    assert canonical(given) == canonical(with_note)
    assert code_of(given) == code_of(with_note)
    assert dict(assets(given)) == dict(assets(with_note))
    assert b"b74999cf" not in dict(assets(with_note))["assets/logo.svg"]
