"""Long lists in parts, so that no page grows with the roadmap.

A list of up to ``MOST_ROWS`` measures stands on its page as a whole. A longer one is parted
between goals, as readers know them; a goal that is too long itself, and a list in another order,
are parted by count. The page of the list then leads to its parts, which keep their addresses:
``aikataulu/2026-kevat/kayttoonotto/osa-2/``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from digitiekartta.pages import paths
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Goal, Measure

MOST_ROWS = 300
# A row of a schedule has a cell for each half-year, and stands in a list and a drawing besides.
MOST_CELLS = 1000
_OTHER_CELLS = 4
MOST_ON_PAPER = 8
"""Half-years of a table on A4 across; of more the schedules are told in words, in one column."""
_CELLS_IN_FULL = 10  # of a measure with all its tables


@dataclass(frozen=True)
class Part:
    """Some of the measures of a list, on a page of their own.

    Attributes:
        label: "tavoitteet 1–8", or which ones of a list that is parted by count.
        some: Which ones, where a goal is in several parts: "toimenpiteet 1–300".
    """

    file: str
    label: str
    measures: tuple[Measure, ...]
    some: str = ""


def most_schedules(site: Site) -> int:
    """Return how many measures a table with their schedules may have."""
    return min(MOST_ROWS, MOST_CELLS // (_OTHER_CELLS + len(site.half_years)))


def in_parts(
    site: Site,
    file: str,
    measures: Sequence[Measure],
    *,
    most: int | None = None,
    by_goal: bool = True,
    taken: Sequence[str] = (),
) -> tuple[Part, ...]:
    """Return the parts of the list that a page has; none where the page can have it whole.

    Args:
        site, file: The page of the list.
        measures: Those of the list.
        most: How many of them a page may have; ``MOST_ROWS`` unless given.
        by_goal: Whether they are in the order of their goals.
        taken: Names below the page's address that are others'.
    """
    most = most or MOST_ROWS
    if len(measures) <= most:
        return ()
    several = by_goal and measures[0].goal != measures[-1].goal
    found = _between_goals(site, measures, most) if several else _by_count(measures, most)
    names = (name for number in range(1, len(measures)) if (name := f"osa-{number}") not in taken)
    base = file.removesuffix("/index.md").removesuffix(".md")
    return tuple(
        replace(part, file=f"{base}/{name}.md") for name, part in zip(names, found, strict=False)
    )


def _between_goals(site: Site, measures: Sequence[Measure], most: int) -> Iterator[Part]:
    """Yield parts of whole goals, as many as fit; a goal that does not is parted by itself."""
    waiting: list[tuple[Measure, ...]] = []
    for _, group in groupby(measures, key=lambda measure: measure.goal):
        own = tuple(group)
        if waiting and sum(map(len, waiting)) + len(own) > most:
            yield _of_goals(site, waiting)
            waiting = []
        if len(own) > most:
            number = site.roadmap.goals_by_id[own[0].goal].number
            for part in _by_count(own, most):
                yield replace(part, label=f"tavoite {number}, {part.label}")
        else:
            waiting.append(own)
    if waiting:
        yield _of_goals(site, waiting)


def _of_goals(site: Site, goals: Sequence[tuple[Measure, ...]]) -> Part:
    numbers = [site.roadmap.goals_by_id[own[0].goal].number for own in goals]
    label = f"tavoite {numbers[0]}" if len(goals) == 1 else f"tavoitteet {numbers[0]}–{numbers[-1]}"
    return Part("", label, tuple(measure for own in goals for measure in own))


def _by_count(measures: Sequence[Measure], most: int) -> Iterator[Part]:
    """Yield parts of about the same size."""
    pages = -(-len(measures) // most)
    size = -(-len(measures) // pages)
    for start in range(0, len(measures), size):
        own = tuple(measures[start : start + size])
        first, last = start + 1, start + len(own)
        some = f"toimenpiteet {first}–{last}" if last > first else f"toimenpide {first}"
        yield Part("", some, own, some)


# --- which lists are long --------------------------------------------------------------------


def is_long(*lists: Sequence[object]) -> bool:
    """Whether lists have more together than a page may have."""
    return sum(map(len, lists)) > MOST_ROWS


def is_long_goal(site: Site, goal: Goal) -> bool:
    """Whether a goal has more measures than its page can tell the schedules of."""
    return bool(schedule_parts(site, "", site.roadmap.measures_of(goal)))


def loose_parts(site: Site, goal: Goal) -> tuple[Part, ...]:
    """Return the parts of what a goal has outside its groups, where that is much."""
    loose = site.roadmap.measures_in(goal, None)
    groups = [group.id for group in goal.groups]
    return schedule_parts(site, paths.goal(goal.id), loose, taken=groups)


def schedule_parts(
    site: Site, file: str, measures: Sequence[Measure], *, taken: Sequence[str] = ()
) -> tuple[Part, ...]:
    """Return the parts of a table of measures with their schedules, as far as these are known."""
    known = any(site.roadmap.schedule_of(measure) is not None for measure in measures)
    most = most_schedules(site) if known else MOST_ROWS
    return in_parts(site, file, measures, most=most, taken=taken)


def is_long_print(site: Site) -> bool:
    """Whether the whole roadmap has more than a page for paper may have."""
    return bool(printed_parts(site, "", site.roadmap.measures_in_order))


def printed_parts(site: Site, file: str, measures: Sequence[Measure]) -> tuple[Part, ...]:
    """Return the parts of a table for paper."""
    if len(site.half_years) <= MOST_ON_PAPER:
        return schedule_parts(site, file, measures)
    return in_parts(site, file, measures, most=MOST_CELLS // (_OTHER_CELLS + 1))


def version_parts(site: Site, file: str, measures: Sequence[Measure]) -> tuple[Part, ...]:
    """Return the parts of measures that an approved version tells in full, with their tables."""
    return in_parts(site, file, measures, most=MOST_CELLS // _CELLS_IN_FULL, by_goal=False)
