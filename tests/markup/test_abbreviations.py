"""Abbreviations: marked where a page first uses them, listed where nobody has explained them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digitiekartta.markup import escaping
from digitiekartta.markup.abbreviations import definitions
from digitiekartta.markup.components.kinds import OVERVIEW
from digitiekartta.pages import paths
from digitiekartta.roadmap.checking.words import unexplained, unexplained_abbreviations
from hostile import HOSTILE, OURS, engine, failures
from rendering import body, planned, text, tree

MEANINGS = {
    "PTV": "Palvelutietovaranto",
    "RYHTI": "rakennetun ympäristön tietojärjestelmä",
    "M365": "Microsoft 365",
    "TET": "työelämään tutustuminen",
    "IT": "tietotekniikka",
    "T&K": "tutkimus ja kehittäminen",
}


def marks(markdown, meanings=MEANINGS):
    """Return (what is marked, what follows it in the same word) in the order of the page."""
    page = tree(engine(OURS).convert(f"{markdown}\n\n{definitions(markdown, meanings)}"))
    found = []
    for mark in page.iter("abbr"):
        assert meanings[mark.text] == mark.get("title")
        found.append((mark.text, (mark.tail or "").split(" ")[0].rstrip(".,")))
    return found


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("PTV on käytössä.", ("PTV", "")),
        ("Tiedot viedään PTV:hen.", ("PTV", ":hen")),
        ("Ne ovat M365:ssä.", ("M365", ":ssä")),
        ("Liitytään RYHTIin.", ("RYHTI", "in")),
        ("Liitytään RYHTI-järjestelmään.", ("RYHTI", "-järjestelmään")),
        ("Tieto on RYHTIssä.", ("RYHTI", "ssä")),
        ("Sovitaan TETistä.", ("TET", "istä")),
        ("Sovitaan TETiin.", ("TET", "iin")),
        ("Kysy IT-tuesta.", ("IT", "-tuesta")),
        ("Lähi-IT tulee.", ("IT", "")),
        ("(PTV) mukana", ("PTV", ")")),
        ("Tehdään T&K-työtä.", ("T&K", "-työtä")),
        ("Kysy *IT*-tuesta.", ("IT", "")),
    ],
)
def test_an_abbreviation_is_marked_with_its_meaning_and_without_its_ending(sentence, marked):
    assert [marked] == marks(escaping.markdown(sentence) if "*" not in sentence else sentence)


def test_a_number_is_marked_only_where_the_page_says_it():
    assert [("0", "")] == marks(escaping.markdown("[koe] 0"), {"0": "nolla"})


@pytest.mark.parametrize("word", ["ITSE", "it", "PTVX", "XPTV", "PTV2", "ITse", "M3650", "ITÄ"])
def test_a_part_of_another_word_is_not_marked(word):
    assert [] == marks(f"Sana {word} ei ole lyhenne.")


def test_only_the_first_use_in_running_text_is_marked():
    page = """\
# PTV otsikossa

