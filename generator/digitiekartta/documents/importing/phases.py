"""What a person tells of phases: "#FFD966=selvittely" or "x=toteutus", one by one or in a file."""

from collections.abc import Iterable
from pathlib import Path

from digitiekartta.basics.colours import RGB
from digitiekartta.basics.files import reason
from digitiekartta.basics.kinds import DOCUMENTS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.documents.importing.safety import UNREADABLE_FILE
from digitiekartta.documents.importing.schedule import Meanings
from digitiekartta.documents.importing.shades import from_hex
from digitiekartta.documents.importing.words import folded

_LONGEST = 100_000
BAD_PHASE = DOCUMENTS.error(
    "bad-phase",
    "”{line}” ei kerro vaihetta.",
    "Kirjoita väri tai merkki, yhtäsuuruusmerkki ja vaiheen nimi, esimerkiksi"
    ' "#FFD966=selvittely" tai "x=toteutus".',
    example="--phase keltainen",
)
_UNREADABLE = UNREADABLE_FILE.worded(
    UNREADABLE_FILE.message, "Tarkista valinnan --phases-file tiedosto."
)


def read_phases(options: Iterable[str], file: Path | None) -> Meanings | Problem:
    """Return the meanings of colours, marks and words, or what is wrong with the first bad one.

    Args:
        options: Each "COLOUR=PHASE" or "MARK=PHASE"; goes before what the file says.
        file: One such line a row; empty lines and those that begin with "# " are left out.
    """
    try:
        lines = _lines(file) if file is not None else []
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "se ei ole UTF-8-tekstiä"
        name = str(file and file.name)
        return _UNREADABLE.at(Place(name), name=name, why=why)
    colours: dict[RGB, str] = {}
    marks: dict[str, str] = {}
    for line in [*lines, *options]:
        sign, _, phase = (part.strip() for part in line.partition("="))
        colour = from_hex(sign) if sign.startswith("#") else None
        if not sign or not phase or (sign.startswith("#") and colour is None):
            return BAD_PHASE.at(
                Place(file.name if file is not None and line in lines else "--phase"), line=line
            )
        if colour is not None:
            colours[colour] = phase
        else:
            marks[folded(sign)] = phase
    return Meanings(colours, marks)


def _lines(file: Path) -> list[str]:
    lines = file.read_text("utf-8-sig")[:_LONGEST].splitlines()
    return [line for line in lines if line.strip() and not line.startswith(("# ", "#\t"))]
