"""Columns of euros beside the measures: an estimate where the head tells the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.words import folded
from digitiekartta.roadmap.model import CostKind

_HEAD = re.compile(r"kustann|budje|määrärah|hinta|menot?\b|investointi|talousarvio|euro|€|kostnad")
_YEAR = re.compile(r"(?<!\d)20[2-4]\d(?!\d)")
_SUM = re.compile(r"(\d{1,3}(?:[ .]\d{3})+|\d+)(?:,(\d{1,2}))?\s*(€|e|eur|euroa?|t€|k€|te|m€)?")
_TIMES = {"t€": 1_000, "k€": 1_000, "te": 1_000, "m€": 1_000_000}
_THOUSANDS = re.compile(r"\bt€|\bk€|\bte\b|\b1 ?000 ?(?:€|e\b|eur)|tuhat|tuhans")
_NOT_ESTIMATED = re.compile(r"\bhtv|\bhtkk|henkilötyö|toteutun|toteuma|rahoit|avustu|säästö")
_KINDS: Mapping[str, CostKind] = {"invest": "investointi", "käyttö": "käyttömeno"}


@dataclass(frozen=True, slots=True)
class CostCell:
    """A sum in a column of euros; ``year`` is None where its head tells none."""

    head: str
    euros: Decimal
    year: int | None
    kind: CostKind | None


def cost_cells(extra: Mapping[str, str]) -> Iterator[CostCell]:
    """Yield the sums of a measure's columns of euros; what is no plain sum is none."""
    for head, text in extra.items():
        words = folded(head)
        parts = _SUM.fullmatch(one_line(folded(text)))
        if parts is None or not _HEAD.search(words) or _NOT_ESTIMATED.search(words):
            continue
        whole, cents, unit = parts.groups()
        euros = Decimal(re.sub(r"\D", "", whole) + (f".{cents}" if cents else ""))
        times = _TIMES.get(unit or "", 1)
        if unit is None and _THOUSANDS.search(words):
            times = 1_000
        years = set(_YEAR.findall(words))
        kind = next((kind for word, kind in _KINDS.items() if word in words), None)
        yield CostCell(head, euros * times, int(years.pop()) if len(years) == 1 else None, kind)
