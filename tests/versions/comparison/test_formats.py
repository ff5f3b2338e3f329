"""Formats: the same change list as text, Markdown, a page, a Word document and JSON."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import docx
import pytest

from comparison.applying import apply, from_json
from comparison.small import CONTENT, compare, measure
from digitiekartta.basics.problems import Place, Problem, Severity
from digitiekartta.markup.escaping import clean
from digitiekartta.versions.comparison.change_list import Frame, written
from digitiekartta.versions.comparison.changes import Comparison
from hostile import HOSTILE, failures

LONG = "Jokainen työntekijä käy kurssin ja tekee sen lopuksi kokeen, joka uusitaan joka vuosi."
NEW = measure(
    kuvaus=LONG,
    aikataulu={"kevät 2025": "selvitys", "kevät 2026": "käyttöönotto"},
    kustannusarvio=[{"vuosi": "2026", "euroa": "6000", "laji": "käyttömeno"}],
)
GAP = Problem(
    "schedule-gap",
    Place("content/a.yml", 3, 1),
    "Aikataulussa on aukko.",
    severity=Severity.WARNING,
)
FRAME = Frame(
    roadmap="Digitiekartta 2025–2027, Pikkula",
    since="hyväksytty versio 2025-1 (Johtoryhmä 9.12.2025 § 41)",
    until="työversio",
    code="8ZA9-YMRW-9BQW",
    problems=(GAP,),
    owners={"content/a.yml": "Toimenpide ”Tietoturvakurssi”"},
)
LIST = compare(CONTENT, NEW)


def text(comparison: Comparison, frame: Frame, form: str) -> str:
    return written(comparison, frame, form).decode()


def test_new_reports_stand_together_after_the_changes_for_information() -> None:
    new = measure(raportit=[{"puolivuosi": "syksy 2025", "tila": "valmis", "teksti": "Tehty."}])

    assert (
        "Tiedoksi; näistä ei päätetä.\n\nTavoite 1: Digitaidot kuntoon\n"
        "- Tietoturvakurssi – tilanne syksyllä 2025: valmis. Tehty.\n"
        in text(compare(CONTENT, new), FRAME, "text")
    )


def test_the_text_can_be_read_aloud() -> None:
    assert """\
Muutokset: Digitiekartta 2025–2027, Pikkula
===========================================
Aiempi sisältö: hyväksytty versio 2025-1 (Johtoryhmä 9.12.2025 § 41)
Uusi sisältö: työversio
Uuden sisällön tunniste: 8ZA9-YMRW-9BQW
1 muutos: 1 muutettu toimenpide.

Tavoite 1: Digitaidot kuntoon
-----------------------------

Muutettu: Tietoturvakurssi
- Kuvaus muuttuu.
    Ennen: Jokainen käy kurssin.
    Muutoksen jälkeen: Jokainen työntekijä käy kurssin ja tekee sen lopuksi kokeen, joka
    uusitaan joka vuosi.
- Käyttöönotto siirtyy syksystä 2025 kevääseen 2026.
- Jää pois: jatkuva toiminta keväällä 2026.
- Vuoden 2026 kustannusarvio (käyttömeno) nousee 5 400 eurosta 6 000 euroon.

Vaikutus kustannusarvioihin
---------------------------
- Vuosi 2026: yhteensä 6 000 euroa, ennen 5 400 euroa (lisäystä 600 euroa).

Avoimet huomautukset
--------------------
- Varoitus: Toimenpide ”Tietoturvakurssi”: Aikataulussa on aukko.
""" == text(LIST, FRAME, "text").replace("\u00a0", " ")


def test_markdown_has_the_same_words_under_headings() -> None:
    told = text(LIST, FRAME, "markdown")

    assert ["Muutokset: Digitiekartta 2025–2027, Pikkula"] == re.findall("^# (.*)$", told, re.M)
    assert "### Muutettu: Tietoturvakurssi\n\n- Kuvaus muuttuu.\n    - Ennen: " in told


class Page(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def names(self) -> list[str]:
        return [name for name, _ in self.elements]


def test_the_page_stands_alone_and_says_its_language_and_title() -> None:
    html = text(LIST, FRAME, "html")
    page = Page(html)

    assert ("html", {"lang": "fi"}) == page.elements[0]
    assert "<title>Muutokset: Digitiekartta 2025–2027, Pikkula</title>" in html
    assert ["h1", "h2", "h3", "h2", "h2"] == [n for n in page.names() if re.fullmatch("h[1-6]", n)]
    assert set() == {"script", "link", "img", "iframe"} & set(page.names())
    assert "main" in page.names()


def test_no_text_becomes_an_element() -> None:
    ours = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p"}
    ours |= {"strong", "ul", "li", "dl", "dt", "dd"}

    def check(string: str) -> None:
        new = measure(otsikko=clean(f"x {string}"), kuvaus=clean(f"x {string} x"))
        assert set() == set(Page(text(compare(CONTENT, new), FRAME, "html")).names()) - ours

    assert {} == failures(HOSTILE, check)


def test_the_document_has_real_headings_language_title_and_code() -> None:
    document: Any = docx.Document(io.BytesIO(written(LIST, FRAME, "docx")))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]

    assert [
        "Muutokset: Digitiekartta 2025–2027, Pikkula",
        "Tavoite 1: Digitaidot kuntoon",
        "Muutettu: Tietoturvakurssi",
        "Vaikutus kustannusarvioihin",
        "Avoimet huomautukset",
    ] == headings
    assert ("Muutokset: Digitiekartta 2025–2027, Pikkula", "fi-FI") == (
        document.core_properties.title,
        document.core_properties.language,
    )
    assert "Uuden sisällön tunniste: 8ZA9-YMRW-9BQW" in [p.text for p in document.paragraphs]
    assert b'w:lang w:val="fi-FI"' in document.styles["Normal"].element.xml.encode()


def test_the_document_is_the_same_bytes_every_time() -> None:
    assert written(LIST, FRAME, "docx") == written(compare(CONTENT, NEW), FRAME, "docx")


def test_json_holds_the_words_and_operations_that_make_the_new_content() -> None:
    told = json.loads(written(LIST, FRAME, "json"))

    assert NEW == apply(CONTENT, [from_json(one) for one in told["toimet"]])
    assert ("8ZA9-YMRW-9BQW", "1 muutos: 1 muutettu toimenpide.") == (
        told["tunniste"],
        told["yhteenveto"],
    )
    [section] = told["muutokset"]
    assert "Kuvaus muuttuu." == section["kohteet"][0]["rivit"][0]["teksti"]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "docx"])
def test_the_code_is_in_every_format(form: str) -> None:
    data = written(LIST, FRAME, form)
    if form == "docx":
        document: Any = docx.Document(io.BytesIO(data))
        data = "\n".join(p.text for p in document.paragraphs).encode()

    assert b"8ZA9-YMRW-9BQW" in data


def test_a_first_version_says_that_it_would_be_the_first() -> None:
    told = text(compare(None, CONTENT), Frame("Pikkula", None, "työversio", "X"), "text")

    assert "Aiempi sisältö: ei aiempaa hyväksyttyä versiota\n" in told
    assert "tämä olisi ensimmäinen hyväksyntä.\n" in told
