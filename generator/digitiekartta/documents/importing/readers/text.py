"""Plain text: CSV and TSV files, and texts that were taken out of Word or PDF files.

Rows whose cells are parted by a tab, semicolon, comma or pipe are tables, other lines are text.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import groupby
from pathlib import Path

from digitiekartta.documents.importing.bounds import MAX_PLACES
from digitiekartta.documents.importing.grid import Cell, Line, Part, Section, Source, Table, Text
from digitiekartta.documents.importing.readers.letters import (
    NAMES,
    encoding_of,
    is_mended_wrongly,
)
from digitiekartta.documents.importing.readers.matrix import MAX_COLUMNS, MAX_ROWS
from digitiekartta.documents.importing.safety import (
    TOO_MANY_CELLS,
    UNKNOWN_LETTERS,
    Refused,
    damaged,
)
from digitiekartta.documents.importing.words import readable

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_BROKEN_BOLD = re.compile(r"\*\*([^*\n]{1,200}?)\s*\n([^*\n]{1,200})\*\*")
_PIPE_RULE = re.compile(r"[\s|:+-]+")
_MISSING = {"NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "None"}
"""What R, Python and databases write where a value is missing."""
_MOST_BYTES = 5_000_000
Row = list[str]


def read_text(data: bytes, path: Path) -> Source:
    """Return the tables and texts of a plain text file.

    Raises:
        Refused: The bytes are no text of a known encoding, or the table is too large.
    """
    if len(data) > _MOST_BYTES:
        raise Refused(TOO_MANY_CELLS, path.name)
    text, notes = _decoded(data, path)
    if text.count("\n") > MAX_ROWS * 2:
        raise Refused(TOO_MANY_CELLS, path.name)
    delimiter = _delimiter(text)
    rows = list(_rows(text, delimiter)) if delimiter else [[line] for line in text.split("\n")]
    widest = max(map(len, rows), default=0)
    if widest > MAX_COLUMNS or sum(map(len, rows)) > MAX_PLACES:
        raise Refused(TOO_MANY_CELLS, path.name)
    missing = Counter(cell for row in rows if len(row) > 1 for cell in row if cell in _MISSING)
    for word, number in missing.items():
        notes += (
            f"Solut, joissa lukee {word} eli tieto puuttuu, luettiin tyhjinä ({number} kpl).",
        )
    rows = [["" if len(row) > 1 and cell in _MISSING else cell for cell in row] for row in rows]
    return Source(path.name, (Section("", tuple(_parts(rows))),), notes=notes, coloured=False)


def _decoded(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text with line feeds, and what to tell of its letters."""
    encoding = encoding_of(data)
    if encoding is None:
        raise Refused(UNKNOWN_LETTERS, path.name)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(UNKNOWN_LETTERS, path.name) from None
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise damaged(path, "siinä on merkkejä, jotka eivät kuulu tekstiin")
    notes = []
    if name := NAMES.get(encoding):
        notes.append(
            f"Tiedoston kirjaimet luettiin vanhalla {name} -merkistöllä. Tarkista, että ääkköset ja"
            " muut erikoismerkit ovat oikein."
        )
    if is_mended_wrongly(text):
        notes.append(
            "Tekstissä on merkkejä, jotka näyttävät väärin luetuilta kirjaimilta (esimerkiksi Ã¤"
            " kirjaimen ä paikalla). Ne ovat jo tiedostossa ja tuotiin sellaisinaan."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return _BROKEN_BOLD.sub(r"**\1 \2**", text), tuple(notes)


def _delimiter(text: str) -> str:
    """Return what parts the cells: the sign that most lines hold equally often."""
    lines = [line for line in text.split("\n") if line.strip()][:2_000]
    best, best_score = "", 0
    for sign in ("\t", ";", "|", ","):
        counts = Counter(line.count(sign) for line in lines if line.count(sign))
        # A comma or semicolon also stands in sentences: only a regular number of them counts.
        least = 1 if sign == "\t" else 2
        score = max((number for count, number in counts.items() if count >= least), default=0)
        if score > best_score and (score >= 2 or sign == "\t"):
            best, best_score = sign, score
    return best


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows; an empty line is an empty row."""
    if delimiter == "|":
        for line in text.split("\n"):
            if "|" in line and _PIPE_RULE.fullmatch(line):
                continue
            bare = line.strip()
            if bare.startswith("|"):
                bare = bare.removeprefix("|").removesuffix("|")
            yield [cell.strip() for cell in bare.split("|")] if "|" in line else [line]
        return
    try:
        yield from [
            row or [""]
            for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        ]
    except csv.Error:  # quotation marks that are part of the text
        yield from (line.split(delimiter) for line in text.split("\n"))


def _parts(rows: list[Row]) -> Iterator[Part]:
    tables = 0
    for blank, block in groupby(
        enumerate(rows, 1), key=lambda item: not "".join(item[1]).strip() and len(item[1]) < 2
    ):
        if blank:
            continue
        numbered = list(block)
        first = next((at for at, (_, row) in enumerate(numbered) if len(row) > 1), len(numbered))
        for _, row in numbered[:first]:
            yield from _texts(row[0])
        if first < len(numbered):
            tables += 1
            yield Table(
                f"Taulukko {tables}",
                tuple(
                    Line(number, tuple(Cell(readable(_plain(text))) for text in row))
                    for number, row in numbered[first:]
                ),
            )


def _texts(line: str) -> Iterator[Text]:
    """Yield a line of text; a Markdown heading, or words in bold after others, by themselves."""
    bare = line.strip()
    if heading := _HEADING.fullmatch(bare):
        yield Text(readable(_plain(heading[2])), len(heading[1]))
        return
    before = bare.split("**")[0]
    bold = _BOLD.search(bare)
    if bold and bare.endswith(bold[0]):
        if before.strip():
            yield Text(readable(before))
        yield Text(readable(bold[1]), 2)
    elif bare:
        yield Text(readable(_plain(bare)))


def _plain(text: str) -> str:
    return _BOLD.sub(r"\1", text)
