"""Colours told in words: which of the colours of a schedule "keltainen" or "ljusgrön" means.

A name stands for a region of hues, as wide as people use the word; regions overlap. A name means
a colour only when no other colour can be meant.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from digitiekartta.basics.colours import RGB, lightness_chroma_hue

_HUE, _GREY = 0.012, 0.02
"""Chroma (OKLCH): from the first on a hue is seen, up to the second a colour may be called grey."""


@dataclass(frozen=True, slots=True)
class _Region:
    """Hues in degrees from ``first`` on to ``last`` (over 360 too), and bounds of the others."""

    first: float = 0.0
    last: float = 360.0
    lightness: tuple[float, float] = (0.0, 1.0)
    chroma: tuple[float, float] = (_HUE, 1.0)

    def holds(self, colour: RGB) -> bool:
        lightness, chroma, hue = lightness_chroma_hue(colour)
        around = any(self.first <= hue + turn <= self.last for turn in (0.0, 360.0))
        bounds = ((lightness, self.lightness), (chroma, self.chroma))
        return around and all(low <= value <= high for value, (low, high) in bounds)


_REGIONS = {
    "keltai|gul|yellow": _Region(72, 118, lightness=(0.7, 1.0)),
    "oranssi|orange|orans": _Region(38, 88, lightness=(0.55, 1.0)),
    "vihre|grön|green": _Region(112, 172),
    "turkoosi|turkos|turquoise|sinivihre": _Region(165, 232),
    "sini|blå|blue": _Region(220, 292),
    "violet|lila|purppura|purple": _Region(285, 335),
    "pinkki|pinki|rosa|pink|vaaleanpunai|roosa": _Region(325, 395, lightness=(0.65, 1.0)),
    "punai|röd|red": _Region(350, 404),
    "ruske|brun|brown": _Region(30, 95, lightness=(0.0, 0.68), chroma=(_HUE, 0.15)),
    "harma|grå|grey|gray": _Region(chroma=(0.0, _GREY), lightness=(0.2, 0.97)),
}
_SHADES = {"vaalean|vaalea |ljus|light |light": 1, "tumman|tumma |mörk|dark |dark": -1}
_WORD = "|".join(sorted("|".join(_REGIONS).split("|"), key=len, reverse=True))
_SHADE = "|".join("|".join(_SHADES).split("|"))
NAME = rf"(?:(?:{_SHADE})?(?:{_WORD})\w*)"
"""A pattern of the names of colours in Finnish, Swedish and English, with endings."""


def is_colour_name(text: str) -> bool:
    """Whether a text is a colour's name and nothing else ("Keltainen väri")."""
    words = text.casefold().strip(" .:=()")
    return re.fullmatch(rf"{NAME}(?:\s+(?:väri|ruutu|solu|pohja|tausta)\w*)?", words) is not None


def meant(names: Collection[str], used: Sequence[RGB]) -> Mapping[str, RGB]:
    """Return the colour that each name can only mean, of those that are used.

    A name that fits several takes the one that the others leave over.
    """
    fits = {name: {colour for colour in used if _fits(name, colour)} for name in names}
    for name, colours in fits.items():
        if len(colours) == 2 and (shade := _shade(name)):
            # "Tummansininen" beside a light blue: the darker of the two.
            fits[name] = {max(colours, key=lambda one: shade * lightness_chroma_hue(one)[0])}
    found: dict[str, RGB] = {}
    while sure := {
        name: rest.pop()
        for name, colours in fits.items()
        if name not in found and len(rest := colours - set(found.values())) == 1
    }:
        twice = len(set(sure.values())) < len(sure)
        if twice:
            break
        found |= sure
    return found


def _fits(name: str, colour: RGB) -> bool:
    words = name.casefold()
    bare = words if re.match("vaaleanpunai", words) else re.sub(rf"^(?:{_SHADE})", "", words)
    stems = ((pattern, re.match(pattern, bare)) for pattern in _REGIONS)
    lengths = {pattern: len(stem[0]) for pattern, stem in stems if stem}
    best = max(lengths, key=lambda pattern: lengths[pattern], default=None)
    return best is not None and _REGIONS[best].holds(colour)


def _shade(name: str) -> int:
    words = name.casefold()
    if re.match("vaaleanpunai", words):
        return 0
    return next((sign for pattern, sign in _SHADES.items() if re.match(pattern, words)), 0)
