"""What an import tells of single cells: doubts of colours and marks, and what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digitiekartta.basics.colours import hexadecimal
from digitiekartta.basics.kinds import DOCUMENTS, Kind, Need
from digitiekartta.basics.problems import Place, Problem, Severity
from digitiekartta.basics.text import listed, one_line
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.grid import Source
from digitiekartta.documents.importing.legend import NO_LABELS, NO_PHASE, OPEN, TO_NAME
from digitiekartta.documents.importing.neutral import RowKind
from digitiekartta.documents.importing.outside import painted_outside
from digitiekartta.documents.importing.phases import phases_of, resembled
from digitiekartta.documents.importing.rows import MarkedRow
from digitiekartta.documents.importing.schedule import Disagreement, Doubt, Schedules
from digitiekartta.documents.importing.spots import Spot, in_words

_CHOICES = 6
_USUAL_TWO = ("selvittely", "toteutus")

LEGEND_MISSING = DOCUMENTS.error(
    "legend-missing",
    "Asiakirjasta ei löydy värien tai merkkien selitystä. Aikataulussa on {names}.",
    "Kerro jokaisen merkitys. Kirjoita sanan {name} tilalle vaiheen nimi, esimerkiksi selvittely."
    " Kirjoita viiva (-), jos merkintä ei kerro aikataulusta mitään, ja kysymysmerkki (?), jos"
    " vaihetta ei tiedetä:{choices}",
    example="Taulukko on kopioitu toiseen asiakirjaan ilman värien selitystä.",
)
UNKNOWN_COLOUR = DOCUMENTS.error(
    "unknown-colour",
    "Väriä {sign} ({places}) ei ole värien selityksessä.",
    "Korjaa solun väri asiakirjaan, tai kerro, mitä väri tarkoittaa:{choices}",
    example="Yksi solu on punainen, mutta selityksessä on vain keltainen ja vihreä.",
)
UNKNOWN_MARK = DOCUMENTS.error(
    "unknown-mark",
    "Merkkiä ”{sign}” ({places}) ei ole selitetty.",
    "Korjaa merkki asiakirjaan, tai kerro, mitä se tarkoittaa:{choices}",
    example="Solussa on X, mutta selityksessä vain S ja K.",
)
_MARK_BESIDE_COLOUR = UNKNOWN_MARK.worded(
    "Merkkiä ”{sign}” ({places}) ei ole selitetty. Tuotiin vaihe, jonka solun väri kertoo."
)
UNCLEAR_WORDS = DOCUMENTS.warning(
    "unclear-words",
    "Teksti ”{text}” ({places}) ei ole minkään vaiheen nimi. Se tuotiin sanoina ilman vaihetta.",
    "Tarkoititko vaihetta ”{phase}”? Jos tarkoitit, kerro se:{choices}",
    example="Puolivuoden kohdalla on ”Totetus”, ja värien selityksessä on toteutus.",
    need=Need.DECIDE,
)
_TWO_PHASES = UNCLEAR_WORDS.worded(
    "Tekstissä ”{text}” ({places}) on kaksi vaihetta: {phase}. Se tuotiin sanoina ilman vaihetta.",
    "Puolivuodella voi olla yksi vaihe. Valitse se:{choices}",
)
_LEFT_AS_IS = UNCLEAR_WORDS.worded(
    "Teksti ”{text}” ({places}) ei ole minkään vaiheen nimi. Sisältö jäi siltä kohdalta ennalleen.",
    "Tarkoititko vaihetta ”{phase}”? Korjaa solu ja tuo liite uudelleen. Kirjoita vaihe solun"
    " ensimmäiselle riville ja muut sanat toiselle (Alt+Enter). Voit myös kertoa vaiheen"
    " valinnalla:{choices}",
)
_LEFT_WITH_TWO = UNCLEAR_WORDS.worded(
    "Tekstissä ”{text}” ({places}) on kaksi vaihetta: {phase}. Sisältö jäi siltä kohdalta"
    " ennalleen.",
    "Puolivuodella voi olla yksi vaihe. Korjaa solu ja tuo liite uudelleen, tai valitse"
    " vaihe:{choices}",
)
WORDS_ALONE = DOCUMENTS.warning(
    "words-without-phase",
    "Teksti ”{text}” ({places}) tuotiin sanoina ilman vaihetta.",
    "Jos teksti kertoo vaiheen, lisää vaihe tuonnin jälkeen toimenpiteen tiedostoon.",
    example="Puolivuoden kohdalla lukee ”sähköinen lupa-arkisto”.",
    need=Need.KNOW,
)
UNCLEAR_FILL = DOCUMENTS.warning(
    "unclear-fill",
    "Solussa on {sign}, josta ei näe vaihetta ({places}). Puolivuosi jäi tuntemattomaksi.",
    "Väritä solu asiakirjaan yhdellä värien selityksen värillä, tai täydennä aikataulu käsin.",
    example="Solun väri liukuu keltaisesta siniseen.",
    need=Need.DECIDE,
)
MARK_AND_COLOUR_DIFFER = DOCUMENTS.warning(
    "mark-and-colour-differ",
    "Solun väri ja teksti kertovat eri vaiheen: {cells}. {outcome}.",
    "Korjaa asiakirjaan se, kumpi on väärin.",
    example="Solussa on selvittelyn väri mutta kirjain J, joka tarkoittaa jatkuvaa toimintaa.",
    need=Need.DECIDE,
)
PHASES_COLLIDE = DOCUMENTS.warning(
    "phases-collide",
    "Samalle puolivuodelle osuu kaksi vaihetta: {cells}.",
    "Tarkista aikataulut tuonnin jälkeen. Puolivuodella voi olla yksi vaihe.",
    example="Sarakkeet Q1/2025 ja Q2/2025 on väritetty eri väreillä.",
    need=Need.DECIDE,
)
_COLOUR_BESIDE_TEXT = MARK_AND_COLOUR_DIFFER.worded(
    "Solun väriä {sign} ({places}) ei ole värien selityksessä. Tuotiin vaihe, jonka solun teksti"
    " kertoo.",
    "Jos väri kertoo muun vaiheen, korjaa solun väri tai teksti asiakirjaan.",
)
STRUCK_THROUGH = DOCUMENTS.warning(
    "struck-through",
    "Toimenpide ”{title}” (rivi {row}) on yliviivattu. Se tuotiin silti.",
    "Jos toimenpiteestä on luovuttu, poista se, tai kerro se kentässä paattyi.",
    example="Toimenpiteen nimi on yliviivattu, koska siitä on luovuttu.",
    need=Need.DECIDE,
)
_STRUCK_CELLS = STRUCK_THROUGH.worded(
    "Yliviivattua ei tuotu puolivuosien kohdalta ({cells}).",
    "Jos merkintä on voimassa, poista yliviivaus asiakirjasta tai täydennä aikataulu käsin.",
)
_STRUCK_TEXTS = STRUCK_THROUGH.worded(
    "Toimenpiteen ”{title}” (rivi {row}) tiedoista on yliviivattu ”{text}”. Se tuotiin silti.",
    "Poista tieto, jos se ei ole voimassa.",
)
_STRUCK_WORDS = STRUCK_THROUGH.worded(
    "Solun sanoista on yliviivattu ”{text}” ({where}). Niitä ei tuotu.",
    "Jos sanat ovat voimassa, poista yliviivaus asiakirjasta.",
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
COMMENTS = DOCUMENTS.warning(
    "comments-left-out",
    "Soluissa on kommentteja, jotka eivät ole sisältöä eikä niitä tuotu: {places}.",
    "Kommentit näkyvät asiakirjassa ja esikatselussa (--preview). Jos kommentti muuttaa"
    " toimenpidettä, korjaa se tuonnin jälkeen.",
    example="Excelin solussa on kommentti ”Sovittava vielä”.",
    need=Need.KNOW,
)
ROW_IN_PHASE_COLOUR = DOCUMENTS.warning(
    "row-in-phase-colour",
    "Rivi {row} on kokonaan vaiheen ”{phase}” värinen. Väriä ei tuotu aikatauluun, koska se voi"
    " olla rivin taustaväri.",
    "Jos väri kertoo aikataulun, täydennä aikataulu käsin, tai väritä asiakirjaan vain"
    " puolivuosien solut.",
    example="Toimenpiteen koko rivi nimestä viimeiseen sarakkeeseen on keltainen.",
    need=Need.DECIDE,
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
    need=Need.DECIDE,
)
PAINTED_HEADING = DOCUMENTS.warning(
    "painted-heading",
    "Tavoitteen tai ryhmän rivillä {row} on väritettyjä puolivuosia ({places}: {signs}). Värejä ei"
    " tuotu, koska rivi ei ole toimenpide.",
    "Jos värit kertovat toimenpiteiden aikataulun, täydennä se toimenpiteisiin käsin.",
    example="Tavoitteen 1 rivillä on keltainen solu kevään 2025 kohdalla.",
    need=Need.DECIDE,
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
    whole = [block for block, _ in blocks]
    labels = [phase.label for phase in phases_of(whole, schedules.told, schedules.words_seen)]
    yield from _unexplained(file, schedules, any(block.legend for block in whole), labels)
    yield from _unclear(file, schedules.doubts)
    yield from _worded(file, schedules, whole, labels)
    for found in schedules.differing:
        colour = f"väriltään ”{found.holds}”" if found.holds else "ilman väriä"
        text = f"tekstiltään ”{found.other}”" if found.other else "ilman tekstiä"
        yield MARK_AND_COLOUR_DIFFER.at(
            _in(file, [found.holds_at]),
            related=_cells(file, [found.holds_at]),
            cells=f"{found.holds_at} on {colour}, {text}",
            outcome=found.outcome,
        )
    for found in schedules.colliding:
        cells = [found.other_at, found.holds_at]
        yield PHASES_COLLIDE.at(_in(file, cells), related=_cells(file, cells), cells=_both(found))
    for spot, phase, through in schedules.rows_in_phase:
        kind = ROW_IN_PHASE_COLOUR if through else _TITLE_LIKE_PHASE
        yield kind.at(_in(file, [spot]), related=_cells(file, [spot]), row=spot.row, phase=phase)
    yield from _struck(file, blocks, schedules)
    for block, rows in blocks:
        yield from _painted_headings(file, block, rows)
        lines = [row.line for row in rows if row.is_measure]
        for painted in painted_outside(block, lines):
            name = f"”{painted.head}”" if painted.head else painted.spots[0].column_name
            signs, places = listed(list(painted.signs)), in_words(painted.spots)
            column = f"Sarakkeessa {name}"
            kind, spots = COLOUR_OUTSIDE, painted.spots
            yield kind.at(
                _in(file, spots),
                related=_cells(file, spots),
                column=column,
                places=places,
                signs=signs,
            )
    named = {pair: None for block, _ in blocks for pair in block.named_colours.items()}
    if named:
        names = [f"{hexadecimal(colour)} on {label}" for label, colour in named]
        yield COLOUR_BY_NAME.at(Place(file), names=listed(names))


def _in(file: str, spots: Sequence[Spot]) -> Place:
    """Return the table in which cells stand."""
    return Place(file, field=spots[0].table)


def _cells(file: str, spots: Sequence[Spot]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(spot.in_file(file) for spot in spots))


def _painted_headings(file: str, block: Block, rows: Sequence[MarkedRow]) -> Iterator[Problem]:
    """Yield the rows of goals and groups that have phases' colours of their own, without words."""
    for row in rows:
        if row.kind not in (RowKind.GOAL, RowKind.GROUP):
            continue
        cells = {
            Spot.of(block, row.line, column): cell.colour
            for column, cell in block.painted(row.line)
            if not cell.text
        }
        signs = [block.legend.of_colour(colour) for colour in cells.values() if colour]
        if told := [sign for sign in dict.fromkeys(signs) if sign]:
            moments = dict.fromkeys(spot.name or str(spot.moment) for spot in cells)
            places, number = listed(list(moments)), row.line.number
            kind, spots = PAINTED_HEADING, list(cells)
            yield kind.at(
                _in(file, spots),
                related=_cells(file, spots),
                row=number,
                places=places,
                signs=listed(told),
            )


