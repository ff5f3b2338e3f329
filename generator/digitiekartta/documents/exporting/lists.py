"""The lists of an annex: a table of all reports, one of costs, one of links, one of relations.

For the half-year that is reported a row stands ready for each measure that goes on and has no
report of it yet: a coordinator fills in its state, and an import takes no row that is not filled.
"""

from collections.abc import Iterator, Mapping

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import sentence_case
from digitiekartta.documents.exporting.tables import Row, Table
from digitiekartta.documents.importing.grid import Cell
from digitiekartta.documents.importing.list_form import LISTS, ListForm
from digitiekartta.documents.importing.words import line
from digitiekartta.markup.escaping import clean
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.roadmap import Roadmap

_NUMBERS = frozenset({"year", "euros"})


def list_tables(roadmap: Roadmap, half_year: HalfYear | None) -> Iterator[Table]:
    """Yield a table for each list; a half-year is the one that is reported, None for none."""
    for form in LISTS:
        rows: list[Row] = []
        for measure in roadmap.measures_in_order:
            items = [form.texts(item) for item in form.listed(measure)]
            if form.field == "reports" and half_year and _is_due(roadmap, measure, half_year):
                items.append({"half_year": str(half_year)})
            rows += [_row(roadmap, form, measure, texts) for texts in items]
        choices = {head: form.choices(name) for name, head in form.heads.items()}
        yield Table(
            form.name,
            form.name,
            form.all_heads,
            tuple(rows),
            form.advice,
            {head: values for head, values in choices.items() if values},
            frozenset(head for name, head in form.heads.items() if name in _NUMBERS),
        )


def _is_due(roadmap: Roadmap, measure: Measure, half_year: HalfYear) -> bool:
    """Whether a measure goes on in a half-year, as far as is known, and has no report of it."""
    if measure.is_over:
        return False
    if any(report.half_year == half_year for report in measure.reports):
        return False
    schedule = roadmap.schedule_of(measure)
    if schedule is None:
        return True
    begun = [cell.phase for moment, cell in schedule.items() if moment <= half_year and cell.phase]
    return bool(begun) and begun[-1].common != "päättynyt"


def _row(roadmap: Roadmap, form: ListForm, measure: Measure, texts: Mapping[str, str]) -> Row:
    own = [Cell(_shown(name, texts.get(name, ""))) for name in form.heads]
    if form.entry is None:
        related = roadmap.measures_by_id.get(texts["id"])
        own.append(Cell(line(related.title) if related else ""))
    return (Cell(line(measure.title)), *own, Cell(measure.id))


def _shown(name: str, text: str) -> str:
    return sentence_case(text) if name == "half_year" else clean(text)
