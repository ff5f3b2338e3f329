"""The tables of a comparison, for files, reports and the pages: which there are, and their columns.

How many measures are in a phase is told only where anything is known of it: a roadmap whose
schedules are not known has "ei tiedossa" there and not zero, and "ei kaudella" in a half-year that
is none of its own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import slug
from digitiekartta.pages.numbers.columns import Column, Value
from digitiekartta.pages.numbers.comparing import COMMON, STATES, Compared, Comparison, Measured
from digitiekartta.pages.numbers.tables import UNKNOWN

NO_SUBJECT, NO_PHASE, NO_SECTOR = "ei aihetta", "ei vaihetta", "ei nimetty"


@dataclass(frozen=True)
class Sheet:
    """A table of a comparison.

    Attributes:
        key: What it is called in commands and programs.
        title: What it tells, in Finnish.
        columns: What stands in it.
        of: What each of its rows is of.
    """

    key: str
    title: str
    columns: tuple[Column[Any], ...]
    of: tuple[Any, ...]

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """Yield the rows."""
        for one in self.of:
            yield tuple(column.value(one) for column in self.columns)


@dataclass(frozen=True)
class Row:
    """Measures of a roadmap that are counted by their states in one half-year.

    Attributes:
        roadmap: The roadmap.
        what: A half-year or a sector.
        counts: State → how many; None where it has no such half-year.
        total: How many they are.
    """

    roadmap: Compared
    what: str
    counts: Mapping[str, int] | None
    total: int

    def told(self, state: str) -> int | str:
        """Return how many are in a state, or why that is not known."""
        if self.counts is None:
            return self.roadmap.outside
        unknown = self.counts.get(UNKNOWN, 0)
        if state != UNKNOWN and unknown == self.total:
            return UNKNOWN
        return self.counts.get(state, 0)


def sheets(comparison: Comparison) -> tuple[Sheet, ...]:
    """Return all tables, the widest last."""
    return (
        roadmaps(comparison),
        phases(comparison),
        half_years(comparison),
        sectors(comparison),
        subjects(comparison),
        measures(comparison),
    )


def states_in(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the states that have a column: the common phases, and others that something is in."""
    used = {state for row in rows for state in row.counts or ()}
    return tuple(state for state in STATES if state in COMMON or state in used)


# --- the tables --------------------------------------------------------------------------------


def roadmaps(comparison: Comparison) -> Sheet:
    """Return which roadmaps are compared: their periods, standing and size."""

    def fact(key: str) -> Callable[[Compared], Value]:
        return lambda of: of.facts[key] or None

    columns: tuple[Column[Compared], ...] = (
        _name(lambda of: of.name),
        Column(
            key="asiakirja",
            head="Asiakirja",
            about="Tiekartan nimi.",
            english="Title of the roadmap.",
            value=fact("nimi"),
        ),
        Column(
            key="kausi",
            head="Kausi",
            about="Tiekartan kausi.",
            english="Period of the roadmap.",
            empty="Tiekartalla ei ole puolivuosia.",
            empty_english="The roadmap has no half-years.",
            value=fact("kausi"),
        ),
        Column(
            key="tila",
            head="Tila",
            about="Onko sisältö hyväksytty, luonnos vai jäljennös.",
            english="Whether the content is approved, a draft or a transcription (Finnish).",
            value=fact("tila"),
        ),
        _count("toimenpiteita", "Toimenpiteitä", "measures", lambda of: len(of.measures)),
        _count(
            "aikataulu_tiedossa",
            "Aikataulu tiedossa",
            "measures whose schedule is known, or that are known to have none",
            lambda of: of.known,
        ),
        _count(
            "ei_aihetta",
            "Ei aihetta",
            "measures in which no word of any subject was found",
            lambda of: len(of.without_subject),
        ),
    )
    return Sheet("tiekartat", "Verrattavat tiekartat", columns, comparison.roadmaps)


