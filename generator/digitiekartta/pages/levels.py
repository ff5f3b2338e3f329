"""Levels and spearheads: how large the gaps are, and what closes them."""

import re
from collections.abc import Sequence
from decimal import Decimal

from digitiekartta.basics.text import slug
from digitiekartta.markup.components.kinds import Kind
from digitiekartta.markup.components.levels import with_scale
from digitiekartta.markup.markdown import Markdown, joined, md, table
from digitiekartta.pages import paths
from digitiekartta.pages.links import UNKNOWN, Links
from digitiekartta.roadmap.model import Goal, Levels, Measure, Spearhead, Viewpoint
from digitiekartta.roadmap.values import decimal_text

SPEARHEADS = "Kehittämisen kärjet"
VIEWPOINTS_AND_SPEARHEADS = "Näkökulmat ja kehittämisen kärjet"


def is_measured(levels: Levels) -> bool:
    """Whether any level is known."""
    both = ((viewpoint.start_level, viewpoint.target_level) for viewpoint in levels.viewpoints)
    return any(level is not None for pair in both for level in pair)


class LevelTables(Links):
    """What pages tell of the levels."""

    def levels_table(self, levels: Levels) -> Markdown:
        """Return viewpoints with start level, target level and gap, the largest gap first."""
        rows = [
            [v.name, _number(v.start_level), _number(v.target_level), _number(v.gap)]
            for v in sorted(levels.viewpoints, key=_by_gap)
        ]
        return table(
            with_scale("Lähtö- ja tavoitetasot näkökulmittain", levels.scale),
            ["Näkökulma", "Lähtötaso", "Tavoitetaso", "Ero"],
            rows,
            right=(1, 2, 3),
            kind=Kind.LEVELS,
        )

    def spearheads(self, levels: Levels) -> Markdown:
        """Return the spearheads, each with its viewpoint and what carries it out, as a list."""
        return Markdown("\n".join(self._spearhead(levels, one) for one in levels.spearheads))

    def viewpoints_and_spearheads(self, levels: Levels) -> Markdown:
        """Return the viewpoints of which no level is known, spearheads marked, as one list."""
        lines = []
        for viewpoint in levels.viewpoints:
            own = [one for one in levels.spearheads if one.viewpoint == viewpoint.id]
            if not own:
                lines.append(f"- {md(viewpoint.name)}")
            for one in own:
                lines.append(f"- {md(viewpoint.name)} – **kehittämisen kärki**")
                if not _is_same(one.name, viewpoint.name):
                    lines[-1] += f": {md(one.name)}"
                lines += self._carried_out(one)
        ids = {viewpoint.id for viewpoint in levels.viewpoints}
        for one in levels.spearheads:
            if one.viewpoint not in ids:
                lines += [f"- **Kehittämisen kärki**: {md(one.name)}", *self._carried_out(one)]
        return Markdown("\n".join(lines))

    def carries_out(self, entry: Goal | Measure) -> Markdown:
        """Return links to the spearheads that a goal or a measure carries out."""
        field = "goals" if isinstance(entry, Goal) else "measures"
        levels, today = self.roadmap.levels, self.linked.roadmap.levels
        own = (
            [one for one in levels.spearheads if entry.id in getattr(one, field)] if levels else []
        )
        if today is None:
            return joined((one.name for one in own), between="; ")
        heading = SPEARHEADS if is_measured(today) else VIEWPOINTS_AND_SPEARHEADS
        target = f"{paths.LEVELS}#{slug(heading)}"
        return joined((self.to(target, one.name) for one in own), between="; ")

    def _spearhead(self, levels: Levels, spearhead: Spearhead) -> str:
        viewpoint, larger = levels.viewpoint_of(spearhead), levels.larger_gap(spearhead)
        told = []
        if viewpoint and not _is_same(spearhead.name, viewpoint.name):
            told.append(f"näkökulma: {viewpoint.name}")
        if viewpoint and viewpoint.gap is not None:
            told.append(f"ero {_number(viewpoint.gap)}")
        line = f"- **{md(spearhead.name)}**" + (f" ({md(', '.join(told))})" if told else "")
        if larger:
            line += (
                ". Ero ei ole suurimpien joukossa: näkökulman"
                f" {md(larger.name)} ero on {_number(larger.gap)}."
            )
        return "\n".join([line, *self._carried_out(spearhead)])

    def _carried_out(self, spearhead: Spearhead) -> Sequence[str]:
        """Return what carries a spearhead out, each a line of an inner list."""
        links = [self.goal(self.roadmap.goals_by_id[id]) for id in dict.fromkeys(spearhead.goals)]
        links += [self.measure_by_id(id) for id in dict.fromkeys(spearhead.measures)]
        return [f"    - {link}" for link in links]


def _number(level: Decimal | None) -> str:
    return UNKNOWN if level is None else decimal_text(level)


def _by_gap(viewpoint: Viewpoint) -> tuple[bool, Decimal]:
    return viewpoint.gap is None, -(viewpoint.gap or Decimal(0))


def _is_same(one: str, other: str) -> bool:
    """Whether two names say the same, letter case and punctuation aside."""
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())
