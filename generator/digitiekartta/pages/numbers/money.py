"""Sums of money in running text, as candidates for a person to judge: found, never summed.

What counts is a number with a word or mark of money beside it, or a price word right before it.
Years, percentages, counts and telephone numbers have none, so they are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_GAP = "[ \u00a0\u2009\u202f]"
_NUMBER = rf"\d{{1,3}}(?:(?:{_GAP}|[.'’])\d{{3}})+(?:,\d{{1,2}})?|\d+(?:[,.]\d{{1,2}})?"
_RANGE = rf"(?:{_NUMBER})(?:{_GAP}?[-–—]{_GAP}?(?:{_NUMBER}))?"
# "euroa", "eurolla"; not "Euroopan" nor "eurokoodi".
_EURO = r"euro(?:a|n|t|in|ja|jen|illa|ssa|sta|on|lla|lta|lle|na|ksi|a?:a)?"
_TIMES = rf"(?:t|k|m|milj\.?|mrd\.?|tuhat|tuhatta|tuhannen|miljoona|miljoonaa|miljoonan){_GAP}?"
# A lone e or t must stand at its number's side or alone: "e-lomaketta" is no euro.
_UNIT = (
    rf"(?::n{_GAP})?(?:{_TIMES})?(?:€|{_EURO}\b|eur\b)|(?:[tkm]?e|teur|keur|meur)(?![\w-])|,-(?!\d)"
)
_PER = (
    rf"(?:{_GAP}?/{_GAP}?[^\W\d_]+\.?)*"
    rf"(?:{_GAP}(?:kuukaudessa|kuussa|vuodessa|vuosittain|kuukausittain|per{_GAP}[^\W\d_]+))?"
)
_RATE = rf"(?:sis\.?{_GAP})?alv\.?(?:{_GAP}?\d{{1,2}}(?:,\d)?(?!\d)(?:{_GAP}?%)?)?"
_TAX = rf"(?:{_GAP}?(?:\([,+]?{_GAP}?{_RATE}\)|[,+]?{_GAP}?{_RATE}))?"
_SUM = re.compile(
    rf"(?<![\w.,/-])(?:{_RANGE}){_GAP}?(?:{_UNIT}|(?=[+(]?{_GAP}?alv\b)){_PER}{_TAX}"
    rf"|(?:€|\beur){_GAP}?(?:{_RANGE})(?![\w%]){_PER}{_TAX}",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"(?:\b|(?<=[^\W\d_]))(?:hinta|kustannus|kustannukset|kustannusarvio|määräraha|budjetti)\b"
    rf"(?:{_GAP}on)?:?{_GAP}?(?:n\.|noin|enintään)?{_GAP}?(?P<sum>{_RANGE})"
    rf"(?!\d|[.,]\d|{_GAP}?%|{_GAP}?[^\W\d_])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?")
_AROUND = 60  # characters on both sides


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sum of money that a text may tell: as it is written, and with the words around it."""

    written: str
    around: str


def sums_in(text: str) -> Iterator[Candidate]:
    """Yield what in a text may be a sum of money, in order."""
    text = " ".join(text.split("\n"))
    found = [(match.start(), match.end()) for match in _SUM.finditer(text)]
    for match in _PRICE.finditer(text):
        start, end = match.span("sum")
        overlaps = any(one < end and start < other for one, other in found)
        if not overlaps and not _YEAR.fullmatch(match["sum"]):
            found.append((start, end))
    for start, end in sorted(found):
        yield Candidate(text[start:end].strip(), _around(text, start, end))


def _around(text: str, start: int, end: int) -> str:
    """Return a part of a text with the words beside it, whole ones."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    if first:
        before = "…" + before.partition(" ")[2] if " " in before else "…"
    if last < len(text):
        after = after.rpartition(" ")[0] + " …" if " " in after else "…"
    return f"{before}{text[start:end]}{after}".strip()
