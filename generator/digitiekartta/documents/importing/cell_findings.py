"""What an import tells of single cells: doubts of colours and marks, and what was left out."""

from collections.abc import Iterator, Sequence

from digitiekartta.basics.colours import hexadecimal
from digitiekartta.basics.kinds import DOCUMENTS, Kind
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import listed, one_line
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.neutral import RowKind
from digitiekartta.documents.importing.outside import painted_outside
from digitiekartta.documents.importing.rows import MarkedRow
from digitiekartta.documents.importing.schedule import Disagreement, Doubt, Schedules

LEGEND_MISSING = DOCUMENTS.warning(
    "legend-missing",
    "Asiakirjasta ei löydy värien tai merkkien selitystä. Aikataulussa on {names}.",
    'Kerro jokaisen merkitys valinnalla --phase, esimerkiksi --phase "{first}=selvittely".',
    example="Taulukko on kopioitu toiseen asiakirjaan ilman värien selitystä.",
)
UNKNOWN_COLOUR = DOCUMENTS.error(
    "unknown-colour",
    "Väriä {sign} ({places}) ei ole värien selityksessä.",
    'Kerro, mitä väri tarkoittaa, valinnalla --phase "{sign}=vaihe", tai korjaa solun väri'
    ' asiakirjaan. Jos väri ei kerro aikataulusta mitään, valitse --phase "{sign}=-".',
    example="Yksi solu on punainen, mutta selityksessä on vain keltainen ja vihreä.",
)
UNKNOWN_MARK = DOCUMENTS.warning(
    "unknown-mark",
    "Merkkiä ”{sign}” ({places}) ei ole selitetty.",
    'Kerro, mitä merkki tarkoittaa, valinnalla --phase "{sign}=vaihe".',
    example="Solussa on X, mutta selityksessä vain S ja K.",
)
UNCLEAR_FILL = DOCUMENTS.warning(
    "unclear-fill",
    "Solussa on {sign}, josta ei näe vaihetta ({places}). Puolivuosi jäi tuntemattomaksi.",
    "Väritä solu asiakirjaan yhdellä värien selityksen värillä, tai täydennä aikataulu käsin.",
    example="Solun väri liukuu keltaisesta siniseen.",
)
MARK_AND_COLOUR_DIFFER = DOCUMENTS.warning(
    "mark-and-colour-differ",
    "Solun väri ja teksti kertovat eri vaiheen: {cells}. Väri jäi voimaan.",
    "Korjaa asiakirjaan se, kumpi on väärin.",
    example="Solussa on selvittelyn väri mutta kirjain J, joka tarkoittaa jatkuvaa toimintaa.",
)
PHASES_COLLIDE = DOCUMENTS.warning(
    "phases-collide",
    "Samalle puolivuodelle osuu kaksi vaihetta: {cells}.",
    "Tarkista aikataulut tuonnin jälkeen. Puolivuodella voi olla yksi vaihe.",
    example="Sarakkeet Q1/2025 ja Q2/2025 on väritetty eri väreillä.",
)
STRUCK_THROUGH = DOCUMENTS.warning(
    "struck-through",
    "Toimenpide ”{title}” (rivi {row}) on yliviivattu. Se tuotiin silti.",
    "Jos toimenpiteestä on luovuttu, poista se, tai kerro se kentässä paattyi.",
    example="Toimenpiteen nimi on yliviivattu, koska siitä on luovuttu.",
)
_STRUCK_CELLS = STRUCK_THROUGH.worded(
    "Yliviivattua ei tuotu puolivuosien kohdalta ({cells}).",
    "Jos merkintä on voimassa, poista yliviivaus asiakirjasta tai täydennä aikataulu käsin.",
)
_STRUCK_TEXTS = STRUCK_THROUGH.worded(
    "Toimenpiteen ”{title}” (rivi {row}) tiedoista on yliviivattu ”{text}”. Se tuotiin silti.",
    "Poista tieto, jos se ei ole voimassa.",
)
_STRUCK = {
    RowKind.MEASURE: STRUCK_THROUGH,
    RowKind.GROUP: STRUCK_THROUGH.worded(
        "Ryhmän nimi ”{title}” (rivi {row}) on yliviivattu. Ryhmä tuotiin silti.",
        "Jos ryhmästä on luovuttu, poista se ja sen toimenpiteet.",
    ),
    RowKind.GOAL: STRUCK_THROUGH.worded(
        "Tavoitteen nimi ”{title}” (rivi {row}) on yliviivattu. Tavoite tuotiin silti.",
        "Jos tavoitteesta on luovuttu, poista se ja sen toimenpiteet.",
    ),
}
ROW_IN_PHASE_COLOUR = DOCUMENTS.warning(
    "row-in-phase-colour",
    "Rivi {row} on kokonaan vaiheen ”{phase}” värinen. Väriä ei tuotu aikatauluun, koska se voi"
    " olla rivin taustaväri.",
    "Jos väri kertoo aikataulun, täydennä aikataulu käsin, tai väritä asiakirjaan vain"
    " puolivuosien solut.",
    example="Toimenpiteen koko rivi nimestä viimeiseen sarakkeeseen on keltainen.",
)
_TITLE_LIKE_PHASE = ROW_IN_PHASE_COLOUR.worded(
    "Rivillä {row} on puolivuosia samalla värillä kuin toimenpiteen nimi, ja väri on lähellä"
    " vaiheen ”{phase}” väriä. Sitä ei tuotu aikatauluun.",
)
COLOUR_OUTSIDE = DOCUMENTS.warning(
    "colour-outside-half-years",
    "{column} on väritettyjä soluja ({places}: {signs}), mutta se ei ole puolivuosi. Värejä ei"
    " tuotu.",
    "Jos värit kertovat aikataulun, täydennä se käsin.",
    example="Puolivuosien jälkeen on väritetty sarake ”2028–2030”.",
)
PAINTED_HEADING = DOCUMENTS.warning(
    "painted-heading",
    "Tavoitteen tai ryhmän rivillä {row} on väritettyjä puolivuosia ({places}: {signs}). Värejä ei"
    " tuotu, koska rivi ei ole toimenpide.",
    "Jos värit kertovat toimenpiteiden aikataulun, täydennä se toimenpiteisiin käsin.",
    example="Tavoitteen 1 rivillä on keltainen solu kevään 2025 kohdalla.",
)
COLOUR_BY_NAME = DOCUMENTS.warning(
    "colour-by-name",
    "Värit on selitetty sanoin. Ne luettiin näin: {names}.",
    "Tarkista, että värit ovat oikein.",
    example="Taulukon alla lukee: keltainen = selvittely, sininen = käyttöönotto.",
)


