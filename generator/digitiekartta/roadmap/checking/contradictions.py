"""Rules on what contradicts itself: told with both places, decided by a person."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.kinds import CONTRADICTIONS, REFERENCES
from digitiekartta.basics.problems import Place, Problem, Severity
from digitiekartta.basics.text import listed
from digitiekartta.roadmap.checking.references import schedules
from digitiekartta.roadmap.model import KEYS, Entry, Goal, Levels, Measure, WrittenText
from digitiekartta.roadmap.reading.source import place_at
from digitiekartta.roadmap.roadmap import Roadmap, Text
from digitiekartta.roadmap.values import decimal_text

NO_PERIOD = REFERENCES.error(
    "no-period",
    "Toimenpiteellä on aikataulu, mutta tiekartalla ei ole kautta.",
    "Lisää tiedostoon tiekartta.yml kausi, esimerkiksi ”kausi: kevät 2025 – syksy 2027”.",
    example="tiekartta.yml: kausi:",
)
HALF_YEAR_OUTSIDE = REFERENCES.error(
    "half-year-outside",
    "Puolivuosi {moment} ei kuulu tiekartan kauteen {period}.",
    "Korjaa puolivuosi tai muuta kautta tiedostossa tiekartta.yml.",
    example="toimenpiteet/kurssit.yml: aikataulu: {kevät 2031: selvitys}",
)
AFTER_CONTINUOUS = CONTRADICTIONS.warning(
    "phase-after-continuous",
    "Vaihe ”{phase}” tulee jatkuvan vaiheen jälkeen.",
    "Tarkista puolivuodet. Jos järjestys on oikea, asian voi selittää kentässä sanat.",
    example="toimenpiteet/kurssit.yml: aikataulu: {kevät 2025: jatkuva toiminta, syksy 2025:"
    " selvitys}",
)
GAP = CONTRADICTIONS.warning(
    "schedule-gap",
    "Aikataulussa on aukko: {moments}.",
    "Lisää puuttuva vaihe tai kerro tauon syy puolivuoden kohdalla kentässä sanat.",
    example="toimenpiteet/kurssit.yml: aikataulu: {kevät 2025: selvitys, kevät 2026: selvitys}",
)
AFTER_END = CONTRADICTIONS.warning(
    "schedule-after-end",
    "Toimenpide on päättynyt {when}, mutta aikataulu jatkuu sen jälkeen.",
    "Poista aikataulusta päättymisen jälkeiset puolivuodet.",
    example="toimenpiteet/kurssit.yml: paattyi: {puolivuosi: kevät 2025, syy: Valmistui}",
)
SAME_MEASURE = CONTRADICTIONS.warning(
    "same-measure",
    "Sama toimenpide on tiekartassa kahteen kertaan: ”{title}”.",
    "Poista toinen tiedosto tai kerro otsikossa, miten toimenpiteet eroavat.",
    example="toimenpiteet/ohjeet.yml: otsikko: Tietoturvakurssi",
)
SAME_TITLE = CONTRADICTIONS.warning(
    "duplicate-title",
    "Kahdella toimenpiteellä on sama otsikko: ”{title}”.",
    "Täydennä otsikkoa niin, että lukija erottaa toimenpiteet toisistaan.",
    example="toimenpiteet/digituki.yml: otsikko: Tietoturvakurssi",
)
SAME_SHORT_TITLE = CONTRADICTIONS.warning(
    "duplicate-short-title",
    "Lyhyt otsikko ”{title}” on sama kuin toimenpiteellä ”{other}”.",
    "Anna toimenpiteelle oma lyhyt otsikko. Muuten luetteloissa näytetään koko otsikko.",
    example="toimenpiteet/ohjeet.yml: lyhyt_otsikko: Tietoturvakurssi",
)
SAME_NUMBER = REFERENCES.error(
    "duplicate-goal-number",
    "Tavoitteella ”{goal}” on jo numero {number}.",
    "Anna tavoitteelle oma numero.",
    example="tavoitteet/palvelut.yml: {numero: 1, otsikko: Palvelut verkkoon}",
)
NO_MEASURES = CONTRADICTIONS.warning(
    "goal-without-measures",
    "Tavoitteella ”{title}” ei ole yhtään toimenpidettä.",
    "Lisää toimenpide, jossa on ”tavoite: {id}”, tai poista tavoite.",
    example="tavoitteet/palvelut.yml: {numero: 2, otsikko: Palvelut verkkoon}",
)
OTHER_YEARS = CONTRADICTIONS.warning(
    "period-contradicts-text",
    "Tekstissä vuodet ovat {written}, mutta aikataulut koskevat vuosia {scheduled}.",
    "Tarkista, kumpi on oikein. Jos ero on jo päätetyssä asiakirjassa, teksti voi jäädä ennalleen.",
    example="saatesanat.md: # Saatesanat: tiekartta 2024–2026",
)
OUTSIDE_SCALE = REFERENCES.error(
    "level-outside-scale",
    "Taso {level} ei ole asteikolla {first}–{last}.",
    "Korjaa taso tai asteikko.",
    example="tasot.yml: asteikko: {1: Alussa, 3: Valmis}",
)
NOT_LARGEST_GAP = CONTRADICTIONS.warning(
    "spearhead-not-largest-gap",
    "Kärjen {spearhead} lähtö- ja tavoitetason ero ei ole suurimpien joukossa: näkökulman"
    " ”{viewpoint}” ero on suurempi.",
    "Tarkista, ovatko tasot ja kärjet oikein.",
    example="tasot.yml: karjet: [{nimi: Sujuvat palvelut, nakokulma: palvelut}]",
)
SEVERAL_NOT_LARGEST = NOT_LARGEST_GAP.worded(
    "Kärkien {spearhead} lähtö- ja tavoitetason erot ovat pienempiä kuin näkökulman ”{viewpoint}”"
    " ero, mutta se ei ole kärki."
)
TARGET_BELOW_START = CONTRADICTIONS.warning(
    "target-below-start",
    "Näkökulman ”{name}” tavoitetaso {target} on alempi kuin lähtötaso {start}.",
    "Tarkista, ovatko luvut oikein päin.",
    example="tasot.yml: nakokulmat: [{tunnus: osaaminen, nimi: Osaaminen, lahtotaso: 4,"
    " tavoitetaso: 2}]",
)
SCALE_GAP = CONTRADICTIONS.warning(
    "scale-gap",
    "Asteikosta puuttuu {missing}.",
    "Lisää puuttuva luku ja sen merkitys, tai tarkista luvut.",
    example="tasot.yml: asteikko: {1: Alussa, 2: Matkalla, 4: Hyvä, 5: Valmis}",
)
STEP_NOT_NUMBER = CONTRADICTIONS.warning(
    "scale-step",
    "Asteikon kohta ”{step}” ei ole kokonaisluku, vaikka muut ovat.",
    "Kirjoita rivin alkuun pelkkä luku, esimerkiksi ”1: Alussa”.",
    example="tasot.yml: asteikko: {1: Alussa, '2,0': Matkalla, 3: Valmis}",
)
SAME_GROUP = CONTRADICTIONS.warning(
    "same-group",
    "Ryhmät ”{title}” ja ”{other}” ovat sama ryhmä kahteen kertaan: niillä on {what}.",
    "Poista toinen ja siirrä sen toimenpiteet jäljelle jäävään ryhmään. Jos ryhmät ovat eri"
    " asioita, kerro ero otsikossa.",
    example="tavoitteet/digitaidot.yml: ryhmat: [{tunnus: koulutus, otsikko: Koulutus}, {tunnus:"
    " neuvonta, otsikko: Neuvonta}, {tunnus: kurssit, otsikko: Koulutus}]",
)
_SAME_IN_GOAL = replace(
    SAME_GROUP.worded(
        "Tavoitteella on kaksi ryhmää, joilla on sama otsikko: ”{title}”.",
        "Anna toiselle oma otsikko, tai poista toinen ja siirrä sen toimenpiteet jäljelle jäävään"
        " ryhmään.",
    ),
    severity=Severity.ERROR,
)

_STEP = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[0-9]{1,9}([.,][0-9]*[1-9])?")
_YEARS = re.compile(r"\b(20\d\d)\s*[-–—]\s*(20\d\d)\b")
_ABOUT_PERIOD = re.compile(
    r"aikataul|tiekart|strategi|suunnitel|kausi|kaude|vuosi[lnk]", re.IGNORECASE
)


def half_years_outside(roadmap: Roadmap) -> Iterator[Problem]:
    """A schedule, and the words beside it, stay within the roadmap's period (``kausi``)."""
    period = roadmap.settings.period
    written = roadmap.settings.place_of("period")
    if period is None:
        if first := next(_scheduled(roadmap), None):
            moment, entry, field = first
            related = (entry.place_of(field, moment, key=True),)
            yield NO_PERIOD.at(written, related=related)
        return
    places: set[Place] = set()
    inside = {*period}
    for moment, entry, field in _scheduled(roadmap):
        # A range is one line, however many of its half-years lie outside.
        if (
            moment not in inside
            and (place := entry.place_of(field, moment, key=True)) not in places
        ):
            places.add(place)
            yield HALF_YEAR_OUTSIDE.at(place, moment=moment, period=period, related=(written,))


