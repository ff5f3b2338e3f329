"""Files are looked at before any library opens them: kind by content, size, bombs, passwords.

A file that cannot be read safely is refused with one Problem that names it and the cause.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from digitiekartta.basics.problems import Place, Problem
from digitiekartta.roadmap.reading.source import reason

MAX_FILE = 50_000_000
MAX_UNPACKED = 100_000_000
MAX_PART = 50_000_000
MAX_XML = 25_000_000
MAX_PARTS = 5_000
MAX_CELLS = 60_000
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_MIMETYPE = "mimetype"


class Kind(StrEnum):
    """What a file is, by its content."""

    EXCEL = "Excel (.xlsx)"
    WORD = "Word (.docx)"
    POWERPOINT = "PowerPoint (.pptx)"
    SHEET = "OpenDocument-taulukko (.ods)"
    DOCUMENT = "OpenDocument-teksti (.odt)"
    PRESENTATION = "OpenDocument-esitys (.odp)"
    OLD_EXCEL = "vanha Excel (.xls)"
    PDF = "PDF"
    TEXT = "teksti"


class Refused(Exception):
    """A reader found that the file cannot be read; carries the Problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def look(path: Path) -> tuple[Kind, bytes] | Problem:
    """Return the file's kind and bytes, or the Problem that says why it must not be opened."""
    place = Place(path.name)
    try:
        if not path.is_file():
            why = (
                "se on kansio"
                if path.is_dir()
                else "se ei ole tavallinen tiedosto"
                if path.exists()
                else "sitä ei ole"
            )
            return Problem(
                "unreadable-file",
                place,
                f"Tiedostoa ”{path.name}” ei voi lukea: {why}.",
                "Tarkista tiedoston nimi ja kansio.",
            )
        size = path.stat().st_size
        if size > MAX_FILE:
            return Problem(
                "document-too-large",
                place,
                f"Tiedosto ”{path.name}” on liian suuri ({size / 1_000_000:.0f} Mt);"
                f" enimmäiskoko on {MAX_FILE // 1_000_000} Mt.",
                "Poista asiakirjasta kuvat, tai kopioi toimenpidetaulukot uuteen asiakirjaan.",
            )
        data = path.read_bytes()
    except OSError as error:
        return Problem(
            "unreadable-file",
            place,
            f"Tiedostoa ”{path.name}” ei voi lukea: {reason(error)}.",
            "Tarkista, että se on tavallinen tiedosto ja että sinulla on oikeus lukea se.",
        )
    if not data.strip():
        return Problem(
            "empty-document",
            place,
            f"Tiedosto ”{path.name}” on tyhjä.",
            "Tarkista, että tiedosto on tallentunut tai latautunut kokonaan.",
        )
    kind = _kind(data, path)
    if isinstance(kind, Problem):
        return kind
    return kind, data


