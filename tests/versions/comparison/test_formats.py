"""Formats: the same change list as text, Markdown, a page, a Word document and JSON."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from comparison.applying import apply, from_json
from comparison.small import CONTENT, compare, content, measure
from digitiekartta.basics.colours import contrast_ratio
from digitiekartta.basics.problems import Place, Problem, Severity
from digitiekartta.markup.escaping import clean
from digitiekartta.versions.comparison.change_list import Agenda, Frame, written
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
    code="8ZA9-YMRW-9BQW-T4QC-75ND-0H3E-GX2K",
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
Uuden sisällön tunniste: 8ZA9-YMRW-9BQW-T4QC-75ND-0H3E-GX2K
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

Muutokset, joiden syytä ei ole kerrottu
---------------------------------------
- Tietoturvakurssi

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
    assert ["h1", "h2", "h3", "h2", "h2", "h2"] == [
        n for n in page.names() if re.fullmatch("h[1-6]", n)
    ]
    assert set() == {"script", "link", "img", "iframe"} & set(page.names())
    assert "main" in page.names()


def test_no_text_becomes_an_element() -> None:
    ours = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p"}
    ours |= {"strong", "ul", "li", "dl", "dt", "dd", "code"}

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
        "Muutokset, joiden syytä ei ole kerrottu",
        "Avoimet huomautukset",
    ] == headings
    assert ("Muutokset: Digitiekartta 2025–2027, Pikkula", "fi-FI") == (
        document.core_properties.title,
        document.core_properties.language,
    )
    assert "Uuden sisällön tunniste: 8ZA9-YMRW-9BQW-T4QC-75ND-0H3E-GX2K" in [
        p.text for p in document.paragraphs
    ]
    assert b'w:lang w:val="fi-FI"' in document.styles["Normal"].element.xml.encode()


def test_the_document_is_the_same_bytes_every_time() -> None:
    assert written(LIST, FRAME, "docx") == written(compare(CONTENT, NEW), FRAME, "docx")


def test_json_holds_the_words_and_operations_that_make_the_new_content() -> None:
    told = json.loads(written(LIST, FRAME, "json"))

    assert NEW == apply(CONTENT, [from_json(one) for one in told["toimet"]])
    assert ("8ZA9-YMRW-9BQW-T4QC-75ND-0H3E-GX2K", "1 muutos: 1 muutettu toimenpide.") == (
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

    assert b"8ZA9-YMRW-9BQW-T4QC-75ND-0H3E-GX2K" in data


def test_a_first_version_says_that_it_would_be_the_first() -> None:
    told = text(compare(None, CONTENT), Frame("Pikkula", None, "työversio", "X"), "text")

    assert "Aiempi sisältö: ei aiempaa hyväksyttyä versiota\n" in told
    assert "tämä olisi ensimmäinen hyväksyntä.\n" in told


# --- a paper for an agenda -------------------------------------------------------------------

PAPER = replace(
    FRAME,
    agenda=Agenda(
        date(2026, 11, 10), "Johtoryhmä", "hallintojohtaja", date(2026, 11, 18), section="44"
    ),
)


def agenda_paper(frame: Frame = PAPER, comparison: Comparison = LIST) -> Any:
    return docx.Document(io.BytesIO(written(comparison, frame, "docx")))


def paragraphs(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_paper_says_who_proposes_what_to_whom_and_when() -> None:
    told = paragraphs(agenda_paper())

    assert ["Päiväys: 10.11.2026", "Kokous: Johtoryhmä 18.11.2026, § 44"] == told[1:3]
    assert (
        "Hallintojohtaja esittää, että johtoryhmä hyväksyy digitiekartan muutokset tämän luettelon"
        " mukaisesti. Hyväksyttävän sisällön tunniste on 8ZA9-YMRW-9BQW-T4QC-75ND-0H3E-GX2K" in told
    )


def test_what_is_not_known_of_the_meeting_is_a_place_to_be_filled_in() -> None:
    told = "\n".join(paragraphs(agenda_paper(replace(FRAME, agenda=Agenda(date(2026, 11, 10))))))

    assert "Kokous: [toimielin] [kokouksen päivä], [pykälä]" in told
    assert "[esittelijä] esittää, että [toimielin] hyväksyy" in told


def test_the_paper_is_a4_in_finnish_with_contrast_and_page_numbers() -> None:
    document = agenda_paper()
    section = document.sections[0]
    colours = [
        document.styles[name].font.color.rgb
        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet")
    ]
    languages = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}

    assert (21.0, 29.7) == (round(section.page_width.cm, 1), round(section.page_height.cm, 1))
    assert all(contrast_ratio(tuple(colour), (255, 255, 255)) >= 7 for colour in colours)
    assert {"fi-FI"} == languages
    assert {" PAGE ", " NUMPAGES "} == {
        element.text for element in section.footer._element.iter(qn("w:instrText"))
    }


def test_the_paper_is_of_its_own_day_and_has_no_picture_of_a_template() -> None:
    with zipfile.ZipFile(io.BytesIO(written(LIST, PAPER, "docx"))) as package:
        names, core = package.namelist(), package.read("docProps/core.xml").decode()

    assert [] == [name for name in names if "thumbnail" in name]
    assert 2 == core.count("2026-11-10T00:00:00Z")


def test_a_long_paper_begins_with_a_table_of_contents_that_leads_to_its_headings() -> None:
    new = content()
    for n in range(40):
        new["toimenpiteet"][f"uusi-{n}"] = {"otsikko": f"Uusi {n}", "tavoite": "palvelut"}
    document = agenda_paper(comparison=compare(CONTENT, new))
    root = document.element.body
    links = [one.get(qn("w:anchor")) for one in root.iter(qn("w:hyperlink"))]
    places = {one.get(qn("w:name")) for one in root.iter(qn("w:bookmarkStart"))}

    assert "Sisällys" in paragraphs(document)
    assert links
    assert set(links) <= places
    assert "Sisällys" not in paragraphs(agenda_paper())


def test_a_reason_of_the_proposal_is_told_with_its_change_and_its_lack_by_name() -> None:
    new = measure(kuvaus="Muu.", muutoksen_syy="Toimittaja vaihtui.")
    new["toimenpiteet"]["ohjeet"]["kuvaus"] = "Muu."
    told = text(compare(CONTENT, new), FRAME, "text")

    assert "Muutettu: Tietoturvakurssi\nSyy: Toimittaja vaihtui.\n- Kuvaus" in told
    assert told.endswith(
        "-----\n- Varoitus: Toimenpide ”Tietoturvakurssi”: Aikataulussa on aukko.\n"
    )
    assert "Muutokset, joiden syytä ei ole kerrottu\n" in told
    assert ["Ohjeet verkkoon"] == [one.title for one in compare(CONTENT, new).without_reason]


def test_the_reason_of_an_earlier_change_is_none_for_the_next() -> None:
    old = measure(muutoksen_syy="Toimittaja vaihtui.")
    new = measure(muutoksen_syy="Toimittaja vaihtui.", kuvaus="Muu.")

    assert ["Tietoturvakurssi"] == [one.title for one in compare(old, new).without_reason]


def test_a_reason_alone_is_nothing_to_decide_on() -> None:
    comparison = compare(CONTENT, measure(muutoksen_syy="Toimittaja vaihtui."))

    assert () == comparison.decided
    assert "Tietoturvakurssi – muutoksen syy: Toimittaja vaihtui." in text(
        comparison, FRAME, "text"
    )


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_paper_prints_as_a4_pages_with_its_words_and_numbers(tmp_path: Path) -> None:
    (tmp_path / "muutokset.docx").write_bytes(written(LIST, PAPER, "docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*words, str(tmp_path / "muutokset.docx")], check=True, capture_output=True)

    with pdfplumber.open(tmp_path / "muutokset.pdf") as pages:
        first = pages.pages[0]
        assert (595, 842) == (round(first.width), round(first.height))
        assert "Päätösehdotus" in first.extract_text()
        assert "Sivu 1 / " in first.extract_text()
