"""The roadmap as the municipalities' own tables, one for each goal; which program is not told.

In each cell of a schedule stand the phase's colour, its mark and its name, so that none is
needed alone. The last column is the measure's id, by which an import finds it again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digitiekartta.basics.colours import RGB, in_space, parse
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import sentence_case
from digitiekartta.documents.exporting.lists import list_tables
from digitiekartta.documents.exporting.tables import Row, Table
from digitiekartta.documents.importing import annex_form
from digitiekartta.documents.importing.annex_form import NOTES, PARTY, TITLE
from digitiekartta.documents.importing.exported import Exported, half_years_of, said_in, state_of
from digitiekartta.documents.importing.grid import Cell
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.words import line
from digitiekartta.markup.escaping import clean
from digitiekartta.roadmap.model import Goal, Group, Measure, Phase
from digitiekartta.roadmap.roadmap import Cell as Said
from digitiekartta.roadmap.roadmap import Roadmap

LEGEND = "Värien selitys"
# What a phase means in common → its colour; black text on each has a contrast over 7:1.
_COLOURS: Mapping[str, RGB] = {
    "selvitys": parse("#ffe08a"),
    "valmistelu": parse("#8fe0e0"),
    "päätös": parse("#e3b7f2"),
    "toteutus": parse("#a9c8f5"),
    "jatkuva": parse("#a8dcae"),
    "päättynyt": parse("#c9b8a8"),
}
# The description is the longest text, and stands after the others; lists of names come last.
_FURTHER: Mapping[str, str] = {
    name: str(field.column)
    for name, field in sorted(
        annex_form.FURTHER.items(), key=lambda pair: (pair[1].is_list, pair[0] == "description")
    )
}
_GOLDEN_RATIO = 0.618034
_LONGEST_HEADER = 80  # letters; an import takes a longer one for text


@dataclass(frozen=True, slots=True)
class Annex:
    """A roadmap's tables with what is said of them all.

    Args:
        tables: Those of the goals.
        lists: Those of reports, costs and links.
        standing: Who has approved what they say, in a line; "" where that is not told.
        exported: What it carries along, so that an import knows what has been edited.
    """

    title: str
    organisation: str
    legend: tuple[Cell, ...]
    tables: tuple[Table, ...]
    lists: tuple[Table, ...]
    exported: Exported
    standing: str = ""


def annex(roadmap: Roadmap, half_year: HalfYear | None = None, standing: str = "") -> Annex:
    """Return a roadmap's tables; goals and measures in the order of the site's pages.

    The half-year is that of which reports are to be collected, if of any.
    """
    return _Annex(roadmap).annex(half_year, standing)


def phase_colours(phases: Sequence[Phase]) -> Mapping[str, RGB]:
    """Return a colour for each phase by its folded name: all different, for black text."""
    colours: dict[str, RGB] = {}
    for number, phase in enumerate(phases):
        colour = _COLOURS[phase.common]
        turn = number
        while colour in colours.values():
            colour = in_space("hsl", (360 * (turn * _GOLDEN_RATIO % 1), 0.7, 0.82))
            turn += len(phases)
        colours[phase.name.casefold()] = colour
    return colours


class _Annex:
    def __init__(self, roadmap: Roadmap) -> None:
        self.roadmap = roadmap
        self.colours = phase_colours(roadmap.settings.phases)
        self.moments = half_years_of(roadmap)
        self.extra = self._extra_columns()

    def annex(self, half_year: HalfYear | None, standing: str) -> Annex:
        settings = self.roadmap.settings
        legend = (
            Cell(
                f"{phase.mark} = {line(phase.name)}" if phase.mark else line(phase.name),
                self.colours[phase.name.casefold()],
            )
            for phase in settings.phases
        )
        return Annex(
            clean(settings.name),
            clean(settings.organisation),
            tuple(legend),
            tuple(self._table(goal) for goal in self.roadmap.goals),
            tuple(list_tables(self.roadmap, half_year)),
            Exported.of(said_in(self.roadmap)),
            clean(standing),
        )

    def _table(self, goal: Goal) -> Table:
        header = (
            TITLE,
            PARTY,
            sentence_case(self.roadmap.settings.sector_word),
            *(sentence_case(str(moment)) for moment in self.moments),
            NOTES,
            *self.extra,
            annex_form.ID,
        )
        rows = [self._measure(measure) for measure in self.roadmap.measures_in(goal)]
        for group in goal.groups:
            if inside := self.roadmap.measures_in(goal, group):
                rows.append(self._group(group))
                rows += [self._measure(measure) for measure in inside]
        name = f"Tavoite {goal.number}"
        title = f"{name}: {line(goal.title)}"
        return Table(name, title, header, tuple(rows), choices=self._choices())

    def _choices(self) -> Mapping[str, tuple[str, ...]]:
        phases = [
            annex_form.cell_text(one.mark, line(one.name), "")
            for one in self.roadmap.settings.phases
        ]
        states = annex_form.STATE_UNKNOWN, annex_form.STATE_NONE, annex_form.STATE_GROUP
        moments = (sentence_case(str(moment)) for moment in self.moments)
        return {annex_form.STATE: states, **dict.fromkeys(moments, tuple(phases))}

    def _group(self, group: Group) -> Row:
        empty = (Cell(bold=True),) * (len(self.moments) + len(self.extra) + 4)
        return (Cell(line(group.title), bold=True), *empty)

    def _measure(self, measure: Measure) -> Row:
        said = self.roadmap.schedule_of(measure) or {}
        schedule = [self._cell(said.get(moment)) for moment in self.moments]
        if state_of(self.roadmap, measure) == annex_form.STATE_UNKNOWN:
            words = measure.schedule_words
            schedule = [Cell(line(words.get(moment, ""))) for moment in self.moments]
        texts = {name: Cell(text) for name, text in self._extra_of(measure).items()}
        return (
            Cell(line(measure.title)),
            Cell(_text(self.roadmap.parties_of(measure))),
            Cell(_text(self.roadmap.sectors_of(measure))),
            *schedule,
            Cell(_text(measure.notes)),
            *(texts.get(name, Cell()) for name in self.extra),
            Cell(measure.id),
        )

    def _cell(self, said: Said | None) -> Cell:
        words = line(said.words or "") if said else ""
        if said is None or said.phase is None:
            return Cell(words)
        text = annex_form.cell_text(said.phase.mark, line(said.phase.name), words)
        return Cell(text, self.colours[said.phase.name.casefold()])

    def _extra_of(self, measure: Measure) -> Mapping[str, str]:
        """Return what stands in the further columns, by their headers."""
        own = {header: _text(getattr(measure, name)) for name, header in _FURTHER.items()}
        own[annex_form.STATE] = state_of(self.roadmap, measure)
        taken = {name.casefold() for name in (TITLE, PARTY, NOTES, *own, annex_form.ID)}
        for header, text in measure.extra_fields.items():
            name = line(header)
            # A column that an import would take for another one is left out.
            known = annex_form.known_header(name) is not None or read_moment(name) is not None
            if not known and len(name) <= _LONGEST_HEADER and name.casefold() not in taken:
                own[name] = clean(text)
                taken.add(name.casefold())
        return {name: text for name, text in own.items() if text}

    def _extra_columns(self) -> Sequence[str]:
        """Return the headers of further columns in use, each once whatever its letter case."""
        headers: dict[str, str] = {}
        for measure in self.roadmap.measures_in_order:
            for name in self._extra_of(measure):
                headers.setdefault(name.casefold(), name)
        known = (*_FURTHER.values(), annex_form.STATE)
        first = [name for name in known if name in headers.values()]
        return [*first, *(name for name in headers.values() if name not in first)]


def _text(value: str | Sequence[str] | None) -> str:
    """Return a field as a cell holds it: a text with its lines, of a list a line for each.

    A semicolon tells where a text of a list ends, after one that stands alone too if it has commas.
    """
    if isinstance(value, str | None):
        return clean(value or "")
    lines = [line(text) for text in value]
    return ";\n".join(lines) + (";" if len(lines) == 1 and "," in lines[0] else "")
