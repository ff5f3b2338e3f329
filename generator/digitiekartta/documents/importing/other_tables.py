"""Tables that are no roadmap: budgets, risks and minutes beside, below or instead of one.

Rows are measures only where a head says so, or where half-years hold phases; sums of money by
year are neither. What is not taken is told, and a person can say that it is measures after all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.columns import Columns
from digitiekartta.documents.importing.goals import goal_in
from digitiekartta.documents.importing.grid import Cell, Line, Table
from digitiekartta.documents.importing.legend import is_caption, is_mark
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.roles import Role, role_of
from digitiekartta.documents.importing.shades import among, is_white, same
from digitiekartta.documents.importing.words import folded
from digitiekartta.roadmap.values import read_date

_MEASURES = re.compile(r"toimenpi|toimet\b|kehitt\w+toimi|digitoimi|mitä tehdään|mitä\?|åtgärd")
_AMOUNT = re.compile(
    r"(?:noin |n\. |~ ?|< ?|> ?|[+-] ?)?[\d.,  ]*\d[\d.,  ]*\s*"
    r"(?:€|e|eur|euroa|t€|k€|te|m€|meur|keur|%|htv|htkk|h|kpl|pv)?(?: ?/ ?\w+\.?)?"
)
# Heads of tables that stand beside roadmaps, as far as roadmaps have no such column.
_HEADS = re.compile(
    r"riski\w*|todennäköisyys|vaikutus\w*|seuraus\w*|puhelin\w*|sähköposti\w*|yhteyshenkilö\w*|"
    r"nimi|rooli|nimike|päivä\w*|pvm|versio\w*|muutos\w*|tekijä|laatija|hyväksyjä|kokous\w*|"
    r"kustannus\w*|kulu\w*|euroa?|€|summa|yhteensä|määräraha\w*|menot|tulot|budjetti\w*|"
    r"talousarvio\w*|taso|pisteet"
)
_OF_BUDGETS = re.compile(r"budje|talousarv|määrärah|\bmenot\b|\btulot\b|^riski|\briski(?:t|en)?\b")
_TOTAL = re.compile(
    r"(?:kaikki |toimenpiteitä )?yhteensä\b.{0,25}|.*\byhteensä|summa|(?:väli|loppu|kokonais)summa|"
    r"(?:sub|grand )?total\w*|summa\w* yhteensä|sammanlagt|totalt|joista\b.{0,25}"
)

NO_ROWS = ("card", "turned")
"""Why rows are none of a roadmap although they tell measures: they are not one a row."""


@dataclass(frozen=True, slots=True)
class OtherTable:
    """Rows that are no measures, and why.

    They are "sums", have a "head" of their own, stand "beside", tell "no-measures", one as a
    "card", or several in columns ("turned").
    """

    table: Table
    lines: tuple[Line, ...]
    why: str

    @property
    def text(self) -> str:
        """The first row that says something, for a report."""
        return next((line.text for line in self.lines if line.text), "")


def is_budget(other: OtherTable) -> bool:
    """Whether rows are clearly sums of money or risks, by their name or their first rows."""
    texts = [other.table.name, *(line.text for line in other.lines if line.text)][:3]
    return other.why != "beside" and any(_OF_BUDGETS.search(folded(text)) for text in texts)


def is_amount(text: str) -> bool:
    """Whether a cell says nothing but a number: euros, shares, pieces."""
    return _AMOUNT.fullmatch(folded(text)) is not None


def is_total(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are a sum: "Toimenpiteitä yhteensä | 39", counted or not."""
    name, *others = texts or [""]
    sums = (text.startswith("=") or is_amount(text) for text in others)
    return _TOTAL.fullmatch(folded(name).strip(" :")) is not None and all(sums)


def why_no_measures(block: Block) -> str:
    """Return why the rows of a block are no measures, "" when they are.

    A head that names measures needs a party, a goal, half-years or another known column; one that
    could mean anything ("Hanke", "Tehtävä") a party, a goal or phases in half-years; and where no
    head names measures, phases in half-years must.
    """
    if not block.heads:
        return ""
    if not block.columns.periods and _is_of_risks(block.heads):
        return "head"
    head = " ".join(line.cell(block.columns.title).text for line in block.heads)
    named = any(
        (role := role_of(line.cell(block.columns.title).text)) and role[0] is Role.TITLE
        for line in block.heads
    )
    has_party = bool({Role.RESPONSIBLE, Role.GOAL, Role.GROUP} & set(block.columns.roles))
    if _MEASURES.search(folded(head)) and (has_party or not block.columns.periods):
        return ""
    if _are_amounts(block):
        return "sums"
    if _MEASURES.search(folded(head)) or has_party:
        return "" if named or _has_halves(block) else "no-measures"
    has_goals = any(goal_in(cell.text) for line in block.lines for cell in line.filled())
    if named and (has_goals or _has_halves(block) or _has_phases(block)):
        return ""
    return "" if _has_halves(block) and _has_phases(block) else "no-measures"


