"""Rules on what contradicts itself: told with both places, decided by a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.problems import Place, Problem, warning
from digitiekartta.basics.text import listed
from digitiekartta.roadmap.checking.references import schedules
from digitiekartta.roadmap.model import KEYS, Measure
from digitiekartta.roadmap.reading.source import place_at
from digitiekartta.roadmap.roadmap import Roadmap, Text
from digitiekartta.roadmap.values import decimal_text

_STEP = re.compile(r"[0-9]{1,9}")
_YEARS = re.compile(r"\b(20\d\d)\s*[-–—]\s*(20\d\d)\b")
_ABOUT_PERIOD = re.compile(
    r"aikataul|tiekart|strategi|suunnitel|kausi|kaude|vuosi[lnk]", re.IGNORECASE
)


def half_years_outside(roadmap: Roadmap) -> Iterator[Problem]:
    """A schedule, and the words beside it, stay within the roadmap's period (``kausi``)."""
    period = roadmap.settings.period
    told: set[Place] = set()
    for moment, place in _scheduled(roadmap):
        # A range is one line, however many of its half-years lie outside.
        if place in told or (period is not None and moment in period):
            continue
        told.add(place)
        if period is None:
            yield Problem(
                "no-period",
                place,
                "Toimenpiteellä on aikataulu, mutta tiekartalla ei ole kautta.",
                "Lisää tiedostoon tiekartta.yml kausi, esimerkiksi ”kausi: kevät 2025 – syksy"
                " 2027”.",
            )
        else:
            yield Problem(
                "half-year-outside",
                place,
                f"Puolivuosi {moment} ei kuulu tiekartan kauteen {period}.",
                "Korjaa puolivuosi tai muuta kautta tiedostossa tiekartta.yml.",
                related=(roadmap.settings.place_of("kausi"),),
            )


def _scheduled(roadmap: Roadmap) -> Iterator[tuple[HalfYear, Place]]:
    for entry, schedule in schedules(roadmap):
        for moment in schedule:
            yield moment, entry.place_of("aikataulu", str(moment), key=True)
    for measure in roadmap.measures:
        for moment in measure.schedule_words:
            yield moment, measure.place_of("aikataulun_sanat", str(moment), key=True)


def phases_after_continuous(roadmap: Roadmap) -> Iterator[Problem]:
    """Nothing else follows a continuous phase."""
    for entry, schedule in schedules(roadmap):
        continuous: HalfYear | None = None
        for moment, cell in sorted(schedule.items()):
            phase = roadmap.phases.get(cell.phase.casefold()) if cell.phase else None
            if phase and phase.is_continuous:
                continuous = moment
            elif phase and continuous and phase.common != "päättynyt":
                yield warning(
                    "phase-after-continuous",
                    entry.place_of("aikataulu", str(moment)),
                    f"Vaihe ”{phase.name}” tulee jatkuvan vaiheen jälkeen.",
                    "Tarkista puolivuodet. Jos järjestys on oikea, asian voi selittää kentässä"
                    " sanat.",
                    related=(entry.place_of("aikataulu", str(continuous)),),
                )
                break


def gaps(roadmap: Roadmap) -> Iterator[Problem]:
    """Between the first and the last half-year of a schedule, each says something."""
    for entry, schedule in schedules(roadmap):
        moments = sorted(schedule)
        for before, after in pairwise(moments):
            missing: list[str] = []
            moment = before.next()
            while moment < after:
                missing.append(str(moment))
                moment = moment.next()
            if missing:
                yield warning(
                    "schedule-gap",
                    entry.place_of("aikataulu", str(after), key=True),
                    f"Aikataulussa on aukko: {listed(missing)}.",
                    "Lisää puuttuva vaihe tai kerro tauon syy puolivuoden kohdalla kentässä sanat.",
                    related=(entry.place_of("aikataulu", str(before), key=True),),
                )
                break


def schedules_after_end(roadmap: Roadmap) -> Iterator[Problem]:
    """A measure that has ended is scheduled for nothing after its end."""
    for measure in roadmap.measures:
        if measure.ended is None or measure.ended.half_year is None or measure.schedule is None:
            continue
        later = [moment for moment in sorted(measure.schedule) if moment > measure.ended.half_year]
        if later:
            yield warning(
                "schedule-after-end",
                measure.place_of("aikataulu", str(later[0]), key=True),
                f"Toimenpide on päättynyt {measure.ended.half_year.during}, mutta aikataulu"
                " jatkuu sen jälkeen.",
                "Poista aikataulusta päättymisen jälkeiset puolivuodet.",
                related=(measure.place_of("paattyi"),),
            )


def same_measures(roadmap: Roadmap) -> Iterator[Problem]:
    """Each measure stands once, under a title of its own."""
    first: dict[str, Measure] = {}
    for measure in sorted(roadmap.measures, key=lambda m: m.id):
        key = re.sub(r"[\W_]+", "", measure.title.casefold())
        other = first.setdefault(key, measure)
        if other is measure:
            continue
        if (measure.goal, measure.parties) == (other.goal, other.parties):
            yield warning(
                "same-measure",
                measure.place_of("otsikko"),
                f"Sama toimenpide on tiekartassa kahteen kertaan: ”{measure.title}”.",
                "Poista toinen tiedosto tai kerro otsikossa, miten toimenpiteet eroavat.",
                related=(other.place_of("otsikko"),),
            )
        else:
            yield warning(
                "duplicate-title",
                measure.place_of("otsikko"),
                f"Kahdella toimenpiteellä on sama otsikko: ”{measure.title}”.",
                "Täydennä otsikkoa niin, että lukija erottaa toimenpiteet toisistaan.",
                related=(other.place_of("otsikko"),),
            )


