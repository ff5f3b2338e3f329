"""The annex's form, which the export writes and the import reads back: columns and cells.

A column that nobody knows goes into the measure's own extra fields (lisakentat) by its header.
"""

from collections.abc import Mapping

from digitiekartta.basics.text import one_line
from digitiekartta.roadmap.fields import Declared, declared
from digitiekartta.roadmap.model import Measure

ID = "Tunnus"
STATE = "Aikataulun tila"
STATE_UNKNOWN, STATE_NONE, STATE_GROUP = "ei tiedossa", "ei aikataulua", "ryhmän aikataulu"
THEME = "Teema"

FIELDS: Mapping[str, Declared] = {
    name: field for name, field in declared(Measure).items() if isinstance(field.column, str)
}
"""The fields of a measure that have a column of their own."""
TITLE, PARTY, NOTES = (str(FIELDS[name].column) for name in ("title", "parties", "notes"))
FURTHER: Mapping[str, Declared] = {
    name: field for name, field in FIELDS.items() if name not in ("title", "parties", "notes")
}
"""Those of them that are known by the header alone; the others a table has in any case."""

_HEADERS = {name.casefold(): name for name in (ID, STATE, THEME)} | {
    header.casefold(): name
    for name, field in FURTHER.items()
    for header in (str(field.column), *field.headers)
}


def known_header(header: str) -> str | None:
    """Return the field that a column holds, or ID, STATE or THEME; None where nobody knows it."""
    return _HEADERS.get(one_line(header).casefold().rstrip(":"))


def cell_text(mark: str | None, phase: str, words: str) -> str:
    """Return a cell's text: "S selvitys", then words on a line of their own; any may be ""."""
    named = f"{mark} {phase}" if mark and phase else phase
    return "\n".join(part for part in (named, words) if part)


def words_beside(text: str, phase: str) -> str:
    """Return what a cell says besides its phase ("" for none), in one line.

    Its first line may name the phase, with or without its mark.
    """
    first, _, rest = text.strip().partition("\n")
    named = one_line(first).casefold()
    name = one_line(phase).casefold()
    mark, _, unmarked = named.partition(" ")
    if name and (named == name or (unmarked == name and len(mark) <= 2)):
        return one_line(rest)
    return one_line(text)
