"""Documents that LibreOffice has converted, there, back and to PDF, give what originals give."""

from __future__ import annotations

import shutil
from pathlib import Path

import making
import pytest
from neutral_rows import as_rows, rows
from test_documents import FOLDER, expected

from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.reading import read_document
from office import convert, needs_office

WAYS = {
    ".docx": ("odt", "docx", "pdf"),
    ".pptx": ("odp", "pptx", "pdf"),
    ".xlsx": ("ods", "xls", "pdf"),
}
MAKERS = {".docx": making.word, ".pptx": making.powerpoint, ".xlsx": making.xlsx}
WRITTEN = {
    "ryhmat": """
        Toimenpide | Vastuu | Kevät 2025 | Syksy 2025 | Kevät 2026
        Tavoite 1: Palvelut | < | < | < | <
        *Asiointi | < | < | < | <
        Ajanvaraus | IT | [Y] | [B] | hankinta
        Avoin data | Hallinto | | [Y] pilotti | [B]
        *Luvat | < | < | < | <
        Lupien haku | Tekninen | [B] | < | [Y]
        ---
        [Y] selvitys | [B] käyttöönotto
    """,
    "taso": """
        ~ [Y] selvitys
        ~ [B] käyttöönotto
        Taso | Kuvaus | Tilanne
        [Y] Alku | Kokeillaan | Nyt
        [B] Edennyt | Vakiintunut | Tavoite
        ---
        Toimenpide | Vastuu | 2025 | < | 2026 | <
        ^ | ^ | Kevät | Syksy | Kevät | Syksy
        Ajanvaraus | IT | [Y] | [B] | | [B]
        Avoin data | Hallinto | | [Y] | [B] |
    """,
}
FIXTURES = sorted(
    path.name.removesuffix(".expected.json")
    for path in FOLDER.glob("*.json")
    if Path(path.name.removesuffix(".expected.json")).suffix in WAYS
)
ORIGINALS = [*FIXTURES, *(f"{name}-{way[1:]}{way}" for name in WRITTEN for way in WAYS)]

pytestmark = needs_office


@pytest.fixture(scope="module")
def converted(tmp_path_factory) -> Path:
    """Return a folder with the originals, and one for each form in which they are converted."""
    folder = tmp_path_factory.mktemp("muunnetut")
    for name in FIXTURES:
        shutil.copy(FOLDER / name, folder)
    for way, make in MAKERS.items():
        for name, text in WRITTEN.items():
            (folder / f"{name}-{way[1:]}{way}").write_bytes(make([text]))
    for way, (there, back, _) in WAYS.items():
        originals = [folder / name for name in ORIGINALS if name.endswith(way)]
        convert(originals, folder, there)
        convert([folder / there / f"{one.stem}.{there}" for one in originals], folder, back)
    convert([folder / name for name in ORIGINALS], folder, "pdf")
    return folder


def rows_of_original(name: str, path: Path) -> list[dict]:
    if name in FIXTURES:
        wanted = expected(name)
        return list(rows(wanted, wanted["phase_aliases"]))
    document = read_document(path, Legend())
    assert isinstance(document, Document), document
    return as_rows(document)


@pytest.mark.parametrize(
    ("name", "form"),
    [(name, form) for name in ORIGINALS for form in WAYS[Path(name).suffix]],
)
def test_a_converted_document_gives_what_its_original_gives(converted, name, form):
    stem, suffix = Path(name).stem, Path(name).suffix
    document = read_document(converted / form / f"{stem}.{form}", Legend())

    if form == "pdf" and not isinstance(document, Document):
        # Columns of a sheet that are narrower than its texts cut them on paper.
        assert (".xlsx", ["text-lost"]) == (suffix, [one.code for one in document])
    else:
        assert isinstance(document, Document), document
        assert rows_of_original(name, converted / name) == as_rows(document)
