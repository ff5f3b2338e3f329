"""The roadmap as a whole: content/<name>/ with the look-ups that need more than one file.

Rules and pages ask here for a measure's schedule (its own or its group's), its
audiences (own, group's or goal's), its parties by any spelling, and so on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.remembering import remembered
from digitiekartta.markup import prose
from digitiekartta.roadmap.model import (
    KEYS,
    Abbreviations,
    Acknowledgement,
    Acknowledgements,
    Goal,
    Group,
    Levels,
    Measure,
    Parties,
    Party,
    Phase,
    ScheduleEntry,
    Settings,
    WrittenText,
)
from digitiekartta.roadmap.short_titles import heading, short_titles
from digitiekartta.roadmap.statement.report import AuditReport
from digitiekartta.roadmap.unfinished import without_colour


@dataclass(frozen=True, slots=True)
class Cell:
    """What a schedule says of one half-year: a phase, words, or both; never neither."""

    phase: Phase | None = None
    words: str | None = None


Schedule = Mapping[HalfYear, Cell]
"""Half-years in order of time → what is said of them; half-years without anything are absent."""
Neighbours = tuple[Measure | None, Measure | None]


@dataclass(frozen=True, slots=True)
class Text:
    """A prose file: its stem, its Markdown, and how Problems call the file."""

    stem: str
    markdown: str
    file: str

    def own_links(self) -> Iterator[tuple[SplitResult, int]]:
        """Yield the links to pages of the roadmap's own site, each with its line."""
        try:
            links = [*prose.links(self.markdown)]
        except RecursionError:  # is told by a rule
            links = []
        for address, line in links:
            parts = urlsplit(address)
            if not (parts.scheme or parts.netloc):
                yield parts, line


@dataclass(frozen=True, slots=True)
class Logo:
    """The municipality's logo: its bytes, and how Problems call the file."""

    data: bytes
    file: str