def _scheduled(roadmap: Roadmap) -> Iterator[tuple[HalfYear, Entry, str]]:
    """Yield each half-year that is named, with the entry and the field that name it."""
    for entry, schedule in schedules(roadmap):
        for moment in schedule:
            yield moment, entry, "schedule"
    for measure in roadmap.measures:
        for moment in measure.schedule_words:
            yield moment, measure, "schedule_words"


def phases_after_continuous(roadmap: Roadmap) -> Iterator[Problem]:
    """Nothing else follows a continuous phase."""
    for entry, schedule in schedules(roadmap):
        continuous: HalfYear | None = None
        for moment, cell in sorted(schedule.items()):
            phase = roadmap.phases.get(cell.phase.casefold()) if cell.phase else None
            if phase and phase.is_continuous:
                continuous = moment
            elif phase and continuous and phase.common != "päättynyt":
                place = entry.place_of("schedule", moment)
                related = (entry.place_of("schedule", continuous),)
                yield AFTER_CONTINUOUS.at(place, phase=phase.name, related=related)
                break


def gaps(roadmap: Roadmap) -> Iterator[Problem]:
    """Between the first and the last half-year of a schedule, each says something."""
    period = roadmap.settings.period
    inside = {*period} if period else set()
    for entry, schedule in schedules(roadmap):
        if period and not inside.issuperset(schedule):
            continue  # a half-year that is wrong may be the one that is missing
        for before, after in pairwise(sorted(schedule)):
            if before.next() == after:
                continue
            if missing := [str(moment) for moment in Period(before, after)][1:-1]:
                earlier = entry.place_of("schedule", before, key=True)
                place = entry.place_of("schedule", after, key=True)
                yield GAP.at(place, moments=listed(missing), related=(earlier,))
                break


