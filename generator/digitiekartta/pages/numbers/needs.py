"""What a year needs (talousarvio): the measures that begin or go on, and what is known of costs.

A sum is told only over the estimates that are there, with the number of measures that lack one.
Sums that texts may tell are listed for a person to judge and are in no total.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import get_args

from digitiekartta.basics.text import euros, listed, plural, sentence_case
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph, Table, Value
from digitiekartta.pages.front import of_measures
from digitiekartta.pages.numbers.money import sums_in
from digitiekartta.pages.numbers.planned import plan_in_words
from digitiekartta.pages.numbers.tables import decision
from digitiekartta.pages.numbers.terms import (
    BY_SECTOR,
    SEVERAL_SECTORS,
    in_words,
    many_measures,
    on_measures,
)
from digitiekartta.pages.numbers.year import NO_SECTOR, SHARED, Year, row_apart
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.model import Cost, CostKind, Measure
from digitiekartta.roadmap.values import date_text

NONE = "ei arviota"
"""The row of those that are of several sectors: their estimates cannot be parted."""
_ALL = "Yhteensä"
_KINDS: tuple[CostKind | None, ...] = (*get_args(CostKind), None)
# Texts that tell no costs of their own: the names and papers that a measure leads to.
_NO_TEXTS = {"costs", "links", "search_words", "source", "former_ids", "audience", "parties"}
_NO_TEXTS |= {"sector", "related", "replaces", "goal", "group", "order"}


@dataclass(frozen=True)
class Needs:
    """The needs of a year.

    Attributes:
        site: The roadmap.
        year: One of those in which the roadmap's period lies.
    """

    site: Site
    year: int

    @property
    def is_past(self) -> bool:
        """Whether the year has ended."""
        return self.year < self.site.now.year

    @property
    def is_beyond(self) -> bool:
        """Whether the year comes after the roadmap's period, which says nothing of it itself."""
        return self.site.period is not None and self.year > self.site.period.last.year

    @property
    def _plans(self) -> Year:
        return Year(self.site, self.year)

    @cached_property
    def measures(self) -> Sequence[Measure]:
        """The measures that begin or go on in the year, in the order of the pages."""
        return [one for one in self.site.roadmap.measures_in_order if self._goes_on(one)]

    def _goes_on(self, measure: Measure) -> bool:
        """Whether its schedule has more of the year than its end.

        After the period what is continuous at its end goes on, by what the phase means.
        """
        schedule = self.site.roadmap.schedule_of(measure) or {}
        if self.is_beyond:
            assert self.site.period is not None
            last = schedule.get(self.site.period.last)
            return bool(
                last
                and last.phase
                and last.phase.is_continuous
                and not self.site.has_ended(measure)
            )
        cells = (schedule[moment] for moment in self._plans.planned(measure))
        return any(not (cell.phase and cell.phase.is_ending) for cell in cells)

    @cached_property
    def unknown(self) -> Sequence[Measure]:
        """The measures whose schedule is not known, so that they may be of the year."""
        return [one for one in self._others if self.site.roadmap.schedule_of(one) is None]

    @cached_property
    def estimated_besides(self) -> Sequence[Measure]:
        """The measures with an estimate of the year in which their schedule says nothing."""
        return [one for one in self._others if self.costs(one)]

    @cached_property
    def _others(self) -> Sequence[Measure]:
        own = {one.id for one in self.measures}
        ended = self.site.has_ended
        return [
            one
            for one in self.site.roadmap.measures_in_order
            if one.id not in own and not ended(one)
        ]

    def starts(self, measure: Measure) -> bool:
        """Whether a measure begins in the year: else it goes on, or may do so from before."""
        return self._plans.starts(measure)

    def costs(self, measure: Measure) -> Sequence[Cost]:
        """Return the estimates of the year."""
        return [cost for cost in measure.costs if cost.year == self.year]

    @cached_property
    def lacking(self) -> Sequence[Measure]:
        """The measures of the year without an estimate of it."""
        return [one for one in self.measures if not self.costs(one)]

    @property
    def sum(self) -> Decimal | None:
        """The sum of the estimates of the year's measures; None where there is none."""
        return self._sum(self.measures)

    def _sum(self, measures: Sequence[Measure]) -> Decimal | None:
        costs = [cost.euros for measure in measures for cost in self.costs(measure)]
        return sum(costs, start=Decimal(0)) if costs else None

    # --- tables ----------------------------------------------------------------------------

    @property
    def shared(self) -> str:
        """What the row of measures of several sectors is called."""
        return row_apart(SHARED, self.site.sectors.measures)

    @cached_property
    def by_sector(self) -> Mapping[str, Sequence[Measure]]:
        """Sector → the measures that are of it alone; those of several, and of none, at last."""
        roadmap = self.site.roadmap
        found: dict[str, list[Measure]] = {name: [] for name in self.site.sectors.measures}
        shared, none = self.shared, row_apart(NO_SECTOR, found)
        found |= {shared: [], none: []}
        for measure in self.measures:
            names = roadmap.sectors_of(measure)
            found[names[0] if len(names) == 1 else shared if names else none].append(measure)
        return {name: own for name, own in found.items() if own}

    @property
    def heads(self) -> tuple[str, str]:
        """The heads of those that begin and of those that go on."""
        return ("Alkoi", "Jatkui") if self.is_past else ("Alkaa", "Jatkuu")

    def sector_table(self) -> Table:
        """Return sectors × measures, those with and without an estimate, and its sum."""
        head = sentence_case(self.site.roadmap.settings.sector_word)
        rows = [self._counts(name, own) for name, own in self.by_sector.items()]
        return Table(
            (
                head,
                "Toimenpiteitä",
                *self.heads,
                "Arvio annettu",
                "Arvio puuttuu",
                "Arviot yhteensä",
            ),
            (*rows, self._counts(_ALL, self.measures)),
            caption=f"Vuoden {self.year} toimenpiteet ja arviot",
            name="Toimialat",
        )

    def _counts(self, name: str, measures: Sequence[Measure]) -> tuple[Value, ...]:
        starts = sum(map(self.starts, measures))
        known = sum(bool(self.costs(one)) for one in measures)
        total = self._sum(measures)
        return (
            name,
            len(measures),
            starts,
            len(measures) - starts,
            known,
            len(measures) - known,
            NONE if total is None else total,
        )

    def kind_table(self) -> Table | None:
        """Return kinds of cost × measures and sum; None where nothing is estimated."""
        rows: list[tuple[Value, ...]] = []
        for kind in _KINDS:
            own = [
                (measure, cost.euros)
                for measure in self.measures
                for cost in self.costs(measure)
                if cost.kind == kind
            ]
            if own:
                name = sentence_case(plural(kind)) if kind else "Laji ei tiedossa"
                many = len({measure.id for measure, _ in own})
                rows.append((name, many, sum((cost for _, cost in own), start=Decimal(0))))
        if self.sum is None:
            return None
        rows.append((_ALL, len(self.measures) - len(self.lacking), self.sum))
        return Table(
            ("Menon laji", "Toimenpiteitä", "Arviot yhteensä"),
            tuple(rows),
            caption=f"Vuoden {self.year} arviot lajeittain",
            name="Lajit",
        )

    def measures_table(self) -> Table:
        """Return the measures of the year with sectors, phases and estimates."""
        return self._listed(
            self.measures,
            f"Kauden jälkeen vuonna {self.year} jatkuvat"
            if self.is_beyond
            else f"Vuonna {self.year} {'alkaneet' if self.is_past else 'alkavat'} ja"
            f" {'jatkuneet' if self.is_past else 'jatkuvat'}",
            "Toimenpiteet",
        )

    def besides_table(self) -> Table:
        """Return the measures with an estimate of a year in which nothing is planned."""
        caption = f"Arvio vuodelle {self.year}, mutta ei aikataulua vuodelle"
        return self._listed(self.estimated_besides, caption, "Arvio ilman aikataulua")

    def _listed(self, measures: Sequence[Measure], caption: str, name: str) -> Table:
        roadmap = self.site.roadmap
        rows = []
        for measure in measures:
            total = self._sum([measure])
            rows.append(
                (
                    measure.title,
                    ", ".join(roadmap.sectors_of(measure)) or NO_SECTOR,
                    self._when(measure),
                    NONE if total is None else total,
                    self._told(measure) or "–",
                )
            )
        head = sentence_case(roadmap.settings.sector_word)
        return Table(
            ("Toimenpide", head, "Aikataulu", "Arvio", "Laji ja peruste"),
            tuple(rows),
            caption=caption,
            name=name,
        )

    def _when(self, measure: Measure) -> str:
        schedule = self.site.roadmap.schedule_of(measure)
        if schedule is None:
            return "ei tiedossa"
        if self.is_beyond:
            is_own = any(one.id == measure.id for one in self.measures)
            return "jatkuva vaihe kauden lopussa" if is_own else "kausi on päättynyt"
        told = plan_in_words(self.site, measure, self._plans.planned(measure))
        if not told:
            return "vuodelta ei merkintää" if schedule else "ei aikataulua"
        begins, goes_on = ("alkoi", "jatkui") if self.is_past else ("alkaa", "jatkuu")
        return f"{begins if self.starts(measure) else goes_on}; {told}"

    def _told(self, measure: Measure) -> str:
        told = []
        for cost in self.costs(measure):
            words = [cost.kind or "laji ei tiedossa", cost.source or "peruste ei tiedossa"]
            told.append(f"{euros(cost.euros)}: {', '.join(words)}")
        return "; ".join(told)

    # --- candidates ------------------------------------------------------------------------

    def candidates_table(self) -> Table | None:
        """Return what texts may tell of money, with the words around it; None where nothing."""
        rows = [
            (measure.title, field, one.written, one.around)
            for measure in (*self.measures, *self._others)
            for field, text in _texts(measure)
            for one in sums_in(text)
        ]
        if not rows:
            return None
        return Table(
            ("Toimenpide", "Missä", "Mahdollinen summa", "Sanat ympärillä"),
            tuple(rows),
            caption="Teksteissä mainittuja summia",
            name="Summat teksteissä",
        )


