"""The interpreter: tables of text and colour become goals, groups and measures with schedules.

It knows nothing of file formats. Nothing is guessed and nothing is lost without a word: each
row of each table gets a fate, and what is doubtful becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.problems import Problem
from digitiekartta.documents.importing import findings
from digitiekartta.documents.importing.blocks import Block, Cut, Outside, cut
from digitiekartta.documents.importing.columns import Role, role_of
from digitiekartta.documents.importing.goals import (
    GoalName,
    chapter_in,
    goal_in,
    group_in,
    is_generic,
    numbered_goal,
    without_continuation,
)
from digitiekartta.documents.importing.grid import EMPTY, Line, Source, Table, Text
from digitiekartta.documents.importing.legend import is_caption
from digitiekartta.documents.importing.neutral import (
    UNKNOWN,
    Document,
    Goal,
    Group,
    Measure,
    RowFate,
    RowKind,
    SourceRow,
)
from digitiekartta.documents.importing.parties import in_parts
from digitiekartta.documents.importing.phase_names import one_name_per_phase, phases_of
from digitiekartta.documents.importing.proposal.columns import known_header
from digitiekartta.documents.importing.rows import Kinds, goal_row
from digitiekartta.documents.importing.schedule import (
    Meanings,
    Schedules,
    decorated_columns,
    phase_words,
)
from digitiekartta.documents.importing.shades import alike, is_white
from digitiekartta.documents.importing.words import folded, joined_label, letters, one_line


def interpret(source: Source, meanings: Meanings) -> Document | list[Problem]:
    """Return the roadmap that a document tells, or the Problem that it tells none."""
    pieces = cut(source)
    if not pieces.blocks:
        return [findings.no_table(source.name)]
    differing = one_name_per_phase(pieces.blocks)
    reading = _Reading(source, pieces, meanings)
    reading.run()
    goals = reading.goals()
    if not any(group.measures for goal in goals for group in goal.groups):
        return [findings.no_table(source.name)]
    reported = [
        *(findings.legend_differs(source.name, *names) for names in differing),
        *reading.reported(),
    ]
    return Document(
        source.name,
        reading.title,
        phases_of(pieces.blocks, meanings, reading.schedules.words_seen),
        tuple(sorted({m for block in pieces.blocks for m in _moments(block)})),
        goals,
        tuple(dict.fromkeys(reported)),
        tuple(reading.fates()),
        source.tables,
    )


@dataclass(slots=True)
class _OpenGroup:
    title: str | None
    source: SourceRow | None
    measures: list[Measure] = field(default_factory=list)
    schedule: Mapping[HalfYear, str] = field(default_factory=dict)


@dataclass(slots=True)
class _OpenGoal:
    name: GoalName
    source: SourceRow | None
    groups: list[_OpenGroup] = field(default_factory=list)

    def group(self, title: str | None, source: SourceRow | None) -> _OpenGroup:
        """Return the group of that title, a new one when the last has another."""
        wanted = folded(title or "")
        if self.groups and folded(self.groups[-1].title or "") == wanted:
            return self.groups[-1]
        for group in self.groups:
            if wanted and folded(group.title or "") == wanted:
                return group
        self.groups.append(_OpenGroup(title, source))
        return self.groups[-1]


class _Reading:
    """One document while its rows are placed."""

    def __init__(self, source: Source, pieces: Cut, meanings: Meanings) -> None:
        self.source, self.pieces = source, pieces
        self.schedules = Schedules(meanings, phase_words(pieces.blocks))
        self.found: list[_OpenGoal] = []
        self.goal: _OpenGoal | None = None
        self.group: str | None = None
        self.group_source: SourceRow | None = None
        self.by_row: dict[tuple[str, int], RowFate] = {}
        self.doubts: list[Problem] = []
        self.title = ""
        self.chapters: set[str] = set()
        self.names_goals = self._names_goals()
        self.several = self._several_headings()

    # --- walking ------------------------------------------------------------------------------

    def run(self) -> None:
        """Place all rows."""
        before: Block | None = None
        for block in self.pieces.blocks:
            self._outside(block, before)
            self._body(block)
            before = block
        for part in self.pieces.after:
            if isinstance(part, Outside):
                self._fate(part.table, part.line, self._kind_outside(part, before))
        self._rows_that_are_groups()

    def _outside(self, block: Block, before: Block | None) -> None:
        """Read what stands before a block: goal, headings, legend, title of the document."""
        named: GoalName | None = None
        source: SourceRow | None = None
        group: str | None = None
        chapter: GoalName | None = None
        heading: tuple[str, SourceRow | None] | None = None
        texts = list(block.before)
        for number, part in enumerate(texts):
            row = self._place(part.table, part.line) if isinstance(part, Outside) else None
            text, alone = _outside_text(part)
            goal = goal_in(text) if text else None
            if goal is not None:
                if not goal.title:
                    goal = replace(goal, title=self._title_after(texts[number + 1 :], block))
                named, source, heading = goal, row, None
                self._mark_outside(part, RowKind.GOAL)
                continue
            if isinstance(part, Text):
                chapter = self._chapter(text) or chapter
                group = group_in(text) or group
            if text and not self.title and is_generic(text) and not is_caption(text):
                self.title = one_line(text)
            if text and alone and not is_generic(text) and not is_caption(text):
                legend_word = any(
                    letters(text) == letters(entry.label) for entry in block.legend.entries
                )
                if not legend_word:
                    heading = (text, row)
            self._mark_outside(part, self._kind_outside(part, block))
        if named is None and group is not None:
            named = chapter
        if named is None:
            named = self._from_sheet(block, before)
        if named is None and not self.names_goals and self.several and heading:
            named, source = numbered_goal(heading[0]), heading[1]
        if named is not None:
            self._enter(named, source)
        elif self.goal is None or (not self.names_goals and block.heads):
            self._enter(GoalName(None, ""), None, new=True)
        if group is not None:
            self.group, self.group_source = group, None
            self.chapters.add(folded(group))
        for line in block.heads:
            self._fate(block.table, line, RowKind.HEADING)

    def _chapter(self, text: str) -> GoalName | None:
        """Return the goal that the number of a chapter ("2. OSAAMINEN") stands for."""
        chapter = chapter_in(text)
        known = (goal.name for goal in self.found if chapter and goal.name.number)
        return next((name for name in known if chapter and name.number == chapter.number), None)

    def _rows_that_are_groups(self) -> None:
        """Make rows of an overview groups, where later chapters tell the measures of each.

        Such a row ("Digituki - Seudullisen digituen malli") schedules its whole group.
        """
        for goal in self.found:
            chapters = [one for one in goal.groups if folded(one.title or "") in self.chapters]
            for group in goal.groups:
                for measure in list(group.measures) if group not in chapters else ():
                    name = letters(re.split(r"\s[-–]\s", one_line(measure.title))[0])
                    meant = next(
                        (
                            one
                            for one in chapters
                            if SequenceMatcher(None, letters(one.title or ""), name).ratio() > 0.9
                        ),
                        None,
                    )
                    if meant is not None:
                        group.measures.remove(measure)
                        meant.schedule, meant.source = measure.schedule, measure.source
                        key = (measure.source.table, measure.source.row)
                        self.by_row[key] = replace(self.by_row[key], kind=RowKind.GROUP)

    def _title_after(self, parts: Sequence[Text | Outside], block: Block) -> str:
        """Return the title of a goal whose number stands alone in the line above it."""
        for part in parts:
            text, alone = _outside_text(part)
            if not text:
                continue
            if alone and not is_caption(text) and len(text) <= 200 and goal_in(text) is None:
                known = {letters(entry.label) for entry in block.legend.entries}
                return "" if letters(text) in known else one_line(text)
            return ""
        return ""

    def _from_sheet(self, block: Block, before: Block | None) -> GoalName | None:
        """Return the goal that the name of a new sheet tells, if it tells one."""
        if before is not None and before.section is block.section:
            return None
        name = block.section.name
        if not block.section.named:
            return None
        goal = goal_in(name)
        if goal is not None:
            return goal
        sheets = {id(one.section): one.section.name for one in self.pieces.blocks}
        if len(sheets) > 1 and not self.names_goals and not is_generic(name):
            return numbered_goal(name)
        return None

    def _names_goals(self) -> bool:
        """Whether the document calls its goals by the word."""
        for block in self.pieces.blocks:
            if any(goal_in(_outside_text(part)[0]) for part in block.before):
                return True
            if Role.GOAL in block.columns.roles:
                return True
            for line in block.lines:
                if goal_row(line) is not None:
                    return True
            if block.section.named and goal_in(block.section.name):
                return True
        return False

    def _several_headings(self) -> bool:
        """Whether more than one block has a heading of its own, so that headings tell goals."""
        found = set()
        for block in self.pieces.blocks:
            for part in block.before:
                text, alone = _outside_text(part)
                if text and alone and not is_generic(text) and not is_caption(text):
                    found.add(folded(text))
        return len(found) > 1 and len(self.pieces.blocks) > 1

    # --- rows ---------------------------------------------------------------------------------

    def _body(self, block: Block) -> None:
        kinds = Kinds(block)
        decorated = decorated_columns(
            block, [line for line in block.lines if kinds.kind(line) is RowKind.MEASURE]
        )
        last: Line | None = None
        for line in block.lines:
            kind = kinds.kind(line)
            if kind is RowKind.GOAL:
                goal = goal_row(line)
                assert goal is not None
                self._enter(goal, self._place(block.table, line))
            elif kind is RowKind.GROUP:
                self.group = without_continuation(one_line(line.cell(block.columns.title).text))
                self.group_source = self._place(block.table, line)
            elif kind is RowKind.MEASURE:
                if kinds.unsure(line):
                    self.doubts.append(
                        findings.unsure_row(
                            self.source.name,
                            block.table.name,
                            line.number,
                            one_line(line.cell(block.columns.title).text),
                            "toimenpiteenä",
                        )
                    )
                merged = last is not None and _goes_on(block, last, line)
                if merged:
                    self._extend(block, line, decorated)
                    kind = RowKind.CONTINUED
                else:
                    self._add(block, line, decorated)
                last = line
            elif kind is RowKind.LEFT_OUT:
                self.doubts.append(
                    findings.row_left_out(
                        self.source.name, block.table.name, line.number, line.text
                    )
                )
            why = "rivillä ei ole toimenpiteen nimeä" if kind is RowKind.LEFT_OUT else ""
            self._fate(block.table, line, kind, why)
        self._columns_told(block, kinds)

    def _add(self, block: Block, line: Line, decorated: frozenset[int]) -> None:
        columns = block.columns
        goal_column, group_column = columns.roles.get(Role.GOAL), columns.roles.get(Role.GROUP)
        place = self._place(block.table, line)
        if goal_column is not None and (text := line.cell(goal_column).text):
            self._enter(goal_in(text) or numbered_goal(text), place)
        if group_column is not None and (text := line.cell(group_column).text):
            self.group, self.group_source = one_line(text), place
        assert self.goal is not None
        group = self.goal.group(self.group, self.group_source)
        group.measures.append(self._measure(block, line, decorated))

    def _measure(self, block: Block, line: Line, decorated: frozenset[int]) -> Measure:
        columns = block.columns

        def text_of(role: Role) -> str:
            column = columns.roles.get(role)
            return line.cell(column).text if column is not None else ""

        schedule, texts = self.schedules.read(block, line, decorated)
        extra: dict[str, str] = {}
        for column, head in columns.extras.items():
            cell = line.cell(column)
            if cell.text and cell is not line.cell(columns.title):
                extra[head] = f"{extra[head]}\n{cell.text}" if head in extra else cell.text
        return Measure(
            line.cell(columns.title).text,
            self._place(block.table, line),
            in_parts(text_of(Role.RESPONSIBLE)),
            text_of(Role.RESPONSIBLE),
            in_parts(text_of(Role.SECTOR)),
            text_of(Role.SECTOR),
            schedule,
            bool(columns.periods),
            texts,
            text_of(Role.NOTES),
            extra,
        )

    def _extend(self, block: Block, line: Line, decorated: frozenset[int]) -> None:
        """Add a further row of a measure whose title is merged over both."""
        assert self.goal is not None
        group = self.goal.group(self.group, self.group_source)
        more, before = self._measure(block, line, decorated), group.measures[-1]
        raw = _together(before.responsible_raw, more.responsible_raw)
        sector = _together(before.sector_raw, more.sector_raw)
        group.measures[-1] = replace(
            before,
            responsible=in_parts(raw),
            responsible_raw=raw,
            sector=in_parts(sector),
            sector_raw=sector,
            schedule=dict(sorted({**more.schedule, **before.schedule}.items())),
            cell_texts=dict(sorted({**more.cell_texts, **before.cell_texts}.items())),
            notes=_together(before.notes, more.notes),
            extra={
                head: _together(before.extra.get(head, ""), more.extra.get(head, ""))
                for head in {**before.extra, **more.extra}
            },
        )

    # --- goals --------------------------------------------------------------------------------

    def _enter(self, name: GoalName, source: SourceRow | None, new: bool = False) -> None:
        """Go on under a goal; the same goal again starts nothing new."""
        if self.goal is not None and not new and name.same(self.goal.name):
            return
        self.group, self.group_source = None, None
        known = next((one for one in self.found if not new and name.same(one.name)), None)
        if known is None:
            known = _OpenGoal(name, source)
            self.found.append(known)
        elif known.groups:
            self.group = known.groups[-1].title
            self.group_source = known.groups[-1].source
        self.goal = known

    def goals(self) -> tuple[Goal, ...]:
        """Return the goals that have measures, with what makes their schedules known."""
        known = self._schedule_known()
        return tuple(
            Goal(
                goal.name.number,
                goal.name.title,
                tuple(
                    Group(
                        group.title,
                        tuple(
                            replace(one, schedule_known=one.schedule_known and known)
                            for one in group.measures
                        ),
                        group.source,
                        group.schedule,
                    )
                    for group in goal.groups
                    if group.measures
                ),
                goal.source,
            )
            for goal in self.found
            if any(group.measures for group in goal.groups)
        )

    def _schedule_known(self) -> bool:
        """Whether any measure has a phase: if none has, the document has lost its schedule."""
        return any(
            measure.schedule
            for goal in self.found
            for group in goal.groups
            for measure in group.measures
        )

    # --- reports ------------------------------------------------------------------------------

    def reported(self) -> Iterable[Problem]:
        """Yield what a person should know."""
        name, blocks = self.source.name, self.pieces.blocks
        if not self._schedule_known():
            yield findings.no_colours(name, any(block.columns.periods for block in blocks))
        for table in dict.fromkeys(block.table.name for block in blocks if block.table.conditional):
            yield findings.conditional_format(name, table)
        yield from self._unexplained()
        if self.source.hidden:
            yield findings.hidden_left_out(name, self.source.hidden)
        yield from self._duplicates()
        for block in blocks:
            yield from _about_periods(name, block)
        yield from self.doubts
        for sentence in self.source.notes:
            yield findings.note(name, sentence)

    def _unexplained(self) -> Iterable[Problem]:
        name = self.source.name
        doubts = self.schedules.doubts
        if (
            doubts
            and not any(block.legend for block in self.pieces.blocks)
            and not (self.schedules.meanings.colours or self.schedules.meanings.marks)
        ):
            names = list(dict.fromkeys(doubt.name.removeprefix(UNKNOWN) for doubt in doubts))
            yield findings.legend_missing(name, names)
            return
        by_name: dict[tuple[str, str], list[str]] = {}
        for doubt in doubts:
            key = (doubt.block.table.name, doubt.name.removeprefix(UNKNOWN))
            place = doubt.cell.place or f"rivi {doubt.line.number}"
            by_name.setdefault(key, []).append(place)
        for (table, what), places in by_name.items():
            told = findings.unknown_colour if what.startswith("#") else findings.unknown_mark
            yield told(name, table, what, places)

    def _duplicates(self) -> Iterable[Problem]:
        places: dict[str, list[Measure]] = {}
        for goal in self.found:
            for group in goal.groups:
                for measure in group.measures:
                    places.setdefault(letters(measure.title), []).append(measure)
        for same_ones in places.values():
            if len(same_ones) > 1:
                yield findings.duplicate_measure(
                    self.source.name, same_ones[0].title, [str(one.source) for one in same_ones]
                )

    def _columns_told(self, block: Block, kinds: Kinds) -> None:
        """Tell of columns that were kept without being understood, and of those without a head."""
        columns, name = block.columns, self.source.name
        lines = [line for line in block.lines if kinds.kind(line) is RowKind.MEASURE]
        unknown = [
            head
            for column, head in columns.extras.items()
            if role_of(head) is None
            and known_header(head) is None
            and any(line.cell(column).text for line in lines)
        ]
        if unknown:
            self.doubts.append(findings.unknown_column(name, block.table.name, unknown))
        known_labels = {letters(entry.label) for entry in block.legend.entries}
        for column in range(block.columns.width):
            if column in columns.named:
                continue
            texts = [
                one_line(line.cell(column).text)
                for line in lines
                if line.cell(column).text
                and letters(line.cell(column).text) not in known_labels
                and is_white(line.cell(column).colour)
                and not any(line.cell(column) is line.cell(other) for other in columns.named)
            ]
            labels = {letters(entry.label) for entry in block.words}
            texts = [text for text in texts if letters(joined_label(text)) not in labels]
            if texts:
                self.doubts.append(
                    findings.column_without_head(
                        name, block.table.name, f"Sarakkeessa {column + 1}", texts[0]
                    )
                )

    def _place(self, table: Table, line: Line) -> SourceRow:
        return SourceRow(self.source.name, table.name, line.number)

    def _fate(self, table: Table, line: Line, kind: RowKind, why: str = "") -> None:
        if not any(cell.text or not is_white(cell.colour) for cell in line.cells):
            kind, why = RowKind.EMPTY, ""
        key = (table.name, line.number)
        self.by_row[key] = RowFate(self._place(table, line), kind, line.text, why)

    def _mark_outside(self, part: Text | Outside, kind: RowKind) -> None:
        if isinstance(part, Outside):
            self._fate(part.table, part.line, kind)

    def _kind_outside(self, part: Text | Outside, block: Block | None) -> RowKind:
        if isinstance(part, Outside) and block is not None:
            cells = [cell for _, cell in part.line.distinct() if cell.text or cell.colour]
            if any(is_caption(cell.text) for cell in cells) or any(
                cell.colour is not None and alike(cell.colour, block.legend.colours)
                for cell in cells
            ):
                return RowKind.LEGEND
        return RowKind.TEXT

    def fates(self) -> Iterable[RowFate]:
        """Yield the fate of every row of every table in the document's order."""
        for table in self.source.tables:
            for line in table.lines:
                key = (table.name, line.number)
                yield self.by_row.get(
                    key, RowFate(self._place(table, line), RowKind.TEXT, line.text)
                )