def schedules_after_end(roadmap: Roadmap) -> Iterator[Problem]:
    """A measure that has ended is scheduled for nothing after its end."""
    for measure in roadmap.measures:
        if measure.ended is None or measure.ended.half_year is None or measure.schedule is None:
            continue
        later = [moment for moment in sorted(measure.schedule) if moment > measure.ended.half_year]
        if later:
            yield AFTER_END.at(
                measure.place_of("schedule", later[0], key=True),
                when=measure.ended.half_year.during,
                related=(measure.place_of("ended"),),
            )


def same_measures(roadmap: Roadmap) -> Iterator[Problem]:
    """Each measure stands once, under a title of its own."""
    first: dict[str, Measure] = {}
    for measure in sorted(roadmap.measures, key=lambda m: m.id):
        key = _plain(measure.title)
        other = first.setdefault(key, measure)
        if other is not measure:
            is_same = (measure.goal, measure.parties) == (other.goal, other.parties)
            kind = SAME_MEASURE if is_same else SAME_TITLE
            place, earlier = (each.place_of("title") for each in (measure, other))
            yield kind.at(place, title=measure.title, related=(earlier,))


def duplicate_short_titles(roadmap: Roadmap) -> Iterator[Problem]:
    """No short title is what another measure is called."""
    called: dict[str, list[Measure]] = {}
    for measure in roadmap.measures:
        for name in {(measure.short_title or measure.title).casefold(), measure.title.casefold()}:
            called.setdefault(name, []).append(measure)
    for measure in roadmap.measures:
        title = measure.short_title
        others = [one for one in called.get((title or "").casefold(), ()) if one is not measure]
        if title and others:
            place, earlier = measure.place_of("short_title"), others[0].place_of("title")
            yield SAME_SHORT_TITLE.at(place, title=title, other=others[0].title, related=(earlier,))