def _texts(measure: Measure) -> Iterator[tuple[str, str]]:
    """Yield the texts of a measure that people have written, each with what its field is called."""
    keys = {field.key: field.heading for name, field in declared(Measure).items()}
    skipped = {field.key for name, field in declared(Measure).items() if name in _NO_TEXTS}
    for written in measure.written_texts():
        first = str(written.path[0]) if written.path else ""
        if first not in skipped:
            yield keys.get(first, first), written.text


def needs_report(needs: Needs, remark: str = "") -> list[Block]:
    """Return the report of a year's needs; ``remark`` as of a year's report."""
    return [*_blocks(needs, remark)]


def _blocks(needs: Needs, remark: str) -> Iterator[Block]:
    site = needs.site
    yield Heading(1, f"{site.name}: tarpeet vuoden {needs.year} talousarvioon")
    yield Paragraph(" ".join(filter(None, (decision(site), remark))), label="Sisältö")
    yield Paragraph(date_text(site.options.today), label="Laskettu")
    yield Heading(2, "Yhteenveto")
    yield Paragraph(" ".join(sentences(needs)))
    if needs.measures:
        yield Heading(
            2, f"{sentence_case(BY_SECTOR[site.roadmap.settings.sector_word])} ja lajeittain"
        )
        yield needs.sector_table()
        several = SEVERAL_SECTORS[site.roadmap.settings.sector_word]
        shared = (
            f" {needs.shared}: toimenpiteellä on {several}, joten sen arviota ei ole jaettu eikä"
            " laskettu kahteen kertaan."
        )
        yield Paragraph(
            "Jokainen toimenpide on yhdellä rivillä, joten rivien summa on viimeisellä rivillä."
            f"{shared if needs.shared in needs.by_sector else ''}"
        )
        if kinds := needs.kind_table():
            yield kinds
            yield Paragraph(
                "Toimenpiteellä voi olla monen lajin arvioita, joten toimenpiteiden määriä ei"
                " lasketa yhteen. Euroista viimeinen rivi on summa."
            )
        yield Heading(2, "Toimenpiteet")
        yield needs.measures_table()
    if needs.estimated_besides:
        yield Heading(2, "Arvio, mutta ei aikataulua vuodelle")
        yield Paragraph("Nämä arviot eivät ole mukana summissa.")
        yield needs.besides_table()
    if needs.unknown:
        yield Heading(2, "Aikataulu ei tiedossa")
        yield Paragraph("Näistä ei tiedetä, kuuluvatko ne vuodelle. Ne eivät ole mukana luvuissa.")
        yield from (Item(measure.title) for measure in needs.unknown)
    yield Heading(2, "Summia teksteissä")
    if (candidates := needs.candidates_table()) is None:
        yield Paragraph("Toimenpiteiden teksteistä ei löytynyt rahasummia.")
    else:
        yield Paragraph(
            "Nämä kohdat voivat olla hintoja. Ohjelma on poiminut ne teksteistä, eikä niitä ole"
            " laskettu mihinkään summaan. Jos summa on vuoden arvio, kirjoita se toimenpiteen"
            " kustannusarvioksi. Mukana ovat kaikki toimenpiteet, jotka eivät ole päättyneet,"
            f" myös ne, joita ei ole suunniteltu vuodelle {needs.year}."
        )
        yield candidates
    yield Heading(2, "Mitä sanat tarkoittavat")
    meanings = dict(
        zip(needs.heads, (_BEGINS, _BEYOND if needs.is_beyond else _GOES_ON), strict=True)
    )
    for label, meaning in {**meanings, **_MEANINGS}.items():
        yield Item(meaning, label=label)


