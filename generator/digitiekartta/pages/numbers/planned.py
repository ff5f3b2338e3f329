"""Plans of a year: what a schedule says of it, and what was planned when the year began.

Measures that were moved away by a decision have left today's schedule, so that only the version
that was in force when the year began still tells what was promised for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.pages.site import Options, Site
from digitiekartta.roadmap.model import Measure
from digitiekartta.versions.records import Version


def planned(site: Site, measure: Measure, year: int) -> tuple[HalfYear, ...]:
    """Return the half-years of a year of which a measure's schedule says something."""
    schedule = site.roadmap.schedule_of(measure) or {}
    return tuple(
        moment for moment in schedule if moment.year == year and not site.is_over(measure, moment)
    )


def plan_in_words(site: Site, measure: Measure, moments: Iterable[HalfYear]) -> str:
    """Return what a schedule says of half-years: "kevät 2025: selvitys; syksy 2025: kokeilu".

    Of both halves of a year that say the same "koko vuosi: selvitys".
    """
    schedule = site.roadmap.schedule_of(measure) or {}
    said = {
        str(moment): ", ".join(filter(None, (cell.phase.name if cell.phase else None, cell.words)))
        for moment in moments
        for cell in [schedule[moment]]
    }
    if len(said) == 2 and len({*said.values()}) == 1:
        said = {"koko vuosi": next(iter(said.values()))}
    return "; ".join(f"{when}: {words}" for when, words in said.items())


@dataclass(frozen=True)
class Start:
    """The plan that a year began with.

    Attributes:
        version: The version in force on the first day of the year; where there was none, the first
            that was approved during it.
        is_of_first_day: Whether it was in force on that day.
        plans: Id of now → what the version planned for the year, in words, of each measure that it
            had planned for it.
        titles: Id of now → title in the version.
    """

    version: Version
    is_of_first_day: bool
    plans: Mapping[str, str]
    titles: Mapping[str, str]


def start_of(site: Site, year: int) -> Start | None:
    """Return the plan that a year began with; None where no version tells it."""
    versions = [chapter.version for chapter in site.history.chapters]
    before = [one for one in versions if one.approval.day <= date(year, 1, 1)]
    during = [one for one in versions if one.approval.day.year == year]
    if not (before or during):
        return None
    version = before[-1] if before else during[0]
    then = Site(version.roadmap(), Options(version.approval.day))
    plans, titles = {}, {}
    for measure in then.roadmap.measures_in_order:
        if moments := planned(then, measure, year):
            id = site.history.id_now(measure.id)
            plans[id] = plan_in_words(then, measure, moments)
            titles[id] = measure.title
    return Start(version, bool(before), plans, titles)