def duplicate_goal_numbers(roadmap: Roadmap) -> Iterator[Problem]:
    """Each goal has a number of its own."""
    first: dict[int, Goal] = {}
    for goal in roadmap.goals:
        other = first.setdefault(goal.number, goal)
        if other is not goal:
            place, earlier = (each.place_of("number") for each in (goal, other))
            yield SAME_NUMBER.at(place, goal=other.id, number=goal.number, related=(earlier,))


def goals_without_measures(roadmap: Roadmap) -> Iterator[Problem]:
    """A goal has at least one measure."""
    reached = {measure.goal for measure in roadmap.measures}
    if roadmap.lacks("toimenpiteet/"):
        return  # its measure may be the one that could not be read
    for goal in roadmap.goals:
        if goal.id not in reached:
            yield NO_MEASURES.at(goal.place_of("title"), title=goal.title, id=goal.id)


def period_in_texts(roadmap: Roadmap) -> Iterator[Problem]:
    """Years that the texts give for the roadmap are those of its tables (``kausi``)."""
    period = roadmap.settings.period
    if period is None:
        return
    first, last = period.first.year, period.last.year
    for text in roadmap.texts.values():
        for match, (begin, end) in _year_ranges(text):
            if (begin, end) != (first, last) and begin <= last and first <= end:
                yield OTHER_YEARS.at(
                    place_at(text.markdown, match.start(), text.file),
                    written=f"{begin}–{end}",
                    scheduled=f"{first}–{last}",
                    related=(roadmap.settings.place_of("period"),),
                )


def levels_outside_scale(roadmap: Roadmap) -> Iterator[Problem]:
    """Start and target levels lie on the scale (``asteikko``)."""
    levels = roadmap.levels
    if levels is None or (ends := _ends_of_scale(levels)) is None:
        return
    first, last = ends
    for index, viewpoint in enumerate(levels.viewpoints):
        for field in ("start_level", "target_level"):
            level = getattr(viewpoint, field)
            if level is not None and not first <= level <= last:
                yield OUTSIDE_SCALE.at(
                    levels.place_of("viewpoints", index, field),
                    level=decimal_text(level),
                    first=first,
                    last=last,
                    related=(levels.place_of("scale"),),
                )


def spearheads_not_largest_gaps(roadmap: Roadmap) -> Iterator[Problem]:
    """The spearheads are the viewpoints with the largest gaps between target and start level."""
    levels = roadmap.levels
    if levels is None:
        return
    points = [viewpoint.id for viewpoint in levels.viewpoints]
    if any(one.viewpoint and one.viewpoint not in points for one in levels.spearheads):
        return  # which viewpoint is meant is told first
    smaller, largest = {}, ""
    for index, spearhead in enumerate(levels.spearheads):
        if larger := levels.larger_gap(spearhead):
            largest = larger.id
            smaller[spearhead.name] = levels.place_of("spearheads", index)
    if smaller:
        place, *more = smaller.values()
        yield (SEVERAL_NOT_LARGEST if more else NOT_LARGEST_GAP).at(
            place,
            spearhead=listed([f"”{name}”" for name in smaller]),
            viewpoint=levels.viewpoints[points.index(largest)].name,
            related=(levels.place_of("viewpoints", points.index(largest)), *more),
        )


