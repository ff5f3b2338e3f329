"""Tables: which header each cell belongs to, as a screen reader tells it."""

from collections.abc import Iterator

from digitiekartta.audit.built_site import BuiltPage, element_of, text_of
from digitiekartta.audit.findings import Element, Finding, Rule

_SCOPES = ("col", "row", "colgroup", "rowgroup")

TABLE_NO_CAPTION = Rule(
    "a11y-table-no-caption",
    "Taulukolla, jonka alku on ”{start}”, ei ole otsikkoa (caption).",
    "Kirjoita taulukon yläpuolelle rivi ”Taulukko: …”.",
    criterion="1.3.1",
)
TABLE_CAPTION_REPEATED = Rule(
    "a11y-table-caption-repeated",
    "Sivulla on kaksi taulukkoa, joiden otsikko on ”{caption}”.",
    "Anna jokaiselle taulukolle oma otsikko, niin ne erottaa toisistaan.",
)
TABLE_NO_SCOPE = Rule(
    "a11y-table-no-scope",
    "Taulukon otsikkosolu {element} ei kerro, onko se sarakkeen vai rivin otsikko.",
    'Lisää soluun määrite scope="col" tai scope="row".',
    criterion="1.3.1",
)
TABLE_NO_ROW_HEADER = Rule(
    "a11y-table-no-row-header",
    "Taulukossa ”{table}” on rivejä, joilla ei ole otsikkosolua.",
    'Tee rivin nimeävästä solusta <th scope="row">.',
    criterion="1.3.1",
)
TABLE_EMPTY_HEADER = Rule(
    "a11y-table-empty-header",
    "Taulukossa ”{table}” on tyhjä otsikkosolu.",
    "Kirjoita soluun, mitä sarake tai rivi sisältää, tai tee siitä tavallinen solu (td).",
    criterion="1.3.1",
)


def tables(page: BuiltPage) -> Iterator[Finding]:
    """A table has a caption of its own, scoped headers with words, and a header on each row.

    A table of two columns may do without row headers: its first column is not always a name.
    """
    seen: set[str] = set()
    for table in page.tables:
        caption = table.find("caption")
        name = text_of(caption) if caption is not None else ""
        name = name or (table.get("aria-label") or "").strip()
        headers = list(table.iter("th"))
        start = text_of(headers[0] if headers else table)[:40]
        if name in seen:
            yield TABLE_CAPTION_REPEATED.broken(caption=name, place=page.place(table))
        elif name:
            seen.add(name)
        elif not table.get("aria-labelledby"):
            yield TABLE_NO_CAPTION.broken(start=start, place=page.place(table))
        for header in headers:
            if header.get("scope") not in _SCOPES:
                cell = element_of(header)
                element = Element(name=cell["name"], shape=f"{cell['shape']} ({name or start})")
                yield TABLE_NO_SCOPE.broken(element, place=page.place(header))
            if not text_of(header) and not header.get("aria-label"):
                yield TABLE_EMPTY_HEADER.broken(table=name or start, place=page.place(header))
        rows = table.xpath("tbody//tr | tr[td]")
        nameless = [row for row in rows if len(row) > 2 and row.find("th") is None]
        if nameless:
            yield TABLE_NO_ROW_HEADER.broken(table=name or start, place=page.place(nameless[0]))