def phases(comparison: Comparison) -> Sheet:
    """Return how each roadmap's own phases stand for the common ones."""

    def words(common: str) -> Callable[[Compared], Value]:
        return lambda of: (
            tuple(own for own, stands_for in of.common.items() if stands_for == common) or NO_PHASE
        )

    columns = (
        _name(lambda of: of.name),
        *(
            Column(
                key=slug(common).replace("-", "_"),
                head=common,
                about=f"Tiekartan omat sanat yleiselle vaiheelle ”{common}”.",
                english="The roadmap's own words for this common phase.",
                kind="texts",
                value=words(common),
            )
            for common in COMMON
        ),
    )
    return Sheet(
        "vaiheet", "Tiekarttojen omat vaiheet yleisinä vaiheina", columns, comparison.roadmaps
    )


def half_years(comparison: Comparison) -> Sheet:
    """Return how many measures are in each phase, half-year by half-year, roadmap by roadmap."""
    rows = tuple(row for moment in comparison.moments for row in in_half_year(comparison, moment))
    what: Column[Row] = Column(
        key="puolivuosi",
        head="Puolivuosi",
        about="Puolivuosi.",
        english="Half-year: kevät is January–June, syksy July–December.",
        value=lambda of: of.what,
    )
    return Sheet("puolivuodet", "Toimenpiteet vaiheittain puolivuosina", _counted(rows, what), rows)


def in_half_year(comparison: Comparison, moment: HalfYear) -> tuple[Row, ...]:
    """Return a row for each roadmap that tells how its measures stand in a half-year."""
    return tuple(
        Row(one, str(moment), comparison.counts(one, moment), len(one.measures))
        for one in comparison.roadmaps
    )


def of_roadmap(comparison: Comparison, roadmap: Compared) -> tuple[Row, ...]:
    """Return a row for each half-year of a roadmap's period."""
    return tuple(
        Row(roadmap, str(moment), comparison.counts(roadmap, moment), len(roadmap.measures))
        for moment in map(HalfYear.parse, roadmap.half_years)
    )


def sectors(comparison: Comparison) -> Sheet:
    """Return how each sector's measures stand now, in the sectors' own names."""
    rows = tuple(row for one in comparison.roadmaps for row in sectors_of(comparison, one))
    what: Column[Row] = Column(
        key="toimiala",
        head="Toimiala",
        about="Toimiala, hallintokunta tai tulosalue tiekartan omalla nimellä. Saman niminen"
        " toimiala ei ole eri tiekartoissa sama.",
        english="Sector in the words of the roadmap; elsewhere the same name is another sector.",
        value=lambda of: of.what,
    )
    title = f"Toimialojen toimenpiteet {comparison.now.during}"
    return Sheet("toimialat", title, _counted(rows, what), rows)


def sectors_of(comparison: Comparison, roadmap: Compared) -> tuple[Row, ...]:
    """Return a row for each sector of a roadmap, the measures that name none last."""
    here = comparison.now.slug in roadmap.half_years
    found = comparison.by_sector.get(roadmap.name, {})
    named = sorted(found.items(), key=lambda pair: not pair[0])
    return tuple(
        Row(roadmap, sector or NO_SECTOR, counts if here else None, sum(counts.values()))
        for sector, counts in named
    )


def subjects(comparison: Comparison) -> Sheet:
    """Return how many measures of each roadmap are about each subject."""

    def count(name: str) -> Callable[[str], Value]:
        return lambda subject: comparison.by_subject.get(subject, {}).get(name, 0)

    columns: tuple[Column[str], ...] = (
        _subject(lambda subject: subject),
        *(
            _count(slug(one.folder), one.name, "measures about the subject", count(one.name))
            for one in comparison.roadmaps
        ),
    )
    found = tuple(one.name for one in comparison.subjects.all)
    return Sheet("aiheet", "Toimenpiteet aiheittain", columns, found)


OfSubject = tuple[str, Measured]


