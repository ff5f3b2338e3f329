"""The report of an import, in Finnish: the same for the terminal and, as Markdown, for a review.

Every row of the documents is accounted for, and the numbers add up or the report says why not.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from digitiekartta.basics.kinds import Need, need_of
from digitiekartta.basics.problems import Place, Problem, errors_in
from digitiekartta.basics.text import counted, listed, one_line
from digitiekartta.documents.importing.cell_fates import CellFate
from digitiekartta.documents.importing.cell_findings import (
    COLOUR_OUTSIDE,
    PAINTED_HEADING,
)
from digitiekartta.documents.importing.neutral import Document, RowKind
from digitiekartta.documents.importing.proposal.merging import MEMORY, Change
from digitiekartta.documents.importing.proposal.phase_names import legend
from digitiekartta.documents.importing.proposal.proposal import Proposal, Status
from digitiekartta.documents.importing.proposal.settings import why_unknown
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph, Table
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.markup.report.text import as_text
from digitiekartta.roadmap.checking.unfinished import PHASE_OPEN, TO_FILL
from digitiekartta.roadmap.unfinished import UNTITLED

_LISTED = (
    *(RowKind.LEFT_OUT, RowKind.TOTAL, RowKind.REMARK),
    *(RowKind.OTHER, RowKind.HIDDEN, RowKind.TEXT),
)
_LONGEST = 120
# What is painted and stands in no half-year of a measure.
_OUTSIDE = {COLOUR_OUTSIDE.code, PAINTED_HEADING.code}


def terminal_report(proposal: Proposal, checked: Sequence[Problem]) -> str:
    """Return the report for a terminal: what to do, what changes, sums.

    What was checked is the content as it would be. What an earlier import has told already is
    only counted.
    """
    return as_text(_report(proposal, checked, in_full=False))


def markdown_report(proposal: Proposal, checked: Sequence[Problem]) -> str:
    """Return the report as Markdown, with a table of every row of the documents at its end."""
    return as_markdown([*_report(proposal, checked, in_full=True), *_every_row(proposal)])


def _report(proposal: Proposal, checked: Sequence[Problem], in_full: bool) -> Iterator[Block]:
    yield Heading(1, f"Tuonti: {proposal.name}")
    yield Paragraph(verdict(proposal, checked))
    yield from (_about(document) for document in proposal.documents)
    yield from _to_do(proposal, checked, in_full)
    if not proposal.is_new and (changes := tuple(_changes(proposal))):
        yield Heading(2, "Muutokset")
        yield Table(("Kohde", "Kenttä", "Ennen", "Jälkeen"), changes)
    yield from _measures("Lisätään", proposal, Status.NEW)
    yield from _measures("Puuttuu lähteestä, jätetään sisältöön", proposal, Status.MISSING)
    yield from _measures("Poistettu sisällöstä, jätetään pois", proposal, Status.REMOVED)
    if proposal.to_fill:
        yield Heading(2, "Täydennä tiedostoon tiekartta.yml")
        yield from map(Item, proposal.to_fill)
    if proposal.untitled:
        yield Heading(2, "Täydennä tavoitteen otsikko")
        yield from (
            Item(f"tavoitteet/{goal}.yml: otsikko, joka on nyt {UNTITLED}")
            for goal in proposal.untitled
        )
    warnings = _warnings(proposal, checked)
    if warnings and (proposal.files or in_full):
        yield Heading(2, f"Sisällön tarkistus ({len(warnings)})")
        yield from _problems(warnings)
    yield from _answers(proposal)
    yield Heading(2, "Yhteenveto")
    yield from map(Item, _sums(proposal))
    yield Heading(2, "Rivit lähteessä")
    for document in proposal.documents:
        yield from _rows(document)


def _answers(proposal: Proposal) -> Iterator[Block]:
    """Yield what people have told before: what this run was told anew, and what stands."""
    answers = [*proposal.answers.beside(proposal.given)]
    if changed := [f"{old} → {new}" for old, new in answers if old != new]:
        yield Heading(2, f"Muuttuvat vastaukset ({len(changed)})")
        yield Paragraph("Näihin on vastattu ennen toisin. Uusi vastaus on voimassa.")
        yield from map(Item, changed)
    if standing := [old for old, new in answers if old == new]:
        yield Heading(2, f"Muistetut vastaukset ({len(standing)})")
        yield Paragraph(
            "Aiemmin annetut vastaukset ovat voimassa. Muuta vastaus antamalla se uudelleen, tai"
            f" poista se tiedostosta content/{proposal.name}/{MEMORY} kohdasta vastaukset."
        )
        yield from map(Item, standing)


def by_need(doubts: Sequence[Problem]) -> Iterator[tuple[str, Problem]]:
    """Yield doubts with the heading under which they stand, in the order of what to do."""
    yield from (("Estää käyttöönoton", problem) for problem in errors_in(doubts))
    for need in Need:
        yield from (
            (str(need), problem)
            for problem in doubts
            if not problem.is_error and need_of(problem.code) is need
        )


def _to_do(proposal: Proposal, checked: Sequence[Problem], in_full: bool) -> Iterator[Block]:
    """Yield what a person has to do: first what keeps the proposal from being taken into use."""
    only = proposal.documents[0].name if len(proposal.documents) == 1 else ""
    if errors := errors_in([*proposal.doubts, *checked]):
        yield Heading(2, f"Estää käyttöönoton ({len(errors)})")
        yield from _problems(errors, only)
    for need in Need:
        asked = _needing(need, proposal, told=False)
        if asked := asked + (_decisions(proposal, checked) if need is Need.DECIDE else []):
            yield Heading(2, f"{need} ({len(asked)})")
            yield from _problems(asked, only)
    if still := _needing(Need.DECIDE, proposal, told=True):
        yield Heading(2, f"Yhä auki ({len(still)})")
        if in_full:
            yield from _problems(still, only)
        else:
            yield Paragraph("Nämä on kysytty jo aiemmassa tuonnissa. Kysymykset ovat raportissa.")
    earlier = [
        problem
        for need in (Need.LOOK, Need.KNOW)
        for problem in _needing(need, proposal, told=True)
    ]
    if earlier and in_full:
        yield Heading(2, f"Kerrottu jo aiemmin ({len(earlier)})")
        yield from _problems(earlier, only)


def _decisions(proposal: Proposal, checked: Sequence[Problem]) -> list[Problem]:
    """Return what the check of changed content asks a person to decide: persons in it."""
    warnings = (one for one in checked if not one.is_error and proposal.files)
    return [problem for problem in warnings if need_of(problem.code) is Need.DECIDE]


def _warnings(proposal: Proposal, checked: Sequence[Problem]) -> list[Problem]:
    """Return what the check of the content tells besides decisions and what the report tells."""
    told = {TO_FILL.code, PHASE_OPEN.code} if proposal.is_new else set[str]()
    return [
        problem
        for problem in checked
        if not problem.is_error
        and need_of(problem.code) is not Need.DECIDE
        and problem.code not in told
    ]


def _needing(need: Need, proposal: Proposal, told: bool) -> list[Problem]:
    """Return the warnings that need this of a person: those told before, or the others."""
    return [
        problem
        for problem in proposal.doubts
        if not problem.is_error
        and need_of(problem.code) is need
        and (problem in proposal.told) is told
    ]


def verdict(proposal: Proposal, checked: Sequence[Problem]) -> str:
    """Return in one sentence what was read, what was not, and whether somebody has to look."""
    parts = [_read(proposal.documents, proposal.doubts)]
    if not proposal.is_new and not proposal.files:
        parts.append("sisällössä ei muutu mitään")
    errors = len(errors_in([*proposal.doubts, *checked]))
    new = len(_decisions(proposal, checked))
    new += sum(len(_needing(need, proposal, told=False)) for need in (Need.DECIDE, Need.LOOK))
    still = len(_needing(Need.DECIDE, proposal, told=True))
    if errors:
        parts.append(f"{counted(errors, 'virhe')} estää käyttöönoton")
    if new:
        parts.append(f"{counted(new, 'kohta')} pitää katsoa")
    if still:
        parts.append(f"{counted(still, 'kohta')} on yhä auki")
    warned = len(_warnings(proposal, checked)) if proposal.files else 0
    if warned:
        parts.append(f"sisällön tarkistuksessa on {counted(warned, 'varoitus')}")
    if not (errors or new or still or warned):
        parts.append("tarkistettavaa ei ole")
    if known := len(_needing(Need.KNOW, proposal, told=False)):
        parts.append(f"tiedoksi on {counted(known, 'asia')}")
    return "; ".join(parts) + "."


def _read(documents: Sequence[Document], doubts: Sequence[Problem]) -> str:
    """Return what was read and what was not: "all" only when nothing was left without a phase."""
    measures = sum(1 for document in documents for _ in document.measures())
    fates = Counter[CellFate]()
    for document in documents:
        fates.update(document.cells.by_fate)
    headings = fates[CellFate.HEADING]
    phases, words = fates[CellFate.PHASE], fates[CellFate.TEXT]
    lost = sum(number for fate, number in fates.items() if fate.is_loss)
    left_out = sum(row.kind is RowKind.LEFT_OUT for one in documents for row in one.rows)
    read = [counted(measures, "toimenpide")]
    if phases:
        read.append(f"{phases} aikataulun {'merkintä' if phases == 1 else 'merkintää'}")
    losses = [counted(lost, "merkintä")] if lost else []
    losses += [counted(left_out, "rivi")] if left_out else []
    parts = [f"Luettiin {' ja '.join(read)}"]
    lists = [table for document in documents for table in document.lists]
    if lists and not measures:
        rows = counted(sum(len(table.rows) for table in lists), "rivi")
        parts[0] = f"Luettiin {rows} ({listed([table.sheet for table in lists])})"
    elif not phases:
        parts[0] += ", mutta ei aikataulua"
    elif (
        not (losses or words or headings)
        and measures > 1
        and _OUTSIDE.isdisjoint(d.code for d in doubts)
    ):
        parts[0] = f"Kaikki {' ja '.join(read)} luettiin"
    if words:
        parts.append(f"{counted(words, 'teksti')} tuotiin ilman vaihetta")
    if headings:
        parts.append(
            f"tavoitteiden ja ryhmien riveiltä jäi tuomatta {counted(headings, 'merkintä')}"
        )
    if losses:
        parts.append(f"tuomatta jäi {' ja '.join(losses)}")
    return "; ".join(parts)


def _about(document: Document) -> Paragraph:
    names = [*legend([document])]
    word = "vaihe" if len(names) == 1 else "vaiheet"
    phases = f"{word} {', '.join(names)}" if names else "vaiheita ei ole selitetty"
    moments = document.periods
    period = f"{moments[0]} – {moments[-1]}" if moments else "ei puolivuosia"
    goals = counted(len(document.goals), "tavoite")
    if document.lists and not document.goals:
        return Paragraph(f"{document.name}: ei toimenpiteiden taulukoita.")
    text = f"{document.name}: {goals}; {phases}; {period}."
    return Paragraph(text if document.schedule_known else f"{text} {why_unknown([document])}")


def _sums(proposal: Proposal) -> Iterator[str]:
    by_lists = [
        news for news in proposal.measures if news.status is Status.CHANGED and not news.source
    ]
    counts = Counter(news.status for news in proposal.measures if news not in by_lists)
    read = sum(1 for document in proposal.documents for _ in document.measures())
    imported = sum(counts[status] for status in (Status.NEW, Status.CHANGED, Status.SAME))
    yield f"Toimenpiteitä lähteessä: {read}"
    yield (
        f"uusia {counts[Status.NEW]}, muuttuvia {counts[Status.CHANGED]},"
        f" ennallaan {counts[Status.SAME]}, yhteensä {imported}"
    )
    if removed := counts[Status.REMOVED]:
        yield f"Lähteessä mutta poistettu sisällöstä: {removed} (jätetään pois)"
    if imported + removed != read:
        yield "Luvut eivät täsmää: jokin toimenpide on laskettu kahdesti tai jäänyt pois."
    if by_lists:
        yield f"Muuttuvia, joista kertovat vain luettelot: {len(by_lists)}"
    if missing := counts[Status.MISSING]:
        yield f"Sisällössä mutta ei lähteessä: {missing} (jätetään sisältöön)"
    yield f"Tiedostoja kirjoitetaan: {len(proposal.files)}"


def _rows(document: Document) -> Iterator[Block]:
    counts = Counter(row.kind for row in document.rows)
    kinds = ", ".join(f"{kind.value} {counts[kind]}" for kind in RowKind if counts[kind])
    total = counted(len(document.rows), "rivi")
    if document.rows or not document.lists:
        yield Paragraph(f"{document.name}: {kinds}; yhteensä {total}.")
    if document.lists:
        sheets = (f"{one.sheet} {counted(len(one.rows), 'rivi')}" for one in document.lists)
        yield Paragraph(f"{document.name}: omilla välilehdillään {', '.join(sheets)}.")
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


def _problems(problems: Sequence[Problem], document: str = "") -> Iterator[Block]:
    """Yield problems with one remedy together: what to do, then each thing with its places once.

    Places in a document that is the only one do without its name.
    """
    alike: dict[tuple[str, str], dict[str, list[str]]] = {}
    for problem in problems:
        messages = alike.setdefault((problem.code, problem.remedy), {})
        messages.setdefault(problem.message, []).append(_where(problem.place, document))
    for (code, remedy), messages in alike.items():
        yield Paragraph(remedy, "Tee näin" if remedy else "", f"[{code}]")
        for message, places in messages.items():
            yield Item(f"{listed(list(dict.fromkeys(places)))}: {message}")


def _where(place: Place, document: str) -> str:
    if place.line or not place.field:
        return str(place)
    return place.field if place.file == document else f"{place.file}, {place.field}"


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
