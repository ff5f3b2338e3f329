"""Bytes of one file become clean text, or the Problem that says why they can't.

Accepted and put right without a word: a byte order mark, Windows line ends, letters
written as two characters (decomposed ä), what nobody sees (soft hyphens). Everything else
that an editor's program may do to a file is told with its line.
"""

import codecs
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from digitiekartta.basics.characters import LINE_BREAKS, UNSHOWABLE, UNWANTED, seen
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
    "Jos kumpikin muutos vain lisää jotakin, esimerkiksi oman vastuutahonsa, jätä kumpikin ja"
    " poista vain merkkirivit. Muuten päätä, kumpi jää voimaan, ja poista toinen ja merkkirivit.",
    example="toimenpiteet/kurssit.yml: <<<<<<< HEAD",
)
CONTROL_CHARACTER = FILES.error(
    "control-character",
    "Tekstissä on näkymätön merkki (U+{number}), joka ei kuulu tekstiin.",
    "Poista merkki tai kirjoita rivi uudelleen.",
    example="(Toisesta ohjelmasta kopioidun tekstin seassa on ohjausmerkki.)",
)
NOT_SHOWN = CONTROL_CHARACTER.worded(
    "Tekstissä on merkki (U+{number}), jota lukija näkee vain laatikkona tai kysymysmerkkinä.",
    "Kirjoita merkin tilalle se, mitä tekstissä pitää lukea.",
)
MAX_BYTES = 1_000_000
_WINDOWS = "windows-1252-where-not-utf-8"  # a file may hold lines of both
_MOST_INVISIBLE = 20  # more of them, and the file is no text
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_CONTROL = re.compile(f"[{UNWANTED}{LINE_BREAKS}{UNSHOWABLE}]")
# Word's bullets are letters of a font of their own; they are told as the others.
_BULLET = re.compile("^([ \t]*(?:- +)?)[\ue000-\uf8ff](?=[ \t\u00a0])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text (``seen``, line feeds), and what had to be passed over to read it.

    Of two changes in conflict the text holds the first; letters that are not UTF-8 are read as
    Windows writes them, and invisible characters are left out. Lines stay where they are.
    """

    text: str
    problems: tuple[Problem, ...] = ()

    @property
    def unsure(self) -> frozenset[int]:
        """The lines that are not read as they stand."""
        return frozenset(one.place.line for one in self.problems if one.code != NOT_UTF8.code)


def read_text(path: Path, name: str, within: Path) -> Source | Problem:
    """Return the file's text, or the one Problem that prevents it.

    ``name`` is how Problems call it, ``within`` the folder that no link may lead out of.
    """
    data = read_bytes(path, name, within)
    return data if isinstance(data, Problem) else text_of(data, name)


def text_of(data: bytes, name: str) -> Source | Problem:
    """Return the text of a file's bytes; see ``read_text``."""
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The mark that utf-8-sig strips is not in the bytes that the error counts.
        before = data[: error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)]
        line = before.count(b"\n") + 1
        last = before.rpartition(b"\n")[2].decode("utf-8-sig", errors="replace")
        foreign = NOT_UTF8.at(Place(name, line, len(last) + 1))
        if b"\0" in data:  # UTF-16, or no text at all
            return foreign
        problems.append(foreign)
        text = data.decode("utf-8-sig", errors=_WINDOWS)
    text = _BULLET.sub(r"\1•", seen(text.replace("\r\n", "\n").replace("\r", "\n")))
    text, conflicts = _first_of_conflicts(text, name)
    invisible = [_invisible(text, found, name) for found in _CONTROL.finditer(text)]
    if len(invisible) > _MOST_INVISIBLE:
        return invisible[0]
    return Source(_CONTROL.sub("", text), (*problems, *conflicts, *invisible))


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    text = error.object[error.start : error.end].decode("windows-1252", errors="replace")
    return text.replace("\ufffd", "?"), error.end  # it has been told


codecs.register_error(_WINDOWS, _read_as_windows)


def _first_of_conflicts(text: str, name: str) -> tuple[str, list[Problem]]:
    """Return the text with the first of each two changes in conflict, and the conflicts."""
    marks = list(_CONFLICT.finditer(text))
    # In prose a row of equals signs alone underlines a heading.
    if not marks or (name.endswith(".md") and all(mark[0] == "=" * 7 for mark in marks)):
        return text, []
    lines, is_second = text.split("\n"), False
    problems: list[Problem] = []
    for number, line in enumerate(lines):
        mark = _CONFLICT.match(line)
        sign = mark[0][0] if mark else ""
        if sign == "<" or (sign and not problems):
            problems.append(CONFLICT.at(Place(name, number + 1, 1)))
        is_second = sign in "=|" if sign else is_second
        if sign or is_second:
            lines[number] = ""
    return "\n".join(lines), problems


def read_bytes(path: Path, name: str, within: Path, largest: int = MAX_BYTES) -> bytes | Problem:
    """Return the file's bytes, or the one Problem that prevents it; see ``read_text``.

    ``largest`` is the size in bytes beyond which a file is refused.
    """
    place = Place(name)
    try:
        if leads_out(path, within):
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


def leads_out(path: Path, within: Path) -> bool:
    """Whether a path leads out of a folder by way of links.

    Raises:
        OSError: It cannot be told; RuntimeError where links lead round in a circle.
    """
    if _is_plainly_in(os.fspath(path), os.fspath(within)):
        return False
    return not path.resolve().is_relative_to(within.resolve())


def _is_plainly_in(path: str, folder: str) -> bool:
    """Whether a path lies in a folder and no part of the way is a link: quickly told of most."""
    if os.name == "nt" or ".." in path:  # Windows knows more kinds of links
        return False
    while len(path) > len(folder) and not os.path.islink(path):
        path = os.path.dirname(path)
    return path == folder


def without_controls(text: str, place: Place) -> tuple[str, list[Problem]]:
    """Return a text that stands at one place without what none may hold, and what that was."""
    found = dict.fromkeys(_CONTROL.findall(text))
    return _CONTROL.sub("", text), [control_at(character, place) for character in found]


def control_character(text: str, name: str) -> Problem | None:
    """Return the Problem of the first character that no text may hold, None when there is none."""
    found = _CONTROL.search(text)
    return found and _invisible(text, found, name)


def _invisible(text: str, found: re.Match[str], name: str) -> Problem:
    return control_at(found[0], place_at(text, found.start(), name))


def control_at(character: str, place: Place) -> Problem:
    """Return the Problem of a character that no text may hold."""
    kind = NOT_SHOWN if re.match(f"[{UNSHOWABLE}]", character) else CONTROL_CHARACTER
    return kind.at(place, number=f"{ord(character):04X}")


def place_at(text: str, offset: int, name: str, field: str = "") -> Place:
    """Return the Place of a character of the text, given its offset from the start."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Place(name, line, column, field)
