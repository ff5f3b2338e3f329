"""How much a document may hold: far more than any roadmap, and no more than can be read at once.

The readers count what they read; here the whole is counted, whatever format it came from. One
long text in thousands of cells is small in a file and endless to go through.
"""

from collections.abc import Iterator

from digitiekartta.documents.importing.grid import EMPTY, Cell, Source, Table, Text
from digitiekartta.documents.importing.safety import TOO_MANY_CELLS, Refused

MAX_PLACES, MAX_TEXT, MAX_COLOURS = 200_000, 3_000_000, 1_000
MAX_ONE_TEXT = 50_000
"""Of one cell or paragraph; Excel lets a cell have 32,767 letters."""
_MUCH_TEXT = TOO_MANY_CELLS.worded(
    "Tiedostossa ”{name}” on niin paljon tekstiä, ettei se voi olla digitiekartta.",
    "Kopioi toimenpidetaulukot uuteen asiakirjaan ja tuo se.",
)
_MANY_COLOURS = TOO_MANY_CELLS.worded(
    "Tiedoston ”{name}” soluissa on yli {most} eri väriä, joten ne eivät voi olla vaiheita.",
    "Kopioi toimenpidetaulukot uuteen asiakirjaan ja väritä solut muutamalla värillä.",
)


def bounded(source: Source) -> Source:
    """Return a document that is not too large to go on with.

    Raises:
        Refused: It is.
    """
    places = sum(len(table.lines) * table.width for table in source.tables)
    if places > MAX_PLACES:
        raise Refused(TOO_MANY_CELLS, source.name)
    letters = 0
    colours = set()
    for part in _parts(source):
        letters += len(part.text)
        if letters > MAX_TEXT or len(part.text) > MAX_ONE_TEXT:
            raise Refused(_MUCH_TEXT, source.name)
        if isinstance(part, Cell):
            colours.add(part.colour)
    if len(colours) > MAX_COLOURS:
        raise Refused(_MANY_COLOURS, source.name, most=MAX_COLOURS)
    return source


def _parts(source: Source) -> Iterator[Cell | Text]:
    for section in source.sections:
        for part in section.parts:
            if isinstance(part, Table):
                yield from (
                    cell for line in part.lines for _, cell in line.distinct() if cell is not EMPTY
                )
            elif isinstance(part, Text):
                yield part
