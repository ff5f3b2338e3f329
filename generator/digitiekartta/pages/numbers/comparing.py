"""Comparing roadmaps: one long table of all of them, and what is counted from it.

Roadmaps are told of side by side and never summed: their measures are of different sizes, and
so are their sectors. What is not known is counted as such, and where nothing is known there is no
number at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import sentence_case
from digitiekartta.pages.numbers.compared import OTHERWISE
from digitiekartta.pages.numbers.tables import (
    KNOWN,
    NO_SCHEDULE,
    NOTHING,
    OVER,
    PHASE,
    SOURCE_WORDS,
    UNKNOWN,
    WORDS,
)
from digitiekartta.pages.search.subjects import TITLE, Subject, Subjects
from digitiekartta.roadmap.model import CommonPhase

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

COMMON: tuple[str, ...] = get_args(CommonPhase)
ENDED_BEFORE, ONLY_WORDS = "päättynyt aiemmin", "vain sanoja"
STATES = (*COMMON, ENDED_BEFORE, ONLY_WORDS, NOTHING, NO_SCHEDULE, UNKNOWN)
"""In what a measure may be in a half-year: a common phase, or why it is in none."""
_STATES = {OVER: ENDED_BEFORE, WORDS: ONLY_WORDS, SOURCE_WORDS: UNKNOWN}
NO_HALF_YEARS, OUTSIDE = "ei puolivuosia", "ei kaudella"


@dataclass(frozen=True)
class Measured:
    """A measure as its site tells of it."""

    roadmap: Compared
    told: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.told["tunnus"])

    @property
    def title(self) -> str:
        """Its short title."""
        return str(self.told["lyhyt"])

    @property
    def wording(self) -> str:
        """Its title as it was decided."""
        return str(self.told["otsikko"])

    @property
    def parties(self) -> tuple[str, ...]:
        """Who is responsible for it."""
        return tuple(self.told["vastuu"])

    @property
    def sectors(self) -> tuple[str, ...]:
        """Its sectors, in the words of its roadmap."""
        return tuple(self.told["toimiala"])

    @property
    def sentence(self) -> str:
        """The sentence that tells its schedule."""
        return str(self.told["virke"])

    @cached_property
    def subjects(self) -> Mapping[str, tuple[tuple[str, ...], str]]:
        """Its subjects: name → the words that told it, and where they stand."""
        return {name: (tuple(words), place) for name, words, place in self.told["aiheet"]}

    @cached_property
    def cells(self) -> Mapping[str, tuple[str, str, str]]:
        """Half-year → what is told of it, its phase and its words; others are as ``otherwise``."""
        return {
            when: (said, phase, words) for when, said, phase, words in self.told["puolivuosina"]
        }

    @property
    def otherwise(self) -> str:
        """What holds of a half-year of which nothing is told."""
        return OTHERWISE[self.told["aikataulu"]]

    def state(self, moment: HalfYear) -> str:
        """Return in which of ``STATES`` it is in a half-year of its roadmap."""
        said, phase, _ = self.cells.get(moment.slug, (self.otherwise, "", ""))
        return self.roadmap.common[phase] if said == PHASE else _STATES.get(said, said)

    def now(self, moment: HalfYear) -> str:
        """Return in words how it stands in a half-year, in its roadmap's own words."""
        if moment.slug not in self.roadmap.half_years:
            known = self.told["aikataulu"] == KNOWN
            return self.roadmap.outside if known else str(self.told["aikataulu"])
        said, phase, words = self.cells.get(moment.slug, (self.otherwise, "", ""))
        if said == PHASE:
            common = self.roadmap.common[phase]
            told = phase if phase == common else f"{phase} ({common})"
            return f"{told}: {words}" if words else told
        if said == SOURCE_WORDS:
            return f"{UNKNOWN}, lähteessä: {words}"
        return words if said == WORDS else _STATES.get(said, said)

    def also_now(self, moment: HalfYear) -> str:
        """Return "Syksyllä 2026: selvitys", how it stands; "" where nobody knows or it is told."""
        state = self.now(moment)
        told = f"{sentence_case(moment.during)}: {state}"
        return "" if state == UNKNOWN or told in self.sentence else told

    def found(self, subject: str) -> str:
        """Return by which words it is about a subject, and where these stand."""
        words, place = self.subjects[subject]
        told = ", ".join(words)
        return told if place == TITLE else f"{told} ({place})"


@dataclass(frozen=True)
class Compared:
    """A roadmap as its site tells of it.

    Attributes:
        folder: Its name in the project, and its site's folder.
        facts: Its ``summary``.
        told: What ``compared`` tells.
        name: What it is called beside the others; unique among them.
    """

    folder: str
    facts: Mapping[str, Any]
    told: Mapping[str, Any]
    name: str

    @cached_property
    def measures(self) -> tuple[Measured, ...]:
        """Its measures, in the order of its pages."""
        return tuple(Measured(self, told) for told in self.told["toimenpiteet"])

    @cached_property
    def common(self) -> Mapping[str, str]:
        """Its phases in its own words → the common phase that each stands for."""
        return dict(self.told["vaiheet"])

    @property
    def half_years(self) -> Sequence[str]:
        """The half-years of its period, as in addresses, in order."""
        half_years: Sequence[str] = self.told["puolivuodet"]
        return half_years

    @property
    def outside(self) -> str:
        """What is told of a half-year that is none of its own."""
        return OUTSIDE if self.half_years else NO_HALF_YEARS

    @property
    def known(self) -> int:
        """How many of its measures have a schedule that is known, or are known to have none."""
        return sum(one.told["aikataulu"] != UNKNOWN for one in self.measures)

    @property
    def without_subject(self) -> tuple[Measured, ...]:
        """The measures in which no word of any subject was found."""
        return tuple(one for one in self.measures if not one.subjects)


