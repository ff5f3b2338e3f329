"""Office files of the same content are the same bytes: their zip without times of its own."""

import io
import re
import zipfile
from datetime import date
from typing import Any

from digitiekartta.basics.text import begins_formula

LONGEST_TEXT = 32_767
"""How many characters a cell of a workbook can hold."""
_LONGEST_PROPERTY = 255
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def property_text(text: str) -> str:
    """Return a text as a document's property can hold it: no longer than Office allows."""
    return text if len(text) <= _LONGEST_PROPERTY else f"{text[: _LONGEST_PROPERTY - 1]}…"


def cut_for_cell(text: str, told: str = "teksti on katkaistu") -> str:
    """Return a text as a cell can hold it; where it does not all fit, the end says what is told."""
    end = f" … ({told})"
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(end)] + end


def put_text(cell: Any, text: str) -> None:
    """Put a text into a cell of a workbook as text, also when it begins like a formula or an error.

    The quote prefix keeps it so when somebody edits the cell.
    """
    cell.value, cell.data_type = text, "s"
    cell.quotePrefix = begins_formula(text)


def without_clock(data: bytes, day: date = date(1980, 1, 1)) -> bytes:
    """Return an Office file without the time at which it was written, as if made on a day."""
    stamp = rb"\g<1>%sT00:00:00Z\g<2>" % day.isoformat().encode()
    fixed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _TIME.sub(stamp, part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, part)
    return fixed.getvalue()
