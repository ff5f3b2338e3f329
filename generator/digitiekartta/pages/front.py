"""What the front page tells of a roadmap in one screen: now, what last changed, what to search.

Now is told for each half-year that is still to come, since a page is read long after it was made:
the browser shows the one that its reader is in (``since`` in ``components.kinds``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import listed, sentence_case
from digitiekartta.pages import paths
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Measure, Phase
from digitiekartta.roadmap.roadmap import Schedule
from digitiekartta.versions.comparison.changes import Comparison
from digitiekartta.versions.comparison.entries import Entry, What

_MOST_TURNS = 3
_MOST_EXAMPLES = 2
_LONGEST_EXAMPLE = 16  # letters
_LONGEST_EXAMPLES = 24  # letters of both: they stand on one line of a phone
# What begins, by its phase in common, the most telling first; endings stand between the first two.
_TELLING = ("toteutus", "päättynyt", "jatkuva", "päätös", "valmistelu", "selvitys")
_ENDING_RANK = 0.5
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÅÄÖ])")
# Numbers up to ten are words: "kaksi on uusia", "kahden aikataulu muuttui".
_NUMERALS = {
    1: ("yksi", "yhden"),
    2: ("kaksi", "kahden"),
    3: ("kolme", "kolmen"),
    4: ("neljä", "neljän"),
    5: ("viisi", "viiden"),
    6: ("kuusi", "kuuden"),
    7: ("seitsemän", "seitsemän"),
    8: ("kahdeksan", "kahdeksan"),
    9: ("yhdeksän", "yhdeksän"),
    10: ("kymmenen", "kymmenen"),
}


@dataclass(frozen=True)
class Turn:
    """A measure of which something begins or ends in a half-year, and a sentence that tells it."""

    measure: Measure
    sentence: str


@dataclass(frozen=True)
class Variant:
    """What is told from a half-year on, until the next variant begins.

    ``shown`` is the half-year that is told of; None when the period is over. ``is_built`` says
    that it is now when the page is made, and what a reader without scripts sees.
    """

    since: HalfYear
    shown: HalfYear | None
    heading: str
    is_built: bool
    turns: Sequence[Turn] = ()


def variants(site: Site) -> Sequence[Variant]:
    """Return what is told of now from the day of the run on; nothing where no schedule is known."""
    if not (site.scheduled and site.half_years):
        return ()
    first, last = site.half_years[0], site.half_years[-1]
    return [_variant(site, moment, first, last) for moment in site.half_years_to_come]


def _variant(site: Site, since: HalfYear, first: HalfYear, last: HalfYear) -> Variant:
    is_built = since == site.now
    if since > last:
        return Variant(since, None, f"Kausi päättyi {last.during}", is_built)
    shown = max(since, first)
    heading = f"Kausi alkaa {first.during}" if since < first else f"Nyt, {since.during}"
    return Variant(since, shown, heading, is_built, turns(site, shown))


# --- what begins and ends ------------------------------------------------------------------


def turns(site: Site, moment: HalfYear) -> Sequence[Turn]:
    """Return three measures that begin or end something in a half-year, fewer if there are fewer.

    What comes into use first, then what is finished; the first of each goal before the second of
    any, so that one goal does not stand for all.
    """
    ranked: list[tuple[float, int, int, Turn]] = []
    of_goal: dict[tuple[float, str], int] = {}
    for place, measure in enumerate(site.roadmap.measures_in_order):
        if (found := _turn(site, measure, moment)) is not None:
            rank, sentence = found
            number = of_goal[rank, measure.goal] = of_goal.get((rank, measure.goal), 0) + 1
            ranked.append((rank, number, place, Turn(measure, sentence)))
    return [turn for *_, turn in sorted(ranked, key=lambda one: one[:3])][:_MOST_TURNS]


def _turn(site: Site, measure: Measure, moment: HalfYear) -> tuple[float, str] | None:
    """Return what a measure begins or ends: how telling it is, 0 the most, and a sentence.

    Where it has been told how it stands, the sentence says that, and not what was planned.
    """
    schedule = site.roadmap.schedule_of(measure) or {}
    phase = _phase(schedule, moment)
    if phase is None or site.has_ended(measure, moment):
        return None
    name = sentence_case(phase.name)
    before, after = (_phase(schedule, one) for one in (moment.previous(), moment.next()))
    ends = after != phase and not phase.is_continuous
    rank, reported = _TELLING.index(phase.common), site.reported_of(measure, moment)
    told = f", {reported}" if reported else ""
    if phase.common == "päättynyt":
        return (rank, f"{name}{told}.") if before != phase else None
    if before != phase:
        planned = " tänä puolivuonna" if ends else " alkaa"
        return rank, f"{name}{told or planned}."
    return (rank + _ENDING_RANK, f"{name} päättyy{told}.") if ends else None


def _phase(schedule: Schedule, moment: HalfYear) -> Phase | None:
    cell = schedule.get(moment)
    return cell.phase if cell else None


# --- what last changed ---------------------------------------------------------------------


def last_change(comparison: Comparison) -> str:
    """Return what a version changed in short: "kahden aikataulu muuttui ja yksi on uusi".

    Other facts of measures, and those of which something was reported, only where there is no more.
    """
    measures = [entry for entry in comparison.decided if entry.is_measure]
    parts = list(_changes(measures))
    if not parts and measures:
        parts = [f"{of_measures(len(measures))} tiedot muuttuivat"]
    elif not parts and (reported := sum(len(one.entries) for one in comparison.reported)):
        parts = [f"uusi tilannetieto {reported} toimenpiteestä"]
    return listed(parts) or "toimenpiteet ennallaan"


def _changes(measures: Sequence[Entry]) -> Iterator[str]:
    changed = (entry for entry in measures if entry.what is What.CHANGED)
    if moved := sum(map(is_moved, changed)):
        yield f"{of_measures(moved)} aikataulu muuttui"
    for what, one, many in (
        (What.NEW, "on uusi", "on uusia"),
        (What.ENDED, "päättyi", "päättyi"),
        (What.MERGED, "yhdistettiin", "yhdistettiin"),
        (What.REPLACED, "korvattiin", "korvattiin"),
        (What.REMOVED, "poistettiin", "poistettiin"),
    ):
        if number := sum(1 for entry in measures if entry.what is what):
            yield f"{numeral(number)} {one if number == 1 else many}"


def is_moved(entry: Entry) -> bool:
    """Whether the schedule of a measure has changed, and not only its spelling."""
    return any(line.field == "aikataulu" and not line.only_spelling for line in entry.lines)


def numeral(number: int) -> str:
    """Return a number of things: up to ten as a word, "kaksi"."""
    return _NUMERALS[number][0] if number in _NUMERALS else str(number)


def of_measures(number: int) -> str:
    """Return whose something is: "kahden toimenpiteen", of many "12 toimenpiteen"."""
    numeral = _NUMERALS[number][1] if number in _NUMERALS else str(number)
    return f"{numeral} toimenpiteen"


# --- where to go ------------------------------------------------------------------------


def groups(site: Site) -> Sequence[tuple[str, str, Sequence[Measure]]]:
    """Return the groups: the address of each, its name and its measures."""
    return [
        (paths.group(goal.id, group.id), site.roadmap.group_name(goal, group), measures)
        for goal in site.roadmap.goals
        for group in goal.groups
        if (measures := site.roadmap.measures_in(goal, group))
    ]


def examples(site: Site) -> Sequence[str]:
    """Return two names that search finds here: short words that stand on a line, else others.

    Names of audiences come before those of sectors and parties, as readers know them best, and
    of each the ones with the most measures.
    """
    names: dict[str, bool] = {}
    for owners in (site.audiences, site.sectors, site.parties):
        for name in sorted(owners.measures, key=lambda name: -len(owners.measures[name])):
            if owners.measures[name]:
                names[name] = len(name) <= _LONGEST_EXAMPLE and name.isalpha()
    ranked = sorted(names, key=lambda name: not names[name])
    sets = combinations(ranked, _MOST_EXAMPLES)
    fitting = (those for those in sets if sum(map(len, those)) <= _LONGEST_EXAMPLES)
    return next(fitting, ranked[:_MOST_EXAMPLES])


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return _BETWEEN_SENTENCES.split(text.strip(), maxsplit=1)[0]