def _both(found: Disagreement) -> str:
    cells = f"”{found.other}” ({found.other_at}) ja ”{found.holds}” ({found.holds_at})"
    return f"{found.moment} {cells}; voimaan jäi ”{found.holds}”"


def _unexplained(
    file: str, schedules: Schedules, has_legend: bool, labels: Sequence[str]
) -> Iterator[Problem]:
    """Yield the colours and marks that nothing explains."""
    for sign, spots in _by_sign([one for one in schedules.doubts if one.told]):
        beside = _COLOUR_BESIDE_TEXT if sign.startswith("#") else _MARK_BESIDE_COLOUR
        yield beside.at(
            _in(file, spots),
            related=_cells(file, spots),
            severity=Severity.WARNING,
            sign=sign,
            places=in_words(spots),
            choices=_choices_of(sign, labels),
        )
    doubts = [doubt for doubt in schedules.doubts if not doubt.unclear and not doubt.told]
    if doubts and not (has_legend or schedules.told):
        cells: dict[str, list[Spot]] = {}
        for doubt in doubts:
            cells.setdefault(doubt.sign, []).append(doubt.spot)
        names = [f"{sign} ({in_words(spots)})" for sign, spots in cells.items()]
        related = tuple(dict.fromkeys(doubt.spot.in_file(file) for doubt in doubts))
        told = "; ".join(names)
        choices = "".join(f'\n--phase "{sign}={TO_NAME}"' for sign in cells)
        yield LEGEND_MISSING.at(
            Place(file), related=related, names=told, name=TO_NAME, choices=choices
        )
        return
    for sign, spots in _by_sign(doubts):
        kind: Kind = UNKNOWN_COLOUR if sign.startswith("#") else UNKNOWN_MARK
        choices = _choices_of(sign, labels)
        yield kind.at(
            _in(file, spots),
            related=_cells(file, spots),
            sign=sign,
            places=in_words(spots),
            choices=choices,
        )


