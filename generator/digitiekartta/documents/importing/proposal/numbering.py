"""The order of measures (jarjestys): tens, so that something fits between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

STEP = 10


def numbered(
    wanted: Sequence[str], current: Mapping[str, int | None], reordered: bool, after: int
) -> Mapping[str, int]:
    """Return the numbers that measures of a group get; those left out keep what they have.

    Args:
        wanted: The ids of the document's measures in a group, in the document's order.
        current: The ids that content has in that group, in content's order, with their numbers.
        reordered: Whether the document has changed the order since it was last imported.
        after: The largest number that is used before the group begins.
    """
    both = [key for key in current if key in wanted]
    new = [key for key in wanted if key not in current]
    in_order = [key for key in wanted if key in current] == both
    numbers = [number for number in current.values() if number is not None]
    if (reordered and not in_order) or (new and len(set(numbers)) < len(current)):
        start = min(numbers, default=after + STEP)
        everybody = [*wanted, *(key for key in current if key not in wanted)]
        return {key: start + STEP * place for place, key in enumerate(everybody)}
    new_numbers: dict[str, int] = {}
    before = after if not numbers else 0
    for run, key in _runs(wanted, current):
        later = [number for number in numbers if number > before]
        gap = min(later) - before if later else STEP * (len(run) + 1)
        step = STEP if not later else gap // (len(run) + 1)
        if step == 0:
            everybody = [*wanted, *(key for key in current if key not in wanted)]
            return {key: STEP * place for place, key in enumerate(everybody, start=1)}
        new_numbers |= {one: before + step * place for place, one in enumerate(run, start=1)}
        if key is not None:
            before = current[key] or before
    return new_numbers


def _runs(
    wanted: Sequence[str], current: Mapping[str, int | None]
) -> Sequence[tuple[Sequence[str], str | None]]:
    """Return each run of new ids with the known one that follows it, None at the end."""
    runs: list[tuple[Sequence[str], str | None]] = []
    run: list[str] = []
    for key in wanted:
        if key in current:
            runs.append((run, key))
            run = []
        else:
            run.append(key)
    return [*runs, (run, None)]
