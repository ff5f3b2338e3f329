"""Bytes of one file become clean text, or the Problem that says why they can't.

Accepted and put right without a word: a byte order mark, Windows line ends, letters
written as two characters (decomposed ä). Everything else that an editor's program
may do to a file is told with its line.
"""

import re
import stat
import unicodedata
from pathlib import Path

from digitiekartta.basics.files import reason
from digitiekartta.basics.kinds import FILES
from digitiekartta.basics.problems import Place, Problem

LINK_OUTSIDE = FILES.error(
    "link-outside",
    "Tiedosto on linkki tiekartan kansion ulkopuolelle, joten sitä ei lueta.",
    "Poista linkki ja kopioi tiedosto sen tilalle.",
    example="(Tiedosto intra.yml on linkki toiseen kansioon.)",
)
TOO_LARGE = FILES.error(
    "file-too-large",
    "Tiedosto on liian suuri ({size} Mt); enimmäiskoko on {largest} Mt.",
    "Tarkista, onko kansioon tallentunut väärä tiedosto.",
    example="(Tiedosto intra.yml on 12 megatavun kuva.)",
)
UNREADABLE = FILES.error(
    "unreadable-file",
    "Tiedostoa ei voi lukea: {reason}.",
    "Tarkista, että kyseessä on tavallinen tiedosto ja että sinulla on oikeus lukea se.",
    example="(Tiedoston lukuoikeus puuttuu.)",
)
NOT_UTF8 = FILES.error(
    "not-utf8",
    "Tiedosto ei ole UTF-8-muodossa, joten sen kirjaimia (kuten ä ja ö) ei voi lukea oikein.",
    "Tallenna tiedosto uudelleen ja valitse merkistöksi (koodaukseksi) UTF-8.",
    example="(Tiedosto on tallennettu merkistöllä Windows-1252.)",
)
CONFLICT = FILES.error(
    "merge-conflict",
    "Tiedostossa on kaksi ristiriitaista muutosta, joita ei ole yhdistetty"
    " (rivit <<<<<<<, ======= ja >>>>>>>).",
    "Päätä, kumpi muutos jää voimaan, ja poista toinen sekä merkkirivit.",
    example="toimenpiteet/kurssit.yml: <<<<<<< HEAD",
)
CONTROL_CHARACTER = FILES.error(
    "control-character",
    "Tekstissä on näkymätön merkki (U+{number}), joka ei kuulu tekstiin.",
    "Poista merkki tai kirjoita rivi uudelleen.",
    example="(Toisesta ohjelmasta kopioidun tekstin seassa on ohjausmerkki.)",
)
MAX_BYTES = 1_000_000
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
# Control characters, and what YAML or a screen takes for a line break or for nothing at all.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def read_text(path: Path, name: str, within: Path) -> str | Problem:
    """Return the file's text (NFC, line feeds) or the one Problem that prevents it.

    ``name`` is how Problems call it, ``within`` the folder that no link may lead out of.
    """
    data = read_bytes(path, name, within)
    if isinstance(data, Problem):
        return data
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The mark that utf-8-sig strips is not in the bytes that the error counts.
        before = data[: error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)]
        line = before.count(b"\n") + 1
        last = before.rpartition(b"\n")[2].decode("utf-8-sig", errors="replace")
        return NOT_UTF8.at(Place(name, line, len(last) + 1))
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    marks = list(_CONFLICT.finditer(text))
    # In prose a row of equals signs alone underlines a heading.
    if marks and (not name.endswith(".md") or any(mark[0] != "=" * 7 for mark in marks)):
        return CONFLICT.at(place_at(text, marks[0].start(), name))
    return control_character(text, name) or text


def read_bytes(path: Path, name: str, within: Path, largest: int = MAX_BYTES) -> bytes | Problem:
    """Return the file's bytes, or the one Problem that prevents it; see ``read_text``.

    ``largest`` is the size in bytes beyond which a file is refused.
    """
    place = Place(name)
    try:
        if not path.resolve().is_relative_to(within.resolve()):
            return LINK_OUTSIDE.at(place)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe, for one, would be waited for
            what = "se on kansio" if path.is_dir() else "se ei ole tavallinen tiedosto"
            return UNREADABLE.at(place, reason=what)
        if status.st_size > largest:
            megabytes = f"{status.st_size / 1_000_000:.0f}"
            return TOO_LARGE.at(place, size=megabytes, largest=largest // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        return UNREADABLE.at(place, reason=reason(error))
    except RuntimeError:  # Python 3.11 and 3.12 say so of links that lead round in a circle
        return UNREADABLE.at(place, reason="linkki johtaa takaisin itseensä")


def control_character(text: str, name: str) -> Problem | None:
    """Return the Problem of the first character that no text may hold, None when there is none."""
    character = _CONTROL.search(text)
    if character is None:
        return None
    place = place_at(text, character.start(), name)
    return CONTROL_CHARACTER.at(place, number=f"{ord(character[0]):04X}")


def place_at(text: str, offset: int, name: str, field: str = "") -> Place:
    """Return the Place of a character of the text, given its offset from the start."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Place(name, line, column, field)
