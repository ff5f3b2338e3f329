"""Files that are no document: named for what they are, with the way out."""

from __future__ import annotations

import json
from pathlib import Path

import making
import pytest

from digitiekartta.documents.importing.reading import read_source

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MHTML = (
    "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
    'Content-Type: multipart/related; boundary="----=_NextPart"\r\n\r\nThis document…\r\n'
)
GOOGLE = json.dumps({"url": "https://docs.google.com/open?id=abc", "doc_id": "abc"})
LINK = "[InternetShortcut]\r\nURL=https://kunta.sharepoint.com/tiekartta.xlsx\r\n"
WEBLOC = '<?xml version="1.0"?><!DOCTYPE plist><plist><dict><key>URL</key></dict></plist>'
NUMBERS = making.packed({"Index/Document.iwa": "x", "Metadata/Properties.plist": "x"})
VISIO = making.packed({"[Content_Types].xml": "<Types/>", "visio/document.xml": "<x/>"})
LOCK = bytes([5]) + b"Maija" + b" " * 49 + "Maija".encode("utf-16-le") + bytes(100)
MAIL = "Received: from kunta.fi\r\nFrom: maija@kunta.fi\r\nSubject: Tiekartta\r\n\r\nHei!\r\n"
MESSAGE = COMPOUND + "__substg1.0_001A001E".encode("utf-16-le")
PROJECT = COMPOUND + b"MSProject.MPP14"


@pytest.mark.parametrize(
    ("name", "data", "what", "way_out"),
    [
        ("tiekartta.xls", MHTML, "MHTML", ".xlsx"),
        ("tiekartta.mht", "From: <Saved by Blink>\r\n" + MHTML, "MHTML", ".docx"),
        ("tiekartta.gsheet", GOOGLE, "Google", "lataa"),
        ("tiekartta.json", GOOGLE, "Google", "lataa"),
        ("tiekartta.url", LINK, "linkki", "tallenna"),
        ("tiekartta.xlsx", LINK, "linkki", "tallenna"),
        ("tiekartta.webloc", WEBLOC, "linkki", "tallenna"),
        ("tiekartta.webloc", b"bplist00\xd1\x01\x02", "linkki", "tallenna"),
        ("~$tiekartta.xlsx", LOCK, "lukkotiedosto", "~$"),
        ("~$ekartta.docx", LOCK, "lukkotiedosto", "~$"),
        (".~lock.tiekartta.ods#", ",maija,kone,29.11.2026;", "lukkotiedosto", "asiakirja itse"),
        ("tiekartta.numbers", NUMBERS, "Numbers", "vie"),
        ("tiekartta.vsdx", VISIO, "Visio", "PDF"),
        ("tiekartta.mpp", PROJECT, "Project", ".xlsx"),
        ("tiekartta.eml", MAIL, "sähköposti", "liitteenä"),
        ("tiekartta.msg", MESSAGE, "sähköposti", "liite"),
        ("tiekartta.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "kuva", "asiakirja"),
        ("tiekartta.xlsx", b"7z\xbc\xaf'\x1c" + bytes(50), "pakattu", "Pura"),
        ("tiekartta.rtf", b"{\\rtf1 x}", "RTF", ".docx"),
    ],
)
def test_it_is_named_with_the_way_out(tmp_path: Path, name, data, what, way_out):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())

    problem = read_source(path)

    assert "unknown-document" == problem.code
    assert name in problem.message
    assert what in problem.message
    assert way_out in problem.remedy


@pytest.mark.parametrize(
    "start", ["MZ-hanke;Vastuutaho", "Date: kevät", "From;To", "BMI-mittari;x", "GIF;x"]
)
def test_a_table_that_only_begins_like_another_file_is_text(tmp_path: Path, start):
    path = tmp_path / "taulukko.csv"
    path.write_text(f"{start};a;b\nKartoitus;IT;x;y\n", encoding="utf-8")

    assert hasattr(read_source(path), "sections")
