"""Sides: one of the two contents that are compared, with the look-ups that wording needs.

Works on the plain canonical form, so that also a content with errors in it can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.roadmap.model import Phase
from digitiekartta.roadmap.roadmap import Cell, Schedule
from digitiekartta.versions.comparing.operations import Content

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """A canonical content; every part that it lacks is empty."""

    content: Content

    def part(self, name: str) -> Raw:
        """Return a part of the content: "toimenpiteet", "tahot" …"""
        found: Raw = self.content.get(name, {})
        return found

    @property
    def measures(self) -> Raw:
        """Measures by id."""
        return self.part("toimenpiteet")

    @property
    def goals(self) -> Raw:
        """Goals by id."""
        return self.part("tavoitteet")

    @cached_property
    def goals_in_order(self) -> list[str]:
        """The goals' ids as the site orders them: by number."""
        return sorted(self.goals, key=lambda id: (int(self.goals[id].get("numero", 0)), id))

    @cached_property
    def measures_in_order(self) -> list[str]:
        """The measures' ids as the site orders them: by goal, group, order and title."""
        return sorted(self.measures, key=self._rank)

    def _rank(self, id: str) -> tuple[float, float, float, str, str]:
        measure = self.measures[id]
        goals = self.goals_in_order
        goal = goals.index(measure["tavoite"]) if measure.get("tavoite") in goals else len(goals)
        groups = [group["tunnus"] for group in self._groups(measure)]
        group = groups.index(measure["ryhma"]) if measure.get("ryhma") in groups else -1
        order = float(measure.get("jarjestys", "inf"))
        return goal, group, order, measure.get("otsikko", ""), id

    def _groups(self, measure: Raw) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.goals.get(measure.get("tavoite", ""), {}).get(
            "ryhmat", []
        )
        return found

    def title(self, id: str) -> str:
        """Return a measure's title by its id; the id where there is no such measure."""
        return str(self.measures.get(id, {}).get("otsikko", id))

    def goal_title(self, id: str) -> str:
        """Return "Tavoite 1: …" by a goal's id; the id where there is no such goal."""
        goal = self.goals.get(id)
        return f"Tavoite {goal.get('numero', '?')}: {goal.get('otsikko', id)}" if goal else id

    def group(self, measure: Raw) -> Raw:
        """Return the group that a measure belongs to, {} when it has none."""
        return next(
            (one for one in self._groups(measure) if one["tunnus"] == measure.get("ryhma")), {}
        )

    @cached_property
    def period(self) -> Period | None:
        """The roadmap's period."""
        written = self.part("asetukset").get("kausi")
        return Period.parse(written) if written else None

    @cached_property
    def phases(self) -> Mapping[str, Phase]:
        """Phases of the legend by name, letter case folded."""
        legend = self.part("asetukset").get("vaiheet", ())
        return {one["nimi"].casefold(): Phase.model_validate(one) for one in legend}

    def phase(self, name: str) -> Phase:
        """Return a phase of the legend, or one of that name that is like no other."""
        found = self.phases.get(name.casefold())
        return found or Phase.model_validate({"nimi": name, "yleinen": "toteutus"})

    def own_schedule(self, entry: Raw) -> Schedule | None:
        """Return the schedule that a measure or group carries itself; None when it has none."""
        written = entry.get("aikataulu")
        return None if written is None else dict(self._cells(written))

    def schedule(self, id: str) -> Schedule | None:
        """Return a measure's schedule, else its group's; None when it is not known."""
        measure = self.measures[id]
        if "aikataulu" in measure or "aikataulu_puuttuu" in measure:
            return self.own_schedule(measure)
        return self.own_schedule(self.group(measure))

    def _cells(self, written: Raw) -> Iterator[tuple[HalfYear, Cell]]:
        by_time = {HalfYear.parse(key): said for key, said in written.items()}
        for moment in sorted(by_time):
            said = by_time[moment]
            cell = {"vaihe": said} if isinstance(said, str) else said
            name = cell.get("vaihe")
            yield moment, Cell(self.phase(name) if name else None, cell.get("sanat"))
