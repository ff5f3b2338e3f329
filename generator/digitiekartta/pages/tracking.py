"""How a roadmap has gone: what was moved, what has ended, what was reported and what was not.

All of it is read from decisions and reports, none of it is guessed from dates that have passed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import counted, listed, unparted
from digitiekartta.markup.markdown import Markdown, joined, md, table
from digitiekartta.pages import paths
from digitiekartta.pages.front import is_moved
from digitiekartta.pages.links import NOT_TOLD, UNKNOWN, Links
from digitiekartta.pages.parts import is_long
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Measure, Report, ReportState
from digitiekartta.versions.comparison.delays import Delay

# What did not go as planned comes first.
_STATES: tuple[ReportState, ...] = (
    "siirtynyt",
    "keskeytetty",
    "aloitettu",
    "käynnissä",
    "valmis",
)

_NEVER = "ei raportoitu kertaakaan"

# Half-years → how far that is.
_FAR = {1: "puoli vuotta", 2: "vuoden", 3: "puolitoista vuotta"}


def is_tracked(site: Site) -> bool:
    """Whether there is anything to tell of how the roadmap has gone."""
    measures = site.roadmap.measures
    return bool(site.history.delays) or any(m.reports or site.has_ended(m) for m in measures)


def tracked_years(site: Site) -> tuple[int, ...]:
    """Return the years that have a page: of the period, as far as they have begun."""
    years = {one.year for one in site.half_years if one.year <= site.now.year}
    return tuple(sorted(years)) if is_tracked(site) else ()


class Tracking(Links):
    """What pages tell of how measures have gone."""

    @property
    def is_long_tracking(self) -> bool:
        """Whether more is told of how the roadmap has gone than a page may have."""
        told = self.by_state().values()
        return is_long(self.site.moved, self.ended(), self.not_reported() or (), *told)

    # --- moved -----------------------------------------------------------------------------

    def late(self) -> list[tuple[Measure, Delay]]:
        """Return the measures that come later than was first promised, most late first."""
        return [(measure, delay) for measure, delay in self.site.moved if delay.later > 0]

    def farthest(self) -> Markdown:
        """Return which measure moved most, or how far several did."""
        late = self.late()
        measure, delay = late[0]
        most = [one for _, one in late if one.later == delay.later]
        how_far = _FAR.get(delay.later) or f"{delay.later / 2:g} vuotta".replace(".", ",")
        if len(most) == 1:
            which = "Eniten siirtyi" if late[1:] else "Se on"
            return Markdown(f"{md(which)} {self.measure(measure)}. {md(delay.sentence('nyt'))}")
        if len(most) == len(late):
            return md(f"Jokainen siirtyi {how_far}.")
        return md(f"Eniten, {how_far}, siirtyi {_measures(len(most))}.")

    def moved_table(self, ids: Collection[str] | None = None) -> Markdown:
        """Return what was promised of the measures at first, when it is now, and why if told.

        Of all that were moved, or of those with the ids.
        """
        moved = [
            (measure, one)
            for measure, delay in self.site.moved
            if ids is None or measure.id in ids
            for one in self._with_what_fell_out(measure, delay)
        ]
        rows = [[self.measure(measure), *delay.told(), delay.times] for measure, delay in moved]
        headers = ["Toimenpide", "Vaihe", "Alun perin", "Nyt", "Siirretty"]
        reasons = [self._why_moved(measure) for measure, _ in moved]
        if any(reasons):
            headers.append("Syy")
            rows = [
                [*row, reason or "syytä ei ole kirjattu"]
                for row, reason in zip(rows, reasons, strict=True)
            ]
        return table("Siirretyt toimenpiteet: mitä ensin luvattiin ja mitä nyt", headers, rows)

    def _with_what_fell_out(self, measure: Measure, delay: Delay) -> Iterator[Delay]:
        """Yield what is late of a measure and, before it, the more telling one that fell out."""
        telling = self.site.history.delays[measure.id][0]
        if telling != delay:
            yield telling
        yield delay

    def _why_moved(self, measure: Measure) -> str:
        """Return the last reason that was given for moving a measure; "" when there is none."""
        told = self.site.history.of(measure.id)
        reasons = (entry.reason for _, entry in told if is_moved(entry) and entry.reason)
        return next(reasons, "")

    def only_reported_moved(self) -> list[Measure]:
        """Return the measures of which only a report says that they were moved."""
        decided = {measure.id for measure, _ in self.site.moved}
        told = self.by_state().get("siirtynyt", [])
        return [measure for measure, _ in told if measure.id not in decided]

    def moved_line(self, measures: Sequence[Measure]) -> Markdown:
        """Return how many of the measures come later than promised; empty when none do."""
        ids = {measure.id for measure, _ in self.late()}
        late = sum(measure.id in ids for measure in measures)
        if not late:
            return Markdown("")
        where = self.to(f"{paths.TRACKING}#siirretyt-toimenpiteet", "Siirretyt toimenpiteet")
        return Markdown(f"Myöhemmäksi siirretty: {_measures(late)}. {where}")

    # --- ended -----------------------------------------------------------------------------

    def ended(self) -> list[Measure]:
        """Return the measures that have ended, were merged or are gone, the last ones first."""
        roadmap = self.roadmap
        gone = self.site.history.gone(tuple(roadmap.measures_by_id))
        over = [one for one in roadmap.measures_in_order if self.site.has_ended(one)]
        return sorted([*over, *(one.measure for one in gone)], key=self._end, reverse=True)

    def _end(self, measure: Measure) -> HalfYear:
        return self.site.end_of(measure) or HalfYear(0, 1)

    def ended_table(self, measures: Sequence[Measure]) -> Markdown:
        """Return when and why measures have ended, by which decision, and what came instead."""
        instead = {
            measure.id: joined(map(self.measure, self.replaced_by(measure))) for measure in measures
        }
        headers = ["Toimenpide", "Milloin", "Syy", "Päätös"]
        if any(instead.values()):
            headers.append("Tilalla")
        rows = []
        for measure in measures:
            end = measure.ended
            row: list[object] = [
                self.measure(measure),
                self.site.end_of(measure) or UNKNOWN,
                end.reason if end else NOT_TOLD,
                (end.decision if end else None) or NOT_TOLD,
                instead[measure.id] or "ei korvaavaa",
            ]
            rows.append(row[: len(headers)])
        return table("Miksi toimenpiteet päättyivät", headers, rows)

    def replaced_by(self, measure: Measure) -> list[Measure]:
        """Return the measures that took the place of one, as far as they are still there."""
        merged = self.site.history.id_now(measure.merged_into or "")
        later = [*self.roadmap.replacing(measure.id), self.roadmap.measures_by_id.get(merged)]
        return list({one.id: one for one in later if one}.values())

    # --- reported --------------------------------------------------------------------------

    def by_state(self) -> Mapping[str, list[tuple[Measure, Report]]]:
        """Return the states, each with the measures whose last report says it."""
        found: dict[str, list[tuple[Measure, Report]]] = {}
        for measure in self._going_on():
            if report := measure.last_report(self.site.now):
                found.setdefault(report.state, []).append((measure, report))
        return {state: found[state] for state in _STATES if state in found}

    def reported_list(self, measures: Sequence[Measure]) -> Markdown:
        """Return the measures with what was reported of them last."""
        lines = []
        for measure in measures:
            report = measure.last_report(self.site.now)
            when = f"{self.measure(measure)}, {report.half_year}" if report else ""
            lines.append(f"- {when}: {md(report.text)}" if report and report.text else f"- {when}")
        return Markdown("\n".join(lines))

    def state_sums(self) -> str:
        """Return "siirtynyt 2, käynnissä 12 ja valmis 5"."""
        return _sums(self.by_state())

    def other_sums(self) -> str:
        """Return how many measures there are besides, and why nothing was reported of them."""
        reported = {measure.id for told in self.by_state().values() for measure, _ in told}
        never = {measure.id for measure in self.never_reported()}
        found: dict[str, list[Measure]] = {_NEVER: []}  # it comes first
        for measure in self._going_on():
            if measure.id not in reported:
                why = _NEVER if measure.id in never else self._why_silent(measure)
                found.setdefault(why, []).append(measure)
        found["päättynyt"] = [*filter(self.site.has_ended, self.roadmap.measures)]
        return _sums(found)

    def _why_silent(self, measure: Measure) -> str:
        schedule = self.roadmap.schedule_of(measure)
        if schedule is None:
            return "aikataulu ei tiedossa"
        return "ei vielä raportoitavaa" if schedule else "ei aikataulua"

    def never_reported(self) -> list[Measure]:
        """Return the measures that have gone on and told nothing at all."""
        return [measure for measure in self._expected() if not measure.reports]

    @property
    def last_finished(self) -> HalfYear | None:
        """The half-year of the roadmap that was the last to end before today."""
        period, before = self.site.period, self.site.now.previous()
        if period is None or before < period.first:
            return None
        return min(before, period.last)

    def not_reported(self) -> list[Measure] | None:
        """Return the measures that have gone on but told nothing of the last finished half-year.

        What was reported to be done or stopped needs no more reports. None when no measure
        has told anything of that half-year yet.
        """
        moment = self.last_finished
        expected = [
            m for m in self._expected() if not ((last := m.last_report()) and last.is_final)
        ]
        told = [measure for measure in self.roadmap.measures if _told_since(measure, moment)]
        return [m for m in expected if not _told_since(m, moment)] if told else None

    @property
    def what_is_not_reported(self) -> str:
        """Which measures those are that have told nothing of the last finished half-year."""
        since = self.last_finished.since if self.last_finished else ""
        return (
            "Näillä toimenpiteillä on aikataulu, joka on jo alkanut, mutta niistä ei ole kerrottu"
            f" tilannetietoa {since} tai sen jälkeen. Valmiiksi tai keskeytetyiksi raportoidut"
            " eivät ole mukana."
        )

    def _going_on(self) -> Iterator[Measure]:
        return (m for m in self.roadmap.measures_in_order if not self.site.has_ended(m))

    def _expected(self) -> Iterator[Measure]:
        """Yield the measures whose plan says something of a half-year that is over."""
        last = self.last_finished
        for measure in self._going_on():
            schedule = self.roadmap.schedule_of(measure) or {}
            if last and any(moment <= last for moment in schedule):
                yield measure


def _told_since(measure: Measure, moment: HalfYear | None) -> bool:
    return moment is not None and any(report.half_year >= moment for report in measure.reports)


def _sums(found: Mapping[str, Sequence[object]]) -> str:
    return listed([f"{name} {len(those)}" for name, those in found.items() if those])


def _measures(number: int) -> str:
    return unparted(counted(number, "toimenpide"))