_BEGINS = "Aikataulun ensimmäinen merkintä on vuodelta."
_BEYOND = (
    "Toimenpide on kauden viimeisenä puolivuonna jatkuvassa vaiheessa. Kauden jälkeisestä ajasta ei"
    " ole päätetty muuta."
)
_GOES_ON = (
    "Aikataulun ensimmäinen merkintä on aiemmalta vuodelta tai kauden ensimmäiseltä"
    " puolivuodelta, jolta ei tiedetä, onko toimenpide alkanut jo aiemmin. Toimenpide, jolla"
    " on vuodelle merkitty vain päättyminen, ei ole mukana."
)
_MEANINGS = {
    "Arvio annettu": "Toimenpiteellä on vuodelle ainakin yksi kustannusarvio.",
    "Arvio puuttuu": "Vuoden kustannuksista ei ole arviota. Se ei tarkoita, että ne olisivat"
    " nolla.",
    "Arviot yhteensä": "Vuoden kustannusarvioiden summa. Puuttuvat arviot eivät ole mukana.",
}


def sentences(needs: Needs) -> Iterator[str]:
    """Yield the summary, sentence by sentence."""
    n, year = len(needs.measures), needs.year
    everything = len(needs.site.roadmap.measures)
    past = needs.is_past
    begins, goes_on = ("alkoi", "jatkui") if past else ("alkaa", "jatkuu")
    if everything and everything == len(needs.unknown):
        yield (
            "Minkään toimenpiteen aikataulua ei tiedetä, joten ei tiedetä, mitä vuonna"
            f" {year} {begins} tai {goes_on}."
        )
    elif needs.is_beyond:
        period = needs.site.period
        yield (
            f"Tiekartan kausi {period} päättyy ennen vuotta {year}, joten vuodelle ei ole"
            " aikataulua."
        )
        yield (
            f"Vuonna {year} jatkuu {many_measures(n)}, koska kauden lopun vaihe on jatkuva."
            if n
            else "Kauden lopussa yksikään toimenpide ei ole jatkuvassa vaiheessa."
        )
    elif not n:
        yield f"Vuodelle {year} ei {'ollut' if past else 'ole'} suunniteltu yhtään toimenpidettä."
    else:
        starts = sum(map(needs.starts, needs.measures))
        told = [f"{begins} {many_measures(starts)}"] if starts else []
        going = n - starts
        rest = in_words(going) if starts else many_measures(going)
        told += [f"{goes_on} {rest}"] if going else []
        yield f"Vuonna {year} {listed(told)}."
    if n:
        yield from _estimates(needs)
    unknown = len(needs.unknown)
    if unknown and unknown < everything:
        yield f"Lisäksi {of_measures(unknown)} aikataulu ei ole tiedossa."
    if besides := len(needs.estimated_besides):
        total = needs._sum(needs.estimated_besides)
        assert total is not None
        whose = "jolla" if besides == 1 else "joilla"
        yield (
            f"Arvio vuodelle on myös {on_measures(besides)}, {whose} ei ole aikataulua vuodelle:"
            f" {euros(total)}."
        )


def _estimates(needs: Needs) -> Iterator[str]:
    n, lacking = len(needs.measures), len(needs.lacking)
    known = n - lacking
    if needs.sum is None:
        yield (
            f"{'Yhdelläkään niistä' if n > 1 else 'Sillä'} ei ole kustannusarviota vuodelle"
            f" {needs.year}."
        )
    elif lacking:
        yield (
            f"Kustannusarvio on {on_measures(known)}, yhteensä {euros(needs.sum)}. Arvio puuttuu"
            f" {on_measures(lacking, 'ltä')}, joten summa ei kerro koko tarvetta."
        )
    else:
        every = "Kustannusarvio on jokaisella" if n > 1 else "Sillä on kustannusarvio"
        yield f"{every}, yhteensä {euros(needs.sum)}."
