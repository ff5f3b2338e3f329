"""What the roadmap costs, as far as it is known: sums of the estimates, and what lacks one."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import get_args

from digitiekartta.basics.text import euros, plural, sentence_case
from digitiekartta.markup.markdown import Markdown, table
from digitiekartta.pages.links import Links
from digitiekartta.pages.parts import is_long
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Cost, CostKind, Measure

_KINDS: tuple[CostKind | None, ...] = (*get_args(CostKind), None)
_NONE = "ei arviota"


def is_estimated(site: Site) -> bool:
    """Whether the cost of anything has been estimated."""
    return any(measure.costs for measure in site.roadmap.measures)


class Estimates(Links):
    """What pages tell of all estimates together."""

    @property
    def is_long_costs(self) -> bool:
        """Whether more measures have an estimate or lack one than a page may have."""
        return is_long(self.estimated(), self.not_estimated())

    def estimated(self) -> list[Measure]:
        """Return the measures that have an estimate, those with the largest sum first."""
        found = [measure for measure in self.roadmap.measures_in_order if measure.costs]
        return sorted(found, key=lambda measure: _sum(measure.costs), reverse=True)

    def not_estimated(self) -> list[Measure]:
        """Return the measures that lack an estimate; of what has ended none is expected."""
        return [
            measure
            for measure in self.roadmap.measures_in_order
            if not (measure.costs or measure.is_over)
        ]

    def sum_of_costs(self) -> str:
        """Return the sum of all estimates."""
        return euros(_sum(self._costs()))

    def costs_by_year(self) -> Markdown:
        """Return year × sum of the estimates, by kind where there are several kinds."""
        costs = self._costs()
        used = {cost.kind for cost in costs}
        kinds = [kind for kind in _KINDS if kind in used]
        shown = kinds if len(kinds) > 1 else []
        rows = [
            [str(year), *_by_kind(list(own), shown)]
            for year, own in groupby(costs, key=lambda cost: cost.year)
        ]
        if len(rows) > 1:
            rows.append(["Yhteensä", *_by_kind(costs, shown)])
        headers = [
            "Vuosi",
            *(sentence_case(plural(kind)) if kind else "Laji ei tiedossa" for kind in shown),
            "Yhteensä",
        ]
        return table("Arvioiden summa vuosittain", headers, rows, range(1, len(headers)))

    def costs_by_measure(self, measures: Iterable[Measure]) -> Markdown:
        """Return measures × their estimates by year."""
        rows = []
        for measure in measures:
            in_order = sorted(measure.costs, key=lambda cost: cost.year)
            years = groupby(in_order, key=lambda cost: cost.year)
            each = "; ".join(f"{year}:\N{NO-BREAK SPACE}{euros(_sum(own))}" for year, own in years)
            rows.append([self.measure(measure), each, euros(_sum(measure.costs))])
        headers = ["Toimenpide", "Arvio vuosittain", "Yhteensä"]
        return table("Toimenpiteiden arviot, suurin ensin", headers, rows, right=(2,))

    def _costs(self) -> list[Cost]:
        costs = [cost for measure in self.roadmap.measures for cost in measure.costs]
        return sorted(costs, key=lambda cost: cost.year)


def _by_kind(costs: Iterable[Cost], kinds: Iterable[CostKind | None]) -> list[str]:
    """Return the sum of each kind, then that of all."""
    costs = list(costs)
    of_kinds = [[cost for cost in costs if cost.kind == kind] for kind in kinds]
    return [*(euros(_sum(own)) if own else _NONE for own in of_kinds), euros(_sum(costs))]


def _sum(costs: Iterable[Cost]) -> Decimal:
    return sum((cost.euros for cost in costs), start=Decimal(0))
