"""Rules on how measures have gone: reports, costs, ends and successors that don't fit together."""

import re
from collections.abc import Iterator
from datetime import date

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.kinds import CONTRADICTIONS
from digitiekartta.basics.problems import Problem, Severity
from digitiekartta.roadmap.checking.contradictions import HALF_YEAR_OUTSIDE
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.roadmap import Roadmap

REPORT_IN_FUTURE = CONTRADICTIONS.warning(
    "report-in-future",
    "Tilannetieto koskee puolivuotta {moment}, joka ei ole vielä alkanut.",
    "Korjaa puolivuosi. Tuleva kuuluu aikatauluun.",
    example="(Tilannetieto koskee ensi vuoden syksyä.)",
)
TWO_STATES = CONTRADICTIONS.warning(
    "two-states",
    "Puolivuodella {moment} on kaksi eri tilaa: {first} ja {second}.",
    "Jätä niistä se, joka pitää paikkansa.",
    example="toimenpiteet/kurssit.yml: raportit: [{puolivuosi: kevät 2025, tila: aloitettu},"
    " {puolivuosi: kevät 2025, tila: valmis}]",
)
REPORT_AFTER_DONE = CONTRADICTIONS.warning(
    "report-after-done",
    "Toimenpide oli valmis {done}, mutta vasta aloitettu {when}.",
    "Tarkista puolivuodet ja tilat.",
    example="toimenpiteet/kurssit.yml: raportit: [{puolivuosi: kevät 2025, tila: valmis},"
    " {puolivuosi: syksy 2025, tila: aloitettu}]",
)
COST_OUTSIDE = CONTRADICTIONS.warning(
    "cost-outside-period",
    "Kustannusarvio koskee vuotta {year}, joka ei kuulu tiekartan kauteen {period}.",
    "Tarkista vuosi.",
    example="toimenpiteet/kurssit.yml: kustannusarvio: [{vuosi: 2052, euroa: 1000}]",
)
_YEARS = range(1000, 10_000)
NOT_A_YEAR = CONTRADICTIONS.error(
    "not-a-year",
    "”{year}” ei ole vuosi.",
    "Kirjoita vuosi neljällä numerolla, esimerkiksi {meant}.",
    example="toimenpiteet/kurssit.yml: kustannusarvio: [{vuosi: 25, euroa: 1000}]",
)
MERGED_NOT_ENDED = CONTRADICTIONS.warning(
    "merged-not-ended",
    "Toimenpide on yhdistetty toiseen, mutta sen päättymistä ei ole kerrottu.",
    "Lisää kenttä paattyi ja siihen syy.",
    example="toimenpiteet/kurssit.yml: yhdistetty: digituki",
)
MERGED_INTO_ENDED = CONTRADICTIONS.warning(
    "merged-into-ended",
    "Toimenpide on yhdistetty toimenpiteeseen ”{title}”, joka on itse päättynyt.",
    "Kerro kentässä yhdistetty se toimenpide, jossa työ jatkuu.",
    example="(Toimenpide, johon tämä on yhdistetty, päättyi viime vuonna.)",
)
REPLACED_NOT_ENDED = CONTRADICTIONS.warning(
    "replaced-not-ended",
    "Tämä korvaa toimenpiteen ”{title}”, jonka päättymistä ei ole kerrottu.",
    "Lisää korvattuun toimenpiteeseen kenttä paattyi, tai poista se kentästä korvaa.",
    example="toimenpiteet/kurssit.yml: korvaa: ohjeet",
)
WORDS_CONTRADICT = CONTRADICTIONS.warning(
    "text-contradicts-schedule",
    "Tekstissä lukee ”{words}”, mutta {other} {moment} on sitä myöhempi.",
    "Tarkista, kumpi on oikein. Jos sanamuoto on päätetty, se voi jäädä ennalleen.",
    example="toimenpiteet/kurssit.yml: lisatiedot: Selvitys syksy 2025, valmis kesä 2025",
)

_SEASONS = {"kevät": 1, "kevääl": 1, "kevään": 1, "kesä": 1, "syksy": 2, "syysy": 2, "talvi": 2}
_SEASON = rf"(?P<season>{'|'.join(_SEASONS)})\w*\s+(?P<year>20\d\d)"
_ANY_SEASON = re.compile(_SEASON, re.IGNORECASE)
# Done at a time that is told at once: "valmis kesä 2025", "valmistuu keväällä 2026".
_DONE = re.compile(rf"\bvalmis(?:tuu|tui)?:?\s+{_SEASON}", re.IGNORECASE)


def reports_in_future(roadmap: Roadmap, today: date) -> Iterator[Problem]:
    """A report speaks of a half-year that has begun; one outside the period is told as such."""
    now, period = HalfYear.of(today), roadmap.settings.period
    for measure in roadmap.measures:
        for index, report in enumerate(measure.reports):
            if report.half_year > now and (period is None or report.half_year in period):
                place = measure.place_of("reports", index, "half_year")
                yield REPORT_IN_FUTURE.at(place, moment=report.half_year)


