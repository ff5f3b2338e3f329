"""One page being written: the links, facts, changes and tables that its template may print."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from urllib.parse import quote

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.remembering import remembered
from digitiekartta.basics.text import (
    body_in_sentence,
    counted,
    ended,
    sentence_case,
    slug,
    unparted,
)
from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import (
    COLON,
    COMMA,
    ENDED,
    NOW,
    OVER,
    OVERVIEW,
    UNSAID,
    Kind,
)
from digitiekartta.markup.components.phases import phase_mark
from digitiekartta.markup.components.timeline import MOST_HALF_YEARS
from digitiekartta.markup.hyphens import hyphenated
from digitiekartta.markup.markdown import Markdown, joined, link, md, relative, span, table
from digitiekartta.pages import paths
from digitiekartta.pages.card import Card
from digitiekartta.pages.costs import Estimates
from digitiekartta.pages.front import last_change
from digitiekartta.pages.links import NOT_NAMED, UNKNOWN, in_source
from digitiekartta.pages.parts import Part
from digitiekartta.pages.site import Owners, Site
from digitiekartta.pages.tracking import Tracking
from digitiekartta.pages.year import Numbers
from digitiekartta.roadmap.model import Goal, Group, Measure, Phase
from digitiekartta.roadmap.roadmap import Cell
from digitiekartta.roadmap.sentence import schedule_sentence
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.comparison.history import Chapter

_SPAN_OF_YEARS = re.compile(r"(\d–)(?=\d)")


class Page(Card, Tracking, Estimates, Numbers):
    """A page file: what it tells of several measures, and of a measure's schedule."""

    @property
    def title(self) -> Markdown:
        """The site's name, in which a span of years stays on one line."""
        return Markdown(_SPAN_OF_YEARS.sub("\\1\N{WORD JOINER}", md(self.site.name)))

    # --- marks and sentences ---------------------------------------------------------------

    def phase(self, phase: Phase) -> Markdown:
        """Return a phase's mark: its name, with classes for the style sheet."""
        return phase_mark(phase.name, phase.common)

    def marks(self, phase: Phase | None) -> str:
        """Return the heading of a phase's measures in a half-year, None being words alone."""
        if phase:
            # On one line, so that its address is the one that links give.
            return sentence_case(phase.name).replace("\n", " ")
        return "Muut merkinnät"

    def numbers(self, moment: HalfYear) -> Markdown:
        """Return in how many measures each phase is during a half-year, with links to them."""
        page, links = paths.half_year(moment), []
        for phase, measures in self.site.happening(moment):
            if phase:
                label = Markdown(f"{self.phase(phase)} {len(measures)}")
                links.append(self.to(f"{page}#{slug(self.marks(phase))}", label))
        return joined(links, between=COMMA)

    def last_changed(self, newest: Chapter | None, origin: str) -> Markdown:
        """Return what last changed, the day of the data and the standing, in a line or two.

        Args:
            newest: The version that changed something last.
            origin: The place that tells what a transcription was made of.
        """
        parts: list[object] = []
        status, day = self.site.options.approval_status, self.site.data_day
        if newest:
            when = f"Muuttui viimeksi {date_text(newest.version.approval.day)}"
            change = ended(unparted(last_change(newest.comparison)))
            way = self.to(paths.changes(newest.version.name), when)
            parts.append(Markdown(f"{way}: {md(change)}"))
        if day and not (status and status.is_transcription and day == status.approved.day):
            parts.append(f"Tiedot ovat päivältä {date_text(day)}.")
        if status and status.is_transcription:
            body = body_in_sentence(status.approved.body)
            approved = f"{body} hyväksyi {date_text(status.approved.day)}"
            way = self.to(origin, "mistä nämä sivut on tehty")
            parts.append(Markdown(f"{md(f'Jäljennös asiakirjasta, jonka {approved}')}: {way}"))
        elif status:
            parts.append(ended(unparted(f"Hyväksytty: {status.approved.decided}")))
        elif self.roadmap.settings.notice and not newest:
            parts.append(self.to(origin, "Mistä nämä sivut on tehty"))
        return joined(parts, between=" ")

    def search_for(self, word: str) -> Markdown:
        """Return a link to what search finds of a word, as HTML for the form that it stands in."""
        address = f"{relative(self.here, paths.address(paths.SEARCH))}?q={quote(word, safe='')}"
        shown = hyphenated(escaping.html(escaping.one_line(word)))
        # Another link of the page may lead to what has the same name.
        return Markdown(f'<a href="{address}"><span class="piilo">hae </span>{shown}</a>')

    def cell(self, cell: Cell | None) -> Markdown:
        """Return what a schedule says of one half-year; empty when it says nothing."""
        return _cell(cell)

    def sentence(self, measure: Measure) -> Markdown:
        """Return the sentence that tells a measure's schedule."""
        return md(self.site.sentence(measure))

    def group_sentence(self, group: Group) -> Markdown:
        """Return the sentence that tells a group's own schedule."""
        schedule = self.roadmap.resolve(group.schedule)
        return md(schedule_sentence(schedule, self.site.period, self.roadmap.why_unknown()))

    def situation(self, measure: Measure) -> Markdown:
        """Return in a word or two how a measure stands now."""
        return _situation(self.site, measure)

    def moment_cells(self, measure: Measure) -> Sequence[Markdown]:
        """Return what is known of a measure in each half-year."""
        return _moment_cells(self.site, measure)

    def legend(self) -> Markdown:
        """Return the phases and their meanings as a list; empty when there are no phases."""
        lines = []
        for phase in self.roadmap.settings.phases:
            meaning = f"{COLON} {md(ended(phase.explanation))}" if phase.explanation else ""
            lines.append(f"- {self.phase(phase)}{meaning}")
        return Markdown("\n".join(lines))

    def overview(self, measures: Sequence[Measure]) -> Markdown:
        """Return the place of the drawing of all schedules of the page; empty if it tells little.

        One measure's bar says no more than its row in the table does.
        """
        scheduled = sum(1 for measure in measures if self.roadmap.schedule_of(measure))
        fits = 1 < len(self.site.half_years) <= MOST_HALF_YEARS
        return Markdown(OVERVIEW if scheduled > 1 and fits else "")

    # --- tables ----------------------------------------------------------------------------

    def schedule_table(self, measures: Sequence[Measure], caption: str) -> Markdown:
        """Return measures × half-years; where no schedule is known, a table that says so.

        The columns never suggest an empty plan: a measure without a known schedule says
        "ei tiedossa" in each half-year, and if none is known there are no half-years at all.
        """
        moments = self.site.half_years
        if not moments or all(self.roadmap.schedule_of(m) is None for m in measures):
            return self.measure_table(measures, f"Toimenpiteet: {caption}")
        times = [self._now(moment, md(sentence_case(str(moment)))) for moment in moments]
        headers: list[object] = ["Toimenpide", "Vastuu", *times]
        rows = [
            [
                self._named(measure, cells=True),
                self._in_charge(measure),
                *self.moment_cells(measure),
            ]
            for measure in measures
        ]
        return table(f"Aikataulu: {caption}", headers, rows, kind=Kind.SCHEDULE)

    def measure_table(self, measures: Sequence[Measure], caption: str) -> Markdown:
        """Return measures with their parties and sectors, and how they stand now."""
        sectors = bool(self.site.sectors.measures)
        # Where no schedule is known, a column of "ei tiedossa" would only repeat it.
        situations = any(self.roadmap.schedule_of(m) is not None for m in measures)
        headers = ["Toimenpide", "Vastuu"]
        if sectors:
            headers.append(sentence_case(self.roadmap.settings.sector_word))
        if situations:
            moment = self.site.listed_moment
            headers.append(f"Vaihe {moment.during}" if self.site.half_years else "Aikataulu")
        rows = [
            [
                self.measure(measure) if situations else self._named(measure),
                self._in_charge(measure),
                *([self.sectors(measure) or NOT_NAMED] if sectors else []),
                *([self.situation(measure)] if situations else []),
            ]
            for measure in measures
        ]
        return table(caption, headers, rows)

    def progress_heading(self, measure: Measure) -> str:
        """Return the heading of what was planned and what came of it."""
        return "Aikataulu" if self.roadmap.schedule_of(measure) else "Toteutuminen"

    def progress_table(self, measure: Measure) -> Markdown:
        """Return half-years × what was planned and what came of it; empty when neither is known.

        A past half-year with a plan says that nothing was reported, where anything ever is.
        """
        planned = bool(self.roadmap.schedule_of(measure) and self.site.half_years)
        moments = {report.half_year for report in measure.reports}
        end = measure.ended.half_year if measure.ended else None
        moments.update(
            moment
            for moment in (self.site.half_years if planned else ())
            # What has ended leaves nothing to tell of later.
            if end is None or moment <= end or self.site.cell(measure, moment)
        )
        outcomes = [self._outcome(measure, moment) for moment in sorted(moments)]
        headers, reported = ["Puolivuosi"], any(outcomes)
        if planned:
            headers.append("Suunniteltu" if reported else "Vaihe")
        if reported:
            headers.append("Raportoitu tilanne")
        rows = [
            [
                # What has ended is not going on, not even doing nothing.
                self.half_year(moment, sentence_case(str(moment)))
                if self.site.has_ended(measure) or not planned
                else self._moment(moment),
                *([self.cell(self.site.cell(measure, moment))] if planned else []),
                *([outcome] if reported else []),
            ]
            for moment, outcome in zip(sorted(moments), outcomes, strict=True)
        ]
        if not rows:
            return Markdown("")
        caption = "Puolivuosittain"
        return table(caption, headers, rows, kind=Kind.TIMELINE if planned else Kind.PLAIN)

    def _outcome(self, measure: Measure, moment: HalfYear) -> Markdown:
        """Return what was reported of a half-year, or that nothing was though it is past."""
        told = [report for report in measure.reports if report.half_year == moment]
        if told:
            lines = (
                f"{md(one.state)}{': ' if one.text else ''}{md(one.text or '')}" for one in told
            )
            return Markdown("<br>".join(lines))
        end = measure.ended.half_year if measure.ended else None
        over = moment >= self.site.now or (end and moment > end)
        if over or not self.site.reported or not self.site.cell(measure, moment):
            return Markdown("")
        return md("ei raportoitu")

    def half_year_table(
        self,
        phase: Phase | None,
        measures: Sequence[Measure],
        moment: HalfYear,
        goal: Goal | None = None,
    ) -> Markdown:
        """Return the measures that are in a phase during a half-year, with words beside it.

        Where all are a goal's, under its heading, no column tells it.
        """
        headers = ["Toimenpide", "Vastuu", *([] if phase else ["Merkintä"])]
        headers += [] if goal else ["Tavoite"]
        rows = []
        for measure in measures:
            cell = self.site.cell(measure, moment)
            words = md(cell.words or "" if cell else "")
            named = self.measure(measure)
            if phase and words:
                named = Markdown(f"{named} ({words})")
            own = [] if goal else [self.goal(self.roadmap.goals_by_id[measure.goal])]
            rows.append([named, self._in_charge(measure), *([] if phase else [words]), *own])
        of = f", tavoite {goal.number}" if goal else ""
        return table(f"{self.marks(phase)}, {moment}{of}", headers, rows)

    def overview_table(self) -> Markdown:
        """Return half-years × number of measures in each phase."""
        counts = {
            moment: {
                self.marks(phase): len(measures) for phase, measures in self.site.happening(moment)
            }
            for moment in self.site.told_half_years
        }
        columns = [self.marks(phase) for phase in self.roadmap.settings.phases]
        if any(self.marks(None) in count for count in counts.values()):
            columns.append(self.marks(None))
        headers = ["Puolivuosi", *columns]
        rows = [
            [self._moment(moment), *(str(count.get(name, 0)) for name in columns)]
            for moment, count in counts.items()
        ]
        right = range(1, len(headers))
        return table("Toimenpiteiden määrä vaiheittain", headers, rows, right, kind=Kind.NUMBERS)

    def owner_table(self, caption: str, heading: str, owners: Owners) -> Markdown:
        """Return names with the number of their measures; ``heading`` is what the names are."""
        rows = [[self.owner(owners, name), str(len(own))] for name, own in owners.measures.items()]
        return table(caption, [heading, "Toimenpiteitä"], rows, right=(1,))

    # --- measures --------------------------------------------------------------------------

    def by_goal(self, measures: Iterable[Measure]) -> list[tuple[Goal, list[Measure]]]:
        """Return the measures under their goals, both in order."""
        return [
            (self.roadmap.goals_by_id[id], list(group))
            for id, group in groupby(measures, key=lambda measure: measure.goal)
        ]

    def parts_list(self, parts: Sequence[Part], *, by_goal: bool = True) -> Markdown:
        """Return links to the parts of a list; with ``by_goal`` to each goal in its part."""
        lines = []
        for part in parts:
            for goal, own in self.by_goal(part.measures) if by_goal else ():
                name = f"Tavoite {goal.number}: {goal.title}"
                target = f"{part.file}#{slug(escaping.one_line(name))}"
                label = f"{name} ({part.some})" if part.some else name
                lines.append(f"- {self.to(target, label)}: {self.count(own)}")
            if not by_goal:
                lines.append(f"- {self.to(part.file, sentence_case(part.label))}")
        return Markdown("\n".join(lines))

    def way(self, target: str) -> str:
        """Return the way from the page's address to a file of the site that is no page."""
        return relative(paths.address(self.here), target)

    def filtered(self, key: str, value: str, label: str) -> Markdown:
        """Return a link to the list of measures, filtered by one choice."""
        measures = self.way(paths.address(paths.MEASURES))
        return link(label, f"{measures}?{key}={quote(value, safe='')}")

    def told_list(self, measures: Iterable[Measure]) -> Markdown:
        """Return measures with what the source says of their time."""
        lines = (f"- {self.measure(one)}<br>{self.time_in_source(one)}" for one in measures)
        return Markdown("\n".join(lines))

    def unscheduled_list(self, measures: Iterable[Measure]) -> Markdown:
        """Return measures with why their schedule is not known, as far as that is told."""
        lines = []
        for one in measures:
            why = f": {md(one.schedule_missing)}" if one.schedule_missing else ""
            lines.append(f"- {self.measure(one)}{why}")
        return Markdown("\n".join(lines))

    def count(self, measures: Sequence[Measure]) -> str:
        """Return "1 toimenpide", "12 toimenpidettä"."""
        return unparted(counted(len(measures), "toimenpide"))

    def _in_charge(self, measure: Measure) -> Markdown:
        return self.parties(measure) or md(NOT_NAMED)

    def _moment(self, moment: HalfYear) -> Markdown:
        return self._now(moment, self.half_year(moment, sentence_case(str(moment))))

    def _now(self, moment: HalfYear, name: Markdown) -> Markdown:
        return Markdown(f"{name} {NOW}") if moment == self.site.now else name

    def _named(self, measure: Measure, *, cells: bool = False) -> Markdown:
        """Return a measure with what is known of its time and no column tells.

        With ``cells`` the words that stand at a half-year have columns of their own.
        """
        name = self.measure(measure)
        if self.site.has_ended(measure):
            return Markdown(f"{name} (päättynyt)")
        known = self.roadmap.schedule_of(measure) is not None
        if not known and (told := self.time_in_source(measure, cells=cells)):
            return Markdown(f"{name}<br>{span(told, 'tarkenne')}")
        return name


# Lists tell the same of a measure on many pages.
@remembered
def _situation(site: Site, measure: Measure) -> Markdown:
    moment = site.listed_moment
    if site.has_ended(measure, moment):
        return md(ENDED)
    if site.roadmap.schedule_of(measure) == {}:
        return md("ei aikataulua")
    return _moment_cell(site, measure, moment) or md(UNSAID)


@remembered
def _moment_cells(site: Site, measure: Measure) -> Sequence[Markdown]:
    return [_moment_cell(site, measure, moment) for moment in site.half_years]


def _moment_cell(site: Site, measure: Measure, moment: HalfYear) -> Markdown:
    """Return what is known of a measure in a half-year, in words also when that is nothing."""
    if site.is_over(measure, moment):
        return Markdown(OVER)
    cell = site.cell(measure, moment)
    if site.roadmap.schedule_of(measure) is not None:
        return _cell(cell)
    return md(in_source(cell.words or "") if cell else UNKNOWN)


def _cell(cell: Cell | None) -> Markdown:
    if cell is None:
        return Markdown("")
    if cell.phase is None:
        return md(cell.words or "")
    mark = phase_mark(cell.phase.name, cell.phase.common)
    return Markdown(f"{mark} ({md(cell.words)})") if cell.words else mark
