"""The heads of a table's columns: which holds the measure, who is responsible, which a half-year.

Heads may take several rows (years over Kevät and Syksy), be misspelt, or stand again after a
page break.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing import annex_form
from digitiekartta.documents.importing.grid import Line, Table
from digitiekartta.documents.importing.head_times import head_times
from digitiekartta.documents.importing.legend import is_caption
from digitiekartta.documents.importing.periods import Moment, join, read_moment
from digitiekartta.documents.importing.roles import Role, is_name_of_column, role_of
from digitiekartta.documents.importing.words import folded, joined_label

# What stands over years that hold sums, not phases.
_MONEY = re.compile(r"kustann|budje|määrärah|rahoit|euro|€|\beur\b|t€|kostnad|htv")
_OWN = {annex_form.TITLE, annex_form.PARTY, annex_form.ID}
_COUNTS = re.compile(r"(?:nro|nr|no|n:o|numero|järj(?:estys)?\.?\s?n\w*|#)\.?:?")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, by their number from 0.

    Args:
        title: The column of the measures.
        roles: Columns of the other roles that the neutral form has.
        extras: Other columns that have a head, by its text.
        periods: Columns of half-years (a bare year stands for both of its halves).
        twice: Half-years that stand at the head of two columns.
        shorter: Those of them that are only a part of a half-year.
        years: Those of them that tell a year without saying which half.
        parted: Those of them that only their order under a year tells to be parts of it.
        ids: The column of ids in an annex that this program exported, in which each row of a
            measure tells its id; None in any other document.
    """

    title: int
    roles: Mapping[Role, int] = field(default_factory=dict)
    extras: Mapping[int, str] = field(default_factory=dict)
    periods: Mapping[int, tuple[HalfYear, ...]] = field(default_factory=dict)
    twice: tuple[HalfYear, ...] = ()
    shorter: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    parted: tuple[int, ...] = ()
    width: int = 0
    ids: int | None = None

    @property
    def named(self) -> set[int]:
        """All columns whose meaning is known."""
        return {self.title, *self.roles.values(), *self.extras, *self.periods}

    @property
    def halfyears(self) -> list[HalfYear]:
        """The half-years of all such columns, from left to right."""
        return [moment for moments in self.periods.values() for moment in moments]

    @property
    def numbers(self) -> list[int]:
        """The columns that count the rows."""
        return [at for at, head in self.extras.items() if _COUNTS.fullmatch(folded(head))]

    @property
    def texts(self) -> list[int]:
        """The columns beside the title that hold words: roles and extras."""
        return sorted({*self.roles.values(), *self.extras})


@dataclass(frozen=True, slots=True)
class Head:
    """The head rows of a table: the first and the last (from 0), and what they say."""

    first: int
    last: int
    columns: Columns


def find_heads(table: Table, exported: bool = False) -> list[Head]:
    """Return the heads of a table from the top; none when it holds no measures.

    In an annex that was exported (``exported``) heads are the export's own: what else looks like
    one is a name in a cell, such as that of a sector "Tavoite".
    """
    if exported and (own := list(_own_heads(table))):
        return own
    heads: list[Head] = []
    row = 0
    while row < len(table.lines):
        if not _is_head(table.lines, row) or (heads and _is_measure(heads[-1], table.lines[row])):
            row += 1
            continue
        first, last = row, row
        while (
            first > 0
            and (not heads or first - 1 > heads[-1].last)
            and _adds_years(table.lines[first - 1], table.lines[first])
        ):
            first -= 1
        while last + 1 < len(table.lines) and _continues(table.lines, last + 1):
            last += 1
        columns = _columns(table, first, last)
        if columns is not None:
            heads.append(Head(first, last, columns))
        row = last + 1
    return heads


