"""Colours of cells: how like two are, and which of a legend's a cell's colour is.

Distances are CIE76 (straight lines in CIELAB): below about 3 two colours look the same; the
shades that people pick by hand for one phase lie within 5, colours that are meant to differ
mostly 18 and more apart.
"""

from __future__ import annotations

import colorsys
import functools
import math
from collections.abc import Collection, Mapping

from digitiekartta.basics.colours import RGB, WHITE

SAME = 3.0
"""Colours nearer than this are one to the eye."""
SHADE = 10.0
"""Farther than this from every colour of the legend a colour is none of them."""
_CLEARLY = 2.0


@functools.cache
def _lab(colour: RGB) -> tuple[float, float, float]:
    """Return the colour in CIELAB (D65). Source: IEC 61966-2-1 and CIE 15."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    def curve(t: float) -> float:
        return math.cbrt(t) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29

    red, green, blue = (linear(channel) for channel in colour)
    x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    y = curve(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    z = curve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: RGB, other: RGB) -> float:
    """Return how far two colours are apart to the eye, 0 when they are equal."""
    return math.dist(_lab(one), _lab(other))


def same(one: RGB | None, other: RGB | None) -> bool:
    """Whether two fills look the same; no fill looks like white."""
    return difference(one or WHITE, other or WHITE) < SAME


def is_white(colour: RGB | None) -> bool:
    """Whether a fill looks like none."""
    return colour is None or difference(colour, WHITE) < SAME


def meaning(colour: RGB, meanings: Mapping[RGB, str]) -> str | None:
    """Return what a colour plainly means, None when it is no shade of any or lies between two.

    Plain is: within the reach of a shade, and at least twice as near as a colour that means
    something else.
    """
    by_distance = sorted((difference(colour, one), told) for one, told in meanings.items())
    if not by_distance or by_distance[0][0] > SHADE:
        return None
    nearest, told = by_distance[0]
    second = next((far for far, other in by_distance if other != told), math.inf)
    return told if nearest < 0.5 or second >= _CLEARLY * nearest else None


def alike(one: RGB, known: Collection[RGB]) -> bool:
    """Whether a colour is a shade of any of the known ones."""
    return any(difference(one, other) <= SHADE for other in known)


def with_lightness(colour: RGB, factor: float, offset: float = 0.0) -> RGB:
    """Return the colour with its HLS lightness (0–1) multiplied and moved, cut to 0–1."""
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    return _whole(colorsys.hls_to_rgb(hue, _cut(light * factor + offset), saturation))


def with_saturation(colour: RGB, factor: float, offset: float = 0.0) -> RGB:
    """Return the colour with its HLS saturation (0–1) multiplied and moved, cut to 0–1."""
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    return _whole(colorsys.hls_to_rgb(hue, light, _cut(saturation * factor + offset)))


def mixed(colour: RGB, other: RGB, share: float) -> RGB:
    """Return a mixture with that share (0–1) of the first, channel by channel."""
    red, green, blue = (
        round(a * share + b * (1 - share)) for a, b in zip(colour, other, strict=True)
    )
    return red, green, blue


def from_hex(text: str | None) -> RGB | None:
    """Return the colour of "RRGGBB", "#RRGGBB" or "AARRGGBB"; None for anything else."""
    digits = (text or "").strip().removeprefix("#")
    if len(digits) == 8:
        digits = digits[2:]
    if len(digits) != 6:
        return None
    try:
        value = int(digits, 16)
    except ValueError:
        return None
    return value >> 16, value >> 8 & 255, value & 255


def _cut(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _whole(channels: tuple[float, float, float]) -> RGB:
    red, green, blue = (round(255 * _cut(channel)) for channel in channels)
    return red, green, blue
