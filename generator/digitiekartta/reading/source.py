"""Bytes of one file become clean text, or the Problem that says why they can't.

Accepted and put right without a word: a byte order mark, Windows line ends, letters
written as two characters (decomposed ä). Everything else that an editor's program
may do to a file is told with its line.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from digitiekartta.problems import Place, Problem

MAX_BYTES = 1_000_000
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def read_text(path: Path, name: str, within: Path) -> str | Problem:
    """Return the file's text (NFC, line feeds) or the one Problem that prevents it.

    Args:
        path: The file.
        name: How Problems call it, with slashes.
        within: The folder that a symbolic link may not lead out of.
    """
    whole = Place(name)
    try:
        if not path.resolve().is_relative_to(within.resolve()):
            return Problem(
                "link-outside",
                whole,
                "Tiedosto on linkki tiekartan kansion ulkopuolelle, eikä sitä lueta.",
                "Kopioi tiedosto kansioon linkin tilalle.",
            )
        size = path.stat().st_size
        if size > MAX_BYTES:
            return Problem(
                "file-too-large",
                whole,
                f"Tiedosto on liian suuri ({size / 1_000_000:.0f} Mt); enimmäiskoko on 1 Mt.",
                "Tarkista, onko kansioon tallentunut väärä tiedosto.",
            )
        data = path.read_bytes()
    except OSError as error:
        return Problem(
            "unreadable-file",
            whole,
            f"Tiedostoa ei voi lukea ({_reason(error)}).",
            "Tarkista, että kyseessä on tavallinen tiedosto ja että sen lukuoikeudet ovat kunnossa.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The mark that utf-8-sig strips is not in the bytes that the error counts.
        before = data[: error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)]
        line = before.count(b"\n") + 1
        last = before.rpartition(b"\n")[2].decode("utf-8-sig", errors="replace")
        return Problem(
            "not-utf8",
            Place(name, line, len(last) + 1),
            "Tiedosto ei ole UTF-8-muodossa, joten ääkköset eivät luettaisi oikein.",
            "Tallenna tiedosto uudelleen ja valitse merkistöksi UTF-8.",
        )
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _first_fault(text, name) or text


def _first_fault(text: str, name: str) -> Problem | None:
    if found := _CONFLICT.search(text):
        return Problem(
            "merge-conflict",
            place_at(text, found.start(), name),
            "Tiedostoon on jäänyt yhdistämisristiriidan merkintöjä (<<<<<<<, =======, >>>>>>>).",
            "Valitse kummasta muutoksesta pidetään kiinni ja poista merkintärivit.",
        )
    if found := _CONTROL.search(text):
        return Problem(
            "control-character",
            place_at(text, found.start(), name),
            f"Tekstissä on näkymätön ohjausmerkki (U+{ord(found[0]):04X}).",
            "Poista merkki, tai kirjoita rivi uudelleen.",
        )
    return None


def place_at(text: str, offset: int, name: str, field: str = "") -> Place:
    """Return the Place of a character of the text, given its offset from the start."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Place(name, line, column, field)


def _reason(error: OSError) -> str:
    known: dict[type[OSError], str] = {
        PermissionError: "lukuoikeus puuttuu",
        IsADirectoryError: "se on kansio",
        FileNotFoundError: "sitä ei ole",
    }
    return known.get(type(error), "käyttöjärjestelmä ei anna avata sitä")
