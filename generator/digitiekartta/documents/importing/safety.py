"""Files are looked at before any library opens them: kind by content, size, bombs, passwords.

A file that cannot be read safely is refused with one Problem that names it and the cause.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

from digitiekartta.basics.files import reason
from digitiekartta.basics.kinds import DOCUMENTS, Kind
from digitiekartta.basics.problems import Place
from digitiekartta.documents.importing.readers.letters import wide_encoding
from digitiekartta.documents.importing.readers.xml import Package, transitional
from digitiekartta.documents.importing.strangers import stranger_in
from digitiekartta.roadmap.reading.source import UNREADABLE

MAX_FILE = 50_000_000
MAX_UNPACKED = 100_000_000
MAX_PART = 50_000_000
MAX_XML = 25_000_000
MAX_PARTS = 5_000
MAX_CELLS = 1_000_000
"""Of sheets, empty ones too: people format thousands of rows that they never fill."""
MAX_TABLES = 2_000
MAX_TAGS = 1_000_000
# Cells of a sheet, and tables, whatever prefix their namespace has.
_CELL = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?c[\s/>]")
_TABLE = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:tbl|table)[\s/>]")
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class Format(StrEnum):
    """What a file is, by its content: the module that reads it."""

    EXCEL = "excel"
    WORD = "word"
    POWERPOINT = "powerpoint"
    OPENDOCUMENT = "opendocument"
    OLD_EXCEL = "old_excel"
    PDF = "pdf"
    TEXT = "text"


# What a name's ending promises, and what tells a kind of file inside a zip.
_PROMISES = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm", ".xls"), "Excel"),
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "Word"),
    **dict.fromkeys((".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"), "PowerPoint"),
    ".pdf": "PDF",
}
_OPENDOCUMENT_ENDINGS = {".ods", ".odt", ".odp", ".ots", ".ott", ".otp"}
# What stands in the namespace of the main part's root, in both forms of Open XML.
_OPEN_XML = {
    "spreadsheetml": Format.EXCEL,
    "wordprocessingml": Format.WORD,
    "presentationml": Format.POWERPOINT,
}
_OPENDOCUMENT = re.compile(rb"opendocument\.(spreadsheet|presentation|text)")
UNREADABLE_FILE = UNREADABLE.worded(
    "Tiedostoa ”{name}” ei voi lukea: {why}.",
    "Tarkista, että se on tavallinen tiedosto ja että sinulla on oikeus lukea se.",
)
_NO_FILE = UNREADABLE_FILE.worded(UNREADABLE_FILE.message, "Tarkista tiedoston nimi ja kansio.")
TOO_LARGE = DOCUMENTS.error(
    "document-too-large",
    "Tiedosto ”{name}” on liian suuri ({size} Mt); enimmäiskoko on {most} Mt.",
    "Poista asiakirjasta kuvat, tai kopioi toimenpidetaulukot uuteen asiakirjaan.",
    example="Asiakirjassa on satoja valokuvia.",
)
_BOMB = TOO_LARGE.worded(
    "Tiedosto ”{name}” on pakattuna pieni, mutta purettuna liian suuri luettavaksi.",
    "Tarkista, mistä tiedosto on tullut. Jos se on kunnossa, kopioi toimenpidetaulukot uuteen"
    " asiakirjaan.",
)
EMPTY_DOCUMENT = DOCUMENTS.error(
    "empty-document",
    "Tiedosto ”{name}” on tyhjä.",
    "Tarkista, että tiedosto on tallentunut tai latautunut kokonaan.",
    example="Lataus on keskeytynyt, ja tiedoston koko on 0 tavua.",
)
DAMAGED = DOCUMENTS.error(
    "damaged-document",
    "Tiedosto ”{name}” on vioittunut eikä sitä voi lukea{as_what}: {why}.",
    "Avaa tiedosto ohjelmassa, jolla se on tehty, ja tallenna se uudelleen, tai pyydä se"
    " uudestaan.",
    example="Sähköpostin liitteestä on jäänyt osa pois.",
)
LOCKED = DOCUMENTS.error(
    "locked-document",
    "Tiedosto ”{name}” on suojattu salasanalla, joten sitä ei voi lukea.",
    "Avaa se salasanalla, poista suojaus ja tallenna kopio.",
    example="Word kysyy salasanaa, kun asiakirja avataan.",
)
TOO_MANY_CELLS = DOCUMENTS.error(
    "table-too-large",
    "Tiedoston ”{name}” taulukossa on niin paljon soluja, ettei se voi olla toimenpidetaulukko.",
    "Poista ylimääräiset rivit, sarakkeet ja välilehdet, ja tallenna tiedosto uudelleen.",
    example="Taulukossa on 100 000 riviä.",
)
_LONG = TOO_MANY_CELLS.worded(
    "Tiedosto ”{name}” on niin pitkä, ettei se voi olla digitiekartta.",
    "Kopioi toimenpidetaulukot uuteen asiakirjaan ja tuo se.",
)
_MANY_TABLES = TOO_MANY_CELLS.worded(
    "Tiedostossa ”{name}” on yli {tables} taulukkoa, joten sitä ei lueta.",
    "Kopioi toimenpidetaulukot uuteen asiakirjaan ja tuo se.",
)
UNKNOWN_LETTERS = DOCUMENTS.error(
    "unknown-letters",
    "Tiedoston ”{name}” kirjaimia ei tunnisteta, joten tekstiin tulisi vääriä merkkejä.",
    "Avaa tiedosto ohjelmassa, jolla se on tehty, ja tallenna se UTF-8-merkistöllä (Excelissä:"
    " Tallenna nimellä, CSV UTF-8), tai tuo alkuperäinen Excel-tiedosto.",
    example="CSV-tiedosto on tehty ohjelmalla, joka käyttää kyrillisten kirjainten merkistöä.",
)
UNSAFE = DOCUMENTS.error(
    "unsafe-document",
    "Tiedostossa ”{name}” on XML-määrittelyjä (DOCTYPE), joita Office-ohjelmat eivät tee. Sitä ei"
    " lueta, koska sellainen voi jumittaa ohjelman tai hakea tietoja muualta.",
    "Avaa tiedosto ohjelmassa, jolla se on tehty, ja tallenna se uudelleen.",
    example="Asiakirja on muokattu käsin hyökkäystä varten.",
)
UNKNOWN_DOCUMENT = DOCUMENTS.error(
    "unknown-document",
    "Tiedostoa ”{name}” ei osata lukea: {why}.",
    "Tallenna asiakirja johonkin näistä muodoista: .xlsx, .docx, .pptx, .pdf, .csv, .tsv, .txt.",
    example="Tiedosto on vanha Word-asiakirja (.doc).",
)


class Refused(Exception):
    """The file of that name cannot be read; carries the Problem that says why."""

    def __init__(self, kind: Kind, name: str, **words: Any) -> None:
        self.problem = kind.at(Place(name), name=name, **words)
        super().__init__(self.problem.message)


def damaged(path: Path, why: str) -> Refused:
    """Return the refusal of a file that is broken."""
    promised = _PROMISES.get(path.suffix.casefold())
    as_what = f" {promised}-tiedostona" if promised else ""
    return Refused(DAMAGED, path.name, as_what=as_what, why=why)


def _unknown(path: Path, why: str, remedy: str = UNKNOWN_DOCUMENT.remedy) -> Refused:
    return Refused(UNKNOWN_DOCUMENT.worded(UNKNOWN_DOCUMENT.message, remedy), path.name, why=why)


def read_safely(path: Path) -> tuple[Format, bytes]:
    """Return the file's format and bytes.

    Raises:
        Refused: The file must not be opened.
    """
    try:
        if not path.is_file():
            here = "se ei ole tavallinen tiedosto" if path.exists() else "sitä ei ole"
            raise Refused(_NO_FILE, path.name, why="se on kansio" if path.is_dir() else here)
        size = path.stat().st_size
        if size > MAX_FILE:
            megabytes = f"{size / 1_000_000:.0f}"
            raise Refused(TOO_LARGE, path.name, size=megabytes, most=MAX_FILE // 1_000_000)
        data = path.read_bytes()
    except OSError as error:
        raise Refused(UNREADABLE_FILE, path.name, why=reason(error)) from error
    if not data.strip():
        raise Refused(EMPTY_DOCUMENT, path.name)
    format_ = _format(data, path)
    if format_ in _OPEN_XML.values() and Package(data).is_strict:
        data = transitional(data)
    return format_, data


def _format(data: bytes, path: Path) -> Format:
    if stranger := stranger_in(data, path):
        raise _unknown(path, stranger.what, stranger.way_out)
    if data.startswith(b"PK"):
        return _packed(data, path)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(data, path)
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    start = data[:2048].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<svg")):
        raise _unknown(
            path,
            f"sen sisältö on {'verkkosivu' if b'html' in start else 'XML-tiedosto'}",
            "Avaa tiedosto ohjelmassa, jolla se on tehty, ja tallenna se muotoon .xlsx tai .docx.",
        )
    ending = path.suffix.casefold()
    if ending == ".pdf":
        raise damaged(path, "siitä puuttuu PDF-tiedoston alku")
    # Many programs write plain text and call it .xls.
    if ending != ".xls" and ending in _PROMISES.keys() | _OPENDOCUMENT_ENDINGS:
        raise damaged(path, "se ei ole sellainen tiedosto kuin sen pääte lupaa")
    if b"\0" in data[:4096] and not wide_encoding(data):
        raise _unknown(path, "se ei ole tekstiä eikä mikään tunnetuista tiedostomuodoista")
    return Format.TEXT


def _packed(data: bytes, path: Path) -> Format:
    """Return which Office or OpenDocument file a zip is, having measured what it holds."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            _measure(packed, path)
        return _office(Package(data), path)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError):
        raise damaged(path, "siitä puuttuu osa, ehkä lataus on keskeytynyt") from None
    except RuntimeError:  # zipfile says so of encrypted parts
        raise Refused(LOCKED, path.name) from None