def about_cells(
    file: str, blocks: Sequence[tuple[Block, Sequence[MarkedRow]]], schedules: Schedules
) -> Iterator[Problem]:
    """Yield what a person should know of single cells of a document."""
    yield from _unexplained(file, schedules, any(block.legend for block, _ in blocks))
    yield from _unclear(file, schedules.doubts)
    for found in schedules.differing:
        at = Place(file, field=found.table)
        told = f"{found.holds_at} on väriltään ”{found.holds}”, tekstiltään ”{found.other}”"
        yield MARK_AND_COLOUR_DIFFER.at(at, cells=told)
    for found in schedules.colliding:
        yield PHASES_COLLIDE.at(Place(file, field=found.table), cells=_both(found))
    for table, row, phase, whole in schedules.rows_in_phase:
        kind = ROW_IN_PHASE_COLOUR if whole else _TITLE_LIKE_PHASE
        yield kind.at(Place(file, field=table), row=row, phase=phase)
    yield from _struck(file, blocks, schedules)
    for block, rows in blocks:
        yield from _painted_headings(file, block, rows)
        lines = [row.line for row in rows if row.is_measure]
        for painted in painted_outside(block, lines):
            name = f"”{painted.head}”" if painted.head else str(painted.column + 1)
            yield COLOUR_OUTSIDE.at(
                Place(file, field=block.table.name),
                column=f"Sarakkeessa {name}",
                places=listed(list(painted.places)),
                signs=listed(list(painted.signs)),
            )
    named = {pair: None for block, _ in blocks for pair in block.named_colours.items()}
    if named:
        names = [f"{hexadecimal(colour)} on {label}" for label, colour in named]
        yield COLOUR_BY_NAME.at(Place(file), names=listed(names))


