"""What stands at the edges of pages: page numbers, dates and titles that every page repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from digitiekartta.documents.importing.readers.pdf_heads import chunk_lines, tells_columns
from digitiekartta.documents.importing.readers.pdf_marks import Page
from digitiekartta.documents.importing.readers.pdf_words import Chunk, Word
from digitiekartta.documents.importing.words import folded

# The part of a page's height that is its edge, and the part of the pages that repeat a line.
_EDGE = 0.08
_REPEATED = 0.5
_PAGE_NUMBER = re.compile(r"(sivu\s*)?\d{1,3}(\s*[/(]\s*\d{1,3}\)?)?|-\s*\d{1,3}\s*-")
# What browsers print at the edges: the address with the page's number, the time with the title.
_PRINTED = re.compile(
    r"\w+://\S+.*|\d{1,2}[./]\d{1,2}[./]\d{2,4},?( klo)? \d{1,2}[:.]\d{2}( [ap]m)?\b.*"
)


def repeated_at_edges(pages: Sequence[Page]) -> Mapping[int, set[Word]]:
    """Return the words of each page, by its number, that belong to its margins."""
    lines = {page.number: list(_edge_lines(page)) for page in pages}
    counts = Counter(key for own in lines.values() for key in {key for key, _ in own})
    often = max(2, _REPEATED * len(pages))
    return {
        number: {
            word
            for key, line in own
            if counts[key] >= often or _is_printed(line)
            for chunk in line
            for word in chunk.words
        }
        for number, own in lines.items()
    }


def _edge_lines(page: Page) -> Iterator[tuple[str, list[Chunk]]]:
    """Yield the lines at the edges of a page, each with what it says without figures."""
    for line in chunk_lines(page.words):
        box = line[0].words[0].box
        top = box.bottom < _EDGE * page.height
        if not top and box.top < (1 - _EDGE) * page.height:
            continue
        if tells_columns(line):
            continue
        text = folded(" ".join(chunk.text for chunk in line))
        yield f"{top} {re.sub(r'[0-9]+', '0', text)}", line


def _is_printed(line: Sequence[Chunk]) -> bool:
    text = folded(" ".join(chunk.text for chunk in line))
    return _PAGE_NUMBER.fullmatch(text) is not None or _PRINTED.fullmatch(text) is not None
