"""What a person tells of phases: "#FFD966=selvittely" or "x=toteutus", one by one or in a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from digitiekartta.basics.colours import RGB
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.documents.importing.reading import Options
from digitiekartta.documents.importing.shades import from_hex
from digitiekartta.roadmap.reading.source import reason

_LONGEST = 100_000


def read_phases(told: Iterable[str], file: Path | None) -> Options | Problem:
    """Return the meanings of colours, marks and words, or what is wrong with the first bad one.

    Args:
        told: Each "COLOUR=PHASE" or "MARK=PHASE"; goes before what the file says.
        file: One such line a row; empty lines and those that begin with "# " are left out.
    """
    lines = []
    if file is not None:
        try:
            text = file.read_text("utf-8-sig")[:_LONGEST]
        except OSError as error:
            return _unreadable(file, reason(error))
        except UnicodeDecodeError:
            return _unreadable(file, "se ei ole UTF-8-tekstiä")
        lines = [
            line
            for line in text.splitlines()
            if line.strip() and not line.startswith(("# ", "#\t"))
        ]
    colours: dict[RGB, str] = {}
    marks: dict[str, str] = {}
    for one in [*lines, *told]:
        sign, equals, phase = (part.strip() for part in one.partition("="))
        colour = from_hex(sign) if sign.startswith("#") else None
        if not equals or not sign or not phase or (sign.startswith("#") and colour is None):
            return Problem(
                "bad-phase",
                Place(file.name if file is not None and one in lines else "--phase"),
                f"”{one}” ei kerro vaihetta.",
                "Kirjoita väri tai merkki, yhtäsuuruusmerkki ja vaiheen nimi, esimerkiksi"
                ' "#FFD966=selvittely" tai "x=toteutus".',
            )
        if colour is not None:
            colours[colour] = phase
        else:
            marks[sign] = phase
    return Options(colours, marks)


def _unreadable(file: Path, why: str) -> Problem:
    return Problem(
        "unreadable-file",
        Place(file.name),
        f"Tiedostoa ”{file.name}” ei voi lukea: {why}.",
        "Tarkista valinnan --phases-file tiedosto.",
    )