def _own_heads(table: Table) -> Iterator[Head]:
    """Yield the heads that the export has written; its columns are known by their names alone."""
    for row, line in enumerate(table.lines):
        texts = {one_line(cell.text): column for column, cell in reversed([*line.distinct()])}
        columns = _columns(table, row, row) if texts.keys() >= _OWN else None
        if columns is None:
            continue
        known = {Role.RESPONSIBLE: texts[annex_form.PARTY], Role.NOTES: texts.get(annex_form.NOTES)}
        sectors = (at for text, at in texts.items() if (role_of(text) or ("",))[0] is Role.SECTOR)
        known[Role.SECTOR] = min(sectors, default=None)
        roles = {role: at for role, at in known.items() if at is not None}
        title, ids = texts[annex_form.TITLE], texts[annex_form.ID]
        # What else an import would know by its name is one of the roadmap's own fields.
        others = {*columns.roles.values(), columns.title} - {*roles.values(), title}
        extras = {**columns.extras, **{at: line.cell(at).text for at in others}}
        extras = {at: text for at, text in extras.items() if at not in {*roles.values(), title}}
        yield Head(row, row, replace(columns, title=title, roles=roles, extras=extras, ids=ids))


def _is_head(lines: Sequence[Line], row: int) -> bool:
    """Whether a row begins a head: half-years, or names of at least two kinds of columns."""
    cells = [(column, cell) for column, cell in lines[row].distinct() if cell.text]
    times = head_times(lines[row : row + 1], 0)
    moments = [times[column] for column, _ in cells if column in times]
    roles = [role[0] for at, cell in cells if at not in times and (role := role_of(cell.text))]
    has_title = Role.TITLE in roles
    # A row that says more than its dates and heads is a measure with its start and end.
    dates_are_heads = len(moments) + len(roles) == len(cells)
    full = {moment.halfyears for moment in moments if moment.full}
    if not dates_are_heads and any(moment.is_day for moment in moments):
        return has_title and len(roles) >= 2
    if len(full) >= 2 or (has_title and len(roles) >= 2) or (has_title and full):
        return True
    if len(moments) >= 2 and len(moments) + len(roles) == len(cells):
        return len({moment.year for moment in moments if moment.year}) >= 2
    # A table of measures and years alone ("Toimenpide | 2025 | 2026").
    return has_title and len(moments) >= 1 and any(moment.year for moment in moments)


def _is_measure(head: Head, line: Line) -> bool:
    """Whether the times of a row stand in columns that tell start and end, below their heads."""
    columns = head.columns
    times = head_times([line], 0)
    title = line.cell(columns.title).text
    return bool(title and times) and role_of(title) is None and set(times) <= set(columns.extras)


def _continues(lines: Sequence[Line], row: int) -> bool:
    """Whether a row below a head row belongs to the same head.

    A legend that stands beside on the same rows tells nothing of that.
    """
    above = lines[row - 1]
    cells = [
        (column, cell)
        for column, cell in lines[row].distinct()
        if cell.text and cell is not above.cell(column)
    ]
    if not cells:
        # Only what is merged from above.
        return any(cell.text for cell in lines[row].cells)
    times = head_times(lines, row)
    moments = [times[column] for column, _ in cells if column in times]
    roles = [cell for column, cell in cells if column not in times and role_of(cell.text)]
    of_legend = [
        cell
        for column, cell in cells
        if column not in times and is_caption(above.cell(column).text) and not role_of(cell.text)
    ]
    if len(moments) + len(roles) + len(of_legend) == len(cells) and moments:
        return True
    # pandas writes the names of its index one row lower than the other heads.
    if all(is_name_of_column(cell.text) and not above.cell(at).text for at, cell in cells):
        return True
    others = [column for column, cell in cells if column not in times and not role_of(cell.text)]
    if any(role_of(above.cell(column).text) for column in others):
        return False  # a measure, with its start and its end
    return len({moment.halfyears for moment in moments if moment.full and not moment.is_day}) >= 2


def _adds_years(line: Line, below: Line) -> bool:
    """Whether a row above a head row holds nothing but years, over more than all of the table."""
    cells = [cell for _, cell in line.distinct() if cell.text]
    if any(cell.text and role_of(below.cell(at).text) for at, cell in enumerate(line.cells)):
        return False
    moments = [read_moment(cell.text) for cell in cells]
    return bool(moments) and all(moment and moment.year is not None for moment in moments)


