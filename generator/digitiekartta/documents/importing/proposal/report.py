"""The report of an import, in Finnish: the same for the terminal and, as Markdown, for a review.

Every row of the documents is accounted for, and the numbers add up or the report says why not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digitiekartta.basics.problems import Problem
from digitiekartta.basics.text import counted
from digitiekartta.documents.importing.neutral import Document, RowKind
from digitiekartta.documents.importing.proposal.merging import Change
from digitiekartta.documents.importing.proposal.proposal import News, Proposal, Status
from digitiekartta.documents.importing.proposal.settings import COLOURS_LOST
from digitiekartta.markup.escaping import markdown

_TOLD = (RowKind.LEFT_OUT, RowKind.HIDDEN, RowKind.TEXT)


def terminal_report(proposal: Proposal, checked: Sequence[Problem]) -> str:
    """Return the report for a terminal: sums, what changes, what to look at.

    Args:
        proposal: What the import would do.
        checked: What the check finds in the content as it would be.
    """
    return "".join(line + "\n" for line in _plain(_report(proposal, checked)))


def markdown_report(proposal: Proposal, checked: Sequence[Problem]) -> str:
    """Return the report as Markdown, with a table of every row of the documents at its end."""
    parts = [*_report(proposal, checked), *_every_row(proposal)]
    return "".join(line + "\n" for line in _markdown(parts))


# --- what is told: headings, sentences, lists and tables --------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a level from 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A table; on a terminal each row is a line."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


Part = Heading | Rows | str | Sequence[str]
"""A heading, a table, a paragraph, or a list of points."""


def _report(proposal: Proposal, checked: Sequence[Problem]) -> Iterator[Part]:
    counts = Counter(one.status for one in proposal.measures)
    yield Heading(1, f"Tuonti: {proposal.name}")
    yield from (_about(document) for document in proposal.documents)
    yield Heading(2, "Yhteenveto")
    yield _sums(proposal, counts)
    if proposal.to_fill:
        yield Heading(2, "Täydennä tiedostoon tiekartta.yml")
        yield list(proposal.to_fill)
    yield Heading(2, "Rivit lähteessä")
    for document in proposal.documents:
        yield from _rows(document)
    if not proposal.is_new and (changes := list(_changes(proposal))):
        yield Heading(2, "Muutokset")
        yield Rows(("Kohde", "Kenttä", "Ennen", "Jälkeen"), changes)
    yield from _group("Lisätään", proposal, Status.NEW, proposal.is_new)
    yield from _group("Puuttuu lähteestä, jätetään sisältöön", proposal, Status.MISSING, False)
    if proposal.doubts:
        yield Heading(2, f"Tarkistettavaa ({len(proposal.doubts)})")
        yield from _problems(proposal.doubts)
    if checked:
        yield Heading(2, f"Sisällön tarkistus ({len(checked)})")
        yield from _problems(checked)


def _about(document: Document) -> str:
    goals = len(document.goals)
    names = ", ".join(phase.label for phase in document.phases)
    phases = f"vaiheet {names}" if names else "vaiheita ei ole selitetty"
    moments = document.periods
    period = f"{moments[0]} – {moments[-1]}" if moments else "ei puolivuosia"
    told = f"{document.name}: {counted(goals, 'tavoite', 'tavoitetta')}; {phases}; {period}."
    if document.schedule_known:
        return told
    return f"{told} {COLOURS_LOST if moments else 'Lähteessä ei ole puolivuosien aikataulua.'}"


def _sums(proposal: Proposal, counts: Counter[Status]) -> list[str]:
    read = sum(1 for document in proposal.documents for _ in document.measures())
    told = sum(counts[status] for status in (Status.NEW, Status.CHANGED, Status.SAME))
    lines = [
        f"Toimenpiteitä lähteessä: {read}",
        f"uusia {counts[Status.NEW]}, muuttuvia {counts[Status.CHANGED]},"
        f" ennallaan {counts[Status.SAME]}, yhteensä {told}",
    ]
    if told != read:
        lines.append("Luvut eivät täsmää: jokin toimenpide on laskettu kahdesti tai jäänyt pois.")
    if counts[Status.MISSING]:
        lines.append(
            f"Sisällössä mutta ei lähteessä: {counts[Status.MISSING]} (jätetään sisältöön)"
        )
    lines.append(f"Tiedostoja kirjoitetaan: {len(proposal.files)}")
    return lines


def _rows(document: Document) -> Iterator[Part]:
    counts = Counter(row.kind for row in document.rows)
    told = [f"{kind.value} {counts[kind]}" for kind in RowKind if counts[kind]]
    visible = len(document.rows) - counts[RowKind.HIDDEN]
    lines = sum(len(table.lines) for table in document.tables)
    total = counted(len(document.rows), "rivi", "riviä")
    yield f"{document.name}: {', '.join(told)}; yhteensä {total}."
    if visible != lines:
        yield (
            f"Taulukoissa on {counted(lines, 'rivi', 'riviä')}, mutta raportissa on"
            f" {visible}. Vertaa lähteeseen esikatselussa."
        )
    measures = sum(1 for _ in document.measures())
    if counts[RowKind.MEASURE] != measures:
        yield (
            f"Toimenpiderivejä on {counts[RowKind.MEASURE]} ja toimenpiteitä {measures}: samalla"
            " rivillä on useita toimenpiteitä, tai toimenpide jatkuu usealle riville."
        )
    left = [
        f"{row.source}: {row.kind.value}{f', {row.why}' if row.why else ''}: {_short(row.text)}"
        for row in document.rows
        if row.kind in _TOLD and (row.text.strip() or row.kind is not RowKind.TEXT)
    ]
    if left:
        yield left


def _changes(proposal: Proposal) -> Iterator[Sequence[str]]:
    for news in proposal.measures:
        if news.status is Status.CHANGED:
            yield from (_change(news.id, change) for change in news.changes)
    yield from (_change("tiekartta", change) for change in proposal.others)


def _change(what: str, change: Change) -> Sequence[str]:
    empty = "(tyhjä)"
    return what, change.field, change.before or empty, change.after or empty


def _group(title: str, proposal: Proposal, status: Status, brief: bool) -> Iterator[Part]:
    found: list[News] = [one for one in proposal.measures if one.status is status]
    if not found:
        return
    yield Heading(2, f"{title} ({len(found)})")
    if brief:
        yield "Kaikki lähteen toimenpiteet lisätään."
    else:
        yield [f"{one.id}: {one.title}" for one in found]


def _problems(problems: Sequence[Problem]) -> Iterator[Part]:
    """Yield problems with one remedy together: what is wrong, then what to do."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        where = problem.place.field if problem.place.line == 0 else str(problem.place)
        said = f"{where or problem.place}: {problem.message}"
        kinds.setdefault((problem.code, problem.remedy), []).append(said)
    for (code, remedy), told in kinds.items():
        yield told
        yield f"{remedy} [{code}]".strip()


