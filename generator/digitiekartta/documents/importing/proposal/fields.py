"""Documents made ready for content: several become one, cells become fields of the model.

Nothing here knows what stands in content already but its registers of names.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing import annex_form
from digitiekartta.documents.importing.cell_times import span_of, through
from digitiekartta.documents.importing.costs import CostCell, cost_cells
from digitiekartta.documents.importing.exported import Exported
from digitiekartta.documents.importing.measure_names import named
from digitiekartta.documents.importing.neutral import (
    UNKNOWN,
    Document,
    Goal,
    Group,
    Measure,
    SourceRow,
)
from digitiekartta.documents.importing.proposal.edited import is_edited
from digitiekartta.documents.importing.proposal.merging import NAMED, Heading, Told
from digitiekartta.documents.importing.proposal.splitting import Known, Names, split, split_lines
from digitiekartta.documents.importing.words import folded, line, title_key
from digitiekartta.markup.escaping import clean
from digitiekartta.roadmap import model
from digitiekartta.roadmap.model import Cost, ScheduleEntry, Source
from digitiekartta.roadmap.unfinished import PHASE_NOT_KNOWN

SharedSchedule = dict[HalfYear, ScheduleEntry] | None


@dataclass(frozen=True, slots=True)
class Registers:
    """How names are read: parties, sectors, audiences and phases by any of their spellings.

    Args:
        words: The words that content has in half-years of a measure whose schedule is unknown.
        exported: What documents said when they were exported, by their names.
        titles: The keys of the titles of measures that content has.
    """

    party: Callable[[str], str | None]
    sector: Callable[[str], str | None]
    audience: Callable[[str], str | None]
    phase: Callable[[str], str]
    mark: Callable[[str], str | None]
    words: Callable[[str], Mapping[HalfYear, str]]
    exported: Mapping[str, Exported] = field(default_factory=dict)
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a person has said that a folded text names."""
    titles: Collection[str] = ()

    def names(self, cell: str, known: Known) -> Names:
        """Return the names in a cell: as a person has told them, else as far as it is sure."""
        told = self.told.get(folded(cell))
        return Names(tuple(known(name) or name for name in told)) if told else split(cell, known)

    def knows(self, cell: str) -> bool:
        """Whether a person has told something of a cell, or of a name in it."""
        return any(text in folded(cell) for text in self.told)


@dataclass(frozen=True, slots=True)
class Row:
    """A measure as documents tell it.

    Args:
        goal, group: The places of its goal among the goals, of its group in that goal.
        said: It as content has it; goal, group and order are told when they are known.
        id: Its id in content; before that is known, what the document tells of it, "" for nothing.
        unsure: The cells that may name several, by the field that they were read into.
        read: It as it was read.
        exported: What its document said when it was exported, if it is an annex.
        moved: Whether it stands elsewhere than in the annex that was exported.
        is_sorted: Whether somebody has sorted the rows of its goal to look at them.
        answered: The fields of whose cell a person has told what it names.
    """

    source: SourceRow
    goal: int
    group: int
    said: model.Measure
    id: str
    unsure: Mapping[str, str]
    read: Measure
    exported: Exported | None = None
    moved: bool = False
    is_sorted: bool = False
    answered: frozenset[str] = frozenset()


def rows_of(goals: Sequence[Goal], registers: Registers) -> Iterator[Row]:
    """Yield the measures of all goals in their order."""
    counts: Counter[tuple[str, int]] = Counter()
    for goal_at, goal in enumerate(goals):
        for group_at, group in enumerate(goal.groups):
            shared = _shared_schedule(group, registers)
            for measure in group.measures:
                counts[measure.source.document, goal_at] += 1
                told, id_, unsure = _fields_of(measure, group, shared, registers)
                source = source_of(goal, measure, str(counts[measure.source.document, goal_at]))
                said = model.Measure.model_construct(**told, goal="", source=source)
                exported = registers.exported.get(measure.source.document)
                cells = {name: getattr(said, raw) or "" for name, raw in NAMED.items()}
                answered = {name for name, text in cells.items() if registers.knows(text)}
                row = Row(measure.source, goal_at, group_at, said, id_, unsure, measure, exported)
                yield replace(row, answered=frozenset(answered))


def source_of(goal: Goal, measure: Measure, row: str | None = None) -> Source:
    """Return where a measure, or a goal that begins with it, stands in its document.

    The table is called as a document writes the goal: "Tavoite 1: Otsikko".
    """
    title = line(goal.title)
    heading = f"Tavoite {goal.number}: {title}" if goal.number is not None and title else title
    table = heading or measure.source.table
    return Source.model_construct(document=measure.source.document, table=table, row=row)