def _unclear(file: str, doubts: Sequence[Doubt]) -> Iterator[Problem]:
    for sign, spots in _by_sign([one for one in doubts if one.unclear and not one.told]):
        yield UNCLEAR_FILL.at(
            _in(file, spots), related=_cells(file, spots), sign=sign, places=in_words(spots)
        )


def _by_sign(doubts: Sequence[Doubt]) -> Iterator[tuple[str, list[Spot]]]:
    """Yield each colour or mark of each table with its cells."""
    spots: dict[tuple[str, str], list[Spot]] = {}
    for doubt in doubts:
        spots.setdefault((doubt.spot.table, doubt.sign), []).append(doubt.spot)
    yield from ((sign, cells) for (_, sign), cells in spots.items())


def _worded(
    file: str, schedules: Schedules, blocks: Sequence[Block], labels: Sequence[str]
) -> Iterator[Problem]:
    """Yield the texts of half-years that are no phase, with the phases that they resemble."""
    marks = {mark: label for block in blocks for mark, label in block.legend.marks.items()}
    cells: dict[tuple[str, str, bool], list[Spot]] = {}
    for spot, text, left in schedules.worded:
        cells.setdefault((spot.table, one_line(text), left), []).append(spot)
    for (_, text, left), spots in cells.items():
        told = {m: label for m, label in schedules.told.marks.items() if label not in NO_LABELS}
        phases = resembled(text, labels, {**marks, **told}, schedules.usual)
        kind = UNCLEAR_WORDS if len(phases) == 1 else _TWO_PHASES if phases else WORDS_ALONE
        if left:
            kind = _LEFT_AS_IS if len(phases) == 1 else _LEFT_WITH_TWO
        yield kind.at(
            _in(file, spots),
            related=_cells(file, spots),
            text=text,
            places=in_words(spots),
            phase=listed(phases),
            choices=_choices_of(text, phases, is_sign=False),
        )


