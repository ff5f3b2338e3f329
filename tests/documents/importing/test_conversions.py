"""Documents that LibreOffice has converted, there and back, give what their originals give."""

from __future__ import annotations

from pathlib import Path

import pytest
from neutral_rows import as_rows, rows
from test_documents import FOLDER, expected

from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.reading import read_document
from office import convert, needs_office

WAYS = {".docx": ("odt", "docx"), ".pptx": ("odp", "pptx"), ".xlsx": ("ods", "xls")}
ORIGINALS = sorted(
    path.name.removesuffix(".expected.json")
    for path in FOLDER.glob("*.json")
    if Path(path.name.removesuffix(".expected.json")).suffix in WAYS
)

pytestmark = needs_office


@pytest.fixture(scope="module")
def converted(tmp_path_factory) -> Path:
    """Return a folder with a folder of each form, in which the documents are converted."""
    folder = tmp_path_factory.mktemp("muunnetut")
    for suffix, (there, back) in WAYS.items():
        originals = [FOLDER / name for name in ORIGINALS if name.endswith(suffix)]
        convert(originals, folder, there)
        convert(sorted((folder / there).iterdir()), folder, back)
    return folder


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name in ORIGINALS for form in WAYS[Path(name).suffix]]
)
def test_a_converted_document_gives_what_its_original_gives(converted, name, form):
    document = read_document(converted / form / f"{Path(name).stem}.{form}", Legend())
    wanted = expected(name)

    assert isinstance(document, Document), document
    assert list(rows(wanted, wanted["phase_aliases"])) == as_rows(document)