def combined(documents: Sequence[Document]) -> Sequence[Goal]:
    """Return the goals of all documents: the same goal once, its measures in their order."""
    goals: dict[tuple[int | None, str] | int, Goal] = {}
    for document in documents:
        for goal in document.goals:
            key = (goal.number, title_key(goal.title)) if goal.title else len(goals)
            before = goals.get(key)
            goals[key] = _by_theme(
                replace(before, groups=_joined([*before.groups, *goal.groups])) if before else goal
            )
    return [goal for goal in goals.values() if any(group.measures for group in goal.groups)]


def _fields_of(
    measure: Measure, group: Group, shared: SharedSchedule, registers: Registers
) -> tuple[Told, str, Mapping[str, str]]:
    """Return a measure's own fields, the id that it tells, and the cells that are unsure."""
    responsible = content_text(measure.responsible)
    sector = content_text(measure.sector)
    cells = {
        "parties": (responsible, registers.names(responsible, registers.party)),
        "sector": (sector, registers.names(sector, registers.sector)),
    }
    told: Told = {**_called(measure, registers), **_scheduled(measure, group, shared, registers)}
    for name, (cell, names) in cells.items():
        if names.names:
            told |= {name: names.names, NAMED[name]: cell}
    known, others = _further_columns(measure, group)
    # In an annex costs have a sheet of their own, and a column holds an extra field.
    is_annex = measure.source.document in registers.exported
    cells_of_costs = [] if is_annex else cost_cells(measure.extra)
    if costs := [cost for cost in cells_of_costs if cost.year is not None]:
        others = {head: text for head, text in others.items() if head not in _heads(costs)}
        told["costs"] = tuple(
            Cost.model_construct(year=year, euros=cost.euros, kind=cost.kind)
            for year, cost in sorted(((cost.year or 0, cost) for cost in costs), key=itemgetter(0))
        )
    for name, text in known.items():
        if name == "audience":
            told[name] = split_lines(text, registers.audience).names
        elif field := annex_form.FURTHER.get(name):
            into_names = split if field.names else split_lines
            told[name] = into_names(text, lambda _: None).names if field.is_list else text
    texts = {"notes": content_text(measure.notes), "extra_fields": others}
    told |= {name: text for name, text in texts.items() if text}
    unsure = {name: cell for name, (cell, names) in cells.items() if not names.sure}
    return told, line(known.get(annex_form.ID, "")), unsure


def _called(measure: Measure, registers: Registers) -> Told:
    """Return a measure's title, and its description where the same cell holds one.

    What content knows by the cell's whole text keeps it for its title.
    """
    whole = line(measure.title)
    called = named(measure.title, measure.lead)
    if not called.description or title_key(whole) in registers.titles:
        return {"title": whole}
    return {"title": called.name, "description": called.description}


def _heads(costs: Iterable[CostCell]) -> set[str]:
    return {line(cost.head) for cost in costs}


def _further_columns(measure: Measure, group: Group) -> tuple[dict[str, str], dict[str, str]]:
    """Return what stands in columns that are known, and in the others by their headers."""
    known: dict[str, str] = {}
    others: dict[str, str] = {}
    for header, written in measure.extra.items():
        text, name = content_text(written), annex_form.known_header(header)
        is_group = name == annex_form.THEME and title_key(text) == title_key(group.title or "")
        if not text or name == annex_form.STATE or is_group:
            continue
        if name is None or name == annex_form.THEME:
            others[line(header)] = text
        else:
            known[name] = text
    return known, others


def goal_heading(goal: Goal) -> Heading:
    """Return what a document says of a goal."""
    return Heading(title=line(goal.title), description=content_text(goal.description) or None)


def group_heading(group: Group, registers: Registers, title_only: bool = False) -> Heading:
    """Return a group's title and, where its row has one, its schedule."""
    if title_only:
        return Heading(title=line(group.title or ""))
    if group.schedule:
        schedule: SharedSchedule = _entries(group.schedule, {}, registers)
    else:
        schedule = _shared_schedule(group, registers)
    return Heading(title=line(group.title or ""), schedule=schedule)