def _choices_of(sign: str, labels: Sequence[str], is_sign: bool = True) -> str:
    """Return the options by which a person tells what a sign means, each on a line to be copied."""
    options = [f'--phase "{sign}={label}"' for label in labels[:_CHOICES] or _USUAL_TWO]
    if is_sign:
        options.append(f'--phase "{sign}={NO_PHASE}" (ei kerro aikataulusta mitään)')
        options.append(f'--phase "{sign}={OPEN}" (vaihetta ei tiedetä)')
    return "".join(f"\n{option}" for option in options)


def about_remarks(source: Source) -> Iterator[Problem]:
    """Yield the comments on cells, and words that are struck through in them."""
    for table in source.tables:
        cells = {
            id(cell): (cell, Spot(table.name, line.number, column + 1, cell.place))
            for line in reversed(table.lines)
            for column, cell in line.distinct()
            if cell.comment or cell.dropped
        }
        told = [*reversed(cells.values())]
        if spots := [spot for cell, spot in told if cell.comment]:
            places, related = in_words(spots), _cells(source.name, spots)
            yield COMMENTS.at(_in(source.name, spots), related=related, places=places)
        for spot, words in ((spot, cell.dropped) for cell, spot in told if cell.dropped):
            at, related = _in(source.name, [spot]), _cells(source.name, [spot])
            yield _STRUCK_WORDS.at(at, related=related, text=words, where=spot)


def _struck(
    file: str, blocks: Sequence[tuple[Block, Sequence[MarkedRow]]], schedules: Schedules
) -> Iterator[Problem]:
    for block, rows in blocks:
        place = Place(file, field=block.table.name)
        for row in rows:
            line, title = row.line, row.line.cell(block.columns.title)
            name = one_line(title.text)
            at = (replace(place, line=line.number),)
            if title.struck and row.kind in _STRUCK:
                yield _STRUCK[row.kind].at(place, related=at, title=name, row=line.number)
            if title.struck or not row.is_measure:
                continue
            for column in block.columns.texts:
                cell = line.cell(column)
                if cell.struck and cell is not title:
                    text = one_line(cell.text)
                    yield _STRUCK_TEXTS.at(
                        place, related=at, title=name, row=line.number, text=text
                    )
    tables: dict[str, dict[Spot, str]] = {}
    for spot, text in schedules.struck:
        tables.setdefault(spot.table, {})[spot] = f"{spot}: ”{text}”"
    for cells in tables.values():
        spots, told = list(cells), "; ".join(dict.fromkeys(cells.values()))
        yield _STRUCK_CELLS.at(_in(file, spots), related=_cells(file, spots), cells=told)