def named(told: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any]]]) -> list[Compared]:
    """Return roadmaps with names that differ: folder, summary and what is compared of each."""
    names = [one["nimi"] for _, _, one in told]
    return [
        Compared(folder, facts, one, f"{name} ({folder})" if names.count(name) > 1 else name)
        for (folder, facts, one), name in zip(told, names, strict=True)
    ]


@dataclass(frozen=True)
class Comparison:
    """Several roadmaps side by side.

    Attributes:
        roadmaps: In the order in which they are told.
        subjects: The list by which their measures were sorted.
        now: The half-year of the run.
    """

    roadmaps: tuple[Compared, ...]
    subjects: Subjects
    now: HalfYear

    @cached_property
    def long(self) -> pd.DataFrame:
        """All roadmaps' measures × half-years of their periods, one frame below the other.

        Columns: kunta (name of the roadmap), tunnus, puolivuosi (as in addresses), tila (one of
        ``STATES``), vaihe (own word; None where it is in none). A roadmap without half-years has
        no rows.
        """
        import pandas as pd

        columns = ["kunta", "tunnus", "puolivuosi", "tila", "vaihe"]
        frames = [
            pd.DataFrame([*_long_rows(one)], columns=columns, dtype=object) for one in self.roadmaps
        ]
        return pd.concat(frames, ignore_index=True)

    @cached_property
    def moments(self) -> tuple[HalfYear, ...]:
        """The half-years of any of the roadmaps, in order."""
        slugs = {slug for one in self.roadmaps for slug in one.half_years}
        return tuple(sorted(map(HalfYear.parse, slugs)))

    @cached_property
    def states(self) -> Mapping[tuple[str, str], Mapping[str, int]]:
        """Name of a roadmap, half-year → state → how many measures are in it; none are absent."""
        import pandas as pd

        table = pd.crosstab([self.long["kunta"], self.long["puolivuosi"]], self.long["tila"])
        return {
            key: {state: int(count) for state, count in row.items() if count}
            for key, row in table.to_dict("index").items()
        }

    def counts(self, roadmap: Compared, moment: HalfYear) -> Mapping[str, int] | None:
        """Return state → how many of a roadmap's measures are in it; None outside its period."""
        if moment.slug not in roadmap.half_years:
            return None
        return self.states.get((roadmap.name, moment.slug), {})

    @cached_property
    def by_sector(self) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
        """Name of a roadmap → its sectors in its own words → state in this half-year → how many.

        "" is for measures that name no sector. A measure of several sectors counts for each.
        """
        import pandas as pd

        rows = [
            (one.name, sector, measure.state(self.now) if here else one.outside)
            for one in self.roadmaps
            for here in (self.now.slug in one.half_years,)
            for measure in one.measures
            for sector in measure.sectors or ("",)
        ]
        frame = pd.DataFrame(rows, columns=["kunta", "toimiala", "tila"], dtype=object)
        counted = frame.groupby(["kunta", "toimiala", "tila"], sort=False).size()
        found: dict[str, dict[str, dict[str, int]]] = {}
        for (name, sector, state), count in counted.items():
            found.setdefault(name, {}).setdefault(sector, {})[state] = int(count)
        return found

    @cached_property
    def by_subject(self) -> Mapping[str, Mapping[str, int]]:
        """Subject → name of a roadmap → how many of its measures are about it; none are absent."""
        import pandas as pd

        rows = [
            (subject, one.name)
            for one in self.roadmaps
            for measure in one.measures
            for subject in measure.subjects
        ]
        frame = pd.DataFrame(rows, columns=["aihe", "kunta"], dtype=object)
        table = pd.crosstab(frame["aihe"], frame["kunta"])
        return {
            subject: {name: int(count) for name, count in row.items() if count}
            for subject, row in table.to_dict("index").items()
        }

    @cached_property
    def found_subjects(self) -> tuple[Subject, ...]:
        """The subjects that any measure is about, in the order of the list."""
        found = {subject for one in self.roadmaps for m in one.measures for subject in m.subjects}
        return tuple(one for one in self.subjects.all if one.name in found)

    @property
    def other_subjects(self) -> tuple[Subject, ...]:
        """The subjects that no measure is about."""
        return tuple(one for one in self.subjects.all if one not in self.found_subjects)

    def measures_of(self, subject: Subject) -> tuple[Measured, ...]:
        """Return the measures that are about a subject, roadmap by roadmap."""
        return tuple(
            measure
            for one in self.roadmaps
            for measure in one.measures
            if subject.name in measure.subjects
        )

    def phases(self) -> Iterator[tuple[str, Mapping[str, Sequence[str]]]]:
        """Yield each common phase with the own words of the roadmaps that have them, by name."""
        for common in COMMON:
            yield (
                common,
                {
                    one.name: [
                        own for own, stands_for in one.common.items() if stands_for == common
                    ]
                    for one in self.roadmaps
                    if common in one.common.values()
                },
            )


def _long_rows(roadmap: Compared) -> Iterator[tuple[str, str, str, str, str | None]]:
    moments = [HalfYear.parse(slug) for slug in roadmap.half_years]
    for measure in roadmap.measures:
        for moment in moments:
            said, phase, _ = measure.cells.get(moment.slug, (measure.otherwise, "", ""))
            own = phase if said == PHASE else None
            yield roadmap.name, measure.id, moment.slug, measure.state(moment), own