def _ends_of_scale(levels: Levels) -> tuple[int, int] | None:
    steps = [int(step) for step in levels.scale if _STEP.fullmatch(step)]
    return (min(steps), max(steps)) if steps and len(steps) == len(levels.scale) else None


def steps_of_scale(roadmap: Roadmap) -> Iterator[Problem]:
    """The steps of a scale are all numbers, or all words; 2,5 is a number and 2,0 a slip."""
    levels = roadmap.levels
    others = [step for step in levels.scale if not _NUMBER.fullmatch(step)] if levels else []
    if levels and 2 * len(others) < len(levels.scale):
        for step in others:
            yield STEP_NOT_NUMBER.at(levels.place_at(KEYS["scale"], step, key=True), step=step)


def targets_below_start(roadmap: Roadmap) -> Iterator[Problem]:
    """A target level is not lower than the start level, both being on the scale."""
    levels = roadmap.levels
    ends = _ends_of_scale(levels) if levels else None
    for index, viewpoint in enumerate(levels.viewpoints if levels else ()):
        start, target = viewpoint.start_level, viewpoint.target_level
        if levels is None or start is None or target is None:
            continue
        is_on_scale = ends is None or (ends[0] <= target and start <= ends[1])
        if target < start and is_on_scale:
            yield TARGET_BELOW_START.at(
                levels.place_of("viewpoints", index, "target_level"),
                name=viewpoint.name,
                target=decimal_text(target),
                start=decimal_text(start),
                related=(levels.place_of("viewpoints", index, "start_level"),),
            )


def gaps_in_scale(roadmap: Roadmap) -> Iterator[Problem]:
    """A scale leaves out no number; its steps may be longer than one, and only its ends named."""
    levels = roadmap.levels
    steps = sorted({int(step) for step in levels.scale if _STEP.fullmatch(step)} if levels else ())
    if levels is None or len(steps) < 3:
        return
    step = min(after - before for before, after in pairwise(steps))
    missing = sorted({*range(steps[0], steps[-1], step)} - {*steps})
    regular = all((number - steps[0]) % step == 0 for number in steps)
    if missing and regular and len(missing) < len(steps):
        yield SCALE_GAP.at(levels.place_of("scale", key=True), missing=listed([*map(str, missing)]))


def same_groups(roadmap: Roadmap) -> Iterator[Problem]:
    """No group stands twice: under the same title, or with the same measures."""
    titles: dict[str, WrittenText] = {}
    in_goal: dict[tuple[str, str], WrittenText] = {}
    contents: dict[frozenset[str], WrittenText] = {}
    for goal in roadmap.goals:
        for index, group in enumerate(goal.groups):
            here = WrittenText(group.title, goal, (KEYS["groups"], index, KEYS["title"]))
            first = in_goal.setdefault((goal.id, _plain(group.title)), here)
            if first is not here:  # nothing would tell them apart, nor in an annex
                yield _SAME_IN_GOAL.at(here.place, title=group.title, related=(first.place,))
                continue
            measures = frozenset(_plain(m.title) for m in roadmap.measures_in(goal, group))
            same_title = titles.setdefault(_plain(group.title), here)
            same_content = contents.setdefault(measures, here) if len(measures) > 1 else here
            for other, what in (
                (same_title, "sama otsikko"),
                (same_content, "samat toimenpiteet"),
            ):
                if other is not here:
                    yield SAME_GROUP.at(
                        here.place,
                        title=group.title,
                        other=other.text,
                        what=what,
                        related=(other.place,),
                    )
                    break


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "", title.casefold()) or title.strip()


def _year_ranges(text: Text) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
    """Yield the year ranges of sentences that speak of the roadmap or its schedule."""
    for years in _YEARS.finditer(text.markdown):
        start = max(text.markdown.rfind(mark, 0, years.start()) for mark in (". ", "\n")) + 1
        end = text.markdown.find("\n", years.end())
        sentence = text.markdown[start : end if end >= 0 else None]
        if _ABOUT_PERIOD.search(sentence):
            yield years, (int(years[1]), int(years[2]))
