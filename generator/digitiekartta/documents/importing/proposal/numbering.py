"""The order of measures (jarjestys): tens, so that something fits between."""

from collections.abc import Mapping, Sequence
from itertools import groupby

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
    new = [key for key in wanted if key not in current]
    in_order = [key for key in wanted if key in current] == [
        key for key in current if key in wanted
    ]
    numbers = [number for number in current.values() if number is not None]
    everybody = [*wanted, *(key for key in current if key not in wanted)]
    if (reordered and not in_order) or (new and len(set(numbers)) < len(current)):
        start = min(numbers, default=after + STEP)
        return {key: start + STEP * place for place, key in enumerate(everybody)}
    new_numbers: dict[str, int] = {}
    before = after if not numbers else 0
    for are_known, keys in groupby(wanted, key=current.__contains__):
        run = list(keys)
        if are_known:
            before = next((number for key in reversed(run) if (number := current[key])), before)
            continue
        later = [number for number in numbers if number > before]
        step = (min(later) - before) // (len(run) + 1) if later else STEP
        if step == 0:
            return {key: STEP * place for place, key in enumerate(everybody, start=1)}
        new_numbers |= {key: before + step * place for place, key in enumerate(run, start=1)}
    return new_numbers
