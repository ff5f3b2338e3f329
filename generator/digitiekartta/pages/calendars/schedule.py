"""The schedule as calendars: all of it, and each party's own beside its page.

An event is a run of half-years in which a measure is in the same phase. What is not known is no
event: the calendar tells how many measures it lacks.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from urllib.parse import quote

from digitiekartta.basics.remembering import remembered
from digitiekartta.basics.text import sentence_case, slug
from digitiekartta.pages import paths
from digitiekartta.pages.calendars.ics import Calendar, Event, as_ics, as_text
from digitiekartta.pages.front import of_measures
from digitiekartta.pages.identity import authority
from digitiekartta.pages.numbers.tables import DRAFT, decision, first_day, last_day, standing
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.situation import Step, steps_of

_WORDS = "merkinta"  # in place of a phase, where words stand alone


def schedule_calendar(site: Site) -> bytes:
    """Return the calendar of all measures."""
    return _calendar(site, "aikataulu", paths.SCHEDULE, site.roadmap.measures_in_order)


def party_calendars(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the file of each party of whose measures something is known, with what writes it."""
    for name, measures in site.parties.measures.items():
        if has_calendar(site, measures):
            yield paths.calendar(site.parties.pages[name]), partial(_of_party, site, name)


def has_calendar(site: Site, measures: Sequence[Measure]) -> bool:
    """Whether there is a calendar of measures: something is known of the time of one of them."""
    return any(_runs(site, measure) for measure in measures)


def described(site: Site, name: str, page: str, lacks: Sequence[str] = ()) -> Calendar:
    """Return what a calendar tells of itself.

    Args:
        name: What it has: "aikataulu".
        page: The page that tells the same.
        lacks: Sentences on what it does not have.
    """
    return Calendar(
        name=f"{site.name}: {name}{f' ({DRAFT})' if standing(site) == DRAFT else ''}",
        about="\n".join((decision(site), *lacks)),
        address=site.whole_address(page),
    )


def stamp(site: Site) -> date:
    """Return the day of what a site tells, without a clock."""
    status = site.options.approval_status
    decided = status.newest.day if status and standing(site) != DRAFT else None
    # That of the decision first: content may keep its own through several. Pages are the same on
    # all days of a half-year.
    return decided or site.data_day or first_day(site.now)


def uid(site: Site, *names: str) -> str:
    """Return an id of these names that no other event of the world has."""
    return f"{'.'.join((quote(site.roadmap.id), *names))}@{authority(site)}"


def _of_party(site: Site, name: str) -> bytes:
    page, measures = site.parties.pages[name], site.parties.measures[name]
    return _calendar(site, f"aikataulu, {name}", page, measures)


def _calendar(site: Site, name: str, page: str, measures: Sequence[Measure]) -> bytes:
    known, ids = site.roadmap.schedule_of, {one.id for one in site.unscheduled}
    unknown = sum(one.id in ids for one in measures)
    without = sum(known(one) == {} for one in measures)
    is_cut = any(_goes_on(site, run) for one in measures for run in _runs(site, one))
    lacks = []
    if unknown:
        which = "se ei ole" if unknown == 1 else "ne eivät ole"
        told = f"{sentence_case(of_measures(unknown))} aikataulu ei ole tiedossa"
        lacks.append(f"{told}, joten {which} kalenterissa.")
    if without:
        whose = "Yhdellä toimenpiteellä" if without == 1 else f"{without} toimenpiteellä"
        lacks.append(f"{whose} ei ole aikataulua.")
    if is_cut:
        lacks.append(
            "Jatkuvat vaiheet näkyvät kalenterissa vain kauden loppuun, vaikka ne jatkuvat sen"
            " jälkeenkin."
        )
    return as_ics(described(site, name, page, lacks), (_text(site, one) for one in measures))


@remembered
def _text(site: Site, measure: Measure) -> str:
    return "".join(map(as_text, events_of(site, measure)))


def events_of(site: Site, measure: Measure) -> Sequence[Event]:
    """Return what calendars have of a measure, in order of time."""
    roadmap, page = site.roadmap, site.whole_address(paths.measure(measure.id))
    title, sentence, numbers = roadmap.short_title(measure), site.sentence(measure), Counter[str]()
    # What it was called first, so that its events stay the same when it is called otherwise.
    id, events = next(iter(measure.former_ids), measure.id), []
    for run in _runs(site, measure):
        cell, time = run
        category = cell.phase.common if cell.phase else ""
        key = slug(category) if category else _WORDS
        numbers[key] += 1
        about = (
            measure.title if title != measure.title else "",
            sentence,
            "Vaihe jatkuu, mutta kalenterissa se päättyy kauden loppuun."
            if _goes_on(site, run)
            else "",
            page or "",
            decision(site),
        )
        events.append(
            Event(
                uid=uid(site, id, key, str(numbers[key])),
                stamp=stamp(site),
                first=first_day(time.first),
                last=last_day(time.last),
                summary=f"{title}: {cell.phase.name if cell.phase else cell.words}",
                about="\n".join(filter(None, about)),
                category=category,
                address=page,
                is_tentative=standing(site) == DRAFT,
            )
        )
    return events


@remembered
def _runs(site: Site, measure: Measure) -> Sequence[Step]:
    """Return what a measure is in one after another, until it ends."""
    schedule = site.roadmap.schedule_of(measure) or {}
    return steps_of({m: cell for m, cell in schedule.items() if not site.is_over(measure, m)})


def _goes_on(site: Site, run: Step) -> bool:
    cell, time = run
    last = site.period.last if site.period else None
    return cell.phase is not None and cell.phase.is_continuous and time.last == last
