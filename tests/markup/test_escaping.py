"""Whatever an editor writes appears letter for letter, and the page around it stays as it was."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digitiekartta.markup import escaping
from hostile import EVERYTHING, HOSTILE, OURS, engine, failures, seen

# A heading, paragraphs, lists, quote, table (caption, headers, cells), link, span and emphasis.
PAGE = """\
## {}

{}

alku
{}
| ei | taulukko |
| --- | --- |

{}
| ei | taulukko |
| --- | --- |

- a
- {}
    1. {}

> {}

Taulukko: {}
| {} | b | {} |
| --- | :-: | --: |
| {} | x | {} |
| y | {} | z |

Lue [{}](sivu.md), nyt [{}]{.vaihe .vaihe-s}, vastuu **{}**.
"""
ENGINES = {
    "ours": engine(OURS),
    "everything": engine(EVERYTHING),
    "smarty": engine((*OURS, "smarty")),
}
# Smarty draws quotes, dashes and dots its own way; that much it may.
SMARTY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "---", "–": "--", "…": "..."})

# Any characters, and the ones that mean something far oftener than chance would give them.
WORDS = st.sampled_from([*"\\`*_{}[]()<>#+-.!|~^$@&:;=/'\"%?\n\t 01cx", "a ", "ä", *HOSTILE])
TEXTS = st.text() | st.lists(WORDS, max_size=8).map("".join)


def shown(text: str, name: str) -> list[str]:
    parts = seen(ENGINES[name].reset().convert(PAGE.replace("{}", text)))
    return [part.translate(SMARTY) for part in parts] if name == "smarty" else parts


def expected(text: str, name: str) -> list[str]:
    text = text.translate(SMARTY) if name == "smarty" else text
    return [part.replace("sana", text) for part in shown("sana", name)]


@pytest.mark.parametrize("name", ENGINES)
def test_a_hostile_string_is_only_text(name):
    def check(text):
        assert expected(escaping.clean(text), name) == shown(escaping.markdown(text), name)

    assert {} == failures(filter(escaping.clean, HOSTILE), check)


@pytest.mark.parametrize("name", ENGINES)
@given(text=TEXTS.filter(escaping.clean))
def test_any_string_is_only_text(name, text):
    assert expected(escaping.clean(text), name) == shown(escaping.markdown(text), name)


@pytest.mark.parametrize(
    "text",
    [
        "Henkilökunnan digiosaamisen kartoitus (M365), tieto- ja viestintätekniikka",
        "Kaupunginhallitus 16.12.2024 § 14, klo 12:30",
        "Kuvat & teksti: 5=Erinomainen, +358 40 123 4567, -10 %, 1 200 €",
        "”Yhteinen kahvipöytä”, \"suora lainaus\" ja 'toinen'; tietosuoja-/tietoturvaosaaminen",
        "Eduhouse -palvelun käyttöönotto – miksi? Näin!",
        "tiedoston_nimi.xlsx, R&D, 2025–2027, a) ensimmäinen ja b) toinen",
        "2026: käyttöönotto > koulutus",
    ],
)
def test_ordinary_finnish_stays_readable(text):
    assert text == escaping.markdown(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. Yhteinen strategia", "1&#46; Yhteinen strategia"),
        ("- eka\n- toka", "&#45; eka<br>&#45; toka"),
        ("Taulukko: osaaminen", "Taulukko&#58; osaaminen"),
        ("www.example.org", "www&#46;example.org"),
        ("&amp; &", "&#38;amp; &"),
        ("  väli \t lopussa  ", "väli   lopussa"),
        ("e\u0301", "é"),
    ],
)
def test_only_what_is_active_is_referenced(text, written):
    assert written == escaping.markdown(text)


@given(text=TEXTS)
def test_cleaning_twice_changes_nothing_more(text):
    clean = escaping.clean(text)

    assert clean == escaping.clean(clean) == unicodedata.normalize("NFC", clean)


def test_a_blank_line_parts_paragraphs_and_a_newline_breaks_a_line():
    html = ENGINES["ours"].reset().convert(escaping.paragraphs("eka\ntoka\n \n\n# kolmas\n"))
    two = ["<p>", "eka\ntoka", "</p>", "<p>", "# kolmas", "</p>"]
    assert two == seen(html)


@given(text=TEXTS)
def test_html_is_one_line_that_no_attribute_or_element_ends_in(text):
    one_line = " ".join(escaping.clean(text).replace("\n\n", "\n").split("\n"))
    written = escaping.html(text)

    assert not set("<>\"'\n") & set(written)
    if one_line.strip() and "\n\n" not in escaping.clean(text):
        assert [f'<i title="{one_line}">', one_line, "</i>"] == seen(
            f'<i title="{written}">{written}</i>'
        )


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a_b?c=1&d=2#e", "https://example.org/a_b?c=1&amp;d=2#e"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:kirjaamo@example.org", "mailto:kirjaamo@example.org"),
        ("../tavoitteet/", "../tavoitteet/"),
        (
            "/liitteet/Pöytäkirja 1 (luonnos).pdf",
            "/liitteet/P%C3%B6yt%C3%A4kirja%201%20%28luonnos%29.pdf",
        ),
        ("a%20b 100%", "a%20b%20100%25"),
        ("#kohta", "#kohta"),
        ("sivu.md?aika=12:30", "sivu.md?aika=12:30"),
        (" https://example.org ", "https://example.org"),
        ("a<b>\"c'd`e|f[g]h{i}$j", "a%3Cb%3E%22c%27d%60e%7Cf%5Bg%5Dh%7Bi%7D%24j"),
        ("a&colon;b&#58;c", "a&amp;colon;b&amp;#58;c"),
    ],
)
def test_an_address_is_written_so_that_it_can_stand_in_a_link(address, written):
    assert written == escaping.url(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org",
        "tel:123",
        "//example.org",
        "/\\example.org",
        "\\\\example.org",
        "https:example.org",
        "https:///example.org",
        "https://example.org/\u202egnp.exe",
        "https://example.org/a\nb",
        "C:/tiedosto",
        "\ud800",
    ],
)
def test_an_address_of_another_kind_is_refused(address):
    assert escaping.url(address) is None


def linked(address: str) -> str:
    return f"| a | [sana]({address}) |\n| - | - |\n| b | c |"


@given(text=TEXTS | TEXTS.map("https://example.org/{}".format))
@example("-")
def test_an_allowed_address_leaves_the_page_as_it_was(text):
    if (address := escaping.url(text)) is not None:
        for markdown in ENGINES.values():
            html = markdown.reset().convert(linked(address))
            assert markdown.reset().convert(linked("x")).count("<") == html.count("<")
            assert f' href="{address}"' in html