def _outside_text(part: Text | Outside) -> tuple[str, bool]:
    """Return the first text of what stands outside a table's body, and whether it is alone."""
    if isinstance(part, Text):
        return part.text, part.level > 0
    texts = [cell.text for _, cell in part.line.distinct() if cell.text]
    coloured = [cell for _, cell in part.line.distinct() if cell.text and not is_white(cell.colour)]
    if not texts:
        return "", False
    goal = next((text for text in texts if goal_in(text)), None)
    alone = len(texts) == 1 and len(coloured) <= 1
    if goal is not None and not goal_in(goal).title and len(texts) > 1:  # type: ignore[union-attr]
        return f"{goal} {texts[texts.index(goal) + 1]}" if goal != texts[-1] else goal, True
    return goal or texts[0], alone


def _goes_on(block: Block, last: Line, line: Line) -> bool:
    """Whether a row's title is merged with that of the measure above."""
    title = line.cell(block.columns.title)
    return title is last.cell(block.columns.title) and title.rows > 1 and title is not EMPTY


def _together(one: str, other: str) -> str:
    if not other or other in one.split("\n"):
        return one
    return f"{one}\n{other}" if one else other


def _moments(block: Block) -> list[HalfYear]:
    return [moment for moments in block.columns.periods.values() for moment in moments]


def _about_periods(name: str, block: Block) -> Iterable[Problem]:
    moments = _moments(block)
    if moments != sorted(moments):
        yield findings.order_not_chronological(name, block.table.name)
    if not block.columns.exact or block.columns.year_only:
        yield findings.coarse_periods(name, block.table.name, block.columns.year_only)
    elif block.columns.twice:
        twice = [str(moment) for moment in block.columns.twice]
        yield findings.half_year_twice(name, block.table.name, twice)
