"""What an import tells of columns: their times, their heads, and where what they hold went."""

from collections.abc import Iterator, Sequence

from digitiekartta.basics.kinds import DOCUMENTS, Need
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import counted, listed, one_line
from digitiekartta.documents.importing.annex_form import known_header
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.cell_times import span_of, time_cells
from digitiekartta.documents.importing.costs import cost_cells
from digitiekartta.documents.importing.grid import Line
from digitiekartta.documents.importing.neutral import Measure
from digitiekartta.documents.importing.outside import head_of
from digitiekartta.documents.importing.rows import MarkedRow
from digitiekartta.documents.importing.shades import is_white
from digitiekartta.documents.importing.spots import some
from digitiekartta.documents.importing.worded import unsure_times
from digitiekartta.documents.importing.words import letters

ORDER = DOCUMENTS.warning(
    "order-not-chronological",
    "Puolivuosien sarakkeet eivät ole aikajärjestyksessä. Ne järjestettiin.",
    "Tarkista, että sarakkeiden otsikot ovat oikein.",
    example="Sarakkeina ovat Syksy 2025 ja Kevät 2025.",
)
NOT_HALF_YEARS = DOCUMENTS.warning(
    "not-half-years",
    "Sarakkeen aika on lyhyempi kuin puolivuosi: {heads}. Sen vaihe merkittiin puolivuodelle, johon"
    " se kuuluu.",
    "Tarkista aikataulut tuonnin jälkeen.",
    example="Sarakkeina ovat Q1/2025 ja Q2/2025.",
)
_WHOLE_YEARS = NOT_HALF_YEARS.worded(
    "Sarakkeen otsikkona on pelkkä vuosi: {heads}. Sen vaihe merkittiin vuoden kummallekin"
    " puoliskolle."
)
_PARTS_OF_YEARS = NOT_HALF_YEARS.worded(
    "Vuoden alla on useita sarakkeita, joilla ei ole omaa otsikkoa: {heads}. Ne luettiin vuoden"
    " osiksi järjestyksessä.",
    "Kirjoita sarakkeille omat otsikot asiakirjaan, jos ne tarkoittavat muuta.",
)
HALF_YEAR_TWICE = DOCUMENTS.warning(
    "half-year-twice",
    "Sama puolivuosi on usean sarakkeen otsikkona: {moments}.",
    "Tarkista sarakkeiden otsikot. Sarakkeet yhdistettiin, ja oikeanpuoleinen jäi voimaan.",
    example="Sarakkeina ovat Kevät 2025, Syksy 2025 ja Kevät 2025.",
)
UNKNOWN_COLUMN = DOCUMENTS.warning(
    "unknown-column",
    "Näiden sarakkeiden tiedot tuotiin toimenpiteiden kenttään lisakentat: {heads}.",
    "Tiedot näkyvät sivuilla ja voivat jäädä siihen. Jos tiedolle on oma kenttä, sen voi siirtää"
    " käsin: ajat kenttään aikataulu tai aika_lahteessa, muut esimerkiksi kenttään kuvaus,"
    " kohderyhma, muut_toimijat, seuranta tai kustannusarvio.",
    example="Sarakkeen otsikkona on Lautakunta.",
    need=Need.KNOW,
)
TIMES_IN_CELLS = DOCUMENTS.warning(
    "times-in-cells",
    "Sarakkeen {heads} ajat tuotiin puolivuosien kohdalle sanoina ({number}), koska taulukko ei"
    " kerro niiden vaihetta.{others}",
    "Täydennä toimenpiteiden aikatauluihin, mikä vaihe milloinkin on.",
    example="Sarakkeessa Aikataulu lukee ”syksy 2026 alkaen”.",
)
SCHEDULE_IN_WORDS = DOCUMENTS.warning(
    "schedule-in-words",
    "Aikataulu luettiin sanoista: {how}. Vuosi tai muu pitkä aika merkittiin jokaiselle"
    " puolivuodelleen.{others}",
    "Tarkista aikataulut tuonnin jälkeen.",
    example="Jokaisella rivillä on toimenpide, puolivuosi ja vaihe.",
)
_BY_ROWS = "jokaisella rivillä on aika ({times}) ja vaihe, joka silloin on ({phases})"
_BY_COLUMNS = "sarakkeen otsikkona on vaihe ja soluissa, milloin se on ({phases})"
COST_WITHOUT_YEAR = DOCUMENTS.warning(
    "cost-without-year",
    "Sarakkeen {heads} summat tuotiin lisäkenttiin eikä kustannusarvioksi, koska otsikko ei"
    " kerro vuotta.",
    "Lisää vuosi sarakkeen otsikkoon (”Kustannusarvio 2026”) ja tuo asiakirja uudelleen, tai siirrä"
    " summat toimenpiteiden kenttään kustannusarvio.",
    example="Sarakkeen Hinta solussa on 12 000 €.",
)
COSTS_READ = DOCUMENTS.warning(
    "costs-read",
    "Sarakkeen {heads} summat tuotiin kustannusarvioksi.{others}",
    "Tarkista, että summat ovat euroja.",
    example="Sarakkeen otsikkona on Kustannus 2026.",
    need=Need.KNOW,
)
COLUMN_WITHOUT_HEAD = DOCUMENTS.warning(
    "column-without-head",
    "Sarakkeessa {column} on tekstiä, mutta ei otsikkoa, joten sitä ei tuotu. Ensimmäinen on"
    " ”{text}”.",
    "Anna sarakkeelle otsikko, jos tiedot kuuluvat toimenpiteisiin.",
    example="Taulukon oikealla puolella on muistiinpanoja.",
    need=Need.DECIDE,
)


