"""What a comment quotes stays words on GitHub and GitLab: nobody is notified, nothing is linked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digitiekartta.markup.escaping import clean, code_span
from digitiekartta.markup.report.blocks import Heading, Item, Paragraph
from digitiekartta.markup.report.comment import as_comment, words
from hostile import HOSTILE

LIVE = (
    *("@kunta/johtoryhma", "@kaikki", "cc @team, kiitos", "(@team)", "”@team”", "x@kunta.example"),
    *("#1", "(#1)", "kunta/repo#2", "GH-1", "gh-1", "Fixes #3", "DIGI-12", "##1"),
    *("!1", "kunta/repo!1", "~label", '~"kaksi sanaa"', "%milestone", '%"kaksi sanaa"', "$snippet"),
    *("&1", "^alert#1", "*iteration:1", "[issue:1]", "[vulnerability:1]", "kunta/repo&2"),
    *("/close", "/approve", "/assign @me", "teksti\n/merge", "/label ~x\n/close"),
    *("https://evil.example/x", "www.evil.example", "HTTP://EVIL.EXAMPLE", "ftp://x.example"),
    *("mailto:x@y.example", "xmpp:x", "a@b.example", "javascript:alert(1)", "//evil.example"),
    *("1234567", "deadbee", "0123456789abcdef0123456789abcdef01234567", "abc1234...def5678"),
    *("kunta/repo@deadbee", ":smile:", ":+1:", ":100:", "$x$", "$$x$$", "$`x`$", "$`x` y `$"),
    *("&#64;kunta", "&commat;kunta", "&num;1", "@<!-- -->kunta", "\\@kunta", "`@kunta`"),
    *("``` @kunta ```", "`", "``", "` `", "`a", "a`", "``a`b``", "~~~", "```suggestion\nx\n```"),
    *(
        "<img src=x>",
        "<b>@kunta</b>",
        "<!-- x -->",
        "<details>",
        "![x](https://evil.example/i.png)",
    ),
    *("[x](https://evil.example)", "[x]: https://evil.example", "<https://evil.example>", "[^1]"),
    *("[[_TOC_]]", "[[wiki]]", "[TOC]", "- [ ] x", "| a | b |\n|---|---|", "# x", "x\n===", "---"),
    *("**x**", "_x_", "__x__", "~~x~~", "x*y*z", "1. x", "2) x", "> x", "+ x", "    x", "\tx"),
    *(
        "[!NOTE]",
        ">>> x",
        "{+ x +}",
        "[- x -]",
        "/me x",
        "\u200b@kunta",
        "\uff20kunta",
        "@\u200bkunta",
    ),
)
#: What hosts look for in the text that Markdown leaves, outside code.
FOUND = re.compile(
    r"""@\w | \#\d | [!&]\d | ~["\w] | %["a-z] | \$["`\w] | \b[a-z][a-z\d]*-\d
    | (?<![^\W_])[\da-f]{7,}(?![^\W_]) | :[\w+-]+: | www\. | :// | \w:[a-z] | ^/\S
    | \[ | <(?!br>)""",
    re.VERBOSE | re.IGNORECASE,
)
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(markdown: str) -> tuple[str, list[str], set[str]]:
    """Return what a reader sees, the texts outside code, and what else Markdown makes."""
    text, live, made = "", [""], set()
    for block in MARKDOWN.parse(markdown):
        made.add(block.type)
        for token in block.children or ():
            if token.type in ("text", "code_inline"):
                text += token.content
                live[-1] += token.content if token.type == "text" else ""
                live += [""] if token.type == "code_inline" else []
            elif token.type == "html_inline" and token.content == "<br>":
                text += "\n"
                live.append("")
            else:
                made.add(token.type)
    return text, [one.strip() for one in live], made - {"inline"}


def is_dead(text: str) -> None:
    seen, live, made = shown("- " + words(text))
    spaced = " ".join(clean(text).split())

    assert spaced == " ".join(seen.split())
    assert [] == [one for one in live if FOUND.search(one)]
    assert made <= {
        *("bullet_list_open", "list_item_open", "paragraph_open"),
        *("bullet_list_close", "list_item_close", "paragraph_close"),
    }


@pytest.mark.parametrize("text", [*LIVE, *HOSTILE])
def test_a_hostile_text_is_seen_letter_for_letter_and_is_dead(text: str):
    is_dead(text)
    is_dead(f"Tahoa ”{text}” ei ole.")


@given(
    st.text(
        alphabet=st.sampled_from("@#!~%$&/<>`*_[]()\\:.-+=|^\"'{} \n1aäÄX7e,;\u00a0"), max_size=30
    )
)
def test_any_text_is_seen_letter_for_letter_and_is_dead(text: str):
    is_dead(text)


@given(st.text(max_size=40))
def test_text_of_any_characters_is_dead_too(text: str):
    is_dead(text)


def test_ordinary_finnish_is_not_made_code():
    text = (
        "Käyttöönotto siirtyy: ennen syksyllä 2025, muutoksen jälkeen keväällä 2026 (75 %, 12.30)."
        " Kysy ”kirjaamosta”! Palaako 5 400 € / vuosi? 2025–2027; klo 12:30, ja/tai A & B."
    )

    assert "`" not in words(text)


def test_the_end_of_a_sentence_is_no_part_of_a_word_in_code():
    assert "Tiedosto ei ole `UTF-8-muodossa`, joten" == words(
        "Tiedosto ei ole UTF-8-muodossa, joten"
    )
    assert "Kysy `”@kunta`”." == words("Kysy ”@kunta”.")


@pytest.mark.parametrize("text", ["x`y", "`", "``x``", "x`", "a ``` b"])
def test_a_code_span_holds_any_text(text: str):
    [token] = [t for t in MARKDOWN.parse(code_span(text))[1].children or () if t.content]
    assert ("code_inline", text) == (token.type, token.content)


def test_headings_labels_and_codes_of_a_report_are_dead_as_well():
    evil = "x`\n\n@kunta/team <img src=x> [tarkasta](https://evil.example)\n\n`"
    report = as_comment(
        [Heading(2, evil), Paragraph(evil, evil, evil), Item(evil, evil, evil, label=evil)]
    )
    _, live, made = shown(report)

    assert [] == [one for one in live if FOUND.search(one)]
    assert not {"image", "link_open", "html_inline", "html_block", "fence"} & made
