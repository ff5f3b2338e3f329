"""Colours: whether a municipality's own colours can be read, and which near ones could.

Contrast is that of WCAG 2.2. A colour that is not dark or light enough is replaced by one of
the same hue: its lightness changes in OKLCH, where equal steps look equal.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

RGB = tuple[int, int, int]

WHITE: RGB = (255, 255, 255)
BLACK: RGB = (0, 0, 0)
# The surfaces on which links are hardest to read in each scheme (--digi-tausta in the theme).
LIGHT_BACKGROUND: RGB = (0xF2, 0xF5, 0xF9)
DARK_BACKGROUND: RGB = (0x1F, 0x24, 0x2E)
# WCAG 2.2, criterion 1.4.6 (AAA): more than the law asks, as some readers use poor screens.
ENOUGH = 7.0
# Lightness runs from 0 to 1; steps as small as this cannot be told apart.
_STEPS = 400


def parse(text: str) -> RGB:
    """Return the colour that "#rrggbb" means.

    Raises:
        ValueError: The text is not of that form.
    """
    if not re.fullmatch("#[0-9A-Fa-f]{6}", text):
        raise ValueError(f"not a colour: {text!r}")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def hexadecimal(colour: RGB) -> str:
    """Return a colour as "#rrggbb"."""
    return "#" + "".join(f"{channel:02x}" for channel in colour)


def contrast_ratio(first: RGB, second: RGB) -> float:
    """Return the contrast of two colours, 1.0 (none) to 21.0 (black on white).

    Args:
        first, second: sRGB as (red, green, blue), integers 0–255; the order does not matter.

    Raises:
        ValueError: A channel lies outside 0–255.

    Source: WCAG 2.2, definitions of "contrast ratio" and "relative luminance".
    """
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(background: RGB) -> RGB:
    """Return white or black, whichever is read better on a background; white when equal."""
    return max(WHITE, BLACK, key=lambda text: contrast_ratio(text, background))


def contrast_with_text(background: RGB) -> float:
    """Return the contrast of a background with the better of white and black text."""
    return contrast_ratio(background, text_on(background))


def contrast_with_background(colour: RGB) -> float:
    """Return the contrast of a colour with the darkest surface of the light scheme."""
    return contrast_ratio(colour, LIGHT_BACKGROUND)


def for_dark_scheme(colour: RGB) -> RGB:
    """Return a colour for text on the dark scheme: itself if it can be read, else a lighter one."""
    return nearest_passing(colour, lambda one: contrast_ratio(one, DARK_BACKGROUND))


def nearest_passing(colour: RGB, contrast: Callable[[RGB], float], enough: float = ENOUGH) -> RGB:
    """Return the colour of the same hue, nearest in lightness, whose contrast is enough.

    Args:
        colour: Where to begin; returned as it is when its contrast is enough.
        contrast: The contrast of a colour, with whatever it must be told from.
        enough: The contrast that is asked for.

    Raises:
        ValueError: Neither a darker nor a lighter colour has that contrast.
    """
    for one in _by_nearness(colour):
        if contrast(one) >= enough:
            return one
    raise ValueError(f"no lightness of {hexadecimal(colour)} gives a contrast of {enough}")


def _by_nearness(colour: RGB) -> Iterator[RGB]:
    """Yield the colour, then its darker and lighter variants in turn, ending in black and white."""
    yield colour
    lightness, chroma, hue = _to_oklch(colour)
    for step in range(1, _STEPS + 1):
        for change in (-step / _STEPS, step / _STEPS):
            if 0 <= lightness + change <= 1:
                yield _from_oklch(lightness + change, chroma, hue)
    yield from (BLACK, WHITE)


def _luminance(colour: RGB) -> float:
    if not all(0 <= channel <= 255 for channel in colour):
        raise ValueError(f"a channel outside 0–255: {colour}")
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


# --- OKLCH -----------------------------------------------------------------------------------
# Source: Björn Ottosson, "A perceptual color space for image processing" (2020).


def _to_oklch(colour: RGB) -> tuple[float, float, float]:
    """Return lightness 0–1, chroma and hue in radians."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> RGB:
    """Return the colour, with as much of its chroma as a screen can show."""
    shown = _channels(lightness, chroma, hue)
    if not _on_screen(shown):
        least, most = 0.0, chroma
        for _ in range(20):
            middle = (least + most) / 2
            if _on_screen(_channels(lightness, middle, hue)):
                least = middle
            else:
                most = middle
        shown = _channels(lightness, least, hue)
    red, green, blue = (round(255 * min(max(_encoded(max(one, 0.0)), 0.0), 1.0)) for one in shown)
    return red, green, blue


def _channels(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Return linear red, green and blue; outside 0–1 when a screen cannot show the colour."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _on_screen(channels: tuple[float, float, float]) -> bool:
    # The matrices are rounded: white itself comes out as 1.0000001.
    return all(-1e-4 <= channel <= 1 + 1e-4 for channel in channels)