Kuvaus [PTV linkissä](https://a.fi), `PTV` koodina. Vasta tämä PTV merkitään, ei enää PTV.

Taulukko: PTV kuvatekstissä
| RYHTI otsikkona | Tieto |
|---|---|
| RYHTI rivin otsikkona | RYHTI solussa, PTV |

- IT luettelossa, RYHTI ja [IT vaiheena]{.vaihe}
"""
    assert [("PTV", ""), ("RYHTI", ""), ("IT", "")] == marks(page)
    html = engine(OURS).convert(f"{page}\n{definitions(page, MEANINGS)}")
    assert '<abbr title="Palvelutietovaranto">PTV</abbr> merkitään' in html
    assert f'><abbr title="{MEANINGS["RYHTI"]}">RYHTI</abbr> solussa' in html


@pytest.mark.parametrize("page", ["# TET-sopimukset", "[TET-sopimukset](sivu.md)"])
def test_what_only_a_heading_or_a_link_says_is_marked_there(page):
    assert [("TET", "-sopimukset")] == marks(f"{page}\n\nTeksti.")


def test_a_drawing_for_the_eye_does_not_take_the_first_use_from_the_text():
    shown = "[Käyttöön]{.vaihe .vaihe-toteutus}"
    page = tree(
        engine(OURS).convert(
            f"{OVERVIEW}\n\nAikataulutaulukko: A\n"
            "| Toimenpide | Tieto | Kevät 2025 |\n|---|---|---|\n"
            f"| IT-tuki | IT-tuki | {shown} |\n\n*[IT]: tietotekniikka"
        )
    )
    [mark] = page.iter("abbr")

    assert [] == [above for above in mark.iterancestors() if above.get("aria-hidden")]


def test_the_longest_abbreviation_that_fits_is_taken():
    meanings = {"IT": "tietotekniikka", "IT-tuki": "tietotekniikan neuvonta"}

    assert [("IT-tuki", "")] == marks("Kysy, missä IT-tuki on.", meanings)


def test_only_those_that_the_page_uses_are_defined():
    assert "*[PTV]: Palvelutietovaranto\n" == definitions("PTV:ssä on ITSE&#124;", MEANINGS)
    assert "" == definitions("Ei mitään.", MEANINGS)
    assert "" == definitions("PTV", {})


def test_pages_of_the_same_converter_keep_their_own():
    one = engine(OURS)
    one.convert("PTV\n\n*[PTV]: eka")

    assert "<p>PTV</p>" == one.reset().convert("PTV")


def test_a_hostile_meaning_is_only_text():
    markdown = engine(OURS)

    def check(string):
        page = tree(markdown.reset().convert(f"PTV\n\n{definitions('PTV', {'PTV': string})}"))
        marks = [mark.get("title") for mark in page.iter("abbr")]

        assert [escaping.clean(string).replace("\n", " ")] == marks
        assert ["p", "abbr"] == [element.tag for element in page.iterdescendants()]

    assert {} == failures(filter(escaping.clean, HOSTILE), check)


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
@example(" ", "a name of which nothing is left on a page")
def test_any_abbreviation_leaves_no_line_behind(name, meaning):
    page = escaping.markdown(f"Sana {name} on tässä.")
    html = engine(OURS).convert(f"{page}\n\n{definitions(page, {name: meaning})}")

    assert escaping.clean(f"Sana {name} on tässä.").split() == text(tree(html)).split()


def test_a_measure_page_marks_what_it_uses():
    page = planned("esimerkkila").files[paths.measure("selkokieli")]

    [mark] = tree(body(page)).iter("abbr")
    assert ("PTV", ":hen") == (mark.text, mark.tail.split()[0])


# --- unexplained ---------------------------------------------------------------------------


def words(content):
    return [(word, count) for word, count, _ in unexplained(content.roadmap())]


def test_words_in_capitals_that_nobody_explains_are_listed_with_their_endings_off(content):
    content.append(
        "saatesanat.md",
        """
        ICT on käytössä ICT:ssä, SIHyssä ja DVV:llä. Otetaan PTV, SharePoint ja T&K-raha.

        ISO OTSIKKO ISOILLA
        """,
    )
    content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "RYHTIin liittyminen, ICT")

    assert [("ICT", 3), ("PTV", 1), ("RYHTI", 1), ("SIHy", 1)] == words(content)


def test_the_first_place_is_told(content):
    content.append("saatesanat.md", "\nUusi ICT-laite.\n")
    [problem] = unexplained_abbreviations(content.roadmap())

    assert ("unexplained-abbreviation", "content/pikku/saatesanat.md", 4, 6) == (
        problem.code,
        problem.place.file,
        problem.place.line,
        problem.place.column,
    )
    assert not problem.is_error
    assert "”ICT: …”" in problem.remedy


def test_addresses_and_licences_are_not_words(content):
    content.append("tiekartta.yml", "lisenssi: CC BY 4.0\npalaute:\n  osoite: https://a.fi/ABC\n")

    assert [] == words(content)


def test_letters_with_a_number_and_abbreviations_written_like_words_are_listed(content):
    content.append(
        "saatesanat.md",
        """
        M365 ja O365-lisenssit, hyte-työ ja Hyten johtaja, Sote. Arviot: Vesi, VESI ja vesi.

        Koko A4, keväällä K2025, versio 2.0, huone B1 ja Kela.
        """,
    )

    assert [("Vesi", 2), ("hyte", 2), ("M365", 1), ("O365", 1), ("Sote", 1)] == words(content)


def test_an_abbreviation_that_is_explained_is_so_in_whatever_case_it_is_written(content):
    content.append("lyhenteet.yml", "HYTE: hyvinvoinnin edistäminen\nM365: Microsoft\n")
    content.append("saatesanat.md", "\nHyte, HYTE ja hyte-työ M365:ssä.\n")

    assert [] == words(content)