def states_in_order(roadmap: Roadmap) -> Iterator[Problem]:
    """Reports give one state for a half-year, and nothing begins after it was done."""
    for measure in roadmap.measures:
        done: int | None = None
        earlier: dict[HalfYear, int] = {}
        in_time = sorted(enumerate(measure.reports), key=lambda one: one[1].half_year)
        for index, report in in_time:
            first = earlier.setdefault(report.half_year, index)
            before = measure.reports[first].state
            related = first if done is None else done
            if before != report.state:
                yield TWO_STATES.at(
                    measure.place_of("reports", index, "state"),
                    moment=report.half_year,
                    first=before,
                    second=report.state,
                    related=(measure.place_of("reports", related, "state"),),
                )
            elif done is not None and report.state == "aloitettu":
                yield REPORT_AFTER_DONE.at(
                    measure.place_of("reports", index, "state"),
                    done=measure.reports[done].half_year.during,
                    when=report.half_year.during,
                    related=(measure.place_of("reports", related, "state"),),
                )
            elif report.state == "valmis" and done is None:
                done = index


def outside_period(roadmap: Roadmap) -> Iterator[Problem]:
    """Reports and costs speak of the roadmap's period (``kausi``)."""
    period = roadmap.settings.period
    if period is None:
        return
    related = (roadmap.settings.place_of("period"),)
    for measure in roadmap.measures:
        for index, report in enumerate(measure.reports):
            if report.half_year not in period:
                place = measure.place_of("reports", index, "half_year")
                yield HALF_YEAR_OUTSIDE.at(
                    place,
                    moment=report.half_year,
                    period=period,
                    related=related,
                    severity=Severity.WARNING,
                )
        for index, cost in enumerate(measure.costs):
            if cost.year in _YEARS and not period.first.year <= cost.year <= period.last.year:
                place = measure.place_of("costs", index, "year")
                yield COST_OUTSIDE.at(place, year=cost.year, period=period, related=related)


def years_of_costs(roadmap: Roadmap) -> Iterator[Problem]:
    """The year of a cost is written with all four figures."""
    for measure in roadmap.measures:
        for index, cost in enumerate(measure.costs):
            if cost.year not in _YEARS:
                meant = 2000 + cost.year if cost.year < 100 else 2026
                place = measure.place_of("costs", index, "year")
                yield NOT_A_YEAR.at(place, year=cost.year, meant=meant)


def successors(roadmap: Roadmap) -> Iterator[Problem]:
    """What was merged or replaced has ended, and what it went into goes on."""
    for measure in roadmap.measures:
        if measure.merged_into:
            place = measure.place_of("merged_into")
            into = roadmap.measures_by_id.get(measure.merged_into)
            if measure.ended is None:
                yield MERGED_NOT_ENDED.at(place)
            if into and _is_over(into):
                yield MERGED_INTO_ENDED.at(place, title=into.title, related=(into.place_of(),))
        for index, id in enumerate(measure.replaces):
            old = roadmap.measures_by_id.get(id)
            if old and old is not measure and not _is_over(old):
                place = measure.place_of("replaces", index)
                yield REPLACED_NOT_ENDED.at(place, title=old.title, related=(old.place_of(),))


def _is_over(measure: Measure) -> bool:
    return measure.ended is not None or measure.merged_into is not None


def words_and_schedule(roadmap: Roadmap) -> Iterator[Problem]:
    """No text says that a measure is done before its work is scheduled or begins in the text."""
    for measure in roadmap.measures:
        for one in measure.written_texts():
            for found in _DONE.finditer(one.text):
                scheduled = max(_at_work(roadmap, measure), default=None)
                done = _moment(found)
                others = [_moment(other) for other in _ANY_SEASON.finditer(one.text)]
                later = max(others, default=done)
                other, moment = (
                    ("aikataulun puolivuosi", scheduled)
                    if scheduled and scheduled > done
                    else ("saman tekstin ajankohta", later)
                )
                if moment > done:
                    yield WORDS_CONTRADICT.at(one.place, words=found[0], other=other, moment=moment)
                    break


def _at_work(roadmap: Roadmap, measure: Measure) -> Iterator[HalfYear]:
    """Yield the half-years for which work is scheduled that ends when a measure is done."""
    for moment, cell in (roadmap.schedule_of(measure) or {}).items():
        if cell.phase and not cell.phase.is_continuous and cell.phase.common != "päättynyt":
            yield moment


def _moment(words: re.Match[str]) -> HalfYear:
    return HalfYear(int(words["year"]), _SEASONS[words["season"].casefold()])