def _measure(packed: zipfile.ZipFile, path: Path) -> None:
    """Refuse a zip that would unpack to too much, or whose XML is not safe.

    What is written in the zip's list of parts can be false, so the bytes are counted while
    they are read.
    """
    parts = packed.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(_BOMB, path.name)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(LOCKED, path.name)
    total = 0
    held = _Held()
    for part in parts:
        is_xml = part.filename.casefold().endswith((".xml", ".rels", ".vml"))
        most = min(MAX_XML if is_xml else MAX_PART, MAX_UNPACKED - total)
        size, before = part.file_size, b""
        held.tags = held.cells_here = 0
        with packed.open(part) as stream:
            read = 0
            while size <= most and (piece := stream.read(1 << 18)):
                read += len(piece)
                size = max(size, read)
                # UTF-16 has zeros between its letters.
                if is_xml and _DOCTYPE.search((before + piece).replace(b"\0", b"")):
                    raise Refused(UNSAFE, path.name)
                before = piece[-32:]
                held.add(piece, path)
        if size > most:
            raise Refused(_BOMB, path.name)
        total += read


@dataclass
class _Held:
    """What the parts of a zip hold, counted while they are read.

    A sheet is read row by row, every other part as a tree, of which each tag takes its memory.
    """

    cells: int = 0
    tables: int = 0
    tags: int = 0
    cells_here: int = 0

    def add(self, piece: bytes, path: Path) -> None:
        """Count a piece of a part.

        Raises:
            Refused: It is too much.
        """
        here = len(_CELL.findall(piece))
        self.cells += here
        self.cells_here += here
        self.tables += len(_TABLE.findall(piece))
        self.tags += piece.count(b"<")
        if self.cells > MAX_CELLS:
            raise Refused(TOO_MANY_CELLS, path.name)
        if self.tables > MAX_TABLES:
            raise Refused(_MANY_TABLES, path.name, tables=MAX_TABLES)
        if self.tags > MAX_TAGS + 8 * self.cells_here:
            raise Refused(_LONG, path.name)


