"""A transcription of a document that was approved elsewhere: neither a draft nor word for word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import yaml
from docx import Document
from openpyxl import load_workbook

COPIED = ("--kind", "jäljennös", "--body", "Kunnanhallitus", "--date", "9.12.2024", "--yes")
STANDING = "Jäljennös hyväksytystä asiakirjasta"
LINE = f"{STANDING}: Kunnanhallitus 9.12.2024 (pykälä ei ole tiedossa). Versio 2024-1."


@pytest.fixture
def copied(town):
    """Return a town whose content was transcribed from what its board once approved."""
    ended = town.run("approve", "pikku", *COPIED)
    assert 0 == ended.code, ended.err
    return town


def built(town, *options: str) -> Path:
    ended = town.run("pages", "--date", "15.9.2026", *options)
    assert 0 == ended.code, ended.err
    return town.root / "build" / "pikku"


def words_of(folder: Path) -> str:
    return "\n".join(page.read_text() for page in sorted((folder / "docs").rglob("*.md")))


def test_it_needs_no_code_since_no_minutes_quote_one(copied):
    assert "jäljennös" == copied.versions().all[0].approval.kind


@pytest.mark.parametrize("options", [("--public",), ()], ids=["public", "draft"])
def test_its_pages_say_what_it_is_and_neither_draft_nor_word_for_word(copied, options):
    folder = built(copied, *options)
    extra = yaml.safe_load((folder / "mkdocs.yml").read_text())["extra"]
    pages = words_of(folder)

    assert LINE == extra["tila"]
    assert extra["jaljennos"] is True
    assert f"**{STANDING}.** Sivujen sisältö on siirretty" in pages
    assert "| Alkuperäisen hyväksyi | Kunnanhallitus 9.12.2024" in pages
    for word in ("Luonnos", "hyväksytty versio", "sellaisena kuin se", "Pöytäkirjaan kirjataan"):
        assert word not in pages, word


def test_a_draft_of_it_hides_from_search_engines_all_the_same(copied):
    extra = yaml.safe_load((built(copied) / "mkdocs.yml").read_text())["extra"]

    assert extra["luonnos"] is True


def test_its_whole_site_builds_with_its_band_on_every_page(copied):
    ended = copied.run("build", "--public", "--date", "15.9.2026")
    assert 0 == ended.code, ended.err
    pages = [
        page.read_text()
        for page in (copied.root / "site" / "pikku").rglob("*.html")
        if 'http-equiv="refresh"' not in page.read_text() and "upotus" not in page.parent.parts[:-1]
    ]

    assert pages
    assert all(f"<p>{STANDING}</p>" in page and "Luonnos" not in page for page in pages)


def test_it_can_be_published_without_a_statement_and_says_what_it_is(town, tmp_path):
    settings = town.content.path("tiekartta.yml").read_text()
    town.content.write("tiekartta.yml", settings.partition("saavutettavuus:")[0])
    assert 0 == town.run("approve", "pikku", *COPIED).code

    words = (str(tmp_path / "kohde"), "--no-audit", "--apply", "--date", "15.9.2026")
    ended = town.run("publish", "pikku", *words)
    assert 0 == ended.code, ended.err
    assert f"Julkaistu: 2024-1, {STANDING}: Kunnanhallitus 9.12.2024" in ended.out
    statement = tmp_path / "kohde" / "nykyinen" / "saavutettavuusseloste" / "index.html"
    told = statement.read_text().replace("\u00ad", "")
    assert "saavutettavuutta ei ole vielä arvioitu" in told
    assert "jäljennös asiakirjasta, ja Pikkulan kunta ei ole julkaissut niitä." in told


def test_when_the_content_is_edited_it_is_a_draft_until_it_is_transcribed_anew(copied):
    copied.edit()
    draft = yaml.safe_load((built(copied) / "mkdocs.yml").read_text())["extra"]
    assert draft["tila"].startswith("Luonnos – ei hyväksytty.")
    assert "jaljennos" not in draft

    assert 0 == copied.run("approve", "pikku", *COPIED, "--reason", "Sana oli väärin").code
    front = words_of(built(copied, "--public"))
    assert "hyväksyi 9.12.2024 (pykälä ei ole tiedossa). Sana oli väärin." in front.replace(
        "\u00a0", " "
    )
    assert "Tämä on aiempi jäljennös hyväksytystä asiakirjasta." in front


@pytest.mark.parametrize(
    ("kind", "body"), [("muutos", "Johtoryhmä"), ("korjaus", "Kunnansihteeri")]
)
def test_nothing_of_it_can_be_changed_by_decision_before_it_is_approved(copied, kind, body):
    copied.edit()
    ended = copied.approve(body, "1.9.2026", "--kind", kind, "--reason", "x", "--decision", "y")

    assert 3 == ended.code
    assert "[kind-does-not-follow]" in ended.err


def test_the_board_can_approve_it_word_for_word(copied):
    copied.edit()
    assert 0 == copied.approve("Kunnanhallitus", "1.9.2026", "--kind", "hyväksyntä").code
    folder = built(copied, "--public")

    assert "**Hyväksytty.** Sivuilla on hyväksytty versio 2026-1 sanasta sanaan." in words_of(
        folder
    )
    assert "jaljennos" not in (folder / "mkdocs.yml").read_text()


def test_what_was_approved_is_never_a_transcription_again(approved):
    approved.edit(5)
    ended = approved.run("approve", "pikku", *COPIED, "--version", "2026-9")

    assert 3 == ended.code
    assert "Tiekartta on jo hyväksytty sanasta sanaan" in ended.err


# --- exports -----------------------------------------------------------------------------------


def exported(town) -> dict[str, str]:
    """Return the texts of each export, by its kind; of Office files all that a reader sees."""
    names = {"docx": "liite.docx", "xlsx": "liite.xlsx"}
    annexes = [word for name in names.values() for word in ("--annex", name)]
    ended = town.run("export", "pikku", *annexes, "--csv", "rivit.csv")
    assert 0 == ended.code, ended.err
    word = Document(str(town.root / names["docx"]))
    text = "\n".join(one.text for one in word.paragraphs)
    book = load_workbook(town.root / names["xlsx"])
    return {
        "docx": text,
        "xlsx": "\n".join(str(sheet["A3"].value) for sheet in book),
        "csv": (town.root / "rivit.csv").read_text("utf-8-sig"),
    }


def test_every_export_says_that_it_is_a_transcription(copied):
    for kind, text in exported(copied).items():
        assert LINE in text, kind


def test_every_export_of_edited_content_says_that_it_is_a_draft(approved):
    approved.edit(7)
    for kind, text in exported(approved).items():
        assert "Luonnos – ei hyväksytty" in text, kind


def test_every_export_of_approved_content_says_who_approved_it(approved):
    for kind, text in exported(approved).items():
        assert "Hyväksytty: Johtoryhmä 9.6.2026 § 23. Versio 2026-1." in text, kind


def test_an_annex_with_its_standing_comes_back_without_a_change(copied):
    exported(copied)
    for name in ("liite.docx", "liite.xlsx"):
        with zipfile.ZipFile(io.BytesIO((copied.root / name).read_bytes())) as package:
            assert package.testzip() is None
        ended = copied.run("import", name, "--into", "pikku")
        assert 0 == ended.code, ended.err
        assert "sisällössä ei muutu mitään;\ntarkistettavaa ei ole." in ended.out, ended.out
