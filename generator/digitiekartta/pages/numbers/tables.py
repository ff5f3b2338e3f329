"""The tables of a roadmap: measure × half-year, measures, and their estimates of cost.

The long table has a row for each measure and each half-year of the roadmap, also where nothing is
said of it: that a schedule is not known, that there is none, and that it says nothing of a
half-year are three different things. Rows are plain values, of which files are written; for
counting they are a pandas frame, which is loaded then only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

from digitiekartta.basics.halfyears import SPRING, HalfYear
from digitiekartta.basics.remembering import remembered
from digitiekartta.pages import paths
from digitiekartta.pages.numbers.columns import Column, Value
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import CommonPhase, Cost, CostKind, Measure, Phase, ReportState
from digitiekartta.roadmap.roadmap import Cell
from digitiekartta.versions.record import DRAFT as NOT_APPROVED

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

PHASE, WORDS, NOTHING = "vaihe", "sanat", "ei merkintää"
NO_SCHEDULE, UNKNOWN, SOURCE_WORDS, OVER = (
    "ei aikataulua",
    "ei tiedossa",
    "sanat lähteessä",
    "päättynyt",
)
KNOWN = "tiedossa"
NOT_REPORTED = "ei raportoitu"
APPROVED, DRAFT, TRANSCRIPTION = "hyväksytty", "luonnos", "jäljennös"


@dataclass(frozen=True, slots=True)
class OfMeasure:
    """A measure of a site."""

    site: Site
    measure: Measure

    @property
    def schedule(self) -> str:
        """Whether its schedule is known: tiedossa, ei aikataulua, ei tiedossa."""
        schedule = self.site.roadmap.schedule_of(self.measure)
        if schedule is None:
            return UNKNOWN
        return KNOWN if schedule else NO_SCHEDULE


@dataclass(frozen=True, slots=True)
class OfHalfYear:
    """A measure in one half-year; None of one where the roadmap has no half-years."""

    site: Site
    measure: Measure
    moment: HalfYear | None

    @property
    def cell(self) -> Cell | None:
        """What its schedule says of the half-year, or the source of an unknown one."""
        return self.site.cell(self.measure, self.moment) if self.moment else None

    @property
    def said(self) -> str:
        """What is known of the half-year: one of those in the column ``merkinta``."""
        schedule, cell = self.site.roadmap.schedule_of(self.measure), self.cell
        if self.moment and self.site.is_over(self.measure, self.moment):
            return OVER
        if schedule is None:
            return SOURCE_WORDS if cell else UNKNOWN
        if not schedule:
            return NO_SCHEDULE
        if cell is None:
            return NOTHING
        return PHASE if cell.phase else WORDS

    @property
    def phase(self) -> Phase | None:
        """The phase that it is in during the half-year, None where it has ended before."""
        return self.cell.phase if self.said == PHASE and self.cell else None

    @property
    def reported(self) -> str | None:
        """The state reported last of the half-year; that nothing was, where a report was due."""
        told = [report for report in self.measure.reports if report.half_year == self.moment]
        if told:
            return told[-1].state
        due = self.moment and self.moment < self.site.now and self.said in (PHASE, WORDS)
        return NOT_REPORTED if due and self.site.reported else None

    @property
    def year_cost(self) -> Decimal | None:
        """The sum of the estimates of the year; None where there is none."""
        year = self.moment.year if self.moment else None
        of_year = [cost.euros for cost in self.measure.costs if cost.year == year]
        return sum(of_year, start=Decimal(0)) if of_year else None


@dataclass(frozen=True, slots=True)
class OfCost:
    """An estimate of a measure's cost."""

    site: Site
    measure: Measure
    cost: Cost


# --- what all tables say of a measure --------------------------------------------------------


