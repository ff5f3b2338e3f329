"""When bodies take up the roadmap: the tables on the page Tietoa, and a calendar of them.

A page is read long after it was made. So it tells times and never which meeting is the next one,
and is the same on all days of a half-year.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.occasions import Occasion
from digitiekartta.basics.text import sentence_case, slug
from digitiekartta.markup.markdown import Markdown, md, table
from digitiekartta.pages import paths
from digitiekartta.pages.calendars.ics import Event, as_ics, as_text
from digitiekartta.pages.calendars.schedule import described, stamp, uid
from digitiekartta.pages.links import Links
from digitiekartta.pages.numbers.tables import DRAFT, decision, standing
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Meeting
from digitiekartta.roadmap.values import date_text

_CATEGORY = "kokous"


@dataclass(frozen=True, slots=True)
class _Dated:
    """A meeting, and its days as far as they are known, both included."""

    meeting: Meeting
    first: date
    last: date


@dataclass(frozen=True)
class Meetings(Links):
    """What the page on the roadmap tells of meetings."""

    def coming(self) -> Markdown:
        """Return those of the half-year of now and later ones, in order of time; empty if none."""
        rows = [one for one in _dated(self.site) if HalfYear.of(one.last) >= self.site.now]
        return self._table(f"Kokoukset {self.site.now.since} alkaen", [one.meeting for one in rows])

    def past(self) -> Markdown:
        """Return those of earlier half-years, the newest first; empty if there are none."""
        rows = [one for one in _dated(self.site) if HalfYear.of(one.last) < self.site.now]
        return self._table("Aiemmat kokoukset", [one.meeting for one in reversed(rows)])

    def yearly(self) -> Markdown:
        """Return those that come every year, in order of the year; empty if none does."""
        return self._table("Joka vuosi", [*_yearly(self.site)])

    def _table(self, caption: str, meetings: Sequence[Meeting]) -> Markdown:
        headers = ["Milloin", "Toimielin", "Mitä käsitellään"]
        rows = [
            [sentence_case(_when(one.when)), _body(self.site, one), self._subject(one)]
            for one in meetings
        ]
        return table(caption, headers, rows) if rows else Markdown("")

    def _subject(self, meeting: Meeting) -> Markdown:
        if not meeting.minutes:
            return md(meeting.subject)
        # Several links of the page must not have the same text.
        label = f"pöytäkirja {meeting.when}, {_body(self.site, meeting)}"
        return Markdown(f"{md(meeting.subject)} ({self.web(meeting.minutes, label)})")


def meetings_calendar(site: Site) -> bytes:
    """Return the calendar of meetings, where there is one (``has_meetings``)."""
    lacks = ["Kokousajat voivat muuttua. Kellonaikaa ja paikkaa kalenteri ei kerro."]
    calendar = described(site, "kokoukset", paths.ABOUT, lacks)
    return as_ics(calendar, map(as_text, _events(site)))


def has_meetings(site: Site) -> bool:
    """Whether there is a calendar of meetings: the time of one is known."""
    return any(True for _ in _in_calendar(site))


def _events(site: Site) -> Iterator[Event]:
    taken, page = Counter[str](), site.whole_address(paths.ABOUT)
    for one in _in_calendar(site):
        meeting, body = one.meeting, _body(site, one.meeting)
        name = f"{slug(body)}.{one.first:%Y%m%d}"
        taken[name] += 1
        about = (
            _how_exactly(meeting.when),
            f"Pöytäkirja: {meeting.minutes}" if meeting.minutes else "",
            f"{page}#kokoukset" if page else "",
            decision(site),
        )
        yield Event(
            uid=uid(site, "kokous", name, str(taken[name])),
            stamp=stamp(site),
            first=one.first,
            last=one.last,
            summary=f"{body}: {meeting.subject}",
            about="\n".join(filter(None, about)),
            category=_CATEGORY,
            address=page,
            is_tentative=standing(site) == DRAFT,
        )


def _how_exactly(when: Occasion) -> str:
    if when.is_day:
        return ""
    if when.months:
        return f"Toistuu joka vuosi: {when}. Tarkka päivä ei ole tiedossa."
    return f"Tarkka päivä ei ole tiedossa: {when}."


def _dated(site: Site) -> Sequence[_Dated]:
    """Return the meetings of a certain time, in its order; of the same time, as they are listed."""
    found = (
        _Dated(one, one.when.first, one.when.last)
        for one in site.roadmap.settings.meetings
        if one.when.first and one.when.last
    )
    return sorted(found, key=lambda one: (one.first, one.last))


def _yearly(site: Site) -> Sequence[Meeting]:
    found = (one for one in site.roadmap.settings.meetings if one.when.months)
    return sorted(found, key=lambda one: one.when.months or ())


def _in_calendar(site: Site) -> Iterator[_Dated]:
    """Yield those of a certain time, then what comes every year, from this year on.

    Of earlier years nobody knows that it took place. The year after the period is there, too: its
    beginning tells of the period's last year, as the annual accounts do. Where the time of a year
    is known, it takes the place of what comes every year.
    """
    dated = _dated(site)
    yield from dated
    end = max((moment.year + 1 for moment in site.half_years), default=0)
    for year in range(site.options.today.year, end + 1):
        for meeting in _yearly(site):
            first, last = meeting.when.in_year(year)
            within = (one for one in dated if one.first <= last and first <= one.last)
            if all(_what(site, one.meeting) != _what(site, meeting) for one in within):
                yield _Dated(meeting, first, last)


def _what(site: Site, meeting: Meeting) -> tuple[str, str]:
    return _body(site, meeting), meeting.subject.casefold()


def _body(site: Site, meeting: Meeting) -> str:
    return site.roadmap.body_name(meeting.body) or meeting.body


def _when(when: Occasion) -> str:
    """Return when something is, and the days of a week, which few know by their number."""
    if not (when.is_week and when.first and when.last):
        return str(when)
    first, last = when.first, when.last
    month = "" if first.month == last.month else f"{first.month}."
    year = "" if first.year == last.year else f"{first.year}"
    return f"{when} ({first.day}.{month}{year}–{date_text(last)})"
