"""What an import tells of texts: those that are not whole, and words that lines may have broken."""

import re
from collections.abc import Iterator, Sequence
from textwrap import shorten

from digitiekartta.basics.kinds import DOCUMENTS, Need
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import counted, listed, one_line
from digitiekartta.documents.importing.announcements import Announcement
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.goals import is_generic
from digitiekartta.documents.importing.grid import Cell, Lost, Source, Table, Text
from digitiekartta.documents.importing.neutral import Goal
from digitiekartta.documents.importing.preceding import is_explained, level_of
from digitiekartta.documents.importing.spots import Spot, some
from digitiekartta.documents.importing.words import letters

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
TEXT_OUTSIDE = DOCUMENTS.warning(
    "text-outside-tables",
    "Taulukoiden ulkopuolista tekstiä ei tuotu: {number}, {texts}.",
    "Jos jokin niistä kuuluu tiekarttaan, lisää se tavoitteen kuvaukseen tai sivuille käsin.",
    example="Taulukon alla lukee ”Hyväksytty kunnanhallituksessa 15.12.2025”.",
    need=Need.KNOW,
)
_SHOWN = 60
_PAGE = re.compile(r"(?:sivu|dia|s)?\d*")


def about_texts_outside(
    source: Source,
    blocks: Sequence[Block],
    announced: Sequence[Announcement],
    goals: Sequence[Goal],
    title: str,
) -> Iterator[Problem]:
    """Tell of the paragraphs of which nothing was made; each counts once, wherever it stands."""
    names = [title, *(goal.title for goal in goals)]
    names += [group.title or "" for goal in goals for group in goal.groups]
    names += [told.heading.text for told in announced if told.heading]
    named = {letters(name) for name in names if letters(name)}
    labels = {letters(entry.label) for block in blocks for entry in block.legend.entries}
    described = letters(" ".join(goal.description for goal in goals))
    left: dict[str, str] = {}
    for section in source.sections:
        for part in section.parts:
            if not isinstance(part, Text) or is_explained(part.text):
                continue
            key = letters(part.text)
            says_nothing = level_of(part) > 0 and is_generic(part.text)
            is_used = key in labels or key in described or any(name in key for name in named)
            if not says_nothing and not is_used and not _PAGE.fullmatch(key):
                where = f" ({section.name})" if section.name else ""
                text = shorten(one_line(part.text), _SHOWN, placeholder=" …")
                left.setdefault(key, f"”{text}”{where}")
    if left:
        number, texts = counted(len(left), "kappale"), some(list(left.values()))
        yield TEXT_OUTSIDE.at(Place(source.name), number=number, texts=texts)


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