def duplicate_goal_numbers(roadmap: Roadmap) -> Iterator[Problem]:
    """Each goal has a number of its own."""
    first: dict[int, str] = {}
    for goal in roadmap.goals:
        other = first.setdefault(goal.number, goal.id)
        if other != goal.id:
            yield Problem(
                "duplicate-goal-number",
                goal.place_of("numero"),
                f"Tavoitteella ”{other}” on jo numero {goal.number}.",
                "Anna tavoitteelle oma numero.",
                related=(roadmap.goals_by_id[other].place_of("numero"),),
            )


def goals_without_measures(roadmap: Roadmap) -> Iterator[Problem]:
    """A goal has at least one measure."""
    reached = {measure.goal for measure in roadmap.measures}
    if any(file.startswith("toimenpiteet/") for file in roadmap.unreadable):
        return  # its measure may be the one that could not be read
    for goal in roadmap.goals:
        if goal.id not in reached:
            yield warning(
                "goal-without-measures",
                goal.place_of("otsikko"),
                f"Tavoitteella ”{goal.title}” ei ole yhtään toimenpidettä.",
                f"Lisää toimenpide, jossa on ”tavoite: {goal.id}”, tai poista tavoite.",
            )


def period_in_texts(roadmap: Roadmap) -> Iterator[Problem]:
    """Years that the texts give for the roadmap are those of its tables (``kausi``)."""
    period = roadmap.settings.period
    if period is None:
        return
    table = (period.first.year, period.last.year)
    for text in roadmap.texts.values():
        for found, years in _year_ranges(text):
            if years != table and years[0] <= table[1] and table[0] <= years[1]:
                yield warning(
                    "period-contradicts-text",
                    place_at(text.markdown, found.start(), text.file),
                    f"Tekstissä vuodet ovat {years[0]}–{years[1]}, mutta aikataulut koskevat vuosia"
                    f" {table[0]}–{table[1]}.",
                    "Tarkista, kumpi on oikein. Jos ero on jo päätetyssä asiakirjassa, teksti voi"
                    " jäädä ennalleen.",
                    related=(roadmap.settings.place_of("kausi"),),
                )


def levels_outside_scale(roadmap: Roadmap) -> Iterator[Problem]:
    """Start and target levels lie on the scale (``asteikko``)."""
    levels = roadmap.levels
    steps = [int(step) for step in levels.scale if _STEP.fullmatch(step)] if levels else []
    if levels is None or not steps:
        return
    for index, viewpoint in enumerate(levels.viewpoints):
        for field in ("start_level", "target_level"):
            level = getattr(viewpoint, field)
            if level is not None and not min(steps) <= level <= max(steps):
                yield Problem(
                    "level-outside-scale",
                    levels.place_of("nakokulmat", index, KEYS[field]),
                    f"Taso {decimal_text(level)} ei ole asteikolla {min(steps)}–{max(steps)}.",
                    "Korjaa taso tai asteikko.",
                    related=(levels.place_of("asteikko"),),
                )


def spearheads_not_largest_gaps(roadmap: Roadmap) -> Iterator[Problem]:
    """The spearheads are the viewpoints with the largest gaps between target and start level."""
    levels = roadmap.levels
    if levels is None:
        return
    gap_of = {viewpoint.id: viewpoint.gap for viewpoint in levels.viewpoints}
    chosen = [spearhead.viewpoint for spearhead in levels.spearheads if spearhead.viewpoint]
    others = [gap for key, gap in gap_of.items() if gap is not None and key not in chosen]
    for index, spearhead in enumerate(levels.spearheads):
        gap = gap_of.get(spearhead.viewpoint or "")
        if gap is None or not others or gap >= max(others):
            continue
        largest = next(
            i
            for i, viewpoint in enumerate(levels.viewpoints)
            if viewpoint.gap == max(others) and viewpoint.id not in chosen
        )
        yield warning(
            "spearhead-not-largest-gap",
            levels.place_of("karjet", index),
            f"Kärjen ”{spearhead.name}” lähtö- ja tavoitetason ero ei ole suurimpien joukossa:"
            f" näkökulman ”{levels.viewpoints[largest].name}” ero on suurempi.",
            "Tarkista, ovatko tasot ja kärjet oikein.",
            related=(levels.place_of("nakokulmat", largest),),
        )


def _year_ranges(text: Text) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
    """Yield the year ranges of sentences that speak of the roadmap or its schedule."""
    for found in _YEARS.finditer(text.markdown):
        start = max(text.markdown.rfind(mark, 0, found.start()) for mark in (". ", "\n")) + 1
        end = text.markdown.find("\n", found.end())
        sentence = text.markdown[start : end if end >= 0 else None]
        if _ABOUT_PERIOD.search(sentence):
            yield found, (int(found[1]), int(found[2]))
