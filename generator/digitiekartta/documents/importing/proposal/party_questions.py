"""What an import asks of parties: how many a cell names, and whether two names are one.

An answer is given with ``--party`` and remembered; until then the question stays open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from digitiekartta.basics.kinds import PROPOSALS, Need
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import one_line, sentence_case
from digitiekartta.documents.importing.neutral import SourceRow
from digitiekartta.documents.importing.proposal.answers import option
from digitiekartta.documents.importing.proposal.material import Material
from digitiekartta.documents.importing.proposal.merging import NAMED, Merged
from digitiekartta.documents.importing.proposal.nearness import Nearness, likeness
from digitiekartta.documents.importing.proposal.splitting import likely_parts
from digitiekartta.documents.importing.spots import Spot, in_words
from digitiekartta.documents.importing.words import folded
from digitiekartta.roadmap.checking.persons import EMAIL, PERSON, PHONE, personal_in
from digitiekartta.roadmap.model import KEYS, Measure
from digitiekartta.roadmap.reading.folder import PARTIES

UNSURE_CELL = PROPOSALS.warning(
    "unsure-cell",
    "Onko ”{cell}” ({field}) yksi vai monta? Solua ei jaettu.{choices}",
    "Vastaa valinnalla --party: yhtäsuuruusmerkin jälkeen tulevat nimet puolipisteellä erotettuina."
    " Tai jaa nimet tuonnin jälkeen toimenpiteen tiedostossa omille riveilleen ja lisää ne"
    " luetteloon. Seuraava tuonti muistaa vastauksen.",
    example="Vastuutahon solussa on ”Rehtorit ja esihenkilöt”.",
    need=Need.DECIDE,
)
PERSON_IN_CELL = PROPOSALS.warning(
    "person-in-cell",
    "Solussa ”{cell}” näyttää olevan henkilön nimi tai yhteystieto.{choices}",
    "Jätä henkilön tiedot pois valinnalla --party: yhtäsuuruusmerkin jälkeen tulevat"
    " tehtävänimikkeet ja yksiköt puolipisteellä erotettuina. Henkilön tietoja ei silloin tule"
    " sisältöön.",
    example="Vastuutahon solussa on ”Talouspäällikkö, Aino Virtanen”.",
    need=Need.DECIDE,
)
SIMILAR_PARTY = PROPOSALS.warning(
    "similar-party",
    "Ovatko ”{name}” ja ”{other}” sama taho?{choices}",
    "Vastaa valinnalla --party, tai kirjoita tuonnin jälkeen tiedostossa tahot.yml toinen nimi"
    " toisen kohtaan muut_kirjoitusasut ja poista se luettelosta.",
    example="Lähteessä on sekä Digitimi että Digitiimi.",
    need=Need.DECIDE,
)
_NUMBERS = re.compile(r"\d+")
_ALIKE = 0.9
_NAMING = {EMAIL, PERSON, PHONE}


def unsure_cells(
    material: Material, all_merged: Sequence[Merged[Measure]]
) -> Mapping[tuple[str, str], Sequence[SourceRow]]:
    """Return the rows of each cell that may name several: by its field and its text.

    It is asked about where it becomes one name: in a new measure, and where it has changed. A cell
    that an earlier import has asked about is unsure until a person tells, or an editor has changed
    the names.
    """
    asked = set(map(folded, material.memory.open.cells))
    unsure: dict[tuple[str, str], list[SourceRow]] = {}
    for measure, merged in zip(material.measures, all_merged, strict=True):
        before = material.before(measure) if material.present(measure) else None
        for name, raw in NAMED.items():
            whole = one_line(measure.unsure.get(name) or getattr(measure.said, raw) or "")
            is_new = name in measure.unsure and not (before and _cell(before, name) == whole)
            is_open = folded(whole) in asked and getattr(measure.said, name) == (whole,)
            is_one = getattr(merged.entry, name) == (whole,)
            is_asked = (is_new or is_open) and is_one and name not in measure.answered
            # A person among the parties is told of anyway, and is not asked to be counted.
            if whole and is_asked and not any(personal_in(whole)):
                unsure.setdefault((name, whole), []).append(measure.source)
    return unsure


def _cell(said: Measure, name: str) -> str:
    """Return the cell from which names were read; of an annex, the names."""
    return one_line(getattr(said, NAMED[name]) or "; ".join(getattr(said, name)))


def persons_in_cells(
    material: Material, all_merged: Sequence[Merged[Measure]]
) -> Iterator[Problem]:
    """Yield each cell by which a person becomes a party, with the answer that leaves them out."""
    told: set[str] = set()
    for measure, merged in zip(material.measures, all_merged, strict=True):
        whole, names = one_line(measure.read.responsible), merged.entry.parties
        stands = material.present(measure)
        is_as_before = measure.exported is not None and stands and stands.parties == names
        found = [(kind, words[0]) for kind, words in personal_in(whole)]
        is_code = any(kind not in _NAMING for kind, _ in found)  # told without repeating it
        if is_as_before or is_code or whole in told or not any(personal_in("; ".join(names))):
            continue
        told.add(whole)
        rest = whole
        for _, words in found:
            rest = rest.replace(words, "").replace("()", "")
        others = likely_parts(rest) or (sentence_case(rest.strip(" ,;:/&+–-")),)
        answer = option("--party", f"{whole}={'; '.join(others).strip() or 'tehtävänimike'}")
        place = Place(measure.source.document, field=str(measure.source))
        yield PERSON_IN_CELL.at(place, cell=whole, choices=f"\n{answer}")


def doubts_of_cells(
    unsure: Mapping[tuple[str, str], Sequence[SourceRow]],
) -> Iterator[Problem]:
    """Yield each cell that may name several parties, with all its rows and the two answers."""
    for (name, cell), rows in unsure.items():
        names = "; ".join(likely_parts(cell))
        parts = f"\nMonta: {option('--party', f'{cell}={names}')}" if names else ""
        related = tuple(Place(row.document, row.row, 0, row.table) for row in rows)
        tables: dict[tuple[str, str], list[Spot]] = {}
        for row in rows:
            tables.setdefault((row.document, row.table), []).append(Spot(row.table, row.row))
        where = "; ".join(f"{table}, {in_words(spots)}" for (_, table), spots in tables.items())
        yield UNSURE_CELL.at(
            Place(rows[0].document, field=where),
            related=related,
            cell=cell,
            field=KEYS[name],
            choices=f"\nYksi: {option('--party', cell)}{parts}",
        )


def similar_parties(material: Material, new: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Return pairs of parties whose names are nearly the same, of which nobody has said more.

    Numbers part what is called alike.
    """
    names = [*material.roadmap.parties, *new]
    near = Nearness({name: name.casefold() for name in names})
    pairs = [pair for pair in material.memory.open.parties if set(pair) <= set(names)]
    for name in new:
        for other in near.likely(name.casefold()):
            same_numbers = _NUMBERS.findall(name) == _NUMBERS.findall(other)
            if name == other or not same_numbers or (other, name) in pairs:
                continue
            if likeness(name.casefold(), other.casefold(), _ALIKE):
                pairs.append((name, other))
    answered = material.answers.names
    return [pair for pair in dict.fromkeys(pairs) if answered.keys().isdisjoint(map(folded, pair))]


def which_party(one: str, other: str) -> Problem:
    """Return the question whether two names are one party, with the answers."""
    same = [f"\nSama: {option('--party', f'{a}={b}')}" for a, b in ((one, other), (other, one))]
    choices = f"{''.join(same)}\nEri: {option('--party', one)}"
    return SIMILAR_PARTY.at(Place(PARTIES, field=one), name=one, other=other, choices=choices)
