"""A page by which a person checks an import by eye: each table beside what was understood.

The page stands alone: no script, no other file. It shows the document's own colours, and
beside each row in words what became of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from digitiekartta.basics import colours
from digitiekartta.basics.text import counted, sentence_case
from digitiekartta.documents.importing.grid import Cell, Line, Table
from digitiekartta.documents.importing.neutral import Document, RowFate, RowKind, SourceRow
from digitiekartta.documents.importing.proposal.merging import shown
from digitiekartta.documents.importing.proposal.proposal import News, Proposal
from digitiekartta.markup.escaping import html
from digitiekartta.roadmap.fields import Nowhere, declared
from digitiekartta.roadmap.model import KEYS, Measure

_STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem; color: #111; background: #fff; }
h1, h2 { line-height: 1.2; }
.taulukko { overflow-x: auto; }
.taulukko:focus-visible { outline: 3px solid #0a4a8f; }
table { border-collapse: collapse; margin: 0 0 2rem; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { border: 1px solid #555; padding: 0.3rem 0.5rem; vertical-align: top; text-align: left; }
thead th { background: #eee; }
.vari { font-size: 0.75rem; }
td { max-width: 14rem; overflow-wrap: break-word; font-size: 0.875rem; }
.tulkinta { min-width: 18rem; max-width: 26rem; padding-left: 0.75rem; background: #fff; }
.tulkinta { box-shadow: inset 4px 0 #0a4a8f; }
@media (min-width: 60em) { .tulkinta { position: sticky; right: 0; } }
.muu { color: #444; }
"""


# Goal, group and place are not a row's own, and its title stands over the others.
_FIELDS = [
    field
    for name, field in declared(Measure).items()
    if not isinstance(field.column, Nowhere) and name not in ("title", "goal", "group", "order")
]


def preview(proposal: Proposal) -> str:
    """Return the page as HTML."""
    title = html(f"Tuonnin esikatselu: {proposal.name}")
    measures = {news.source: news for news in proposal.measures if news.source}
    documents = enumerate(proposal.documents, start=1)
    joined = "\n".join(part for at, one in documents for part in _document(at, one, measures))
    return (
        '<!DOCTYPE html>\n<html lang="fi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n<p>Vasemmalla on lähteen taulukko niin kuin se luettiin, oikealla se,"
        " mitä siitä ymmärrettiin. Vertaa rivi riviltä.</p>\n"
        f"{joined}\n</main>\n</body>\n</html>\n"
    )


def _document(at: int, document: Document, measures: Mapping[SourceRow, News]) -> Iterator[str]:
    yield f"<h2>{html(document.name)}</h2>"
    if document.phases:
        yield "<h3>Vaiheet</h3>\n<ul>"
        for phase in document.phases:
            colour = f" {_swatch(colours.parse(phase.colour))}" if phase.colour else ""
            mark = f", merkki {html(phase.mark)}" if phase.mark else ""
            yield f"<li>{html(phase.label)}{mark}{colour}</li>"
        yield "</ul>"
    for number, table in enumerate(document.tables, start=1):
        yield from _table(document, table, f"taulukko-{at}-{number}", measures)
    hidden = sum(row.kind is RowKind.HIDDEN for row in document.rows)
    if hidden:
        yield f"<p>Piilotettuja rivejä jätettiin pois {hidden}.</p>"


def _table(
    document: Document, table: Table, key: str, measures: Mapping[SourceRow, News]
) -> Iterator[str]:
    fates = {row.source: row for row in document.rows}
    phases = {phase.colour: phase.label for phase in document.phases if phase.colour}
    name = html(f"{table.name}: {counted(len(table.lines), 'rivi', 'riviä')}")
    yield f'<div class="taulukko" role="region" aria-labelledby="{key}" tabindex="0">'
    yield f'<table>\n<caption id="{key}">{name}</caption>'
    columns = max(table.width, 1)
    yield (
        '<thead><tr><th scope="col">Rivi</th>'
        f'<th scope="colgroup" colspan="{columns}">Lähteessä</th>'
        '<th scope="col">Mitä ymmärrettiin</th></tr></thead>\n<tbody>'
    )
    for line in table.lines:
        source = SourceRow(document.name, table.name, line.number)
        cells = "".join(_cells(line, columns, phases))
        understood = _understood(fates.get(source), measures.get(source))
        yield (
            f'<tr><th scope="row">{line.number}</th>{cells}'
            f'<td class="tulkinta">{understood}</td></tr>'
        )
    yield "</tbody>\n</table>\n</div>"


def _cells(line: Line, columns: int, phases: Mapping[str, str]) -> Iterator[str]:
    """Yield the cells of a row: one merged sideways is one cell, one merged down is repeated."""
    places = [line.cell(column) for column in range(columns)]
    at = 0
    while at < columns:
        cell, end = places[at], at + 1
        while end < columns and places[end] is cell and cell.columns > 1:
            end += 1
        span = f' colspan="{end - at}"' if end - at > 1 else ""
        yield f"<td{span}{_style(cell)}>{_text(cell, phases)}</td>"
        at = end


def _style(cell: Cell) -> str:
    if cell.colour is None:
        return ""
    text = colours.hexadecimal(colours.text_on(cell.colour))
    return f' style="background: {colours.hexadecimal(cell.colour)}; color: {text}"'


def _text(cell: Cell, phases: Mapping[str, str]) -> str:
    """Return what a cell says, and its colour in words: the phase that has it, else its code."""
    text = "<br>".join(html(part) for part in cell.text.split("\n"))
    if cell.colour in (None, colours.WHITE):
        return text
    shade = colours.hexadecimal(cell.colour)
    named = f'<span class="vari">väri {html(phases.get(shade, shade))}</span>'
    return f"{text} {named}".strip()


def _swatch(colour: colours.RGB) -> str:
    text = colours.hexadecimal(colours.text_on(colour))
    shade = colours.hexadecimal(colour)
    return f'<span class="vari" style="background: {shade}; color: {text}">väri {shade}</span>'


def _understood(fate: RowFate | None, news: News | None) -> str:
    if fate is None:
        return '<span class="muu">ei tietoa</span>'
    if news is None:
        why = f": {html(fate.why)}" if fate.why else ""
        return f'<span class="muu">{html(sentence_case(fate.kind.value))}{why}</span>'
    facts = [(f"Toimenpide ({news.status.value})", news.title)]
    facts += [(field.one, shown(news.tree.get(field.key))) for field in _FIELDS]
    if news.tree.get(KEYS["schedule"]) == {}:
        facts.append((KEYS["schedule"], "ei yhtään vaihetta"))
    elif KEYS["schedule"] not in news.tree:
        facts.append((KEYS["schedule"], "ei tiedossa"))
    facts.append(("Tiedosto", f"toimenpiteet/{news.id}.yml"))
    return "<br>".join(
        f"<strong>{html(sentence_case(name))}:</strong> {html(value)}"
        for name, value in facts
        if value
    )