def _painted_headings(file: str, block: Block, rows: Sequence[MarkedRow]) -> Iterator[Problem]:
    """Yield the rows of goals and groups that have phases' colours of their own, without words."""
    for row in rows:
        if row.kind not in (RowKind.GOAL, RowKind.GROUP):
            continue
        cells = {
            cell.place or str(block.columns.periods[column][0]): cell.colour
            for column, cell in block.painted(row.line)
            if not cell.text
        }
        signs = [block.legend.of_colour(colour) for colour in cells.values() if colour]
        if told := [sign for sign in dict.fromkeys(signs) if sign]:
            places, number = listed(list(cells)), row.line.number
            at = Place(file, field=block.table.name)
            yield PAINTED_HEADING.at(at, row=number, places=places, signs=listed(told))


def _both(found: Disagreement) -> str:
    cells = f"”{found.other}” ({found.other_at}) ja ”{found.holds}” ({found.holds_at})"
    return f"{found.moment} {cells}; voimaan jäi ”{found.holds}”"


def _unexplained(file: str, schedules: Schedules, has_legend: bool) -> Iterator[Problem]:
    """Yield the colours and marks that nothing explains."""
    doubts = [doubt for doubt in schedules.doubts if not doubt.unclear]
    if doubts and not (has_legend or schedules.told):
        names = list(dict.fromkeys(doubt.sign for doubt in doubts))
        yield LEGEND_MISSING.at(Place(file), names=listed(names), first=names[0])
        return
    for (table, sign), cells in _by_sign(doubts).items():
        kind: Kind = UNKNOWN_COLOUR if sign.startswith("#") else UNKNOWN_MARK
        yield kind.at(Place(file, field=table), sign=sign, places=listed(cells))


def _unclear(file: str, doubts: Sequence[Doubt]) -> Iterator[Problem]:
    for (table, sign), cells in _by_sign([one for one in doubts if one.unclear]).items():
        yield UNCLEAR_FILL.at(Place(file, field=table), sign=sign, places=listed(cells))


def _by_sign(doubts: Sequence[Doubt]) -> dict[tuple[str, str], list[str]]:
    """Return the cells of each colour or mark of each table, once each."""
    places: dict[tuple[str, str], dict[str, None]] = {}
    for doubt in doubts:
        places.setdefault((doubt.table, doubt.sign), {})[doubt.place] = None
    return {key: list(cells) for key, cells in places.items()}


def _struck(
    file: str, blocks: Sequence[tuple[Block, Sequence[MarkedRow]]], schedules: Schedules
) -> Iterator[Problem]:
    for block, rows in blocks:
        place = Place(file, field=block.table.name)
        for row in rows:
            line, title = row.line, row.line.cell(block.columns.title)
            name = one_line(title.text)
            if title.struck and row.kind in _STRUCK:
                yield _STRUCK[row.kind].at(place, title=name, row=line.number)
            if title.struck or not row.is_measure:
                continue
            for column in block.columns.texts:
                cell = line.cell(column)
                if cell.struck and cell is not title:
                    text = one_line(cell.text)
                    yield _STRUCK_TEXTS.at(place, title=name, row=line.number, text=text)
    tables = dict.fromkeys(table for table, _ in schedules.struck)
    for table in tables:
        cells = list(dict.fromkeys(cell for one, cell in schedules.struck if one == table))
        yield _STRUCK_CELLS.at(Place(file, field=table), cells=listed(cells))
