"""A version that several bodies have decided on in turn: each is told, in order, with its words."""

from __future__ import annotations

import html
import json
import re
import zipfile

import pytest

from digitiekartta.versions.record import EarlierDecision
from digitiekartta.versions.records import read_versions

TEAM = "Johtoryhmä; 29.10.2024; § 5; puolsi; https://pikkula.example/johtoryhma"
COUNCIL = "Kunnansihteeri; 6.11.2024; 12"
IN_ORDER = (
    "Johtoryhmä 29.10.2024 § 5 (puolsi), Kunnansihteeri 6.11.2024 § 12 ja Kunnanhallitus 9.12.2024"
    " § 187 (hyväksyi)"
)


@pytest.fixture
def decided(town):
    """Return Pikku as three bodies have approved it."""
    words = ("--section", "187", "--earlier", TEAM, "--earlier", COUNCIL)
    ended = town.approve("Kunnanhallitus", "9.12.2024", *words)
    assert 0 == ended.code, ended.err
    return town


def test_the_record_holds_each_decision_in_order(decided):
    record = json.loads(decided.file("2024-1", "hyvaksynta.json").read_bytes())

    assert [
        {
            "toimielin": "Johtoryhmä",
            "paiva": "2024-10-29",
            "pykala": "5",
            "paatos": "puolsi",
            "linkki": "https://pikkula.example/johtoryhma",
        },
        {
            "toimielin": "Kunnansihteeri",
            "paiva": "2024-11-06",
            "pykala": "12",
            "paatos": None,
            "linkki": None,
        },
    ] == record["aiemmat_paatokset"]
    assert "Kunnanhallitus" == record["toimielin"]
    assert [] == decided.problems()


def test_pages_and_status_tell_who_decided_what_in_order(decided):
    assert 0 == decided.run("pages", "pikku", "--public").code
    docs = decided.root / "build" / "pikku" / "docs"
    pages = ("index.md", "versiot/2024-1/index.md", "muutokset/index.md", "feed.xml")
    pages += ("muutokset/2024-1.md",)
    front, version, changes, feed, change = (
        (docs / page).read_text().replace("\u00a0", " ") for page in pages
    )
    status = decided.run("status", "pikku").out

    for told in (front, version):
        assert "[Johtoryhmä 29.10.2024 § 5: puolsi](https://pikkula.example/johtoryhma)" in told
        assert "Kunnansihteeri 6.11.2024 § 12 " in told
    # Who supported it is not among those who approved it.
    assert "| Hyväksytty | Kunnanhallitus 9.12.2024 § 187 |" in front
    assert "| Hyväksyi | Kunnanhallitus 9.12.2024 § 187 |" in version
    before = "Aiemmat päätökset: Johtoryhmä 29.10.2024 § 5 (puolsi) ja Kunnansihteeri 6.11.2024"
    for told in (changes, change, feed):
        assert f"{before} § 12. Kunnanhallitus hyväksyi koko" in told
    assert f"Versio 2024-1: {IN_ORDER}" in feed
    assert f"Hyväksytty: {IN_ORDER}. Versio 2024-1." in status
    settings = (decided.root / "build/pikku/mkdocs.yml").read_text().replace("\u00a0", " ")
    assert f"Hyväksytty: {IN_ORDER}. Versio 2024-1." in " ".join(settings.split())


def test_annexes_and_lists_of_changes_tell_each_decision_too(decided, tmp_path):
    files = [str(tmp_path / f"liite.{form}") for form in ("docx", "xlsx", "csv")]
    annexes = ("--annex", files[0], "--annex", files[1], "--csv", files[2])
    assert 0 == decided.run("export", "pikku", *annexes).code
    decided.edit(8)
    words = ("changes", "pikku", "--format")
    listed = decided.run(*words, "json").out + decided.run(*words, "text").out
    decided.run(*words, "docx", "--output", str(tmp_path / "muutokset.docx"))

    assert 2 == " ".join(listed.split()).count(IN_ORDER)
    for file in ("liite.docx", "muutokset.docx"):
        with zipfile.ZipFile(tmp_path / file) as archive:
            xml = archive.read("word/document.xml").decode()
        assert IN_ORDER in re.sub(r"<[^>]+>", "", xml), file
    with zipfile.ZipFile(tmp_path / "liite.xlsx") as archive:
        cells = b"".join(archive.read(name) for name in archive.namelist() if "xml" in name)
    assert IN_ORDER in html.unescape(cells.decode())
    assert IN_ORDER in (tmp_path / "liite.csv").read_text()


def test_an_unknown_section_and_a_verb_stand_in_one_pair_of_brackets(town):
    assert 0 == town.approve("Kunnanhallitus", "9.12.2024", "--earlier", TEAM).code

    told = "Kunnanhallitus 9.12.2024 (hyväksyi, pykälä ei ole tiedossa). Versio 2024-1."
    assert told in town.run("status", "pikku").out


def test_what_would_be_frozen_is_told_before(town):
    words = ("--body", "Kunnanhallitus", "--date", "9.12.2024", "--earlier", TEAM)

    assert (
        "Aiempi päätös:    Johtoryhmä 29.10.2024 § 5: puolsi\n"
        "Sen pöytäkirja:   https://pikkula.example/johtoryhma\n"
    ) in town.run("approve", "pikku", *words).out


@pytest.mark.parametrize(
    ("earlier", "kind"),
    [
        (("Johtoryma; 29.10.2024",), "unknown-body"),
        (("Johtoryhmä; 10.12.2024",), "approval-date-order"),
        ((COUNCIL, TEAM), "approval-date-order"),
        (("Johtoryhmä; 29.10.2024; ftp://x",), "forbidden-link"),
    ],
)
def test_decisions_that_can_not_be_right_are_refused(town, earlier, kind):
    words = [word for one in earlier for word in ("--earlier", one)]
    ended = town.approve("Kunnanhallitus", "9.12.2024", *words)

    assert 3 == ended.code
    assert f"[{kind}]" in ended.err


@pytest.mark.parametrize(
    "text", ["Johtoryhmä", "; 1.1.2025", "Johtoryhmä; eilen", "J; 1.1.2025; a; b"]
)
def test_what_is_no_decision_is_told_with_an_example(town, text):
    ended = town.approve("Kunnanhallitus", "9.12.2024", "--earlier", text)

    assert 2 == ended.code
    assert "puolipisteillä, esimerkiksi ”Seutuvaltuusto; 6.11.2024;" in ended.err


def test_parts_with_commas_and_half_an_address_are_told_for_what_they_are(town):
    with_commas = town.approve("Kunnanhallitus", "9.12.2024", "--earlier", "J, 4.11.2024, § 4")
    address = town.approve("Kunnanhallitus", "9.12.2024", "--earlier", "J; 4.11.2024; www.x.fi/a")

    assert (2, 2) == (with_commas.code, address.code)
    assert "Erota toimielin, päivä ja muut tiedot puolipisteillä" in with_commas.err
    assert "Osoite alkaa https://. Kirjoita https://www.x.fi/a." in address.err


def test_a_decision_needs_no_more_than_body_and_day(town):
    ended = town.approve("Kunnanhallitus", "9.12.2024", "--earlier", "johtoryhmä ;29.10.2024")

    assert 0 == ended.code, ended.err
    [version] = read_versions(town.root / "content", "pikku").all
    assert "Johtoryhmä" == version.approval.earlier[0].body
    assert isinstance(version.approval.earlier[0], EarlierDecision)
