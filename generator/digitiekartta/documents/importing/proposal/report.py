"""The report of an import, in Finnish: the same for the terminal and, as Markdown, for a review.

Every row of the documents is accounted for, and the numbers add up or the report says why not.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from digitiekartta.basics.problems import Problem
from digitiekartta.basics.text import counted, one_line
from digitiekartta.documents.importing.neutral import Document, RowKind
from digitiekartta.documents.importing.proposal.merging import Change
from digitiekartta.documents.importing.proposal.proposal import Proposal, Status
from digitiekartta.documents.importing.proposal.settings import COLOURS_LOST
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph, Table
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.markup.report.text import as_text

_LISTED = (RowKind.LEFT_OUT, RowKind.TOTAL, RowKind.OTHER, RowKind.HIDDEN, RowKind.TEXT)
_LONGEST = 120


def terminal_report(proposal: Proposal, checked: Sequence[Problem]) -> str:
    """Return the report for a terminal: sums, what changes, what to look at.

    What was checked is the content as it would be.
    """
    return as_text(_report(proposal, checked))


def markdown_report(proposal: Proposal, checked: Sequence[Problem]) -> str:
    """Return the report as Markdown, with a table of every row of the documents at its end."""
    return as_markdown([*_report(proposal, checked), *_every_row(proposal)])


def _report(proposal: Proposal, checked: Sequence[Problem]) -> Iterator[Block]:
    yield Heading(1, f"Tuonti: {proposal.name}")
    yield Paragraph(_verdict(proposal))
    yield from (_about(document) for document in proposal.documents)
    yield Heading(2, "Yhteenveto")
    yield from map(Item, _sums(proposal))
    if proposal.to_fill:
        yield Heading(2, "Täydennä tiedostoon tiekartta.yml")
        yield from map(Item, proposal.to_fill)
    yield Heading(2, "Rivit lähteessä")
    for document in proposal.documents:
        yield from _rows(document)
    if not proposal.is_new and (changes := tuple(_changes(proposal))):
        yield Heading(2, "Muutokset")
        yield Table(("Kohde", "Kenttä", "Ennen", "Jälkeen"), changes)
    yield from _measures("Lisätään", proposal, Status.NEW)
    yield from _measures("Puuttuu lähteestä, jätetään sisältöön", proposal, Status.MISSING)
    if proposal.doubts:
        yield Heading(2, f"Tarkistettavaa ({len(proposal.doubts)})")
        yield from _problems(proposal.doubts)
    if checked:
        yield Heading(2, f"Sisällön tarkistus ({len(checked)})")
        yield from _problems(checked)


def _verdict(proposal: Proposal) -> str:
    """Return in one sentence what was read, what was not, and whether somebody has to look."""
    measures = [one for document in proposal.documents for one in document.measures()]
    cells = [document.cells for document in proposal.documents]
    used = sum(sums.used for sums in cells)
    lost = sum(sums.lost for sums in cells)
    left_out = sum(
        row.kind is RowKind.LEFT_OUT for document in proposal.documents for row in document.rows
    )
    read = [counted(len(measures), "toimenpide")]
    if used:
        read.append(f"{used} aikataulun {'merkintä' if used == 1 else 'merkintää'}")
    parts = [f"Luettiin {' ja '.join(read)}"]
    if not used:
        parts[0] += ", mutta ei aikataulua"
    if lost or left_out:
        losses = [counted(lost, "merkintä")] if lost else []
        losses += [counted(left_out, "rivi")] if left_out else []
        parts.append(f"tuomatta jäi {' ja '.join(losses)}")
    elif used and len(measures) > 1:
        parts[0] = f"Kaikki {' ja '.join(read)} luettiin"
    doubts = len(proposal.doubts)
    look = f"{counted(doubts, 'kohta')} pitää katsoa" if doubts else "tarkistettavaa ei ole"
    return "; ".join([*parts, look]) + "."


def _about(document: Document) -> Paragraph:
    names = ", ".join(phase.label for phase in document.phases)
    phases = f"vaiheet {names}" if names else "vaiheita ei ole selitetty"
    moments = document.periods
    period = f"{moments[0]} – {moments[-1]}" if moments else "ei puolivuosia"
    goals = counted(len(document.goals), "tavoite")
    lost = COLOURS_LOST if moments else "Lähteessä ei ole puolivuosien aikataulua."
    text = f"{document.name}: {goals}; {phases}; {period}."
    return Paragraph(text if document.schedule_known else f"{text} {lost}")


def _sums(proposal: Proposal) -> Iterator[str]:
    counts = Counter(news.status for news in proposal.measures)
    read = sum(1 for document in proposal.documents for _ in document.measures())
    imported = sum(counts[status] for status in (Status.NEW, Status.CHANGED, Status.SAME))
    yield f"Toimenpiteitä lähteessä: {read}"
    yield (
        f"uusia {counts[Status.NEW]}, muuttuvia {counts[Status.CHANGED]},"
        f" ennallaan {counts[Status.SAME]}, yhteensä {imported}"
    )
    if imported != read:
        yield "Luvut eivät täsmää: jokin toimenpide on laskettu kahdesti tai jäänyt pois."
    if missing := counts[Status.MISSING]:
        yield f"Sisällössä mutta ei lähteessä: {missing} (jätetään sisältöön)"
    yield f"Tiedostoja kirjoitetaan: {len(proposal.files)}"


def _rows(document: Document) -> Iterator[Block]:
    counts = Counter(row.kind for row in document.rows)
    kinds = ", ".join(f"{kind.value} {counts[kind]}" for kind in RowKind if counts[kind])
    total = counted(len(document.rows), "rivi")
    yield Paragraph(f"{document.name}: {kinds}; yhteensä {total}.")
    if document.cells.all:
        yield Paragraph(_cells(document))
    visible = len(document.rows) - counts[RowKind.HIDDEN]
    lines = sum(len(table.lines) for table in document.tables)
    if visible != lines:
        yield Paragraph(
            f"Taulukoissa on {counted(lines, 'rivi')}, mutta raportissa on"
            f" {visible}. Vertaa lähteeseen esikatselussa."
        )
    measures = sum(1 for _ in document.measures())
    if counts[RowKind.MEASURE] != measures:
        yield Paragraph(
            f"Toimenpiderivejä on {counts[RowKind.MEASURE]} ja toimenpiteitä {measures}: samalla"
            " rivillä on useita toimenpiteitä, tai toimenpide jatkuu usealle riville."
        )
    for row in document.rows:
        if row.kind in _LISTED and (row.text.strip() or row.kind is not RowKind.TEXT):
            why = f", {row.why}" if row.why else ""
            yield Item(f"{row.source}: {row.kind.value}{why}: {_short(row.text)}")


def _cells(document: Document) -> str:
    """Return what became of the cells of the half-years: used and unused are all."""
    sums = document.cells
    parts = {True: [], False: []}  # type: dict[bool, list[str]]
    for fate, number in sums.by_fate.items():
        parts[fate.used].append(f"{fate.value} {number}")
    used = f"tuotiin {sums.used}" + (f" ({', '.join(parts[True])})" if sums.used else "")
    unused = sums.all - sums.used
    rest = f", tuomatta jäi {unused} ({', '.join(parts[False])})" if unused else ""
    cells = counted(sums.all, "merkintä")
    return f"{document.name}: puolivuosien sarakkeissa on {cells}: {used}{rest}."


def _changes(proposal: Proposal) -> Iterator[tuple[str, ...]]:
    for news in proposal.measures:
        if news.status is Status.CHANGED:
            yield from (_change(news.measure.id, change) for change in news.changes)
    yield from (_change("tiekartta", change) for change in proposal.others)


def _change(what: str, change: Change) -> tuple[str, ...]:
    sides = (one_line(side) or "(tyhjä)" for side in (change.before, change.after))
    return (what, change.field, *sides)


def _measures(title: str, proposal: Proposal, status: Status) -> Iterator[Block]:
    measures = [news for news in proposal.measures if news.status is status]
    if not measures:
        return
    yield Heading(2, f"{title} ({len(measures)})")
    if proposal.is_new:
        yield Paragraph("Kaikki lähteen toimenpiteet lisätään.")
    else:
        yield from (Item(f"{news.measure.id}: {news.measure.title}") for news in measures)


def _problems(problems: Sequence[Problem]) -> Iterator[Block]:
    """Yield problems with one remedy together: what is wrong, then what to do."""
    alike: dict[tuple[str, str], list[Item]] = {}
    for problem in problems:
        where = str(problem.place) if problem.place.line else problem.place.field
        item = Item(f"{where or problem.place}: {problem.message}")
        alike.setdefault((problem.code, problem.remedy), []).append(item)
    for (code, remedy), items in alike.items():
        yield from items
        yield Paragraph(f"{remedy} [{code}]".strip())


def _every_row(proposal: Proposal) -> Iterator[Block]:
    for document in proposal.documents:
        yield Heading(2, f"Kaikki rivit: {document.name}")
        rows = (
            (str(row.source), row.kind.value, _short(row.text), row.why) for row in document.rows
        )
        yield Table(("Paikka", "Mitä siitä tuli", "Teksti", "Syy"), tuple(rows))


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
