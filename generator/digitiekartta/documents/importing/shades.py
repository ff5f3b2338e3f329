"""Fills of cells: which look like none, which are one shade, and which of a legend's one is.

Distances are CIE76 (straight lines in CIELAB): below about 3 two colours look the same; the
shades that people pick by hand for one phase lie within 5, colours that are meant to differ
mostly 18 and more apart.
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping

from digitiekartta.basics.colours import RGB, WHITE, difference

SAME = 3.0
"""Colours nearer than this are one to the eye."""
SHADE = 10.0
"""Farther than this from every colour of the legend a colour is none of them."""
_CLEARLY = 2.0
_HEX = re.compile("#?(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")


def same(one: RGB | None, other: RGB | None) -> bool:
    """Whether two fills look the same; no fill looks like white."""
    return difference(one or WHITE, other or WHITE) < SAME


def among(colour: RGB | None, shades: Iterable[RGB | None]) -> bool:
    """Whether a fill looks the same as any of these."""
    return any(same(colour, shade) for shade in shades)


def is_white(colour: RGB | None) -> bool:
    """Whether a fill looks like none."""
    return colour is None or difference(colour, WHITE) < SAME


def meaning(colour: RGB, meanings: Mapping[RGB, str]) -> str | None:
    """Return what a colour plainly means, None when it is no shade of any or lies between two.

    Plain is: within the reach of a shade, and at least twice as near as a colour that means
    something else.
    """
    by_distance = sorted((difference(colour, known), label) for known, label in meanings.items())
    if not by_distance or by_distance[0][0] > SHADE:
        return None
    nearest, label = by_distance[0]
    second = next((far for far, other in by_distance if other != label), math.inf)
    return label if nearest < 0.5 or second >= _CLEARLY * nearest else None


def alike(colour: RGB, known: Collection[RGB]) -> bool:
    """Whether a colour is a shade of any of the known ones."""
    return any(difference(colour, other) <= SHADE for other in known)


def from_hex(text: str | None) -> RGB | None:
    """Return the colour of "RRGGBB", "#RRGGBB" or "AARRGGBB"; None for anything else."""
    found = _HEX.fullmatch((text or "").strip())
    if found is None:
        return None
    red, green, blue = bytes.fromhex(found[1])
    return red, green, blue