def _identity() -> tuple[Column[Any], ...]:
    return (
        Column(
            key="tunnus",
            head="Tunnus",
            about="Toimenpiteen pysyvä tunnus. Se on myös sivun osoitteessa.",
            english="Permanent identifier of the measure, also part of the address of its page.",
            value=lambda of: of.measure.id,
        ),
        Column(
            key="toimenpide",
            head="Toimenpide",
            about="Toimenpide niin kuin se on päätetty.",
            english="The measure, in the words that were decided on (Finnish).",
            value=lambda of: of.measure.title,
        ),
        Column(
            key="tavoite_numero",
            head="Tavoitteen numero",
            about="Tavoitteen numero tiekartassa.",
            english="Number of the goal in the roadmap.",
            kind="whole",
            value=lambda of: of.site.roadmap.goals_by_id[of.measure.goal].number,
        ),
        Column(
            key="tavoite_tunnus",
            head="Tavoitteen tunnus",
            about="Tavoitteen pysyvä tunnus.",
            english="Permanent identifier of the goal.",
            value=lambda of: of.measure.goal,
        ),
        Column(
            key="tavoite",
            head="Tavoite",
            about="Tavoitteen otsikko ilman numeroa.",
            english="Title of the goal, without its number.",
            value=lambda of: of.site.roadmap.goals_by_id[of.measure.goal].title,
        ),
        Column(
            key="ryhma_tunnus",
            head="Ryhmän tunnus",
            about="Toimenpideryhmän tunnus tavoitteen sisällä.",
            english="Identifier of the group of measures, unique within the goal.",
            empty="Toimenpide ei kuulu ryhmään.",
            empty_english="The measure belongs to no group.",
            value=lambda of: group.id if (group := of.site.roadmap.group_of(of.measure)) else None,
        ),
        Column(
            key="ryhma",
            head="Ryhmä",
            about="Toimenpideryhmän otsikko.",
            english="Title of the group of measures.",
            empty="Toimenpide ei kuulu ryhmään.",
            empty_english="The measure belongs to no group.",
            value=lambda of: (
                group.title if (group := of.site.roadmap.group_of(of.measure)) else None
            ),
        ),
        Column(
            key="vastuu",
            head="Vastuutaho",
            about="Vastuutahot: tehtäviä, toimielimiä, työryhmiä tai organisaatioita.",
            english="Responsible parties: offices, bodies, working groups or organisations.",
            kind="texts",
            empty="Vastuutahoa ei ole nimetty.",
            empty_english="No responsible party has been named.",
            value=lambda of: of.site.roadmap.parties_of(of.measure) or None,
        ),
        Column(
            key="toimiala",
            head="Toimiala",
            about="Organisaation osat, joita toimenpide koskee. Tiekartta voi käyttää niistä myös"
            " sanaa hallintokunta tai tulosalue.",
            english="Sectors of the organisation that the measure concerns.",
            kind="texts",
            empty="Toimialaa ei ole nimetty.",
            empty_english="No sector has been named.",
            value=lambda of: of.site.roadmap.sectors_of(of.measure) or None,
        ),
        Column(
            key="kohderyhma",
            head="Kohderyhmä",
            about="Ketä toimenpide koskee: omat kohderyhmät, muuten ryhmän tai tavoitteen.",
            english="Target groups of the measure, else those of its group or goal.",
            kind="texts",
            empty="Kohderyhmää ei ole nimetty.",
            empty_english="No target group has been named.",
            value=lambda of: of.site.roadmap.audiences_of(of.measure) or None,
        ),
    )


def _standing() -> tuple[Column[Any], ...]:
    return (
        Column(
            key="hyvaksynta",
            head="Hyväksyntä",
            about="Onko sisältö hyväksytty, luonnos vai jäljennös muualla hyväksytystä"
            " asiakirjasta.",
            english="Whether the content is approved (hyväksytty), a draft (luonnos) or a"
            " transcription of a document approved elsewhere (jäljennös).",
            values=(APPROVED, DRAFT, TRANSCRIPTION),
            value=lambda of: standing(of.site),
        ),
        Column(
            key="versio",
            head="Versio",
            about="Hyväksytty versio, josta sisältö on.",
            english="The approved version that the content is of.",
            empty="Sisältö on luonnos, jota ei ole hyväksytty.",
            empty_english="The content is a draft that has not been approved.",
            value=lambda of: version(of.site),
        ),
        Column(
            key="paatos",
            head="Päätös",
            about="Kuka sisällön on hyväksynyt ja milloin, tai ettei sitä ole hyväksytty."
            " Jäljennöksestä se, kuka on hyväksynyt asiakirjan.",
            english="Who approved the content and when, or that it is a draft; of a transcription,"
            " who approved the document (Finnish).",
            value=lambda of: decision(of.site),
        ),
    )