def _shared_schedule(group: Group, registers: Registers) -> SharedSchedule:
    """Return a group's schedule, which an annex shows in the rows of the measures that have it.

    Where one row tells another than most, or has been edited alone, it is that measure's own.
    """
    sharing = [one for one in group.measures if state_told(one) == annex_form.STATE_GROUP]
    told = [_entries(one.schedule, one.cell_texts, registers) for one in sharing]
    as_exported = [
        entries
        for one, entries in zip(sharing, told, strict=True)
        if not is_edited(registers.exported.get(one.source.document), id_told(one), one)
    ]
    candidates = as_exported or told
    return max(candidates, key=candidates.count) if candidates else None


def content_text(text: str) -> str:
    """Return a text fit for content: as pages show it, each run of white space one space."""
    return "\n".join(one_line(part) for part in clean(text).split("\n"))


def _scheduled(
    measure: Measure, group: Group, shared: SharedSchedule, registers: Registers
) -> Told:
    words, state = measure.cell_texts, state_told(measure)
    if state == annex_form.STATE_GROUP:
        own = _entries(measure.schedule, words, registers)
        return {} if own == shared else {"schedule": own}
    if not measure.schedule_known or state == annex_form.STATE_UNKNOWN:
        return _unscheduled(measure, registers)
    if not measure.schedule and not words and group.schedule and state != annex_form.STATE_NONE:
        return {}  # it has the schedule of its group
    return {"schedule": _entries(measure.schedule, words, registers)}


def _unscheduled(measure: Measure, registers: Registers) -> Told:
    """Return the words of a row whose schedule is not known; or its schedule, if it has one now.

    A single letter is a word while content has the same there, as a source may have had it.
    """
    known, words = registers.words(id_told(measure)), measure.cell_texts
    written = {moment: line(words[moment]) for moment in words}
    phases = {}
    for moment, label in measure.schedule.items():
        if folded(known.get(moment, "")) in map(folded, (label, registers.mark(label) or label)):
            written[moment] = known[moment]
        else:
            phases[moment] = label
    if measure.schedule_known and phases:
        return {"schedule": _entries(phases, written, registers)}
    if not written and not measure.schedule_known and (told := span_of(measure.extra)):
        written = dict.fromkeys(through(told[0]), line(told[1]))
    return {"schedule_words": dict(sorted(written.items()))} if written else {}


def _entries(
    phases: Mapping[HalfYear, str], words: Mapping[HalfYear, str], registers: Registers
) -> dict[HalfYear, ScheduleEntry]:
    entries = {}
    for moment in sorted({**phases, **words}):
        label, cell = phases.get(moment, ""), content_text(words.get(moment, ""))
        if label.startswith(UNKNOWN):
            sign = label.removeprefix(UNKNOWN)
            told = f"{sign} ({PHASE_NOT_KNOWN})" if sign else PHASE_NOT_KNOWN
            phase, text = "", " – ".join(filter(None, (line(cell), told)))
        else:
            phase = registers.phase(label) if label else ""
            text = annex_form.words_beside(cell, phase)
        if phase or text:
            entries[moment] = ScheduleEntry.model_construct(phase=phase or None, words=text or None)
    return entries


def _stands(measure: Measure, column: str) -> str:
    """Return what stands in a column of the annex, "" when nothing does or it is not there."""
    texts = (
        text.strip()
        for header, text in measure.extra.items()
        if annex_form.known_header(header) == column
    )
    return next(texts, "")


def id_told(measure: Measure) -> str:
    """Return the id that a row tells, "" when it tells none."""
    return line(_stands(measure, annex_form.ID))


def state_told(measure: Measure) -> str:
    """Return what an annex says of a measure's schedule in words."""
    return _stands(measure, annex_form.STATE).casefold()


def _joined(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Return the groups with those of the same title, or none, as one."""
    joined: dict[str, Group] = {}
    for group in groups:
        key = title_key(group.title) if group.title else ""
        before = joined.get(key)
        joined[key] = (
            replace(before, measures=(*before.measures, *group.measures)) if before else group
        )
    return tuple(joined.values())


def is_themed(goal: Goal) -> bool:
    """Whether a goal has no group rows, but a column "Teema" that tells each measure's group."""
    return all(
        not group.title and all(_stands(measure, annex_form.THEME) for measure in group.measures)
        for group in goal.groups
    )


def _by_theme(goal: Goal) -> Goal:
    """Return a goal grouped by its column "Teema", if it has no other groups."""
    if not is_themed(goal):
        return goal
    groups = (
        Group(line(_stands(measure, annex_form.THEME)), (measure,))
        for group in goal.groups
        for measure in group.measures
    )
    return replace(goal, groups=_joined(groups))
