"""Documents broken in every way that chance finds: each is read or refused, none does harm."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from broken_documents import mutated
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.documents.importing.apart import Limits, read_apart
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document, to_json
from exploring import one_in

FOLDER = Path(__file__).parent / "documents"
DOCUMENTS = sorted(
    path
    for path in FOLDER.rglob("*.*")
    if path.suffix in {".xlsx", ".xls", ".ods", ".docx", ".odt", ".pptx", ".pdf", ".csv", ".tsv"}
)
LIMITS = Limits(seconds=60, busy_seconds=10, memory=500_000_000)


@one_in(4)
@given(st.sampled_from(DOCUMENTS), st.integers(0, 2**32 - 1))
def test_a_broken_document_is_read_or_refused(whole, seed):
    with TemporaryDirectory() as folder:
        path = Path(folder) / whole.name
        path.write_bytes(mutated(whole.read_bytes(), seed))

        answer = read_apart(path, Legend(), LIMITS)

    if isinstance(answer, Document):
        assert to_json(answer)
        assert answer.cells.all >= answer.cells.used
    else:
        assert not {problem.code for problem in answer} & {"reading-failed", "reading-stopped"}