def standing(site: Site) -> str:
    """Return whether what a site tells is approved, a draft or a transcription."""
    if site.options.is_transcription:
        return TRANSCRIPTION
    return DRAFT if site.options.draft or not site.options.approval_status else APPROVED


def version(site: Site) -> str | None:
    """Return the name of the approved version that a site tells, None of a draft."""
    status = site.options.approval_status
    return status.newest.version if status and standing(site) != DRAFT else None


def decision(site: Site) -> str:
    """Return who approved what a site tells, and when, or that it is a draft."""
    status = site.options.approval_status
    return status.line if status and standing(site) != DRAFT else f"{NOT_APPROVED}."


# --- measure × half-year ---------------------------------------------------------------------

HALF_YEARS: tuple[Column[OfHalfYear], ...] = (
    Column(
        key="puolivuosi",
        head="Puolivuosi",
        about="Puolivuosi muodossa 2025-kevat (1.1.–30.6.) tai 2025-syksy (1.7.–31.12.).",
        english="Half-year as 2025-kevat (January–June) or 2025-syksy (July–December).",
        empty="Tiekartalla ei ole puolivuosia.",
        empty_english="The roadmap has no half-years.",
        value=lambda of: of.moment.slug if of.moment else None,
    ),
    Column(
        key="alkaa",
        head="Alkaa",
        about="Puolivuoden ensimmäinen päivä.",
        english="First day of the half-year.",
        kind="day",
        empty="Tiekartalla ei ole puolivuosia.",
        empty_english="The roadmap has no half-years.",
        value=lambda of: first_day(of.moment) if of.moment else None,
    ),
    Column(
        key="paattyy",
        head="Päättyy",
        about="Puolivuoden viimeinen päivä.",
        english="Last day of the half-year.",
        kind="day",
        empty="Tiekartalla ei ole puolivuosia.",
        empty_english="The roadmap has no half-years.",
        value=lambda of: last_day(of.moment) if of.moment else None,
    ),
    Column(
        key="merkinta",
        head="Merkintä",
        about="Mitä puolivuodesta tiedetään. ”vaihe”: aikataulussa on vaihe. ”sanat”: aikataulussa"
        " on vain sanoja. ”ei merkintää”: aikataulu tiedetään, mutta se ei kerro tästä"
        " puolivuodesta mitään. ”ei aikataulua”: toimenpiteellä ei ole aikataulua. ”ei tiedossa”:"
        " aikataulua ei tiedetä. ”sanat lähteessä”: aikataulua ei tiedetä, mutta lähteessä on"
        " sanoja puolivuoden kohdalla. ”päättynyt”: toimenpide on päättynyt ennen puolivuotta.",
        english="What is known of the half-year: a phase (vaihe), words only (sanat), nothing"
        " though the schedule is known (ei merkintää), no schedule at all (ei aikataulua), the"
        " schedule is not known (ei tiedossa), not known but the source has words there (sanat"
        " lähteessä), the measure had ended before (päättynyt).",
        values=(PHASE, WORDS, NOTHING, NO_SCHEDULE, UNKNOWN, SOURCE_WORDS, OVER),
        value=lambda of: of.said,
    ),
    Column(
        key="vaihe",
        head="Vaihe",
        about="Vaihe tiekartan omin sanoin.",
        english="Phase in the words of this roadmap.",
        empty="Puolivuodella ei ole vaihetta; sarake ”merkinta” kertoo, miksi.",
        empty_english="The half-year has no phase; the column “merkinta” tells why.",
        value=lambda of: of.phase.name if of.phase else None,
    ),
    Column(
        key="yleinen_vaihe",
        head="Yleinen vaihe",
        about="Kuntien yhteinen vaihe, jota tiekartan oma vaihe vastaa.",
        english="The phase in the list that is common to municipalities: study (selvitys),"
        " preparation (valmistelu), decision (päätös), implementation (toteutus), continuous"
        " (jatkuva), ended (päättynyt).",
        values=get_args(CommonPhase),
        empty="Puolivuodella ei ole vaihetta; sarake ”merkinta” kertoo, miksi.",
        empty_english="The half-year has no phase; the column “merkinta” tells why.",
        value=lambda of: of.phase.common if of.phase else None,
    ),
    Column(
        key="sanat",
        head="Sanat",
        about="Sanat, jotka aikataulussa tai sen lähteessä ovat puolivuoden kohdalla.",
        english="Words that the schedule or its source has at the half-year (Finnish).",
        empty="Sanoja ei ole.",
        empty_english="There are no words.",
        value=lambda of: cell.words if (cell := of.cell) and of.said != OVER else None,
    ),
    Column(
        key="raportoitu",
        head="Raportoitu tilanne",
        about="Tila, joka puolivuodesta on viimeksi raportoitu, tai ”ei raportoitu”, jos"
        " puolivuosi on ohi ja aikataulussa on siitä merkintä.",
        english="State reported of the half-year: begun (aloitettu), going on (käynnissä), done"
        " (valmis), postponed (siirtynyt), stopped (keskeytetty); “ei raportoitu” where the"
        " half-year is over, something was planned and nothing was reported.",
        values=(*get_args(ReportState), NOT_REPORTED),
        empty="Raportoitavaa ei ole, tai tiekartassa ei raportoida lainkaan.",
        empty_english="Nothing was due, or the roadmap has no reports at all.",
        value=lambda of: of.reported,
    ),
    Column(
        key="vuoden_kustannusarvio",
        head="Vuoden kustannusarvio",
        about="Koko vuoden kustannusarvioiden summa euroina, sama vuoden molemmilla puolivuosilla:"
        " älä laske puolivuosien arvioita yhteen. Arviot yksitellen ovat taulukossa"
        " kustannukset.",
        english="Sum of the cost estimates of the whole year in euros, the same in both of its"
        " half-years: do not add half-years up. Each estimate is in the table of costs.",
        kind="euros",
        unit="EUR",
        empty="Vuoden kustannuksista ei ole arviota. Se ei tarkoita, että ne olisivat nolla.",
        empty_english="There is no estimate for the year, which does not mean that it is zero.",
        value=lambda of: of.year_cost,
    ),
)
LONG: tuple[Column[Any], ...] = (*_identity(), *HALF_YEARS, *_standing())
"""The columns of the long table."""