def _office(package: Package, path: Path) -> Format:
    """Return which Office file a package is: its main part decides, not what is embedded in it."""
    main = package.main
    if main is not None and main.endswith(".bin"):
        raise _unknown(
            path, "se on binaarinen Excel-työkirja (.xlsb)", "Tallenna se muotoon .xlsx."
        )
    for word, format_ in _OPEN_XML.items():
        if word in package.namespace:
            return format_
    if _OPENDOCUMENT.search(package.bytes("mimetype") or b""):
        if b"encryption-data" in (package.bytes("META-INF/manifest.xml") or b""):
            raise Refused(LOCKED, path.name)
        return Format.OPENDOCUMENT
    if package.has("[Content_Types].xml") and not package.namespace:
        raise damaged(path, "siitä puuttuu itse sisältö")
    raise _unknown(
        path,
        "se on pakattu tiedosto, mutta ei Wordin, Excelin eikä PowerPointin",
        "Pura paketti ja lue siinä oleva asiakirja.",
    )


def _compound(data: bytes, path: Path) -> Format:
    """Return what an old Office file is: streams are named in UTF-16 in its directory."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise Refused(LOCKED, path.name)
    if has("Workbook") or has("Book"):
        return Format.OLD_EXCEL
    if has("WordDocument"):
        raise _unknown(
            path,
            "se on vanha Word-asiakirja (.doc)",
            "Avaa se Wordissa ja tallenna muotoon Word-asiakirja (.docx).",
        )
    if has("PowerPoint Document"):
        raise _unknown(
            path,
            "se on vanha PowerPoint-esitys (.ppt)",
            "Avaa se PowerPointissa ja tallenna muotoon PowerPoint-esitys (.pptx).",
        )
    raise damaged(path, "se on tuntematon vanha Office-tiedosto")
