"""What an import tells a person beside its result: doubts, and what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digitiekartta.basics.colours import hexadecimal
from digitiekartta.basics.kinds import DOCUMENTS, Kind, Need
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import listed, one_line, times
from digitiekartta.documents.importing.announcements import Announcement
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.cell_fates import CellFate
from digitiekartta.documents.importing.cell_findings import about_cells, about_remarks
from digitiekartta.documents.importing.column_findings import (
    about_cells_of_columns,
    about_columns,
    about_periods,
)
from digitiekartta.documents.importing.goals import without_continuation
from digitiekartta.documents.importing.grid import Source
from digitiekartta.documents.importing.measure_names import named
from digitiekartta.documents.importing.neutral import Goal, Measure, RowKind
from digitiekartta.documents.importing.outside import painted_outside
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.rows import MarkedRow, goal_row, heading_cell
from digitiekartta.documents.importing.schedule import Schedules
from digitiekartta.documents.importing.spots import some
from digitiekartta.documents.importing.text_findings import about_texts
from digitiekartta.documents.importing.words import folded, letters

NO_COLOURS = DOCUMENTS.warning(
    "no-colours",
    "Aikataulu on lähteessä vain väreinä, eikä niitä ole tässä tiedostossa. Toimenpiteiden"
    " aikataulut jäävät tuntemattomiksi.",
    "Tuo mieluummin alkuperäinen Word-, Excel- tai PowerPoint-tiedosto, tai täydennä"
    " aikataulut käsin.",
    example="Asiakirjasta on tuotavana vain sen teksti.",
    need=Need.DECIDE,
)
_BY_HAND = "Täydennä aikataulut käsin, tai lisää ne asiakirjaan ja tuo se uudelleen."
_NO_HALF_YEARS = NO_COLOURS.worded(
    "Asiakirjan taulukoissa ei ole puolivuosien sarakkeita. Toimenpiteiden aikataulut jäävät"
    " tuntemattomiksi.",
    _BY_HAND,
)
SCHEDULE_REFUSED = DOCUMENTS.warning(
    "schedule-refused",
    "Taulukon aikataulua ei luettu, koska {why}. Muut tiedot tuotiin.",
    "Tuo mieluummin alkuperäinen Word-, Excel- tai PowerPoint-tiedosto, tai täydennä"
    " aikataulut käsin.",
    example="PDF:n taulukossa värien yläpuolella ei ole puolivuoden otsikkoa.",
    need=Need.DECIDE,
)
_EMPTY_HALF_YEARS = NO_COLOURS.worded(
    "Puolivuosien sarakkeissa ei ole värejä eikä merkintöjä, jotka kertovat vaiheen."
    " Toimenpiteiden aikataulut jäävät tuntemattomiksi.",
    "Jos värit on piirretty solujen päälle tai ne tulevat kuvasta, väritä solut, tai täydennä"
    " aikataulut käsin.",
)
_NO_YEAR = NO_COLOURS.worded(
    "Sarakkeiden otsikoissa on kuukausia tai vuodenaikoja, mutta ei vuotta. Toimenpiteiden"
    " aikataulut jäävät tuntemattomiksi.",
    "Lisää vuosi asiakirjan otsikkoriviin, esimerkiksi ”Tammi 2026”, ja tuo asiakirja uudelleen.",
)
_DRAWN = NO_COLOURS.worded(
    "Puolivuosien sarakkeissa ei ole värejä eikä merkintöjä, mutta tiedostoon on piirretty"
    " kuvioita, joita ei osata lukea. Toimenpiteiden aikataulut jäävät tuntemattomiksi.",
    "Tallenna tiedosto uudempaan muotoon (.xlsx) ja tuo se, tai täydennä aikataulut käsin.",
)
_ELSEWHERE = NO_COLOURS.worded(
    "Puolivuosien sarakkeissa ei ole värejä eikä merkintöjä, mutta muissa sarakkeissa on värejä."
    " Toimenpiteiden aikataulut jäävät tuntemattomiksi.",
    "Tarkista sarakkeiden otsikot asiakirjasta, tai täydennä aikataulut käsin.",
)
_ONLY_TEXTS = NO_COLOURS.worded(
    "Puolivuosien sarakkeissa on vain tekstejä ja lukuja, jotka eivät kerro vaihetta."
    " Toimenpiteiden aikataulut jäävät tuntemattomiksi.",
    "Täydennä aikataulut käsin. Tekstit tuotiin puolivuosien kohdalle.",
)
CONDITIONAL_FORMAT = DOCUMENTS.warning(
    "conditional-format",
    "Taulukon soluja väritetään ehdollisella muotoilulla, jota ei osata lukea.",
    "Jos aikataulun värit tulevat siitä, väritä solut Excelissä tavallisella täytöllä.",
    example="Excel värittää solun itse, kun siihen kirjoittaa S.",
)
LEGEND_DIFFERS = DOCUMENTS.warning(
    "legend-differs",
    "Samalla värillä on värien selityksissä kaksi nimeä: ”{used}” ja ”{other}”."
    " Käytettiin nimeä ”{used}”.",
    "Jos ne ovat eri vaiheita, korjaa toisen väri asiakirjaan.",
    example="Keltainen on yhdellä sivulla selvittely, toisella selvitys.",
)
HIDDEN_LEFT_OUT = DOCUMENTS.warning(
    "hidden-left-out",
    "Asiakirjan piilotettuja tai poistetuksi merkittyjä kohtia ei tuotu: {parts}.",
    "Jos jokin niistä kuuluu digitiekarttaan, palauta se näkyviin asiakirjassa.",
    example="Taulukosta on piilotettu kaksi riviä.",
    need=Need.KNOW,
)
DUPLICATE_MEASURE = DOCUMENTS.warning(
    "duplicate-measure",
    "Toimenpide ”{title}” on asiakirjassa {times}: {places}. Kaikki tuotiin.",
    "Jos ne ovat sama toimenpide, poista ylimääräinen.",
    example="Sama rivi on kahden tavoitteen taulukossa.",
)
UNSURE_ROW = DOCUMENTS.warning(
    "unsure-row",
    "Rivi {row}, ”{text}”, voi olla ryhmän otsikko tai toimenpide. Se tuotiin toimenpiteenä.",
    "Tarkista, ja korjaa tarvittaessa.",
    example="Rivillä on nimi mutta ei mitään muuta, eikä sen alla ole toimenpiteitä.",
    need=Need.DECIDE,
)
UNSURE_HEADING = DOCUMENTS.warning(
    "unsure-heading",
    "Otsikosta ”{text}” tehtiin tavoite, vaikka siinä ei ole sanaa tavoite.",
    "Jos se on ryhmän otsikko tai muuta tekstiä, korjaa asiakirjaa: kirjoita tavoitteen eteen sana"
    " Tavoite.",
    example="Tavoitteiden 1 ja 2 jälkeen taulukon yllä lukee ”Muut hankkeet”.",
)
_HEADING_PASSED = UNSURE_HEADING.worded(
    "Taulukon yllä oleva teksti ”{text}” voi olla otsikko. Siitä ei tehty tavoitetta eikä ryhmää.",
    "Jos se on tavoite, kirjoita sen eteen asiakirjaan ”Tavoite:”. Jos se on ryhmä, muotoile se"
    " otsikoksi tavoitteen otsikon alle.",
)
_HEADING_WITHOUT_MEASURES = UNSURE_HEADING.worded(
    "Otsikon ”{text}” (rivi {row}) alla ei ole toimenpiteitä, joten sitä ei tuotu.",
    "Jos se on tavoite, kirjoita sen eteen asiakirjaan ”Tavoite:”. Jos se on toimenpide, lisää sen"
    " riville vastuutaho tai aikataulu.",
)
GOAL_LETTERS = DOCUMENTS.warning(
    "goal-letters",
    "Tavoitteen kirjaimesta tehtiin numero: {letters}.",
    "Sisällössä tavoitteilla on numerot. Korjaa ne tavoitteiden tiedostoihin, jos haluat muut.",
    example="Asiakirjan tavoitteet ovat Tavoite A ja Tavoite B.",
)
LINES_IN_NAME = DOCUMENTS.warning(
    "lines-in-name",
    "Toimenpiteen solussa on useita rivejä: {measures}. Kaikki tuotiin nimeen.",
    "Jos osa on kuvausta, siirrä se tuonnin jälkeen kenttään kuvaus.",
    example="Nimen alla samassa solussa on luettelo.",
)
ROW_LEFT_OUT = DOCUMENTS.warning(
    "row-left-out",
    "Riviä {row} ei tuotu, koska siinä ei ole toimenpiteen nimeä: ”{text}”.",
    "Kirjoita toimenpiteen nimi riville, tai lisää tiedot käsin.",
    example="Rivillä on vastuutaho, mutta toimenpiteen solu on tyhjä.",
    need=Need.DECIDE,
)
_SUM_LEFT_OUT = ROW_LEFT_OUT.worded(
    "Riviä {row} ei tuotu, koska se on yhteenveto: ”{text}”.",
    "Jos rivi on toimenpide, kirjoita se asiakirjaan toisin tai lisää se käsin.",
)
_REMARK_LEFT_OUT = ROW_LEFT_OUT.worded(
    "Riviä {row} ei tuotu toimenpiteenä, koska se kertoo tavoitteesta: ”{text}”.",
    "Lisää tieto tavoitteen kuvaukseen käsin.",
)
_GOAL_HAS_MORE = ROW_LEFT_OUT.worded(
    "Tavoitteen rivillä {row} on muutakin, jota ei tuotu: ”{text}”.",
    "Lisää tiedot tavoitteen kuvaukseen tai sen toimenpiteisiin käsin.",
)
IMPORT_NOTE = DOCUMENTS.warning(
    "import-note",
    "{sentence}",
    "Tarkista kohta asiakirjasta.",
    example="Solun sisällä on toinen taulukko.",
)


def reported(
    source: Source,
    blocks: Sequence[tuple[Block, Sequence[MarkedRow]]],
    measures: Sequence[Measure],
    schedules: Schedules,
) -> Iterator[Problem]:
    """Yield what a person should know of a document: its blocks with the rows of each."""
    whole = Place(source.name)
    doubts = {block.table.name: block.table.doubt for block, _ in blocks if block.table.doubt}
    # The colours are in the document of which a PDF or a plain text was made.
    is_copy = not source.coloured or source.name.casefold().endswith(".pdf")
    for table, why in doubts.items():
        refused = SCHEDULE_REFUSED if is_copy else SCHEDULE_REFUSED.worded(remedy=_BY_HAND)
        yield refused.at(Place(source.name, field=table), why=why)
    is_lost = not any(measure.schedule for measure in measures) and not source.exported
    if is_lost and not doubts:
        yield _no_schedule(blocks, schedules, is_copy, source.drawn).at(whole)
    for table in dict.fromkeys(b.table.name for b, _ in blocks if _lacks_year([b])):
        if not is_lost:
            yield _NO_YEAR.at(Place(source.name, field=table))
    for table in dict.fromkeys(b.table.name for b, _ in blocks if b.table.conditional):
        yield CONDITIONAL_FORMAT.at(Place(source.name, field=table))
    yield from about_cells(source.name, blocks, schedules)
    yield from about_remarks(source)
    if source.hidden:
        yield HIDDEN_LEFT_OUT.at(whole, parts="; ".join(map(str, source.hidden)))
    yield from _duplicates(whole, measures)
    unsure = [one for one in measures if not named(one.title, one.lead).sure]
    if unsure:
        names = [f"”{one.title.partition(chr(10))[0]}” ({one.source})" for one in unsure]
        yield LINES_IN_NAME.at(whole, measures=some(names))
    yield from about_cells_of_columns(whole, measures)
    for block, _ in blocks:
        yield from about_periods(Place(source.name, field=block.table.name), block)
    for block, rows in blocks:
        place = Place(source.name, field=block.table.name)
        yield from _about_rows(place, block, rows)
        yield from about_columns(place, block, rows)
    yield from about_texts(source)
    yield from about_notes(source)


def about_notes(source: Source) -> Iterator[Problem]:
    """Yield what a reader has to tell of a document."""
    for sentence in source.notes:
        yield IMPORT_NOTE.at(Place(source.name), sentence=sentence)


def about_headings(
    name: str,
    blocks: Sequence[tuple[Block, Sequence[MarkedRow]]],
    announced: Sequence[Announcement],
    goals: Sequence[Goal],
) -> Iterator[Problem]:
    """Yield the headings that may mean something else than what was made of them."""
    titles = (
        title for goal in goals for title in (goal.title, *(one.title for one in goal.groups))
    )
    kept = {letters(title) for title in titles if title}
    lettered: dict[str, None] = {}
    for (block, rows), told in zip(blocks, announced, strict=True):
        if told.heading is not None and not told.heading.sure:
            kind = UNSURE_HEADING if told.heading.kind is RowKind.GOAL else _HEADING_PASSED
            yield kind.at(Place(name, field=block.table.name), text=told.heading.text)
        for row in rows:
            at = Place(name, row.line.number, field=block.table.name)
            if row.unsure and row.goal is not None:
                yield UNSURE_HEADING.at(at, text=row.goal.title)
            elif row.kind is RowKind.GROUP:
                text = without_continuation(one_line(heading_cell(block, row.line).text))
                if letters(text) not in kept:
                    yield _HEADING_WITHOUT_MEASURES.at(at, text=text, row=row.line.number)
        for goal in (told.goal, *(row.goal for row in rows)):
            if goal is not None and goal.letter:
                lettered[f"{goal.letter} on {goal.number}"] = None
    if lettered:
        yield GOAL_LETTERS.at(Place(name), letters=listed(list(lettered)))


def _no_schedule(
    blocks: Sequence[tuple[Block, Sequence[MarkedRow]]],
    schedules: Schedules,
    is_copy: bool,
    drawn: bool,
) -> Kind:
    """Return why no measure has a phase."""
    if not any(block.columns.periods for block, _ in blocks):
        return _NO_YEAR if _lacks_year([block for block, _ in blocks]) else _NO_HALF_YEARS
    if schedules.fates[CellFate.TEXT]:
        return _ONLY_TEXTS
    if drawn:
        return _DRAWN
    lines = ((block, [row.line for row in rows if row.is_measure]) for block, rows in blocks)
    if any(True for block, own in lines for _ in painted_outside(block, own)):
        return _ELSEWHERE
    return NO_COLOURS if is_copy else _EMPTY_HALF_YEARS


def _lacks_year(blocks: Sequence[Block]) -> bool:
    """Whether blocks without half-years have heads of months or seasons."""
    heads = {folded(cell.text) for b in blocks for line in b.heads for cell in line.cells}
    times = [head for head in heads if len(head) > 2 and read_moment(head)]
    return len(times) > 1 and not any(block.columns.periods for block in blocks)


def _duplicates(whole: Place, measures: Sequence[Measure]) -> Iterator[Problem]:
    alike: dict[str, list[Measure]] = {}
    for measure in measures:
        alike.setdefault(letters(measure.title), []).append(measure)
    for group in alike.values():
        if len(group) > 1:
            yield DUPLICATE_MEASURE.at(
                whole,
                title=one_line(group[0].title),
                times=times(len(group)),
                places=some([str(measure.source) for measure in group]),
            )


def _about_rows(place: Place, block: Block, rows: Sequence[MarkedRow]) -> Iterator[Problem]:
    for row in rows:
        number = row.line.number
        at = (replace(place, line=number),)
        if row.unsure and row.goal is None:
            title = one_line(row.line.cell(block.columns.title).text)
            yield UNSURE_ROW.at(place, related=at, row=number, text=title)
        elif row.kind is RowKind.LEFT_OUT:
            painted = [
                f"{cell.place or block.columns.periods[column][0]} {hexadecimal(cell.colour)}"
                for column, cell in block.painted(row.line)
                if cell.colour is not None
            ]
            text = " | ".join([*filter(None, [row.line.text]), *painted])
            yield ROW_LEFT_OUT.at(place, related=at, row=number, text=text)
        elif row.kind is RowKind.REMARK:
            yield _REMARK_LEFT_OUT.at(place, related=at, row=number, text=row.line.text)
        elif row.kind is RowKind.TOTAL:
            yield _SUM_LEFT_OUT.at(place, related=at, row=number, text=row.line.text)
        elif row.goal is not None and goal_row(block, row.line) is None:
            columns = block.columns
            told = (column for column in columns.texts if column not in columns.numbers)
            cells = [row.line.cell(column) for column in told]
            own = heading_cell(block, row.line)
            more = [cell.text for cell in dict.fromkeys(cells) if cell.text and cell is not own]
            if more and not row.unsure:
                yield _GOAL_HAS_MORE.at(place, related=at, row=number, text=" | ".join(more))