def first_day(moment: HalfYear) -> date:
    """Return the first day of a half-year."""
    return date(moment.year, 1 if moment.half == SPRING else 7, 1)


def last_day(moment: HalfYear) -> date:
    """Return the last day of a half-year."""
    return date(moment.year, 6, 30) if moment.half == SPRING else date(moment.year, 12, 31)


def long_rows(site: Site) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of the long table, measures in the order of the pages, then half-years.

    Half-years outside the roadmap's period have a row where something is said or reported of them.
    A measure of a roadmap without half-years has one row, of no half-year.
    """
    identity, status = _identity(), _standing()
    for measure in site.roadmap.measures_in_order:
        of = OfMeasure(site, measure)
        before = tuple(column.value(of) for column in identity)
        after = tuple(column.value(of) for column in status)
        for moment in moments(site, measure):
            here = OfHalfYear(site, measure, moment)
            yield (*before, *(column.value(here) for column in HALF_YEARS), *after)


def moments(site: Site, measure: Measure) -> Sequence[HalfYear | None]:
    """Return the half-years of which the long table tells of a measure, in order; or none."""
    said = site.roadmap.schedule_of(measure) or measure.schedule_words
    reported = (report.half_year for report in measure.reports)
    return sorted({*site.half_years, *said, *reported}) or [None]


# --- measures, and their costs ---------------------------------------------------------------

MEASURES: tuple[Column[Any], ...] = (
    *_identity(),
    Column(
        key="aikataulu",
        head="Aikataulu",
        about="Tiedetäänkö aikataulu: ”tiedossa”, ”ei aikataulua” tai ”ei tiedossa”.",
        english="Whether the schedule is known (tiedossa), there is none (ei aikataulua), or it is"
        " not known (ei tiedossa).",
        values=(KNOWN, NO_SCHEDULE, UNKNOWN),
        value=lambda of: of.schedule,
    ),
    Column(
        key="aikataulu_virkkeena",
        head="Aikataulu virkkeenä",
        about="Aikataulu yhtenä virkkeenä, sama kuin toimenpiteen sivulla.",
        english="The schedule as a sentence, the same as on the page of the measure (Finnish).",
        value=lambda of: of.site.sentence(of.measure),
    ),
    Column(
        key="viimeksi_raportoitu",
        head="Viimeksi raportoitu tilanne",
        about="Tila, joka toimenpiteestä on viimeksi raportoitu.",
        english="State that was reported last.",
        values=get_args(ReportState),
        empty="Toimenpiteestä ei ole raportoitu.",
        empty_english="Nothing has been reported.",
        value=lambda of: report.state if (report := _last_report(of)) else None,
    ),
    Column(
        key="raportin_puolivuosi",
        head="Raportin puolivuosi",
        about="Puolivuosi, jota viimeisin raportti koskee.",
        english="Half-year that the last report is about.",
        empty="Toimenpiteestä ei ole raportoitu.",
        empty_english="Nothing has been reported.",
        value=lambda of: report.half_year.slug if (report := _last_report(of)) else None,
    ),
    Column(
        key="kustannusarvio",
        head="Kustannusarviot yhteensä",
        about="Kaikkien kustannusarvioiden summa euroina.",
        english="Sum of all cost estimates in euros.",
        kind="euros",
        unit="EUR",
        empty="Arvio puuttuu. Se ei tarkoita, että kustannus olisi nolla.",
        empty_english="There is no estimate, which does not mean that it is zero.",
        value=lambda of: (
            sum((cost.euros for cost in of.measure.costs), start=Decimal(0))
            if of.measure.costs
            else None
        ),
    ),
    Column(
        key="paattynyt",
        head="Päättynyt",
        about="Onko toimenpide päättynyt: kyllä tai ei.",
        english="Whether the measure has ended: yes (kyllä) or no (ei).",
        values=("kyllä", "ei"),
        value=lambda of: "kyllä" if of.site.has_ended(of.measure) else "ei",
    ),
    Column(
        key="paattymisen_puolivuosi",
        head="Päättymisen puolivuosi",
        about="Puolivuosi, jona toimenpide on päättynyt tai päättyy.",
        english="Half-year in which the measure ended or will end.",
        empty="Toimenpiteen ei tiedetä päättyneen tai päättyvän, tai päättymisen aikaa ei tiedetä.",
        empty_english="The measure is not known to end, or it is not known when.",
        value=lambda of: end.slug if (end := of.site.end_of(of.measure)) else None,
    ),
    Column(
        key="kuvaus",
        head="Kuvaus",
        about="Toimenpiteen kuvaus.",
        english="Description of the measure (Finnish).",
        empty="Kuvausta ei ole.",
        empty_english="There is no description.",
        value=lambda of: of.measure.description,
    ),
    Column(
        key="lisatiedot",
        head="Lisätiedot",
        about="Lisätiedot.",
        english="Further information (Finnish).",
        empty="Lisätietoja ei ole.",
        empty_english="There is no further information.",
        value=lambda of: of.measure.notes,
    ),
    Column(
        key="aiemmat_tunnukset",
        head="Aiemmat tunnukset",
        about="Tunnukset, joilla toimenpide on aiemmin tunnettu.",
        english="Identifiers that the measure had before.",
        kind="texts",
        empty="Tunnus ei ole muuttunut.",
        empty_english="The identifier has never changed.",
        value=lambda of: of.measure.former_ids or None,
    ),
    Column(
        key="osoite",
        head="Osoite",
        about="Toimenpiteen sivun osoite.",
        english="Address of the page of the measure.",
        kind="address",
        value=lambda of: _address(of),
    ),
    *_standing(),
)
"""The columns of the table of measures."""

COSTS: tuple[Column[Any], ...] = (
    *_identity(),
    Column(
        key="vuosi",
        head="Vuosi",
        about="Vuosi, jota arvio koskee.",
        english="Year that the estimate is for.",
        kind="whole",
        value=lambda of: of.cost.year,
    ),
    Column(
        key="laji",
        head="Menon laji",
        about="Menon laji.",
        english="Kind of cost: operating (käyttömeno), investment (investointi), own staff"
        " (henkilötyö), other (muu).",
        values=get_args(CostKind),
        empty="Lajia ei ole kerrottu.",
        empty_english="The kind is not told.",
        value=lambda of: of.cost.kind,
    ),
    Column(
        key="euroa",
        head="Euroa",
        about="Arvio euroina.",
        english="The estimate in euros.",
        kind="euros",
        unit="EUR",
        value=lambda of: of.cost.euros,
    ),
    Column(
        key="arvion_lahde",
        head="Arvion lähde",
        about="Mihin arvio perustuu.",
        english="What the estimate is based on (Finnish).",
        empty="Lähdettä ei ole kerrottu.",
        empty_english="The basis is not told.",
        value=lambda of: of.cost.source,
    ),
    *_standing(),
)
"""The columns of the table of estimates."""


def measure_rows(site: Site) -> Iterator[tuple[Value, ...]]:
    """Yield a row for each measure, in the order of the pages."""
    for measure in site.roadmap.measures_in_order:
        of = OfMeasure(site, measure)
        yield tuple(column.value(of) for column in MEASURES)


def cost_rows(site: Site) -> Iterator[tuple[Value, ...]]:
    """Yield a row for each estimate, measures in the order of the pages, then by year."""
    for measure in site.roadmap.measures_in_order:
        for cost in sorted(measure.costs, key=lambda cost: cost.year):
            of = OfCost(site, measure, cost)
            yield tuple(column.value(of) for column in COSTS)


def _last_report(of: OfMeasure) -> Any:
    return of.measure.last_report(of.site.now)


def _address(of: OfMeasure) -> str:
    page = paths.measure(of.measure.id)
    return of.site.whole_address(page) or paths.address(page)


# --- frames ------------------------------------------------------------------------------------


def frame(columns: Sequence[Column[Any]], rows: Iterator[tuple[Value, ...]]) -> pd.DataFrame:
    """Return rows as a pandas frame whose columns are called by their keys.

    Texts and lists of texts stay Python objects, so that None is the only missing value of them.
    """
    import pandas as pd

    table = pd.DataFrame([*rows], columns=[column.key for column in columns], dtype=object)
    whole = {column.key: "Int64" for column in columns if column.kind == "whole"}
    return table.astype(whole)


@remembered
def _long_frame(site: Site, _: object) -> pd.DataFrame:
    return frame(LONG, long_rows(site))


def long_frame(site: Site) -> pd.DataFrame:
    """Return the long table of a site as a frame, made once; whoever changes it copies it first.

    A row for each measure and half-year (``LONG``); ``vastuu``, ``toimiala`` and ``kohderyhma``
    hold tuples, so that ``explode`` counts for each name.
    """
    return _long_frame(site, LONG)