def _columns(table: Table, first: int, last: int) -> Columns | None:
    """Return what the columns hold by the head rows ``first`` to ``last``."""
    lines = table.lines[first : last + 1]
    moments: dict[int, Moment] = {}
    heads: dict[int, str] = {}
    role_by_column: dict[int, tuple[Role, int]] = {}
    times = [head_times(lines, row) for row in range(len(lines))]
    before: Moment | None = None
    for column in range(table.width):
        cells = list(dict.fromkeys(line.cell(column) for line in lines))
        texts = [cell.text for cell in cells if cell.text]
        parts = [told[column] for told in times if column in told]
        moment = join(parts)
        if moment is None and parts and before is not None and before.year:
            # The year stands only over the first of its half-years.
            moment = Moment(before.year, parts[-1].half, parts[-1].exact)
        if moment is not None and not any(_MONEY.search(folded(text)) for text in texts):
            moments[column] = before = moment
            continue
        roles = [role for text in texts if (role := role_of(text))]
        if roles:
            role_by_column[column] = roles[0]
        if texts:
            heads[column] = joined_label("\n".join(texts))
    return _assigned(table, lines, last, heads, role_by_column, moments)


def _assigned(
    table: Table,
    lines: Sequence[Line],
    last: int,
    heads: Mapping[int, str],
    role_by_column: Mapping[int, tuple[Role, int]],
    moments: Mapping[int, Moment],
) -> Columns | None:
    best: dict[Role, int] = {}
    for column, (role, _) in sorted(role_by_column.items(), key=lambda item: (item[1][1], item[0])):
        if role is not Role.OTHER:
            best.setdefault(role, column)
    title = best.pop(Role.TITLE, None)
    if title is None and Role.GROUP in best and not moments:
        return None
    if title is None:
        title = _fullest(table, last, {*moments, *best.values()})
    if title is None:
        return None
    taken = {title, *best.values(), *moments}
    parts = _parts_of_years(lines, moments)
    moments = {**moments, **parts}
    extras = {column: text for column, text in heads.items() if column not in taken}
    # A word over the half-years, or right of them without cells below, is no column's head; a
    # month without a year is, since its cells are painted.
    extras = {
        column: text
        for column, text in extras.items()
        if column in role_by_column
        or read_moment(text) is not None
        or _has_words_below(table, last, column)
    }
    return Columns(
        title,
        best,
        extras,
        {column: moment.halfyears for column, moment in moments.items()},
        _twice(lines, moments),
        tuple(column for column, moment in moments.items() if not moment.exact),
        tuple(column for column, moment in moments.items() if moment.half is None),
        tuple(parts),
        table.width,
    )


def _parts_of_years(lines: Sequence[Line], moments: Mapping[int, Moment]) -> dict[int, Moment]:
    """Return what the columns are over which a year is merged without a head of their own."""
    merged: dict[tuple[int, ...], list[int]] = {}
    for column, moment in moments.items():
        if moment.half is None:
            merged.setdefault(tuple(id(line.cell(column)) for line in lines), []).append(column)
    return {
        column: replace(moments[column], half=1 if at < len(columns) / 2 else 2, exact=False)
        for columns in merged.values()
        if len(columns) in (2, 4, 12)
        for at, column in enumerate(columns)
    }


def _twice(lines: Sequence[Line], moments: Mapping[int, Moment]) -> tuple[HalfYear, ...]:
    """Return the half-years of which two cells of the head tell, a merged one counted once."""
    seen: dict[tuple[int, ...], HalfYear] = {}
    halfyears: list[HalfYear] = []
    for column, moment in moments.items():
        cells = tuple(id(line.cell(column)) for line in lines)
        if cells not in seen:
            seen[cells] = moment.halfyears[0]
            halfyears += moment.halfyears
    return tuple(moment for moment, number in Counter(halfyears).items() if number > 1)


def _fullest(table: Table, last: int, taken: set[int]) -> int | None:
    """Return the column left over that holds most letters below the head."""
    sizes = {
        column: sum(len(line.cell(column).text) for line in table.lines[last + 1 :])
        for column in range(table.width)
        if column not in taken
    }
    best = max(sizes, key=lambda column: (sizes[column], -column), default=None)
    return best if best is not None and sizes[best] else None


def _has_words_below(table: Table, last: int, column: int) -> bool:
    return any(
        line.cell(column).text and line.cell(column).columns == 1
        for line in table.lines[last + 1 :]
    )