def why_no_rows(table: Table) -> str:
    """Return "card" or "turned" where the first column holds the heads of a table, else ""."""
    lines = [line for line in table.lines if line.cell(0).text]
    roles = [role[0] for line in lines if (role := role_of(line.cell(0).text))]
    times = [moment for line in lines if (moment := read_moment(line.cell(0).text))]
    known = len(roles) + len(times)
    is_head = Role.TITLE in roles or (Role.RESPONSIBLE in roles and len(times) > 1)
    if not is_head or known < 2 or known * 2 < len(lines):
        return ""
    told = {column for line in lines for column, cell in line.distinct() if column and cell.shows}
    return ("card" if len(told) == 1 else "turned") if told else ""


def _is_of_risks(heads: Sequence[Line]) -> bool:
    """Whether heads are those of a table of risks, whose measures are no roadmap's."""
    words = [folded(cell.text) for line in heads for _, cell in line.distinct()]
    named = any(word.startswith("riski") for word in words)
    return named and any(re.match(r"todennäköisy|vaikut|seuraus|vakavuus", word) for word in words)


def _has_halves(block: Block) -> bool:
    """Whether heads tell half-years, not only years or single days."""
    texts = (cell.text for line in block.heads for _, cell in line.distinct())
    moments = (read_moment(text) for text in texts if not _is_single_day(text))
    return any(moment is not None and moment.half for moment in moments)


def _is_single_day(text: str) -> bool:
    """Whether a text is a date that begins or ends no month."""
    day = read_date(folded(text))
    return day is not None and day.day not in (1, 28, 29, 30, 31)


def _texts(block: Block) -> list[tuple[Line, Cell]]:
    return [
        (line, cell)
        for line in block.lines
        if line.cell(block.columns.title).text
        for _, cell in block.schedule_cells(line)
        if cell.shows
    ]


def _are_amounts(block: Block) -> bool:
    """Whether half-years and years hold numbers that no legend explains, and hardly a colour."""
    cells = [cell for _, cell in _texts(block) if cell.text]
    amounts = [c for c in cells if is_amount(c.text) and block.legend.of_text(c.text) is None]
    painted = sum(1 for line in block.lines for _ in block.painted(line))
    return len(amounts) * 2 > len(cells) and len(amounts) > painted


def _has_phases(block: Block) -> bool:
    """Whether something in the half-years can be a phase: colours, marks, or words of a legend."""
    if any(True for line in block.lines for _ in block.painted(line)):
        return True
    texts = [cell.text for _, cell in _texts(block) if cell.text]
    return any(block.legend.of_text(text) or _is_mark(text) for text in texts)


def _is_mark(text: str) -> bool:
    return is_mark(text) and not is_amount(text)


def own_rows(
    table: Table, heads: Sequence[Line], columns: Columns, body: Sequence[Line]
) -> tuple[tuple[Line, ...], list[OtherTable]]:
    """Return the rows of a block without other tables that stand below, and these.

    Another table begins after an empty row, with a head of its own, with numbers in the
    half-years, or below a sum; it ends where a goal or a schedule begins again.
    """
    own: list[Line] = []
    others: list[OtherTable] = []
    why, after_sum = "", False
    for at, run in enumerate(_runs(body)):
        told = [line for line in run if line.filled()]
        is_remark = bool(why) and _is_title(run)
        if at and told and not is_remark:
            why = _why_other(columns, heads, told, why, after_sum)
        if why and told and not is_remark:
            others.append(OtherTable(table, tuple(run), why))
        else:
            own += run
        after_sum = after_sum or any(_is_sum(line) for line in told)
    return tuple(own), others


def looks_like_other(heads: Sequence[Line], columns: Columns, lines: Sequence[Line]) -> str:
    """Return why a table without a head that may go on with another is none of its rows."""
    told = [line for line in lines if line.filled()]
    return _why_other(columns, heads, told, "", False) if told else ""


