"""Short titles: what lists call a measure whose decided wording is a sentence or a paragraph.

The editor's own short title, else the first clause of a long wording. The whole wording stands on
the measure's page, in exports, change lists and approvals.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from digitiekartta.basics.text import one_line
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.values import LONGEST_SHORT_TITLE

LONGEST_HEADING = 140  # letters: two lines on a wide screen, some six on a phone
MORE = " …"
"""Stands at the end of a clause that goes on."""

# A stop after an abbreviation ends no sentence; a bracket is left out only where nothing but a
# comma or an end follows it; a comma between the items of a list parts no clauses.
_ENDS = re.compile(
    r"(?<!\bmm)(?<!\besim)(?<!\bym)(?<!\bks)[.!?](?=\s+[A-ZÅÄÖ0-9])"
    r"|\s+[–—-]\s+|[;:]\s+|\s+\((?=[^()]*\)?[.,]?(\s*$|,))"
)
_COMMA = re.compile(r"[^,]*(,\s+(?!\S+(,|\s+(ja|tai|sekä)\b)))")
_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÅÄÖ0-9])|\n+")
_HANGING = re.compile(r"[\s.,;:]*(\b(siten|niin))?[\s.,;:]*$")


def short_titles(measures: Sequence[Measure]) -> Mapping[str, str]:
    """Return the id of each measure → what lists call it; what others are called stays whole."""
    decided = {one.id: one_line(one.title) for one in measures}
    short = {one.id: one.short_title or heading(first_clause(decided[one.id])) for one in measures}
    times = Counter(name.casefold() for id in decided for name in {short[id], decided[id]})
    return {id: name if times[name.casefold()] == 1 else decided[id] for id, name in short.items()}


def first_clause(wording: str, longest: int = LONGEST_SHORT_TITLE) -> str:
    """Return a wording as it is when it is short, else its first clause, marked as cut.

    Of several ends the last one is taken with which the clause is short, a comma only where there
    is no other; if none is short, the first end of all. A wording without an end stays whole.
    """
    if len(wording) <= longest:
        return wording
    ends = [*_clauses(wording, [end.start() for end in _ENDS.finditer(wording)])]
    comma = _COMMA.match(wording)
    ends_and_comma = [*ends, *_clauses(wording, [comma.start(1)] if comma else [])]
    for clauses in (ends, ends_and_comma):
        if fitting := [clause for clause in clauses if len(clause) <= longest]:
            return max(fitting, key=len)
    return min(ends_and_comma, key=len, default=wording)


def heading(wording: str) -> str:
    """Return a wording as it is, or its beginning where it would fill a phone's screen."""
    return wording if len(one_line(wording)) <= LONGEST_HEADING else lead(wording, LONGEST_HEADING)


def lead(text: str, longest: int) -> str:
    """Return the first sentence of a text, its first clause or words where it is longer."""
    sentence = one_line(_SENTENCES.split(text.strip(), maxsplit=1)[0])
    clause = first_clause(sentence, longest)
    if len(clause) <= longest:
        return clause
    words = sentence[: longest - len(MORE)]
    return (words.rpartition(" ")[0] or words).rstrip(",;:") + MORE


def _clauses(wording: str, ends: Iterable[int]) -> Iterator[str]:
    for end in ends:
        clause = _HANGING.sub("", wording[:end])
        # A single word is seldom a clause, and half a bracket never.
        if " " in clause and clause.count("(") == clause.count(")"):
            yield clause + MORE
