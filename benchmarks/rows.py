"""Figures of benchmarks, each beside its budget."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """One figure: what it is, how much, of what, and how much it may be (None: as it comes)."""

    name: str
    value: float
    unit: str
    budget: float | None = None

    @property
    def is_over(self) -> bool:
        """Whether the budget is broken."""
        return self.budget is not None and self.value > self.budget


def told(rows: Iterable[Row]) -> int:
    """Print figures as they come, beside their budgets; return 1 if one is broken, else 0."""
    broken = 0
    for row in rows:
        digits = 0 if row.value >= 1000 else 2
        budget = "" if row.budget is None else f"at most {row.budget:,g}"
        over = "  OVER" if row.is_over else ""
        print(f"{row.name:<72}{row.value:>11,.{digits}f} {row.unit:<11}{budget}{over}", flush=True)
        broken |= row.is_over
    return broken
