"""What an import tells of texts: those that are not whole, and words that lines may have broken."""

from collections.abc import Iterator

from digitiekartta.basics.kinds import DOCUMENTS, Need
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import listed, one_line
from digitiekartta.documents.importing.grid import Cell, Lost, Source, Table
from digitiekartta.documents.importing.spots import Spot

TEXT_LOST = DOCUMENTS.error(
    "text-lost",
    "Kaikkia tekstejä ei voi lukea kokonaan, koska {why}: {cells}.",
    "Levennä sarakkeita, korota rivejä ja tee PDF uudelleen, tai tuo tiedosto, josta PDF on tehty.",
    example="Laskentataulukon sarake on PDF:ssä kapeampi kuin toimenpiteen nimi.",
)
UNSURE_WORDS = DOCUMENTS.warning(
    "unsure-words",
    "Kapean solun rivinvaihdosta tai kirjainten välistä ei näe, jatkuuko sana vai alkaako uusi."
    " Kohdat luettiin näin: {words}.",
    "Tarkista kohdat asiakirjasta, ja korjaa tekstit tarvittaessa tuonnin jälkeen.",
    example="PDF:n kapeassa solussa on rivi ”kunta” ja sen alla rivi ”laiset”.",
)
WORDS_JOINED = DOCUMENTS.warning(
    "words-joined",
    "Kapeissa soluissa katkenneita sanoja yhdistettiin: {words}.",
    "Jos jokin sanoista on väärin, korjaa se tuonnin jälkeen.",
    example="PDF:n kapeassa solussa on rivi ”lupahake” ja sen alla rivi ”musten”.",
    need=Need.KNOW,
)


def about_texts(source: Source) -> Iterator[Problem]:
    """Yield the texts that are not whole, and the words that ends of lines may have broken."""
    lost: dict[tuple[str, str], dict[str, Place]] = {}
    for one, place in lost_texts(source):
        lost.setdefault((place.field, one.why), {})[f"”{one.text}” ({one.where})"] = place
    for (name, why), cells in lost.items():
        at, related = Place(source.name, field=name), tuple(cells.values()) if name else ()
        yield TEXT_LOST.at(at, related=related, why=why, cells=listed(list(cells)))
    joined: dict[str, None] = {}
    for table in source.tables:
        unsure: dict[str, Place] = {}
        for spot, cell in _cells_in(table):
            for seam in cell.seams:
                if seam.sure:
                    joined[f"”{seam.text}”"] = None
                else:
                    unsure[f"”{seam.text}” ({spot})"] = spot.in_file(source.name)
        if unsure:
            at, related = Place(source.name, field=table.name), tuple(unsure.values())
            yield UNSURE_WORDS.at(at, related=related, words=listed(list(unsure)))
    if joined:
        yield WORDS_JOINED.at(Place(source.name), words=listed(list(joined)))


def lost_texts(source: Source) -> Iterator[tuple[Lost, Place]]:
    """Yield all texts that are not whole with their places."""
    yield from ((one, Place(source.name)) for one in source.lost)
    for table in source.tables:
        for spot, cell in _cells_in(table):
            if cell.lost:
                yield Lost(cell.lost, one_line(cell.text), str(spot)), spot.in_file(source.name)


def _cells_in(table: Table) -> Iterator[tuple[Spot, Cell]]:
    for line in table.lines:
        for column, cell in line.distinct():
            yield Spot(table.name, line.number, column + 1, cell.place), cell