@dataclass(frozen=True)
class Roadmap:
    """One municipality's roadmap, read and in order.

    ``acknowledgements`` are no part of what it says to readers. ``unreadable`` holds the files
    that could not be read, and ``partial`` those of which only a part could, and after a colon the
    fields that could not ("tiekartta.yml:vaiheet.nimi"), so that rules don't report as unknown what
    merely could not be read.
    """

    id: str
    settings: Settings
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    parties: Mapping[str, Party] = field(default_factory=dict)
    levels: Levels | None = None
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)
    logo: Logo | None = None
    audit: AuditReport | None = None
    acknowledgements: tuple[Acknowledgement, ...] = ()
    unreadable: frozenset[str] = frozenset()
    partial: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether every file could be read, and all of it."""
        return not (self.unreadable or self.partial)

    def could_not_read(self, file: str) -> bool:
        """Whether a file, or the folder in which it would be, could not be read."""
        return not self.unreadable.isdisjoint({file, f"{file.rpartition('/')[0]}/"})

    def names_all(self, register: str) -> bool:
        """Whether every name of a register of tiekartta.yml ("vaiheet") could be read."""
        names = {f"tiekartta.yml:{register}", f"tiekartta.yml:{register}.{KEYS['name']}"}
        return self.partial.isdisjoint(names)

    def lacks(self, folder: str) -> bool:
        """Whether something in a folder ("tavoitteet/") could not be read."""
        return any(file.startswith(folder) for file in self.unreadable | self.partial)

    @classmethod
    def of(
        cls, id: str, entries: Mapping[type[BaseModel], Sequence[Any]], **more: Any
    ) -> Roadmap | None:
        """Return the roadmap that the entries of each class make; None without settings.

        ``more`` is what is no entry. Registers are in the order of their names: that of the lines
        must not show on pages.
        """
        settings, levels, parties, abbreviations, acknowledged = (
            next(iter(entries.get(model, ())), None)
            for model in (Settings, Levels, Parties, Abbreviations, Acknowledgements)
        )
        return settings and cls(
            id=id,
            settings=settings,
            goals=tuple(sorted(entries.get(Goal, ()), key=lambda goal: (goal.number, goal.id))),
            measures=tuple(entries.get(Measure, ())),
            parties=dict(sorted(parties.root.items())) if parties else {},
            levels=levels,
            abbreviations=dict(sorted(abbreviations.root.items())) if abbreviations else {},
            acknowledgements=acknowledged.acknowledged if acknowledged else (),
            **more,
        )

    @cached_property
    def phases(self) -> Mapping[str, Phase]:
        """Phases by name, letter case folded."""
        return {phase.name.casefold(): phase for phase in self.settings.phases}

    @cached_property
    def goals_by_id(self) -> Mapping[str, Goal]:
        """Goals by id."""
        return {goal.id: goal for goal in self.goals}

    @cached_property
    def measures_by_id(self) -> Mapping[str, Measure]:
        """Measures by id."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def party_name(self) -> Callable[[str], str | None]:
        """Gives the register's name for a party, by any of its spellings; None when unknown."""
        return _by_spelling((name, party.other_spellings) for name, party in self.parties.items())

    @cached_property
    def sector_name(self) -> Callable[[str], str | None]:
        """Gives a sector's name by any of its spellings; None when unknown."""
        return _by_spelling((one.name, one.other_spellings) for one in self.settings.sectors)

    @cached_property
    def audience_name(self) -> Callable[[str], str | None]:
        """Gives an audience's name by any of its spellings; None when it is not listed."""
        return _by_spelling((one.name, one.other_spellings) for one in self.settings.audiences)

    def body_name(self, name: str) -> str | None:
        """Return the name of a body as tiekartta.yml lists it, letter case aside; None if none."""
        bodies = (body.name for body in self.settings.bodies)
        return next((one for one in bodies if one.casefold() == name.casefold()), None)

    def short_title(self, measure: Measure) -> str:
        """Return what lists call a measure: its short title, or the first clause of a long one."""
        return self._short_titles.get(measure.id, measure.title)

    def heading_of(self, measure: Measure) -> str:
        """Return the heading of a measure's page: its short title, unless another is called so.

        Of a wording that would fill a phone's screen its beginning; the page tells the whole.
        """
        own = measure.short_title
        if own and self.short_title(measure) == own:
            return own
        return heading(measure.title)

    @cached_property
    def _short_titles(self) -> Mapping[str, str]:
        return short_titles(self.measures)

    def group_of(self, measure: Measure) -> Group | None:
        """Return the measure's group, or None when it has none."""
        return self._groups.get((measure.goal, measure.group))

    @cached_property
    def _groups(self) -> Mapping[tuple[str, str | None], Group]:
        # Of groups with the same id the first counts.
        return {
            (goal.id, group.id): group for goal in self.goals for group in reversed(goal.groups)
        }

    @remembered
    def schedule_of(self, measure: Measure) -> Schedule | None:
        """Return the measure's schedule, else its group's until its own end; None when unknown."""
        return self.resolve(self.schedule_entries_of(measure))

    def schedule_entries_of(self, measure: Measure) -> Mapping[HalfYear, ScheduleEntry] | None:
        """Return the same as it is written, phases by name, also those that don't exist."""
        group = self.group_of(measure)
        if measure.schedule is not None or measure.schedule_missing or group is None:
            return measure.schedule
        end = measure.ended.half_year if measure.ended else None
        if group.schedule is None or end is None:
            return group.schedule
        # What has ended does not go on with its group.
        return {moment: entry for moment, entry in group.schedule.items() if moment <= end}

    def inherits_schedule(self, measure: Measure) -> bool:
        """Whether the schedule shown for the measure is its group's."""
        return measure.schedule is None and self.schedule_entries_of(measure) is not None

    def resolve(self, entries: Mapping[HalfYear, ScheduleEntry] | None) -> Schedule | None:
        """Turn entries as written into cells with phases; phases that don't exist are left out."""
        return None if entries is None else self._resolved(entries)

    @remembered
    def _resolved(self, entries: Mapping[HalfYear, ScheduleEntry]) -> Schedule:
        # Many measures have the same: what is found out of one schedule holds for them all.
        told = tuple((one, entries[one].phase, entries[one].words) for one in sorted(entries))
        if told not in self._schedules:
            cells = {}
            for moment, name, words in told:
                phase = self.phases.get(name.casefold()) if name else None
                if phase or words:
                    cells[moment] = Cell(phase, without_colour(words))
            self._schedules[told] = cells
        return self._schedules[told]

    @cached_property
    def _schedules(self) -> dict[tuple[tuple[HalfYear, str | None, str | None], ...], Schedule]:
        return {}

    def why_unknown(self, measure: Measure | None = None) -> str | None:
        """Return why a schedule is not known, in the words of the content."""
        own = measure.schedule_missing if measure else None
        return own or self.settings.schedule_missing

    @remembered
    def parties_of(self, measure: Measure) -> tuple[str, ...]:
        """Return the names of the measure's parties as the register writes them, each once."""
        return _once(self.party_name(name) or name for name in measure.parties)

    @remembered
    def sectors_of(self, measure: Measure) -> tuple[str, ...]:
        """Return the names of the measure's sectors as tiekartta.yml writes them, each once."""
        return _once(self.sector_name(name) or name for name in measure.sector)

    @remembered
    def audiences_of(self, measure: Measure) -> tuple[str, ...]:
        """Return the measure's audiences, else its group's, else its goal's."""
        goal = self.goals_by_id.get(measure.goal)
        group = self.group_of(measure)
        names = (
            measure.audience or (group.audience if group else ()) or (goal.audience if goal else ())
        )
        return _once(self.audience_name(name) or name for name in names)

    def group_name(self, goal: Goal, group: Group) -> str:
        """Return a group's title where it stands without its goal, which another's may be, too."""
        is_shared = self._titles_of_groups[group.title.casefold()] > 1
        return f"{group.title} (tavoite {goal.number})" if is_shared else group.title

    @cached_property
    def _titles_of_groups(self) -> Counter[str]:
        return Counter(one.title.casefold() for each in self.goals for one in each.groups)

    def field_texts(self) -> Iterator[WrittenText]:
        """Yield what stands in the fields, goals first: for rules on words."""
        return iter(self._field_texts)

    @cached_property
    def _field_texts(self) -> tuple[WrittenText, ...]:
        return tuple(self._read_field_texts())

    def _read_field_texts(self) -> Iterator[WrittenText]:
        entries = [*self.goals, *self.measures, *self.parties.values(), self.levels, self.settings]
        for entry in filter(None, entries):
            yield from entry.written_texts()
        for name, party in self.parties.items():
            yield WrittenText(name, party, ())

    def measures_in(self, goal: Goal, group: Group | None = None) -> tuple[Measure, ...]:
        """Return the measures of a goal's group in order; with no group, those that have none."""
        return self._by_group.get((goal.id, group.id if group else None), ())

    def measures_of(self, goal: Goal) -> tuple[Measure, ...]:
        """Return a goal's measures in the order of its page: ungrouped first, then by group."""
        parts: Iterable[Group | None] = (None, *goal.groups)
        return tuple(measure for part in parts for measure in self.measures_in(goal, part))

    @cached_property
    def _by_group(self) -> Mapping[tuple[str, str | None], tuple[Measure, ...]]:
        found: dict[tuple[str, str | None], list[Measure]] = {}
        for measure in self.measures:
            group = self.group_of(measure)
            found.setdefault((measure.goal, group.id if group else None), []).append(measure)
        return {key: tuple(sorted(measures, key=_in_group)) for key, measures in found.items()}

    @cached_property
    def measures_in_order(self) -> tuple[Measure, ...]:
        """All measures in the order of the goals' pages."""
        return tuple(measure for goal in self.goals for measure in self.measures_of(goal))

    @cached_property
    def neighbours(self) -> Mapping[str, Neighbours]:
        """The id of each measure → the measures before and after it in its group."""
        return {
            measure.id: (before, after)
            for row in self._by_group.values()
            for before, measure, after in zip((None, *row), row, (*row[1:], None), strict=False)
        }

    def replacing(self, id: str) -> Sequence[Measure]:
        """Return the measures that took the place of one, which may be gone, in order."""
        return self._replacing.get(id, ())

    @cached_property
    def _replacing(self) -> Mapping[str, Sequence[Measure]]:
        later: dict[str, list[Measure]] = {}
        for measure in self.measures_in_order:
            for id in dict.fromkeys(measure.replaces):
                later.setdefault(id, []).append(measure)
        return later


def _in_group(measure: Measure) -> tuple[float, str, str]:
    # Measures without an order of their own come last, by title.
    order = float("inf") if measure.order is None else measure.order
    return order, measure.title, measure.id


def _by_spelling(names: Iterable[tuple[str, Sequence[str]]]) -> Callable[[str], str | None]:
    """Return what gives the first of the names that goes by a spelling, letter case aside."""
    known = [*names]
    others = {other.casefold(): name for name, others in reversed(known) for other in others}
    # A proper name beats another party's other spelling.
    by_spelling = {**others, **{name.casefold(): name for name, _ in known}}
    return lambda written: by_spelling.get(written.casefold())


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def site_name(settings: Settings) -> str:
    """Return the name that stands on every page: "Digitiekartta 2025–2027, Esimerkkilä"."""
    # "Kemijärven kaupungin digitiekartta" says whose it is: the stem before the case ending.
    stem = settings.short_name.casefold()[:5]
    if any(word.startswith(stem) for word in settings.name.casefold().split()):
        return settings.name
    return f"{settings.name}, {settings.short_name}"


def beside_name(name: str, organisation: str) -> str:
    """Return the organisation as it stands beside a site's name, "" where the name says it."""
    return "" if organisation.casefold() in name.casefold() else organisation