def _kind(data: bytes, path: Path) -> Kind | Problem:
    if data.startswith(b"PK"):
        return _packed(data, path)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(data, path)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"{\\rtf"):
        return _unknown(path, "se on RTF-asiakirja", "Tallenna se Wordissa muotoon .docx.")
    start = data[:2048].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<svg")):
        what = "verkkosivu" if b"html" in start else "XML-tiedosto"
        return _unknown(
            path,
            f"sen sisältö on {what}",
            "Avaa tiedosto ohjelmassa, jolla se on tehty, ja tallenna se muotoon .xlsx tai .docx.",
        )
    if path.suffix.casefold() in {".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".odt", ".odp"}:
        return damaged(path, "se ei ole sellainen tiedosto kuin sen pääte lupaa")
    if path.suffix.casefold() == ".pdf":
        return damaged(path, "siitä puuttuu PDF-tiedoston alku")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _unknown(
            path,
            "se ei ole tekstiä eikä mikään tunnetuista tiedostomuodoista",
            "Tallenna asiakirja johonkin näistä muodoista: .xlsx, .docx, .pptx, .pdf, .csv, .tsv,"
            " .txt.",
        )
    return Kind.TEXT


def _packed(data: bytes, path: Path) -> Kind | Problem:
    """Return which Office or OpenDocument file a zip is, having measured what it holds."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            problem = _measured(packed, path)
            if problem:
                return problem
            names = set(packed.namelist())
            return _office(packed, names, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError):
        return damaged(path, "siitä puuttuu osa, ehkä lataus on keskeytynyt")
    except RuntimeError:  # zipfile says so of encrypted parts
        return locked(path)


def _measured(packed: zipfile.ZipFile, path: Path) -> Problem | None:
    """Return the Problem of a zip that would unpack to too much, or whose XML is not safe.

    What is written in the zip's list of parts can be false, so the bytes are counted while
    they are read.
    """
    parts = packed.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        return _bomb(path)
    if any(part.flag_bits & 1 for part in parts):
        return locked(path)
    total = cells = 0
    for part in parts:
        is_xml = part.filename.casefold().endswith((".xml", ".rels", ".vml"))
        most = MAX_XML if is_xml else MAX_PART
        if part.file_size > most:
            return _bomb(path)
        size, before = 0, b""
        with packed.open(part) as stream:
            while piece := stream.read(1 << 18):
                size += len(piece)
                total += len(piece)
                if size > most or total > MAX_UNPACKED:
                    return _bomb(path)
                if is_xml:
                    # UTF-16 has zeros between its letters.
                    seen = (before + piece).replace(b"\0", b"")
                    if _DOCTYPE.search(seen):
                        return _entities(path)
                    cells += piece.count(b"<c ") + piece.count(b"<c>")
                    before = piece[-32:]
        if cells > MAX_CELLS:
            return too_many_cells(path.name)
    return None


def _office(packed: zipfile.ZipFile, names: set[str], path: Path) -> Kind | Problem:
    if "[Content_Types].xml" in names:
        types = packed.read("[Content_Types].xml")
        for mark, kind in (
            (b"spreadsheetml", Kind.EXCEL),
            (b"wordprocessingml", Kind.WORD),
            (b"presentationml", Kind.POWERPOINT),
        ):
            if mark + b"." in types or mark in types:
                return kind
        if any(name.endswith(".bin") and name.startswith("xl/") for name in names):
            return _unknown(
                path, "se on binaarinen Excel-työkirja (.xlsb)", "Tallenna se muotoon .xlsx."
            )
    if _MIMETYPE in names:
        mimetype = packed.read(_MIMETYPE)
        for word, kind in (
            (b"spreadsheet", Kind.SHEET),
            (b"presentation", Kind.PRESENTATION),
            (b"text", Kind.DOCUMENT),
        ):
            if b"opendocument." + word in mimetype:
                if b"encryption-data" in packed.read("META-INF/manifest.xml"):
                    return locked(path)
                return kind
    return _unknown(
        path,
        "se on pakattu tiedosto, mutta ei Wordin, Excelin eikä PowerPointin",
        "Pura paketti ja lue siinä oleva asiakirja.",
    )


def _compound(data: bytes, path: Path) -> Kind | Problem:
    """Return what an old Office file is: streams are named in UTF-16 in its directory."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return locked(path)
    if has("Workbook") or has("Book"):
        return Kind.OLD_EXCEL
    if has("WordDocument"):
        return _unknown(
            path,
            "se on vanha Word-asiakirja (.doc)",
            "Avaa se Wordissa ja tallenna muotoon Word-asiakirja (.docx).",
        )
    if has("PowerPoint Document"):
        return _unknown(
            path,
            "se on vanha PowerPoint-esitys (.ppt)",
            "Avaa se PowerPointissa ja tallenna muotoon PowerPoint-esitys (.pptx).",
        )
    return damaged(path, "se on tuntematon vanha Office-tiedosto")


def damaged(path: Path, why: str) -> Problem:
    """Return the Problem of a file that is broken."""
    return Problem(
        "damaged-document",
        Place(path.name),
        f"Tiedosto ”{path.name}” on vioittunut eikä sitä voi lukea{_as_what(path)}: {why}.",
        "Avaa tiedosto ohjelmassa, jolla se on tehty, ja tallenna se uudelleen, tai pyydä se"
        " uudestaan.",
    )


def too_many_cells(name: str) -> Problem:
    """Return the Problem of a table that is larger than any roadmap."""
    return Problem(
        "table-too-large",
        Place(name),
        f"Tiedoston ”{name}” taulukossa on niin paljon soluja, ettei se voi olla"
        " toimenpidetaulukko.",
        "Poista ylimääräiset rivit, sarakkeet ja välilehdet, ja tallenna tiedosto uudelleen.",
    )


def _as_what(path: Path) -> str:
    names = {
        ".xlsx": "Excel-tiedostona",
        ".xlsm": "Excel-tiedostona",
        ".xls": "Excel-tiedostona",
        ".docx": "Word-tiedostona",
        ".pptx": "PowerPoint-tiedostona",
        ".pdf": "PDF-tiedostona",
    }
    name = names.get(path.suffix.casefold())
    return f" {name}" if name else ""


def _bomb(path: Path) -> Problem:
    return Problem(
        "document-too-large",
        Place(path.name),
        f"Tiedosto ”{path.name}” on pakattuna pieni, mutta purettuna liian suuri luettavaksi.",
        "Tarkista, mistä tiedosto on tullut. Jos se on kunnossa, kopioi toimenpidetaulukot uuteen"
        " asiakirjaan.",
    )


def _entities(path: Path) -> Problem:
    return Problem(
        "unsafe-document",
        Place(path.name),
        f"Tiedostossa ”{path.name}” on XML-määrittelyjä (DOCTYPE), joita Office-ohjelmat eivät"
        " tee. Sitä ei lueta, koska sellainen voi jumittaa ohjelman tai hakea tietoja muualta.",
        "Avaa tiedosto ohjelmassa, jolla se on tehty, ja tallenna se uudelleen.",
    )


def locked(path: Path) -> Problem:
    """Return the Problem of a file that asks for a password."""
    return Problem(
        "locked-document",
        Place(path.name),
        f"Tiedosto ”{path.name}” on suojattu salasanalla, joten sitä ei voi lukea.",
        "Avaa se salasanalla, poista suojaus ja tallenna kopio.",
    )


def _unknown(path: Path, why: str, remedy: str) -> Problem:
    return Problem(
        "unknown-document",
        Place(path.name),
        f"Tiedostoa ”{path.name}” ei osata lukea: {why}.",
        remedy,
    )
