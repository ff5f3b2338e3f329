"""A year of a roadmap: how its measures stood at the end, what was planned and what was reported.

All that is told of a year is counted here: in the report for the annual accounts (tilinpäätös), in
its text, and on the page of the year. Nothing is guessed from dates: a state is one that was
reported or decided on, or tells that nothing was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from digitiekartta.basics.halfyears import AUTUMN, HalfYear
from digitiekartta.basics.remembering import remembered
from digitiekartta.basics.text import sentence_case
from digitiekartta.markup.report.blocks import Table, Value
from digitiekartta.pages.front import is_moved
from digitiekartta.pages.numbers.planned import Start, planned, start_of
from digitiekartta.pages.numbers.tables import (
    NOT_REPORTED,
    PHASE,
    SOURCE_WORDS,
    WORDS,
    long_frame,
)
from digitiekartta.pages.numbers.terms import BY_SECTOR, FACTS, NOT_YET, STATES, Term
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Measure, Report
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparison.delays import Delay, delays, what_is_later
from digitiekartta.versions.comparison.entries import What

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

PLANNED = (PHASE, WORDS)
"""What the long table says of a half-year for which a measure was planned."""
ALL, SHARED = "Yhteensä", "Yhteiset"
NO_SECTOR = "Ei nimettyä"
# Where a sector has the name of a row of ours.
_OTHERWISE = {ALL: "Kaikki yhteensä", NO_SECTOR: "Toimiala puuttuu", SHARED: "Monella yhteiset"}


def row_apart(label: str, names: Collection[str]) -> str:
    """Return what a row of ours is called where others have these names."""
    return _OTHERWISE[label] if label in names else label


OTHER = "muut merkinnät"
"""What words that stand alone in a schedule are called."""
_EARLIER = "valmistunut tai keskeytetty aiemmin"
KEPT, MOVED, UNSCHEDULED, ENDED, REMOVED = FATES = ("kept", "moved", "unscheduled", "ended", "gone")
"""What became of a measure that was planned when the year began: it is planned for it, for other
years only, for none that is known; it has ended; it is no longer in the roadmap."""


HALVES = (
    "Suunniteltu",
    "Raportoitu",
    sentence_case(_EARLIER),
    "Ei raportoitu",
    "Ei vielä raportoitavaa",
)


@dataclass(frozen=True)
class Year:
    """A year of a site's roadmap.

    Attributes:
        site: The roadmap.
        year: One of those in which the roadmap's period lies.
        is_earlier: Whether the site is an earlier version, which knows nothing of later changes.
    """

    site: Site
    year: int
    is_earlier: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the year has ended."""
        return self.year < self.site.now.year

    @property
    def half_years(self) -> tuple[HalfYear, ...]:
        """The half-years of the roadmap that lie in the year."""
        return tuple(one for one in self.site.half_years if one.year == self.year)

    @property
    def end(self) -> HalfYear:
        """The half-year at whose end measures stand as is told: that of now in this year."""
        return HalfYear(self.year, AUTUMN) if self.is_over else self.site.now

    @property
    def when(self) -> str:
        """Of what time it is told how measures stand: "vuodelta 2025"."""
        return f"vuodelta {self.year}" if self.is_over else f"vuodelta {self.year} tähän asti"

    # --- one measure -----------------------------------------------------------------------

    def planned(self, measure: Measure) -> tuple[HalfYear, ...]:
        """Return the half-years of the year of which its schedule says something."""
        return planned(self.site, measure, self.year)

    def reports(self, measure: Measure) -> list[Report]:
        """Return what was reported of the year, by its end."""
        return [
            one
            for one in measure.reports
            if one.half_year.year == self.year and one.half_year <= self.end
        ]

    def starts(self, measure: Measure) -> bool:
        """Whether the year is the first of which its schedule says something.

        What is said of the first half-year of the period may have begun before.
        """
        first = next(iter(self.site.roadmap.schedule_of(measure) or {}), None)
        period = self.site.period
        return first in self.planned(measure) and not (period and first == period.first)

    def has_ended(self, measure: Measure) -> bool:
        """Whether a measure has ended by the end of the year; also one that nobody tells when."""
        site = self.site
        return site.has_ended(measure, self.end) or (
            measure.is_over and site.end_of(measure) is None
        )

    def state(self, measure: Measure) -> str:
        """Return the key of the state (``STATES``) in which a measure is at the end of the year."""
        if self.has_ended(measure):
            return "ended"
        report = measure.last_report(self.end)
        if report and (report.is_final or report.half_year.year == self.year):
            keys = {term.name: term.key for term in STATES}
            return keys[report.state]
        schedule = self.site.roadmap.schedule_of(measure)
        if not schedule:
            return "unknown" if schedule is None else "no_schedule"
        planned = self.planned(measure)
        if not planned:
            return "nothing"
        return "silent" if any(moment < self.site.now for moment in planned) else "not_due"

    def facts(self, measure: Measure) -> frozenset[str]:
        """Return the keys of what is true of a measure in the year (``FACTS``)."""
        end = self.site.end_of(measure)
        told = self.reports(measure)
        true = {
            "planned": bool(self.planned(measure)),
            "starts": self.starts(measure),
            "reported": bool(told),
            "finished": self._finished(measure),
            "moved": measure.id in self._moved,
            "moved_away": self.fates.get(measure.id) in (MOVED, UNSCHEDULED),
            "late": measure.id in self.late,
            "ended_now": end is not None and end.year == self.year and end <= self.end,
        }
        return frozenset(key for key, holds in true.items() if holds)

    def _finished(self, measure: Measure) -> bool:
        """Whether it is reported to be done at the end of the year, first so in the year."""
        told = (one for one in measure.reports if one.half_year <= self.end)
        newest = sorted(told, key=lambda one: one.half_year)[::-1]
        done = [*takewhile(lambda one: one.state == "valmis", newest)]
        return bool(done) and done[-1].half_year.year == self.year

    @cached_property
    def states_told(self) -> frozenset[str]:
        """The keys of all states that were reported of the year, also of those left since."""
        keys = {term.name: term.key for term in STATES}
        return frozenset(keys[one.state] for of in self.measures for one in self.reports(of))

    @cached_property
    def compares(self) -> bool:
        """Whether there are two versions by the end of the year, so that a move could be told."""
        return len(self._versions) > 1

    @cached_property
    def _versions(self) -> Sequence[Roadmap]:
        chapters = self.site.history.chapters
        return [
            one.version.roadmap() for one in chapters if one.version.approval.day.year <= self.year
        ]

    @cached_property
    def late(self) -> Mapping[str, Delay]:
        """Id → delay of the measures that come later than was first decided, by the year's end."""
        history = self.site.history
        if len(self._versions) == len(history.chapters):
            found = history.delays
        else:
            found = {history.id_now(id): of for id, of in delays(self._versions).items()}
        going = (one for one in self.measures if not self.has_ended(one))
        own = ((one.id, what_is_later(found.get(one.id, ()))) for one in going)
        return {id: delay for id, delay in own if delay}

    @cached_property
    def _moved(self) -> frozenset[str]:
        """The ids of the measures whose schedule a version of the year has changed."""
        history = self.site.history
        return frozenset(
            history.id_now(entry.id)
            for chapter in history.chapters
            if chapter.version.approval.day.year == self.year and not chapter.comparison.first
            for entry in chapter.comparison.entries
            if entry.is_measure and entry.what is What.CHANGED and is_moved(entry)
        )

    @cached_property
    def start(self) -> Start | None:
        """The plan that the year began with; None where no version tells it."""
        return start_of(self.site, self.year)

    @cached_property
    def fates(self) -> Mapping[str, str]:
        """Id → what became of each measure of the plan that the year began with (``FATES``)."""
        return {id: self._fate(id) for id in self.start.plans} if self.start else {}

    def _fate(self, id: str) -> str:
        measure = self.site.roadmap.measures_by_id.get(id)
        if measure is None:
            return ENDED if any(one.id == id for one in self._gone if one.is_over) else REMOVED
        if self.planned(measure):
            return KEPT
        if self.has_ended(measure):
            return ENDED
        return MOVED if self.site.roadmap.schedule_of(measure) else UNSCHEDULED

    @cached_property
    def _gone(self) -> Sequence[Measure]:
        gone = self.site.history.gone(tuple(self.site.roadmap.measures_by_id))
        return [one.measure for one in gone]

    @cached_property
    def gone(self) -> Sequence[Measure]:
        """The measures that ended in the year and are no longer in the roadmap."""
        ends = ((one, self.site.end_of(one)) for one in self._gone)
        return [measure for measure, end in ends if end and end.year == self.year]

    # --- all -------------------------------------------------------------------------------

    @property
    def measures(self) -> Sequence[Measure]:
        """The measures, in the order of the pages."""
        return self.site.roadmap.measures_in_order

    @cached_property
    def states(self) -> Mapping[str, str]:
        """Id of a measure → the key of its state."""
        return {measure.id: self.state(measure) for measure in self.measures}

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """The key of each state and fact → how many measures it is true of."""
        return {key: int(number) for key, number in self._marks.sum().items()}

    def with_state(self, key: str) -> list[Measure]:
        """Return the measures in a state."""
        return [measure for measure in self.measures if self.states[measure.id] == key]

    @cached_property
    def _marks(self) -> pd.DataFrame:
        """Measures × states and facts: whether each is true."""
        import pandas as pd

        true = {m.id: self.facts(m) | {self.states[m.id]} for m in self.measures}
        keys = [term.key for term in (*STATES, *FACTS)]
        rows = [[key in true[measure.id] for key in keys] for measure in self.measures]
        return pd.DataFrame(
            rows, index=[measure.id for measure in self.measures], columns=keys, dtype=bool
        )

    # --- tables ----------------------------------------------------------------------------

    def terms_in_use(self, terms: Sequence[Term]) -> list[Term]:
        """Return the terms that are true of any measure; those that no table needs are left out."""
        return [term for term in terms if self.counts[term.key]]

    def states_table(self) -> Table:
        """Return each state with its number, those of no measure too."""
        rows = [(term.head, self.counts[term.key]) for term in STATES]
        return Table(
            ("Tilanne", "Toimenpiteitä"),
            (*rows, (ALL, len(self.measures))),
            caption=f"Toimenpiteiden tilanne {self.when}",
            name="Tilanne",
        )

    def goal_states(self) -> Table:
        """Return goals × states: each measure once."""
        return self._by_goal(STATES, f"Tilanne tavoitteittain {self.when}", "Tavoitteet")

    def goal_facts(self) -> Table:
        """Return goals × facts, of which several may be true of a measure."""
        return self._by_goal(
            FACTS, f"Suunniteltu ja toteutunut tavoitteittain {self.year}", "Tavoitteet, vuosi"
        )

    @cached_property
    def has_sectors(self) -> bool:
        """Whether any measure names a sector: else a table by sector says what all others say."""
        return any(self.site.roadmap.sectors_of(one) for one in self.measures)

    def sector_states(self) -> Table:
        """Return sectors × states: a measure of several sectors with each of them."""
        return self._by_sector(STATES, f"Tilanne {self._by_word} {self.when}", "Toimialat")

    def sector_facts(self) -> Table:
        """Return sectors × facts, of which several may be true of a measure."""
        return self._by_sector(
            FACTS, f"Suunniteltu ja toteutunut {self._by_word} {self.year}", "Toimialat, vuosi"
        )

    @property
    def _by_word(self) -> str:
        return BY_SECTOR[self.site.roadmap.settings.sector_word]

    def _by_goal(self, terms: Sequence[Term], caption: str, name: str) -> Table:
        goals = self.site.roadmap.goals
        groups = {
            f"{goal.number}. {goal.title}": [one.id for one in self.site.roadmap.measures_of(goal)]
            for goal in goals
        }
        return self._grouped("Tavoite", groups, terms, caption, name)

    def _by_sector(self, terms: Sequence[Term], caption: str, name: str) -> Table:
        groups = {
            name: [one.id for one in measures]
            for name, measures in self.site.sectors.measures.items()
        }
        none = [one.id for one in self.measures if not self.site.roadmap.sectors_of(one)]
        groups |= {row_apart(NO_SECTOR, groups): none} if none else {}
        head = sentence_case(self.site.roadmap.settings.sector_word)
        return self._grouped(head, groups, terms, caption, name)

    def _grouped(
        self,
        head: str,
        groups: Mapping[str, Sequence[str]],
        terms: Sequence[Term],
        caption: str,
        name: str,
    ) -> Table:
        """Return groups × how many of their measures each term is true of, and all at last."""
        used = self.terms_in_use(terms)
        marks = self._marks[[term.key for term in used]]
        sums = {label: marks.loc[list(ids)].sum() for label, ids in groups.items()}
        rows: list[tuple[Value, ...]] = [
            (label, *(int(sums[label][term.key]) for term in used), len(ids))
            for label, ids in groups.items()
        ]
        whole = row_apart(ALL, groups)
        rows.append((whole, *(self.counts[term.key] for term in used), len(self.measures)))
        # The columns of states add up to the last one, those of facts do not.
        header = (head, *(term.head for term in used), ALL if terms is STATES else "Toimenpiteitä")
        return Table(header, tuple(rows), caption=caption, name=name)

    @cached_property
    def _long(self) -> pd.DataFrame:
        """The rows of the long table that are of the year, with what came of what was planned."""
        frame = long_frame(self.site)
        slugs = {one.slug: one for one in self.half_years}
        rows = frame[frame["puolivuosi"].isin(list(slugs))].copy()
        measures = self.site.roadmap.measures_by_id
        rows["tulos"] = [
            self._outcome(measures[id], slugs[slug], said, told)
            for id, slug, said, told in zip(
                rows["tunnus"],
                rows["puolivuosi"],
                rows["merkinta"],
                rows["raportoitu"],
                strict=True,
            )
        ]
        return rows

    def _outcome(self, measure: Measure, moment: HalfYear, said: str, told: str | None) -> str:
        if told and told != NOT_REPORTED:
            return told
        if said not in PLANNED:
            return ""
        before = measure.last_report(moment)
        if before and before.is_final:
            return _EARLIER
        return NOT_REPORTED if moment < self.site.now else NOT_YET

    def halves(self) -> Mapping[HalfYear, Mapping[str, int]]:
        """Return half-year → of how many measures something was planned, and what came of it.

        What follows ``Suunniteltu`` sums up to it.
        """
        rows = self._long[self._long["merkinta"].isin(PLANNED)]
        kinds = {_EARLIER: HALVES[2], NOT_REPORTED: HALVES[3], NOT_YET: HALVES[4]}
        outcome = rows["tulos"].map(lambda told: kinds.get(told, HALVES[1]))
        counts = rows.groupby([rows["puolivuosi"], outcome]).size()
        found = {}
        for moment in self.half_years:
            own = {name: int(counts.get((moment.slug, name), 0)) for name in HALVES[1:]}
            found[moment] = {HALVES[0]: sum(own.values()), **own}
        return found

    def halves_table(self) -> Table:
        """Return half-years × what was planned and what of it was reported."""
        halves = self.halves()
        last = HALVES[4:] if any(of[HALVES[4]] for of in halves.values()) else ()
        heads = (*HALVES[:4], *last)
        rows: list[tuple[Value, ...]] = [
            (sentence_case(str(moment)), *(of[head] for head in heads))
            for moment, of in halves.items()
        ]
        return Table(
            ("Puolivuosi", *heads),
            tuple(rows),
            caption=f"Suunniteltu ja raportoitu puolivuosittain {self.year}",
            name="Puolivuodet",
        )

    def outcome_tables(self) -> Iterable[Table]:
        """Yield for each half-year what was planned × what was reported of it."""
        import pandas as pd

        phases = [phase.name for phase in self.site.roadmap.settings.phases]
        for moment in self.half_years:
            rows = self._long[self._long["puolivuosi"] == moment.slug]
            rows = rows[rows["merkinta"].isin(PLANNED) | (rows["tulos"] != "")]
            if rows.empty:
                continue
            planned = rows["vaihe"].where(rows["merkinta"] == PHASE, "muu merkintä")
            planned = planned.where(rows["merkinta"].isin(PLANNED), "ei suunniteltu")
            cross = pd.crosstab(planned, rows["tulos"])
            order = [
                one for one in (*phases, "muu merkintä", "ei suunniteltu") if one in cross.index
            ]
            states = [term.name for term in STATES[:5]]
            used = [one for one in (*states, _EARLIER, NOT_REPORTED, NOT_YET) if one in cross]
            body: list[tuple[Value, ...]] = [
                (sentence_case(one), *(int(cross.at[one, it]) for it in used)) for one in order
            ]
            totals: tuple[Value, ...] = (ALL, *(int(cross[it].sum()) for it in used))
            yield Table(
                ("Suunniteltu vaihe", *map(sentence_case, used), ALL),
                tuple((*row, _sum(row)) for row in (*body, totals)),
                caption=f"Suunniteltu vaihe ja raportoitu tila, {moment}",
                name=sentence_case(str(moment)),
            )

    @property
    def legend(self) -> Sequence[str]:
        """The phases in the order of the roadmap, then what words that stand alone are called."""
        return [*(phase.name for phase in self.site.roadmap.settings.phases), OTHER]

    def phases(self) -> Mapping[HalfYear, Mapping[str, int]]:
        """Return half-year → phase → how many measures are in it, as on the page of the schedule.

        Phases in the legend's order, then words that stand alone; those of no measure are absent.
        """
        rows = self._long[self._long["merkinta"].isin((*PLANNED, SOURCE_WORDS))]
        name = rows["vaihe"].where(rows["merkinta"] == PHASE, OTHER)
        counts = rows.groupby([rows["puolivuosi"], name]).size()
        return {
            moment: {
                one: int(counts[moment.slug, one])
                for one in self.legend
                if (moment.slug, one) in counts.index
            }
            for moment in self.half_years
        }

    def phases_table(self) -> Table | None:
        """Return half-years × how many measures are in each phase; None where none is told."""
        phases = self.phases()
        used = [one for one in self.legend if any(one in of for of in phases.values())]
        if not used:
            return None
        rows: list[tuple[Value, ...]] = [
            (sentence_case(str(moment)), *(of.get(one, 0) for one in used))
            for moment, of in phases.items()
        ]
        return Table(
            ("Puolivuosi", *map(sentence_case, used)),
            tuple(rows),
            caption=f"Suunnitellut vaiheet puolivuosittain {self.year}",
            name="Vaiheet",
        )

    def left_table(self) -> Table | None:
        """Return what the year began with and no longer has, and why; None where all is there."""
        start = self.start
        left = [(id, fate) for id, fate in self.fates.items() if fate != KEPT]
        if start is None or not left:
            return None
        return Table(
            ("Toimenpide", "Mitä vuodelle oli suunniteltu", "Nyt"),
            tuple((start.titles[id], start.plans[id], self._now(id, fate)) for id, fate in left),
            caption=f"Version {start.version.name} vuodelle {self.year} suunnittelemat, joita ei"
            " enää ole suunniteltu vuodelle",
            name="Pois vuodelta",
        )

    def _now(self, id: str, fate: str) -> str:
        if fate in (MOVED, UNSCHEDULED):
            return self.site.sentence(self.site.roadmap.measures_by_id[id])
        if fate == ENDED:
            return "Päättynyt"
        return f"Ei enää {self.site.own.inessive}"

    def measures_table(self) -> Table:
        """Return the measures with their state, and what was reported last of the year."""
        rows = []
        names = {term.key: term.head for term in STATES}
        for measure in self.measures:
            told = self.reports(measure)
            last = max(told, key=lambda one: one.half_year, default=None)
            words = "ei raporttia vuodelta"
            if last:
                words = f"{sentence_case(str(last.half_year))}: {last.state}"
                words += f". {last.text}" if last.text else ""
            sectors = ", ".join(self.site.roadmap.sectors_of(measure)) or NO_SECTOR
            goal = self.site.roadmap.goals_by_id[measure.goal].number
            state = names[self.states[measure.id]]
            if "moved_away" in self.facts(measure):
                state += " (siirretty pois vuodelta)"
            rows.append((measure.title, goal, sectors, state, words))
        head = sentence_case(self.site.roadmap.settings.sector_word)
        return Table(
            ("Toimenpide", "Tavoite", head, "Tilanne", "Mitä vuodelta on raportoitu"),
            tuple(rows),
            caption=f"Toimenpiteet ja niiden tilanne {self.when}",
            name="Toimenpiteet",
        )


def _sum(row: Sequence[Value]) -> int:
    return sum(value for value in row if isinstance(value, int))


@remembered
def _years(site: Site, _: object) -> dict[int, Year]:
    return {moment.year: Year(site, moment.year) for moment in site.half_years}


def year_of(site: Site, year: int) -> Year:
    """Return a year of a site, whose pages and charts so count it once."""
    return _years(site, Year)[year]
