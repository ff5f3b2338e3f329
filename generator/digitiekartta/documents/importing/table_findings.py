"""What an import tells of whole tables: those that are no roadmap, or not in its form."""

from collections.abc import Iterator, Sequence

from digitiekartta.basics.kinds import DOCUMENTS, Need
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.grid import Source
from digitiekartta.documents.importing.other_tables import NO_ROWS, OtherTable, is_budget
from digitiekartta.documents.importing.preceding import is_of_legend
from digitiekartta.documents.importing.spots import some
from digitiekartta.documents.importing.text_findings import TEXT_LOST, lost_texts
from digitiekartta.documents.importing.words import letters

_SHOWN = 8

NO_MEASURES = DOCUMENTS.error(
    "no-measures",
    "Tiedostosta ”{name}” ei löytynyt toimenpidetaulukkoa.",
    "Taulukossa pitää olla otsikkorivi, jossa lukee esimerkiksi ”Toimenpide” ja"
    " ”Vastuutaho” tai puolivuosia (”Kevät 2025”).",
    example="Asiakirjassa on vain tekstiä.",
)
NOT_A_ROADMAP = DOCUMENTS.error(
    "not-a-roadmap",
    "Tiedoston ”{name}” taulukot eivät näytä digitiekartalta: {tables}.",
    "Digitiekartan taulukossa on otsikkorivi, jossa lukee esimerkiksi ”Toimenpide” ja ”Vastuutaho”"
    " tai puolivuosia (”Kevät 2025”). Jos jokin taulukoista on silti toimenpiteitä, kerro se"
    ' valinnalla --table, esimerkiksi --table "{first}".',
    example="Tiedostossa on vain talousarvio, jonka sarakkeina ovat vuodet.",
)
_BY_ROWS = (
    "Tee taulukko, jossa jokainen toimenpide on omalla rivillään ja otsikkorivillä lukee"
    " esimerkiksi ”Toimenpide”, ”Vastuutaho” ja puolivuodet. Excelissä sarakkeet ja rivit vaihtaa"
    " Liitä määräten → Transponoi. Tuo sitten asiakirja uudelleen."
)
_NO_ROWS = NOT_A_ROADMAP.worded(
    "Tiedoston ”{name}” taulukoissa toimenpiteet eivät ole riveinä: {tables}.", _BY_ROWS
)
OTHER_TABLE = DOCUMENTS.warning(
    "other-table",
    "{rows} ei tuotu toimenpiteinä: {why}. Alussa lukee ”{text}”.",
    'Jos rivit ovat toimenpiteitä, tuo ne valinnalla --table "{table}". Silloin taulukon jokainen'
    " rivi tuodaan toimenpiteenä.",
    example="Digitiekartan vieressä on taulukko, jonka otsikoina ovat Nimi ja Tehtävä.",
    need=Need.DECIDE,
)
_BUDGET = OTHER_TABLE.worded(
    "{rows} ei tuotu, koska ne näyttävät talousarviolta tai riskeiltä eivätkä toimenpiteiltä."
    " Alussa lukee ”{text}”.",
    "Jos riveillä on toimenpiteitä, kirjoita ne asiakirjaan toimenpiteiden taulukkoon ja tuo"
    " asiakirja uudelleen.",
)
_OTHER_FORM = OTHER_TABLE.worded(remedy=_BY_ROWS)
_TABLE_LOST = TEXT_LOST.worded("Tiedoston ”{name}” taulukkoa ei voi lukea, koska {why}: {cells}.")
_WHY_OTHER = {
    "sums": "vuosien tai puolivuosien kohdalla on lukuja",
    "head": "oma otsikkorivi ei kerro toimenpiteistä",
    "beside": "ne ovat taulukon vieressä tyhjän sarakkeen takana",
    "card": "taulukossa on yksi toimenpide, jonka tiedot ovat allekkain",
    "turned": "toimenpiteet ovat sarakkeina ja niiden tiedot riveinä",
    "no-measures": "otsikot eivät kerro toimenpiteistä",
}


_FOR_COUNTING = NOT_A_ROADMAP.worded(
    "{name} on puolivuosien taulukko, jonka ohjelma on kirjoittanut laskettavaksi: jokaisella"
    " puolivuodella on oma rivi. Siitä ei tuoda toimenpiteitä.",
    "Jos haluat muokata tiekarttaa Excelissä, tee liite komennolla digitiekartta export NIMI"
    " --annex liite.xlsx ja tuo se.",
)
_HEADS = ({"tunnus", "puolivuosi", "merkintä"}, {"tunnus", "puolivuosi", "merkinta"})


def for_counting(source: Source) -> Problem | None:
    """Return why a document is not read that is our own table of half-years, if it is."""
    firsts = (next(iter(table.lines), None) for table in source.tables)
    heads = [{cell.text.strip().casefold() for cell in line.cells} for line in firsts if line]
    if any(known <= head for known in _HEADS for head in heads):
        return _FOR_COUNTING.at(Place(source.name), name=source.name)
    return None


def no_roadmap(source: Source, others: Sequence[OtherTable]) -> Problem:
    """Return why a document gives no measures: its texts are not whole, or tell of others."""
    name = source.name
    if lost := [one for one, _ in lost_texts(source)]:
        cells = some([f"”{one.text}” ({one.where})" for one in lost])
        return _TABLE_LOST.at(Place(name), name=name, why=lost[0].why, cells=cells)
    by_table = {one.table.name: one for one in reversed(others) if one.text and one.why != "beside"}
    seen = list(by_table.values())[::-1]
    if not seen:
        return NO_MEASURES.at(Place(name), name=name)
    told = [f"{one.table.name} (”{one.text}”: {_WHY_OTHER[one.why]})" for one in seen[:_SHOWN]]
    kind = _NO_ROWS if any(one.why in NO_ROWS for one in seen) else NOT_A_ROADMAP
    return kind.at(
        Place(name),
        name=name,
        tables="; ".join(told),
        first=next((one for one in seen if not is_budget(one)), seen[0]).table.name,
    )


def other_tables(
    name: str, blocks: Sequence[Block], others: Sequence[OtherTable]
) -> Iterator[Problem]:
    """Yield the tables beside and below the measures, but for legends."""
    words = {letters(word) for block in blocks if not block.legend for word in block.words}
    for other in others:
        cells = [cell for line in other.lines for cell in line.filled() if len(cell.text) > 2]
        if all(
            letters(cell.text) in words or any(is_of_legend(cell, block) for block in blocks)
            for cell in cells
        ):
            continue
        numbers = [line.number for line in other.lines if line.filled()]
        several = len(numbers) > 1
        rows = f"Rivejä {numbers[0]}–{numbers[-1]}" if several else f"Riviä {numbers[0]}"
        otherwise = _OTHER_FORM if other.why in NO_ROWS else OTHER_TABLE
        yield (_BUDGET if is_budget(other) else otherwise).at(
            Place(name, field=other.table.name),
            rows=rows,
            why=_WHY_OTHER[other.why],
            text=other.text,
            table=other.table.name,
        )