def _runs(body: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield rows that stand together, each time with the empty rows before them.

    A further head parts them, too.
    """
    run: list[Line] = []
    full = False
    for line in body:
        if full and (not line.filled() or (_is_head(line) and not _is_title(run))):
            yield run
            run, full = [], False
        run.append(line)
        full = full or bool(line.filled())
    yield run


def _is_title(run: Sequence[Line]) -> bool:
    """Whether rows are nothing but one text: the title of what follows."""
    rows = [line.filled() for line in run if line.filled()]
    return len(rows) == 1 and len(rows[0]) == 1


def _is_sum(line: Line) -> bool:
    return is_total([cell.text for _, cell in line.distinct() if cell.text])


def _why_other(
    columns: Columns, heads: Sequence[Line], told: Sequence[Line], before: str, after_sum: bool
) -> str:
    """Return why rows after an empty row are another table, "" when they are the block's own."""
    if any(_is_goal(line) for line in told) or all(map(_is_sum, told)):
        return ""
    if _names_columns(told):
        return "head"
    if any(_has_schedule(columns, line) for line in told) or _is_legend(told):
        return ""
    if _looks_like_head(heads, told):
        return "head"
    cells = [line.cell(column) for line in told for column in columns.periods]
    texts = [cell.text for cell in cells if cell.text]
    if len(told) > 1 and texts and sum(map(is_amount, texts)) * 2 > len(texts):
        return "sums"
    return before or ("sums" if after_sum and any(map(_has_more, told)) else "")


def _has_more(line: Line) -> bool:
    return sum(bool(cell.text) for _, cell in line.distinct()) > 1


def _is_goal(line: Line) -> bool:
    cells = line.filled()
    return bool(cells) and goal_in(cells[0].text) is not None


def _has_schedule(columns: Columns, line: Line) -> bool:
    """Whether a row has a title, and in a half-year a colour or a mark of its own."""
    title = line.cell(columns.title)
    if not title.text or is_total([title.text]):
        return False
    return any(
        cell is not title
        and (
            (not is_white(cell.colour) and not same(cell.colour, title.colour))
            or _is_mark(cell.text)
        )
        for cell in map(line.cell, columns.periods)
    )


def _is_legend(told: Sequence[Line]) -> bool:
    """Whether rows announce a legend, or hold coloured words alone."""
    cells = [cell for line in told for cell in line.filled()]
    return any(is_caption(cell.text) for cell in cells) or all(
        any(not is_white(cell.colour) for cell in line.filled()) and len(line.filled()) <= 4
        for line in told
    )


def _first_of(told: Sequence[Line]) -> tuple[list[Cell], list[Cell]]:
    """Return the cells of the first row, or the second under a title, and those below it."""
    first = next((line for line in told[:2] if _has_more(line)), None)
    if first is None:
        return [], []
    below = told[told.index(first) + 1 :]
    texts = [[cell for cell in line.filled() if cell.text] for line in (first, *below)]
    return texts[0], [cell for row in texts[1:] for cell in row]


def _names_columns(told: Sequence[Line]) -> bool:
    """Whether rows begin with a head that names two columns or more, perhaps under a title."""
    cells, below = _first_of(told)
    known = [cell for cell in cells if _names_column(cell)]
    return bool(below) and len(known) >= 2 and len(known) * 2 >= len(cells)


def _names_column(cell: Cell) -> bool:
    other = _HEADS.fullmatch(folded(cell.text).strip(" .:"))
    return bool(other or role_of(cell.text) or read_moment(cell.text))


def _is_head(line: Line) -> bool:
    """Whether a row holds nothing but names of columns, two or more."""
    cells = [cell for cell in line.filled() if cell.text]
    return len(cells) > 1 and all(map(_names_column, cells))


def _looks_like_head(heads: Sequence[Line], told: Sequence[Line]) -> bool:
    """Whether rows begin as no row below looks: in bold, or in the colour of the table's head."""
    cells, below = _first_of(told)
    bold = all(cell.bold for cell in cells) and not all(cell.bold for cell in below)
    own = {cell.colour for line in heads for cell in line.filled() if not is_white(cell.colour)}
    painted = bool(own) and all(among(cell.colour, own) for cell in cells)
    return bool(below) and len(cells) > 1 and (bold or painted)
