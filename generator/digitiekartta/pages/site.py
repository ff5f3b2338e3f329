"""What all pages of one roadmap share: the date, the addresses, and who has which measures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import urljoin

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.remembering import remembered
from digitiekartta.basics.text import sort_key
from digitiekartta.markup.markdown import Markdown
from digitiekartta.pages import paths
from digitiekartta.roadmap.model import Measure, Named, Party, Phase
from digitiekartta.roadmap.own_word import OwnWord, own_word
from digitiekartta.roadmap.roadmap import Cell, Roadmap, Schedule, site_name
from digitiekartta.roadmap.sentence import schedule_sentence
from digitiekartta.roadmap.situation import situation, steps_of
from digitiekartta.versions.comparison.delays import Delay, what_is_later
from digitiekartta.versions.comparison.history import History
from digitiekartta.versions.record import ApprovalStatus

Happening = tuple[tuple[Phase | None, tuple[Measure, ...]], ...]


@dataclass(frozen=True)
class Options:
    """How a site is made: on which day it is "now", if it is a draft, and where it will stand.

    ``run_day`` is the day of the run, on which the statement of a public site must still hold;
    ``shown_day`` the one that pages call today, where it is another. ``approval_status`` is that
    of the approved version from which a public site is made, or that a draft of a transcription
    repeats word for word.
    """

    run_day: date
    shown_day: date | None = None
    draft: bool = True
    site_url: str | None = None
    from_disk: bool = False  # whether the site opens without a server
    components: bool = False  # the page that shows every component, for those who draw them
    approval_status: ApprovalStatus | None = None

    @property
    def today(self) -> date:
        """The day that pages call today."""
        return self.shown_day or self.run_day

    @property
    def is_transcription(self) -> bool:
        """Whether the pages say what a document says that was approved elsewhere."""
        return self.approval_status is not None and self.approval_status.is_transcription


@dataclass(frozen=True)
class Owners:
    """Who have measures: the parties, the sectors or the audiences of a roadmap.

    Attributes:
        measures: Name → its measures, in the order in which the names are listed.
        pages: Name → its page.
        entries: Name → what the content tells of it, of those that it tells something.
    """

    measures: Mapping[str, tuple[Measure, ...]]
    pages: Mapping[str, str]
    entries: Mapping[str, Party] | Mapping[str, Named]

    @property
    def folder(self) -> str:
        """The folder of the pages."""
        return next(iter(self.pages.values()), "").rpartition("/")[0] + "/"

    @cached_property
    def links(self) -> dict[tuple[str, tuple[str, ...]], Markdown]:
        """Links to several of the pages, by the way to their folder and the names."""
        return {}

    def spellings(self, name: str) -> tuple[str, ...]:
        """Return the other spellings of a name."""
        return self.entries[name].other_spellings if name in self.entries else ()


@dataclass(frozen=True)
class Site:
    """A roadmap with the options of the run, and the versions that were approved of it."""

    roadmap: Roadmap
    options: Options
    history: History = field(default_factory=History)

    @cached_property
    def now(self) -> HalfYear:
        """The half-year of the run's date."""
        return HalfYear.of(self.options.today)

    @property
    def period(self) -> Period | None:
        """The roadmap's half-years, None when it has none."""
        return self.roadmap.settings.period

    @cached_property
    def half_years(self) -> tuple[HalfYear, ...]:
        """The roadmap's half-years in order."""
        return tuple(self.period) if self.period else ()

    @property
    def listed_moment(self) -> HalfYear:
        """The half-year of which lists tell how measures stand: now, or the nearest to it."""
        moments = self.half_years or (self.now,)
        return min(max(self.now, moments[0]), moments[-1])

    @property
    def data_day(self) -> date | None:
        """The day of what the pages tell: that of the content, else of its approval."""
        status = self.options.approval_status
        return self.roadmap.settings.updated or (status.newest.day if status else None)

    @cached_property
    def told_half_years(self) -> tuple[HalfYear, ...]:
        """The half-years that have a page: those in which something happens, as far as is known."""
        if not self.scheduled:
            return ()
        return tuple(moment for moment in self.half_years if self.happening(moment))

    @property
    def has_vision(self) -> bool:
        """Whether the front page tells a vision."""
        return bool(self.roadmap.settings.vision or "visio" in self.roadmap.texts)

    @property
    def tells_time(self) -> bool:
        """Whether there is a page on the schedule: it has something to tell."""
        return bool(self.told_half_years or self.told_in_source)

    @cached_property
    def half_years_to_come(self) -> tuple[HalfYear, ...]:
        """The half-year of the run's date, and those in which pages may tell another now.

        The last of them is the one after the roadmap's period.
        """
        if not self.period:
            return (self.now,)
        later = [*self.half_years, self.period.last.next()]
        return (self.now, *(moment for moment in later if moment > self.now))

    @cached_property
    def name(self) -> str:
        """The site's name: the roadmap's, with the municipality's unless it is in it already."""
        return site_name(self.roadmap.settings)

    @cached_property
    def own(self) -> OwnWord:
        """What the roadmap calls itself."""
        return own_word(self.roadmap.settings)

    def whole_address(self, file: str) -> str | None:
        """Return the address that a page has in the world; None when the site knows none."""
        root = self.options.site_url
        return urljoin(root, paths.address(file)) if root else None

    # --- whose measures --------------------------------------------------------------------

    @cached_property
    def parties(self) -> Owners:
        """Every party of the register, in Finnish order."""
        register = self.roadmap.parties
        names = sorted(register, key=sort_key)
        pages = paths.pages_for("vastuutahot", register)
        return Owners(self._measures_of(names, self.roadmap.parties_of), pages, register)

    @cached_property
    def sectors(self) -> Owners:
        """The sectors, in the order of tiekartta.yml."""
        entries = {sector.name: sector for sector in self.roadmap.settings.sectors}
        pages = paths.pages_for("toimialat", entries)
        return Owners(self._measures_of(entries, self.roadmap.sectors_of), pages, entries)

    @cached_property
    def audiences(self) -> Owners:
        """The audiences: listed ones in their order, then others in Finnish order."""
        entries = {audience.name: audience for audience in self.roadmap.settings.audiences}
        written = {name for measure in self.roadmap.measures for name in measure.audience}
        for goal in self.roadmap.goals:
            written.update(goal.audience, *(group.audience for group in goal.groups))
        used = {self.roadmap.audience_name(name) or name for name in written}
        names = [*entries, *sorted(used.difference(entries), key=sort_key)]
        pages = paths.pages_for("kohderyhmat", names)
        return Owners(self._measures_of(names, self.roadmap.audiences_of), pages, entries)

    def _measures_of(
        self, names: Iterable[str], owners_of: Callable[[Measure], tuple[str, ...]]
    ) -> Mapping[str, tuple[Measure, ...]]:
        measures: dict[str, list[Measure]] = {name: [] for name in names}
        for measure in self.roadmap.measures_in_order:
            for name in owners_of(measure):
                if name in measures:
                    measures[name].append(measure)
        return {name: tuple(own) for name, own in measures.items()}

    # --- what happens when -----------------------------------------------------------------

    def cell(self, measure: Measure, moment: HalfYear) -> Cell | None:
        """Return what the measure's schedule says of a half-year, None when nothing."""
        schedule = self.roadmap.schedule_of(measure)
        if schedule is not None:
            return schedule.get(moment)
        words = measure.schedule_words.get(moment)
        return Cell(words=words) if words else None

    def is_over(self, measure: Measure, moment: HalfYear) -> bool:
        """Whether a measure has ended before a half-year: by a decision, or as its schedule says.

        What ended nobody tells when is over from now on, and what goes on as a part of another.
        """
        last = self._last_of(measure)
        return last is not None and moment > last

    @remembered
    def _last_of(self, measure: Measure) -> HalfYear | None:
        """Return the half-year after which a measure is over; None where none is known."""
        if measure.is_over:
            end = measure.ended.half_year if measure.ended else None
            return end or self.now.previous()
        schedule = self.roadmap.schedule_of(measure)
        if not schedule:
            return None
        last, cell = [*schedule.items()][-1]
        return last if cell.phase and cell.phase.is_ending else None

    def has_ended(self, measure: Measure, moment: HalfYear | None = None) -> bool:
        """Whether a measure has ended in a half-year or before it, without one in that of now."""
        if moment is None:
            return self._has_ended_by_now(measure)
        end = self.end_of(measure)
        return end <= moment if end else self.is_over(measure, moment)

    @remembered
    def _has_ended_by_now(self, measure: Measure) -> bool:
        return self.has_ended(measure, self.now)

    @remembered
    def end_of(self, measure: Measure) -> HalfYear | None:
        """Return when a measure has ended or will: as was decided, else as its schedule says."""
        if measure.is_over:
            return measure.ended.half_year if measure.ended else None
        schedule = self.roadmap.schedule_of(measure) or {}
        # In order of time, so that the first is the earliest.
        return next((m for m, c in schedule.items() if c.phase and c.phase.is_ending), None)

    @cached_property
    def moved(self) -> tuple[tuple[Measure, Delay], ...]:
        """The measures that go on and whose promises have moved, each with a delay.

        It is what comes later if anything does, else the most telling. Those that are most late
        come first, those that come earlier last.
        """
        found = [
            (measure, what_is_later(delays) or delays[0])
            for measure in self.roadmap.measures_in_order
            if (delays := self.history.delays.get(measure.id)) and not self.has_ended(measure)
        ]
        return tuple(sorted(found, key=lambda pair: -pair[1].later))

    def reported_of(self, measure: Measure, moment: HalfYear) -> str:
        """Return "raportoitu: käynnissä" of what a half-year is told; "" when it is told nothing.

        What was done or stopped before is still so.
        """
        report = measure.last_report(moment)
        if report is None or not (report.is_final or report.half_year == moment):
            return ""
        since = "" if report.half_year == moment else f" {report.half_year.during}"
        return f"raportoitu{since}: {report.state}"

    def sentence(self, measure: Measure) -> str:
        """Return the sentence that tells a measure's schedule."""
        schedule = self.roadmap.schedule_of(measure)
        if schedule is None:
            return schedule_sentence(None, self.period, self.roadmap.why_unknown(measure))
        return self._sentence_of(schedule)

    @remembered
    def situations(self, schedule: Schedule) -> Mapping[HalfYear, str]:
        """Return how a measure with a schedule stands in each half-year to come."""
        steps = steps_of(schedule)
        return {moment: situation(steps, self.period, moment) for moment in self.half_years_to_come}

    @remembered
    def _sentence_of(self, schedule: Schedule) -> str:
        return schedule_sentence(schedule, self.period)

    @cached_property
    def scheduled(self) -> tuple[Measure, ...]:
        """The measures whose schedule is known."""
        roadmap = self.roadmap
        return tuple(m for m in roadmap.measures_in_order if roadmap.schedule_of(m) is not None)

    @cached_property
    def unscheduled(self) -> tuple[Measure, ...]:
        """The measures whose schedule is not known, though they have not ended."""
        roadmap = self.roadmap
        unknown = (m for m in roadmap.measures_in_order if roadmap.schedule_of(m) is None)
        return tuple(measure for measure in unknown if not self.has_ended(measure))

    @cached_property
    def told_in_source(self) -> tuple[Measure, ...]:
        """The measures of whose time only the source's own words are known."""
        return tuple(m for m in self.unscheduled if m.time_in_source or m.schedule_words)

    @cached_property
    def described(self) -> bool:
        """Whether most measures have a description."""
        described = [measure for measure in self.roadmap.measures if measure.description]
        return 2 * len(described) > len(self.roadmap.measures)

    @cached_property
    def reported(self) -> bool:
        """Whether there are reports at all, so that the lack of one tells something."""
        return any(measure.reports for measure in self.roadmap.measures)

    @cached_property
    def estimates(self) -> bool:
        """Whether the roadmap has estimates of cost, so that the lack of one tells something."""
        return any(measure.costs for measure in self.roadmap.measures)

    def happening(self, moment: HalfYear) -> Happening:
        """Return the phases that measures are in during a half-year, each with its measures.

        Phases in the legend's order, then None for words alone; those without measures are absent.
        """
        named = ((phase.name, phase) for phase in self.roadmap.settings.phases)
        measures = self._happening.get(moment, {})
        return tuple(
            (phase, tuple(measures[name]))
            for name, phase in (*named, ("", None))
            if name in measures
        )

    @cached_property
    def _happening(self) -> Mapping[HalfYear, Mapping[str, Sequence[Measure]]]:
        """Half-year → name of a phase → the measures that are in it; "" where words stand alone."""
        found: dict[HalfYear, dict[str, list[Measure]]] = {}
        for measure in self.roadmap.measures_in_order:
            last = self._last_of(measure)
            for moment in self.roadmap.schedule_of(measure) or measure.schedule_words:
                # A plan that was given up is still told on the measure's own page.
                over = last is not None and moment > last
                if not over and (cell := self.cell(measure, moment)):
                    phase = cell.phase.name if cell.phase else ""
                    found.setdefault(moment, {}).setdefault(phase, []).append(measure)
        return found
