"""Times that cells tell in words: "syksy 2026 alkaen", "2026–27", "1.2.2026–31.12.2027".

They stand in a column of their own where a table has no half-years. They tell when, and no phase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from digitiekartta.basics.halfyears import AUTUMN, SPRING, HalfYear
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.words import folded

_HEAD = re.compile(
    r"puolivuo(?:si|det)|(?:toteutus|toteuttamis)?(?:aikataulu\w*|ajankohta|aika)|(?:toteutus|aloitus)?vuo(?:si|det)|milloin|tidtabell|tidsplan|när"
)
_START = re.compile(r"alk(?:aa|u|amis\w*)|aloitus\w*|käynnistyy|börjar|start\w*")
_END = re.compile(r"päätty\w*|lopetus\w*|loppuu?|valmi(?:s|stuu)|määräaika|slutar|deadline")
_FILLERS = re.compile(
    r"\b(?:vuo(?:si|den|nna|sina|sille|delle)|aikana|alkaen|lähtien|mennessä|asti|loppuun|saakka"
    r"|noin|viimeistään|ajalla|år|under|från)\b"
)
_APART = re.compile(r"\s*(?:-|/|,|&|\+|\bja\b|\btill\b)\s*")
_TURN = re.compile(r"vuodenvaih(?:de|teessa) (20\d\d)\s*[-/]\s*(?:20)?\d\d")
# The second half, February or April to June; a summer and a winter lie in two halves.
_UNSURE = re.compile(
    r"(?:2|ii)\s*/\s*(?:20)?\d\d|20\d\d\s*[:/-]\s*(?:2|ii)|"
    r"(?:kesä|talvi|sommar\w*|vinter\w*)(?: 20\d\d)?"
)
_LONGEST_YEARS = 15
Span = tuple[HalfYear, HalfYear]


def span_of(extra: Mapping[str, str]) -> tuple[Span, str] | None:
    """Return from when to when a measure's columns say that it lasts, and in which words.

    None where no column tells it, or not for certain.
    """
    told = {head: one_line(text) for head, text in time_cells(extra)}
    heads = {_bare(head): head for head in told}
    starts = [told[head] for words, head in heads.items() if _START.fullmatch(words)]
    ends = [told[head] for words, head in heads.items() if _END.fullmatch(words)]
    if len(told) == 2 and starts and ends:
        first, last = read_span(starts[0]), read_span(ends[0])
        both = f"{starts[0]} – {ends[0]}"
        return ((first[0], last[1]), both) if first and last and first[0] <= last[1] else None
    if len(told) != 1:
        return None
    text = next(iter(told.values()))
    span = read_span(text)
    return (span, text) if span else None


def is_head_of_times(head: str) -> bool:
    """Whether a column's head says that it tells when: "Ajankohta"."""
    return _HEAD.fullmatch(_bare(head)) is not None


def is_head_of_bounds(head: str) -> bool:
    """Whether a column's head says that it tells when something begins or ends."""
    return any(one.fullmatch(_bare(head)) for one in (_START, _END))


def time_cells(extra: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the heads and texts of the columns that tell a measure's time."""
    for head, text in extra.items():
        if text and (is_head_of_times(head) or is_head_of_bounds(head)):
            yield head, text


def _bare(head: str) -> str:
    return folded(head).strip(" .:?")


def read_span(text: str) -> Span | None:
    """Return the first and the last half-year that a text means, None when it is not sure."""
    words = one_line(_FILLERS.sub(" ", folded(text))).strip(" .,-")
    if turn := _TURN.fullmatch(words):
        return HalfYear(int(turn[1]), AUTUMN), HalfYear(int(turn[1]) + 1, SPRING)
    if _UNSURE.fullmatch(words):
        return None
    if (moment := read_moment(words)) and moment.year:
        return moment.halfyears[0], moment.halfyears[-1]
    for parting in _APART.finditer(words):
        first, last = words[: parting.start()], words[parting.end() :]
        if span := _from_to(first, last):
            return span
    return None


def _from_to(first: str, last: str) -> Span | None:
    """Return what two times mean together; each may leave out the year that the other has."""
    years = re.findall(r"20\d\d", f"{first} {last}")
    if re.fullmatch(r"\d\d", last) and years:
        last = f"20{last}"
    if not years or _UNSURE.fullmatch(first) or _UNSURE.fullmatch(last):
        return None
    spans = []
    for words in (first, last):
        bare = re.search(r"20\d\d", words) is None
        month = re.fullmatch(r"\d{1,2}", words)
        full = f"{words}/{years[-1]}" if month else f"{words} {years[-1]}"
        full = re.sub(r"^(\d{1,2}\.\d{1,2}\.) ", r"\1", full)
        moment = read_moment(full if bare else words)
        if moment is None or moment.year is None:
            return None
        spans.append(moment.halfyears)
    start, end = spans[0][0], spans[1][-1]
    fits = start <= end and end.year - start.year <= _LONGEST_YEARS
    return (start, end) if fits else None


def through(span: Span) -> Iterator[HalfYear]:
    """Yield each half-year from the first to the last."""
    moment, last = span
    while moment <= last:
        yield moment
        moment = moment.next()