def _every_row(proposal: Proposal) -> Iterator[Part]:
    for document in proposal.documents:
        yield Heading(2, f"Kaikki rivit: {document.name}")
        rows = [
            (str(row.source), row.kind.value, _short(row.text), row.why) for row in document.rows
        ]
        yield Rows(("Paikka", "Mitä siitä tuli", "Teksti", "Syy"), rows)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 120 else one_line[:119] + "…"


# --- two forms -------------------------------------------------------------------------------


def _plain(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield _visible(part)
        elif isinstance(part, Heading):
            yield from ("", _visible(part.text)) if part.level > 1 else (_visible(part.text), "")
        elif isinstance(part, Rows):
            yield from (f"  - {_visible(' | '.join(row))}" for row in part.rows)
        else:
            yield from (f"  - {_visible(item)}" for item in part)


def _markdown(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield markdown(part)
        elif isinstance(part, Heading):
            yield f"{'#' * part.level} {markdown(part.text)}"
        elif isinstance(part, Rows):
            yield from map(_row, (part.header, ["---"] * len(part.header), *part.rows))
        else:
            yield from (f"- {markdown(' '.join(item.split()))}" for item in part)
        yield ""


def _row(cells: Sequence[str]) -> str:
    inner = (cell if cell == "---" else markdown(" ".join(cell.split())) for cell in cells)
    return f"| {' | '.join(inner)} |"


def _visible(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)