def measures(comparison: Comparison) -> Sheet:
    """Return who does what and when, by subject; what has no subject comes last."""
    now = comparison.now

    def found(of: OfSubject) -> Value:
        return of[1].subjects[of[0]][0] if of[0] else None

    columns: tuple[Column[OfSubject], ...] = (
        _subject(lambda of: of[0] or NO_SUBJECT),
        _name(lambda of: of[1].roadmap.name),
        Column(
            key="toimenpide",
            head="Toimenpide",
            about="Toimenpide niin kuin se on päätetty.",
            english="The measure, in the words that were decided on (Finnish).",
            value=lambda of: of[1].wording,
        ),
        Column(
            key="vastuu",
            head="Vastuutaho",
            about="Vastuutahot.",
            english="Responsible parties.",
            kind="texts",
            empty="Vastuutahoa ei ole nimetty.",
            empty_english="No responsible party has been named.",
            value=lambda of: of[1].parties or None,
        ),
        Column(
            key="toimiala",
            head="Toimiala",
            about="Toimialat tiekartan omilla nimillä.",
            english="Sectors in the words of the roadmap.",
            kind="texts",
            empty="Toimialaa ei ole nimetty.",
            empty_english="No sector has been named.",
            value=lambda of: of[1].sectors or None,
        ),
        Column(
            key="aikataulu",
            head="Aikataulu",
            about="Aikataulu virkkeenä.",
            english="The schedule as a sentence (Finnish).",
            value=lambda of: of[1].sentence,
        ),
        Column(
            key="tilanne",
            head=f"Tilanne {now.during}",
            about="Missä vaiheessa toimenpide on puolivuonna, jona vertailu tehtiin.",
            english="How the measure stands in the half-year of the comparison.",
            value=lambda of: of[1].now(now),
        ),
        Column(
            key="sanat",
            head="Löydetyt sanat",
            about="Toimenpiteen sanat, joista aihe löytyi.",
            english="The words by which the subject was found.",
            kind="texts",
            empty="Mitään aihetta ei löytynyt.",
            empty_english="No subject was found.",
            value=found,
        ),
        Column(
            key="missa",
            head="Missä sanat ovat",
            about="Kohta, josta sanat löytyivät.",
            english="Where the words stand (Finnish).",
            empty="Mitään aihetta ei löytynyt.",
            empty_english="No subject was found.",
            value=lambda of: of[1].subjects[of[0]][1] if of[0] else None,
        ),
        Column(
            key="tiekartan_tunnus",
            head="Tiekartan tunnus",
            about="Tiekartan kansion nimi, joka on myös sen sivuston osoitteessa.",
            english="Folder of the roadmap, also part of the address of its site.",
            value=lambda of: of[1].roadmap.folder,
        ),
        Column(
            key="tunnus",
            head="Toimenpiteen tunnus",
            about="Toimenpiteen pysyvä tunnus tiekartassa.",
            english="Permanent identifier of the measure in its roadmap.",
            value=lambda of: of[1].id,
        ),
    )
    told = (
        (subject.name, measure)
        for subject in comparison.found_subjects
        for measure in comparison.measures_of(subject)
    )
    rest = (("", measure) for one in comparison.roadmaps for measure in one.without_subject)
    title = "Toimenpiteet aiheittain: kuka tekee mitä ja milloin"
    return Sheet("toimenpiteet", title, columns, (*told, *rest))


# --- columns -----------------------------------------------------------------------------------


def _name(value: Callable[[Any], Value]) -> Column[Any]:
    return Column(
        key="tiekartta",
        head="Tiekartta",
        about="Kunta tai muu organisaatio, jonka tiekartta on.",
        english="The municipality or other organisation whose roadmap it is.",
        value=value,
    )


def _subject(value: Callable[[Any], Value]) -> Column[Any]:
    return Column(
        key="aihe",
        head="Aihe",
        about="Aihe, joka on löydetty toimenpiteen sanoista.",
        english="Subject, as found by the words of the measure.",
        value=value,
    )


def _count(key: str, head: str, what: str, value: Callable[[Any], Value]) -> Column[Any]:
    return Column(
        key=key,
        head=head,
        about="Toimenpiteiden määrä.",
        english=f"Number of {what}.",
        kind="whole",
        value=value,
    )


def _counted(rows: Sequence[Row], what: Column[Row]) -> tuple[Column[Row], ...]:
    """Return the columns of measures that are counted by their states."""

    def count(state: str) -> Callable[[Row], Value]:
        return lambda of: of.told(state)

    return (
        what,
        _name(lambda of: of.roadmap.name),
        *(
            _count(slug(state).replace("-", "_"), state, f"measures: {state}", count(state))
            for state in states_in(rows)
        ),
        _count("yhteensa", "yhteensä", "measures", lambda of: of.total),
    )
