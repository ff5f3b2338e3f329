"""Files that people send for a document but that are none: what they are, and the way out.

A shortcut, a lock file or a web archive must not be called damaged: nobody could mend it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

_TAIL = 1_000_000
_OFFICE_PARTS = (b"word/document", b"xl/workbook", b"ppt/presentation")
_SAVE_AS = "Avaa se ohjelmassa, jolla se on tehty, ja tallenna se muotoon .xlsx tai .docx."
_ORIGINAL = "Tuo asiakirja, josta se on tehty, tai tallenna se muotoon .xlsx tai .docx."


@dataclass(frozen=True, slots=True)
class Stranger:
    """What a file is ("se on …"), and what a person can do, in Finnish."""

    what: str
    way_out: str


Look = Callable[[bytes, Path], bool]


def stranger_in(data: bytes, path: Path) -> Stranger | None:
    """Return what a file is when it is known to be no document of ours."""
    return next((stranger for stranger, looks in _STRANGERS if looks(data, path)), None)


def _begins(*beginnings: bytes) -> Look:
    return lambda data, path: data.startswith(beginnings)


def _begins_in_words(pattern: bytes) -> Look:
    known = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:" + pattern + rb")", re.IGNORECASE)
    return lambda data, path: known.match(data[:4096].replace(b"\0", b"")) is not None


def _zip_with(*parts: bytes, beside: Iterable[bytes] = ()) -> Look:
    def looks(data: bytes, path: Path) -> bool:
        end = data[-_TAIL:]
        return (
            data.startswith(b"PK")
            and any(part in end for part in parts)
            and not any(part in end for part in beside)
        )

    return looks


def _is_lock(data: bytes, path: Path) -> bool:
    return path.name.startswith(("~$", ".~lock.")) and len(data) < 2_000


def _is_link(data: bytes, path: Path) -> bool:
    """Whether a file only points to a document in a web service or another folder."""
    named = path.suffix.casefold() in (".url", ".webloc", ".desktop", ".lnk", ".website")
    return named and len(data) < 100_000


def _is_google(data: bytes, path: Path) -> bool:
    named = path.suffix.casefold() in (".gsheet", ".gdoc", ".gslides", ".gdraw", ".glink")
    told = data.lstrip().startswith(b"{") and b'"doc_id"' in data[:4096]
    return (named or told) and len(data) < 100_000


def _is_bundle(data: bytes, path: Path) -> bool:
    return data.startswith(b"PK") and data[30:].startswith(b"mimetypeapplication/epub+zip")


def _has_stream(name: str) -> Look:
    mark = name.encode("utf-16-le")
    return lambda data, path: data.startswith(b"\xd0\xcf\x11\xe0") and mark in data


_STRANGERS: tuple[tuple[Stranger, Look], ...] = (
    (
        Stranger(
            "se on ohjelman väliaikainen lukkotiedosto, joka on olemassa vain, kun asiakirja on"
            " auki",
            "Tuo asiakirja itse: sen nimi on sama ilman alkua ~$.",
        ),
        _is_lock,
    ),
    (
        Stranger(
            "se on vain linkki Google Driveen, eikä siinä ole asiakirjan sisältöä",
            "Avaa asiakirja selaimessa ja lataa se: Tiedosto, Lataa, Microsoft Excel (.xlsx) tai"
            " Microsoft Word (.docx).",
        ),
        _is_google,
    ),
    (
        Stranger(
            "se on vain linkki tai pikakuvake, eikä siinä ole asiakirjan sisältöä",
            "Avaa linkki ja tallenna asiakirja itse omalle koneellesi.",
        ),
        _is_link,
    ),
    (
        Stranger(
            "se on vain linkki tai pikakuvake, eikä siinä ole asiakirjan sisältöä",
            "Avaa linkki ja tallenna asiakirja itse omalle koneellesi.",
        ),
        _begins_in_words(rb"\[InternetShortcut\]|\[Desktop Entry\]|L\x01\x14\x02"),
    ),
    (
        Stranger(
            "se on verkkosivuna (MHTML) tallennettu asiakirja",
            "Avaa se ohjelmassa, jolla se on tehty (Excel tai Word), ja tallenna se muotoon .xlsx"
            " tai .docx. Selaimessa tallennetun sivun sijaan tuo sivulta ladattava asiakirja.",
        ),
        _begins_in_words(
            rb"MIME-Version:[^\0]{0,2000}multipart/related|From: <?Saved by|Snapshot-Content"
        ),
    ),
    (
        Stranger(
            "se on sähköpostiviesti",
            "Avaa viesti ja tallenna sen liitteenä oleva asiakirja.",
        ),
        _begins_in_words(
            rb"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[\w-]+): "
            rb"|(?:From|Date|Subject|To): .*\r?\n(?:From|Date|Subject|To|Cc): "
        ),
    ),
    (
        Stranger("se on sähköpostiviesti (.msg)", "Avaa viesti Outlookissa ja tallenna sen liite."),
        _has_stream("__substg1.0_"),
    ),
    (
        Stranger(
            "se on Applen Numbers-, Pages- tai Keynote-asiakirja",
            "Avaa se ohjelmassa, jolla se on tehty, ja vie se: Arkisto, Vie muotoon, Excel, Word"
            " tai PowerPoint.",
        ),
        _zip_with(b"Index/Document.iwa", b"Index.zip", b"Index/Metadata.iwa", beside=_OFFICE_PARTS),
    ),
    (
        Stranger(
            "se on Visio-piirros",
            "Vie piirros PDF-tiedostoksi, tai tuo asiakirja, jossa toimenpiteet ovat taulukkona.",
        ),
        _zip_with(b"visio/document.xml", beside=_OFFICE_PARTS),
    ),
    (
        Stranger(
            "se on Microsoft Project -tiedosto",
            "Tallenna se Projectissa muotoon Excel-työkirja (.xlsx).",
        ),
        lambda data, path: data.startswith(b"\xd0\xcf\x11\xe0") and b"MSProject.MPP" in data,
    ),
    (
        Stranger("se on Visio-piirros", "Tuo asiakirja, jossa toimenpiteet ovat taulukkona."),
        _has_stream("VisioDocument"),
    ),
    (
        Stranger(
            "se on OpenDocument-piirros", "Tuo asiakirja, jossa toimenpiteet ovat taulukkona."
        ),
        lambda data, path: b"opendocument.graphics" in data[:200],
    ),
    (Stranger("se on e-kirja (EPUB)", _ORIGINAL), _is_bundle),
    (
        Stranger("se on RTF-asiakirja", "Tallenna se Wordissa muotoon .docx."),
        _begins(b"{\\rtf"),
    ),
    (
        Stranger(
            "se on kuva, ja kuvasta ei voi lukea taulukkoa",
            "Pyydä asiakirja, josta kuva on otettu, ja tuo se.",
        ),
        _begins(
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"BM\x36",
            b"II*\0",
            b"MM\0*",
            b"\0\0\0\x20ftyphei",
        ),
    ),
    (
        Stranger(
            "se on pakattu tiedosto, eikä pakettia avata",
            "Pura paketti ja tuo siinä oleva asiakirja.",
        ),
        _begins(b"7z\xbc\xaf'\x1c", b"Rar!\x1a", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
    ),
    (Stranger("se on PostScript-tiedosto", _ORIGINAL), _begins(b"%!PS")),
    (
        Stranger(
            "se on ohjelma eikä asiakirja", "Älä avaa sitä, jos et tiedä, mistä se on tullut."
        ),
        lambda data, path: data.startswith((b"MZ", b"\x7fELF")) and b"\0" in data[:64],
    ),
    (
        Stranger("se on tietokanta", "Vie toimenpiteet taulukkona, esimerkiksi muotoon .xlsx."),
        _begins(b"SQLite format 3", b"\0\x01\0\0Standard "),
    ),
    (
        Stranger("se on Applen asetustiedosto (plist)", _SAVE_AS),
        _begins(b"bplist00"),
    ),
)