def about_periods(place: Place, block: Block) -> Iterator[Problem]:
    """Yield what the heads of a block's half-years do not tell for certain."""
    columns = block.columns
    starts = [moments[0] for moments in columns.periods.values()]
    if starts != sorted(starts):
        yield ORDER.at(place)
    shorter = [column for column in columns.shorter if column not in columns.parted]
    kinds = (_WHOLE_YEARS, columns.years), (_PARTS_OF_YEARS, columns.parted)
    for kind, told in (*kinds, (NOT_HALF_YEARS, shorter)):
        if told:
            heads = dict.fromkeys(head_of(block, column) for column in told)
            yield kind.at(place, heads=some([f"”{head}”" for head in heads]))
    if columns.twice and not columns.years and not columns.shorter:
        yield HALF_YEAR_TWICE.at(place, moments=listed([str(moment) for moment in columns.twice]))


def about_columns(place: Place, block: Block, rows: Sequence[MarkedRow]) -> Iterator[Problem]:
    """Tell of columns that were kept without being understood, and of those without a head."""
    columns = block.columns
    lines = [row.line for row in rows if row.is_measure]
    in_words = {at for one in block.in_words for at in (*one.times, one.phase)}
    if in_words:
        yield _in_words(place, block, lines)
    unknown = [
        f"”{head}”"
        for column, head in columns.extras.items()
        if known_header(head) is None
        and column not in in_words
        and any(line.cell(column).text for line in lines)
        and not any(_is_cost(head, line.cell(column).text) for line in lines)
    ]
    if unknown:
        yield UNKNOWN_COLUMN.at(place, heads=listed(unknown))
    labels = {letters(entry.label) for entry in block.legend.entries}
    labels |= set(map(letters, block.words))
    for column in range(columns.width):
        cells = [line.cell(column) for line in lines if column not in columns.named]
        texts = [
            one_line(cell.text)
            for line, cell in zip(lines, cells, strict=False)
            if cell.text
            and letters(cell.text) not in labels
            and is_white(cell.colour)
            and not any(cell is line.cell(other) for other in columns.named)
        ]
        if texts:
            yield COLUMN_WITHOUT_HEAD.at(place, column=column + 1, text=texts[0])


def _in_words(place: Place, block: Block, lines: Sequence[Line]) -> Problem:
    """Tell from which columns a schedule was read."""
    heads = block.columns.extras
    by_rows = any(columns.by_rows for columns in block.in_words)
    times, phases = (
        listed([f"”{one_line(heads[column])}”" for column in told])
        for told in (
            [at for columns in block.in_words for at in columns.times],
            [columns.phase for columns in block.in_words],
        )
    )
    how = _BY_ROWS if by_rows else _BY_COLUMNS
    unsure = [f"”{text}”" for line in lines for text in unsure_times(block, line)]
    others = f" Näistä ei selviä puolivuosi, joten ne tuotiin lisäkenttiin: {some(unsure)}."
    return SCHEDULE_IN_WORDS.at(
        place, how=how.format(times=times, phases=phases), others=others if unsure else ""
    )


def _is_cost(head: str, text: str) -> bool:
    """Whether a cell becomes an estimate of a year."""
    return any(cost.year is not None for cost in cost_cells({head: text}))


def about_cells_of_columns(whole: Place, measures: Sequence[Measure]) -> Iterator[Problem]:
    """Yield what became of times and sums in columns that are no half-years."""
    yield from _about_times(whole, measures)
    yield from _about_costs(whole, measures)


def _about_times(whole: Place, measures: Sequence[Measure]) -> Iterator[Problem]:
    """Tell what became of times in words, in tables that have no half-years."""
    untimed = [one for one in measures if not one.schedule_known and not one.cell_texts]
    known = [one for one in untimed if span_of(one.extra)]
    told = [cell for one in untimed for cell in time_cells(one.extra)]
    heads = dict.fromkeys(f"”{head}”" for head, _ in told)
    others = [text for one in untimed if one not in known for _, text in time_cells(one.extra)]
    unread = f" Näistä ei selviä puolivuosi: {some([f'”{one}”' for one in others])}."
    if told:
        yield TIMES_IN_CELLS.at(
            whole,
            heads=listed(list(heads)),
            number=counted(len(known), "toimenpide"),
            others=unread if others else "",
        )


def _about_costs(whole: Place, measures: Sequence[Measure]) -> Iterator[Problem]:
    """Tell what became of columns of euros."""
    found = [cost for one in measures for cost in cost_cells(one.extra)]
    for kind, with_year in ((COST_WITHOUT_YEAR, False), (COSTS_READ, True)):
        heads = dict.fromkeys(one.head for one in found if bool(one.year) is with_year)
        others = [
            f"”{one_line(text)}” ({one.source})"
            for one in measures
            for head, text in one.extra.items()
            if head in heads and with_year and not _is_cost(head, text)
        ]
        unread = f" Näitä ei luettu summiksi, joten ne tuotiin lisäkenttiin: {some(others)}."
        if heads:
            names = listed([f"”{head}”" for head in heads])
            yield kind.at(whole, heads=names, others=unread if others else "")
