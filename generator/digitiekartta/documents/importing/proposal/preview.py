"""A page by which a person checks an import by eye: each table beside what was understood.

The page stands alone: no script, no other file. It shows the document's own colours, and
beside each row in words what became of it. What a person should look at is listed first and
marked in its cells; links lead from the one to the other and back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digitiekartta.basics import colours
from digitiekartta.basics.colours import RGB
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import counted, sentence_case
from digitiekartta.documents.importing.grid import Line, Table
from digitiekartta.documents.importing.neutral import Document, RowFate, RowKind, SourceRow
from digitiekartta.documents.importing.proposal.merging import shown
from digitiekartta.documents.importing.proposal.proposal import News, Proposal
from digitiekartta.documents.importing.proposal.report import by_need, verdict
from digitiekartta.markup.report.html import page
from digitiekartta.roadmap.fields import Nowhere, declared
from digitiekartta.roadmap.model import KEYS, Measure

# Goal, group and place are not a row's own, and its title stands over the others.
_FIELDS = {
    name: field
    for name, field in declared(Measure).items()
    if not isinstance(field.column, Nowhere) and name not in ("title", "goal", "group", "order")
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A doubt as the page lists it; ``cells`` are its marks in the tables, each with its name."""

    number: int
    heading: str
    problem: Problem
    cells: tuple[tuple[str, str], ...]


def preview(proposal: Proposal) -> str:
    """Return the page as HTML."""
    measures = {news.source: news for news in proposal.measures if news.source}
    marks = _Marks(proposal)
    return page(
        "preview.html.j2",
        "documents/importing/proposal",
        title=f"Tuonnin esikatselu: {proposal.name}",
        verdict=verdict(proposal, ()),
        asked=marks.asked,
        documents=[
            {
                "number": number,
                "name": document.name,
                "phases": document.phases,
                "code": colours.hexadecimal,
                "style": _style,
                "tables": [_table(document, table, measures, marks) for table in document.tables],
                "hidden": sum(row.kind is RowKind.HIDDEN for row in document.rows),
            }
            for number, document in enumerate(proposal.documents, start=1)
        ],
    )


class _Marks:
    """The doubts in the order in which people act on them, and which of them stands where."""

    def __init__(self, proposal: Proposal) -> None:
        shown = {
            SourceRow(document.name, table.name, line.number): line
            for document in proposal.documents
            for table in document.tables
            for line in table.lines
        }
        self.asked: list[Asked] = []
        self._at: dict[tuple[SourceRow, int], list[int]] = {}
        for heading, problem in by_need(proposal.doubts):
            number = len(self.asked) + 1
            cells: list[tuple[str, str]] = []
            for place in problem.related:
                row = SourceRow(place.file, place.field, place.line)
                if row in shown:
                    self._at.setdefault((row, place.column), []).append(number)
                    name = shown[row].cell(place.column - 1).place or _called(place)
                    cells.append((f"kohta-{number}-{len(cells) + 1}", name))
            self.asked.append(Asked(number, heading, problem, tuple(cells)))
        self._left = {one.number: [id_ for id_, _ in one.cells] for one in self.asked}

    def take(self, row: SourceRow, columns: Iterable[int]) -> list[tuple[str, int]]:
        """Return the marks of some columns of a row, 0 for all of it: their ids and numbers."""
        numbers = (number for column in columns for number in self._at.get((row, column), ()))
        return [(self._left[number].pop(0), number) for number in numbers]


def _called(place: Place) -> str:
    column = f", sarake {place.column}" if place.column else ""
    return f"{place.field}, rivi {place.line}{column}"


def _table(
    document: Document, table: Table, measures: Mapping[SourceRow, News], marks: _Marks
) -> Mapping[str, object]:
    fates = {row.source: row for row in document.rows}
    phases = {phase.colour: phase.label for phase in document.phases if phase.colour}
    width = max(table.width, 1)
    rows: list[Mapping[str, object]] = []
    for line in table.lines:
        source = SourceRow(document.name, table.name, line.number)
        news = measures.get(source)
        is_measure = news is not None and source in fates
        rows.append(
            {
                "number": line.number,
                "cells": list(_cells(line, width, phases, source, marks)),
                "facts": _facts(news) if news and is_measure else (),
                "other": "" if is_measure else _without_measure(fates.get(source)),
                "marks": marks.take(source, [0]),
            }
        )
    size = counted(len(rows), "rivi")
    return {"name": table.name, "size": size, "width": width, "rows": rows}


def _cells(
    line: Line, width: int, phases: Mapping[RGB, str], source: SourceRow, marks: _Marks
) -> Iterator[Mapping[str, object]]:
    """Yield the cells of a row: one merged sideways is one cell, one merged down is repeated.

    A colour is told in words, too: by its phase, or by its code.
    """
    starts = [column for column, _ in line.distinct()] + list(range(len(line.cells), width))
    for start, end in pairwise([*starts, width]):
        cell = line.cell(start)
        yield {
            "lines": cell.text.split("\n"),
            "span": end - start,
            "style": _style(cell.colour) if cell.colour else "",
            "shade": cell.unclear or _shade(cell.colour, phases),
            "struck": cell.struck,
            "dropped": cell.dropped,
            "comment": cell.comment,
            "marks": marks.take(source, range(start + 1, end + 1)),
        }


def _shade(colour: RGB | None, phases: Mapping[RGB, str]) -> str:
    if colour is None or colour == colours.WHITE:
        return ""
    return phases.get(colour) or colours.hexadecimal(colour)


def _style(colour: RGB) -> str:
    text = colours.hexadecimal(colours.text_on(colour))
    return f"background: {colours.hexadecimal(colour)}; color: {text}"


def _without_measure(fate: RowFate | None) -> str:
    if fate is None:
        return "ei tietoa"
    return sentence_case(fate.kind.value) + (f": {fate.why}" if fate.why else "")


def _facts(news: News) -> Sequence[tuple[str, str]]:
    measure = news.measure
    facts = [(f"Toimenpide ({news.status.value})", measure.title)]
    facts += [(field.one, shown(getattr(measure, name))) for name, field in _FIELDS.items()]
    if not measure.schedule:
        lacking = "ei tiedossa" if measure.schedule is None else "ei yhtään vaihetta"
        facts.append((KEYS["schedule"], lacking))
    facts.append(("Tiedosto", f"toimenpiteet/{measure.id}.yml"))
    return [(sentence_case(name), value) for name, value in facts if value]
