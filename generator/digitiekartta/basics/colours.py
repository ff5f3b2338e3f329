"""Colours: whether they can be read, how like two are, and other lightness of the same hue.

Contrast is that of WCAG 2.2. A colour that is not dark or light enough is replaced by one of
the same hue: its lightness changes in OKLCH, where equal steps look equal.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coloraide import Color

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


def named(name: str) -> RGB | None:
    """Return the colour of a name of CSS in any letter case ("lightGreen"), None for others."""
    from coloraide import Color

    return _rgb(Color(name.lower())) if name.isalpha() and Color.match(name.lower()) else None


def in_space(space: str, channels: Sequence[float]) -> RGB:
    """Return the colour of a space of coloraide: "srgb", "srgb-linear" (0–1), "hsl" (0–360, 0–1).

    What a screen cannot show is cut to what it can.
    """
    return _rgb(_in(space, channels))


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


def _luminance(colour: RGB) -> float:
    # Here and not of coloraide: every check asks for it, and few need more of colours.
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
    return nearest_passing(colour, lambda shade: contrast_ratio(shade, DARK_BACKGROUND))


def nearest_passing(colour: RGB, contrast: Callable[[RGB], float]) -> RGB:
    """Return the colour of the same hue, nearest in lightness, whose contrast is enough.

    Args:
        colour: Where to begin; returned as it is when its contrast is enough.
        contrast: The contrast of a colour, with whatever it must be told from.

    Raises:
        ValueError: Neither a darker nor a lighter colour has that contrast.
    """
    for shade in _by_nearness(colour):
        if contrast(shade) >= ENOUGH:
            return shade
    raise ValueError(f"no lightness of {hexadecimal(colour)} gives a contrast of {ENOUGH}")


def _by_nearness(colour: RGB) -> Iterator[RGB]:
    """Yield the colour, then its darker and lighter variants in turn, ending in black and white."""
    yield colour
    lightness, chroma, hue = _colour(colour).convert("oklch").coords(nans=False)
    for step in range(1, _STEPS + 1):
        for moved in (lightness - step / _STEPS, lightness + step / _STEPS):
            if 0 <= moved <= 1:
                shade = _in("oklch", (moved, chroma, hue)).convert("srgb")
                # With as much of its chroma as a screen can show.
                yield _rgb(shade.fit(method="oklch-chroma", jnd=0))
    yield from (BLACK, WHITE)


def lightness_chroma_hue(colour: RGB) -> tuple[float, float, float]:
    """Return where a colour lies in OKLCH: lightness 0–1, chroma, hue in degrees (0 for greys)."""
    lightness, chroma, hue = _colour(colour).convert("oklch").coords(nans=False)
    return lightness, chroma, hue


@functools.cache
def difference(first: RGB, second: RGB) -> float:
    """Return how far two colours are apart to the eye, 0 when they are equal (CIE76)."""
    return _colour(first).delta_e(_colour(second), method="76")


def with_lightness(colour: RGB, factor: float, offset: float = 0.0) -> RGB:
    """Return the colour with its HSL lightness (0–1) multiplied and moved, cut to 0–1."""
    return _moved(colour, "lightness", factor, offset)


def with_saturation(colour: RGB, factor: float, offset: float = 0.0) -> RGB:
    """Return the colour with its HSL saturation (0–1) multiplied and moved, cut to 0–1."""
    return _moved(colour, "saturation", factor, offset)


def mixed(colour: RGB, other: RGB, share: float, space: str = "srgb") -> RGB:
    """Return a mixture with that share (0–1) of the first, channel by channel of the space."""
    return _rgb(_colour(other).mix(_colour(colour), share, space=space))


def _moved(colour: RGB, coordinate: str, factor: float, offset: float) -> RGB:
    changed = _colour(colour).convert("hsl")
    value = changed.get(coordinate, nans=False) * factor + offset
    return _rgb(changed.set(coordinate, min(max(value, 0.0), 1.0)))


def _colour(colour: RGB) -> Color:
    return _in("srgb", _channels(colour))


def _channels(colour: RGB) -> list[float]:
    if not all(0 <= channel <= 255 for channel in colour):
        raise ValueError(f"a channel outside 0–255: {colour}")
    return [channel / 255 for channel in colour]


def _in(space: str, channels: Sequence[float]) -> Color:
    from coloraide import Color  # takes a tenth of a second, and many commands need no colours

    return Color(space, channels)


def _rgb(colour: Color) -> RGB:
    channels = colour.convert("srgb").coords(nans=False)
    red, green, blue = (round(255 * min(max(channel, 0.0), 1.0)) for channel in channels)
    return red, green, blue
