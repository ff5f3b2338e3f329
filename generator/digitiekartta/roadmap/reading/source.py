"""Bytes of one file become clean text, or the Problem that says why they can't.

Accepted and put right without a word: a byte order mark, Windows line ends, letters
written as two characters (decomposed ä). Everything else that an editor's program
may do to a file is told with its line.
"""

from __future__ import annotations

import errno
import re
import stat
import unicodedata
from pathlib import Path

from digitiekartta.basics.problems import Place, Problem

MAX_BYTES = 1_000_000
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
# Control characters, and what YAML or a screen takes for a line break or for nothing at all.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def read_text(path: Path, name: str, within: Path) -> str | Problem:
    """Return the file's text (NFC, line feeds) or the one Problem that prevents it.

    Args:
        path: The file.
        name: How Problems call it, with slashes.
        within: The folder that a symbolic link may not lead out of.
    """
    data = read_bytes(path, name, within)
    return data if isinstance(data, Problem) else _decoded(data, name)


def read_bytes(path: Path, name: str, within: Path, largest: int = MAX_BYTES) -> bytes | Problem:
    """Return the file's bytes, or the one Problem that prevents it; see ``read_text``.

    ``largest`` is the size in bytes beyond which a file is refused.
    """
    whole = Place(name)
    try:
        if not path.resolve().is_relative_to(within.resolve()):
            return Problem(
                "link-outside",
                whole,
                "Tiedosto on linkki tiekartan kansion ulkopuolelle, joten sitä ei lueta.",
                "Poista linkki ja kopioi tiedosto sen tilalle.",
            )
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe, for one, would be waited for
            return _unreadable(
                whole, "se on kansio" if path.is_dir() else "se ei ole tavallinen tiedosto"
            )
        size = status.st_size
        if size > largest:
            return Problem(
                "file-too-large",
                whole,
                f"Tiedosto on liian suuri ({size / 1_000_000:.0f} Mt); enimmäiskoko on"
                f" {largest // 1_000_000} Mt.",
                "Tarkista, onko kansioon tallentunut väärä tiedosto.",
            )
        return path.read_bytes()
    except OSError as error:
        return _unreadable(whole, reason(error))
    except RuntimeError:  # Python 3.11 and 3.12 say so of links that lead round in a circle
        return _unreadable(whole, "linkki johtaa takaisin itseensä")


def _decoded(data: bytes, name: str) -> str | Problem:
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
            "Tiedosto ei ole UTF-8-muodossa, joten sen kirjaimia (kuten ä ja ö) ei voi lukea"
            " oikein.",
            "Tallenna tiedosto uudelleen ja valitse merkistöksi (koodaukseksi) UTF-8.",
        )
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _first_fault(text, name) or text


def _first_fault(text: str, name: str) -> Problem | None:
    conflict = list(_CONFLICT.finditer(text))
    # In prose a row of equals signs alone underlines a heading.
    if conflict and (not name.endswith(".md") or any(found[0] != "=" * 7 for found in conflict)):
        return Problem(
            "merge-conflict",
            place_at(text, conflict[0].start(), name),
            "Tiedostossa on kaksi ristiriitaista muutosta, joita ei ole yhdistetty"
            " (rivit <<<<<<<, ======= ja >>>>>>>).",
            "Päätä, kumpi muutos jää voimaan, ja poista toinen sekä merkkirivit.",
        )
    return control_character(text, name)


def control_character(text: str, name: str) -> Problem | None:
    """Return the Problem of the first character that no text may hold, None when there is none."""
    found = _CONTROL.search(text)
    if found is None:
        return None
    return Problem(
        "control-character",
        place_at(text, found.start(), name),
        f"Tekstissä on näkymätön merkki (U+{ord(found[0]):04X}), joka ei kuulu tekstiin.",
        "Poista merkki tai kirjoita rivi uudelleen.",
    )


def place_at(text: str, offset: int, name: str, field: str = "") -> Place:
    """Return the Place of a character of the text, given its offset from the start."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Place(name, line, column, field)


def reason(error: OSError) -> str:
    """Return in Finnish why the operating system refused a file."""
    known = {
        errno.EACCES: "oikeudet puuttuvat",
        errno.EPERM: "oikeudet puuttuvat",
        errno.ENOENT: "sitä ei ole",
        errno.EISDIR: "se on kansio",
        errno.ENOTDIR: "polun osa ei ole kansio",
        errno.EEXIST: "se on jo olemassa",
        errno.ENOSPC: "levy on täynnä",
        errno.EROFS: "levylle ei voi kirjoittaa",
        errno.ELOOP: "linkki johtaa takaisin itseensä",
    }
    return known.get(error.errno or 0, "käyttöjärjestelmä ei anna käsitellä sitä")


def _unreadable(place: Place, why: str) -> Problem:
    return Problem(
        "unreadable-file",
        place,
        f"Tiedostoa ei voi lukea: {why}.",
        "Tarkista, että kyseessä on tavallinen tiedosto ja että sinulla on oikeus lukea se.",
    )
